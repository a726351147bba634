/* pack: finds the language packs, built in or in a folder, and picks one for a document. */
#ifndef QUOTH_PACK_H
#define QUOTH_PACK_H

#include "language.h"
#include "quoth.h"

/* The pack for a language code ("en", "en-GB"); NULL when there is none. Without a code the first pack. */
const struct language *pack_choose(const quoth_rules *rules, const char *code);

/* All packs, in the order of their codes. */
size_t pack_count(const quoth_rules *rules);
const struct language *pack_at(const quoth_rules *rules, size_t i);

#endif
