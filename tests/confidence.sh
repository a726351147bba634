#!/bin/sh
# The confidence that quoth prints is the one that the weights of its language give, computed a second time in Python
# from the record and the text alone.
set -u
command -v "${PYTHON3:-python3}" >/dev/null || {
    echo "SKIPPED: no python3: confidence was not computed a second time"
    exit 77
}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cat "$QUOTH_SOURCE"/corpus/*.gold.jsonl >"$work/documents.jsonl"
"${PYTHON3:-python3}" "$QUOTH_SOURCE/tests/tools/confidence.py" check "$QUOTH_SOURCE/rules/en/confidence.tsv" "$QUOTH" "$work/documents.jsonl"
