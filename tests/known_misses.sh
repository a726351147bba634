#!/bin/sh
# What quoth gets wrong in corpus/ is what it is known to get wrong: each error is a line of tests/known-misses.txt.
exec "$PYTHON3" "$QUOTH_SOURCE/tests/known_misses.py"
