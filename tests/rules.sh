#!/bin/sh
# Every rule passes lint and its own examples, in the binary and read from a folder; both are the same rules.
set -eu
status=0
"$QUOTH" rules lint || status=1
"$QUOTH" rules test || status=1

embedded=$(cat "$QUOTH_SOURCE"/corpus/*.txt | "$QUOTH" - | cksum)
folder=$(cat "$QUOTH_SOURCE"/corpus/*.txt | "$QUOTH" --rules "$QUOTH_SOURCE/rules" - | cksum)
if [ "$embedded" != "$folder" ]; then
    echo "the embedded rules and --rules $QUOTH_SOURCE/rules give different records"
    status=1
fi
exit $status
