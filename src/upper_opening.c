#include "upper_opening.h"

#include <string.h>

#include "language.h"
#include "unicode.h"

enum { MOST_OPENINGS = 4, LONGEST_OPENING = 8, LONGEST_WORD = 40 };

/* How the rest of the document writes a word. */
struct other_writing {
    bool small, capitalised;
};

/* Whether two words have the same letters, small or capital. */
static bool same_letters(const struct doc *doc, uint32_t a, uint32_t b)
{
    char one[LONGEST_WORD], other[LONGEST_WORD];
    const struct tokens *tokens = &doc->tokens;
    const uint32_t n = tokens->end[a] - tokens->begin[a];
    if (n != tokens->end[b] - tokens->begin[b] || n >= LONGEST_WORD / 2)
        return false;
    const size_t n_one = unicode_fold(doc->text.bytes + tokens->begin[a], n, one, sizeof one);
    return n_one && n_one == unicode_fold(doc->text.bytes + tokens->begin[b], n, other, sizeof other) &&
           memcmp(one, other, n_one) == 0;
}

static struct other_writing find_other_writing(const struct doc *doc, uint32_t token)
{
    struct other_writing other = {false, false};
    for (uint32_t i = 0; i < doc->tokens.n && !other.small; i++) {
        if (doc->tokens.kind[i] != TOKEN_WORD || doc->tokens.shape[i] > SHAPE_CAP || !same_letters(doc, token, i))
            continue;
        other.small = doc->tokens.shape[i] == SHAPE_LOWER;
        other.capitalised |= doc->tokens.shape[i] == SHAPE_CAP;
    }
    return other;
}

/* What a word in capitals would be elsewhere: as the document has it, else as the lexicon does; NHS stays. */
static enum token_shape shape_elsewhere(const struct doc *doc, uint32_t token)
{
    enum { LONGEST_ACRONYM = 3 };
    const bool place_or_body = token_is_in_any(doc, token, SET_PLACE, SET_DEMONYM, SET_ORG_NAME, SET_OUTLET);
    const bool name = place_or_body || token_is_first_name(doc, token);
    const bool common = token_is_in_any(doc, token, SET_COMMON, SET_FUNCTION_WORD);
    const uint32_t n = doc->tokens.end[token] - doc->tokens.begin[token];
    if (n <= LONGEST_ACRONYM && (!common || place_or_body))
        return SHAPE_UPPER;
    const struct other_writing other = find_other_writing(doc, token);
    if (other.small || (common && !other.capitalised))
        return SHAPE_LOWER;
    return other.capitalised || name || !doc->tokens.word[token] ? SHAPE_CAP : SHAPE_LOWER;
}

/* The token behind the words in capitals that a paragraph's prose begins with. */
static uint32_t find_opening_end(const struct doc *doc, const struct paragraph *paragraph, uint32_t first)
{
    uint32_t i = first;
    while (i < paragraph->end_token && doc->tokens.kind[i] == TOKEN_WORD &&
           (doc->tokens.shape[i] == SHAPE_UPPER || doc->tokens.shape[i] == SHAPE_INITIAL ||
            token_is_in(doc, i, SET_POSSESSIVE)))
        i++;
    return i;
}

void upper_opening_soften(struct doc *doc)
{
    size_t n = 0;
    for (size_t p = 0; p < doc->n_paragraphs && n < MOST_OPENINGS; p++) {
        const struct paragraph *paragraph = &doc->paragraphs[p];
        uint32_t first = paragraph->first_token;
        while (first < paragraph->end_token &&
               (doc->tokens.begin[first] < paragraph->body || doc->tokens.kind[first] == TOKEN_MARK))
            first++;
        const uint32_t end = find_opening_end(doc, paragraph, first);
        if (paragraph->kind != PARAGRAPH_BODY || end < first + 2 || end > first + LONGEST_OPENING ||
            end >= paragraph->end_token || doc->tokens.kind[end] != TOKEN_WORD)
            continue;
        n++;
        enum token_shape shapes[LONGEST_OPENING] = {SHAPE_UPPER};
        for (uint32_t i = first; i < end; i++)
            shapes[i - first] =
                doc->tokens.shape[i] == SHAPE_UPPER ? shape_elsewhere(doc, i) : (enum token_shape)doc->tokens.shape[i];
        for (uint32_t i = first; i < end; i++)
            doc->tokens.shape[i] = (uint8_t)shapes[i - first];
    }
}
