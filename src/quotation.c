#include "quotation.h"

#include <string.h>

#include "language.h"
#include "mark.h"
#include "text.h"

/* A quotation that goes on in paragraphs to come. */
struct carry {
    uint32_t quotation; /* the last one of the chain, or NONE */
    uint32_t paragraph; /* where its next mark stands */
    bool reopened;      /* that mark opens; else it closes, and what lies between is inside */
    bool single;
    uint8_t family;
};

struct finder {
    struct doc *doc;
    const struct language *language;
    struct marks marks;             /* of the paragraph */
    uint32_t outer_top, outer_last; /* as top and last, outside any container */
    uint16_t possessive;            /* signature of the possessive clitic, or 0 */
    char possessive_letter;         /* behind this letter a mark alone is a possessive */
    struct carry carry;
};

static bool glued(const struct tokens *tokens, uint32_t i)
{
    return tokens->begin[i] == tokens->end[i - 1];
}

static enum token_kind kind_of(const struct finder *f, uint32_t token)
{
    return (enum token_kind)f->doc->tokens.kind[token];
}

/* As it is written: the shape of a sentence's first word is what the truecase stage made of it. */
static bool begins_small(const struct finder *f, uint32_t token)
{
    const struct tokens *tokens = &f->doc->tokens;
    return text_begins_small(f->doc->text.bytes + tokens->begin[token], tokens->end[token] - tokens->begin[token]);
}

/* -- double marks ---------------------------------------------------------------------- */

/* The marks that are open, and what the reading had to put up with. */
struct stack {
    uint32_t top;
    uint32_t open[FAMILIES];
    size_t cost;
};

/* The role of a double mark that shape, neighbours and what is open speak for. */
static enum role role_by_look(const struct mark *mark, bool open, bool first)
{
    if (first && !open) /* whatever its shape: nothing can be closed yet */
        return mark->space_before ? ROLE_OPEN : (enum role)mark->look;
    if (mark->prior == ROLE_NONE)
        return mark->look != ROLE_NONE ? (enum role)mark->look : open ? ROLE_CLOSE : ROLE_OPEN;
    /* „so“, ”so”, »so«: a shape is overruled where the neighbours say so and it makes sense */
    if (mark->prior == ROLE_OPEN)
        return mark->look == ROLE_CLOSE && open ? ROLE_CLOSE : ROLE_OPEN;
    return mark->look == ROLE_OPEN && !open ? ROLE_OPEN : ROLE_CLOSE;
}

static void push(struct finder *f, struct stack *stack, size_t i)
{
    struct mark *mark = &f->marks.items[i];
    mark->role = ROLE_OPEN;
    mark->closed = MARK_PARAGRAPH_END;
    mark->below = stack->top;
    stack->top = (uint32_t)i;
    stack->open[mark->family]++;
}

static struct mark *pop(struct finder *f, struct stack *stack)
{
    struct mark *mark = &f->marks.items[stack->top];
    stack->top = mark->below;
    stack->open[mark->family]--;
    return mark;
}

static void close_pair(struct finder *f, struct mark *opening, size_t i)
{
    opening->closed = MARK_PAIRED;
    opening->partner = (uint32_t)i;
    f->marks.items[i].role = ROLE_CLOSE;
    f->marks.items[i].partner = (uint32_t)(opening - f->marks.items);
}

static void close_repeated(struct mark *opening, size_t i)
{
    opening->closed = MARK_REPEATED_OPENING;
    opening->partner = (uint32_t)i;
}

/* Closes the innermost open mark of the family; marks of others opened in between are none. */
static void close_innermost(struct finder *f, struct stack *stack, size_t i)
{
    for (;;) {
        struct mark *opening = pop(f, stack);
        if (opening->family == f->marks.items[i].family) {
            close_pair(f, opening, i);
            return;
        }
        opening->role = ROLE_NONE;
        stack->cost++;
    }
}

static bool follows_sentence(const struct finder *f, const struct mark *mark)
{
    if (mark->token == 0)
        return false;
    enum token_kind kind = kind_of(f, mark->token - 1);
    return kind == TOKEN_STOP || kind == TOKEN_QUESTION || kind == TOKEN_EXCLAMATION;
}

/* Curly marks inside straight ones are nested, not opened again. */
static bool same_shape(const struct mark *a, const struct mark *b)
{
    return a->known == b->known || (a->prior != ROLE_NONE && b->prior != ROLE_NONE);
}

static void open_double(struct finder *f, struct stack *stack, size_t i)
{
    struct mark *mark = &f->marks.items[i];
    if (stack->open[mark->family]) {
        stack->cost++;
        struct mark *innermost = &f->marks.items[stack->top];
        if (innermost->family == mark->family && same_shape(innermost, mark) && follows_sentence(f, mark))
            close_repeated(pop(f, stack), i);
    }
    push(f, stack, i);
}

/* Where no closing mark came, the next opening one of that shape ends the damage. */
static void leave_open(struct finder *f, struct stack *stack)
{
    uint32_t next[FAMILIES] = {NONE, NONE, NONE};
    for (size_t i = f->marks.n; i-- > 0;) {
        struct mark *mark = &f->marks.items[i];
        if (mark->single || mark->role != ROLE_OPEN)
            continue;
        uint32_t *following = &next[mark->family];
        if (mark->closed == MARK_PARAGRAPH_END) {
            stack->cost++;
            if (*following != NONE && same_shape(mark, &f->marks.items[*following]))
                close_repeated(mark, *following);
            else if (*following != NONE)
                continue; /* holds what follows */
        }
        *following = (uint32_t)i;
    }
}

/* Pairs double marks by what their neighbours say; returns how many marks don't fit.
 * `first` is the paragraph's first token. */
static size_t pair_by_look(struct finder *f, uint32_t first)
{
    struct stack stack = {.top = NONE};
    for (size_t i = 0; i < f->marks.n; i++) {
        struct mark *mark = &f->marks.items[i];
        if (mark->single)
            continue;
        bool open = stack.open[mark->family] > 0;
        mark->role = ROLE_NONE;
        if (role_by_look(mark, open, mark->token == first) == ROLE_OPEN)
            open_double(f, &stack, i);
        else if (open)
            close_innermost(f, &stack, i);
        else
            stack.cost++;
    }
    leave_open(f, &stack);
    return stack.cost;
}

/* A sentence that begins behind a mark: it opens beyond doubt. */
static bool begins_sentence(const struct finder *f, const struct mark *mark)
{
    const struct tokens *tokens = &f->doc->tokens;
    uint32_t next = mark->token + 1;
    return follows_sentence(f, mark) && next < tokens->n && tokens->kind[next] == TOKEN_WORD && !begins_small(f, next);
}

/* How many double marks don't fit when they open and close by turns; SIZE_MAX when some have
 * a direction or a family of their own. */
static size_t cost_by_turns(const struct finder *f)
{
    size_t cost = 0;
    bool open = false;
    for (size_t i = 0; i < f->marks.n; i++) {
        const struct mark *mark = &f->marks.items[i];
        if (mark->single)
            continue;
        if (mark->prior != ROLE_NONE && !mark->virtual)
            return SIZE_MAX;
        if (mark->look == (open ? ROLE_OPEN : ROLE_CLOSE))
            cost += open && begins_sentence(f, mark) ? 3 : 1;
        open = !open;
    }
    return cost + open;
}

static void pair_by_turns(struct finder *f)
{
    struct stack stack = {.top = NONE};
    for (size_t i = 0; i < f->marks.n; i++) {
        if (f->marks.items[i].single)
            continue;
        if (stack.top == NONE)
            push(f, &stack, i);
        else
            close_pair(f, pop(f, &stack), i);
    }
}

/* Takes the reading in which the fewest marks are out of place. */
static void pair_doubles(struct finder *f, const struct paragraph *paragraph)
{
    size_t cost = pair_by_look(f, paragraph->first_token);
    if (cost > 1 && cost_by_turns(f) < cost)
        pair_by_turns(f);
}

/* -- single marks ---------------------------------------------------------------------- */

/* Single marks pair within the same pair of double ones, or outside of all. */
static void find_containers(struct finder *f)
{
    uint32_t top = NONE;
    for (size_t i = 0; i < f->marks.n; i++) {
        struct mark *mark = &f->marks.items[i];
        if (mark->single) {
            mark->container = top;
        } else if (mark->role == ROLE_CLOSE) {
            top = f->marks.items[mark->partner].below;
        } else if (mark->role == ROLE_OPEN && mark->closed == MARK_PAIRED) {
            mark->below = top;
            top = (uint32_t)i;
        }
    }
}

static uint32_t *top_of(struct finder *f, uint32_t container)
{
    return container == NONE ? &f->outer_top : &f->marks.items[container].top;
}

static void link_singles(struct finder *f)
{
    f->outer_top = f->outer_last = NONE;
    for (size_t i = f->marks.n; i-- > 0;) {
        struct mark *mark = &f->marks.items[i];
        if (!mark->single)
            continue;
        uint32_t *last = mark->container == NONE ? &f->outer_last : &f->marks.items[mark->container].last;
        mark->next = *last;
        *last = (uint32_t)i;
    }
}

static bool looks_closing(const struct mark *mark)
{
    return !mark->space_before && mark->space_behind && !(mark->prior == ROLE_OPEN && mark->look != ROLE_CLOSE);
}

static bool looks_opening(const struct mark *mark)
{
    return mark->space_before && !mark->space_behind && mark->prior != ROLE_CLOSE;
}

/* 'tis, '90s */
static bool begins_elision(const struct finder *f, const struct mark *mark, const struct paragraph *paragraph)
{
    const struct tokens *tokens = &f->doc->tokens;
    uint32_t word = mark->token + 1;
    if (word >= paragraph->end_token)
        return false;
    if (tokens->kind[word] == TOKEN_NUMBER) {
        const char *digits = f->doc->text.bytes + tokens->begin[word];
        uint32_t n = tokens->end[word] - tokens->begin[word];
        return n == 2 || (n == 3 && (digits[2] < '0' || digits[2] > '9'));
    }
    if (tokens->kind[word] != TOKEN_WORD)
        return false;
    const char *begin = f->doc->text.bytes + tokens->begin[mark->token];
    uint16_t signature = lexicon_lookup(f->language->lexicon, begin, tokens->end[word] - tokens->begin[mark->token]);
    return language_has(f->language, signature, SET_ELISION);
}

/* neighbours', goin': behind a word, with another word behind it */
static bool ends_possessive(const struct finder *f, const struct mark *mark)
{
    const struct tokens *tokens = &f->doc->tokens;
    if (!mark->token || !glued(tokens, mark->token) || tokens->kind[mark->token - 1] != TOKEN_WORD)
        return false;
    uint32_t word = mark->token - 1;
    const char *bytes = f->doc->text.bytes;
    char last = bytes[tokens->end[word] - 1];
    if (f->possessive && (last == f->possessive_letter || last + 32 == f->possessive_letter))
        return true;
    uint16_t signature = lexicon_lookup(f->language->lexicon, bytes + tokens->begin[word],
                                        tokens->end[mark->token] - tokens->begin[word]);
    return language_has(f->language, signature, SET_ELISION);
}

/* Words that no possessive stands before. */
static bool is_function_word(const struct language *language, uint16_t word)
{
    static const enum well_known_set sets[] = {SET_CONJUNCTION, SET_PREPOSITION, SET_DETERMINER, SET_VERBAL,
                                               SET_PLURAL_PRONOUN};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (language_has(language, word, sets[i]))
            return true;
    return false;
}

/* Whether what stands behind a mark shows that it closes, though a possessive stands before. */
static bool closes_by_what_follows(const struct finder *f, const struct mark *mark, const struct paragraph *paragraph)
{
    uint32_t next = mark->token + 1;
    if (next == paragraph->end_token || kind_of(f, next) != TOKEN_WORD)
        return true;
    return is_function_word(f->language, f->doc->tokens.word[next]);
}

/* Whether a mark stands where an utterance begins: at the paragraph's beginning, or behind a stop, comma or colon. */
static bool stands_before_utterance(const struct finder *f, const struct mark *mark, const struct paragraph *paragraph)
{
    if (mark->token == paragraph->first_token)
        return true;
    enum token_kind before = kind_of(f, mark->token - 1);
    return before == TOKEN_COLON || before == TOKEN_COMMA || follows_sentence(f, mark);
}

/* Whether what stands behind a mark begins with a small letter. */
static bool opens_small(const struct finder *f, const struct mark *mark, const struct paragraph *paragraph)
{
    const struct tokens *tokens = &f->doc->tokens;
    uint32_t word = mark->token + 1;
    while (word < paragraph->end_token && tokens->kind[word] >= TOKEN_OPEN)
        word++;
    return word < paragraph->end_token && tokens->kind[word] == TOKEN_WORD && begins_small(f, word);
}

/* Whether the next paragraph of prose begins with an opening mark like this one. */
static bool next_paragraph_reopens(struct finder *f, const struct mark *mark, const struct paragraph *paragraph);

/* Whether an opening mark that nothing closes begins an utterance all the same, or goes on with one ('A,' she says,
 * 'but b.') that the next paragraph goes on with. */
static bool opens_utterance(struct finder *f, const struct mark *mark, const struct paragraph *paragraph)
{
    return stands_before_utterance(f, mark, paragraph) &&
           (!opens_small(f, mark, paragraph) || next_paragraph_reopens(f, mark, paragraph));
}

/* Whether a mark behind a possessive closes the open one all the same. */
static bool possessive_closes(struct finder *f, const struct mark *opening, const struct mark *mark,
                              const struct paragraph *paragraph)
{
    if (closes_by_what_follows(f, mark, paragraph))
        return true;
    if (mark->sure != NONE)
        return !looks_closing(&f->marks.items[mark->sure]);
    return mark->container != NONE || !stands_before_utterance(f, opening, paragraph) ||
           !next_paragraph_reopens(f, opening, paragraph);
}

static void close_single(struct finder *f, uint32_t *top, size_t i)
{
    struct mark *opening = &f->marks.items[*top];
    *top = opening->below;
    close_pair(f, opening, i);
}

/* Whether an opening-looking single mark is rather an apostrophe. */
static bool opens_nothing(const struct finder *f, const struct mark *mark, const struct paragraph *paragraph, bool open)
{
    if (!begins_elision(f, mark, paragraph))
        return false;
    if (kind_of(f, mark->token + 1) == TOKEN_NUMBER && mark->token == paragraph->first_token)
        return false;
    return open || mark->next == NONE || !looks_closing(&f->marks.items[mark->next]);
}

static void read_single(struct finder *f, size_t i, const struct paragraph *paragraph)
{
    struct mark *mark = &f->marks.items[i];
    uint32_t *top = top_of(f, mark->container);
    if (mark->virtual || (looks_opening(mark) && !opens_nothing(f, mark, paragraph, *top != NONE))) {
        if (*top != NONE && follows_sentence(f, mark)) {
            close_repeated(&f->marks.items[*top], i);
            *top = f->marks.items[*top].below;
        }
        mark->role = ROLE_OPEN;
        mark->closed = MARK_PARAGRAPH_END;
        mark->below = *top;
        *top = (uint32_t)i;
    } else if (looks_closing(mark) && *top != NONE &&
               (!mark->weak || possessive_closes(f, &f->marks.items[*top], mark, paragraph))) {
        close_single(f, top, i);
    }
}

/* A single mark that nothing closes is an apostrophe, unless an utterance begins with it. */
static void drop_open_singles(struct finder *f, const struct paragraph *paragraph)
{
    for (size_t i = 0; i < f->marks.n; i++) {
        struct mark *mark = &f->marks.items[i];
        if (!mark->single || mark->role != ROLE_OPEN || mark->closed != MARK_PARAGRAPH_END || mark->virtual)
            continue;
        if (mark->container != NONE || mark->below != NONE || !opens_utterance(f, mark, paragraph))
            mark->role = ROLE_NONE;
    }
}

/* Where nothing closes a double mark, a single one behind the end of a sentence was meant to: "It works.' She left. */
static void close_by_singles(struct finder *f)
{
    for (size_t i = 0; i < f->marks.n; i++) {
        struct mark *opening = &f->marks.items[i];
        if (opening->single || opening->role != ROLE_OPEN || opening->closed == MARK_PAIRED || opening->virtual)
            continue;
        for (size_t j = i + 1; j < f->marks.n && f->marks.items[j].single; j++) {
            const struct mark *mark = &f->marks.items[j];
            if (mark->role == ROLE_NONE && looks_closing(mark) && follows_sentence(f, mark)) {
                close_pair(f, opening, j);
                break;
            }
        }
    }
}

/* A mark alone behind a noun is what the possessive clitic is. */
static void mark_possessives(struct finder *f)
{
    for (size_t i = 0; i < f->marks.n; i++) {
        const struct mark *mark = &f->marks.items[i];
        if (mark->single && mark->weak && mark->role == ROLE_NONE)
            f->doc->tokens.word[mark->token] = f->possessive;
    }
}

/* Two apostrophes that close no double mark close two single ones. */
static void read_two_apostrophes(struct finder *f, size_t i)
{
    if (f->marks.items[i].role != ROLE_NONE || f->marks.items[i].known != MARK_TWO_APOSTROPHES ||
        f->marks.items[i].space_before)
        return;
    while (f->outer_top != NONE)
        close_single(f, &f->outer_top, i);
}

/* Tells possessives, and of each single mark the next one that is none, or closes all the same. */
static void find_sure_singles(struct finder *f, const struct paragraph *paragraph)
{
    for (size_t i = f->marks.n; i-- > 0;) {
        struct mark *mark = &f->marks.items[i];
        if (!mark->single || mark->virtual)
            continue;
        mark->weak = looks_closing(mark) && ends_possessive(f, mark);
        if (mark->next == NONE)
            continue;
        const struct mark *next = &f->marks.items[mark->next];
        mark->sure = next->weak && !closes_by_what_follows(f, next, paragraph) ? next->sure : mark->next;
    }
}

static void pair_singles(struct finder *f, const struct paragraph *paragraph)
{
    find_containers(f);
    link_singles(f);
    find_sure_singles(f, paragraph);
    for (size_t i = 0; i < f->marks.n; i++) {
        if (f->marks.items[i].single)
            read_single(f, i, paragraph);
        else
            read_two_apostrophes(f, i);
    }
    drop_open_singles(f, paragraph);
    close_by_singles(f);
    mark_possessives(f);
}

/* -- over paragraphs ------------------------------------------------------------------- */

enum { FARTHEST = 4, LONGEST_CAPTION = 40, MOST_CAPTIONS = 2 };

/* How the marks of a paragraph go on with an open quotation. */
enum going_on { NO_MARK, REOPENS, CLOSES, BEGINS_ANEW };

/* What a mark does when it is the first of an open quotation's family in a paragraph. */
static enum going_on read_going_on(const struct finder *f, const struct paragraph *paragraph, const struct mark *mark)
{
    if (mark->token == paragraph->first_token)
        return mark->prior != ROLE_CLOSE ? REOPENS : BEGINS_ANEW;
    if (mark->single && !looks_opening(mark) && (!looks_closing(mark) || ends_possessive(f, mark)))
        return NO_MARK; /* an apostrophe */
    return !mark->space_before && mark->space_behind ? CLOSES : BEGINS_ANEW;
}

static enum going_on goes_on(struct finder *f, const struct paragraph *paragraph, uint8_t family, bool single)
{
    const struct tokens *tokens = &f->doc->tokens;
    enum going_on how = NO_MARK;
    for (uint32_t i = paragraph->first_token; how == NO_MARK && i < paragraph->end_token; i++) {
        const uint8_t *found = memchr(tokens->kind + i, TOKEN_MARK, paragraph->end_token - i);
        if (!found)
            break;
        i = (uint32_t)(found - tokens->kind);
        struct mark mark;
        if (!mark_read(&f->marks, i, &mark) || mark.family != family || mark.single != single)
            continue;
        mark.space_before = mark_space_before(&f->marks, paragraph, i);
        mark.space_behind = mark_space_behind(&f->marks, paragraph, i);
        how = read_going_on(f, paragraph, &mark);
    }
    return how;
}

/* A short paragraph without a final stop, as stands under a picture. */
static bool is_caption(const struct finder *f, const struct paragraph *paragraph)
{
    if (paragraph->end_token - paragraph->first_token > LONGEST_CAPTION)
        return false;
    enum token_kind last = kind_of(f, paragraph->end_token - 1);
    return last != TOKEN_STOP && last != TOKEN_QUESTION && last != TOKEN_EXCLAMATION && last != TOKEN_COLON;
}

/* Whether nothing but captions, with marks of their own, stands before the paragraph that goes on: paragraph p and
 * those behind it, `seen` of which were captions before. */
static bool is_marked_caption(struct finder *f, size_t p, size_t seen, uint8_t family, bool single)
{
    const struct paragraph *all = f->doc->paragraphs;
    for (; seen < MOST_CAPTIONS && is_caption(f, &all[p]); seen++) {
        do
            p++;
        while (p < f->doc->n_paragraphs && all[p].first_token == all[p].end_token);
        if (p == f->doc->n_paragraphs)
            return false;
        if (goes_on(f, &all[p], family, single) == REOPENS)
            return true;
    }
    return false;
}

/* Where an unclosed quotation of a paragraph goes on; .quotation is left to the caller. */
static bool find_carry(struct finder *f, const struct paragraph *paragraph, uint8_t family, bool single,
                       struct carry *carry)
{
    const struct paragraph *all = f->doc->paragraphs;
    size_t p = (size_t)(paragraph - all);
    bool captions = true;
    size_t marked = 0; /* captions */
    for (size_t seen = 0; seen < FARTHEST && ++p < f->doc->n_paragraphs;) {
        if (all[p].kind != PARAGRAPH_BODY || all[p].first_token == all[p].end_token)
            continue;
        seen++;
        enum going_on how = goes_on(f, &all[p], family, single);
        if (how != REOPENS && marked + 1 == seen && is_marked_caption(f, p, marked, family, single)) {
            marked++;
            continue;
        }
        if (how == NO_MARK) {
            captions &= seen == 1 && is_caption(f, &all[p]);
            continue;
        }
        *carry =
            (struct carry){.paragraph = (uint32_t)p, .reopened = how == REOPENS, .family = family, .single = single};
        return how == CLOSES || (how == REOPENS && captions);
    }
    return false;
}

static bool next_paragraph_reopens(struct finder *f, const struct mark *mark, const struct paragraph *paragraph)
{
    struct carry carry;
    return find_carry(f, paragraph, mark->family, mark->single, &carry) && carry.reopened;
}

/* -- quotations ------------------------------------------------------------------------ */

static uint32_t count_words(const struct tokens *tokens, uint32_t first, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t i = first; i < end; i++)
        n += tokens->kind[i] <= TOKEN_HASHTAG && (i == first || tokens->kind[i - 1] != TOKEN_WORD || !glued(tokens, i));
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
    q.end_inner = q.end_token - (mark->closed == MARK_PAIRED);
    if (parent != NONE && q.end_token > doc->quotations.items[parent].end_inner)
        q.end_token = q.end_inner = doc->quotations.items[parent].end_inner;
    if (q.first_inner >= q.end_inner)
        return true; /* nothing between the marks */
    q.opened = mark->virtual ? MARK_CONTINUED : MARK_PAIRED;
    q.closed = mark->closed;
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
    struct quotation *all = f->doc->quotations.items, *before = &all[f->carry.quotation];
    if (first == f->doc->quotations.n || all[first].first_token != paragraph->first_token) {
        before->closed = MARK_PARAGRAPH_END; /* its mark turned out to be none */
        f->doc->damage.unclosed_marks++;
        f->carry.quotation = NONE;
        return;
    }
    all[first].previous = f->carry.quotation;
    if (all[first].opened == MARK_PAIRED)
        all[first].opened = MARK_REOPENED;
    f->carry.quotation = (uint32_t)first;
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
    struct carry *carry = &f->carry;
    if (unclosed != NONE) {
        const struct quotation *q = &f->doc->quotations.items[unclosed];
        struct mark mark = {.family = carry->family};
        if (q->opened != MARK_CONTINUED)
            mark_read(&f->marks, q->first_token, &mark);
        if (find_carry(f, paragraph, mark.family, q->single, carry)) {
            f->doc->quotations.items[unclosed].closed = MARK_CONTINUED;
            carry->quotation = unclosed;
            return;
        }
    }
    carry->quotation = NONE;
}

static void count_unclosed(struct finder *f, size_t first)
{
    uint32_t *n = &f->doc->damage.unclosed_marks;
    for (size_t i = 0; i < f->marks.n; i++)
        *n += !f->marks.items[i].single && f->marks.items[i].role == ROLE_NONE;
    for (size_t i = first; i < f->doc->quotations.n; i++) {
        const struct quotation *q = &f->doc->quotations.items[i];
        *n += q->closed == MARK_PARAGRAPH_END || q->closed == MARK_REPEATED_OPENING;
    }
}

/* -- the stage ------------------------------------------------------------------------- */

/* Whether a carried quotation holds the beginning of a paragraph without a mark. */
static bool begins_inside(const struct finder *f, size_t p)
{
    const struct carry *carry = &f->carry;
    return carry->quotation != NONE && !carry->reopened && p <= carry->paragraph &&
           f->doc->paragraphs[p].kind == PARAGRAPH_BODY;
}

static bool collect_marks(struct finder *f, const struct paragraph *paragraph, bool inside)
{
    f->marks.n = 0;
    if (inside) {
        struct mark mark = {.token = paragraph->first_token,
                            .virtual = true,
                            .family = f->carry.family,
                            .single = f->carry.single,
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
    bool carried = f->carry.quotation != NONE, before = carried && p < f->carry.paragraph;
    if (carried && (inside || !before))
        continue_chain(f, first, paragraph);
    if (before && inside && f->carry.quotation != NONE)
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
    pair_doubles(f, paragraph);
    pair_singles(f, paragraph);
    if (!add_quotations(f, paragraph))
        return false;
    connect(f, p, first, inside);
    count_unclosed(f, first);
    return true;
}

static void find_possessive(struct finder *f)
{
    for (size_t i = 0; i < f->language->n_clitics; i++) {
        const char *clitic = f->language->clitics[i];
        uint16_t word = lexicon_lookup(f->language->lexicon, clitic, strlen(clitic));
        if (language_has(f->language, word, SET_POSSESSIVE)) {
            f->possessive = word;
            f->possessive_letter = clitic[strlen(clitic) - 1];
            return;
        }
    }
}

quoth_status quotation_find(struct doc *doc)
{
    struct finder f = {.doc = doc,
                       .language = doc->language,
                       .marks = {.doc = doc, .arena = doc->arena},
                       .carry = {.quotation = NONE}};
    doc->quotations.items = NULL;
    doc->quotations.n = doc->quotations.capacity = 0;
    find_possessive(&f);
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
