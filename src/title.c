#include "title.h"

#include <string.h>

#include "collapse.h"
#include "entity.h"
#include "name.h"
#include "sex.h"
#include "text.h"
#include "token.h"

enum {
    LONGEST = 60,  /* tokens of a title that are looked at */
    MOST_NAMES = 3 /* words before a family name that may belong to it */
};

/* A title, taken apart like a text. */
struct title {
    struct doc doc; /* its text and tokens only */
    uint32_t n;     /* tokens */
    bool sentence;  /* written like a sentence: a capital tells a name */
};

static bool has_title(const struct doc *doc, quoth_input *input)
{
    struct span found = doc->frame.title;
    bool given = doc->input->title;
    *input = (quoth_input){.text = given ? doc->input->title : doc->text.bytes + found.begin,
                           .n_bytes = given ? strlen(doc->input->title) : found.end - found.begin};
    return input->n_bytes > 0;
}

/* Whether a word is one that begins with a small letter in each kind of title. */
static bool is_always_small(const struct doc *title, uint32_t token)
{
    return token_is_in_any(title, token, SET_FUNCTION_WORD, SET_PREPOSITION, SET_CONJUNCTION, SET_POSSESSIVE,
                           SET_PARTICLE);
}

static bool read_title(const struct doc *doc, quoth_input *input, struct title *title)
{
    *title = (struct title){.doc = {.arena = doc->arena, .input = input, .language = doc->language}};
    if (text_read(&title->doc, NULL) >= QUOTH_SKIPPED || token_split(&title->doc) != QUOTH_OK)
        return false;
    title->n = title->doc.tokens.n < LONGEST ? (uint32_t)title->doc.tokens.n : LONGEST;
    for (uint32_t i = 0; i < title->n; i++)
        title->sentence |= title->doc.tokens.kind[i] == TOKEN_WORD && title->doc.tokens.shape[i] == SHAPE_LOWER &&
                           !is_always_small(&title->doc, i);
    return true;
}

static bool is_capital(const struct title *title, uint32_t token)
{
    return token < title->n && title->doc.tokens.kind[token] == TOKEN_WORD &&
           (title->doc.tokens.shape[token] == SHAPE_CAP || title->doc.tokens.shape[token] == SHAPE_UPPER);
}

/* A word that no list has, in a title where a capital tells a name. */
static bool is_unknown_name(const struct title *title, uint32_t token)
{
    return title->sentence && !title->doc.language->noun_capitals && is_capital(title, token) &&
           title->doc.tokens.word[token] == 0;
}

static bool is_known_given(const struct title *title, uint32_t token)
{
    return is_capital(title, token) && token_is_first_name(&title->doc, token);
}

/* The given names before a family name; the same token when there is none. */
static uint32_t begin_of_name(const struct title *title, uint32_t family)
{
    uint32_t begin = family, at = family;
    while (at > 0 && family - at < MOST_NAMES) {
        at--;
        const uint8_t shape = title->doc.tokens.shape[at];
        if (is_known_given(title, at) || is_unknown_name(title, at) || shape == SHAPE_INITIAL)
            begin = at;
        else if (title->doc.tokens.kind[at] != TOKEN_WORD || shape != SHAPE_LOWER ||
                 !token_is_in(&title->doc, at, SET_PARTICLE))
            break;
    }
    return begin;
}

/* The person of the prose whose name ends in a word of the title, or is that word. */
static uint32_t find_called(struct doc *doc, const struct title *title, uint32_t token, struct name *name, bool *sound)
{
    uint64_t hash = name_hash_word(&title->doc, token);
    for (uint32_t i = 0; i < doc->entities.n; i++) {
        const struct entity *entity = &doc->entities.items[i];
        const struct mention *named = &doc->mentions.items[entity->name_mention];
        if (entity->kind != QUOTH_PERSON || !entity->named || named->end_token == 0 ||
            name_hash_word(doc, named->end_name_token ? named->end_name_token - 1 : named->end_token - 1) != hash)
            continue;
        *sound = name_read(doc, named, name);
        return *sound && name->n ? i : NONE;
    }
    return NONE;
}

static const char *words_of(const struct title *title, uint32_t begin, uint32_t end)
{
    struct span span = {title->doc.tokens.begin[begin], title->doc.tokens.end[end - 1]};
    return collapse_name(title->doc.arena, &title->doc.text, span);
}

static uint8_t sex_of(const struct title *title, uint32_t begin)
{
    return sex_by_first(&title->doc, begin);
}

/* The prose has only one word of somebody's name, the title more. */
static bool complete(struct doc *doc, const struct title *title, uint32_t entity, uint32_t begin, uint32_t end)
{
    struct entity *of = &doc->entities.items[entity];
    uint8_t sex = sex_of(title, begin);
    if (of->gender && sex && of->gender != sex)
        return true;
    if (!of->gender)
        of->gender = sex;
    of->title_name = words_of(title, begin, end);
    return of->title_name != NULL;
}

/* Somebody whom only the title names: "Jane Orr on love and loss". */
static uint32_t add_person(struct doc *doc, const struct title *title, uint32_t begin, uint32_t end)
{
    if (!doc->tokens.n || !doc->n_sentences || !arena_room(doc->arena, &doc->mentions))
        return NONE;
    const uint32_t number = (uint32_t)doc->mentions.n++, n_tokens = (uint32_t)doc->tokens.n;
    doc->mentions.items[number] = (struct mention){.begin = doc->text.n_bytes,
                                                   .end = doc->text.n_bytes,
                                                   .first_token = n_tokens - 1,
                                                   .end_token = n_tokens,
                                                   .first_name_token = n_tokens - 1,
                                                   .end_name_token = n_tokens,
                                                   .head_token = n_tokens - 1,
                                                   .kind = QUOTH_PERSON,
                                                   .gender = sex_of(title, begin),
                                                   .named = true,
                                                   .oblique = true,
                                                   .sentence = (uint32_t)doc->n_sentences - 1,
                                                   .entity = NONE,
                                                   .resolved = QUOTH_RESOLVED_NAME};
    uint32_t entity = entity_add(doc, number);
    if (entity == NONE)
        return NONE;
    doc->mentions.items[number].entity = entity;
    doc->entities.items[entity].title_name = words_of(title, begin, end);
    return doc->entities.items[entity].title_name ? entity : NONE;
}

/* "Jane Orr on ...": a family name that no list has, between a known given name and a word that is no name. */
static bool is_new_name(const struct title *title, uint32_t begin, uint32_t family)
{
    return begin < family && is_known_given(title, begin) && is_unknown_name(title, family) &&
           !is_capital(title, family + 1);
}

/* "Bindi" in the prose, "Bindi Orr was late" in the title: whether the word behind a given name is her family name. */
static bool has_family_behind(const struct title *title, uint32_t given)
{
    return title->sentence && (is_known_given(title, given) || is_unknown_name(title, given)) &&
           (is_unknown_name(title, given + 1) || is_known_given(title, given + 1)) && !is_capital(title, given + 2);
}

/* The persons whom a title names. */
struct persons {
    unsigned n;
    uint32_t entity;             /* the last one whom the prose names, too; or NONE */
    uint32_t new_begin, new_end; /* tokens of the last one whom it doesn't */
};

/* Reads the name that ends with the word *token, if one does, and leaves *token at its last one; false when memory is
 * out. */
static bool read_name(struct doc *doc, const struct title *title, uint32_t *token, struct persons *persons)
{
    struct name name;
    bool sound = true;
    uint32_t begin = begin_of_name(title, *token), end = *token + 1;
    const uint32_t entity = find_called(doc, title, *token, &name, &sound);
    if (!sound)
        return false;
    if (entity == NONE) {
        if (is_new_name(title, begin, *token)) {
            persons->n++;
            persons->new_begin = begin;
            persons->new_end = end;
        }
        return true;
    }
    if (begin == *token && name.n == 1 && has_family_behind(title, begin))
        end++;
    persons->n += entity != persons->entity;
    persons->entity = entity;
    *token = end - 1;
    const bool is_fuller = name.n == 1 && end - begin > 1 && !doc->entities.items[entity].title_name;
    return !is_fuller || complete(doc, title, entity, begin, end);
}

quoth_status title_name_persons(struct doc *doc)
{
    quoth_input input;
    struct title title;
    struct persons persons = {.entity = NONE, .new_begin = NONE};
    doc->title_person = NONE;
    if (!has_title(doc, &input))
        return QUOTH_OK;
    if (!read_title(doc, &input, &title))
        return QUOTH_FATAL;
    for (uint32_t i = 0; i < title.n; i++)
        if (is_capital(&title, i) && !read_name(doc, &title, &i, &persons))
            return QUOTH_FATAL;
    if (persons.n != 1)
        return QUOTH_OK;
    doc->title_person =
        persons.entity != NONE ? persons.entity : add_person(doc, &title, persons.new_begin, persons.new_end);
    return doc->title_person == NONE ? QUOTH_FATAL : QUOTH_OK;
}
