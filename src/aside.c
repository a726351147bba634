#include "aside.h"

#include "frame_token.h"

/* -- credits -------------------------------------------------------------------------- */

/* What may stand between the word for pictures and the names: "Image source, Kestrel", "Photo by Ann Orr". */
static bool leads_to_names(const struct doc *doc, uint32_t token, uint32_t end)
{
    return is_kind(doc, token, end, TOKEN_COLON) || is_kind(doc, token, end, TOKEN_COMMA) ||
           token_is_in_any(doc, token, SET_CREDIT, SET_AGENT_PREPOSITION);
}

/* "Ann Orr and Al van Dyk/Kestrel via Getty Images": a word that isn't one of a sentence. */
static bool is_of_names(const struct doc *doc, uint32_t token, uint32_t end)
{
    if (!is_word(doc, token, end))
        return !is_kind(doc, token, end, TOKEN_MARK) && !is_kind(doc, token, end, TOKEN_QUESTION);
    return is_capital(doc, token, end) ||
           token_is_in_any(doc, token, SET_CONJUNCTION, SET_PARTICLE, SET_CREDIT, SET_PREPOSITION);
}

/* Whether words are a credit: "Photograph: Ann Orr/Kestrel", "(Photo by Ann Orr)", "Image source, Kestrel": a word for
 * pictures, then names. */
static bool is_credit(const struct doc *doc, uint32_t first, uint32_t end)
{
    enum { LONGEST = 12 };
    uint32_t i = first + is_kind(doc, first, end, TOKEN_OPEN);
    if (end - first > LONGEST || !is_capital(doc, i, end) || !token_is_in(doc, i, SET_CREDIT))
        return false;
    do
        i++;
    while (i < end && leads_to_names(doc, i, end));
    while (i < end && is_of_names(doc, i, end))
        i++;
    return i == end;
}

/* "The mill in May. Picture: Ann Orr": the credit behind a caption isn't told of it. */
static void cut_credit(const struct doc *doc, struct paragraph *paragraph)
{
    enum { FAR = 12 };
    const uint32_t end = paragraph->end_token;
    for (uint32_t i = end - paragraph->first_token > FAR ? end - FAR : paragraph->first_token + 1; i < end; i++)
        if ((kind_ends_sentence(doc->tokens.kind[i - 1]) || is_kind(doc, i, end, TOKEN_OPEN)) &&
            is_credit(doc, i, end)) {
            paragraph->end = doc->tokens.end[i - 1];
            return;
        }
}

/* -- notes ---------------------------------------------------------------------------- */

/* "This story": what the article calls itself. */
static bool is_article(const struct doc *doc, uint32_t token)
{
    return token_is_in(doc, token, SET_ARTICLE_NOUN) && token_is_in(doc, token - 1, SET_DEFINITE) &&
           !token_is_in(doc, token - 1, SET_ARTICLE);
}

/* Whether a paragraph asks its readers to subscribe, or tells of the article itself: "Sign up to our newsletter.",
 * "This article was amended on Monday." Words in marks are somebody's. */
static bool is_note(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { LONGEST = 45 };
    const uint32_t first = first_of(doc, paragraph), end = paragraph->end_token;
    if (end - first > LONGEST)
        return false;
    bool plug = false, reader = false, article = false, amended = false;
    for (uint32_t i = first; i < end; i++) {
        if (is_kind(doc, i, end, TOKEN_MARK))
            return false;
        plug |= token_is_in(doc, i, SET_PLUG);
        reader |= token_is_in_any(doc, i, SET_SECOND_PERSON, SET_FIRST_PERSON);
        article |= i > first && is_article(doc, i);
        amended |= token_is_in(doc, i, SET_AMENDED);
    }
    return (plug && (reader || token_is_in(doc, first, SET_PLUG))) || (article && amended);
}

/* -- lists of headlines ----------------------------------------------------------------- */

/* A short line without a stop that doesn't stand in quotation marks as a whole. */
static bool is_headline(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { SHORTEST = 3, LONGEST = 12 };
    const uint32_t first = first_of(doc, paragraph), end = paragraph->end_token;
    if (end - first < SHORTEST || end - first > LONGEST || paragraph->kind != PARAGRAPH_BODY ||
        (is_kind(doc, first, end, TOKEN_MARK) && is_kind(doc, end - 1, end, TOKEN_MARK)))
        return false;
    const enum token_kind last = last_kind(doc, paragraph);
    return (is_capital(doc, first, end) || is_kind(doc, first, end, TOKEN_MARK)) &&
           (last == TOKEN_WORD || last == TOKEN_NUMBER);
}

static bool is_prose(const struct doc *doc, const struct paragraph *paragraph)
{
    return count_tokens(paragraph) && kind_ends_sentence(last_kind(doc, paragraph));
}

/* Several headlines on end behind the first prose are none of the article's. */
static void mark_headlines(struct doc *doc, size_t from)
{
    enum { FEWEST = 3 };
    while (from < doc->n_paragraphs && !is_prose(doc, &doc->paragraphs[from]))
        from++;
    for (size_t p = from, end; p < doc->n_paragraphs; p = end + 1) {
        for (end = p; end < doc->n_paragraphs && is_headline(doc, &doc->paragraphs[end]); end++)
            ;
        for (size_t i = p; end - p >= FEWEST && i < end; i++)
            doc->paragraphs[i].kind = PARAGRAPH_TAIL;
    }
}

void aside_find(struct doc *doc, size_t first)
{
    for (size_t p = first; p < doc->n_paragraphs; p++) {
        struct paragraph *paragraph = &doc->paragraphs[p];
        const uint32_t begin = first_of(doc, paragraph);
        if (paragraph->kind != PARAGRAPH_BODY || begin == paragraph->end_token)
            continue;
        if (is_credit(doc, begin, paragraph->end_token) || is_note(doc, paragraph))
            paragraph->kind = PARAGRAPH_TAIL;
        else
            cut_credit(doc, paragraph);
    }
    mark_headlines(doc, first);
}
