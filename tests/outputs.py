"""The forms of output hold the same records, filters pick those that they should, and -j changes nothing.

QUOTH names the program, QUOTH_SOURCE the source.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from terminal import on_terminal

QUOTH, SOURCE = os.environ["QUOTH"], Path(os.environ["QUOTH_SOURCE"])
LISTS = {"names": "name", "kinds": "kind", "roles": "role", "mentions": "mention", "mention_spans": "span",
         "name_spans": "name_span", "role_spans": "role_span", "resolved": "resolved"}
failures = 0
skipped = False  # a part of it


def check(right, what):
    global failures
    if not right:
        failures += 1
        print("failed:", what)


def quoth(*arguments, status=(0, 1)):
    done = subprocess.run([QUOTH, *map(str, arguments)], capture_output=True, check=False, timeout=300)
    check(done.returncode in status, f"status {done.returncode} of {arguments}: {done.stderr[:300]!r}")
    return done.stdout


def records_of(*arguments):
    return [json.loads(line) for line in quoth(*arguments).decode().splitlines()]


def make_dump(folder):
    """The corpus as a dump, with fields that need care."""
    dump = folder / "dump.jsonl"
    with open(dump, "w", encoding="utf-8", newline="\n") as out:
        for i, file in enumerate(sorted((SOURCE / "corpus").glob("*.txt"))):
            text = file.read_text(encoding="utf-8")
            fields = {"id": f"{file.stem}", "text": text, "section": f'a\t"b", c|\\d\r\n{i} é😀'}
            fields.update({"date": f"2021-{i % 12 + 1:02d}-{i % 28 + 1:02d}"} if i % 4 else {})
            out.write(json.dumps(fields, ensure_ascii=i % 2 == 0) + " " * (i % 3) + "\n")
    return dump


# -- tables ------------------------------------------------------------------------------


def span_text(span):
    return f"{span[0]}-{span[1]}" if span else ""


def cell(record, name):
    """What a table says of a record's field."""
    if name in LISTS:
        values = [speaker[LISTS[name]] for speaker in record["speakers"]]
        texts = [span_text(value) if name.endswith("spans") else value or "" for value in values]
        return " | ".join(re.sub(r"([|\\])", r"\\\1", text) for text in texts)
    value = record[name]
    if name.endswith("_spans"):
        return " ".join(map(span_text, value))
    if name.endswith("_span") or name == "sentence":
        return span_text(value)
    return f"{value:.2f}" if name == "confidence" else "" if value is None else str(value)


def unescape(text):
    letters = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    return re.sub(r"\\(.)", lambda m: letters[m[1]], text)


def rows_of(form, output):
    if form == "csv":
        return list(csv.reader(output.splitlines(keepends=True), strict=True))
    return [[unescape(text) for text in line.split("\t")] for line in output.split("\n")[:-1]]


def check_tables(dump):
    options = ["--keep", "section", "--context", "sentence"]
    records = records_of(*options, dump)
    check(len(records) > 500, "there are records")
    for form in ("csv", "tsv"):
        output = quoth("--to", form, *options, dump).decode()
        header, *rows = rows_of(form, output)
        check(len(rows) == len(records), f"{form}: as many rows as records")
        for record, row in zip(records, rows):
            wanted = [cell(record, name) for name in header]
            check(row == wanted, f"{form}: {record['id']}: wanted {wanted}, got {row}")
        known = set(header) | {"speakers"}
        check(set(records[0]) <= known, f"{form} lacks {set(records[0]) - known}")


# -- brat --------------------------------------------------------------------------------


def check_brat(folder):
    """What is written as brat standoff is right by its own measure."""
    articles = sorted((SOURCE / "corpus").glob("*.txt"))
    target = folder / "brat"
    quoth("--to", "brat", "--all", "--output", target, *articles)
    check(sorted(target.glob("*.txt")) == [target / file.name for file in articles], "brat: each article has its text")
    figures = quoth("eval", target).decode()
    for name in ("triple", "exact", "quoted"):
        check(re.search(rf"^ +{name} +100\.0 +100\.0 +100\.0 ", figures, re.M), f"brat and back:\n{figures}")
    check("100.0 of the paired right" in figures, f"brat: names:\n{figures}")
    for file in articles:
        check_annotation((target / file.name).read_bytes().decode(), (target / file.name).with_suffix(".ann"))
    done = subprocess.run([QUOTH, "--to", "brat", "--output", target, *articles], capture_output=True, check=False)
    check(done.returncode == 2 and b"not empty" in done.stderr, f"brat: a folder that is in use: {done}")


def check_annotation(text, file):
    """As brat demands it: ids are unique, spans hold the words that they say and no ends of lines."""
    seen, ids = set(), []
    for line in file.read_bytes().decode().split("\n")[:-1]:
        ids.append(line.split("\t")[0])
        if line[0] != "T":
            continue
        number, place, words = line.split("\t")
        seen.add(number)
        spans = [tuple(map(int, span.split())) for span in place.split(" ", 1)[1].split(";")]
        parts = [text[begin:end] for begin, end in spans]
        check(" ".join(parts) == words and not set("\r\n") & set("".join(parts)), f"{file.name}: {line}")
    check(len(ids) == len(set(ids)), f"{file.name}: an id comes twice")
    for line in file.read_text(encoding="utf-8").splitlines():
        for number in re.findall(r"[: ](T\d+)\b", line.split("\t")[1]):
            check(number in seen, f"{file.name}: {line}: there is no {number}")


def check_names_of_files(folder):
    """Names that could leave the folder, clash, or be too long, don't."""
    text = '"The roads are open again tonight," said Erik Lindqvist.\n'
    names = ["../out", "a/b", ".hidden", "x\ny", "same", "same", "same", "é" * 300, "a%b"]
    dump = folder / "names.jsonl"
    dump.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name in names))
    for jobs in (1, 3):
        target = folder / f"names{jobs}"
        quoth("--to", "brat", "-j", jobs, "--output", target, dump)
        wanted = ["_._out", "_hidden", "a%b", "a_b", "same", "same-2", "same-3", "x_y", "é" * 100]
        got = sorted(file.stem for file in target.glob("*.ann"))
        check(got == sorted(wanted), f"names of files: wanted {sorted(wanted)}, got {got}")
    check(not (folder / "out.ann").exists(), "a name has left the folder")


# -- filters -----------------------------------------------------------------------------


def check_filters(dump):
    records = records_of("--keep", "section", dump)
    wishes = {
        ("--speaker", "^[A-M]"): lambda r: any(re.search("^[A-M]", s["name"] or "") for s in r["speakers"]),
        ("--quote", r"\bnot\b"): lambda r: re.search(r"\bnot\b", r["quote"]),
        ("-i", "--quote", r"\bNOT\b"): lambda r: re.search(r"\bnot\b", r["quote"], re.I),
        ("--type", "mixed", "--type", "direct"): lambda r: r["type"] in ("mixed", "direct"),
        ("--mode", "writing,thought"): lambda r: r["mode"] in ("writing", "thought"),
        ("--min-confidence", "0.8"): lambda r: r["confidence"] >= 0.8,
        ("--since", "2021-03-05", "--until", "2021-07"): lambda r: r["date"] and "2021-03-05" <= r["date"] < "2021-08",
        ("--type", "direct", "--speaker", "a", "--since", "2021-05"):
            lambda r: r["type"] == "direct" and any("a" in (s["name"] or "") for s in r["speakers"])
            and r["date"] and r["date"] >= "2021-05",
    }
    lines = dump.read_bytes().splitlines(keepends=True)
    for wish, test in wishes.items():
        wanted = [record for record in records if test(record)]
        check(0 < len(wanted) < len(records), f"{wish} picks some")
        check(records_of("--keep", "section", *wish, dump) == wanted, f"{wish} picks the right ones")
        check(quoth("--count", *wish, dump) == b"%d\n" % len(wanted), f"{wish} counts them")
        docs = {record["doc"] for record in wanted}
        bytes_wanted = b"".join(line for line in lines if json.loads(line)["id"] in docs)
        check(quoth("--documents", *wish, dump) == bytes_wanted, f"{wish} prints the documents, byte for byte")
        check(quoth("--count", "--documents", *wish, dump) == b"%d\n" % len(docs), f"{wish} counts the documents")


def check_workers(dump):
    """The same bytes for each -j; a limit takes the first ones."""
    runs = [[], ["--to", "csv"], ["--to", "text"], ["--documents"], ["--count"], ["--all", "--with-text"]]
    for run in runs:
        whole = None
        for limit in ([], ["--limit", "1"], ["--limit", "7"], ["--limit", "300"], ["--limit", "100000"]):
            outputs = {quoth(*run, *limit, "-j", jobs, dump) for jobs in (1, 2, 5)}
            check(len(outputs) == 1, f"{run} {limit}: the output depends on -j")
            output = outputs.pop()
            whole = output if whole is None else whole
            if run == ["--count"]:
                wanted = min(int(whole), int(limit[1])) if limit else int(whole)
                check(int(output) == wanted, f"{limit}: counts {output}")
            else:
                check(whole.startswith(output), f"{run} {limit}: is not the beginning of the whole")
            if limit and run in ([], ["--documents"]) and int(limit[1]) < 40:
                check(output.count(b"\n") == int(limit[1]), f"{run} {limit}: wrong number of lines")


def check_resume(dump, folder):
    """A table that was broken off goes on, without a second header, and a limit counts what was there before."""
    whole = quoth("--to", "csv", "--limit", "600", dump)
    options = ["--to", "csv", "--limit", "600", "--output", folder / "part.csv", "--checkpoint", folder / "checkpoint"]
    with subprocess.Popen([QUOTH, "-j2", *map(str, options), "--checkpoint-each", "2", str(dump)]) as process:
        while process.poll() is None and not ((folder / "part.csv").exists() and (folder / "part.csv").stat().st_size > 20000):
            pass
        process.kill()
    quoth(*options, "--resume", dump)
    check((folder / "part.csv").read_bytes() == whole, "a table that goes on is the same")


# -- text --------------------------------------------------------------------------------


def check_text(dump, folder):
    output = quoth("--to", "text", dump)
    check(b"\x1b" not in output, "text: no colours in a file")
    longest = max(len(line) for line in output.decode().splitlines() if " " in line.strip())
    check(longest <= 80, f"text: a line of {longest} characters")
    article = folder / "article.txt"
    article.write_bytes(b'\x1b]0;title\x07 "The roads\x1b[2J are \xe2\x80\xaeopen \xff\x9b again tonight," said Erik\x08 Lindqvist.\n')
    for colour in ("never", "always"):
        shown = quoth("--to", "text", "--color", colour, "--title", "\x1b[5mT\x9b", article)
        bare = re.sub(rb"\x1b\[[0-9;]*m", b"", shown) if colour == "always" else shown
        check(not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae", bare), f"text: controls in {shown!r}")
        bare.decode()
    def is_coloured(*arguments, **environment):
        environment = {**os.environ, "TERM": "xterm", **environment}
        return b"\x1b[" in on_terminal([QUOTH, "--to", "text", *arguments, str(article)], "stdout", env=environment)

    try:
        check(is_coloured(NO_COLOR=""), "text: colours on a terminal")
    except OSError:
        print("SKIPPED: there are no pseudo-terminals: what is written to a terminal isn't tested")
        global skipped
        skipped = True
        return
    check(not is_coloured(NO_COLOR="1"), "text: NO_COLOR is honoured")
    check(not is_coloured(TERM="dumb", NO_COLOR=""), "text: no colours on a dumb terminal")
    check(not is_coloured("--color", "never", NO_COLOR=""), "text: --color=never")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dump = make_dump(folder)
        check_tables(dump)
        check_brat(folder)
        check_names_of_files(folder)
        check_filters(dump)
        check_workers(dump)
        check_resume(dump, folder)
        check_text(dump, folder)
    print(f"{failures} failures")
    sys.exit(1 if failures else 77 if skipped else 0)


main()
