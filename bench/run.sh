#!/bin/sh
# `make bench`: makes the dumps, measures, and prints a table in Markdown. It takes two or three minutes.
#
# environment: QUOTH (the program), QUOTH_SOURCE, PYTHON3; BENCH_MB (the larger dump, default 50; the smaller one is a
# tenth of it), ROUNDS (default 5), STARTS (default 100)
# In half a minute:                    make -s bench BENCH_MB=10 ROUNDS=3 STARTS=20
# Keep the result of a quiet machine:  make -s bench >bench/RESULTS.md
set -eu
large=${BENCH_MB:-50}
small=$((large / 10))
work=bench/work
mkdir -p "$work"
for size in $small $large; do
    "$PYTHON3" "$QUOTH_SOURCE/bench/dump.py" "$QUOTH_SOURCE/corpus" "$size" >"$work/dump-$size.jsonl"
done
exec "$PYTHON3" "$QUOTH_SOURCE/bench/measure.py" "$QUOTH" "$QUOTH_SOURCE/corpus/local-flood.txt" \
    "$work/dump-$small.jsonl" "$work/dump-$large.jsonl"
