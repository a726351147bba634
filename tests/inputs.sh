#!/bin/sh
# The same articles give the same records in whatever form they come; damaged, hostile and missing input is told.
exec "$PYTHON3" "$QUOTH_SOURCE/tests/inputs.py" "$QUOTH"
