#!/bin/sh
# `make valgrind`: no invalid access, no use of what was never set, no leak, on the corpus and, when ../shared is there,
# on its news but PolNeAR, which is most of it and the most alike. Reading rules would take two minutes more; it is what the tests do
# under the sanitizers.
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

# valgrind runs one thread at a time
checks=
start() {
    check "$@" &
    checks="$checks $!"
}

start --all --context=paragraph "$QUOTH_SOURCE"/corpus/*.txt
start --explain "$QUOTH_SOURCE"/corpus/*.txt "$QUOTH_SOURCE"/corpus/de/*.txt
for news in "$shared"/data/raw-english.jsonl "$shared"/data/german-train.jsonl "$shared"/data/world-train.jsonl; do
    [ -f "$news" ] || continue
    start --all --from=jsonl "$news"
done
for form in csv tsv brat text; do
    check --to="$form" --speaker="[a-m]" --limit=20 "$QUOTH_SOURCE"/corpus/local-flood.txt
done
check --documents --quote=not --since=2000 "$QUOTH_SOURCE"/corpus/*.txt
for one in $checks; do
    wait "$one"
done
echo "valgrind: nothing found"
