#!/bin/sh
# Who said what doesn't depend on how the text arrives: with other marks, line ends, captions, boxes, tags, footnotes.
exec "$PYTHON3" "$QUOTH_SOURCE/tests/noise.py" "$QUOTH" "$QUOTH_SOURCE/corpus"
