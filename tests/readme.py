#!/usr/bin/env python3
"""Execute the examples of README.md, doc/*.md and the man page, and compare what they print.

An example is a fenced block of ```sh that is followed, with nothing but blank lines between, by a block of ```text or
```json. Its commands run with `sh -e` in a folder that looks like the source tree, where src/quoth is the program (also
found as `quoth`). The output must equal the second block; a line that is "…" stands for any number of lines. In a json
block white space doesn't count, as long records are shown on several lines there, and "…" as a value stands for any
value. A block of ```sh without a block of output is read by people only.

In the man page an example is a command between .EX and .EE in the section EXAMPLES: it must exit with 0 and write
something. It finds article.txt, gold.jsonl, dump.jsonl, whose texts stand in the field maintext, dump.jsonl.gz with articles,
and dated.jsonl with dates.
"""
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FENCE = re.compile(r"^(```+)[ ]*(\w*)[^\n]*\n(.*?)^\1[ ]*$", re.M | re.S)


def blocks(text):
    """(line, language, body, what stands between this fence and the next one)"""
    found = list(FENCE.finditer(text))
    for m, following in zip(found, found[1:] + [None]):
        between = text[m.end():following.start()] if following else text[m.end():]
        yield text.count("\n", 0, m.start()) + 1, m[2], m[3], between


def examples(text):
    parts = list(blocks(text))
    for (line, language, body, between), (_, kind, output, _) in zip(parts, parts[1:]):
        if language == "sh" and kind in ("text", "json") and not between.strip():
            yield line, body, kind, output


def man_examples(text):
    section = re.search(r"^\.SH EXAMPLES?$(.*?)(?=^\.SH |\Z)", text, re.M | re.S)
    for m in re.finditer(r"^\.EX$\n(.*?)^\.EE$", section[1] if section else "", re.M | re.S):
        yield m[1].replace("\\-", "-").replace("\\e", "\\").replace("\\(aq", "'").replace("\\&", "")


def json_values(text):
    decoder, values, at = json.JSONDecoder(), [], 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        value, at = decoder.raw_decode(text, at)
        values.append(value)
    return values


def json_agrees(wanted, got):
    if wanted == "…":
        return True
    if isinstance(wanted, dict) and isinstance(got, dict):
        return list(wanted) == list(got) and all(json_agrees(wanted[key], got[key]) for key in wanted)
    if isinstance(wanted, list) and isinstance(got, list):
        return len(wanted) == len(got) and all(map(json_agrees, wanted, got))
    return wanted == got and type(wanted) is type(got)


def agrees(kind, wanted, got):
    if kind == "json":
        return json_agrees(json_values(wanted), json_values(got))
    pattern = "".join(r"(?:.*\n)*" if line.strip() == "…" else re.escape(line.rstrip()) + r"[ \t]*\n"
                      for line in wanted.splitlines())
    return re.fullmatch(pattern, got if got.endswith("\n") else got + "\n") is not None


def run(script, folder):
    environment = {**os.environ, "PATH": f"{folder}/src:{os.environ['PATH']}"}
    done = subprocess.run(["sh", "-ec", script], cwd=folder, env=environment, capture_output=True, text=True, timeout=120,
                          stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


def lay_out_man_examples(source, folder):
    article = (source / "corpus/local-flood.txt").read_text(encoding="utf-8")
    (folder / "article.txt").write_text(article, encoding="utf-8")
    (folder / "gold.jsonl").write_text(json.dumps({"id": "1", "text": article, "attributions": []}) + "\n")
    (folder / "dump.jsonl").write_text(json.dumps({"id": "1", "section": "local", "maintext": article}) + "\n")
    (folder / "dated.jsonl").write_text(json.dumps({"id": "1", "date": "2021-05-20", "text": article}) + "\n")
    with gzip.open(folder / "dump.jsonl.gz", "wt") as file:
        file.write(json.dumps({"id": "1", "text": article}) + "\n")


def main():
    source, program = Path(os.environ["QUOTH_SOURCE"]).resolve(), Path(os.environ["QUOTH"]).resolve()
    n_run = n_failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for entry in ("corpus", "doc", "rules", "README.md"):
            if (source / entry).exists():
                os.symlink(source / entry, Path(folder, entry))
        Path(folder, "src").mkdir()
        os.symlink(program, Path(folder, "src/quoth"))
        if not shutil.which("less"):  # a pager that bare machines lack
            os.symlink(shutil.which("cat"), Path(folder, "src/less"))

        lay_out_man_examples(source, Path(folder))

        for document in [source / "README.md"] + sorted((source / "doc").glob("*.md")):
            for line, script, kind, wanted in examples(document.read_text(encoding="utf-8")):
                n_run += 1
                status, got, errors = run(script, folder)
                try:
                    right = status == 0 and agrees(kind, wanted, got)
                except ValueError as error:
                    right, errors = False, f"not JSON: {error}"
                if not right:
                    n_failed += 1
                    print(f"{document.name}:{line}: exit status {status}\n--- command\n{script}--- wanted\n{wanted}"
                          f"--- got\n{got}{errors}")

        _, man, _ = run(f"quoth --generate man '{source}/src/cli/man.in'", folder)
        for script in man_examples(man):
            n_run += 1
            written = [Path(folder, "quotations.jsonl"), Path(folder, "quotations.csv")]
            for file in written:
                file.write_bytes(b"")
            status, got, errors = run(script, folder)
            if status != 0 or not got + "".join(file.read_text(encoding="utf-8") for file in written):
                n_failed += 1
                print(f"quoth.1: exit status {status}\n--- command\n{script}--- got\n{got}{errors}")

    print(f"{n_run} examples, {n_failed} failed")
    sys.exit(1 if n_failed or not n_run else 0)


if __name__ == "__main__":
    main()
