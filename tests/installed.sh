#!/bin/sh
# shellcheck disable=SC2046,SC2086 # flags are many words
# `make installcheck`: a program is built against the installed header and library by pkg-config alone, and runs.
set -eu
: "${PREFIX_BINDIR:?}" "${PREFIX_LIBDIR:?}" "${PREFIX_DATADIR:?}" "${QUOTH_SOURCE:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PKG_CONFIG_PATH=$PREFIX_LIBDIR/pkgconfig
export PKG_CONFIG_PATH
cp "$QUOTH_SOURCE/doc/example.c" "$work/"
article=$QUOTH_SOURCE/corpus/local-flood.txt

cd "$work"
${CC:-cc} ${INSTRUMENT_CFLAGS:-} -o shared example.c $(pkg-config --cflags --libs quoth)
LD_LIBRARY_PATH=$PREFIX_LIBDIR ./shared "$article" >shared.out
${CC:-cc} ${INSTRUMENT_CFLAGS:-} -o static example.c $(pkg-config --cflags quoth) "$PREFIX_LIBDIR/libquoth.a" \
    $(pkg-config --libs libpcre2-16 libutf8proc) -lm
./static "$article" >static.out
"$PREFIX_BINDIR/quoth" "$article" >program.out

"$PREFIX_BINDIR/quoth" --rules "$PREFIX_DATADIR/rules" "$article" >rules.out

[ -s shared.out ] && cmp shared.out static.out && [ -s program.out ] && cmp program.out rules.out
