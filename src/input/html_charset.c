#include "html_charset.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "encoding.h"

enum { DECLARED_WITHIN = 4096, LONGEST_LABEL = 40 };

/* -- what is said -------------------------------------------------------------------- */

/* Labels that mean more than iconv would take them for. */
static const struct {
    const char *label, *charset;
} meanings[] = {
    {"ascii", "WINDOWS-1252"},
    {"us-ascii", "WINDOWS-1252"},
    {"iso-8859-1", "WINDOWS-1252"},
    {"iso8859-1", "WINDOWS-1252"},
    {"iso_8859-1", "WINDOWS-1252"},
    {"latin1", "WINDOWS-1252"},
    {"latin-1", "WINDOWS-1252"},
    {"l1", "WINDOWS-1252"},
    {"cp1252", "WINDOWS-1252"},
    {"x-cp1252", "WINDOWS-1252"},
    {"iso-8859-9", "WINDOWS-1254"},
    {"latin5", "WINDOWS-1254"},
    {"iso-8859-11", "WINDOWS-874"},
    {"tis-620", "WINDOWS-874"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},
    {"sjis", "CP932"},
    {"x-sjis", "CP932"},
    {"windows-31j", "CP932"},
    {"euc-kr", "CP949"},
    {"ks_c_5601-1987", "CP949"},
    {"korean", "CP949"},
    {"big5", "BIG5-HKSCS"},
    {"x-mac-roman", "MACINTOSH"},
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"x-x-big5", "BIG5-HKSCS"},
    {"windows-949", "CP949"},
    {"x-user-defined", "WINDOWS-1252"},
};

/* Writes the name that iconv knows; "" when there is no label, or none that could be one. */
static void name_charset(struct stretch label, char name[LONGEST_LABEL + 1])
{
    size_t n = 0;
    while (label.begin < label.end && (html_is_space(*label.begin) || *label.begin == '"' || *label.begin == '\''))
        label.begin++;
    for (const char *at = label.begin; at < label.end && n < LONGEST_LABEL; at++) {
        const char c = *at;
        const bool in_name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                             c == '_' || c == ':' || c == '.' || c == '+';
        if (!in_name)
            break;
        name[n++] = c;
    }
    name[n] = '\0';
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (stretch_is((struct stretch){name, name + n}, meanings[i].label))
            snprintf(name, LONGEST_LABEL + 1, "%s", meanings[i].charset);
}

/* Behind "charset=" in an attribute such as content="text/html; charset=utf-8". */
static struct stretch behind_charset(struct stretch value)
{
    static const char word[] = "charset";
    enum { N_WORD = sizeof word - 1 };
    for (const char *at = value.begin; at && (size_t)(value.end - at) > N_WORD; at++) {
        if (!stretch_is((struct stretch){at, at + N_WORD}, word))
            continue;
        const char *behind = at + N_WORD;
        while (behind < value.end && html_is_space(*behind))
            behind++;
        if (behind < value.end && *behind == '=')
            return (struct stretch){behind + 1, value.end};
    }
    return (struct stretch){NULL, NULL};
}

/* encoding="..." of an XML declaration at the beginning. */
static struct stretch xml_encoding(struct stretch head)
{
    static const char begin[] = "<?xml", word[] = "encoding=";
    if (stretch_length(head) < sizeof begin || memcmp(head.begin, begin, sizeof begin - 1) != 0)
        return (struct stretch){NULL, NULL};
    const char *end = memchr(head.begin, '>', stretch_length(head));
    for (const char *at = head.begin; end && (size_t)(end - at) > sizeof word; at++)
        if (memcmp(at, word, sizeof word - 1) == 0)
            return (struct stretch){at + sizeof word - 1, end};
    return (struct stretch){NULL, NULL};
}

/* What the page says of itself. */
static struct stretch declared(struct stretch head)
{
    struct html_scan scan = {.at = head.begin, .end = head.end};
    struct html_token token;
    for (html_next(&scan, &token); token.kind != HTML_DONE; html_next(&scan, &token)) {
        if (token.kind != HTML_START || token.tag != HTML_meta)
            continue;
        struct stretch label = html_value(&token, HTML_CHARSET);
        if (label.begin == label.end)
            label = behind_charset(html_value(&token, HTML_CONTENT));
        if (label.begin != label.end)
            return label;
    }
    return xml_encoding(head);
}

/* -- what the bytes are -------------------------------------------------------------- */

/* The length of a sound UTF-8 sequence of more than one byte, or 0. */
static size_t sequence(const unsigned char *at, size_t n)
{
    const unsigned char c = *at;
    const size_t length = c >= 0xc2 && c <= 0xdf ? 2 : (c & 0xf0) == 0xe0 ? 3 : c >= 0xf0 && c <= 0xf4 ? 4 : 0;
    if (length == 0 || n < length)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    if ((c == 0xe0 && at[1] < 0xa0) || (c == 0xed && at[1] > 0x9f) || (c == 0xf0 && at[1] < 0x90) ||
        (c == 0xf4 && at[1] > 0x8f))
        return 0;
    return length;
}

enum finding { ALL_ASCII, SOUND_UTF8, SOMETHING_ELSE };

static enum finding look(const char *bytes, size_t n)
{
    enum finding finding = ALL_ASCII;
    for (size_t i = 0; i < n;) {
        uint64_t eight;
        if (n - i >= sizeof eight && (memcpy(&eight, bytes + i, sizeof eight), !(eight & 0x8080808080808080u))) {
            i += sizeof eight;
        } else if (!((unsigned char)bytes[i] & 0x80)) {
            i++;
        } else {
            const size_t length = sequence((const unsigned char *)bytes + i, n - i);
            /* The last sequence may have been cut with the page. */
            if (length == 0)
                return n - i < 4 && finding == SOUND_UTF8 ? finding : SOMETHING_ELSE;
            finding = SOUND_UTF8;
            i += length;
        }
    }
    return finding;
}

static const char *byte_order(struct stretch page)
{
    static const struct {
        const char *mark, *charset;
    } marks[] = {{"\xef\xbb\xbf", "UTF-8"}, {"\xfe\xff", "UTF-16BE"}, {"\xff\xfe", "UTF-16LE"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const size_t n = strlen(marks[i].mark);
        if (stretch_length(page) >= n && memcmp(page.begin, marks[i].mark, n) == 0)
            return marks[i].charset;
    }
    return NULL;
}

/* -- conversion ---------------------------------------------------------------------- */

/* False when memory is out. A charset that nobody knows leaves the page as it is. */
static bool convert(struct arena *arena, const char *charset, struct stretch *page)
{
    size_t n;
    const char *text = encoding_convert(arena, charset, page->begin, stretch_length(*page), &n);
    if (text)
        *page = (struct stretch){text, text + n};
    return !arena->failed;
}

/* Is that a charset whose bytes all look like ASCII? */
static bool hides_in_ascii(struct stretch label)
{
    static const char *const beginnings[] = {"utf-16", "iso-2022", "hz-gb"};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        const size_t n = strlen(beginnings[i]);
        if (stretch_length(label) >= n && stretch_is((struct stretch){label.begin, label.begin + n}, beginnings[i]))
            return true;
    }
    return false;
}

/* What HTTP or the page says, in iconv's words; "" when nothing is said. */
static void find_label(struct stretch page, const char *charset, char name[LONGEST_LABEL + 1])
{
    *name = '\0';
    if (charset)
        name_charset((struct stretch){charset, charset + strlen(charset)}, name);
    if (*name)
        return;
    if (stretch_length(page) > DECLARED_WITHIN)
        page.end = page.begin + DECLARED_WITHIN;
    name_charset(declared(page), name);
    /* What could be read until here isn't UTF-16, whatever it says. */
    if (stretch_is((struct stretch){name, name + strlen(name)}, "utf-16"))
        snprintf(name, LONGEST_LABEL + 1, "UTF-8");
}

bool html_to_utf8(struct arena *arena, const char *bytes, size_t n_bytes, const char *charset, struct stretch *page)
{
    char name[LONGEST_LABEL + 1];
    *page = (struct stretch){bytes, bytes + n_bytes};
    const char *known = byte_order(*page);
    if (known) {
        page->begin += strcmp(known, "UTF-8") == 0 ? 3 : 2;
        return strcmp(known, "UTF-8") == 0 || convert(arena, known, page);
    }
    find_label(*page, charset, name);
    const struct stretch label = {name, name + strlen(name)};
    const enum finding finding = look(bytes, n_bytes);
    const bool said = stretch_is(label, "utf-8");
    const bool is_utf8 = finding == SOUND_UTF8 || (finding == ALL_ASCII && !hides_in_ascii(label)) ||
                         (finding == SOMETHING_ELSE && said && !encoding_of_text(bytes, n_bytes));
    return is_utf8 || convert(arena, said || !*name ? "WINDOWS-1252" : name, page);
}
