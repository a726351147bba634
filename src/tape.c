#include "tape.h"

#include <stdio.h>
#include <string.h>

#include "language.h"
#include "rule_compile.h"
#include "collapse.h"
#include "unicode.h"

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
    return kind_ends_sentence(kind) || kind == TOKEN_ELLIPSIS;
}

/* A word that is written so, whatever its shape became at the beginning of a sentence. */
static bool begins_small(const struct doc *doc, uint32_t token)
{
    const struct tokens *tokens = &doc->tokens;
    return tokens->kind[token] == TOKEN_WORD &&
           unicode_begins_small(doc->text.bytes + tokens->begin[token], tokens->end[token] - tokens->begin[token]);
}

/* A word that stays small in titles, however long: "This Week with Ada Orr"; where nouns have capitals, titles look
 * like other sentences. */
static bool is_joint(const struct doc *doc, uint32_t token)
{
    const struct language *language = doc->language;
    return !language->noun_capitals &&
           language_has_any(language, doc->tokens.word[token], SET_PREPOSITION, SET_CONJUNCTION);
}

/* A sign of a whole clause; behind a noun 's is none: "the mayor's road". */
static bool is_verbal(const struct doc *doc, uint32_t token)
{
    const struct language *language = doc->language;
    const uint16_t *word = doc->tokens.word;
    if (!language_has(language, word[token], SET_AUXILIARY))
        return false;
    if (!language_has(language, word[token], SET_POSSESSIVE))
        return true;
    if (token && language_has_any(language, word[token - 1], SET_SUBJECT_PRONOUN, SET_DETERMINER, SET_SUBORDINATOR))
        return true;
    return token + 1 < doc->tokens.n && language_has(language, word[token + 1], SET_DETERMINER);
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
        verbal |= is_verbal(doc, i);
        first_person |= language_has(doc->language, tokens->word[i], SET_FIRST_PERSON);
        const bool first = i == quotation->first_inner, short_word = tokens->end[i] - tokens->begin[i] <= 3;
        const bool counts = !short_word || (!first && tokens->shape[i] == SHAPE_CAP && !doc->language->noun_capitals);
        const bool small = !counts || (tokens->shape[i] == SHAPE_LOWER && is_joint(doc, i));
        if (!small) {
            n_long++;
            /* a common word that begins a title counts; where nouns have capitals, every sentence looks like that */
            n_capital +=
                tokens->shape[i] != SHAPE_LOWER || (first && !doc->language->noun_capitals && !begins_small(doc, i));
        }
    }
    return bit_if(n_long >= 2 && n_capital == n_long, FEATURE_TITLECASE) | bit_if(verbal, FEATURE_VERBAL) |
           bit_if(first_person, FEATURE_FIRSTPERSON);
}

static unsigned quotation_features(const struct doc *doc, const struct quotation *quotation)
{
    const struct tokens *tokens = &doc->tokens;
    unsigned features = word_features(doc, quotation);
    if (quotation->first_inner < quotation->end_inner) {
        uint32_t end = quotation->end_inner;
        while (end > quotation->first_inner + 1 && tokens->kind[end - 1] == TOKEN_MARK) /* ... called 'Salt,'" */
            end--;
        uint8_t last = tokens->kind[end - 1];
        features |= bit_if(begins_small(doc, quotation->first_inner), FEATURE_LOWERSTART) |
                    bit_if(last == TOKEN_COMMA, FEATURE_ENDCOMMA) | bit_if(ends_in_stop(last), FEATURE_ENDSTOP);
    }
    return features | bit_if(quotation->n_words <= 2, FEATURE_SHORT) | bit_if(quotation->single, FEATURE_SINGLE) |
           bit_if(quotation->previous != NONE, FEATURE_CONTINUED) |
           bit_if(quotation->closed != MARK_PAIRED, FEATURE_UNCLOSED) |
           bit_if(quotation->blocked != NULL, FEATURE_BLOCKED) | bit_if(quotation->taken, FEATURE_TAKEN);
}

/* Whether an office stands before the name: Senator Ann Orr. */
static bool is_titled(const struct mention *mention)
{
    return mention->named && mention->role.end > mention->role.begin && mention->role.begin < mention->name.begin;
}

static unsigned mention_flags(const struct mention *mention)
{
    return (mention->named ? MENTION_NAMED : 0u) | (mention->pronoun ? MENTION_PRONOUN : 0u) |
           (mention->relative ? MENTION_RELATIVE : 0u) | (mention->plural ? MENTION_PLURAL : 0u) |
           (mention->first_person ? MENTION_FIRST : 0u) | (mention->weak ? MENTION_WEAK : 0u) |
           (mention->label ? MENTION_LABEL : 0u) | (mention->oblique ? MENTION_OBLIQUE : 0u) |
           (is_titled(mention) ? MENTION_TITLED : 0u);
}

static uint16_t quotation_number(const struct doc *doc, uint32_t quotation)
{
    return (uint16_t)rules_quotation_element(rules_of(doc), quotation_features(doc, &doc->quotations.items[quotation]));
}

static uint16_t mention_number(const struct doc *doc, uint32_t number)
{
    const struct mention *mention = &doc->mentions.items[number];
    return (uint16_t)rules_mention_element(rules_of(doc), mention->kind, mention_flags(mention));
}

/* -- writing ------------------------------------------------------------------------------- */

static void put_element(struct doc *doc, size_t at, struct element element, uint16_t number)
{
    doc->tape.elements[at] = element;
    doc->tape.numbers[at] = number;
    doc->tape.begins[at] = rules_of(doc)->begins[number];
}

/* Appends an element; there is room. */
static void add_element(struct doc *doc, struct element element, uint16_t number)
{
    put_element(doc, doc->tape.n++, element, number);
}

static void add_edge(struct doc *doc, uint32_t token)
{
    add_element(doc, (struct element){token, token, NONE, ELEMENT_EDGE}, EDGE_ELEMENT);
}

static void add_tokens(struct doc *doc, uint32_t first, uint32_t end)
{
    const struct tokens *tokens = &doc->tokens;
    for (uint32_t i = first; i < end; i++)
        add_element(doc, (struct element){i, i + 1, NONE, ELEMENT_TOKEN},
                    (uint16_t)rules_token_element(tokens->kind[i], tokens->shape[i], tokens->word[i]));
}

/* Notes the phases that have something to look for in a segment. */
static void survey(const struct doc *doc, struct segment *segment)
{
    const uint16_t *begins = doc->tape.begins;
    unsigned all = 0;
    for (uint32_t i = segment->begin; i < segment->end; i++)
        all |= begins[i];
    segment->begins = (uint16_t)all;
}

/* Tokens of a segment, and how far one has come in it. */
struct stretch {
    uint32_t token, end;
    uint32_t parent;    /* the quotation that it is the inside of, or NONE */
    uint32_t quotation; /* the next one, or a later one */
    uint32_t sentence;  /* the one that ends next, or an earlier one */
};

/* The next quotation that is an element of the segment, or NULL. Those that are nested deeper lie inside of theirs. */
static const struct quotation *find_quotation(const struct doc *doc, struct stretch *at)
{
    for (; at->quotation < doc->quotations.n; at->quotation++) {
        const struct quotation *quotation = &doc->quotations.items[at->quotation];
        if (quotation->first_token >= at->end)
            return NULL;
        if (quotation->first_token >= at->token && quotation->parent == at->parent && quotation->end_token <= at->end &&
            quotation->end_token > quotation->first_token)
            return quotation;
    }
    return NULL;
}

/* Where the first sentence ends that doesn't end before `token`. */
static uint32_t sentence_end(const struct doc *doc, struct stretch *at, uint32_t token)
{
    while (at->sentence < doc->n_sentences && doc->sentences[at->sentence].end_token < token)
        at->sentence++;
    return at->sentence < doc->n_sentences ? doc->sentences[at->sentence].end_token : NONE;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* What a rule costs grows with the square of a segment's length. So one of this many elements ends with its sentence,
 * or in the midst of one that doesn't end; no paragraph of news is as long. */
enum { LONG_SEGMENT = 2048, LONGEST_SEGMENT = 3072 };

/* A segment of the stretch: all of it, unless it is too long. */
static bool add_segment(struct doc *doc, struct stretch *at, uint32_t paragraph)
{
    struct tape *tape = &doc->tape;
    if (!arena_grow(doc->arena, &tape->segments, &tape->segment_capacity, tape->n_segments + 1, sizeof *tape->segments))
        return false;
    const uint32_t begin = (uint32_t)tape->n;
    bool quotes = false;
    add_edge(doc, at->token);
    while (at->token < at->end && tape->n - begin < LONGEST_SEGMENT) {
        const struct quotation *quotation = find_quotation(doc, at);
        if (quotation && quotation->first_token == at->token) {
            add_element(doc, (struct element){at->token, quotation->end_token, at->quotation, ELEMENT_QUOTATION},
                        quotation_number(doc, at->quotation));
            quotes = true;
            at->token = quotation->end_token;
        } else {
            uint32_t stop = least(sentence_end(doc, at, at->token + 1), quotation ? quotation->first_token : at->end);
            stop = least(least(stop, at->end), at->token + LONGEST_SEGMENT - ((uint32_t)tape->n - begin));
            add_tokens(doc, at->token, stop);
            at->token = stop;
        }
        if (at->token < at->end && sentence_end(doc, at, at->token) == at->token) {
            if (tape->n - begin >= LONG_SEGMENT)
                break;
            add_edge(doc, at->token);
        }
    }
    add_edge(doc, at->token);
    struct segment *segment = &tape->segments[tape->n_segments++];
    *segment = (struct segment){
        .begin = begin, .end = (uint32_t)tape->n, .paragraph = paragraph, .quotation = at->parent, .quotes = quotes};
    survey(doc, segment);
    return true;
}

static bool add_segments(struct doc *doc, struct stretch *at, uint32_t paragraph)
{
    do
        if (!add_segment(doc, at, paragraph))
            return false;
    while (at->token < at->end);
    return true;
}

/* The prose of all paragraphs. */
static bool add_paragraphs(struct doc *doc)
{
    struct stretch at = {.parent = NONE};
    for (uint32_t p = 0; p < doc->n_paragraphs; p++) {
        const struct paragraph *paragraph = &doc->paragraphs[p];
        if (paragraph->kind != PARAGRAPH_BODY)
            continue;
        at.token = paragraph->first_token;
        at.end = paragraph->end_token;
        at.sentence = paragraph->first_sentence;
        while (at.token < at.end && doc->tokens.begin[at.token] < paragraph->body)
            at.token++;
        if (!add_segments(doc, &at, p))
            return false;
    }
    return true;
}

static bool has_inside(const struct doc *doc, const struct quotation *quotation)
{
    return quotation->first_inner < quotation->end_inner &&
           doc->paragraphs[quotation->paragraph].kind == PARAGRAPH_BODY;
}

/* The insides of all quotations, which stand in the order of the text. */
static bool add_insides(struct doc *doc)
{
    uint32_t sentence = 0;
    for (uint32_t q = 0; q < doc->quotations.n; q++) {
        const struct quotation *quotation = &doc->quotations.items[q];
        if (!has_inside(doc, quotation))
            continue;
        struct stretch at = {.token = quotation->first_inner,
                             .end = quotation->end_inner,
                             .parent = q,
                             .quotation = q + 1,
                             .sentence = sentence};
        sentence_end(doc, &at, at.token);
        sentence = at.sentence;
        if (!add_segments(doc, &at, quotation->paragraph))
            return false;
    }
    return true;
}

/* Edges stand around a segment and, at most, behind each of its elements. */
static bool make_room(struct doc *doc)
{
    struct tape *tape = &doc->tape;
    size_t n = 2 * (doc->tokens.n + doc->n_paragraphs);
    for (size_t q = 0; q < doc->quotations.n; q++)
        n += has_inside(doc, &doc->quotations.items[q])
                 ? 2 * (doc->quotations.items[q].end_inner - doc->quotations.items[q].first_inner + 1)
                 : 0;
    n += n / LONG_SEGMENT; /* the edge before a further segment */
    tape->elements = arena_alloc(doc->arena, (n + 1) * sizeof *tape->elements);
    tape->numbers = arena_alloc(doc->arena, (n + 1) * sizeof *tape->numbers);
    tape->begins = arena_alloc(doc->arena, (n + 1) * sizeof *tape->begins);
    return tape->elements && tape->numbers && tape->begins;
}

quoth_status tape_write(struct doc *doc)
{
    doc->tape = (struct tape){.n = 0};
    return make_room(doc) && add_paragraphs(doc) && add_insides(doc) ? QUOTH_OK : QUOTH_FATAL;
}

/* -- merging ------------------------------------------------------------------------------- */

/* Moves the elements [begin, end) down to `to`; the place behind them. */
static uint32_t move_elements(struct tape *tape, uint32_t to, uint32_t begin, uint32_t end)
{
    if (to != begin) {
        memmove(tape->elements + to, tape->elements + begin, (end - begin) * sizeof *tape->elements);
        memmove(tape->numbers + to, tape->numbers + begin, (end - begin) * sizeof *tape->numbers);
        memmove(tape->begins + to, tape->begins + begin, (end - begin) * sizeof *tape->begins);
    }
    return to + (end - begin);
}

/* A segment becomes shorter where it is: what lies behind its end counts for nothing. */
void tape_merge(struct doc *doc, const uint32_t *begins, const uint32_t *ends, const uint32_t *mentions, size_t n)
{
    struct tape *tape = &doc->tape;
    size_t place = 0;
    for (size_t s = 0; s < tape->n_segments; s++) {
        struct segment *segment = &tape->segments[s];
        if (place == n || begins[place] >= segment->end)
            continue;
        uint32_t from = segment->begin, to = from;
        for (; place < n && begins[place] < segment->end; place++) {
            to = move_elements(tape, to, from, begins[place]);
            from = ends[place];
            const struct element mention = {tape->elements[begins[place]].first_token,
                                            tape->elements[from - 1].end_token, mentions[place], ELEMENT_MENTION};
            put_element(doc, to++, mention, mention_number(doc, mentions[place]));
        }
        segment->end = move_elements(tape, to, from, segment->end);
        survey(doc, segment);
    }
}

void tape_renumber_quotation(struct doc *doc, struct segment *segment, uint32_t element)
{
    const struct element quotation = doc->tape.elements[element];
    put_element(doc, element, quotation, quotation_number(doc, quotation.index));
    segment->begins |= doc->tape.begins[element];
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
        const char *words = element->kind == ELEMENT_EDGE ? "" : collapse_spans(doc->arena, &doc->text, &span, 1);
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
