#include "capture.h"

#include <string.h>

#include "language.h"
#include "rule_compile.h"
#include "tape.h"

bool capture_is_edge(const struct doc *doc, uint32_t e)
{
    const struct element *element = &doc->tape.elements[e];
    if (element->kind == ELEMENT_EDGE)
        return true;
    if (element->kind != ELEMENT_TOKEN)
        return false;
    uint8_t kind = doc->tokens.kind[element->first_token];
    return kind == TOKEN_COMMA || kind == TOKEN_STOP || kind == TOKEN_COLON || kind == TOKEN_SEMICOLON ||
           kind == TOKEN_DASH;
}

static bool add_span(struct doc *doc, struct span_list *list, struct span span)
{
    if (span.begin == span.end)
        return true;
    if (!arena_room(doc->arena, list))
        return false;
    list->items[list->n++] = span;
    return true;
}

static struct span inner_span(const struct quotation *quotation)
{
    return (struct span){quotation->inner_begin, quotation->inner_end};
}

static bool is_of_kind(const struct doc *doc, uint32_t e, enum token_kind kind)
{
    const struct element *element = &doc->tape.elements[e];
    return element->kind == ELEMENT_TOKEN && doc->tokens.kind[element->first_token] == kind;
}

/* Whether the last of the elements [begin, end) closes a bracket that opens before them: (Orr said A.) */
static bool ends_outer_bracket(const struct doc *doc, uint32_t begin, uint32_t end)
{
    if (!is_of_kind(doc, end - 1, TOKEN_CLOSE))
        return false;
    int depth = 0;
    for (uint32_t e = begin; e < end; e++)
        depth += is_of_kind(doc, e, TOKEN_OPEN) - is_of_kind(doc, e, TOKEN_CLOSE);
    return depth < 0;
}

/* The words of the elements [begin, end), without marks that enclose all of it. */
static struct span words_of(const struct doc *doc, uint32_t begin, uint32_t end)
{
    while (begin < end && capture_is_edge(doc, begin))
        begin++;
    while (begin < end && (capture_is_edge(doc, end - 1) || ends_outer_bracket(doc, begin, end)))
        end--;
    const struct element *element = &doc->tape.elements[begin];
    if (end == begin + 1 && element->kind == ELEMENT_QUOTATION)
        return inner_span(&doc->quotations.items[element->index]);
    return tape_bytes(doc, begin, end);
}

/* Quotations with only edges between them are spans of their own: each loses its marks. */
static bool add_quote(struct doc *doc, struct attribution *attribution, uint32_t begin, uint32_t end)
{
    bool only_quotations = true;
    for (uint32_t e = begin; e < end; e++)
        only_quotations &=
            doc->tape.elements[e].kind == ELEMENT_QUOTATION || doc->tape.elements[e].kind == ELEMENT_EDGE;
    if (!only_quotations)
        return add_span(doc, &attribution->quote, words_of(doc, begin, end));
    for (uint32_t e = begin; e < end; e++)
        if (doc->tape.elements[e].kind == ELEMENT_QUOTATION &&
            !add_span(doc, &attribution->quote, inner_span(&doc->quotations.items[doc->tape.elements[e].index])))
            return false;
    return true;
}

static uint32_t first_mention(const struct doc *doc, uint32_t begin, uint32_t end)
{
    for (uint32_t e = begin; e < end; e++)
        if (doc->tape.elements[e].kind == ELEMENT_MENTION)
            return doc->tape.elements[e].index;
    return NONE;
}

static void add_speakers(const struct doc *doc, struct attribution *attribution, uint32_t begin, uint32_t end)
{
    for (uint32_t e = begin; e < end && attribution->n_speakers < MAX_SPEAKERS; e++)
        if (doc->tape.elements[e].kind == ELEMENT_MENTION)
            attribution->speakers[attribution->n_speakers++] = doc->tape.elements[e].index;
}

static struct span mention_span(const struct doc *doc, uint32_t mention, struct span otherwise)
{
    if (mention == NONE)
        return otherwise;
    return (struct span){doc->mentions.items[mention].begin, doc->mentions.items[mention].end};
}

static bool read_capture(struct doc *doc, struct attribution *attribution, unsigned label, uint32_t begin, uint32_t end)
{
    struct span span = tape_bytes(doc, begin, end);
    switch (label) {
    case LABEL_QUOTE:
        for (uint32_t e = begin; e < end && attribution->first_quotation == NONE; e++)
            if (doc->tape.elements[e].kind == ELEMENT_QUOTATION)
                attribution->first_quotation = doc->tape.elements[e].index;
        return add_quote(doc, attribution, begin, end);
    case LABEL_CUE:
        return add_span(doc, &attribution->cue, span);
    case LABEL_SPEAKER:
        add_speakers(doc, attribution, begin, end);
        return true;
    case LABEL_ADDRESSEE:
        attribution->addressee = first_mention(doc, begin, end);
        attribution->addressee_span = mention_span(doc, attribution->addressee, span);
        return true;
    case LABEL_VIA:
        attribution->via = first_mention(doc, begin, end);
        attribution->via_span = mention_span(doc, attribution->via, span);
        return true;
    case LABEL_REST:
        attribution->rest = words_of(doc, begin, end);
        return true;
    default:
        return true;
    }
}

static bool is_conjunction(const struct doc *doc, uint32_t e)
{
    const struct element *element = &doc->tape.elements[e];
    return element->kind == ELEMENT_TOKEN && token_is_in(doc, element->first_token, SET_CONJUNCTION);
}

/* Whether two mentions may be of one list: "the mayor, Ada Orr" is none. */
static bool are_alike(const struct doc *doc, uint32_t a, uint32_t b)
{
    const struct element *elements = doc->tape.elements;
    if (elements[a].kind != ELEMENT_MENTION || elements[b].kind != ELEMENT_MENTION)
        return false;
    const struct mention *mention = &doc->mentions.items[elements[a].index],
                         *other = &doc->mentions.items[elements[b].index];
    return mention->named == other->named && !mention->weak && !mention->pronoun && !mention->relative &&
           !other->pronoun && !other->relative;
}

static bool is_pair(const struct doc *doc, uint32_t a, uint32_t b)
{
    return is_of_kind(doc, a + 1, TOKEN_COMMA) && are_alike(doc, a, b);
}

/* Whether a list goes on to the left: "in Leith, pupils and teachers" is none. */
static bool is_listed(const struct doc *doc, uint32_t e, uint32_t next)
{
    return is_pair(doc, e, next) && (doc->tape.elements[e - 1].kind == ELEMENT_EDGE || is_conjunction(doc, e - 1) ||
                                     is_of_kind(doc, e - 1, TOKEN_COMMA) || is_of_kind(doc, e - 1, TOKEN_MARK));
}

static bool follows_cue(const struct candidate *candidate, uint32_t e)
{
    for (unsigned i = 0; i < candidate->n_captures; i++)
        if (candidate->captures[i].label == LABEL_CUE && candidate->captures[i].end <= e)
            return true;
    return false;
}

/* The speakers before those that a rule took, which are the last two of a list: "Teachers, parents and pupils said". */
static void complete_backward(const struct doc *doc, struct attribution *attribution, uint32_t first)
{
    for (; first >= 3 && attribution->n_speakers < MAX_SPEAKERS && is_listed(doc, first - 2, first); first -= 2) {
        memmove(attribution->speakers + 1, attribution->speakers,
                attribution->n_speakers * sizeof *attribution->speakers);
        attribution->speakers[0] = doc->tape.elements[first - 2].index;
        attribution->n_speakers++;
    }
}

/* Whether a list may end with an element that the rule took for nothing else: no clause goes on behind it. */
static bool ends_list(const struct doc *doc, const struct candidate *candidate, uint32_t last)
{
    for (unsigned i = 0; i < candidate->n_captures; i++)
        if (candidate->captures[i].begin <= last && last < candidate->captures[i].end)
            return false;
    const uint32_t e = last + 1;
    return e == doc->tape.n || doc->tape.elements[e].kind == ELEMENT_EDGE || is_of_kind(doc, e, TOKEN_STOP) ||
           is_of_kind(doc, e, TOKEN_COMMA) || is_of_kind(doc, e, TOKEN_COLON);
}

/* Those behind the one that a rule took, the first of a list: said Jane Doe, Tom Lind and Jo Holm. */
static void complete_forward(const struct doc *doc, const struct candidate *candidate, struct attribution *attribution,
                             uint32_t first)
{
    uint32_t last = first;
    while (last + 2 < doc->tape.n && is_pair(doc, last, last + 2) && last < first + 2 * MAX_SPEAKERS)
        last += 2;
    if (last == first || last + 3 >= doc->tape.n)
        return;
    const uint32_t conjunction = last + 1 + is_of_kind(doc, last + 1, TOKEN_COMMA);
    if (!is_conjunction(doc, conjunction) || conjunction + 1 >= doc->tape.n || !are_alike(doc, last, conjunction + 1) ||
        !ends_list(doc, candidate, conjunction + 1))
        return;
    for (uint32_t e = first + 2; e <= last && attribution->n_speakers < MAX_SPEAKERS; e += 2)
        attribution->speakers[attribution->n_speakers++] = doc->tape.elements[e].index;
    if (attribution->n_speakers < MAX_SPEAKERS)
        attribution->speakers[attribution->n_speakers++] = doc->tape.elements[conjunction + 1].index;
}

static void complete_list(const struct doc *doc, const struct candidate *candidate, struct attribution *attribution)
{
    uint32_t begins[2] = {0, 0};
    unsigned n = 0;
    for (unsigned i = 0; i < candidate->n_captures; i++)
        if (candidate->captures[i].label == LABEL_SPEAKER &&
            candidate->captures[i].end == candidate->captures[i].begin + 1)
            begins[n++ % 2] = candidate->captures[i].begin;
    if (n != attribution->n_speakers)
        return;
    if (n == 2 && begins[1] <= begins[0] + 3 && is_conjunction(doc, begins[1] - 1))
        complete_backward(doc, attribution, begins[0]);
    else if (n == 1 && follows_cue(candidate, begins[0]))
        complete_forward(doc, candidate, attribution, begins[0]);
}

bool capture_read(struct doc *doc, const struct candidate *candidate, struct attribution *attribution)
{
    const struct rule *rule = &doc->language->rules->list.items[candidate->rule];
    *attribution = (struct attribution){.rule = candidate->rule,
                                        .mode = rule->mode,
                                        .attached = rule->attached,
                                        .candidate = NONE,
                                        .addressee = NONE,
                                        .via = NONE,
                                        .first_quotation = NONE,
                                        .within = NONE};
    for (unsigned i = 0; i < candidate->n_captures; i++)
        if (!read_capture(doc, attribution, candidate->captures[i].label, candidate->captures[i].begin,
                          candidate->captures[i].end))
            return false;
    complete_list(doc, candidate, attribution);
    return true;
}
