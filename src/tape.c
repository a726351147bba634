#include "tape.h"

#include <stdio.h>
#include <string.h>

#include "language.h"
#include "rule_compile.h"
#include "text.h"

static const struct rules *rules_of(const struct doc *doc)
{
    return doc->language->rules;
}

/* -- features of quotations -------------------------------------------------------------- */

static unsigned bit_if(bool condition, enum element_feature feature)
{
    return condition ? rules_quotation_bit(feature) : 0;
}

static bool ends_in_stop(uint8_t kind)
{
    return kind == TOKEN_STOP || kind == TOKEN_QUESTION || kind == TOKEN_EXCLAMATION || kind == TOKEN_ELLIPSIS;
}

/* What rules may ask of the words inside. Only the first words are looked at: rules ask for clauses
 * and titles, which show there, and a quotation may be a megabyte long. */
static unsigned word_features(const struct doc *doc, const struct quotation *quotation)
{
    enum { LOOK_AT = 40 };
    const struct tokens *tokens = &doc->tokens;
    uint32_t end = quotation->end_inner, n_long = 0, n_capital = 0;
    bool verbal = false, first_person = false;
    if (end > quotation->first_inner + LOOK_AT)
        end = quotation->first_inner + LOOK_AT;
    for (uint32_t i = quotation->first_inner; i < end; i++) {
        if (tokens->kind[i] != TOKEN_WORD)
            continue;
        verbal |= language_has(doc->language, tokens->word[i], SET_VERBAL);
        first_person |= language_has(doc->language, tokens->word[i], SET_FIRST_PERSON);
        if (tokens->end[i] - tokens->begin[i] > 3) {
            n_long++;
            n_capital += tokens->shape[i] != SHAPE_LOWER;
        }
    }
    return bit_if(n_long >= 2 && n_capital == n_long, FEATURE_TITLECASE) | bit_if(verbal, FEATURE_VERBAL) |
           bit_if(first_person, FEATURE_FIRSTPERSON);
}

/* A word that is written so, whatever its shape became at the beginning of a sentence. */
static bool begins_small(const struct doc *doc, uint32_t token)
{
    const struct tokens *tokens = &doc->tokens;
    return tokens->kind[token] == TOKEN_WORD &&
           text_begins_small(doc->text.bytes + tokens->begin[token], tokens->end[token] - tokens->begin[token]);
}

static unsigned quotation_features(const struct doc *doc, const struct quotation *quotation)
{
    const struct tokens *tokens = &doc->tokens;
    unsigned features = word_features(doc, quotation);
    if (quotation->first_inner < quotation->end_inner) {
        uint8_t last = tokens->kind[quotation->end_inner - 1];
        features |= bit_if(begins_small(doc, quotation->first_inner), FEATURE_LOWERSTART) |
                    bit_if(last == TOKEN_COMMA, FEATURE_ENDCOMMA) | bit_if(ends_in_stop(last), FEATURE_ENDSTOP);
    }
    return features | bit_if(quotation->n_words <= 2, FEATURE_SHORT) | bit_if(quotation->single, FEATURE_SINGLE) |
           bit_if(quotation->previous != NONE, FEATURE_CONTINUED) |
           bit_if(quotation->closed != MARK_PAIRED, FEATURE_UNCLOSED) |
           bit_if(quotation->blocked != NULL, FEATURE_BLOCKED);
}

static unsigned mention_flags(const struct mention *mention)
{
    return (mention->named ? MENTION_NAMED : 0u) | (mention->pronoun ? MENTION_PRONOUN : 0u) |
           (mention->relative ? MENTION_RELATIVE : 0u) | (mention->plural ? MENTION_PLURAL : 0u) |
           (mention->first_person ? MENTION_FIRST : 0u) | (mention->weak ? MENTION_WEAK : 0u) |
           (mention->label ? MENTION_LABEL : 0u) | (mention->oblique ? MENTION_OBLIQUE : 0u);
}

static uint16_t number_of(const struct doc *doc, const struct element *element)
{
    const struct rules *rules = rules_of(doc);
    const struct tokens *tokens = &doc->tokens;
    uint32_t token = element->first_token;
    switch (element->kind) {
    case ELEMENT_TOKEN:
        return (uint16_t)rules_token_element(tokens->kind[token], tokens->shape[token], tokens->word[token]);
    case ELEMENT_QUOTATION:
        return (uint16_t)rules_quotation_element(rules,
                                                 quotation_features(doc, &doc->quotations.items[element->index]));
    case ELEMENT_MENTION:
        return (uint16_t)rules_mention_element(rules, doc->mentions.items[element->index].kind,
                                               mention_flags(&doc->mentions.items[element->index]));
    default:
        return EDGE_ELEMENT;
    }
}

/* -- writing ------------------------------------------------------------------------------- */

static bool add_element(struct doc *doc, uint8_t kind, uint32_t first_token, uint32_t end_token, uint32_t index)
{
    struct tape *tape = &doc->tape;
    if (tape->n == tape->capacity &&
        !arena_grow(doc->arena, &tape->elements, &tape->capacity, tape->n + 1, sizeof *tape->elements))
        return false;
    tape->elements[tape->n++] =
        (struct element){.first_token = first_token, .end_token = end_token, .index = index, .kind = kind};
    return true;
}

/* Elements of the tokens [first, end): `*next` is the first quotation not yet passed; those nested in
 * `parent` count, deeper ones are inside of theirs. */
static bool add_segment(struct doc *doc, uint32_t first, uint32_t end, uint32_t sentence, uint32_t *next,
                        uint32_t parent, uint32_t paragraph)
{
    struct tape *tape = &doc->tape;
    uint32_t begin = (uint32_t)tape->n;
    bool ok = add_element(doc, ELEMENT_EDGE, first, first, NONE);
    for (uint32_t token = first; ok && token < end;) {
        while (*next < doc->quotations.n &&
               (doc->quotations.items[*next].first_token < token || doc->quotations.items[*next].parent != parent))
            ++*next;
        const struct quotation *quotation = *next < doc->quotations.n ? &doc->quotations.items[*next] : NULL;
        if (quotation && quotation->first_token == token && quotation->end_token <= end &&
            quotation->end_token > token) {
            ok = add_element(doc, ELEMENT_QUOTATION, token, quotation->end_token, *next);
            token = quotation->end_token;
        } else {
            ok = add_element(doc, ELEMENT_TOKEN, token, token + 1, NONE);
            token++;
        }
        while (sentence < doc->n_sentences && doc->sentences[sentence].end_token < token)
            sentence++;
        if (ok && sentence < doc->n_sentences && doc->sentences[sentence].end_token == token && token < end)
            ok = add_element(doc, ELEMENT_EDGE, token, token, NONE);
    }
    ok = ok && add_element(doc, ELEMENT_EDGE, end, end, NONE);
    if (!ok ||
        !arena_grow(doc->arena, &tape->segments, &tape->segment_capacity, tape->n_segments + 1, sizeof *tape->segments))
        return false;
    tape->segments[tape->n_segments++] =
        (struct segment){.begin = begin, .end = (uint32_t)tape->n, .paragraph = paragraph, .quotation = parent};
    return true;
}

/* Notes the phases that have something to look for in a segment. */
static void survey(const struct doc *doc, struct segment *segment)
{
    const uint16_t *begins = rules_of(doc)->begins;
    segment->begins = 0;
    for (uint32_t i = segment->begin; i < segment->end; i++)
        segment->begins |= begins[doc->tape.numbers[i]];
}

static bool number_elements(struct doc *doc)
{
    struct tape *tape = &doc->tape;
    tape->numbers = arena_alloc(doc->arena, (tape->n + 1) * sizeof *tape->numbers);
    tape->codes = arena_alloc(doc->arena, (tape->n + 1) * sizeof *tape->codes);
    tape->reversed = arena_alloc(doc->arena, (tape->n + 1) * sizeof *tape->reversed);
    if (!tape->numbers || !tape->codes || !tape->reversed)
        return false;
    for (size_t i = 0; i < tape->n; i++)
        tape->numbers[i] = number_of(doc, &tape->elements[i]);
    for (size_t s = 0; s < tape->n_segments; s++)
        survey(doc, &tape->segments[s]);
    return true;
}

quoth_status tape_write(struct doc *doc)
{
    doc->tape = (struct tape){.capacity = 0};
    doc->tape.capacity = doc->tokens.n + 2 * doc->n_sentences + 2 * doc->n_paragraphs + 16;
    doc->tape.elements = arena_alloc(doc->arena, doc->tape.capacity * sizeof *doc->tape.elements);
    if (!doc->tape.elements)
        return QUOTH_FATAL;
    uint32_t next = 0;
    for (uint32_t p = 0; p < doc->n_paragraphs; p++) {
        const struct paragraph *paragraph = &doc->paragraphs[p];
        if (paragraph->kind != PARAGRAPH_BODY)
            continue;
        uint32_t first = paragraph->first_token;
        while (first < paragraph->end_token && doc->tokens.begin[first] < paragraph->body)
            first++;
        if (!add_segment(doc, first, paragraph->end_token, paragraph->first_sentence, &next, NONE, p))
            return QUOTH_FATAL;
    }
    for (uint32_t q = 0; q < doc->quotations.n; q++) {
        const struct quotation *quotation = &doc->quotations.items[q];
        const struct paragraph *paragraph = &doc->paragraphs[quotation->paragraph];
        next = q + 1;
        if (paragraph->kind == PARAGRAPH_BODY && quotation->first_inner < quotation->end_inner &&
            !add_segment(doc, quotation->first_inner, quotation->end_inner, paragraph->first_sentence, &next, q,
                         quotation->paragraph))
            return QUOTH_FATAL;
    }
    return number_elements(doc) ? QUOTH_OK : QUOTH_FATAL;
}

quoth_status tape_merge(struct doc *doc, const uint32_t *begins, const uint32_t *ends, const uint32_t *mentions,
                        size_t n)
{
    struct tape *tape = &doc->tape;
    size_t to = 0, place = 0, segment = 0;
    for (uint32_t from = 0; from < tape->n;) {
        if (segment < tape->n_segments && from == tape->segments[segment].begin)
            tape->segments[segment].begin = (uint32_t)to;
        uint32_t end = from + 1;
        if (place < n && begins[place] == from) {
            end = ends[place];
            tape->elements[to] = (struct element){.first_token = tape->elements[from].first_token,
                                                  .end_token = tape->elements[end - 1].end_token,
                                                  .index = mentions[place],
                                                  .kind = ELEMENT_MENTION};
            tape->numbers[to] = number_of(doc, &tape->elements[to]);
            place++;
        } else {
            tape->elements[to] = tape->elements[from];
            tape->numbers[to] = tape->numbers[from];
        }
        to++;
        from = end;
        if (segment < tape->n_segments && from == tape->segments[segment].end) {
            tape->segments[segment].end = (uint32_t)to;
            survey(doc, &tape->segments[segment++]);
        }
    }
    tape->n = to;
    return QUOTH_OK;
}

void tape_encode(struct doc *doc, size_t phase, const struct segment *segment)
{
    const uint16_t *code_of = rules_of(doc)->codes[phase].code_of;
    for (uint32_t i = segment->begin; i < segment->end; i++)
        doc->tape.codes[i] = code_of[doc->tape.numbers[i]];
}

void tape_reverse(struct doc *doc, const struct segment *segment)
{
    const uint16_t *last = doc->tape.codes + segment->begin + segment->end - 1;
    for (uint32_t i = segment->begin; i < segment->end; i++)
        doc->tape.reversed[i] = *(last - i);
}

void tape_renumber_quotation(struct doc *doc, struct segment *segment, uint32_t element)
{
    doc->tape.numbers[element] = number_of(doc, &doc->tape.elements[element]);
    segment->begins |= rules_of(doc)->begins[doc->tape.numbers[element]];
}

struct span tape_bytes(const struct doc *doc, uint32_t begin, uint32_t end)
{
    const struct element *elements = doc->tape.elements;
    while (begin < end && elements[begin].kind == ELEMENT_EDGE)
        begin++;
    while (begin < end && elements[end - 1].kind == ELEMENT_EDGE)
        end--;
    if (begin == end)
        return (struct span){0, 0};
    return (struct span){doc->tokens.begin[elements[begin].first_token],
                         doc->tokens.end[elements[end - 1].end_token - 1]};
}

const char *tape_describe(const struct doc *doc, const struct segment *segment)
{
    static const char *const before[] = {"|", "", "Q:", "M:"};
    struct {
        char *items;
        size_t n, capacity;
    } out = {0};
    for (uint32_t i = segment->begin; i < segment->end; i++) {
        const struct element *element = &doc->tape.elements[i];
        struct span span = tape_bytes(doc, i, i + 1);
        const char *words = element->kind == ELEMENT_EDGE ? "" : text_collapse(doc->arena, &doc->text, &span, 1);
        int n = words ? (int)strlen(words) : 0;
        bool cut = element->kind == ELEMENT_QUOTATION && n > 40;
        if (cut)
            for (n = 32; n > 0 && ((unsigned char)words[n] & 0xc0) == 0x80; n--) {
            }
        size_t room = (size_t)n + 16;
        if (!words || !arena_grow(doc->arena, &out.items, &out.capacity, out.n + room, 1))
            return "";
        const char *sign =
            element->kind == ELEMENT_MENTION && doc->mentions.items[element->index].weak ? "m:" : before[element->kind];
        out.n += (size_t)snprintf(out.items + out.n, room, "%s%s%.*s%s", i > segment->begin ? " " : "", sign, n, words,
                                  cut ? "…" : "");
    }
    return out.items ? out.items : "";
}
