#include "sex.h"

#include "name.h"

static uint8_t sex_of_word(const struct doc *doc, uint32_t token, enum well_known_set male_set,
                           enum well_known_set female_set)
{
    bool male = token_is_in(doc, token, male_set), female = token_is_in(doc, token, female_set);
    return male == female ? GENDER_UNKNOWN : male ? GENDER_MALE : GENDER_FEMALE;
}

/* "her boyfriend Jef Holm" is a man: what belongs to others doesn't count, the word nearest to the name does. */
uint8_t sex_by_title(const struct doc *doc, const struct mention *mention)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    for (uint32_t i = begin; i-- > mention->first_token;) {
        if (token_is_in_any(doc, i, SET_POSSESSIVE, SET_POSSESSIVE_PRONOUN))
            break;
        uint8_t sex = sex_of_word(doc, i, SET_MALE, SET_FEMALE);
        if (sex)
            return sex;
    }
    /* "Der Dichter Kim Orr": before a noun, in a language where determiners have a gender */
    bool subject = mention->kind == QUOTH_PERSON && !mention->plural && !mention->oblique;
    bool male = subject && begin > mention->first_token + 1 &&
                token_is_in(doc, mention->first_token, SET_DETERMINER_MALE) &&
                !token_is_in(doc, begin - 1, SET_FEMININE);
    return male ? GENDER_MALE : GENDER_UNKNOWN;
}

uint8_t sex_by_word(const struct doc *doc, uint32_t token)
{
    return sex_of_word(doc, token, SET_MALE, SET_FEMALE);
}

uint8_t sex_by_first(const struct doc *doc, uint32_t token)
{
    return sex_of_word(doc, token, SET_FIRST_MALE, SET_FIRST_FEMALE);
}

uint8_t sex_by_given_name(const struct doc *doc, const struct mention *mention)
{
    uint32_t begin, end;
    name_tokens(mention, &begin, &end);
    if (mention->kind != QUOTH_PERSON)
        return GENDER_UNKNOWN;
    const uint8_t first = sex_by_first(doc, begin);
    /* "Kim Soo-jin": what others have as a given name may be the family's */
    const bool family = end > begin + 1 && token_is_in(doc, begin, SET_FAMILY_FIRST);
    const uint8_t second = family ? sex_by_first(doc, begin + 1) : GENDER_UNKNOWN;
    return !first || !second || first == second ? first | second : GENDER_UNKNOWN;
}

/* Whether a mention outside of quotation marks stands before it in its sentence. */
static bool begins_sentence(const struct doc *doc, uint32_t number)
{
    const struct mention *name = &doc->mentions.items[number];
    return !number || name[-1].inside || name[-1].sentence != name->sentence;
}

/* "his counsel, Joss Orr, said he": the pronoun may mean whoever the name comes in with. */
static bool comes_in_as_of(const struct doc *doc, const struct mention *name)
{
    for (uint32_t i = name->first_token; i < name->first_name_token; i++)
        if (token_is_in_any(doc, i, SET_POSSESSIVE, SET_POSSESSIVE_PRONOUN))
            return true;
    return false;
}

uint8_t sex_by_pronoun(const struct doc *doc, uint32_t number, bool *sure)
{
    enum { FARTHEST = 8 };
    const struct mention *name = &doc->mentions.items[number];
    *sure = true;
    if (name->inside || token_is_in(doc, name->end_token, SET_POSSESSIVE))
        return GENDER_UNKNOWN;
    uint32_t last = name->sentence + (begins_sentence(doc, number) && !name->oblique);
    for (uint32_t i = number + 1; i < doc->mentions.n && i <= number + FARTHEST; i++) {
        const struct mention *next = &doc->mentions.items[i];
        if (next->inside || next->begin < name->end)
            continue;
        bool begins = next->sentence != name->sentence && begins_sentence(doc, i);
        if (next->sentence > last || (!*sure && next->sentence != name->sentence && !begins))
            return GENDER_UNKNOWN;
        if (next->pronoun && next->gender && next->sentence == name->sentence && comes_in_as_of(doc, name)) {
            *sure = false;
            continue;
        }
        if (next->pronoun && next->gender && (*sure || begins))
            return next->gender;
        if (!next->pronoun && (next->kind == QUOTH_PERSON || next->kind == QUOTH_UNNAMED))
            *sure = false;
    }
    return GENDER_UNKNOWN;
}

uint8_t sex_by_report(const struct doc *doc, uint32_t speaker, const struct attribution *attribution)
{
    const struct span words = attribution->quote.items[0];
    const uint32_t first = mention_from(doc, words.begin);
    const struct mention *mention = &doc->mentions.items[first],
                         *before = mention - 1, *const who = &doc->mentions.items[speaker];
    if (first >= doc->mentions.n || mention->begin != words.begin || !mention->pronoun || mention->inside)
        return GENDER_UNKNOWN;
    while (before > who && (before->plural || before->kind == QUOTH_ORGANIZATION || before->kind == QUOTH_GROUP ||
                            before->kind == QUOTH_DOCUMENT))
        before--;
    uint32_t end = who->end; /* of the speaker or the cue, whichever is nearer */
    for (size_t i = 0; i < attribution->cue.n; i++)
        if (attribution->cue.items[i].end > end && attribution->cue.items[i].end <= words.begin)
            end = attribution->cue.items[i].end;
    return before > who && before->begin >= end ? GENDER_UNKNOWN : mention->gender;
}
