#!/bin/sh
# Web pages in the layouts that news sites use give the text and the metadata that stand beside them.
exec "${PYTHON3-python3}" "$QUOTH_SOURCE/tests/html.py"
