#!/bin/sh
# The examples of README.md, doc/ and the man page do what they say.
exec "$PYTHON3" "$QUOTH_SOURCE/tests/readme.py"
