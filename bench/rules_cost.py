#!/usr/bin/env python3
"""What a rule costs, and how that grows with their number.

  rules_cost.py QUOTH SOURCE DUMP.jsonl

The English rules are thinned out and multiplied: names and mentions stay as they are; of the attributing rules a share is kept,
once or several times, within their phase and in a copy of each phase behind the last one. A copy matches where its model does and loses to
it: that is what a rule costs that finds something. Processor time, the least of ROUNDS (default 3), less what starting takes.
"""
import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = int(os.environ.get("ROUNDS", "3"))
ATTRIBUTING = re.compile(r"^phase +(\w+) +attribute", re.M)  # in the manifest
RULE = re.compile(r"^rule +([\w-]+)[^\n]*\n(?:(?!\S)[^\n]*\n)*", re.M)


def renamed(text, ending):
    return re.sub(r"^rule +([\w-]+)", rf"rule \1-{ending}", text, flags=re.M)


def thin_out(text, share, times, n_before):
    """Every k-th rule, so many times; and how many rules there were."""
    n = n_before

    def choose(rule):
        nonlocal n
        n += 1
        return "".join([rule[0]] + [renamed(rule[0], f"again{i}") for i in range(1, times)]) if n * share % 1 < share else ""

    return RULE.sub(choose, text), n


def make_pack(source, target, share, times, copies):
    """Returns the number of rules."""
    shutil.copytree(source, target)
    manifest = (target / "manifest").read_text(encoding="utf-8")
    n_seen = 0
    for path in sorted(target.glob("*.rules")):
        text = path.read_text(encoding="utf-8")
        phases = re.findall(r"^phase +(\w+)", text, re.M)
        if not any(phase in ATTRIBUTING.findall(manifest) for phase in phases):
            continue
        text, n_seen = thin_out(text, share, times, n_seen)
        path.write_text(text, encoding="utf-8")
        for i in range(1, copies):
            more = re.sub(r"^def [^\n]*\n(?:(?!\S)[^\n]*\n)*", "", text, flags=re.M)  # known already
            more = re.sub(r"^phase +(\w+)", rf"phase \g<1>{chr(97 + i)}", more, flags=re.M)
            (target / f"7{i}-{path.name}").write_text(renamed(more, f"phase{i}"), encoding="utf-8")
    for i in range(1, copies):
        manifest = re.sub(r"(?:^phase .*\n)+", lambda m, i=i: m[0] + "".join(
            f"phase {phase}{chr(97 + i)} attribute\n" for phase in ATTRIBUTING.findall(m[0]) if len(phase) > 1 and not re.search(
                rf"^phase {phase[:-1]} ", m[0], re.M)), manifest, count=1, flags=re.M)
    (target / "manifest").write_text(manifest, encoding="utf-8")
    return sum(len(RULE.findall(path.read_text(encoding="utf-8"))) for path in target.glob("*.rules"))


def processor_time(quoth, rules, dump):
    child = subprocess.Popen([quoth, "-j1", "--rules", rules, "--lang", "en", dump], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode > 1:  # 1: no record
        sys.exit(f"{rules}: quoth ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    quoth, source, dump = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "empty.jsonl").touch()
        packs = {}
        for share, times, copies in ((0.1, 1, 1), (0.5, 1, 1), (1, 1, 1), (1, 1, 2)):  # a phase has 128 rules, a pack 16 phases at most
            pack = folder / f"{share}-{times}-{copies}"
            packs[pack] = make_pack(Path(source, "rules/en"), pack / "en", share, times, copies)
        times, starts = collections.defaultdict(list), collections.defaultdict(list)
        for _ in range(ROUNDS):
            for pack in packs:
                times[pack].append(processor_time(quoth, pack, dump))
                starts[pack].append(processor_time(quoth, pack, folder / "empty.jsonl"))
    megabytes, last = os.path.getsize(dump) / 1e6, None
    print("| rules | ms of processor time a MB | each further rule |\n|---:|---:|---:|")
    for pack, n in packs.items():
        cost = (min(times[pack]) - min(starts[pack])) / megabytes * 1000
        print(f"| {n} | {cost:.0f} | {'' if last is None else f'{(cost - last[1]) / (n - last[0]):.2f}'} |")
        last = n, cost


if __name__ == "__main__":
    main()
