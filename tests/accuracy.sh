#!/bin/sh
# Scores quoth against gold annotations and compares with the least values in tests/thresholds.
#
# usage: accuracy.sh [NAME...]    default: corpus seed
# NAME is corpus, seed, gold-dev or gold-test (tests/gold/raw-english.jsonl, joined with the articles in ../shared), or that
# of a file in ../shared/data without ".jsonl". Rules may be tuned on gold-dev, never on gold-test.
set -eu
shared=${QUOTH_SHARED:-$QUOTH_SOURCE/../shared}
if [ ! -f "$shared/score/score.py" ]; then
    echo "SKIPPED: no accuracy was measured: there is no scorer at $shared/score/score.py (QUOTH_SHARED=DIR names another place)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

score() {
    raw=$shared/data/raw-english.jsonl
    case $1 in
    gold-dev | gold-test)
        if [ ! -f "$raw" ]; then
            printf '\n%s: SKIPPED: its articles are not in %s\n' "$1" "$raw"
            return 0
        fi
        "$PYTHON3" "$QUOTH_SOURCE/tests/tools/rawgold.py" --join "$raw" "$QUOTH_SOURCE/tests/gold/raw-english.jsonl" \
            "${1#gold-}" >"$work/$1.jsonl" ;;
    corpus) cat "$QUOTH_SOURCE"/corpus/*.gold.jsonl >"$work/$1.jsonl" ;;
    seed) cat "$shared"/seed/*.gold.jsonl >"$work/$1.jsonl" ;;
    *) cp "$shared/data/$1.jsonl" "$work/$1.jsonl" ;;
    esac
    "$QUOTH" --from jsonl "$work/$1.jsonl" >"$work/$1.records"
    printf '\n%s: at least %s\n' "$1" "$(sed -n "s/^$1[[:space:]]*//p" "$QUOTH_SOURCE/tests/thresholds" | tr '\n' ' ')"
    # shellcheck disable=SC2046 # one argument a threshold
    "$PYTHON3" "$shared/score/score.py" "$work/$1.jsonl" "$work/$1.records" \
        $(sed -n "s/^$1[[:space:]]*/--min /p" "$QUOTH_SOURCE/tests/thresholds")
}

status=0
[ $# -gt 0 ] || set -- corpus seed
for name in "$@"; do
    score "$name" || status=1
done
exit $status
