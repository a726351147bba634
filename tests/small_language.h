/* small_language: language packs made of strings, for tests. */
#ifndef SMALL_LANGUAGE_H
#define SMALL_LANGUAGE_H

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "language.h"

static const char small_manifest[] = "language Test\n"
                                     "marks \" \"\n"
                                     "clitics 's n't\n"
                                     "phase names names\n"
                                     "phase mentions mention\n"
                                     "phase block block\n"
                                     "phase direct attribute\n"
                                     "phase late attribute\n";

static const char small_say[] = "columns base third past\n"
                                "say says said\n"
                                "ask asks asked\n"
                                "tell tells told\n";

enum { SMALL_FILES = 8 };

/* A pack of a manifest, the sets det, say, base, third, past, noun and aux, and one file of rules. */
static inline size_t small_files(const char *rules, struct pack_file *files)
{
    static const char det[] = "the a\n", noun[] = "road mayor\nclerk\n", aux[] = "is was has\n";
    const struct {
        const char *name, *text;
    } all[] = {{"lexicon/aux.txt", aux},       {"lexicon/det.txt", det},     {"lexicon/noun.txt", noun},
               {"lexicon/say.txt", small_say}, {"manifest", small_manifest}, {"x.rules", rules}};
    size_t n = sizeof all / sizeof *all;
    for (size_t i = 0; i < n; i++)
        files[i] = (struct pack_file){all[i].name, all[i].text, strlen(all[i].text)};
    return n;
}

/* QUOTH_FATAL and *error when the rules are wrong. */
static inline quoth_status try_small_language(const char *rules, struct language **language, quoth_error *error)
{
    struct pack_file files[SMALL_FILES];
    size_t n = small_files(rules, files);
    return language_load("xx", "test/xx", files, n, language, error);
}

/* A language that must load; to be freed with language_free(). */
static inline struct language *small_language(const char *rules)
{
    struct language *language = NULL;
    quoth_error error = {.code = QUOTH_OK};
    ck_assert_msg(try_small_language(rules, &language, &error) == QUOTH_OK, "%s:%u:%u: %s\n%s", error.file, error.line,
                  error.column, error.message, rules);
    return language;
}

#endif
