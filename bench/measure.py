#!/usr/bin/env python3
"""Measure quoth beside jq and wc, and print a table in Markdown.

  measure.py QUOTH ARTICLE.txt SMALL.jsonl LARGE.jsonl

Speed: ROUNDS (default 5) rounds over LARGE, the programs in turn in each of them, so that a busy moment of the machine
meets all; medians of wall-clock and processor time. Memory: peak resident size, by GNU time. Start-up: medians of STARTS (default 100)
runs, `true` beside them to show what starting any process costs here. Time by stage: samples of `perf`, else instructions counted by
callgrind on 1 MB; a function belongs to the module whose source file it stands in, and inlined code to its caller.
"""
import collections
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

ROUNDS = int(os.environ.get("ROUNDS", "5"))
STARTS = int(os.environ.get("STARTS", "100"))
LIBRARIES = {"libpcre2": "match", "libutf8proc": "text", "libjson-c": "input", "libarchive": "input", "libxml2": "input"}  # whose module calls them
os.environ["LC_ALL"] = "C.UTF-8"


def one_thread(quoth):
    return [quoth, "-j1", "--from", "jsonl", "-"]


def first_line(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return None


def seconds(command, file):
    """Wall-clock and processor time of a command, its output thrown away."""
    with open(file, "rb") as stdin, open(os.devnull, "wb") as null:
        begin = time.perf_counter()
        pid = os.posix_spawnp(command[0], command, os.environ,
                              file_actions=[(os.POSIX_SPAWN_DUP2, stdin.fileno(), 0),
                                            (os.POSIX_SPAWN_DUP2, null.fileno(), 1)])
        _, status, usage = os.wait4(pid, 0)
        elapsed = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"measure.py: {' '.join(command)} failed")
    return elapsed, usage.ru_utime + usage.ru_stime


def speed(programs, file):
    """{name: (median, least and most seconds, median of processor time)}, the programs interleaved."""
    times = collections.defaultdict(list)
    for _ in range(ROUNDS):
        for name, command in programs.items():
            times[name].append(seconds(command, file))
    return {name: (statistics.median(t[0] for t in runs), min(runs)[0], max(runs)[0], statistics.median(t[1] for t in runs))
            for name, runs in times.items()}


def peak_megabytes(command, file):
    """By GNU time, as what wait4() tells of a child counts Python's own pages before exec."""
    gnu_time = shutil.which("time")
    if not gnu_time:
        return None
    with open(file, "rb") as stdin:
        done = subprocess.run([gnu_time, "-f", "%M", *command], stdin=stdin, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True)
    return int(done.stderr.split()[-1]) / 1024


def start_up(command, file):
    times = [seconds(command, file) for _ in range(STARTS)]
    return " | ".join(f"{statistics.median(t) * 1000:.1f}" for t in zip(*times))


# -- time by stage ---------------------------------------------------------------------


def module_of(path):
    """src/rule_compile.c → rule_compile, src/input/jsonl.c → input"""
    m = re.search(r"src/(?:(\w+)/)?(\w+)\.[ch]", path)
    return (m[1] or m[2]) if m else None


def modules_of_functions(program):
    """{function: module}, from the debug information."""
    symbols = [line.split() for line in subprocess.run(["nm", "--defined-only", program], capture_output=True, text=True,
                                                       check=True).stdout.splitlines()]
    symbols = [(s[0], s[2]) for s in symbols if len(s) == 3 and s[1] in "tTwW"]
    places = subprocess.run(["addr2line", "-e", program], input="\n".join(s[0] for s in symbols), capture_output=True,
                            text=True, check=True).stdout.splitlines()
    return {name: module_of(place) for (_, name), place in zip(symbols, places) if module_of(place)}


def where(symbol, library, modules):
    for name, module in LIBRARIES.items():
        if name in library:
            return f"{module} ({name})"
    if symbol in modules:
        return modules[symbol]
    if "libc." in library or "ld-linux" in library or "vdso" in library:
        return "libc"
    if "kernel" in library:
        return "kernel"
    if symbol == "[unknown]" and not library.endswith("/quoth"):
        return "match (PCRE2's machine code)"
    return "other"


def by_perf(quoth, file, work):
    data = f"{work}/perf.data"
    try:
        with open(file, "rb") as stdin:
            subprocess.run(["perf", "record", "-q", "-e", "cpu-clock", "-F", "2000", "-o", data, *one_thread(quoth)],
                           stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        script = subprocess.run(["perf", "script", "-i", data, "-F", "ip,sym,dso"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    modules, shares = modules_of_functions(quoth), collections.Counter()
    for line in script.stdout.splitlines():
        m = re.match(r"\s*[0-9a-f]+ (.*) \((.*)\)$", line)
        if m:
            shares[where(m[1], m[2], modules)] += 1
    total = sum(shares.values())
    return (f"{total} samples of perf (cpu-clock)", {k: v / total for k, v in shares.items()}) if total > 200 else None


def by_callgrind(quoth, file, work):
    part, out = f"{work}/part.jsonl", f"{work}/callgrind.out"
    with open(file, "rb") as whole, open(part, "wb") as sample:
        sample.writelines(whole.readlines(10**6))
    try:
        subprocess.run(["valgrind", "-q", "--tool=callgrind", "--smc-check=all-non-file", f"--callgrind-out-file={out}",
                        *one_thread(quoth)[:-1], part], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        report = subprocess.run(["callgrind_annotate", "--threshold=100", out], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    modules, shares = modules_of_functions(quoth), collections.Counter()
    for line in report.stdout.splitlines():
        m = re.match(r"\s*([\d,]+) \([\d. ]+%\)\s+(\S+?):(\S+).*?(?:\[(.*)\])?$", line)
        if m:
            module = module_of(m[2]) or where(m[3], m[4] or "???", modules)
            shares[module] += int(m[1].replace(",", ""))
    total = sum(shares.values())
    return ("instructions counted by callgrind on 1 MB, start-up included", {k: v / total for k, v in shares.items()}) if total else None


def main():
    quoth, article, small, large = sys.argv[1:]
    work, megabytes = os.path.dirname(large), os.path.getsize(large) / 1e6
    machine = "unknown"
    with open("/proc/cpuinfo", encoding="utf-8") as cpuinfo:
        machine = next((line.split(":")[1].strip() for line in cpuinfo if line.startswith("model name")), machine)
    versions = [" ".join(subprocess.run([quoth, "--version"], capture_output=True, text=True, check=True).stdout.split()[:4]),
                first_line("jq", "--version"), first_line("wc", "--version")]
    programs = {"quoth -j1": one_thread(quoth), "quoth -j2": [quoth, "-j2", "--from", "jsonl", "-"],
                "jq -c .": ["jq", "-c", "."], "wc -w": ["wc", "-w"]}
    if not shutil.which("jq"):
        print("SKIPPED: jq isn't there, so quoth isn't measured beside it", file=sys.stderr)
        del programs["jq -c ."]

    print("# Benchmark\n")
    print(f"{machine}, {os.cpu_count()} cores; {', '.join(v for v in versions if v)}; LC_ALL={os.environ['LC_ALL']}\n")
    print(f"Made by `make bench`: {megabytes:.1f} MB of JSON Lines, which are the articles of corpus/ over and over; "
          f"medians of {ROUNDS} rounds, the programs in turn in each.\n")

    print("| program | MB/s | seconds (least – most) | speed of quoth -j1 to this | by processor time |\n|---|---:|---:|---:|---:|")
    times = speed(programs, large)
    for name, (median, least, most, busy) in times.items():
        print(f"| `{name}` | {megabytes / median:.1f} | {median:.2f} ({least:.2f} – {most:.2f}) | "
              f"{median / times['quoth -j1'][0]:.2f} | {busy / times['quoth -j1'][3]:.2f} |")
    print(f"\nTwo threads are {times['quoth -j1'][0] / times['quoth -j2'][0]:.2f} times as fast as one. The machine's load at the "
          f"end was {os.getloadavg()[0]:.1f}: with more than 2, only ratios by processor time tell something.")

    print("\n| peak memory | MB |\n|---|---:|")
    for file in (small, large):
        peak = peak_megabytes(programs["quoth -j1"], file)
        print(f"| quoth -j1, {os.path.getsize(file) / 1e6:.0f} MB of input | {'GNU time is missing' if peak is None else f'{peak:.1f}'} |")

    print(f"\n| start to end, medians of {STARTS} | ms | ms of processor time |\n|---|---:|---:|")
    print(f"| quoth, empty input | {start_up([quoth, '-'], os.devnull)} |")
    print(f"| quoth, one article of {os.path.getsize(article) / 1e3:.1f} KB | {start_up([quoth, '-'], article)} |")
    print(f"| `true` | {start_up(['true'], os.devnull)} |")

    measured = by_perf(quoth, large, work) or by_callgrind(quoth, large, work)
    if not measured:
        print("\nNo time by stage: neither perf nor valgrind works here.")
        return
    label, shares = measured
    print(f"\nTime by module: {label}; inlined code counts for its caller.\n\n| module | share |\n|---|---:|")
    for name, share in sorted(shares.items(), key=lambda item: -item[1]):
        if share >= .0005:
            print(f"| {name} | {100 * share:.1f} % |")


if __name__ == "__main__":
    main()
