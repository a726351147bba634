/* rule_lint: what is wrong with rules that can be loaded all the same.
 *
 * in:   a language, and the files it was loaded from
 * out:  findings in the order of file and line
 * Errors: a rule without `doc`, two `yes` and one `no`; a label that the rule's phase doesn't know, or the lack of the
 * one that it needs; an example that can't be read. Warnings: a definition or a lexicon file that nothing uses, a word
 * twice in a file, a literal word of a pattern that is no single word of a text, a `yes` or `wins` without labels.
 */
#ifndef QUOTH_RULE_LINT_H
#define QUOTH_RULE_LINT_H

#include "arena.h"
#include "language.h"

struct finding {
    const char *file;
    uint32_t line;
    bool warning; /* else an error */
    const char *message;
};

struct findings {
    struct finding *items;
    size_t n, capacity;
};

/* Looks for findings; in the arena. `folder` stands before the files' names in messages. QUOTH_OK, or QUOTH_FATAL when
 * memory is out. */
quoth_status rule_lint(const struct language *language, const char *folder, const struct pack_file *files,
                       size_t n_files, struct arena *arena, struct findings *findings);

#endif
