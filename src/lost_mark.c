#include "lost_mark.h"

#include "language.h"
#include "sentence.h"

enum { FARTHEST_CUE = 10, SHORTEST = 3, LONGEST_SPEAKER = 16 }; /* tokens */

static bool is_cue(const struct doc *doc, uint32_t token)
{
    const uint16_t word = doc->tokens.word[token];
    return language_has_any(doc->language, word, SET_SAY, SET_TELL) &&
           language_has_any(doc->language, word, SET_PAST, SET_THIRD);
}

/* -- opening marks --------------------------------------------------------------------- */

/* Whether a verb of speech, with whom it belongs to, follows a mark: ," said Orr; ," the mayor, Ann Orr, told them. */
static bool precedes_cue(const struct marks *marks, const struct paragraph *paragraph, uint32_t token)
{
    for (uint32_t i = token + 1; i < paragraph->end_token && i <= token + FARTHEST_CUE; i++) {
        const enum token_kind kind = mark_kind_at(marks, i);
        if (kind == TOKEN_MARK || kind_ends_sentence(kind))
            return false;
        if (is_cue(marks->doc, i))
            return true;
    }
    return false;
}

/* Whether a mark closes what nothing opened, before its cue. Behind a stop, what begins with a capital is a sentence of
 * its own. */
static bool lacks_opening(const struct marks *marks, const struct paragraph *paragraph, const struct mark *mark)
{
    const uint32_t token = mark->token;
    if (mark->single || mark->role != ROLE_NONE || token == paragraph->first_token || !mark_looks_closing(mark))
        return false;
    const enum token_kind before = mark_kind_at(marks, token - 1);
    const bool fits = before == TOKEN_STOP ? token + 1 < paragraph->end_token && mark_begins_small(marks, token + 1)
                                           : before == TOKEN_COMMA || kind_ends_sentence(before);
    return fits && precedes_cue(marks, paragraph, token);
}

/* Where a quotation that ends with mark i begins: with its sentence, in which no double mark stands before; or NONE. */
static uint32_t find_beginning(const struct marks *marks, const struct paragraph *paragraph, size_t i)
{
    const struct doc *doc = marks->doc;
    const uint32_t token = marks->items[i].token;
    uint32_t first = doc->sentences[sentence_of(doc, token)].first_token;
    if (first < paragraph->first_token)
        first = paragraph->first_token;
    while (i-- > 0 && marks->items[i].token >= first)
        if (!marks->items[i].single)
            return NONE;
    return first + SHORTEST < token && mark_kind_at(marks, first) == TOKEN_WORD ? first : NONE;
}

/* -- closing marks --------------------------------------------------------------------- */

/* The token behind a speaker's name of capitals, or a pronoun. */
static uint32_t skip_speaker(const struct marks *marks, uint32_t token, uint32_t end)
{
    const struct doc *doc = marks->doc;
    if (language_has(doc->language, doc->tokens.word[token], SET_SUBJECT_PRONOUN))
        return token + 1;
    while (token < end && mark_kind_at(marks, token) == TOKEN_WORD && !mark_begins_small(marks, token))
        token++;
    return token;
}

/* Whether a speaker stands behind an inverted cue: said Orr. A description of one does only where little else is left:
 * in a longer stretch, somebody may tell that he "said the same". */
static bool begins_speaker(const struct marks *marks, uint32_t token, uint32_t end)
{
    enum { FARTHEST_NAME = 4 };
    const struct doc *doc = marks->doc;
    if (mark_kind_at(marks, token) != TOKEN_WORD)
        return false;
    if (!mark_begins_small(marks, token))
        return true;
    if (end - token > LONGEST_SPEAKER)
        return false;
    if (language_has_any(doc->language, doc->tokens.word[token], SET_DETERMINER, SET_ARTICLE, SET_POSSESSIVE_PRONOUN))
        return true;
    for (uint32_t i = token + 1; i < end && i <= token + FARTHEST_NAME && mark_kind_at(marks, i) == TOKEN_WORD; i++)
        if (!mark_begins_small(marks, i))
            return true; /* said patient Ann Orr */
    return false;
}

/* Whether a cue with its speaker behind it, or with a name before and a stop behind it, begins at a token, in a stretch
 * up to `end`: said Orr; she said. */
static bool begins_cue(const struct marks *marks, uint32_t token, uint32_t end)
{
    const uint32_t cue = skip_speaker(marks, token, end);
    if (cue + 1 >= end || !is_cue(marks->doc, cue))
        return false;
    return cue > token ? mark_kind_at(marks, cue + 1) == TOKEN_STOP : begins_speaker(marks, cue + 1, end);
}

/* The comma, or another sign, before the first cue in the quotation that mark i opens and nothing closes; or NONE. */
static uint32_t find_end(const struct marks *marks, const struct paragraph *paragraph, size_t i)
{
    const struct mark *mark = &marks->items[i];
    if (mark->single || mark->virtual || mark->role != ROLE_OPEN || mark->closed == MARK_PAIRED)
        return NONE;
    const uint32_t end =
        mark->closed == MARK_REPEATED_OPENING ? marks->items[mark->partner].token : paragraph->end_token;
    for (uint32_t token = mark->token + SHORTEST; token + 1 < end; token++) {
        const enum token_kind kind = mark_kind_at(marks, token);
        if (kind == TOKEN_MARK)
            return NONE;
        if ((kind == TOKEN_COMMA || kind == TOKEN_QUESTION || kind == TOKEN_EXCLAMATION) &&
            begins_cue(marks, token + 1, end))
            return token;
    }
    return NONE;
}

/* -- both ------------------------------------------------------------------------------ */

/* A virtual mark at a token, like the one that it belongs to. */
static bool insert(struct marks *marks, const struct mark *partner, uint32_t token, enum role role)
{
    const struct mark mark = {.token = token,
                              .virtual = true,
                              .lost = true,
                              .family = partner->family,
                              .known = partner->known,
                              .prior = role,
                              .look = role,
                              .space_before = role == ROLE_OPEN,
                              .space_behind = role == ROLE_CLOSE};
    if (!mark_add(marks, mark))
        return false;
    const struct mark added = marks->items[marks->n - 1];
    size_t i = marks->n - 1;
    for (; i > 0 && marks->items[i - 1].token >= token; i--)
        marks->items[i] = marks->items[i - 1];
    marks->items[i] = added;
    return true;
}

bool lost_mark_restore(struct marks *marks, const struct paragraph *paragraph, bool *found)
{
    *found = true;
    for (size_t i = 0; i < marks->n; i++) {
        const uint32_t first =
            lacks_opening(marks, paragraph, &marks->items[i]) ? find_beginning(marks, paragraph, i) : NONE;
        if (first != NONE)
            return insert(marks, &marks->items[i], first, ROLE_OPEN);
        const uint32_t last = find_end(marks, paragraph, i);
        if (last != NONE)
            return insert(marks, &marks->items[i], last, ROLE_CLOSE);
    }
    *found = false;
    return true;
}
