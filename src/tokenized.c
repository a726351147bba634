#include "tokenized.h"

/* Whether bytes from i on are a name of capitals, or the same in small letters. */
static bool is_named(const struct cleaner *c, uint32_t i, const char *name, size_t n)
{
    if (c->n - i < n)
        return false;
    size_t n_same = 0, n_small = 0;
    for (size_t k = 0; k < n; k++) {
        n_same += c->bytes[i + k] == name[k];
        n_small += c->bytes[i + k] == (is_letter(name[k]) ? name[k] | 32 : name[k]);
    }
    return n_same == n || n_small == n;
}

uint32_t tokenized_read_bracket(struct cleaner *c, uint32_t i)
{
    enum { LENGTH = 5, CLOSING = 1 };
    static const char signs[][LENGTH + 2] = {"-LRB-(", "-RRB-)", "-LSB-[", "-RSB-]", "-LCB-{", "-RCB-}"};
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
        if (!is_named(c, i, signs[k], LENGTH))
            continue;
        const uint32_t end = i + LENGTH;
        if (!(k & CLOSING)) /* with the blank within */
            return cleaner_replace(c, i, end + (at(c, end) == ' '), &signs[k][LENGTH], 1);
        const bool apart = i && c->bytes[i - 1] == ' ' && !(c->n_changes && c->items[c->n_changes - 1].end > i - 1);
        return cleaner_replace(c, i - apart, end, &signs[k][LENGTH], 1);
    }
    return i + 1;
}

uint32_t tokenized_read_joint(struct cleaner *c, uint32_t i)
{
    enum { LENGTH = 3 };
    const char joint = at(c, i + 1);
    if (!joint || !strchr("-,./:", joint) || at(c, i + 2) != '@')
        return 0;
    const uint32_t end = i + LENGTH;
    const bool spaced = i > 1 && c->bytes[i - 1] == ' ' && at(c, end) == ' ' &&
                        !(c->n_changes && c->items[c->n_changes - 1].end > i - 1);
    return spaced ? cleaner_replace(c, i - 1, end + 1, &c->bytes[i + 1], 1) : 0;
}

uint32_t tokenized_read_separator(struct cleaner *c, uint32_t i)
{
    static const char separator[] = "[SEP]", beginning[] = "[CLS]";
    enum { LENGTH = sizeof separator - 1 };
    if (is_named(c, i, beginning, LENGTH))
        return cleaner_drop(c, i, i + LENGTH);
    return is_named(c, i, separator, LENGTH) ? cleaner_replace(c, i, i + LENGTH, "\n\n", 2) : 0;
}
