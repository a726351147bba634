#!/bin/sh
# Forms of output and filters on whole articles: nothing is lost, and all is the same for each number of workers.
exec "${PYTHON3:-python3}" "$QUOTH_SOURCE/tests/outputs.py"
