#!/bin/sh
# `make valgrind`: no invalid access, no use of what was never set, no leak, on the corpus and, when ../shared is there,
# on a part of the gold data.
set -eu
shared=${QUOTH_SHARED:-$QUOTH_SOURCE/../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

check() {
    valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect \
        --smc-check=all-non-file "$QUOTH" "$@" >/dev/null || [ $? -lt 2 ]
}

for article in "$QUOTH_SOURCE"/corpus/*.txt; do
    check "$article"
done
check rules lint
for gold in "$shared"/data/*.jsonl; do
    [ -f "$gold" ] || continue
    head -n 40 "$gold" >"$work/part.jsonl"
    check --from jsonl "$work/part.jsonl"
done
echo "valgrind: nothing found"
