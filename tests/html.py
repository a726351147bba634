#!/usr/bin/env python3
"""What quoth takes out of web pages: each tests/html/NAME.html against NAME.txt, metadata first, then the text.

  html.py [--update] [NAME...]      QUOTH names the program, else src/quoth beside tests/

Exit status: 0 all as it should be, 1 not.
"""
import argparse
import difflib
import glob
import json
import os
import subprocess
import sys

TESTS = os.path.dirname(os.path.abspath(__file__))
PAGES = os.path.join(TESTS, "html")
FIELDS = ["title", "byline", "date", "source", "url", "lang"]


def taken_from(program, path):
    done = subprocess.run([program, "--with-text", path], capture_output=True, timeout=60, check=False)
    lines = done.stdout.decode("utf-8").split("\n")
    document = json.loads(lines[0])
    head = "".join(f"{name}: {document[name]}\n" for name in FIELDS if document[name] is not None)
    return f"{head}\n{document['text']}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    program = os.environ.get("QUOTH", os.path.join(TESTS, "..", "src", "quoth"))
    names = args.names or sorted(os.path.basename(path)[: -len(".html")] for path in glob.glob(f"{PAGES}/*.html"))
    failures = 0
    for name in names:
        got = taken_from(program, f"{PAGES}/{name}.html")
        expected = f"{PAGES}/{name}.txt"
        if args.update:
            with open(expected, "w", encoding="utf-8") as stream:
                stream.write(got)
            continue
        with open(expected, encoding="utf-8") as stream:
            wanted = stream.read()
        if got != wanted:
            failures += 1
            print(f"failed: {name}")
            print("\n".join(difflib.unified_diff(wanted.split("\n"), got.split("\n"), "wanted", "got", lineterm="")))
    print(f"{len(names) - failures} passed, {failures} failed")
    return 1 if failures or not names else 0


sys.exit(main())
