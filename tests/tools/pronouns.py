#!/usr/bin/env python3
"""Measure whom pronouns mean, on labelled speakers.

  pronouns.py GOLD RAW [QUOTH [OPTION]...]

GOLD   tests/gold/pronouns.jsonl, a line an article: {"id","length","crc32","pronouns":[[begin,end,[name]],...]}, code points;
       the pronoun is the speaker of a record, the names are those of whoever it means.
RAW    JSON Lines with the articles ("id", "text"); several files are divided by commas.

Prints, for each pronoun, how many records name the right one; a name is right when it has all words of the label or the label
all of its words. With -v before GOLD also each wrong one. Exit status: 0; 1 when an article is missing or another one.
"""
import collections
import json
import re
import subprocess
import sys

from rawgold import fingerprint, json_lines


def words(name):
    return set(re.findall(r"[\w.'’-]+", name.casefold())) - {"the", "a", "an"}


def articles_of(gold, raw):
    texts = {a["id"]: a for name in raw.split(",") for a in json_lines(name)}
    for line in gold:
        article = texts.get(line["id"])
        if article is None or any(line[k] != v for k, v in fingerprint(article["text"]).items()):
            sys.exit(f"pronouns.py: {raw} lacks the article {line['id']}")
        yield article


def speakers(articles, command):
    """(article, begin) of each speaker -> the name that its record gives"""
    lines = "".join(json.dumps(a) + "\n" for a in articles)
    output = subprocess.run(command + ["--from", "jsonl", "--min-confidence", "0"], input=lines, text=True, check=True,
                            capture_output=True).stdout
    records = [json.loads(line) for line in output.splitlines()]
    return {(r["doc"], s["span"][0]): s["name"] or "" for r in records for s in r.get("speakers") or [] if s.get("span")}


def main(arguments):
    verbose = arguments[:1] == ["-v"]
    path, raw, *command = arguments[verbose:]
    gold = json_lines(path)
    articles = list(articles_of(gold, raw))
    named = speakers(articles, command or ["src/quoth"])
    right, all_ = collections.Counter(), collections.Counter()
    for line, article in zip(gold, articles):
        for begin, end, names in line["pronouns"]:
            name = named.get((line["id"], begin))
            if name is None:
                continue
            kind = article["text"][begin:end].lower()
            good = any(words(n) and words(name) and (words(n) <= words(name) or words(name) <= words(n)) for n in names)
            all_[kind] += 1
            right[kind] += good
            if verbose and not good:
                print(f"{line['id']} {begin} {kind}: {name!r}, not {' or '.join(names)}")
    for kind in sorted(all_):
        print(f"{kind:6} {right[kind]:4} of {all_[kind]:4}")
    print(f"{'all':6} {right.total():4} of {all_.total():4}  {100 * right.total() / max(1, all_.total()):.1f}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1:])
