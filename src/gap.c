#include "gap.h"

#include <string.h>

#include "unicode.h"
#include "utf8.h"

enum gap_role { GAP_NONE, GAP_OPENS, GAP_CLOSES };

/* A mark, and what stands around it. */
struct gap_mark {
    uint32_t begin, end;
    int32_t codepoint, before, behind;
    enum gap_family family;
    bool opens; /* its shape does */
};

/* The characters of marks, the commonest first. */
static const struct gap_sign {
    int32_t codepoint;
    enum gap_family family;
    bool opens;     /* its shape does ... */
    int32_t closes; /* ... but not where this one has opened: „so“, »so« */
} signs[] = {
    {'"', GAP_DOUBLE, false, 0},        {'\'', GAP_SINGLE, false, 0}, {0x2019, GAP_SINGLE, false, 0}, /* ’ */
    {0x201C, GAP_DOUBLE, true, 0x201E},                                                               /* “ */
    {0x201D, GAP_DOUBLE, false, 0},                                                                   /* ” */
    {0x2018, GAP_SINGLE, true, 0x201A},                                                               /* ‘ */
    {0x201E, GAP_DOUBLE, true, 0},                                                                    /* „ */
    {0x201F, GAP_DOUBLE, false, 0},                                                                   /* ‟ */
    {0x201A, GAP_SINGLE, true, 0},                                                                    /* ‚ */
    {0x201B, GAP_SINGLE, false, 0},                                                                   /* ‛ */
    {0xAB, GAP_ANGLE, true, 0xBB},                                                                    /* « */
    {0xBB, GAP_ANGLE, false, 0},                                                                      /* » */
    {'`', GAP_SINGLE, true, 0},
};

static const struct gap_sign *find_sign(int32_t codepoint)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].codepoint == codepoint)
            return &signs[i];
    return NULL;
}

/* Whether two single signs make a double mark: ``so'' */
static bool is_doubled(const struct gap_reader *r, uint32_t i)
{
    const char byte = r->bytes[i];
    return (byte == '\'' || byte == '`') && i + 1 < r->n && r->bytes[i + 1] == byte;
}

/* Reads the mark that begins at byte i; false when none does: then only its span is set, to that of the character. */
static bool read_mark(const struct gap_reader *r, uint32_t i, struct gap_mark *mark)
{
    uint32_t n, n_behind;
    const int32_t codepoint = utf8_at(r->bytes, r->n, i, &n);
    const struct gap_sign *sign = find_sign(codepoint);
    *mark = (struct gap_mark){.begin = i, .end = i + n, .codepoint = codepoint};
    if (!sign)
        return false;
    const bool doubled = is_doubled(r, i);
    mark->end += doubled;
    mark->family = doubled ? GAP_DOUBLE : sign->family;
    mark->opens = sign->opens && !(sign->closes && r->open[sign->family] == (uint32_t)sign->closes);
    mark->before = utf8_before(r->bytes, i);
    mark->behind = utf8_at(r->bytes, r->n, mark->end, &n_behind);
    return true;
}

static bool stands_before_mark(int32_t c)
{
    return unicode_is_space(c) || c == '(' || c == '[' || c == '{';
}

/* What goes on behind a closing mark, or ends what it stands in. */
static bool is_stop(int32_t c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == 0x2026;
}

static bool stands_behind_mark(int32_t c)
{
    return unicode_is_space(c) || is_stop(c) || c == ')' || c == ']' || c == '}';
}

static bool stands_apart(const struct gap_mark *mark)
{
    return stands_before_mark(mark->before) && stands_behind_mark(mark->behind);
}

/* The byte behind the last character before i that is no white space of the line. */
static uint32_t skip_back(const struct gap_reader *r, uint32_t i)
{
    for (int32_t c; i > 0 && (c = utf8_before(r->bytes, i)) != '\n' && unicode_is_space(c);)
        while (utf8_goes_on(r->bytes[--i]))
            ;
    return i;
}

static uint32_t skip(const struct gap_reader *r, uint32_t i)
{
    uint32_t n;
    for (int32_t c; i < r->n && (c = utf8_at(r->bytes, r->n, i, &n)) != '\n' && unicode_is_space(c);)
        i += n;
    return i;
}

/* The next mark of a family in the line, from byte i on; false when there is none. */
static bool find_next(const struct gap_reader *r, uint32_t i, enum gap_family family, struct gap_mark *mark)
{
    for (; i < r->n && r->bytes[i] != '\n'; i = mark->end > i ? mark->end : i + 1)
        if (read_mark(r, i, mark) && mark->family == family)
            return true;
    return false;
}

/* Whether a single mark that stands apart closes one in the rest of the line. */
static bool closes_in_line(struct gap_reader *r, uint32_t i)
{
    if (i < r->unclosed)
        return false;
    struct gap_mark mark;
    for (r->unclosed = i; find_next(r, r->unclosed, GAP_SINGLE, &mark); r->unclosed = mark.end)
        if (stands_apart(&mark))
            return true;
    return false;
}

/* Whether a mark that stands apart, with none open, opens: not where the next one in the line does (saying: ' He wrote:
 * 'I do.'), and a single one only where an utterance may begin, or where another one closes it. */
static bool opens_apart(struct gap_reader *r, const struct gap_mark *mark)
{
    struct gap_mark next;
    if (mark->family == GAP_SINGLE && closes_in_line(r, mark->end))
        return true;
    if (find_next(r, mark->end, mark->family, &next) && stands_before_mark(next.before) &&
        !stands_behind_mark(next.behind))
        return false;
    const int32_t before = utf8_before(r->bytes, skip_back(r, mark->begin));
    return mark->family != GAP_SINGLE || before == '\n' || is_stop(before);
}

static enum gap_role role_by_turns(struct gap_reader *r, const struct gap_mark *mark)
{
    bool open = r->open[mark->family] != 0;
    if (mark->family == GAP_SINGLE && open && !r->spaced) /* one that stands close may have been an apostrophe */
        open = is_stop(utf8_before(r->bytes, skip_back(r, mark->begin)));
    if (!unicode_is_space(mark->behind))
        return open ? GAP_CLOSES : GAP_NONE;
    if (mark->opens)
        return GAP_OPENS;
    if (open)
        return GAP_CLOSES;
    return opens_apart(r, mark) ? GAP_OPENS : GAP_NONE;
}

static enum gap_role role_of(struct gap_reader *r, const struct gap_mark *mark)
{
    const bool before = stands_before_mark(mark->before), behind = stands_behind_mark(mark->behind);
    if (before && behind)
        return role_by_turns(r, mark);
    if (before)
        return GAP_OPENS;
    if (mark->family != GAP_SINGLE)
        return behind || r->open[mark->family] ? GAP_CLOSES : GAP_OPENS;
    const bool possessive = !behind || (r->spaced && !is_stop(mark->before));
    return possessive ? GAP_NONE : GAP_CLOSES;
}

/* Reads the mark, and notes what it leaves open. */
static enum gap_role take(struct gap_reader *r, const struct gap_mark *mark)
{
    const enum gap_role role = role_of(r, mark);
    if (role == GAP_NONE)
        return role;
    r->open[mark->family] = role == GAP_OPENS ? (uint32_t)mark->codepoint : 0;
    if (mark->family == GAP_SINGLE)
        r->spaced = role == GAP_OPENS && unicode_is_space(mark->behind);
    return role;
}

/* Whether a paragraph ends with the line: before a blank line, or behind the end of a sentence. */
static bool ends_paragraph(const struct gap_reader *r, uint32_t line_end)
{
    const int32_t last = utf8_before(r->bytes, skip_back(r, line_end));
    const uint32_t next = skip(r, line_end + 1);
    return next == r->n || r->bytes[next] == '\n' || !(unicode_is_letter(last) || last == ',');
}

/* Reads all marks before byte i. */
static void catch_up(struct gap_reader *r, uint32_t i)
{
    struct gap_mark mark;
    for (; r->at < i; r->at++) {
        switch (r->bytes[r->at]) {
        case '\n':
            if (ends_paragraph(r, r->at))
                memset(r->open, 0, sizeof r->open);
            break;
        case '"':
        case '\'':
        case '`':
        case '\xC2':
        case '\xE2':
            if (!read_mark(r, r->at, &mark))
                break;
            take(r, &mark);
            r->at = mark.end - 1;
            break;
        default:
            break;
        }
    }
}

struct span gap_find(struct gap_reader *r, uint32_t i, uint32_t *mark_end)
{
    struct gap_mark mark;
    const bool is_mark = read_mark(r, i, &mark);
    *mark_end = mark.end;
    if (!is_mark || !stands_apart(&mark))
        return (struct span){mark.end, mark.end};
    catch_up(r, i);
    read_mark(r, i, &mark); /* anew: whether its shape opens depends on what is open */
    r->at = mark.end;
    switch (take(r, &mark)) {
    case GAP_OPENS:
        return (struct span){mark.end, skip(r, mark.end)};
    case GAP_CLOSES:
        return (struct span){skip_back(r, i), i};
    default:
        return (struct span){mark.end, mark.end};
    }
}
