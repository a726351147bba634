#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "entity.h"
#include "pack.h"
#include "sentence.h"
#include "speaker.h"
#include "text.h"
#include "token.h"

Suite *speaker_suite(void);

/* Articles whose mentions and attributions are put in by hand, in text order, so that no rule comes between. */

static struct arena arena;
static quoth_rules *rules;
static quoth_input input;
static struct doc doc;
static uint32_t at; /* byte behind the last mention */

static void set_up(void)
{
    arena_init(&arena, 1 << 20);
    quoth_error error;
    ck_assert_msg(quoth_rules_load(NULL, &rules, &error) == QUOTH_OK, "%s", error.message);
}

static void tear_down(void)
{
    quoth_rules_free(rules);
    arena_free(&arena);
}

static void article(const char *text)
{
    arena_reset(&arena);
    input = (quoth_input){.text = text, .n_bytes = strlen(text)};
    doc = (struct doc){.arena = &arena, .input = &input, .language = pack_choose(rules, "en")};
    quoth_error error;
    ck_assert_int_eq(text_read(&doc, &error), QUOTH_OK);
    ck_assert_int_eq(token_split(&doc), QUOTH_OK);
    ck_assert_int_eq(sentence_split(&doc), QUOTH_OK);
    at = 0;
}

static struct span find(const char *words, uint32_t from)
{
    const char *found = strstr(doc.text.bytes + from, words);
    ck_assert_msg(found != NULL, "'%s' isn't in the article", words);
    uint32_t begin = (uint32_t)(found - doc.text.bytes);
    return (struct span){begin, begin + (uint32_t)strlen(words)};
}

enum { NAMED = 1, PRONOUN = 2, PLURAL = 4, RELATIVE = 8, INSIDE = 16, WEAK = 32, MALE = 64, FEMALE = 128 };

static uint32_t add(struct span span, quoth_kind kind, int flags)
{
    ck_assert(arena_room(doc.arena, &doc.mentions));
    struct mention mention = {.begin = span.begin, .end = span.end, .kind = kind, .entity = NONE};
    mention.first_token = token_from(&doc, span.begin);
    mention.end_token = token_from(&doc, span.end);
    mention.head_token = mention.end_token - 1;
    mention.named = flags & NAMED;
    mention.pronoun = flags & PRONOUN;
    mention.plural = flags & PLURAL;
    mention.relative = flags & RELATIVE;
    mention.inside = flags & INSIDE;
    mention.weak = flags & WEAK;
    mention.gender = flags & MALE ? GENDER_MALE : flags & FEMALE ? GENDER_FEMALE : GENDER_UNKNOWN;
    mention.sentence = sentence_of(&doc, mention.first_token);
    doc.mentions.items[doc.mentions.n] = mention;
    at = span.end;
    return (uint32_t)doc.mentions.n++;
}

/* The next mention of these words without a name. */
static uint32_t noun(const char *words, quoth_kind kind, int flags)
{
    return add(find(words, at), kind, flags);
}

/* ... with a name, and a role before it: name("Foreign Minister", "Sergei Lavrov"). */
static uint32_t name(const char *before, const char *words, quoth_kind kind, int flags)
{
    uint32_t from = at;
    struct span name_span = find(words, at), span = name_span;
    if (*before)
        span.begin = find(before, from).begin;
    uint32_t number = add(span, kind, flags | NAMED);
    struct mention *mention = &doc.mentions.items[number];
    mention->name = name_span;
    mention->first_name_token = token_from(&doc, name_span.begin);
    mention->end_name_token = token_from(&doc, name_span.end);
    return number;
}

static uint32_t person(const char *words)
{
    return name("", words, QUOTH_PERSON, 0);
}

static uint32_t titled(const char *honorific, const char *words)
{
    return name(honorific, words, QUOTH_PERSON, 0);
}

static uint32_t office(const char *role, const char *words)
{
    uint32_t number = name(role, words, QUOTH_PERSON, 0);
    struct mention *mention = &doc.mentions.items[number];
    mention->role = (struct span){mention->begin, mention->begin + (uint32_t)strlen(role)};
    return number;
}

static uint32_t organization(const char *words)
{
    return name("", words, QUOTH_ORGANIZATION, 0);
}

static uint32_t he(const char *word)
{
    return noun(word, QUOTH_PERSON, PRONOUN | MALE);
}

static uint32_t she(const char *word)
{
    return noun(word, QUOTH_PERSON, PRONOUN | FEMALE);
}

/* An attribution of quoted words to a mention; NONE: a loose one. */
static struct attribution *says(uint32_t speaker, const char *words)
{
    ck_assert(arena_room(doc.arena, &doc.attributions));
    struct attribution *attribution = &doc.attributions.items[doc.attributions.n++];
    *attribution = (struct attribution){
        .rule = NONE, .candidate = NONE, .addressee = NONE, .via = NONE, .first_quotation = 0, .within = NONE};
    ck_assert(arena_room(doc.arena, &attribution->quote));
    attribution->quote.items[attribution->quote.n++] = find(words, 0);
    uint32_t token = token_from(&doc, attribution->quote.items[0].begin);
    attribution->paragraph = doc.sentences[sentence_of(&doc, token)].paragraph;
    if (speaker != NONE) {
        attribution->speakers[attribution->n_speakers++] = speaker;
        attribution->attached = QUOTH_BY_CUE;
    }
    return attribution;
}

static struct attribution *says_indirectly(uint32_t speaker, const char *words)
{
    struct attribution *attribution = says(speaker, words);
    attribution->first_quotation = NONE;
    return attribution;
}

static void with_cue(struct attribution *attribution, const char *words)
{
    ck_assert(arena_room(doc.arena, &attribution->cue));
    attribution->cue.items[attribution->cue.n++] = find(words, 0);
}

static void resolve(void)
{
    ck_assert_int_eq(speaker_group(&doc), QUOTH_OK);
    ck_assert_int_eq(speaker_resolve(&doc), QUOTH_OK);
}

static const char *name_of(uint32_t mention)
{
    struct speaker_answer answer = speaker_describe(&doc, mention);
    return arena_strndup(&arena, doc.text.bytes + answer.name.begin, answer.name.end - answer.name.begin);
}

#define assert_name(mention, wanted) ck_assert_str_eq(name_of(mention), wanted)
#define assert_resolved(mention, wanted) ck_assert_int_eq(speaker_describe(&doc, mention).resolved, wanted)

static void assert_speaker(size_t attribution, quoth_attached attached, const char *wanted)
{
    const struct attribution *of = &doc.attributions.items[attribution];
    ck_assert_int_eq(of->attached, attached);
    ck_assert_int_eq(of->n_speakers, wanted ? 1 : 0);
    if (wanted)
        assert_name(of->speakers[0], wanted);
}

/* -- names ------------------------------------------------------------------------------ */

START_TEST(a_surname_takes_the_fullest_name)
{
    article("Orr left. Mike J. Orr said so. Mike Orr came back.");
    uint32_t surname = person("Orr"), full = person("Mike J. Orr"), shorter = person("Mike Orr");
    resolve();
    assert_name(surname, "Mike J. Orr");
    assert_name(shorter, "Mike J. Orr");
    assert_resolved(surname, QUOTH_RESOLVED_SURNAME);
    assert_resolved(full, QUOTH_RESOLVED_NAME);
}
END_TEST

START_TEST(initials_and_short_first_names_agree_but_other_first_names_clash)
{
    article("Robert Lowe met R. Lowe and Rob Lowe. Jan Lowe met Jane Lowe.");
    uint32_t full = person("Robert Lowe"), initial = person("R. Lowe"), shortened = person("Rob Lowe");
    uint32_t jan = person("Jan Lowe"), jane = person("Jane Lowe");
    resolve();
    assert_name(initial, "Robert Lowe");
    assert_name(shortened, "Robert Lowe");
    ck_assert_uint_eq(doc.mentions.items[full].entity, doc.mentions.items[initial].entity);
    assert_name(jan, "Jan Lowe");
    assert_name(jane, "Jane Lowe");
}
END_TEST

START_TEST(mr_and_mrs_are_two)
{
    article("Mike Orr sang. Mr Orr bowed. Mrs Orr clapped. Mr Orr wept.");
    person("Mike Orr");
    uint32_t husband = titled("Mr", "Orr"), wife = titled("Mrs", "Orr"), again = titled("Mr", "Orr");
    resolve();
    assert_name(husband, "Mike Orr");
    assert_name(wife, "Orr");
    assert_name(again, "Mike Orr");
}
END_TEST

START_TEST(a_woman_without_a_known_first_name_is_told_by_her_pronoun)
{
    article("Quorra Tann sang as she came. Mr Tann clapped.");
    person("Quorra Tann");
    she("she");
    uint32_t husband = titled("Mr", "Tann");
    resolve();
    assert_name(husband, "Tann");
}
END_TEST

START_TEST(of_two_relatives_who_was_called_by_the_family_name_keeps_it)
{
    article("Mike Orr sang. Orr bowed. His brother Tom Orr wept. Orr went home.");
    person("Mike Orr");
    person("Orr");
    person("Tom Orr");
    uint32_t orr = person("Orr");
    resolve();
    assert_name(orr, "Mike Orr");
}
END_TEST

START_TEST(of_two_relatives_the_honorific_tells)
{
    article("Olive Tranter died. Mrs Tranter was 91. Her daughter Beth Tranter wept. Miss Tranter spoke.");
    person("Olive Tranter");
    titled("Mrs", "Tranter");
    person("Beth Tranter");
    uint32_t miss = titled("Miss", "Tranter");
    resolve();
    assert_name(miss, "Beth Tranter");
}
END_TEST

START_TEST(a_part_of_just_one_name_is_its_short_form)
{
    article("Minister Amin Rashid came. Amin spoke. Sir Hugh Vane left. Sir Hugh slept. Kim Jong-un and Kim.");
    titled("Minister", "Amin Rashid");
    uint32_t amin = person("Amin");
    titled("Sir", "Hugh Vane");
    uint32_t hugh = titled("Sir", "Hugh");
    person("Kim Jong-un");
    uint32_t kim = person("Kim");
    resolve();
    assert_name(amin, "Amin Rashid");
    assert_name(hugh, "Hugh Vane");
    assert_name(kim, "Kim Jong-un");
}
END_TEST

START_TEST(particles_may_be_left_out)
{
    article("Ursula von der Leyen spoke. Von der Leyen left. Leyen it was.");
    person("Ursula von der Leyen");
    uint32_t part = person("Von der Leyen"), last = person("Leyen");
    resolve();
    assert_name(part, "Ursula von der Leyen");
    assert_name(last, "Ursula von der Leyen");
}
END_TEST

START_TEST(accents_may_be_left_off)
{
    article("Janelle Mon\u00e1e sang. Monae bowed. Janelle Monae left. Mona stayed.");
    person("Janelle Mon\u00e1e");
    uint32_t surname = person("Monae"), full = person("Janelle Monae"), other = person("Mona");
    resolve();
    assert_name(surname, "Janelle Mon\u00e1e");
    assert_name(full, "Janelle Mon\u00e1e");
    assert_name(other, "Mona");
}
END_TEST

START_TEST(a_full_name_inside_quotation_marks_serves_when_there_is_no_other)
{
    article("\"Olive Tranter died,\" he said. Mrs Tranter was 91. Mike Orr, \"Mike Orr\".");
    name("", "Olive Tranter", QUOTH_PERSON, INSIDE);
    uint32_t outside = titled("Mrs", "Tranter"), orr = person("Mike Orr");
    name("", "Mike Orr", QUOTH_PERSON, INSIDE);
    resolve();
    assert_name(outside, "Olive Tranter");
    ck_assert_uint_eq(speaker_describe(&doc, orr).name.begin, doc.mentions.items[orr].begin);
}
END_TEST

START_TEST(a_name_in_capitals_is_the_second_choice)
{
    article("MIKE ORR has died. Mike Orr was 91.");
    uint32_t capitals = person("MIKE ORR");
    person("Mike Orr");
    resolve();
    assert_name(capitals, "Mike Orr");
}
END_TEST

START_TEST(ranks_behind_a_name_are_no_part_of_it_but_generations_are)
{
    article("Anna Thill KC rose. Sam Doe, Jr. sat.");
    uint32_t lawyer = person("Anna Thill KC"), son = person("Sam Doe, Jr.");
    resolve();
    assert_name(lawyer, "Anna Thill");
    assert_name(son, "Sam Doe, Jr.");
}
END_TEST

START_TEST(what_a_person_is_stands_before_the_name)
{
    article("CPUC President Marybel Batjer came. Browns DL Sheldon Richardson left. LeBron James rose.");
    uint32_t head = person("CPUC President Marybel Batjer"), player = person("Browns DL Sheldon Richardson"),
             whole = person("LeBron James");
    resolve();
    assert_name(head, "Marybel Batjer");
    assert_name(player, "Sheldon Richardson");
    assert_name(whole, "LeBron James");
    struct span role = speaker_describe(&doc, head).role;
    ck_assert_int_eq(strncmp(doc.text.bytes + role.begin, "CPUC President", role.end - role.begin), 0);
}
END_TEST

/* -- organisations ------------------------------------------------------------------------ */

START_TEST(letters_in_a_bracket_complete_the_name)
{
    article("The Deeds and Exchange Board (DEB) met. DEB staff sang.");
    organization("Exchange Board");
    organization("DEB");
    uint32_t later = organization("DEB");
    resolve();
    assert_name(later, "Deeds and Exchange Board");
}
END_TEST

START_TEST(an_acronym_in_brackets_is_the_organisation_before_them)
{
    article("The Pet Welfare Union (PWU) met. PWU leaders sang. Jane Doe (BBC) came. BBC staff sang.");
    organization("Pet Welfare Union");
    uint32_t bracketed = organization("PWU"), later = organization("PWU");
    person("Jane Doe");
    organization("BBC");
    uint32_t bbc = organization("BBC");
    resolve();
    assert_name(bracketed, "Pet Welfare Union");
    assert_name(later, "Pet Welfare Union");
    assert_name(bbc, "BBC");
}
END_TEST

START_TEST(an_acronym_is_made_of_initials_also_without_brackets)
{
    article("The Drug Enforcement Administration and DEA agents.");
    organization("Drug Enforcement Administration");
    uint32_t dea = organization("DEA");
    resolve();
    assert_name(dea, "Drug Enforcement Administration");
    assert_resolved(dea, QUOTH_RESOLVED_ALIAS);
}
END_TEST

START_TEST(a_person_has_no_acronym)
{
    article("Mrs Olive Tranter left. OT followed.");
    titled("Mrs", "Olive Tranter");
    uint32_t acronym = organization("OT");
    resolve();
    assert_name(acronym, "OT");
}
END_TEST

START_TEST(a_place_is_not_short_for_what_is_called_after_it)
{
    article("Paris Gazette readers slept. Paris denied it. Teln Council met. Teln refused.");
    organization("Paris Gazette");
    uint32_t paris = organization("Paris");
    organization("Teln Council");
    uint32_t teln = person("Teln");
    resolve();
    assert_name(paris, "Paris");
    assert_name(teln, "Teln");
}
END_TEST

START_TEST(an_organisation_may_be_called_by_how_it_begins_or_ends)
{
    article("Clarendon Widget Works hired. Clarendon paid. The Rigg Valley Echo printed. The Echo folded.");
    organization("Clarendon Widget Works");
    uint32_t first = organization("Clarendon");
    organization("Rigg Valley Echo");
    uint32_t last = organization("Echo");
    resolve();
    assert_name(first, "Clarendon Widget Works");
    assert_name(last, "Rigg Valley Echo");
}
END_TEST

START_TEST(what_looks_like_a_person_is_an_organisation_when_the_text_says_so)
{
    article("Game maker Bioware opened. A Bioware spokesman sang.");
    noun("Game maker", QUOTH_ORGANIZATION, 0);
    uint32_t firm = person("Bioware");
    noun("A Bioware spokesman", QUOTH_UNNAMED, 0);
    resolve();
    ck_assert_int_eq(speaker_describe(&doc, firm).kind, QUOTH_ORGANIZATION);
}
END_TEST

START_TEST(an_organisations_words_are_not_a_role)
{
    article("The California Public Utilities Commission met. The utilities commission wept.");
    uint32_t commission = office("California Public", "Utilities Commission");
    uint32_t again = noun("The utilities commission", QUOTH_ORGANIZATION, 0);
    resolve();
    assert_name(commission, "California Public Utilities Commission");
    assert_name(again, "California Public Utilities Commission");
    ck_assert_int_eq(speaker_describe(&doc, again).kind, QUOTH_ORGANIZATION);
}
END_TEST

START_TEST(a_place_is_a_person_where_somebody_is_called_so)
{
    article("John Bolton spoke. Bolton left.");
    person("John Bolton");
    uint32_t bolton = name("", "Bolton", QUOTH_ORGANIZATION, WEAK);
    resolve();
    assert_name(bolton, "John Bolton");
}
END_TEST

START_TEST(a_given_name_and_a_noun_behind_the_comma_make_a_person)
{
    article("Richard Cross, a former aide, sang. Richard Works hired.");
    uint32_t aide = organization("Richard Cross");
    noun("a former aide", QUOTH_UNNAMED, 0);
    uint32_t firm = organization("Richard Works");
    resolve();
    ck_assert_int_eq(speaker_describe(&doc, aide).kind, QUOTH_PERSON);
    ck_assert_int_eq(speaker_describe(&doc, firm).kind, QUOTH_ORGANIZATION);
}
END_TEST

/* -- pronouns ----------------------------------------------------------------------------- */

START_TEST(a_pronoun_is_the_subject_of_its_sex_before_it)
{
    article("Mike Orr met Jane Doe. He smiled. She wept.");
    person("Mike Orr");
    person("Jane Doe");
    uint32_t him = he("He"), her = she("She");
    resolve();
    assert_name(him, "Mike Orr");
    assert_name(her, "Jane Doe");
    assert_resolved(him, QUOTH_RESOLVED_PRONOUN);
}
END_TEST

/* Mike Orr speaks, Tom Doe is named, then he speaks. */
static void assert_he_who_adds_is(const char *text, const char *wanted)
{
    article(text);
    uint32_t orr = person("Mike Orr");
    person("Tom Doe");
    uint32_t him = he("He");
    says(orr, "It rained,");
    says(him, "It poured.");
    resolve();
    assert_name(him, wanted);
}

START_TEST(a_pronoun_is_the_last_speaker_before_other_men)
{
    assert_he_who_adds_is("\"It rained,\" Mike Orr said of Tom Doe. He added: \"It poured.\"", "Mike Orr");
}
END_TEST

START_TEST(a_new_subject_is_meant_before_the_last_speaker)
{
    assert_he_who_adds_is("\"It rained,\" Mike Orr said.\n\nTom Doe disagreed. He added: \"It poured.\"", "Tom Doe");
}
END_TEST

START_TEST(nobody_who_is_only_mentioned_inside_quotation_marks_is_meant)
{
    article("Mike Orr came. \"I saw Tom Doe,\" he said.");
    person("Mike Orr");
    name("", "Tom Doe", QUOTH_PERSON, INSIDE);
    uint32_t him = he("he");
    resolve();
    assert_name(him, "Mike Orr");
}
END_TEST

START_TEST(nobody_speaks_of_himself_by_name)
{
    article("Tom Doe slept. Mike Orr came to see Tom Doe. He said Orr was late.");
    person("Tom Doe");
    person("Mike Orr");
    person("Tom Doe");
    uint32_t him = he("He");
    person("Orr");
    says_indirectly(him, "Orr was late.");
    resolve();
    assert_name(him, "Tom Doe");
}
END_TEST

START_TEST(nobody_speaks_to_himself_but_who_is_asked_answers)
{
    article("Mike Orr told Tom Doe it was late. He added: \"Go.\"\n\nAnn Vane asked Sam Lowe why. He said: \"Rain.\"");
    uint32_t orr = person("Mike Orr"), doe = person("Tom Doe"), added = he("He");
    uint32_t vane = person("Ann Vane"), lowe = person("Sam Lowe"), answered = he("He");
    struct attribution *told = says_indirectly(orr, "it was late");
    told->addressee = doe;
    with_cue(told, "told");
    says(added, "Go.");
    struct attribution *asked = says_indirectly(vane, "why");
    asked->addressee = lowe;
    with_cue(asked, "asked");
    says(answered, "Rain.");
    resolve();
    assert_name(added, "Mike Orr");
    assert_name(answered, "Sam Lowe");
}
END_TEST

START_TEST(it_is_an_organisation_and_they_are_a_group)
{
    article("Mike Orr left Acme Corp. It closed. Nurses met Mike Orr. They wept.");
    person("Mike Orr");
    organization("Acme Corp");
    uint32_t it = noun("It", QUOTH_ORGANIZATION, PRONOUN);
    noun("Nurses", QUOTH_GROUP, PLURAL);
    person("Mike Orr");
    uint32_t they = noun("They", QUOTH_GROUP, PRONOUN | PLURAL);
    resolve();
    assert_name(it, "Acme Corp");
    assert_name(they, "Nurses");
}
END_TEST

START_TEST(they_may_be_one_of_whom_no_sex_is_told)
{
    article("Police met Acme Corp. A resident said it was late. They added it was cold.\n\nThey wept.");
    noun("Police", QUOTH_GROUP, PLURAL);
    organization("Acme Corp");
    uint32_t resident = noun("A resident", QUOTH_PERSON, 0), they = noun("They", QUOTH_GROUP, PRONOUN | PLURAL);
    says_indirectly(resident, "it was late.");
    says_indirectly(they, "it was cold.");
    resolve();
    assert_name(they, "A resident");
}
END_TEST

START_TEST(who_is_the_person_before_it)
{
    article("Mike Orr, who lives at Acme Corp, sang.");
    person("Mike Orr");
    uint32_t who = noun("who", QUOTH_PERSON, PRONOUN | RELATIVE);
    resolve();
    assert_name(who, "Mike Orr");
}
END_TEST

START_TEST(whom_police_tell_of_is_meant_as_if_the_writer_told_it)
{
    article("Bob Lowe spoke. Police said Jim Orr slept. He said: \"It rained.\"");
    person("Bob Lowe");
    uint32_t police = noun("Police", QUOTH_ORGANIZATION, 0);
    person("Jim Orr");
    uint32_t he = noun("He", QUOTH_PERSON, PRONOUN | MALE);
    says(police, "Jim Orr slept");
    says(he, "It rained.");
    resolve();
    assert_name(he, "Jim Orr");
}
END_TEST

START_TEST(a_pronoun_without_anybody_stays_open)
{
    article("It rained. She said: \"It poured.\"");
    uint32_t her = she("She");
    resolve();
    assert_name(her, "");
    assert_resolved(her, QUOTH_RESOLVED_NONE);
}
END_TEST

/* -- descriptions --------------------------------------------------------------------------- */

START_TEST(pronouns_behind_names_tell_the_sex)
{
    article("Joss Orr met Acme Lee. He smiled. Joss Orr left. Acme Lee sang. She smiled.");
    uint32_t joss = person("Joss Orr");
    uint32_t acme = person("Acme Lee");
    noun("He", QUOTH_PERSON, PRONOUN | MALE);
    person("Joss Orr");
    person("Acme Lee");
    uint32_t her = noun("She", QUOTH_PERSON, PRONOUN | FEMALE);
    resolve();
    ck_assert_int_eq(doc.entities.items[doc.mentions.items[joss].entity].gender, GENDER_MALE);
    ck_assert_int_eq(doc.entities.items[doc.mentions.items[acme].entity].gender, GENDER_FEMALE);
    assert_name(her, "Acme Lee");
}
END_TEST

START_TEST(a_given_name_that_is_a_place_is_somebody_named_so)
{
    article("Georgia Vane sang in Georgia. Georgia said: \"It rained.\"");
    person("Georgia Vane");
    uint32_t place = name("", "Georgia", QUOTH_ORGANIZATION, WEAK);
    doc.mentions.items[place].oblique = true;
    uint32_t again = name("", "Georgia", QUOTH_ORGANIZATION, WEAK);
    resolve();
    assert_name(place, "Georgia");
    assert_name(again, "Georgia Vane");
}
END_TEST

START_TEST(somebody_called_so_before_is_meant_again)
{
    article("Maria Orr left. Maria sang. Ms Orr wept. Lyla Maria slept. Maria said: \"It rained.\"");
    person("Maria Orr");
    person("Maria");
    titled("Ms", "Orr");
    person("Lyla Maria");
    uint32_t again = person("Maria");
    resolve();
    assert_name(again, "Maria Orr");
}
END_TEST

START_TEST(where_somebody_was_born_is_no_part_of_the_name)
{
    article("The Leith-born Bob Lowe left. Leith-born Vane sang. Ann Vane slept.");
    uint32_t bob = person("Leith-born Bob Lowe"), vane = person("Leith-born Vane");
    person("Ann Vane");
    resolve();
    assert_name(bob, "Bob Lowe");
    assert_name(vane, "Ann Vane");
}
END_TEST

START_TEST(what_is_called_after_an_organisation_is_another)
{
    article("General Motors lost. General Motors Acceptance Corp won. GM slept.");
    uint32_t motors = organization("General Motors");
    organization("General Motors Acceptance Corp");
    uint32_t short_form = organization("GM");
    resolve();
    assert_name(motors, "General Motors");
    assert_name(short_form, "General Motors");
}
END_TEST

START_TEST(a_bare_role_is_its_holder)
{
    article("Foreign Minister Sergei Lavrov met Mayor Ann Vane. The minister smiled. The mayor wept.");
    office("Foreign Minister", "Sergei Lavrov");
    office("Mayor", "Ann Vane");
    uint32_t minister = noun("The minister", QUOTH_UNNAMED, 0), mayor = noun("The mayor", QUOTH_UNNAMED, 0);
    resolve();
    assert_name(minister, "Sergei Lavrov");
    assert_name(mayor, "Ann Vane");
    assert_resolved(minister, QUOTH_RESOLVED_ROLE);
}
END_TEST

START_TEST(a_role_may_be_told_later)
{
    article("His spokesman spoke. Record Label spokesman Paul Smernicki sang.");
    uint32_t early = noun("His spokesman", QUOTH_UNNAMED, 0);
    office("Record Label spokesman", "Paul Smernicki");
    resolve();
    assert_name(early, "Paul Smernicki");
}
END_TEST

START_TEST(another_office_is_somebody_else)
{
    article("Finance Minister Ann Vane spoke. The education minister slept.");
    office("Finance Minister", "Ann Vane");
    uint32_t other = noun("The education minister", QUOTH_UNNAMED, 0);
    resolve();
    assert_name(other, "The education minister");
    assert_resolved(other, QUOTH_RESOLVED_SELF);
}
END_TEST

START_TEST(an_office_is_the_same_when_shortened_or_of_a_place)
{
    article("Sen. Ann Vane spoke. The Ohio senator slept. The longtime senator left.");
    office("Sen.", "Ann Vane");
    uint32_t of_place = noun("The Ohio senator", QUOTH_UNNAMED, 0),
             again = noun("The longtime senator", QUOTH_UNNAMED, 0);
    resolve();
    assert_name(of_place, "Ann Vane");
    assert_name(again, "Ann Vane");
}
END_TEST

START_TEST(a_possessor_tells_as_much_as_an_article)
{
    article("China's ambassador spoke. A mayor slept. China's ambassador Ann Vane left.");
    uint32_t early = noun("China's ambassador", QUOTH_UNNAMED, 0);
    office("China's ambassador", "Ann Vane");
    resolve();
    assert_name(early, "Ann Vane");
}
END_TEST

START_TEST(somebody_unnamed_who_spoke_goes_before_a_holder_of_the_office)
{
    article("Minister Ann Vane left. One minister said it rained. \"It poured,\" the minister added.");
    office("Minister", "Ann Vane");
    uint32_t one = noun("One minister", QUOTH_UNNAMED, 0);
    uint32_t again = noun("the minister", QUOTH_UNNAMED, 0);
    says(one, "it rained");
    says(again, "It poured,");
    resolve();
    assert_name(again, "One minister");
}
END_TEST

START_TEST(an_office_is_nobody_of_the_same_sentence)
{
    article("Ann Vane doubts that the mayor spoke. Bob Lowe left. The mayor slept.");
    person("Ann Vane");
    uint32_t mayor = noun("the mayor", QUOTH_UNNAMED, 0);
    person("Bob Lowe");
    resolve();
    assert_name(mayor, "the mayor");
}
END_TEST

START_TEST(a_driver_is_somebody_named_only_when_told_by_a_word_before)
{
    article("Bob Lowe wept. The former lorry driver left. Ann Vane sang. The bus driver slept.");
    person("Bob Lowe");
    uint32_t former = noun("The former lorry driver", QUOTH_UNNAMED, 0);
    person("Ann Vane");
    uint32_t bus = noun("The bus driver", QUOTH_UNNAMED, 0);
    resolve();
    assert_name(former, "Bob Lowe");
    assert_name(bus, "The bus driver");
}
END_TEST

START_TEST(somebody_unnamed_is_the_description_and_comes_again)
{
    article("A ministry spokesman spoke. The minister slept. The spokesman left.");
    uint32_t first = noun("A ministry spokesman", QUOTH_UNNAMED, 0);
    noun("The minister", QUOTH_UNNAMED, 0);
    uint32_t again = noun("The spokesman", QUOTH_UNNAMED, 0);
    resolve();
    assert_name(first, "A ministry spokesman");
    assert_name(again, "A ministry spokesman");
    ck_assert_int_eq(speaker_describe(&doc, again).kind, QUOTH_UNNAMED);
}
END_TEST

START_TEST(words_that_vary_a_name_are_who_was_named)
{
    article(
        "Jo Bell won. The 34-year-old wept. The striker sang. The witness left. Acme Corp lost. The company closed.");
    person("Jo Bell");
    uint32_t age = noun("The 34-year-old", QUOTH_UNNAMED, 0), striker = noun("The striker", QUOTH_UNNAMED, 0);
    uint32_t witness = noun("The witness", QUOTH_UNNAMED, 0);
    organization("Acme Corp");
    uint32_t company = noun("The company", QUOTH_ORGANIZATION, 0);
    resolve();
    assert_name(age, "Jo Bell");
    assert_name(striker, "Jo Bell");
    assert_name(witness, "The witness");
    assert_name(company, "Acme Corp");
}
END_TEST

START_TEST(an_age_tells_who_is_meant)
{
    article("Ramon Deleste, 38, and Tito Deleste, 31, drifted. The 38-year-old wept.");
    person("Ramon Deleste");
    person("Tito Deleste");
    uint32_t age = noun("The 38-year-old", QUOTH_UNNAMED, 0);
    resolve();
    assert_name(age, "Ramon Deleste");
}
END_TEST

START_TEST(the_paper_is_a_newspaper)
{
    article("The Rigg Valley Echo printed it. Acme Corp sued. The paper shrugged.");
    organization("Rigg Valley Echo");
    organization("Acme Corp");
    uint32_t paper = noun("The paper", QUOTH_ORGANIZATION, 0);
    resolve();
    assert_name(paper, "Rigg Valley Echo");
}
END_TEST

START_TEST(a_noun_beside_the_name_is_the_same)
{
    article("Ann Vane, a retired pilot who flew, sang. Coast chief, Bob Lowe, wept. Jo Bell is a painter. The painter "
            "left.");
    person("Ann Vane");
    uint32_t pilot = noun("a retired pilot", QUOTH_UNNAMED, 0), chief = noun("Coast chief", QUOTH_UNNAMED, 0);
    person("Bob Lowe");
    person("Jo Bell");
    noun("a painter", QUOTH_UNNAMED, 0);
    uint32_t painter = noun("The painter", QUOTH_UNNAMED, 0);
    resolve();
    assert_name(pilot, "Ann Vane");
    assert_name(chief, "Bob Lowe");
    assert_name(painter, "Jo Bell");
}
END_TEST

START_TEST(a_study_keeps_the_words_that_say_most)
{
    article("A survey by the Lorne Institute came out. The survey warns of rain.");
    noun("A survey by the Lorne Institute", QUOTH_DOCUMENT, 0);
    doc.mentions.items[0].head_token = 1;
    uint32_t again = noun("The survey", QUOTH_DOCUMENT, 0);
    resolve();
    assert_name(again, "A survey by the Lorne Institute");
}
END_TEST

START_TEST(an_organisation_without_a_name_loses_its_article)
{
    article("The Myanmar embassy spoke. The city's transport company slept.");
    uint32_t embassy = noun("The Myanmar embassy", QUOTH_ORGANIZATION, 0);
    uint32_t company = noun("The city's transport company", QUOTH_ORGANIZATION, 0);
    resolve();
    assert_name(embassy, "Myanmar embassy");
    assert_name(company, "The city's transport company");
}
END_TEST

START_TEST(the_two_are_two_speakers)
{
    article("Ann Vane met Bob Lowe. The two said: \"We agree.\"");
    person("Ann Vane");
    person("Bob Lowe");
    uint32_t two = noun("The two", QUOTH_GROUP, PLURAL);
    says(two, "We agree.");
    resolve();
    ck_assert_int_eq(doc.attributions.items[0].n_speakers, 2);
    assert_name(doc.attributions.items[0].speakers[0], "Ann Vane");
    assert_name(doc.attributions.items[0].speakers[1], "Bob Lowe");
}
END_TEST

/* -- quotations without a cue -------------------------------------------------------------------- */

START_TEST(a_new_paragraph_in_quotation_marks_is_carried_over)
{
    article("\"It works,\" says Ann Ames.\n\n\"We tried it twice.\"");
    says(person("Ann Ames"), "It works,");
    says(NONE, "We tried it twice.");
    resolve();
    assert_speaker(1, QUOTH_BY_CARRIED, "Ann Ames");
}
END_TEST

START_TEST(a_caption_between_two_paragraphs_is_passed_over)
{
    article("\"We waited hours,\" says Ann Ames.\n\nThe queue at Leith on Friday\n\n\"Then it shut.\"");
    says(person("Ann Ames"), "We waited hours,");
    says(NONE, "Then it shut.");
    resolve();
    assert_speaker(1, QUOTH_BY_CARRIED, "Ann Ames");
}
END_TEST

START_TEST(the_sentence_before_names_who_speaks)
{
    article("Ann Ames shook her head. \"Never.\"\n\nWhen Bob Lowe fell, Jo Bell put out these words:\n\n\"We mourn.\"");
    person("Ann Ames");
    person("Bob Lowe");
    person("Jo Bell");
    says(NONE, "Never.");
    says(NONE, "We mourn.");
    resolve();
    assert_speaker(0, QUOTH_BY_ADJACENT, "Ann Ames");
    assert_speaker(1, QUOTH_BY_ADJACENT, "Jo Bell");
}
END_TEST

START_TEST(when_several_could_speak_nobody_does)
{
    article("Ann Ames met Bob Lowe. \"Never.\"");
    person("Ann Ames");
    person("Bob Lowe");
    says(NONE, "Never.");
    resolve();
    assert_speaker(0, QUOTH_BY_NONE, NULL);
}
END_TEST

START_TEST(a_cue_without_a_speaker_stays_without)
{
    article("Ann Ames sat down. It is said that \"rain falls\".");
    person("Ann Ames");
    struct attribution *agentless = says(NONE, "rain falls");
    with_cue(agentless, "is said");
    agentless->attached = QUOTH_BY_CUE;
    resolve();
    assert_speaker(0, QUOTH_BY_CUE, NULL);
}
END_TEST

START_TEST(an_answer_is_the_other_ones)
{
    article("\"It rains,\" said Ann Ames.\n\n\"So what?\" asked Bob Lowe.\n\n\"We drown.\"");
    says(person("Ann Ames"), "It rains,");
    says(person("Bob Lowe"), "So what?");
    says(NONE, "We drown.");
    resolve();
    assert_speaker(2, QUOTH_BY_TURN, "Ann Ames");
}
END_TEST

/* -- size ----------------------------------------------------------------------------------------- */

START_TEST(a_dump_of_names_takes_linear_time)
{
    enum { LINES = 20000 };
    char *text = malloc(LINES * 64), *end = text;
    for (int i = 0; i < LINES; i++)
        end += sprintf(end, "John Smith%d met Smith. He left. ", i);
    article(text);
    at = 0;
    for (uint32_t t = 0; t < doc.tokens.n; t++) {
        struct span span = {doc.tokens.begin[t], doc.tokens.end[t]};
        char first = doc.text.bytes[span.begin];
        if (first != 'J' && first != 'S' && first != 'H')
            continue;
        if (first == 'J')
            span.end = doc.tokens.end[++t];
        if (!arena_room(doc.arena, &doc.mentions))
            ck_abort();
        struct mention mention = {.begin = span.begin,
                                  .end = span.end,
                                  .name = span,
                                  .first_token = first == 'J' ? t - 1 : t,
                                  .end_token = t + 1,
                                  .head_token = t,
                                  .named = first != 'H',
                                  .pronoun = first == 'H',
                                  .gender = first == 'H' ? GENDER_MALE : GENDER_UNKNOWN,
                                  .entity = NONE,
                                  .sentence = sentence_of(&doc, t)};
        mention.first_name_token = mention.first_token;
        mention.end_name_token = first == 'H' ? mention.first_token : mention.end_token;
        doc.mentions.items[doc.mentions.n++] = mention;
    }
    ck_assert_uint_eq(doc.mentions.n, 3 * LINES);
    resolve(); /* Check ends tests that take more than four seconds */
    free(text);
}
END_TEST

Suite *speaker_suite(void)
{
    Suite *suite = suite_create("speaker");
    const struct {
        const char *title;
        const TTest *tests[20];
    } cases[] = {
        {"names",
         {a_surname_takes_the_fullest_name, initials_and_short_first_names_agree_but_other_first_names_clash,
          mr_and_mrs_are_two, a_woman_without_a_known_first_name_is_told_by_her_pronoun,
          of_two_relatives_who_was_called_by_the_family_name_keeps_it, of_two_relatives_the_honorific_tells,
          a_part_of_just_one_name_is_its_short_form, particles_may_be_left_out, accents_may_be_left_off,
          a_full_name_inside_quotation_marks_serves_when_there_is_no_other, a_name_in_capitals_is_the_second_choice,
          ranks_behind_a_name_are_no_part_of_it_but_generations_are, what_a_person_is_stands_before_the_name,
          pronouns_behind_names_tell_the_sex, a_given_name_that_is_a_place_is_somebody_named_so,
          somebody_called_so_before_is_meant_again, where_somebody_was_born_is_no_part_of_the_name}},
        {"organisations",
         {an_acronym_in_brackets_is_the_organisation_before_them, an_acronym_is_made_of_initials_also_without_brackets,
          a_person_has_no_acronym, a_place_is_not_short_for_what_is_called_after_it,
          an_organisation_may_be_called_by_how_it_begins_or_ends,
          what_looks_like_a_person_is_an_organisation_when_the_text_says_so, an_organisations_words_are_not_a_role,
          a_place_is_a_person_where_somebody_is_called_so, a_given_name_and_a_noun_behind_the_comma_make_a_person,
          what_is_called_after_an_organisation_is_another}},
        {"pronouns",
         {a_pronoun_is_the_subject_of_its_sex_before_it, a_pronoun_is_the_last_speaker_before_other_men,
          a_new_subject_is_meant_before_the_last_speaker, nobody_who_is_only_mentioned_inside_quotation_marks_is_meant,
          nobody_speaks_of_himself_by_name, nobody_speaks_to_himself_but_who_is_asked_answers,
          letters_in_a_bracket_complete_the_name, it_is_an_organisation_and_they_are_a_group,
          they_may_be_one_of_whom_no_sex_is_told, who_is_the_person_before_it,
          whom_police_tell_of_is_meant_as_if_the_writer_told_it, a_pronoun_without_anybody_stays_open}},
        {"descriptions",
         {a_bare_role_is_its_holder, a_role_may_be_told_later, another_office_is_somebody_else,
          an_office_is_the_same_when_shortened_or_of_a_place, a_possessor_tells_as_much_as_an_article,
          somebody_unnamed_who_spoke_goes_before_a_holder_of_the_office, an_office_is_nobody_of_the_same_sentence,
          a_driver_is_somebody_named_only_when_told_by_a_word_before,
          somebody_unnamed_is_the_description_and_comes_again, words_that_vary_a_name_are_who_was_named,
          an_age_tells_who_is_meant, the_paper_is_a_newspaper, a_noun_beside_the_name_is_the_same,
          a_study_keeps_the_words_that_say_most, an_organisation_without_a_name_loses_its_article,
          the_two_are_two_speakers}},
        {"quotations without a cue",
         {a_new_paragraph_in_quotation_marks_is_carried_over, a_caption_between_two_paragraphs_is_passed_over,
          the_sentence_before_names_who_speaks, when_several_could_speak_nobody_does,
          a_cue_without_a_speaker_stays_without, an_answer_is_the_other_ones}},
        {"size", {a_dump_of_names_takes_linear_time}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        TCase *tests = tcase_create(cases[i].title);
        tcase_add_checked_fixture(tests, set_up, tear_down);
        for (size_t t = 0; t < 20 && cases[i].tests[t]; t++)
            tcase_add_test(tests, cases[i].tests[t]);
        suite_add_tcase(suite, tests);
    }
    return suite;
}
