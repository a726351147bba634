#include "grouping.h"

#include <string.h>

#include "acronym.h"
#include "entity.h"
#include "language.h"
#include "sex.h"

/* -- the index ---------------------------------------------------------------------------- */

static uint64_t key_hash(enum key_use use, uint64_t hash)
{
    return name_mix(hash, (uint64_t)use + 1);
}

static uint32_t chain(const struct grouping *grouping, uint64_t hash)
{
    return grouping->slots[hash & (grouping->n_slots - 1)];
}

bool grouping_add_key(struct grouping *grouping, enum key_use use, uint64_t hash, uint32_t entity)
{
    if (!arena_room(grouping->doc->arena, &grouping->keys))
        return false;
    uint64_t mixed = key_hash(use, hash);
    grouping->keys.items[grouping->keys.n] = (struct key){mixed, entity, chain(grouping, mixed)};
    grouping->slots[mixed & (grouping->n_slots - 1)] = (uint32_t)grouping->keys.n++;
    return true;
}

struct walk grouping_walk(const struct grouping *grouping, enum key_use use, uint64_t hash)
{
    uint64_t mixed = key_hash(use, hash);
    return (struct walk){mixed, chain(grouping, mixed), 0};
}

uint32_t grouping_next(const struct grouping *grouping, struct walk *walk)
{
    while (walk->key != NONE && walk->steps++ < CHAIN_LIMIT) {
        const struct key *key = &grouping->keys.items[walk->key];
        walk->key = key->next;
        if (key->hash == walk->hash)
            return key->entity;
    }
    return NONE;
}

/* -- entities ------------------------------------------------------------------------------- */

/* Of equally full names the one in the prose, outside of quotation marks and not in capitals, is the better read. */
static int score_mention(const struct doc *doc, const struct mention *mention, const struct name *name)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    bool capitals = name->n > 1 || mention->kind == QUOTH_PERSON;
    for (uint32_t i = begin; i < end; i++)
        capitals = capitals && (!name_is_word(doc, i) || doc->tokens.shape[i] == SHAPE_UPPER ||
                                doc->tokens.shape[i] == SHAPE_INITIAL);
    bool poor = mention->inside || !entity_in_prose(doc, mention) || capitals;
    return 2 * name_fullness(name) - poor;
}

bool grouping_index_name(struct grouping *grouping, const struct name *name, uint32_t entity)
{
    for (uint8_t i = 0; i + 1 < name->n; i++)
        if (!name->parts[i].initial && !name->parts[i].particle &&
            !grouping_add_key(grouping, KEY_OTHER, name->parts[i].hash, entity))
            return false;
    if (name->n > 1 && !grouping_add_key(grouping, KEY_SHAPE, name_shape(name_last(name)), entity))
        return false;
    return grouping_add_key(grouping, KEY_WHOLE, name->whole, entity) &&
           grouping_add_key(grouping, KEY_LAST, name_last(name)->hash, entity);
}

static bool index_initials(struct grouping *grouping, const struct mention *mention, enum key_use use, size_t fewest,
                           uint32_t entity)
{
    char initials[NAME_FOLDED];
    size_t n = acronym_of_name(grouping->doc, mention, initials, sizeof initials);
    return n < fewest || grouping_add_key(grouping, use, name_hash_bytes(initials, n), entity);
}

/* "CPC" for the Lindish Centre for Pest Control and Research, "L&O" for Lind & Orr Co.: without the country before, and
 * without what stands behind "and" or what kind of a firm it is. */
static bool index_partial_acronyms(struct grouping *grouping, const struct mention *mention, uint32_t entity)
{
    enum { FEWEST = 3 };
    const struct doc *doc = grouping->doc;
    struct mention part = *mention;
    uint32_t begin, end, last;
    name_tokens(mention, &begin, &end);
    for (last = begin + 1; last + 1 < end && !token_is_in(doc, last, SET_CONJUNCTION);)
        last++;
    const bool shorter = last + 1 < end || token_is_in(doc, last, SET_ORG_PART);
    const bool nation = token_is_in_any(doc, begin, SET_DEMONYM, SET_PLACE);
    for (int variant = 1; variant < 4; variant++) {
        part.first_name_token = begin + (variant & 1);
        part.end_name_token = variant & 2 ? last : end;
        if (((variant & 1) && !nation) || ((variant & 2) && !shorter) || part.first_name_token >= part.end_name_token)
            continue;
        if (!index_initials(grouping, &part, KEY_PARTIAL, FEWEST, entity))
            return false;
    }
    return true;
}

static bool index_acronym(struct grouping *grouping, const struct mention *mention, uint32_t entity)
{
    return index_initials(grouping, mention, KEY_ACRONYM, 1, entity) &&
           (mention->kind != QUOTH_ORGANIZATION || index_partial_acronyms(grouping, mention, entity));
}

/* "Rob" and "Robert", but not the family name of somebody who came in by the given one. */
static bool begin_alike(const struct name *a, const struct name *b)
{
    enum { MOST = 3 };
    size_t n = MOST;
    n = a->n && a->parts[0].n_folded < n ? a->parts[0].n_folded : n;
    n = b->n && b->parts[0].n_folded < n ? b->parts[0].n_folded : n;
    return a->n && b->n && memcmp(a->parts[0].folded, b->parts[0].folded, n) == 0;
}

bool grouping_join(struct grouping *grouping, uint32_t number, uint32_t entity, const struct name *name)
{
    struct doc *doc = grouping->doc;
    struct mention *mention = &doc->mentions.items[number];
    struct state *state = &grouping->states.items[entity];
    struct entity *to = &doc->entities.items[entity];
    mention->entity = entity;
    if (number < state->first_seen)
        state->first_seen = number;
    if (to->gender == GENDER_UNKNOWN)
        to->gender = mention->gender;
    int score = score_mention(doc, mention, name);
    bool fuller = score > state->score ||
                  (score + 1 >= state->score && begin_alike(name, &state->name) &&
                   name_letters(name) >= name_letters(&state->name) + NAME_SHORTENED_BY && name->n == state->name.n);
    if (!fuller)
        return true;
    bool other_words = name->whole != state->name.whole;
    state->score = score;
    state->name = *name;
    grouping->lasts.items[entity] = name_glance(name_last(name));
    to->name_mention = number;
    return !other_words || (grouping_index_name(grouping, name, entity) && index_acronym(grouping, mention, entity));
}

bool grouping_found(struct grouping *grouping, uint32_t number, const struct name *name)
{
    struct doc *doc = grouping->doc;
    uint32_t entity = entity_add(doc, number);
    if (entity == NONE || !arena_room(doc->arena, &grouping->states) || !arena_room(doc->arena, &grouping->lasts))
        return false;
    grouping->lasts.items[grouping->lasts.n++] = name_glance(name_last(name));
    const struct mention *mention = &doc->mentions.items[number];
    grouping->states.items[grouping->states.n++] = (struct state){
        .name = *name, .first_seen = number, .last_seen = NONE, .score = score_mention(doc, mention, name)};
    doc->mentions.items[number].entity = entity;
    return grouping_index_name(grouping, name, entity) && index_acronym(grouping, mention, entity);
}

bool grouping_sexes_agree(const struct doc *doc, const struct mention *mention, uint32_t entity)
{
    uint8_t sex = doc->entities.items[entity].gender;
    return !mention->gender || !sex || mention->gender == sex;
}

bool grouping_may_be(const struct doc *doc, const struct mention *mention, uint32_t entity)
{
    return mention->kind == doc->entities.items[entity].kind && grouping_sexes_agree(doc, mention, entity);
}

int grouping_vote_of_pronoun(const struct doc *doc, uint32_t number)
{
    enum { SURE = 2 };
    bool sure;
    uint8_t sex = sex_by_pronoun(doc, number, &sure);
    int weight = sure ? SURE : 1;
    return sex == GENDER_MALE ? weight : sex == GENDER_FEMALE ? -weight : 0;
}

bool grouping_start(struct grouping *grouping)
{
    struct doc *doc = grouping->doc;
    size_t n_slots = 64;
    while (n_slots < doc->mentions.n * 4)
        n_slots *= 2;
    grouping->n_slots = n_slots;
    grouping->slots = arena_alloc(doc->arena, n_slots * sizeof *grouping->slots);
    if (grouping->slots)
        memset(grouping->slots, 0xff, n_slots * sizeof *grouping->slots);
    return grouping->slots && arena_room(doc->arena, &grouping->keys) && arena_room(doc->arena, &grouping->states);
}
