#!/usr/bin/env python3
"""Train the weights of rules/LANG/confidence.tsv, or check that quoth and this file see the same evidence.

  confidence.py train PENALTY NAME_PENALTY SHARE SCORE.PY QUOTH [--without=FEATURE] NAME=WEIGHT=GOLD.jsonl... > rules/en/confidence.tsv
  confidence.py check WEIGHTS.tsv QUOTH DOCUMENTS.jsonl

train: runs quoth over the gold and pairs its records with it as SCORE.PY does. A record is right when extent, speaker
and name are (the name only where the gold has names); a record without the speaker that the gold has is wrong. Two
logistic regressions over named features (src/evidence.h), with a penalty on large weights, are fitted by Newton's
method, one feature after another: for extent and speaker on all gold (PENALTY), for the name on gold that has names
(NAME_PENALTY); the confidence is their product. A wrong name is SHARE of a wrong record: all of it where gold has names, nothing elsewhere,
and confidence is to hold on both. WEIGHT is how much a record of that gold counts. --without leaves features out that
begin with FEATURE: what tells much in one language may be noise in another. Tells on stderr what holds on
outlets that were left out of all gold (cross-validation by publisher; of gold of few outlets its articles are left out). Same gold, same records: same file.

check: the confidence that quoth prints is the one that the weights give here, for each record.
"""
import collections
import importlib.util
import json
import math
import re
import subprocess
import sys
import tempfile

FOLDS = 8
FEWEST = 8  # records that a feature needs
OF_NAMES = ("all", "attached=", "kind=", "mention", "name", "near-same", "resolved=", "speaker-before", "speakers", "type=")


def load(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(quoth, documents):
    out = subprocess.run([quoth, "--min-confidence", "0", "--from", "jsonl", documents], stdout=subprocess.PIPE, check=False)
    if out.returncode not in (0, 1):
        sys.exit(f"confidence.py: {quoth} failed on {documents}")
    return out.stdout


# -- evidence: the twin of src/evidence.c -----------------------------------------------------------

def bucket(n, limits):
    return next((str(limit) for limit in limits if n <= limit), "more")


def words(text):
    return text.count(" ") + 1


def case(text):
    return "upper" if "A" <= text[:1] <= "Z" else "lower" if "a" <= text[:1] <= "z" else "other"


def sign(text):
    return "end" if not text else text if text in ".,;:?!)(\"'-" else "space" if text in " \n" else "x"


def gap(a, b):
    return max(0, b[0] - a[1], a[0] - b[1])


def plain(text, longest=12):
    """In small letters, with single spaces; only ASCII is looked at, as quoth does."""
    text = re.sub("[ \n\t\r]+", " ", text).strip(" ")
    text = "".join(c.lower() if "A" <= c <= "Z" else c for c in text)
    return "-" if not text else text if len(text.encode()) <= longest else "long"


def evidence(records, number, text):
    record = records[number]
    kind, spans, speakers = record["type"], record["quote_spans"], record["speakers"]
    speaker = speakers[0] if speakers else None
    resolved = speaker["resolved"] if speaker else "none"
    rule = "rule=" + record["rule"]
    out = ["all", "type=" + kind, f"attached={record['attached']}+{kind}", rule, f"{rule}+{kind}", f"{rule}+{resolved}",
           "resolved=" + resolved, f"resolved={resolved}+{kind}"]
    if record["mode"] != "speech":
        out.append(f"mode={record['mode']}+{kind}")
    out += [name for name in ("within", "addressee", "via") if record[name]]
    if record["paragraph"] == 1:
        out.append("first-paragraph")
    if record["cue_spans"]:
        cue, at = "cue=" + plain(record["cue"], 24), record["cue_spans"][0]
        out += [cue, f"{cue}+{kind}"]
        out.append(f"cue-gap={bucket(min(gap(at, span) for span in spans), [2, 7, 25, 80])}+{kind}")
        if len(record["cue_spans"]) > 1:
            out.append("cue-parts+" + kind)
        place = "before" if at[0] < spans[0][0] else "behind" if at[0] >= spans[-1][1] else "inside"
        out.append(f"cue-place={place}+{kind}")
        if at[1] <= spans[0][0]:
            out.append(f"to-quote={plain(text[at[1]:spans[0][0]])}+{kind}")
        elif place == "behind":
            out.append(f"from-quote={plain(text[spans[-1][1]:at[0]])}+{kind}")
        if speaker:
            side = "before" if speaker["span"][0] < at[0] else "behind"
            out.append(f"speaker-gap={bucket(gap(at, speaker['span']), [2, 7, 25, 80])}+{side}")
            out.append("to-cue=" + plain(text[speaker["span"][1]:at[0]]) if side == "before" else
                       "from-cue=" + plain(text[at[1]:speaker["span"][0]]))
    if speaker:
        span = speaker["span"] or [len(text)] * 2  # somebody whom only the title names stands behind all
        begin, here = span[0], record["sentence"]
        out.append(f"sentence-of-speaker={'before' if begin < here[0] else 'inside' if begin < here[1] else 'behind'}+{kind}")
        first_word = re.match("[^ \n\t\r]*", text[slice(*span)])
        count = [bucket(words(speaker[key]) if speaker[key] else 0, [0, 1, 2, 3, 5, 8]) for key in ("mention", "name")]
        out += ["kind=" + speaker["kind"], "mention-words=" + count[0], "name-words=" + count[1],
                "mention=" + case(speaker["mention"] or ""), "mention-is=" + plain(text[slice(*span)]),
                f"mention-first={plain(first_word.group())}+{kind}"]
        before = re.search("[^ \n\t\r]*$", text[record["sentence"][0]:span[0]].rstrip(" \n\t\r"))
        out.append("before-speaker=" + plain(before.group()))
        if len(speakers) > 1:
            out.append("speakers")
        if speaker["name_span"]:
            back = span[0] - speaker["name_span"][0]
            out.append(f"name=behind+{resolved}" if back < 0 else
                       f"name-back={bucket(back, [30, 300, 1000, 3000])}+{resolved}")
    end = spans[-1][1]
    out += [f"words={bucket(words(record['quote']), [2, 4, 7, 12, 20, 35])}+{kind}", f"first={case(text[spans[0][0]:])}+{kind}"]
    if len(spans) > 1:
        out.append("parts+" + kind)
    if kind == "direct":
        out.append("last=" + sign(text[end - 1]))
    else:
        out += [f"after={sign(text[end:end + 1])}+{kind}",
                ("at-end+" if end + 2 >= record["sentence"][1] else "before-end+") + kind]
        if ", " in record["quote"]:
            out.append("comma+" + kind)
    here = record["sentence"]
    begins = "quote" if spans[0][0] <= here[0] + 1 else "speaker" if speaker and speaker["span"] and speaker["span"][0] <= here[0] + 1 else "other"
    length = len(re.findall("[^ \n\t\r]+", text[slice(*here)]))
    out += [f"sentence-words={bucket(length, [8, 15, 22, 30, 40])}+{kind}", f"sentence-begins={begins}+{kind}"]
    others = records[max(0, number - 6):number] + records[number + 1:number + 7]
    near = sum(1 for r in others if not r["within"] and r["sentence"][0] < here[1] and here[0] < r["sentence"][1])
    same = sum(1 for r in others if r["speaker"] == record["speaker"])
    before = "none" if not number else "same" if records[number - 1]["speaker"] == record["speaker"] else "other"
    return out + [f"near={near if near < 3 else 'more'}+{kind}", f"near-same-speaker={same if same < 3 else 'more'}",
                  "speaker-before=" + before]


def read_documents(path):
    with open(path, encoding="utf-8") as stream:
        return {row["id"]: row for row in map(json.loads, stream)}


def read_records(output):
    records = collections.defaultdict(list)
    for line in output.decode().splitlines():
        record = json.loads(line)
        if "quote_spans" in record:
            records[record["doc"]].append(record)
    return records


# -- training ---------------------------------------------------------------------------------------

# has_names: of its gold; right: extent and speaker; all_right: and the name, where the gold has one
Row = collections.namedtuple("Row", "features right all_right has_names weight gold outlet silent")


def examples(score, quoth, name, weight, gold):
    documents = {r["id"]: score.Document(r, gold) for _, r in score.json_lines(gold)}
    rows, output = read_documents(gold), run(quoth, gold)
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(output)
        file.flush()
        predictions = score.read_predictions(file.name, documents)
    records, out = read_records(output), []
    outlets = {key: row.get("publisher") or key.split("-")[0] for key, row in rows.items()}
    if len(set(outlets.values())) < FOLDS:  # one outlet can't be left out: its documents are
        outlets = {key: key for key in rows}
    for key, document in documents.items():
        tally = score.Tally()
        score.score_document(document, predictions.get(key, []), [tally], [])
        sure = iter(tally.sure)
        numbers = {record["id"]: number for number, record in enumerate(records[key])}
        for prediction in predictions.get(key, []):
            if not prediction.get("counts"):
                continue
            outcome = not prediction["silent"] and bool(next(sure)[1])
            number = numbers[prediction["id"]]
            has_names = any("speaker" in a for a in rows[key]["attributions"])
            out.append(Row(evidence(records[key], number, rows[key]["text"]), prediction["right"], outcome, has_names, weight,
                           name, outlets[key], prediction["silent"]))
    return out


def fit(examples, penalty, fewest=FEWEST):
    """The weights of features, from examples (features, share right, how much it counts)."""
    columns = collections.defaultdict(list)
    for i, example in enumerate(examples):
        for feature in example[0]:
            columns[feature].append(i)
    columns = {f: c for f, c in columns.items() if len(c) >= fewest}
    weights, sums = dict.fromkeys(columns, 0.0), [0.0] * len(examples)
    order = sorted(columns, key=lambda f: (-len(columns[f]), f))
    for _ in range(12):
        largest = 0.0
        for feature in order:
            slope = curve = 0.0
            for i in columns[feature]:
                p = 1 / (1 + math.exp(-sums[i]))
                slope += examples[i][2] * (examples[i][1] - p)
                curve += examples[i][2] * p * (1 - p)
            pull = 0.01 if feature == "all" else penalty
            step = max(-1.0, min(1.0, (slope - pull * weights[feature]) / (curve + pull)))
            if abs(step) < 0.001:
                continue
            largest = max(largest, abs(step))
            weights[feature] += step
            for i in columns[feature]:
                sums[i] += step
        if largest < 0.01:
            break
    return weights


def of_names(features):
    return [f for f in features if f.startswith(OF_NAMES) and not f.endswith(("+direct", "+mixed", "+indirect"))]


def fit_both(rows, penalties, share):
    named = [(of_names(row.features), 1 if row.all_right else 1 - share, 1) for row in rows if row.has_names and row.right]
    extent = fit([(row.features, row.right, row.weight) for row in rows], penalties[0])
    return extent, fit(named, penalties[1], 5) if named else {}


def confidence(weights, features):
    out = 1.0
    for table in weights:
        if table:
            out /= 1 + math.exp(-sum(table.get(f, 0) for f in features))
    return out


def figures(pairs):
    n = len(pairs)
    mean = sum(right for _, right in pairs) / n
    base = sum((mean - right) ** 2 for _, right in pairs)
    half = sorted(pairs, key=lambda pair: -pair[0])[:(n + 1) // 2]
    bins = collections.defaultdict(float)
    for sure, right in pairs:
        bins[min(9, int(sure * 10))] += sure - right
    return (f"{n} records, {mean:.3f} right: brier skill {1 - sum((s - r) ** 2 for s, r in pairs) / base:.3f}, surest half "
            f"{sum(r for _, r in half) / len(half):.3f}, calibration error {sum(map(abs, bins.values())) / n:.3f}")


def cross_validate(rows, penalties, share):
    sizes = collections.Counter(row.outlet for row in rows)
    fold, load_of = {}, [0] * FOLDS
    for outlet, n in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[outlet] = load_of.index(min(load_of))
        load_of[fold[outlet]] += n
    pairs = collections.defaultdict(list)
    for k in range(FOLDS):
        weights = fit_both([row for row in rows if fold[row.outlet] != k], penalties, share)
        for row in rows:
            if fold[row.outlet] == k and not row.silent:
                pairs[row.gold].append((round(confidence(weights, row.features), 2), row.all_right))
    for name, found in pairs.items():
        print(f"left out, {name}: {figures(found)}", file=sys.stderr)


def train(penalties, share, score, quoth, sources):
    rows, names = [], []
    without = tuple(source.split("=", 1)[1] for source in sources if source.startswith("--without="))
    for source in sources:
        if source.startswith("--"):
            continue
        name, weight, gold = source.split("=", 2)
        rows += examples(score, quoth, name, float(weight), gold)
        names.append(f"{name} (weight {weight})")
    rows = [row._replace(features=[f for f in row.features if not f.startswith(without)]) for row in rows] if without else rows
    cross_validate(rows, penalties, share)
    weights = fit_both(rows, penalties, share)
    print("# What speaks for a record being right: FEATURE, weight in thousandths for extent and speaker, for the name.")
    print("# Written by `make confidence` from:", ", ".join(names))
    for feature in sorted({*weights[0], *weights[1]}):
        extent, name = (round(1000 * table.get(feature, 0)) for table in weights)
        if extent or name:
            print(f"{feature}\t{extent}" + (f"\t{name}" if name else ""))


def check(table, quoth, documents):
    with open(table, encoding="utf-8") as stream:
        lines = [line.rstrip("\n").split("\t") for line in stream if not line.startswith("#")]
    weights = [{line[0]: int(line[column]) / 1000 for line in lines if len(line) > column} for column in (1, 2)]
    rows, wrong, n = read_documents(documents), 0, 0
    for key, records in read_records(run(quoth, documents)).items():
        for number, record in enumerate(records):
            wanted = confidence(weights, evidence(records, number, rows[key]["text"]))
            n += 1
            if abs(record["confidence"] - wanted) > 0.0051:
                wrong += 1
                print(f"{record['id']}: confidence {record['confidence']}, wanted {wanted:.4f}", file=sys.stderr)
    print(f"{n} records, {wrong} with another confidence")
    return wrong > 0 or n == 0


def main():
    if len(sys.argv) >= 8 and sys.argv[1] == "train":
        penalties = float(sys.argv[2]), float(sys.argv[3])
        train(penalties, float(sys.argv[4]), load(sys.argv[5]), sys.argv[6], sys.argv[7:])
    elif len(sys.argv) == 5 and sys.argv[1] == "check":
        sys.exit(check(*sys.argv[2:]))
    else:
        sys.exit(__doc__)


main()
