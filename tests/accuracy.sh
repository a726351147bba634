#!/bin/sh
# Measures quoth with `quoth eval` and compares with the bounds in tests/thresholds.
#
# usage: accuracy.sh [NAME...]    default: corpus corpus-de same
# NAME is corpus, corpus-de (German), seed, gold-dev, gold-test, gold-dev2, gold-test2 or gold-test3
# (tests/gold/raw-english.jsonl, joined with the articles in ../shared), or that of a file in ../shared/data without
# ".jsonl". test and test2 have been read: rules may be tuned on all parts but test3. What isn't there is skipped, and the
# status is 77 then; the corpus is in every clone.
set -eu
shared=${QUOTH_SHARED:-$QUOTH_SOURCE/../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# bounds NAME: --min and --max options out of the thresholds
bounds() {
    sed -n -e "s/^$1[[:space:]]\{1,\}\([a-z0-9.]*\)<=/--max \1=/p" -e "s/^$1[[:space:]]\{1,\}\([a-z0-9.]*=\)/--min \1/p" \
        "$QUOTH_SOURCE/tests/thresholds"
}

measure() { # NAME GOLD
    if [ ! -e "$2" ]; then
        printf '\n%s: SKIPPED: there is no %s (QUOTH_SHARED=DIR names the folder of shared data)\n' "$1" "$2"
        [ $status -ne 0 ] || status=77
        return 0
    fi
    printf '\n%s: %s\n' "$1" "$(bounds "$1" | tr '\n' ' ')"
    if [ -z "$(bounds "$1")" ]; then
        echo "tests/thresholds has no bounds for $1"
        status=1
    fi
    # shellcheck disable=SC2046 # words of their own
    "$QUOTH" eval $(bounds "$1") "$2" || status=1
}

# joined PART: the gold of our own with its texts, where they are
joined() {
    raw=$shared/data/raw-english.jsonl
    pages=$shared/data/html/true.jsonl
    if [ -f "$raw" ] && [ -f "$pages" ]; then
        "$PYTHON3" "$QUOTH_SOURCE/tests/tools/rawgold.py" --join "$raw,$pages" "$QUOTH_SOURCE/tests/gold/raw-english.jsonl" "$1" \
            >"$work/gold-$1.jsonl"
    fi
}

# same: what quoth eval finds itself, with all that --explain keeps, is what quoth prints
same() {
    cat "$QUOTH_SOURCE"/corpus/*.gold.jsonl >"$work/gold.jsonl"
    "$QUOTH" "$work/gold.jsonl" >"$work/records.jsonl"
    "$QUOTH" eval "$work/gold.jsonl" >"$work/own"
    "$QUOTH" eval "$work/gold.jsonl" "$work/records.jsonl" | cmp - "$work/own" || status=1
}

[ $# -gt 0 ] || set -- corpus corpus-de same
for name in "$@"; do
    case $name in
    corpus) measure corpus "$QUOTH_SOURCE/corpus" ;;
    corpus-de) measure corpus-de "$QUOTH_SOURCE/corpus/de" ;;
    same) same ;;
    seed) measure seed "$shared/seed/urdupoint-2021-05-20.gold.jsonl" ;;
    gold-*)
        joined "${name#gold-}"
        measure "$name" "$work/$name.jsonl"
        ;;
    *) measure "$name" "$shared/data/$name.jsonl" ;;
    esac
done
exit $status
