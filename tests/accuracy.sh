#!/bin/sh
# Scores quoth against gold annotations and compares with the least values in tests/thresholds.
#
# usage: accuracy.sh [NAME...]    default: corpus seed
# NAME is corpus, seed, or that of a file in ../shared/data without ".jsonl".
set -eu
shared=${QUOTH_SHARED:-$QUOTH_SOURCE/../shared}
if [ ! -f "$shared/score/score.py" ]; then
    echo "SKIPPED: no accuracy was measured: there is no scorer at $shared/score/score.py (QUOTH_SHARED=DIR names another place)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

score() {
    case $1 in
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
