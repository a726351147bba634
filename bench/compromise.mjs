// Times compromise's .quotations() over the texts of a JSON Lines file, reading the file and loading the library left out.
//
//   node compromise.mjs FOLDER DUMP.jsonl      where FOLDER/node_modules has it; prints version, bytes of the lines, seconds (wall clock, processor)
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [folder, dump] = process.argv.slice(2)
const home = `${folder}/node_modules/compromise`
const about = JSON.parse(readFileSync(`${home}/package.json`, 'utf8'))
const { default: nlp } = await import(pathToFileURL(`${home}/${about.module}`))
const lines = readFileSync(dump, 'utf8')
const texts = lines.trim().split('\n').map((line) => JSON.parse(line).text)

nlp(texts[0]).quotations().out('array')
const begin = process.hrtime.bigint()
const busy = process.cpuUsage()
let found = 0
for (const text of texts) found += nlp(text).quotations().out('array').length
const seconds = Number(process.hrtime.bigint() - begin) / 1e9
const { user, system } = process.cpuUsage(busy)
const processor = (user + system) / 1e6
const bytes = Buffer.byteLength(lines)
console.log(JSON.stringify({ version: about.version, node: process.version, bytes, seconds, processor, found }))
