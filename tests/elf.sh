#!/bin/sh
# src/quoth must be a program itself: libtool's script in its place takes ten times as long to start.
set -eu
magic=$(od -An -N4 -tx1 "$QUOTH" | tr -d ' ')
if [ "$magic" != 7f454c46 ]; then
    echo "wanted an ELF program, got: $(head -c 60 "$QUOTH" | head -n 1)"
    exit 1
fi
