#!/bin/sh
# The fuzzers' properties must hold for their seeds, in every build.
set -eu
for fuzzer in text match html jsonl dump rules; do
    seeds=$fuzzer
    [ $fuzzer != match ] || seeds=text
    echo "fuzz_$fuzzer"
    "tests/fuzz/fuzz_$fuzzer" "$QUOTH_SOURCE/tests/fuzz/seeds/$seeds"/*
done
