#include "encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char replacement[] = "\xef\xbf\xbd";
enum { N_REPLACEMENT = sizeof replacement - 1, N_ROOM = 64 * 1024 };

/* -- files --------------------------------------------------------------------------- */

static const char *by_mark(const char *bytes, size_t n)
{
    static const struct {
        const char *mark;
        size_t n;
        const char *encoding;
    } marks[] = {
        {"\xff\xfe\0\0", 4, "UTF-32LE"},
        {"\0\0\xfe\xff", 4, "UTF-32BE"},
        {"\xff\xfe", 2, "UTF-16LE"},
        {"\xfe\xff", 2, "UTF-16BE"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (n >= marks[i].n && memcmp(bytes, marks[i].mark, marks[i].n) == 0)
            return marks[i].encoding;
    return NULL;
}

/* Text in Western letters has a NUL in nearly every second byte. */
static const char *by_nuls(const char *bytes, size_t n)
{
    enum { LOOKED_AT = 512, FEWEST = 8 };
    n = n < LOOKED_AT ? n : LOOKED_AT;
    size_t n_nuls[2] = {0, 0};
    for (size_t i = 0; i < n; i++)
        n_nuls[i % 2] += bytes[i] == '\0';
    const size_t half = n / 2;
    for (size_t i = 0; i < 2; i++)
        if (half >= FEWEST && n_nuls[i] > half * 3 / 4 && n_nuls[1 - i] == 0)
            return i == 1 ? "UTF-16LE" : "UTF-16BE";
    return NULL;
}

static bool has(const char *bytes, size_t n, const char *wanted)
{
    const size_t n_wanted = strlen(wanted);
    for (const char *at = bytes; (at = memchr(at, *wanted, n - (size_t)(at - bytes))); at++)
        if (n - (size_t)(at - bytes) >= n_wanted && memcmp(at, wanted, n_wanted) == 0)
            return true;
    return false;
}

/* <?xml version="1.0" encoding="…"?> of news; pages are html_charset's matter. */
static const char *by_xml(const char *bytes, size_t n, char name[40])
{
    static const char begin[] = "<?xml", wanted[] = "encoding=";
    const bool is_news = has(bytes, n, "<nitf") || has(bytes, n, "<news");
    const char *end =
        is_news && n >= sizeof begin && memcmp(bytes, begin, sizeof begin - 1) == 0 ? memchr(bytes, '>', n) : NULL;
    for (const char *at = bytes; end && at + sizeof wanted < end; at++) {
        if (memcmp(at, wanted, sizeof wanted - 1) != 0)
            continue;
        const char mark = at[sizeof wanted - 1];
        const char *first = at + sizeof wanted;
        const char *last = memchr(first, mark, (size_t)(end - first));
        if (!last || last - first >= 40)
            return NULL;
        memcpy(name, first, (size_t)(last - first));
        name[last - first] = '\0';
        return strcasecmp(name, "utf-8") == 0 || strncasecmp(name, "utf-16", 6) == 0 ? NULL : name;
    }
    return NULL;
}

const char *encoding_of_file(const char *bytes, size_t n_bytes, char name[40])
{
    const char *encoding = by_mark(bytes, n_bytes);
    if (!encoding)
        encoding = by_nuls(bytes, n_bytes);
    return encoding ? encoding : by_xml(bytes, n_bytes, name);
}

/* -- texts --------------------------------------------------------------------------- */

static bool is_letter(unsigned char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_small(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

/* Does a byte above 0x7f make sense as Windows-1252 between these? Punctuation does, if it is any; a letter inside of a
 * word, but a capital not behind a small one; and not the last letters of the table, which are rather damage. */
static bool is_1252(unsigned char before, unsigned char c, unsigned char behind)
{
    static const char unused[] = "\x81\x8d\x8f\x90\x9d";
    static const char letters[] = "\x8a\x8c\x8e\x9a\x9c\x9e\x9f";
    if (memchr(unused, c, sizeof unused - 1) || c >= 0xfd)
        return false;
    if (c < 0xc0 && !memchr(letters, c, sizeof letters - 1))
        return true;
    const bool is_capital = c >= 0xc0 && c < 0xdf;
    return (is_letter(before) || is_letter(behind)) && !(is_capital && is_small(before));
}

/* The length of the UTF-8 character that begins here with a byte above 0x7f; 0: none does. */
static size_t utf8_length(const unsigned char *at, size_t n)
{
    const size_t length = *at >= 0xf0 ? 4 : *at >= 0xe0 ? 3 : 2;
    if (*at < 0xc2 || *at > 0xf4 || length > n)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

static size_t skip_ascii(const unsigned char *bytes, size_t i, size_t n)
{
    for (uint64_t eight; i + sizeof eight <= n; i += sizeof eight) {
        memcpy(&eight, bytes + i, sizeof eight);
        if (eight & 0x8080808080808080)
            break;
    }
    while (i < n && bytes[i] < 0x80)
        i++;
    return i;
}

size_t encoding_bom(const char *bytes, size_t n_bytes)
{
    return n_bytes >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

const char *encoding_of_text(const char *text, size_t n)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t i = skip_ascii(bytes, 0, n);
    if (i == n)
        return NULL;
    for (; i < n; i = skip_ascii(bytes, i + 1, n)) {
        const unsigned char before = i > 0 ? bytes[i - 1] : ' ', behind = i + 1 < n ? bytes[i + 1] : ' ';
        if (utf8_length(bytes + i, n - i) > 0 || !is_1252(before, bytes[i], behind))
            return NULL;
    }
    return memchr(text, '\0', n) ? NULL : "WINDOWS-1252";
}

bool encoding_is_garbled(const char *text, size_t n)
{
    enum { ONE_IN = 20 };
    const unsigned char *bytes = (const unsigned char *)text;
    size_t n_bad = 0;
    for (size_t i = skip_ascii(bytes, 0, n); i < n; i = skip_ascii(bytes, i, n)) {
        const size_t n_character = utf8_length(bytes + i, n - i);
        n_bad += n_character == 0;
        i += n_character > 0 ? n_character : 1;
    }
    return n_bad * ONE_IN > n;
}

size_t encoding_count_mojibake(const char *text, size_t n)
{
    static const char *const twice[] = {"\xc3\xa2\xe2\x82\xac", "\xc3\x83\xc2", "\xc3\x82\xc2"};
    size_t count = 0;
    for (const char *at = text; (at = memchr(at, 0xc3, n - (size_t)(at - text))); at++)
        for (size_t i = 0; i < sizeof twice / sizeof *twice; i++)
            count += n - (size_t)(at - text) >= strlen(twice[i]) && memcmp(at, twice[i], strlen(twice[i])) == 0;
    return count;
}

/* -- conversion ---------------------------------------------------------------------- */

struct recoder {
    iconv_t iconv;
    size_t unit; /* bytes of a code unit: what is passed over when it can't be converted */
    bool at_end;
    size_t begin, end; /* unconverted bytes in raw */
    char raw[N_ROOM];
};

struct recoder *recoder_new(const char *encoding)
{
    struct recoder *recoder = malloc(sizeof *recoder);
    if (!recoder)
        return NULL;
    recoder->iconv = iconv_open("UTF-8", encoding);
    recoder->unit = strncasecmp(encoding, "UTF-16", 6) == 0 ? 2 : strncasecmp(encoding, "UTF-32", 6) == 0 ? 4 : 1;
    recoder->at_end = false;
    recoder->begin = recoder->end = 0;
    if (recoder->iconv != (iconv_t)-1)
        return recoder;
    free(recoder);
    return NULL;
}

void recoder_free(struct recoder *recoder)
{
    if (!recoder)
        return;
    iconv_close(recoder->iconv);
    free(recoder);
}

char *recoder_room(struct recoder *recoder, size_t *n)
{
    memmove(recoder->raw, recoder->raw + recoder->begin, recoder->end - recoder->begin);
    recoder->end -= recoder->begin;
    recoder->begin = 0;
    *n = sizeof recoder->raw - recoder->end;
    return recoder->raw + recoder->end;
}

void recoder_added(struct recoder *recoder, size_t n)
{
    recoder->end += n;
    recoder->at_end = n == 0;
}

bool recoder_at_end(const struct recoder *recoder)
{
    return recoder->at_end && recoder->begin == recoder->end;
}

/* Writes U+FFFD for what can't be converted. False when that must wait: the bytes may go on, or there is no room. */
static bool pass_over(struct recoder *recoder, int reason, char **out, size_t *n_free)
{
    const size_t n_left = recoder->end - recoder->begin;
    if (reason == E2BIG || n_left == 0 || (reason == EINVAL && !recoder->at_end) || *n_free < N_REPLACEMENT)
        return false;
    recoder->begin += reason == EINVAL || n_left < recoder->unit ? n_left : recoder->unit;
    memcpy(*out, replacement, N_REPLACEMENT);
    *out += N_REPLACEMENT;
    *n_free -= N_REPLACEMENT;
    return true;
}

size_t recoder_take(struct recoder *recoder, char *out, size_t n)
{
    char *at = out;
    size_t n_free = n;
    do {
        char *in = recoder->raw + recoder->begin;
        size_t n_in = recoder->end - recoder->begin;
        errno = 0;
        iconv(recoder->iconv, &in, &n_in, &at, &n_free);
        recoder->begin = recoder->end - n_in;
    } while (pass_over(recoder, errno, &at, &n_free));
    if (recoder_at_end(recoder)) /* some encodings wait for what may follow a character */
        iconv(recoder->iconv, NULL, NULL, &at, &n_free);
    return n - n_free;
}

char *encoding_convert(struct arena *arena, const char *encoding, const char *bytes, size_t n_bytes,
                       size_t *n_converted)
{
    enum { MOST = 3 }; /* bytes of UTF-8 for a byte of another encoding: U+20AC, U+FFFD */
    struct recoder *recoder = recoder_new(encoding);
    char *text = recoder && n_bytes < SIZE_MAX / MOST - 16 ? arena_alloc(arena, MOST * n_bytes + 16) : NULL;
    size_t n_done = 0, n = 0;
    while (text && !recoder_at_end(recoder)) {
        size_t n_room;
        char *room = recoder_room(recoder, &n_room);
        const size_t n_next = n_bytes - n_done < n_room ? n_bytes - n_done : n_room;
        memcpy(room, bytes + n_done, n_next);
        recoder_added(recoder, n_next);
        n_done += n_next;
        n += recoder_take(recoder, text + n, MOST * n_bytes + 16 - n);
    }
    recoder_free(recoder);
    *n_converted = n;
    return text;
}
