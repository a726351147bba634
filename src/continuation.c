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

static enum going_on goes_on(struct marks *marks, const struct paragraph *paragraph, uint8_t family, bool single)
{
    const struct tokens *tokens = &marks->doc->tokens;
    enum going_on how = NO_MARK;
    for (uint32_t i = paragraph->first_token; how == NO_MARK && i < paragraph->end_token; i++) {
        const uint8_t *found = memchr(tokens->kind + i, TOKEN_MARK, paragraph->end_token - i);
        if (!found)
            break;
        i = (uint32_t)(found - tokens->kind);
        struct mark mark;
        if (!mark_read(marks, i, &mark) || mark.family != family || mark.single != single)
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
    enum token_kind last = mark_kind_at(marks, paragraph->end_token - 1);
    return last != TOKEN_STOP && last != TOKEN_QUESTION && last != TOKEN_EXCLAMATION && last != TOKEN_COLON;
}

/* Whether nothing but captions, with marks of their own, stands before the paragraph that goes on: paragraph p and
 * those behind it, `seen` of which were captions before. */
static bool is_marked_caption(struct marks *marks, size_t p, size_t seen, uint8_t family, bool single)
{
    const struct paragraph *all = marks->doc->paragraphs;
    for (; seen < MOST_CAPTIONS && is_caption(marks, &all[p]); seen++) {
        do
            p++;
        while (p < marks->doc->n_paragraphs && all[p].first_token == all[p].end_token);
        if (p == marks->doc->n_paragraphs)
            return false;
        if (goes_on(marks, &all[p], family, single) == REOPENS)
            return true;
    }
    return false;
}

bool continuation_find(struct marks *marks, const struct paragraph *paragraph, uint8_t family, bool single,
                       struct continuation *continuation)
{
    const struct paragraph *all = marks->doc->paragraphs;
    size_t p = (size_t)(paragraph - all);
    bool captions = true;
    size_t marked = 0; /* captions */
    for (size_t seen = 0; seen < FARTHEST && ++p < marks->doc->n_paragraphs;) {
        if (all[p].kind != PARAGRAPH_BODY || all[p].first_token == all[p].end_token)
            continue;
        seen++;
        enum going_on how = goes_on(marks, &all[p], family, single);
        if (how != REOPENS && marked + 1 == seen && is_marked_caption(marks, p, marked, family, single)) {
            marked++;
            continue;
        }
        if (how == NO_MARK) {
            captions &= seen == 1 && is_caption(marks, &all[p]);
            continue;
        }
        *continuation = (struct continuation){
            .paragraph = (uint32_t)p, .reopened = how == REOPENS, .family = family, .single = single};
        return how == CLOSES || (how == REOPENS && captions);
    }
    return false;
}

bool continuation_reopens(struct marks *marks, const struct mark *mark, const struct paragraph *paragraph)
{
    struct continuation continuation;
    return continuation_find(marks, paragraph, mark->family, mark->single, &continuation) && continuation.reopened;
}
