#!/usr/bin/env python3
"""Compare what quoth gets wrong in corpus/ with the list of what it is known to get wrong, tests/known-misses.txt.

usage: known_misses.py [--update]

A line of the list names document, place and kind of an error, as `quoth eval --errors` does; what stands behind the colon is for
readers. A new error turns the suite red, and so does one that is gone: --update (make update-golden) writes the list anew. Read
the difference before it is committed. QUOTH names the program, QUOTH_SOURCE the source.
"""
import collections
import os
import re
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ["QUOTH_SOURCE"])
LIST = SOURCE / "tests/known-misses.txt"
HEAD = re.compile(r"\[([\w ]+)\] (\S+) (\d+)$")
LINE = re.compile(r"(\S+ \d+ [\w-]+):.*$")


def shortened(words, longest=60):
    return words if len(words) <= longest else words[:longest - 1] + "…"


def words_and_speaker(line):
    """Of a line about the gold or a record: direct | 'words' | source 'mention' | cue 'word' | Full Name; Name
    or: direct | 'words' | speaker 'mention' = Name | …"""
    parts = line.split(": ", 1)[1].split(" | ")
    if line.startswith("  gold"):
        return parts[1].strip("'"), (parts[-1] if len(parts) > 4 else "").split("; ")[0].strip() or "nobody"
    return parts[1].strip("'"), parts[2].split(" = ")[-1]


def errors():
    """{key: what it is about}, in the order of documents and places."""
    command = [os.environ["QUOTH"], "eval", "--errors=100000", str(SOURCE / "corpus")]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    found = {}
    for i, line in enumerate(lines):
        head = HEAD.match(line)
        if not head:
            continue
        about = {}
        for following in lines[i + 1:i + 4]:
            kind = re.match(r"  (gold|record): ", following)
            if kind:
                about[kind[1]] = words_and_speaker(following)
        words, _ = about.get("gold") or about["record"]
        whose = " not ".join(about[kind][1] for kind in ("record", "gold") if kind in about)
        found[f"{head[2]} {head[3]} {head[1].replace(' ', '-')}"] = f"{shortened(words)} / {whose}"
    return dict(sorted(found.items(), key=lambda item: (item[0].split()[0], int(item[0].split()[1]), item[0])))


def listed():
    lines = LIST.read_text(encoding="utf-8").splitlines() if LIST.exists() else []
    return [LINE.match(line)[1] for line in lines if LINE.match(line)]


def update(found):
    kinds = collections.Counter(key.split()[2] for key in found)
    counts = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
    LIST.write_text("# What quoth gets wrong in the articles of corpus/: document, code point, kind: words / who it says, not who it is.\n"
                    f"# `make update-golden` writes this list. {len(found)}: {counts}.\n" +
                    "".join(f"{key}: {about}\n" for key, about in found.items()), encoding="utf-8")


def main():
    found = errors()
    if sys.argv[1:] == ["--update"]:
        update(found)
        return 0
    known = listed()
    new, gone = [key for key in found if key not in known], [key for key in known if key not in found]
    for key in new:
        print(f"new: {key}: {found[key]}")
    for key in gone:
        print(f"mended: {key}")
    print(f"{len(found)} errors in corpus/, {len(known)} known: {len(new)} new, {len(gone)} mended")
    if new or gone:
        print("when that is as it should be: make update-golden")
    return 1 if new or gone else 0


if __name__ == "__main__":
    sys.exit(main())
