#!/usr/bin/env python3
"""Gold on articles that may not be stored here: kept as ids, offsets and names, joined with the articles for measuring.

  rawgold.py --strip PART GOLD.jsonl...    full gold (as annotate.py writes it) -> lines without text
  rawgold.py --join RAW GOLD [PART]        those lines and the articles in RAW -> full gold, as score.py reads it

RAW   JSON Lines with "id", "text" and what else describes an article; several files are divided by commas.
GOLD  a line an article: {"id","part","length","crc32","attributions"}; length and crc32 are those of the text that was
      annotated (code points; UTF-8), so that offsets are never laid on another text.
PART  dev or test: rules may be tuned on dev only; test holds outlets that dev doesn't have. dev2 and test2 are the
      same of later articles, most of outlets that the first two don't have; test3 came last, of outlets that dev has.

Both print to standard output. Exit status: 0; 1 when an article is missing or its text is another one; 2 for bad usage.
"""
import json
import sys
import zlib

PARTS = ("dev", "test", "dev2", "test2", "test3")
KEPT = ("type", "content", "cue", "source", "speaker", "kind", "how", "reported")


def json_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def fingerprint(text):
    return {"length": len(text), "crc32": zlib.crc32(text.encode())}


def strip(part, paths):
    """Nothing of the article stays but its id, offsets and the names of its speakers."""
    for path in paths:
        for gold in json_lines(path):
            kept = [{key: a[key] for key in KEPT if key in a} for a in gold["attributions"]]
            yield {"id": gold["id"], "part": part, **fingerprint(gold["text"]), "attributions": kept}


def join(raw, path, part):
    articles = {article["id"]: article for name in raw.split(",") for article in json_lines(name)}
    for gold in json_lines(path):
        if part and gold["part"] != part:
            continue
        article = articles.get(gold["id"])
        if article is None:
            raise LookupError(f"{raw} has no article {gold['id']}")
        if any(gold[key] != value for key, value in fingerprint(article["text"]).items()):
            raise LookupError(f"{gold['id']} is not the text that was annotated")
        yield {**article, "part": gold["part"], "discard": [], "attributions": gold["attributions"]}


def main(arguments):
    command, rest = arguments[:1], arguments[1:]
    if command == ["--strip"] and len(rest) > 1 and rest[0] in PARTS:
        lines = strip(rest[0], rest[1:])
    elif command == ["--join"] and (len(rest) == 2 or len(rest) == 3 and rest[2] in PARTS):
        lines = join(*(rest + [None])[:3])
    else:
        print(__doc__)
        return 0 if command in (["-h"], ["--help"]) else 2
    try:
        for line in lines:
            print(json.dumps(line, ensure_ascii=False))
    except LookupError as error:
        print(f"rawgold.py: {error.args[0]}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
