#!/usr/bin/env python3
"""The program on all kinds of inputs, made here: compressed, in archives and folders, tables, encodings; and on bad ones.

usage: inputs.py QUOTH
"""
import bz2
import csv
import gzip
import io
import json
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import textwrap
import time
import unittest
import zipfile
import zlib

from terminal import typed

QUOTH = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "quoth"
SLOWER = int(os.environ.get("QUOTH_SLOWER", "1"))  # so many times slower is this build: as much less shows a square
ARTICLES = [
    {"id": "a", "title": "Roads", "text": "“The roads, all of them, are open,” said Erik Lindqvist.\n\nHe said “they” were dry.\n"},
    {"id": "b", "title": "Café", "text": "Ana Núñez said the café was closed.\n\n\"It is late,\" she said.\n"},
    {"id": "c", "title": "Bread", "text": "\"Bread is cheap,\" said Olga Stern, the baker.\n"},
]


def lines(articles):
    return "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles).encode()


class Inputs(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="quoth-inputs-")
        os.chdir(self.folder)

    def tearDown(self):
        os.chdir("/")
        subprocess.run(["chmod", "-R", "u+rwx", self.folder], check=False)
        shutil.rmtree(self.folder)

    def write(self, path, content):
        if os.path.dirname(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def run_quoth(self, *arguments, stdin=None, status=0, program=QUOTH, **more):
        done = subprocess.run([program, *arguments], input=stdin, stdin=None if stdin is not None else subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False, **more)
        self.messages = done.stderr.decode()
        self.status = done.returncode
        if status is not None:
            self.assertEqual(done.returncode, status, self.messages)
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def peak(self, *arguments):
        """The most memory that a run has taken, in KB."""
        child = subprocess.Popen([QUOTH, "-j2", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        peak = os.wait4(child.pid, 0)[2].ru_maxrss
        child.returncode = 0
        return peak

    def reference(self):
        records = self.run_quoth("-f", "jsonl", "-", stdin=lines(ARTICLES))
        self.assertEqual([r["doc"] for r in records], ["a", "a", "b", "b", "c"])
        return records

    def assert_same(self, *arguments, without=(), **more):
        """The records of all articles, but for their docs and further fields."""
        strip = lambda records: [{k: v for k, v in r.items() if k not in ("id", "doc", "title", *without)} for r in records]
        self.assertEqual(strip(self.run_quoth(*arguments, **more)), strip(self.reference()))

    # -- packed --------------------------------------------------------------------------

    def packers(self):
        yield "gz", gzip.compress
        yield "bz2", bz2.compress
        yield "xz", lzma.compress
        for name, tool in (("zst", "zstd"), ("lz4", "lz4")):
            if shutil.which(tool):
                yield name, lambda data, tool=tool: subprocess.run([tool, "-c", "-q"], input=data, stdout=subprocess.PIPE,
                                                                   check=True).stdout

    def test_compressed_files_are_unpacked(self):
        for name, pack in self.packers():
            path = self.write("dump.jsonl." + name, pack(lines(ARTICLES)))
            self.assertEqual(self.run_quoth(path), self.reference(), name)
            self.assertEqual(self.run_quoth("-", stdin=pack(lines(ARTICLES))), self.reference(), name)
            text = self.write("c.v2.txt." + name, pack(ARTICLES[2]["text"].encode()))
            self.assertEqual(self.run_quoth(text)[0]["doc"], "c.v2", name)

    def test_many_gzip_members_are_one_file(self):
        path = self.write("dump.gz", b"".join(gzip.compress(lines([article])) for article in ARTICLES * 50))
        self.assertEqual(len(self.run_quoth(path)), 50 * 5)

    def texts_in_tar(self, mode):
        data = io.BytesIO()
        with tarfile.open(fileobj=data, mode=mode) as tar:
            for article in ARTICLES:
                info = tarfile.TarInfo(f"news/2021/{article['id']}.txt")
                info.size = len(article["text"].encode())
                tar.addfile(info, io.BytesIO(article["text"].encode()))
        return data.getvalue()

    def test_the_files_of_an_archive_are_documents(self):
        for name, mode in (("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tar.xz", "w:xz")):
            path = self.write(name, self.texts_in_tar(mode))
            self.assert_same(path, without=("byline",))
            self.assertEqual([r["doc"] for r in self.run_quoth(path)], [f"news/2021/{x}" for x in "aabbc"])
        with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("texts.tar", self.texts_in_tar("w"))
            archive.writestr("more/dump.jsonl.gz", gzip.compress(lines(ARTICLES)))
            archive.writestr("more/picture.png", b"\x89PNG\r\n\x1a\n")
        records = self.run_quoth("a.zip")
        self.assertEqual([r["doc"] for r in records], [f"texts.tar:news/2021/{x}" for x in "aabbc"] + list("aabbc"))
        self.assertIn("quoth: a.zip:more/picture.png: is a picture\n", self.messages)
        with open("a.zip", "rb") as file:
            self.assertEqual(self.run_quoth("-", stdin=file.read()), records)

    def test_what_is_hidden_in_an_archive_is_left_out(self):
        with zipfile.ZipFile("a.zip", "w") as archive:
            for name in ("./a.txt", "../b.txt", "c/.git/x.txt", ".x.txt", "__MACOSX/._a.txt", "c/.../d.txt", "c/..e.txt", "c/f.txt"):
                archive.writestr(name, ARTICLES[2]["text"])
        self.assertEqual([r["doc"] for r in self.run_quoth("a.zip")], ["a", "../b", "c/f"])

    def test_what_is_packed_over_and_over_is_told(self):
        packed = ARTICLES[2]["text"].encode()
        for n in range(1, 8):
            packed = gzip.compress(packed)
            self.write("a.gz", packed)
            self.assertEqual(len(self.run_quoth("a.gz", status=None)), 1 if n < 6 else 0, n)
            self.assertEqual(self.status, 0 if n < 6 else 2)
        self.assertEqual(self.messages, "quoth: a.gz: is packed more than 5 times\n")

    def test_documents_of_other_programs_are_told(self):
        def zipped(name, content):
            data = io.BytesIO()
            with zipfile.ZipFile(data, "w") as archive:
                archive.writestr(name, content)
            return data.getvalue()
        office = "is a document of an office program or an e-book; save it as text first"
        for content, wanted in ((zipped("[Content_Types].xml", "<x/>"), office), (zipped("mimetype", "application/epub+zip"), office),
                                (b"\xd0\xcf\x11\xe0" + b"\0" * 600, office), (b"{\\rtf1 Late.}", office), (b"PAR1\0", "is a Parquet file"),
                                (b"SQLite format 3\0", "is a data base"),
                                (b"From: <Saved by Blink>\r\n", "is a page that a browser has saved"), (b"filedesc://x.arc 0.0.0.0", "is an ARC file")):
            self.run_quoth(self.write("a", content), status=2)
            self.assertTrue(self.messages.startswith("quoth: a: " + wanted), self.messages)
        self.assertEqual(len(self.run_quoth(self.write("a.zip", zipped("mimetype", ARTICLES[2]["text"])))), 1)

    def test_a_7z_archive_is_read_from_files_pipes_and_other_archives(self):
        if not shutil.which("bsdtar"):
            self.skipTest("bsdtar isn't there")
        self.write("dump.jsonl", lines(ARTICLES))
        subprocess.run(["bsdtar", "--format=7zip", "-cf", "dump.7z", "dump.jsonl"], check=True)
        self.assertEqual(self.run_quoth("dump.7z"), self.reference())
        with open("dump.7z", "rb") as file:
            packed = file.read()
        self.assertEqual(self.run_quoth("-", stdin=packed), self.reference())
        with zipfile.ZipFile("a.zip", "w") as archive:
            archive.writestr("1.7z", packed)
            archive.writestr("2.7z", packed)
            archive.writestr("3.jsonl", lines(ARTICLES))
        self.assertEqual(self.run_quoth("a.zip"), self.reference() * 3)
        self.assertEqual(self.run_quoth(self.write("dump.7z.gz", gzip.compress(packed))), self.reference())
        self.assertEqual(self.run_quoth("-", stdin=bz2.compress(packed)), self.reference())
        self.run_quoth("-", stdin=packed[:-20], status=2)

    def test_a_text_that_looks_like_a_curious_archive_is_a_text(self):
        self.write("m.txt", b"#mtree\n\"It is late,\" said Olga Stern.\n")
        self.assertEqual(len(self.run_quoth("m.txt")), 1)
        self.write("b.txt", b"BZh9 is how it begins. \"It is late,\" said Olga Stern.\n")
        self.assertEqual(len(self.run_quoth("b.txt")), 1)

    # -- folders -------------------------------------------------------------------------

    def test_a_folder_is_read_in_the_order_of_names(self):
        for article in ARTICLES:
            self.write(f"news/{'2' if article['id'] == 'a' else '1'}/{article['id']}.txt", article["text"].encode())
        self.write("news/.hidden/x.txt", ARTICLES[0]["text"].encode())
        self.write("news/0.md", ARTICLES[2]["text"].encode())
        os.symlink("..", "news/loop")
        docs = lambda *arguments: [r["doc"] for r in self.run_quoth(*arguments)]
        self.assertEqual(docs("news"), ["0", "1/b", "1/b", "1/c", "2/a", "2/a"])
        self.assertEqual(docs("news/", "--include=*.txt"), ["1/b", "1/b", "1/c", "2/a", "2/a"])
        self.assertEqual(docs("--include=2/*", "--include=*.md", "news"), ["0", "2/a", "2/a"])

    def test_the_output_in_a_folder_that_is_read_is_no_input(self):
        for article in ARTICLES * 40:
            self.write(f"news/{article['id']}.txt", article["text"].encode() * 100)
        wanted = self.run_quoth("--with-text", "news")
        for place in ("news/0.jsonl", "news/z.jsonl"):
            with open(place, "wb") as stream:
                subprocess.run([QUOTH, "--with-text", "news"], stdout=stream, timeout=60, check=True)
            with open(place, "rb") as stream:
                self.assertEqual([json.loads(line) for line in stream], wanted)
            self.run_quoth("--with-text", "--checkpoint=news/checkpoint", "--output=" + place, "news")
            with open(place, "rb") as stream:
                self.assertEqual([json.loads(line) for line in stream], wanted)
            os.remove(place)
            os.remove("news/checkpoint")

    def test_a_message_is_one_line_whatever_it_quotes(self):
        self.run_quoth("-f", "jsonl", "-", stdin=b'{"a\\nb\\u001b[1m\\u007f":1}\n', status=1)
        self.assertIn("the record has: a?b?[1m?\n", self.messages)
        path = self.write("a\nb\x1b[2J.pdf", b"%PDF-1.4")
        self.run_quoth(path, status=2)
        self.assertEqual(self.messages, "quoth: a?b?[2J.pdf: is a PDF; turn it into text first (pdftotext)\n")

    def test_a_folder_without_permission_is_told_and_the_rest_goes_on(self):
        self.write("news/1/a.txt", ARTICLES[0]["text"].encode())
        self.write("news/2/c.txt", ARTICLES[2]["text"].encode())
        os.chmod("news/1", 0)
        more = {}
        if os.geteuid() == 0:  # may read everything: so somebody else runs a copy of the program
            nobody = 65534
            shutil.copy(QUOTH, "program")
            os.chmod(self.folder, 0o755)
            more = {"program": "./program", "user": nobody}
        self.assertEqual(len(self.run_quoth("news", status=2, **more)), 1)
        self.assertIn("quoth: news/1: can't be opened: Permission denied\n", self.messages)

    # -- forms ---------------------------------------------------------------------------

    def test_an_array_is_read_as_lines_are(self):
        for indent in (None, 1):
            path = self.write("dump.json", json.dumps(ARTICLES, indent=indent).encode())
            self.assertEqual(self.run_quoth(path), self.reference())

    def test_the_answers_of_news_apis_are_read_as_lines_are(self):
        answers = (lambda articles: {"status": "ok", "articles": articles, "more": {"pages": [1, {"next": "]}"}]}},
                   lambda articles: {"response": {"facets": [], "results": articles, "pages": 1}},
                   lambda articles: {"articles": {"results": [dict(a, authors=[{"name": "Jo Orr"}]) for a in articles]}})
        for answer in answers:
            for indent in (None, 1):
                path = self.write("answer.json", json.dumps(answer(ARTICLES), indent=indent).encode())
                self.assert_same(path, without=["byline"])
                again = subprocess.run([QUOTH, "--documents", path], stdout=subprocess.PIPE, check=True).stdout
                self.assert_same("-", stdin=again, without=["byline"])
                pages = "\n".join(json.dumps(answer([article]), indent=indent) for article in ARTICLES)
                self.assert_same(self.write("pages.json", pages.encode()), without=["byline"])
                self.assert_same("-", stdin=b"[" + ",".join(pages.split("\n") if not indent else [pages]).encode(), without=["byline"])
            with open("answer.json", "rb") as file:
                self.write("cut.json", file.read().partition(b'"Bread')[0])
            self.assertEqual([r["doc"] for r in self.run_quoth("cut.json", status=2)], list("aabb"))
            self.assertIn("quoth: cut.json: the JSON ends too early\n", self.messages)
        names = {"webTitle": "Bread", "webUrl": "https://example.org/bread", "webPublicationDate": "2021-05-20",
                 "fields": {"byline": "Jo Orr", "publication": "Example", "bodyText": ARTICLES[2]["text"]}}
        record, = self.run_quoth(self.write("a.json", json.dumps({"response": {"results": [names]}}).encode()))
        self.assertEqual([record[name] for name in ("title", "url", "date", "byline", "source")],
                         ["Bread", "https://example.org/bread", "2021-05-20", "Jo Orr", "Example"])
        comments = {"headline": "Bread", "comments": [{"text": '"Bread," said Jo Orr.'}], "text": ARTICLES[2]["text"]}
        self.assertEqual(self.run_quoth(self.write("a.json", json.dumps(comments).encode()))[0]["quote"], self.reference()[-1]["quote"])

    def test_tables_are_read_as_lines_are(self):
        for name, delimiter in (("dump.csv", ","), ("dump.tsv", "\t"), ("excel.csv", ";")):
            with open(name, "w", newline="", encoding="utf-8-sig") as file:
                table = csv.DictWriter(file, list(ARTICLES[0]), delimiter=delimiter)
                table.writeheader()
                table.writerows(ARTICLES)
            self.assertEqual(self.run_quoth(name), self.reference())

    def test_tabs_between_cells_come_in_two_dialects(self):
        rows = ['"It is late," said Olga Stern.', '"It is late," said Olga Stern. "I go."', r'Late.\n\nA\tb\r\\n\x\"',
                '"It is ""late"".\n\nA\tb\\n" ', '"Late"', "", ' "Late." ', '"Late," she said. "No']
        texts = ['"It is late," said Olga Stern.', '"It is late," said Olga Stern. "I go."', 'Late.\n\nA\tb\r\\n\\x\\"',
                 'It is "late".\n\nA\tb\\n', "Late", "", ' "Late." ', '"Late," she said. "No']
        table = "id\ttext\tmore\n" + "".join(f"{i}\t{row}\tx\n" for i, row in enumerate(rows))
        for end in ("\n", "\r\n"):
            done = self.run_quoth("--with-text", "--keep=more", "--lang=en", self.write("a.tsv", table.replace("\n", end).encode()))
            documents = [line for line in done if line.get("record") == "document"]
            self.assertEqual([line["text"].replace("\r\n", "\n") for line in documents], texts)
            self.assertEqual({line["more"] for line in done if "more" in line}, {"x"})

    def test_columns_may_stand_between_bars_and_blanks(self):
        for table in (b'id|text|more\na|"""It is late,"" said Olga Stern."|x\n', b'id,  Text ,more\na, """It is late,"" said Olga Stern." , x\n'):
            records = self.run_quoth("--keep=more", self.write("a.csv", table))
            self.assertEqual([(r["id"], r["more"].strip()) for r in records], [("a#1-12", "x")])

    def test_a_row_that_ends_before_the_text_is_told(self):
        self.run_quoth(self.write("a.csv", b'id,title,text\na,Late\nb,Late,"""It is late,"" said Olga Stern."\n'))
        self.assertIn('quoth: a.csv:2: the row has 2 of the table\'s 3 columns, and none for "text"\n', self.messages)

    def test_input_without_documents_is_told(self):
        os.mkdir("none")
        picture = '<newsItem guid="picture"><contentSet><remoteContent href="x.jpg"/></contentSet></newsItem>'
        for path in (self.write("a.csv", b"id,text\n"), self.write("a.json", b"[]"), self.write("a.xml", picture.encode()), "none"):
            self.run_quoth(path, status=1)
            self.assertEqual(self.messages, "quoth: there are no documents in the input\n", path)

    def test_a_table_is_known_by_the_name_that_its_text_is_said_to_have(self):
        self.write("a.csv", b'id,story\na,"""It is late,"" said Olga Stern."\n')
        self.assertEqual([r["id"] for r in self.run_quoth("a.csv", "--text-field=words,Story")], ["a#1-12"])

    def test_the_line_that_excel_writes_above_a_table_is_none_of_it(self):
        for end in (b"\n", b"\r\n"):
            table = end.join((b"sep=;", b"id;text", b'a;"""It is late,"" said Olga Stern."', b"b;", b'c;"', b""))
            path = self.write("a.csv", table)
            self.assertEqual([r["id"] for r in self.run_quoth(path)], ["a#1-12"])
            self.assertIn("quoth: a.csv:5: a quotation mark isn't closed\n", self.messages)

    def test_a_table_that_no_text_is_found_in_is_not_read_as_prose(self):
        table = b'id,story\na,"""It is late,"" said Olga Stern."\n'
        for path in (self.write("a.csv", table), self.write("a.CSV.gz", gzip.compress(table))):
            self.assertEqual(self.run_quoth(path, status=1), [])
            self.assertIn(path + ':2: no text in a field "text", "body", "content" ...; the record has: id, story\n', self.messages)

    def test_what_is_called_json_and_is_none_is_not_read_as_prose(self):
        for path in (self.write("a.jsonl", b"{'text':'x'}\n"), self.write("a.ndjson", b'\x1e{"text":"x"}\n'),
                     self.write("a.json.gz", gzip.compress(b"{'text':'x'}\n"))):
            self.run_quoth(path, status=1)
            self.assertIn(f"quoth: {path}:1: bad JSON at byte", self.messages)

    def test_objects_may_take_several_lines_or_one(self):
        text = json.dumps(ARTICLES[2]["text"])
        for begin in ('{"text":%s,\n"id":"a"}\n', '{\n "text":%s}\n', '{"a":[\n1,2],"text":%s}', '[{"text":%s,\n"id":"a"}\n]'):
            self.assertEqual(len(self.run_quoth("-", stdin=(begin % text).encode())), 1, begin)
        for broken in ('{"text":"a', '{"text":', '{"text":[', '{"text"'):
            dump = broken + "\n" + '{"id":"a","text":%s}\n' % text * 2
            self.assertEqual([r["doc"] for r in self.run_quoth("-", stdin=dump.encode())], ["a", "a"], broken)

    def test_what_is_typed_ends_where_the_terminal_says(self):
        try:
            output, messages = typed([QUOTH], ARTICLES[2]["text"].encode())
        except OSError:
            self.skipTest("there are no pseudo-terminals")
        self.assertEqual(json.loads(output)["quote"], "Bread is cheap,")
        self.assertIn(b"quoth: reading standard input", messages)

    def test_what_is_blank_is_not_known(self):
        article = dict(ARTICLES[2], id=" ", title=" ", publisher="", url="\t", date=" ", lang="")
        path = self.write("dump.jsonl", lines([article]))
        records = self.run_quoth(path)
        self.assertEqual([(r["doc"], r["title"], r["source"], r["url"], r["date"], r["lang"]) for r in records],
                         [("dump:1", None, None, None, None, "en")])

    def test_a_language_called_by_its_name_is_wanted_by_its_code(self):
        articles = [dict(ARTICLES[2], id=str(i), lang=lang) for i, lang in enumerate(("English", "eng", "en-GB", "German"))]
        path = self.write("dump.jsonl", lines(articles))
        self.assertEqual([r["lang"] for r in self.run_quoth(path, "--only-lang=en")], ["en", "en", "en-GB"])

    def test_encodings_give_the_same_records(self):
        for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig"):
            mark = "\ufeff" if encoding == "utf-32-be" else ""
            path = self.write("dump.jsonl", (mark + lines(ARTICLES).decode()).encode(encoding))
            self.assertEqual(self.run_quoth(path), self.reference(), encoding)
        for article in ARTICLES:
            self.write(f"latin/{article['id']}.txt", article["text"].encode("cp1252"))
        self.assert_same("latin", without=("byline",))
        self.run_quoth("--stats", "latin")
        self.assertEqual(json.loads(self.messages)["recoded"], 2)
        path = self.write("dump.jsonl", lines(ARTICLES).decode().encode("cp1252"))
        self.assertEqual(self.run_quoth(path), self.reference())
        self.run_quoth("--stats", path)
        self.assertEqual(json.loads(self.messages)["recoded"], 2)
        self.write("a.csv", 'id,town,text\na,Café,"“It is late,” said Olga Stern."\n'.encode("cp1252"))
        self.assertEqual([r["town"] for r in self.run_quoth("--keep=town", "a.csv")], ["Café"])
        path = self.write("dump.jsonl", lines(ARTICLES[1:]).decode().encode("mac-roman"))
        self.assertEqual(self.run_quoth("--encoding=MACINTOSH", path), self.reference()[2:])
        self.run_quoth("--encoding=nonsense", path, status=2)

    def test_an_encoding_that_is_not_known_is_told(self):
        text = "\"The roads are open,\" said Erik Lindqvist. "
        self.write("news/a.txt", (text + "Дороги открыты. " * 3).encode("koi8-r"))
        self.write("news/b.txt", (text + "道は開いている").encode())
        for arguments in ((), ("--lang=xx",)):
            self.run_quoth("--stats", "news", *arguments, status=None)
            self.assertIn("quoth: 1 of 2 documents have much that is no UTF-8; --encoding=NAME reads them as what they are\n", self.messages)
            self.assertEqual(json.loads(self.messages.splitlines()[-1])["garbled"], 1)
        self.run_quoth("--encoding=koi8-r", "news/a.txt")
        self.assertEqual(self.messages, "")

    def test_large_files_are_converted_too(self):
        text = "".join(f"“Road {i} is open,” said Erik Lindqvist 日本.\n\n" for i in range(5000))
        for begin in ("", "x", "xx"):  # so that a character of three bytes stands across the end of any buffer
            records = self.run_quoth(self.write("a.txt", (begin + "\n\n" + text).encode()))
            self.assertGreater(len(records), 4990)
            content = (begin + "\n\n" + text).encode("utf-16")
            self.assertEqual(self.run_quoth(self.write("a.txt", content)), records)
            self.assertEqual(self.quotes(self.run_quoth("-", stdin=content)), self.quotes(records))

    # -- the web, and news agencies --------------------------------------------------------

    def page(self, article):
        more = "The market in the old town opens at seven in the morning, and most of the stalls are gone by noon. " * 3
        paragraphs = "".join(f"<p>{p}</p>" for p in [more, *article["text"].strip().split("\n\n"), more])
        return (f"<!DOCTYPE html><html><head><title>{article['title']}</title></head><body><nav><a href=/>Home</a></nav>"
                f"<article><h1>{article['title']}</h1>{paragraphs}</article></body></html>")

    def test_pages_are_read_whatever_they_say_of_their_encoding(self):
        page = self.page(ARTICLES[1])
        for said, encoding in (("utf-8", "utf-8"), (None, "utf-8"), (None, "cp1252"), ("utf-8", "cp1252"), ("iso-8859-1", "utf-8"),
                               ("iso-8859-1", "cp1252"), ("iso-8859-15", "iso-8859-15"), ("utf-16", "utf-16"), ("utf-16", "utf-16-be"),
                               ("nonsense", "utf-8"), ("iso-2022-jp", "utf-8")):
            head = f'<meta http-equiv="Content-Type" content="text/html; charset={said}">' if said else ""
            path = self.write("b.html", page.replace("<title>", head + "<title>").encode(encoding))
            records = self.run_quoth("-f", "html", path)
            self.assertEqual(self.quotes(records), self.quotes(self.reference()[2:4]), (said, encoding))

    def test_the_text_of_a_page_that_a_script_fills_is_in_its_json(self):
        article = {"@type": "NewsArticle", "headline": "Bread", "articleBody": ARTICLES[2]["text"] * 3 + "Bread &amp; butter."}
        page = '<html><head><script type="application/ld+json">%s</script></head><body>%s</body></html>'
        document = lambda text: self.run_quoth("--with-text", self.write("c.html", (page % (json.dumps(article), text)).encode()), status=None)[0]
        self.assertEqual(document('<div id="app">Load</div>')["text"], ARTICLES[2]["text"] * 3 + "Bread & butter.")
        prose = "The market in the old town opens at seven in the morning, and most of the stalls are gone by noon."
        self.assertEqual(document(f"<p>{prose}</p>")["text"], prose)
        article["articleBody"] = "<p>" + article["articleBody"] * 9
        self.assertEqual(document(f"<p>{prose}</p>")["text"], prose)

    def test_what_stands_behind_the_headline_in_a_title_is_none_of_it(self):
        for title, wanted in (("Bread is cheap again - The Paper", "Bread is cheap again"), ("Bread is cheap again – x | y", "Bread is cheap again"),
                              ("Bread is cheap again, and more", "Bread is cheap again, and more"), ("Bread is cheap again -", "Bread is cheap again -"),
                              ("Bread is cheap again for all", "Bread is cheap again for all")):
            page = self.page(ARTICLES[2]).replace("<title>Bread", "<title>" + title).replace("<h1>Bread", "<h1>Bread is <b>cheap</b> again")
            self.assertEqual(self.run_quoth(self.write("c.html", page.encode()))[0]["title"], wanted)

    def warc(self, kind, content, content_type="application/http; msgtype=response", name="x", length=None):
        header = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://news.test/{name}\r\n"
                  f"WARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: 2021-05-20T12:00:00Z\r\nContent-Type: {content_type}\r\n"
                  f"Content-Length: {len(content) if length is None else length}\r\n\r\n")
        return header.encode() + content + b"\r\n\r\n"

    def responses(self):
        chunked = lambda data: b"".join(b"%x\r\n%s\r\n" % (len(data[i:i + 50]), data[i:i + 50])
                                        for i in range(0, len(data), 50)) + b"0\r\n\r\n"
        a, b, c = (self.page(article) for article in ARTICLES)
        yield "a", b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(a.encode())
        yield "b", b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n" + b.encode("latin-1")
        yield "c", (b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" +
                    chunked(gzip.compress(c.encode())))

    def web(self, **lengths):
        records = [self.warc("warcinfo", b"software: none\r\n", "application/warc-fields"),
                   self.warc("response", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\r\nWARC/"),
                   self.warc("response", b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>moved")]
        for name, response in self.responses():
            records += [self.warc("request", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
                        self.warc("response", response, name=name, length=lengths.get(name))]
        return records

    def quotes(self, records):
        return [(record["speaker"], record["quote"]) for record in records]

    def test_pages_in_a_warc_are_documents(self):
        self.write("web.warc", b"".join(self.web()))
        self.write("web.warc.gz", b"".join(map(gzip.compress, self.web())))
        for path in ("web.warc", "web.warc.gz"):
            records = self.run_quoth(path)
            self.assertEqual([r["doc"] for r in records], [f"urn:uuid:{x}" for x in "aabbc"])
            self.assertEqual((records[0]["url"], records[0]["date"]), ("http://news.test/a", "2021-05-20"))
            self.assertEqual(self.quotes(records), self.quotes(self.reference()))
        wet = b"".join(self.warc("conversion", a["text"].encode(), "text/plain", name=a["id"]) for a in ARTICLES)
        self.assertEqual(self.quotes(self.run_quoth(self.write("web.wet", wet))), self.quotes(self.reference()))

    def test_pages_are_unpacked_as_http_says(self):
        page = self.page(ARTICLES[2]).encode()
        packed = {"gzip": gzip.compress(page), "x-gzip": gzip.compress(page), "deflate": zlib.compress(page),
                  "Deflate": zlib.compress(page)[2:-4], "identity": page, "GZIP": page}  # the last one isn't what it says
        records = [self.warc("response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %s\r\n\r\n" % name.encode() + body,
                             name=name) for name, body in packed.items()]
        self.write("web.warc", b"".join(records))
        self.assertEqual([r["doc"] for r in self.run_quoth("web.warc")], [f"urn:uuid:{name}" for name in packed])
        other = self.warc("response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\nx")
        self.run_quoth(self.write("web.warc", other), status=1)
        self.assertIn("the page is packed in a way that can't be read: br\n", self.messages)

    def test_a_warc_record_of_wrong_length_costs_no_other(self):
        for length in (10, 700, 100000):
            self.write("web.warc", b"".join(self.web(a=length)))
            records = self.run_quoth("web.warc")
            self.assertEqual([r["doc"] for r in records], [f"urn:uuid:{x}" for x in "bbc"], length)
        self.write("web.warc", b"".join(self.web())[:-300])
        self.assertEqual([r["doc"] for r in self.run_quoth("web.warc", status=2)], [f"urn:uuid:{x}" for x in "aabb"])
        self.assertIn("quoth: web.warc: ends in the middle of a WARC record\n", self.messages)
        self.write("web.warc", b"".join(self.web()[:5] + [b"nonsense\r\nmore\r\n"] + self.web()[5:]))
        self.assertEqual(len(self.run_quoth("web.warc")), 5)

    def nitf(self, article):
        paragraphs = "\n".join(f"   <p>{p}</p>" for p in article["text"].strip().split("\n\n"))
        return f"""<nitf><head><docdata><doc-id id-string="{article['id']}"/><date.issue norm="20210520T120000Z"/></docdata>
<pubdata name="Allied Press"/></head><body><body.head><hedline><hl1>{article['title']}</hl1></hedline>
<byline>By <person>Jo Orr</person></byline></body.head><body.content><media><media-caption>"Left out," said A Caption.</media-caption>
</media>{paragraphs}</body.content></body></nitf>"""

    def test_nitf_and_newsml_are_read(self):
        for encoding in ("utf-8", "cp1252"):
            declared = f'<?xml version="1.0" encoding="{encoding if encoding == "utf-8" else "windows-1252"}"?>\n'
            for article in ARTICLES:
                self.write(f"nitf/{article['id']}.xml", (declared + self.nitf(article)).encode(encoding))
            records = self.run_quoth("nitf")
            self.assertEqual(self.quotes(records), self.quotes(self.reference()))
            self.assertEqual([r["doc"] for r in records], list("aabbc"))
            self.assertEqual({(r["date"], r["source"]) for r in records}, {("2021-05-20", "Allied Press")})
            self.assertEqual([r["title"] for r in records], [r["title"] for r in self.reference()])
        items = "".join(f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{a['id']}"><itemMeta>
<provider literal="Allied Press"/><versionCreated>2021-05-20T12:00:00Z</versionCreated></itemMeta><contentMeta><headline>{a['title']}
</headline><by>Jo Orr</by><language tag="en"/></contentMeta><contentSet><inlineXML contenttype="application/nitf+xml">{self.nitf(a)}
</inlineXML></contentSet></newsItem>""" for a in ARTICLES)
        path = self.write("message.xml", f'<?xml version="1.0"?><newsMessage><itemSet>{items}</itemSet></newsMessage>'.encode())
        records = self.run_quoth(path)
        self.assertEqual(self.quotes(records), self.quotes(self.reference()))
        self.assertEqual([r["doc"] for r in records], list("aabbc"))
        with open(path, "rb") as file:
            self.write("cut.xml", file.read()[:-600])
        self.assertEqual([r["doc"] for r in self.run_quoth("cut.xml", status=2)], list("aabb"))

    def test_newsml_comes_in_several_ways(self):
        paragraph = "“The café is open,” said Ana Núñez."
        bodies = {
            "plain": f'<inlineData contenttype="text/plain">{paragraph}\n\nIt rained.</inlineData>',
            "escaped": f'<inlineData contenttype="text/html">&lt;p&gt;{paragraph}&lt;/p&gt;&lt;p&gt;It rained.&lt;/p&gt;</inlineData>',
            "cdata": f"<inlineXML><![CDATA[<html><body><p>{paragraph}</p><p>It rained.</p></body></html>]]></inlineXML>",
            "xhtml": f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{paragraph}</p><p>It rained.</p></body></html></inlineXML>',
            "named": "<inlineXML><nitf><body><body.content><p>&ldquo;The caf&eacute; is open,&rdquo; said Ana N&uacute;&ntilde;ez.</p>"
                     "<p>It rained.</p></body.content></body></nitf></inlineXML>",
        }
        picture = '<newsItem guid="picture"><contentSet><remoteContent href="x.jpg"/></contentSet></newsItem>'
        items = "".join(f'<newsItem guid="{name}"><contentSet>{body}</contentSet></newsItem>{picture}' for name, body in bodies.items())
        message = f'<?xml version="1.0"?><newsMessage xmlns:nar="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'
        prefixed = message.replace("<news", "<nar:news").replace("</news", "</nar:news")
        for content in (message, prefixed):
            lines_out = self.run_quoth("--with-text", "--stats", self.write("a.xml", content.encode()))
            self.assertEqual(json.loads(self.messages)["skipped"], 5)
            texts = {line["doc"]: line["text"] for line in lines_out if line.get("record") == "document"}
            self.assertEqual(texts, dict.fromkeys(bodies, paragraph + "\n\nIt rained."))
            again = subprocess.run([QUOTH, "--documents", "a.xml"], stdout=subprocess.PIPE, check=True).stdout
            self.assertEqual(self.run_quoth("-", stdin=again), self.run_quoth("a.xml"))

    def corpora(self):
        """Name, the markup of an article, and what it tells: date, byline."""
        def wrapped(article):
            return "\n".join(textwrap.fill(" ".join(p.split()), 40, initial_indent="   ") for p in article["text"].split("\n\n"))

        def paragraphs(article):
            return "\n".join(f"<P>\n{textwrap.fill(' '.join(p.split()), 40)}\n</P>" for p in article["text"].strip().split("\n\n"))
        blocks = lambda a: (f'<block class="lead_paragraph">{paragraphs(a).lower()}</block>'
                            f'<block class="full_text">{paragraphs(a).replace("P>", "p>")}</block>')
        yield "gigaword", lambda a: f"""<DOC id="{a['id']}_ENG_20210520.0001" type="story" >
<HEADLINE>\n{a['title']}\n</HEADLINE>\n<DATELINE>\nTVERUD (AP)\n</DATELINE>\n<TEXT>\n{paragraphs(a)}\n</TEXT>\n</DOC>""", None
        yield "trec", lambda a: f"""<DOC>\n<DOCNO> {a['id']} </DOCNO>\n<HEAD>{a['title']}</HEAD>\n<BYLINE>By Jo Orr</BYLINE>
<TEXT>\n{wrapped(a).strip()}\n</TEXT>\n<TEXT>\n   It rained at B&O and R&AMP;D.\n</TEXT>\n</DOC>""", "By Jo Orr"
        yield "aquaint", lambda a: f"""<DOC>\n<DOCNO> {a['id']} </DOCNO>\n<DATE_TIME> 2021-05-20 07:00 </DATE_TIME>\n<HEADER>\n&Cx1f; x\n</HEADER>
<BODY>\n<HEADLINE>{a['title']}</HEADLINE>\n<TEXT>\n{paragraphs(a)}\n</TEXT>\n</BODY>\n<TRAILER>&QL;</TRAILER>\n</DOC>""", None
        yield "reuters-21578", lambda a: f"""<REUTERS TOPICS="NO" NEWID="{a['id']}">\n<DATE>20-MAY-2021 07:00:01.79</DATE>\n<PLACES></PLACES>
<TEXT>&#2;\n<TITLE>{a['title']}</TITLE>\n<AUTHOR>By Jo Orr</AUTHOR><BODY>{wrapped(a).strip()}\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>""", "By Jo Orr"
        yield "rcv1", lambda a: f"""<?xml version="1.0" encoding="utf-8" ?>\n<newsitem itemid="{a['id']}" date="2021-05-20" xml:lang="en">
<title>X: {a['title']}</title>\n<headline>{a['title']}</headline>\n<byline>Jo Orr</byline>\n<text>
{paragraphs(a).replace("P>", "p>")}\n</text>\n<metadata><codes class="x"/></metadata>\n</newsitem>""", "Jo Orr"
        yield "nytac", lambda a: f"""<nitf><head><docdata><doc-id id-string="{a['id']}"/></docdata><pubdata date.publication="20210520T000000"
name="Example"/></head><body><body.head><hedline><hl1>{a['title']}</hl1></hedline><byline class="print_byline">By JO ORR</byline>
</body.head><body.content>{blocks(a)}</body.content></body></nitf>""", "By JO ORR"

    def test_feeds_are_read(self):
        def html(article):
            return "\n".join(f"<p>{p}</p>" for p in article["text"].strip().split("\n\n")).replace("“", "&#8220;").replace("Núñez", "N&uacute;&ntilde;ez")
        escaped = lambda article: html(article).replace("&", "&amp;").replace("<", "&lt;")
        forms = {
            "rss": ("<rss><channel><title>Example</title>", "</channel></rss>", lambda a: f"""<item><title>{a['title']}</title>
<link>https://example.org/{a['id']}</link><dc:creator><![CDATA[Jo Orr]]></dc:creator><pubDate>Thu, 20 May 2021 07:00:00 +0000</pubDate>
<guid isPermaLink="false">{a['id']}</guid><description>In short: roads.</description><content:encoded><![CDATA[{html(a)}]]></content:encoded></item>"""),
            "atom": ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title>', "</feed>", lambda a: f"""<entry><title>{a['title']}</title>
<link href="https://example.org/{a['id']}"/><id>{a['id']}</id><published>2021-05-20T07:00:00Z</published><author><name>Jo Orr</name></author>
<content type="html">{escaped(a)}</content></entry>"""),
            "newsml-1": ("<NewsML><NewsEnvelope/>", "</NewsML>", lambda a: f"""<NewsItem><Identification><NewsItemId>{a['id']}</NewsItemId></Identification>
<NewsManagement><FirstCreated>20210520T070000Z</FirstCreated></NewsManagement><NewsLines><HeadLine>{a['title']}</HeadLine><ByLine>Jo Orr</ByLine>
</NewsLines><ContentItem><DataContent>{html(a)}</DataContent></ContentItem></NewsItem>"""),
        }
        for name, (begin, end, item) in forms.items():
            self.write(name, ('<?xml version="1.0"?>\n' + begin + "\n".join(map(item, ARTICLES)) + end).encode())
            records = self.run_quoth(name)
            self.assertEqual(self.quotes(records), self.quotes(self.reference()), name)
            self.assertEqual([(r["doc"], r["title"]) for r in records], [(r["doc"], r["title"]) for r in self.reference()], name)
            self.assertEqual({(r["byline"], r["date"][:10]) for r in records}, {("Jo Orr", "2021-05-20")}, name)
            self.assertEqual([r["url"] for r in records], ["https://example.org/" + d if name != "newsml-1" else None for d in "aabbc"])

    def test_the_markup_of_corpora_is_read(self):
        for name, markup, byline in self.corpora():
            content = "\n".join(markup(a) for a in ARTICLES)
            records = self.run_quoth(self.write(name, (content if name != "reuters-21578" else "<!DOCTYPE lewis>\n" + content).encode()))
            self.assertEqual(self.quotes(records), self.quotes(self.reference()), name)
            self.assertEqual([r["doc"][:1] for r in records], list("aabbc"), name)
            self.assertEqual([r["title"] for r in records], [r["title"] for r in self.reference()], name)
            self.assertEqual({r["byline"] for r in records}, {byline}, name)
            self.assertEqual({(r["date"] or "")[:10] for r in records}, {"2021-05-20" if name != "trec" else ""}, name)
            again = subprocess.run([QUOTH, "--documents", name], stdout=subprocess.PIPE, check=True).stdout
            self.assertEqual(self.run_quoth("-", stdin=again), records, name)
        text = self.run_quoth("--with-text", "trec")[0]["text"]
        self.assertTrue(text.endswith("\n\n\n   It rained at B&O and R&D.\n"), text)

    def test_the_points_behind_a_story_are_no_part_of_it(self):
        points = "\n\n@highlight\n\nBread is cheap, baker says\n\n@highlight\n\n'It is late,' says Ana"
        self.assert_same(self.write("dump.jsonl", lines([dict(a, text=a["text"] + points) for a in ARTICLES])))

    def test_a_comment_between_items_is_none(self):
        item = lambda name, inside: f'<newsItem guid="{name}"><contentSet>{self.nitf(ARTICLES[2])}{inside}</contentSet></newsItem>'
        for comment in ("<!-- <newsItem> -->", "<!-->", "<!-- " + "<nitf>" * 9000 + "-->", "<!-- not closed "):
            inside = "<!-- </newsItem> -->" if comment.endswith("-->") else ""
            items = item("a", inside) + comment + item("b", inside)
            message = f'<?xml version="1.0"?><newsMessage>{comment}<itemSet>{items}</itemSet></newsMessage>'
            docs = [r["doc"] for r in self.run_quoth("-j1", self.write("a.xml", message.encode()))]
            self.assertEqual(docs, ["a", "b"], comment[:30])

    # -- exports of news databases ---------------------------------------------------------

    def test_metadata_that_a_page_only_shows(self):
        article = "<p>" + 5 * "The mill has stood by the river since the war, and nobody sells more bread, said Olga Stern, the baker. " + "</p>"
        page = lambda head, above: f"<html><head>{head}</head><body><h1>The bread stays cheap</h1>{above}{article}</body></html>".encode()
        bylines = {
            "By Jo Orr": ("Jo Orr", None), "by: Jo Orr and Al Hay, Chief Reporters": ("Jo Orr and Al Hay, Chief Reporters", None),
            "Jo Orr @jo 3h ago": ("Jo Orr", None), "@jo": ("@jo", None), "jo99 wrote": ("jo99 wrote", None),
            "Posted by Jo Orr on May 20, 2021 6:46 pm": ("Jo Orr", "2021-05-20"), "Jo Monday | Bread | 20.5.": ("Jo Monday", None),
            "May Orr - Thursday 20 May 2021": ("May Orr", "2021-05-20"), "20 May 2021": (None, "2021-05-20"), "2 min read": (None, None),
            "Von Jo Hein \u2022 20. M\u00e4rz 2021": ("Jo Hein", "2021-03-20"), "Jo Orr&nbsp;| Print": ("Jo Orr", None),
        }
        for line, (byline, date) in bylines.items():
            document = self.documents(page("", f'<div class="byline">{line}</div>'), "--from=html")[0]
            self.assertEqual((document["byline"], document["date"]), (byline, date), line)
        title = "The bread stays cheap"
        outlets = {f"<title>{title} | News | The Courier</title>": "The Courier", f"<title>{title} \u2013 Courier</title>": "Courier",
                   f"<title>{title}</title>": None, f"<title>{title} - and good</title><meta property='og:site_name' content='Courier'>": "Courier",
                   f"<meta property='og:site_name' content='www.c.example'><title>{title} - The Courier</title>": "The Courier",
                   f"<title>Bread - The Courier</title><meta property='og:title' content='{title}'>": None}
        for head, outlet in outlets.items():
            self.assertEqual(self.documents(page(head, ""), "--from=html")[0]["source"], outlet, head)
        for url, date in (("/2021/05/20/bread.html", "2021-05-20"), ("/bread-2021/05.html", None)):
            head = f'<link rel="canonical" href="http://courier.example{url}">'
            self.assertEqual(self.documents(page(head, ""), "--from=html")[0]["date"], date)

    def exports(self):
        """Layout -> the articles as it writes them."""
        caption = '"Left out," said A Caption.'
        centred = lambda *lines: "".join(" " * 25 + line + "\n" for line in lines)
        coded = lambda text: text.replace("\n\n", "\n\nTD    ", 1)
        layouts = {
            "nexis": lambda i, a: "\n" + centred(f"{i} of 3 DOCUMENTS", "", "Copyright 2021 Courier Ltd", "All Rights Reserved",
                                                 "The Courier (Leith)", "", "May 20, 2021 Thursday", "First Edition") + f"""
{a['title']}

BYLINE: By Jo Orr

SECTION: NEWS;
Pg. 4

LENGTH: 1,312 words

{a['text']}
URL: http://courier.example/{i}

LOAD-DATE: May 21, 2021

GRAPHIC: {caption}
""",
            "nexis with BODY": lambda i, a: centred(f"{i} of 3 DOCUMENTS", "", "The Courier (Leith)", "", "May 20, 2021 Thursday") + f"""
HEADLINE: {a['title']}

BYLINE: Jo Orr

SECTION: NEWS; Pg. 4

LENGTH: 9 words

HIGHLIGHT: {caption}

BODY:
{a['text']}
""" + centred("Copyright 2021 Courier Ltd"),
            "lexis": lambda i, a: f"""Page 1 of 9
{a['title']}
The Courier (Leith)
May 20, 2021 Thursday

Copyright 2021 Courier
Section: NEWS; Pg. 4
Length: 9 words
Byline: Jo Orr

Body

{a['text']}
Graphic

{caption}

Classification

Language: ENGLISH

End of Document
""",
            "factiva": lambda i, a: f"""SE    NEWS; Pg. 4
HD    {a['title']}
BY    By Jo Orr
WC    9 words
PD    20 May 2021
SN    The Courier (Leith)
LA    English

LP    {coded(a['text'])}
CO    orr : {caption}
AN    Document COUR00002021052{i}ef3e0002k
""",
            "factiva without codes": lambda i, a: f"""NEWS; Pg. 4
{a['title']}
By Jo Orr
Arts Editor
9 words
20 May 2021
01:20 GMT
The Courier (Leith)
COUR
English
(c) 2021 {caption}

{a['text']}
Document COUR00002021052{i}ef3e0002k
""",
            "proquest": lambda i, a: f"""{"_" * 60}

Document {i} of 3

{a['title']}

Author: Jo Orr

Publication info: The Courier (Leith) ; Leith  [Leith]20 May 2021: 4.

Abstract: {caption}

Full text: {a['text']}
Subject: {caption}

Section: NEWS; Pg. 4

Publication title: The Courier (Leith); Leith

Publication year: 2021

ProQuest document ID: 7{i}
""",
        }
        return {name: "".join(layout(i, article) for i, article in enumerate(ARTICLES, 1)) for name, layout in layouts.items()}

    def documents(self, content, *arguments, **more):
        records = self.run_quoth("--with-text", "--stats", *arguments, self.write("export.txt", content), **more)
        return [record for record in records if record.get("record") == "document"]

    def test_exports_of_news_databases_are_read(self):
        wanted = [{"title": a["title"], "text": a["text"].strip(), "byline": "Jo Orr", "date": "2021-05-20", "source": "The Courier (Leith)",
                   "lang": "en"} for a in ARTICLES]
        ids = {"factiva": [f"COUR00002021052{i}ef3e0002k" for i in (1, 2, 3)], "proquest": ["71", "72", "73"]}
        for name, export in self.exports().items():
            for content in (export.encode(), export.replace("\n", "\r\n").encode(), export.encode("cp1252")):
                documents = self.documents(content)
                self.assertEqual(json.loads(self.messages)["skipped"], 0, name)
                self.assertEqual([d["doc"] for d in documents], ids.get(name, ["export:1", "export:2", "export:3"]))
                self.assertEqual([{k: d[k].replace("\r", "") for k in wanted[0]} for d in documents], wanted, name)
            if name != "factiva without codes":
                code = "SE" if name == "factiva" else "section"
                self.assertEqual({r[code] for r in self.run_quoth("--keep=" + code, "export.txt")}, {"NEWS; Pg. 4"}, name)
            printed = subprocess.run([QUOTH, "--documents", "export.txt"], stdout=subprocess.PIPE, check=True).stdout
            self.assertEqual(len(self.documents(printed)), 3, name)

    def test_what_is_no_article_of_an_export_is_skipped(self):
        exports = self.exports()
        cover = "Report Information from ProQuest\n\n" + "_" * 60 + "\n\n1. Roads\n\n"
        for content, skipped in ((cover + exports["proquest"], 2), (exports["lexis"] + "Search Summary\n", 1)):
            self.assertEqual(len(self.documents(content.encode())), 3)
            self.assertEqual(json.loads(self.messages)["skipped"], skipped)

    def test_a_line_of_an_article_that_looks_like_a_label_stays(self):
        for name, export in self.exports().items():
            text = "the baker.\n\nLocation: the mill was chosen, said Stern.\n\nShe said it was late."
            documents = self.documents(export.replace("the baker.", text).encode())
            self.assertEqual([d["text"].endswith("it was late.") for d in documents], [False, False, True], name)

    def test_damaged_exports(self):
        for name, export in self.exports().items():
            for n in range(0, len(export), 97):  # anywhere
                self.documents(export[:n].encode(), "--from=export", status=None)
                self.assertIn(self.status, (0, 1, 2), self.messages)
            text = ARTICLES[1]["text"]
            coded = text.replace("\n\n", "\n\nTD    ")
            documents = self.documents(export.replace(text, "").replace(coded, "").encode())
            self.assertEqual([d["title"] for d in documents], ["Roads", "Bread"], name)
            self.assertRegex(self.messages, r"quoth: export.txt:[0-9]+: the article has no text\n")
            if name == "nexis":
                self.assertEqual(len(self.documents(export.replace("LENGTH: 1,312 words\n\n", "", 1).encode())), 3)
            large = export.replace(text, text + "More.\n" * 99999).replace(coded, coded + "More.\n" * 99999)
            for limit in ("100K", "500K"):
                documents = self.documents(large.encode(), "--max-document=" + limit)
                self.assertEqual([d["title"] for d in documents], ["Roads", "Bread"], name)
                self.assertRegex(self.messages, r"quoth: export.txt:[0-9]+: is larger than")
        self.documents(b"An article.\n", "--from=export", status=2)
        self.assertIn("export.txt: holds no articles as Nexis, Factiva or ProQuest write them\n", self.messages)

    # -- bad input -----------------------------------------------------------------------

    def test_a_truncated_file_gives_what_is_whole(self):
        many = lines([dict(article, id=f"{article['id']}{i}") for i in range(4000) for article in ARTICLES])
        for name, pack in self.packers():
            packed = pack(many)
            path = self.write("cut.jsonl." + name, packed[:len(packed) * 3 // 4])
            records = self.run_quoth(path, status=2)
            self.assertIn(f"quoth: {path}: can't be unpacked: ", self.messages)
            if name in ("bz2", "xz", "zst") and records:
                self.assertRegex(self.messages, r", behind byte [0-9]+ of what is in it\n")
            if name == "gz":  # the others may come in one block
                self.assertGreater(len(records), 4000)
                self.assertEqual(records[:5], [dict(r, doc=r["doc"] + "0", id=r["id"].replace("#", "0#")) for r in self.reference()])

    def test_a_gzip_file_that_was_changed_is_told(self):
        packed = gzip.compress(lines(ARTICLES))
        for place in (-8, -4, len(packed) // 2):  # checksum, length, content
            damaged = bytearray(packed)
            damaged[place] ^= 1
            path = self.write("dump.jsonl.gz", bytes(damaged))
            records = self.run_quoth("-f", "jsonl", path, status=2)
            self.assertRegex(self.messages, "quoth: dump.jsonl.gz: can't be unpacked: damaged before byte [0-9]+\n")
            if place < 0:
                self.assertEqual(records, self.reference())
        for behind, status in ((b"\0" * 1000, 0), (b"more", 2)):
            path = self.write("dump.jsonl.gz", packed + behind)
            self.assertEqual(self.run_quoth(path, status=status), self.reference())

    def test_a_damaged_gzip_member_costs_no_other(self):
        members = [gzip.compress(lines([article])) for article in ARTICLES]
        flipped = bytearray(members[1])
        flipped[len(flipped) - 30] ^= 1
        for damaged in (members[1][:-40], members[1] + b"nonsense", bytes(flipped), members[1][:40]):
            path = self.write("dump.jsonl.gz", members[0] + damaged + members[2])
            docs = [record["doc"] for record in self.run_quoth("-f", "jsonl", path, status=2)]
            self.assertEqual([doc for doc in docs if doc != "b"], list("aac"))
        pages = [gzip.compress(record) for record in self.web()]
        self.write("web.warc.gz", b"".join(page[:-40] if i == 6 else page for i, page in enumerate(pages)))
        self.assertEqual([r["doc"] for r in self.run_quoth("web.warc.gz", status=2)], [f"urn:uuid:{x}" for x in "aac"])

    def test_a_damaged_file_in_an_archive_costs_no_other(self):
        whole, json_array = gzip.compress(lines(ARTICLES[:1])), json.dumps(ARTICLES).encode()
        files = {"1.jsonl.gz": whole, "2.jsonl.gz": whole[:-20], "3.json": json_array[:-20], "4.txt": ARTICLES[2]["text"].encode()}
        with tarfile.open("a.tar.gz", "w:gz") as tar:
            for name, content in files.items():
                info = tarfile.TarInfo(name)
                info.size = len(content)
                tar.addfile(info, io.BytesIO(content))
        self.assertEqual([r["doc"] for r in self.run_quoth("a.tar.gz", status=2)], list("aaaabb") + ["4"])
        self.assertRegex(self.messages, r"\Aquoth: a.tar.gz:2.jsonl.gz: can't be unpacked: ends too early, at byte \d+\n"
                                        r"quoth: a.tar.gz:3.json: the JSON ends too early\n\Z")
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for article in ARTICLES:
                archive.writestr(article["id"] + ".txt", article["text"])
        self.write("a.zip", data.getvalue().replace(b"late", b"lake"))
        self.assertEqual([r["doc"] for r in self.run_quoth("a.zip", status=2)], list("aac"))
        self.assertIn("quoth: a.zip:b.txt: can't be unpacked: ", self.messages)

    def test_a_bomb_is_given_up(self):
        bomb = bz2.compress(b"x" * (300 << 20))
        self.assertLess(len(bomb), 10000)
        path = self.write("bomb.jsonl.bz2", bomb)
        begin = time.monotonic()
        self.run_quoth("-f", "jsonl", path, status=2)
        self.assertIn(f"quoth: {path}: isn't read further: it unpacks to more than", self.messages)
        with zipfile.ZipFile("bomb.zip", "w") as archive:
            archive.writestr("1.bz2", bomb)
            archive.writestr("2.bz2", bomb)
        self.run_quoth("bomb.zip", status=2)
        self.assertLess(time.monotonic() - begin, 60)

    def test_empty_files_are_empty_articles_or_none(self):
        empty_zip = io.BytesIO()
        zipfile.ZipFile(empty_zip, "w").close()
        for name, content in (("a.txt", b""), ("a.jsonl", b""), ("a.csv", b""), ("a.gz", gzip.compress(b"")), ("a.warc", b""),
                              ("a.zip", empty_zip.getvalue()), ("a.html", b""), ("a.json", b""), ("a.xml", b"")):
            self.assertEqual(self.run_quoth(self.write(name, content), status=1), [], name)
            self.assertEqual(self.messages, "", name)

    def test_broken_lines_cost_no_others(self):
        good = lines(ARTICLES).splitlines(keepends=True)
        broken = b'{"text":"no end\n{"text":1}\n\xff\xfe\n[1]\n'
        path = self.write("dump.jsonl", good[0] + broken + good[1] + good[2])
        self.assertEqual(self.run_quoth("-f", "jsonl", path), self.reference())
        self.run_quoth("-f", "jsonl", "--stats", path)
        for number in (2, 3, 4, 5):
            self.assertIn(f"quoth: dump.jsonl:{number}: ", self.messages)
        self.assertEqual(json.loads(self.messages.splitlines()[-1])["failed"], 4)
        self.assertEqual(len(self.run_quoth("-f", "jsonl", "--strict", path, status=2)), 2)
        self.assertEqual(len(self.messages.splitlines()), 2)

    def test_a_mark_that_is_not_closed_costs_only_its_row(self):
        path = self.write("a.csv", b'id,text\r\na,"""It is late,"" said Olga Stern." \r\nb,"no end\r\nc,Late.\r\n')
        documents = [line for line in self.run_quoth("--with-text", path) if line.get("record") == "document"]
        self.assertEqual([(line["doc"], line["text"]) for line in documents],
                         [("a", '"It is late," said Olga Stern.'), ("c", "Late.")])
        self.assertIn("quoth: a.csv:3: a quotation mark isn't closed\n", self.messages)

    def test_rows_of_a_table_may_end_in_carriage_returns_alone(self):
        rows = [b"id,text", b'a,"""It is late,"" said Olga Stern.\rShe left."', b"b,Late.", b"c," + b"x" * 100000, b"d,Later."]
        for from_format in ([], ["-f", "csv"]):
            path = self.write("a.csv", b"\r".join(rows) + b"\r")
            lines = self.run_quoth("--with-text", "--max-document=50000", *from_format, path, status=1)
            documents = [line for line in lines if line.get("record") == "document"]
            self.assertEqual([line["doc"] for line in documents], ["a", "b", "d"])
            self.assertIn("quoth: a.csv:4: ", self.messages)

    def test_a_table_without_a_header_that_can_be_read_is_told(self):
        self.run_quoth("-f", "csv", self.write("a.csv", b'id,"text\na,Late.\n'), status=2)
        self.assertEqual(self.messages, "quoth: a.csv: a quotation mark isn't closed\n")
        self.run_quoth("-f", "csv", "--max-document=10", self.write("a.csv", b"id,text,section\na,b\n"), status=2)

    def test_halves_of_surrogate_pairs_are_one_character_each(self):
        for n in (1, 1000):  # long texts are read without json-c
            line = b'{"text":"%s\\ud800 \\udbff \\udc00 \\udfff \\ud83d\\ude00"}\n' % (b"Late. " * n)
            document = self.run_quoth("--with-text", "-f", "jsonl", "-", stdin=line, status=1)[0]
            self.assertEqual(document["text"], "Late. " * n + "\ufffd \ufffd \ufffd \ufffd \U0001f600")

    def test_damaged_text_is_counted(self):
        path = self.write("a.txt", b"\xff\xc3 \0\0\0 \x01 \xe2\x80 " + ARTICLES[0]["text"].encode())
        self.assertEqual(self.quotes(self.run_quoth(path)), self.quotes(self.reference()[:2]))
        self.run_quoth("--stats", path)
        stats = json.loads(self.messages)
        self.assertGreater(stats["invalid_utf8"], 1)
        self.assertEqual(stats["nuls"], 3)

    def test_a_field_that_is_not_there_is_told_with_those_that_are(self):
        article = {"id": "a", "story": "It is late."}
        table = b'id,story\na,"It is late."\n'
        for name, content in (("a.jsonl", lines([article])), ("a.json", json.dumps([article]).encode()), ("a.csv", table)):
            self.run_quoth("-f", name[2:], self.write(name, content), "--text-field=words", status=1)
            self.assertIn('no text in a field "words"; the record has: id, story\n', self.messages)

    def test_a_field_that_is_nowhere_is_told_with_those_that_are(self):
        articles = [{**a, "section": "local"} if a["id"] == "b" else a for a in ARTICLES]
        table = io.StringIO()
        writer = csv.DictWriter(table, ["id", "title", "text", "section"])
        writer.writeheader()
        writer.writerows(articles)
        for name, content, has in (("a.jsonl", lines(articles), "id, title, text"),
                                   ("a.csv", table.getvalue().encode(), "id, title, text, section")):
            arguments = [self.write(name, content), "--keep=section", "--keep=sort", "--id-field=number", "--title-field=title"]
            for jobs in ("-j1", "-j3"):
                self.run_quoth(*arguments, jobs)
                self.assertEqual(self.messages, f'quoth: --id-field: no document has anything in a field "number"; the first has: {has}\n'
                                                f'quoth: --keep: no document has anything in a field "sort"; the first has: {has}\n')
        self.run_quoth("--keep=sort", self.write("a.txt", ARTICLES[0]["text"].encode()))
        self.assertEqual(self.messages, 'quoth: --keep: no document has anything in a field "sort"\n')

    def test_a_text_that_is_no_string_is_told(self):
        for text, kind in (("null", "null"), ("5", "a number"), ("true", "true or false"), ('{"n":1}', "an object"),
                           ('{"a":"x","b":"longer"}', "an object; perhaps --text-field=text.b"),
                           ('["x",1]', "an array"), ("[]", "an array")):
            self.run_quoth(self.write("a.jsonl", b'{"id":"a","text":%s}\n' % text.encode()), status=1)
            self.assertIn(f'a.jsonl:1: the text in the field "text" is no string but {kind}\n', self.messages)

    def test_a_text_may_be_a_list_of_paragraphs(self):
        articles = [dict(a, text=a["text"].strip().split("\n\n")) for a in ARTICLES]
        self.assertEqual(self.run_quoth(self.write("dump.jsonl", lines(articles))), self.reference())
        text = self.run_quoth("--with-text", "dump.jsonl")[0]["text"]
        self.assertEqual(text, ARTICLES[0]["text"].strip())

    def test_the_same_trouble_of_many_records_is_two_lines(self):
        bad, good = b'{"id":1}\n', lines(ARTICLES[:1])
        for n_bad, wanted in ((3, []), (4, ["4"]), (5, ["4-5"]), (1000, ["4-1000"])):
            for jobs in ("-j1", "-j2"):
                self.run_quoth("--stats", jobs, self.write("a.jsonl", bad * n_bad + good + bad * 2 + b'{"ID":1}\n'))
                message = 'no text in a field "text", "body", "content" ...; the record has: id'
                said = [f"quoth: a.jsonl:{i}: {message}" for i in (1, 2, 3)]
                said += [f"quoth: a.jsonl:{lines}: {'the same of each record' if '-' in lines else message}" for lines in wanted]
                said += [f"quoth: a.jsonl:{n_bad + 2}: {message}", f"quoth: a.jsonl:{n_bad + 3}: {message}",
                         f"quoth: a.jsonl:{n_bad + 4}: {message[:-2]}ID"]
                self.assertEqual(self.messages.splitlines()[:-2], said)
                self.assertEqual(json.loads(self.messages.splitlines()[-1])["failed"], n_bad + 3)

    def test_a_list_of_articles_inside_of_an_object_is_told(self):
        self.run_quoth(self.write("a.json", json.dumps({"status": "ok", "rows": ARTICLES}).encode()), status=1)
        self.assertIn("""holds articles in its field "rows": jq -c '.["rows"][]' makes a dump of them\n""", self.messages)

    def test_numbers_beyond_64_bits_stay_as_they_are(self):
        numbers = ["12345678901234567890123", "-12345678901234567890123", "18446744073709551616", "18446744073709551615",
                   "9223372036854775808", "-9223372036854775808", "1.12345678901234567890123", "-0.12345678901234567890123e5",
                   "1e-5", "10000000000000000000000000000000000000000"]
        for more in ("", " and so on" * 100):  # long texts are read without json-c
            text = json.dumps(ARTICLES[2]["text"] + more)
            dump = "".join(f'{{"s":"\\"12345678901234567890123","id":{x},"n":{{"a":[{x},{x} ]}},"text":{text}}}\n' for x in numbers)
            self.write("a.jsonl", dump.encode())
            done = subprocess.run([QUOTH, "--keep=n", "--keep=s", "a.jsonl"], stdout=subprocess.PIPE, check=True).stdout.decode()
            self.assertEqual([json.loads(line)["doc"] for line in done.splitlines()], numbers)
            for number, line in zip(numbers, done.splitlines()):
                self.assertIn(f'"n":{{"a":[{number},{number}]}}', line)
                self.assertIn('"s":"\\"12345678901234567890123"', line)

    def test_pages_that_never_end_are_read(self):
        n = 100000
        begin = self.page(ARTICLES[2]).replace("</article></body></html>", "")
        for more in ("<div>", "<!--", "<p a='", "<b><p>x</b>", "<table><tr><td>", "<", "&", "<script>", "<a href=x>"):
            for content in (begin + more * n, begin + more + "words " * n):
                path = self.write("a.html", content.encode())
                started = time.monotonic()
                self.run_quoth("-f", "html", "--lang=en", path, status=None)
                self.assertIn(self.status, (0, 1), more)
                self.assertLess(time.monotonic() - started, 60, more)

    def seconds(self, path, *arguments):
        """Processor time."""
        child = subprocess.Popen([QUOTH, "-j1", "--lang=en", *arguments, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        usage = os.wait4(child.pid, 0)[2]
        child.returncode = 0
        return usage.ru_utime + usage.ru_stime

    def is_linear(self, name, make, n, *arguments):
        once = self.seconds(self.write(name, make(n)), *arguments)
        twice = self.seconds(self.write(name, make(2 * n)), *arguments)
        return twice < 2.3 * once + 0.2

    def assert_linear(self, name, make, n, *arguments):
        """Twice the size costs no more than 2.3 times the time, but for a fifth of a second, in one of three tries."""
        self.assertTrue(any(self.is_linear(name, make, n // SLOWER, *arguments) for _ in range(3)), (name, make(1)[:80]))

    def test_a_paragraph_costs_no_square_of_its_length(self):
        for words, n in ((b'"a said ', 50000), (b"Orr said that ", 8000), (b"Ab ", 50000), (b'" ', 50000)):
            self.assert_linear("a.txt", lambda n, words=words: words * n, n)

    def test_bad_input_costs_no_square_of_its_size(self):
        article = lines(ARTICLES[:1])
        for n, make in ((1000000, lambda n: b'{"text":' + b"[" * n + b"\n"), (1000000, lambda n: b'{"text":"' + b"\\ud800" * n + b'"}\n'),
                        (200000, lambda n: b'{"text":1}\n' * n), (200000, lambda n: b"{" * n), (100000, lambda n: b'{"a":' * n + b"\n"),
                        (100000, lambda n: b'{"text":"x",' + b'"a":{},' * n + b'"b":1}\n'), (1 << 25, lambda n: b'{"x":"' + b"y" * n + b'"}')):
            self.assert_linear("a.jsonl", lambda n, make=make: make(n) + article, n, "-f", "jsonl")
        for part in (b"\xff\xc3 ", b"\0\0\0 ", b"\x01\x02 a ", b"\xe2\x80\x9c", "\u0301".encode(), b"\n", b"\r\r\n", b"(", b"'s "):
            self.assert_linear("a.txt", lambda n, part=part: part * n, 300000)
        begin = self.page(ARTICLES[2]).replace("</article></body></html>", "").encode()
        for part in (b"<div>", b"<!--", b"<p a='", b"<b><p>x</b>", b"<table><tr><td>", b"<", b"&", b"<script>", b"<a href=x>", b"<br>",
                     b"<article><h1>Bread</h1>", b"<h2>Bread</h2>", b"<p>words, words, words and words, forty of them or so.", b" x=1"):
            self.assert_linear("a.html", lambda n, part=part: begin + part * n, 100000, "-f", "html")
        for part in (b'"articles":[', b'{"data":[', b'"items":{', b'"x":[{"y":"'):
            self.assert_linear("a.json", lambda n, part=part: b"{" + part * n + article, 200000, "-f", "json")
        self.assert_linear("a.json", lambda n: b'{"news":[' + b'{"text":"x"},' * n + b"{}]}", 50000)
        self.assert_linear("a.csv", lambda n: b'id,text\na,"' + b'x,""\n' * n, 1000000, "-f", "csv")
        self.assert_linear("a.csv", lambda n: b"id,text\n" + b'a,"x\n' * n, 1000000, "-f", "csv")
        for part in (b"<!--", b"<x> ", b"<!-- -->"):
            self.assert_linear("a.xml", lambda n, part=part: b"<newsMessage>" + part * n, 1000000)
        self.assert_linear("a.jsonl", lambda n: b'{"a":[' + b"12345678901234567890123," * n + b'1],"text":"x"}\n', 100000, "-f", "jsonl")
        self.assert_linear("a.tsv", lambda n: b"id\ttext\n" + b'a\t"x" y\n' * n, 200000, "-f", "tsv")
        self.assert_linear("a.xml", lambda n: b"<nitf><body><body.content>" + b"<p>" * n, 100000)
        for part in (b"<TEXT>", b"<TEXT>x</TEXT>", b"<TEXT>&lt;b>x</TEXT>", b"<HEAD>", b"&", b"&x;"):
            self.assert_linear("a.sgml", lambda n, part=part: b"<DOC><TEXT>x</TEXT>" + part * n + b"</DOC>", 50000)
        self.assert_linear("a.sgml", lambda n: b"<DOC><TEXT>\n   A b.\n</TEXT></DOC>" * n, 20000)
        for lines_of in (b"   a\n", b"a\n  b.\n"):
            self.assert_linear("a.txt", lambda n, part=lines_of: part * n, 100000)
        broken = self.warc("response", b"HTTP/1.1 200 OK\r\n\r\n<p>x", length=99999999)
        self.assert_linear("a.warc", lambda n: broken * n, 10000)
        self.assert_linear("a.gz", lambda n: gzip.compress(b"") * n + gzip.compress(article), 20000)

    def test_memory_does_not_grow_with_the_dump(self):
        many = lines([dict(article, text=article["text"] * 20) for article in ARTICLES * 20])
        small, large = self.write("small.jsonl", many * 30), self.write("large.jsonl", many * 300)
        self.assertLess(self.peak(large), 1.25 * self.peak(small))
        with open("long.jsonl", "wb") as file:  # 200 MB in a line, of which no more than --max-document is held
            file.write(lines(ARTICLES[:1]) + b'{"text":"')
            for _ in range(200):
                file.write(b"x" * 1000000)
            file.write(b'"}\n' + lines(ARTICLES[1:]))
        reference = self.reference()
        self.assertEqual(self.run_quoth("--max-document=1M", "long.jsonl"), reference)
        self.assertIn("quoth: long.jsonl:2: is larger than 1 MiB and passed over", self.messages)
        self.assertEqual(self.run_quoth("--max-document=1M", "--strict", "long.jsonl", status=2), reference[:2])
        self.assertLess(self.peak("--max-document=1M", "long.jsonl"), 1.25 * self.peak(small))

    def test_a_huge_text_is_passed_over(self):
        path = self.write("huge.txt.gz", gzip.compress(b"words of text and " * (5 << 20)))
        self.run_quoth(path, status=1)
        self.assertIn("is larger than 64 MiB and passed over", self.messages)


if __name__ == "__main__":
    unittest.main()
