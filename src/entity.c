#include "entity.h"

#include "acronym.h"
#include "grouping.h"
#include "kind.h"
#include "language.h"
#include "name.h"
#include "name_edge.h"
#include "namesake.h"
#include "sex.h"
#include "short_form.h"

bool entity_in_prose(const struct doc *doc, const struct mention *mention)
{
    const struct paragraph *paragraph = &doc->paragraphs[mention_paragraph(doc, mention)];
    return paragraph->kind == PARAGRAPH_BODY && mention->begin >= paragraph->body;
}

uint32_t entity_add(struct doc *doc, uint32_t mention)
{
    if (!arena_room(doc->arena, &doc->entities))
        return NONE;
    const struct mention *from = &doc->mentions.items[mention];
    doc->entities.items[doc->entities.n] = (struct entity){.name_mention = mention,
                                                           .role_mention = NONE,
                                                           .lawyer = NONE,
                                                           .kind = from->kind,
                                                           .gender = from->gender,
                                                           .plural = from->plural,
                                                           .named = from->named};
    return (uint32_t)doc->entities.n++;
}

uint32_t entity_by_initials(const struct doc *doc, uint32_t number, uint32_t initials)
{
    enum { FARTHEST = 100 }; /* mentions */
    for (uint32_t back = 1; back <= FARTHEST && back <= number; back++) {
        const struct mention *before = &doc->mentions.items[number - back];
        if (before->entity != NONE && before->named && before->kind == QUOTH_PERSON &&
            acronym_fits_role(doc, before, initials))
            return before->entity;
    }
    return NONE;
}

/* -- first pass: names of several parts -------------------------------------------------------- */

static uint32_t find_agreeing(const struct grouping *grouping, const struct mention *mention, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    struct walk walk = grouping_walk(grouping, KEY_WHOLE, name->whole);
    for (uint32_t entity; (entity = grouping_next(grouping, &walk)) != NONE;)
        if (grouping_may_be(doc, mention, entity))
            return entity;
    static const enum key_use uses[] = {KEY_LAST, KEY_OTHER};
    const bool person = mention->kind == QUOTH_PERSON;
    const struct name_glance last = name_glance(name_last(name));
    for (uint8_t i = name->n; i-- > 0;)
        for (size_t u = 0; u < sizeof uses / sizeof *uses; u++) {
            walk = grouping_walk(grouping, uses[u], name->parts[i].hash);
            for (uint32_t entity; (entity = grouping_next(grouping, &walk)) != NONE;)
                if ((!person || name_glances_agree(&last, &grouping->lasts.items[entity])) &&
                    grouping_may_be(doc, mention, entity) &&
                    names_agree(name, &grouping->states.items[entity].name, mention->kind))
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
        if (token_is_in_any(doc, i, SET_DETERMINER, SET_COMMON, SET_PAST, SET_ADVERB))
            return true;
    return false;
}

/* "Amin Rashid" after "Amin Rashid Abdul Karim", "Ana Vela" after "Ana Vela Ortiz": the last names may be left off,
 * where they are the father's, or a second family name. */
static uint32_t find_longer(const struct grouping *grouping, const struct mention *mention, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    if (mention->kind != QUOTH_PERSON || name->suffix)
        return NONE;
    struct walk walk = grouping_walk(grouping, KEY_OTHER, name->parts[0].hash);
    for (uint32_t entity; (entity = grouping_next(grouping, &walk)) != NONE;)
        if (grouping_may_be(doc, mention, entity) && name_begins(&grouping->states.items[entity].name, name) &&
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
    size_t n = mention->kind == QUOTH_ORGANIZATION ? acronym_of_name(doc, mention, initials, sizeof initials) : 0;
    struct walk walk = grouping_walk(grouping, KEY_ACRONYM, name_hash_bytes(initials, n));
    for (uint32_t entity; n && (entity = grouping_next(grouping, &walk)) != NONE;)
        if (grouping_may_be(doc, mention, entity) &&
            names_agree(name, &grouping->states.items[entity].name, mention->kind))
            return entity;
    return NONE;
}

/* "Jane Orr ... her mother, Jane Ann Orr": two people, where "his wife, Jane Ann Orr" would be one. */
static bool is_own_relative(const struct doc *doc, const struct mention *mention)
{
    enum { FARTHEST = 5 }; /* tokens */
    const uint32_t first = mention->first_name_token, begin = doc->sentences[mention->sentence].first_token;
    bool related = false;
    for (uint32_t i = first; i-- > begin && first - i <= FARTHEST;) {
        if (token_is_in(doc, i, SET_POSSESSIVE_PRONOUN))
            return related && mention->gender && sex_by_word(doc, i) == mention->gender;
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
        mention->gender = sex_by_given_name(grouping->doc, mention);
    uint32_t entity = find_agreeing(grouping, mention, &name), born = NONE;
    if (entity != NONE && grouping->states.items[entity].name.whole != name.whole &&
        is_own_relative(grouping->doc, mention))
        entity = NONE;
    if (entity == NONE && (born = namesake_born(grouping, number, &name)) != NONE)
        return namesake_join_born(grouping, number, born, &name);
    if (entity == NONE)
        entity = find_abbreviated(grouping, mention, &name);
    if (entity == NONE)
        entity = find_longer(grouping, mention, &name);
    return entity == NONE ? grouping_found(grouping, number, &name) : grouping_join(grouping, number, entity, &name);
}

/* "Ann Orr, whose son was hurt, said she": says more than another pronoun that stands nearer. */
static void vote_by_report(const struct doc *doc, const struct attribution *attribution, int *votes)
{
    enum { WEIGHT = 2 };
    const uint32_t speaker = attribution->speakers[0], entity = doc->mentions.items[speaker].entity;
    if (entity == NONE || doc->entities.items[entity].gender)
        return;
    const uint8_t sex = sex_by_report(doc, speaker, attribution);
    votes[entity] += sex == GENDER_MALE ? WEIGHT : sex == GENDER_FEMALE ? -WEIGHT : 0;
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
        votes[mention->entity] += grouping_vote_of_pronoun(doc, i);
    }
    for (size_t i = 0; i < doc->attributions.n; i++)
        if (doc->attributions.items[i].n_speakers == 1)
            vote_by_report(doc, &doc->attributions.items[i], votes);
    for (uint32_t i = 0; i < doc->entities.n; i++)
        if (votes[i] && doc->entities.items[i].kind == QUOTH_PERSON && grouping->states.items[i].name.n_given > 1)
            doc->entities.items[i].gender = votes[i] > 0 ? GENDER_MALE : GENDER_FEMALE;
    return true;
}

/* -- all of it ---------------------------------------------------------------------------------------- */

/* Of "for the defence" the word that tells the side, if one does, else the first. */
static uint32_t word_of_side(const struct doc *doc, uint32_t first)
{
    enum { LONGEST = 3 }; /* tokens */
    for (uint32_t i = first; i < first + LONGEST && i < doc->tokens.n && doc->tokens.kind[i] == TOKEN_WORD; i++)
        if (token_is_in_any(doc, i, SET_KINDRED_PROSECUTION, SET_KINDRED_DEFENCE))
            return i;
    return first;
}

/* "Mr Orr, prosecuting, said", "Defending, Miss Vane said": the word that tells of a lawyer, or NONE. */
static uint32_t comes_in_as_lawyer(const struct doc *doc, const struct mention *mention)
{
    const uint32_t first = mention->first_token, end = mention->end_token;
    if (mention->kind != QUOTH_PERSON)
        return NONE;
    if (end + 1 < doc->tokens.n && doc->tokens.kind[end] == TOKEN_COMMA && token_is_in(doc, end + 1, SET_REPRESENTS))
        return word_of_side(doc, end + 1);
    bool before = first >= 2 && doc->tokens.kind[first - 1] == TOKEN_COMMA &&
                  first - 2 == doc->sentences[mention->sentence].first_token &&
                  token_is_in(doc, first - 2, SET_REPRESENTS);
    return before ? first - 2 : NONE;
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
            if (entity->lawyer == NONE)
                entity->lawyer = comes_in_as_lawyer(doc, mention);
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

/* "MODERATOR", "SENIOR OFFICIAL": by its last word. */
static bool is_role_label(const struct doc *doc, const struct mention *mention)
{
    uint32_t last = mention->end_token - 1;
    return mention->label && sex_by_first(doc, mention->first_token) == GENDER_UNKNOWN &&
           token_is_in_any(doc, last, SET_PERSON_NOUN, SET_TITLE);
}

/* "THE PREMIER": the label of a speaker, no name; but the Observer is one, and "A resident, who gave her name as Orr,"
 * has one. */
static bool is_only_role(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_token, last = mention->end_token - 1;
    if (is_role_label(doc, mention))
        return true;
    bool outlet = token_is_in_any(doc, last, SET_OUTLET, SET_OUTLET_NOUN);
    bool name_behind = mention->first_name_token > last;
    bool role = token_is_in(doc, first, SET_ARTICLE) && last > first && !token_is_in(doc, last, SET_PLURAL) &&
                !outlet && !name_behind;
    for (uint32_t i = first + 1; i < mention->end_token && role; i++)
        role = token_is_in_any(doc, i, SET_PERSON_NOUN, SET_TITLE);
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
                !token_is_in_any(doc, end - 1, SET_TITLE, SET_OUTLET_NOUN);
    bool member = doc->tokens.shape[end - 1] == SHAPE_UPPER && token_is_in(doc, end - 1, SET_STANDS_FOR_OFFICE);
    return mention->kind == QUOTH_PERSON && name == first + 1 && (noun || member) &&
           !token_is_in(doc, end - 1, SET_PLURAL) && !sex_by_first(doc, name);
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
    if (!name_edge_join_organization(doc, mention))
        name_edge_trim(doc, mention);
    name_edge_complete(doc, mention);
    if (kind_is_relative(doc, mention))
        mention->kind = QUOTH_PERSON;
    mention->gender = sex_by_title(doc, mention);
    if (name_has_article(doc, mention))
        mention->kind = QUOTH_ORGANIZATION;
}

quoth_status entity_group(struct doc *doc)
{
    struct grouping grouping = {.doc = doc};
    if (!grouping_start(&grouping))
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
        if (mention->entity == NONE && !short_form_group(&grouping, i))
            return QUOTH_FATAL;
        if (mention->entity == NONE)
            continue;
        struct state *state = &grouping.states.items[mention->entity];
        state->last_seen = i;
        uint64_t honorific = short_form_honorific(doc, mention);
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

static bool holds_word(const struct doc *doc, uint32_t begin, uint32_t end, const enum well_known_set *sets,
                       size_t n_sets)
{
    for (uint32_t i = begin; i < end; i++)
        for (size_t s = 0; s < n_sets; s++)
            if (token_is_in(doc, i, sets[s]))
                return true;
    return false;
}

bool entity_is_called(const struct doc *doc, const struct entity *entity, const enum well_known_set *sets,
                      size_t n_sets)
{
    const struct mention *name = &doc->mentions.items[entity->name_mention];
    if (holds_word(doc, name->first_token, name->first_name_token, sets, n_sets) ||
        holds_word(doc, name->end_name_token, name->end_token, sets, n_sets))
        return true;
    if (entity->role_mention == NONE)
        return false;
    const struct span role = doc->mentions.items[entity->role_mention].role;
    return holds_word(doc, token_from(doc, role.begin), token_from(doc, role.end), sets, n_sets);
}
