#include "mention.h"

#include <string.h>

#include "language.h"
#include "rank.h"
#include "rule_compile.h"
#include "sentence.h"
#include "tape.h"

/* Room for choosing among the candidates of a segment. */
struct chooser {
    struct candidates found;
    struct rank *ranks, *room; /* [n_ranks] */
    size_t n_ranks;
    bool *taken; /* [elements of the longest segment] */
};

static bool make_room(struct doc *doc, struct chooser *chooser)
{
    if (chooser->found.n <= chooser->n_ranks)
        return true;
    chooser->n_ranks = chooser->found.capacity;
    chooser->ranks = arena_alloc(doc->arena, chooser->n_ranks * sizeof *chooser->ranks);
    chooser->room = arena_alloc(doc->arena, chooser->n_ranks * sizeof *chooser->room);
    return chooser->ranks && chooser->room;
}

/* Chooses the winners among the candidates: the longer match first, then the earlier rule, then the earlier place.
 * Returns their number; their ranks are in the order of the tape. */
static size_t choose(struct chooser *chooser, const struct segment *segment)
{
    const struct candidate *items = chooser->found.items;
    struct rank *ranks = chooser->ranks;
    bool *taken = chooser->taken;
    for (uint32_t i = 0; i < chooser->found.n; i++)
        ranks[i] = (struct rank){.major = rank_pair(UINT32_MAX - (items[i].end - items[i].begin), items[i].rule),
                                 .minor = items[i].begin,
                                 .index = i};
    rank_sort(ranks, chooser->room, chooser->found.n);
    memset(taken, 0, segment->end - segment->begin);
    size_t n = 0;
    for (size_t i = 0; i < chooser->found.n; i++) {
        const struct candidate *candidate = &items[ranks[i].index];
        /* Matches come longest first: one that overlaps an earlier one has an end inside it. */
        if (taken[candidate->begin - segment->begin] || taken[candidate->end - 1 - segment->begin])
            continue;
        memset(taken + (candidate->begin - segment->begin), 1, candidate->end - candidate->begin);
        ranks[n++] = (struct rank){.major = candidate->begin, .index = ranks[i].index};
    }
    rank_sort(ranks, chooser->room, n);
    return n;
}

/* The mention that an element range consists of, if it is just one. */
static const struct mention *only_mention(const struct doc *doc, uint32_t begin, uint32_t end)
{
    const struct element *element = &doc->tape.elements[begin];
    return end == begin + 1 && element->kind == ELEMENT_MENTION ? &doc->mentions.items[element->index] : NULL;
}

/* Gender and number that words of the mention tell; titles and first names count, and the head. */
static bool is_given_name_of_other_sex(const struct doc *doc, const struct mention *mention)
{
    const uint16_t word = doc->tokens.word[mention->first_name_token];
    const bool male = language_has(doc->language, word, SET_FIRST_MALE),
               female = language_has(doc->language, word, SET_FIRST_FEMALE);
    return mention->end_name_token > mention->first_name_token + 1 &&
           (mention->gender == GENDER_MALE ? female && !male : male && !female);
}

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
        /* "chairman Ann Orr" */
        if (male != female && i < mention->first_name_token &&
            !language_has_any(doc->language, word, SET_HONORIFIC, SET_RELATION) &&
            is_given_name_of_other_sex(doc, mention)) {
            mention->gender = GENDER_UNKNOWN;
            break;
        }
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
        /* what looked like a person's name may be described as a company's, but not a name with an office or "Mr" */
        if (inner->kind != QUOTH_PERSON || inner->role.end > inner->role.begin ||
            inner->first_name_token > inner->first_token)
            mention->kind = inner->kind;
        mention->first_name_token = inner->first_name_token;
        mention->end_name_token = inner->end_name_token;
        if (!mention->gender)
            mention->gender = inner->gender;
        if (mention->role.begin == mention->role.end)
            mention->role = inner->role;
        else if (mention->role.end + 1 == inner->role.begin && inner->role.end <= inner->name.begin)
            mention->role.end = inner->role.end; /* "NASA" of "NASA President Ann Orr" */
        return;
    }
    mention->first_name_token = doc->tape.elements[begin].first_token;
    mention->end_name_token = doc->tape.elements[end - 1].end_token;
    mention->name = tape_bytes(doc, begin, end);
}

/* A mention ends with its name: brackets and appositions behind are no part of it, unless a label says so. Nor is the
 * comma that closes an apposition. */
static uint32_t end_of_name(const struct doc *doc, const struct candidate *candidate)
{
    for (unsigned i = 0; i < candidate->n_captures; i++)
        if (candidate->captures[i].label == LABEL_NAME)
            return candidate->captures[i].end;
    const struct element *last = &doc->tape.elements[candidate->end - 1];
    bool comma = last->kind == ELEMENT_TOKEN && doc->tokens.kind[last->first_token] == TOKEN_COMMA;
    return candidate->end - (comma && candidate->end > candidate->begin + 1);
}

/* Whether the case of its determiner, or a preposition before it, tells that a mention is no subject. */
static bool is_oblique(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_token;
    bool feminine =
        mention->plural || mention->gender == GENDER_FEMALE || token_is_in(doc, mention->head_token, SET_FEMININE);
    return token_is_in(doc, first, SET_OBLIQUE) || (feminine && token_is_in(doc, first, SET_OBLIQUE_FEMININE)) ||
           (first > 0 && token_is_in(doc, first - 1, SET_PREPOSITION));
}

/* Where determiners have a gender, somebody who is a subject has his from it. */
static bool has_determiner_of_man(const struct doc *doc, const struct mention *mention)
{
    return mention->kind == QUOTH_UNNAMED && !mention->weak && !mention->plural && !mention->oblique &&
           token_is_in(doc, mention->first_token, SET_DETERMINER_MALE) &&
           !token_is_in(doc, mention->head_token, SET_FEMININE);
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
    set_extent(doc, &mention, candidate->begin, end_of_name(doc, candidate));
    for (unsigned i = 0; i < candidate->n_captures; i++) {
        uint32_t begin = candidate->captures[i].begin, end = candidate->captures[i].end;
        if (candidate->captures[i].label == LABEL_MENTION)
            set_extent(doc, &mention, begin, end);
        else if (candidate->captures[i].label == LABEL_ROLE)
            mention.role = tape_bytes(doc, begin, end);
        else if (candidate->captures[i].label == LABEL_HEAD)
            mention.head_token = doc->tape.elements[end - 1].end_token - 1;
    }
    for (unsigned i = 0; i < candidate->n_captures; i++)
        if (candidate->captures[i].label == LABEL_NAME)
            set_name(doc, &mention, candidate->captures[i].begin, candidate->captures[i].end);
    if (mention.head_token == NONE)
        mention.head_token = mention.end_name_token ? mention.end_name_token - 1 : mention.end_token - 1;
    if (!mention.gender)
        read_gender(doc, &mention);
    mention.sentence = sentence_of(doc, mention.first_token);
    mention.oblique = is_oblique(doc, &mention);
    if (!mention.gender && has_determiner_of_man(doc, &mention))
        mention.gender = GENDER_MALE;
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
                                    const struct segment *segment, struct chooser *chooser, struct places *places)
{
    chooser->found.n = 0;
    quoth_status status = match_phase(matcher, doc, phase, segment, &chooser->found, NULL);
    if (status == QUOTH_FATAL || !chooser->found.n)
        return status;
    if (!make_room(doc, chooser))
        return QUOTH_FATAL;
    size_t n = choose(chooser, segment);
    for (size_t i = 0; i < n; i++) {
        const struct candidate *winner = &chooser->found.items[chooser->ranks[i].index];
        if (!arena_room(doc->arena, &doc->mentions))
            return QUOTH_FATAL;
        doc->mentions.items[doc->mentions.n] = read_candidate(doc, segment, winner);
        doc->mentions.n++;
        if (!add_place(doc, places, winner))
            return QUOTH_FATAL;
    }
    return status;
}

static quoth_status run_phase(struct doc *doc, struct matcher *matcher, size_t phase, struct chooser *chooser)
{
    bool inside = doc->language->rules->phases[phase].action == PHASE_NAMES;
    struct places places = {.n = 0};
    quoth_status worst = QUOTH_OK;
    for (size_t s = 0; s < doc->tape.n_segments; s++) {
        const struct segment *segment = &doc->tape.segments[s];
        if (segment->quotation != NONE && !inside)
            continue;
        quoth_status status = find_in_segment(doc, matcher, phase, segment, chooser, &places);
        if (status == QUOTH_FATAL)
            return status;
        worst = status > worst ? status : worst;
    }
    tape_merge(doc, places.begins, places.ends, places.mentions, places.n);
    return worst;
}

/* By place; of two at one place, the longer one, then the later one, which was made of the earlier one. */
static bool rank_mentions(const struct doc *doc, struct rank **ranks)
{
    const size_t n = doc->mentions.n;
    *ranks = arena_alloc(doc->arena, (n + 1) * sizeof **ranks);
    struct rank *room = arena_alloc(doc->arena, (n + 1) * sizeof *room);
    if (!*ranks || !room)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        (*ranks)[i] = (struct rank){.major = rank_pair(mention->first_token, UINT32_MAX - mention->end_token),
                                    .minor = UINT32_MAX - i,
                                    .index = i};
    }
    rank_sort(*ranks, room, n);
    return true;
}

/* Mentions come by phase and segment; later stages want them by place. A mention that became the name
 * of a longer one is dropped: the longer one has its name. */
static quoth_status sort_mentions(struct doc *doc)
{
    const size_t n = doc->mentions.n;
    uint32_t *place = arena_alloc(doc->arena, (n + 1) * sizeof *place);
    struct mention *sorted = arena_alloc(doc->arena, (n + 1) * sizeof *sorted);
    struct rank *ranks;
    if (!place || !sorted || !rank_mentions(doc, &ranks))
        return QUOTH_FATAL;
    uint32_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const struct mention *mention = &doc->mentions.items[ranks[i].index];
        const struct mention *outer = kept ? &sorted[kept - 1] : NULL;
        bool absorbed = outer && mention->named && outer->named && mention->end_token <= outer->end_token &&
                        outer->first_name_token == mention->first_name_token;
        if (!absorbed)
            sorted[kept++] = *mention;
        place[ranks[i].index] = kept - 1;
    }
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
    struct chooser chooser = {.n_ranks = 0};
    uint32_t longest = 1;
    for (size_t s = 0; s < doc->tape.n_segments; s++)
        if (doc->tape.segments[s].end - doc->tape.segments[s].begin > longest)
            longest = doc->tape.segments[s].end - doc->tape.segments[s].begin;
    chooser.taken = arena_alloc(doc->arena, longest);
    if (!chooser.taken)
        return QUOTH_FATAL;
    quoth_status worst = QUOTH_OK;
    for (size_t phase = 0; phase < rules->n_phases; phase++) {
        if (rules->phases[phase].action != PHASE_NAMES && rules->phases[phase].action != PHASE_MENTION)
            continue;
        quoth_status status = run_phase(doc, matcher, phase, &chooser);
        if (status == QUOTH_FATAL)
            return status;
        worst = status > worst ? status : worst;
    }
    return sort_mentions(doc) == QUOTH_OK ? worst : QUOTH_FATAL;
}
