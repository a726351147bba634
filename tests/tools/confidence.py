#!/usr/bin/env python3
"""Count how often records are right, for rules/LANG/confidence.tsv.

  confidence.py SCORE.PY QUOTH GOLD.jsonl... > rules/en/confidence.tsv

Runs quoth over each gold file and pairs its records with the gold as SCORE.PY does. A record is right when extent,
speaker and name are (the name only where the gold gives names). Printed are, for each key, the number of records
that count and of those that are right: "all"; ATTACHED+TYPE; RULE+TYPE; RULE+TYPE+RESOLVED. src/confidence.c smooths
each key towards the one before it. Silent records (no speaker told where there is one) count as wrong.
"""
import collections
import importlib.util
import subprocess
import sys
import tempfile


def load(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def count(score, quoth, gold, counts):
    documents = {r["id"]: score.Document(r, gold) for _, r in score.json_lines(gold)}
    out = subprocess.run([quoth, "--from", "jsonl", gold], stdout=subprocess.PIPE, check=False)
    if out.returncode not in (0, 1):
        sys.exit(f"confidence.py: {quoth} failed on {gold}")
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(out.stdout)
        file.flush()
        records = score.read_predictions(file.name, documents)
    for key, document in documents.items():
        tally = score.Tally()
        score.score_document(document, records.get(key, []), [tally], [])
        sure = iter(tally.sure)
        for record in records.get(key, []):
            if not record.get("counts"):
                continue
            right = not record["silent"] and next(sure)[1]
            resolved = record["resolved"] or "none"
            for name in ("all", f"{record['attached']}+{record['type']}", f"{record['rule']}+{record['type']}",
                         f"{record['rule']}+{record['type']}+{resolved}"):
                counts[name][0] += 1
                counts[name][1] += right


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    score = load(sys.argv[1])
    counts = collections.defaultdict(lambda: [0, 0])
    for gold in sys.argv[3:]:
        count(score, sys.argv[2], gold, counts)
    print("# How often records were right in extent, speaker and name: KEY, records, right. Written by")
    print("# `make confidence` from:", ", ".join(sorted(g.rpartition("/")[2] for g in sys.argv[3:])))
    for name, (records, right) in sorted(counts.items()):
        print(f"{name}\t{records}\t{right}")


if __name__ == "__main__":
    main()
