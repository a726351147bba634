#include "kind.h"

#include "language.h"
#include "name.h"
#include "sex.h"

/* "video game firm Bioware", "charity Shelter", but neither "outside court Patel" nor "told police Patel". */
static bool may_stand_before_name(const struct doc *doc, const struct mention *noun)
{
    return noun->head_token + 1 == noun->end_token &&
           (noun->first_token < noun->head_token ||
            token_is_in_any(doc, noun->head_token, SET_ORG_KIND, SET_STANDS_FOR_ORG));
}

/* Whether a longer name is known of the one who is called so. */
static bool is_short_form(const struct doc *doc, const struct mention *name)
{
    const struct mention *full = &doc->mentions.items[doc->entities.items[name->entity].name_mention];
    return full->end_name_token - full->first_name_token > name->end_name_token - name->first_name_token;
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
                      may_stand_before_name(doc, before) && !is_short_form(doc, name);
        bool kind = before->kind == QUOTH_ORGANIZATION && name->end_token <= before->head_token &&
                    token_is_in(doc, before->head_token, SET_ORG_KIND) &&
                    !token_is_in(doc, name->end_token, SET_POSSESSIVE); /* the Tarn news agency */
        bool modifier = before->kind == QUOTH_UNNAMED && name->end_token <= before->head_token &&
                        !token_is_in(doc, name->end_token, SET_POSSESSIVE);
        if (titled || kind || modifier)
            return true;
    }
    return false;
}

/* "a spokesman for Brannock Lifting": who has spokesmen and no name of a person that we know is a firm, or the like. */
static bool is_spoken_for(const struct doc *doc, uint32_t number)
{
    enum { NEAR = 2 }; /* mentions */
    const struct mention *name = &doc->mentions.items[number];
    for (uint32_t i = number; i-- > 0 && number - i <= NEAR;) {
        const struct mention *before = &doc->mentions.items[i];
        if (!before->named && before->end_token == name->end_token &&
            token_is_in(doc, before->head_token, SET_SPOKESPERSON))
            return name->first_token == name->first_name_token && name->first_token == before->head_token + 2;
    }
    return false;
}

/* "Plain Deal leader Ann Orr": several words that no list has as a given name, right before somebody's office, are the
 * body's. */
static bool is_called_body(const struct doc *doc, uint32_t number)
{
    enum { NEAR = 2 }; /* mentions */
    const struct mention *name = &doc->mentions.items[number];
    if (name->end_name_token < name->first_name_token + 2 || name->first_token != name->first_name_token)
        return false;
    for (uint32_t i = number > NEAR ? number - NEAR : 0; i < doc->mentions.n && i <= number + NEAR; i++) {
        const struct mention *holder = &doc->mentions.items[i];
        if (i != number && holder->named && holder->kind == QUOTH_PERSON && holder->first_token <= name->first_token &&
            holder->first_name_token > name->end_token && name->begin >= holder->role.begin &&
            name->end < holder->role.end && doc->tokens.shape[name->end_token] == SHAPE_LOWER &&
            !token_is_in_any(doc, name->end_token, SET_POSSESSIVE, SET_CONJUNCTION))
            return true;
    }
    return false;
}

/* "Glass Orchard have split up": one name with a verb for several, as bands and teams have, but not "Orr and Lowe
 * have", nor "would Orr have". */
static bool is_called_several(const struct doc *doc, uint32_t number)
{
    const struct mention *name = &doc->mentions.items[number];
    const uint32_t first = name->first_token, end = name->end_token;
    if (name->inside || name->oblique || end >= doc->tokens.n || !token_is_in(doc, end, SET_PLURAL_VERB))
        return false;
    bool begins = first == doc->sentences[name->sentence].first_token;
    return begins || (doc->tokens.kind[first - 1] == TOKEN_WORD &&
                      !token_is_in_any(doc, first - 1, SET_CONJUNCTION, SET_AUXILIARY));
}

/* What stands right behind the name and a comma, if it can be said of an organisation: "Red Stone, which", "Red Stone,
 * a dredging company"; NULL when the words begin with a given name or a title. */
static const struct mention *apposed_thing(const struct doc *doc, uint32_t number)
{
    const struct mention *name = &doc->mentions.items[number];
    uint32_t begin, end;
    name_tokens(name, &begin, &end);
    if (number + 1 == doc->mentions.n || begin > name->first_token || sex_by_title(doc, name) ||
        token_is_first_name(doc, begin))
        return NULL;
    const struct mention *next = name + 1;
    bool apposed = next->kind == QUOTH_ORGANIZATION && !next->plural && !next->named && next->first_token == end + 1 &&
                   doc->tokens.kind[end] == TOKEN_COMMA;
    return apposed ? next : NULL;
}

static bool is_called_thing(const struct doc *doc, uint32_t number)
{
    const struct mention *next = apposed_thing(doc, number);
    return next && next->relative;
}

static bool is_called_company(const struct doc *doc, uint32_t number)
{
    const struct mention *next = apposed_thing(doc, number);
    return next && !next->pronoun && token_is_in(doc, next->first_token, SET_ARTICLE);
}

/* "Phone maker Zentor": behind a noun for a business, where it may be said of a person too, a name of one unknown word.
 */
static bool is_called_business(const struct doc *doc, uint32_t number)
{
    const struct mention *name = &doc->mentions.items[number];
    const uint32_t first = name->first_name_token;
    return first > name->first_token && name->end_name_token == first + 1 && doc->tokens.word[first] == 0 &&
           token_is_in(doc, first - 1, SET_STANDS_FOR_BUSINESS) &&
           doc->entities.items[name->entity].name_mention == number;
}

/* "shares in Orvane": what somebody can own is no person and no place. */
static bool is_owned(const struct doc *doc, uint32_t number)
{
    const struct mention *name = &doc->mentions.items[number];
    const uint32_t first = name->first_token;
    return first > 1 && first == name->first_name_token && token_is_in(doc, first - 1, SET_PLACE_PREPOSITION) &&
           token_is_in(doc, first - 2, SET_HOLDING) && !token_is_in(doc, first, SET_PLACE);
}

/* "Bild reported": a word that is known as a newspaper. */
static bool is_known_outlet(const struct doc *doc, uint32_t number)
{
    const struct mention *name = &doc->mentions.items[number];
    const uint32_t token = name->first_name_token;
    return token == name->first_token && name->end_name_token == token + 1 && token_is_in(doc, token, SET_OUTLET) &&
           !token_is_in(doc, token, SET_COMMON) && !sex_by_first(doc, token);
}

/* "London Vane": a place before a word that is none. */
static bool begins_with_place(const struct doc *doc, const struct mention *name)
{
    uint32_t begin, end;
    name_tokens(name, &begin, &end);
    return end == begin + 2 && begin == name->first_token && token_is_in(doc, begin, SET_PLACE) &&
           !token_is_in_any(doc, end - 1, SET_PLACE, SET_ORG_PART, SET_ORG_NAME);
}

bool kind_is_relative(const struct doc *doc, const struct mention *mention)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    return mention->kind == QUOTH_ORGANIZATION && begin > mention->first_token && end == begin + 2 &&
           token_is_in(doc, begin, SET_PLACE) && !token_is_in_any(doc, end - 1, SET_ORG_PART, SET_ORG_NAME) &&
           token_is_in(doc, begin - 1, SET_RELATION) && doc->tokens.shape[begin - 1] == SHAPE_LOWER;
}

/* "London Vane was late. She ..." */
static bool is_called_he_or_she(const struct doc *doc, uint32_t number)
{
    bool sure = false;
    return begins_with_place(doc, &doc->mentions.items[number]) && sex_by_pronoun(doc, number, &sure) && sure;
}

/* "Richard Cross, a former aide": a given name, and what a person is behind the comma. */
static bool is_called_person(const struct doc *doc, uint32_t number)
{
    const struct mention *name = &doc->mentions.items[number];
    uint32_t begin, end;
    name_tokens(name, &begin, &end);
    if (end < begin + 2 || number + 1 == doc->mentions.n || end + 1 >= doc->tokens.n ||
        doc->tokens.kind[end] != TOKEN_COMMA || !(sex_by_first(doc, begin) || begins_with_place(doc, name)))
        return false;
    const struct mention *next = name + 1;
    return doc->tokens.kind[end + 1] == TOKEN_NUMBER || (next->kind == QUOTH_UNNAMED && next->first_token == end + 1);
}

/* A word in small letters that is neither a verb nor a small word: a noun or an adjective. */
static bool is_plain_word(const struct doc *doc, uint32_t token)
{
    if (token >= doc->tokens.n || doc->tokens.kind[token] != TOKEN_WORD || doc->tokens.shape[token] != SHAPE_LOWER)
        return false;
    return !token_is_in_any(doc, token, SET_AUXILIARY, SET_PREPOSITION, SET_CONJUNCTION, SET_SUBORDINATOR, SET_ADVERB,
                            SET_PAST, SET_THIRD, SET_PARTICIPLE, SET_POSSESSIVE, SET_DETERMINER, SET_FUNCTION_WORD);
}

/* Whether a name only tells something of the noun behind it: two Oscar nominations, a new Moschino bag; but not "the
 * Orr who". */
static bool is_attribute(const struct doc *doc, uint32_t first, uint32_t end)
{
    if (first == 0 || !is_plain_word(doc, end))
        return false;
    return token_is_in_any(doc, first - 1, SET_DETERMINER, SET_POSSESSIVE_PRONOUN, SET_NUMBER_WORD) ||
           doc->tokens.kind[first - 1] == TOKEN_NUMBER || is_plain_word(doc, first - 1);
}

/* Whether a mention shows somebody who can act: not "in Skipsea", nor "her Moschino bag". */
static bool shows_actor(const struct doc *doc, const struct mention *mention)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    bool bare = begin == mention->first_token && mention->role.begin == mention->role.end && !mention->label;
    bool place = begin > 0 && token_is_in(doc, begin - 1, SET_PLACE_PREPOSITION) &&
                 !(end < doc->tokens.n && token_is_in(doc, end, SET_POSSESSIVE));
    bool given = end > begin + 1 && sex_by_first(doc, begin);
    return !bare || given || !(place || (end == begin + 1 && is_attribute(doc, begin, end)));
}

bool kind_dismiss_bystanders(struct doc *doc)
{
    bool *acts = arena_zalloc(doc->arena, doc->entities.n + 1, sizeof *acts);
    if (!acts)
        return false;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        if (mention->named && mention->entity != NONE)
            acts[mention->entity] |=
                doc->entities.items[mention->entity].kind != QUOTH_PERSON || shows_actor(doc, mention);
    }
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        struct mention *mention = &doc->mentions.items[i];
        if (!mention->named || mention->entity == NONE || acts[mention->entity] || mention->kind != QUOTH_PERSON)
            continue;
        mention->kind = QUOTH_ORGANIZATION;
        mention->weak = true;
        mention->gender = GENDER_UNKNOWN;
        doc->entities.items[mention->entity].kind = QUOTH_ORGANIZATION;
        doc->entities.items[mention->entity].gender = GENDER_UNKNOWN;
    }
    return true;
}

void kind_mend(struct doc *doc)
{
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        if (mention->entity == NONE || !mention->named)
            continue;
        struct entity *entity = &doc->entities.items[mention->entity];
        const bool told = entity->gender || entity->role_mention != NONE;
        const bool person = entity->kind == QUOTH_PERSON;
        const bool called =
            person && !told &&
            (is_called_organization(doc, i) || is_called_company(doc, i) || is_spoken_for(doc, i) ||
             is_called_several(doc, i) || is_called_body(doc, i) || is_known_outlet(doc, i) || is_owned(doc, i));
        if (called || (person && !entity->gender && is_called_business(doc, i)))
            entity->kind = QUOTH_ORGANIZATION;
        else if (person && entity->role_mention == NONE && is_called_thing(doc, i)) {
            entity->kind = QUOTH_ORGANIZATION;
            entity->gender = GENDER_UNKNOWN;
        } else if (entity->kind == QUOTH_ORGANIZATION && !mention->weak &&
                   (is_called_person(doc, i) || is_called_he_or_she(doc, i))) {
            entity->kind = QUOTH_PERSON;
            entity->gender = sex_by_first(doc, mention->first_name_token);
        }
    }
}
