/* pack: finds the language packs, built in or in a folder, and picks one for a document. */
#ifndef QUOTH_PACK_H
#define QUOTH_PACK_H

#include "language.h"
#include "quoth.h"

/* The files of all packs: names such as "en/manifest", sorted bytewise, so that those of a language stand together. */
struct pack_source {
    struct pack_file *files; /* [n] */
    size_t n;
    bool built_in; /* the texts are the program's own */
};

/* Reads the files in a folder; NULL: those that are built in. QUOTH_OK, or QUOTH_FATAL with *error. In both cases
 * pack_close() is due. */
quoth_status pack_open(const char *folder, struct pack_source *source, quoth_error *error);
void pack_close(struct pack_source *source);

/* Loads packs from their source. Unlike those that quoth_rules_load() finds built in, their rules have patterns and
 * examples. `root` stands before the files' names in messages. QUOTH_OK, or QUOTH_FATAL with *error. */
quoth_status pack_load(struct pack_source *source, const char *root, quoth_rules **rules, quoth_error *error);

/* The pack for a language's code or name (language_is_called); NULL when there is none. Without a code the first pack.
 */
const struct language *pack_choose(const quoth_rules *rules, const char *code);

/* Stands in for a language without rules: it has the quotation marks of all packs, no words and no rules. */
const struct language *pack_neutral(const quoth_rules *rules);

/* All packs, in the order of their codes. */
size_t pack_count(const quoth_rules *rules);
const struct language *pack_at(const quoth_rules *rules, size_t i);

#endif
