#include "clue.h"

#include <stdlib.h>
#include <string.h>

#include "name.h"
#include "office.h"

enum { MAX_CLUES = 16 }; /* roles with the same noun that are compared, on both sides */

/* Adds a clue that is found by one hash, and whose word has another one. */
static bool add_found_by(struct describer *describer, uint64_t hash, struct clue clue)
{
    if (!arena_grow(describer->doc->arena, &describer->clues, &describer->clue_capacity, describer->n_clues + 1,
                    sizeof *describer->clues))
        return false;
    clue.hash = hash;
    describer->clues[describer->n_clues++] = clue;
    return true;
}

static bool add_hash(struct describer *describer, uint64_t hash, uint32_t mention, uint32_t first, uint32_t end)
{
    return add_found_by(describer, hash, (struct clue){0, hash, mention, first, end});
}

/* What a word that ends in a stop is found by when another one begins with its letters: "Gov." by "governor". */
static uint64_t hash_shortened(uint64_t hash)
{
    return ~hash;
}

static bool add_clue(struct describer *describer, uint32_t token, uint32_t mention, uint32_t first, uint32_t end)
{
    const struct doc *doc = describer->doc;
    const struct clue clue = {0, name_hash_word(doc, token), mention, first, end};
    const bool shortened = doc->text.bytes[doc->tokens.end[token] - 1] == '.';
    return add_found_by(describer, clue.word, clue) &&
           (!shortened || add_found_by(describer, hash_shortened(clue.word), clue));
}

/* A role's noun; where nouns are put together, also what it ends in. */
static bool add_office(struct describer *describer, uint32_t token, uint32_t mention, uint32_t first, uint32_t end)
{
    const struct doc *doc = describer->doc;
    uint32_t begin = doc->tokens.begin[token];
    size_t from = language_compound_end(doc->language, doc->text.bytes + begin, doc->tokens.end[token] - begin);
    return add_clue(describer, token, mention, first, end) &&
           (!from || add_hash(describer, name_hash_end(doc, token, from), mention, first, end));
}

/* "one of the producers" is the producer. */
static bool add_one_of(struct describer *describer, uint32_t token, uint32_t mention, uint32_t first, uint32_t end)
{
    const struct doc *doc = describer->doc;
    const char *word = doc->text.bytes + doc->tokens.begin[token];
    const size_t n = doc->tokens.end[token] - doc->tokens.begin[token];
    return !token_is_in(doc, first, SET_NUMBER_WORD) || !token_is_in(doc, token, SET_PLURAL) || n < 2 ||
           word[n - 1] != 's' || add_hash(describer, name_hash_bytes(word, n - 1), mention, first, end);
}

/* Nouns of a role, but for those that any firm may be called by: the last word before a preposition, a conjunction, a
 * comma or its end. "mayor of Leith" is no clue for Leith. */
static bool add_role(struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    struct span role = doc->mentions.items[number].role;
    uint32_t first = token_from(doc, role.begin), end = token_from(doc, role.end);
    for (uint32_t i = first; i < end; i++) {
        bool last = i + 1 == end || doc->tokens.kind[i + 1] == TOKEN_COMMA ||
                    token_is_in_any(doc, i + 1, SET_PREPOSITION, SET_CONJUNCTION);
        /* "a consultant cardiologist" is a consultant */
        last |= i + 1 < end && token_is_in(doc, i, SET_PERSON_NOUN) && token_is_in(doc, i + 1, SET_PERSON_NOUN) &&
                !token_is_in(doc, i + 1, SET_RELATION);
        const bool any =
            doc->mentions.items[number].kind == QUOTH_ORGANIZATION && token_is_in(doc, i, SET_ANY_BUSINESS);
        if (last && !any && doc->tokens.kind[i] == TOKEN_WORD &&
            (!add_office(describer, i, number, first, end) || !add_one_of(describer, i, number, first, end)))
            return false;
        if (token_is_in(doc, i + 1 < end ? i + 1 : i, SET_PREPOSITION))
            break;
    }
    return true;
}

/* "the commission" for "the Coast Commission": capitalised words of an organisation's name; "the group" for "campaign
 * group Orr", the noun before it. */
static bool add_organization(struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t first = mention->first_name_token, end = mention->end_name_token;
    bool described = first > mention->first_token && token_is_in(doc, first - 1, SET_STANDS_FOR_ORG) &&
                     !token_is_in(doc, first - 1, SET_STANDS_FOR_BUSINESS); /* "the company" may be any */
    if (described && !add_clue(describer, first - 1, number, mention->first_token, first))
        return false;
    if (end < first + 2)
        return true;
    for (uint32_t i = first; i < end; i++)
        if (doc->tokens.kind[i] == TOKEN_WORD && doc->tokens.shape[i] != SHAPE_LOWER &&
            !add_clue(describer, i, number, first, end))
            return false;
    return true;
}

/* "Professor" of "Professor Sir Hugh Orr, a witness": what stands before the name, beside the role told behind it. */
static bool add_titles(struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    for (uint32_t i = mention->first_token; i < mention->first_name_token; i++) {
        bool told = doc->tokens.begin[i] >= mention->role.begin && doc->tokens.begin[i] < mention->role.end;
        bool title = token_is_in(doc, i, SET_TITLE) && !token_is_in(doc, i, SET_HONORIFIC);
        if (title && !told && !add_clue(describer, i, number, i, i + 1))
            return false;
    }
    return true;
}

/* "campaigner Ann Orr, chairwoman of the trust": the noun behind the comma, when a role stands before the name. */
static bool add_second_role(struct describer *describer, uint32_t number)
{
    enum { LONGEST = 5 }; /* tokens before the noun */
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const uint32_t first = mention->end_token + 1;
    if (mention->kind != QUOTH_PERSON || mention->role.end > mention->name.begin || first >= doc->tokens.n ||
        doc->tokens.kind[mention->end_token] != TOKEN_COMMA)
        return true;
    for (uint32_t i = first; i + 1 < doc->tokens.n && i < first + LONGEST; i++) {
        bool last = doc->tokens.kind[i + 1] == TOKEN_COMMA || token_is_in(doc, i + 1, SET_PREPOSITION);
        if (last && doc->tokens.kind[i] == TOKEN_WORD && token_is_in(doc, i, SET_PERSON_NOUN))
            return add_clue(describer, i, number, first, i + 1);
        if (last || doc->tokens.kind[i] != TOKEN_WORD || token_is_in_any(doc, i, SET_POSSESSIVE, SET_PREPOSITION))
            break;
    }
    return true;
}

/* "Ramon Deleste, 38,": the number behind the name. */
static bool add_age(struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t age = mention->end_name_token + 1;
    if (mention->kind != QUOTH_PERSON || age >= doc->tokens.n || doc->tokens.kind[age] != TOKEN_NUMBER)
        return true;
    uint8_t between = doc->tokens.kind[age - 1];
    if (between != TOKEN_COMMA && between != TOKEN_OPEN)
        return true;
    uint32_t *of_entity = &doc->entities.items[mention->entity].age;
    if (!*of_entity)
        *of_entity = (uint32_t)strtoul(doc->text.bytes + doc->tokens.begin[age], NULL, 10);
    return add_clue(describer, age, number, age, age + 1);
}

/* Whether a noun for a person is said of a person, one for an organisation of an organisation. */
static bool kinds_agree(const struct doc *doc, const struct mention *noun, const struct mention *name)
{
    const quoth_kind kind = name->entity != NONE ? doc->entities.items[name->entity].kind : name->kind;
    return name->named && !name->weak && !noun->plural && noun->sentence == name->sentence &&
           (noun->kind == QUOTH_UNNAMED ? kind == QUOTH_PERSON
                                        : noun->kind == QUOTH_ORGANIZATION && kind == QUOTH_ORGANIZATION);
}

/* "Jane Doe is a painter": the mention before, when only a form of "be" stands between. */
static uint32_t described_by(const struct doc *doc, uint32_t number)
{
    if (number == 0)
        return NONE;
    const struct mention *noun = &doc->mentions.items[number], *before = noun - 1;
    bool linked = before->named && !before->inside && before->entity != NONE && noun->kind == QUOTH_UNNAMED &&
                  before->sentence == noun->sentence && noun->first_token == before->end_token + 1 &&
                  token_is_in(doc, before->end_token, SET_BE);
    return linked ? number - 1 : NONE;
}

/* Whether a name stands in what somebody says: "According to the mayor, Bell has left". */
static bool is_told_of(const struct describer *describer, uint32_t number, const struct mention *name)
{
    const uint32_t speech = describer->salience->notes[number].speech;
    return speech != NONE && spans_hold(&describer->doc->attributions.items[speech].quote, name->begin);
}

/* "Coast Watch chief, David Bell,": the name behind the comma. */
static uint32_t apposed_name(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *noun = &doc->mentions.items[number];
    if (noun->named || noun->pronoun || noun->end_token + 1 >= doc->tokens.n ||
        doc->tokens.kind[noun->end_token] != TOKEN_COMMA)
        return NONE;
    for (uint32_t next = number + 1; next < doc->mentions.n; next++) {
        const struct mention *name = &doc->mentions.items[next];
        if (name->first_token > noun->end_token)
            return name->first_token == noun->end_token + 1 && kinds_agree(doc, noun, name) &&
                           !is_told_of(describer, number, name) &&
                           !token_is_in(doc, name->first_token, SET_POSSESSIVE_PRONOUN) /* "whose boss Ann Orr" */
                       ? next
                       : NONE;
    }
    return NONE;
}

/* The token that opens a short bracket which ends before this one; the same one when there is none. */
static uint32_t skip_bracket_back(const struct doc *doc, uint32_t end)
{
    enum { LONGEST = 8 };
    if (end == 0 || doc->tokens.kind[end - 1] != TOKEN_CLOSE)
        return end;
    for (uint32_t i = end - 1; i-- > 0 && i + LONGEST >= end;)
        if (doc->tokens.kind[i] == TOKEN_OPEN)
            return i;
    return end;
}

/* "Jane Doe, a retired pilot who ...", "Orr Inc. (NYSE: ORR), a maker of ...": the name before the comma, unless the
 * noun speaks by itself. */
static uint32_t name_before_comma(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *noun = &doc->mentions.items[number];
    if (number == 0 || noun->named || noun->pronoun || describer->salience->notes[number].speech != NONE)
        return NONE;
    const uint32_t first = noun->first_token;
    if (first < 2 || doc->tokens.kind[first - 1] != TOKEN_COMMA)
        return NONE;
    const uint32_t end = skip_bracket_back(doc, first - 1);
    const struct mention *name = noun - 1;
    while (name > doc->mentions.items && name->end_token > end)
        name--;
    return kinds_agree(doc, noun, name) && name->end_token == end ? (uint32_t)(name - doc->mentions.items) : NONE;
}

/* Whether only words in small letters stand there: the "trade" of "the Unite trade union". */
static bool are_nouns(const struct doc *doc, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (doc->tokens.kind[i] != TOKEN_WORD || doc->tokens.shape[i] != SHAPE_LOWER ||
            token_is_in_any(doc, i, SET_POSSESSIVE, SET_PREPOSITION, SET_CONJUNCTION))
            return false;
    return true;
}

/* Whether a single unknown word before a noun for firms may be a town, "the Burton brewer": it stands nowhere else, and
 * some firm has come in. */
static bool may_be_town(const struct doc *doc, uint32_t noun, uint32_t name)
{
    const struct mention *mention = &doc->mentions.items[name];
    if (mention->end_name_token > mention->first_name_token + 1 ||
        doc->tokens.shape[mention->first_name_token] != SHAPE_CAP ||
        token_is_in(doc, mention->first_name_token, SET_ORG_NAME) ||
        !token_is_in(doc, doc->mentions.items[noun].head_token, SET_STANDS_FOR_BUSINESS))
        return false;
    bool firm = false;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *other = &doc->mentions.items[i];
        if (i != name && other->named && other->entity == mention->entity)
            return false;
        firm |= i < noun && other->named && !other->weak && other->entity != NONE &&
                doc->entities.items[other->entity].kind == QUOTH_ORGANIZATION;
    }
    return firm;
}

/* "the Unite union": the name before a noun that says what it is. */
static uint32_t name_within(const struct doc *doc, uint32_t number)
{
    const struct mention *noun = &doc->mentions.items[number];
    bool another =
        token_is_in(doc, noun->first_token, SET_ARTICLE) && !token_is_in(doc, noun->first_token, SET_DEFINITE);
    if (noun->named || noun->kind != QUOTH_ORGANIZATION || another || !token_is_in(doc, noun->head_token, SET_ORG_KIND))
        return NONE;
    for (uint32_t i = number + 1; i < doc->mentions.n && doc->mentions.items[i].end_token <= noun->head_token; i++) {
        const struct mention *name = &doc->mentions.items[i];
        bool nation = token_is_in(doc, name->end_token - 1, SET_DEMONYM); /* the US company */
        if (name->named && !name->weak && !nation && are_nouns(doc, name->end_token, noun->head_token) &&
            name->entity != NONE && doc->entities.items[name->entity].kind == QUOTH_ORGANIZATION)
            return may_be_town(doc, number, i) ? NONE : i;
    }
    return NONE;
}

uint32_t description_named(const struct describer *describer, uint32_t number)
{
    uint32_t named = described_by(describer->doc, number);
    if (named == NONE)
        named = name_within(describer->doc, number);
    if (named == NONE)
        named = name_before_comma(describer, number);
    return named != NONE ? named : apposed_name(describer, number);
}

static int compare_clues(const void *left, const void *right)
{
    const struct clue *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->mention < b->mention ? -1 : a->mention > b->mention;
}

bool clue_gather(struct describer *describer)
{
    struct doc *doc = describer->doc;
    for (uint32_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        bool sound = true;
        uint32_t named = description_named(describer, i);
        if (mention->entity != NONE && mention->role.end > mention->role.begin)
            sound = add_role(describer, i);
        else if (named != NONE && doc->mentions.items[named].entity != NONE)
            sound = add_clue(describer, mention->head_token, named, mention->first_token, mention->end_token);
        if (mention->entity != NONE && mention->kind == QUOTH_ORGANIZATION && !mention->weak)
            sound = sound && add_organization(describer, i);
        if (mention->entity != NONE && mention->named)
            sound = sound && add_age(describer, i) && add_titles(describer, i) && add_second_role(describer, i);
        if (!sound)
            return false;
    }
    if (describer->n_clues > 1)
        qsort(describer->clues, describer->n_clues, sizeof *describer->clues, compare_clues);
    return true;
}

size_t clue_find(const struct describer *describer, uint64_t hash, uint32_t mention, size_t *first)
{
    size_t low = 0, high = describer->n_clues;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct clue *clue = &describer->clues[middle];
        if (clue->hash < hash || (clue->hash == hash && clue->mention < mention))
            low = middle + 1;
        else
            high = middle;
    }
    size_t begin = low, end = low;
    while (begin > 0 && low - begin < MAX_CLUES && describer->clues[begin - 1].hash == hash)
        begin--;
    while (end < describer->n_clues && end - low < MAX_CLUES && describer->clues[end].hash == hash)
        end++;
    *first = begin;
    return end;
}

size_t clue_find_word(const struct describer *describer, uint32_t token, uint32_t mention, size_t *first)
{
    enum { SHORTEST = 3, LONGEST = 4 }; /* letters before the stop */
    const struct doc *doc = describer->doc;
    const char *word = doc->text.bytes + doc->tokens.begin[token];
    const size_t n = doc->tokens.end[token] - doc->tokens.begin[token];
    size_t end = clue_find(describer, name_hash_word(doc, token), mention, first);
    const bool office = token_is_in_any(doc, token, SET_STANDS_FOR_OFFICE, SET_STANDS_FOR_ORG) ||
                        (token_is_in(doc, token, SET_TITLE) && !token_is_in(doc, token, SET_NEWCOMER));
    for (size_t letters = SHORTEST; office && *first == end && letters <= LONGEST && letters < n; letters++)
        end = clue_find(describer, hash_shortened(name_hash_bytes(word, letters)), mention, first);
    return end;
}

int clue_fit(const struct describer *describer, const struct mention *mention, const struct clue *clue)
{
    const struct doc *doc = describer->doc;
    uint64_t words[OFFICE_WORDS], role[OFFICE_WORDS];
    const bool shortened = clue->hash != clue->word;
    const uint64_t noun = shortened ? name_hash_word(doc, mention->head_token) : clue->word;
    unsigned n_words = office_words(doc, mention->first_token, mention->end_token, noun, words);
    unsigned n_role = office_words(doc, clue->first_token, clue->end_token, clue->word, role);
    unsigned common = office_common_words(words, n_words, role, n_role);
    const bool other = office_is_other(doc, mention, clue->first_token, clue->end_token);
    if (n_words && (!common || other))
        return CLUE_NO_MATCH;
    const bool bare = mention->head_token <= mention->first_token + 1; /* not "the Texas senator" */
    if (shortened && (other || clue->mention > mention - doc->mentions.items || !(bare || common)))
        return CLUE_NO_MATCH;
    if (!n_words) /* "the minister" is the finance minister as well as any, but hardly the deputy minister */
        return other ? -1 : 0;
    return (int)(4 * common) - (int)(4 * (n_words - common)) - (int)(n_role - common);
}
