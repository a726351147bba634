"""Where quoth's time goes, by module of the source: samples of `perf`, else instructions counted by callgrind on 1 MB.

A function belongs to the module whose source file it stands in, and inlined code to its caller.
"""
import collections
import re
import subprocess

LIBRARIES = {"libpcre2": "match", "libutf8proc": "text", "libjson-c": "input", "libarchive": "input", "libz.": "input",
             "libxml2": "input"}  # whose module calls them


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


def profile(recorder, stdin, printer):
    """The lines that a profiler prints of what it recorded; None: it isn't there, or can't."""
    try:
        with open(stdin, "rb") as file:
            subprocess.run(recorder, stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return subprocess.run(printer, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        return None


def by_perf(command, file, work):
    data = f"{work}/perf.data"
    lines = profile(["perf", "record", "-q", "-e", "cpu-clock", "-F", "2000", "-o", data, *command], file,
                    ["perf", "script", "-i", data, "-F", "ip,sym,dso"])
    if lines is None:
        return None
    modules, shares = modules_of_functions(command[0]), collections.Counter()
    for line in lines:
        m = re.match(r"\s*[0-9a-f]+ (.*) \((.*)\)$", line)
        if m:
            shares[where(m[1], m[2], modules)] += 1
    total = sum(shares.values())
    return (f"{total} samples of perf (cpu-clock)", {k: v / total for k, v in shares.items()}) if total > 200 else None


def by_callgrind(command, file, work):
    part, out = f"{work}/part.jsonl", f"{work}/callgrind.out"
    with open(file, "rb") as whole, open(part, "wb") as sample:
        sample.writelines(whole.readlines(10**6))
    lines = profile(["valgrind", "-q", "--tool=callgrind", "--smc-check=all-non-file", f"--callgrind-out-file={out}", *command],
                    part, ["callgrind_annotate", "--threshold=100", out])
    if lines is None:
        return None
    modules, shares = modules_of_functions(command[0]), collections.Counter()
    for line in lines:
        m = re.match(r"\s*([\d,]+) \([\d. ]+%\)\s+(\S+?):(\S+).*?(?:\[(.*)\])?$", line)
        if m:
            module = module_of(m[2]) or where(m[3], m[4] or "???", modules)
            shares[module] += int(m[1].replace(",", ""))
    total = sum(shares.values())
    return ("instructions counted by callgrind on 1 MB, start-up included", {k: v / total for k, v in shares.items()}) if total else None


def by_stage(command, file, work):
    """Lines of Markdown; the command reads standard input, by a last argument "-"."""
    measured = by_perf(command, file, work) or by_callgrind(command, file, work)
    if not measured:
        return ["No time by stage: neither perf nor valgrind works here."]
    label, shares = measured
    return [f"Time by module: {label}; inlined code counts for its caller.", "", "| module | share |", "|---|---:|"] + [
        f"| {name} | {100 * share:.1f} % |" for name, share in sorted(shares.items(), key=lambda item: -item[1]) if share >= .0005]
