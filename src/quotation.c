#include "quotation.h"

#include "continuation.h"
#include "double_mark.h"
#include "lost_mark.h"
#include "mark.h"
#include "single_mark.h"

struct finder {
    struct doc *doc;
    struct marks marks;               /* of the paragraph */
    uint32_t open;                    /* the last quotation of a chain that goes on behind its paragraph, or NONE */
    struct continuation continuation; /* where that one goes on */
};

/* A mark alone behind a noun is what the possessive clitic is. */
static void mark_possessives(struct finder *f)
{
    for (size_t i = 0; i < f->marks.n; i++) {
        const struct mark *mark = &f->marks.items[i];
        if (mark->single && mark->weak && mark->role == ROLE_NONE)
            f->doc->tokens.word[mark->token] = f->marks.possessive;
    }
}

/* -- quotations ------------------------------------------------------------------------ */

static uint32_t count_words(const struct tokens *tokens, uint32_t first, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t i = first; i < end; i++)
        n += tokens->kind[i] <= TOKEN_HASHTAG &&
             (i == first || tokens->kind[i - 1] != TOKEN_WORD || !token_is_glued(tokens, i));
    return n;
}

/* The token behind the quotation that a mark opens, and whether its last one is a mark. */
static uint32_t end_token_of(const struct finder *f, const struct mark *mark, const struct paragraph *paragraph)
{
    switch (mark->closed) {
    case MARK_PAIRED:
        return f->marks.items[mark->partner].token + 1;
    case MARK_REPEATED_OPENING:
        return f->marks.items[mark->partner].token;
    default:
        return paragraph->end_token;
    }
}

static bool add_quotation(struct finder *f, const struct paragraph *paragraph, const struct mark *mark, uint32_t parent)
{
    struct doc *doc = f->doc;
    const struct tokens *tokens = &doc->tokens;
    struct quotation q = {.first_token = mark->token, .parent = parent, .previous = NONE, .single = mark->single};
    q.paragraph = (uint32_t)(paragraph - doc->paragraphs);
    q.end_token = end_token_of(f, mark, paragraph);
    q.first_inner = mark->token + !mark->virtual;
    q.opened = mark->lost ? MARK_LOST : mark->virtual ? MARK_CONTINUED : MARK_PAIRED;
    q.closed = mark->closed == MARK_PAIRED && f->marks.items[mark->partner].lost ? MARK_LOST : mark->closed;
    q.end_inner = q.end_token - (q.closed == MARK_PAIRED);
    if (parent != NONE && q.end_token > doc->quotations.items[parent].end_inner)
        q.end_token = q.end_inner = doc->quotations.items[parent].end_inner;
    if (q.first_inner >= q.end_inner)
        return true; /* nothing between the marks */
    q.begin = tokens->begin[q.first_token];
    q.end = tokens->end[q.end_token - 1];
    q.inner_begin = tokens->begin[q.first_inner];
    q.inner_end = tokens->end[q.end_inner - 1];
    q.n_words = count_words(tokens, q.first_inner, q.end_inner);
    if (!arena_room(doc->arena, &doc->quotations))
        return false;
    doc->quotations.items[doc->quotations.n++] = q;
    return true;
}

/* Makes quotations of the paragraph's opening marks; each one's parent is the innermost that is still open. So deep in
 * others that nobody would read it, a mark opens none. */
static bool add_quotations(struct finder *f, const struct paragraph *paragraph)
{
    enum { DEEPEST = 8 };
    struct doc *doc = f->doc;
    uint32_t parent = NONE;
    unsigned depth = 0;
    for (size_t i = 0; i < f->marks.n; i++) {
        struct mark *mark = &f->marks.items[i];
        if (mark->role != ROLE_OPEN)
            continue;
        for (; parent != NONE && doc->quotations.items[parent].end_token <= mark->token; depth--)
            parent = doc->quotations.items[parent].parent;
        if (depth == DEEPEST) {
            mark->role = ROLE_NONE;
            continue;
        }
        size_t n = doc->quotations.n;
        if (!add_quotation(f, paragraph, mark, parent))
            return false;
        if (doc->quotations.n > n) {
            parent = (uint32_t)n;
            depth++;
        }
    }
    return true;
}

/* Ties the paragraph's first quotation to the one that was carried here. */
static void continue_chain(struct finder *f, size_t first, const struct paragraph *paragraph)
{
    struct quotation *all = f->doc->quotations.items, *before = &all[f->open];
    if (first == f->doc->quotations.n || all[first].first_token != paragraph->first_token) {
        before->closed = MARK_PARAGRAPH_END; /* its mark turned out to be none */
        f->doc->damage.unclosed_marks++;
        f->open = NONE;
        return;
    }
    all[first].previous = f->open;
    if (all[first].opened == MARK_PAIRED)
        all[first].opened = MARK_REOPENED;
    f->open = (uint32_t)first;
}

/* The paragraph's last outermost quotation when nothing closes it, or NONE. */
static uint32_t find_unclosed(const struct finder *f, size_t first, const struct paragraph *paragraph)
{
    for (size_t i = f->doc->quotations.n; i-- > first;) {
        const struct quotation *q = &f->doc->quotations.items[i];
        if (q->parent == NONE)
            return q->closed == MARK_PARAGRAPH_END && q->end_token == paragraph->end_token ? (uint32_t)i : NONE;
    }
    return NONE;
}

static void carry_on(struct finder *f, size_t first, const struct paragraph *paragraph)
{
    uint32_t unclosed = paragraph->kind == PARAGRAPH_BODY ? find_unclosed(f, first, paragraph) : NONE;
    f->open = NONE;
    if (unclosed != NONE) {
        const struct quotation *q = &f->doc->quotations.items[unclosed];
        struct mark mark = {.family = f->continuation.family};
        if (q->opened != MARK_CONTINUED && q->opened != MARK_LOST)
            mark_read(&f->marks, q->first_token, &mark);
        f->continuation = (struct continuation){.family = mark.family, .single = q->single};
        if (continuation_find(&f->marks, paragraph, &f->continuation)) {
            f->doc->quotations.items[unclosed].closed = MARK_CONTINUED;
            f->open = unclosed;
        }
    }
}

static void count_unclosed(struct finder *f, size_t first)
{
    uint32_t *n = &f->doc->damage.unclosed_marks;
    for (size_t i = 0; i < f->marks.n; i++)
        *n += !f->marks.items[i].single && f->marks.items[i].role == ROLE_NONE;
    for (size_t i = first; i < f->doc->quotations.n; i++) {
        const struct quotation *q = &f->doc->quotations.items[i];
        *n += q->opened == MARK_LOST || q->closed == MARK_LOST || q->closed == MARK_PARAGRAPH_END ||
              q->closed == MARK_REPEATED_OPENING;
    }
}

/* -- the stage ------------------------------------------------------------------------- */

/* Whether a carried quotation holds the beginning of a paragraph without a mark. */
static bool begins_inside(const struct finder *f, size_t p)
{
    return f->open != NONE && !f->continuation.reopened && p <= f->continuation.paragraph &&
           f->doc->paragraphs[p].kind == PARAGRAPH_BODY;
}

static bool collect_marks(struct finder *f, const struct paragraph *paragraph, bool inside)
{
    f->marks.n = 0;
    if (inside) {
        struct mark mark = {.token = paragraph->first_token,
                            .virtual = true,
                            .family = f->continuation.family,
                            .single = f->continuation.single,
                            .prior = ROLE_OPEN,
                            .look = ROLE_OPEN,
                            .space_before = true};
        if (!mark_add(&f->marks, mark))
            return false;
    }
    return mark_collect(&f->marks, paragraph);
}

/* Settles what goes over the paragraph's beginning and end. */
static void connect(struct finder *f, size_t p, size_t first, bool inside)
{
    const struct paragraph *paragraph = &f->doc->paragraphs[p];
    bool carried = f->open != NONE, before = carried && p < f->continuation.paragraph;
    if (carried && (inside || !before))
        continue_chain(f, first, paragraph);
    if (before && inside && f->open != NONE)
        f->doc->quotations.items[first].closed = MARK_CONTINUED;
    if (!before)
        carry_on(f, first, paragraph);
}

static bool find_in_paragraph(struct finder *f, size_t p)
{
    const struct paragraph *paragraph = &f->doc->paragraphs[p];
    size_t first = f->doc->quotations.n;
    bool inside = begins_inside(f, p);
    if (!collect_marks(f, paragraph, inside))
        return false;
    if (!f->marks.n)
        return true;
    double_mark_pair(&f->marks, paragraph);
    bool restored;
    if (!lost_mark_restore(&f->marks, paragraph, &restored))
        return false;
    if (restored)
        double_mark_pair(&f->marks, paragraph);
    single_mark_pair(&f->marks, paragraph);
    mark_possessives(f);
    if (!add_quotations(f, paragraph))
        return false;
    connect(f, p, first, inside);
    count_unclosed(f, first);
    return true;
}

quoth_status quotation_find(struct doc *doc)
{
    struct finder f = {.doc = doc, .marks = {.doc = doc, .arena = doc->arena}, .open = NONE};
    doc->quotations.items = NULL;
    doc->quotations.n = doc->quotations.capacity = 0;
    mark_learn(&f.marks);
    for (size_t p = 0; p < doc->n_paragraphs; p++)
        if (doc->paragraphs[p].first_token < doc->paragraphs[p].end_token && !find_in_paragraph(&f, p))
            return QUOTH_FATAL;
    return QUOTH_OK;
}

size_t quotation_from(const struct doc *doc, uint32_t byte)
{
    size_t low = 0, high = doc->quotations.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (doc->quotations.items[middle].begin < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
