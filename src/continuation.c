#include "continuation.h"

#include <string.h>

enum { FARTHEST = 4, LONGEST_CAPTION = 40, MOST_CAPTIONS = 2 };

/* How the marks of a paragraph go on with an open quotation. */
enum going_on { NO_MARK, REOPENS, CLOSES, BEGINS_ANEW };

/* What a mark does when it is the first of an open quotation's family in a paragraph. */
static enum going_on read_going_on(const struct marks *marks, const struct paragraph *paragraph,
                                   const struct mark *mark)
{
    if (mark->token == paragraph->first_token)
        return mark->prior != ROLE_CLOSE ? REOPENS : BEGINS_ANEW;
    if (mark->single && !mark_looks_opening(mark) && (!mark_looks_closing(mark) || mark_ends_possessive(marks, mark)))
        return NO_MARK; /* an apostrophe */
    return !mark->space_before && mark->space_behind ? CLOSES : BEGINS_ANEW;
}

static enum going_on goes_on(struct marks *marks, const struct paragraph *paragraph, const struct continuation *open)
{
    const struct tokens *tokens = &marks->doc->tokens;
    enum going_on how = NO_MARK;
    for (uint32_t i = paragraph->first_token; how == NO_MARK && i < paragraph->end_token; i++) {
        const uint8_t *found = memchr(tokens->kind + i, TOKEN_MARK, paragraph->end_token - i);
        if (!found)
            break;
        i = (uint32_t)(found - tokens->kind);
        struct mark mark;
        if (!mark_read(marks, i, &mark) || mark.family != open->family || mark.single != open->single)
            continue;
        mark.space_before = mark_space_before(marks, paragraph, i);
        mark.space_behind = mark_space_behind(marks, paragraph, i);
        how = read_going_on(marks, paragraph, &mark);
    }
    return how;
}

/* A short paragraph without a final stop, as stands under a picture. */
static bool is_caption(const struct marks *marks, const struct paragraph *paragraph)
{
    if (paragraph->end_token - paragraph->first_token > LONGEST_CAPTION)
        return false;
    const enum token_kind last = mark_kind_at(marks, paragraph->end_token - 1);
    return !kind_ends_sentence((uint8_t)last) && last != TOKEN_COLON;
}

/* The next paragraph that holds anything; n_paragraphs: there is none. */
static size_t next_paragraph(const struct doc *doc, size_t p)
{
    do
        p++;
    while (p < doc->n_paragraphs && doc->paragraphs[p].first_token == doc->paragraphs[p].end_token);
    return p;
}

/* Whether nothing but captions, with marks of their own, stands before the paragraph that goes on: paragraph p and
 * those behind it, `seen` of which were captions before. */
static bool is_marked_caption(struct marks *marks, size_t p, size_t seen, const struct continuation *open)
{
    const struct doc *doc = marks->doc;
    for (; seen < MOST_CAPTIONS && is_caption(marks, &doc->paragraphs[p]); seen++) {
        p = next_paragraph(doc, p);
        if (p == doc->n_paragraphs)
            return false;
        if (goes_on(marks, &doc->paragraphs[p], open) == REOPENS)
            return true;
    }
    return false;
}

bool continuation_find(struct marks *marks, const struct paragraph *paragraph, struct continuation *open)
{
    const struct doc *doc = marks->doc;
    size_t p = (size_t)(paragraph - doc->paragraphs);
    bool captions = true; /* nothing else stands between */
    size_t marked = 0;    /* captions with marks of their own */
    for (size_t seen = 0; seen < FARTHEST && (p = next_paragraph(doc, p)) < doc->n_paragraphs;) {
        const struct paragraph *next = &doc->paragraphs[p];
        if (next->kind != PARAGRAPH_BODY)
            continue;
        seen++;
        const enum going_on how = goes_on(marks, next, open);
        if (how != REOPENS && marked + 1 == seen && is_marked_caption(marks, p, marked, open)) {
            marked++;
        } else if (how == NO_MARK) {
            captions &= seen == 1 && is_caption(marks, next);
        } else {
            open->paragraph = (uint32_t)p;
            open->reopened = how == REOPENS;
            return how == CLOSES || (how == REOPENS && captions);
        }
    }
    return false;
}

bool continuation_reopens(struct marks *marks, const struct mark *mark, const struct paragraph *paragraph)
{
    struct continuation open = {.family = mark->family, .single = mark->single};
    return continuation_find(marks, paragraph, &open) && open.reopened;
}
