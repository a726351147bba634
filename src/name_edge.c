#include "name_edge.h"

#include <string.h>

#include "name.h"
#include "sex.h"

static void begin_name(const struct doc *doc, struct mention *mention, uint32_t token)
{
    mention->first_name_token = token;
    mention->name.begin = doc->tokens.begin[token];
}

/* What was read as a person with a role is an organisation, whose name begins with the token. */
static void become_organization(const struct doc *doc, struct mention *mention, uint32_t token)
{
    mention->kind = QUOTH_ORGANIZATION;
    mention->role = (struct span){0, 0};
    begin_name(doc, mention, token);
}

/* Whether a word inside a name ends what stands before the person's own name: President, or the Over of a headline. */
static bool ends_title(const struct doc *doc, uint32_t token)
{
    if (token_is_first_name(doc, token))
        return false;
    bool before_given = token_is_first_name(doc, token + 1);
    if (token_is_in(doc, token, SET_PARTICLE)) /* Di is a rank too */
        return false;
    if (doc->tokens.shape[token + 1] == SHAPE_LOWER && token_is_in(doc, token + 1, SET_PARTICLE)) /* Sultan bin Saeed */
        return false;
    return token_is_in_any(doc, token, SET_TITLE, SET_PERSON_NOUN) ||
           (before_given && token_is_in(doc, token, SET_COMMON));
}

/* "Browns DL Sheldon Richardson": capitals among words that aren't. */
static bool is_odd_capitals(const struct doc *doc, uint32_t token, uint32_t end)
{
    bool upper = doc->tokens.shape[token] == SHAPE_UPPER && doc->text.bytes[doc->tokens.end[token] - 1] != '.';
    return upper && doc->tokens.shape[token + 1] == SHAPE_CAP && doc->tokens.shape[end - 1] == SHAPE_CAP;
}

/* Whether all of the words begin with a capital, apart from small ones. */
static bool are_capitalised(const struct doc *doc, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (!name_is_word(doc, i) || (doc->tokens.shape[i] == SHAPE_LOWER && !name_is_small(doc, i)))
            return false;
    return true;
}

bool name_edge_join_organization(const struct doc *doc, struct mention *mention)
{
    uint32_t first = mention->first_name_token, end = mention->end_name_token, begin = first;
    if (mention->kind != QUOTH_PERSON || end <= first || !token_is_in(doc, end - 1, SET_ORG_PART) ||
        sex_by_first(doc, first) || sex_by_title(doc, mention))
        return false;
    bool role = mention->role.begin < mention->role.end && mention->role.end <= mention->name.begin;
    while (role && begin > mention->first_token && doc->tokens.begin[begin - 1] >= mention->role.begin)
        begin--;
    while (begin < first && token_is_in(doc, begin, SET_DETERMINER))
        begin++;
    if (end < begin + 2 || !are_capitalised(doc, begin, end))
        return false;
    become_organization(doc, mention, begin);
    return true;
}

void name_edge_complete(const struct doc *doc, struct mention *mention)
{
    enum { FEWEST = 3 };
    const struct tokens *tokens = &doc->tokens;
    const uint32_t bracket = mention->end_token;
    if (bracket + 2 >= tokens->n || tokens->kind[bracket] != TOKEN_OPEN || tokens->kind[bracket + 2] != TOKEN_CLOSE ||
        tokens->shape[bracket + 1] != SHAPE_UPPER || mention->end_name_token != bracket)
        return;
    char letters[NAME_FOLDED], word[NAME_FOLDED];
    size_t left = name_fold(doc, bracket + 1, letters, sizeof letters);
    uint32_t begin = bracket;
    if (left < FEWEST)
        return;
    for (uint32_t i = bracket; left > 0 && i-- > doc->sentences[mention->sentence].first_token;) {
        if (tokens->shape[i] == SHAPE_LOWER && name_is_small(doc, i))
            continue;
        if (tokens->kind[i] != TOKEN_WORD || !name_fold(doc, i, word, sizeof word) || word[0] != letters[left - 1])
            return;
        left--;
        begin = i;
    }
    if (left > 0 || begin >= mention->first_name_token)
        return;
    become_organization(doc, mention, begin);
}

/* "ex-Fox": what stands before the hyphen tells that it is no longer so. */
static bool is_former(const struct doc *doc, uint32_t token)
{
    const char *begin = doc->text.bytes + doc->tokens.begin[token];
    const char *hyphen = memchr(begin, '-', doc->tokens.end[token] - doc->tokens.begin[token]);
    return hyphen &&
           language_has(doc->language, lexicon_lookup(doc->language->lexicon, begin, (size_t)(hyphen - begin)),
                        SET_OTHER_OFFICE);
}

/* "Chicago-born Shriver", "Ex-Fox Brennan" */
static void drop_origin(const struct doc *doc, struct mention *mention)
{
    uint32_t first = mention->first_name_token;
    bool origin = first + 1 < mention->end_name_token && !token_is_first_name(doc, first) &&
                  (name_word_is_in(doc, first, SET_STANDS_WITH_MODIFIER) || name_word_is_in(doc, first, SET_EPITHET) ||
                   is_former(doc, first));
    if (!origin)
        return;
    begin_name(doc, mention, first + 1);
}

/* "PC Dean Orr": behind a title, another one that is also a given name is that. */
static void take_given_name(const struct doc *doc, struct mention *mention)
{
    const uint32_t first = mention->first_name_token;
    if (mention->end_name_token != first + 1 || first < mention->first_token + 2 ||
        !token_is_in(doc, first - 1, SET_TITLE) || !sex_by_first(doc, first - 1) ||
        token_is_in(doc, first - 1, SET_HONORIFIC) || !token_is_in(doc, first - 2, SET_TITLE) ||
        token_is_in(doc, first - 2, SET_ARTICLE))
        return;
    if (mention->role.end > doc->tokens.end[first - 2])
        mention->role.end = doc->tokens.end[first - 2];
    begin_name(doc, mention, first - 1);
}

void name_edge_trim(const struct doc *doc, struct mention *mention)
{
    enum { SHORTEST = 2 };
    if (mention->kind != QUOTH_PERSON)
        return;
    take_given_name(doc, mention);
    drop_origin(doc, mention);
    uint32_t first = mention->first_name_token, end = mention->end_name_token, begin = first;
    /* behind letters that are none of the name, a title may stand before a single word: JSA Chairman Orr */
    for (uint32_t i = first; i + SHORTEST < end || (begin == i && i > first && i + 1 < end); i++)
        if (ends_title(doc, i) || (i + SHORTEST < end && is_odd_capitals(doc, i, end)))
            begin = i + 1;
    if (begin == first)
        return;
    if (mention->role.begin == mention->role.end)
        mention->role = (struct span){doc->tokens.begin[first], doc->tokens.end[begin - 1]};
    else if (mention->role.end <= doc->tokens.begin[first])
        mention->role.end = doc->tokens.end[begin - 1];
    begin_name(doc, mention, begin);
}
