#!/bin/sh
# The article that the project started from: all of it is right. Skipped where it isn't there.
exec "$QUOTH_SOURCE/tests/accuracy.sh" seed
