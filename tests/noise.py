#!/usr/bin/env python3
"""Who said what must not depend on how the text arrives: annotated articles are changed as scrapers, editors and
typewriters change them, the offsets of the gold with them, and the figures may not fall by more than CHANGES says.

  noise.py QUOTH GOLD [-v] [CHANGE...]

GOLD is JSON Lines or a folder with *.gold.jsonl. Each change prints triple F1, quoted found and names of the paired before
-> after, over the articles that it changes; -v lists what is wrong only after it. The exit status is 1 when a figure falls
by more points than allowed.

A change is a function from an article to pieces: (begin, end, text, how). Pieces cover the article, in the order of the new
text. KEPT is its old text. TEXT stands for begin..end: annotations that overlap it hold all of it. APART is noise: it
belongs to no annotation and divides those around it.
"""
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

KEPT, TEXT, APART = range(3)

TWO_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}

# -- pieces -----------------------------------------------------------------------------


def edited(text, edits):
    """Edits (begin, end, new[, APART]) that don't overlap → pieces; the first of those at the same place comes first."""
    pieces, at = [], 0
    for begin, end, new, *how in sorted(edits, key=lambda edit: edit[:2]):
        if begin < at:
            continue
        pieces += [(at, begin, None, KEPT)] * (at < begin) + [(begin, end, new, *(how or [TEXT]))]
        at = end
    return pieces + [(at, len(text), None, KEPT)] * (at < len(text))


def text_of(text, pieces):
    return "".join(text[b:e] if how == KEPT else new for b, e, new, how in pieces)


def image(spans, pieces):
    """Where spans of the old text stand in the new one."""
    found, at = [], 0
    for begin, end, new, how in pieces:
        n = end - begin if how == KEPT else len(new)
        for b, e in spans:
            if how == KEPT and max(b, begin) < min(e, end):
                found.append([at + max(b, begin) - begin, at + min(e, end) - begin])
            elif how == TEXT and (max(b, begin) < min(e, end) or (begin == end and b < begin < e)):
                found.append([at, at + n])
        at += n
    joined = []
    for b, e in found:
        if joined and joined[-1][1] == b:
            joined[-1][1] = e
        elif b < e:
            joined.append([b, e])
    return joined


def changed(article, change):
    pieces = change(article)
    text = text_of(article["text"], pieces)
    if text == article["text"]:
        return None
    new = dict(article, text=text, discard=image(article["discard"], pieces))
    new["attributions"] = [dict(a, **{key: image(a[key], pieces) for key in ("content", "cue", "source")}) for a in article["attributions"]]
    for a in new["attributions"]:
        if "speaker" in a:  # "the firm's owner", however it is written now
            a["speaker"] = a["speaker"] + [name.translate(table) for name in [*a["speaker"], *map(str.upper, a["speaker"]), *map(str.lower, a["speaker"])]
                                           for table in ({39: "’"}, {0x2019: "'"}, str.maketrans(TWO_LETTERS))]
    return new


# -- what an article is made of ---------------------------------------------------------


def paragraphs(article):
    text = article["text"]
    gap = r"\n[ \t\r]*\n\s*" if re.search(r"\S\s*\n[ \t\r]*\n\s*\S", text) else r"\n\s*"
    ends = [(m.start(), m.end()) for m in re.finditer(gap, text)] + [(len(text.rstrip()), len(text))]
    begin, found = 0, []
    for end, following in ends:
        if begin < end:
            found.append((begin, end))
        begin = following
    return found


def body(article):
    """The paragraphs from the first long one on that isn't the title."""
    all_of_it = paragraphs(article)
    for i, (b, e) in enumerate(all_of_it):
        paragraph = article["text"][b:e]
        if len(paragraph.split()) > 14 and paragraph.rstrip("\"'”’“")[-1] in ".!?" and paragraph != article.get("title"):
            return all_of_it[i:]
    return all_of_it[1:]


ABBREVIATION = re.compile(r"(?:\b(?:\d+|z\. B|d\. h|Nr|Tel|ca|bzw|Mio|Mrd|Mr|Mrs|Ms|Dr|St|Sgt|Capt|Lt|Gen|Sen|Rep|Gov|Prof|Rev|No|vs|Jr|Sr|Inc|Co|Corp|Ltd|Col|Maj|Supt|Insp|a\.m|p\.m|[A-Z])\.|\.\.)$")


def marks(article):
    """The quotation marks: (at, depth kind "double" or "single", opens, number of characters); apostrophes as "apostrophe"."""
    text, found = article["text"], []
    low = text.count("„") > text.count("”")  # “ and ‘ close then
    inward = bool(re.search(r"[»›]\w", text))
    for begin, end in paragraphs(article):
        singles, doubles = [], 0
        for m in re.finditer(r"``|''|[\"“”„«»‹›'‘’‚]", text[begin:end]):
            at, mark = begin + m.start(), m[0]
            before = text[at - 1] if at > begin else " "
            behind = text[at + len(mark)] if at + len(mark) < end else " "
            opens = before.isspace() or before in "([—–-\"'“‘„«/"
            if low and mark in "„“‚‘":
                found.append((at, "double" if mark in "„“" else "single", mark in "„‚", 1))
            elif mark in "«»‹›":
                found.append((at, "double" if mark in "«»" else "single", (mark in "«‹") != inward, 1))
            elif mark not in "'‘’":
                opens = mark in ("“", "„", "``") or (mark != "”" and opens and not (doubles and behind.isspace()))
                doubles += 1 if opens else -1
                found.append((at, "double", opens, len(mark)))
            elif mark == "‘" or (mark == "'" and opens and not behind.isspace() and not re.match(r"'(tis|twas|em|til|\d\ds?\b)", text[at:end])):
                singles.append(len(found))
                found.append((at, "single", True, 1))
            elif singles and not before.isspace() and not (behind.isalnum()) and not (
                    before == "s" and behind == " " and re.search(r"^(?:(?! ['‘]).)*[.,!?]['’](?!\w)", text[at + 1:end], re.S)):
                singles.pop()
                found.append((at, "single", False, 1))
            else:
                found.append((at, "apostrophe", False, 1))
        for i in singles:
            rest = text[found[i][0]:end]
            if begin != found[i][0] and not re.search(r"[:,.] $", text[begin:found[i][0]]) or len(rest) < 3:
                found[i] = (found[i][0], "apostrophe", False, 1)
    return found


def outer(found):
    """Whether the article's outer marks are double or single ones."""
    n = [sum(kind == wanted for _, kind, _, _ in found) for wanted in ("double", "single")]
    return "double" if n[0] * 2 > n[1] else "single"


def inside(article):
    """For each place, how deep it is in marks of the outer kind."""
    found = [m for m in marks(article)]
    kind, depth, at = outer(found), [], 0
    deep = 0
    begins = {b for b, _ in paragraphs(article)}
    by_place = {m[0]: m for m in found if m[1] == kind}
    for i in range(len(article["text"]) + 1):
        if i in begins:
            deep = 0
        if i in by_place:
            deep = max(0, deep + (1 if by_place[i][2] else -1))
        depth.append(deep)
    return depth


def sentence_ends(article):
    """Where white space stands between two sentences of a paragraph, outside of marks and of what is attributed as one."""
    text, depth = article["text"], inside(article)
    spans = [[s for key in ("content", "cue", "source") for s in a[key]] for a in article["attributions"]]
    held = [(min(s)[0], max(e for _, e in s)) for s in spans if s]
    for begin, end in body(article):
        for m in re.finditer(r"(?<=[.!?])(?:[\"”’'“‘])? (?=[A-ZÄÖÜ“‘„\"'])", text[begin:end]):
            space = begin + m.end() - 1
            if not any(b <= space <= e for b, e in held) and not depth[space - 1 if text[space - 1] in ".!?" else space] and not ABBREVIATION.search(text[begin:space]):
                yield space


def ends_in_stop(article, paragraph):
    return article["text"][paragraph[0]:paragraph[1]].rstrip("\"'”’“)")[-1:] in (".", "!", "?")


# -- marks ------------------------------------------------------------------------------


def marks_as(outer_open, outer_close, inner_open, inner_close, apostrophe="'"):
    def change(article):
        found = marks(article)
        kind = outer(found)
        edits = []
        for at, which, opens, n in found:
            if which == "apostrophe":
                new = apostrophe
            elif which == kind:
                new = outer_open if opens else outer_close
            else:
                new = inner_open if opens else inner_close
            edits.append((at, at + n, new))
        return edited(article["text"], [e for e in edits if article["text"][e[0]:e[1]] != e[2]])
    return change


def spaced_marks(article):
    found = marks(article)
    kind = outer(found)
    return edited(article["text"], [(at + n * opens, at + n * opens, " ") for at, which, opens, n in found if which == kind])


def stops(outside):
    pattern = r"([,.])([\"”’'“])(?=\s)" if outside else r"(?<=\w)([\"”’'“])([,.])(?=\s)"

    def change(article):
        closing = {at for at, kind, opens, _ in marks(article) if kind != "apostrophe" and not opens}
        return edited(article["text"], [(m.start(), m.end(), m[2] + m[1]) for m in re.finditer(pattern, article["text"])
                                        if m.start() + outside in closing and not ABBREVIATION.search(article["text"][:m.start() + 1])])
    return change


BEHIND_MARK = {"opening": r" [^.!?\"“”]{0,30}\b(?:said|says|told|added)\b",
               "closing": r" (?:said|says|added) (?:[A-Z]|(?:the|a|an|his|her|their|[a-z]+ [A-Z]\w+) [^.!?]{3,60}[.] [“\"])|(?: [A-Z]\w+){1,2} (?:said|says)\. | (?:he|she|they) said\. "}


def lost_mark(which):
    """In each paragraph, the first quotation with its cue behind it loses a mark; where its opening one goes, it is a sentence."""
    def change(article):
        text, found, edits = article["text"], marks(article), []
        kind = outer(found)
        doubles = [m for m in found if m[1] == kind == "double"]
        for begin, end in paragraphs(article):
            here = [m for m in doubles if begin <= m[0] < end]
            for (opening, _, opens, n), (closing, _, again, width) in zip(here, here[1:]):
                whole = opening == begin or re.search(r"[.!?][\"”]? $", text[begin:opening])
                one = whole and closing - opening > 25 and not re.search(r"[.!?:…]", text[opening:closing - 1])
                if (opens and not again and text[closing - 1] in ",?!" and re.match(BEHIND_MARK[which], text[closing + width:end])
                        and (which == "closing" or one)):
                    at, length = (opening, n) if which == "opening" else (closing, width)
                    edits.append((at, at + length, ""))
                    break
        return edited(text, edits)
    return change


PRONOUN = re.compile(r"(?:he|she|they|it|I|we|who|one)$", re.I)


def speaker_behind_cue(article):
    """"A," Orr said → "A," said Orr; and the other way round."""
    text, edits, cut = article["text"], [], []
    for a in article["attributions"]:
        if a["type"] == "indirect" or len(a["cue"]) != 1 or len(a["source"]) != 1:
            continue
        (cb, ce), (sb, se) = a["cue"][0], a["source"][0]
        first, last = min(cb, sb), max(ce, se)
        if (" " in text[cb:ce] or PRONOUN.match(text[sb:se]) or text[min(ce, se):max(cb, sb)] != " " or text[last:last + 1] not in (",", ".")
                or not re.search(r"[,?!][\"”’'] $|[\"”’'], $", text[:first]) or re.match(r", (?:who|a|an|the|\d)\b", text[last:])):
            continue
        cut.append((first, [(max(cb, sb), max(ce, se)), (min(ce, se), max(cb, sb)), (min(cb, sb), min(ce, se))], last))
    pieces, at = [], 0
    for first, parts, last in sorted(cut):
        if first >= at:
            pieces += [(at, first, None, KEPT)] + [(b, e, None, KEPT) for b, e in parts]
            at = last
    return pieces + [(at, len(text), None, KEPT)]


# -- lines and paragraphs ---------------------------------------------------------------


def blank_lines(new):
    return lambda article: edited(article["text"], [(m.start(), m.end(), new) for m in re.finditer(r"\n[ \t\r]*\n\s*", article["text"])])


def wrapped(divided=False, page=0, line_end="\n", indent=""):
    """Lines of 72 characters; with divided, words at their ends are; with page, so many stand on a page of paper; with
    indent, it stands before paragraphs in place of a blank line."""
    def change(article):
        text, edits, n = article["text"], [], 0
        if "\n\n" not in text:
            return edited(text, [])
        if indent:
            edits = [(first[1], second[0], "\n" + indent) for first, second in zip(paragraphs(article), paragraphs(article)[1:])]
        for begin, end in paragraphs(article):
            column = 0
            for m in re.finditer(r"\S+", text[begin:end]):
                at, word = begin + m.start(), len(m[0])
                if column and column + 1 + word > 72:
                    n += 1
                    column = -1
                    if divided and re.match(r"[A-Za-z]?[a-z]{7,}", m[0]):
                        edits.append((at + word // 2, at + word // 2, "-\n"))
                        word -= word // 2
                    elif page and n % page == 0:
                        edits.append((at - 1, at, "\n\n%d\n\n\f" % (n // page), APART))
                    else:
                        edits.append((at - 1, at, line_end))
                column += word + (column > 0 or column == -1)
        return edited(text, edits)
    return change


def listed(article):
    """As Python writes a list of paragraphs."""
    text = article["text"]
    return edited(text, [(0, 0, "['"), *((m.start(), m.end(), "', '") for m in re.finditer(r"\n\s*\n\s*", text)),
                         *((m.start(), m.end(), "\\'") for m in re.finditer("'", text)), (len(text), len(text), "']")])


def joined(article):
    """Each second paragraph goes on in the line of the one before."""
    text, depth = article["text"], inside(article)
    all_of_it = body(article)
    return edited(text, [(first[1], second[0], " ") for first, second in zip(all_of_it[::2], all_of_it[1::2])
                         if ends_in_stop(article, first) and not depth[first[1]]])


def sentence_by_sentence(article):
    return edited(article["text"], [(space, space + 1, "\n\n") for space in sentence_ends(article)])


def before_paragraphs(*texts):
    def change(article):
        return edited(article["text"], [(b, b, texts[i % len(texts)], APART) for i, (b, _) in enumerate(body(article))])
    return change


def between_paragraphs(*lines, every=2):
    def change(article):
        places = [second[0] for first, second in zip(body(article), body(article)[1:])][::every]
        gap = "\n\n" if "\n\n" in article["text"] else "\n"
        return edited(article["text"], [(b, b, lines[i % len(lines)] + gap, APART) for i, b in enumerate(places)])
    return change


def around(before="", behind=""):
    def change(article):
        text, begin = article["text"], body(article)[0][0]
        return edited(text, [(begin, begin, before, APART)] * bool(before) + [(len(text.rstrip()), len(text), "\n\n" + behind, APART)] * bool(behind))
    return change


# -- within sentences -------------------------------------------------------------------


def replaced(pattern, new, whole=True, every=1, offset=0):
    """What the pattern matches, in the prose; new is a template for Match.expand, or a function of the match."""
    pattern = re.compile(pattern)

    def change(article):
        first = 0 if whole else body(article)[0][0]
        found = [m for m in pattern.finditer(article["text"]) if m.start() >= first][offset::every]
        return edited(article["text"], [(m.start(), m.end(), new(m) if callable(new) else m.expand(new)) for m in found])
    return change


def within_words(new, every=1, apart=False):
    """Puts something behind the fourth word of direct content."""
    def change(article):
        edits = []
        for a in [a for a in article["attributions"] if a["type"] == "direct"][::every]:
            begin, end = a["content"][0]
            words = list(re.finditer(r"\w[\w’'-]*(?= \w)", article["text"][begin:end]))
            if len(words) >= 5:
                at = begin + words[3].end()
                edits.append((at, at, " " + new) + (APART,) * apart)
        return edited(article["text"], edits)
    return change


def behind_sentences(*new):
    def change(article):
        return edited(article["text"], [(space, space, new[i % len(new)], APART) for i, space in enumerate(sentence_ends(article))][::3])
    return change


def first_words(new):
    def change(article):
        begin, end = body(article)[0]
        m = re.match(r"(\w)([\w’'-]*)((?: [\w’'-]+){2})", article["text"][begin:end])
        return edited(article["text"], [(begin, begin + m.end(), new(m))] if m else [])
    return change


def upper_title(article):
    begin = body(article)[0][0]
    return edited(article["text"], [(m.start(), m.end(), m[0].upper()) for m in re.finditer(r"[^\n]+", article["text"][:begin]) if len(m[0].split()) < 25][:1])


ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mrs?|Ms|Dr|MRS?|MS|Gen|Sen|Rep|Gov|St|Col|Lt|Sgt|Capt|No|Prof|Rev|Co|Inc|Nov|Dec|Oct|Sept|Aug|Jan|Feb)$")
BEFORE_TOKEN = re.compile(r"(?<=\S)(?=[,;:?!%)\]](?!\d))|(?<=[(\[])(?=\S)|(?<=\w)(?=\.[\"'”’)\]]*(?:\s|$))|(?<=[a-z])(?=n['’]t\b)|(?<=\w)(?=['’](?:s|ll|re|ve|d|m)\b)")


def treebank(article):
    """Tokens apart, marks and brackets as the Penn Treebank writes them."""
    text, edits = article["text"], []
    for m in re.finditer(r"[\"“”]|(?<!\w)[‘']|['’](?!\w)|[()]", text):
        before, behind = text[:m.start()][-1:], text[m.end():m.end() + 1]
        opens = m[0] in "“‘(" or (m[0] in "\"'" and (not before.strip() or before in "(—"))
        sign = ("-LRB-", "-RRB-") if m[0] in "()" else ("``", "''") if m[0] in '"“”' else ("`", "'")
        edits.append((m.start(), m.end(), " " * bool(before.strip()) + sign[not opens] + " " * bool(behind.strip())))
    taken = {end for _, end, _ in edits} | {begin for begin, _, _ in edits}
    for m in BEFORE_TOKEN.finditer(text):
        stop = text[m.start():m.start() + 1] == "."
        if m.start() not in taken and not (stop and ABBREVIATED.search(text[:m.start()][-9:])):
            edits.append((m.start(), m.start(), " "))
    return edited(text, edits)


def in_one_case(write):
    """All letters capitals, or small; in as many bytes, as the ends of texts count them."""
    def change(article):
        return edited(article["text"], [(m.start(), m.end(), write(m[0])) for m in re.finditer(r"\w+", article["text"]) if len(write(m[0])) == len(m[0])])
    return change


def names_as(template, every=1):
    """Speakers' full names in bold, as links, ..."""
    def change(article):
        edits = []
        for name in sorted({a["speaker"][0] for a in article["attributions"] if a.get("speaker") and " " in a["speaker"][0]}):
            for m in list(re.finditer(r"(?<!\w)%s(?!\w)" % re.escape(name), article["text"]))[::every]:
                if m.start() >= body(article)[0][0]:
                    before, behind = template.split("{}")
                    edits += [(m.start(), m.start(), before), (m.end(), m.end(), behind)]
        return edited(article["text"], edits)
    return change


def normalized(form):
    def change(article):
        return edited(article["text"], [(m.start(), m.end(), unicodedata.normalize(form, m[0])) for m in re.finditer(r"\w+", article["text"])
                                        if unicodedata.normalize(form, m[0]) != m[0]])
    return change


def as_windows(text):
    """UTF-8 that was read as Windows-1252."""
    return text.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")


def misread(read):
    def change(article):
        return edited(article["text"], [(m.start(), m.end(), read(m[0])) for m in re.finditer(r"[“”‘’„‚–—…é£ÄÖÜäöüß€]", article["text"])])
    return change


def entities(article):
    table = {"ä": "&auml;", "ö": "&ouml;", "ü": "&uuml;", "Ä": "&Auml;", "Ö": "&Ouml;", "Ü": "&Uuml;", "ß": "&szlig;", "„": "&bdquo;", "‚": "&sbquo;", '"': "&quot;", "“": "&ldquo;", "”": "&rdquo;", "‘": "&#8216;", "’": "&#8217;", "&": "&amp;", "—": "&mdash;", "–": "&#8211;", "£": "&pound;", "…": "&hellip;", "'": "&#39;"}
    return edited(article["text"], [(m.start(), m.end(), table[m[0]]) for m in re.finditer("[" + "".join(table) + "]", article["text"])])


# -- the table --------------------------------------------------------------------------

CHANGES = {
    "marks straight": (marks_as('"', '"', "'", "'", "'"), 1),
    "marks curly": (marks_as("“", "”", "‘", "’", "’"), 1),
    "marks british straight": (marks_as("'", "'", '"', '"', "'"), 1.5),
    "marks british curly": (marks_as("‘", "’", "“", "”", "’"), 0.5),
    "marks curly, apostrophes straight": (marks_as("“", "”", "‘", "’", "'"), 0.5),
    "marks british, all closing": (marks_as("’", "’", "”", "”", "’"), 0.5),
    "marks guillemets": (marks_as("«", "»", "‹", "›", "’"), 1.5),
    "marks guillemets spaced": (marks_as("«\u00a0", "\u00a0»", "“", "”", "’"), 1),
    "marks german": (marks_as("„", "“", "‚", "‘", "’"), 1),
    "marks low-high": (marks_as("„", "”", "‚", "’", "’"), 1),
    "marks reversed": (marks_as("»", "«", "›", "‹", "’"), 1.5),
    "marks TeX": (marks_as("``", "''", "`", "'", "'"), 1),
    "marks two apostrophes": (marks_as("''", "''", '"', '"', "'"), 0.5),
    "marks all closing": (marks_as("”", "”", "’", "’", "’"), 0.5),
    "marks escaped": (marks_as('\\"', '\\"', "\\'", "\\'", "\\'"), 0.5),
    "marks spaced": (spaced_marks, 1),
    "marks ASCII guillemets": (marks_as("<<", ">>", "'", "'", "'"), 1.5),
    "marks full-width": (marks_as("＂", "＂", "'", "'", "'"), 1.5),
    "marks heavy": (marks_as("❝", "❞", "‘", "’", "’"), 1.5),
    "marks corners": (marks_as("「", "」", "‘", "’", "’"), 1.5),
    "marks primes": (marks_as("″", "″", "'", "'", "'"), 1.5),
    "marks acutes": (marks_as("´´", "´´", "'", "'", "'"), 1.5),
    "marks graves and acutes": (marks_as("`", "´", "'", "'", "´"), 1),
    "marks of curly ones": (marks_as("‘‘", "’’", "'", "'", "’"), 1),
    "marks as elements": (marks_as("<q>", "</q>", "'", "'", "'"), 1),
    "marks reversed commas": (marks_as("‟", "”", "‛", "’", "’"), 1.5),
    "opening mark lost": (lost_mark("opening"), 2),
    "closing mark lost": (lost_mark("closing"), 1),
    "stops outside": (stops(True), 1.5),
    "stops inside": (stops(False), 1),
    "said NAME": (speaker_behind_cue, 1),
    "hard-wrapped": (wrapped(), 2),
    "paragraphs indented": (wrapped(indent="   "), 2),
    "paragraphs indented by one": (wrapped(indent=" "), 2),
    "lines double-spaced": (wrapped(line_end="\n\n"), 8),  # a full last line shows no paragraph's end
    "words divided": (wrapped(divided=True), 2),
    "pages": (wrapped(page=12), 2),
    "sentences glued": (replaced(r"(?<=[a-z][.!?]) (?=[A-Z])|(?<=[.!?,][\"”’']) (?=[A-Z])", ""), 1.5),
    "single newlines": (blank_lines("\n"), 1),
    "CR LF": (replaced(r"\n", "\r\n"), 0.5),
    "three newlines": (blank_lines("\n\n\n"), 0.5),
    "tabs for lines": (blank_lines("\t"), 3),
    "blanks for lines": (blank_lines("    "), 5.5),
    "line ends escaped": (blank_lines(r"\r\n\r\n"), 1),
    "white space at ends": (blank_lines(" \n \n\t"), 0.5),
    "line ends named": (blank_lines(" NEWLINE_CHAR NEWLINE_CHAR "), 1),
    "line ends tagged": (blank_lines("<n>"), 1),
    "bars for lines": (blank_lines(" ||||| "), 3),
    "section signs for lines": (blank_lines(" § "), 3),
    "bullets for lines": (blank_lines(" • "), 3),
    "slashes for lines": (blank_lines(" // "), 3),
    "[SEP] for lines": (blank_lines(" [SEP] "), 1),
    "line ends as \\r": (blank_lines(r"\r\r"), 1),
    "tabs as \\t": (blank_lines(r"\t"), 3),
    "list of paragraphs": (listed, 3),
    "paragraphs joined": (joined, 4),
    "each sentence a paragraph": (sentence_by_sentence, 2),
    "dashes to hyphens": (replaced(r" ?(?:—|–|--) ?", " - "), 0.5),
    "dashes to two hyphens": (replaced(r" ?(?:—|–| - |--) ?", " -- "), 0.5),
    "dashes to em": (replaced(r" ?(?:—|–| - |--) ?", "—"), 0.5),
    "ellipsis dots": (replaced(r"…", "..."), 0.5),
    "ellipsis spaced": (replaced(r"…|\.\.\.", " . . . "), 0.5),
    "no-break spaces": (replaced(r"(?<=\w) (?=\w)", "\u00a0", every=3), 2),
    "no-break at marks": (replaced(r"(?<=[”\"’,.]) (?=\w)|(?<=\w) (?=[“‘\"])", "\u00a0"), 1.5),
    "spaces before 's": (replaced(r"(?<=\w)(?=['’]s )", " "), 1.5),
    "zero-width spaces": (replaced(r"(?<=\w) (?=\w)", " \u200b", every=3), 0.5),
    "zero-width at marks": (replaced(r"[“”‘\"]", "\u200b\\g<0>\u200b"), 0.5),
    "byte order marks": (replaced(r"\n\n(?=\S)", "\n\n\ufeff"), 0.5),
    "soft hyphens": (replaced(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", every=5), 1),
    "two spaces": (replaced(r"(?<=[.!?”\"]) (?=\S)", "  "), 0.5),
    "decomposed": (normalized("NFD"), 0.5),
    "ligatures": (replaced("fi", "ﬁ"), 0.5),
    "headings": (between_paragraphs("‘A long night’", "What happens next", "Shock and anger", "Background"), 1.5),
    "headings marked": (between_paragraphs("## What happens next", "**Background**", "### ‘A long night’"), 1.5),
    "captions": (between_paragraphs("Image caption The bridge was closed on Monday", "Photograph: Ann Lowe/Alamy", "Getty Images", "The town hall in Leith. Picture: Jo Hay",
                                    "Image source, Reuters", "(Photo by Jo Hay/Getty Images)", "Media caption Watch: the moment the roof fell"), 1.5),
    "boxes": (between_paragraphs("Read more: Bridge shut after lorry fire", "Sign up to our newsletter", "Advertisement", "ADVERTISEMENT", "Share this article",
                                 "Related: Council votes to close baths", "ALSO READ: Rains kill three in hill district", "Story continues below advertisement",
                                 "READ MORE", "Scroll down for video", "Follow us on Twitter and Facebook", "Share on Facebook Share on Twitter",
                                 "Loading...", "Article continues after ad", "Recommended"), 1.5),
    "boxes with stops": (between_paragraphs("Sign up for our free daily newsletter and never miss a story.", "Get the best of the day’s news straight to your inbox.",
                                            "This video can not be played.", "You can unsubscribe at any time. Read our privacy policy.",
                                            "Don’t miss the latest news. Click here to subscribe.", "Enter your email address below."), 2),
    "headlines in between": (between_paragraphs("Minister: Dam is safe\nPolice ‘knew of threat’, court told\nOrta boss says sorry for delays\nTeacher jailed for theft",
                                                "• Mayor denies claims she lied\n• ‘I was wrong’: Singer on his darkest year\n• Bus strike called off, union says"), 1.5),
    "agency note": (around("", "(This story has not been edited by our staff and is auto-generated from a syndicated feed.)\n\nFollow us on Google News and Instagram."), 1),
    "reporting credit": (around("", "Reporting by Ann Lowe in Paris and Jo Hay in Rome; Editing by Max Rye"), 0.5),
    "correction": (around("", "• This article was amended on 4 May 2020. An earlier version said that the bridge was closed on Monday.\n\nDo you have a story? Email news@example.com"), 0.5),
    "byline": (around("By Jo Hay, Chief Reporter\n\nPublished: 06:12, 4 May 2020 | Updated: 09:40, 4 May 2020\n\n"), 0.5),
    "byline and shares": (around("Jo Hay\n@johay\n\n4 May 2020\n\nShare\n\n0 comments\n\n"), 1),
    "dateline": (around("LONDON (Reuters) - "), 1),
    "dateline plain": (around("LAGOS, May 4 — "), 1),
    "title in capitals": (upper_title, 0.5),
    "treebank": (treebank, 4.5),
    "all capitals": (in_one_case(str.upper), 8.5),
    "all small": (in_one_case(str.lower), 8.5),
    "first words in capitals": (first_words(lambda m: m[0].upper()), 1),
    "first word in capitals": (first_words(lambda m: (m[1] + m[2]).upper() + m[3]), 1),
    "drop letter": (first_words(lambda m: m[1] + (" " if m[2] else "") + m[2] + m[3]), 3.5),
    "drop letter in capitals": (first_words(lambda m: m[1] + (" " if m[2] else "") + m[2].upper() + m[3].upper()), 6.5),
    "drop letter line": (first_words(lambda m: m[1] + ("\n" if m[2] else "") + m[2] + m[3]), 3.5),
    "bullets": (before_paragraphs("• "), 0.5),
    "hyphen bullets": (before_paragraphs("- "), 1.5),
    "times": (before_paragraphs("10:15 ", "10:42 ", "11:05 "), 1),
    "times on lines": (before_paragraphs("10:15\n\n", "10:42\n\n", "11.05am\n\n"), 1.5),
    "numbers": (before_paragraphs("1. ", "2. ", "3. "), 0.5),
    "emoji": (before_paragraphs("🔴 ", "👉 ", "➡️ "), 0.5),
    "names bold": (names_as("**{}**"), 1),
    "names italic": (names_as("*{}*"), 0.5),
    "names linked": (names_as("[{}](https://example.com/people/12)"), 2.5),
    "names tagged": (names_as("<strong>{}</strong>"), 2),
    "names with handles": (names_as("{} (@thereal12)", every=3), 2),
    "first paragraph bold": (lambda a: edited(a["text"], [(body(a)[0][0],) * 2 + ("**",), (body(a)[0][1],) * 2 + ("**",)]), 0.5),
    "tags": (lambda a: edited(a["text"], [e for b, end in body(a) for e in ((b, b, "<p>"), (end, end, "</p>"))]), 0.5),
    "tags escaped": (lambda a: edited(a["text"], [e for b, end in body(a) for e in ((b, b, "&lt;p&gt;"), (end, end, "&lt;/p&gt;"))]), 0.5),
    "comments and scripts": (before_paragraphs("<!-- \"No,\" said Ann -->", "<script>var a = \"said\", b = 1 < 2;</script>"), 0.5),
    "quoted lines": (before_paragraphs("> "), 0.5),
    "entities": (entities, 5.5),
    "marks as references without semicolons": (lambda article: edited(article["text"], [(m.start(), m.end(), {'"': "&quot", "“": "&ldquo", "”": "&rdquo"}[m[0]]) for m in re.finditer('["“”]', article["text"])]), 1),
    "mojibake": (misread(as_windows), 0.5),
    "mojibake twice": (misread(lambda text: as_windows(as_windows(text))), 1),
    "mojibake of a Mac": (misread(lambda text: text.encode().decode("mac_roman")), 0.5),
    "no-break spaces escaped": (replaced(r"(?<=\w) (?=\w)", lambda m: r"\xa0", every=7), 2),
    "bytes escaped": (replaced(r"[“”‘’—–éèü]", lambda m: "".join(f"\\x{byte:02x}" for byte in m[0].encode())), 1),
    "marks as control characters": (replaced(r"[“”‘’]", lambda m: {"“": "\x93", "”": "\x94", "‘": "\x91", "’": "\x92"}[m[0]]), 1),
    "marks doubled": (replaced(r'"', '""'), 2),
    "wiki links": (replaced(r"\b([A-Z][a-z]+ [A-Z][a-z]+)\b", r"[[\1]]", every=2), 0.5),
    "wiki links and words": (replaced(r"\b([A-Z][a-z]+ [A-Z][a-z]+)\b", r"[[w:\1|\1]]", every=2), 1),
    "wiki notes": (behind_sentences("<ref>Orr, Ann: \"A day\", 2019</ref>"), 0.5),
    "paragraphs by pilcrows": (replaced(r"\n\n", " ¶ "), 0.5),
    "names annotated": (replaced(r"\b([A-Z]\w+ [A-Z]\w+)\b", r'<ENAMEX TYPE="PERSON">\1</ENAMEX>'), 1),
    "marks by their numbers": (replaced(r"[“”‘’—–]", lambda m: f"<U+{ord(m[0]):04X}>"), 1),
    "bytes by their numbers": (replaced(r"[“”‘’—–]", lambda m: "".join(f"<{byte:02x}>" for byte in m[0].encode())), 1),
    "question marks for marks": (replaced(r"[“”‘’]", "?"), 10),  # where straight marks are left, none is read so
    "curly marks lost": (replaced(r"[“”‘’]", "\ufffd"), 2),
    "[sic]": (within_words("[sic]"), 0.5),
    "(sic)": (within_words("(sic)"), 0.5),
    "[laughs]": (within_words("[laughs]"), 0.5),
    "[...]": (within_words("[...]"), 0.5),
    "[…]": (within_words("[…]"), 0.5),
    "footnotes": (behind_sentences("[1]", "[2]", "[12]"), 0.5),
    "footnotes raised": (behind_sentences("¹", "²", "³"), 1),
    "links behind": (behind_sentences(" (https://t.co/abCd12)", " https://example.com/news/12"), 1),
    "hashtags": (behind_sentences(" #Breaking", " #News #Leith"), 1.5),
    "pictures of tweets": (behind_sentences(" pic.twitter.com/abCd12EfGh"), 1.5),
    "tweets": (between_paragraphs("pic.twitter.com/abCd12EfGh", "https://t.co/abCd12EfGh", "View this post on Instagram", "A post shared by Leith FC (@leithfc)"), 1.5),
}

def same(*names):
    return {name: CHANGES[name] for name in names}


def spelt(table, pattern=None):
    """Words that match the pattern, in the letters of the table."""
    pattern = re.compile(pattern or "[" + "".join(table) + "]")

    def change(article):
        edits = []
        for m in pattern.finditer(article["text"]):
            edits += [(m.start() + i, m.start() + i + 1, table[c]) for i, c in enumerate(m[0]) if c in table]
        return edited(article["text"], edits)
    return change


def names_spelt(table):
    """Names of speakers in the letters of the table."""
    def change(article):
        words = {word for a in article["attributions"] for name in a.get("speaker") or [] for word in re.findall(r"[A-ZÄÖÜ]\w+", name) if set(word) & set(table)}
        return spelt(table, r"\b(?:%s)" % "|".join(words))(article) if words else [(0, len(article["text"]), None, KEPT)]
    return change


GERMAN = {
    "all capitals": (in_one_case(str.upper), 12.5),
    "all small": (in_one_case(str.lower), 12.5),
    "marks low-high": (marks_as("„", "”", "‚", "’", "’"), 1),
    "marks low-straight": (marks_as("„", '"', "‚", "'", "'"), 1),
    "marks guillemets inward": (marks_as("»", "«", "›", "‹", "’"), 1),
    "marks guillemets outward": (marks_as("«", "»", "‹", "›", "’"), 1),
    "marks guillemets spaced": (marks_as("«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›", "’"), 1),
    "marks low, inner straight": (marks_as("„", "“", "'", "'", "'"), 1),
    "marks commas": (marks_as(",,", "''", "'", "'", "'"), 1.5),
    "marks british straight": (marks_as("'", "'", '"', '"', "'"), 2),
    "marks two apostrophes": (marks_as("''", "''", '"', '"', "'"), 1),
    **same("marks straight", "marks curly", "marks all closing", "marks escaped", "marks spaced", "stops inside",
           "marks ASCII guillemets", "line ends named", "line ends tagged", "bars for lines", "[SEP] for lines",
           "list of paragraphs", "bytes escaped",
           "hard-wrapped", "paragraphs indented", "paragraphs indented by one", "lines double-spaced", "words divided", "pages", "sentences glued", "single newlines", "CR LF", "three newlines", "tabs for lines", "blanks for lines", "line ends escaped", "white space at ends", "paragraphs joined", "each sentence a paragraph",
           "dashes to hyphens", "dashes to two hyphens", "dashes to em", "ellipsis dots", "ellipsis spaced", "no-break spaces", "no-break at marks",
           "zero-width spaces", "zero-width at marks", "byte order marks", "soft hyphens", "two spaces", "decomposed", "ligatures", "headings marked",
           "title in capitals", "first words in capitals", "first word in capitals", "drop letter", "bullets", "hyphen bullets", "numbers", "emoji", "names bold",
           "names linked", "names tagged", "names with handles", "tags", "entities", "[...]", "footnotes", "links behind", "pictures of tweets"),
    "mojibake": (misread(as_windows), 5.5),  # eval takes the half of Ã„ for a mark
    "umlauts as two letters": (spelt(TWO_LETTERS), 1),
    "umlauts of names as two letters": (names_spelt(TWO_LETTERS), 1),
    "sharp s as ss": (spelt({"ß": "ss"}), 0.5),
    **{"gendered " + sign: (replaced(r"(?<=[Dd]ie |wei )((?!Ka|Ke|Pf)[A-ZÄÖÜ]\w+er)(?= [a-zäöü]|[.,])|(?<= )(Leser|Schüler|Forscher|Ermittler|Anwohner|Beobachter|Teilnehmer)(?= |[.,])",
                                    lambda m, sign=sign: m[0] + sign + "innen"), 1) for sign in "*:_/"},
    "headings": (between_paragraphs("„Eine lange Nacht“", "Wie es weitergeht", "Wut und Trauer", "Hintergrund"), 1.5),
    "captions": (between_paragraphs("Die Brücke wurde am Montag gesperrt. Foto: Jo Hein/dpa", "Foto: Anne Loh", "© dpa", "Symbolbild", "Das Rathaus in Brunnfeld (Archivbild)",
                                    "Bild: Imago/Jo Hein", "Quelle: dpa-infocom, dpa:200504-99-123456/2"), 2),
    "boxes": (between_paragraphs("Lesen Sie auch: Brücke nach Brand gesperrt", "Anzeige", "ANZEIGE", "Newsletter abonnieren", "Mehr zum Thema", "Artikel teilen",
                                 "Zur Startseite", "Das könnte Sie auch interessieren", "LESEN SIE AUCH", "Kommentare", "Merken", "Video wird geladen"), 1.5),
    "boxes with stops": (between_paragraphs("Jetzt kostenlos für unseren Newsletter anmelden und keine Nachricht verpassen.", "Weiterlesen nach der Anzeige.",
                                            "Dieser Inhalt wird von einem externen Anbieter bereitgestellt.", "Hier klicken, um den Inhalt anzuzeigen."), 2),
    "dateline": (around("Berlin (dpa) - "), 1.5),
    "dateline capitals": (around("BERLIN (AFP) – "), 1.5),
    "dateline plain": (around("Hamburg. "), 1),
    "byline": (around("Von Jo Hein\n\n04.05.2020, 06:12 Uhr\n\n"), 1),
    "agency note": (around("", "© dpa-infocom, dpa:200504-99-123456/2"), 0.5),
    "correction": (around("", "Anmerkung der Redaktion: In einer früheren Fassung hieß es, die Brücke sei am Montag gesperrt worden. Wir haben den Fehler korrigiert."), 5),
    "times": (before_paragraphs("10.15 Uhr: ", "10.42 Uhr: ", "11.05 Uhr: "), 1),
}

# -- measuring --------------------------------------------------------------------------

FIGURES = (("triple", "f1"), ("quoted", "found"), ("named", "paired"))


def figures(quoth, articles, faults):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
        file.flush()

        def run(*options):
            return subprocess.run([quoth, "eval", *options, file.name], check=True, capture_output=True, text=True).stdout
        all_figures = json.loads(run("--json"))
        listed = {}
        if faults:
            for case in run("--errors=1000000").split("\n\n[")[1:]:
                kind, document, place = case.partition("\n")[0].replace("]", "").rsplit(" ", 2)
                told = re.search(r"(?:gold|record): +\w+ \| '(.*?)' \| (?:source|speaker)", case)
                listed[kind, document, "".join(c for c in told[1] if c.isalnum())[:40] if told else place] = "[" + case
        found = [all_figures[one][figure] for one, figure in FIGURES]
        return [None if value is None else 100 * value for value in found], listed


def read(path):
    files = sorted(Path(path).glob("*.gold.jsonl")) if Path(path).is_dir() else [path]
    articles = [json.loads(line) for file in files for line in open(file, encoding="utf-8") if line.strip()]
    for article in articles:
        article.setdefault("discard", [])
    return articles


def main(arguments):
    verbose = "-v" in arguments
    quoth, gold, *wanted = [a for a in arguments if a != "-v"]
    articles, failed = read(gold), 0
    changes = GERMAN if articles[0].get("lang") == "de" else CHANGES
    known = {}  # figures of unchanged articles
    for name, (change, allowed) in changes.items():
        if wanted and name not in wanted:
            continue
        pairs = [(article, new) for article in articles if (new := changed(article, change))]
        if not pairs:
            continue
        same_articles = tuple(old["id"] for old, _ in pairs)
        if same_articles not in known:
            known[same_articles] = figures(quoth, [old for old, _ in pairs], verbose)
        before, old_faults = known[same_articles]
        after, new_faults = figures(quoth, [new for _, new in pairs], verbose)
        measured = [(what, b, a) for (what, _), b, a in zip(FIGURES, before, after) if b is not None and a is not None]
        fallen = max(b - a for _, b, a in measured)
        print(f"{name:34} {len(pairs):4}", *(f"  {what} {b:5.1f} -> {a:5.1f} {a - b:+5.1f}" for what, b, a in measured),
              f"  more than {allowed}" if fallen > allowed else "", flush=True)
        failed += fallen > allowed
        for key in new_faults.keys() - old_faults.keys():
            print(new_faults[key] + "\n")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
