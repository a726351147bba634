#include "rule_parse.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define X(name, enumerator, meaning) name,
const char *const element_feature_names[N_FEATURES] = {ELEMENT_FEATURES(X)};
#undef X

#define X(name, enumerator, meaning) meaning,
/* NOLINTNEXTLINE(bugprone-suspicious-missing-comma): a long one stands in two pieces */
const char *const element_feature_meanings[N_FEATURES] = {ELEMENT_FEATURES(X)};
#undef X

const char *const label_names[LABELS] = {"quote",   "cue",  "speaker", "addressee", "via",
                                         "mention", "name", "role",    "head"};

enum { MAX_DEPTH = 64 };

/* Where the parser stands in a file. */
struct source {
    struct rule_parser *parser;
    const char *path;
    const char *text, *end; /* the rest */
    const char *line_start;
    uint32_t line;
    unsigned depth;
    quoth_error *error;
    bool failed;
};

static bool fail(struct source *source, uint32_t line, uint32_t column, const char *format, ...)
{
    if (source->failed)
        return false;
    source->failed = true;
    quoth_error *error = source->error;
    if (!error)
        return false;
    *error = (quoth_error){.code = QUOTH_FATAL, .line = line, .column = column};
    snprintf(error->file, sizeof error->file, "%s", source->path);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return false;
}

static uint32_t column_of(const struct source *source, const char *at)
{
    return (uint32_t)(at - source->line_start) + 1;
}

static bool fail_here(struct source *source, const char *message)
{
    return fail(source, source->line, column_of(source, source->text), "%s", message);
}

static void *make(struct source *source, size_t size)
{
    void *memory = arena_zalloc(source->parser->arena, 1, size);
    if (!memory)
        fail(source, source->line, 0, "out of memory");
    return memory;
}

static char *copy(struct source *source, const char *from, const char *to)
{
    char *text = arena_strndup(source->parser->arena, from, (size_t)(to - from));
    if (!text)
        fail(source, source->line, 0, "out of memory");
    return text;
}

/* -- patterns ------------------------------------------------------------------------ */

/* White space, line ends and comments between the parts of a pattern. */
static void skip_space(struct source *source)
{
    while (source->text < source->end) {
        char c = *source->text;
        if (c == '\n') {
            source->line++;
            source->line_start = source->text + 1;
        } else if (c == '#') {
            const char *line_end = memchr(source->text, '\n', (size_t)(source->end - source->text));
            source->text = line_end ? line_end - 1 : source->end - 1;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            return;
        }
        source->text++;
    }
}

static bool at_end(struct source *source)
{
    skip_space(source);
    return source->text == source->end;
}

static bool accept(struct source *source, const char *word)
{
    skip_space(source);
    size_t n = strlen(word);
    if ((size_t)(source->end - source->text) < n || memcmp(source->text, word, n) != 0)
        return false;
    source->text += n;
    return true;
}

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '-';
}

/* Reads a name; its first byte, and its end in *end; NULL when there is none. */
static const char *read_name(struct source *source, const char **end)
{
    const char *begin = source->text;
    while (source->text < source->end && is_name(*source->text))
        source->text++;
    *end = source->text;
    return begin == source->text ? NULL : begin;
}

static const struct class_expr *make_class(struct source *source, int kind, int value, const struct class_expr *left,
                                           const struct class_expr *right)
{
    struct class_expr *class = make(source, sizeof *class);
    if (class) {
        class->kind = kind;
        class->value = value;
        class->left = left;
        class->right = right;
    }
    return class;
}

/* The same feature or set is the same class wherever it stands, so that it is compiled once. */
static const struct class_expr *feature_class(struct source *source, int feature)
{
    const struct class_expr **class = &source->parser->features[feature];
    if (!*class)
        *class = make_class(source, CLASS_FEATURE, feature, NULL, NULL);
    return *class;
}

static const struct class_expr *set_class(struct source *source, int set)
{
    struct rule_parser *parser = source->parser;
    while (parser->sets.n <= (size_t)set) {
        if (!arena_room(parser->arena, &parser->sets)) {
            fail(source, source->line, 0, "out of memory");
            return NULL;
        }
        parser->sets.items[parser->sets.n++] = NULL;
    }
    const struct class_expr **class = &parser->sets.items[set];
    if (!*class)
        *class = make_class(source, CLASS_SET, set, NULL, NULL);
    return *class;
}

static int find_feature(const char *begin, const char *end)
{
    for (int i = 0; i < N_FEATURES; i++)
        if (strlen(element_feature_names[i]) == (size_t)(end - begin) &&
            memcmp(element_feature_names[i], begin, (size_t)(end - begin)) == 0)
            return i;
    return -1;
}

static struct definition *find_definition(struct source *source, const char *begin, const char *end)
{
    struct rule_parser *parser = source->parser;
    for (size_t i = 0; i < parser->definitions.n; i++)
        if (strlen(parser->definitions.items[i].name) == (size_t)(end - begin) &&
            memcmp(parser->definitions.items[i].name, begin, (size_t)(end - begin)) == 0)
            return &parser->definitions.items[i];
    return NULL;
}

/* The pattern that a name stands for; NULL when there is no such definition. */
static struct node *use_definition(struct source *source, const char *begin, const char *end)
{
    struct definition *definition = find_definition(source, begin, end);
    if (!definition)
        return NULL;
    definition->used = true;
    return definition->pattern;
}

/* The set of one literal word, its name in double quotes. */
static int literal_set(struct source *source, const char *begin, const char *end)
{
    char name[128];
    int n = snprintf(name, sizeof name, "\"%.*s\"", (int)(end - begin), begin);
    if (n < 0 || (size_t)n >= sizeof name) {
        fail(source, source->line, column_of(source, begin), "this word is too long; words have at most 125 bytes");
        return 0;
    }
    struct lexicon *lexicon = source->parser->lexicon;
    int known = lexicon_set(lexicon, name, (size_t)n, false);
    if (known >= 0)
        return known;
    int set = lexicon_set(lexicon, name, (size_t)n, true);
    if (set < 0 || !lexicon_add(lexicon, set, begin, (size_t)(end - begin)))
        fail(source, source->line, column_of(source, begin), "too many different words and sets in the rules");
    return set < 0 ? 0 : set;
}

/* @set */
static const struct class_expr *parse_set(struct source *source)
{
    const char *at = source->text++;
    const char *end;
    const char *begin = read_name(source, &end);
    if (!begin) {
        fail(source, source->line, column_of(source, at), "a set's name is missing behind @, such as @say");
        return NULL;
    }
    int set = lexicon_set(source->parser->lexicon, begin, (size_t)(end - begin), false);
    if (set < 0) {
        fail(source, source->line, column_of(source, at),
             "there is no set @%.*s; make lexicon/%.*s.txt or correct the name", (int)(end - begin), begin,
             (int)(end - begin), begin);
        return NULL;
    }
    return set_class(source, set);
}

static const struct class_expr *parse_class(struct source *source);

static const struct class_expr *parse_class_named(struct source *source)
{
    const char *end;
    const char *begin = read_name(source, &end);
    int feature = find_feature(begin, end);
    if (feature >= 0)
        return feature_class(source, feature);
    struct node *definition = use_definition(source, begin, end);
    if (definition && definition->kind == NODE_CLASS)
        return definition->class;
    fail(source, source->line, column_of(source, begin),
         definition ? "%.*s stands for more than one element and can't be a part of a class"
                    : "%.*s is neither a class nor a definition; write \"%.*s\" for the word itself",
         (int)(end - begin), begin, (int)(end - begin), begin);
    return NULL;
}

static const struct class_expr *parse_class_atom(struct source *source)
{
    skip_space(source);
    if (source->text == source->end || ++source->depth > MAX_DEPTH) {
        fail_here(source, source->depth > MAX_DEPTH ? "nested too deeply" : "the class isn't closed; add ]");
        return NULL;
    }
    const struct class_expr *class = NULL;
    char c = *source->text;
    if (c == '!') {
        source->text++;
        const struct class_expr *inner = parse_class_atom(source);
        class = inner ? make_class(source, CLASS_NOT, 0, inner, NULL) : NULL;
    } else if (c == '(') {
        source->text++;
        class = parse_class(source);
        if (class && !accept(source, ")"))
            fail_here(source, "a ) is missing here");
    } else if (c == '@') {
        class = parse_set(source);
    } else if (c == '"') {
        const char *begin = ++source->text;
        while (source->text < source->end && *source->text != '"' && *source->text != '\n')
            source->text++;
        if (source->text == source->end || *source->text != '"' || source->text == begin)
            fail(source, source->line, column_of(source, begin), "the word isn't closed; add \"");
        else
            class = set_class(source, literal_set(source, begin, source->text++));
    } else if (is_name(c)) {
        class = parse_class_named(source);
    } else {
        fail(source, source->line, column_of(source, source->text),
             "'%c' can't stand in a class; write @set, \"word\", CLASS, !, & or |", c);
    }
    source->depth--;
    return source->failed ? NULL : class;
}

static const struct class_expr *parse_class(struct source *source)
{
    const struct class_expr *any = NULL;
    do {
        const struct class_expr *all = NULL;
        do {
            const struct class_expr *atom = parse_class_atom(source);
            if (!atom)
                return NULL;
            all = all ? make_class(source, CLASS_AND, 0, all, atom) : atom;
        } while (all && accept(source, "&"));
        any = any ? make_class(source, CLASS_OR, 0, any, all) : all;
    } while (any && accept(source, "|"));
    return any;
}

static struct node *make_node(struct source *source, int kind)
{
    struct node *node = make(source, sizeof *node);
    if (node) {
        node->kind = kind;
        node->line = source->line;
        node->column = column_of(source, source->text);
    }
    return node;
}

static struct node *wrap(struct source *source, int kind, struct node *child)
{
    struct node *node = make_node(source, kind);
    if (!node)
        return NULL;
    node->line = child->line;
    node->column = child->column;
    node->children = make(source, sizeof *node->children);
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
        return fail_here(source, "out of memory");
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
        node->column = column_of(start, start->text);
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
            int set = literal_set(source, start.text, source->text);
            struct node *word = class_node(source, &start, set_class(source, set));
            if (!word || !add_child(source, sequence, word))
                return NULL;
        }
        while (source->text < source->end && *source->text == ' ')
            source->text++;
    }
    if (source->text == source->end || *source->text != '"') {
        fail(source, source->line, column_of(source, open), "the word isn't closed; add \"");
        return NULL;
    }
    source->text++;
    if (!sequence || !sequence->n_children) {
        fail(source, source->line, column_of(source, open), "an empty word matches nothing; remove it");
        return NULL;
    }
    return sequence->n_children == 1 ? sequence->children[0] : sequence;
}

static struct node *parse_group(struct source *source)
{
    struct node *inner = parse_choice(source);
    if (inner && !accept(source, ")")) {
        fail_here(source, "a ) is missing here");
        return NULL;
    }
    return inner;
}

static struct node *parse_look(struct source *source, bool negated)
{
    bool ahead = *source->text == '>';
    source->text++;
    if (!accept(source, "(")) {
        fail_here(source, "a ( is missing here: >( … ) looks ahead, <( … ) looks back");
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
    const char *begin = read_name(source, &end);
    int feature = find_feature(begin, end);
    if (feature >= 0)
        return class_node(source, &start, feature_class(source, feature));
    struct node *definition = use_definition(source, begin, end);
    if (!definition)
        fail(source, source->line, column_of(source, begin),
             "%.*s is neither a class nor a definition; write \"%.*s\" for the word itself", (int)(end - begin), begin,
             (int)(end - begin), begin);
    return definition;
}

static struct node *parse_atom(struct source *source)
{
    const struct source start = *source;
    char c = *source->text;
    if (c == '"')
        return parse_literal(source);
    if (c == '@')
        return class_node(source, &start, parse_set(source));
    if (c == '(') {
        source->text++;
        return parse_group(source);
    }
    if (c == '[') {
        source->text++;
        const struct class_expr *class = parse_class(source);
        if (class && !accept(source, "]")) {
            fail_here(source, "a ] is missing here");
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
        return class_node(source, &start, parse_class_atom(source));
    if (is_name(c))
        return parse_named(source);
    fail(source, source->line, column_of(source, source->text),
         "'%c' can't stand here; write \"word\", @set, CLASS, ( … ), [ … ], >( … ) or <( … )", c);
    return NULL;
}

static bool read_number(struct source *source, uint32_t *number)
{
    skip_space(source);
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
        return fail_here(source, "a number is missing, as in {2,5}");
    repeat->max = repeat->min;
    if (accept(source, ",")) {
        skip_space(source);
        if (!read_number(source, &repeat->max))
            repeat->max = NONE;
    }
    if (!accept(source, "}"))
        return fail_here(source, "a } is missing here");
    if (repeat->max < repeat->min || (repeat->max != NONE && repeat->max > 250))
        return fail(source, source->line, column_of(source, open),
                    "the bounds must be {least,most} with most at least as large, and at most 250");
    return true;
}

static struct node *parse_label(struct source *source, struct node *labelled)
{
    const char *at = source->text, *end;
    const char *begin = read_name(source, &end);
    for (int i = 0; begin && i < LABELS; i++)
        if (strlen(label_names[i]) == (size_t)(end - begin) &&
            memcmp(label_names[i], begin, (size_t)(end - begin)) == 0) {
            struct node *node = wrap(source, NODE_LABEL, labelled);
            if (node)
                node->label = (enum label)i;
            return node;
        }
    fail(source, source->line, column_of(source, at),
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
    skip_space(source);
    struct node *sequence = make_node(source, NODE_SEQUENCE);
    while (sequence && !at_end(source) && *source->text != ')' && *source->text != '|') {
        struct node *item = parse_item(source);
        if (!item || !add_child(source, sequence, item))
            return NULL;
    }
    if (sequence && !sequence->n_children) {
        fail_here(source, "nothing stands here; write a pattern, or ? behind the other side to make it optional");
        return NULL;
    }
    return sequence && sequence->n_children == 1 ? sequence->children[0] : sequence;
}

static struct node *parse_choice(struct source *source)
{
    if (++source->depth > MAX_DEPTH) {
        fail_here(source, "nested too deeply");
        return NULL;
    }
    struct node *first = parse_sequence(source);
    if (first && source->text < source->end && *source->text == '|') {
        struct node *choice = wrap(source, NODE_CHOICE, first);
        while (choice && accept(source, "|")) {
            struct node *next = parse_sequence(source);
            if (!next || !add_child(source, choice, next))
                return NULL;
        }
        first = choice;
    }
    source->depth--;
    return source->failed ? NULL : first;
}

static struct node *parse_pattern(struct source *source)
{
    struct node *pattern = parse_choice(source);
    if (pattern && !at_end(source)) {
        fail(source, source->line, column_of(source, source->text), "'%c' has no partner; remove it", *source->text);
        return NULL;
    }
    return pattern;
}

/* -- files --------------------------------------------------------------------------- */

/* A keyword with all that belongs to it: its own line, and the lines indented deeper. */
struct statement {
    const char *keyword, *keyword_end;
    const char *value, *value_end; /* trimmed */
    const char *line_start;
    uint32_t line;
    size_t indent;
};

static size_t indent_of(const char *line, const char *end)
{
    const char *at = line;
    while (at < end && *at == ' ')
        at++;
    return (size_t)(at - line);
}

static const char *line_end(const char *at, const char *end)
{
    const char *found = memchr(at, '\n', (size_t)(end - at));
    return found ? found : end;
}

static bool is_blank(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
        at++;
    return at == end || *at == '#';
}

static bool keyword_is(const struct statement *statement, const char *word)
{
    return strlen(word) == (size_t)(statement->keyword_end - statement->keyword) &&
           memcmp(statement->keyword, word, strlen(word)) == 0;
}

/* Reads the next statement; false at the file's end or after an error. */
static bool next_statement(struct source *source, struct statement *statement)
{
    while (source->text < source->end && is_blank(source->text, line_end(source->text, source->end))) {
        source->text = line_end(source->text, source->end);
        source->text += source->text < source->end;
        source->line++;
    }
    if (source->text == source->end)
        return false;
    const char *line = source->text, *end = line_end(line, source->end);
    source->line_start = line;
    *statement = (struct statement){.line_start = line, .line = source->line, .indent = indent_of(line, end)};
    const char *at = line + statement->indent;
    statement->keyword = at;
    while (at < end && is_name(*at))
        at++;
    statement->keyword_end = at;
    if (at == statement->keyword)
        return fail(source, source->line, column_of(source, at), "%s",
                    at < end && *at == '\t' ? "lines are indented by spaces; replace the tab"
                                            : "a keyword must stand here: rule, def, phase, match, ...");
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    statement->value = at;
    statement->value_end = end;
    source->text = end + (end < source->end);
    source->line++;
    bool alone = keyword_is(statement, "rule"); /* its indented lines are statements of their own */
    while (!alone && source->text < source->end) {
        end = line_end(source->text, source->end);
        bool blank = is_blank(source->text, end);
        if (!blank && indent_of(source->text, end) <= statement->indent)
            break;
        if (!blank)
            statement->value_end = end;
        else if (statement->indent == 0 || end == source->text)
            break;
        source->text = end + (end < source->end);
        source->line++;
    }
    while (statement->value_end > statement->value && isspace((unsigned char)statement->value_end[-1]))
        statement->value_end--;
    return true;
}

static bool value_is(const char *begin, const char *end, const char *word)
{
    return strlen(word) == (size_t)(end - begin) && memcmp(begin, word, strlen(word)) == 0;
}

static bool fail_at(struct source *source, const struct statement *statement, const char *at, const char *message)
{
    return fail(source, statement->line, (uint32_t)(at - statement->line_start) + 1, "%s", message);
}

/* The pattern that stands in a statement's value. */
static struct node *statement_pattern(struct source *source, const struct statement *statement, const char *begin)
{
    struct source inner = *source;
    inner.text = begin;
    inner.end = statement->value_end;
    inner.line = statement->line;
    inner.line_start = statement->line_start;
    inner.depth = 0;
    struct node *pattern = parse_pattern(&inner);
    source->failed = inner.failed;
    return pattern;
}

static bool parse_definition(struct source *source, const struct statement *statement)
{
    const char *at = statement->value;
    while (at < statement->value_end && is_name(*at))
        at++;
    const char *name_end = at;
    while (at < statement->value_end && *at == ' ')
        at++;
    if (name_end == statement->value || at == statement->value_end || *at != '=')
        return fail_at(source, statement, statement->value, "write: def NAME = pattern");
    if (find_feature(statement->value, name_end) >= 0 || find_definition(source, statement->value, name_end))
        return fail_at(source, statement, statement->value, "this name is taken; choose another");
    struct node *pattern = statement_pattern(source, statement, at + 1);
    struct rule_parser *parser = source->parser;
    if (!pattern)
        return false;
    if (!arena_room(parser->arena, &parser->definitions))
        return fail_at(source, statement, statement->value, "out of memory");
    parser->definitions.items[parser->definitions.n++] =
        (struct definition){.name = copy(source, statement->value, name_end),
                            .pattern = pattern,
                            .file = source->path,
                            .line = statement->line};
    return !source->failed;
}

static const struct {
    const char *word;
    int kind;       /* enum quoth_kind, or -1 */
    unsigned flags; /* enum mention_flag */
} mention_words[] = {
    {"person", QUOTH_PERSON, 0},      {"organization", QUOTH_ORGANIZATION, 0},
    {"group", QUOTH_GROUP, 0},        {"unnamed", QUOTH_UNNAMED, 0},
    {"document", QUOTH_DOCUMENT, 0},  {"named", -1, MENTION_NAMED},
    {"pronoun", -1, MENTION_PRONOUN}, {"relative", -1, MENTION_RELATIVE},
    {"plural", -1, MENTION_PLURAL},   {"first", -1, MENTION_FIRST},
    {"weak", -1, MENTION_WEAK},       {"label", -1, MENTION_LABEL},
};

static bool set_makes(struct source *source, const struct statement *statement, struct rule *rule)
{
    for (const char *at = statement->value; at < statement->value_end;) {
        const char *end = at;
        while (end < statement->value_end && is_name(*end))
            end++;
        size_t i = 0, n = sizeof mention_words / sizeof *mention_words;
        while (i < n && !value_is(at, end, mention_words[i].word))
            i++;
        if (i == n)
            return fail_at(source, statement, at,
                           "a mention is person, organization, group, unnamed or document; and named, pronoun, "
                           "relative, plural, first, weak or label");
        if (mention_words[i].kind >= 0)
            rule->makes = (uint8_t)mention_words[i].kind;
        rule->flags |= mention_words[i].flags;
        while (end < statement->value_end && *end == ' ')
            end++;
        at = end;
    }
    return true;
}

static bool set_anchor(struct source *source, const struct statement *statement, struct rule *rule)
{
    for (int i = 0; i < LABELS; i++)
        if (value_is(statement->value, statement->value_end, label_names[i])) {
            rule->anchor = i;
            return true;
        }
    return fail_at(source, statement, statement->value, "the anchor is a label of the pattern, such as cue or quote");
}

static bool set_mode(struct source *source, const struct statement *statement, struct rule *rule)
{
    for (int i = QUOTH_SPEECH; i <= QUOTH_THOUGHT; i++)
        if (value_is(statement->value, statement->value_end, quoth_mode_name((quoth_mode)i))) {
            rule->mode = (uint8_t)i;
            return true;
        }
    return fail_at(source, statement, statement->value, "the mode is speech, writing or thought");
}

static bool set_attached(struct source *source, const struct statement *statement, struct rule *rule)
{
    for (int i = QUOTH_BY_NONE; i <= QUOTH_BY_LABEL; i++)
        if (value_is(statement->value, statement->value_end, quoth_attached_name((quoth_attached)i))) {
            rule->attached = (uint8_t)i;
            return true;
        }
    return fail_at(source, statement, statement->value, "attached is cue, adjacent, carried, turn, label or none");
}

static bool set_match(struct source *source, const struct statement *statement, struct rule *rule)
{
    if (rule->pattern)
        return fail_at(source, statement, statement->keyword, "the rule has a match already; remove one");
    rule->match = copy(source, statement->value, statement->value_end);
    rule->pattern = statement_pattern(source, statement, statement->value);
    return rule->pattern != NULL;
}

static bool set_doc(struct source *source, const struct statement *statement, struct rule *rule)
{
    rule->doc = copy(source, statement->value, statement->value_end);
    return rule->doc != NULL;
}

static bool set_reason(struct source *source, const struct statement *statement, struct rule *rule)
{
    rule->reason = copy(source, statement->value, statement->value_end);
    return rule->reason != NULL;
}

static bool add_example(struct source *source, const struct statement *statement, struct rule *rule)
{
    struct arena *arena = source->parser->arena;
    const char *text = copy(source, statement->value, statement->value_end);
    if (!text || !arena_room(arena, &rule->examples))
        return fail_at(source, statement, statement->value, "out of memory");
    enum example_kind kind = keyword_is(statement, "yes")  ? EXAMPLE_YES
                             : keyword_is(statement, "no") ? EXAMPLE_NO
                                                           : EXAMPLE_WINS;
    rule->examples.items[rule->examples.n++] = (struct example){.kind = kind, .text = text, .line = statement->line};
    return true;
}

static const struct {
    const char *keyword;
    bool (*set)(struct source *source, const struct statement *statement, struct rule *rule);
} properties[] = {
    {"match", set_match},   {"doc", set_doc},      {"mode", set_mode},     {"attached", set_attached},
    {"reason", set_reason}, {"makes", set_makes},  {"anchor", set_anchor}, {"yes", add_example},
    {"no", add_example},    {"wins", add_example},
};

static bool parse_property(struct source *source, const struct statement *statement, struct rule *rule)
{
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (keyword_is(statement, properties[i].keyword)) {
            if (statement->value == statement->value_end)
                return fail_at(source, statement, statement->keyword_end, "something must stand behind this word");
            return properties[i].set(source, statement, rule);
        }
    return fail_at(source, statement, statement->keyword,
                   "a rule has doc, match, mode, attached, reason, makes, anchor, yes, no and wins; nothing else");
}

static bool begin_rule(struct source *source, const struct statement *statement, uint32_t phase)
{
    struct rule_parser *parser = source->parser;
    if (phase == NONE)
        return fail_at(source, statement, statement->keyword, "a line 'phase NAME' must stand before the first rule");
    for (const char *at = statement->value; at < statement->value_end; at++)
        if (!is_name(*at))
            return fail_at(source, statement, at, "a rule's name has letters, digits and hyphens only");
    if (statement->value == statement->value_end)
        return fail_at(source, statement, statement->value, "the rule needs a name, such as: rule said-that");
    for (size_t i = 0; i < parser->rules.n; i++)
        if (value_is(statement->value, statement->value_end, parser->rules.items[i].name))
            return fail_at(source, statement, statement->value, "there is a rule of this name already; choose another");
    if (!arena_room(parser->arena, &parser->rules))
        return fail_at(source, statement, statement->value, "out of memory");
    struct rule *rule = &parser->rules.items[parser->rules.n++];
    *rule = (struct rule){.name = copy(source, statement->value, statement->value_end),
                          .file = source->path,
                          .line = statement->line,
                          .phase = phase,
                          .anchor = -1,
                          .attached = QUOTH_BY_CUE};
    size_t n = strlen(parser->language) + strlen(rule->name) + 2;
    char *id = arena_alloc(parser->arena, n);
    if (!id)
        return fail_at(source, statement, statement->value, "out of memory");
    snprintf(id, n, "%s/%s", parser->language, rule->name);
    rule->id = id;
    return true;
}

static uint32_t find_phase(const struct rule_parser *parser, const struct statement *statement)
{
    for (size_t i = 0; i < parser->n_phases; i++)
        if (value_is(statement->value, statement->value_end, parser->phases[i].name))
            return (uint32_t)i;
    return NONE;
}

static bool end_rule(struct source *source)
{
    struct rule_list *rules = &source->parser->rules;
    if (!rules->n || rules->items[rules->n - 1].file != source->path || rules->items[rules->n - 1].pattern)
        return true;
    return fail(source, rules->items[rules->n - 1].line, 1, "rule %s has no match; add one",
                rules->items[rules->n - 1].name);
}

quoth_status rule_parse_file(struct rule_parser *parser, const char *path, const char *text, size_t n_bytes,
                             quoth_error *error)
{
    struct source source = {
        .parser = parser, .path = path, .text = text, .end = text + n_bytes, .line = 1, .error = error};
    source.line_start = text;
    if (n_bytes && memchr(text, '\0', n_bytes))
        fail(&source, 1, 1, "the file holds a NUL byte; rule files are plain text");
    uint32_t phase = NONE;
    bool in_rule = false;
    struct statement statement;
    while (!source.failed && next_statement(&source, &statement)) {
        if (statement.indent > 0) {
            if (!in_rule)
                fail_at(&source, &statement, statement.keyword,
                        "only lines below a rule are indented; remove the spaces");
            else
                parse_property(&source, &statement, &parser->rules.items[parser->rules.n - 1]);
            continue;
        }
        if (!end_rule(&source))
            break;
        in_rule = keyword_is(&statement, "rule");
        if (in_rule)
            begin_rule(&source, &statement, phase);
        else if (keyword_is(&statement, "def"))
            parse_definition(&source, &statement);
        else if (keyword_is(&statement, "phase")) {
            phase = find_phase(parser, &statement);
            if (phase == NONE)
                fail_at(&source, &statement, statement.value,
                        "the manifest has no phase of this name; add it there, or correct it");
        } else
            fail_at(&source, &statement, statement.keyword, "this line must begin with rule, def or phase");
    }
    if (!source.failed)
        end_rule(&source);
    return source.failed ? QUOTH_FATAL : QUOTH_OK;
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
