#include "mention.h"

#include <stdlib.h>
#include <string.h>

#include "language.h"
#include "rule_compile.h"
#include "sentence.h"
#include "tape.h"

/* The longer match first, then the earlier rule, then the earlier place. */
static int compare_candidates(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    uint32_t length_a = a->end - a->begin, length_b = b->end - b->begin;
    if (length_a != length_b)
        return length_a > length_b ? -1 : 1;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    return a->begin < b->begin ? -1 : a->begin > b->begin;
}

static int compare_places(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    return a->begin < b->begin ? -1 : a->begin > b->begin;
}

/* Keeps the winners, in the order of the tape. `taken` has a mark for each element of the segment. */
static size_t choose(struct candidates *found, bool *taken, const struct segment *segment)
{
    if (found->n > 1)
        qsort(found->items, found->n, sizeof *found->items, compare_candidates);
    size_t n = 0;
    for (size_t i = 0; i < found->n; i++) {
        const struct candidate *candidate = &found->items[i];
        /* Matches come longest first: one that overlaps an earlier one has an end inside it. */
        bool free = !taken[candidate->begin - segment->begin] && !taken[candidate->end - 1 - segment->begin];
        if (!free)
            continue;
        memset(taken + (candidate->begin - segment->begin), 1, candidate->end - candidate->begin);
        found->items[n++] = *candidate;
    }
    if (n > 1)
        qsort(found->items, n, sizeof *found->items, compare_places);
    return n;
}

/* The mention that an element range consists of, if it is just one. */
static const struct mention *only_mention(const struct doc *doc, uint32_t begin, uint32_t end)
{
    const struct element *element = &doc->tape.elements[begin];
    return end == begin + 1 && element->kind == ELEMENT_MENTION ? &doc->mentions.items[element->index] : NULL;
}

/* Gender and number that words of the mention tell; titles and first names count, and the head. */
static void read_gender(const struct doc *doc, struct mention *mention)
{
    for (uint32_t i = mention->first_token; i < mention->end_token && mention->gender == GENDER_UNKNOWN; i++) {
        uint16_t word = doc->tokens.word[i];
        bool in_name = i >= mention->first_name_token && i < mention->end_name_token;
        bool counts = i == mention->head_token || mention->end_name_token > mention->first_name_token;
        if (!counts)
            continue;
        bool male = language_has(doc->language, word, SET_MALE) ||
                    (in_name && i == mention->first_name_token && language_has(doc->language, word, SET_FIRST_MALE));
        bool female =
            language_has(doc->language, word, SET_FEMALE) ||
            (in_name && i == mention->first_name_token && language_has(doc->language, word, SET_FIRST_FEMALE));
        if (male != female)
            mention->gender = male ? GENDER_MALE : GENDER_FEMALE;
    }
    mention->plural |= language_has(doc->language, doc->tokens.word[mention->head_token], SET_PLURAL_PRONOUN);
}

/* Fills span and tokens from the elements [begin, end). */
static void set_extent(const struct doc *doc, struct mention *mention, uint32_t begin, uint32_t end)
{
    mention->first_token = doc->tape.elements[begin].first_token;
    mention->end_token = doc->tape.elements[end - 1].end_token;
    mention->begin = doc->tokens.begin[mention->first_token];
    mention->end = doc->tokens.end[mention->end_token - 1];
}

static void set_name(const struct doc *doc, struct mention *mention, uint32_t begin, uint32_t end)
{
    const struct mention *inner = only_mention(doc, begin, end);
    if (inner && inner->end_name_token > inner->first_name_token) {
        mention->name = inner->name;
        mention->first_name_token = inner->first_name_token;
        mention->end_name_token = inner->end_name_token;
        if (!mention->gender)
            mention->gender = inner->gender;
        if (mention->role.begin == mention->role.end)
            mention->role = inner->role;
        return;
    }
    mention->first_name_token = doc->tape.elements[begin].first_token;
    mention->end_name_token = doc->tape.elements[end - 1].end_token;
    mention->name = tape_bytes(doc, begin, end);
}

/* A mention ends with its name: brackets and appositions behind are no part of it, unless a label says so. */
static uint32_t end_of_name(const struct candidate *candidate)
{
    for (unsigned i = 0; i < candidate->n_captures; i++)
        if (candidate->label[i] == LABEL_NAME)
            return candidate->capture_end[i];
    return candidate->end;
}

static struct mention read_candidate(const struct doc *doc, const struct segment *segment,
                                     const struct candidate *candidate)
{
    const struct rule *rule = &doc->language->rules->list.items[candidate->rule];
    struct mention mention = {.kind = rule->makes, .rule = candidate->rule, .entity = NONE, .head_token = NONE};
    mention.named = rule->flags & MENTION_NAMED;
    mention.pronoun = rule->flags & MENTION_PRONOUN;
    mention.relative = rule->flags & MENTION_RELATIVE;
    mention.plural = rule->flags & MENTION_PLURAL;
    mention.first_person = rule->flags & MENTION_FIRST;
    mention.weak = rule->flags & MENTION_WEAK;
    mention.label = rule->flags & MENTION_LABEL;
    mention.inside = segment->quotation != NONE;
    set_extent(doc, &mention, candidate->begin, end_of_name(candidate));
    for (unsigned i = 0; i < candidate->n_captures; i++) {
        uint32_t begin = candidate->capture_begin[i], end = candidate->capture_end[i];
        if (candidate->label[i] == LABEL_MENTION)
            set_extent(doc, &mention, begin, end);
        else if (candidate->label[i] == LABEL_ROLE)
            mention.role = tape_bytes(doc, begin, end);
        else if (candidate->label[i] == LABEL_HEAD)
            mention.head_token = doc->tape.elements[end - 1].end_token - 1;
    }
    for (unsigned i = 0; i < candidate->n_captures; i++)
        if (candidate->label[i] == LABEL_NAME)
            set_name(doc, &mention, candidate->capture_begin[i], candidate->capture_end[i]);
    if (mention.head_token == NONE)
        mention.head_token = mention.end_name_token ? mention.end_name_token - 1 : mention.end_token - 1;
    if (!mention.gender)
        read_gender(doc, &mention);
    mention.sentence = sentence_of(doc, mention.first_token);
    mention.oblique = token_is_in(doc, mention.first_token, SET_OBLIQUE);
    return mention;
}

/* The winners of a phase over the whole tape, until they are merged into it. */
struct places {
    uint32_t *begins, *ends, *mentions;
    size_t n, capacity[3];
};

static bool add_place(struct doc *doc, struct places *places, const struct candidate *candidate)
{
    size_t wanted = places->n + 1;
    if (!arena_grow(doc->arena, &places->begins, &places->capacity[0], wanted, sizeof(uint32_t)) ||
        !arena_grow(doc->arena, &places->ends, &places->capacity[1], wanted, sizeof(uint32_t)) ||
        !arena_grow(doc->arena, &places->mentions, &places->capacity[2], wanted, sizeof(uint32_t)))
        return false;
    places->begins[places->n] = candidate->begin;
    places->ends[places->n] = candidate->end;
    places->mentions[places->n++] = (uint32_t)doc->mentions.n - 1;
    return true;
}

static quoth_status find_in_segment(struct doc *doc, struct matcher *matcher, size_t phase,
                                    const struct segment *segment, struct candidates *found, bool *taken,
                                    struct places *places)
{
    found->n = 0;
    quoth_status status = match_phase(matcher, doc, phase, segment, found);
    if (status == QUOTH_FATAL || !found->n)
        return status;
    memset(taken, 0, segment->end - segment->begin);
    size_t n = choose(found, taken, segment);
    for (size_t i = 0; i < n; i++) {
        if (!arena_room(doc->arena, &doc->mentions))
            return QUOTH_FATAL;
        doc->mentions.items[doc->mentions.n] = read_candidate(doc, segment, &found->items[i]);
        doc->mentions.n++;
        if (!add_place(doc, places, &found->items[i]))
            return QUOTH_FATAL;
    }
    return status;
}

static quoth_status run_phase(struct doc *doc, struct matcher *matcher, size_t phase, struct candidates *found,
                              bool *taken)
{
    bool inside = doc->language->rules->phases[phase].action == PHASE_NAMES;
    struct places places = {.n = 0};
    quoth_status worst = QUOTH_OK;
    for (size_t s = 0; s < doc->tape.n_segments; s++) {
        const struct segment *segment = &doc->tape.segments[s];
        if (segment->quotation != NONE && !inside)
            continue;
        quoth_status status = find_in_segment(doc, matcher, phase, segment, found, taken, &places);
        if (status == QUOTH_FATAL)
            return status;
        worst = status > worst ? status : worst;
    }
    tape_merge(doc, places.begins, places.ends, places.mentions, places.n);
    return worst;
}

static int compare_mentions(const void *left, const void *right)
{
    const struct mention *a = left, *b = right;
    if (a->first_token != b->first_token)
        return a->first_token < b->first_token ? -1 : 1;
    if (a->end_token != b->end_token)
        return a->end_token > b->end_token ? -1 : 1;
    return a->entity > b->entity ? -1 : a->entity < b->entity; /* the later one was made of the earlier one */
}

/* Mentions come by phase and segment; later stages want them by place. A mention that became the name
 * of a longer one is dropped: the longer one has its name. */
static quoth_status sort_mentions(struct doc *doc)
{
    size_t n = doc->mentions.n;
    uint32_t *order = arena_alloc(doc->arena, (n + 1) * sizeof *order);
    uint32_t *place = arena_alloc(doc->arena, (n + 1) * sizeof *place);
    struct mention *sorted = arena_alloc(doc->arena, (n + 1) * sizeof *sorted);
    if (!order || !place || !sorted)
        return QUOTH_FATAL;
    if (n)
        memcpy(sorted, doc->mentions.items, n * sizeof *sorted);
    for (uint32_t i = 0; i < n; i++)
        sorted[i].entity = i; /* where it came from, until the sort is done */
    qsort(sorted, n, sizeof *sorted, compare_mentions);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct mention *outer = kept ? &sorted[kept - 1] : NULL;
        bool absorbed = outer && sorted[i].named && outer->named && sorted[i].end_token <= outer->end_token &&
                        outer->first_name_token == sorted[i].first_name_token;
        if (absorbed) {
            place[sorted[i].entity] = kept - 1;
            continue;
        }
        place[sorted[i].entity] = kept;
        sorted[kept++] = sorted[i];
    }
    for (uint32_t i = 0; i < kept; i++)
        sorted[i].entity = NONE;
    doc->mentions.items = sorted;
    doc->mentions.n = kept;
    doc->mentions.capacity = n + 1;
    for (size_t e = 0; e < doc->tape.n; e++)
        if (doc->tape.elements[e].kind == ELEMENT_MENTION)
            doc->tape.elements[e].index = place[doc->tape.elements[e].index];
    return QUOTH_OK;
}

quoth_status mention_find(struct doc *doc, struct matcher *matcher)
{
    const struct rules *rules = doc->language->rules;
    struct candidates found = {0};
    uint32_t longest = 1;
    for (size_t s = 0; s < doc->tape.n_segments; s++)
        if (doc->tape.segments[s].end - doc->tape.segments[s].begin > longest)
            longest = doc->tape.segments[s].end - doc->tape.segments[s].begin;
    bool *taken = arena_alloc(doc->arena, longest);
    if (!taken)
        return QUOTH_FATAL;
    quoth_status worst = QUOTH_OK;
    for (size_t phase = 0; phase < rules->n_phases; phase++) {
        if (rules->phases[phase].action != PHASE_NAMES && rules->phases[phase].action != PHASE_MENTION)
            continue;
        quoth_status status = run_phase(doc, matcher, phase, &found, taken);
        if (status == QUOTH_FATAL)
            return status;
        worst = status > worst ? status : worst;
    }
    return sort_mentions(doc) == QUOTH_OK ? worst : QUOTH_FATAL;
}
