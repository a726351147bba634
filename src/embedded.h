/* embedded: the language packs that are built into the library.
 *
 * src/embedded.c is written at build time by src/embed.c from all files below rules/.
 * Names are relative to rules/ ("en/lexicon/say.txt") and sorted bytewise, so the files of a
 * language stand together. Each text has a NUL behind it that n_bytes doesn't count.
 * The languages stand there once more, loaded: a program that uses them starts at once.
 */
#ifndef QUOTH_EMBEDDED_H
#define QUOTH_EMBEDDED_H

#include <stddef.h>
#include <stdint.h>

#include "language.h"

struct embedded_pack_file {
    const char *name;
    const char *text;
    size_t n_bytes;
};

extern const struct embedded_pack_file embedded_pack_files[]; /* [embedded_n_pack_files] */
extern const size_t embedded_n_pack_files;
extern const struct frozen_language *const embedded_languages[]; /* [embedded_n_languages] sorted by code */
extern const size_t embedded_n_languages;
extern const char embedded_pack_hash[17]; /* 16 hexadecimal digits */

#define PACK_HASH_START UINT64_C(0xcbf29ce484222325)

/* The hash of packs is FNV-1a with 64 bits over the name, a NUL, the text and a NUL of each
 * file, in the order of names: start from PACK_HASH_START, add every file. */
static inline uint64_t pack_hash_bytes(uint64_t hash, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static inline uint64_t pack_hash_add(uint64_t hash, const char *name, size_t n_name, const char *text, size_t n_bytes)
{
    hash = pack_hash_bytes(hash, name, n_name);
    hash = pack_hash_bytes(hash, "", 1);
    hash = pack_hash_bytes(hash, text, n_bytes);
    return pack_hash_bytes(hash, "", 1);
}

#endif
