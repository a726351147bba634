#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "language.h"
#include "rule_compile.h"

enum { SHOW_ALL_WORDS = 24, SHOW_SOME_WORDS = 15, LINE_WIDTH = 100 };

/* A word of the lexicon or of a pattern. */
struct known_word {
    char *text;
    uint16_t signature;
};

struct shower {
    const struct language *language;
    const struct rules *rules;
    struct arena *arena;
    struct {
        char *items;
        size_t n, capacity;
    } out;
    struct {
        struct known_word *items;
        size_t n, capacity;
    } words; /* different ones, in order */
    struct rule_listing listing;
    bool used[N_FEATURES];
    bool failed;
};

static void print(struct shower *shower, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (n < 0 ||
        !arena_grow(shower->arena, &shower->out.items, &shower->out.capacity, shower->out.n + (size_t)n + 1, 1)) {
        shower->failed = true;
    } else {
        vsnprintf(shower->out.items + shower->out.n, (size_t)n + 1, format, again);
        shower->out.n += (size_t)n;
    }
    va_end(again);
}

/* -- words ------------------------------------------------------------------------------------- */

static bool see_column(void *context, int column, const char *name, size_t n)
{
    (void)context, (void)column, (void)name, (void)n;
    return true;
}

static bool see_word(void *context, int column, uint32_t line, const char *word, size_t n)
{
    (void)column, (void)line;
    struct shower *shower = context;
    char folded[256];
    size_t n_folded = lexicon_fold(word, n, folded, sizeof folded);
    if (!n_folded)
        return true;
    char *text = arena_strndup(shower->arena, folded, n_folded);
    if (!text || !arena_room(shower->arena, &shower->words))
        return false;
    shower->words.items[shower->words.n++] =
        (struct known_word){text, lexicon_lookup(shower->language->lexicon, text, n_folded)};
    return true;
}

static int compare_words(const void *left, const void *right)
{
    return strcmp(((const struct known_word *)left)->text, ((const struct known_word *)right)->text);
}

/* All words that the pack knows: those of its files, and the literal ones of its rules. */
static void read_words(struct shower *shower, const struct pack_file *files, size_t n_files)
{
    const struct lexicon_visitor visitor = {.context = shower, .column = see_column, .word = see_word};
    const struct lexicon *lexicon = shower->language->lexicon;
    const char *name;
    quoth_error error;
    for (size_t i = 0; i < n_files && !shower->failed; i++)
        if (language_set_name(files[i].name, &name))
            shower->failed = language_visit_words(&files[i], files[i].name, &visitor, &error) != QUOTH_OK;
    for (size_t set = 0; set < lexicon_n_sets(lexicon); set++) {
        name = lexicon_set_name(lexicon, (int)set);
        if (*name == '"')
            shower->failed |= !see_word(shower, -1, 0, name + 1, strlen(name) - 2);
    }
    size_t n = shower->words.n, kept = 0;
    if (n)
        qsort(shower->words.items, n, sizeof *shower->words.items, compare_words);
    for (size_t i = 0; i < n; i++)
        if (!kept || strcmp(shower->words.items[kept - 1].text, shower->words.items[i].text) != 0)
            shower->words.items[kept++] = shower->words.items[i];
    shower->words.n = kept;
}

static bool allows(const struct listed_class *class, uint16_t signature)
{
    for (unsigned shape = 0; shape < SHAPES; shape++) {
        size_t element = rules_word_element(signature, shape);
        if (has_bit(class->elements, element))
            return true;
    }
    return false;
}

/* Some of the words that a class allows, spread over the alphabet. */
static void print_words(struct shower *shower, const struct listed_class *class)
{
    size_t n = 0, seen = 0, shown = 0;
    for (size_t i = 0; i < shower->words.n; i++)
        n += allows(class, shower->words.items[i].signature);
    size_t n_shown = n <= SHOW_ALL_WORDS ? n : SHOW_SOME_WORDS;
    print(shower, "      words:");
    for (size_t i = 0; i < shower->words.n && shown < n_shown; i++)
        if (allows(class, shower->words.items[i].signature) && seen++ * n_shown >= shown * n)
            print(shower, "%s %s", shown++ ? "," : "", shower->words.items[i].text);
    if (n_shown < n)
        print(shower, ", ... %zu in all", n);
    print(shower, "%s\n",
          allows(class, 0) ? (n ? "; and all that stand in no set" : " all that stand in no set")
          : n              ? ""
                           : " none");
}

/* -- classes ------------------------------------------------------------------------------------- */

static bool has_set(const struct class_expr *class)
{
    return class->kind == CLASS_SET || (class->left && has_set(class->left)) || (class->right && has_set(class->right));
}

/* A class as rules write it. A choice within something else gets brackets. */
static void print_class(struct shower *shower, const struct class_expr *class, bool whole)
{
    const char *name;
    switch (class->kind) {
    case CLASS_FEATURE:
        shower->used[class->value] = true;
        print(shower, "%s", element_feature_names[class->value]);
        break;
    case CLASS_SET:
        name = lexicon_set_name(shower->language->lexicon, class->value);
        print(shower, "%s%s", *name == '"' ? "" : "@", name);
        break;
    case CLASS_NOT:
        print(shower, "!");
        bool simple = class->left->kind != CLASS_AND && class->left->kind != CLASS_OR;
        print(shower, "%s", simple ? "" : "(");
        print_class(shower, class->left, true);
        print(shower, "%s", simple ? "" : ")");
        break;
    case CLASS_AND:
        print_class(shower, class->left, false);
        print(shower, " & ");
        print_class(shower, class->right, false);
        break;
    case CLASS_OR:
        print(shower, "%s", whole ? "" : "(");
        print_class(shower, class->left, true);
        print(shower, " | ");
        print_class(shower, class->right, true);
        print(shower, "%s", whole ? "" : ")");
        break;
    }
}

/* Classes that compile to the same codes share a number: that of the first one. */
static size_t number_of(const struct rule_listing *listing, const char *pattern, size_t n)
{
    size_t i = 0;
    while (i < listing->n_classes &&
           (strlen(listing->classes[i].pattern) != n || memcmp(listing->classes[i].pattern, pattern, n) != 0))
        i++;
    return i;
}

static bool same_class(const struct class_expr *a, const struct class_expr *b)
{
    if (!a || !b)
        return a == b;
    return a->kind == b->kind && a->value == b->value && same_class(a->left, b->left) && same_class(a->right, b->right);
}

static bool was_printed(const struct rule_listing *listing, size_t i)
{
    for (size_t earlier = 0; earlier < i; earlier++)
        if (same_class(listing->classes[earlier].class, listing->classes[i].class))
            return true;
    return false;
}

static void print_codes(struct shower *shower, const char *pattern)
{
    print(shower, "      codes: %.*s%s\n", LINE_WIDTH, pattern, strlen(pattern) > LINE_WIDTH ? "..." : "");
}

static void print_classes(struct shower *shower)
{
    const struct rule_listing *listing = &shower->listing;
    for (size_t i = 0; i < listing->n_classes; i++) {
        const struct listed_class *class = &listing->classes[i];
        size_t number = number_of(listing, class->pattern, strlen(class->pattern));
        if (was_printed(listing, i))
            continue;
        print(shower, "  C%zu  ", number + 1);
        print_class(shower, class->class, true);
        print(shower, "\n");
        if (number == i)
            print_codes(shower, class->pattern);
        if (has_set(class->class))
            print_words(shower, class);
    }
}

/* -- patterns ------------------------------------------------------------------------------------- */

/* A pattern with C1, C2, ... for its classes. */
static void print_side(struct shower *shower, const char *name, const char *pattern)
{
    print(shower, "  %-8s ", name);
    if (!*pattern)
        print(shower, "nothing");
    while (*pattern) {
        const char *close = *pattern == '[' ? strchr(pattern, ']') : NULL;
        if (!close) {
            print(shower, "%c", *pattern++);
            continue;
        }
        size_t n = (size_t)(close + 1 - pattern);
        print(shower, "C%zu", number_of(&shower->listing, pattern, n) + 1);
        pattern += n;
    }
    print(shower, "\n");
}

static void print_anchor(struct shower *shower)
{
    const struct node *anchor = shower->listing.anchor;
    print(shower, "  anchor   ");
    if (anchor->kind == NODE_LABEL)
        print(shower, "%s", label_names[anchor->label]);
    else if (anchor->kind == NODE_CLASS)
        print_class(shower, anchor->class, true);
    else
        print(shower, "what begins in line %u, column %u", anchor->line, anchor->column);
    print(shower, "\n");
}

/* -- the rule ------------------------------------------------------------------------------------- */

static void print_property(struct shower *shower, const char *name, const char *value)
{
    if (value)
        print(shower, "  %-8s %s\n", name, value);
}

/* Source lines keep their own indentation. */
static void print_source(struct shower *shower, const struct rule *rule)
{
    static const char *const actions[] = {
        [PHASE_NAMES] = "names", [PHASE_MENTION] = "mention", [PHASE_BLOCK] = "block", [PHASE_ATTRIBUTE] = "attribute"};
    static const char *const kinds[] = {[EXAMPLE_YES] = "yes", [EXAMPLE_NO] = "no", [EXAMPLE_WINS] = "wins"};
    const struct phase *phase = &shower->rules->phases[rule->phase];
    print(shower, "%s\n  file     %s:%u\n  phase    %s (%s)\n", rule->id, rule->file, rule->line, phase->name,
          actions[phase->action]);
    print_property(shower, "doc", rule->doc);
    print_property(shower, "match", rule->match);
    if (phase->action == PHASE_ATTRIBUTE) {
        print_property(shower, "mode", quoth_mode_name((quoth_mode)rule->mode));
        print_property(shower, "attached", quoth_attached_name((quoth_attached)rule->attached));
    }
    print_property(shower, "reason", rule->reason);
    if (phase->action == PHASE_NAMES || phase->action == PHASE_MENTION)
        print_property(shower, "makes", quoth_kind_name((quoth_kind)rule->makes));
    for (size_t i = 0; i < rule->examples.n; i++)
        print_property(shower, kinds[rule->examples.items[i].kind], rule->examples.items[i].text);
}

static void print_features(struct shower *shower)
{
    print(shower, "\nfeatures\n");
    for (int i = 0; i < N_FEATURES; i++)
        if (shower->used[i])
            print(shower, "  %-12s %s\n", element_feature_names[i], element_feature_meanings[i]);
}

const char *rules_describe(const struct language *language, const struct pack_file *files, size_t n_files, size_t rule,
                           struct arena *arena)
{
    struct shower shower = {.language = language, .rules = language->rules, .arena = arena};
    read_words(&shower, files, n_files);
    if (shower.failed || !rules_list(shower.rules, language->lexicon, rule, arena, &shower.listing))
        return NULL;
    print_source(&shower, &shower.rules->list.items[rule]);
    print(&shower, "\ncompiled\n");
    print_anchor(&shower);
    print_side(&shower, "right", shower.listing.right);
    print_side(&shower, "left", shower.listing.left);
    print(&shower, "\nclasses\n");
    print_classes(&shower);
    print_features(&shower);
    return shower.failed ? NULL : shower.out.items;
}
