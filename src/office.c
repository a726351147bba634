#include "office.h"

#include <string.h>

#include "name.h"

/* Runs of well-known sets: of words for the same trade, the last ones of words that mean the same, and for the same
 * kind of body. */
static const enum well_known_set first_trade = SET_KINDRED_LAWYER, first_synonym = SET_SYNONYM_CAPTAIN,
                                 last_trade = SET_SYNONYM_SPOKESPERSON, first_body = SET_BODY_BANK,
                                 last_body = SET_BODY_AIRLINE;

bool office_is_tail(const struct doc *doc, uint32_t token)
{
    return token > 0 && token_is_in(doc, token, SET_OFFICE_TAIL) && token_is_in(doc, token - 1, SET_PREPOSITION);
}

/* Words that tell one holder of a role from another. */
static bool is_telling(const struct doc *doc, uint32_t token)
{
    return !office_is_tail(doc, token) && !name_word_is_in(doc, token, SET_EPITHET) &&
           (doc->tokens.kind[token] == TOKEN_WORD || doc->tokens.kind[token] == TOKEN_NUMBER) &&
           !token_is_in_any(doc, token, SET_DETERMINER, SET_PREPOSITION, SET_POSSESSIVE, SET_CONJUNCTION);
}

unsigned office_words(const struct doc *doc, uint32_t first, uint32_t end, uint64_t head, uint64_t *hashes)
{
    unsigned n = 0;
    for (uint32_t i = first; i < end && n < OFFICE_WORDS; i++) {
        uint64_t hash = is_telling(doc, i) ? name_hash_word(doc, i) : head;
        if (hash != head)
            hashes[n++] = hash;
    }
    return n;
}

unsigned office_common_words(const uint64_t *a, unsigned n_a, const uint64_t *b, unsigned n_b)
{
    unsigned common = 0;
    for (unsigned i = 0; i < n_a; i++)
        for (unsigned j = 0; j < n_b; j++)
            if (a[i] == b[j]) {
                common++;
                break;
            }
    return common;
}

/* Whether the first words have one of `other_office` that the second ones lack. */
static bool has_other_word(const struct doc *doc, uint32_t first, uint32_t end, uint32_t first_of, uint32_t end_of)
{
    for (uint32_t i = first; i < end; i++) {
        bool shared = !token_is_in(doc, i, SET_OTHER_OFFICE);
        for (uint32_t j = first_of; j < end_of && !shared; j++)
            shared = name_hash_word(doc, i) == name_hash_word(doc, j);
        if (!shared)
            return true;
    }
    return false;
}

bool office_is_other(const struct doc *doc, const struct mention *mention, uint32_t first, uint32_t end)
{
    return has_other_word(doc, first, end, mention->first_token, mention->head_token) ||
           has_other_word(doc, mention->first_token, mention->head_token, first, end);
}

bool office_is_modifier(const struct doc *doc, uint32_t token)
{
    return name_word_is_in(doc, token, SET_STANDS_WITH_MODIFIER) || name_word_is_in(doc, token, SET_EPITHET) ||
           token_is_in(doc, token, SET_DEMONYM) || name_word_is_in(doc, token, SET_STANDS_FOR_PERSON);
}

bool office_is(const struct doc *doc, uint32_t role_word, uint32_t noun)
{
    enum { SHORTEST = 3 };
    if (name_hash_word(doc, role_word) == name_hash_word(doc, noun))
        return true;
    size_t n = doc->tokens.end[role_word] - doc->tokens.begin[role_word] - 1;
    const char *word = doc->text.bytes + doc->tokens.begin[role_word],
               *full = doc->text.bytes + doc->tokens.begin[noun];
    n += word[n] != '.';
    if (n < SHORTEST || !token_is_in(doc, role_word, SET_TITLE) || n >= doc->tokens.end[noun] - doc->tokens.begin[noun])
        return false;
    for (size_t i = 0; i < n; i++)
        if ((word[i] | 0x20) != (full[i] | 0x20))
            return false;
    return true;
}

/* "the finance minister", "the Finance Minister", but no name: the Ohio governor. */
static bool is_common_word(const struct doc *doc, uint32_t token)
{
    return doc->tokens.shape[token] == SHAPE_LOWER ||
           (doc->tokens.shape[token] == SHAPE_CAP && token_is_in_any(doc, token, SET_PORTFOLIO, SET_OTHER_OFFICE));
}

bool office_words_differ(const struct doc *doc, const struct mention *mention, uint32_t first, uint32_t end,
                         uint64_t noun)
{
    bool told = false;
    for (uint32_t i = mention->first_token + 1; i < mention->head_token; i++)
        told |= is_common_word(doc, i) && !office_is_modifier(doc, i);
    uint64_t words[OFFICE_WORDS], others[OFFICE_WORDS];
    unsigned n =
        office_words(doc, mention->first_token, mention->end_token, name_hash_word(doc, mention->head_token), words);
    unsigned n_others = office_words(doc, first, end, noun, others);
    return told && n_others && !office_common_words(words, n, others, n_others);
}

static bool offices_differ(const struct doc *doc, const struct mention *mention, struct span role, uint32_t role_noun)
{
    return office_words_differ(doc, mention, token_from(doc, role.begin), token_from(doc, role.end),
                               name_hash_word(doc, role_noun));
}

/* Whether one word may call again whom the other one told, lawyer and solicitor, officer and detective: by how many
 * lists; one of words that mean the same counts as OFFICE_CLOSE. */
static unsigned kinship(const struct doc *doc, uint32_t a, uint32_t b)
{
    unsigned n = 0;
    uint64_t rest = language_sets(doc->language, doc->tokens.word[a], first_trade, last_trade);
    for (; rest; rest &= rest - 1) {
        const enum well_known_set list = first_trade + (enum well_known_set)__builtin_ctzll(rest);
        if (name_word_is_in(doc, b, list))
            n += list >= first_synonym ? OFFICE_CLOSE : 1;
    }
    return n;
}

/* "the prosecutor" is whoever came in as "prosecuting", "the defence barrister" as "defending", "the barrister" either.
 */
static bool is_lawyer_of_side(const struct doc *doc, const struct entity *entity, const struct mention *mention)
{
    const uint32_t head = mention->head_token;
    static const enum well_known_set sides[] = {SET_KINDRED_PROSECUTION, SET_KINDRED_DEFENCE};
    for (uint32_t i = mention->first_token; i <= head; i++)
        for (size_t s = 0; s < sizeof sides / sizeof *sides; s++)
            if (token_is_in(doc, i, sides[s]))
                return token_is_in(doc, entity->lawyer, sides[s]);
    return token_is_in(doc, head, SET_KINDRED_LAWYER);
}

/* The most that a word of these has in common with the description's noun: "the comedian's mother" is no comedian. */
static unsigned kinship_of_words(const struct doc *doc, uint32_t begin, uint32_t end, uint32_t noun)
{
    unsigned most = 0;
    for (uint32_t i = begin; i < end; i++) {
        const unsigned n = kinship(doc, i, noun);
        most = token_is_in(doc, i, SET_POSSESSIVE) ? 0 : n > most ? n : most;
    }
    return most;
}

/* "the council spokeswoman" doesn't speak for the police: whether the words before the noun are in none of what is told
 * of somebody. */
static bool speaks_for_other(const struct doc *doc, const struct entity *entity, const struct mention *mention)
{
    if (!token_is_in(doc, mention->head_token, SET_SPOKESPERSON))
        return false;
    uint64_t words[OFFICE_WORDS], told[OFFICE_WORDS];
    const uint64_t head = name_hash_word(doc, mention->head_token);
    const unsigned n = office_words(doc, mention->first_token, mention->end_token, head, words);
    const struct mention *name = &doc->mentions.items[entity->name_mention];
    unsigned n_told = office_words(doc, name->first_token, name->first_name_token, head, told), common;
    common = office_common_words(words, n, told, n_told);
    if (entity->role_mention != NONE) {
        const struct span role = doc->mentions.items[entity->role_mention].role;
        n_told = office_words(doc, token_from(doc, role.begin), token_from(doc, role.end), head, told);
        common += office_common_words(words, n, told, n_told);
    }
    return n && !common;
}

unsigned office_kinship(const struct doc *doc, const struct entity *entity, const struct mention *mention)
{
    const struct mention *name = &doc->mentions.items[entity->name_mention];
    const uint32_t noun = mention->head_token, last = name->end_name_token - 1;
    if (speaks_for_other(doc, entity, mention))
        return 0;
    unsigned most = kinship_of_words(doc, name->first_token, name->first_name_token, noun);
    if (name->end_name_token > name->first_name_token + 1 && token_is_in(doc, last, SET_SUFFIX))
        most |= kinship(doc, last, noun);
    if (!most && entity->lawyer != NONE)
        most = is_lawyer_of_side(doc, entity, mention);
    if (entity->role_mention == NONE)
        return most;
    const struct span role = doc->mentions.items[entity->role_mention].role;
    const unsigned told = kinship_of_words(doc, token_from(doc, role.begin), token_from(doc, role.end), noun);
    return told > most ? told : most;
}

bool office_is_kindred(const struct doc *doc, const struct entity *entity, const struct mention *mention)
{
    return office_kinship(doc, entity, mention) > 0;
}

bool office_is_body_akin(const struct doc *doc, const struct entity *entity, const struct mention *mention)
{
    const struct mention *name = &doc->mentions.items[entity->name_mention];
    const uint64_t wanted = language_sets(doc->language, doc->tokens.word[mention->head_token], first_body, last_body);
    uint64_t told = 0;
    for (uint32_t i = name->first_name_token; wanted && i < name->end_name_token; i++)
        told |= language_sets(doc->language, doc->tokens.word[i], first_body, last_body);
    if (wanted && entity->role_mention != NONE) {
        const struct span role = doc->mentions.items[entity->role_mention].role;
        for (uint32_t i = token_from(doc, role.begin); i < doc->tokens.n && doc->tokens.end[i] <= role.end; i++)
            told |= language_sets(doc->language, doc->tokens.word[i], first_body, last_body);
    }
    return wanted & told;
}

static bool is_kin(const struct doc *doc, uint32_t token)
{
    return token_is_in_any(doc, token, SET_KIN_SPOUSE, SET_KIN_PARENT, SET_KIN_CHILD, SET_KIN_SIBLING);
}

/* Whether the first mention tells of no office, but of something else: "Dr Ann Orr", "Ann Orr, who runs a cafe,". */
static bool is_told_otherwise(const struct doc *doc, const struct entity *entity)
{
    const struct mention *name = &doc->mentions.items[entity->name_mention], *next = name + 1;
    if (entity->lawyer != NONE && token_is_in_any(doc, entity->lawyer, SET_KINDRED_PROSECUTION, SET_KINDRED_DEFENCE))
        return true; /* prosecuting or defending; "for the Tories" tells nothing */
    for (uint32_t i = name->first_token; i < name->first_name_token; i++)
        if (token_is_in_any(doc, i, SET_KINDRED_DOCTOR, SET_KINDRED_SCIENTIST))
            return true;
    while (next < doc->mentions.items + doc->mentions.n && next->first_token < name->end_token)
        next++;
    return next < doc->mentions.items + doc->mentions.n && next->relative && next->kind == QUOTH_PERSON &&
           next->first_token == name->end_token + 1 && doc->tokens.kind[name->end_token] == TOKEN_COMMA;
}

/* "the council leader", "the police commissioner" */
static bool tells_body(const struct doc *doc, const struct mention *mention)
{
    for (uint32_t i = mention->first_token + 1; i < mention->head_token; i++)
        if (doc->tokens.shape[i] == SHAPE_LOWER &&
            token_is_in_any(doc, i, SET_STANDS_FOR_ORG, SET_STANDS_FOR_COUNCIL, SET_STANDS_FOR_POLICE))
            return true;
    return false;
}

/* "the council leader" is no economist, though "the leader" may be anybody. */
static bool tells_body_of_other(const struct doc *doc, const struct mention *mention, struct span role)
{
    uint64_t words[OFFICE_WORDS], others[OFFICE_WORDS];
    const uint32_t first = token_from(doc, role.begin), end = token_from(doc, role.end);
    bool trade = false;
    if (!tells_body(doc, mention))
        return false;
    for (uint32_t i = first; i < end; i++) {
        if (name_word_is_in(doc, i, SET_STANDS_FOR_OFFICE))
            return false;
        trade |= token_is_in(doc, i, SET_PERSON_NOUN) && !token_is_in(doc, i, SET_RELATION);
    }
    const uint64_t head = name_hash_word(doc, mention->head_token);
    const unsigned n = office_words(doc, mention->first_token, mention->end_token, head, words);
    return trade && !office_common_words(words, n, others, office_words(doc, first, end, head, others));
}

bool office_clashes(const struct doc *doc, const struct entity *entity, const struct mention *mention)
{
    if (entity->role_mention == NONE)
        return (token_is_in(doc, mention->head_token, SET_SOLE_OFFICE) || tells_body(doc, mention)) &&
               is_told_otherwise(doc, entity);
    if (name_word_is_in(doc, mention->head_token, SET_ANY_OFFICE))
        return tells_body_of_other(doc, mention, doc->mentions.items[entity->role_mention].role);
    struct span role = doc->mentions.items[entity->role_mention].role;
    const bool sole = token_is_in(doc, mention->head_token, SET_SOLE_OFFICE);
    bool other = false;
    for (uint32_t i = token_from(doc, role.begin); i < doc->tokens.n && doc->tokens.begin[i] < role.end; i++) {
        if (office_is(doc, i, mention->head_token))
            return offices_differ(doc, mention, role, i);
        other |= sole && is_kin(doc, i); /* "her daughter, Ann Orr, left. The president ..." */
        other |= (token_is_in_any(doc, i, SET_STANDS_FOR_OFFICE, SET_PERSON_NOUN) &&
                  !token_is_in_any(doc, i, SET_ANY_OFFICE, SET_RELATION)) ||
                 (token_is_in(doc, i, SET_TITLE) && doc->text.bytes[doc->tokens.end[i] - 1] == '.');
    }
    return other && !office_is_kindred(doc, entity, mention);
}

bool office_was_other(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (entity >= describer->n_offices || describer->offices[entity] == NONE ||
        !token_is_in(doc, mention->head_token, SET_SOLE_OFFICE))
        return false;
    const struct mention *before = &doc->mentions.items[describer->offices[entity]];
    const uint64_t head = name_hash_word(doc, mention->head_token),
                   head_before = name_hash_word(doc, before->head_token);
    if (head != head_before && !kinship(doc, before->head_token, mention->head_token))
        return true;
    uint64_t words[OFFICE_WORDS], words_before[OFFICE_WORDS];
    const unsigned n = office_words(doc, mention->first_token, mention->head_token, head, words);
    const unsigned n_before = office_words(doc, before->first_token, before->head_token, head_before, words_before);
    return office_is_other(doc, mention, before->first_token, before->head_token) ||
           (n && n_before && !office_common_words(words, n, words_before, n_before));
}

bool office_differs(const struct doc *doc, uint32_t number, uint32_t entity)
{
    const struct mention *mention = &doc->mentions.items[number];
    const uint32_t told = doc->entities.items[entity].role_mention;
    if (told == NONE || !name_word_is_in(doc, mention->head_token, SET_STANDS_FOR_OFFICE))
        return false;
    struct span role = doc->mentions.items[told].role;
    const uint32_t end = token_from(doc, role.end);
    return offices_differ(doc, mention, role, end - 1) ||
           office_is_other(doc, mention, token_from(doc, role.begin), end);
}

static bool is_nation(const struct doc *doc, uint32_t token)
{
    return token_is_in_any(doc, token, SET_DEMONYM, SET_AFFILIATION);
}

/* Spaniard and Spanish, Pole and Polish, Democrat and Democratic begin alike: four letters, or all but one of a short
 * word. */
static bool are_of_nation(const struct doc *doc, uint32_t a, uint32_t b)
{
    enum { ALIKE = 4 }; /* letters */
    const size_t n_a = doc->tokens.end[a] - doc->tokens.begin[a], n_b = doc->tokens.end[b] - doc->tokens.begin[b];
    const size_t shorter = n_a < n_b ? n_a : n_b, n = shorter > ALIKE ? ALIKE : shorter - 1;
    return !memcmp(doc->text.bytes + doc->tokens.begin[a], doc->text.bytes + doc->tokens.begin[b], n);
}

/* The nation or party that a description tells, its noun's first: "the Italian", "the Labour politician"; NONE. */
static uint32_t nation_of(const struct doc *doc, const struct mention *mention)
{
    const uint32_t head = mention->head_token;
    if (doc->tokens.shape[head] == SHAPE_CAP && token_is_in(doc, head, SET_STANDS_FOR_PERSON)) /* the Frenchman */
        return head;
    for (uint32_t i = head + 1; i-- > mention->first_token;)
        if (is_nation(doc, i))
            return i;
    return NONE;
}

bool office_tells_nation(const struct doc *doc, uint32_t number)
{
    return nation_of(doc, &doc->mentions.items[number]) != NONE;
}

bool office_nation_differs(const struct doc *doc, uint32_t number, uint32_t entity)
{
    enum { FARTHEST = 100 }; /* mentions */
    const uint32_t nation = nation_of(doc, &doc->mentions.items[number]);
    bool differs = false;
    for (uint32_t i = number; i-- > 0 && number - i <= FARTHEST;) {
        const struct mention *before = &doc->mentions.items[i];
        if (before->entity != entity || before->pronoun || before->inside)
            continue;
        const struct span role = before->role;
        const uint32_t end = before->named ? before->first_name_token : before->end_token;
        const uint32_t from_role = role.end > role.begin ? token_from(doc, role.begin) : before->first_token;
        const uint32_t first = from_role < before->first_token ? from_role : before->first_token;
        for (uint32_t j = first; j < doc->tokens.n && (j < end || doc->tokens.begin[j] < role.end); j++) {
            if (!is_nation(doc, j))
                continue;
            if (are_of_nation(doc, j, nation))
                return false;
            differs = true;
        }
    }
    return differs;
}
