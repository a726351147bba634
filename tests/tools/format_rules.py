#!/usr/bin/env python3
"""Lays out the patterns of rule files, as clang-format does C: `make format` runs it.

format_rules.py [--check] FILE...

What fits in a line stands in one. A group that doesn't has each alternative on a line of its own; a sequence, and the words of a
class, fill lines. Comments of their own line stay before the alternative or part that they stand before. Nothing but white space
changes. A pattern of more than MAX_LINES lines is an error. --check writes nothing, names the files that would change, and then
exits with 1.
"""
import re
import sys

WIDTH = 120
MAX_LINES = 60  # of a pattern; parts of it want a name
CLOSING = {"(": ")", "[": "]"}


class Item:
    """A part of a sequence: `open` + alternatives + `close`, or a word alone in `open`."""

    def __init__(self, open_, alternatives=None, close=""):
        self.open, self.alternatives, self.close = open_, alternatives, close
        self.comments = []

    def has_comments(self):
        return bool(self.comments) or any(i.has_comments() for a in self.alternatives or [] for i in a)

    def flat(self):
        if self.alternatives is None:
            return self.open
        return self.open + " | ".join(" ".join(i.flat() for i in a) for a in self.alternatives) + self.close


TOKEN = re.compile(r'\s+|(#[^\n]*)|((?:!|<|>)*[(\[])|([)\]][^\s()\[\]|"!<>]*)|(\|)|((?:[^\s()\[\]|"]|"(?:[^"\\]|\\.)*")+)')


def parse(text):
    """The alternatives of a pattern: lists of items."""
    stack, alternatives, comments, place = [], [[]], [], 0
    while place < len(text):
        token = TOKEN.match(text, place)
        assert token, text[place:place + 40]
        place = token.end()
        comment, opening, closing, bar, word = token.groups()
        if comment:
            comments.append(comment.rstrip())
        elif opening:
            item = Item(opening, [[]])
            item.comments, comments = comments, []
            alternatives[-1].append(item)
            stack.append((item, alternatives))
            alternatives = item.alternatives
        elif closing:
            item, alternatives = stack.pop()
            assert closing[0] == CLOSING[item.open[-1]] and not comments, text
            item.close = closing
        elif bar:
            alternatives.append([])
        elif word:
            item = Item(word)
            item.comments, comments = comments, []
            alternatives[-1].append(item)
    assert not stack and not comments, text
    return alternatives


class Page:
    def __init__(self, first):
        self.lines = [first]

    def column(self):
        return len(self.lines[-1])

    def add(self, text):
        self.lines[-1] += text

    def new_line(self, column):
        self.lines[-1] = self.lines[-1].rstrip()
        self.lines.append(" " * column)

    def is_open(self):
        return self.lines[-1].endswith(("[", "(", " "))


def put_comments(page, item, column):
    for comment in item.comments:
        if page.lines[-1].strip():
            page.new_line(column)
        page.add(comment)
        page.new_line(column)


def put_sequence(page, items, column, room):
    """room: what must be left free behind the last item."""
    for i, item in enumerate(items):
        left = room if i == len(items) - 1 else 0
        space = 1 if i > 0 and not page.lines[-1].endswith(" ") else 0
        flat = len(item.flat())
        if item.comments and i > 0:
            page.new_line(column)
            put_comments(page, item, column)
            space = 0
        if not item.has_comments() and page.column() + space + flat + left <= WIDTH:
            page.add(" " * space + item.flat())
            continue
        if i > 0 and space:
            page.new_line(column)
        put_item(page, item, left)


def put_item(page, item, room):
    if item.alternatives is None or (not any(i.has_comments() for a in item.alternatives for i in a)
                                     and page.column() + len(item.flat()) + room <= WIDTH):
        page.add(item.flat())
        return
    column = page.column()
    page.add(item.open)
    if item.open[-1] == "[":
        put_class(page, item, column + len(item.open), room + len(item.close))
    elif len(item.alternatives) == 1:
        put_sequence(page, item.alternatives[0], column + len(item.open), room + len(item.close))
    else:
        put_group(page, item, column + len(item.open) - 1, room + len(item.close))
    page.add(item.close)


def is_word(alternative):
    return len(alternative) == 1 and alternative[0].alternatives is None and not alternative[0].comments


def put_group(page, item, column, room):
    alternatives = item.alternatives
    for i, alternative in enumerate(alternatives):
        left = room if i == len(alternatives) - 1 else 0
        if i > 0 and is_word(alternative) and is_word(alternatives[i - 1]) and \
                page.column() + 3 + len(alternative[0].open) + left <= WIDTH:
            page.add(" | " + alternative[0].open)
            continue
        if i > 0:
            page.new_line(column)
        put_leading(page, alternative, column, i)
        put_sequence(page, alternative, column + 2, left)


def put_leading(page, alternative, column, i):
    """The sign before an alternative, with the comments before it."""
    comments = alternative[0].comments if alternative else []
    if i == 0:
        page.add(" ")
        for comment in comments:
            page.add(comment)
            page.new_line(column + 2)
    else:
        for comment in comments:
            page.add("  " + comment)
            page.new_line(column)
        page.add("| ")
    if alternative:
        alternative[0].comments = []


def split_class(text, sign):
    """The parts of a class between signs, `|` or `&`, outside of parentheses; all but the first with the sign."""
    parts, depth = [""], 0
    for word in text.split(" "):
        if word == sign and depth == 0:
            parts.append(word)
        else:
            parts[-1] += (" " if parts[-1] else "") + word
        depth += word.count("(") - word.count(")") if not word.startswith('"') else -word.endswith(")")
    return parts


def put_words(page, parts, column, room, further):
    """Fills lines with parts of a class; what is longer than a line is split at the signs in `further`."""
    was_split = False
    for i, text in enumerate(parts):
        left = room if i == len(parts) - 1 else 0
        space = 0 if page.is_open() else 1
        if not was_split and page.column() + space + len(text) + left <= WIDTH:
            page.add(" " * space + text)
            continue
        if i > 0 and space:
            page.new_line(column)
        was_split = bool(further) and (page.column() if page.is_open() else column) + len(text) + left > WIDTH
        if not was_split:
            page.add(text)
        else:
            put_words(page, split_class(text, further[0]) if further[0] != "()" else
                      re.sub(r" ([|&]) ", r"\n\1 ", text).split("\n"), column, left, further[1:])


def put_class(page, item, column, room):
    text = item.flat()[len(item.open):len(item.flat()) - len(item.close)]
    put_words(page, split_class(text, "|"), column - 1, room, ["&", "()"])


def lay_out(head, text, column):
    """The lines of a value that stands behind `head`, further lines indented by `column`."""
    alternatives = parse(text)
    page = Page(head)
    flat = " | ".join(" ".join(i.flat() for i in a) for a in alternatives)
    if not any(i.has_comments() for a in alternatives for i in a) and len(head) + len(flat) <= WIDTH:
        return [head + flat]
    if len(head) > column:
        page.new_line(column)
    if len(alternatives) == 1:
        if alternatives[0][0].comments:
            if page.lines[-1].strip():
                page.new_line(column)
            put_comments(page, alternatives[0][0], column)
            alternatives[0][0].comments = []
        put_sequence(page, alternatives[0], column, 0)
    else:
        for i, alternative in enumerate(alternatives):
            if i:
                page.new_line(column)
                for comment in alternative[0].comments:
                    page.add(comment)
                    page.new_line(column)
                alternative[0].comments = []
                page.add("| ")
            put_sequence(page, alternative, column + 2, 0)
    return [line.rstrip() for line in page.lines]


def lay_out_comment(line):
    lines = [line]
    while len(lines[-1]) > WIDTH:
        end = lines[-1].rindex(" ", 0, WIDTH + 1)
        lines[-1:] = [lines[-1][:end], "# " + lines[-1][end + 1:]]
    return lines


VALUE = re.compile(r"(  match   +|def \S+ = *)(.*)")


def format_text(text):
    lines, out, i = text.split("\n"), [], 0
    while i < len(lines):
        value = VALUE.fullmatch(lines[i])
        if not value:
            out += lay_out_comment(lines[i]) if lines[i].startswith("# ") else [lines[i]]
            i += 1
            continue
        is_match = value.group(1).startswith(" ")
        parts = [value.group(2)]
        i += 1
        indent = 3 if is_match else 1
        while i < len(lines) and lines[i].strip() and len(lines[i]) - len(lines[i].lstrip(" ")) >= indent:
            parts.append(lines[i])
            i += 1
        head = "  match   " if is_match else value.group(1).rstrip() + " "
        value = lay_out(head, "\n".join(parts), 10 if is_match else 4)
        if len(value) > MAX_LINES:
            sys.exit(f"line {len(out) + 1}: a pattern of {len(value)} lines; name its parts by def")
        out += value
    return "\n".join(out)


def main():
    check = sys.argv[1:2] == ["--check"]
    changed = False
    for path in sys.argv[1 + check:]:
        with open(path, encoding="utf-8") as file:
            before = file.read()
        after = format_text(before)
        assert re.sub(r"[\s#]", "", before) == re.sub(r"[\s#]", "", after), path
        if after == before:
            continue
        changed = True
        if check:
            print(f"{path}: `make format` lays it out")
        else:
            with open(path, "w", encoding="utf-8") as file:
                file.write(after)
    sys.exit(check and changed)


main()
