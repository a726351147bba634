/* name_memo: what was found for the names that a page repeats, its tags, attributes and classes.
 *
 * A page has a few dozen names and says them thousands of times: each is looked up in its table once and is then found
 * here, by a compare of bytes. It forgets a name when another one takes its slot. For input/ only; of one thread.
 */
#ifndef QUOTH_INPUT_NAME_MEMO_H
#define QUOTH_INPUT_NAME_MEMO_H

#include <stdint.h>
#include <string.h>

#include "stretch.h"

enum { NAME_MEMO_BITS = 8 };

/* All zero: it remembers nothing. */
struct name_memo {
    struct name_memo_slot {
        struct stretch name; /* points into the page, which outlives the memo */
        uint32_t found;      /* what the caller's table has of it */
    } slots[1 << NAME_MEMO_BITS];
};

/* What look_up finds for a name that isn't empty. */
static inline uint32_t name_memo_find(struct name_memo *memo, struct stretch name, uint32_t (*look_up)(struct stretch))
{
    const size_t length = stretch_length(name);
    const uint32_t letters = (uint32_t)(unsigned char)name.begin[0] << 16 |
                             (uint32_t)(unsigned char)name.begin[length / 2] << 8 | (unsigned char)name.end[-1];
    struct name_memo_slot *slot =
        &memo->slots[(((uint32_t)length << 24 ^ letters) * 2654435761u) >> (32 - NAME_MEMO_BITS)];
    if (stretch_length(slot->name) != length || memcmp(slot->name.begin, name.begin, length) != 0)
        *slot = (struct name_memo_slot){name, look_up(name)};
    return slot->found;
}

#endif
