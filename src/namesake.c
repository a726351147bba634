#include "namesake.h"

#include "language.h"
#include "sex.h"

/* "Jane Orr, born Jane Lind": who is known by another name, from before the comma or by the given name. */
uint32_t namesake_born(const struct grouping *grouping, uint32_t number, const struct name *name)
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
        if (grouping->states.items[entity].name.parts[0].hash == name->parts[0].hash &&
            grouping_may_be(doc, mention, entity))
            return entity;
    return NONE;
}

bool namesake_join_born(struct grouping *grouping, uint32_t number, uint32_t entity, const struct name *name)
{
    grouping->doc->mentions.items[number].entity = entity;
    grouping->doc->mentions.items[number].resolved = QUOTH_RESOLVED_ALIAS;
    return grouping_index_name(grouping, name, entity);
}

/* "Bolton" and "Georgia" are places, but where John Bolton or Georgia Tennant is in the story it is they; not so behind
 * a preposition, "in Georgia". */
uint32_t namesake_of_place(const struct grouping *grouping, const struct mention *mention, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    if (mention->kind != QUOTH_ORGANIZATION || name->n != 1 || end != begin + 1 || !token_is_in(doc, begin, SET_PLACE))
        return NONE;
    static const enum key_use uses[] = {KEY_LAST, KEY_OTHER};
    for (size_t u = 0; u < sizeof uses / sizeof *uses; u++) {
        struct walk walk = grouping_walk(grouping, uses[u], name->parts[0].hash);
        for (uint32_t entity; (entity = grouping_next(grouping, &walk)) != NONE;) {
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

/* Whether the words that tell who somebody is have this one: Suzuki chairman Taro Suzuki, Taro Suzuki, chairman of
 * Suzuki. */
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
        struct walk walk = grouping_walk(grouping, uses[u], word);
        for (uint32_t entity; (entity = grouping_next(grouping, &walk)) != NONE;)
            if (grouping->doc->entities.items[entity].kind == QUOTH_ORGANIZATION &&
                grouping->states.items[entity].first_seen < number)
                return true;
    }
    return false;
}

/* "Suzuki" and "Dell" are firms, but where Ann Suzuki has come in, and no firm before her, it is she. */
uint32_t namesake_of_firm(const struct grouping *grouping, uint32_t number, const struct name *name)
{
    const struct doc *doc = grouping->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const uint32_t first = mention->first_token;
    if (mention->kind != QUOTH_ORGANIZATION || name->n != 1 || mention->end_token != first + 1 ||
        doc->tokens.shape[first] != SHAPE_CAP || !token_is_in_any(doc, first, SET_ORG_NAME, SET_OUTLET) ||
        (first > 0 && token_is_in_any(doc, first - 1, SET_DETERMINER, SET_PLACE_PREPOSITION)))
        return NONE;
    struct walk walk = grouping_walk(grouping, KEY_LAST, name->parts[0].hash);
    for (uint32_t entity; (entity = grouping_next(grouping, &walk)) != NONE;) {
        const struct state *state = &grouping->states.items[entity];
        const struct mention *person = &doc->mentions.items[state->first_seen];
        if (doc->entities.items[entity].kind == QUOTH_PERSON && state->name.n_given > 1 && state->last_seen != NONE &&
            !is_told_of(doc, person, name->parts[0].hash) && !is_firm_before(grouping, name->parts[0].hash, number))
            return entity;
    }
    return NONE;
}

/* Whether a person comes in as somebody's whose name has this word, or as his or hers, or as the victim's: "Mr Orr's
 * wife, Helen", "Helen, his wife". */
static bool is_relative_of(const struct doc *doc, const struct mention *relative, uint64_t family)
{
    enum { FARTHEST = 6 }; /* tokens */
    const uint32_t begin = doc->sentences[relative->sentence].first_token, end = relative->end_name_token;
    uint32_t first = relative->first_name_token;
    if (end + 2 < doc->tokens.n && doc->tokens.kind[end] == TOKEN_COMMA &&
        token_is_in(doc, end + 1, SET_POSSESSIVE_PRONOUN) && token_is_in(doc, end + 2, SET_RELATION))
        return true;
    for (uint32_t i = first; i-- > begin && first - i <= FARTHEST;) {
        if (token_is_in(doc, i, SET_POSSESSIVE_PRONOUN))
            return true;
        if (token_is_in(doc, i, SET_POSSESSIVE))
            return i > begin && (name_hash_word(doc, i - 1) == family ||
                                 (doc->tokens.shape[i - 1] == SHAPE_LOWER && token_is_in(doc, i - 1, SET_PERSON_NOUN)));
        if (!token_is_in(doc, i, SET_PERSON_NOUN) && doc->tokens.kind[i] != TOKEN_COMMA &&
            doc->tokens.shape[i] != SHAPE_LOWER)
            return false;
    }
    return false;
}

/* "Mrs Orr" when Helen came in as the wife of Mr Orr, and nobody else called Orr is a woman. */
uint32_t namesake_relative(const struct grouping *grouping, uint32_t number, const struct name *name)
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
            (sex_by_given_name(doc, before) == mention->gender || before->gender == mention->gender) &&
            is_relative_of(doc, before, name_last(name)->hash))
            found = before->entity;
    }
    return found;
}

uint64_t namesake_shared_family(const struct doc *doc, uint32_t number)
{
    const struct mention *mention = &doc->mentions.items[number], *next = mention + 1;
    const uint32_t word = mention->end_name_token - 1, end = mention->end_token;
    if (number + 1 >= doc->mentions.n || mention->kind != QUOTH_PERSON || mention->first_name_token != word ||
        !token_is_first_name(doc, word))
        return 0;
    bool joined = next->named && next->kind == QUOTH_PERSON && next->first_name_token == end + 1 &&
                  token_is_in(doc, end, SET_CONJUNCTION) && next->end_name_token == next->first_name_token + 2 &&
                  (token_is_first_name(doc, end + 1) || doc->tokens.word[end + 1] == 0);
    return joined ? name_hash_word(doc, next->end_name_token - 1) : 0;
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

/* "Mrs Orr", where no name tells the sex of Denzil Orr, but the pronouns behind him so far do, or his wife has come in.
 */
bool namesake_is_of_other_sex(const struct grouping *grouping, uint32_t number, const struct name *name,
                              uint32_t entity)
{
    enum { FARTHEST = 60 }; /* mentions */
    const struct doc *doc = grouping->doc;
    const uint8_t sex = doc->mentions.items[number].gender;
    if (!sex || doc->entities.items[entity].gender || doc->entities.items[entity].kind != QUOTH_PERSON)
        return false;
    const uint32_t relative = namesake_relative(grouping, number, name);
    if (relative != NONE && relative != entity && comes_in_with(grouping, relative, entity))
        return true;
    int votes = 0;
    for (uint32_t back = 1; back <= number && back <= FARTHEST; back++)
        if (doc->mentions.items[number - back].entity == entity)
            votes += grouping_vote_of_pronoun(doc, number - back);
    return votes && (votes > 0 ? GENDER_MALE : GENDER_FEMALE) != sex;
}
