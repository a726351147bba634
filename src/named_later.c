#include "named_later.h"

#include "agree.h"
#include "clue.h"
#include "description_word.h"
#include "entity.h"
#include "name.h"
#include "office.h"

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
           agree_sexes(doc->entities.items[name->entity].gender, mention->gender);
}

/* "a union leader" is no opposition leader: the noun fits any office, the words before it differ. */
static bool leads_others(const struct doc *doc, const struct mention *mention, uint32_t first, uint32_t end,
                         uint64_t noun)
{
    return name_word_is_in(doc, mention->head_token, SET_ANY_OFFICE) &&
           office_words_differ(doc, mention, first, end, noun);
}

/* "The Ohio governor said" before "Governor Ada Orr left": only a place stands before the noun, and nothing before
 * hers. Of two nations each has a president. */
static bool is_of_place(const struct describer *describer, uint32_t number, const struct clue *clue)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    const struct note *note = &describer->salience->notes[clue->mention];
    if (clue->mention < number || clue->end_token != clue->first_token + 1 ||
        doc->mentions.items[clue->mention].sentence == mention->sentence || !(note->subject || note->speech != NONE) ||
        !name_word_is_in(doc, mention->head_token, SET_STANDS_FOR_OFFICE))
        return false;
    uint32_t place = mention->first_token + 1;
    for (uint32_t i = place; i < mention->head_token; i++)
        if (doc->tokens.shape[i] == SHAPE_LOWER || token_is_in(doc, i, SET_DEMONYM))
            return false;
    return place < mention->head_token;
}

/* "a judge ruled": Judge Ada Orr, when the noun is in her role, and no word speaks against it, or she is the only one.
 */
static uint32_t find_later_holder(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    size_t at, end = clue_find(describer, name_hash_word(doc, doc->mentions.items[number].head_token), number, &at);
    uint32_t only = NONE;
    bool several = false;
    for (; at < end; at++) {
        const struct clue *clue = &describer->clues[at];
        uint32_t entity = doc->mentions.items[clue->mention].entity;
        bool fits = clue_fit(describer, &doc->mentions.items[number], clue) > CLUE_NO_MATCH;
        const struct mention *mention = &doc->mentions.items[number];
        const bool other = office_is_other(doc, mention, clue->first_token, clue->end_token);
        const bool definite = description_is_definite(doc, mention);
        if (definite && (other || (!fits && !is_of_place(describer, number, clue)))) /* no other secretary */
            continue;
        if (!definite && !fits && leads_others(doc, mention, clue->first_token, clue->end_token, clue->word))
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

/* Whether the role that an entity is known by is an office, or the description's noun is one, and not the same: "a
 * minister left" is no poet, "an angler won" not Mayor Joe Orr. */
static bool clashes(const struct doc *doc, const struct entity *entity, uint32_t number)
{
    const struct mention *mention = &doc->mentions.items[number];
    if (entity->role_mention == NONE)
        return false;
    struct span role = doc->mentions.items[entity->role_mention].role;
    const bool minister = token_is_in(doc, mention->head_token, SET_KINDRED_MINISTER); /* a senator may be one */
    bool office = name_word_is_in(doc, mention->head_token, SET_STANDS_FOR_OFFICE);
    for (uint32_t i = token_from(doc, role.begin); i < doc->tokens.n && doc->tokens.begin[i] < role.end; i++) {
        if (office_is(doc, i, mention->head_token))
            return leads_others(doc, mention, token_from(doc, role.begin), token_from(doc, role.end),
                                name_hash_word(doc, i));
        if (minister && token_is_in(doc, i, SET_KINDRED_LAWMAKER))
            return false;
        office |= token_is_in_any(doc, i, SET_STANDS_FOR_OFFICE, SET_TITLE);
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
        uint32_t at = mention_paragraph(doc, name);
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

/* Who speaks in the next paragraph goes before whom it is about: "An angler has won, his club said. ¶ Joe Orr, 42, ..."
 */
static uint32_t find_next_named(const struct describer *describer, uint32_t number)
{
    const bool speaks = describer->salience->notes[number].speech != NONE;
    const uint32_t entity = find_later_subject(describer, number, speaks);
    const bool told = describer->doc->language->sets[SET_NEWCOMER] >= 0; /* who comes in without a name */
    return entity == NONE && speaks && told ? find_later_subject(describer, number, false) : entity;
}

bool named_later_anybody(const struct describer *describer, uint32_t number)
{
    return describer->salience->first_named < number;
}

uint32_t named_later_in_title(const struct describer *describer, uint32_t number)
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
                  (note->subject || note->speech != NONE) && description_may_stand_in(doc, mention) &&
                  description_gate(doc, mention) != NOBODY && is_new(describer, entity) &&
                  agree_sexes(doc->entities.items[entity].gender, mention->gender) &&
                  !clashes(doc, &doc->entities.items[entity], number);
    return may_be ? entity : NONE;
}

uint32_t named_later_find(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    enum { LEAD = 2 }; /* paragraphs of prose */
    uint32_t paragraph = mention_paragraph(doc, mention), first = paragraph;
    while (first > 0 && paragraph - first < LEAD && doc->paragraphs[first - 1].kind == PARAGRAPH_BODY)
        first--;
    if (paragraph - first >= LEAD || mention->kind != QUOTH_UNNAMED || mention->plural || mention->inside ||
        description_is_possessive(doc, mention) || !token_is_in(doc, mention->head_token, SET_PERSON_NOUN))
        return NONE;
    uint32_t entity = find_later_holder(describer, number);
    bool lead = (first == paragraph || !named_later_anybody(describer, number)) &&
                (description_is_definite(doc, mention) || !token_is_in(doc, mention->head_token, SET_NEWCOMER));
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

uint32_t named_later_relative(const struct describer *describer, uint32_t number)
{
    const struct doc *doc = describer->doc;
    const struct mention *mention = &doc->mentions.items[number];
    bool own = description_is_possessive(doc, mention);
    if (mention->kind != QUOTH_UNNAMED || mention->plural || mention->inside ||
        !(own || (mention->gender && description_holds_possessive(doc, mention))) ||
        !token_is_in(doc, mention->head_token, SET_RELATION) || describer->salience->notes[number].speech == NONE)
        return NONE;
    uint32_t entity = find_later_subject(describer, number, true);
    return entity != NONE && (!own || has_namesake_before(doc, number, doc->entities.items[entity].name_mention))
               ? entity
               : NONE;
}
