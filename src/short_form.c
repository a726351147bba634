#include "short_form.h"

#include <stdlib.h>

#include "acronym_holder.h"
#include "language.h"
#include "namesake.h"
#include "sex.h"

/* -- which of several --------------------------------------------------------------------------------- */

/* The best entity for a short form so far. */
struct choice {
    uint32_t entity;
    int rank;
    uint32_t where; /* the mention seen last before, or first behind */
    bool recent;    /* where is the mention seen last */
};

/* What is looked for. */
struct short_form {
    const struct mention *mention;
    uint64_t word, honorific; /* hashed; 0: no honorific */
    bool of_any_kind;         /* a bare word's kind is a guess: "Tottenham" for "Tottenham Hotspur" */
};

uint64_t short_form_honorific(const struct doc *doc, const struct mention *mention)
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

/* "Ann Orr, 15,": whom nobody calls Mrs Orr. */
static bool came_in_as_child(const struct doc *doc, const struct state *state)
{
    enum { ADULT = 18 };
    const uint32_t comma = doc->mentions.items[state->first_seen].end_name_token;
    if (comma + 2 >= doc->tokens.n || doc->tokens.kind[comma] != TOKEN_COMMA ||
        doc->tokens.kind[comma + 1] != TOKEN_NUMBER || doc->tokens.kind[comma + 2] == TOKEN_WORD)
        return false;
    const unsigned long age = strtoul(doc->text.bytes + doc->tokens.begin[comma + 1], NULL, 10);
    return age > 0 && age < ADULT;
}

/* Somebody seen before goes first. Of these nobody who has another honorific: Miss Orr is not Mrs Orr. Then who was
 * called so before: when the father of Mr Orr comes in, Mr Orr stays Mr Orr. Then who is known to be of the sex that
 * the honorific tells: Mrs Orr is Rosie rather than Torvin Orr. Then whose family name it is. */
static int rank_of(const struct state *state, const struct short_form *form, bool same_sex, bool family)
{
    bool other_honorific = form->honorific && state->honorific && form->honorific != state->honorific;
    return (state->last_seen != NONE ? 16 : 0) + (other_honorific ? 0 : 8) + (is_called_so(state, form) ? 4 : 0) +
           (same_sex ? 2 : 0) + (family ? 1 : 0);
}

/* "Her sister-in-law, Jean Orr, wept. Miss Orr said ...": who came in as the subject of the sentence before, if
 * somebody so titled is meant. */
static bool came_in_right_before(const struct doc *doc, const struct state *state, const struct short_form *form)
{
    const struct mention *mention = form->mention, *first = &doc->mentions.items[state->first_seen];
    return form->honorific && mention->gender && state->last_seen == state->first_seen && !first->oblique &&
           !first->inside && first->sentence + 1 == mention->sentence &&
           mention_paragraph(doc, first) == mention_paragraph(doc, mention);
}

/* Of several who were called so, the one called so last; else the one whom the article named first: it is about him,
 * his relatives come in by their full names. */
static void consider(const struct grouping *grouping, struct choice *choice, uint32_t entity,
                     const struct short_form *form, bool family)
{
    enum { BESIDE = 7, NO_CHILD = 32 };
    const struct doc *doc = grouping->doc;
    const struct mention *mention = form->mention;
    const struct state *state = &grouping->states.items[entity];
    const bool same_sex = mention->gender && doc->entities.items[entity].gender == mention->gender;
    int rank = rank_of(state, form, same_sex, family);
    if (form->honorific && came_in_as_child(doc, state))
        rank -= NO_CHILD;
    if (is_named_beside(doc, mention, state))
        rank -= BESIDE;
    const bool recent =
        state->last_seen != NONE && (is_called_so(state, form) || came_in_right_before(doc, state, form));
    const uint32_t where = recent ? state->last_seen : state->first_seen;
    const bool better = recent != choice->recent ? recent : recent ? where > choice->where : where < choice->where;
    if (choice->entity == NONE || rank > choice->rank || (rank == choice->rank && better))
        *choice = (struct choice){entity, rank, where, recent};
}

/* A single word that is an organisation by itself ("Congress") or a place is no short form of a longer name; but
 * "Tottenham" is one of "Tottenham Hotspur". */
static bool stands_alone(const struct doc *doc, const struct mention *mention, enum key_use use)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    if (mention->kind != QUOTH_ORGANIZATION)
        return false;
    if (token_is_in(doc, end - 1, SET_ORG_NAME))
        return use == KEY_LAST || doc->tokens.shape[end - 1] == SHAPE_UPPER;
    return token_is_in(doc, end - 1, SET_PLACE);
}

/* A name known by one word, which came before a longer one that begins with it, is not that one: Nissan, and Nissan
 * Sales and Marketing Operations; Senate, and Senate and House; but Harvard and Harvard University. */
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
    return state->name.n_given > 1 && token_is_in_any(doc, end - 1, SET_PUBLIC_PART, SET_OUTLET_NOUN);
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
           sex_by_first(doc, word) != GENDER_UNKNOWN && !is_family_first(doc, word, state);
}

/* ... but "Mr Rahim" is Rahim Yusof, where no other Rahim is and he isn't called otherwise. */
static bool is_called_by_given(const struct state *state, const struct short_form *form, bool others)
{
    return !others && state->last_seen != NONE && (!state->short_forms[0] || state->short_forms[0] == form->word);
}

/* Lim Wei Chong, but not Lee Harvey Orr. */
static bool begins_with_family(const struct doc *doc, const struct state *state)
{
    const struct mention *full = &doc->mentions.items[state->first_seen];
    const uint32_t first = full->first_name_token;
    return token_is_in(doc, first, SET_FAMILY_FIRST) && full->end_name_token > first + 1 &&
           name_hash_word(doc, first) == state->name.parts[0].hash && !sex_by_first(doc, first);
}

/* Whether a word is the family name: the last one, or, as in Chong Mei Fong, a first one that is no given name. */
static bool is_family(const struct doc *doc, const struct mention *mention, const struct state *state, enum key_use use)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    if (use == KEY_LAST)
        return state->name.n_given != 3 || !begins_with_family(doc, state); /* Lim Wei Chong is Lim */
    const bool given = token_is_first_name(doc, end - 1) && !is_family_first(doc, end - 1, state);
    return !given && state->name.n_given == 3 && state->name.parts[0].hash == name_hash_word(doc, end - 1);
}

/* Whether a form that is the last word of an entity's name, or another one, may be short for it; others: it may be for
 * somebody else too. */
static bool may_be_short_for(const struct grouping *grouping, const struct short_form *form, enum key_use use,
                             uint32_t entity, bool others)
{
    const struct doc *doc = grouping->doc;
    const struct mention *mention = form->mention;
    const struct state *state = &grouping->states.items[entity];
    if (form->of_any_kind ? !grouping_sexes_agree(doc, mention, entity) : !grouping_may_be(doc, mention, entity))
        return false;
    const bool may_be_place = mention->kind == QUOTH_PERSON && !mention->gender;
    if (use != KEY_LAST && (is_branch(doc, entity) || (may_be_place && is_called_after_place(doc, state, entity)) ||
                            (!is_called_by_given(state, form, others) && is_only_given(doc, mention, state))))
        return false;
    return !is_parent(doc, mention, state, entity);
}

static void consider_all(const struct grouping *grouping, struct choice *choice, const struct short_form *form,
                         enum key_use use)
{
    const struct doc *doc = grouping->doc;
    const bool alone = stands_alone(doc, form->mention, use);
    struct walk walk = grouping_walk(grouping, use, form->word);
    for (uint32_t entity; (entity = grouping_next(grouping, &walk)) != NONE;) {
        const struct state *state = &grouping->states.items[entity];
        if (!(alone && state->name.n_given > 1) &&
            may_be_short_for(grouping, form, use, entity, choice->entity != NONE))
            consider(grouping, choice, entity, form, is_family(doc, form->mention, state, use));
    }
}

static uint32_t find_short_form(const struct grouping *grouping, const struct short_form *form)
{
    struct choice choice = {.entity = NONE};
    consider_all(grouping, &choice, form, KEY_LAST);
    consider_all(grouping, &choice, form, KEY_OTHER);
    return choice.entity;
}

/* -- forms written otherwise ----------------------------------------------------------------------------- */

/* "Monae" after "Janelle Monáe". */
static uint32_t find_without_accents(const struct grouping *grouping, const struct mention *mention,
                                     const struct name *name)
{
    struct walk walk = grouping_walk(grouping, KEY_SHAPE, name_shape(name_last(name)));
    for (uint32_t entity; (entity = grouping_next(grouping, &walk)) != NONE;)
        if (name->n == 1 && grouping_may_be(grouping->doc, mention, entity) &&
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
        if (state->name.n_given > 1 && grouping_may_be(doc, mention, entity) &&
            name_misspells(name_last(name), name_last(&state->name)))
            return entity;
    }
    return NONE;
}

/* "Linds" for "Lind", in a language whose cases show in names. */
static uint32_t find_without_ending(const struct grouping *grouping, const struct mention *mention,
                                    const struct name *name)
{
    enum { LONGEST_ENDING = 2, SHORTEST_STEM = 3 }; /* bytes */
    const struct language *language = grouping->doc->language;
    const struct part *part = name_last(name);
    for (size_t n = 1; n <= LONGEST_ENDING && n + SHORTEST_STEM <= part->n_folded; n++) {
        size_t stem = part->n_folded - n;
        uint16_t ending = lexicon_find(language->lexicon, lexicon_hash(part->folded + stem, n));
        if (name->n > 1 || !language_has(language, ending, SET_NAME_ENDING))
            continue;
        struct walk walk = grouping_walk(grouping, KEY_LAST, name_hash_bytes(part->folded, stem));
        for (uint32_t entity; (entity = grouping_next(grouping, &walk)) != NONE;)
            if (grouping_may_be(grouping->doc, mention, entity))
                return entity;
    }
    return NONE;
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

/* -- whom a short form means ----------------------------------------------------------------------------- */

static void note_short_form(struct state *state, uint64_t word)
{
    if (!state->short_forms[0])
        state->short_forms[0] = word;
    state->short_forms[1] = word;
}

/* Whom a name means that was written otherwise before: the surest ways first. */
static uint32_t find_by_form(struct grouping *grouping, uint32_t number, const struct name *name,
                             const struct short_form *form)
{
    const struct mention *mention = form->mention;
    uint32_t entity = namesake_of_place(grouping, mention, name);
    if (entity == NONE)
        entity = namesake_of_firm(grouping, number, name);
    if (entity == NONE)
        entity = find_short_form(grouping, form);
    if (entity == NONE)
        entity = find_without_accents(grouping, mention, name);
    if (entity == NONE)
        entity = find_without_ending(grouping, mention, name);
    return entity != NONE ? entity : find_misspelt(grouping, mention, name);
}

/* "Tottenham" for "Tottenham Hotspur", whatever kind either looks like. */
static uint32_t find_bare(const struct grouping *grouping, struct short_form *form)
{
    const struct mention *mention = form->mention;
    if (mention->begin != mention->name.begin || mention->gender != GENDER_UNKNOWN ||
        stands_alone(grouping->doc, mention, KEY_LAST))
        return NONE;
    form->of_any_kind = true;
    return find_short_form(grouping, form);
}

/* Whether an entity that a name's form speaks for is somebody else. */
static bool is_other(const struct grouping *grouping, uint32_t number, const struct name *name, uint32_t entity)
{
    return namesake_is_of_other_sex(grouping, number, name, entity) ||
           (grouping->states.items[entity].name.n == 1 &&
            acronym_holder_in_office(grouping->doc, number) != NONE); /* "The CS" after "“CS, which things?”" */
}

/* A name that agrees with none: it may say what somebody is called, or does, or whose relative this is; else it is new.
 * False when memory is out. */
static bool group_unknown(struct grouping *grouping, uint32_t number, const struct name *name)
{
    struct doc *doc = grouping->doc;
    struct mention *mention = &doc->mentions.items[number];
    uint32_t entity = find_called_so(doc, number);
    if (entity != NONE) {
        mention->entity = entity;
        mention->resolved = QUOTH_RESOLVED_ALIAS;
        return grouping_index_name(grouping, name, entity);
    }
    entity = acronym_holder_in_office(doc, number);
    if (entity != NONE) {
        mention->entity = entity;
        mention->resolved = QUOTH_RESOLVED_ROLE;
        return true;
    }
    entity = namesake_relative(grouping, number, name);
    if (entity != NONE) {
        mention->entity = entity;
        mention->resolved = QUOTH_RESOLVED_ALIAS;
        return grouping_add_key(grouping, KEY_LAST, name_last(name)->hash, entity);
    }
    /* not before: a family name may be somebody's given name, as Kaye is */
    if (!mention->gender)
        mention->gender = sex_by_given_name(doc, mention);
    const uint64_t family = namesake_shared_family(doc, number);
    return grouping_found(grouping, number, name) &&
           (!family || grouping_add_key(grouping, KEY_LAST, family, mention->entity));
}

bool short_form_group(struct grouping *grouping, uint32_t number)
{
    struct doc *doc = grouping->doc;
    const struct mention *mention = &doc->mentions.items[number];
    struct name name;
    if (!name_read(doc, mention, &name))
        return false;
    if (!name.n)
        return true;
    uint32_t entity = namesake_born(grouping, number, &name);
    if (entity != NONE)
        return namesake_join_born(grouping, number, entity, &name);
    entity = acronym_holder_before_bracket(grouping, number, &name);
    if (entity != NONE) {
        acronym_holder_join(doc, number, entity);
        return grouping_add_key(grouping, KEY_LAST, name.parts[0].hash, entity);
    }
    struct short_form form = {mention, name_last(&name)->hash, short_form_honorific(doc, mention), false};
    entity = find_by_form(grouping, number, &name, &form);
    if (entity == NONE) {
        entity = acronym_holder_find(grouping, mention, &name);
        if (entity != NONE) {
            acronym_holder_join(doc, number, entity);
            return true;
        }
        entity = find_bare(grouping, &form);
    }
    if (entity == NONE || is_other(grouping, number, &name, entity))
        return group_unknown(grouping, number, &name);
    if (name.n == 1)
        note_short_form(&grouping->states.items[entity], name.parts[0].hash);
    return grouping_join(grouping, number, entity, &name);
}
