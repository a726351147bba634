#!/usr/bin/env python3
"""Write the benchmark's dump: the articles of corpus/ again and again, as compact JSON Lines.

  dump.py CORPUS MEGABYTES > dump.jsonl

Each line has id, text, date and publisher; characters outside of ASCII stand as they are. The ids differ, the rest is the
same bytes for the same corpus. The dump ends with the first article that makes it as large as wanted.
"""
import json
import sys
from pathlib import Path


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    articles = []
    for path in sorted(Path(sys.argv[1]).glob("*.gold.jsonl")):
        with path.open(encoding="utf-8", newline="") as file:
            articles += [json.loads(line) for line in file if line.strip()]
    if not articles:
        sys.exit(f"dump.py: no *.gold.jsonl in {sys.argv[1]}")

    wanted, written, number = int(float(sys.argv[2]) * 1e6), 0, 0
    while written < wanted:
        article = articles[number % len(articles)]
        record = {"id": f"{article['id']}-{number // len(articles) + 1:04}", "text": article["text"],
                  "date": article.get("date"), "publisher": article.get("publisher")}
        line = (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        sys.stdout.buffer.write(line)
        written += len(line)
        number += 1


if __name__ == "__main__":
    main()
