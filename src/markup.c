#include "markup.h"

enum { LONGEST_LINK = 400, LONGEST_TAG = 400 };

/* -- tags ------------------------------------------------------------------------------ */

/* Elements of HTML; those behind "|" begin lines of their own. */
static const char elements[] =
    " a abbr b big cite code del dfn em font i img ins kbd mark q s small span strike strong sub sup time tt u var "
    "| p br n newline sep para eol div li ul ol h1 h2 h3 h4 h5 h6 hr blockquote section article figure figcaption td "
    "tr table ";

/* Where the name of a tag stands in `elements`; NULL: it is none of them. */
static const char *find_element(const char *name, size_t n)
{
    enum { LONGEST = 10 };
    char wanted[LONGEST + 3];
    if (!n || n > LONGEST)
        return NULL;
    wanted[0] = wanted[n + 1] = ' ';
    wanted[n + 2] = '\0';
    for (size_t i = 0; i < n; i++)
        wanted[i + 1] = (char)(is_letter(name[i]) ? name[i] | 32 : name[i]);
    return strstr(elements, wanted);
}

/* Where `words` stand from i on, within n bytes; c->n when nowhere. */
static uint32_t find_words(const struct cleaner *c, uint32_t i, uint32_t n, const char *words)
{
    const uint32_t end = c->n - i < n ? c->n : i + n;
    for (const char *found; i < end && (found = memchr(c->bytes + i, words[0], end - i)); i++) {
        i = (uint32_t)(found - c->bytes);
        if (begins_with(c, i, words))
            return i;
    }
    return c->n;
}

/* Whether a name of capitals is that of an annotation's tag, which another one ends soon: <PERSON>Ann Orr</PERSON>. */
static bool is_annotation(const struct cleaner *c, uint32_t i, uint32_t name, uint32_t end)
{
    enum { FARTHEST = 200, LONGEST = 20 };
    char closing[LONGEST + 4] = "</";
    if (c->bytes[i] != '<' || end < name + 2 || end - name > LONGEST)
        return false;
    for (uint32_t k = name; k < end; k++)
        if (c->bytes[k] >= 'a' && c->bytes[k] <= 'z')
            return false;
    memcpy(closing + 2, c->bytes + name, end - name);
    closing[2 + (end - name)] = '>'; /* zeros follow */
    return c->bytes[name - 1] == '/' || find_words(c, end, FARTHEST, closing) < c->n;
}

/* Reads a tag whose name or slash stands at `name`; `close` is what ends it, `open` begins another one. The byte behind
 * what begins at i. */
uint32_t markup_read_tag_from(struct cleaner *c, uint32_t i, uint32_t name, const char *open, const char *close)
{
    name += at(c, name) == '/';
    uint32_t end = name;
    while (is_letter(at(c, end)) || is_digit(at(c, end)))
        end++;
    const char *element = find_element(c->bytes + name, end - name);
    if (!element && is_annotation(c, i, name, end))
        element = elements;
    if (!element || (at(c, end) != close[0] && at(c, end) != ' ' && at(c, end) != '/'))
        return name;
    const uint32_t closes = find_words(c, end, LONGEST_TAG, close);
    if (closes == c->n || find_words(c, end, closes - end, open) < closes)
        return name;
    end = closes + (uint32_t)strlen(close);
    if (element[1] == 'q') /* the only one that begins so: <q>We go.</q> */
        return cleaner_replace_by(c, i, end, at(c, name - 1) == '/' ? 0x201D : 0x201C);
    return element > strchr(elements, '|') ? cleaner_replace(c, i, end, "\n", 1) : cleaner_drop(c, i, end);
}

/* The byte behind a comment, or behind a script, a style or a wiki's note with its tags; i: none begins there. */
static uint32_t skip_hidden(struct cleaner *c, uint32_t i)
{
    static const char *const hidden[HIDDEN][2] = {
        {"<!--", "-->"}, {"<script", "</script>"}, {"<style", "</style>"}, {"<ref>", "</ref>"}};
    for (size_t k = 0; k < HIDDEN; k++) {
        if (!begins_with(c, i, hidden[k][0]))
            continue;
        const uint32_t end = i < c->unhidden[k] ? c->n : find_words(c, i, c->n - i, hidden[k][1]);
        if (end < c->n)
            return end + (uint32_t)strlen(hidden[k][1]);
        c->unhidden[k] = c->n;
    }
    return i;
}

/* <<so>>: a guillemet of two signs, where a text has two such to close it. The byte behind, or 0. */
static uint32_t read_guillemet(struct cleaner *c, uint32_t i)
{
    const bool two = at(c, i + 1) == '<' && at(c, i + 2) != '<' && !(i && c->bytes[i - 1] == '<');
    if (!two || is_blank(at(c, i + 2)))
        return 0;
    if (c->guillemet <= i)
        c->guillemet = find_words(c, i, c->n - i, ">>");
    return c->guillemet < c->n ? cleaner_replace_by(c, i, i + 2, 0xAB) : 0;
}

uint32_t markup_read_tag(struct cleaner *c, uint32_t i)
{
    const uint32_t guillemet = read_guillemet(c, i);
    if (guillemet)
        return guillemet;
    const uint32_t hidden = skip_hidden(c, i);
    if (hidden > i)
        return cleaner_drop(c, i, hidden);
    const size_t n = c->n_changes;
    const uint32_t end = markup_read_tag_from(c, i, i + 1, "<", ">");
    return c->n_changes > n ? end : i + 1;
}

/* -- Markdown -------------------------------------------------------------------------- */

static uint32_t line_end(struct cleaner *c, uint32_t i)
{
    if (i < c->line_end)
        return c->line_end;
    const char *found = memchr(c->bytes + i, '\n', c->n - i);
    return c->line_end = found ? (uint32_t)(found - c->bytes) : c->n;
}

/* Deeper than FARTHEST nobody indents or quotes: where such signs go on and on, not each looks back to the first one.
 */
static bool begins_line(const struct cleaner *c, uint32_t i)
{
    enum { FARTHEST = 256 };
    const uint32_t farthest = i > FARTHEST ? i - FARTHEST : 0;
    while (i > farthest && (c->bytes[i - 1] == ' ' || c->bytes[i - 1] == '\t' || c->bytes[i - 1] == '>'))
        i--;
    return i == 0 || c->bytes[i - 1] == '\n';
}

static uint32_t run_end(const struct cleaner *c, uint32_t i)
{
    uint32_t end = i + 1;
    while (end < c->n && c->bytes[end] == c->bytes[i])
        end++;
    return end;
}

/* An underscore is also a letter of names: @_ann_ */
static bool may_open(const struct cleaner *c, uint32_t i, uint32_t end)
{
    const int32_t before = character_before(c, i);
    if (c->bytes[i] == '_' && (before == '@' || before == '#' || before == '/' || before == '.'))
        return false;
    return !is_word(before) && !is_blank(at(c, end));
}

static bool may_close(const struct cleaner *c, uint32_t i, uint32_t end)
{
    uint32_t used;
    return !is_blank((char)(i ? c->bytes[i - 1] : ' ')) && !is_word(character_at(c, end, &used));
}

/* Where the run stands that closes the emphasis opened before i, in the same line; 0: nowhere. */
static uint32_t find_closing_run(struct cleaner *c, uint32_t i, char sign, uint32_t length)
{
    const uint32_t line = line_end(c, i);
    while (i < line) {
        const char *found = memchr(c->bytes + i, sign, line - i);
        if (!found)
            break;
        const uint32_t begin = (uint32_t)(found - c->bytes), end = run_end(c, begin);
        if (end - begin == length && may_close(c, begin, end))
            return begin;
        i = end;
    }
    c->unclosed[sign == '_'][length - 1] = line;
    return 0;
}

/* "It rained. NEWLINE_CHAR NEWLINE_CHAR Orr": line ends that a list of words had no other sign for, in which the sign
 * at i stands; i: there are none. */
static uint32_t skip_named_line_ends(struct cleaner *c, uint32_t i)
{
    static const char name[] = "NEWLINE_CHAR";
    enum { LENGTH = sizeof name - 1, SIGN = 7 };
    const uint32_t begin = i - SIGN;
    if (i < SIGN || !begins_with(c, begin, name) || (c->n_changes && c->items[c->n_changes - 1].end > begin))
        return i;
    uint32_t end = begin;
    while (begins_with(c, end, name))
        for (end += LENGTH; at(c, end) == ' ';)
            end++;
    return cleaner_replace(c, begin, end, "\n\n", 2);
}

/* **bold**, *italic*, _italic_; neither 5 * 3 nor s**t. */
uint32_t markup_read_emphasis(struct cleaner *c, uint32_t i)
{
    const uint32_t line_end = skip_named_line_ends(c, i);
    if (line_end > i)
        return line_end;
    const uint32_t end = run_end(c, i), length = end - i;
    if (length > LONGEST_RUN)
        return end;
    uint32_t *closes = &c->closes[c->bytes[i] == '_'][length - 1];
    if (*closes == i && i) {
        *closes = 0;
        return cleaner_drop(c, i, end);
    }
    if (*closes > i || i < c->unclosed[c->bytes[i] == '_'][length - 1] || !may_open(c, i, end))
        return end;
    *closes = find_closing_run(c, end, c->bytes[i], length);
    return *closes ? cleaner_drop(c, i, end) : end;
}

static bool begins_address(const struct cleaner *c, uint32_t i)
{
    static const char *const beginnings[] = {"http", "/", "#", "www.", "mailto:", "./", "../"};
    for (size_t k = 0; k < sizeof beginnings / sizeof *beginnings; k++)
        if (begins_with(c, i, beginnings[k]))
            return true;
    return false;
}

/* The sign within the line, not far behind i; 0: none. */
static uint32_t find_near(struct cleaner *c, uint32_t i, char sign)
{
    const uint32_t line = line_end(c, i), far = line - i < LONGEST_LINK ? line : i + LONGEST_LINK;
    const char *found = memchr(c->bytes + i, sign, far - i);
    return found ? (uint32_t)(found - c->bytes) : 0;
}

/* The link's words are what stands behind its last bar; with several bars it is a picture, whose words are a caption.
 */
static uint32_t read_wiki_link(struct cleaner *c, uint32_t i)
{
    const uint32_t close = find_near(c, i + 2, ']');
    if (!close || at(c, close + 1) != ']')
        return i + 2;
    const char *words = c->bytes + i + 2, *bar = memchr(words, '|', close - i - 2);
    if (bar && memchr(bar + 1, '|', (size_t)(c->bytes + close - bar - 1)))
        return cleaner_drop(c, i, close + 2);
    c->link = close;
    c->link_end = close + 2;
    return cleaner_drop(c, i, bar ? (uint32_t)(bar + 1 - c->bytes) : i + 2);
}

uint32_t markup_read_bracket(struct cleaner *c, uint32_t i)
{
    enum { MOST_DIGITS = 3 };
    if (at(c, i + 1) == '[')
        return read_wiki_link(c, i);
    uint32_t close = i + 1;
    while (is_digit(at(c, close)))
        close++;
    if (close > i + 1 && close <= i + 1 + MOST_DIGITS && at(c, close) == ']' && i && !is_blank(c->bytes[i - 1]))
        return cleaner_drop(c, i, close + 1);
    close = find_near(c, i + 1, ']');
    if (!close || at(c, close + 1) != '(' || !begins_address(c, close + 2))
        return i + 1;
    const uint32_t end = find_near(c, close + 2, ')');
    if (!end)
        return i + 1;
    if (i && c->bytes[i - 1] == '!')
        return cleaner_drop(c, i - 1, end + 1);
    c->link = close;
    c->link_end = end + 1;
    return cleaner_drop(c, i, i + 1);
}

uint32_t markup_read_closing_bracket(struct cleaner *c, uint32_t i)
{
    return i == c->link && i ? cleaner_drop(c, i, c->link_end) : i + 1;
}

/* The handle of whoever was just named: Ann Orr (@annorr) said */
uint32_t markup_read_handle(struct cleaner *c, uint32_t i)
{
    uint32_t end = i + 1;
    while (is_letter(at(c, end)) || is_digit(at(c, end)) || at(c, end) == '_' || at(c, end) == '.')
        end++;
    if (i < 3 || end == i + 1 || at(c, end) != ')' || c->bytes[i - 1] != '(' || c->bytes[i - 2] != ' ' ||
        is_blank(c->bytes[i - 3]) || (c->n_changes && c->items[c->n_changes - 1].end > i - 2))
        return i + 1;
    return cleaner_drop(c, i - 2, end + 1);
}

/* "## Heading", "> quoted" */
uint32_t markup_read_line_sign(struct cleaner *c, uint32_t i)
{
    const uint32_t end = run_end(c, i);
    if (at(c, end) == ' ' && begins_line(c, i))
        return cleaner_drop(c, i, end + 1);
    return end == i + 2 && i == c->guillemet && i ? cleaner_replace_by(c, i, end, 0xBB) : end;
}
