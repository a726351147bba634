#!/bin/sh
# `make bench`: makes the dump when it isn't there, measures, and prints a table in Markdown.
#
# environment: QUOTH (the program), QUOTH_SOURCE, PYTHON3; ROUNDS (default 5)
# Keep the result of a quiet machine:  make -s bench >bench/RESULTS.md
set -eu
work=bench/work
mkdir -p "$work"
for size in 5 50; do
    "$PYTHON3" "$QUOTH_SOURCE/bench/dump.py" "$QUOTH_SOURCE/corpus" $size >"$work/dump-$size.jsonl"
done
exec "$PYTHON3" "$QUOTH_SOURCE/bench/measure.py" "$QUOTH" "$QUOTH_SOURCE/corpus/local-flood.txt" \
    "$work/dump-5.jsonl" "$work/dump-50.jsonl"
