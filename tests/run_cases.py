#!/usr/bin/env python3
"""Golden tests of the whole program: one folder a case under tests/cases/.

  run_cases.py [--update] [CASE...]      QUOTH names the program, else src/quoth beside tests/

A case folder is copied to a temporary place and the program runs inside the copy.

  args               the command line, quoted as in a shell; not there: the file input.*
  stdin              standard input, if it is there
  input.*            whatever args names
  expected.jsonl     the records wanted, in their order. Only the fields that a line has are compared: a case says
                     what it is about. An empty file: no records.
  expected.out       or: standard output, byte for byte
  expected.pattern   or: a regular expression for all of standard output
  expected.err       standard error, byte for byte; not there: it isn't looked at
  expected.status    the exit status; not there: 0, or 1 when expected.jsonl has no records
  known-failure      why the case can't pass yet; the expected files say what is right. It must fail: when it passes,
                     the suite is red until the file is removed.

--update writes the expected files anew where they differ (also expected.err and expected.status where they are
there); a new case gets an expected.jsonl. A known failure keeps its expected files, as they are right and the program
is wrong; when it passes, its file known-failure is removed. Read the difference before it is committed.

Exit status: 0 all as it should be, 1 not, 2 trouble.
"""
import argparse
import difflib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

TESTS = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(TESTS, "cases")
TIMEOUT = 60
# What a new case's expected.jsonl compares: what a reader of the article can tell by himself.
USUAL_FIELDS = ["speaker", "quote", "type", "mode", "quote_spans", "attached", "cue", "addressee", "via", "within"]


class Case:
    def __init__(self, name):
        self.name = name
        self.folder = os.path.join(CASES, name)

    def path(self, file):
        return os.path.join(self.folder, file)

    def has(self, file):
        return os.path.exists(self.path(file))

    def read(self, file):
        with open(self.path(file), "rb") as stream:
            return stream.read()

    def write(self, file, content):
        with open(self.path(file), "wb") as stream:
            stream.write(content)

    def arguments(self):
        if self.has("args"):
            return shlex.split(self.read("args").decode(), comments=True)
        return sorted(file for file in os.listdir(self.folder) if file.startswith("input."))

    def run(self, program):
        """What the program does: status, output, messages."""
        with tempfile.TemporaryDirectory() as work:
            copy = os.path.join(work, "case")
            shutil.copytree(self.folder, copy)
            stdin = open(self.path("stdin"), "rb") if self.has("stdin") else subprocess.DEVNULL
            try:
                done = subprocess.run([program] + self.arguments(), cwd=copy, stdin=stdin, capture_output=True,
                                      timeout=TIMEOUT, check=False)
            finally:
                if stdin is not subprocess.DEVNULL:
                    stdin.close()
        return done.returncode, done.stdout, done.stderr

    def expected_records(self):
        return [json.loads(line) for line in self.read("expected.jsonl").decode().split("\n") if line.strip()]

    def expected_status(self):
        if self.has("expected.status"):
            return int(self.read("expected.status"))
        return 1 if self.has("expected.jsonl") and not self.expected_records() else 0


def difference(wanted, got, name):
    """Two texts, line by line."""
    lines = difflib.unified_diff(wanted.decode(errors="replace").splitlines(), got.decode(errors="replace").splitlines(),
                                 "wanted " + name, "got", lineterm="", n=1)
    return "\n".join(lines) or f"{name}: the line ends differ: wanted {wanted!r}, got {got!r}"


def records_of(output):
    try:
        return [json.loads(line) for line in output.decode().split("\n") if line]
    except ValueError as error:
        raise AssertionError(f"output isn't JSON Lines: {error}\n{output[:500]!r}") from error


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def compare_records(wanted, got):
    """Problems as lines of text. Records that are alike are paired; the rest is shown side by side."""
    view = lambda record, fields: compact({field: record.get(field, "(not there)") for field in fields})
    fields = list(dict.fromkeys(field for record in wanted for field in record)) or USUAL_FIELDS
    wanted_lines = [view(record, record) for record in wanted]
    got_lines = [view(record, wanted[i] if i < len(wanted) else fields) for i, record in enumerate(got)]
    if wanted_lines == got_lines:
        return None
    return "\n".join(difflib.unified_diff(wanted_lines, got_lines, "wanted records", "got", lineterm="", n=0))


def problems(case, status, output, messages):
    """What isn't as it should be."""
    found = []
    if case.has("expected.jsonl"):
        found.append(compare_records(case.expected_records(), records_of(output)))
    elif case.has("expected.out"):
        wanted = case.read("expected.out")
        found.append(difference(wanted, output, "expected.out") if wanted != output else None)
    elif case.has("expected.pattern"):
        pattern = case.read("expected.pattern").decode().rstrip("\n")
        matched = re.fullmatch(pattern, output.decode(errors="replace"), re.DOTALL)
        found.append(None if matched else f"output doesn't match {pattern}:\n{output.decode(errors='replace')}")
    else:
        found.append("there is no expected.jsonl, expected.out or expected.pattern (--update makes one)")
    if case.has("expected.err") and case.read("expected.err") != messages:
        found.append(difference(case.read("expected.err"), messages, "expected.err"))
    if status != case.expected_status():
        found.append(f"status: wanted {case.expected_status()}, got {status}")
    found = [problem for problem in found if problem]
    if found and messages and not case.has("expected.err"):
        found.append("standard error:\n" + messages.decode(errors="replace").rstrip("\n"))
    return found


def update(case, status, output, messages):
    if case.has("expected.out"):
        case.write("expected.out", output)
    elif not case.has("expected.pattern"):
        records = records_of(output)
        old = case.expected_records() if case.has("expected.jsonl") else []
        fields = list(dict.fromkeys(field for record in old for field in record)) or USUAL_FIELDS
        lines = [compact({field: record[field] for field in fields if field in record}) for record in records]
        case.write("expected.jsonl", "".join(line + "\n" for line in lines).encode())
    if case.has("expected.err"):
        case.write("expected.err", messages)
    if case.has("expected.status") or status != case.expected_status():
        case.write("expected.status", b"%d\n" % status)


def run_case(case, program, may_update):
    """The verdict: "passed", "failed", "known failure", "updated", or "passes now"."""
    try:
        result = case.run(program)
        found = problems(case, *result)
    except subprocess.TimeoutExpired:
        result, found = None, [f"still running after {TIMEOUT} s"]
    except (AssertionError, ValueError) as error:
        result, found = None, [str(error)]
    known = case.has("known-failure")
    if found and may_update and result and not known:
        update(case, *result)
        return "updated", found
    if known and result and result[0] < 0:
        return "failed", [f"killed by signal {-result[0]}"]
    if known and found:
        return "known failure", []
    if known and may_update:
        os.remove(case.path("known-failure"))
        return "updated", ["it passes now: its file known-failure is removed"]
    if known:
        return "passes now", ["it passes: --update (make update-golden) removes its file known-failure"]
    return ("failed", found) if found else ("passed", [])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("cases", nargs="*", metavar="CASE")
    arguments = parser.parse_args()
    program = os.path.abspath(os.environ.get("QUOTH") or os.path.join(TESTS, "..", "src", "quoth"))
    if not os.access(program, os.X_OK):
        print(f"run_cases.py: {program} can't be run", file=sys.stderr)
        return 2
    names = arguments.cases or sorted(name for name in os.listdir(CASES) if os.path.isdir(os.path.join(CASES, name)))
    verdicts = []
    for name in names:
        if not os.path.isdir(os.path.join(CASES, name)):
            print(f"run_cases.py: there is no case {name}", file=sys.stderr)
            return 2
        verdict, found = run_case(Case(name), program, arguments.update)
        verdicts.append(verdict)
        print(f"{verdict}: {name}")
        for problem in found:
            print("    " + problem.replace("\n", "\n    "))
    counted = [f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(["passed", "failed"] + sorted(verdicts))]
    print(f"{len(verdicts)} cases: " + ", ".join(counted))
    return 1 if not verdicts or {"failed", "passes now"} & set(verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
