#include "json_scan.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool json_accept(struct json_cursor *cursor, char wanted)
{
    while (cursor->at < cursor->end && is_blank(*cursor->at))
        cursor->at++;
    if (cursor->at == cursor->end || *cursor->at != wanted)
        return false;
    cursor->at++;
    return true;
}

/* Moves from behind a string's first quotation mark to its last one. */
static bool find_string_end(struct json_cursor *cursor)
{
    const char *begin = cursor->at;
    for (const char *mark = begin; (mark = memchr(mark, '"', (size_t)(cursor->end - mark))); mark++) {
        const char *before = mark;
        while (before > begin && before[-1] == '\\')
            before--;
        if ((mark - before) % 2 == 0) {
            cursor->at = mark;
            return true;
        }
    }
    return false;
}

bool json_read_string(struct json_cursor *cursor, struct stretch *string)
{
    if (!json_accept(cursor, '"'))
        return false;
    string->begin = cursor->at;
    if (!find_string_end(cursor))
        return false;
    string->end = cursor->at++;
    return true;
}

bool json_read_name(struct json_cursor *cursor, struct stretch *name)
{
    return json_read_string(cursor, name) && json_accept(cursor, ':');
}

bool json_skip_value(struct json_cursor *cursor)
{
    for (size_t depth = 0; cursor->at < cursor->end; cursor->at++) {
        switch (*cursor->at) {
        case '"':
            cursor->at++;
            if (!find_string_end(cursor))
                return false;
            break;
        case '{':
        case '[':
            depth++;
            break;
        case '}':
        case ']':
            if (depth == 0)
                return true;
            depth--;
            break;
        case ',':
            if (depth == 0)
                return true;
            break;
        default:
            break;
        }
    }
    return false;
}
