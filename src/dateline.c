#include "dateline.h"

#include "date.h"
#include "frame_token.h"
#include "head_line.h"

/* What stands before an article's first sentence: place, date, agency, separator. */
struct dateline {
    uint32_t first, place_end; /* tokens */
    uint32_t agency, agency_end;
    uint32_t body; /* the token behind all of it */
    bool upper;    /* the place is in capitals, at least up to a comma */
    bool known;    /* a word of it is known as a place */
    bool dated;    /* it ends in a day: "Leith, 9 January 2025" */
    bool comma;
};

/* PARIS/LONDON, /PRNewswire/ */
static bool is_slash(const struct doc *doc, uint32_t i, uint32_t end)
{
    return is_kind(doc, i, end, TOKEN_SYMBOL) && length_of(doc, i) == 1 && *bytes_of(doc, i) == '/';
}

/* Reads place and date, up to a bracket or separator. */
static void read_place(const struct doc *doc, uint32_t end, struct dateline *line)
{
    enum { LONGEST = 12 };
    uint32_t i = line->first;
    line->upper = is_upper(doc, i, end);
    for (; i < end && i - line->first < LONGEST; i++) {
        if (is_kind(doc, i, end, TOKEN_COMMA))
            line->comma = true;
        else if (is_capital(doc, i, end))
            line->upper &= line->comma || doc->tokens.shape[i] != SHAPE_CAP || token_is_in(doc, i, SET_MONTH);
        else if (!(i > line->first && is_kind(doc, i, end, TOKEN_NUMBER)) && !token_is_in(doc, i, SET_PARTICLE) &&
                 !(i > line->first && is_slash(doc, i, end) && is_capital(doc, i - 1, end) &&
                   is_capital(doc, i + 1, end)))
            break;
        line->known |= token_is_in(doc, i, SET_PLACE);
    }
    line->place_end = line->body = i;
    struct date date = date_find(doc, line->first, i);
    line->dated = line->comma && date.day && date.first > line->first && date.end == i;
}

/* Reads an agency in brackets, or between slashes. */
static void read_agency(const struct doc *doc, uint32_t end, struct dateline *line)
{
    enum { LONGEST = 16 };
    uint32_t i = line->body;
    const bool slash = is_slash(doc, i, end);
    if (!slash && !is_kind(doc, i, end, TOKEN_OPEN))
        return;
    line->agency = line->agency_end = ++i;
    while (i < end && i - line->agency < LONGEST &&
           !(slash ? is_slash(doc, i, end) : is_kind(doc, i, end, TOKEN_CLOSE)))
        i++;
    if (!(slash ? is_slash(doc, i, end) : is_kind(doc, i, end, TOKEN_CLOSE)))
        return;
    while (line->agency_end < i && !is_kind(doc, line->agency_end, end, TOKEN_DASH))
        line->agency_end++;
    line->body = i + 1;
}

/* "PORT ELLERY: The head of ...": capitals before a colon are a place where they aren't the label of a turn, which says
 * what somebody is, or isn't the only one. */
static bool is_place_with_colon(const struct doc *doc, const struct dateline *line)
{
    for (uint32_t i = line->first; i < line->place_end; i++)
        if (token_is_in_any(doc, i, SET_HONORIFIC, SET_TITLE, SET_PERSON_NOUN, SET_DETERMINER, SET_QUESTION_LABEL,
                            SET_ANSWER_LABEL))
            return false;
    return head_line_count_other_labels(doc, line->first) == 0;
}

/* Whether what was read is a dateline; puts line->body behind its separator. */
static bool read_separator(const struct doc *doc, uint32_t end, struct dateline *line)
{
    bool agency = line->agency_end > line->agency && line->body > line->agency_end;
    bool place = line->place_end > line->first;
    if (is_kind(doc, line->body, end, TOKEN_DASH)) {
        if (!agency && !(place && (line->upper || line->known || line->dated)))
            return false;
        line->body++;
    } else if (is_kind(doc, line->body, end, TOKEN_COLON)) {
        /* "Ada Orr (Leith): "Yes."" says who speaks */
        if (!(agency && !is_kind(doc, line->body + 1, end, TOKEN_MARK) &&
              (!line->upper || is_place_with_colon(doc, line))) &&
            !(place && (line->known || line->dated || (line->upper && is_place_with_colon(doc, line)))))
            return false;
        line->body++;
    } else if (!agency || line->agency_end - line->agency > 1 || !token_is_in(doc, line->agency, SET_OUTLET) ||
               !is_upper(doc, line->agency, end)) {
        return false; /* (CNN) stands without one */
    }
    return line->body < end && (is_capital(doc, line->body, end) || doc->tokens.kind[line->body] == TOKEN_MARK ||
                                doc->tokens.kind[line->body] == TOKEN_NUMBER);
}

bool dateline_read(struct doc *doc, struct paragraph *paragraph)
{
    uint32_t end = paragraph->end_token;
    struct dateline line = {.first = paragraph->first_token};
    read_place(doc, end, &line);
    read_agency(doc, end, &line);
    if (!read_separator(doc, end, &line))
        return false;
    paragraph->body = doc->tokens.begin[line.body];
    struct date date = date_find(doc, line.first, line.body);
    date_keep(doc, &date);
    doc->frame.dateline = span_of(doc, line.first, line.body);
    doc->frame.agency = span_of(doc, line.agency, line.agency_end);
    return true;
}
