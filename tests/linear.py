#!/usr/bin/env python3
"""Time stays linear in a document's size, however odd the document is.

  linear.py QUOTH

Each kind of text is read at two sizes, the larger one four times the other. Linear time takes 4 times as long, more where
memory leaves the caches; quadratic time 16 times. Processor time is measured, of which the least of some runs counts, less
what starting takes; a kind fails when it is too slow in all of TRIES.
"""
import os
import random
import sys
import tempfile

TIMES, BOUND, TRIES = 4, 9, 3
SLOWER = int(os.environ.get("QUOTH_SLOWER", "1"))  # so many times slower is this build: as much less shows a square
AT_LEAST = 0.02  # seconds: below, the larger text is fast enough whatever the ratio is

syllables = random.Random(1)


def name():
    return "".join(syllables.choice(["ka", "lo", "mi", "ter", "van", "sel", "dor", "ben"]) for _ in range(3)).capitalize()


KINDS = {  # what the text consists of, how many of it the smaller size has, what stands around all
    "quotation marks": (lambda: '" ', 25000),
    "single marks": (lambda: "' ", 25000),
    "opening marks": (lambda: '"We go.\n\n', 5000),
    "names": (lambda: name() + " ", 12500),
    "named speakers": (lambda: f"{name()} {name()} said the road was closed. ", 2500),
    "cues": (lambda: "said ", 12500),
    "cues with a speaker": (lambda: "he said that ", 2000),
    "one long paragraph": (lambda: "The road to the lake was closed after the flood. ", 5000),
    "a sentence without an end": (lambda: "the road to the lake was closed after the flood and ", 2500),
    "quotations": (lambda: '"We will go," he said. ', 2500),
    "paragraphs of a word": (lambda: "Word\n\n", 25000),
    "relative pronouns": (lambda: "who ", 12500),
    "pronouns for things": (lambda: "which she ", 5000),
    "people without a sentence's end": (lambda: f"its {name()} her sister they ", 5000),
    "given and family names": (lambda: "Jr. claim Vosake ", 12500),
    "descriptions": (lambda: "43, some of its brother's ", 5000),
    "signs of quoted lines": (lambda: "> ", 25000),
    "names and firms": (lambda: f"{name()} A: both the company 3. $3 ", 2500),
    "marks in marks": (lambda: '„43, "We go,"\u200b', 2500),
    "marks of two kinds": (lambda: 'saying "no" two “asked ', 2500),
    "no sentence's end behind names": (lambda: "Tenuni if ! ", 5000),
    "a list": (lambda: "Orr, ", 12500),
    "nouns that a conjunction joins": (lambda: "report but ", 5000),
    "asterisks": (lambda: "*a **b ***c _d __e ", 5000),
    "brackets": (lambda: "[a](", 12500),
    "character references": (lambda: "&amp;", 12500),
    "paragraphs of a written list": (lambda: "He said no.', '", 12500, "['", "']"),
    "lost opening marks": (lambda: 'It was late," said Orr. ', 2500),
    "lost closing marks": (lambda: '"It was late, said Orr. ', 2500),
    "question marks for others": (lambda: "?It?s late,? he said. ", 2500),
    "questions behind a lost mark": (lambda: "Who? ", 12500, "It?s late. ?"),
    "labels": (lambda: "ORR: We go now.\n\n", 5000),
}


def processor_time(quoth, text):
    """The least of three runs."""
    times = []
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(text)
        file.flush()
        for _ in range(3):
            pid = os.posix_spawn(quoth, [quoth, "-j1", "--lang", "en", file.name], os.environ,
                                 file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
            _, status, usage = os.wait4(pid, 0)
            if os.waitstatus_to_exitcode(status) not in (0, 1):
                sys.exit(f"linear.py: quoth failed with {status}")
            times.append(usage.ru_utime + usage.ru_stime)
    return min(times)


def ratio(quoth, make, n, before="", behind=""):
    start = processor_time(quoth, make())
    small, large = (processor_time(quoth, before + "".join(make() for _ in range(count)) + behind) - start
                    for count in (n, TIMES * n))
    return large / max(small, 0.001) if large > AT_LEAST else 0


def main():
    quoth, failed = os.path.abspath(sys.argv[1]), 0
    for kind, (make, n, *around) in KINDS.items():
        tries = []
        while len(tries) < TRIES and (not tries or min(tries) > BOUND):
            tries.append(ratio(quoth, make, n // SLOWER, *around))
        if min(tries) > BOUND:
            print(f"{kind}: {TIMES} times the size takes {min(tries):.1f} times as long; wanted at most {BOUND}")
            failed += 1
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
