#include "text.h"

#include "../utf8.h"
#include "char.h"
#include "stretch.h"

enum { MIN_WORDS = 3 };

uint32_t eval_text_word_end(const struct eval_text *text, uint32_t at, uint32_t end)
{
    while (at < end && char_is_word(text->chars[at]))
        at++;
    return at;
}

/* Words; what follows an apostrophe belongs to the word before it. */
static bool has_enough_words(const struct eval_text *text, struct extent extent)
{
    unsigned n = 0;
    for (uint32_t i = extent.begin; i < extent.end && n < MIN_WORDS;) {
        const uint32_t word_end = eval_text_word_end(text, i, extent.end);
        if (word_end == i) {
            i++;
            continue;
        }
        n++;
        i = word_end;
        if (i < extent.end && char_is_single_close(text->chars[i])) {
            const uint32_t tail_end = eval_text_word_end(text, i + 1, extent.end);
            i = tail_end > i + 1 ? tail_end : i;
        }
    }
    return n >= MIN_WORDS;
}

static bool decode(struct eval_text *text, struct arena *arena)
{
    const size_t n = text->n_bytes + 1;
    text->chars = arena_alloc(arena, n * sizeof *text->chars);
    text->at = arena_alloc(arena, n * sizeof *text->at);
    text->weight = arena_alloc(arena, n * sizeof *text->weight);
    if (!text->chars || !text->at || !text->weight)
        return false;
    text->n = text->weight[0] = 0;
    uint32_t n_char;
    for (uint32_t i = 0; i < text->n_bytes; i += n_char) {
        const int32_t c = utf8_decode(text->bytes + i, text->n_bytes - i, &n_char);
        text->chars[text->n] = c;
        text->at[text->n] = i;
        text->weight[text->n + 1] = text->weight[text->n] + char_is_alnum(c);
        text->n++;
    }
    text->at[text->n] = (uint32_t)text->n_bytes;
    return true;
}

static void drop_short(const struct eval_text *text, struct extents *list)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++)
        if (has_enough_words(text, list->items[i]))
            list->items[n++] = list->items[i];
    list->n = n;
}

bool eval_text_read(struct eval_text *text, struct arena *arena, const char *bytes, size_t n_bytes)
{
    *text = (struct eval_text){.bytes = bytes, .n_bytes = n_bytes};
    if (!decode(text, arena))
        return false;
    stretch_find(text, arena, &text->stretches);
    drop_short(text, &text->stretches);
    return !arena->failed;
}

uint32_t eval_text_size(const struct eval_text *text, const struct extents *list)
{
    uint32_t size = 0;
    for (size_t i = 0; i < list->n; i++)
        size += text->weight[list->items[i].end] - text->weight[list->items[i].begin];
    return size;
}

static bool shared(struct extent a, struct extent b, struct extent *both)
{
    *both = (struct extent){a.begin > b.begin ? a.begin : b.begin, a.end < b.end ? a.end : b.end};
    return both->begin < both->end;
}

uint32_t eval_text_overlap(const struct eval_text *text, const struct extents *left, const struct extents *right)
{
    uint32_t size = 0;
    struct extent both;
    for (size_t i = 0; i < left->n; i++)
        for (size_t j = 0; j < right->n; j++)
            if (shared(left->items[i], right->items[j], &both))
                size += text->weight[both.end] - text->weight[both.begin];
    return size;
}

struct extents eval_text_quoted(const struct eval_text *text, struct arena *arena, const struct extents *content)
{
    struct extents inside = {0};
    struct extent both;
    for (size_t i = 0; i < content->n; i++)
        for (size_t j = 0; j < text->stretches.n; j++)
            if (shared(content->items[i], text->stretches.items[j], &both))
                extents_add(arena, &inside, both.begin, both.end);
    drop_short(text, &inside);
    return inside;
}
