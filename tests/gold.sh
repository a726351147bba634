#!/bin/sh
# The gold on articles that aren't stored here: no text of theirs may slip in, and it may be joined with the right text only.
set -eu
tool=$QUOTH_SOURCE/tests/tools/rawgold.py
stored=$QUOTH_SOURCE/tests/gold/raw-english.jsonl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$PYTHON3" - "$stored" <<'END'
import json
import sys

document = {"id", "part", "length", "crc32", "attributions"}
attribution = {"type", "content", "cue", "source", "speaker", "kind", "how", "reported"}
seen = set()
for line in open(sys.argv[1], encoding="utf-8"):
    gold = json.loads(line)
    assert set(gold) == document, gold["id"]
    assert gold["id"] not in seen, gold["id"]
    seen.add(gold["id"])
    for a in gold["attributions"]:
        assert set(a) <= attribution, (gold["id"], a)
        for key in ("content", "cue", "source"):
            assert all(0 <= b < e <= gold["length"] for b, e in a[key]), (gold["id"], a)
        assert all(len(name) <= 90 for name in a["speaker"]), (gold["id"], a)
END

cat >"$work/a.jsonl" <<'END'
{"id":"a","lang":"en","publisher":"P","text":"Ann Ek said: “It rains.”","attributions":[{"type":"direct","content":[[14,23]],"cue":[[7,11]],"source":[[0,6]],"speaker":["Ann Ek"],"kind":"person","how":"name","speaker_role":"mayor"}]}
END
"$PYTHON3" "$tool" --strip dev "$work/a.jsonl" >"$work/stripped.jsonl"
if grep -q -e rains -e mayor -e said "$work/stripped.jsonl"; then
    echo "words of the article were kept"
    exit 1
fi
"$PYTHON3" "$tool" --join "$work/a.jsonl" "$work/stripped.jsonl" dev | grep -q '"text": "Ann Ek said: “It rains.”"'
test -z "$("$PYTHON3" "$tool" --join "$work/a.jsonl" "$work/stripped.jsonl" test)"
sed 's/It rains/It hails/' "$work/a.jsonl" >"$work/other.jsonl"
if "$PYTHON3" "$tool" --join "$work/other.jsonl" "$work/stripped.jsonl" 2>"$work/error"; then
    echo "joined with another text"
    exit 1
fi
grep -q 'not the text that was annotated' "$work/error"
