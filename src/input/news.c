/* The markup of news agencies, feeds and corpora: where their articles begin and end. */
#include <string.h>

#include "format.h"
#include "news_article.h"

enum { LONGEST_NAME = 64 };

/* -- records ------------------------------------------------------------------------- */

static bool is_name_end(char c)
{
    return c == '>' || c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/';
}

/* The length of the tag's name that begins here, behind "<" or "</"; n: its end isn't there. */
static size_t name_length(const char *name, size_t n)
{
    size_t i = 0;
    while (i < n && i < LONGEST_NAME && !is_name_end(name[i]))
        i++;
    return i;
}

/* Does the tag whose name begins here belong to that element? Names may have a prefix, as in "nar:newsItem". */
static bool is_element(const char *name, size_t n, const char *element)
{
    const size_t n_tag = name_length(name, n);
    const char *colon = memchr(name, ':', n_tag);
    const char *local = colon ? colon + 1 : name;
    const size_t n_local = n_tag - (size_t)(local - name);
    return n_tag < n && strlen(element) == n_local && memcmp(local, element, n_local) == 0;
}

/* The kind of article that the tag belongs to whose name begins here; NEWS_KINDS: none. */
static size_t kind_at(const char *name, size_t n)
{
    size_t kind = 0;
    while (kind < NEWS_KINDS && !is_element(name, n, news_kinds[kind].element))
        kind++;
    return kind;
}

/* Pictures and lists of other items have none. */
static bool has_body(const char *bytes, size_t n, const struct news_kind *kind)
{
    const char *end = bytes + n;
    for (const char *tag = bytes; (tag = memchr(tag, '<', (size_t)(end - tag)));) {
        tag++;
        for (size_t i = 0; i < NEWS_BODIES && kind->bodies[i]; i++)
            if (is_element(tag, (size_t)(end - tag), kind->bodies[i]))
                return true;
    }
    return false;
}

/* Does the tag begin a file whose articles may be called as anything is? */
static bool is_root(const char *name, size_t n)
{
    return is_element(name, n, "newsMessage") || is_element(name, n, "rss") || is_element(name, n, "feed") ||
           is_element(name, n, "RDF");
}

static bool detect(const char *bytes, size_t n_bytes, const char *text_names)
{
    (void)text_names;
    size_t at = input_skip_blanks(bytes, 0, n_bytes);
    if (at == n_bytes || bytes[at] != '<')
        return false;
    for (const char *tag = bytes; (tag = memchr(tag, '<', n_bytes - (size_t)(tag - bytes)));) {
        tag++;
        const size_t n = n_bytes - (size_t)(tag - bytes);
        if (kind_at(tag, n) < NEWS_TELLING || is_root(tag, n))
            return true;
        if (n > 4 && (memcmp(tag, "html", 4) == 0 || memcmp(tag, "body", 4) == 0))
            return false;
    }
    return false;
}

/* How far a search for a tag has come; both stay right when more bytes are read behind them. */
struct search {
    size_t at;     /* where to go on */
    size_t no_end; /* no comment ends before */
};

enum { LONGEST_COMMENT = 64 * 1024 }; /* a longer one isn't closed: it shall not hide all articles behind it */

/* The ">" of the first "-->"; NULL: it isn't there. Two bytes before `at` are there too. */
static const char *find_comment_end(const char *at, const char *end)
{
    while (at < end && (at = memchr(at, '>', (size_t)(end - at)))) {
        if (memcmp(at - 2, "--", 2) == 0)
            return at;
        at++;
    }
    return NULL;
}

/* Is that a comment, with "<" at search->at? Then the search moves behind it, or waits for more bytes. */
static bool skip_comment(struct search *search, const char *bytes, size_t n, bool at_end, bool *waits)
{
    static const char begin[] = "<!--";
    enum { N_BEGIN = sizeof begin - 1 };
    const size_t at = search->at;
    if (n - at < N_BEGIN || memcmp(bytes + at, begin, N_BEGIN) != 0)
        return false;
    const size_t from = at + N_BEGIN > search->no_end ? at + N_BEGIN : search->no_end;
    const char *end = find_comment_end(bytes + from, bytes + n);
    search->no_end = end ? (size_t)(end - bytes) : n;
    *waits = !end && !at_end && n - at <= LONGEST_COMMENT;
    if (*waits)
        return true;
    if (!end || search->no_end - at > LONGEST_COMMENT)
        return false;
    search->at = search->no_end + 1;
    return true;
}

/* Where the next item's start tag begins, or with *kind, that item's end tag; n: it isn't there. A tag whose name is
 * cut off at the window's end waits for more bytes, if there are any. */
static size_t find_tag(struct search *search, const char *bytes, size_t n, bool at_end, size_t *kind)
{
    const bool closing = *kind < NEWS_KINDS;
    for (const char *tag; search->at < n && (tag = memchr(bytes + search->at, '<', n - search->at));) {
        const size_t begin = search->at = (size_t)(tag - bytes), n_left = n - begin - 1;
        bool waits = !at_end && n_left < LONGEST_NAME && name_length(tag + 1, n_left) == n_left;
        if (waits)
            return n;
        if (skip_comment(search, bytes, n, at_end, &waits)) {
            if (waits)
                return n;
            continue;
        }
        search->at = begin + 1;
        if (closing && n_left > 1 && tag[1] == '/' && kind_at(tag + 2, n_left - 1) == *kind)
            return begin;
        if (!closing && (*kind = kind_at(tag + 1, n_left)) < NEWS_KINDS)
            return begin;
    }
    search->at = n;
    return n;
}

/* What stands between items isn't kept. */
static void drop_before(struct input *input, struct search *search)
{
    input->begin += search->at;
    search->no_end -= search->at < search->no_end ? search->at : search->no_end;
    search->at = 0;
}

/* Reads on to that tag, which begins at *place. INPUT_END: there is none; INPUT_BAD: it is too far behind the start
 * tag, for which *place stands at first. */
static enum input_status read_tag(struct input *input, size_t *place, size_t *kind, struct input_error *error)
{
    const bool closing = *kind < NEWS_KINDS;
    const size_t begin = *place;
    for (struct search search = {.at = begin};;) {
        const size_t n = input->end - input->begin;
        *place = find_tag(&search, input->window + input->begin, n, input->at_end, kind);
        if (*place < n)
            return INPUT_OK;
        if (input->at_end)
            return INPUT_END;
        if (closing && n - begin > input->limit)
            return input_too_large(input, error);
        if (!closing)
            drop_before(input, &search);
        if (input_fill(input, error) != INPUT_OK)
            return INPUT_FAILED;
    }
}

enum { NOTHING_YET, SOME_ITEM }; /* of the file */

static enum input_status end_file(struct input *input, struct input_error *error)
{
    const bool is_empty = input_offset(input) == 0 && input->begin == input->end;
    input->begin = input->end;
    if (input->state == SOME_ITEM || is_empty)
        return INPUT_END;
    return input_fail(error, INPUT_FAILED, "holds no article in the markup of a news agency, a feed or a corpus");
}

/* INPUT_END: the file's. A record without bytes: an item that is no article. */
static enum input_status read_item(struct input *input, struct input_record *record, struct input_error *error)
{
    size_t begin = 0, kind = NEWS_KINDS;
    enum input_status status = read_tag(input, &begin, &kind, error);
    if (status == INPUT_END)
        return end_file(input, error);
    size_t end = begin;
    if (status == INPUT_OK)
        status = read_tag(input, &end, &kind, error);
    if (status == INPUT_FAILED)
        return status;
    input->state = SOME_ITEM;
    record->number = input->number + 1;
    record->offset = input_offset(input) + begin;
    if (status == INPUT_OK) {
        const char *window = input->window + input->begin;
        const char *close = memchr(window + end, '>', input->end - input->begin - end);
        end = close ? (size_t)(close + 1 - window) : input->end - input->begin;
        record->bytes = window + begin;
        record->n_bytes = has_body(record->bytes, end - begin, &news_kinds[kind]) ? end - begin : 0;
        input->begin += end;
        return end - begin <= input->limit ? INPUT_OK : input_too_large(input, error);
    }
    input->begin = input->end;
    return status == INPUT_END ? input_fail(error, INPUT_FAILED, "ends in the middle of an article") : status;
}

static enum input_status next(struct input *input, struct input_record *record, struct input_error *error)
{
    news_begin();
    for (;;) {
        const enum input_status status = read_item(input, record, error);
        if (status == INPUT_OK && record->n_bytes == 0) {
            input->n_skipped++;
            continue;
        }
        input->number += status == INPUT_OK || status == INPUT_BAD;
        return status;
    }
}

const struct input_format input_news = {
    .name = "news", .record_end = "\n", .detect = detect, .next = next, .parse = news_parse};
