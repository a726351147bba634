#include "entity.h"

#include <string.h>

#include "kind.h"
#include "language.h"
#include "name.h"

enum { CHAIN_LIMIT = 32 }; /* entities looked at for one word: the newest; keeps dumps of lists linear */
enum {
    NAME_ENDING = 2,
    NAME_STEM = 3
}; /* bytes: of the longest ending that a case adds to a name; of the shortest name before it */

/* What an entry of the index says of the entity: the word is ... */
enum key_use {
    KEY_WHOLE,   /* the hash of the whole name */
    KEY_LAST,    /* its last part, or a bracketed alias */
    KEY_OTHER,   /* another part */
    KEY_ACRONYM, /* the initials */
    KEY_PARTIAL, /* the initials of a part of an organisation's name */
    KEY_SHAPE    /* name_shape() of the last part, of names of several parts */
};

struct key {
    uint64_t hash; /* mixed with the use */
    uint32_t entity;
    uint32_t next; /* the older one in this slot's chain, or NONE */
};

/* What grouping knows of an entity beside what doc.h keeps. */
struct state {
    struct name name;               /* of the fullest mention */
    uint32_t first_seen, last_seen; /* mentions */
    uint64_t short_forms[2];        /* the words by which it was called first and last; 0: none */
    uint64_t honorific;             /* with which it was last called; 0: none */
    int score;                      /* of the fullest mention */
};

struct grouping {
    struct doc *doc;
    uint32_t *slots; /* [n_slots] newest key, or NONE */
    size_t n_slots;  /* a power of two */
    struct {
        struct key *items;
        size_t n, capacity;
    } keys;
    struct {
        struct state *items;
        size_t n, capacity;
    } states; /* [doc->entities.n] */
    struct {
        struct name_glance *items;
        size_t n, capacity;
    } lasts; /* [doc->entities.n] of the last words of their names */
};

/* -- the index ---------------------------------------------------------------------------- */

static uint64_t key_hash(enum key_use use, uint64_t hash)
{
    return name_mix(hash, (uint64_t)use + 1);
}

static uint32_t chain(const struct grouping *grouping, uint64_t hash)
{
    return grouping->slots[hash & (grouping->n_slots - 1)];
}

static bool add_key(struct grouping *grouping, enum key_use use, uint64_t hash, uint32_t entity)
{
    if (!arena_room(grouping->doc->arena, &grouping->keys))
        return false;
    uint64_t mixed = key_hash(use, hash);
    grouping->keys.items[grouping->keys.n] = (struct key){mixed, entity, chain(grouping, mixed)};
    grouping->slots[mixed & (grouping->n_slots - 1)] = (uint32_t)grouping->keys.n++;
    return true;
}

/* A walk over the entities under a key, the newest first. */
struct walk {
    uint64_t hash;
    uint32_t key;
    unsigned steps;
};

static struct walk walk_keys(const struct grouping *grouping, enum key_use use, uint64_t hash)
{
    uint64_t mixed = key_hash(use, hash);
    return (struct walk){mixed, chain(grouping, mixed), 0};
}

static uint32_t walk_next(const struct grouping *grouping, struct walk *walk)
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

bool entity_in_prose(const struct doc *doc, const struct mention *mention)
{
    const struct paragraph *paragraph = &doc->paragraphs[doc->sentences[mention->sentence].paragraph];
    return paragraph->kind == PARAGRAPH_BODY && mention->begin >= paragraph->body;
}

uint32_t entity_add(struct doc *doc, uint32_t mention)
{
    if (!arena_room(doc->arena, &doc->entities))
        return NONE;
    const struct mention *from = &doc->mentions.items[mention];
    doc->entities.items[doc->entities.n] = (struct entity){.name_mention = mention,
                                                           .role_mention = NONE,
                                                           .kind = from->kind,
                                                           .gender = from->gender,
                                                           .plural = from->plural,
                                                           .named = from->named};
    return (uint32_t)doc->entities.n++;
}

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

static bool index_name(struct grouping *grouping, const struct name *name, uint32_t entity)
{
    for (uint8_t i = 0; i + 1 < name->n; i++)
        if (!name->parts[i].initial && !name->parts[i].particle &&
            !add_key(grouping, KEY_OTHER, name->parts[i].hash, entity))
            return false;
    if (name->n > 1 && !add_key(grouping, KEY_SHAPE, name_shape(name_last(name)), entity))
        return false;
    return add_key(grouping, KEY_WHOLE, name->whole, entity) &&
           add_key(grouping, KEY_LAST, name_last(name)->hash, entity);
}

static bool index_initials(struct grouping *grouping, const struct mention *mention, enum key_use use, size_t fewest,
                           uint32_t entity)
{
    char initials[NAME_FOLDED];
    size_t n = name_initials(grouping->doc, mention, initials, sizeof initials);
    return n < fewest || add_key(grouping, use, name_hash_bytes(initials, n), entity);
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
    const bool nation = token_is_in(doc, begin, SET_DEMONYM) || token_is_in(doc, begin, SET_PLACE);
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

static bool join(struct grouping *grouping, uint32_t number, uint32_t entity, const struct name *name)
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
                  (score + 1 >= state->score && name_letters(name) >= name_letters(&state->name) + NAME_SHORTENED_BY &&
                   name->n == state->name.n);
    if (!fuller)
        return true;
    bool other_words = name->whole != state->name.whole;
    state->score = score;
    state->name = *name;
    grouping->lasts.items[entity] = name_glance(name_last(name));
    to->name_mention = number;
    return !other_words || (index_name(grouping, name, entity) && index_acronym(grouping, mention, entity));
}

static bool found_entity(struct grouping *grouping, uint32_t number, const struct name *name)
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
    return index_name(grouping, name, entity) && index_acronym(grouping, mention, entity);
}

static bool sexes_agree(const struct doc *doc, const struct mention *mention, uint32_t entity)
{
    uint8_t sex = doc->entities.items[entity].gender;
    return !mention->gender || !sex || mention->gender == sex;
}

static bool may_be(const struct doc *doc, const struct mention *mention, uint32_t entity)
{
    return mention->kind == doc->entities.items[entity].kind && sexes_agree(doc, mention, entity);
}

/* -- first pass: names of several parts -------------------------------------------------------- */

static uint32_t find_agreeing(const struct grouping *grouping, const struct mention *mention, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    struct walk walk = walk_keys(grouping, KEY_WHOLE, name->whole);
    for (uint32_t entity; (entity = walk_next(grouping, &walk)) != NONE;)
        if (may_be(doc, mention, entity))
            return entity;
    static const enum key_use uses[] = {KEY_LAST, KEY_OTHER};
    const bool person = mention->kind == QUOTH_PERSON;
    const struct name_glance last = name_glance(name_last(name));
    for (uint8_t i = name->n; i-- > 0;)
        for (size_t u = 0; u < sizeof uses / sizeof *uses; u++) {
            walk = walk_keys(grouping, uses[u], name->parts[i].hash);
            for (uint32_t entity; (entity = walk_next(grouping, &walk)) != NONE;)
                if ((!person || name_glances_agree(&last, &grouping->lasts.items[entity])) &&
                    may_be(doc, mention, entity) && names_agree(name, &grouping->states.items[entity].name, person))
                    return entity;
        }
    return NONE;
}

/* Whether a name holds a word that is none: "Ann Orr Suffered A Blow", of a headline. */
static bool holds_common_word(const struct doc *doc, const struct mention *mention)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    for (uint32_t i = begin; i < end; i++)
        if (token_is_in(doc, i, SET_DETERMINER) || token_is_in(doc, i, SET_COMMON) || token_is_in(doc, i, SET_PAST) ||
            token_is_in(doc, i, SET_ADVERB))
            return true;
    return false;
}

/* "Amin Rashid" after "Amin Rashid Abdul Karim", "Ana Vela" after "Ana Vela Ortiz": the last names may be left off, where
 * they are the father's, or a second family name. */
static uint32_t find_longer(const struct grouping *grouping, const struct mention *mention, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    if (mention->kind != QUOTH_PERSON || name->suffix)
        return NONE;
    struct walk walk = walk_keys(grouping, KEY_OTHER, name->parts[0].hash);
    for (uint32_t entity; (entity = walk_next(grouping, &walk)) != NONE;)
        if (may_be(doc, mention, entity) && name_begins(&grouping->states.items[entity].name, name) &&
            !holds_common_word(doc, &doc->mentions.items[doc->entities.items[entity].name_mention]))
            return entity;
    return NONE;
}

/* "Lib Dems" after "Liberal Democrats": the words are other ones, their first letters the same. */
static uint32_t find_abbreviated(const struct grouping *grouping, const struct mention *mention,
                                 const struct name *name)
{
    const struct doc *doc = grouping->doc;
    char initials[NAME_FOLDED];
    size_t n = mention->kind == QUOTH_ORGANIZATION ? name_initials(doc, mention, initials, sizeof initials) : 0;
    struct walk walk = walk_keys(grouping, KEY_ACRONYM, name_hash_bytes(initials, n));
    for (uint32_t entity; n && (entity = walk_next(grouping, &walk)) != NONE;)
        if (may_be(doc, mention, entity) && names_agree(name, &grouping->states.items[entity].name, false))
            return entity;
    return NONE;
}

/* "Jane Orr, born Jane Lind": who is known by another name, from before the comma or by the given name. */
static uint32_t find_born(const struct grouping *grouping, uint32_t number, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    const struct mention *mention = &doc->mentions.items[number], *before = number ? mention - 1 : NULL;
    uint32_t first = mention->first_token;
    const uint32_t behind = mention->end_token;
    bool full = name->n_given > 2 && behind + 1 < doc->tokens.n && token_is_in(doc, behind, SET_BE) &&
                token_is_in(doc, behind + 1, SET_BORN); /* "Jane Ann Lind was born in ..." */
    if (mention->kind != QUOTH_PERSON || first < 2 || !(full || token_is_in(doc, first - 1, SET_BORN)))
        return NONE;
    bool apposed = before && before->end_token + 2 == first && before->named && before->entity != NONE &&
                   doc->entities.items[before->entity].kind == QUOTH_PERSON &&
                   (doc->tokens.kind[first - 2] == TOKEN_COMMA || doc->tokens.kind[first - 2] == TOKEN_OPEN);
    if (apposed)
        return before->entity;
    for (uint32_t entity = (uint32_t)grouping->states.n; name->n_given > 1 && entity-- > 0;)
        if (grouping->states.items[entity].name.parts[0].hash == name->parts[0].hash && may_be(doc, mention, entity))
            return entity;
    return NONE;
}

static bool join_born(struct grouping *grouping, uint32_t number, uint32_t entity, const struct name *name)
{
    grouping->doc->mentions.items[number].entity = entity;
    grouping->doc->mentions.items[number].resolved = QUOTH_RESOLVED_ALIAS;
    return index_name(grouping, name, entity);
}

/* "Jane Orr ... her mother, Jane Ann Orr": two people, where "his wife, Jane Ann Orr" would be one. */
static bool is_own_relative(const struct doc *doc, const struct mention *mention)
{
    enum { FARTHEST = 5 }; /* tokens */
    const uint32_t first = mention->first_name_token, begin = doc->sentences[mention->sentence].first_token;
    bool related = false;
    for (uint32_t i = first; i-- > begin && first - i <= FARTHEST;) {
        if (token_is_in(doc, i, SET_POSSESSIVE_PRONOUN))
            return related && mention->gender && name_sex_by_word(doc, i) == mention->gender;
        related |= token_is_in(doc, i, SET_RELATION);
        if (doc->tokens.kind[i] != TOKEN_COMMA && doc->tokens.shape[i] != SHAPE_LOWER)
            return false;
    }
    return false;
}

static bool group_long_name(struct grouping *grouping, uint32_t number)
{
    struct mention *mention = &grouping->doc->mentions.items[number];
    struct name name;
    if (!name_read(grouping->doc, mention, &name))
        return false;
    if (name.n_given < 2)
        return true;
    if (!mention->gender)
        mention->gender = name_sex_by_given_name(grouping->doc, mention);
    uint32_t entity = find_agreeing(grouping, mention, &name), born = NONE;
    if (entity != NONE && grouping->states.items[entity].name.whole != name.whole &&
        is_own_relative(grouping->doc, mention))
        entity = NONE;
    if (entity == NONE && (born = find_born(grouping, number, &name)) != NONE)
        return join_born(grouping, number, born, &name);
    if (entity == NONE)
        entity = find_abbreviated(grouping, mention, &name);
    if (entity == NONE)
        entity = find_longer(grouping, mention, &name);
    return entity == NONE ? found_entity(grouping, number, &name) : join(grouping, number, entity, &name);
}

/* What the pronoun behind one of somebody's names says of the sex: more than 0 for a man. */
static int vote_of_pronoun(const struct doc *doc, uint32_t number)
{
    enum { SURE = 2 };
    bool sure;
    uint8_t sex = name_sex_by_pronoun(doc, number, &sure);
    int weight = sure ? SURE : 1;
    return sex == GENDER_MALE ? weight : sex == GENDER_FEMALE ? -weight : 0;
}

/* Where neither title nor given name tells, the pronouns behind all of somebody's names do, by majority. A single word
 * may be no name at all. */
static bool tell_sexes(struct grouping *grouping)
{
    struct doc *doc = grouping->doc;
    int *votes = arena_zalloc(doc->arena, doc->entities.n + 1, sizeof *votes);
    if (!votes)
        return false;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        if (mention->entity == NONE || mention->oblique || doc->entities.items[mention->entity].gender)
            continue;
        votes[mention->entity] += vote_of_pronoun(doc, i);
    }
    for (uint32_t i = 0; i < doc->entities.n; i++)
        if (votes[i] && doc->entities.items[i].kind == QUOTH_PERSON && grouping->states.items[i].name.n_given > 1)
            doc->entities.items[i].gender = votes[i] > 0 ? GENDER_MALE : GENDER_FEMALE;
    return true;
}

/* -- second pass: short forms --------------------------------------------------------------------- */

/* The best entity for a short form so far. */
struct choice {
    uint32_t entity;
    int rank;
    uint32_t where; /* the mention seen last before, or first behind */
};

/* What is looked for. */
struct short_form {
    uint64_t word, honorific;
};

/* The one that stands nearest before the name; in "Mrs Orr's daughter, Ann Orr" there is none. */
static uint64_t honorific_of(const struct doc *doc, const struct mention *mention)
{
    for (uint32_t i = mention->first_name_token; i-- > mention->first_token;) {
        if (token_is_in(doc, i, SET_HONORIFIC))
            return name_hash_word(doc, i);
        if (token_is_in(doc, i, SET_POSSESSIVE) || doc->tokens.kind[i] == TOKEN_COMMA)
            return 0;
    }
    return 0;
}

static bool is_called_so(const struct state *state, const struct short_form *form)
{
    return state->short_forms[0] == form->word || state->short_forms[1] == form->word;
}

/* "Orr said Jane was late": whether somebody is named by the given name in the same sentence, and hardly by both. */
static bool is_named_beside(const struct doc *doc, const struct mention *mention, const struct state *state)
{
    enum { FARTHEST = 6 }; /* mentions */
    const size_t number = (size_t)(mention - doc->mentions.items);
    if (state->name.n_given < 2 || mention->kind != QUOTH_PERSON)
        return false;
    for (size_t i = number > FARTHEST ? number - FARTHEST : 0; i < doc->mentions.n && i <= number + FARTHEST; i++) {
        const struct mention *other = &doc->mentions.items[i];
        if (i != number && other->named && other->sentence == mention->sentence &&
            other->end_name_token == other->first_name_token + 1 &&
            name_hash_word(doc, other->first_name_token) == state->name.parts[0].hash)
            return true;
    }
    return false;
}

/* Somebody seen before goes first. Of these nobody who has another honorific: Miss Orr is not Mrs Orr. Then who was called
 * so before: when the father of Mr Orr comes in, Mr Orr stays Mr Orr. Then whose family name it is. */
static int rank_of(const struct state *state, const struct short_form *form, bool family)
{
    bool other_honorific = form->honorific && state->honorific && form->honorific != state->honorific;
    return (state->last_seen != NONE ? 8 : 0) + (other_honorific ? 0 : 4) + (is_called_so(state, form) ? 2 : 0) +
           (family ? 1 : 0);
}

/* Of several who were called so, the one called so last; else the one whom the article named first: it is about him, his
 * relatives come in by their full names. */
static void consider(const struct grouping *grouping, struct choice *choice, uint32_t entity,
                     const struct mention *mention, const struct short_form *form, bool family)
{
    enum { BESIDE = 3 };
    const struct state *state = &grouping->states.items[entity];
    int rank = rank_of(state, form, family) - (is_named_beside(grouping->doc, mention, state) ? BESIDE : 0);
    bool recent = state->last_seen != NONE && is_called_so(state, form);
    uint32_t where = recent ? state->last_seen : state->first_seen;
    bool better = recent ? where > choice->where : where < choice->where;
    if (choice->entity == NONE || rank > choice->rank || (rank == choice->rank && better))
        *choice = (struct choice){entity, rank, where};
}

/* A single word that is an organisation by itself ("Congress") or a place is no short form of a longer name; but
 * "Tottenham" is one of "Tottenham Hotspur". */
static bool stands_alone(const struct doc *doc, const struct mention *mention, bool last)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    if (mention->kind != QUOTH_ORGANIZATION)
        return false;
    if (token_is_in(doc, end - 1, SET_ORG_NAME))
        return last || doc->tokens.shape[end - 1] == SHAPE_UPPER;
    return token_is_in(doc, end - 1, SET_PLACE);
}

/* -- acronyms and organisations -------------------------------------------------------------------------- */

static bool is_acronym(const struct doc *doc, const struct mention *mention)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    return end == begin + 1 && name_is_acronym(doc, begin);
}

/* Whether nothing says that it is a person. */
static bool may_be_organization(const struct doc *doc, uint32_t entity)
{
    const struct entity *to = &doc->entities.items[entity];
    return to->kind == QUOTH_ORGANIZATION || (to->kind == QUOTH_PERSON && !to->gender);
}

/* "L&O" for Lind and Orr. */
static uint64_t hash_without_ampersand(const struct part *part)
{
    char letters[NAME_FOLDED];
    size_t n = 0;
    for (uint8_t i = 0; i < part->n_folded && n < sizeof letters; i++)
        if (part->folded[i] != '&')
            letters[n++] = part->folded[i];
    return name_hash_bytes(letters, n);
}

/* PENGASSAN for the Petroleum and Natural Gas Senior Staff Association of Nigeria: the newest that it may be made of. */
static uint32_t find_spelt(const struct grouping *grouping, uint32_t acronym)
{
    const struct doc *doc = grouping->doc;
    for (size_t back = 1; back <= CHAIN_LIMIT && back <= grouping->states.n; back++) {
        const uint32_t entity = (uint32_t)(grouping->states.n - back);
        if (doc->entities.items[entity].kind == QUOTH_ORGANIZATION &&
            name_spells(doc, &doc->mentions.items[doc->entities.items[entity].name_mention], acronym))
            return entity;
    }
    return NONE;
}

/* "Numsa", "Cosatu": initials that are spoken as a word, written as one. */
static bool may_be_read_as_word(const struct doc *doc, const struct mention *mention)
{
    enum { SHORTEST = 4 }; /* bytes */
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    return end == begin + 1 && doc->tokens.shape[begin] == SHAPE_CAP && doc->tokens.word[begin] == 0 &&
           doc->tokens.end[begin] >= doc->tokens.begin[begin] + SHORTEST;
}

static uint32_t find_acronym(const struct grouping *grouping, const struct mention *mention, const struct name *name)
{
    if (!is_acronym(grouping->doc, mention) && !may_be_read_as_word(grouping->doc, mention))
        return NONE;
    struct walk walk = walk_keys(grouping, KEY_ACRONYM, name->parts[0].hash);
    uint32_t entity = walk_next(grouping, &walk);
    if (entity == NONE) {
        walk = walk_keys(grouping, KEY_PARTIAL, name->parts[0].hash);
        entity = walk_next(grouping, &walk);
    }
    if (entity == NONE) {
        walk = walk_keys(grouping, KEY_ACRONYM, hash_without_ampersand(&name->parts[0]));
        entity = walk_next(grouping, &walk);
    }
    if (entity == NONE)
        entity = find_spelt(grouping, mention->end_token - 1);
    return entity != NONE && (mention->label || may_be_organization(grouping->doc, entity)) ? entity : NONE;
}

/* A name known by one word, which came before a longer one that begins with it, is not that one: Nissan, and Nissan Sales and
 * Marketing Operations; Senate, and Senate and House; but Harvard and Harvard University. */
static bool is_parent(const struct doc *doc, const struct mention *mention, const struct state *state, uint32_t entity)
{
    enum { LONGER = 3 };
    const uint32_t word = mention->end_token - 1;
    if (mention->kind != QUOTH_ORGANIZATION || state->last_seen != NONE || state->name.n < 2 ||
        !token_is_in(doc, word, SET_ORG_NAME) || state->name.parts[0].hash != name_hash_word(doc, word))
        return false;
    uint32_t begin, end;
    name_tokens(&doc->mentions.items[doc->entities.items[entity].name_mention], &begin, &end);
    return state->name.n_given >= LONGER || !token_is_in(doc, end - 1, SET_ORG_PART) ||
           token_is_in(doc, end - 1, SET_PUBLIC_PART);
}

/* "Teln" is hardly short for the Teln Courier or Teln Council: those are called after places. */
static bool is_called_after_place(const struct doc *doc, const struct state *state, uint32_t entity)
{
    const struct mention *mention = &doc->mentions.items[doc->entities.items[entity].name_mention];
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    return state->name.n_given > 1 &&
           (token_is_in(doc, end - 1, SET_PUBLIC_PART) || token_is_in(doc, end - 1, SET_OUTLET_NOUN));
}

/* "Jutos" is not Jutos USA, the company's branch. */
static bool is_branch(const struct doc *doc, uint32_t entity)
{
    const struct mention *mention = &doc->mentions.items[doc->entities.items[entity].name_mention];
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    return end == begin + 2 && token_is_in(doc, end - 1, SET_PLACE);
}

/* -- given and family names ------------------------------------------------------------------------------ */

/* Lee Hsien Tat: a family name before two given ones, though others have it as a given name. */
static bool is_family_first(const struct doc *doc, uint32_t word, const struct state *state)
{
    return state->name.n_given == 3 && token_is_in(doc, word, SET_FAMILY_FIRST);
}

/* "Mr Howard" is nobody whose given name is Howard. */
static bool is_only_given(const struct doc *doc, const struct mention *mention, const struct state *state)
{
    uint32_t word = mention->end_name_token - 1;
    return token_is_in(doc, mention->first_token, SET_HONORIFIC_FAMILY) &&
           mention->first_name_token == mention->first_token + 1 && mention->end_name_token == word + 1 &&
           state->name.n > 1 && state->name.parts[0].hash == name_hash_word(doc, word) &&
           name_sex_by_first(doc, word) != GENDER_UNKNOWN && !is_family_first(doc, word, state);
}

/* ... but "Mr Rahim" is Rahim Yusof, where no other Rahim is and he isn't called otherwise. */
static bool is_called_by_given(const struct state *state, const struct short_form *form, bool others)
{
    return !others && state->last_seen != NONE && (!state->short_forms[0] || state->short_forms[0] == form->word);
}

/* Whether a word is the family name: the last one, or, as in Chong Mei Fong, a first one that is no given name. */
static bool is_family(const struct doc *doc, const struct mention *mention, const struct state *state, bool last)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    bool given = (token_is_in(doc, end - 1, SET_FIRST_MALE) || token_is_in(doc, end - 1, SET_FIRST_FEMALE)) &&
                 !is_family_first(doc, end - 1, state);
    return last || (!given && state->name.n_given == 3 && state->name.parts[0].hash == name_hash_word(doc, end - 1));
}

static uint32_t find_short_form(const struct grouping *grouping, const struct mention *mention, const struct name *name,
                                bool any_kind)
{
    const struct doc *doc = grouping->doc;
    struct choice choice = {NONE, 0, 0};
    struct short_form form = {name_last(name)->hash, honorific_of(doc, mention)};
    bool may_be_place = mention->kind == QUOTH_PERSON && !mention->gender;
    for (int last = 1; last >= 0; last--) {
        bool alone = stands_alone(doc, mention, last);
        struct walk walk = walk_keys(grouping, last ? KEY_LAST : KEY_OTHER, form.word);
        for (uint32_t entity; (entity = walk_next(grouping, &walk)) != NONE;) {
            const struct state *state = &grouping->states.items[entity];
            bool fits = any_kind ? sexes_agree(doc, mention, entity) : may_be(doc, mention, entity);
            fits = fits &&
                   (last || (!is_branch(doc, entity) && !(may_be_place && is_called_after_place(doc, state, entity))));
            fits = fits && (last || is_called_by_given(state, &form, choice.entity != NONE) ||
                            !is_only_given(doc, mention, state));
            fits = fits && !is_parent(doc, mention, state, entity);
            if (fits && !(alone && state->name.n_given > 1))
                consider(grouping, &choice, entity, mention, &form, is_family(doc, mention, state, last));
        }
    }
    return choice.entity;
}

/* -- forms written otherwise ----------------------------------------------------------------------------- */

/* "Monae" after "Janelle Monáe". */
static uint32_t find_without_accents(const struct grouping *grouping, const struct mention *mention,
                                     const struct name *name)
{
    struct walk walk = walk_keys(grouping, KEY_SHAPE, name_shape(name_last(name)));
    for (uint32_t entity; (entity = walk_next(grouping, &walk)) != NONE;)
        if (name->n == 1 && may_be(grouping->doc, mention, entity) &&
            name_words_agree(name_last(name), name_last(&grouping->states.items[entity].name)))
            return entity;
    return NONE;
}

/* "Ms Steward" after "Ingrid Seward", where the article has nobody else of that name. */
static uint32_t find_misspelt(const struct grouping *grouping, const struct mention *mention, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    if (mention->kind != QUOTH_PERSON || name->n != 1 || mention->weak)
        return NONE;
    for (uint32_t entity = 0; entity < grouping->states.n && entity < CHAIN_LIMIT; entity++) {
        const struct state *state = &grouping->states.items[entity];
        if (state->name.n_given > 1 && may_be(doc, mention, entity) &&
            name_misspells(name_last(name), name_last(&state->name)))
            return entity;
    }
    return NONE;
}

/* "Linds" for "Lind", in a language whose cases show in names. */
static uint32_t find_without_ending(const struct grouping *grouping, const struct mention *mention,
                                    const struct name *name)
{
    const struct language *language = grouping->doc->language;
    const struct part *part = name_last(name);
    for (size_t n = 1; n <= NAME_ENDING && n + NAME_STEM <= part->n_folded; n++) {
        size_t stem = part->n_folded - n;
        uint16_t ending = lexicon_find(language->lexicon, lexicon_hash(part->folded + stem, n));
        if (name->n > 1 || !language_has(language, ending, SET_NAME_ENDING))
            continue;
        struct walk walk = walk_keys(grouping, KEY_LAST, name_hash_bytes(part->folded, stem));
        for (uint32_t entity; (entity = walk_next(grouping, &walk)) != NONE;)
            if (may_be(grouping->doc, mention, entity))
                return entity;
    }
    return NONE;
}

/* Whether the acronym's letters stand in the name in order. */
static bool letters_stand_in(const struct part *acronym, const struct name *name)
{
    size_t at = 0;
    for (uint8_t p = 0; p < name->n; p++)
        for (uint8_t i = 0; i < name->parts[p].n_folded && at < acronym->n_folded; i++)
            at += name->parts[p].folded[i] == acronym->folded[at];
    return at == acronym->n_folded && acronym->folded[0] == name->parts[0].folded[0];
}

/* "Pet Welfare Union (PWU)", "Organisation of Trade Unions (Otu)": the entity before the bracket. */
static uint32_t find_bracketed(const struct grouping *grouping, uint32_t number, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (number == 0 || mention->first_token < 2 || doc->tokens.kind[mention->first_token - 1] != TOKEN_OPEN)
        return NONE;
    uint32_t begin, end;
    const struct mention *before = mention - 1;
    name_tokens(before, &begin, &end);
    bool alone = mention->end_token == mention->first_token + 1 && mention->end_token < doc->tokens.n &&
                 doc->tokens.kind[mention->end_token] == TOKEN_CLOSE;
    bool upper = is_acronym(doc, mention);
    if (end != mention->first_token - 1 || before->entity == NONE || !(upper || alone) ||
        !may_be_organization(doc, before->entity))
        return NONE;
    const struct state *state = &grouping->states.items[before->entity];
    /* "the Indonesian Red Cross (PMI)": initials of another language, if nothing else is in the bracket */
    bool foreign = upper && alone && doc->entities.items[before->entity].kind == QUOTH_ORGANIZATION && !before->weak &&
                   state->name.n_given > 1 && !token_is_in(doc, mention->first_token, SET_ORG_NAME) &&
                   !token_is_in(doc, mention->first_token, SET_PLACE);
    const bool spelt =
        name_spells(doc, &doc->mentions.items[doc->entities.items[before->entity].name_mention], mention->first_token);
    return foreign || spelt || letters_stand_in(&name->parts[0], &state->name) ? before->entity : NONE;
}

/* A name whose words are abbreviated in a bracket is an organisation's, whatever it looked like; but AO: may be the label
 * of Ada Orr's turns. */
static bool join_acronym(struct grouping *grouping, uint32_t number, uint32_t entity, const struct name *name,
                         bool bracketed)
{
    struct doc *doc = grouping->doc;
    doc->mentions.items[number].entity = entity;
    doc->mentions.items[number].resolved = QUOTH_RESOLVED_ALIAS;
    if (!doc->mentions.items[number].label)
        doc->entities.items[entity].kind = QUOTH_ORGANIZATION;
    return !bracketed || add_key(grouping, KEY_LAST, name->parts[0].hash, entity);
}

/* -- namesakes and relatives ----------------------------------------------------------------------------- */

/* "Bolton" and "Georgia" are places, but where John Bolton or Georgia Tennant is in the story it is they; not so behind a
 * preposition, "in Georgia". */
static uint32_t find_namesake(const struct grouping *grouping, const struct mention *mention, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    if (mention->kind != QUOTH_ORGANIZATION || name->n != 1 || end != begin + 1 || !token_is_in(doc, begin, SET_PLACE))
        return NONE;
    static const enum key_use uses[] = {KEY_LAST, KEY_OTHER};
    for (size_t u = 0; u < sizeof uses / sizeof *uses; u++) {
        struct walk walk = walk_keys(grouping, uses[u], name->parts[0].hash);
        for (uint32_t entity; (entity = walk_next(grouping, &walk)) != NONE;) {
            const struct name *full = &grouping->states.items[entity].name;
            bool given = full->n_given > 1 && full->parts[0].hash == name->parts[0].hash && !mention->oblique;
            const struct mention *named = &doc->mentions.items[doc->entities.items[entity].name_mention];
            bool told = full->n_given > 1 || (named->role.end > named->role.begin && !mention->oblique);
            if (doc->entities.items[entity].kind == QUOTH_PERSON && told && (uses[u] == KEY_LAST || given))
                return entity;
        }
    }
    return NONE;
}

/* Whether the words that tell who somebody is have this one: Suzuki chairman Taro Suzuki, Taro Suzuki, chairman of Suzuki. */
static bool is_told_of(const struct doc *doc, const struct mention *person, uint64_t word)
{
    const uint32_t end = token_from(doc, person->role.end);
    for (uint32_t i = person->first_token; i < person->first_name_token; i++)
        if (name_hash_word(doc, i) == word)
            return true;
    for (uint32_t i = token_from(doc, person->role.begin); i < end; i++)
        if (name_hash_word(doc, i) == word)
            return true;
    return false;
}

/* Whether an organisation whose name begins with the word came in before a mention. */
static bool is_firm_before(const struct grouping *grouping, uint64_t word, uint32_t number)
{
    static const enum key_use uses[] = {KEY_WHOLE, KEY_OTHER};
    for (size_t u = 0; u < sizeof uses / sizeof *uses; u++) {
        struct walk walk = walk_keys(grouping, uses[u], word);
        for (uint32_t entity; (entity = walk_next(grouping, &walk)) != NONE;)
            if (grouping->doc->entities.items[entity].kind == QUOTH_ORGANIZATION &&
                grouping->states.items[entity].first_seen < number)
                return true;
    }
    return false;
}

/* "Suzuki" and "Dell" are firms, but where Ann Suzuki has come in, and no firm before her, it is she. */
static uint32_t find_family_like_firm(const struct grouping *grouping, uint32_t number, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const uint32_t first = mention->first_token;
    if (mention->kind != QUOTH_ORGANIZATION || name->n != 1 || mention->end_token != first + 1 ||
        doc->tokens.shape[first] != SHAPE_CAP ||
        !(token_is_in(doc, first, SET_ORG_NAME) || token_is_in(doc, first, SET_OUTLET)) ||
        (first > 0 &&
         (token_is_in(doc, first - 1, SET_DETERMINER) || token_is_in(doc, first - 1, SET_PLACE_PREPOSITION))))
        return NONE;
    struct walk walk = walk_keys(grouping, KEY_LAST, name->parts[0].hash);
    for (uint32_t entity; (entity = walk_next(grouping, &walk)) != NONE;) {
        const struct state *state = &grouping->states.items[entity];
        const struct mention *person = &doc->mentions.items[state->first_seen];
        if (doc->entities.items[entity].kind == QUOTH_PERSON && state->name.n_given > 1 && state->last_seen != NONE &&
            !is_told_of(doc, person, name->parts[0].hash) && !is_firm_before(grouping, name->parts[0].hash, number))
            return entity;
    }
    return NONE;
}

/* Whether a person comes in as somebody's whose name has this word, or as his or hers: "Mr Orr's wife, Helen". */
static bool is_relative_of(const struct doc *doc, const struct mention *relative, uint64_t family)
{
    enum { FARTHEST = 6 }; /* tokens */
    const uint32_t begin = doc->sentences[relative->sentence].first_token;
    uint32_t first = relative->first_name_token;
    for (uint32_t i = first; i-- > begin && first - i <= FARTHEST;) {
        if (token_is_in(doc, i, SET_POSSESSIVE_PRONOUN))
            return true;
        if (token_is_in(doc, i, SET_POSSESSIVE))
            return i > begin && name_hash_word(doc, i - 1) == family;
        if (!token_is_in(doc, i, SET_PERSON_NOUN) && doc->tokens.kind[i] != TOKEN_COMMA &&
            doc->tokens.shape[i] != SHAPE_LOWER)
            return false;
    }
    return false;
}

/* "Mrs Orr" when Helen came in as the wife of Mr Orr, and nobody else called Orr is a woman. */
static uint32_t find_relative(const struct grouping *grouping, uint32_t number, const struct name *name)
{
    enum { FARTHEST = 60 }; /* mentions */
    const struct doc *doc = grouping->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (name->n != 1 || !mention->gender || mention->first_name_token != mention->first_token + 1 ||
        !token_is_in(doc, mention->first_token, SET_HONORIFIC_FAMILY))
        return NONE;
    uint32_t found = NONE;
    for (uint32_t back = 1; back <= number && back <= FARTHEST && found == NONE; back++) {
        const struct mention *before = mention - back;
        if (before->named && before->kind == QUOTH_PERSON && before->entity != NONE &&
            grouping->states.items[before->entity].name.n == 1 &&
            grouping->states.items[before->entity].first_seen == number - back &&
            (name_sex_by_given_name(doc, before) == mention->gender || before->gender == mention->gender) &&
            is_relative_of(doc, before, name_last(name)->hash))
            found = before->entity;
    }
    return found;
}

/* "Jane Orr, known as 'Moth', ...": another name, in marks by itself. */
static uint32_t find_called_so(const struct doc *doc, uint32_t number)
{
    enum { FARTHEST = 5 }; /* tokens */
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t first = mention->first_token, end = mention->end_token,
             begin = doc->sentences[mention->sentence].first_token;
    bool alone = mention->inside && first >= begin + 2 && end < doc->tokens.n &&
                 doc->tokens.kind[first - 1] == TOKEN_MARK && doc->tokens.kind[end] == TOKEN_MARK;
    uint32_t named = number;
    while (named > 0 && doc->mentions.items[named - 1].end_token > first - 1)
        named--;
    const struct mention *person = named ? &doc->mentions.items[named - 1] : NULL;
    if (!alone || !person || !person->named || person->entity == NONE ||
        doc->entities.items[person->entity].kind != QUOTH_PERSON || person->end_token + FARTHEST < first - 1)
        return NONE;
    bool called = false;
    for (uint32_t i = person->end_token; i < first - 1; i++) {
        if (doc->tokens.kind[i] == TOKEN_WORD ? doc->tokens.shape[i] != SHAPE_LOWER
                                              : i > person->end_token || doc->tokens.kind[i] != TOKEN_COMMA)
            return NONE;
        called |= token_is_in(doc, i, SET_ALIAS);
    }
    return called && person->sentence == mention->sentence ? person->entity : NONE;
}

uint32_t entity_by_initials(const struct doc *doc, uint32_t number, uint32_t initials)
{
    enum { FARTHEST = 100 }; /* mentions */
    for (uint32_t back = 1; back <= FARTHEST && back <= number; back++) {
        const struct mention *before = &doc->mentions.items[number - back];
        if (before->entity != NONE && before->named && before->kind == QUOTH_PERSON &&
            name_role_has_initials(doc, before, initials))
            return before->entity;
    }
    return NONE;
}

/* "The PPRO said": whose office, told before, has these initials. */
static uint32_t find_officer(const struct doc *doc, uint32_t number)
{
    const struct mention *mention = &doc->mentions.items[number];
    const uint32_t first = mention->first_name_token;
    const bool may_be = is_acronym(doc, mention) && first > 0 && token_is_in(doc, first - 1, SET_DEFINITE);
    return may_be ? entity_by_initials(doc, number, first) : NONE;
}

/* -- whom a short form means ----------------------------------------------------------------------------- */

static void note_short_form(struct state *state, uint64_t word)
{
    if (!state->short_forms[0])
        state->short_forms[0] = word;
    state->short_forms[1] = word;
}

/* Whether a person comes in behind another one's name, in the same sentence: "Orr, with his wife Helen". */
static bool comes_in_with(const struct grouping *grouping, uint32_t relative, uint32_t entity)
{
    const struct mention *mentions = grouping->doc->mentions.items;
    const uint32_t first = grouping->states.items[relative].first_seen;
    for (uint32_t i = first; i-- > 0 && mentions[i].sentence == mentions[first].sentence;)
        if (mentions[i].entity == entity)
            return true;
    return false;
}

/* "Mrs Orr", where no name tells the sex of Denzil Orr, but the pronouns behind him so far do, or his wife has come in. */
static bool is_of_other_sex(const struct grouping *grouping, uint32_t number, const struct name *name, uint32_t entity)
{
    enum { FARTHEST = 60 }; /* mentions */
    const struct doc *doc = grouping->doc;
    const uint8_t sex = doc->mentions.items[number].gender;
    if (!sex || doc->entities.items[entity].gender || doc->entities.items[entity].kind != QUOTH_PERSON)
        return false;
    const uint32_t relative = find_relative(grouping, number, name);
    if (relative != NONE && relative != entity && comes_in_with(grouping, relative, entity))
        return true;
    int votes = 0;
    for (uint32_t back = 1; back <= number && back <= FARTHEST; back++)
        if (doc->mentions.items[number - back].entity == entity)
            votes += vote_of_pronoun(doc, number - back);
    return votes && (votes > 0 ? GENDER_MALE : GENDER_FEMALE) != sex;
}

static bool group_short_name(struct grouping *grouping, uint32_t number)
{
    struct doc *doc = grouping->doc;
    struct mention *mention = &doc->mentions.items[number];
    struct name name;
    if (!name_read(doc, mention, &name))
        return false;
    if (!name.n)
        return true;
    uint32_t entity = find_born(grouping, number, &name);
    if (entity != NONE)
        return join_born(grouping, number, entity, &name);
    entity = find_bracketed(grouping, number, &name);
    if (entity != NONE)
        return join_acronym(grouping, number, entity, &name, true);
    entity = find_namesake(grouping, mention, &name);
    if (entity == NONE)
        entity = find_family_like_firm(grouping, number, &name);
    if (entity == NONE)
        entity = find_short_form(grouping, mention, &name, false);
    if (entity == NONE)
        entity = find_without_accents(grouping, mention, &name);
    if (entity == NONE)
        entity = find_without_ending(grouping, mention, &name);
    if (entity == NONE)
        entity = find_misspelt(grouping, mention, &name);
    if (entity == NONE && (entity = find_acronym(grouping, mention, &name)) != NONE)
        return join_acronym(grouping, number, entity, &name, false);
    /* a bare word's kind is a guess: "Tottenham" for "Tottenham Hotspur" */
    bool bare =
        mention->begin == mention->name.begin && mention->gender == GENDER_UNKNOWN && !stands_alone(doc, mention, true);
    if (entity == NONE && bare)
        entity = find_short_form(grouping, mention, &name, true);
    if (entity != NONE && is_of_other_sex(grouping, number, &name, entity))
        entity = NONE;
    if (entity == NONE && (entity = find_called_so(doc, number)) != NONE) {
        mention->entity = entity;
        mention->resolved = QUOTH_RESOLVED_ALIAS;
        return index_name(grouping, &name, entity);
    }
    if (entity == NONE && (entity = find_officer(doc, number)) != NONE) {
        mention->entity = entity;
        mention->resolved = QUOTH_RESOLVED_ROLE;
        return true;
    }
    if (entity == NONE && (entity = find_relative(grouping, number, &name)) != NONE) {
        mention->entity = entity;
        mention->resolved = QUOTH_RESOLVED_ALIAS;
        return add_key(grouping, KEY_LAST, name_last(&name)->hash, entity);
    }
    if (entity == NONE) {
        /* not before: a family name may be somebody's given name, as Kaye is */
        if (!mention->gender)
            mention->gender = name_sex_by_given_name(doc, mention);
        return found_entity(grouping, number, &name);
    }
    if (name.n == 1)
        note_short_form(&grouping->states.items[entity], name.parts[0].hash);
    return join(grouping, number, entity, &name);
}

/* -- all of it ---------------------------------------------------------------------------------------- */

/* "Mr Orr, prosecuting, said", "Defending, Miss Vane said" */
static bool comes_in_as_lawyer(const struct doc *doc, const struct mention *mention)
{
    const uint32_t first = mention->first_token, end = mention->end_token;
    bool behind =
        end + 1 < doc->tokens.n && doc->tokens.kind[end] == TOKEN_COMMA && token_is_in(doc, end + 1, SET_REPRESENTS);
    bool before = first >= 2 && doc->tokens.kind[first - 1] == TOKEN_COMMA &&
                  first - 2 == doc->sentences[mention->sentence].first_token &&
                  token_is_in(doc, first - 2, SET_REPRESENTS);
    return behind || before;
}

/* "Justices Ann Orr and Bob Lowe": the title of several. */
static bool is_shared_role(const struct doc *doc, const struct mention *mention)
{
    const uint32_t last = token_at(doc, mention->role.end - 1);
    return token_is_in(doc, last, SET_PLURAL) && !token_is_in(doc, last, SET_SINGULAR);
}

/* The first role told of each, in the prose when there is one; that of one person rather than of several. */
static void gather_roles(struct doc *doc)
{
    for (int inside = 0; inside < 2; inside++)
        for (uint32_t i = 0; i < doc->mentions.n; i++) {
            const struct mention *mention = &doc->mentions.items[i];
            if (mention->entity == NONE || mention->inside != inside)
                continue;
            struct entity *entity = &doc->entities.items[mention->entity];
            entity->lawyer |= mention->kind == QUOTH_PERSON && comes_in_as_lawyer(doc, mention);
            if (mention->role.begin == mention->role.end)
                continue;
            const bool better = entity->role_mention != NONE && i != entity->role_mention &&
                                is_shared_role(doc, &doc->mentions.items[entity->role_mention]) &&
                                !is_shared_role(doc, mention);
            if (entity->role_mention == NONE || better)
                entity->role_mention = i;
        }
}

/* name: the fullest itself; surname: any short form of it. */
static bool tell_resolutions(struct grouping *grouping)
{
    struct doc *doc = grouping->doc;
    for (size_t i = 0; i < doc->mentions.n; i++) {
        struct mention *mention = &doc->mentions.items[i];
        if (mention->entity == NONE || mention->resolved != QUOTH_RESOLVED_NONE)
            continue;
        struct name name;
        if (!name_read(doc, mention, &name))
            return false;
        const struct state *state = &grouping->states.items[mention->entity];
        bool full = name_fullness(&name) >= name_fullness(&state->name);
        mention->resolved = full ? QUOTH_RESOLVED_NAME : QUOTH_RESOLVED_SURNAME;
    }
    return true;
}

static bool prepare(struct grouping *grouping)
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

/* "MODERATOR", "SENIOR OFFICIAL": by its last word. */
static bool is_role_label(const struct doc *doc, const struct mention *mention)
{
    uint32_t last = mention->end_token - 1;
    return mention->label && name_sex_by_first(doc, mention->first_token) == GENDER_UNKNOWN &&
           (token_is_in(doc, last, SET_PERSON_NOUN) || token_is_in(doc, last, SET_TITLE));
}

/* "THE PREMIER": the label of a speaker, no name; but the Observer is one, and "A resident, who gave her name as Orr," has one. */
static bool is_only_role(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_token, last = mention->end_token - 1;
    if (is_role_label(doc, mention))
        return true;
    bool outlet = token_is_in(doc, last, SET_OUTLET) || token_is_in(doc, last, SET_OUTLET_NOUN);
    bool name_behind = mention->first_name_token > last;
    bool role = token_is_in(doc, first, SET_ARTICLE) && last > first && !token_is_in(doc, last, SET_PLURAL) &&
                !outlet && !name_behind;
    for (uint32_t i = first + 1; i < mention->end_token && role; i++)
        role = token_is_in(doc, i, SET_PERSON_NOUN) || token_is_in(doc, i, SET_TITLE);
    return role;
}

/* "the young Dane", "the Love Islander", "the Leith MP": a word by which writers call somebody again. */
static bool is_compatriot(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_token, name = mention->first_name_token, end = mention->end_name_token;
    first -= name == first && first > 0; /* "The Love Islander, 24," is a mention without its article */
    if (!token_is_in(doc, first, SET_ARTICLE) || !token_is_in(doc, first, SET_DEFINITE) || name == first ||
        mention->end_token != end)
        return false;
    if (end == name + 1)
        return mention->first_token == first && token_is_in(doc, name, SET_STANDS_FOR_PERSON);
    bool noun = doc->tokens.shape[end - 1] == SHAPE_CAP && token_is_in(doc, end - 1, SET_PERSON_NOUN) &&
                !token_is_in(doc, end - 1, SET_TITLE) && !token_is_in(doc, end - 1, SET_OUTLET_NOUN);
    bool member = doc->tokens.shape[end - 1] == SHAPE_UPPER && token_is_in(doc, end - 1, SET_STANDS_FOR_OFFICE);
    return mention->kind == QUOTH_PERSON && name == first + 1 && (noun || member) &&
           !token_is_in(doc, end - 1, SET_PLURAL) && !name_sex_by_first(doc, name);
}

/* "Mr and Mrs Orr" */
static bool is_couple(const struct doc *doc, const struct mention *mention)
{
    const uint32_t first = mention->first_token;
    return mention->kind == QUOTH_PERSON && first + 3 <= mention->first_name_token &&
           token_is_in(doc, first, SET_HONORIFIC_FAMILY) && token_is_in(doc, first + 1, SET_CONJUNCTION) &&
           token_is_in(doc, first + 2, SET_HONORIFIC_FAMILY) &&
           mention->end_name_token == mention->first_name_token + 1;
}

/* What the mention's words say of it. */
static void read_mention(const struct doc *doc, struct mention *mention)
{
    if (is_couple(doc, mention)) {
        mention->named = false;
        mention->plural = true;
        mention->kind = QUOTH_GROUP;
        return;
    }
    if (is_only_role(doc, mention) || is_compatriot(doc, mention)) {
        mention->named = false;
        mention->kind = QUOTH_UNNAMED;
        mention->head_token = mention->end_token - 1;
        return;
    }
    if (!name_join_organization(doc, mention))
        name_trim(doc, mention);
    name_complete(doc, mention);
    mention->gender = name_sex_by_title(doc, mention);
    if (name_has_article(doc, mention))
        mention->kind = QUOTH_ORGANIZATION;
}

quoth_status entity_group(struct doc *doc)
{
    struct grouping grouping = {.doc = doc};
    if (!prepare(&grouping))
        return QUOTH_FATAL;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        if (!doc->mentions.items[i].named)
            continue;
        read_mention(doc, &doc->mentions.items[i]);
        if (doc->mentions.items[i].named && !group_long_name(&grouping, i))
            return QUOTH_FATAL;
    }
    if (!tell_sexes(&grouping))
        return QUOTH_FATAL;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        struct mention *mention = &doc->mentions.items[i];
        if (!mention->named)
            continue;
        if (mention->entity == NONE && !group_short_name(&grouping, i))
            return QUOTH_FATAL;
        if (mention->entity == NONE)
            continue;
        struct state *state = &grouping.states.items[mention->entity];
        state->last_seen = i;
        uint64_t honorific = honorific_of(doc, mention);
        state->honorific = honorific ? honorific : state->honorific;
    }
    if (!tell_sexes(&grouping))
        return QUOTH_FATAL;
    gather_roles(doc);
    kind_mend(doc);
    if (!doc->language->noun_capitals && !kind_dismiss_bystanders(doc))
        return QUOTH_FATAL;
    return tell_sexes(&grouping) && tell_resolutions(&grouping) ? QUOTH_OK : QUOTH_FATAL;
}
