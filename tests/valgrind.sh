#!/bin/sh
# `make valgrind`: no invalid access, no use of what was never set, no leak, on the corpus and, when ../shared is there,
# on its news but PolNeAR, which is most of it and the most alike.
set -eu
shared=${QUOTH_SHARED:-$QUOTH_SOURCE/../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

check() { # ARGUMENT...
    errors=$(mktemp -p "$work")
    valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect \
        --smc-check=all-non-file --suppressions="$QUOTH_SOURCE/tests/valgrind.supp" "$QUOTH" "$@" >/dev/null 2>"$errors" || [ $? -lt 2 ] || {
        head -n 60 "$errors"
        exit 1
    }
}

check --all --context=paragraph "$QUOTH_SOURCE"/corpus/*.txt
for form in csv tsv brat text; do
    check --to="$form" --speaker="[a-m]" --limit=20 "$QUOTH_SOURCE"/corpus/local-flood.txt
done
check --documents --quote=not --since=2000 "$QUOTH_SOURCE"/corpus/*.txt
check --explain "$QUOTH_SOURCE"/corpus/*.txt "$QUOTH_SOURCE"/corpus/de/*.txt
check rules lint
checks=
for news in "$shared"/data/raw-english.jsonl "$shared"/data/german-train.jsonl "$shared"/data/world-train.jsonl; do
    [ -f "$news" ] || continue
    check --all --from=jsonl "$news" & # valgrind runs one thread at a time
    checks="$checks $!"
done
for one in $checks; do
    wait "$one"
done
echo "valgrind: nothing found"
