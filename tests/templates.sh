#!/bin/sh
# What names mean besides, titles, ways to call somebody and what stands around don't change who speaks.
exec "$PYTHON3" "$QUOTH_SOURCE/tests/templates.py" "$QUOTH"
