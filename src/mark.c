#include "mark.h"

#include <string.h>

#include "language.h"
#include "unicode.h"

/* The likelier first: they are searched one by one. */
static const struct {
    char bytes[8];
    enum family family;
} known_marks[] = {
    {"\"", FAMILY_PLAIN},
    {"'", FAMILY_PLAIN},
    {"\u2019", FAMILY_PLAIN},
    {"\u201C", FAMILY_PLAIN},
    {"\u201D", FAMILY_PLAIN},
    {"\u2018", FAMILY_PLAIN},
    {"''", FAMILY_PLAIN},
    {"``", FAMILY_PLAIN},
    {"\u201E", FAMILY_PLAIN},
    {"\u00AB", FAMILY_ANGLE},
    {"\u00BB", FAMILY_ANGLE},
    {"\u201A", FAMILY_PLAIN},
    {"`", FAMILY_PLAIN},
    {"\u2032", FAMILY_PLAIN},
    {"\u2033", FAMILY_PLAIN},
    {"\u2018\u2018", FAMILY_PLAIN},
    {"\u2019\u2019", FAMILY_PLAIN},
    {"\u201F", FAMILY_PLAIN},
    {"\u201B", FAMILY_PLAIN},
    {"\u2039", FAMILY_ANGLE},
    {"\u203A", FAMILY_ANGLE},
    {"\u300C", FAMILY_CORNER},
    {"\u300D", FAMILY_CORNER},
    {"\u300E", FAMILY_CORNER},
    {"\u300F", FAMILY_CORNER},
    {"\uFF02", FAMILY_PLAIN},
    {"\uFF07", FAMILY_PLAIN},
    {"\u275D", FAMILY_PLAIN},
    {"\u275E", FAMILY_PLAIN},
};

_Static_assert(sizeof known_marks / sizeof *known_marks == KNOWN_MARKS, "a number for each mark");

static size_t known_mark(const char *bytes, size_t n)
{
    for (size_t i = 0; i < KNOWN_MARKS; i++)
        if (strlen(known_marks[i].bytes) == n && memcmp(known_marks[i].bytes, bytes, n) == 0)
            return i;
    return KNOWN_MARKS;
}

/* The first pair of the language that has the mark says what it is. */
static const struct usage *usage_of(struct marks *marks, size_t known)
{
    struct usage *usage = &marks->usage[known];
    if (usage->asked)
        return usage;
    usage->asked = true;
    for (size_t i = 0; i < marks->doc->language->n_pairs && !usage->used; i++) {
        const struct mark_pair *pair = &marks->doc->language->pairs[i];
        bool opens = strcmp(pair->open, known_marks[known].bytes) == 0;
        bool closes = strcmp(pair->close, known_marks[known].bytes) == 0;
        usage->used = opens || closes;
        usage->single = pair->single;
        usage->prior = opens && closes ? ROLE_NONE : opens ? ROLE_OPEN : ROLE_CLOSE;
    }
    return usage;
}

/* -- what the neighbours say ----------------------------------------------------------- */

/* What stands outside of an opening mark, besides white space. */
static bool goes_before(enum token_kind kind)
{
    return kind == TOKEN_OPEN || kind == TOKEN_DASH || kind == TOKEN_SYMBOL || kind == TOKEN_AMPERSAND;
}

/* What stands outside of a closing mark, besides white space. */
static bool goes_behind(enum token_kind kind)
{
    switch (kind) {
    case TOKEN_COMMA:
    case TOKEN_STOP:
    case TOKEN_QUESTION:
    case TOKEN_EXCLAMATION:
    case TOKEN_SEMICOLON:
    case TOKEN_COLON:
    case TOKEN_CLOSE:
    case TOKEN_DASH:
    case TOKEN_SYMBOL:
    case TOKEN_AMPERSAND:
        return true;
    default:
        return false;
    }
}

static bool begins_with_apostrophe(const struct marks *marks, uint32_t token)
{
    const char *bytes = marks->doc->text.bytes + marks->doc->tokens.begin[token];
    return *bytes == '\'' ||
           (marks->doc->tokens.end[token] - marks->doc->tokens.begin[token] > 3 && memcmp(bytes, "\u2019", 3) == 0);
}

bool mark_space_before(const struct marks *marks, const struct paragraph *paragraph, uint32_t token)
{
    return token == paragraph->first_token || !token_is_glued(&marks->doc->tokens, token) ||
           goes_before(mark_kind_at(marks, token - 1));
}

bool mark_space_behind(const struct marks *marks, const struct paragraph *paragraph, uint32_t token)
{
    uint32_t next = token + 1;
    if (next == paragraph->end_token || !token_is_glued(&marks->doc->tokens, next) ||
        goes_behind(mark_kind_at(marks, next)))
        return true;
    return mark_kind_at(marks, next) == TOKEN_WORD && begins_with_apostrophe(marks, next); /* "Hamilton"'s */
}

/* 'It rains.'Orr left: the white space behind a single mark was lost. */
static bool lost_space_behind(const struct marks *marks, const struct paragraph *paragraph, const struct mark *mark)
{
    const uint32_t next = mark->token + 1;
    if (!mark->single || mark->token == paragraph->first_token || next == paragraph->end_token ||
        mark_kind_at(marks, next) != TOKEN_WORD || marks->doc->tokens.shape[next] == SHAPE_LOWER)
        return false;
    const enum token_kind before = mark_kind_at(marks, mark->token - 1);
    return before == TOKEN_COMMA || kind_ends_sentence((uint8_t)before);
}

/* Marks that touch each other have the neighbours of their run. */
static void look_around(struct marks *marks, const struct paragraph *paragraph, size_t first, size_t end)
{
    bool before = mark_space_before(marks, paragraph, marks->items[first].token);
    bool behind = mark_space_behind(marks, paragraph, marks->items[end - 1].token) ||
                  (!before && lost_space_behind(marks, paragraph, &marks->items[end - 1]));
    for (size_t i = first; i < end; i++) {
        struct mark *mark = &marks->items[i];
        mark->space_before = before;
        mark->space_behind = behind;
        mark->look = before == behind ? ROLE_NONE : before ? ROLE_OPEN : ROLE_CLOSE;
    }
}

/* he wrote: ' It rains.' A mark alone behind a colon opens, unless the next one does: the first is damage then. */
static void open_behind_colon(struct marks *marks, const struct paragraph *paragraph, size_t i)
{
    struct mark *mark = &marks->items[i];
    if (mark->virtual || !mark->space_before || !mark->space_behind || mark->token == paragraph->first_token ||
        mark_kind_at(marks, mark->token - 1) != TOKEN_COLON)
        return;
    const struct mark *next = i + 1 < marks->n ? &marks->items[i + 1] : NULL;
    if (next && next->known == mark->known && next->look == ROLE_OPEN)
        return;
    mark->space_behind = false;
    mark->look = ROLE_OPEN;
}

static void look_around_all(struct marks *marks, const struct paragraph *paragraph)
{
    const struct tokens *tokens = &marks->doc->tokens;
    for (size_t first = 0, end; first < marks->n; first = end) {
        end = first + 1;
        if (marks->items[first].virtual)
            continue;
        while (end < marks->n && marks->items[end].token == marks->items[end - 1].token + 1 &&
               token_is_glued(tokens, marks->items[end].token))
            end++;
        look_around(marks, paragraph, first, end);
    }
    for (size_t i = 0; i < marks->n; i++)
        open_behind_colon(marks, paragraph, i);
}

/* -- collecting ------------------------------------------------------------------------ */

bool mark_read(struct marks *marks, uint32_t token, struct mark *mark)
{
    const struct tokens *tokens = &marks->doc->tokens;
    size_t known = known_mark(marks->doc->text.bytes + tokens->begin[token], tokens->end[token] - tokens->begin[token]);
    const struct usage *usage = known < KNOWN_MARKS ? usage_of(marks, known) : NULL;
    if (!usage || !usage->used)
        return false;
    *mark = (struct mark){.token = token,
                          .known = (uint8_t)known,
                          .family = (uint8_t)known_marks[known].family,
                          .prior = usage->prior,
                          .single = usage->single};
    return true;
}

bool mark_add(struct marks *marks, struct mark mark)
{
    if (!arena_grow(marks->arena, &marks->items, &marks->capacity, marks->n + 1, sizeof *marks->items))
        return false;
    mark.partner = mark.below = mark.container = mark.next = mark.sure = mark.top = mark.last = NONE;
    marks->items[marks->n++] = mark;
    return true;
}

bool mark_collect(struct marks *marks, const struct paragraph *paragraph)
{
    const uint8_t *kind = marks->doc->tokens.kind, *found;
    uint32_t token = paragraph->first_token;
    while (token < paragraph->end_token && (found = memchr(kind + token, TOKEN_MARK, paragraph->end_token - token))) {
        struct mark mark;
        token = (uint32_t)(found - kind);
        if (mark_read(marks, token, &mark) && !mark_add(marks, mark))
            return false;
        token++;
    }
    look_around_all(marks, paragraph);
    return true;
}

/* -- pairing -------------------------------------------------------------------------- */

void mark_close_pair(struct marks *marks, struct mark *opening, size_t i)
{
    opening->closed = MARK_PAIRED;
    opening->partner = (uint32_t)i;
    marks->items[i].role = ROLE_CLOSE;
    marks->items[i].partner = (uint32_t)(opening - marks->items);
}

void mark_close_repeated(struct mark *opening, size_t i)
{
    opening->closed = MARK_REPEATED_OPENING;
    opening->partner = (uint32_t)i;
}

bool mark_follows_sentence(const struct marks *marks, const struct mark *mark)
{
    return mark->token > 0 && kind_ends_sentence(marks->doc->tokens.kind[mark->token - 1]);
}

bool mark_begins_small(const struct marks *marks, uint32_t token)
{
    const struct tokens *tokens = &marks->doc->tokens;
    return unicode_begins_small(marks->doc->text.bytes + tokens->begin[token],
                                tokens->end[token] - tokens->begin[token]);
}

bool mark_ends_possessive(const struct marks *marks, const struct mark *mark)
{
    const struct tokens *tokens = &marks->doc->tokens;
    if (!mark->token || !token_is_glued(tokens, mark->token) || tokens->kind[mark->token - 1] != TOKEN_WORD)
        return false;
    uint32_t word = mark->token - 1;
    const char *bytes = marks->doc->text.bytes;
    char last = bytes[tokens->end[word] - 1];
    if (marks->possessive && (last == marks->possessive_letter || last + 32 == marks->possessive_letter))
        return true;
    uint16_t signature = lexicon_lookup(marks->doc->language->lexicon, bytes + tokens->begin[word],
                                        tokens->end[mark->token] - tokens->begin[word]);
    return language_has(marks->doc->language, signature, SET_ELISION);
}

/* -- habits of a document -------------------------------------------------------------- */

/* How many marks of each kind look like opening and like closing ones. */
struct looks {
    uint32_t open[KNOWN_MARKS], close[KNOWN_MARKS];
};

static void count_looks(struct marks *marks, const struct paragraph *paragraph, struct looks *looks)
{
    const uint8_t *kind = marks->doc->tokens.kind, *found;
    struct mark mark;
    for (uint32_t token = paragraph->first_token; token < paragraph->end_token; token++) {
        found = memchr(kind + token, TOKEN_MARK, paragraph->end_token - token);
        if (!found)
            return;
        token = (uint32_t)(found - kind);
        if ((unsigned char)marks->doc->text.bytes[marks->doc->tokens.begin[token]] < 0x80 ||
            !mark_read(marks, token, &mark))
            continue;
        const bool before = mark_space_before(marks, paragraph, token);
        if (before != mark_space_behind(marks, paragraph, token))
            ++(before ? looks->open : looks->close)[mark.known];
    }
}

/* Whether the document has single marks whose shape says that they open. */
static bool has_opening_single(const struct marks *marks, const struct looks *looks)
{
    for (size_t i = 0; i < KNOWN_MARKS; i++)
        if (marks->usage[i].single && marks->usage[i].prior == ROLE_OPEN && looks->open[i] + looks->close[i])
            return true;
    return false;
}

static void find_possessive(struct marks *marks)
{
    const struct language *language = marks->doc->language;
    for (size_t i = 0; i < language->n_clitics; i++) {
        const char *clitic = language->clitics[i];
        uint16_t word = lexicon_lookup(language->lexicon, clitic, strlen(clitic));
        if (language_has(language, word, SET_POSSESSIVE)) {
            marks->possessive = word;
            marks->possessive_letter = clitic[strlen(clitic) - 1];
            return;
        }
    }
}

void mark_learn(struct marks *marks)
{
    struct looks looks = {.open = {0}};
    const struct doc *doc = marks->doc;
    for (size_t p = 0; p < doc->n_paragraphs; p++)
        count_looks(marks, &doc->paragraphs[p], &looks);
    find_possessive(marks);
    const bool singles_open = has_opening_single(marks, &looks);
    for (size_t i = 0; i < KNOWN_MARKS; i++) {
        struct usage *usage = &marks->usage[i];
        if (usage->prior == ROLE_NONE || (usage->single && singles_open))
            continue;
        const bool opens = usage->prior == ROLE_OPEN;
        const uint32_t along = opens ? looks.open[i] : looks.close[i], against = opens ? looks.close[i] : looks.open[i];
        if (against > 4 * along)
            usage->prior = opens ? ROLE_CLOSE : ROLE_OPEN;
        else if (against * 2 >= along && against)
            usage->prior = ROLE_NONE;
    }
}
