#!/bin/sh
# doc/example.c, linked with the shared library, must find what the program finds.
set -eu
article=$QUOTH_SOURCE/corpus/local-flood.txt
output=$(doc/example "$article")
printf '%s\n' "$output"
wanted=$("$QUOTH" "$article" | wc -l)
got=$(printf '%s\n' "$output" | grep -c .) || :
if [ "$wanted" -eq 0 ] || [ "$wanted" -ne "$got" ]; then
    echo "wanted a line for each of the program's $wanted records, got $got"
    exit 1
fi
