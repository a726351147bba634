#include "double_mark.h"

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

static void push(struct marks *marks, struct stack *stack, size_t i)
{
    struct mark *mark = &marks->items[i];
    mark->role = ROLE_OPEN;
    mark->closed = MARK_PARAGRAPH_END;
    mark->below = stack->top;
    stack->top = (uint32_t)i;
    stack->open[mark->family]++;
}

static struct mark *pop(struct marks *marks, struct stack *stack)
{
    struct mark *mark = &marks->items[stack->top];
    stack->top = mark->below;
    stack->open[mark->family]--;
    return mark;
}

/* Closes the innermost open mark of the family; marks of others opened in between are none. */
static void close_innermost(struct marks *marks, struct stack *stack, size_t i)
{
    for (;;) {
        struct mark *opening = pop(marks, stack);
        if (opening->family == marks->items[i].family) {
            mark_close_pair(marks, opening, i);
            return;
        }
        opening->role = ROLE_NONE;
        stack->cost++;
    }
}

/* Curly marks inside straight ones are nested, not opened again. */
static bool same_shape(const struct mark *a, const struct mark *b)
{
    return a->known == b->known || (a->prior != ROLE_NONE && b->prior != ROLE_NONE);
}

static void open_double(struct marks *marks, struct stack *stack, size_t i)
{
    struct mark *mark = &marks->items[i];
    if (stack->open[mark->family]) {
        stack->cost++;
        struct mark *innermost = &marks->items[stack->top];
        if (innermost->family == mark->family && same_shape(innermost, mark) && mark_follows_sentence(marks, mark))
            mark_close_repeated(pop(marks, stack), i);
    }
    push(marks, stack, i);
}

/* Where no closing mark came, the next opening one of that shape ends the damage. */
static void leave_open(struct marks *marks, struct stack *stack)
{
    uint32_t next[FAMILIES] = {NONE, NONE, NONE};
    for (size_t i = marks->n; i-- > 0;) {
        struct mark *mark = &marks->items[i];
        if (mark->single || mark->role != ROLE_OPEN)
            continue;
        uint32_t *following = &next[mark->family];
        if (mark->closed == MARK_PARAGRAPH_END) {
            stack->cost++;
            if (*following != NONE && same_shape(mark, &marks->items[*following]))
                mark_close_repeated(mark, *following);
            else if (*following != NONE)
                continue; /* holds what follows */
        }
        *following = (uint32_t)i;
    }
}

/* Pairs double marks by what their neighbours say; returns how many marks don't fit.
 * `first` is the paragraph's first token. */
static size_t pair_by_look(struct marks *marks, uint32_t first)
{
    struct stack stack = {.top = NONE};
    for (size_t i = 0; i < marks->n; i++) {
        struct mark *mark = &marks->items[i];
        if (mark->single)
            continue;
        bool open = stack.open[mark->family] > 0;
        mark->role = ROLE_NONE;
        if (role_by_look(mark, open, mark->token == first) == ROLE_OPEN)
            open_double(marks, &stack, i);
        else if (open)
            close_innermost(marks, &stack, i);
        else
            stack.cost++;
    }
    leave_open(marks, &stack);
    return stack.cost;
}

/* A sentence that begins behind a mark: it opens beyond doubt. */
static bool begins_sentence(const struct marks *marks, const struct mark *mark)
{
    const struct tokens *tokens = &marks->doc->tokens;
    uint32_t next = mark->token + 1;
    return mark_follows_sentence(marks, mark) && next < tokens->n && tokens->kind[next] == TOKEN_WORD &&
           !mark_begins_small(marks, next);
}

/* How many double marks don't fit when they open and close by turns; SIZE_MAX when some have
 * a direction or a family of their own. */
static size_t cost_by_turns(const struct marks *marks)
{
    size_t cost = 0;
    bool open = false;
    for (size_t i = 0; i < marks->n; i++) {
        const struct mark *mark = &marks->items[i];
        if (mark->single)
            continue;
        if (mark->prior != ROLE_NONE && !mark->virtual)
            return SIZE_MAX;
        if (mark->look == (open ? ROLE_OPEN : ROLE_CLOSE))
            cost += open && begins_sentence(marks, mark) ? 3 : 1;
        open = !open;
    }
    return cost + open;
}

static void pair_by_turns(struct marks *marks)
{
    struct stack stack = {.top = NONE};
    for (size_t i = 0; i < marks->n; i++) {
        if (marks->items[i].single)
            continue;
        if (stack.top == NONE)
            push(marks, &stack, i);
        else
            mark_close_pair(marks, pop(marks, &stack), i);
    }
}

void double_mark_pair(struct marks *marks, const struct paragraph *paragraph)
{
    size_t cost = pair_by_look(marks, paragraph->first_token);
    if (cost > 1 && cost_by_turns(marks) < cost)
        pair_by_turns(marks);
}
