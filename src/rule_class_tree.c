#include "rule_class_tree.h"

#include <stdio.h>
#include <string.h>

#include "rule_source.h"

const char *const element_feature_names[N_FEATURES] = {
#define FEATURE(name, enumerator, meaning) name,
#include "element_feature.def"
#undef FEATURE
};

const char *const element_feature_meanings[N_FEATURES] = {
#define FEATURE(name, enumerator, meaning) meaning,
#include "element_feature.def"
#undef FEATURE
};

static const struct class_expr *make_class(struct source *source, enum class_kind kind, int value,
                                           const struct class_expr *left, const struct class_expr *right)
{
    struct class_expr *class = source_make(source, sizeof *class);
    if (class) {
        class->kind = kind;
        class->value = value;
        class->left = left;
        class->right = right;
    }
    return class;
}

const struct class_expr *class_of_feature(struct source *source, int feature)
{
    const struct class_expr **class = &source->parser->features[feature];
    if (!*class)
        *class = make_class(source, CLASS_FEATURE, feature, NULL, NULL);
    return *class;
}

const struct class_expr *class_of_set(struct source *source, int set)
{
    struct rule_parser *parser = source->parser;
    while (parser->sets.n <= (size_t)set) {
        if (!arena_room(parser->arena, &parser->sets)) {
            source_fail(source, source->line, 0, "out of memory");
            return NULL;
        }
        parser->sets.items[parser->sets.n++] = NULL;
    }
    const struct class_expr **class = &parser->sets.items[set];
    if (!*class)
        *class = make_class(source, CLASS_SET, set, NULL, NULL);
    return *class;
}

int element_feature_named(const char *begin, const char *end)
{
    for (int i = 0; i < N_FEATURES; i++)
        if (source_word_is(begin, end, element_feature_names[i]))
            return i;
    return -1;
}

int class_literal_set(struct source *source, const char *begin, const char *end)
{
    char name[128];
    int n = snprintf(name, sizeof name, "\"%.*s\"", (int)(end - begin), begin);
    if (n < 0 || (size_t)n >= sizeof name) {
        source_fail(source, source->line, source_column(source, begin),
                    "this word is too long; words have at most 125 bytes");
        return 0;
    }
    struct lexicon *lexicon = source->parser->lexicon;
    int known = lexicon_find_set(lexicon, name, (size_t)n);
    if (known >= 0)
        return known;
    int set = lexicon_make_set(lexicon, name, (size_t)n);
    if (set < 0 || !lexicon_add(lexicon, set, begin, (size_t)(end - begin)))
        source_fail(source, source->line, source_column(source, begin),
                    "too many different words and sets in the rules");
    return set < 0 ? 0 : set;
}

const struct class_expr *class_parse_set(struct source *source)
{
    const char *at = source->text++;
    const char *end;
    const char *begin = source_read_name(source, &end);
    if (!begin) {
        source_fail(source, source->line, source_column(source, at), "a set's name is missing behind @, such as @say");
        return NULL;
    }
    int set = lexicon_find_set(source->parser->lexicon, begin, (size_t)(end - begin));
    if (set < 0) {
        source_fail(source, source->line, source_column(source, at),
                    "there is no set @%.*s; make lexicon/%.*s.txt or correct the name", (int)(end - begin), begin,
                    (int)(end - begin), begin);
        return NULL;
    }
    return class_of_set(source, set);
}

static const struct class_expr *parse_class_named(struct source *source)
{
    const char *end;
    const char *begin = source_read_name(source, &end);
    int feature = element_feature_named(begin, end);
    if (feature >= 0)
        return class_of_feature(source, feature);
    struct node *definition = source_use_definition(source, begin, end);
    if (definition && definition->kind == NODE_CLASS)
        return definition->class;
    source_fail(source, source->line, source_column(source, begin),
                definition ? "%.*s stands for more than one element and can't be a part of a class"
                           : "%.*s is neither a class nor a definition; write \"%.*s\" for the word itself",
                (int)(end - begin), begin, (int)(end - begin), begin);
    return NULL;
}

const struct class_expr *class_parse_atom(struct source *source)
{
    source_skip_space(source);
    if (source->text == source->end || ++source->depth > MAX_DEPTH) {
        source_fail_here(source, source->depth > MAX_DEPTH ? "nested too deeply" : "the class isn't closed; add ]");
        return NULL;
    }
    const struct class_expr *class = NULL;
    char c = *source->text;
    if (c == '!') {
        source->text++;
        const struct class_expr *inner = class_parse_atom(source);
        class = inner ? make_class(source, CLASS_NOT, 0, inner, NULL) : NULL;
    } else if (c == '(') {
        source->text++;
        class = class_parse(source);
        if (class && !source_accept(source, ")"))
            source_fail_here(source, "a ) is missing here");
    } else if (c == '@') {
        class = class_parse_set(source);
    } else if (c == '"') {
        const char *begin = ++source->text;
        while (source->text < source->end && *source->text != '"' && *source->text != '\n')
            source->text++;
        if (source->text == source->end || *source->text != '"' || source->text == begin)
            source_fail(source, source->line, source_column(source, begin), "the word isn't closed; add \"");
        else
            class = class_of_set(source, class_literal_set(source, begin, source->text++));
    } else if (source_is_name_byte(c)) {
        class = parse_class_named(source);
    } else {
        source_fail(source, source->line, source_column(source, source->text),
                    "'%c' can't stand in a class; write @set, \"word\", CLASS, !, & or |", c);
    }
    source->depth--;
    return source->failed ? NULL : class;
}

const struct class_expr *class_parse(struct source *source)
{
    const struct class_expr *any = NULL;
    do {
        const struct class_expr *all = NULL;
        do {
            const struct class_expr *atom = class_parse_atom(source);
            if (!atom)
                return NULL;
            all = all ? make_class(source, CLASS_AND, 0, all, atom) : atom;
        } while (all && source_accept(source, "&"));
        any = any ? make_class(source, CLASS_OR, 0, any, all) : all;
    } while (any && source_accept(source, "|"));
    return any;
}
