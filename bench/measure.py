#!/usr/bin/env python3
"""Measure quoth beside jq, wc, zcat and compromise, and print tables in Markdown.

  measure.py QUOTH SOURCE WORK

The dumps are made in WORK by dump.py and web.py. ROUNDS (default 5) rounds, the programs in turn in each of them, so that a busy
moment of the machine meets all; medians of wall-clock and processor time. Memory: peak resident size, by GNU time.
Start-up: medians of STARTS (default 100) runs, `true` beside them to show what starting any process costs here. Time by stage:
stages.py. BENCH_MB: the dump's size (default 50). BENCH_GB: a further dump for memory alone, in gigabytes (default none).
"""
import collections
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

from stages import by_stage

ROUNDS = int(os.environ.get("ROUNDS", "5"))
STARTS = int(os.environ.get("STARTS", "100"))
BENCH_MB = float(os.environ.get("BENCH_MB", "50"))
BENCH_GB = float(os.environ.get("BENCH_GB", "0"))
COMPROMISE_MB, COMPROMISE = 0.3, "compromise@14"
os.environ["LC_ALL"] = "C.UTF-8"


def skip(what):
    print(f"SKIPPED: {what}")
    print(f"SKIPPED: {what}", file=sys.stderr)


def make(command, file):
    with open(file, "wb") as out:
        subprocess.run([sys.executable, *map(str, command)], stdout=out, stderr=subprocess.DEVNULL, check=True)
    return file


def one_thread(quoth):
    return [quoth, "-j1", "--from", "jsonl", "-"]


def first_line(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return None


# -- speed -----------------------------------------------------------------------------


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


def print_speed(programs, file, megabytes):
    """A table; the first program is the one that the others are compared with. Returns the times."""
    times, first = speed(programs, file), next(iter(programs))
    print(f"| program | MB/s | seconds (least – most) | speed of {first} to this | by processor time |\n|---|---:|---:|---:|---:|")
    for name, (median, least, most, busy) in times.items():
        print(f"| `{name.replace('|', chr(92) + '|')}` | {megabytes / median:.1f} | {median:.2f} ({least:.2f} – {most:.2f}) | "
              f"{median / times[first][0]:.2f} | {busy / times[first][3]:.2f} |")
    return times


def measure_lines(quoth, large):
    megabytes = os.path.getsize(large) / 1e6
    print(f"{megabytes:.1f} MB of JSON Lines, which are the articles of corpus/ over and over:\n")
    programs = {"quoth -j1": one_thread(quoth), "quoth -j2": [quoth, "-j2", "--from", "jsonl", "-"],
                "jq -c .": ["jq", "-c", "."], "wc -w": ["wc", "-w"]}
    if not shutil.which("jq"):
        skip("jq isn't there, so quoth isn't measured beside it\n")
        del programs["jq -c ."]
    times = print_speed(programs, large, megabytes)
    print(f"\nTwo threads are {times['quoth -j1'][0] / times['quoth -j2'][0]:.2f} times as fast as one.\n")
    return megabytes / times["quoth -j1"][0], megabytes / times["quoth -j1"][3]


def measure_web(quoth, source, work):
    """Pages with the weight of real ones; and bare ones, where little is left out."""
    for what, more in (("with an article of corpus/ in each, and the scripts, links and boxes of real pages", []),
                       ("as they stand", ["--bare"])):
        file = make([f"{source}/bench/web.py", f"{source}/tests/html", f"{source}/corpus", BENCH_MB, *more], f"{work}/web.warc.gz")
        unpacked = int(subprocess.run("zcat | wc -c", shell=True, stdin=open(file, "rb"), capture_output=True, check=True).stdout) / 1e6
        print(f"{unpacked:.1f} MB, unpacked, of a gzipped WARC of pages in the layouts of tests/html/, {what}:\n")
        print_speed({"quoth -j1": [quoth, "-j1", "--from", "warc", "-"], "zcat | wc -w": ["sh", "-c", "zcat | wc -w"]},
                    file, unpacked)
        print()


def measure_compromise(source, work, quoth_speed):
    """Beside the sentence-level quotations of an English library in JavaScript, on fewer of the same articles."""
    if not shutil.which("node") or not shutil.which("npm"):
        skip("node or npm isn't there, so quoth isn't measured beside compromise\n")
        return
    file, folder = make([f"{source}/bench/dump.py", f"{source}/corpus", COMPROMISE_MB], f"{work}/compromise.jsonl"), f"{work}/npm"
    os.makedirs(folder, exist_ok=True)
    install = ["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--silent", COMPROMISE]
    if not os.path.isdir(f"{folder}/node_modules/compromise") and subprocess.run(install, check=False).returncode != 0:
        skip("npm can't install compromise, so quoth isn't measured beside it\n")
        return
    done = subprocess.run(["node", f"{source}/bench/compromise.mjs", os.path.abspath(folder), file], capture_output=True, text=True,
                          check=True)
    told = json.loads(done.stdout)
    by_clock, busy = (told["bytes"] / 1e6 / told[name] for name in ("seconds", "processor"))
    print(f"compromise {told['version']} on node {told['node']}, `.quotations()` on {told['bytes'] / 1e6:.1f} MB of the same "
          f"articles: {by_clock:.3f} MB/s, {busy:.3f} by processor time. quoth -j1 is {quoth_speed[0] / by_clock:.0f} times as fast, "
          f"{quoth_speed[1] / busy:.0f} times by processor time.\n")


# -- memory and start ------------------------------------------------------------------


def peak_megabytes(command, file):
    """By GNU time, as what wait4() tells of a child counts Python's own pages before exec."""
    with open(file, "rb") as stdin:
        done = subprocess.run(["time", "-f", "%M", *command], stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              text=True, check=False)
    return int(done.stderr.split()[-1]) / 1024


def measure_memory(quoth, files):
    print("| peak memory of quoth -j1 | MB |\n|---|---:|")
    if not shutil.which("time"):
        skip("GNU time isn't there, so memory isn't measured\n")
        return
    peaks = [peak_megabytes(one_thread(quoth), file) for file in files]
    for file, peak in zip(files, peaks):
        print(f"| {os.path.getsize(file) / 1e6:.0f} MB of input | {peak:.1f} |")
    print(f"\nThe largest input takes {peaks[-1] / peaks[0]:.2f} times the memory of the smallest.\n")


def measure_start(quoth, article):
    def start_up(command, file):
        times = [seconds(command, file) for _ in range(STARTS)]
        return " | ".join(f"{statistics.median(t) * 1000:.1f}" for t in zip(*times))

    print(f"| start to end, medians of {STARTS} | ms | ms of processor time |\n|---|---:|---:|")
    print(f"| quoth, empty input | {start_up([quoth, '-'], os.devnull)} |")
    print(f"| quoth, one article of {os.path.getsize(article) / 1e3:.1f} KB | {start_up([quoth, '-'], article)} |")
    print(f"| `true` | {start_up(['true'], os.devnull)} |\n")


def main():
    quoth, source, work = sys.argv[1:]
    dumps = {megabytes: make([f"{source}/bench/dump.py", f"{source}/corpus", megabytes], f"{work}/dump-{megabytes:.0f}.jsonl")
             for megabytes in [10, BENCH_MB] + [1000 * BENCH_GB] * (BENCH_GB > 0)}
    machine = "unknown"
    with open("/proc/cpuinfo", encoding="utf-8") as cpuinfo:
        machine = next((line.split(":")[1].strip() for line in cpuinfo if line.startswith("model name")), machine)
    versions = [" ".join(subprocess.run([quoth, "--version"], capture_output=True, text=True, check=True).stdout.split()[:4]),
                first_line("jq", "--version"), first_line("wc", "--version"), first_line("zcat", "--version")]

    print("# Benchmark\n")
    print(f"Made by `make bench`: {machine}, {os.cpu_count()} cores; {', '.join(v for v in versions if v)}; "
          f"LC_ALL={os.environ['LC_ALL']}. Medians of {ROUNDS} rounds, the programs in turn in each.\n")
    quoth_speed = measure_lines(quoth, dumps[BENCH_MB])
    measure_web(quoth, source, work)
    measure_compromise(source, work, quoth_speed)
    print(f"The machine's load at the end was {os.getloadavg()[0]:.1f}: with more than 2, only ratios by processor time tell "
          "something.\n")
    measure_memory(quoth, list(dumps.values()))
    measure_start(quoth, f"{source}/corpus/local-flood.txt")
    print("What a rule costs, as their number grows (bench/rules_cost.py):\n", flush=True)
    few = make([f"{source}/bench/dump.py", f"{source}/corpus", min(BENCH_MB, 20)], f"{work}/rules.jsonl")
    subprocess.run([sys.executable, f"{source}/bench/rules_cost.py", quoth, source, few], check=True)
    print()
    print("\n".join(by_stage(one_thread(quoth), dumps[BENCH_MB], work)))


if __name__ == "__main__":
    main()
