#!/bin/sh
# Every rule passes lint and its own examples, in the binary and read from a folder; both are the same rules.
set -eu
status=0
lint=$("$QUOTH" rules lint 2>&1) || status=1
printf '%s\n' "$lint"
case $lint in *warning:*) status=1 ;; esac
"$QUOTH" rules test || status=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$QUOTH" "$QUOTH_SOURCE"/corpus/*.txt >"$work/embedded" || status=1
"$QUOTH" --rules "$QUOTH_SOURCE/rules" "$QUOTH_SOURCE"/corpus/*.txt >"$work/folder" || status=1
if ! cmp "$work/embedded" "$work/folder"; then
    echo "the embedded rules and --rules $QUOTH_SOURCE/rules give different records"
    status=1
fi
exit $status
