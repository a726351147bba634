#!/bin/sh
# `make bench`: makes the dumps, measures, and prints tables in Markdown. It takes some minutes.
#
# environment: QUOTH (the program), QUOTH_SOURCE, PYTHON3; BENCH_MB (the dump's size, default 50), BENCH_GB (one more dump, of so
# many GB, on which memory is measured; default none), ROUNDS (default 5), STARTS (default 100)
# In half a minute:                    make -s bench BENCH_MB=10 ROUNDS=3 STARTS=20
# Keep the result of a quiet machine:  make -s bench BENCH_GB=1 >bench/RESULTS.md
set -eu
mkdir -p bench/work
exec "$PYTHON3" "$QUOTH_SOURCE/bench/measure.py" "$QUOTH" "$QUOTH_SOURCE" bench/work
