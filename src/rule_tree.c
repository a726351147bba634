#include "rule_class_tree.h"
#include "rule_source.h"

#include <ctype.h>
#include <string.h>

#include "utf8.h"

const char *const label_names[LABELS] = {"quote", "cue",     "speaker", "addressee", "via",
                                         "rest",  "mention", "name",    "role",      "head"};

/* -- patterns ------------------------------------------------------------------------ */

static struct node *make_node(struct source *source, enum node_kind kind)
{
    struct node *node = source_make(source, sizeof *node);
    if (node) {
        node->kind = kind;
        node->line = source->line;
        node->column = source_column(source, source->text);
    }
    return node;
}

static struct node *wrap(struct source *source, enum node_kind kind, struct node *child)
{
    struct node *node = make_node(source, kind);
    if (!node)
        return NULL;
    node->line = child->line;
    node->column = child->column;
    node->children = source_make(source, sizeof *node->children);
    if (!node->children)
        return NULL;
    node->children[0] = child;
    node->n_children = 1;
    return node;
}

static bool add_child(struct source *source, struct node *node, struct node *child)
{
    struct node **children = arena_alloc(source->parser->arena, (node->n_children + 1) * sizeof(struct node *));
    if (!children)
        return source_fail_here(source, "out of memory");
    if (node->n_children)
        memcpy(children, node->children, node->n_children * sizeof(struct node *));
    children[node->n_children++] = child;
    node->children = children;
    return true;
}

/* A class that was read from *start on. */
static struct node *class_node(struct source *source, const struct source *start, const struct class_expr *class)
{
    struct node *node = class ? make_node(source, NODE_CLASS) : NULL;
    if (node) {
        node->class = class;
        node->line = start->line;
        node->column = source_column(start, start->text);
    }
    return node;
}

static struct node *parse_choice(struct source *source);

/* "several words" is a sequence of literal words. */
static struct node *parse_literal(struct source *source)
{
    const char *open = source->text++;
    struct node *sequence = make_node(source, NODE_SEQUENCE);
    while (sequence && source->text < source->end && *source->text != '"' && *source->text != '\n') {
        const struct source start = *source;
        while (source->text < source->end && *source->text != '"' && *source->text != ' ' && *source->text != '\n')
            source->text++;
        if (source->text > start.text) {
            int set = class_literal_set(source, start.text, source->text);
            struct node *word = class_node(source, &start, class_of_set(source, set));
            if (!word || !add_child(source, sequence, word))
                return NULL;
        }
        while (source->text < source->end && *source->text == ' ')
            source->text++;
    }
    if (source->text == source->end || *source->text != '"') {
        source_fail(source, source->line, source_column(source, open), "the word isn't closed; add \"");
        return NULL;
    }
    source->text++;
    if (!sequence || !sequence->n_children) {
        source_fail(source, source->line, source_column(source, open), "an empty word matches nothing; remove it");
        return NULL;
    }
    return sequence->n_children == 1 ? sequence->children[0] : sequence;
}

static struct node *parse_group(struct source *source)
{
    struct node *inner = parse_choice(source);
    if (inner && !source_accept(source, ")")) {
        source_fail_here(source, "a ) is missing here");
        return NULL;
    }
    return inner;
}

static struct node *parse_look(struct source *source, bool negated)
{
    bool ahead = *source->text == '>';
    source->text++;
    if (!source_accept(source, "(")) {
        source_fail_here(source, "a ( is missing here: >( … ) looks ahead, <( … ) looks back");
        return NULL;
    }
    struct node *inner = parse_group(source);
    struct node *look = inner ? wrap(source, NODE_LOOK, inner) : NULL;
    if (look) {
        look->ahead = ahead;
        look->negated = negated;
    }
    return look;
}

static struct node *parse_named(struct source *source)
{
    const struct source start = *source;
    const char *end;
    const char *begin = source_read_name(source, &end);
    int feature = element_feature_named(begin, end);
    if (feature >= 0)
        return class_node(source, &start, class_of_feature(source, feature));
    struct node *definition = source_use_definition(source, begin, end);
    if (!definition)
        source_fail(source, source->line, source_column(source, begin),
                    "%.*s is neither a class nor a definition; write \"%.*s\" for the word itself", (int)(end - begin),
                    begin, (int)(end - begin), begin);
    return definition;
}

/* The character at hand can't stand there. */
static struct node *fail_character(struct source *source)
{
    uint32_t n = 1;
    utf8_decode(source->text, (size_t)(source->end - source->text), &n);
    source_fail(source, source->line, source_column(source, source->text),
                "'%.*s' can't stand here; write \"word\", @set, CLASS, ( … ), [ … ], >( … ) or <( … )", (int)n,
                source->text);
    return NULL;
}

static struct node *parse_atom(struct source *source)
{
    const struct source start = *source;
    char c = *source->text;
    if (c == '"')
        return parse_literal(source);
    if (c == '@')
        return class_node(source, &start, class_parse_set(source));
    if (c == '(') {
        source->text++;
        return parse_group(source);
    }
    if (c == '[') {
        source->text++;
        const struct class_expr *class = class_parse(source);
        if (class && !source_accept(source, "]")) {
            source_fail_here(source, "a ] is missing here");
            return NULL;
        }
        return class_node(source, &start, class);
    }
    if (c == '>' || c == '<')
        return parse_look(source, false);
    if (c == '!' && source->text + 1 < source->end && (source->text[1] == '>' || source->text[1] == '<')) {
        source->text++;
        return parse_look(source, true);
    }
    if (c == '!')
        return class_node(source, &start, class_parse_atom(source));
    if (source_is_name_byte(c))
        return parse_named(source);
    return fail_character(source);
}

static bool read_number(struct source *source, uint32_t *number)
{
    source_skip_space(source);
    const char *begin = source->text;
    uint32_t value = 0;
    while (source->text < source->end && isdigit((unsigned char)*source->text) && value < 1000)
        value = value * 10 + (uint32_t)(*source->text++ - '0');
    *number = value;
    return source->text > begin;
}

/* {2} {2,} {2,5} */
static bool read_bounds(struct source *source, struct node *repeat)
{
    const char *open = source->text - 1;
    if (!read_number(source, &repeat->min))
        return source_fail_here(source, "a number is missing, as in {2,5}");
    repeat->max = repeat->min;
    if (source_accept(source, ",")) {
        source_skip_space(source);
        if (!read_number(source, &repeat->max))
            repeat->max = NONE;
    }
    if (!source_accept(source, "}"))
        return source_fail_here(source, "a } is missing here");
    if (repeat->max < repeat->min || (repeat->max != NONE && repeat->max > 250))
        return source_fail(source, source->line, source_column(source, open),
                           "the bounds must be {least,most} with most at least as large, and at most 250");
    return true;
}

static struct node *parse_label(struct source *source, struct node *labelled)
{
    const char *at = source->text, *end;
    const char *begin = source_read_name(source, &end);
    for (int i = 0; begin && i < LABELS; i++)
        if (source_word_is(begin, end, label_names[i])) {
            struct node *node = wrap(source, NODE_LABEL, labelled);
            if (node)
                node->label = (enum label)i;
            return node;
        }
    source_fail(source, source->line, source_column(source, at),
                "there is no such label; use quote, cue, speaker, addressee, via, mention, name, role or head");
    return NULL;
}

/* An atom and what stands behind it: ? * + {m,n} (with ? for as few as possible) and :label */
static struct node *parse_item(struct source *source)
{
    struct node *node = parse_atom(source);
    while (node && source->text < source->end) {
        char c = *source->text;
        if (c == ':') {
            source->text++;
            node = parse_label(source, node);
            continue;
        }
        if (c != '?' && c != '*' && c != '+' && c != '{')
            break;
        source->text++;
        node = wrap(source, NODE_REPEAT, node);
        if (!node)
            break;
        node->min = c == '+';
        node->max = c == '?' ? 1 : NONE;
        if (c == '{' && !read_bounds(source, node))
            return NULL;
        if (source->text < source->end && *source->text == '?') {
            source->text++;
            node->lazy = true;
        }
    }
    return source->failed ? NULL : node;
}

static struct node *parse_sequence(struct source *source)
{
    source_skip_space(source);
    struct node *sequence = make_node(source, NODE_SEQUENCE);
    while (sequence && !source_at_end(source) && *source->text != ')' && *source->text != '|') {
        struct node *item = parse_item(source);
        if (!item || !add_child(source, sequence, item))
            return NULL;
    }
    if (sequence && !sequence->n_children) {
        source_fail_here(source,
                         "nothing stands here; write a pattern, or ? behind the other side to make it optional");
        return NULL;
    }
    return sequence && sequence->n_children == 1 ? sequence->children[0] : sequence;
}

static struct node *parse_choice(struct source *source)
{
    if (++source->depth > MAX_DEPTH) {
        source_fail_here(source, "nested too deeply");
        return NULL;
    }
    struct node *first = parse_sequence(source);
    if (first && source->text < source->end && *source->text == '|') {
        struct node *choice = wrap(source, NODE_CHOICE, first);
        while (choice && source_accept(source, "|")) {
            struct node *next = parse_sequence(source);
            if (!next || !add_child(source, choice, next))
                return NULL;
        }
        first = choice;
    }
    source->depth--;
    return source->failed ? NULL : first;
}

struct node *tree_parse(struct source *source)
{
    struct node *pattern = parse_choice(source);
    if (pattern && !source_at_end(source)) {
        source_fail(source, source->line, source_column(source, source->text), "'%c' has no partner; remove it",
                    *source->text);
        return NULL;
    }
    return pattern;
}

bool node_can_be_empty(const struct node *node)
{
    if (node->kind == NODE_CLASS)
        return false;
    if (node->kind == NODE_LOOK || (node->kind == NODE_REPEAT && node->min == 0))
        return true;
    for (size_t i = 0; i < node->n_children; i++)
        if (node_can_be_empty(node->children[i]) == (node->kind == NODE_CHOICE))
            return node->kind == NODE_CHOICE;
    return node->kind != NODE_CHOICE;
}
