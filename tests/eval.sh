#!/bin/sh
# quoth eval gives the figures of score.py, the project's measure, on all gold files.
set -eu
shared=${QUOTH_SHARED:-$QUOTH_SOURCE/../shared}
if [ ! -f "$shared/score/score.py" ]; then
    echo "SKIPPED: quoth eval was not compared with score.py: there is none at $shared/score (QUOTH_SHARED=DIR names another place)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat "$QUOTH_SOURCE"/corpus/*.gold.jsonl >"$work/corpus.jsonl"
exec "$PYTHON3" "$QUOTH_SOURCE/tests/eval_same.py" "$shared/score/score.py" "$QUOTH" "$work/corpus.jsonl" \
    "$shared"/seed/*.gold.jsonl "$shared"/data/*-train.jsonl
