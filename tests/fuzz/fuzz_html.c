/* fuzz_html: any bytes as a web page, with the charset told by its first byte.
 *
 * Properties: nothing crashes; reading twice gives the same; strings are what they should be; a text isn't longer than
 * the page allows, has no blanks at its ends and no gap of more than a blank line, but for lines that the page breaks.
 */
#include <string.h>

#include "fuzz.h"
#include "input/html.h"

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void check_strings(const quoth_input *article)
{
    const char *const strings[] = {article->title, article->byline,    article->date,
                                   article->url,   article->publisher, article->lang};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        MUST(!strings[i] || (*strings[i] && strlen(strings[i]) < 8192));
    MUST(!article->date || strlen(article->date) == strlen("YYYY-MM-DD"));
    MUST(!article->lang || strlen(article->lang) <= 3);
}

static void check_text(const quoth_input *article, size_t n_page)
{
    const char *text = article->text;
    const size_t n = article->n_bytes;
    MUST(text && n <= 6 * n_page + 64);
    if (n == 0)
        return;
    MUST(!strchr(" \n", text[0]) || text[0] == '\0');
    MUST(!strchr(" \n", text[n - 1]) || text[n - 1] == '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const charsets[] = {NULL, "utf-8", "iso-8859-1", "shift_jis", "utf-16le", "gb2312", "no-such"};
    if (size == 0)
        return 0;
    const char *charset = charsets[*data % (sizeof charsets / sizeof *charsets)];
    struct arena arenas[2];
    quoth_input articles[2] = {{0}, {0}};
    for (int i = 0; i < 2; i++) {
        arena_init(&arenas[i], 0);
        MUST(html_read(&arenas[i], (const char *)data, size, charset, "http://example.org/", &articles[i]));
        check_strings(&articles[i]);
        check_text(&articles[i], size);
    }
    MUST(articles[0].n_bytes == articles[1].n_bytes);
    MUST(memcmp(articles[0].text, articles[1].text, articles[0].n_bytes) == 0);
    MUST(same(articles[0].title, articles[1].title) && same(articles[0].byline, articles[1].byline));
    for (int i = 0; i < 2; i++)
        arena_free(&arenas[i]);
    return 0;
}
