#!/bin/sh
# `make fuzz`: each fuzzer for a while, from its seeds. A finding is left in the build folder as crash-*, and told.
#
# usage: run.sh FOLDER_OF_SEEDS SECONDS [RUNS]      (a build with --enable-fuzzing CC=clang; QUOTH_SOURCE has the rules)
#
# With RUNS each fuzzer makes so many, from the same random numbers each time and without the values that were compared,
# some of which are addresses: a check of a change finds what the change did, and what nobody has found yet is for the
# long runs.
set -eu
sources=$1 seconds=$2 runs=${3:-}
ASAN_OPTIONS=detect_stack_use_after_return=1
export ASAN_OPTIONS

# They are linked alike; fuzz_match takes minutes to say so, since it reads rules first.
if ! tests/fuzz/fuzz_text -help=1 2>&1 | grep -q max_total_time; then
    echo "the fuzzers aren't linked with libFuzzer: ./configure --enable-fuzzing CC=clang" >&2
    exit 1
fi

# Runs one, and tells of it when it has ended.
fuzz() { # NAME
    seeds=$1 longest=16384 rules=$QUOTH_SOURCE
    if [ "$1" = match ]; then # reading rules takes it a minute or two, and the plain matcher time with the square of the length
        seeds=text longest=1024 rules=fuzz-work/english
        mkdir -p "$rules/rules"
        cp -r "$QUOTH_SOURCE/rules/en" "$rules/rules/"
    fi
    mkdir -p "fuzz-work/$1"
    if ! QUOTH_SOURCE=$rules "tests/fuzz/fuzz_$1" -max_total_time="$seconds" \
        ${runs:+-seed=1 -runs="$runs" -use_cmp=0} -timeout=10 -rss_limit_mb=4096 \
        -max_len=$longest -print_final_stats=1 -verbosity=0 \
        "fuzz-work/$1" "$sources/seeds/$seeds" >"fuzz-work/$1.log" 2>&1; then
        tail -n 60 "fuzz-work/$1.log"
        return 1
    fi
    printf '\nfuzz_%s, %s seconds%s\n' "$1" "$seconds" "${runs:+ or $runs runs}"
    grep -E 'number_of_executed_units|peak_rss' "fuzz-work/$1.log"
}

# Two at a time: each works in one thread, and this one needs as long as the others.
fuzz match &
match=$! status=0
for fuzzer in text html jsonl dump rules; do
    fuzz $fuzzer || status=1
done
wait $match || status=1
[ $status -eq 0 ] || grep -aE 'does not hold|^SUMMARY|Test unit written|^Base64' fuzz-work/*.log >&2 || true
exit $status
