#include "entity.h"

#include <string.h>

#include "language.h"
#include "text.h"

enum {
    MAX_PARTS = 8,
    MAX_FOLDED = 64,
    CHAIN_LIMIT = 32,      /* entities looked at for one word: the newest; keeps dumps of lists linear */
    SHORTEST_ABBREVIATION = 3,
    ABBREVIATED_BY = 3     /* letters that a short first name leaves off: Rob(ert), but not Jan(e) */
};

/* A word of a name. */
struct part {
    uint64_t hash;
    const char *folded; /* [n_folded] in the arena */
    uint8_t n_folded;
    bool initial;  /* agrees with any word that begins like it */
    bool particle; /* van, de, al: often left out */
    bool place;
};

/* A name taken apart. */
struct name {
    struct part parts[MAX_PARTS];
    uint8_t n;
    uint8_t n_given; /* parts that are no particles */
    uint64_t whole;  /* hash over all parts */
    uint64_t suffix; /* Jr., III; 0: none */
};

/* What an entry of the index says of the entity: the word is ... */
enum key_use {
    KEY_WHOLE,  /* the hash of the whole name */
    KEY_LAST,   /* its last part, or a bracketed alias */
    KEY_OTHER,  /* another part */
    KEY_ACRONYM /* the initials */
};

struct key {
    uint64_t hash; /* mixed with the use */
    uint32_t entity;
    uint32_t next; /* the older one in this slot's chain, or NONE */
};

/* What grouping knows of an entity beside what doc.h keeps. */
struct state {
    struct name name; /* of the fullest mention */
    uint32_t first_seen, last_seen; /* mentions */
    uint64_t short_form;            /* the word by which it was last called; 0: none */
    uint64_t honorific;             /* with which it was last called; 0: none */
    int score;        /* of the fullest mention */
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
};

/* -- words ------------------------------------------------------------------------------ */

static uint64_t hash_bytes(const char *bytes, size_t n)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    return hash ? hash : 1;
}

static uint64_t mix(uint64_t hash, uint64_t with)
{
    hash = (hash ^ with) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

/* Folds a token's word; stops of initials and abbreviations don't count. */
static size_t fold_word(const struct doc *doc, uint32_t token, char *out, size_t capacity)
{
    uint32_t begin = doc->tokens.begin[token], end = doc->tokens.end[token];
    size_t n = text_fold(doc->text.bytes + begin, end - begin, out, capacity), kept = 0;
    for (size_t i = 0; i < n; i++)
        if (out[i] != '.')
            out[kept++] = out[i];
    return kept;
}

uint64_t entity_hash_word(const struct doc *doc, uint32_t token)
{
    char folded[MAX_FOLDED];
    size_t n = fold_word(doc, token, folded, sizeof folded);
    if (n)
        return hash_bytes(folded, n);
    uint32_t begin = doc->tokens.begin[token];
    return hash_bytes(doc->text.bytes + begin, doc->tokens.end[token] - begin);
}

static bool is_word(const struct doc *doc, uint32_t token)
{
    uint8_t kind = doc->tokens.kind[token];
    return kind == TOKEN_WORD || kind == TOKEN_NUMBER || kind == TOKEN_HANDLE;
}

static bool is_in(const struct doc *doc, uint32_t token, enum well_known_set set)
{
    return language_has(doc->language, doc->tokens.word[token], set);
}

/* -- names ------------------------------------------------------------------------------ */

static bool is_initial(const struct doc *doc, uint32_t token)
{
    uint8_t shape = doc->tokens.shape[token];
    uint32_t last = doc->tokens.end[token] - 1;
    return shape == SHAPE_INITIAL || (shape == SHAPE_UPPER && doc->text.bytes[last] == '.');
}

static bool read_part(struct doc *doc, uint32_t token, struct part *part)
{
    char folded[MAX_FOLDED];
    size_t n = fold_word(doc, token, folded, sizeof folded);
    *part = (struct part){.hash = entity_hash_word(doc, token),
                          .n_folded = (uint8_t)n,
                          .initial = is_initial(doc, token),
                          .particle = doc->tokens.shape[token] == SHAPE_LOWER && is_in(doc, token, SET_PARTICLE),
                          .place = is_in(doc, token, SET_PLACE)};
    part->folded = arena_strndup(doc->arena, folded, n);
    return part->folded != NULL;
}

/* Small words of an organisation's name: the, of, and. */
static bool is_small(const struct doc *doc, uint32_t token)
{
    return is_in(doc, token, SET_DETERMINER) || is_in(doc, token, SET_PREPOSITION) || is_in(doc, token, SET_CONJUNCTION) ||
           is_in(doc, token, SET_POSSESSIVE);
}

/* "Moor of Leith": what stands behind the preposition doesn't tell persons apart. */
static bool ends_person(const struct doc *doc, uint32_t token)
{
    return doc->tokens.shape[token] == SHAPE_LOWER && is_in(doc, token, SET_PREPOSITION) && !is_in(doc, token, SET_PARTICLE);
}

static void name_tokens(const struct mention *mention, uint32_t *begin, uint32_t *end)
{
    bool whole = mention->first_name_token >= mention->end_name_token;
    *begin = whole ? mention->first_token : mention->first_name_token;
    *end = whole ? mention->end_token : mention->end_name_token;
}

static bool read_name(struct doc *doc, const struct mention *mention, struct name *name)
{
    bool person = mention->kind == QUOTH_PERSON;
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    *name = (struct name){.n = 0};
    for (uint32_t i = begin; i < end && name->n < MAX_PARTS; i++) {
        if (!is_word(doc, i) || (!person && is_small(doc, i)))
            continue;
        if (person && name->n && ends_person(doc, i))
            break;
        bool suffix = person && name->n && i + 1 == end && is_in(doc, i, SET_SUFFIX);
        if (suffix) {
            name->suffix = entity_hash_word(doc, i);
            continue;
        }
        struct part *part = &name->parts[name->n];
        if (!read_part(doc, i, part))
            return false;
        name->n_given = (uint8_t)(name->n_given + !part->particle);
        name->whole = mix(name->whole, part->hash);
        name->n++;
    }
    return true;
}

static const struct part *last_part(const struct name *name)
{
    return &name->parts[name->n - 1];
}

/* "Rob" for "Robert", "Lib" for "Liberal". */
static bool is_abbreviation(const struct part *a, const struct part *b)
{
    const struct part *shorter = a->n_folded < b->n_folded ? a : b, *longer = shorter == a ? b : a;
    return shorter->n_folded >= SHORTEST_ABBREVIATION && longer->n_folded >= shorter->n_folded + ABBREVIATED_BY &&
           memcmp(shorter->folded, longer->folded, shorter->n_folded) == 0;
}

/* The bytes of the first character. */
static size_t first_character(const struct part *part)
{
    size_t n = part->n_folded > 0;
    while (n < part->n_folded && ((unsigned char)part->folded[n] & 0xc0) == 0x80)
        n++;
    return n;
}

static bool parts_agree(const struct part *a, const struct part *b)
{
    if (a->hash == b->hash)
        return true;
    if (a->initial || b->initial) {
        size_t n = first_character(a);
        return n && n == first_character(b) && memcmp(a->folded, b->folded, n) == 0;
    }
    return is_abbreviation(a, b);
}

/* Whether the shorter name's parts stand in the longer one in order; particles may be left out. */
static bool stands_in(const struct name *shorter, const struct name *longer)
{
    uint8_t at = 0;
    for (uint8_t i = 0; i < shorter->n; i++) {
        uint8_t found = at;
        while (found < longer->n && !parts_agree(&shorter->parts[i], &longer->parts[found]))
            found++;
        if (found < longer->n)
            at = (uint8_t)(found + 1);
        else if (!shorter->parts[i].particle)
            return false;
    }
    return true;
}

static bool begins_alike(const struct name *a, const struct name *b)
{
    return parts_agree(&a->parts[0], &b->parts[0]);
}

static bool persons_agree(const struct name *shorter, const struct name *longer)
{
    if (shorter->suffix && longer->suffix && shorter->suffix != longer->suffix)
        return false;
    if (!stands_in(shorter, longer))
        return false;
    return last_part(shorter)->hash == last_part(longer)->hash;
}

static bool all_places(const struct name *name)
{
    for (uint8_t i = 0; i < name->n; i++)
        if (!name->parts[i].place)
            return false;
    return true;
}

/* "Department of Justice" and "Justice Department" */
static bool same_bag(const struct name *a, const struct name *b)
{
    uint64_t sum_a = 0, sum_b = 0;
    for (uint8_t i = 0; i < a->n; i++)
        sum_a += mix(a->parts[i].hash, 1);
    for (uint8_t i = 0; i < b->n; i++)
        sum_b += mix(b->parts[i].hash, 1);
    return a->n == b->n && sum_a == sum_b;
}

/* Organisations: "San Francisco police" for "San Francisco Police Department"; a place isn't its newspaper. */
static bool organizations_agree(const struct name *shorter, const struct name *longer)
{
    if (same_bag(shorter, longer))
        return true;
    if (all_places(shorter) || !stands_in(shorter, longer))
        return false;
    return begins_alike(shorter, longer) || last_part(shorter)->hash == last_part(longer)->hash;
}

static bool names_agree(const struct name *a, const struct name *b, bool person)
{
    const struct name *shorter = a->n <= b->n ? a : b, *longer = shorter == a ? b : a;
    return person ? persons_agree(shorter, longer) : organizations_agree(shorter, longer);
}

/* How full a name is: parts count double, initials once. */
static int fullness(const struct name *name)
{
    int score = name->suffix ? 1 : 0;
    for (uint8_t i = 0; i < name->n; i++)
        score += name->parts[i].initial ? 1 : 2;
    return score;
}

static int letters(const struct name *name)
{
    int n = 0;
    for (uint8_t i = 0; i < name->n; i++)
        n += name->parts[i].n_folded;
    return n;
}

/* -- the index ---------------------------------------------------------------------------- */

static uint64_t key_hash(enum key_use use, uint64_t hash)
{
    return mix(hash, (uint64_t)use + 1);
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
    bool capitals = name->n > 1;
    for (uint32_t i = begin; i < end; i++)
        capitals = capitals && (!is_word(doc, i) || doc->tokens.shape[i] == SHAPE_UPPER || doc->tokens.shape[i] == SHAPE_INITIAL);
    bool poor = mention->inside || !entity_in_prose(doc, mention) || capitals;
    return 2 * fullness(name) - poor;
}

static bool index_name(struct grouping *grouping, const struct name *name, uint32_t entity)
{
    for (uint8_t i = 0; i + 1 < name->n; i++)
        if (!name->parts[i].initial && !name->parts[i].particle &&
            !add_key(grouping, KEY_OTHER, name->parts[i].hash, entity))
            return false;
    return add_key(grouping, KEY_WHOLE, name->whole, entity) && add_key(grouping, KEY_LAST, last_part(name)->hash, entity);
}

/* "Pet Welfare Union" → "pwu": first letters of the words that begin with a capital. */
static bool index_acronym(struct grouping *grouping, const struct mention *mention, uint32_t entity)
{
    const struct doc *doc = grouping->doc;
    char initials[MAX_FOLDED];
    size_t n = 0, words = 0;
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    for (uint32_t i = begin; i < end && n + 4 < sizeof initials; i++) {
        char folded[MAX_FOLDED];
        bool symbol = doc->tokens.kind[i] == TOKEN_SYMBOL;
        if (!symbol && (!is_word(doc, i) || doc->tokens.shape[i] == SHAPE_LOWER || is_in(doc, i, SET_DETERMINER)))
            continue;
        struct part part = {.folded = folded, .n_folded = (uint8_t)fold_word(doc, i, folded, sizeof folded)};
        size_t first = first_character(&part);
        memcpy(initials + n, folded, first);
        n += first;
        words += !symbol;
    }
    return words < 2 || add_key(grouping, KEY_ACRONYM, hash_bytes(initials, n), entity);
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
    bool fuller = score > state->score || (score == state->score && letters(name) >= letters(&state->name) + ABBREVIATED_BY && name->n == state->name.n);
    if (!fuller)
        return true;
    bool other_words = name->whole != state->name.whole;
    state->score = score;
    state->name = *name;
    to->name_mention = number;
    return !other_words || (index_name(grouping, name, entity) && index_acronym(grouping, mention, entity));
}

static bool found_entity(struct grouping *grouping, uint32_t number, const struct name *name)
{
    struct doc *doc = grouping->doc;
    uint32_t entity = entity_add(doc, number);
    if (entity == NONE || !arena_room(doc->arena, &grouping->states))
        return false;
    const struct mention *mention = &doc->mentions.items[number];
    grouping->states.items[grouping->states.n++] =
        (struct state){.name = *name, .first_seen = number, .last_seen = NONE, .score = score_mention(doc, mention, name)};
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

static uint8_t sex_of_word(const struct doc *doc, uint32_t token, enum well_known_set male_set, enum well_known_set female_set)
{
    bool male = is_in(doc, token, male_set), female = is_in(doc, token, female_set);
    return male == female ? GENDER_UNKNOWN : male ? GENDER_MALE : GENDER_FEMALE;
}

/* "her boyfriend Jef Holm" is a man: what belongs to others doesn't count, the word nearest to the name does. */
static uint8_t sex_by_title(const struct doc *doc, const struct mention *mention)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    for (uint32_t i = begin; i-- > mention->first_token;) {
        if (is_in(doc, i, SET_POSSESSIVE) || is_in(doc, i, SET_POSSESSIVE_PRONOUN))
            break;
        uint8_t sex = sex_of_word(doc, i, SET_MALE, SET_FEMALE);
        if (sex)
            return sex;
    }
    return GENDER_UNKNOWN;
}

static uint8_t sex_by_given_name(const struct doc *doc, const struct mention *mention)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    return mention->kind == QUOTH_PERSON ? sex_of_word(doc, begin, SET_FIRST_MALE, SET_FIRST_FEMALE) : GENDER_UNKNOWN;
}

/* "the Serimas Times" is nobody, whatever the words of its name. */
static bool has_article(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_token;
    return mention->kind == QUOTH_PERSON && !mention->gender && mention->role.begin == mention->role.end &&
           mention->first_name_token == first + 1 && is_in(doc, first, SET_ARTICLE) && is_in(doc, first, SET_DEFINITE);
}

/* "Joss Orr ... he": the pronoun that comes next, before anybody else is named. */
static uint8_t sex_by_pronoun(const struct doc *doc, uint32_t number)
{
    enum { FARTHEST = 8 };
    const struct mention *name = &doc->mentions.items[number];
    if (name->kind != QUOTH_PERSON || name->inside || is_in(doc, name->end_token, SET_POSSESSIVE))
        return GENDER_UNKNOWN;
    for (uint32_t i = number + 1; i < doc->mentions.n && i <= number + FARTHEST; i++) {
        const struct mention *next = &doc->mentions.items[i];
        if (next->inside || next->begin < name->end)
            continue;
        if (next->sentence > name->sentence + 1 || (!next->pronoun && (next->kind == QUOTH_PERSON || next->kind == QUOTH_UNNAMED)))
            return GENDER_UNKNOWN;
        if (next->pronoun && next->gender)
            return next->gender;
    }
    return GENDER_UNKNOWN;
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
    for (uint8_t i = name->n; i-- > 0;)
        for (size_t u = 0; u < sizeof uses / sizeof *uses; u++) {
            walk = walk_keys(grouping, uses[u], name->parts[i].hash);
            for (uint32_t entity; (entity = walk_next(grouping, &walk)) != NONE;)
                if (may_be(doc, mention, entity) &&
                    names_agree(name, &grouping->states.items[entity].name, mention->kind == QUOTH_PERSON))
                    return entity;
        }
    return NONE;
}

static bool group_long_name(struct grouping *grouping, uint32_t number)
{
    struct mention *mention = &grouping->doc->mentions.items[number];
    struct name name;
    if (!read_name(grouping->doc, mention, &name))
        return false;
    if (name.n_given < 2)
        return true;
    if (!mention->gender)
        mention->gender = sex_by_given_name(grouping->doc, mention);
    if (!mention->gender)
        mention->gender = sex_by_pronoun(grouping->doc, number);
    uint32_t entity = find_agreeing(grouping, mention, &name);
    return entity == NONE ? found_entity(grouping, number, &name) : join(grouping, number, entity, &name);
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

static uint64_t honorific_of(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_token;
    return is_in(doc, first, SET_HONORIFIC) ? entity_hash_word(doc, first) : 0;
}

/* Somebody seen before goes first. Of these nobody who has another honorific: Miss Orr is not Mrs Orr. Then who was called
 * so before: when the father of Mr Orr comes in, Mr Orr stays Mr Orr. Then whose family name it is. */
static int rank_of(const struct state *state, const struct short_form *form, bool family)
{
    bool other_honorific = form->honorific && state->honorific && form->honorific != state->honorific;
    return (state->last_seen != NONE ? 8 : 0) + (other_honorific ? 0 : 4) + (state->short_form == form->word ? 2 : 0) + (family ? 1 : 0);
}

static void consider(const struct grouping *grouping, struct choice *choice, uint32_t entity, const struct short_form *form, bool family)
{
    const struct state *state = &grouping->states.items[entity];
    int rank = rank_of(state, form, family);
    bool seen = state->last_seen != NONE;
    uint32_t where = seen ? state->last_seen : state->first_seen;
    bool nearer = seen ? where > choice->where : where < choice->where;
    if (choice->entity == NONE || rank > choice->rank || (rank == choice->rank && nearer))
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
    if (is_in(doc, end - 1, SET_ORG_NAME))
        return last || doc->tokens.shape[end - 1] == SHAPE_UPPER;
    return is_in(doc, end - 1, SET_PLACE);
}

static bool is_upper(const struct doc *doc, const struct mention *mention)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    return end == begin + 1 && doc->tokens.shape[begin] == SHAPE_UPPER;
}

/* Whether nothing says that it is a person. */
static bool may_be_organization(const struct doc *doc, uint32_t entity)
{
    const struct entity *to = &doc->entities.items[entity];
    return to->kind == QUOTH_ORGANIZATION || (to->kind == QUOTH_PERSON && !to->gender);
}

static uint32_t find_acronym(const struct grouping *grouping, const struct mention *mention, const struct name *name)
{
    if (!is_upper(grouping->doc, mention))
        return NONE;
    struct walk walk = walk_keys(grouping, KEY_ACRONYM, name->parts[0].hash);
    uint32_t entity = walk_next(grouping, &walk);
    return entity != NONE && may_be_organization(grouping->doc, entity) ? entity : NONE;
}

/* "Teln" is hardly short for the Teln Courier or Teln Council: those are called after places. */
static bool is_called_after_place(const struct doc *doc, const struct state *state, uint32_t entity)
{
    const struct mention *mention = &doc->mentions.items[doc->entities.items[entity].name_mention];
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    return state->name.n_given > 1 && (is_in(doc, end - 1, SET_ORG_PART) || is_in(doc, end - 1, SET_OUTLET_NOUN));
}

/* Whether a word is the family name: the last one, or, as in Chong Mei Fong, a first one that is no given name. */
static bool is_family(const struct doc *doc, const struct mention *mention, const struct state *state, bool last)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    bool given = is_in(doc, end - 1, SET_FIRST_MALE) || is_in(doc, end - 1, SET_FIRST_FEMALE);
    return last || (!given && state->name.n_given == 3 && state->name.parts[0].hash == entity_hash_word(doc, end - 1));
}

static uint32_t find_short_form(const struct grouping *grouping, const struct mention *mention, const struct name *name, bool any_kind)
{
    const struct doc *doc = grouping->doc;
    struct choice choice = {NONE, 0, 0};
    struct short_form form = {last_part(name)->hash, honorific_of(doc, mention)};
    bool may_be_place = mention->kind == QUOTH_PERSON && !mention->gender;
    for (int last = 1; last >= 0; last--) {
        bool alone = stands_alone(doc, mention, last);
        struct walk walk = walk_keys(grouping, last ? KEY_LAST : KEY_OTHER, form.word);
        for (uint32_t entity; (entity = walk_next(grouping, &walk)) != NONE;) {
            const struct state *state = &grouping->states.items[entity];
            bool fits = any_kind ? sexes_agree(doc, mention, entity) : may_be(doc, mention, entity);
            fits = fits && (last || !may_be_place || !is_called_after_place(doc, state, entity));
            if (fits && !(alone && state->name.n_given > 1))
                consider(grouping, &choice, entity, &form, is_family(doc, mention, state, last));
        }
    }
    return choice.entity;
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

/* "Pet Welfare Union (PWU)": the entity before the bracket. */
static uint32_t find_bracketed(const struct grouping *grouping, uint32_t number, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (number == 0 || mention->first_token < 2 || doc->tokens.kind[mention->first_token - 1] != TOKEN_OPEN)
        return NONE;
    uint32_t begin, end;
    const struct mention *before = mention - 1;
    name_tokens(before, &begin, &end);
    if (end != mention->first_token - 1 || before->entity == NONE || !is_upper(doc, mention) ||
        !may_be_organization(doc, before->entity))
        return NONE;
    return letters_stand_in(&name->parts[0], &grouping->states.items[before->entity].name) ? before->entity : NONE;
}

/* A name whose words are abbreviated in a bracket is an organisation's, whatever it looked like. */
static bool join_acronym(struct grouping *grouping, uint32_t number, uint32_t entity, const struct name *name, bool bracketed)
{
    struct doc *doc = grouping->doc;
    doc->mentions.items[number].entity = entity;
    doc->mentions.items[number].resolved = QUOTH_RESOLVED_ALIAS;
    doc->entities.items[entity].kind = QUOTH_ORGANIZATION;
    return !bracketed || add_key(grouping, KEY_LAST, name->parts[0].hash, entity);
}

static bool group_short_name(struct grouping *grouping, uint32_t number)
{
    struct doc *doc = grouping->doc;
    struct mention *mention = &doc->mentions.items[number];
    struct name name;
    if (!read_name(doc, mention, &name))
        return false;
    if (!name.n)
        return true;
    uint32_t entity = find_bracketed(grouping, number, &name);
    if (entity != NONE)
        return join_acronym(grouping, number, entity, &name, true);
    entity = find_short_form(grouping, mention, &name, false);
    if (entity == NONE && (entity = find_acronym(grouping, mention, &name)) != NONE)
        return join_acronym(grouping, number, entity, &name, false);
    /* a bare word's kind is a guess: "Tottenham" for "Tottenham Hotspur" */
    bool bare = mention->begin == mention->name.begin && mention->gender == GENDER_UNKNOWN && !stands_alone(doc, mention, true);
    if (entity == NONE && bare)
        entity = find_short_form(grouping, mention, &name, true);
    if (entity == NONE) {
        /* not before: a family name may be somebody's given name, as Kaye is */
        if (!mention->gender)
            mention->gender = sex_by_given_name(doc, mention);
        return found_entity(grouping, number, &name);
    }
    grouping->states.items[entity].short_form = name.n == 1 ? name.parts[0].hash : 0;
    return join(grouping, number, entity, &name);
}

/* -- all of it ---------------------------------------------------------------------------------------- */

/* The first role told of each, in the prose when there is one. */
static void gather_roles(struct doc *doc)
{
    for (int inside = 0; inside < 2; inside++)
        for (uint32_t i = 0; i < doc->mentions.n; i++) {
            const struct mention *mention = &doc->mentions.items[i];
            if (mention->entity == NONE || mention->role.begin == mention->role.end || mention->inside != inside)
                continue;
            struct entity *entity = &doc->entities.items[mention->entity];
            if (entity->role_mention == NONE)
                entity->role_mention = i;
        }
}

/* "a WeWork spokesman", "video game firm Bioware": what is described so, or describes somebody, is no person. */
static bool is_called_organization(const struct doc *doc, uint32_t number)
{
    const struct mention *name = &doc->mentions.items[number];
    for (uint32_t i = number; i-- > 0 && number - i <= 2;) {
        const struct mention *before = &doc->mentions.items[i];
        if (before->named || before->pronoun || before->sentence != name->sentence)
            continue;
        bool titled = before->kind == QUOTH_ORGANIZATION && !before->plural && before->end_token == name->first_token &&
                      before->head_token + 1 == before->end_token;
        bool modifier = before->kind == QUOTH_UNNAMED && name->end_token <= before->head_token &&
                        !is_in(doc, name->end_token, SET_POSSESSIVE);
        if (titled || modifier)
            return true;
    }
    return false;
}

/* Names that look like persons' and of which nothing says that they are, but something that they aren't. */
static void mend_kinds(struct grouping *grouping)
{
    struct doc *doc = grouping->doc;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        if (mention->entity == NONE || !mention->named)
            continue;
        struct entity *entity = &doc->entities.items[mention->entity];
        bool person = entity->gender || entity->role_mention != NONE;
        if (entity->kind == QUOTH_PERSON && !person && is_called_organization(doc, i))
            entity->kind = QUOTH_ORGANIZATION;
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
        if (!read_name(doc, mention, &name))
            return false;
        const struct state *state = &grouping->states.items[mention->entity];
        bool full = fullness(&name) >= fullness(&state->name);
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
    return grouping->slots != NULL;
}

quoth_status entity_group(struct doc *doc)
{
    struct grouping grouping = {.doc = doc};
    if (!prepare(&grouping))
        return QUOTH_FATAL;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        if (!doc->mentions.items[i].named)
            continue;
        doc->mentions.items[i].gender = sex_by_title(doc, &doc->mentions.items[i]);
        if (has_article(doc, &doc->mentions.items[i]))
            doc->mentions.items[i].kind = QUOTH_ORGANIZATION;
        if (!group_long_name(&grouping, i))
            return QUOTH_FATAL;
    }
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
    gather_roles(doc);
    mend_kinds(&grouping);
    return tell_resolutions(&grouping) ? QUOTH_OK : QUOTH_FATAL;
}
