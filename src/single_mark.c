#include "single_mark.h"

#include "continuation.h"
#include "language.h"

/* The paragraph at hand. */
struct singles {
    struct marks *marks;
    const struct paragraph *paragraph;
    uint32_t outer_top, outer_last; /* as a container's top and last, outside of all containers */
};

static void find_containers(struct singles *s)
{
    uint32_t top = NONE;
    for (size_t i = 0; i < s->marks->n; i++) {
        struct mark *mark = &s->marks->items[i];
        if (mark->single) {
            mark->container = top;
        } else if (mark->role == ROLE_CLOSE) {
            top = s->marks->items[mark->partner].below;
        } else if (mark->role == ROLE_OPEN && mark->closed == MARK_PAIRED) {
            mark->below = top;
            top = (uint32_t)i;
        }
    }
}

static uint32_t *top_of(struct singles *s, uint32_t container)
{
    return container == NONE ? &s->outer_top : &s->marks->items[container].top;
}

/* Links each single mark with the next one in its container. */
static void link_in_containers(struct singles *s)
{
    for (size_t i = s->marks->n; i-- > 0;) {
        struct mark *mark = &s->marks->items[i];
        if (!mark->single)
            continue;
        uint32_t *last = mark->container == NONE ? &s->outer_last : &s->marks->items[mark->container].last;
        mark->next = *last;
        *last = (uint32_t)i;
    }
}

/* 'tis, '90s */
static bool begins_elision(const struct singles *s, const struct mark *mark)
{
    const struct tokens *tokens = &s->marks->doc->tokens;
    uint32_t word = mark->token + 1;
    if (word >= s->paragraph->end_token)
        return false;
    if (tokens->kind[word] == TOKEN_NUMBER) {
        const char *digits = s->marks->doc->text.bytes + tokens->begin[word];
        uint32_t n = tokens->end[word] - tokens->begin[word];
        return n == 2 || (n == 3 && (digits[2] < '0' || digits[2] > '9'));
    }
    if (tokens->kind[word] != TOKEN_WORD)
        return false;
    const char *begin = s->marks->doc->text.bytes + tokens->begin[mark->token];
    uint16_t signature =
        lexicon_lookup(s->marks->doc->language->lexicon, begin, tokens->end[word] - tokens->begin[mark->token]);
    return language_has(s->marks->doc->language, signature, SET_ELISION);
}

/* Words that no possessive stands before. */
static bool is_function_word(const struct language *language, uint16_t word)
{
    return language_has_any(language, word, SET_CONJUNCTION, SET_PREPOSITION, SET_DETERMINER, SET_AUXILIARY,
                            SET_PLURAL_PRONOUN);
}

/* Whether what stands behind a mark shows that it closes, though a possessive stands before. */
static bool closes_by_what_follows(const struct singles *s, const struct mark *mark)
{
    uint32_t next = mark->token + 1;
    if (next == s->paragraph->end_token || mark_kind_at(s->marks, next) != TOKEN_WORD)
        return true;
    return is_function_word(s->marks->doc->language, s->marks->doc->tokens.word[next]);
}

/* Whether a mark stands where an utterance begins: at the paragraph's beginning, or behind a stop, comma or colon. */
static bool stands_before_utterance(const struct singles *s, const struct mark *mark)
{
    if (mark->token == s->paragraph->first_token)
        return true;
    enum token_kind before = mark_kind_at(s->marks, mark->token - 1);
    return before == TOKEN_COLON || before == TOKEN_COMMA || mark_follows_sentence(s->marks, mark);
}

/* Whether what stands behind a mark begins with a small letter. */
static bool opens_small(const struct singles *s, const struct mark *mark)
{
    const struct tokens *tokens = &s->marks->doc->tokens;
    uint32_t word = mark->token + 1;
    while (word < s->paragraph->end_token && tokens->kind[word] >= TOKEN_OPEN)
        word++;
    return word < s->paragraph->end_token && tokens->kind[word] == TOKEN_WORD && mark_begins_small(s->marks, word);
}

/* Whether an opening mark that nothing closes begins an utterance all the same, or goes on with one ('A,' she says,
 * 'but b.') that the next paragraph goes on with. */
static bool opens_utterance(struct singles *s, const struct mark *mark)
{
    return stands_before_utterance(s, mark) &&
           (!opens_small(s, mark) || continuation_reopens(s->marks, mark, s->paragraph));
}

/* Whether a mark behind a possessive closes the open one all the same. */
static bool possessive_closes(struct singles *s, const struct mark *opening, const struct mark *mark)
{
    if (closes_by_what_follows(s, mark))
        return true;
    if (mark->sure != NONE)
        return !mark_looks_closing(&s->marks->items[mark->sure]);
    return mark->container != NONE || !stands_before_utterance(s, opening) ||
           !continuation_reopens(s->marks, opening, s->paragraph);
}

static void close_single(struct singles *s, uint32_t *top, size_t i)
{
    struct mark *opening = &s->marks->items[*top];
    *top = opening->below;
    mark_close_pair(s->marks, opening, i);
}

/* Whether an opening-looking single mark is rather an apostrophe. */
static bool opens_nothing(const struct singles *s, const struct mark *mark, bool open)
{
    if (!begins_elision(s, mark))
        return false;
    if (mark_kind_at(s->marks, mark->token + 1) == TOKEN_NUMBER && mark->token == s->paragraph->first_token)
        return false;
    return open || mark->next == NONE || !mark_looks_closing(&s->marks->items[mark->next]);
}

static void read_single(struct singles *s, size_t i)
{
    struct mark *mark = &s->marks->items[i];
    uint32_t *top = top_of(s, mark->container);
    if (mark->virtual || (mark_looks_opening(mark) && !opens_nothing(s, mark, *top != NONE))) {
        if (*top != NONE && mark_follows_sentence(s->marks, mark)) {
            mark_close_repeated(&s->marks->items[*top], i);
            *top = s->marks->items[*top].below;
        }
        mark->role = ROLE_OPEN;
        mark->closed = MARK_PARAGRAPH_END;
        mark->below = *top;
        *top = (uint32_t)i;
    } else if (mark_looks_closing(mark) && *top != NONE &&
               (!mark->weak || possessive_closes(s, &s->marks->items[*top], mark))) {
        close_single(s, top, i);
    }
}

/* A single mark that nothing closes is an apostrophe, unless an utterance begins with it. */
static void drop_open_singles(struct singles *s)
{
    for (size_t i = 0; i < s->marks->n; i++) {
        struct mark *mark = &s->marks->items[i];
        if (!mark->single || mark->role != ROLE_OPEN || mark->closed != MARK_PARAGRAPH_END || mark->virtual)
            continue;
        if (mark->container != NONE || mark->below != NONE || !opens_utterance(s, mark))
            mark->role = ROLE_NONE;
    }
}

/* Where nothing closes a double mark, a single one behind the end of a sentence was meant to: "It works.' She left. */
static void close_by_singles(struct singles *s)
{
    for (size_t i = 0; i < s->marks->n; i++) {
        struct mark *opening = &s->marks->items[i];
        if (opening->single || opening->role != ROLE_OPEN || opening->closed == MARK_PAIRED || opening->virtual)
            continue;
        for (size_t j = i + 1; j < s->marks->n && s->marks->items[j].single; j++) {
            const struct mark *mark = &s->marks->items[j];
            if (mark->role == ROLE_NONE && mark_looks_closing(mark) && mark_follows_sentence(s->marks, mark)) {
                mark_close_pair(s->marks, opening, j);
                break;
            }
        }
    }
}

/* Two apostrophes that close no double mark close two single ones. */
static void read_two_apostrophes(struct singles *s, size_t i)
{
    if (s->marks->items[i].role != ROLE_NONE || s->marks->items[i].known != MARK_TWO_APOSTROPHES ||
        s->marks->items[i].space_before)
        return;
    while (s->outer_top != NONE)
        close_single(s, &s->outer_top, i);
}

/* Tells possessives, and of each single mark the next one that is none, or closes all the same. */
static void find_sure_singles(struct singles *s)
{
    for (size_t i = s->marks->n; i-- > 0;) {
        struct mark *mark = &s->marks->items[i];
        if (!mark->single || mark->virtual)
            continue;
        mark->weak = mark_looks_closing(mark) && mark_ends_possessive(s->marks, mark);
        if (mark->next == NONE)
            continue;
        const struct mark *next = &s->marks->items[mark->next];
        mark->sure = next->weak && !closes_by_what_follows(s, next) ? next->sure : mark->next;
    }
}

void single_mark_pair(struct marks *marks, const struct paragraph *paragraph)
{
    struct singles singles = {.marks = marks, .paragraph = paragraph, .outer_top = NONE, .outer_last = NONE};
    find_containers(&singles);
    link_in_containers(&singles);
    find_sure_singles(&singles);
    for (size_t i = 0; i < marks->n; i++) {
        if (marks->items[i].single)
            read_single(&singles, i);
        else
            read_two_apostrophes(&singles, i);
    }
    drop_open_singles(&singles);
    close_by_singles(&singles);
}
