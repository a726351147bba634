#!/usr/bin/env python3
"""Write the benchmark's dump of the web: pages in the layouts of tests/html/, gzipped WARC, a member a record.

  web.py TESTS/HTML CORPUS MEGABYTES [--bare] > web.warc.gz      megabytes are unpacked ones

A page is one of tests/html/ (those in UTF-8) with an article of corpus/ in it, and with the weight of scripts, styles and links
that pages carry: 93 real ones had 160 KB on average, of which 36 % scripts and styles, 150 links, 1,400 tags and 3 % the
article's text. --bare: the pages as they stand, about a kilobyte each. The same bytes each time.
"""
import gzip
import random
import re
import sys
from html import escape
from pathlib import Path

WORDS = "road lake market bridge council river winter office garden letter window summer people number".split()
N_SCRIPTS, SCRIPT_BYTES, N_LINKS, N_BOXES = 6, 9000, 130, 220


def words(chance, n):
    return " ".join(chance.choice(WORDS) for _ in range(n))


def script(chance, n_bytes):
    """What a page's configuration looks like."""
    parts = []
    while sum(map(len, parts)) < n_bytes:
        parts.append(f'"{words(chance, 1)}{chance.randrange(10**6)}":{{"id":{chance.randrange(10**9)},"on":true,'
                     f'"path":"/{words(chance, 3).replace(" ", "/")}","names":["{words(chance, 2)}","{words(chance, 2)}"]}},')
    return f'<script type="text/javascript">window.__data={{{"".join(parts)}}};if (a < b && c > d) go();</script>\n'


def links(chance, n):
    return "".join(f'<li class="menu-item menu-item-{i}"><a href="/{words(chance, 2).replace(" ", "-")}/{i}" '
                   f'title="{words(chance, 2)}" data-track="nav|{i}">{words(chance, 3)}</a></li>\n' for i in range(n))


def boxes(chance, n):
    """Nested elements around little, as templates write them, with a picture in several sizes."""
    return "".join(f'<div class="grid__cell u-{i % 7} js-box"><div class="box__inner" data-id="{chance.randrange(10**8)}"><span>'
                   f'<img src="/img/{i}.jpg" srcset="/img/{i}-320.jpg 320w, /img/{i}-640.jpg 640w" alt="" loading="lazy" '
                   f'width="320" height="180"></span></div></div>\n' for i in range(n))


def loaded(page, text, chance):
    """The page with an article in it, behind its first long paragraph, and with weight around."""
    article = "".join(f"<p>{escape(part.strip(), quote=False)}</p>\n" for part in text.split("\n\n") if part.strip())
    long = re.search(r"<p[^>]*>[^<]{60,}</p>", page)
    at = long.end() if long else page.index("</body>")
    page = page[:at] + article + page[at:]
    head = "".join(script(chance, SCRIPT_BYTES) for _ in range(N_SCRIPTS))
    page = page.replace("</head>", head + "</head>", 1)
    body = re.search(r"<body[^>]*>", page)
    page = page[:body.end()] + f"<nav><ul>{links(chance, N_LINKS)}</ul></nav>{boxes(chance, N_BOXES // 2)}" + page[body.end():]
    return page.replace("</body>", boxes(chance, N_BOXES // 2) + "</body>", 1)


def record(number, page):
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    header = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/{number}\r\n"
              f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2021-05-20T12:00:00Z\r\n"
              f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n")
    return header.encode() + content + b"\r\n\r\n"


def read_pages(folder):
    pages = []
    for path in sorted(Path(folder).glob("*.html")):
        try:
            page = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if "</head>" in page and "<body" in page and "</body>" in page:
            pages.append(page)
    return pages


def main():
    args = [arg for arg in sys.argv[1:] if arg != "--bare"]
    if len(args) != 3:
        sys.exit(__doc__)
    pages, texts = read_pages(args[0]), [path.read_text(encoding="utf-8") for path in sorted(Path(args[1]).glob("*.txt"))]
    if not pages or not texts:
        sys.exit("web.py: there are no pages or no articles")
    chance, made = random.Random(1), {}
    n = number = 0
    while n < float(args[2]) * 1e6:
        page = pages[number % len(pages)]
        if "--bare" not in sys.argv:
            key = number % (len(pages) * len(texts))
            if key not in made:
                made[key] = loaded(page, texts[number % len(texts)], chance)
            page = made[key]
        written = record(number, page)
        sys.stdout.buffer.write(gzip.compress(written, 6, mtime=0))
        n += len(written)
        number += 1
    print(f"{number} pages, {n / number / 1000:.1f} KB each", file=sys.stderr)


if __name__ == "__main__":
    main()
