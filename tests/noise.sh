#!/bin/sh
# Who said what doesn't depend on how the text arrives: with other marks, line ends, captions, boxes, tags, footnotes.
"$PYTHON3" "$QUOTH_SOURCE/tests/noise.py" "$QUOTH" "$QUOTH_SOURCE/corpus" || failed=1
"$PYTHON3" "$QUOTH_SOURCE/tests/noise.py" "$QUOTH" "$QUOTH_SOURCE/corpus/de" || failed=1
exit ${failed:-0}
