#!/bin/sh
# The fuzzers' properties must hold for their seeds, in every build.
set -eu
for fuzzer in text html jsonl dump rules; do
    echo "fuzz_$fuzzer"
    "tests/fuzz/fuzz_$fuzzer" "$QUOTH_SOURCE/tests/fuzz/seeds/$fuzzer"/*
done
