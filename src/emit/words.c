#include "words.h"

#include "../unicode.h"
#include "../utf8.h"

void words_add_spans(struct buffer *out, words_adder *add, const char *text, const quoth_span *spans, size_t n_spans)
{
    bool written = false, space = false;
    for (size_t i = 0; i < n_spans; i++) {
        space = true;
        uint32_t n;
        for (uint32_t at = spans[i].begin_byte; at < spans[i].end_byte; at += n) {
            if (unicode_is_space(utf8_decode(text + at, spans[i].end_byte - at, &n))) {
                space = true;
                continue;
            }
            if (space && written)
                add(out, " ", 1);
            add(out, text + at, n);
            space = false;
            written = true;
        }
    }
}

void words_add(struct buffer *out, words_adder *add, const quoth_result *result, const char *words,
               const quoth_span *spans, size_t n_spans)
{
    const bool is_cut = result->damage.nuls > 0 && n_spans > 0 && spans[0].begin_byte != spans[0].end_byte;
    if (is_cut)
        words_add_spans(out, add, result->text, spans, n_spans);
    else
        add(out, words, strlen(words));
}

/* -- JSON strings ---------------------------------------------------------------------- */

static uint32_t read_hex(const char *digits)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        const char c = digits[i];
        const char base = c <= '9' ? '0' : c <= 'F' ? 'A' - 10 : 'a' - 10;
        value = value << 4 | ((uint32_t)(c - base) & 15);
    }
    return value;
}

static size_t encode(uint32_t c, char bytes[4])
{
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        bytes[i] = (char)(0x80 | (c & 0x3f));
    static const unsigned char first[] = {0, 0, 0xc0, 0xe0, 0xf0};
    bytes[0] = (char)(first[n] | c);
    return n;
}

static bool is_surrogate(uint32_t c, uint32_t first)
{
    return c >= first && c < first + 0x400;
}

/* Adds what the escape at `json` stands for; returns its length. A surrogate without its other half is U+FFFD. */
static size_t add_escape(struct buffer *out, words_adder *add, const char *json)
{
    static const char letters[] = {['b'] = '\b', ['t'] = '\t', ['n'] = '\n', ['f'] = '\f', ['r'] = '\r'};
    const unsigned char kind = (unsigned char)json[1];
    if (kind != 'u') {
        const char plain = kind < sizeof letters && letters[kind] ? letters[kind] : json[1];
        add(out, &plain, 1);
        return 2;
    }
    size_t n = 6;
    uint32_t c = read_hex(json + 2);
    const uint32_t low = is_surrogate(c, 0xd800) && json[6] == '\\' && json[7] == 'u' ? read_hex(json + 8) : 0;
    if (is_surrogate(low, 0xdc00)) {
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        n = 12;
    }
    char bytes[4];
    add(out, bytes, encode(c >= 0xd800 && c < 0xe000 ? 0xfffd : c, bytes));
    return n;
}

void words_add_json(struct buffer *out, words_adder *add, const char *json)
{
    if (*json != '"') {
        add(out, json, strlen(json));
        return;
    }
    for (json++; *json && *json != '"';) {
        const size_t n = strcspn(json, "\\\"");
        add(out, json, n);
        json += n;
        if (*json == '\\')
            json += add_escape(out, add, json);
    }
}
