#include "truecase.h"

#include <string.h>

#include "language.h"
#include "text.h"

/* Words with a capital, as bytes; open addressing. */
struct word_table {
    struct slot {
        uint32_t token; /* one of the word's places + 1; 0: free */
        uint32_t hash;
        bool within;         /* the word stands with its capital within a sentence too */
        unsigned heads;      /* how many captions it heads, if it is common only there */
        bool is_name, named; /* it certainly, or probably, is a name somewhere */
        bool is_noun;        /* a determiner stands before it somewhere */
        unsigned labels;     /* how many paragraphs begin with it and a colon */
    } * slots;
    size_t n_slots;
};

static uint32_t hash_of(const struct doc *doc, uint32_t token)
{
    uint32_t hash = 2166136261u;
    for (uint32_t i = doc->tokens.begin[token]; i < doc->tokens.end[token]; i++)
        hash = (hash ^ (unsigned char)doc->text.bytes[i]) * 16777619u;
    return hash;
}

static bool same_word(const struct doc *doc, uint32_t a, uint32_t b)
{
    const struct tokens *tokens = &doc->tokens;
    uint32_t n = tokens->end[a] - tokens->begin[a];
    return n == tokens->end[b] - tokens->begin[b] &&
           memcmp(doc->text.bytes + tokens->begin[a], doc->text.bytes + tokens->begin[b], n) == 0;
}

static struct slot *find(const struct doc *doc, const struct word_table *table, uint32_t token)
{
    uint32_t hash = hash_of(doc, token);
    size_t i = hash & (table->n_slots - 1);
    while (table->slots[i].token && (table->slots[i].hash != hash || !same_word(doc, table->slots[i].token - 1, token)))
        i = (i + 1) & (table->n_slots - 1);
    table->slots[i].hash = hash;
    return &table->slots[i];
}

/* Whether the mark before a token closes words that end in no stop: "A," Green said; or is an apostrophe: Growers'
 * Union. */
static bool is_behind_closing(const struct doc *doc, uint32_t token)
{
    return token >= 2 && doc->tokens.kind[token - 1] == TOKEN_MARK &&
           (doc->tokens.kind[token - 2] == TOKEN_COMMA || doc->tokens.kind[token - 2] == TOKEN_WORD) &&
           doc->tokens.begin[token - 1] == doc->tokens.end[token - 2] &&
           doc->tokens.begin[token] > doc->tokens.end[token - 1];
}

/* Whether a token stands where any word has a capital: first in a sentence, or behind a mark, bracket, colon or dash.
 */
static bool is_beginning(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    if (token == sentence->first_token)
        return true;
    if (is_behind_closing(doc, token))
        return false;
    uint8_t before = doc->tokens.kind[token - 1];
    if (before == TOKEN_NUMBER && token - 1 == sentence->first_token) /* the time of a live blog's post */
        return true;
    return before == TOKEN_MARK || before == TOKEN_OPEN || before == TOKEN_COLON || before == TOKEN_DASH ||
           before == TOKEN_STOP || before == TOKEN_ELLIPSIS || before == TOKEN_SYMBOL || before == TOKEN_QUESTION ||
           before == TOKEN_EXCLAMATION;
}

/* Whether the word ends like "-ing" or "-ness". Endings are entries of the lexicon, whose memory is fetched for all of
 * them at once. */
static bool has_common_ending(const struct doc *doc, uint32_t token)
{
    enum { SHORTEST = 2, LONGEST = 5, SHORTEST_STEM = 3 };
    const struct lexicon *lexicon = doc->language->lexicon;
    uint32_t begin = doc->tokens.begin[token], end = doc->tokens.end[token], n_endings = 0;
    uint64_t hashes[LONGEST - SHORTEST + 1];
    for (uint32_t n = SHORTEST; n <= LONGEST && begin + n + SHORTEST_STEM <= end; n++) {
        hashes[n_endings] = lexicon_hash(doc->text.bytes + end - n, n);
        lexicon_prefetch(lexicon, hashes[n_endings++]);
    }
    for (uint32_t i = 0; i < n_endings; i++)
        if (language_has(doc->language, lexicon_find(lexicon, hashes[i]), SET_COMMON_ENDING))
            return true;
    return false;
}

/* "Cross-examined by Orr, she": a name has a capital behind its hyphen too, or stands within a sentence as well; but
 * Jun-ho is one. */
static bool is_small_behind_hyphen(const struct doc *doc, uint32_t token)
{
    const char *begin = doc->text.bytes + doc->tokens.begin[token], *end = doc->text.bytes + doc->tokens.end[token];
    const char *hyphen = memchr(begin, '-', (size_t)(end - begin));
    return !doc->language->noun_capitals && hyphen && hyphen + 1 < end && hyphen[1] >= 'a' && hyphen[1] <= 'z' &&
           !token_is_in(doc, token, SET_FIRST_MALE) && !token_is_in(doc, token, SET_FIRST_FEMALE);
}

/* Whether a word that begins a sentence is more often no name. */
static bool is_common(const struct doc *doc, uint32_t token)
{
    if (doc->tokens.shape[token] == SHAPE_UPPER && token_is_in(doc, token, SET_DEMONYM)) /* US, not us */
        return false;
    if (token_is_in(doc, token, SET_COMMON) || is_small_behind_hyphen(doc, token))
        return true;
    if (doc->tokens.shape[token] != SHAPE_CAP || token_is_in(doc, token, SET_FIRST_MALE) ||
        token_is_in(doc, token, SET_FIRST_FEMALE))
        return false;
    bool form = token_is_in(doc, token, SET_GERUND) || token_is_in(doc, token, SET_PARTICIPLE);
    bool other = token_is_in(doc, token, SET_ORG_NAME) || token_is_in(doc, token, SET_PLACE) ||
                 token_is_in(doc, token, SET_DEMONYM);
    return form || (!other && has_common_ending(doc, token));
}

/* "Radiant: Ada Orr in Leith": what a caption begins with is a name only when it is one elsewhere. Where all nouns have
 * capitals, that is asked of each. */
static bool heads_caption(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    return !doc->language->noun_capitals && token == doc->paragraphs[sentence->paragraph].first_token &&
           token + 2 < sentence->end_token && doc->tokens.kind[token + 1] == TOKEN_COLON &&
           doc->tokens.shape[token] == SHAPE_CAP && doc->tokens.shape[token + 2] != SHAPE_LOWER &&
           !token_is_in(doc, token, SET_FIRST_MALE) && !token_is_in(doc, token, SET_FIRST_FEMALE);
}

/* The capitalised words, in the order of the text. */
struct capitals {
    struct capital {
        uint32_t token, sentence;
        bool prose, common, heads, beginning; /* of prose only are the others told */
    } * items;
    size_t n, capacity, n_heads;
};

/* The first capitalised word from `token` on, or the number of tokens. Eight at a step: most words are lower case. */
static size_t next_capital(const struct tokens *tokens, size_t token)
{
    for (uint64_t eight; token + sizeof eight <= tokens->n; token += sizeof eight) {
        memcpy(&eight, tokens->shape + token, sizeof eight);
        if (eight) /* SHAPE_LOWER is 0 */
            break;
    }
    while (token < tokens->n && tokens->shape[token] == SHAPE_LOWER)
        token++;
    return token;
}

static bool find_capitals(struct doc *doc, struct capitals *capitals)
{
    if (!arena_grow(doc->arena, &capitals->items, &capitals->capacity, doc->tokens.n / 4 + 1, sizeof *capitals->items))
        return false;
    uint32_t sentence = 0;
    for (size_t next = 0; (next = next_capital(&doc->tokens, next)) < doc->tokens.n; next++) {
        const uint32_t token = (uint32_t)next;
        while (doc->sentences[sentence].end_token <= token)
            sentence++;
        if (!arena_room(doc->arena, capitals))
            return false;
        struct capital *capital = &capitals->items[capitals->n++];
        *capital = (struct capital){.token = token, .sentence = sentence};
        if (doc->paragraphs[doc->sentences[sentence].paragraph].kind != PARAGRAPH_BODY)
            continue;
        capital->prose = true;
        capital->common = is_common(doc, token);
        capital->heads = !capital->common && heads_caption(doc, &doc->sentences[sentence], token);
        capital->common |= capital->heads;
        capitals->n_heads += capital->heads;
        capital->beginning = is_beginning(doc, &doc->sentences[sentence], token);
    }
    return true;
}

typedef void visitor(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning);

/* Visits the capitalised words of the prose that are common ones, or those that aren't. */
static void each_capital(struct doc *doc, const struct capitals *capitals, const struct word_table *table, bool common,
                         visitor *visit)
{
    for (size_t i = 0; i < capitals->n; i++)
        if (capitals->items[i].prose && capitals->items[i].common == common)
            visit(doc, table, capitals->items[i].token, capitals->items[i].beginning);
}

/* "Q    Well, did he?", "A. Never." */
static bool is_behind_letter(const struct doc *doc, uint32_t token)
{
    return token &&
           (token_is_in(doc, token - 1, SET_QUESTION_LABEL) ||
            (token_is_in(doc, token - 1, SET_ANSWER_LABEL) && doc->text.bytes[doc->tokens.end[token - 1] - 1] == '.'));
}

static void note_within(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning)
{
    struct slot *slot = beginning || is_behind_letter(doc, token) ? NULL : find(doc, table, token);
    if (slot) {
        slot->token = token + 1;
        slot->within = true;
    }
}

/* "Orr: (laughs) Ten.": what heads several paragraphs is a name that the document has within a sentence too. */
static void note_heads(struct doc *doc, const struct capitals *capitals, const struct word_table *table)
{
    for (size_t i = 0; i < capitals->n; i++)
        if (capitals->items[i].heads) {
            struct slot *slot = find(doc, table, capitals->items[i].token);
            slot->token = capitals->items[i].token + 1;
            slot->heads++;
        }
    for (size_t i = 0; i < capitals->n; i++)
        if (capitals->items[i].prose && !capitals->items[i].common && !capitals->items[i].beginning) {
            struct slot *slot = find(doc, table, capitals->items[i].token);
            slot->within |= slot->token && slot->heads > 2;
        }
}

/* "In", "The": no name at a beginning, though titles have them with capitals within a sentence too. */
static bool is_never_name(const struct doc *doc, uint32_t token)
{
    return doc->tokens.shape[token] == SHAPE_CAP && token_is_in(doc, token, SET_FUNCTION_WORD) &&
           !token_is_in(doc, token, SET_AUXILIARY) && !token_is_in(doc, token, SET_MONTH) &&
           !token_is_in(doc, token, SET_FIRST_MALE) && !token_is_in(doc, token, SET_FIRST_FEMALE);
}

static void lower(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning)
{
    bool listed = doc->language->noun_capitals && token_is_in(doc, token, SET_COMMON);
    if (beginning && (listed || !find(doc, table, token)->within || is_never_name(doc, token)))
        doc->tokens.shape[token] = SHAPE_LOWER;
}

/* -- family names ----------------------------------------------------------------------------- */

enum { MOST_FAMILIES = 16, MOST_LOOKS = 512 /* each of which goes through all capitalised words */ };

static bool is_first_name(const struct doc *doc, uint32_t token)
{
    return token_is_in(doc, token, SET_FIRST_MALE) || token_is_in(doc, token, SET_FIRST_FEMALE);
}

static bool is_trade(const struct doc *doc, uint32_t token)
{
    return token_is_in(doc, token, SET_PERSON_NOUN) || token_is_in(doc, token, SET_TITLE);
}

/* Whether a word would be no name by its other meaning: Will, May, Cuban, Gardener. */
static bool has_other_meaning(const struct doc *doc, uint32_t token)
{
    return token_is_in(doc, token, SET_AUXILIARY) || token_is_in(doc, token, SET_DEMONYM) ||
           token_is_in(doc, token, SET_MONTH) || is_trade(doc, token);
}

static bool precedes_capital(const struct doc *doc, uint32_t token)
{
    return token + 1 < doc->tokens.n && doc->tokens.kind[token + 1] == TOKEN_WORD &&
           doc->tokens.shape[token + 1] != SHAPE_LOWER;
}

/* Whether nothing but the capital tells anything of the word: it may be a family name. */
static bool is_bare_name(const struct doc *doc, uint32_t token)
{
    static const enum well_known_set others[] = {SET_TITLE, SET_PERSON_NOUN, SET_ORG_PART, SET_ORG_NAME,
                                                 SET_PLACE, SET_DEMONYM,     SET_COMMON,   SET_HONORIFIC,
                                                 SET_MONTH, SET_WEEKDAY,     SET_OUTLET,   SET_PLURAL};
    if (doc->tokens.shape[token] != SHAPE_CAP)
        return false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (token_is_in(doc, token, others[i]))
            return false;
    return true;
}

/* The word before it, and before initials: "Mark B. Cuban". */
static uint32_t word_before(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    do
        token--;
    while (token > sentence->first_token && doc->tokens.shape[token] == SHAPE_INITIAL);
    return token;
}

/* Whether it can be a family name by what stands around it: behind a given name, or behind a word of which nothing is
 * known where it names no body; and nothing that could belong to it follows: "Mark Cuban said", "Mark Cuban Jr." */
static bool is_behind_given(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    const struct tokens *tokens = &doc->tokens;
    if (token == sentence->first_token || token + 1 >= sentence->end_token || tokens->shape[token] != SHAPE_CAP ||
        !tokens->word[token])
        return false;
    const uint32_t given = word_before(doc, sentence, token), next = token + 1;
    bool follows =
        tokens->kind[next] == TOKEN_NUMBER || (precedes_capital(doc, token) && !token_is_in(doc, next, SET_SUFFIX));
    if (tokens->shape[given] != SHAPE_CAP || follows)
        return false;
    if (is_first_name(doc, given))
        return !token_is_in(doc, given, SET_PLACE);
    return is_bare_name(doc, given) && !token_is_in(doc, token, SET_WEEKDAY) && /* met Orr Thursday */
           !token_is_in(doc, token, SET_ORG_PART) && !token_is_in(doc, token, SET_ORG_NAME) &&
           !token_is_in(doc, token, SET_OUTLET);
}

/* Whether the word stands for somebody: "told White", "White said", but not "in Hill", "the Park", "White men said". */
static bool stands_for_person(const struct doc *doc, const struct capital *capital)
{
    const uint32_t token = capital->token, next = token + 1;
    if (token == 0 || next >= doc->tokens.n || precedes_capital(doc, token))
        return false;
    if (capital->beginning)
        return token_is_in(doc, next, SET_PAST) || token_is_in(doc, next, SET_THIRD) ||
               token_is_in(doc, next, SET_AUXILIARY) || token_is_in(doc, next, SET_POSSESSIVE);
    static const enum well_known_set others[] = {SET_DETERMINER, SET_POSSESSIVE_PRONOUN, SET_POSSESSIVE,
                                                 SET_PLACE_PREPOSITION};
    bool other = doc->tokens.shape[token - 1] != SHAPE_LOWER;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        other |= token_is_in(doc, token - 1, others[i]);
    return !other;
}

/* Whether a word behind a given name is the family name of somebody in this document: one by its form, or alone
 * elsewhere, where parks and newspapers don't stand. */
static bool is_family_name(const struct doc *doc, const struct capitals *capitals, uint32_t token)
{
    if (has_other_meaning(doc, token) && is_first_name(doc, token - 1) && !has_other_meaning(doc, token - 1))
        return true;
    for (size_t c = 0; c < capitals->n && !is_first_name(doc, token); c++)
        if (capitals->items[c].prose && same_word(doc, token, capitals->items[c].token) &&
            stands_for_person(doc, &capitals->items[c]))
            return true;
    return false;
}

/* In an article about Mark Cuban, each capitalised "Cuban" within a sentence is he: the word loses its other meanings.
 * But "Judge Orr" stays a judge. */
static void free_family_names(struct doc *doc, const struct capitals *capitals)
{
    uint32_t families[MOST_FAMILIES];
    size_t n = 0, left = MOST_LOOKS;
    for (size_t i = 0; i < capitals->n && n < MOST_FAMILIES && left > 0; i++) {
        const struct capital *capital = &capitals->items[i];
        if (!is_behind_given(doc, &doc->sentences[capital->sentence], capital->token))
            continue;
        left--;
        if (is_family_name(doc, capitals, capital->token))
            families[n++] = capital->token;
    }
    for (size_t c = 0; n && c < capitals->n; c++) {
        const uint32_t token = capitals->items[c].token;
        for (size_t i = 0; i < n && doc->tokens.shape[token] == SHAPE_CAP; i++)
            if (token != families[i] && same_word(doc, token, families[i]) &&
                !(is_trade(doc, token) && precedes_capital(doc, token)))
                doc->tokens.word[token] = 0;
    }
    for (size_t i = 0; i < n; i++)
        doc->tokens.word[families[i]] = 0;
}

/* -- given names ------------------------------------------------------------------------------ */

static bool is_capital_at(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    return token >= sentence->first_token && token < sentence->end_token && doc->tokens.kind[token] == TOKEN_WORD &&
           doc->tokens.shape[token] != SHAPE_LOWER;
}

/* "chairman Orr", "Inspector Orr", "Mr Orr": what is in front of a person's name, and of nothing else. */
static bool brings_in_person(const struct doc *doc, uint32_t token)
{
    return token_is_in(doc, token, SET_HONORIFIC) || token_is_in(doc, token, SET_TITLE) ||
           (token_is_in(doc, token, SET_PERSON_NOUN) && !token_is_in(doc, token, SET_PLURAL));
}

/* "chairman Brighton Orr", "spokesperson Given Orr": right behind an office or a trade a word that means something else
 * is a given name, when it doesn't belong to the names of bodies. */
static bool is_given_behind_office(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    static const enum well_known_set others[] = {
        SET_ORG_PART, SET_ORG_NAME, SET_OUTLET,    SET_OUTLET_NOUN, SET_WEEKDAY,    SET_MONTH,  SET_PERSON_NOUN,
        SET_DEMONYM,  SET_TITLE,    SET_HONORIFIC, SET_AFFILIATION, SET_DETERMINER, SET_SUFFIX, SET_CONJUNCTION};
    if (token == sentence->first_token || !brings_in_person(doc, token - 1))
        return false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (token_is_in(doc, token, others[i]))
            return false;
    return true;
}

/* Whether a word that means something else stands where a given name does: "Rebel Orr", "Israel Orr was late", "Roman
 * Orr", but not "in Israel Orr was late". */
static bool may_be_given(const struct doc *doc, const struct sentence *sentence, uint32_t token)
{
    const uint32_t before = token - 1;
    if (doc->tokens.shape[token] != SHAPE_CAP || !is_capital_at(doc, sentence, token + 1) ||
        is_capital_at(doc, sentence, token + 2) ||
        (is_capital_at(doc, sentence, before) && !brings_in_person(doc, before)) || !is_bare_name(doc, token + 1) ||
        token_is_in(doc, token, SET_TITLE))
        return false;
    const bool first = token == sentence->first_token;
    bool belongs = !first && (token_is_in(doc, before, SET_DETERMINER) || token_is_in(doc, before, SET_POSSESSIVE));
    if (token_is_in(doc, token, SET_DEMONYM) || is_first_name(doc, token))
        return token_is_in(doc, token, SET_DEMONYM) && is_first_name(doc, token) && !belongs;
    if (token_is_in(doc, token, SET_PLACE))
        return !belongs && (first || !token_is_in(doc, before, SET_PREPOSITION));
    return is_given_behind_office(doc, sentence, token) ||
           (token_is_in(doc, token, SET_PERSON_NOUN) && !token_is_in(doc, token, SET_PLURAL) &&
            !token_is_in(doc, token, SET_RELATION));
}

/* Whether the word stands alone somewhere within a sentence, as a name does: "on Monday Rebel was late"; or, for a
 * family name, behind another given one or an honorific: "her father Hugh Orr", "Mr Orr". */
static bool stands_as_name(const struct doc *doc, const struct capitals *capitals, uint32_t word, bool family)
{
    for (size_t c = 0; c < capitals->n; c++) {
        const struct capital *capital = &capitals->items[c];
        const struct sentence *sentence = &doc->sentences[capital->sentence];
        const uint32_t token = capital->token;
        if (!capital->prose || token == word || !same_word(doc, token, word) || is_capital_at(doc, sentence, token + 1))
            continue;
        if (is_capital_at(doc, sentence, token - 1)) {
            if (family && (is_first_name(doc, token - 1) || token_is_in(doc, token - 1, SET_HONORIFIC)))
                return true;
            continue;
        }
        if (capital->beginning ? is_bare_name(doc, token)
                               : token > 0 && !token_is_in(doc, token - 1, SET_DETERMINER) &&
                                     !token_is_in(doc, token - 1, SET_POSSESSIVE_PRONOUN))
            return true;
    }
    return false;
}

/* Whether the family name behind the word comes in behind it: "Christian Orr", but not "German Orr" after "Ada Orr". */
static bool brings_in_family(const struct doc *doc, const struct capitals *capitals, uint32_t given)
{
    for (size_t c = 0; c < capitals->n; c++) {
        const uint32_t token = capitals->items[c].token;
        if (capitals->items[c].prose && same_word(doc, token, given + 1))
            return token > 0 && same_word(doc, token - 1, given);
    }
    return false;
}

/* In an article about Rebel Orr, "Rebel" is she; about Israel or Christian Orr, the word keeps its meaning but before
 * the family name. */
static void free_given_names(struct doc *doc, const struct capitals *capitals)
{
    size_t left = MOST_FAMILIES;
    for (size_t i = 0; i < capitals->n && left > 0; i++) {
        const uint32_t given = capitals->items[i].token;
        const struct sentence *sentence = &doc->sentences[capitals->items[i].sentence];
        if (!capitals->items[i].prose || !may_be_given(doc, sentence, given))
            continue;
        left--;
        bool place = token_is_in(doc, given, SET_PLACE) && !is_first_name(doc, given);
        bool alone = !place && stands_as_name(doc, capitals, given, false);
        bool behind = (!is_first_name(doc, given) && is_given_behind_office(doc, sentence, given)) ||
                      (place ? stands_as_name(doc, capitals, given + 1, true)
                             : is_first_name(doc, given) && brings_in_family(doc, capitals, given));
        if (!alone && !behind)
            continue;
        for (size_t c = 0; c < capitals->n; c++) {
            const uint32_t other = capitals->items[c].token;
            if (other != given && other + 1 < doc->tokens.n && same_word(doc, other, given) &&
                (alone || same_word(doc, other + 1, given + 1)))
                doc->tokens.word[other] = 0;
        }
        doc->tokens.word[given] = 0;
    }
}

/* -- where nouns have capitals ---------------------------------------------------------------- */

static bool has_any(const struct doc *doc, uint32_t token, const enum well_known_set *sets, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (language_has(doc->language, doc->tokens.word[token], sets[i]))
            return true;
    return false;
}
#define HAS_ANY(doc, token, ...)                                                                                       \
    has_any(doc, token, (const enum well_known_set[]){__VA_ARGS__},                                                    \
            sizeof((const enum well_known_set[]){__VA_ARGS__}) / sizeof(enum well_known_set))

static bool is_listed_name(const struct doc *doc, uint32_t token)
{
    return HAS_ANY(doc, token, SET_FIRST_MALE, SET_FIRST_FEMALE, SET_PLACE, SET_ORG_NAME, SET_OUTLET);
}

/* Nouns of the lexicon are no names, unless something before them says so. */
static bool is_listed_noun(const struct doc *doc, uint32_t token)
{
    return HAS_ANY(doc, token, SET_NOUN, SET_PERSON_NOUN, SET_TITLE, SET_ORG_PART, SET_MONTH, SET_WEEKDAY, SET_TIME,
                   SET_MEASURE);
}

/* Neither are words that end compounds, and compounds; a name may follow them. */
static bool is_noun(const struct doc *doc, uint32_t token)
{
    return is_listed_noun(doc, token) || HAS_ANY(doc, token, SET_TAIL_WORD);
}

static bool is_capital_word(const struct doc *doc, uint32_t token)
{
    return doc->tokens.kind[token] == TOKEN_WORD &&
           (doc->tokens.shape[token] == SHAPE_CAP || doc->tokens.shape[token] == SHAPE_NOUN);
}

/* Whether a first name, or another particle, stands before the particle. */
static bool is_first_name_before(const struct doc *doc, uint32_t particle)
{
    return HAS_ANY(doc, particle - 1, SET_FIRST_MALE, SET_FIRST_FEMALE, SET_PARTICLE);
}

/* A small word of a name, also the article behind one: Ludwig van Beethoven, Ada van der Orr. */
static bool is_small_part(const struct doc *doc, uint32_t token)
{
    return doc->tokens.shape[token] == SHAPE_LOWER &&
           (HAS_ANY(doc, token, SET_PARTICLE) ||
            (HAS_ANY(doc, token, SET_DETERMINER) && HAS_ANY(doc, token - 1, SET_PARTICLE)));
}

/* "Berger: Yes.": at the beginning of a line. */
static bool is_label(const struct doc *doc, uint32_t token)
{
    if (token + 1 == doc->tokens.n || doc->tokens.kind[token + 1] != TOKEN_COLON || token == 0)
        return false;
    const uint32_t before = doc->tokens.end[token - 1];
    return memchr(doc->text.bytes + before, '\n', doc->tokens.begin[token] - before);
}

/* What stands around a capitalised word tells. */
static void note_evidence(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning)
{
    struct slot *slot = find(doc, table, token);
    slot->token = token + 1;
    slot->labels += is_label(doc, token);
    if (beginning || token == 0 || doc->tokens.kind[token - 1] != TOKEN_WORD)
        return;
    uint32_t before = token - 1;
    while (before > 0 && is_small_part(doc, before) && is_first_name_before(doc, before))
        before--;
    if (doc->tokens.shape[before] == SHAPE_INITIAL ||
        HAS_ANY(doc, before, SET_FIRST_MALE, SET_FIRST_FEMALE, SET_HONORIFIC))
        slot->is_name = true;
    else if (HAS_ANY(doc, before, SET_PERSON_NOUN, SET_TITLE) && is_capital_word(doc, before))
        slot->named |= !is_noun(doc, token);
    else if (HAS_ANY(doc, before, SET_DETERMINER, SET_POSSESSIVE_PRONOUN))
        slot->is_noun = true;
    else if (is_capital_word(doc, before) && !is_listed_noun(doc, before) && !is_noun(doc, token) &&
             !is_common(doc, before))
        slot->named = true;
}

static bool is_name(const struct doc *doc, const struct word_table *table, uint32_t token)
{
    const struct slot *slot = find(doc, table, token);
    if (slot->is_name || is_listed_name(doc, token))
        return true;
    return (slot->named || slot->labels > 1) && !slot->is_noun && !is_noun(doc, token);
}

/* A capitalised word without evidence is a noun; but one that nobody knows, right before a name, is a part of it. */
static void tell_nouns(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning)
{
    (void)beginning;
    if (doc->tokens.shape[token] != SHAPE_CAP || is_name(doc, table, token))
        return;
    bool known = doc->tokens.word[token] || find(doc, table, token)->is_noun;
    uint32_t next = token + 1;
    if (known || next == doc->tokens.n || !is_capital_word(doc, next) || !is_name(doc, table, next) ||
        is_common(doc, next) || HAS_ANY(doc, next, SET_PLACE, SET_ORG_NAME))
        doc->tokens.shape[token] = SHAPE_NOUN;
}

/* -- openings in capitals ----------------------------------------------------------------------- */

enum { MOST_OPENINGS = 4, LONGEST_OPENING = 8, LONGEST_WORD = 40 };

/* How the rest of the document writes a word. */
struct other_writing {
    bool small, capitalised;
};

/* Whether two words have the same letters, small or capital. */
static bool same_letters(const struct doc *doc, uint32_t a, uint32_t b)
{
    char one[LONGEST_WORD], other[LONGEST_WORD];
    const struct tokens *tokens = &doc->tokens;
    const uint32_t n = tokens->end[a] - tokens->begin[a];
    if (n != tokens->end[b] - tokens->begin[b] || n >= LONGEST_WORD / 2)
        return false;
    const size_t n_one = text_fold(doc->text.bytes + tokens->begin[a], n, one, sizeof one);
    return n_one && n_one == text_fold(doc->text.bytes + tokens->begin[b], n, other, sizeof other) &&
           memcmp(one, other, n_one) == 0;
}

static struct other_writing find_other_writing(const struct doc *doc, uint32_t token)
{
    struct other_writing other = {false, false};
    for (uint32_t i = 0; i < doc->tokens.n && !other.small; i++) {
        if (doc->tokens.kind[i] != TOKEN_WORD || doc->tokens.shape[i] > SHAPE_CAP || !same_letters(doc, token, i))
            continue;
        other.small = doc->tokens.shape[i] == SHAPE_LOWER;
        other.capitalised |= doc->tokens.shape[i] == SHAPE_CAP;
    }
    return other;
}

/* What a word in capitals would be elsewhere: as the document has it, else as the lexicon does; NHS stays. */
static enum token_shape shape_elsewhere(const struct doc *doc, uint32_t token)
{
    enum { LONGEST_ACRONYM = 3 };
    const bool place_or_body = token_is_in(doc, token, SET_PLACE) || token_is_in(doc, token, SET_DEMONYM) ||
                               token_is_in(doc, token, SET_ORG_NAME) || token_is_in(doc, token, SET_OUTLET);
    const bool name = place_or_body || is_first_name(doc, token);
    const bool common = token_is_in(doc, token, SET_COMMON) || token_is_in(doc, token, SET_FUNCTION_WORD);
    const uint32_t n = doc->tokens.end[token] - doc->tokens.begin[token];
    if (n <= LONGEST_ACRONYM && (!common || place_or_body))
        return SHAPE_UPPER;
    const struct other_writing other = find_other_writing(doc, token);
    if (other.small || (common && !other.capitalised))
        return SHAPE_LOWER;
    return other.capitalised || name || !doc->tokens.word[token] ? SHAPE_CAP : SHAPE_LOWER;
}

/* The token behind the words in capitals that a paragraph's prose begins with. */
static uint32_t find_opening_end(const struct doc *doc, const struct paragraph *paragraph, uint32_t first)
{
    uint32_t i = first;
    while (i < paragraph->end_token && doc->tokens.kind[i] == TOKEN_WORD &&
           (doc->tokens.shape[i] == SHAPE_UPPER || doc->tokens.shape[i] == SHAPE_INITIAL ||
            token_is_in(doc, i, SET_POSSESSIVE)))
        i++;
    return i;
}

/* "TONY ORR says", "A MAN has died": how papers print the first words of an article. "MAYOR ORR: ..." is a label, "FBI
 * agents", "IT IS LATE" is no such opening. */
static void soften_openings(struct doc *doc)
{
    size_t n = 0;
    for (size_t p = 0; p < doc->n_paragraphs && n < MOST_OPENINGS; p++) {
        const struct paragraph *paragraph = &doc->paragraphs[p];
        uint32_t first = paragraph->first_token;
        while (first < paragraph->end_token &&
               (doc->tokens.begin[first] < paragraph->body || doc->tokens.kind[first] == TOKEN_MARK))
            first++;
        const uint32_t end = find_opening_end(doc, paragraph, first);
        if (paragraph->kind != PARAGRAPH_BODY || end < first + 2 || end > first + LONGEST_OPENING ||
            end >= paragraph->end_token || doc->tokens.kind[end] != TOKEN_WORD)
            continue;
        n++;
        enum token_shape shapes[LONGEST_OPENING] = {SHAPE_UPPER};
        for (uint32_t i = first; i < end; i++)
            shapes[i - first] =
                doc->tokens.shape[i] == SHAPE_UPPER ? shape_elsewhere(doc, i) : (enum token_shape)doc->tokens.shape[i];
        for (uint32_t i = first; i < end; i++)
            doc->tokens.shape[i] = (uint8_t)shapes[i - first];
    }
}

static bool make_table(struct doc *doc, const struct capitals *capitals, struct word_table *table)
{
    size_t n_words = 0;
    for (size_t i = 0; i < capitals->n; i++)
        n_words += capitals->items[i].prose && (capitals->items[i].common || doc->language->noun_capitals);
    table->n_slots = 16;
    while (table->n_slots < 2 * n_words)
        table->n_slots *= 2;
    table->slots = arena_zalloc(doc->arena, table->n_slots, sizeof *table->slots);
    return table->slots;
}

quoth_status truecase_find(struct doc *doc)
{
    struct capitals capitals = {.n = 0};
    struct word_table table;
    soften_openings(doc);
    if (!find_capitals(doc, &capitals) || !make_table(doc, &capitals, &table))
        return QUOTH_FATAL;
    each_capital(doc, &capitals, &table, true, note_within);
    if (capitals.n_heads)
        note_heads(doc, &capitals, &table);
    each_capital(doc, &capitals, &table, true, lower);
    if (doc->language->noun_capitals) {
        each_capital(doc, &capitals, &table, false, note_evidence);
        each_capital(doc, &capitals, &table, false, tell_nouns);
        each_capital(doc, &capitals, &table, true, tell_nouns); /* auf Nachfrage, das Gute */
    }
    free_family_names(doc, &capitals);
    if (!doc->language->noun_capitals)
        free_given_names(doc, &capitals);
    return QUOTH_OK;
}
