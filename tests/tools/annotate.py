#!/usr/bin/env python3
"""Make gold from a readable annotation file, and print gold so that it can be proofread.

  annotate.py ARTICLE.txt [ANNOTATIONS.ann]   writes ARTICLE.gold.jsonl beside the article
  annotate.py --show GOLD.jsonl...            prints the attributions, and the words in marks that are in none

An .ann file holds `key: value` lines (publisher, date, title, byline, lang), then one line per attribution, in the
order of their contents; lines that begin with # are comments:

  # type | content || more content | cue | source | Full Name; Short name | options
  direct | It works, || We tried it. | said | he | Ada Orr; Orr | kind=person how=pronoun role="mayor of Salem"

type     direct, mixed or indirect; an indirect attribution gets "reported": true.
content  searched from the end of the first stretch of the line above on; "first words ~ last words" is a long stretch.
cue      the occurrence nearest to the content and outside of it, in one of its paragraphs if there is one.
source   as the cue; of the same distance, the earlier one.
names    of the speaker, the fullest first.
options  kind (person organization group unnamed document none), how (name surname pronoun role carried self none);
         role, addressee, via.

"-" is none. White space matches any white space, words match as whole words, case matters. "@N words" is the N-th
occurrence: of content in the text, of cue and source from the beginning of the content's paragraph on; "@-1" is the
last one before that paragraph. Paragraphs end at blank lines, or at every newline in a text without blank lines.
Offsets are code points, half-open. Errors are file:line: message; the exit status is then 1.
"""
import json
import re
import shlex
import signal
import sys
from pathlib import Path

HEADER = ("lang", "publisher", "date", "title", "byline")
VALUES = {"type": {"direct", "mixed", "indirect"},
          "kind": {"person", "organization", "group", "unnamed", "document", "none"},
          "how": {"name", "surname", "pronoun", "role", "carried", "label", "turn", "self", "none"}}
OPTIONS = {"kind": "kind", "how": "how", "role": "speaker_role", "addressee": "addressee", "via": "via"}
# Quoted words, up to the closing mark or the end of the paragraph; apostrophes in words are no marks.
MARKED = re.compile(r'''"([^"]*)|„([^“"]*)|»([^«]*)|“([^”]*)|‚([^‘]*)|›([^‹]*)|(?<![\w.,!?])[‘'](?=\S)((?:[^’']|(?<=\w)[’'](?=\w))*)(?=[’'](?!\w))''')


class Unfound(Exception):
    """A snippet that is not where it should be, or an option that does not exist."""


def pattern(snippet):
    """Whole words, any white space, "~" for whatever stands between."""
    ends = [r"\s+".join(re.escape(word) for word in end.split()) for end in snippet.split(" ~ ")]
    return re.compile((r"(?<!\w)" if snippet[0].isalnum() else "") + ".*?".join(ends)
                      + (r"(?!\w)" if snippet[-1].isalnum() else ""), re.S)


def occurrences(text, snippet):
    return [list(m.span()) for m in pattern(snippet).finditer(text)]


def numbered(snippet):
    """"@2 said" → (2, "said"), "said" → (None, "said")"""
    m = re.match(r"@(-?\d+)\s+(.*)", snippet)
    return (int(m[1]), m[2]) if m else (None, snippet)


def parts(field):
    return [] if field == "-" else [part.strip() for part in field.split(" || ")]


def paragraph_begins(text):
    blank = re.compile(r"\n[ \t\r]*\n\s*" if re.search(r"\S\s*\n[ \t\r]*\n\s*\S", text) else r"\n\s*")
    return [0] + [m.end() for m in blank.finditer(text)]


def find_content(text, field, cursor):
    spans = []
    for snippet in parts(field):
        number, snippet = numbered(snippet)
        found = occurrences(text, snippet)
        m = None if number else pattern(snippet).search(text, cursor)
        if number and 0 < number <= len(found):
            spans.append(found[number - 1])
        elif m:
            spans.append(list(m.span()))
        else:
            raise Unfound(f"no such content {'' if number else 'from here on'}: {snippet}")
        cursor = spans[-1][1]
    return spans


def find_near(text, field, content, what):
    begins = paragraph_begins(text)

    def paragraph(at):
        return sum(begin <= at for begin in begins) - 1

    home = {paragraph(b) for b, _ in content}
    first = begins[min(home)]
    spans = []
    for snippet in parts(field):
        number, snippet = numbered(snippet)
        found = occurrences(text, snippet)
        if number:
            found = [s for s in found if (s[0] >= first) == (number > 0)]
            found = found[number - 1:][:1] if number > 0 else found[number:][:1]
        else:
            found = [s for s in found if all(s[1] <= b or e <= s[0] for b, e in content)]
            found.sort(key=lambda s: (paragraph(s[0]) not in home, min(max(b - s[1], s[0] - e) for b, e in content)))
        if not found:
            raise Unfound(f"no such {what} outside of the content: {snippet}")
        spans.append(found[0])
    return spans


def attribution(text, line, cursor):
    fields = [field.strip() for field in line.split(" | ")]
    if len(fields) != 6:
        raise Unfound(f"6 fields are wanted, not {len(fields)}")
    options = dict(option.partition("=")[::2] for option in shlex.split(fields[5]))
    content = find_content(text, fields[1], cursor)
    made = {"type": fields[0], "content": content,
            "cue": find_near(text, fields[2], content, "cue"), "source": find_near(text, fields[3], content, "source"),
            "speaker": [] if fields[4] == "-" else [name.strip() for name in fields[4].split(";")]}
    for key, value in options.items():
        if key not in OPTIONS:
            raise Unfound(f"no such option: {key}")
        made[OPTIONS[key]] = value
    for key, values in VALUES.items():
        if made.get(key) not in values:
            raise Unfound(f"{key} is {made.get(key)}, not one of {', '.join(sorted(values))}")
    return {**made, "reported": True} if made["type"] == "indirect" else made


def annotate(article, annotations):
    """Write the gold of an article; return the number of errors."""
    with open(article, encoding="utf-8", newline="") as file:
        text = file.read()
    header, made, cursor, errors = {"lang": "en"}, [], 0, 0
    for number, line in enumerate(annotations.read_text(encoding="utf-8").splitlines(), 1):
        key, colon, value = line.partition(":")
        if not line.strip() or line.startswith("#"):
            continue
        if not made and colon and key in HEADER:
            header[key] = value.strip()
            continue
        try:
            made.append(attribution(text, line, cursor))
            cursor = made[-1]["content"][0][1]
        except (Unfound, ValueError) as error:
            print(f"{annotations}:{number}: {error}", file=sys.stderr)
            errors += 1
    if not errors:
        gold = {"id": article.stem, **{key: header.get(key) for key in HEADER}, "text": text, "discard": [],
                "attributions": made}
        article.with_suffix(".gold.jsonl").write_text(json.dumps(gold, ensure_ascii=False) + "\n", encoding="utf-8")
    return errors


def marked(text):
    """Spans of the words inside quotation marks."""
    begins = paragraph_begins(text)
    for begin, end in zip(begins, begins[1:] + [len(text)]):
        at = begin
        while m := MARKED.search(text, at, end):
            yield m.span(m.lastindex)
            at = m.end() + 1


def marked_type(text, content, quoted):
    """The type that the marks speak for."""
    letters = [i for b, e in content for i in range(b, e) if text[i].isalnum()]
    inside = [i for i in letters if any(b <= i < e for b, e in quoted)]
    return "direct" if len(letters) == len(inside) else "mixed" if inside else "indirect"


def show(gold):
    """Print a document's attributions; flag unlikely types, and list the words in marks that nobody says."""
    text = gold["text"]
    quoted = list(marked(text))
    covered = [span for a in gold["attributions"] for span in a["content"]]
    print("=" * 30, ", ".join(f"{key}: {gold.get(key)}" for key in ("id",) + HEADER))
    for a in gold["attributions"]:
        words = {key: " || ".join(" ".join(text[b:e].split()) for b, e in a[key]) for key in ("content", "cue", "source")}
        wanted = marked_type(text, a["content"], quoted)
        extra = {key: value for key, value in a.items() if key not in ("type", "content", "cue", "source", "speaker")}
        print(f"{a['content'][0][0]:6} {a['type']}{'' if wanted == a['type'] else ' (by the marks: ' + wanted + ')'}\n"
              f"       [{words['content']}]")
        whole = sorted(span for key in ("content", "cue", "source") for span in a[key])
        print(f"       cue [{words['cue']}] source [{words['source']}] = {'; '.join(a['speaker']) or '-'} {extra}")
        outside = " ".join(text[max(0, whole[0][0] - 40):whole[-1][1] + 40].split())
        print(f"       … {outside if len(outside) < 300 else outside[:140] + ' …… ' + outside[-140:]} …")
    for b, e in quoted:
        if not any(b < end and begin < e for begin, end in covered):
            print(f"{b:6} NOBODY'S: {text[max(0, b - 40):e + 20]!r}")


def main(arguments):
    if arguments[:1] == ["--show"] and len(arguments) > 1:
        for name in arguments[1:]:
            for line in Path(name).read_text(encoding="utf-8").split("\n"):
                if line.strip():
                    show(json.loads(line))
        return 0
    if len(arguments) not in (1, 2) or arguments[0].startswith("-"):
        print(__doc__)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    article = Path(arguments[0])
    return annotate(article, Path(arguments[1]) if arguments[1:] else article.with_suffix(".ann")) > 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # --show is read through head and less
    sys.exit(main(sys.argv[1:]))
