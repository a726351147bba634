#include "listed.h"

static bool is_mark(char byte)
{
    return byte == '\'' || byte == '"';
}

static uint32_t skip_space(const struct cleaner *c, uint32_t i)
{
    while (i < c->n && is_blank(c->bytes[i]))
        i++;
    return i;
}

/* The byte of the mark that ends what begins at i; n: none does. */
static uint32_t find_mark(const struct cleaner *c, uint32_t i, char mark)
{
    while (i < c->n && c->bytes[i] != mark)
        i += c->bytes[i] == '\\' ? 2 : 1;
    return i < c->n ? i : c->n;
}

static bool add(struct listed *listed, const struct cleaner *c, uint32_t begin, uint32_t end)
{
    if (!arena_grow(c->arena, &listed->signs, &listed->capacity, listed->n + 1, sizeof *listed->signs))
        return false;
    listed->signs[listed->n++] = (struct span){begin, end};
    return true;
}

bool listed_find(struct listed *listed, const struct cleaner *c)
{
    *listed = (struct listed){.signs = NULL};
    uint32_t begin = skip_space(c, 0), i = begin + 1;
    if (at(c, begin) != '[' || !is_mark(at(c, i)))
        return true;
    for (;;) {
        if (!add(listed, c, begin, i + 1))
            return false;
        begin = find_mark(c, i + 1, at(c, i));
        i = skip_space(c, begin + 1);
        const char sign = at(c, i);
        i = skip_space(c, i + 1);
        if (sign == ']' && i == c->n)
            return add(listed, c, begin, c->n);
        if (sign != ',' || !is_mark(at(c, i))) {
            listed->n = 0;
            return true;
        }
    }
}

uint32_t listed_read(struct listed *listed, struct cleaner *c, uint32_t from, uint32_t end)
{
    while (listed->next < listed->n && listed->signs[listed->next].begin < from)
        listed->next++; /* within a tag, or another thing that nobody reads */
    if (listed->next == listed->n || listed->signs[listed->next].begin > end)
        return 0;
    const struct span sign = listed->signs[listed->next++];
    const bool parts = listed->next > 1 && listed->next < listed->n;
    return parts ? cleaner_replace(c, sign.begin, sign.end, "\n\n", 2) : cleaner_drop(c, sign.begin, sign.end);
}
