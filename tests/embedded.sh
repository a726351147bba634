#!/bin/sh
# The packs in the binary must be those of the source tree: the hash that --version tells is the one of rules/.
set -eu
wanted=$("$PYTHON3" - "$QUOTH_SOURCE/rules" <<'END'
import os, sys

root = sys.argv[1]
files = []
for folder, folders, names in os.walk(root):
    folders[:] = [name for name in folders if name[0] != "." and name[-1] != "~"]
    files += [os.path.relpath(os.path.join(folder, name), root) for name in names
              if name[0] != "." and name[-1] != "~"]
value = 0xCBF29CE484222325
for name in sorted(os.fsencode(name) for name in files):
    with open(os.path.join(os.fsencode(root), name), "rb") as file:
        for byte in name + b"\0" + file.read() + b"\0":
            value = (value ^ byte) * 0x100000001B3 % 2**64
print(f"{value:016x}")
END
)
version=$("$QUOTH" --version)
case $version in
*"$wanted"*) ;;
*)
    printf 'wanted the rules'\'' hash %s in --version, got:\n%s\n' "$wanted" "$version"
    exit 1
    ;;
esac
