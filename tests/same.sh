#!/bin/sh
# The same bytes come out however many workers there are, and with SSE2 as without.
#
# QUOTH_MORE: a folder of further files to try it on (what fuzzers have found).
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# same WHAT PROGRAM ARGUMENT...
same() {
    what=$1
    shift
    "$@" --stats --all --with-text $inputs >"$work/got" 2>"$work/got-errors"
    echo $? >>"$work/got"
    for part in got got-errors; do
        sed 's/,"seconds":[0-9.]*//' "$work/$part" >"$work/$part-bare"
        cmp -s "$work/wanted-$part" "$work/$part-bare" || {
            echo "failed: $what: $inputs"
            diff "$work/wanted-$part" "$work/$part-bare" | cut -c 1-300 | head -n 4
            failures=$((failures + 1))
        }
    done
}

for inputs in "$QUOTH_SOURCE/corpus" "$QUOTH_SOURCE/tests/html" "$QUOTH_SOURCE/tests/fuzz/seeds" "${QUOTH_MORE:-$QUOTH_SOURCE/doc}"; do
    for lang in en de; do
        "$QUOTH" -j1 --lang=$lang --stats --all --with-text $inputs >"$work/got" 2>"$work/got-errors"
        echo $? >>"$work/got"
        for part in got got-errors; do
            sed 's/,"seconds":[0-9.]*//' "$work/$part" >"$work/wanted-$part"
        done
        case $inputs in
        */corpus) grep -q '"records":[1-9]' "$work/wanted-got-errors" || {
            echo "failed: no records to compare in $inputs"
            failures=$((failures + 1))
        } ;;
        esac
        same "four workers" "$QUOTH" -j4 --lang=$lang
        same "without SSE2" tests/quoth_scalar -j1 --lang=$lang
    done
done
[ $failures -eq 0 ]
