#include "cleaner.h"

uint32_t cleaner_replace(struct cleaner *c, uint32_t i, uint32_t end, const char *bytes, size_t n)
{
    if (!arena_grow(c->arena, &c->items, &c->capacity, c->n_changes + 1, sizeof *c->items))
        return end;
    struct text_change change = {.begin = i, .end = end, .n = (uint8_t)n};
    memcpy(change.bytes, bytes, n);
    c->items[c->n_changes++] = change;
    return end;
}

uint32_t cleaner_drop(struct cleaner *c, uint32_t i, uint32_t end)
{
    return cleaner_replace(c, i, end, "", 0);
}

uint32_t cleaner_replace_by(struct cleaner *c, uint32_t i, uint32_t end, uint32_t codepoint)
{
    char bytes[4];
    if (codepoint < 0x80) {
        bytes[0] = (char)codepoint;
        return cleaner_replace(c, i, end, bytes, 1);
    }
    const size_t n = codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t k = n; k-- > 1; codepoint >>= 6)
        bytes[k] = (char)(0x80 | (codepoint & 0x3F));
    bytes[0] = (char)(leads[n] | codepoint);
    return cleaner_replace(c, i, end, bytes, n);
}
