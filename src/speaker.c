#include "speaker.h"

#include <stdlib.h>
#include <string.h>

#include "carry.h"
#include "entity.h"
#include "language.h"

enum {
    MAX_LOOKBACK = 100, /* mentions before a pronoun that are weighed */
    MAX_RIVALS = 24,    /* entities among them */
    MAX_STEPS = 6,      /* sentences with mentions before it */
    MAX_WIDE_STEPS = 12,
    MAX_CLUES = 16,     /* roles with the same noun that are compared */
    MAX_OWN_WORDS = 40  /* mentions within somebody's words that can't be himself */
};

/* How much a mention makes its entity the one that a pronoun means; halved with each sentence. */
enum {
    WEIGHT_PLAIN = 60,
    WEIGHT_SUBJECT = 80,
    WEIGHT_SPEAKER = 100,
    WEIGHT_REPORTED = 20,  /* within somebody's indirect words */
    WEIGHT_ADDRESSED = 30,
    WEIGHT_LAST_SPEECH = 60 /* of the speaker of the last quotation in the paragraph */
};

/* What a mention does where it stands. */
struct note {
    uint32_t step;   /* sentences with mentions up to here */
    uint32_t speech; /* the attribution that it is the speaker of, or NONE */
    bool addressed, asked, reported, subject;
};

/* A word that can stand for an entity, and where it was read: the head of a role, a word of a name. */
struct clue {
    uint64_t hash;
    uint32_t mention;
    uint32_t first_token, end_token; /* the role or name */
};

/* A noun that described somebody, and the newest mention that did. */
struct description {
    uint64_t hash; /* 0: free */
    uint32_t mention;
};

struct resolver {
    struct doc *doc;
    struct note *notes; /* [mentions.n] */
    uint32_t *counts;   /* [entities of names] mentions so far */
    size_t n_counts;
    struct clue *clues; /* [n_clues] by hash, then place */
    size_t n_clues, clue_capacity;
    struct description *descriptions; /* [n_descriptions] open addressing */
    size_t n_descriptions;            /* a power of two */
    uint32_t next_attribution;        /* first whose words haven't begun yet */
    uint32_t last_speaker;            /* entity, or NONE */
    uint32_t last_paragraph;          /* where it spoke */
};

static bool is_in(const struct doc *doc, uint32_t token, enum well_known_set set)
{
    return language_has(doc->language, doc->tokens.word[token], set);
}

/* Also by what stands behind its first hyphen: "34-year-old", "ex-striker". */
static bool noun_is_in(const struct doc *doc, uint32_t token, enum well_known_set set)
{
    const char *begin = doc->text.bytes + doc->tokens.begin[token], *end = doc->text.bytes + doc->tokens.end[token];
    const char *hyphen = memchr(begin, '-', (size_t)(end - begin));
    if (is_in(doc, token, set) || !hyphen)
        return is_in(doc, token, set);
    uint16_t tail = lexicon_lookup(doc->language->lexicon, hyphen + 1, (size_t)(end - hyphen - 1));
    return language_has(doc->language, tail, set);
}

static uint32_t paragraph_of(const struct doc *doc, const struct mention *mention)
{
    return doc->sentences[mention->sentence].paragraph;
}

static uint32_t token_from(const struct doc *doc, uint32_t byte)
{
    size_t low = 0, high = doc->tokens.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (doc->tokens.begin[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

/* -- notes ---------------------------------------------------------------------------------- */

static void note_words(struct resolver *resolver, const struct attribution *attribution)
{
    const struct doc *doc = resolver->doc;
    for (size_t s = 0; s < attribution->quote.n; s++) {
        struct span span = attribution->quote.items[s];
        for (uint32_t i = carry_first_mention(doc, span.begin); i < doc->mentions.n && doc->mentions.items[i].begin < span.end; i++)
            resolver->notes[i].reported = true;
    }
}

static bool is_question(const struct doc *doc, const struct attribution *attribution)
{
    for (size_t i = 0; i < attribution->cue.n; i++)
        for (uint32_t t = token_from(doc, attribution->cue.items[i].begin);
             t < doc->tokens.n && doc->tokens.begin[t] < attribution->cue.items[i].end; t++)
            if (is_in(doc, t, SET_ASK))
                return true;
    return false;
}

static void note_attributions(struct resolver *resolver)
{
    const struct doc *doc = resolver->doc;
    for (uint32_t a = 0; a < doc->attributions.n; a++) {
        const struct attribution *attribution = &doc->attributions.items[a];
        for (uint8_t i = 0; i < attribution->n_speakers; i++)
            if (resolver->notes[attribution->speakers[i]].speech == NONE)
                resolver->notes[attribution->speakers[i]].speech = a;
        if (attribution->addressee != NONE) {
            struct note *note = &resolver->notes[attribution->addressee];
            note->asked = is_question(doc, attribution);
            note->addressed = !note->asked;
        }
        /* what stands within another one's words is noted with those */
        if (attribution->within == NONE)
            note_words(resolver, attribution);
    }
}

/* The first mention of a sentence is its subject, but not "In Castra, ...", nor "Orr's garden". */
bool speaker_may_be_subject(const struct doc *doc, const struct mention *mention)
{
    if (mention->inside || mention->weak || mention->kind == QUOTH_DOCUMENT)
        return false;
    uint32_t before = mention->first_token - (mention->first_token > 0);
    bool governed = is_in(doc, before, SET_PREPOSITION) || is_in(doc, before, SET_POSSESSIVE);
    bool possessor = mention->end_token < doc->tokens.n && is_in(doc, mention->end_token, SET_POSSESSIVE);
    return !governed && !possessor;
}

static bool make_notes(struct resolver *resolver)
{
    const struct doc *doc = resolver->doc;
    resolver->notes = arena_zalloc(doc->arena, doc->mentions.n + 1, sizeof *resolver->notes);
    if (!resolver->notes)
        return false;
    for (size_t i = 0; i < doc->mentions.n; i++)
        resolver->notes[i].speech = NONE;
    note_attributions(resolver);
    uint32_t step = 0, sentence = NONE, sentence_of_subject = NONE;
    for (size_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        struct note *note = &resolver->notes[i];
        step += !mention->inside && mention->sentence != sentence;
        sentence = mention->inside ? sentence : mention->sentence;
        note->step = step;
        note->subject = mention->sentence != sentence_of_subject && speaker_may_be_subject(doc, mention);
        if (note->subject)
            sentence_of_subject = mention->sentence;
    }
    return true;
}

/* -- clues ------------------------------------------------------------------------------------ */

static bool add_clue(struct resolver *resolver, uint32_t token, uint32_t mention, uint32_t first, uint32_t end)
{
    if (!arena_grow(resolver->doc->arena, &resolver->clues, &resolver->clue_capacity, resolver->n_clues + 1, sizeof *resolver->clues))
        return false;
    resolver->clues[resolver->n_clues++] = (struct clue){entity_hash_word(resolver->doc, token), mention, first, end};
    return true;
}

/* Nouns of a role: the last word before a preposition, a conjunction, a comma or its end. "mayor of Leith" is no clue for Leith. */
static bool add_role(struct resolver *resolver, uint32_t number)
{
    const struct doc *doc = resolver->doc;
    struct span role = doc->mentions.items[number].role;
    uint32_t first = token_from(doc, role.begin), end = token_from(doc, role.end);
    for (uint32_t i = first; i < end; i++) {
        bool last = i + 1 == end || doc->tokens.kind[i + 1] == TOKEN_COMMA || is_in(doc, i + 1, SET_PREPOSITION) ||
                    is_in(doc, i + 1, SET_CONJUNCTION);
        if (last && doc->tokens.kind[i] == TOKEN_WORD && !add_clue(resolver, i, number, first, end))
            return false;
        if (is_in(doc, i + 1 < end ? i + 1 : i, SET_PREPOSITION))
            break;
    }
    return true;
}

/* "the commission" for "the Coast Commission": capitalised words of an organisation's name. */
static bool add_organization(struct resolver *resolver, uint32_t number)
{
    const struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t first = mention->first_name_token, end = mention->end_name_token;
    for (uint32_t i = first; i < end; i++)
        if (doc->tokens.kind[i] == TOKEN_WORD && doc->tokens.shape[i] != SHAPE_LOWER && !add_clue(resolver, i, number, first, end))
            return false;
    return true;
}

/* "Jane Doe is a painter": the mention before, when only a form of "be" stands between. */
static uint32_t described_by(const struct doc *doc, uint32_t number)
{
    if (number == 0)
        return NONE;
    const struct mention *noun = &doc->mentions.items[number], *before = noun - 1;
    bool linked = before->named && !before->inside && before->entity != NONE && noun->kind == QUOTH_UNNAMED &&
                  before->sentence == noun->sentence && noun->first_token == before->end_token + 1 &&
                  is_in(doc, before->end_token, SET_BE);
    return linked ? number - 1 : NONE;
}

/* "Coast Watch chief, David Bell,": the name behind the comma. */
static uint32_t apposed_name(const struct doc *doc, uint32_t number)
{
    const struct mention *noun = &doc->mentions.items[number];
    if (noun->named || noun->pronoun || noun->kind != QUOTH_UNNAMED || noun->plural ||
        noun->end_token + 1 >= doc->tokens.n || doc->tokens.kind[noun->end_token] != TOKEN_COMMA)
        return NONE;
    for (uint32_t next = number + 1; next < doc->mentions.n; next++) {
        const struct mention *name = &doc->mentions.items[next];
        if (name->first_token > noun->end_token)
            return name->first_token == noun->end_token + 1 && name->named && name->kind == QUOTH_PERSON &&
                           name->sentence == noun->sentence
                       ? next
                       : NONE;
    }
    return NONE;
}

/* "Jane Doe, a retired pilot who ...": the name before the comma, unless the noun speaks by itself. */
static uint32_t name_before_comma(const struct resolver *resolver, uint32_t number)
{
    const struct doc *doc = resolver->doc;
    const struct mention *noun = &doc->mentions.items[number];
    if (number == 0 || noun->named || noun->kind != QUOTH_UNNAMED || noun->plural || resolver->notes[number].speech != NONE)
        return NONE;
    const struct mention *name = noun - 1;
    bool apposed = name->named && name->kind == QUOTH_PERSON && name->sentence == noun->sentence &&
                   noun->first_token == name->end_token + 1 && doc->tokens.kind[name->end_token] == TOKEN_COMMA;
    return apposed ? number - 1 : NONE;
}

static uint32_t meant_by_syntax(const struct resolver *resolver, uint32_t number)
{
    uint32_t named = described_by(resolver->doc, number);
    if (named == NONE)
        named = name_before_comma(resolver, number);
    return named != NONE ? named : apposed_name(resolver->doc, number);
}

static int compare_clues(const void *left, const void *right)
{
    const struct clue *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->mention < b->mention ? -1 : a->mention > b->mention;
}

static bool gather_clues(struct resolver *resolver)
{
    struct doc *doc = resolver->doc;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        bool sound = true, several_words = mention->end_name_token > mention->first_name_token + 1;
        uint32_t named = meant_by_syntax(resolver, i);
        if (mention->entity != NONE && mention->role.end > mention->role.begin)
            sound = add_role(resolver, i);
        else if (named != NONE)
            sound = add_clue(resolver, mention->head_token, named, mention->first_token, mention->end_token);
        if (mention->entity != NONE && mention->kind == QUOTH_ORGANIZATION && !mention->weak && several_words)
            sound = sound && add_organization(resolver, i);
        if (!sound)
            return false;
    }
    if (resolver->n_clues > 1)
        qsort(resolver->clues, resolver->n_clues, sizeof *resolver->clues, compare_clues);
    return true;
}

/* The clues for a word nearest to a mention: *first … returned end, at most MAX_CLUES, those before it first. */
static size_t find_clues(const struct resolver *resolver, uint64_t hash, uint32_t mention, size_t *first)
{
    size_t low = 0, high = resolver->n_clues;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct clue *clue = &resolver->clues[middle];
        if (clue->hash < hash || (clue->hash == hash && clue->mention < mention))
            low = middle + 1;
        else
            high = middle;
    }
    size_t begin = low, end = low;
    while (begin > 0 && low - begin < MAX_CLUES && resolver->clues[begin - 1].hash == hash)
        begin--;
    while (end < resolver->n_clues && end - low < MAX_CLUES && resolver->clues[end].hash == hash)
        end++;
    *first = begin;
    return end;
}

/* -- descriptions ------------------------------------------------------------------------------- */

static bool prepare_descriptions(struct resolver *resolver)
{
    size_t n = 64;
    while (n < resolver->doc->mentions.n * 2)
        n *= 2;
    resolver->n_descriptions = n;
    resolver->descriptions = arena_zalloc(resolver->doc->arena, n, sizeof *resolver->descriptions);
    return resolver->descriptions != NULL;
}

static struct description *description_slot(const struct resolver *resolver, uint64_t hash)
{
    size_t at = hash & (resolver->n_descriptions - 1);
    while (resolver->descriptions[at].hash && resolver->descriptions[at].hash != hash)
        at = (at + 1) & (resolver->n_descriptions - 1);
    return &resolver->descriptions[at];
}

/* -- agreement -------------------------------------------------------------------------------------- */

static bool sexes_agree(uint8_t a, uint8_t b)
{
    return !a || !b || a == b;
}

static bool is_human(const struct entity *entity)
{
    return (entity->kind == QUOTH_PERSON || entity->kind == QUOTH_UNNAMED) && !entity->plural;
}

/* Whether a pronoun or stand-in may mean the entity. */
static bool agrees(const struct mention *with, const struct entity *entity)
{
    if (with->plural)
        return entity->plural || entity->kind == QUOTH_GROUP || entity->kind == QUOTH_ORGANIZATION;
    if (with->kind == QUOTH_ORGANIZATION)
        return !entity->plural && (entity->kind == QUOTH_ORGANIZATION || entity->kind == QUOTH_DOCUMENT);
    return is_human(entity) && sexes_agree(with->gender, entity->gender);
}

/* -- salience ------------------------------------------------------------------------------------------ */

struct rivals {
    uint32_t entities[MAX_RIVALS];
    int scores[MAX_RIVALS]; /* of the weightiest mention */
    int rest[MAX_RIVALS];   /* of all others */
    unsigned n;
    uint32_t excluded[MAX_OWN_WORDS];
    unsigned n_excluded;
};

static void exclude(struct rivals *rivals, uint32_t entity)
{
    if (entity != NONE && rivals->n_excluded < MAX_OWN_WORDS)
        rivals->excluded[rivals->n_excluded++] = entity;
}

static bool is_excluded(const struct rivals *rivals, uint32_t entity)
{
    for (unsigned i = 0; i < rivals->n_excluded; i++)
        if (rivals->excluded[i] == entity)
            return true;
    return false;
}

static void add_score(struct rivals *rivals, uint32_t entity, int score)
{
    unsigned i = 0;
    while (i < rivals->n && rivals->entities[i] != entity)
        i++;
    if (i == MAX_RIVALS)
        return;
    if (i == rivals->n) {
        rivals->entities[i] = entity;
        rivals->rest[i] = 0;
        rivals->scores[rivals->n++] = score;
    } else {
        rivals->rest[i] += score < rivals->scores[i] ? score : rivals->scores[i];
        if (score > rivals->scores[i])
            rivals->scores[i] = score;
    }
}

/* One weighty mention says more than many slight ones. */
static int total(const struct rivals *rivals, unsigned i)
{
    return rivals->scores[i] + rivals->rest[i] / 4;
}

static int score_of(const struct rivals *rivals, uint32_t entity)
{
    for (unsigned i = 0; i < rivals->n; i++)
        if (rivals->entities[i] == entity)
            return total(rivals, i);
    return 0;
}

static uint32_t best(const struct rivals *rivals)
{
    unsigned winner = 0;
    for (unsigned i = 1; i < rivals->n; i++)
        if (total(rivals, i) > total(rivals, winner))
            winner = i;
    return rivals->n ? rivals->entities[winner] : NONE;
}

/* Nobody speaks of himself by name, or to himself. */
static void exclude_own_words(const struct resolver *resolver, const struct attribution *attribution, struct rivals *rivals)
{
    const struct doc *doc = resolver->doc;
    if (attribution->addressee != NONE)
        exclude(rivals, doc->mentions.items[attribution->addressee].entity);
    for (size_t s = 0; s < attribution->quote.n; s++) {
        struct span span = attribution->quote.items[s];
        for (uint32_t i = carry_first_mention(doc, span.begin); i < doc->mentions.n && doc->mentions.items[i].begin < span.end; i++) {
            if (rivals->n_excluded == MAX_OWN_WORDS)
                return;
            if (doc->mentions.items[i].named && doc->mentions.items[i].kind == QUOTH_PERSON)
                exclude(rivals, doc->mentions.items[i].entity);
        }
    }
}

static int weigh(const struct note *note)
{
    if (note->addressed)
        return WEIGHT_ADDRESSED;
    if (note->asked || (note->speech != NONE && !note->reported))
        return WEIGHT_SPEAKER;
    if (note->reported)
        return WEIGHT_REPORTED;
    return note->subject ? WEIGHT_SUBJECT : WEIGHT_PLAIN;
}

/* Whether a named entity is a newspaper, a magazine or a station. */
static bool is_outlet(const struct doc *doc, const struct entity *entity)
{
    const struct mention *name = &doc->mentions.items[entity->name_mention];
    return is_in(doc, name->head_token, SET_OUTLET_NOUN) || is_in(doc, name->head_token, SET_OUTLET);
}

/* In quarters: how sure it is that the entity is somebody who can be meant. A bare capitalised word may be no name. */
static int trust(const struct doc *doc, const struct mention *with, const struct mention *mention, const struct note *note)
{
    const struct entity *entity = &doc->entities.items[mention->entity];
    const struct mention *fullest = &doc->mentions.items[entity->name_mention];
    if (mention->weak)
        return 1;
    if (!entity->named && note->speech == NONE)
        return 2;
    if (with->gender && entity->gender)
        return 4;
    if (!entity->named)
        return 3;
    bool several_words = fullest->end_name_token > fullest->first_name_token + 1;
    return entity->kind != QUOTH_PERSON || several_words || entity->role_mention != NONE ? 3 : 2;
}

static bool may_mean(const struct doc *doc, const struct mention *with, const struct mention *before, bool only_named)
{
    if (before->inside || before->entity == NONE || !entity_in_prose(doc, before))
        return false;
    const struct entity *entity = &doc->entities.items[before->entity];
    bool known = entity->named && !before->weak;
    return agrees(with, entity) && (known || !only_named) &&
           (!is_in(doc, with->head_token, SET_STANDS_FOR_OUTLET) || is_outlet(doc, entity));
}

/* Writers vary the words for the one whom the article is about: with each mention, up to a limit, it weighs more. */
static void favour_frequent(const struct resolver *resolver, struct rivals *rivals)
{
    enum { MOST = 8, FULL = 4 };
    for (unsigned i = 0; i < rivals->n; i++) {
        uint32_t count = rivals->entities[i] < resolver->n_counts ? resolver->counts[rivals->entities[i]] : 0;
        int factor = FULL + (int)(count < MOST ? count : MOST);
        rivals->scores[i] = rivals->scores[i] / FULL * factor;
        rivals->rest[i] = rivals->rest[i] / FULL * factor;
    }
}

/* Weighs the entities before a mention that agree with it. only_named: no place, nobody without a name. */
static void weigh_rivals(const struct resolver *resolver, uint32_t number, uint32_t max_steps, bool only_named, struct rivals *rivals)
{
    const struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const struct note *note = &resolver->notes[number];
    rivals->n = rivals->n_excluded = 0;
    if (note->speech != NONE)
        exclude_own_words(resolver, &doc->attributions.items[note->speech], rivals);
    for (uint32_t back = 1; back <= MAX_LOOKBACK && back <= number; back++) {
        const struct mention *before = mention - back;
        uint32_t steps = note->step - resolver->notes[number - back].step;
        if (steps > max_steps)
            break;
        if (!may_mean(doc, mention, before, only_named) || is_excluded(rivals, before->entity))
            continue;
        const struct note *then = &resolver->notes[number - back];
        add_score(rivals, before->entity, ((weigh(then) * trust(doc, mention, before, then)) << 6) >> steps);
    }
    uint32_t last = resolver->last_speaker;
    if (last != NONE && resolver->last_paragraph == paragraph_of(doc, mention) && agrees(mention, &doc->entities.items[last]) &&
        !is_excluded(rivals, last) && (!only_named || doc->entities.items[last].named))
        add_score(rivals, last, WEIGHT_LAST_SPEECH << 8);
    if (only_named)
        favour_frequent(resolver, rivals);
}

static uint32_t most_salient(const struct resolver *resolver, uint32_t number, uint32_t max_steps, bool only_named)
{
    struct rivals rivals;
    weigh_rivals(resolver, number, max_steps, only_named, &rivals);
    return best(&rivals);
}

/* -- resolving one mention -------------------------------------------------------------------------------- */

static void settle(struct doc *doc, uint32_t number, uint32_t entity, quoth_resolved resolved)
{
    doc->mentions.items[number].entity = entity;
    doc->mentions.items[number].resolved = (uint8_t)(entity == NONE ? QUOTH_RESOLVED_NONE : resolved);
}

static bool settle_self(struct doc *doc, uint32_t number)
{
    uint32_t entity = entity_add(doc, number);
    settle(doc, number, entity, QUOTH_RESOLVED_SELF);
    return entity != NONE;
}

static bool resolve_relative(struct resolver *resolver, uint32_t number)
{
    const struct mention *mention = &resolver->doc->mentions.items[number];
    for (uint32_t back = 1; back <= number && mention[-(ptrdiff_t)back].sentence == mention->sentence; back++) {
        const struct mention *before = mention - back;
        bool thing = before->kind == QUOTH_ORGANIZATION || before->kind == QUOTH_DOCUMENT;
        if (before->inside || before->entity == NONE || thing != (mention->kind == QUOTH_ORGANIZATION))
            continue;
        settle(resolver->doc, number, before->entity, QUOTH_RESOLVED_PRONOUN);
        return true;
    }
    return true;
}

static bool resolve_pronoun(struct resolver *resolver, uint32_t number)
{
    struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (mention->first_person)
        return settle_self(doc, number);
    if (mention->relative)
        return resolve_relative(resolver, number);
    uint32_t entity = most_salient(resolver, number, MAX_STEPS, false);
    settle(doc, number, entity, QUOTH_RESOLVED_PRONOUN);
    if (entity != NONE && doc->entities.items[entity].gender == GENDER_UNKNOWN && is_human(&doc->entities.items[entity]))
        doc->entities.items[entity].gender = mention->gender;
    return true;
}

/* Words that tell one holder of a role from another. */
static bool is_telling(const struct doc *doc, uint32_t token)
{
    return (doc->tokens.kind[token] == TOKEN_WORD || doc->tokens.kind[token] == TOKEN_NUMBER) &&
           !is_in(doc, token, SET_DETERMINER) && !is_in(doc, token, SET_PREPOSITION) && !is_in(doc, token, SET_POSSESSIVE) &&
           !is_in(doc, token, SET_CONJUNCTION);
}

enum {
    MAX_WORDS = 12,
    NO_MATCH = -(1 << 28),
    FIT_WEIGHT = 1 << 18 /* salience decides only among those that fit equally */
};

static unsigned telling_words(const struct doc *doc, uint32_t first, uint32_t end, uint64_t head, uint64_t *hashes)
{
    unsigned n = 0;
    for (uint32_t i = first; i < end && n < MAX_WORDS; i++) {
        uint64_t hash = is_telling(doc, i) ? entity_hash_word(doc, i) : head;
        if (hash != head)
            hashes[n++] = hash;
    }
    return n;
}

static unsigned count_common(const uint64_t *a, unsigned n_a, const uint64_t *b, unsigned n_b)
{
    unsigned common = 0;
    for (unsigned i = 0; i < n_a; i++)
        for (unsigned j = 0; j < n_b; j++)
            if (a[i] == b[j]) {
                common++;
                break;
            }
    return common;
}

/* How well a description fits a role: "the shadow chancellor" is not the chancellor, "the chancellor" may be either. */
static int fit(const struct resolver *resolver, const struct mention *mention, const struct clue *clue)
{
    const struct doc *doc = resolver->doc;
    uint64_t words[MAX_WORDS], role[MAX_WORDS];
    unsigned n_words = telling_words(doc, mention->first_token, mention->end_token, clue->hash, words);
    unsigned n_role = telling_words(doc, clue->first_token, clue->end_token, clue->hash, role);
    unsigned common = count_common(words, n_words, role, n_role);
    if (n_words && !common)
        return NO_MATCH;
    return (int)(4 * common) - (int)(4 * (n_words - common)) - (int)(n_role - common);
}

/* The entity whose role or name holds the description's noun, fitting best; the nearest among equals, those before first. */
static uint32_t find_holder(const struct resolver *resolver, uint32_t number, bool organization)
{
    const struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    size_t at, end = find_clues(resolver, entity_hash_word(doc, mention->head_token), number, &at);
    uint32_t holder = NONE;
    int best_fit = NO_MATCH;
    bool best_before = false;
    struct rivals rivals;
    weigh_rivals(resolver, number, MAX_WIDE_STEPS, true, &rivals);
    for (; at < end; at++) {
        const struct clue *clue = &resolver->clues[at];
        uint32_t number_of = doc->mentions.items[clue->mention].entity;
        const struct entity *entity = &doc->entities.items[number_of];
        if ((entity->kind == QUOTH_ORGANIZATION) != organization || !sexes_agree(entity->gender, mention->gender))
            continue;
        bool before = clue->mention < number;
        int fitting = fit(resolver, mention, clue);
        if (fitting == NO_MATCH)
            continue;
        fitting = fitting * FIT_WEIGHT + score_of(&rivals, number_of);
        if ((holder != NONE && fitting < best_fit) || (fitting == best_fit && best_before && !before))
            continue;
        holder = number_of;
        best_fit = fitting;
        best_before = before;
    }
    return holder;
}

static bool is_definite(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_token;
    return is_in(doc, first, SET_DEFINITE) || (first > 0 && is_in(doc, first - 1, SET_DEFINITE));
}

static bool is_possessive(const struct doc *doc, const struct mention *mention)
{
    return is_in(doc, mention->first_token, SET_POSSESSIVE_PRONOUN);
}

/* Whether all that a description says is said by another one: "the survey" after "a survey by the institute", but not
 * "the shadow minister" after "the minister". */
static bool adds_nothing(const struct doc *doc, const struct mention *mention, const struct mention *before, unsigned *n_more)
{
    uint64_t words[MAX_WORDS], earlier[MAX_WORDS], head = entity_hash_word(doc, mention->head_token);
    unsigned n_words = telling_words(doc, mention->first_token, mention->end_token, head, words);
    unsigned n_earlier = telling_words(doc, before->first_token, before->end_token, head, earlier);
    *n_more = n_earlier > n_words ? n_earlier - n_words : 0;
    return count_common(words, n_words, earlier, n_earlier) == n_words;
}

/* The earlier description by the same noun. Groups are the same only when the earlier words say more. */
static uint32_t find_described(const struct resolver *resolver, uint32_t number)
{
    const struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const struct description *description = description_slot(resolver, entity_hash_word(doc, mention->head_token));
    if (!description->hash || is_possessive(doc, mention))
        return NONE;
    const struct mention *before = &doc->mentions.items[description->mention];
    unsigned n_more;
    bool same = before->kind == mention->kind && before->plural == mention->plural && sexes_agree(before->gender, mention->gender) &&
                adds_nothing(doc, mention, before, &n_more) && (n_more || !mention->plural);
    return same ? before->entity : NONE;
}

/* "the mayor" may be whoever was just spoken of, but nobody of whom another office is known. */
static bool may_hold_office(const struct resolver *resolver, uint32_t number, uint32_t entity)
{
    const struct doc *doc = resolver->doc;
    enum { NEAR = 2 };
    if (doc->entities.items[entity].role_mention != NONE)
        return false;
    for (uint32_t back = 1; back <= MAX_LOOKBACK && back <= number; back++) {
        const struct note *note = &resolver->notes[number - back];
        if (resolver->notes[number].step - note->step > NEAR)
            return false;
        if (doc->mentions.items[number - back].entity == entity && (note->subject || note->speech != NONE))
            return true;
    }
    return false;
}

static uint32_t find_stand_in(const struct resolver *resolver, uint32_t number)
{
    const struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    bool organization = mention->kind == QUOTH_ORGANIZATION;
    bool office = !organization && noun_is_in(doc, mention->head_token, SET_STANDS_FOR_OFFICE);
    bool stands = organization ? is_in(doc, mention->head_token, SET_STANDS_FOR_ORG) || is_in(doc, mention->head_token, SET_STANDS_FOR_OUTLET)
                               : office || noun_is_in(doc, mention->head_token, SET_STANDS_FOR_PERSON);
    /* "the minister for floods" brings in somebody else */
    if (!stands || is_possessive(doc, mention) || mention->plural || mention->end_token > mention->head_token + 1)
        return NONE;
    uint32_t entity = most_salient(resolver, number, MAX_WIDE_STEPS, true);
    if (entity == NONE || (office && !may_hold_office(resolver, number, entity)))
        return NONE;
    return entity;
}

static uint32_t find_role_holder(const struct resolver *resolver, uint32_t number)
{
    const struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (mention->kind == QUOTH_UNNAMED || mention->kind == QUOTH_PERSON)
        return find_holder(resolver, number, false);
    if (mention->kind == QUOTH_ORGANIZATION && !is_possessive(doc, mention))
        return find_holder(resolver, number, true);
    return NONE;
}

/* Whom a definite description means, or NONE. Somebody who came in as "a company" goes before the company named last. */
static uint32_t find_meant(const struct resolver *resolver, uint32_t number)
{
    const struct doc *doc = resolver->doc;
    uint32_t entity = find_role_holder(resolver, number);
    if (entity != NONE)
        return entity;
    uint32_t described = find_described(resolver, number);
    bool introduced = described != NONE && !is_definite(doc, &doc->mentions.items[doc->entities.items[described].name_mention]);
    if (introduced)
        return described;
    uint32_t stand_in = find_stand_in(resolver, number);
    return stand_in != NONE ? stand_in : described;
}

static bool resolve_description(struct resolver *resolver, uint32_t number)
{
    struct doc *doc = resolver->doc;
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t named = meant_by_syntax(resolver, number), entity = NONE;
    if (named != NONE && doc->mentions.items[named].entity != NONE) {
        settle(doc, number, doc->mentions.items[named].entity, QUOTH_RESOLVED_ALIAS);
        return true;
    }
    if (is_definite(doc, mention))
        entity = find_meant(resolver, number);
    if (entity == NONE) {
        if (!settle_self(doc, number))
            return false;
    } else
        settle(doc, number, entity, QUOTH_RESOLVED_ROLE);
    if (!doc->entities.items[mention->entity].named) {
        uint64_t hash = entity_hash_word(doc, mention->head_token);
        *description_slot(resolver, hash) = (struct description){hash, number};
    }
    return true;
}

static bool resolve(struct resolver *resolver, uint32_t number)
{
    const struct mention *mention = &resolver->doc->mentions.items[number];
    if (mention->named) /* without a word that could agree with another name */
        return settle_self(resolver->doc, number);
    return mention->pronoun || mention->relative ? resolve_pronoun(resolver, number) : resolve_description(resolver, number);
}

/* -- all of it ---------------------------------------------------------------------------------------------- */

/* Who spoke last, among the quotations that begin before this mention. */
static void hear(struct resolver *resolver, uint32_t number)
{
    const struct doc *doc = resolver->doc;
    for (; resolver->next_attribution < doc->attributions.n; resolver->next_attribution++) {
        const struct attribution *attribution = &doc->attributions.items[resolver->next_attribution];
        if (attribution->quote.items[0].begin >= doc->mentions.items[number].begin)
            return;
        bool known = attribution->n_speakers && attribution->speakers[0] < number && attribution->within == NONE;
        if (!known || doc->mentions.items[attribution->speakers[0]].entity == NONE)
            continue;
        resolver->last_speaker = doc->mentions.items[attribution->speakers[0]].entity;
        resolver->last_paragraph = attribution->paragraph;
    }
}

quoth_status speaker_group(struct doc *doc)
{
    return entity_group(doc);
}

quoth_status speaker_resolve(struct doc *doc)
{
    struct resolver resolver = {.doc = doc, .last_speaker = NONE, .last_paragraph = NONE};
    resolver.n_counts = doc->entities.n;
    resolver.counts = arena_zalloc(doc->arena, doc->entities.n + 1, sizeof *resolver.counts);
    if (!resolver.counts || carry_speakers(doc) != QUOTH_OK || !make_notes(&resolver) || !gather_clues(&resolver) || !prepare_descriptions(&resolver))
        return QUOTH_FATAL;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        hear(&resolver, i);
        if (mention->entity == NONE && !resolve(&resolver, i))
            return QUOTH_FATAL;
        if (mention->entity < resolver.n_counts)
            resolver.counts[mention->entity]++;
    }
    return QUOTH_OK;
}

/* Ranks and degrees behind a name are no part of it: KC, PhD, plc. */
static struct span without_rank(const struct doc *doc, const struct mention *mention)
{
    struct span name = mention->name;
    uint32_t end = mention->end_name_token;
    while (mention->kind == QUOTH_PERSON && end > mention->first_name_token + 1 &&
           (doc->tokens.kind[end - 1] == TOKEN_COMMA ||
            (is_in(doc, end - 1, SET_SUFFIX) && !is_in(doc, end - 1, SET_GENERATION))))
        end--;
    if (end < mention->end_name_token && doc->tokens.end[end - 1] > name.begin)
        name.end = doc->tokens.end[end - 1];
    return name;
}

/* The words of a description: "a ministry spokesman", but "Myanmar embassy" without "the", like a name. */
static struct span description_of(const struct doc *doc, const struct mention *mention)
{
    struct span span = {mention->begin, mention->end};
    bool plain = is_in(doc, mention->first_token, SET_ARTICLE) && is_in(doc, mention->first_token, SET_DEFINITE) &&
                 !mention->plural && !is_in(doc, mention->head_token, SET_PLURAL);
    if (mention->kind != QUOTH_ORGANIZATION || mention->end_token < mention->first_token + 2 || !plain)
        return span;
    for (uint32_t i = mention->first_token; i < mention->end_token; i++)
        if (is_in(doc, i, SET_POSSESSIVE)) /* "the city's transport company": the article is the city's */
            return span;
    span.begin = doc->tokens.begin[mention->first_token + 1];
    return span;
}

struct speaker_answer speaker_describe(const struct doc *doc, uint32_t mention)
{
    const struct mention *of = &doc->mentions.items[mention];
    struct speaker_answer answer = {.kind = of->kind, .resolved = QUOTH_RESOLVED_NONE};
    if (of->entity == NONE)
        return answer;
    const struct entity *entity = &doc->entities.items[of->entity];
    const struct mention *named = &doc->mentions.items[entity->name_mention];
    bool has_name = entity->named && named->name.end > named->name.begin;
    answer.name = has_name ? without_rank(doc, named) : description_of(doc, named);
    if (entity->role_mention != NONE)
        answer.role = doc->mentions.items[entity->role_mention].role;
    answer.kind = entity->kind;
    answer.resolved = of->resolved;
    return answer;
}
