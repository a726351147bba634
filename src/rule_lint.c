#include "rule_lint.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc.h"
#include "rule_compile.h"
#include "rule_example.h"
#include "text.h"
#include "utf8.h"
#include "token.h"

struct linter {
    const struct language *language;
    const char *folder;
    struct arena *arena;
    struct findings *findings;
    bool *used;  /* [sets] by a rule, or known by name */
    bool failed; /* memory is out */
};

static void find(struct linter *linter, const char *file, uint32_t line, bool warning, const char *format, ...)
{
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    const char *copy = arena_strndup(linter->arena, message, strlen(message));
    if (!copy || !arena_room(linter->arena, linter->findings))
        linter->failed = true;
    else
        linter->findings->items[linter->findings->n++] = (struct finding){file, line, warning, copy};
}

/* -- rules ------------------------------------------------------------------------------------- */

/* The labels that the phases of an action know, and the one that they need (LABELS: none). */
static const struct {
    unsigned known; /* bits by enum label */
    enum label needed;
} labels_of[] = {
#define BIT(label) (1u << (label))
    [PHASE_NAMES] = {BIT(LABEL_MENTION) | BIT(LABEL_NAME) | BIT(LABEL_ROLE) | BIT(LABEL_HEAD), LABELS},
    [PHASE_MENTION] = {BIT(LABEL_MENTION) | BIT(LABEL_NAME) | BIT(LABEL_ROLE) | BIT(LABEL_HEAD), LABELS},
    [PHASE_BLOCK] = {BIT(LABEL_QUOTE) | BIT(LABEL_CUE), LABEL_QUOTE},
    [PHASE_ATTRIBUTE] = {BIT(LABEL_QUOTE) | BIT(LABEL_CUE) | BIT(LABEL_SPEAKER) | BIT(LABEL_ADDRESSEE) |
                             BIT(LABEL_VIA) | BIT(LABEL_REST),
                         LABEL_QUOTE},
#undef BIT
};

static unsigned labels_in(const struct node *node)
{
    unsigned labels = node->kind == NODE_LABEL ? 1u << node->label : 0;
    for (size_t i = 0; i < node->n_children; i++)
        labels |= labels_in(node->children[i]);
    return labels;
}

static void check_labels(struct linter *linter, const struct rule *rule)
{
    enum phase_action action = linter->language->rules->phases[rule->phase].action;
    const char *phase = linter->language->rules->phases[rule->phase].name;
    unsigned labels = labels_in(rule->pattern), known = labels_of[action].known;
    for (unsigned label = 0; label < LABELS; label++)
        if (labels & ~known & 1u << label)
            find(linter, rule->file, rule->line, false,
                 "%s: the rules of phase %s have no use for the label %s; remove it", rule->name, phase,
                 label_names[label]);
    enum label needed = labels_of[action].needed;
    const unsigned who = 1u << LABEL_CUE | 1u << LABEL_SPEAKER; /* said the words before, if a rule has none */
    if (needed != LABELS && !(labels & 1u << needed) && (action != PHASE_ATTRIBUTE || (labels & who) != who))
        find(linter, rule->file, rule->line, false, "%s: a rule of phase %s needs a part with the label %s, as in Q:%s",
             rule->name, phase, label_names[needed], label_names[needed]);
}

static void check_example(struct linter *linter, const struct rule *rule, const struct example *example)
{
    struct labelled_text read;
    const char *problem = rule_example_read(linter->arena, example->text, &read);
    if (problem)
        find(linter, rule->file, example->line, false, "%s: %s", rule->name, problem);
    else if (example->kind != EXAMPLE_NO && !read.parts.n)
        find(linter, rule->file, example->line, true,
             "%s: the example marks no part; write, say, [quote ...] around it", rule->name);
}

static void check_examples(struct linter *linter, const struct rule *rule)
{
    unsigned n[] = {[EXAMPLE_YES] = 0, [EXAMPLE_NO] = 0, [EXAMPLE_WINS] = 0};
    for (size_t i = 0; i < rule->examples.n; i++) {
        n[rule->examples.items[i].kind]++;
        check_example(linter, rule, &rule->examples.items[i]);
    }
    if (n[EXAMPLE_YES] < 2)
        find(linter, rule->file, rule->line, false, "%s: has %u of two examples 'yes'; add what it must match",
             rule->name, n[EXAMPLE_YES]);
    if (n[EXAMPLE_NO] < 1)
        find(linter, rule->file, rule->line, false, "%s: has no example 'no'; add a near miss", rule->name);
}

static const char *class_literal(const struct linter *linter, const struct class_expr *class)
{
    const char *name = class->kind == CLASS_SET ? lexicon_set_name(linter->language->lexicon, class->value) : "";
    return *name == '"' ? name : NULL;
}

static bool is_clitic(const struct language *language, const char *word, size_t n)
{
    for (size_t i = 0; i < language->n_clitics; i++)
        if (strlen(language->clitics[i]) == n && memcmp(language->clitics[i], word, n) == 0)
            return true;
    return false;
}

/* Whether a word, where it stands between others, is a token that is looked up: "don't" is two, "," is none; and "q."
 * is one only as an initial, with a capital. */
static bool can_match_with(struct linter *linter, int set, const char *word, size_t n, bool capital)
{
    char text[256];
    int length = snprintf(text, sizeof text, "x %.*s X", (int)n, word);
    if (capital)
        text[2] = (char)toupper((unsigned char)text[2]);
    quoth_input input = {.text = text, .n_bytes = (size_t)length};
    struct doc doc = {.arena = linter->arena, .input = &input, .language = linter->language};
    quoth_error error;
    if (length < 0 || (size_t)length >= sizeof text || text_read(&doc, &error) > QUOTH_DEGRADED)
        return true;
    linter->failed |= token_split(&doc) != QUOTH_OK;
    return linter->failed || (doc.tokens.n == 3 && lexicon_has(linter->language->lexicon, doc.tokens.word[1], set));
}

static bool can_match(struct linter *linter, int set, const char *word, size_t n)
{
    return can_match_with(linter, set, word, n, false) || can_match_with(linter, set, word, n, true);
}

/* Notes the sets that a class uses, and looks at its literal words. */
static void check_class(struct linter *linter, const struct rule *rule, const struct class_expr *class)
{
    if (class->left)
        check_class(linter, rule, class->left);
    if (class->right)
        check_class(linter, rule, class->right);
    if (class->kind != CLASS_SET || linter->used[class->value])
        return;
    linter->used[class->value] = true;
    const char *literal = class_literal(linter, class);
    if (!literal)
        return;
    size_t n = strlen(literal) - 2;
    if (!is_clitic(linter->language, literal + 1, n) && !can_match(linter, class->value, literal + 1, n))
        find(linter, rule->file, rule->line, true,
             "%s: %s is no single word of a text, and never matches; write several words, or a class such as COMMA",
             rule->name, literal);
}

static void check_pattern(struct linter *linter, const struct rule *rule, const struct node *node)
{
    if (node->kind == NODE_CLASS)
        check_class(linter, rule, node->class);
    for (size_t i = 0; i < node->n_children; i++)
        check_pattern(linter, rule, node->children[i]);
}

static void check_rules(struct linter *linter)
{
    const struct rules *rules = linter->language->rules;
    for (size_t i = 0; i < rules->list.n; i++) {
        const struct rule *rule = &rules->list.items[i];
        if (!rule->doc)
            find(linter, rule->file, rule->line, false, "%s: has no 'doc'; say in a line what it is for", rule->name);
        check_labels(linter, rule);
        check_examples(linter, rule);
        check_pattern(linter, rule, rule->pattern);
    }
    for (size_t i = 0; i < rules->n_definitions; i++)
        if (!rules->definitions[i].used)
            find(linter, rules->definitions[i].file, rules->definitions[i].line, true,
                 "%s: no rule uses this definition; remove it", rules->definitions[i].name);
}

/* -- lexicon ------------------------------------------------------------------------------------- */

/* A word where it stands in a file. */
struct place {
    uint32_t line;
    char *word; /* folded */
};

struct file_reader {
    struct linter *linter;
    const char *path;
    bool any_column_used;
    struct {
        struct place *items;
        size_t n, capacity;
    } places;
};

static bool see_column(void *context, int column, const char *name, size_t n)
{
    (void)column;
    struct file_reader *reader = context;
    char text[128];
    snprintf(text, sizeof text, "%.*s", (int)n, name);
    int set = lexicon_find_set(reader->linter->language->lexicon, text, strlen(text));
    reader->any_column_used |= set >= 0 && reader->linter->used[set];
    return true;
}

static bool is_utf8(const char *bytes, size_t n)
{
    uint32_t n_character;
    for (size_t i = 0; i < n; i += n_character)
        if (utf8_decode(bytes + i, n - i, &n_character) < 0)
            return false;
    return true;
}

/* What no word of a text ever is: with the comma of a list, in another encoding. */
static void check_word(const struct file_reader *reader, uint32_t line, const char *word, size_t n)
{
    if (!is_utf8(word, n))
        find(reader->linter, reader->path, line, true, "a word is no UTF-8, and never matches; save the file as UTF-8");
    else if (n > 1 && (word[n - 1] == ',' || word[n - 1] == ';'))
        find(reader->linter, reader->path, line, true,
             "%.*s never matches; words are separated by spaces, without commas", (int)n, word);
}

/* Of lines with columns the first word counts: enrol and enroll both have enrolled. */
static bool see_word(void *context, int column, uint32_t line, const char *word, size_t n)
{
    struct file_reader *reader = context;
    check_word(reader, line, word, n);
    if (column > 0)
        return true;
    char folded[256];
    size_t n_folded = lexicon_fold(word, n, folded, sizeof folded);
    if (!n_folded)
        return true;
    char *copy = arena_strndup(reader->linter->arena, folded, n_folded);
    if (!copy || !arena_room(reader->linter->arena, &reader->places))
        return false;
    reader->places.items[reader->places.n++] = (struct place){line, copy};
    return true;
}

static int compare_places(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    int order = strcmp(a->word, b->word);
    if (order)
        return order;
    return a->line < b->line ? -1 : a->line > b->line;
}

static void check_words(struct linter *linter, const char *path, struct place *places, size_t n)
{
    if (n)
        qsort(places, n, sizeof *places, compare_places);
    for (size_t i = 1; i < n; i++)
        if (strcmp(places[i].word, places[i - 1].word) == 0)
            find(linter, path, places[i].line, true, "%s stands in line %u already; remove one", places[i].word,
                 places[i - 1].line);
}

static void check_file(struct linter *linter, const struct pack_file *file, const char *path, const char *name,
                       size_t n_name)
{
    struct file_reader reader = {.linter = linter, .path = path};
    const struct lexicon_visitor visitor = {.context = &reader, .column = see_column, .word = see_word};
    quoth_error error;
    if (language_visit_words(file, path, &visitor, &error) != QUOTH_OK) {
        linter->failed = true;
        return;
    }
    char set_name[128];
    snprintf(set_name, sizeof set_name, "%.*s", (int)n_name, name);
    int set = lexicon_find_set(linter->language->lexicon, set_name, strlen(set_name));
    if ((set < 0 || !linter->used[set]) && !reader.any_column_used)
        find(linter, path, 1, true, "no rule uses @%s; remove the file, or write a rule", set_name);
    check_words(linter, path, reader.places.items, reader.places.n);
}

static void check_lexicon(struct linter *linter, const struct pack_file *files, size_t n_files)
{
    for (size_t i = 0; i < N_WELL_KNOWN_SETS; i++)
        if (linter->language->sets[i] >= 0)
            linter->used[linter->language->sets[i]] = true;
    for (size_t i = 0; i < n_files && !linter->failed; i++) {
        const char *name;
        size_t n_name = language_set_name(files[i].name, &name);
        if (!n_name)
            continue;
        char path[512];
        snprintf(path, sizeof path, "%s/%s", linter->folder, files[i].name);
        const char *copy = arena_strndup(linter->arena, path, strlen(path));
        if (copy)
            check_file(linter, &files[i], copy, name, n_name);
        else
            linter->failed = true;
    }
}

/* -- all of it ----------------------------------------------------------------------------------- */

static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    int order = strcmp(a->file, b->file);
    if (order)
        return order;
    return a->line < b->line ? -1 : a->line > b->line;
}

quoth_status rule_lint(const struct language *language, const char *folder, const struct pack_file *files,
                       size_t n_files, struct arena *arena, struct findings *findings)
{
    struct linter linter = {.language = language, .folder = folder, .arena = arena, .findings = findings};
    linter.used = arena_zalloc(arena, lexicon_n_sets(language->lexicon) + 1, sizeof *linter.used);
    if (!linter.used)
        return QUOTH_FATAL;
    size_t before = findings->n;
    check_rules(&linter);
    check_lexicon(&linter, files, n_files);
    if (findings->n > before + 1)
        qsort(findings->items + before, findings->n - before, sizeof *findings->items, compare_findings);
    return linter.failed ? QUOTH_FATAL : QUOTH_OK;
}
