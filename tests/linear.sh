#!/bin/sh
# Time stays linear in the size of a document, however odd it is.
exec "$PYTHON3" "$QUOTH_SOURCE/tests/linear.py" "$QUOTH"
