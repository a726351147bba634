#!/bin/sh
# Every record of the corpus fits the schema, and what is printed is the text of its spans: seen from Python.
set -eu
exec "$PYTHON3" "$QUOTH_SOURCE/tests/check_records.py" "$QUOTH" "$QUOTH_SOURCE"/corpus/*.txt
