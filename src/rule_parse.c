#include "rule_parse.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "rule_source.h"

/* -- statements ---------------------------------------------------------------------- */

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
    return source_word_is(statement->keyword, statement->keyword_end, word);
}

/* To the next line; the last one may lack its end. */
static void skip_line(struct source *source, const char *end)
{
    source->text = end + (end < source->end);
    source->line++;
}

static void skip_blank_lines(struct source *source)
{
    for (const char *end; source->text < source->end; skip_line(source, end)) {
        end = line_end(source->text, source->end);
        if (!is_blank(source->text, end))
            return;
    }
}

/* The statement's first line: its keyword, and what stands behind that. */
static bool read_keyword(struct source *source, struct statement *statement)
{
    const char *line = source->text, *end = line_end(line, source->end);
    source->line_start = line;
    *statement = (struct statement){.line_start = line, .line = source->line, .indent = indent_of(line, end)};
    const char *at = line + statement->indent;
    statement->keyword = at;
    while (at < end && source_is_name_byte(*at))
        at++;
    statement->keyword_end = at;
    if (at == statement->keyword)
        return source_fail(source, source->line, source_column(source, at), "%s",
                           at < end && *at == '\t' ? "lines are indented by spaces; replace the tab"
                                                   : "a keyword must stand here: rule, def, phase, match, ...");
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    statement->value = at;
    statement->value_end = end;
    skip_line(source, end);
    return true;
}

/* The lines behind it that are indented more deeply go on with its value; comments may stand between them. */
static void read_further_lines(struct source *source, struct statement *statement)
{
    for (const char *end; source->text < source->end; skip_line(source, end)) {
        end = line_end(source->text, source->end);
        const bool blank = is_blank(source->text, end);
        const bool deeper = indent_of(source->text, end) > statement->indent;
        if (!deeper && (!blank || statement->indent == 0 || end == source->text))
            return;
        if (!blank)
            statement->value_end = end;
    }
}

/* Reads the next statement; false at the file's end or after an error. */
static bool next_statement(struct source *source, struct statement *statement)
{
    skip_blank_lines(source);
    if (source->text == source->end || !read_keyword(source, statement))
        return false;
    if (!keyword_is(statement, "rule")) /* its indented lines are statements of their own */
        read_further_lines(source, statement);
    while (statement->value_end > statement->value && isspace((unsigned char)statement->value_end[-1]))
        statement->value_end--;
    return true;
}

static bool fail_at(struct source *source, const struct statement *statement, const char *at, const char *message)
{
    return source_fail(source, statement->line, (uint32_t)(at - statement->line_start) + 1, "%s", message);
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
    struct node *pattern = tree_parse(&inner);
    source->failed = inner.failed;
    return pattern;
}

static bool parse_definition(struct source *source, const struct statement *statement)
{
    const char *at = statement->value;
    while (at < statement->value_end && source_is_name_byte(*at))
        at++;
    const char *name_end = at;
    while (at < statement->value_end && *at == ' ')
        at++;
    if (name_end == statement->value || at == statement->value_end || *at != '=')
        return fail_at(source, statement, statement->value, "write: def NAME = pattern");
    if (element_feature_named(statement->value, name_end) >= 0 || source_definition(source, statement->value, name_end))
        return fail_at(source, statement, statement->value, "this name is taken; choose another");
    struct node *pattern = statement_pattern(source, statement, at + 1);
    struct rule_parser *parser = source->parser;
    if (!pattern)
        return false;
    if (!arena_room(parser->arena, &parser->definitions))
        return fail_at(source, statement, statement->value, "out of memory");
    parser->definitions.items[parser->definitions.n++] =
        (struct definition){.name = source_copy(source, statement->value, name_end),
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
        while (end < statement->value_end && source_is_name_byte(*end))
            end++;
        size_t i = 0, n = sizeof mention_words / sizeof *mention_words;
        while (i < n && !source_word_is(at, end, mention_words[i].word))
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
        if (source_word_is(statement->value, statement->value_end, label_names[i])) {
            rule->anchor = i;
            return true;
        }
    return fail_at(source, statement, statement->value, "the anchor is a label of the pattern, such as cue or quote");
}

static bool set_mode(struct source *source, const struct statement *statement, struct rule *rule)
{
    for (int i = QUOTH_SPEECH; i <= QUOTH_THOUGHT; i++)
        if (source_word_is(statement->value, statement->value_end, quoth_mode_name((quoth_mode)i))) {
            rule->mode = (uint8_t)i;
            return true;
        }
    return fail_at(source, statement, statement->value, "the mode is speech, writing or thought");
}

static bool set_attached(struct source *source, const struct statement *statement, struct rule *rule)
{
    for (int i = QUOTH_BY_NONE; i <= QUOTH_BY_LABEL; i++)
        if (source_word_is(statement->value, statement->value_end, quoth_attached_name((quoth_attached)i))) {
            rule->attached = (uint8_t)i;
            return true;
        }
    return fail_at(source, statement, statement->value, "attached is cue, adjacent, carried, turn, label or none");
}

static bool set_match(struct source *source, const struct statement *statement, struct rule *rule)
{
    if (rule->pattern)
        return fail_at(source, statement, statement->keyword, "the rule has a match already; remove one");
    rule->match = source_copy(source, statement->value, statement->value_end);
    rule->pattern = statement_pattern(source, statement, statement->value);
    return rule->pattern != NULL;
}

static bool set_doc(struct source *source, const struct statement *statement, struct rule *rule)
{
    rule->doc = source_copy(source, statement->value, statement->value_end);
    return rule->doc != NULL;
}

static bool set_reason(struct source *source, const struct statement *statement, struct rule *rule)
{
    rule->reason = source_copy(source, statement->value, statement->value_end);
    return rule->reason != NULL;
}

static bool add_example(struct source *source, const struct statement *statement, struct rule *rule)
{
    struct arena *arena = source->parser->arena;
    const char *text = source_copy(source, statement->value, statement->value_end);
    if (!text || !arena_room(arena, &rule->examples))
        return fail_at(source, statement, statement->value, "out of memory");
    enum example_kind kind = keyword_is(statement, "yes")  ? EXAMPLE_YES
                             : keyword_is(statement, "no") ? EXAMPLE_NO
                                                           : EXAMPLE_WINS;
    rule->examples.items[rule->examples.n++] = (struct example){.kind = kind, .text = text, .line = statement->line};
    return true;
}

#define ANY_ACTION (~0u)

static const struct {
    const char *keyword;
    bool (*set)(struct source *source, const struct statement *statement, struct rule *rule);
    unsigned actions; /* bits by enum phase_action: of the phases whose rules have it */
} properties[] = {
#define BIT(action) (1u << (action))
    {"match", set_match, ANY_ACTION},         {"doc", set_doc, ANY_ACTION},
    {"mode", set_mode, BIT(PHASE_ATTRIBUTE)}, {"attached", set_attached, BIT(PHASE_ATTRIBUTE)},
    {"reason", set_reason, BIT(PHASE_BLOCK)}, {"makes", set_makes, BIT(PHASE_NAMES) | BIT(PHASE_MENTION)},
    {"anchor", set_anchor, ANY_ACTION},       {"yes", add_example, ANY_ACTION},
    {"no", add_example, ANY_ACTION},          {"wins", add_example, ANY_ACTION},
#undef BIT
};

static bool parse_property(struct source *source, const struct statement *statement, struct rule *rule)
{
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (keyword_is(statement, properties[i].keyword)) {
            if (statement->value == statement->value_end)
                return fail_at(source, statement, statement->keyword_end, "something must stand behind this word");
            if (!(properties[i].actions >> source->parser->phases[rule->phase].action & 1u))
                return fail_at(source, statement, statement->keyword,
                               "rules of this phase have no use for this line; remove it");
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
        if (!source_is_name_byte(*at))
            return fail_at(source, statement, at, "a rule's name has letters, digits and hyphens only");
    if (statement->value == statement->value_end)
        return fail_at(source, statement, statement->value, "the rule needs a name, such as: rule said-that");
    for (size_t i = 0; i < parser->rules.n; i++)
        if (source_word_is(statement->value, statement->value_end, parser->rules.items[i].name))
            return fail_at(source, statement, statement->value, "there is a rule of this name already; choose another");
    if (!arena_room(parser->arena, &parser->rules))
        return fail_at(source, statement, statement->value, "out of memory");
    struct rule *rule = &parser->rules.items[parser->rules.n++];
    *rule = (struct rule){.name = source_copy(source, statement->value, statement->value_end),
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
        if (source_word_is(statement->value, statement->value_end, parser->phases[i].name))
            return (uint32_t)i;
    return NONE;
}

/* Tells the phases that there are. */
static bool fail_phase(struct source *source, const struct statement *statement)
{
    const struct rule_parser *parser = source->parser;
    char names[256] = "";
    for (size_t i = 0, n = 0; i < parser->n_phases && n < sizeof names; i++)
        n += (size_t)snprintf(names + n, sizeof names - n, "%s%s", i ? ", " : "", parser->phases[i].name);
    return source_fail(source, statement->line, (uint32_t)(statement->value - statement->line_start) + 1,
                       "the manifest has no phase of this name; add it there, or write one of: %s", names);
}

/* What a line without indentation begins with says more than that the rule above isn't finished. */
static bool check_keyword(struct source *source, const struct statement *statement)
{
    if (keyword_is(statement, "rule") || keyword_is(statement, "def") || keyword_is(statement, "phase"))
        return true;
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (keyword_is(statement, properties[i].keyword))
            return fail_at(source, statement, statement->keyword,
                           "what belongs to a rule is indented; put spaces before this line");
    return fail_at(source, statement, statement->keyword, "this line must begin with rule, def or phase");
}

static bool end_rule(struct source *source)
{
    struct rule_list *rules = &source->parser->rules;
    if (!rules->n || rules->items[rules->n - 1].file != source->path || rules->items[rules->n - 1].pattern)
        return true;
    return source_fail(source, rules->items[rules->n - 1].line, 1, "rule %s has no match; add one",
                       rules->items[rules->n - 1].name);
}

quoth_status rule_parse_file(struct rule_parser *parser, const char *path, const char *text, size_t n_bytes,
                             quoth_error *error)
{
    struct source source = {
        .parser = parser, .path = path, .text = text, .end = text + n_bytes, .line = 1, .error = error};
    source.line_start = text;
    if (n_bytes && memchr(text, '\0', n_bytes))
        source_fail(&source, 1, 1, "the file holds a NUL byte; rule files are plain text");
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
        if (!check_keyword(&source, &statement) || !end_rule(&source))
            break;
        in_rule = keyword_is(&statement, "rule");
        if (in_rule)
            begin_rule(&source, &statement, phase);
        else if (keyword_is(&statement, "def"))
            parse_definition(&source, &statement);
        else if ((phase = find_phase(parser, &statement)) == NONE)
            fail_phase(&source, &statement);
    }
    if (!source.failed)
        end_rule(&source);
    return source.failed ? QUOTH_FATAL : QUOTH_OK;
}
