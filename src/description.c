#include "description.h"

#include <stdlib.h>
#include <string.h>

#include "carry.h"
#include "clue.h"
#include "entity.h"
#include "name.h"
#include "office.h"

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

enum {
    NO_MATCH = -(1 << 28),
    FIT_WEIGHT = 1 << 18 /* salience decides only among those that fit equally */
};

static bool holds_word_of(const struct doc *doc, uint32_t first, uint32_t end, enum well_known_set set)
{
    for (uint32_t i = first; i < end; i++)
        if (token_is_in(doc, i, set))
            return true;
    return false;
}

/* How well a description fits a role: "the shadow chancellor" is not the chancellor, "the chancellor" may be either. */
static int fit(const struct describer *describer, const struct mention *mention, const struct clue *clue)
{
    const struct doc *doc = describer->doc;
    uint64_t words[OFFICE_WORDS], role[OFFICE_WORDS];
    unsigned n_words = office_words(doc, mention->first_token, mention->end_token, clue->hash, words);
    unsigned n_role = office_words(doc, clue->first_token, clue->end_token, clue->hash, role);
    unsigned common = office_common_words(words, n_words, role, n_role);
    if (n_words && (!common || office_is_other(doc, mention, clue->first_token, clue->end_token)))
        return NO_MATCH;
    if (!n_words) /* "the minister" is the finance minister as well as any, but hardly the deputy minister */
        return office_is_other(doc, mention, clue->first_token, clue->end_token) ? -1 : 0;
    return (int)(4 * common) - (int)(4 * (n_words - common)) - (int)(n_role - common);
}

/* The entity whose role or name holds the description's noun, fitting best; the nearest among equals, those before first. */
static uint32_t find_holder(const struct describer *describer, uint32_t number, bool organization)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    size_t at, end = clue_find(describer, name_hash_word(doc, mention->head_token), number, &at);
    uint32_t holder = NONE;
    int best_fit = NO_MATCH;
    bool best_before = false;
    if (at == end)
        return NONE;
    struct rivals rivals;
    salience_weigh(describer->salience, number, mention, SALIENCE_FAR, true, &rivals);
    for (; at < end; at++) {
        const struct clue *clue = &describer->clues[at];
        uint32_t number_of = doc->mentions.items[clue->mention].entity;
        const struct entity *entity = &doc->entities.items[number_of];
        if ((entity->kind == QUOTH_ORGANIZATION) != organization ||
            !salience_sexes_agree(entity->gender, mention->gender))
            continue;
        bool before = clue->mention < number;
        int fitting = fit(describer, mention, clue);
        if (fitting == NO_MATCH || (!before && office_is_other(doc, mention, clue->first_token, clue->end_token)))
            continue;
        fitting = fitting * FIT_WEIGHT + salience_of(&rivals, number_of);
        if ((holder != NONE && fitting < best_fit) || (fitting == best_fit && best_before && !before))
            continue;
        holder = number_of;
        best_fit = fitting;
        best_before = before;
    }
    return holder;
}

static bool is_definite(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_token;
    return token_is_in(doc, first, SET_DEFINITE) || (first > 0 && token_is_in(doc, first - 1, SET_DEFINITE));
}

static bool is_possessive(const struct doc *doc, const struct mention *mention)
{
    return token_is_in(doc, mention->first_token, SET_POSSESSIVE_PRONOUN);
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
    if (!slot->hash || is_possessive(doc, mention))
        return NONE;
    const struct mention *before = &doc->mentions.items[slot->mention];
    unsigned n_more;
    bool same = before->kind == mention->kind && before->plural == mention->plural &&
                salience_sexes_agree(before->gender, mention->gender) && adds_nothing(doc, mention, before, &n_more) &&
                (n_more || !mention->plural);
    return same ? before->entity : NONE;
}

/* -- whom the last sentences were about ------------------------------------------------------------------ */

/* Whether the entity was the subject or spoke right before. */
static bool is_in_focus(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct doc *doc = describer->doc;
    enum { NEAR = 2, FARTHEST = 100 }; /* sentences, mentions */
    for (uint32_t back = 1; back <= FARTHEST && back <= number; back++) {
        const struct note *note = &describer->salience->notes[number - back];
        if (describer->salience->notes[number].step - note->step > NEAR)
            return false;
        if (doc->mentions.items[number - back].entity == entity &&
            (note->subject || note->agent || note->speech != NONE))
            return true;
    }
    return false;
}

/* Whether the entity is mentioned before in the same sentence: "Orr doubts that the mayor ..." is about two. */
static bool shares_sentence(const struct doc *doc, uint32_t number, uint32_t entity)
{
    for (uint32_t i = number; i-- > 0 && doc->mentions.items[i].sentence == doc->mentions.items[number].sentence;)
        if (doc->mentions.items[i].entity == entity && !doc->mentions.items[i].inside)
            return true;
    return false;
}

/* "Ann Orr, who leads the council of governors, was late. The Wajir governor ...": a place before the office tells it of
 * whoever was the subject right before in the paragraph, whatever else that one is. */
static bool tells_office_of(const struct describer *describer, uint32_t number, uint32_t entity)
{
    enum { FARTHEST = 20 }; /* mentions */
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const struct note *notes = describer->salience->notes;
    const uint32_t word = mention->head_token - 1;
    const bool place = word > mention->first_token && doc->tokens.shape[word] == SHAPE_CAP &&
                       (token_is_in(doc, word, SET_PLACE) || doc->tokens.word[word] == 0);
    for (uint32_t i = number; place && i-- > 0 && number - i <= FARTHEST && notes[i].step + 1 >= notes[number].step;) {
        const struct mention *before = &doc->mentions.items[i];
        if (before->entity == entity && notes[i].subject && notes[i].step + 1 == notes[number].step &&
            doc->sentences[before->sentence].paragraph == doc->sentences[mention->sentence].paragraph)
            return true;
    }
    return false;
}

/* "the mayor" may be whoever was just spoken of, but nobody of whom another office is known. */
static bool may_hold_office(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct doc *doc = describer->doc;
    return (!office_clashes(doc, &doc->entities.items[entity], &doc->mentions.items[number]) ||
            tells_office_of(describer, number, entity)) &&
           !shares_sentence(doc, number, entity) && is_in_focus(describer, number, entity);
}

/* "the officer", which mostly brings in another one, is the detective who was just spoken of. */
static bool may_be_kindred(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct doc *doc = describer->doc;
    return office_is_kindred(doc, &doc->entities.items[entity], &doc->mentions.items[number]) &&
           !shares_sentence(doc, number, entity) && is_in_focus(describer, number, entity);
}

/* "the 38-year-old", "the 38-year-old driver": who is 38. */
static uint32_t find_by_age(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t found = NONE;
    for (uint32_t i = mention->first_token; i <= mention->head_token && found == NONE; i++) {
        const char *begin = doc->text.bytes + doc->tokens.begin[i];
        const char *hyphen = memchr(begin, '-', doc->tokens.end[i] - doc->tokens.begin[i]);
        if (!hyphen || *begin < '0' || *begin > '9')
            continue;
        size_t at, end = clue_find(describer, name_hash_bytes(begin, (size_t)(hyphen - begin)), number, &at);
        for (; at < end; at++)
            if (found == NONE || describer->clues[at].mention < number)
                found = doc->mentions.items[describer->clues[at].mention].entity;
    }
    return found;
}

/* -- what a noun may stand for --------------------------------------------------------------------------- */

static bool holds_possessive(const struct doc *doc, const struct mention *mention)
{
    for (uint32_t i = mention->first_token; i < mention->end_token; i++)
        if (token_is_in(doc, i, SET_POSSESSIVE))
            return true;
    return is_possessive(doc, mention);
}

static bool has_telling_modifier(const struct doc *doc, const struct mention *mention)
{
    for (uint32_t i = mention->first_token + 1; i < mention->head_token; i++)
        if (office_is_modifier(doc, i))
            return true;
    return false;
}

/* How sure a description must be of somebody named before. */
enum gate {
    NOBODY,
    ANYBODY, /* most writers use the noun so */
    FOCUS,   /* only for whom the last sentences were about */
    OFFICE   /* ... and who may hold the office */
};

/* Of nouns for people all but a few call again somebody named; where a language has no list of these, none does. */
static enum gate gate_of(const struct doc *doc, const struct mention *mention)
{
    uint32_t noun = mention->head_token;
    if (token_is_in(doc, noun, SET_STANDS_FOR_MINISTRY) || token_is_in(doc, noun, SET_STANDS_FOR_POLICE) ||
        token_is_in(doc, noun, SET_STANDS_FOR_COUNCIL)) /* "the trade ministry" may be another one */
        return noun <= mention->first_token + 1 ? ANYBODY : NOBODY;
    if (mention->kind == QUOTH_ORGANIZATION)
        return token_is_in(doc, noun, SET_STANDS_FOR_ORG) || token_is_in(doc, noun, SET_STANDS_FOR_OUTLET) ? ANYBODY
                                                                                                           : NOBODY;
    if (doc->tokens.shape[noun] == SHAPE_CAP && token_is_in(doc, noun, SET_KINDRED_12)) /* the Queen is who she is */
        return NOBODY;
    if (name_word_is_in(doc, noun, SET_STANDS_FOR_OFFICE))
        return OFFICE;
    if (name_word_is_in(doc, noun, SET_STANDS_FOR_PERSON) || token_is_in(doc, noun, SET_DEMONYM))
        return ANYBODY;
    if (doc->language->sets[SET_NEWCOMER] < 0)
        return NOBODY;
    bool known = token_is_in(doc, noun, SET_PERSON_NOUN) && !token_is_in(doc, noun, SET_NEWCOMER);
    bool sexed = token_is_in(doc, noun, SET_MALE) || token_is_in(doc, noun, SET_FEMALE);
    if (sexed && noun == mention->first_token + 2 && doc->tokens.shape[noun - 1] == SHAPE_CAP) /* the Leith man */
        return FOCUS;
    if (has_telling_modifier(doc, mention))
        return known ? ANYBODY : FOCUS;
    return known ? FOCUS : NOBODY;
}

/* "the mother of four" */
static bool ends_in_number(const struct doc *doc, const struct mention *mention)
{
    uint32_t last = mention->end_token - 1;
    return last == mention->head_token + 2 && token_is_in(doc, last - 1, SET_PREPOSITION) &&
           (token_is_in(doc, last, SET_NUMBER_WORD) || doc->tokens.kind[last] == TOKEN_NUMBER);
}

/* "the minister for floods" brings in somebody else, "the former minister of floods" and "the MP for Leith" do not; nor is
 * "the rival bank" the one named last. */
static bool may_stand_in(const struct doc *doc, const struct mention *mention)
{
    uint32_t noun = mention->head_token;
    bool aged = name_word_is_in(doc, noun, SET_STANDS_FOR_PERSON) && !token_is_in(doc, noun, SET_STANDS_FOR_PERSON);
    bool ends = mention->end_token <= noun + 1 || ends_in_number(doc, mention) || aged; /* the 23-year-old from Brno */
    ends = ends || (mention->end_token == noun + 3 && office_is_tail(doc, noun + 2));
    bool seat = token_is_in(doc, noun, SET_KINDRED_4) && mention->end_token > noun + 2 &&
                doc->tokens.shape[mention->end_token - 1] == SHAPE_CAP;
    return !mention->plural && (ends || seat || has_telling_modifier(doc, mention)) &&
           !holds_possessive(doc, mention) && !holds_word_of(doc, mention->first_token, noun, SET_STANDS_FOR_OTHER);
}

/* -- the most salient who can be meant ------------------------------------------------------------------- */

/* Whether the word is a compound that no list has: made for one organisation, its end alone doesn't call that again. */
static bool is_put_together(const struct doc *doc, uint32_t token)
{
    const char *begin = doc->text.bytes + doc->tokens.begin[token];
    return doc->language->compounds &&
           !lexicon_lookup(doc->language->lexicon, begin, doc->tokens.end[token] - doc->tokens.begin[token]);
}

/* Whether nothing stands before the name that is said of people, and no part of it stands for somebody: Brannock Lifting is
 * called so, or Brannock, where Ann Lifting is called Lifting. */
static bool is_named_as_firm(const struct doc *doc, const struct mention *mention, const struct mention *full)
{
    bool sure;
    bool last = mention->end_name_token - mention->first_name_token < full->end_name_token - full->first_name_token &&
                name_hash_word(doc, mention->end_name_token - 1) == name_hash_word(doc, full->end_name_token - 1);
    return mention->first_name_token == mention->first_token && !last &&
           !name_sex_by_pronoun(doc, (uint32_t)(mention - doc->mentions.items), &sure);
}

/* Whether a name of unknown words, which looks like a person's, may as well be a firm's: nothing stands before it, and no
 * pronoun tells a sex. */
static bool may_be_firm(const struct doc *doc, uint32_t entity)
{
    const struct entity *of = &doc->entities.items[entity];
    const struct mention *name = &doc->mentions.items[of->name_mention];
    bool bare = of->kind == QUOTH_PERSON && of->named && !of->gender && !of->title_name && of->role_mention == NONE &&
                !of->age && doc->tokens.word[name->first_name_token] == 0;
    for (uint32_t i = 0; bare && i < doc->mentions.n; i++)
        if (doc->mentions.items[i].entity == entity && doc->mentions.items[i].named)
            bare = is_named_as_firm(doc, &doc->mentions.items[i], name);
    return bare;
}

/* Whether the entity was the subject of the sentence before, in the same paragraph, or what it says was done by. */
static bool was_subject_here(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct doc *doc = describer->doc;
    const struct note *notes = describer->salience->notes;
    for (uint32_t i = number; i-- > 0 && notes[i].step + 1 >= notes[number].step;) {
        const struct mention *before = &doc->mentions.items[i];
        if (notes[i].step + 1 == notes[number].step && (notes[i].subject || notes[i].agent) &&
            before->entity == entity &&
            doc->sentences[before->sentence].paragraph ==
                doc->sentences[doc->mentions.items[number].sentence].paragraph)
            return true;
    }
    return false;
}

/* Whether the entity is mentioned in this sentence or the one before. */
static bool was_mentioned_before(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct note *notes = describer->salience->notes;
    for (uint32_t i = number; i-- > 0 && notes[i].step + 1 >= notes[number].step;)
        if (describer->doc->mentions.items[i].entity == entity)
            return true;
    return false;
}

/* "Zento raised $5m. The startup said ...": the name that was the subject last, if no organisation is known that was. */
static uint32_t find_firm(const struct describer *describer, uint32_t number, uint32_t known)
{
    struct doc *doc = describer->doc;
    struct mention with = doc->mentions.items[number];
    if (!token_is_in(doc, with.head_token, SET_STANDS_FOR_BUSINESS) || doc->language->noun_capitals)
        return NONE;
    with.kind = QUOTH_UNNAMED;
    struct rivals rivals;
    salience_weigh(describer->salience, number, &with, SALIENCE_FAR, true, &rivals);
    uint32_t entity = salience_best(&rivals);
    if (entity == NONE || !is_in_focus(describer, number, entity) || !may_be_firm(doc, entity))
        return NONE;
    if (known != NONE &&
        (was_mentioned_before(describer, number, known) || !was_subject_here(describer, number, entity)))
        return NONE;
    doc->entities.items[entity].kind = QUOTH_ORGANIZATION;
    return entity;
}

/* "the former driver said he would leave": mostly a man; but "the officer told Orr that he could leave". */
static uint8_t sex_by_report(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const uint32_t speech = describer->salience->notes[number].speech;
    if (speech == NONE || doc->mentions.items[number].gender)
        return 0;
    const struct span words = doc->attributions.items[speech].quote.items[0];
    const uint32_t first = carry_first_mention(doc, words.begin);
    const struct mention *mention = &doc->mentions.items[first], *before = mention - 1;
    if (first >= doc->mentions.n || mention->begin != words.begin || !mention->pronoun || mention->inside)
        return 0;
    while (before > &doc->mentions.items[number] && before->plural)
        before--;
    const bool tells_another =
        before > &doc->mentions.items[number] && before->begin >= doc->mentions.items[number].end;
    return tells_another ? 0 : mention->gender;
}

/* "the defender" after "footballer Jordan Orr and his wife Ann Lowe": of those whom the last sentences were about, who is told
 * to be something near to it, if that is not the most salient one. */
static uint32_t find_kindred(const struct describer *describer, uint32_t number, const struct rivals *rivals)
{
    const struct doc *doc = describer->doc;
    uint32_t found = NONE;
    for (unsigned i = 0; i < rivals->n; i++)
        if (salience_of(rivals, rivals->entities[i]) > 0 && may_be_kindred(describer, number, rivals->entities[i]) &&
            !office_differs(doc, number, rivals->entities[i]) &&
            (found == NONE || salience_of(rivals, rivals->entities[i]) > salience_of(rivals, found)))
            found = rivals->entities[i];
    return found == NONE || doc->entities.items[found].kind != QUOTH_PERSON ? NONE : found;
}

/* "the officer": of those named so far, of that sex if it is known, the only one who is told to be something near to it. */
static uint32_t find_only_kindred(const struct describer *describer, uint32_t number, uint8_t sex)
{
    enum { FARTHEST = 100 }; /* mentions */
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    uint32_t only = NONE;
    for (uint32_t back = 1; back <= FARTHEST && back <= number; back++) {
        const struct mention *before = mention - back;
        if (!before->named || before->inside || before->entity == NONE || before->entity == only)
            continue;
        const struct entity *entity = &doc->entities.items[before->entity];
        if (entity->kind != QUOTH_PERSON || !salience_sexes_agree(entity->gender, sex) ||
            !office_is_kindred(doc, entity, mention))
            continue;
        if (only != NONE)
            return NONE;
        only = before->entity;
    }
    bool may_be = only != NONE && !shares_sentence(doc, number, only) &&
                  salience_sexes_agree(doc->entities.items[only].gender, mention->gender);
    return may_be ? only : NONE;
}

/* The ages that a description tells, "the 34-year-old", "the teenager"; 0 at the most: any. */
struct ages {
    uint32_t least, most;
};

static struct ages ages_of(const struct doc *doc, const struct mention *mention)
{
    if (mention->kind == QUOTH_ORGANIZATION)
        return (struct ages){0, 0};
    if (token_is_in(doc, mention->head_token, SET_TEENAGER))
        return (struct ages){13, 19};
    if (token_is_in(doc, mention->head_token, SET_PENSIONER))
        return (struct ages){60, UINT32_MAX};
    uint32_t age = 0;
    for (uint32_t i = mention->first_token; i <= mention->head_token && !age; i++)
        if (memchr(doc->text.bytes + doc->tokens.begin[i], '-', doc->tokens.end[i] - doc->tokens.begin[i]))
            age = (uint32_t)strtoul(doc->text.bytes + doc->tokens.begin[i], NULL, 10);
    return (struct ages){age, age};
}

/* "The boy's mother said no. The 41-year-old ...": somebody without a name, who spoke in the sentence before. */
static uint32_t find_unnamed_before(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct note *notes = describer->salience->notes;
    for (uint32_t i = number; i-- > 0 && notes[i].step + 1 >= notes[number].step;) {
        const struct mention *before = &doc->mentions.items[i];
        if (notes[i].step == notes[number].step || !notes[i].subject)
            continue;
        const struct entity *entity = before->entity == NONE ? NULL : &doc->entities.items[before->entity];
        bool near = token_is_in(doc, before->head_token, SET_RELATION) ||
                    doc->sentences[before->sentence].paragraph ==
                        doc->sentences[doc->mentions.items[number].sentence].paragraph;
        bool may_be = entity && !entity->named && !entity->plural && before->kind == QUOTH_UNNAMED &&
                      notes[i].speech != NONE && near;
        return may_be ? before->entity : NONE;
    }
    return NONE;
}

static bool is_range(struct ages ages)
{
    return ages.least < ages.most;
}

static bool age_fits(struct ages ages, uint32_t told)
{
    return told >= ages.least && told <= ages.most;
}

/* "the 34-year-old" is nobody of whom another age is told; "the teenager" is one of 17 rather than somebody of whom none is. */
static void forget_other_ages(const struct doc *doc, struct ages ages, struct rivals *rivals)
{
    bool one_fits = false;
    for (unsigned i = 0; i < rivals->n; i++) {
        const uint32_t told = doc->entities.items[rivals->entities[i]].age;
        one_fits |= told && is_range(ages) && age_fits(ages, told);
    }
    for (unsigned i = 0; i < rivals->n && ages.most; i++) {
        const uint32_t told = doc->entities.items[rivals->entities[i]].age;
        if (told ? !age_fits(ages, told) : one_fits)
            rivals->scores[i] = rivals->rest[i] = 0;
    }
}

/* "the Republican" is hardly the Democrat who spoke last. */
static void doubt_other_nations(const struct describer *describer, uint32_t number, struct rivals *rivals)
{
    enum { SELDOM = 8 }; /* halvings */
    if (!office_tells_nation(describer->doc, number))
        return;
    for (unsigned i = 0; i < rivals->n; i++)
        if (office_nation_differs(describer->doc, number, rivals->entities[i])) {
            rivals->scores[i] >>= SELDOM;
            rivals->rest[i] >>= SELDOM;
        }
}

/* Whether the most salient one is ruled out by another office: somebody beside him is meant. */
static bool forget_other_offices(const struct describer *describer, uint32_t number, struct rivals *rivals)
{
    const uint32_t best = salience_best(rivals);
    for (unsigned i = 0; i < rivals->n; i++)
        if (office_was_other(describer, number, rivals->entities[i]))
            rivals->scores[i] = rivals->rest[i] = 0;
    return best != NONE && salience_of(rivals, best) == 0;
}

/* "Orr broke a pledge to Lowe. The chancellor ...", where Orr is known as the prime minister. */
static bool is_left_for_office(const struct describer *describer, uint32_t number, uint32_t entity)
{
    const struct doc *doc = describer->doc;
    return was_mentioned_before(describer, number, entity) && !shares_sentence(doc, number, entity) &&
           doc->entities.items[entity].kind == QUOTH_PERSON &&
           !office_clashes(doc, &doc->entities.items[entity], &doc->mentions.items[number]);
}

static void forget_other_sex(const struct describer *describer, uint32_t number, struct rivals *rivals)
{
    const uint8_t sex = sex_by_report(describer, number);
    for (unsigned i = 0; i < rivals->n && sex; i++)
        if (!salience_sexes_agree(describer->doc->entities.items[rivals->entities[i]].gender, sex))
            rivals->scores[i] = rivals->rest[i] = 0;
}

static uint32_t find_stand_in(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    enum gate gate = gate_of(doc, mention);
    bool made_for_another = mention->kind == QUOTH_ORGANIZATION && is_put_together(doc, mention->head_token);
    bool hopeless = gate == NOBODY && mention->kind != QUOTH_UNNAMED;
    if (hopeless || made_for_another || !may_stand_in(doc, mention))
        return NONE;
    uint32_t aged = mention->kind == QUOTH_ORGANIZATION ? NONE : find_by_age(describer, number);
    if (aged != NONE)
        return aged;
    const uint8_t sex = sex_by_report(describer, number);
    /* "Schoolteacher Ann Orr was robbed. The teacher said he took all she had." */
    const uint32_t here = sex && mention->kind == QUOTH_UNNAMED ? find_only_kindred(describer, number, 0) : NONE;
    if (here != NONE && was_subject_here(describer, number, here))
        return here;
    struct rivals rivals;
    salience_weigh(describer->salience, number, mention, SALIENCE_FAR, true, &rivals);
    doubt_other_nations(describer, number, &rivals);
    forget_other_sex(describer, number, &rivals);
    const struct ages ages = ages_of(doc, mention);
    const uint32_t unnamed = ages.most && !is_range(ages) ? find_unnamed_before(describer, number) : NONE;
    if (unnamed != NONE)
        return unnamed;
    forget_other_ages(doc, ages, &rivals);
    const bool left = gate == OFFICE && forget_other_offices(describer, number, &rivals);
    uint32_t entity = salience_best(&rivals);
    if (entity != NONE && salience_of(&rivals, entity) == 0 && (ages.most || sex))
        return NONE;
    if (entity != NONE && is_range(ages) && doc->entities.items[entity].age) /* others don't fit */
        return entity;
    const uint32_t firm = mention->kind == QUOTH_ORGANIZATION ? find_firm(describer, number, entity) : NONE;
    if (firm != NONE || (entity == NONE && mention->kind == QUOTH_ORGANIZATION))
        return firm;
    uint32_t kindred =
        mention->kind == QUOTH_UNNAMED && entity != NONE ? find_kindred(describer, number, &rivals) : NONE;
    if (kindred == NONE && gate == NOBODY)
        kindred = find_only_kindred(describer, number, sex);
    if (kindred == NONE && gate == OFFICE && entity != NONE && !may_hold_office(describer, number, entity)) {
        kindred = find_only_kindred(describer, number, sex);
        if (kindred != NONE && office_differs(doc, number, kindred))
            kindred = NONE;
    }
    if (kindred != NONE)
        return kindred;
    if (left && entity != NONE && salience_of(&rivals, entity) > 0 && is_left_for_office(describer, number, entity))
        return entity;
    if (entity == NONE || (gate == OFFICE && !may_hold_office(describer, number, entity)) ||
        (gate == FOCUS && !is_in_focus(describer, number, entity)) ||
        (gate == NOBODY && !may_be_kindred(describer, number, entity)))
        return NONE;
    uint32_t *age = &doc->entities.items[entity].age;
    if (!*age && !is_range(ages))
        *age = ages.least;
    return entity;
}

/* -- by an office or a role ------------------------------------------------------------------------------ */

/* "the conductor" after "the American conductor", which was found to be Ann Orr; for nouns that mostly bring in somebody. */
static uint32_t find_called(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const struct described *slot = described_slot(describer, called_hash(doc, mention->head_token));
    unsigned n_more;
    if (!slot->hash || mention->kind != QUOTH_UNNAMED || !token_is_in(doc, mention->head_token, SET_NEWCOMER) ||
        !may_stand_in(doc, mention) || !adds_nothing(doc, mention, &doc->mentions.items[slot->mention], &n_more))
        return NONE;
    const struct entity *entity = &doc->entities.items[doc->mentions.items[slot->mention].entity];
    return entity->kind == QUOTH_PERSON && salience_sexes_agree(entity->gender, mention->gender)
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
    return is_in_bracket_behind(doc, person, word);
}

/* Whether somebody who is told together with the word before a description's noun may be called by the noun, too. */
static bool may_head(const struct doc *doc, const struct mention *mention, const struct mention *person, uint64_t word)
{
    const uint32_t head = mention->head_token;
    if (token_is_in(doc, head, SET_ANY_OFFICE))
        return true;
    if (token_is_in(doc, head, SET_KINDRED_4) && is_in_bracket_behind(doc, person, word))
        return true;
    const struct entity *entity = &doc->entities.items[person->entity];
    return office_is_kindred(doc, entity, mention) && entity->role_mention != NONE &&
           !office_is_other(doc, mention, token_from(doc, doc->mentions.items[entity->role_mention].role.begin),
                            token_from(doc, doc->mentions.items[entity->role_mention].role.end));
}

/* "the KRA boss", "the Rovers manager": the person before whose role has the word right before a noun for any office, or a
 * noun near to this one, boss. A manager goes before a goalkeeper. */
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
            (nation && !holds_word_of(doc, token_from(doc, before->role.begin), token_from(doc, before->role.end),
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
    if (mention->kind != QUOTH_UNNAMED || !may_stand_in(doc, mention) || has_telling_modifier(doc, mention))
        return NONE;
    for (uint32_t back = 1; back <= FARTHEST && back <= number; back++) {
        const struct mention *before = mention - back;
        if (before->named && !before->inside && before->entity != NONE && before->kind == QUOTH_PERSON &&
            office_kinship(doc, &doc->entities.items[before->entity], mention) >= OFFICE_CLOSE &&
            salience_sexes_agree(doc->entities.items[before->entity].gender, mention->gender))
            return before->entity;
    }
    return NONE;
}

static uint32_t find_role_holder(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (mention->kind == QUOTH_UNNAMED || mention->kind == QUOTH_PERSON)
        return find_holder(describer, number, false);
    if (mention->kind == QUOTH_ORGANIZATION && !is_possessive(doc, mention))
        return find_holder(describer, number, true);
    return NONE;
}

uint32_t description_holder(const struct describer *describer, uint32_t number)
{
    return find_role_holder(describer, number);
}

/* "San Francisco police" for the San Francisco Police Department, with or without an article. */
static uint32_t find_named_so(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    if (mention->kind != QUOTH_ORGANIZATION || mention->plural || is_possessive(doc, mention))
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

/* -- named later ------------------------------------------------------------------------------ */

/* Whether the article hasn't named the entity so far. */
static bool is_new(const struct describer *describer, uint32_t entity)
{
    return entity < describer->salience->n_counts && !describer->salience->counts[entity];
}

/* Whether a name that comes later can be that of a description: a person's whom the article hasn't named. */
static bool may_be_named(const struct describer *describer, uint32_t number, uint32_t later)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number], *name = &doc->mentions.items[later];
    return name->named && !name->inside && name->entity != NONE && is_new(describer, name->entity) &&
           doc->entities.items[name->entity].kind == QUOTH_PERSON &&
           salience_sexes_agree(doc->entities.items[name->entity].gender, mention->gender);
}

/* "a judge ruled": Judge Ada Orr, when the noun is in her role, and no word speaks against it, or she is the only one. */
static uint32_t find_later_holder(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    size_t at, end = clue_find(describer, name_hash_word(doc, doc->mentions.items[number].head_token), number, &at);
    uint32_t only = NONE;
    bool several = false;
    for (; at < end; at++) {
        const struct clue *clue = &describer->clues[at];
        uint32_t entity = doc->mentions.items[clue->mention].entity;
        bool fits = fit(describer, &doc->mentions.items[number], clue) > NO_MATCH;
        const bool other = office_is_other(doc, &doc->mentions.items[number], clue->first_token, clue->end_token);
        if ((!fits || other) && is_definite(doc, &doc->mentions.items[number])) /* "the home secretary": no other one */
            continue;
        several |= only != NONE && entity != only;
        if (clue->mention < number || !may_be_named(describer, number, clue->mention))
            several = true;
        else if (fits)
            return entity;
        only = entity;
    }
    return several ? NONE : only;
}

/* Whether the role that an entity is known by is an office, or the description's noun is one, and not the same: "a minister
 * left" is no poet, "an angler won" not Mayor Joe Orr. */
static bool clashes(const struct doc *doc, const struct entity *entity, uint32_t number)
{
    const struct mention *mention = &doc->mentions.items[number];
    if (entity->role_mention == NONE)
        return false;
    struct span role = doc->mentions.items[entity->role_mention].role;
    const bool minister = token_is_in(doc, mention->head_token, SET_KINDRED_5); /* a senator may be one */
    bool office = name_word_is_in(doc, mention->head_token, SET_STANDS_FOR_OFFICE);
    for (uint32_t i = token_from(doc, role.begin); i < doc->tokens.n && doc->tokens.begin[i] < role.end; i++) {
        if (office_is(doc, i, mention->head_token) || (minister && token_is_in(doc, i, SET_KINDRED_4)))
            return false;
        office |= token_is_in(doc, i, SET_STANDS_FOR_OFFICE) || token_is_in(doc, i, SET_TITLE);
    }
    return office && !office_is_kindred(doc, entity, mention);
}

/* "An angler won. ¶ Joe Orr, 42, ...", "..., an angler said. ¶ The lake, said Joe Orr, ...": the next paragraph names
 * first whom the first one was about, or who spoke there. */
static uint32_t find_later_subject(const struct describer *describer, uint32_t number, bool speaks)
{
    const struct doc *doc = describer->doc;
    const struct note *notes = describer->salience->notes;
    enum { FARTHEST = 100 }; /* mentions */
    uint32_t paragraph = NONE, here = doc->sentences[doc->mentions.items[number].sentence].paragraph;
    for (uint32_t next = number + 1; next < doc->mentions.n && next <= number + FARTHEST; next++) {
        const struct mention *name = &doc->mentions.items[next];
        uint32_t at = doc->sentences[name->sentence].paragraph;
        if (at == here || name->inside)
            continue;
        if (paragraph != NONE && at != paragraph)
            return NONE;
        paragraph = at;
        if (speaks ? notes[next].speech == NONE : !notes[next].subject)
            continue;
        bool named = name->named && name->entity != NONE && may_be_named(describer, number, next);
        return named && !clashes(doc, &doc->entities.items[name->entity], number) ? name->entity : NONE;
    }
    return NONE;
}

/* Who speaks in the next paragraph goes before whom it is about: "An angler has won, his club said. ¶ Joe Orr, 42, ..." */
static uint32_t find_next_named(const struct describer *describer, uint32_t number)
{
    const bool speaks = describer->salience->notes[number].speech != NONE;
    const uint32_t entity = find_later_subject(describer, number, speaks);
    const bool told = describer->doc->language->sets[SET_NEWCOMER] >= 0; /* who comes in without a name */
    return entity == NONE && speaks && told ? find_later_subject(describer, number, false) : entity;
}

/* "Jane Orr on fame ¶ The striker is late": the person whom the title is about, and the prose hasn't named so far. */
static uint32_t find_in_title(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const struct note *note = &describer->salience->notes[number];
    uint32_t entity = doc->title_person;
    if (entity == NONE)
        return NONE;
    const struct mention *name = &doc->mentions.items[doc->entities.items[entity].name_mention];
    bool full = doc->entities.items[entity].title_name || name->end_name_token > name->first_name_token + 1;
    bool may_be = full && mention->kind == QUOTH_UNNAMED && !mention->inside &&
                  (note->subject || note->speech != NONE) && may_stand_in(doc, mention) &&
                  gate_of(doc, mention) != NOBODY && is_new(describer, entity) &&
                  salience_sexes_agree(doc->entities.items[entity].gender, mention->gender) &&
                  !clashes(doc, &doc->entities.items[entity], number);
    return may_be ? entity : NONE;
}

/* Whether the prose has named a person before. */
static bool anybody_named(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    for (uint32_t i = 0; i < number; i++) {
        const struct mention *before = &doc->mentions.items[i];
        if (before->named && !before->weak && before->entity != NONE && entity_in_prose(doc, before) &&
            doc->entities.items[before->entity].kind == QUOTH_PERSON)
            return true;
    }
    return false;
}

/* Leads tell who somebody is before they tell the name. */
static uint32_t find_named_later(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    enum { LEAD = 2 }; /* paragraphs of prose */
    uint32_t paragraph = doc->sentences[mention->sentence].paragraph, first = paragraph;
    while (first > 0 && paragraph - first < LEAD && doc->paragraphs[first - 1].kind == PARAGRAPH_BODY)
        first--;
    if (paragraph - first >= LEAD || mention->kind != QUOTH_UNNAMED || mention->plural || mention->inside ||
        is_possessive(doc, mention) || !token_is_in(doc, mention->head_token, SET_PERSON_NOUN))
        return NONE;
    uint32_t entity = find_later_holder(describer, number);
    bool lead = (first == paragraph || !anybody_named(describer, number)) &&
                (is_definite(doc, mention) || !token_is_in(doc, mention->head_token, SET_NEWCOMER));
    bool main = describer->salience->notes[number].subject || describer->salience->notes[number].speech != NONE;
    return entity == NONE && lead && main ? find_next_named(describer, number) : entity;
}

/* Whether somebody named before has the same family name. */
static bool has_namesake_before(const struct doc *doc, uint32_t number, uint32_t later)
{
    enum { FARTHEST = 100 }; /* mentions */
    const struct mention *name = &doc->mentions.items[later];
    uint64_t family = name_hash_word(doc, name->end_name_token - 1);
    for (uint32_t i = number; i-- > 0 && number - i <= FARTHEST;) {
        const struct mention *before = &doc->mentions.items[i];
        if (before->named && before->entity != NONE && before->end_name_token > before->first_name_token &&
            name_hash_word(doc, before->end_name_token - 1) == family)
            return true;
    }
    return false;
}

/* "His father said no. ¶ Robert Orr, 40, ...": a relative of somebody called Orr, whom the next paragraph names. */
static uint32_t find_later_relative(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    bool own = is_possessive(doc, mention);
    if (mention->kind != QUOTH_UNNAMED || mention->plural || mention->inside ||
        !(own || (mention->gender && holds_possessive(doc, mention))) ||
        !token_is_in(doc, mention->head_token, SET_RELATION) || describer->salience->notes[number].speech == NONE)
        return NONE;
    uint32_t entity = find_later_subject(describer, number, true);
    return entity != NONE && (!own || has_namesake_before(doc, number, doc->entities.items[entity].name_mention))
               ? entity
               : NONE;
}

/* "a company", "police", but neither "the company" nor the school of "school rules". */
static bool introduces(const struct doc *doc, const struct mention *mention)
{
    bool bare = mention->first_token == mention->head_token && !mention->plural &&
                token_is_in(doc, mention->head_token, SET_STANDS_FOR_ORG);
    return !is_definite(doc, mention) && !is_possessive(doc, mention) && !bare;
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
    return shares_sentence(doc, doc->entities.items[unnamed].name_mention, other);
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
    if (before->n_speakers != 1 || entity == NONE ||
        before->paragraph + 1 < doc->sentences[mention->sentence].paragraph || shares_sentence(doc, number, entity))
        return NONE;
    const struct entity *of = &doc->entities.items[entity];
    if (name_word_is_in(doc, mention->head_token, SET_STANDS_FOR_OFFICE) && office_clashes(doc, of, mention))
        return NONE;
    return of->named && of->kind == QUOTH_PERSON && salience_sexes_agree(of->gender, mention->gender) ? entity : NONE;
}

/* "China's ambassador": as definite as "the ambassador of China". */
static bool has_named_possessor(const struct doc *doc, const struct mention *mention)
{
    return mention->kind == QUOTH_UNNAMED && !mention->plural && !is_possessive(doc, mention) &&
           holds_possessive(doc, mention);
}

/* Somebody who came in as "a company" goes before the company named last. */
uint32_t description_meant(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    uint32_t entity = find_named_so(describer, number);
    if (entity == NONE && has_named_possessor(doc, &doc->mentions.items[number]))
        entity = find_role_holder(describer, number);
    if (entity == NONE && !is_definite(doc, &doc->mentions.items[number]))
        entity = find_named_later(describer, number);
    if (entity == NONE)
        entity = find_later_relative(describer, number);
    if (entity != NONE || !is_definite(doc, &doc->mentions.items[number]))
        return entity;
    uint32_t described = find_described(describer, number);
    bool introduced =
        described != NONE && introduces(doc, &doc->mentions.items[doc->entities.items[described].name_mention]);
    bool unnamed = doc->mentions.items[number].kind == QUOTH_UNNAMED;
    entity = unnamed && introduced && spoke_lately(describer, number, described) ? described
                                                                                 : find_role_holder(describer, number);
    if (entity == NONE)
        entity = find_officer(describer, number);
    if (entity == NONE)
        entity = find_head_of(describer, number);
    if (entity == NONE)
        entity = find_closest_kindred(describer, number);
    if (entity == NONE)
        entity = find_called(describer, number);
    if (entity != NONE)
        return entity;
    if (introduced || (described != NONE && unnamed && doc->entities.items[described].named))
        return described;
    uint32_t meant = find_stand_in(describer, number);
    if (unnamed && described != NONE && meant != NONE && stand_together(describer, described, meant))
        return described;
    bool told = doc->mentions.items[number].end_token > doc->mentions.items[number].head_token + 1;
    if (meant == NONE && described == NONE && (told || !anybody_named(describer, number))) /* "the head of the bank" */
        meant = find_named_later(describer, number);
    if (meant == NONE && described == NONE)
        meant = find_in_title(describer, number);
    if (meant == NONE && described == NONE && unnamed)
        meant = find_who_goes_on(describer, number);
    return meant != NONE ? meant : described;
}

/* "the pair", "both brothers", "the two officials"; but "two officials" are new, and "the couple's lawyers" others. */
bool description_is_pair(const struct doc *doc, const struct mention *mention)
{
    uint32_t last = mention->end_token - 1, first = mention->first_token;
    bool definite = is_definite(doc, mention);
    bool by_head = definite && ((token_is_in(doc, last, SET_STANDS_FOR_PAIR) && !ends_in_number(doc, mention)) ||
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
