#!/usr/bin/env python3
"""Runs that are broken off and go on: killed at random moments, interrupted, or with something changed in between.

usage: resume.py QUOTH
"""
import gzip
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from terminal import on_terminal

QUOTH = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "quoth"
N_KILLS = 20
TEXT = """"The roads are open," said {name} Lindqvist, the mayor. "They will stay so until {n}."

He said the work had cost more than was planned. "We paid for it," Lindqvist said.

Ana {name} told reporters that the bridge, number {n}, would open in May.
"""
NAMES = ["Erik", "Olga", "Jonas", "Maria", "Petra"]


def article(i):
    return {"id": f"d{i}", "text": TEXT.format(name=NAMES[i % len(NAMES)], n=i) * (1 + i % 7)}


class Resume(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="quoth-resume-")
        os.chdir(self.folder)
        os.mkdir("texts")
        for i in range(40):
            with open(f"texts/{i:03}.txt", "w", encoding="utf-8") as file:
                file.write(article(i)["text"])
        lines = "".join(json.dumps(article(i)) + "\n" + "nonsense\n" * (i % 97 == 3) for i in range(3000))
        with gzip.open("dump.jsonl.gz", "wb") as file:
            file.write(lines.encode())
        self.inputs = ["texts", "dump.jsonl.gz", "missing.txt", "texts/001.txt"]
        self.run_quoth("-j1", "--output=whole", "--stats")
        self.whole, self.stats = self.read("whole"), self.counts()

    def tearDown(self):
        os.chdir("/")
        shutil.rmtree(self.folder)

    def read(self, path):
        with open(path, "rb") as file:
            return file.read()

    def counts(self):
        return {k: v for k, v in json.loads(self.messages.splitlines()[-1]).items() if k != "seconds"}

    def run_quoth(self, *arguments, status=2):
        done = subprocess.run([QUOTH, *arguments, *self.inputs], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120, check=False)
        self.messages = done.stderr.decode()
        self.assertEqual(done.returncode, status, self.messages)

    def break_off(self, seconds, signal_number, *arguments):
        child = subprocess.Popen([QUOTH, *arguments, *self.inputs], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.send_signal(signal_number)
        self.messages = child.communicate()[1].decode()
        return child.returncode

    def test_killed_at_random_moments_nothing_is_lost_or_doubled(self):
        begin = time.monotonic()
        self.run_quoth("-j1", "--output=out", "--checkpoint=at", "--checkpoint-each=20")
        seconds = time.monotonic() - begin
        self.assertEqual(self.read("out"), self.whole)
        chance = random.Random(6)
        for jobs in ("-j1", "-j3"):
            arguments = [jobs, "--output=out", "--checkpoint=at", "--checkpoint-each=20"]
            n_broken, more = 0, []
            for _ in range(N_KILLS):
                status = self.break_off(chance.uniform(0.02, seconds / 6), signal.SIGKILL, *arguments, *more)
                n_broken += status == -signal.SIGKILL
                more = ["--resume"]
                if status != -signal.SIGKILL:
                    self.assertEqual(self.read("out"), self.whole)
                    more = []
            self.assertGreater(n_broken, N_KILLS / 3)
            self.run_quoth(*arguments, "--resume", "--stats")
            self.assertEqual(self.read("out"), self.whole)
            self.assertEqual(self.counts(), self.stats)

    def test_an_interrupted_run_goes_on(self):
        arguments = ["--output=out", "--checkpoint=at"]
        begin = time.monotonic()
        self.run_quoth(*arguments)
        seconds = time.monotonic() - begin
        for share in (2, 3, 5, 8, 1.5, 1.2):  # a signal may come before the run has begun, or when it is done
            status = self.break_off(seconds / share, signal.SIGINT, *arguments)
            partial = self.read("out")
            if status == 130 and len(partial) < len(self.whole):
                break
        self.assertEqual(status, 130, self.messages)
        self.assertRegex(self.messages, r"\nquoth: interrupted after \d+ documents with \d+ records\n$|^quoth: interrupted")
        self.assertTrue(self.whole.startswith(partial) and len(partial) < len(self.whole))
        self.run_quoth(*arguments, "--resume", "--stats")
        self.assertEqual(self.read("out"), self.whole)
        self.assertEqual(self.counts(), self.stats)
        self.run_quoth(*arguments, "--resume", "--stats")  # at its end there is nothing left to do
        self.assertEqual(self.read("out"), self.whole)
        self.assertEqual(self.counts(), self.stats)

    def test_strict_goes_on_at_the_document_that_stopped_it(self):
        self.run_quoth("--output=out", "--checkpoint=at", "--strict")
        partial = self.read("out")
        self.assertTrue(partial and self.whole.startswith(partial))
        self.run_quoth("--output=out", "--checkpoint=at", "--resume", "--stats")
        self.assertEqual(self.read("out"), self.whole)

    def test_without_a_checkpoint_a_run_begins_anew(self):
        with open("out", "w", encoding="utf-8") as file:
            file.write("something else\n")
        self.run_quoth("--output=out", "--checkpoint=at", "--resume")
        self.assertEqual(self.read("out"), self.whole)

    def test_other_inputs_outputs_and_checkpoints_are_refused(self):
        arguments = ["--output=out", "--checkpoint=at", "--resume"]
        self.run_quoth(*arguments)
        os.truncate("out", 100)
        self.run_quoth(*arguments)
        self.assertEqual(self.messages, "quoth: out: isn't the output that the checkpoint tells of\n")
        self.assertEqual(len(self.read("out")), 100)
        shutil.copy("whole", "out")
        with open("texts/020.txt", "a", encoding="utf-8") as file:
            file.write("more")
        self.run_quoth(*arguments)
        self.assertIn("isn't the input any more that the checkpoint tells of\n", self.messages)
        self.inputs = ["texts"]
        self.run_quoth(*arguments)
        self.assertIn("quoth: texts: isn't the input any more that the checkpoint tells of\n", self.messages)
        self.assertEqual(self.read("out"), self.whole)
        self.run_quoth(*arguments, "--all")
        self.assertEqual(self.messages, "quoth: at: was written with other options\n")
        self.assertEqual(self.read("out"), self.whole)
        checkpoint = self.read("at")
        for damaged in (b"", b"nonsense\n", checkpoint[:-5], checkpoint.replace(b"items", b"things")):
            with open("at", "wb") as file:
                file.write(damaged)
            self.run_quoth(*arguments)
            self.assertEqual(self.messages, "quoth: at: is no checkpoint, or damaged\n")

    def test_a_checkpoint_is_written_over_nothing_else(self):
        self.run_quoth("--output=out", "--checkpoint=out")
        self.assertEqual(self.messages, "quoth: out: is both checkpoint and output\n")
        self.run_quoth("--output=out.new", "--checkpoint=out")
        self.assertEqual(self.messages, "quoth: out.new: is both checkpoint and output\n")
        self.run_quoth("--output=out", "--checkpoint=texts/001.txt")
        self.assertEqual(self.messages, "quoth: texts/001.txt: is both checkpoint and input\n")

    def told_on_terminal(self, *arguments):
        try:
            return on_terminal([QUOTH, *arguments, *self.inputs], "stderr").decode()
        except OSError:
            self.skipTest("there are no pseudo-terminals")

    def test_progress_is_told_on_a_terminal(self):
        self.inputs = ["dump.jsonl.gz"] * 4
        line = r"\rquoth: \d+ documents, \d+\.\d MB/s, \d+ records, \d+ failures, \d+:\d\d left\x1b\[K"
        shown = self.told_on_terminal("--output=out")
        self.assertRegex(shown, line)
        messages = re.sub(r"\rquoth: [^\r\n]*\x1b\[K|\r\x1b\[K", "", shown)  # the line is gone before a message is told
        self.assertRegex(messages, r"\A(quoth: dump\.jsonl\.gz:\d+: [^\r\n]*\r\n)+quoth: 124 of 12124 [^\r\n]*\r\n\Z")
        self.inputs = ["dump.jsonl.gz"]
        self.assertNotRegex(self.told_on_terminal("--output=out", "--no-progress"), r"MB/s|\x1b")

    def test_progress_is_told(self):
        self.run_quoth("--output=out", "--progress")
        self.assertRegex(self.messages, r"quoth: 307\d documents, \d+\.\d MB/s, \d+ records, 31 failures(, \d+:\d\d left)?\n")
        self.run_quoth("--output=out")
        self.assertNotIn("MB/s", self.messages)


if __name__ == "__main__":
    unittest.main()
