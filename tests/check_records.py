#!/usr/bin/env python3
"""Checks that what quoth prints is what stands in the text.

  check_records.py [--schema FILE] PROGRAM FILE...

Each FILE, plain text or JSON Lines, is read here as a Python user reads it, and by quoth, once with offsets in code
points and once in bytes. For every record, whatever it says:

- every string equals the text of its spans: each run of white space is one space, several spans are joined by one; names and roles
  leave out what conversions left
- spans lie inside the document, in order, and begin and end at characters; no quote keeps its own outer marks,
  no speaker's mention reaches over paragraphs
- ids are unique and are made of the document's name and the first and last code point; "within" names a record
- documents are in the order of the input, their records in the order of the text
- both kinds of offsets tell the same
- the record is valid by the JSON Schema (needs Python's jsonschema; without it this part is skipped)

Exit status: 0 all is well, 1 something isn't, 2 trouble, 77 all that was checked is well, but the schema wasn't asked.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MAX_SHOWN = 20
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
OWN_MARKS = [("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ('"', '"')]


def collapsed(text):
    return " ".join(text.split())


# -- the documents, as a Python user reads them ------------------------------------------------------------------------


def looks_like_json_lines(content):
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def documents_of(path):
    """(name, text) of each document that can be read, in order."""
    with open(path, "rb") as stream:
        content = stream.read()
    content = content.removeprefix(b"\xef\xbb\xbf")
    base = os.path.splitext(os.path.basename(path))[0]
    if not looks_like_json_lines(content):
        yield base, content.decode("utf-8", errors="replace")
        return
    number = 0
    for line in content.split(b"\n"):
        if not line.strip():
            continue
        number += 1
        try:
            article = json.loads(line.decode("utf-8", errors="replace"), strict=False)
        except ValueError:
            continue
        text = next((article[name] for name in ("text", "body", "content") if article.get(name) is not None), None)
        if isinstance(text, str):
            name = article.get("id")
            name = str(name) if name not in (None, "") else f"{base}:{number}"
            yield LONE_SURROGATE.sub("\ufffd", name), LONE_SURROGATE.sub("\ufffd", text)


class Text:
    """A document's text, with offsets of one kind."""

    def __init__(self, text, in_bytes):
        self.in_bytes = in_bytes
        self.whole = text.encode("utf-8") if in_bytes else text
        self.n = len(self.whole)

    def between(self, span):
        part = self.whole[span[0]:span[1]]
        return part.decode("utf-8") if self.in_bytes else part  # raises when it cuts a character

    def of(self, spans):
        return collapsed(" ".join(self.between(span) for span in spans))


# -- checks of one record ----------------------------------------------------------------------------------------------


def is_span(span, n):
    return isinstance(span, list) and len(span) == 2 and all(isinstance(x, int) for x in span) and 0 <= span[0] < span[1] <= n


def check_spans(record, text):
    """Spans that aren't well formed; nothing else can be checked then."""
    lists = {name: record[name] for name in ("quote_spans", "verbatim_spans", "cue_spans")}
    singles = {name: record[name] for name in ("sentence", "context_span", "addressee_span", "via_span")}
    for i, speaker in enumerate(record["speakers"]):
        singles.update({f"speakers[{i}].{name}": speaker[name] for name in ("span", "name_span", "role_span")})
    for name, span in singles.items():
        if span is not None and not is_span(span, text.n):
            yield f"{name} {span} is no span of the text ({text.n} long)"
    for name, spans in lists.items():
        for span in spans:
            if not is_span(span, text.n):
                yield f"{name}: {span} is no span of the text ({text.n} long)"
        if name != "cue_spans" and any(a[1] > b[0] for a, b in zip(spans, spans[1:])):
            yield f"{name} {spans}: not in order"
    if not record["quote_spans"]:
        yield "no quote_spans"


def strings_and_spans(record):
    """(name, string, its spans or None)"""
    yield "quote", record["quote"], record["quote_spans"]
    yield "cue", record["cue"], record["cue_spans"] or None
    yield "context", record["context"], [record["context_span"]]
    for i, speaker in enumerate(record["speakers"]):
        for name, span in (("mention", "span"), ("name", "name_span"), ("role", "role_span")):
            yield f"speakers[{i}].{name}", speaker[name], [speaker[span]] if speaker[span] else None


def check_speakers(record, text):
    for speaker in record["speakers"]:
        span = speaker["span"]
        if span and "\n\n" in text.between(span):
            yield f"the mention {span} reaches over paragraphs"


DEBRIS = re.compile("[&\\\\<*_\\[#>\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00b2\u00b3\u00b9\u2070-\u2079]|[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]")


def check_strings(record, text):
    for name, string, spans in strings_and_spans(record):
        of_title = name.endswith(".name") and spans is None  # only the title has it
        if (string is None) != (spans is None) and not of_title:
            yield f"{name} is {string!r}, its spans are {spans}"
        elif spans and string != text.of(spans) and not (name.endswith((".name", ".role")) and DEBRIS.search(text.of(spans))):
            yield f"{name} is {string!r}, the text of {spans} is {text.of(spans)!r}"
    for name in ("addressee", "via"):  # by the fullest name, which may stand elsewhere
        string, span = record[name], record[name + "_span"]
        if (string is None) != (span is None):
            yield f"{name} is {string!r}, its span is {span}"
        elif span and string != text.of([span]) and string not in text.of([[0, text.n]]) and not DEBRIS.search(text.of([[0, text.n]])):
            yield f"{name} {string!r} stands nowhere in the text"
    names = [speaker["name"] for speaker in record["speakers"] if speaker["name"] is not None]
    if record["speaker"] != (" and ".join(names) if names else None):
        yield f"speaker is {record['speaker']!r}, the speakers' names are {names}"


def check_quote(record, text):
    begin = record["quote_spans"][0][0]
    if not record["sentence"][0] <= begin < record["sentence"][1]:
        yield f"the quote begins at {begin}, outside of its sentence {record['sentence']}"
    for span in record["verbatim_spans"]:
        if not any(q[0] <= span[0] and span[1] <= q[1] for q in record["quote_spans"]):
            yield f"verbatim {span} lies outside of quote_spans {record['quote_spans']}"
    if (record["type"] == "indirect") != (not record["verbatim_spans"]):
        yield f"type {record['type']} with verbatim_spans {record['verbatim_spans']}"
    for span in record["quote_spans"]:
        words = text.between(span)
        for opening, closing in OWN_MARKS:
            n_marks = sum(words.count(mark) for mark in {opening, closing})
            if n_marks == 2 and len(words) > 1 and words[0] == opening and words[-1] == closing:
                yield f"the quote keeps its own marks: {words!r}"


def check_other(other, text):
    if not is_span(other["span"], text.n):
        yield f"{other['span']} is no span of the text"
    elif other["text"] != text.of([other["span"]]):
        yield f"text is {other['text']!r}, that of {other['span']} is {text.of([other['span']])!r}"


def check_record(record, text):
    if record.get("record") == "other":
        yield from check_other(record, text)
        return
    bad_spans = list(check_spans(record, text))
    yield from bad_spans
    if not bad_spans:
        yield from check_strings(record, text)
        yield from check_quote(record, text)
        yield from check_speakers(record, text)


# -- checks of all records of a file -----------------------------------------------------------------------------------


def run(program, path, offsets):
    options = ["--all", "--min-confidence", "0", "--context", "paragraph", "--offsets", offsets]
    done = subprocess.run([program, *options, path], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise OSError(f"{program} ended with {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    return [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]


def where(record):
    return record.get("id") or f"{record['doc']} other {record['span']}"


def check_order(records, names):
    """Documents as in the input; in each the records by their first offset."""
    place = {name: i for i, name in enumerate(names)}
    last = (-1, 0, -1)
    for record in records:
        is_other = record.get("record") == "other"
        begin = record["span"][0] if is_other else record["quote_spans"][0][0]
        here = (place[record["doc"]], is_other, begin)
        if here < last:
            yield f"{where(record)}: stands after what comes later in the text"
        last = here


def check_ids(records):
    """Only for offsets in code points."""
    own = [record for record in records if "id" in record]
    counts = collections.Counter(record["id"] for record in own)
    for record in own:
        wanted = f"{record['doc']}#{record['quote_spans'][0][0]}-{record['quote_spans'][-1][1]}"
        if record["id"] != wanted:
            yield f"{record['id']}: the id should be {wanted}"
        if counts[record["id"]] > 1:
            yield f"{record['id']}: the id isn't unique"
        if record["within"] is not None and (record["within"] not in counts or record["within"] == record["id"]):
            yield f"{record['id']}: within {record['within']}, which isn't there"


def without_offsets(value):
    if isinstance(value, dict):
        return {key: without_offsets(item) for key, item in value.items() if not re.search(r"spans?$|^sentence$", key)}
    return [without_offsets(item) for item in value] if isinstance(value, list) else value


def check_schema(records, validator):
    for record in records:
        for error in validator.iter_errors(record):
            yield f"{where(record)}: schema: {'.'.join(map(str, error.absolute_path))}: {error.message}"


def check_file(program, path, validator):
    """The number of records, and the problems."""
    documents = list(documents_of(path))
    names = [name for name, _ in documents]
    if len(set(names)) < len(names):
        return 0, ["names of documents aren't unique: nothing can be checked"]
    by_kind = {offsets: run(program, path, offsets) for offsets in ("codepoints", "bytes")}
    found = []
    for offsets, records in by_kind.items():
        texts = {name: Text(text, offsets == "bytes") for name, text in documents}
        for record in records:
            if record["doc"] not in texts:
                found.append(f"{where(record)}: there is no document {record['doc']!r}")
                continue
            found += [f"{where(record)} ({offsets}): {problem}" for problem in check_record(record, texts[record["doc"]])]
        if validator:
            found += check_schema(records, validator)
    if not found:
        found += check_order(by_kind["codepoints"], names)
        found += check_ids(by_kind["codepoints"])
        if without_offsets(by_kind["codepoints"]) != without_offsets(by_kind["bytes"]):
            found.append("offsets in bytes give other records than offsets in code points")
    return len(by_kind["codepoints"]), found


def load_validator(path):
    try:
        import jsonschema
    except ImportError:
        print("SKIPPED: records weren't checked against the schema: Python has no jsonschema (apt install python3-jsonschema)")
        return None
    with open(path, encoding="utf-8") as stream:
        schema = json.load(stream)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schema", default=os.path.join(HERE, "..", "doc", "record.schema.json"), metavar="FILE")
    parser.add_argument("program", metavar="PROGRAM")
    parser.add_argument("files", nargs="+", metavar="FILE")
    arguments = parser.parse_args()
    validator = load_validator(arguments.schema)
    n_records = n_problems = 0
    for path in arguments.files:
        try:
            n, found = check_file(arguments.program, path, validator)
        except (OSError, ValueError, KeyError) as error:
            print(f"check_records.py: {path}: {type(error).__name__}: {error}", file=sys.stderr)
            return 2
        n_records += n
        for problem in found[:MAX_SHOWN]:
            print(f"{path}: {problem}")
        if len(found) > MAX_SHOWN:
            print(f"{path}: and {len(found) - MAX_SHOWN} more")
        n_problems += len(found)
    print(f"{n_records} records of {len(arguments.files)} files: {n_problems} problems")
    if n_problems or not n_records:
        return 1
    return 0 if validator else 77


if __name__ == "__main__":
    sys.exit(main())
