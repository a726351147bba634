#include "description.h"

#include <string.h>

#include "agree.h"
#include "clue.h"
#include "description_word.h"
#include "entity.h"
#include "name.h"
#include "named_later.h"
#include "office.h"
#include "stand_in.h"

/* -- by the same noun ------------------------------------------------------------------------ */

static bool prepare_described(struct describer *describer)
{
    size_t n = 64;
    while (n < describer->doc->mentions.n * 2)
        n *= 2;
    describer->n_described = n;
    describer->described = arena_zalloc(describer->doc->arena, n, sizeof *describer->described);
    describer->n_offices = describer->doc->entities.n;
    describer->offices = arena_alloc(describer->doc->arena, (describer->n_offices + 1) * sizeof *describer->offices);
    if (describer->offices)
        memset(describer->offices, 0xff, (describer->n_offices + 1) * sizeof *describer->offices);
    return describer->described && describer->offices;
}

static struct described *described_slot(const struct describer *describer, uint64_t hash)
{
    size_t at = hash & (describer->n_described - 1);
    while (describer->described[at].hash && describer->described[at].hash != hash)
        at = (at + 1) & (describer->n_described - 1);
    return &describer->described[at];
}

/* Of a noun that called again somebody named. */
static uint64_t called_hash(const struct doc *doc, uint32_t noun)
{
    return name_mix(name_hash_word(doc, noun), 1);
}

void description_keep(struct describer *describer, uint32_t mention, bool called_again)
{
    const struct doc *doc = describer->doc;
    const uint32_t head = doc->mentions.items[mention].head_token;
    const uint64_t hash = called_again ? called_hash(doc, head) : name_hash_word(doc, head);
    *described_slot(describer, hash) = (struct described){hash, mention};
    const uint32_t entity = doc->mentions.items[mention].entity;
    if (entity < describer->n_offices && !doc->mentions.items[mention].plural &&
        token_is_in(doc, head, SET_SOLE_OFFICE))
        describer->offices[entity] = mention;
}

/* Whether a name goes on behind the noun: "the state" is no Ohio State University that comes in later. */
static bool is_within_name(const struct doc *doc, const struct clue *clue, uint32_t noun)
{
    const struct mention *named = &doc->mentions.items[clue->mention];
    const uint64_t hash = name_hash_word(doc, noun);
    const bool police = token_is_in(doc, noun, SET_STANDS_FOR_POLICE); /* the Leith Police Department */
    for (uint32_t i = clue->first_token; !police && i + 1 < clue->end_token; i++)
        if (i >= named->first_name_token && name_hash_word(doc, i) == hash)
            return !token_is_in(doc, i + 1, SET_PREPOSITION);
    return false;
}

enum { FADED = 6 /* halvings: somebody so much less in mind is not called again by what his title is short for */ };
enum { FIT_WEIGHT = 1 << 18 /* salience decides only among those that fit equally */ };

/* Whether the entity of a clue may be what a description calls: a person for a person, a body for a body. One that only
 * comes in later must be told alike. */
static bool may_hold(const struct doc *doc, const struct mention *mention, const struct clue *clue)
{
    const struct mention *named = &doc->mentions.items[clue->mention];
    const struct entity *entity = &doc->entities.items[named->entity];
    const bool organization = mention->kind == QUOTH_ORGANIZATION;
    if ((entity->kind == QUOTH_ORGANIZATION) != organization || !agree_sexes(entity->gender, mention->gender))
        return false;
    return named < mention || !(office_is_other(doc, mention, clue->first_token, clue->end_token) ||
                                (organization && is_within_name(doc, clue, mention->head_token)));
}

/* The entity whose role or name holds the description's noun, fitting best; the nearest among equals, those before
 * first. */
static uint32_t find_holder(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    size_t at, end = clue_find_word(describer, mention->head_token, number, &at);
    uint32_t holder = NONE;
    int best_fit = CLUE_NO_MATCH;
    if (at == end)
        return NONE;
    struct rivals rivals;
    salience_weigh_named(describer->salience, number, mention, SALIENCE_FAR, &rivals);
    const uint32_t best = rivals_best(&rivals);
    const int least = best == NONE ? 0 : rivals_score(&rivals, best) >> FADED;
    for (; at < end; at++) {
        const struct clue *clue = &describer->clues[at];
        const uint32_t entity = doc->mentions.items[clue->mention].entity;
        if (!may_hold(doc, mention, clue))
            continue;
        const int score = rivals_score(&rivals, entity), fit = clue_fit(describer, mention, clue);
        const bool faded = clue->hash != clue->word && score < least; /* "Gov. Orr" for "the governor", of long ago */
        if (faded || fit == CLUE_NO_MATCH)
            continue;
        const int fitting = fit * FIT_WEIGHT + score;
        if (holder == NONE || fitting > best_fit || (fitting == best_fit && clue->mention < number)) {
            holder = entity;
            best_fit = fitting;
        }
    }
    return holder;
}

/* Whether all that a description says is said by another one: "the survey" after "a survey by the institute", but not
 * "the shadow minister" after "the minister". */
static bool adds_nothing(const struct doc *doc, const struct mention *mention, const struct mention *before,
                         unsigned *n_more)
{
    uint64_t words[OFFICE_WORDS], earlier[OFFICE_WORDS], head = name_hash_word(doc, mention->head_token);
    unsigned n_words = office_words(doc, mention->first_token, mention->end_token, head, words);
    unsigned n_earlier = office_words(doc, before->first_token, before->end_token, head, earlier);
    *n_more = n_earlier > n_words ? n_earlier - n_words : 0;
    return office_common_words(words, n_words, earlier, n_earlier) == n_words;
}

/* The earlier description by the same noun. Groups are the same only when the earlier words say more. */
static uint32_t find_described(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const struct described *slot = described_slot(describer, name_hash_word(doc, mention->head_token));
    if (!slot->hash || description_is_possessive(doc, mention))
        return NONE;
    const struct mention *before = &doc->mentions.items[slot->mention];
    unsigned n_more;
    bool same = before->kind == mention->kind && before->plural == mention->plural &&
                agree_sexes(before->gender, mention->gender) && adds_nothing(doc, mention, before, &n_more) &&
                (n_more || !mention->plural);
    return same ? before->entity : NONE;
}

/* -- by an office or a role ------------------------------------------------------------------------------ */

/* "the conductor" after "the American conductor", which was found to be Ann Orr; for nouns that mostly bring in
 * somebody. */
static uint32_t find_called(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const struct described *slot = described_slot(describer, called_hash(doc, mention->head_token));
    unsigned n_more;
    if (!slot->hash || mention->kind != QUOTH_UNNAMED || !token_is_in(doc, mention->head_token, SET_NEWCOMER) ||
        !description_may_stand_in(doc, mention) ||
        !adds_nothing(doc, mention, &doc->mentions.items[slot->mention], &n_more))
        return NONE;
    const struct entity *entity = &doc->entities.items[doc->mentions.items[slot->mention].entity];
    return entity->kind == QUOTH_PERSON && agree_sexes(entity->gender, mention->gender)
               ? doc->mentions.items[slot->mention].entity
               : NONE;
}

/* "the DCP": whose office, told before, has these initials. */
static uint32_t find_officer(const struct describer *describer, uint32_t number)
{
    const struct mention *mention = &describer->doc->mentions.items[number];
    const bool may_be = mention->kind == QUOTH_UNNAMED && mention->end_token == mention->head_token + 1;
    return may_be ? entity_by_initials(describer->doc, number, mention->head_token) : NONE;
}

/* Whether a bracket behind the name holds the word: "Ann Orr (Labour, Leith North)". */
static bool is_in_bracket_behind(const struct doc *doc, const struct mention *person, uint64_t word)
{
    enum { LONGEST = 8 }; /* tokens */
    const uint32_t open = person->end_name_token;
    if (open >= doc->tokens.n || doc->tokens.kind[open] != TOKEN_OPEN)
        return false;
    for (uint32_t i = open + 1; i < doc->tokens.n && i <= open + LONGEST && doc->tokens.kind[i] != TOKEN_CLOSE; i++)
        if (name_hash_word(doc, i) == word)
            return true;
    return false;
}

/* Whether a body named right before has the word, and the role is told as its: "Leith Marine is late. Its manager, Ann
 * Orr", "the firm's manager, Ann Orr". */
static bool is_of_body_called(const struct doc *doc, const struct mention *person, uint64_t word)
{
    const uint32_t first = token_from(doc, person->role.begin);
    const bool its = token_is_in(doc, first, SET_POSSESSIVE_PRONOUN) ||
                     (first + 2 < doc->tokens.n && token_is_in(doc, first, SET_DEFINITE) &&
                      doc->tokens.shape[first + 1] == SHAPE_LOWER && token_is_in(doc, first + 2, SET_POSSESSIVE));
    if (person->role.begin >= person->role.end || !its)
        return false;
    for (const struct mention *before = person;
         before-- > doc->mentions.items && before->sentence + 1 >= person->sentence;) {
        if (!before->named || before->inside || before->weak) /* of any kind: Brannock Marine looks like a person */
            continue;
        for (uint32_t i = before->first_name_token; i < before->end_name_token; i++)
            if (name_hash_word(doc, i) == word)
                return true;
    }
    return false;
}

/* Whether the role holds the word, or a bracket beside it: "Leith Teachers' Union (LTU) president Ann Orr". */
static bool is_told_with(const struct doc *doc, const struct mention *person, uint64_t word)
{
    enum { BRACKET = 3 }; /* tokens */
    const uint32_t first = person->first_token;
    if (first >= BRACKET && doc->tokens.kind[first - 1] == TOKEN_CLOSE &&
        doc->tokens.kind[first - BRACKET] == TOKEN_OPEN && name_hash_word(doc, first - 2) == word)
        return true;
    for (uint32_t i = token_from(doc, person->role.begin); i < doc->tokens.n && doc->tokens.end[i] <= person->role.end;
         i++)
        if (name_hash_word(doc, i) == word)
            return true;
    return is_in_bracket_behind(doc, person, word) || is_of_body_called(doc, person, word);
}

/* Whether somebody who is told together with the word before a description's noun may be called by the noun, too. */
static bool may_head(const struct doc *doc, const struct mention *mention, const struct mention *person, uint64_t word)
{
    const uint32_t head = mention->head_token;
    if (token_is_in(doc, head, SET_ANY_OFFICE))
        return true;
    if (token_is_in(doc, head, SET_KINDRED_LAWMAKER) && is_in_bracket_behind(doc, person, word))
        return true;
    const struct entity *entity = &doc->entities.items[person->entity];
    return office_is_kindred(doc, entity, mention) && entity->role_mention != NONE &&
           !office_is_other(doc, mention, token_from(doc, doc->mentions.items[entity->role_mention].role.begin),
                            token_from(doc, doc->mentions.items[entity->role_mention].role.end));
}

/* "the KRA boss", "the Rovers manager": the person before whose role has the word right before a noun for any office,
 * or a noun near to this one, boss. A manager goes before a goalkeeper. */
static uint32_t find_head_of(const struct describer *describer, uint32_t number)
{
    enum { FARTHEST = 100 }; /* mentions */
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const uint32_t head = mention->head_token, body = head - (head > 0);
    if (mention->kind != QUOTH_UNNAMED || mention->plural || body <= mention->first_token ||
        doc->tokens.shape[body] == SHAPE_LOWER)
        return NONE;
    const bool nation = token_is_in(doc, body, SET_DEMONYM);
    const uint64_t hash = name_hash_word(doc, body);
    uint32_t found = NONE;
    for (uint32_t back = 1; back <= FARTHEST && back <= number; back++) {
        const struct mention *before = mention - back;
        if (!before->named || before->entity == NONE || before->kind != QUOTH_PERSON ||
            !is_told_with(doc, before, hash) || !may_head(doc, mention, before, hash) ||
            (nation && !description_holds(doc, token_from(doc, before->role.begin), token_from(doc, before->role.end),
                                          SET_STANDS_FOR_OFFICE)))
            continue;
        if (office_is_kindred(doc, &doc->entities.items[before->entity], mention))
            return before->entity;
        found = found == NONE ? before->entity : found;
    }
    return found;
}

/* "the skipper": the captain named last, rather than another player. */
static uint32_t find_closest_kindred(const struct describer *describer, uint32_t number)
{
    enum { FARTHEST = 100 }; /* mentions */
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (mention->kind != QUOTH_UNNAMED || !description_may_stand_in(doc, mention) ||
        description_is_told_apart(doc, mention))
        return NONE;
    for (uint32_t back = 1; back <= FARTHEST && back <= number; back++) {
        const struct mention *before = mention - back;
        if (before->named && !before->inside && before->entity != NONE && before->kind == QUOTH_PERSON &&
            office_kinship(doc, &doc->entities.items[before->entity], mention) >= OFFICE_CLOSE &&
            agree_sexes(doc->entities.items[before->entity].gender, mention->gender))
            return before->entity;
    }
    return NONE;
}

uint32_t description_holder(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const bool somebody = mention->kind == QUOTH_UNNAMED || mention->kind == QUOTH_PERSON;
    const bool body = mention->kind == QUOTH_ORGANIZATION && !description_is_possessive(doc, mention);
    return somebody || body ? find_holder(describer, number) : NONE;
}

/* "San Francisco police" for the San Francisco Police Department, with or without an article. */
static uint32_t find_named_so(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (mention->kind != QUOTH_ORGANIZATION || mention->plural || description_is_possessive(doc, mention))
        return NONE;
    uint64_t head = name_hash_word(doc, mention->head_token);
    uint64_t words[OFFICE_WORDS], name[OFFICE_WORDS];
    unsigned n_words = office_words(doc, mention->first_token, mention->end_token, head, words);
    size_t at, end = clue_find(describer, head, number, &at);
    for (; n_words && at < end; at++) {
        const struct clue *clue = &describer->clues[at];
        uint32_t entity = doc->mentions.items[clue->mention].entity;
        unsigned n_name = office_words(doc, clue->first_token, clue->end_token, head, name);
        if (doc->entities.items[entity].kind == QUOTH_ORGANIZATION &&
            office_common_words(words, n_words, name, n_name) == n_words)
            return entity;
    }
    return NONE;
}

/* "Hill cut his target. 'It is bad,' the analyst wrote", paragraphs before the article brings in an analyst: who was
 * the subject right before is meant. */
static uint32_t find_before_named(const struct describer *describer, uint32_t number, uint32_t holder)
{
    const struct salience *salience = describer->salience;
    if (holder >= salience->n_counts || salience->counts[holder] ||
        describer->doc->mentions.items[number].kind != QUOTH_UNNAMED)
        return holder;
    const uint32_t meant = stand_in_find(describer, number);
    return meant != NONE && stand_in_was_subject(describer, number, meant) ? meant : holder;
}

/* -- all of it ---------------------------------------------------------------------------------- */

/* "a company", "police", "the FNV federation", but neither "the company" nor the school of "school rules". */
static bool introduces(const struct doc *doc, const struct mention *mention)
{
    bool bare = mention->first_token == mention->head_token && !mention->plural &&
                token_is_in(doc, mention->head_token, SET_STANDS_FOR_ORG);
    const bool told = mention->kind == QUOTH_ORGANIZATION && description_is_told_by_initials(doc, mention);
    return (told || !description_is_definite(doc, mention)) && !description_is_possessive(doc, mention) && !bare;
}

/* Whether an unnamed entity came in as a speaker a few sentences ago: "one minister said ..., the minister added" is no
 * minister with a name. */
static bool spoke_lately(const struct describer *describer, uint32_t number, uint32_t entity)
{
    enum { NEAR = 3 }; /* sentences */
    const struct note *notes = describer->salience->notes;
    uint32_t first = describer->doc->entities.items[entity].name_mention;
    return first < number && notes[first].speech != NONE && notes[number].step - notes[first].step <= NEAR;
}

/* Whether an unnamed entity came in beside another one: "Orr has no doubt that it is the mayor" is about two. */
static bool stand_together(const struct describer *describer, uint32_t unnamed, uint32_t other)
{
    const struct doc *doc = describer->doc;
    return description_shares_sentence(doc, doc->entities.items[unnamed].name_mention, other, NULL);
}

/* "Miss Lowe said no. ¶ 'It was late,' the witness added": whoever spoke last, in this paragraph or the one before. */
static uint32_t find_who_goes_on(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const uint32_t speech = describer->salience->notes[number].speech, last = describer->salience->last_speech;
    if (speech == NONE || last == NONE || mention->kind != QUOTH_UNNAMED || mention->plural || mention->inside ||
        mention->end_token > mention->head_token + 1 ||
        !language_holds(doc, &doc->attributions.items[speech].cue, SET_GO_ON))
        return NONE;
    const struct attribution *before = &doc->attributions.items[last];
    const uint32_t entity = doc->mentions.items[before->speakers[0]].entity;
    if (before->n_speakers != 1 || entity == NONE || before->paragraph + 1 < mention_paragraph(doc, mention) ||
        description_shares_sentence(doc, number, entity, &doc->attributions.items[speech].quote))
        return NONE;
    const struct entity *of = &doc->entities.items[entity];
    if (name_word_is_in(doc, mention->head_token, SET_STANDS_FOR_OFFICE) && office_clashes(doc, of, mention))
        return NONE;
    return of->named && of->kind == QUOTH_PERSON && agree_sexes(of->gender, mention->gender) ? entity : NONE;
}

/* "China's ambassador": as definite as "the ambassador of China". */
static bool has_named_possessor(const struct doc *doc, const struct mention *mention)
{
    return mention->kind == QUOTH_UNNAMED && !mention->plural && !description_is_possessive(doc, mention) &&
           description_holds_possessive(doc, mention);
}

/* "the city of Leith": a place told by what it is. */
static bool is_told_by_name(const struct doc *doc, uint32_t entity)
{
    const struct mention *first = &doc->mentions.items[doc->entities.items[entity].name_mention];
    const uint32_t of = first->head_token + 1;
    return of + 1 < first->end_token && token_is_in(doc, of, SET_PREPOSITION) &&
           doc->tokens.shape[of + 1] != SHAPE_LOWER;
}

/* "the city", after "the city of Leith", is no New York City that only comes in later. */
static uint32_t find_told_before(const struct describer *describer, uint32_t number, uint32_t described,
                                 uint32_t holder)
{
    const struct doc *doc = describer->doc;
    const struct salience *salience = describer->salience;
    const bool later = holder < salience->n_counts && !salience->counts[holder];
    return later && described != NONE && doc->mentions.items[number].kind == QUOTH_ORGANIZATION &&
                   is_told_by_name(doc, described)
               ? described
               : holder;
}

/* Who can be told of any description, definite or not. */
static uint32_t find_tied(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t entity = find_named_so(describer, number);
    if (entity == NONE && has_named_possessor(doc, mention))
        entity = description_holder(describer, number);
    if (entity == NONE && !description_is_definite(doc, mention))
        entity = named_later_find(describer, number);
    return entity != NONE ? entity : named_later_relative(describer, number);
}

/* Whose role or office a definite description tells in other words than they were told. */
static uint32_t find_by_office(const struct describer *describer, uint32_t number)
{
    uint32_t entity = find_officer(describer, number);
    if (entity == NONE)
        entity = find_head_of(describer, number);
    if (entity == NONE)
        entity = find_closest_kindred(describer, number);
    return entity != NONE ? entity : find_called(describer, number);
}

/* For a noun that described nobody before, when nobody salient can be meant. */
static uint32_t find_last_resort(const struct describer *describer, uint32_t number)
{
    const struct mention *mention = &describer->doc->mentions.items[number];
    const bool more_is_told = mention->end_token > mention->head_token + 1; /* "the head of the bank" */
    uint32_t entity = NONE;
    if (more_is_told || !named_later_anybody(describer, number))
        entity = named_later_find(describer, number);
    if (entity == NONE)
        entity = named_later_in_title(describer, number);
    return entity != NONE ? entity : find_who_goes_on(describer, number);
}

/* Somebody who came in as "a company" goes before the company named last. */
uint32_t description_meant(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const uint32_t tied = find_tied(describer, number);
    if (tied != NONE || !description_is_definite(doc, mention))
        return tied;
    const uint32_t described = find_described(describer, number);
    const struct entity *before = described != NONE ? &doc->entities.items[described] : NULL;
    const bool introduced = before && introduces(doc, &doc->mentions.items[before->name_mention]);
    const bool unnamed = mention->kind == QUOTH_UNNAMED;
    uint32_t entity = unnamed && introduced && spoke_lately(describer, number, described)
                          ? described
                          : description_holder(describer, number);
    entity = find_before_named(describer, number, entity);
    entity = find_told_before(describer, number, described, entity);
    if (entity == NONE)
        entity = find_by_office(describer, number);
    if (entity != NONE)
        return entity;
    if (introduced || (before && unnamed && before->named))
        return described;
    const uint32_t salient = stand_in_find(describer, number);
    if (!before)
        return salient != NONE ? salient : find_last_resort(describer, number);
    return salient == NONE || (unnamed && stand_together(describer, described, salient)) ? described : salient;
}

/* "the pair", "both brothers", "the two officials"; but "two officials" are new, and "the couple's lawyers" others. */
bool description_is_pair(const struct doc *doc, const struct mention *mention)
{
    uint32_t last = mention->end_token - 1, first = mention->first_token;
    bool definite = description_is_definite(doc, mention);
    bool by_head =
        definite && ((token_is_in(doc, last, SET_STANDS_FOR_PAIR) && !description_ends_in_number(doc, mention)) ||
                     token_is_in(doc, mention->head_token, SET_STANDS_FOR_PAIR));
    uint32_t noun = first + token_is_in(doc, first, SET_DEFINITE);
    bool before_noun = mention->plural && last > noun && token_is_in(doc, noun, SET_STANDS_FOR_PAIR) &&
                       (definite || token_is_in(doc, noun, SET_DETERMINER)) &&
                       !token_is_in(doc, noun + 1, SET_POSSESSIVE);
    bool married = mention->kind == QUOTH_GROUP && mention->first_name_token > first &&
                   token_is_in(doc, first, SET_HONORIFIC_FAMILY); /* Mr and Mrs Orr */
    return mention->kind != QUOTH_DOCUMENT && (by_head || before_noun || married);
}

bool description_start(struct describer *describer, struct doc *doc, const struct salience *salience)
{
    *describer = (struct describer){.doc = doc, .salience = salience};
    return clue_gather(describer) && prepare_described(describer);
}
