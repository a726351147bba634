#include "tail.h"

#include "frame_token.h"

enum { LONGEST_NAV = 14, SHORTEST_PROSE = 8 }; /* tokens */

bool tail_holds_copyright(const struct doc *doc, const struct paragraph *paragraph)
{
    const char *begin = doc->text.bytes + paragraph->begin;
    enum { NEAR = 12 };
    size_t n = paragraph->end - paragraph->begin;
    for (size_t i = 0; i + 1 < n && i < NEAR; i++)
        if (begin[i] == '\xC2' && begin[i + 1] == '\xA9')
            return true;
    return false;
}

/* A short line of words of navigation: "Related Topics", "About Us | Contact", "Read more: Geese fly". */
static bool is_navigation(const struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t first = paragraph->first_token, end = paragraph->end_token;
    if (end - first > LONGEST_NAV || !is_word(doc, first, end) || !token_is_in(doc, first, SET_TAIL) ||
        kind_ends_sentence(last_kind(doc, paragraph)) || last_kind(doc, paragraph) == TOKEN_ELLIPSIS)
        return false;
    uint32_t n = 0, label = first + 1;
    while (is_word(doc, label, end) && token_is_in(doc, label, SET_TAIL))
        label++;
    if (is_kind(doc, label, end, TOKEN_COLON))
        return true;
    for (uint32_t i = first; i < end; i++)
        n += is_word(doc, i, end) && token_is_in(doc, i, SET_TAIL);
    return n * 2 >= count_words(doc, first, end);
}

/* A line that is one handle or the like, "@highlight", which the tokens' lexicon doesn't know. */
static bool is_final_mark(const struct doc *doc, const struct paragraph *paragraph)
{
    const uint32_t first = paragraph->first_token, end = paragraph->end_token;
    return end - first == 1 && is_kind(doc, first, end, TOKEN_HANDLE) &&
           language_has(doc->language,
                        lexicon_lookup(doc->language->lexicon, bytes_of(doc, first), length_of(doc, first)),
                        SET_TAIL_FINAL);
}

/* A line that ends an article whatever follows: "ENDS", "Notes to editors", "About Acme Ltd". */
static bool is_final(const struct doc *doc, const struct paragraph *paragraph)
{
    enum { LONGEST = 10 };
    uint32_t first = paragraph->first_token, end = paragraph->end_token;
    if (is_final_mark(doc, paragraph))
        return true;
    if (end - first > LONGEST || !is_capital(doc, first, end) || !token_is_in(doc, first, SET_TAIL_FINAL))
        return false;
    for (uint32_t i = first; i < end; i++) {
        bool fits = is_capital(doc, i, end) ||
                    token_is_in_any(doc, i, SET_TAIL_FINAL, SET_PREPOSITION, SET_DETERMINER) ||
                    is_kind(doc, i, end, TOKEN_DASH);
        if (!fits)
            return false;
    }
    return true;
}

static bool is_prose(const struct doc *doc, const struct paragraph *paragraph)
{
    return count_tokens(paragraph) >= SHORTEST_PROSE && kind_ends_sentence(last_kind(doc, paragraph));
}

static size_t count_prose(const struct doc *doc, size_t first)
{
    size_t n_bytes = 0;
    for (size_t i = first; i < doc->n_paragraphs; i++)
        n_bytes += is_prose(doc, &doc->paragraphs[i]) ? doc->paragraphs[i].end - doc->paragraphs[i].begin : 0;
    return n_bytes;
}

/* A line of navigation begins the tail when less than half of what follows is prose, and most of the prose stands
 * before it: the lines for sharing above an article don't. */
size_t tail_find(struct doc *doc, size_t first)
{
    size_t tail = doc->n_paragraphs, all_bytes = 0, prose_bytes = 0, half = doc->text.n_bytes / 2;
    const size_t all_prose = count_prose(doc, first);
    for (size_t i = doc->n_paragraphs; i-- > first;) {
        struct paragraph *paragraph = &doc->paragraphs[i];
        size_t n_bytes = paragraph->end - paragraph->begin;
        if (!count_tokens(paragraph))
            continue;
        if (is_final(doc, paragraph) && paragraph->begin > half) {
            tail = i;
        } else if (is_navigation(doc, paragraph) || tail_holds_copyright(doc, paragraph)) {
            paragraph->kind = PARAGRAPH_TAIL;
            if (prose_bytes * 2 <= all_bytes && prose_bytes * 2 <= all_prose)
                tail = i;
        }
        all_bytes += n_bytes;
        prose_bytes += is_prose(doc, paragraph) ? n_bytes : 0;
    }
    return tail;
}
