#!/usr/bin/env python3
"""quoth eval measures what score.py measures: compares all their figures.

  eval_same.py SCORE.PY QUOTH GOLD.jsonl...

For each gold file quoth's records are measured by both, as a whole and broken down; printed tables must be the same
letter by letter, JSON figures up to 1e-12 (sums of newer Pythons differ in the last bit).
"""
import json
import subprocess
import sys
import tempfile


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        sys.exit(f"eval_same.py: {' '.join(command)}: {done.stderr}")
    return done.stdout


def same(a, b):
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= 1e-12
    return a == b


def differences(a, b, path=""):
    if isinstance(a, dict) and isinstance(b, dict):
        return [d for k in {**a, **b} for d in differences(a.get(k), b.get(k), f"{path}.{k}")]
    return [] if same(a, b) else [f"{path[1:]}: score.py {a}, quoth eval {b}"]


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    score, quoth, faults = [sys.executable, sys.argv[1]], sys.argv[2], []
    for gold in sys.argv[3:]:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as records:
            records.write(run(quoth, "--from", "jsonl", gold))
            records.flush()
            for by in ("publisher", "rule"):
                wanted = json.loads(run(*score, gold, records.name, "--json", "--by", by))
                if "None" in wanted["by"]:
                    wanted["by"]["-"] = wanted["by"].pop("None")
                for source in ([records.name], []) if by == "rule" else ([records.name],):
                    got = json.loads(run(quoth, "eval", "--json", "--by", by, gold, *source))
                    faults += [f"{gold} by {by}, {source or 'without records'}: {d}" for d in differences(wanted, got)]
            tables = run(*score, gold, records.name), run(quoth, "eval", gold, records.name)
            if tables[0] != tables[1]:
                faults.append(f"{gold}: the tables differ:\n{tables[0]}\n{tables[1]}")
    print("\n".join(faults[:20]) or f"the same on {len(sys.argv) - 3} gold files")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
