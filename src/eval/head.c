#include "head.h"

#include "../unicode.h"
#include "char.h"

static bool is_comma(int32_t c)
{
    return c == ',' || c == '(' || c == ')';
}

static bool is_in_word(int32_t c)
{
    return char_is_word(c) || c == '.' || c == '-' || char_is_single_close(c);
}

/* Where a relative clause or a preposition ends the head; not at the very beginning. */
static uint32_t head_end(const struct yardstick *yardstick, const struct eval_text *text, struct extent part)
{
    for (uint32_t i = part.begin + 1; i < part.end; i++) {
        if (!unicode_is_space(text->chars[i]))
            continue;
        const uint32_t end = eval_text_word_end(text, i + 1, part.end);
        if (yardstick_has(yardstick, YARDSTICK_HEAD_END, text->bytes + text->at[i + 1],
                          text->at[end] - text->at[i + 1]))
            return i;
    }
    return part.end;
}

/* Ends in ' or 's? */
static bool is_genitive(const struct eval_text *text, struct extent word)
{
    const uint32_t last = word.end - 1;
    if (char_is_single_close(text->chars[last]))
        return true;
    return text->chars[last] == 's' && last > word.begin && char_is_single_close(text->chars[last - 1]);
}

/* The last words of a part, and whether all of them are capitalised. */
struct last_words {
    struct extent words[2]; /* the last one first */
    unsigned n;
    bool capital;
};

static struct last_words last_words_of(const struct eval_text *text, struct extent part)
{
    struct last_words last = {.capital = true};
    for (uint32_t i = part.begin; i < part.end;) {
        if (!char_is_word(text->chars[i])) {
            i++;
            continue;
        }
        struct extent word = {i, i + 1};
        while (word.end < part.end && is_in_word(text->chars[word.end]))
            word.end++;
        last.capital = last.capital && char_is_upper(text->chars[i]);
        last.words[1] = last.words[0];
        last.words[0] = word;
        last.n += last.n < 2;
        i = word.end;
    }
    return last;
}

static void add_part(struct arena *arena, const struct yardstick *yardstick, const struct eval_text *text,
                     struct extent part, bool first, struct extents *heads)
{
    if (first)
        part.end = head_end(yardstick, text, part);
    const struct last_words last = last_words_of(text, part);
    if (!last.n || (!first && !last.capital))
        return;
    if (last.n > 1 && !is_genitive(text, last.words[1]))
        extents_add(arena, heads, last.words[1].begin, last.words[1].end);
    extents_add(arena, heads, last.words[0].begin, last.words[0].end);
}

void head_find(struct arena *arena, const struct yardstick *yardstick, const struct eval_text *text,
               const struct extents *source, struct extents *heads)
{
    for (size_t s = 0; s < source->n; s++) {
        const struct extent whole = source->items[s];
        const size_t n_before = heads->n;
        for (struct extent part = {whole.begin, whole.begin}; part.begin < whole.end; part.begin = part.end) {
            while (part.begin < whole.end && is_comma(text->chars[part.begin]))
                part.begin++;
            part.end = part.begin;
            while (part.end < whole.end && !is_comma(text->chars[part.end]))
                part.end++;
            if (part.begin < part.end)
                add_part(arena, yardstick, text, part, part.begin == whole.begin, heads);
        }
        if (heads->n == n_before)
            extents_add(arena, heads, whole.begin, whole.end);
    }
}
