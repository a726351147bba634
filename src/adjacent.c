#include "adjacent.h"

#include "language.h"
#include "salience.h"

/* A caption of a picture, or a heading: a paragraph that is no prose, or has no final stop. */
static bool is_caption(const struct doc *doc, uint32_t paragraph)
{
    const struct paragraph *at = &doc->paragraphs[paragraph];
    if (at->kind != PARAGRAPH_BODY || at->end_token <= at->first_token)
        return true;
    uint8_t kind = doc->tokens.kind[at->end_token - 1];
    return !kind_ends_sentence(kind) && kind != TOKEN_MARK && kind != TOKEN_COLON && kind != TOKEN_ELLIPSIS &&
           kind != TOKEN_CLOSE;
}

uint32_t adjacent_sentence_before(const struct doc *doc, uint32_t sentence)
{
    enum { FARTHEST = 8 };
    for (uint32_t back = 1; back <= FARTHEST && back <= sentence; back++) {
        uint32_t before = sentence - back;
        uint32_t paragraph = doc->sentences[before].paragraph;
        if (paragraph == doc->sentences[sentence].paragraph || !is_caption(doc, paragraph))
            return before;
    }
    return NONE;
}

bool adjacent_may_be_same(const struct mention *a, const struct mention *b)
{
    if (a->entity != NONE && a->entity == b->entity)
        return true;
    bool sexes_clash = a->gender && b->gender && a->gender != b->gender;
    return (b->pronoun || b->relative) && !sexes_clash && a->plural == b->plural && b->kind == a->kind;
}

/* How likely a mention outside of quotation marks is to be who speaks next. */
enum likeliness { UNLIKELY, DESCRIBED, ORGANIZATION, PERSON };

static enum likeliness likeliness_of(const struct doc *doc, const struct mention *mention)
{
    if (mention->inside || mention->weak || mention->plural || mention->relative || mention->first_person ||
        mention->kind == QUOTH_DOCUMENT)
        return UNLIKELY;
    if (mention->kind == QUOTH_PERSON)
        return PERSON;
    if (!note_may_be_subject(doc, mention) || mention->pronoun)
        return UNLIKELY;
    return mention->kind == QUOTH_ORGANIZATION && mention->named ? ORGANIZATION
           : mention->kind == QUOTH_UNNAMED                      ? DESCRIBED
                                                                 : UNLIKELY;
}

bool adjacent_announces(const struct doc *doc, uint32_t sentence)
{
    return doc->tokens.kind[doc->sentences[sentence].end_token - 1] == TOKEN_COLON;
}

/* Whether words name the mentioned person, who then isn't likely to have said them. Organisations name themselves. */
static bool is_spoken_of(const struct doc *doc, const struct attribution *attribution, const struct mention *mention)
{
    if (mention->kind != QUOTH_PERSON || mention->entity == NONE)
        return false;
    uint32_t end = attribution->quote.items[attribution->quote.n - 1].end;
    uint32_t i = mention_from(doc, attribution->quote.items[0].begin);
    for (; i < doc->mentions.n && doc->mentions.items[i].begin < end; i++)
        if (doc->mentions.items[i].named && doc->mentions.items[i].entity == mention->entity)
            return true;
    return false;
}

/* Whether nothing but the mention stands before the colon: "Statement from the mayor:". */
static bool is_heading(const struct doc *doc, const struct mention *mention)
{
    const struct sentence *sentence = &doc->sentences[mention->sentence];
    return mention->first_token == sentence->first_token && mention->end_token + 1 == sentence->end_token;
}

/* How likely a mention that stands behind "as" or "after", or isn't one whom the story names, is to be who announces
 * words: no, as the one whose verdict it is, or more. */
enum announcing { ANNOUNCES_NOTHING, ANNOUNCES_HIS, ANNOUNCES };

static enum announcing announcing_of(const struct doc *doc, const struct mention *mention)
{
    if (mention->inside || mention->weak || mention->relative || mention->first_person)
        return ANNOUNCES_NOTHING;
    if (mention->kind == QUOTH_DOCUMENT)
        return is_heading(doc, mention) ? ANNOUNCES : ANNOUNCES_NOTHING;
    if (mention->end_token < doc->tokens.n && token_is_in(doc, mention->end_token, SET_POSSESSIVE))
        return mention->kind == QUOTH_PERSON ? ANNOUNCES_HIS : ANNOUNCES_NOTHING;
    const bool clause = mention->first_token > 0 && token_is_in(doc, mention->first_token - 1, SET_SUBORDINATOR);
    return clause || note_may_be_subject(doc, mention) ? ANNOUNCES : ANNOUNCES_NOTHING;
}

uint32_t adjacent_announced_speaker(const struct doc *doc, uint32_t sentence)
{
    uint32_t speaker = NONE, otherwise = NONE;
    enum likeliness likeliest = UNLIKELY;
    enum announcing most = ANNOUNCES_NOTHING;
    uint32_t i = mention_from(doc, doc->tokens.begin[doc->sentences[sentence].first_token]);
    for (; i < doc->mentions.n && doc->mentions.items[i].sentence == sentence; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        const enum announcing announcing = announcing_of(doc, mention);
        otherwise = announcing > most ? i : otherwise;
        most = announcing > most ? announcing : most;
        enum likeliness likeliness = likeliness_of(doc, mention);
        const bool object =
            speaker != NONE && token_is_in(doc, mention->first_token - 1, SET_PAST); /* Orr told Hill: */
        if (likeliness == UNLIKELY || likeliness < likeliest || object || !note_may_be_subject(doc, mention))
            continue;
        speaker = i;
        likeliest = likeliness > DESCRIBED ? ORGANIZATION : likeliness;
    }
    return speaker != NONE ? speaker : otherwise;
}

/* "When Orr asked whether it burnt, the woman nodded.": where the main clause begins in a sentence that opens with a
 * subordinate one, as a byte: behind the last comma before a mention that can be its subject. */
static uint32_t main_clause(const struct doc *doc, uint32_t number)
{
    const struct sentence *sentence = &doc->sentences[number];
    uint32_t begin = doc->tokens.begin[sentence->first_token];
    if (!token_is_in(doc, sentence->first_token, SET_SUBORDINATOR))
        return begin;
    for (uint32_t i = mention_from(doc, begin); i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        if (mention->sentence != number)
            break;
        if (!note_may_be_subject(doc, mention))
            continue;
        for (uint32_t token = mention->first_token; token-- > sentence->first_token;)
            if (doc->tokens.kind[token] == TOKEN_COMMA) {
                begin = doc->tokens.begin[token];
                break;
            }
    }
    return begin;
}

uint32_t adjacent_first_subject(const struct doc *doc, uint32_t sentence)
{
    uint32_t i = mention_from(doc, main_clause(doc, sentence));
    for (; i < doc->mentions.n && doc->mentions.items[i].sentence == sentence; i++)
        if (likeliness_of(doc, &doc->mentions.items[i]) != UNLIKELY &&
            note_may_be_subject(doc, &doc->mentions.items[i]))
            return i;
    return NONE;
}

uint32_t adjacent_only_speaker(const struct doc *doc, uint32_t sentence, const struct attribution *attribution)
{
    uint32_t only = NONE, subjects = 0, subject = NONE, others = 0;
    enum likeliness likeliest = UNLIKELY;
    bool several = false;
    uint32_t i = mention_from(doc, main_clause(doc, sentence));
    for (; i < doc->mentions.n && doc->mentions.items[i].sentence == sentence; i++) {
        enum likeliness likeliness = likeliness_of(doc, &doc->mentions.items[i]);
        if (likeliness == UNLIKELY || is_spoken_of(doc, attribution, &doc->mentions.items[i]))
            continue;
        if (!note_may_be_subject(doc, &doc->mentions.items[i]))
            others++;
        else if (!subjects++)
            subject = i;
        if (likeliness < likeliest)
            continue;
        several = likeliness == likeliest &&
                  (several || !adjacent_may_be_same(&doc->mentions.items[only], &doc->mentions.items[i]));
        only = likeliness > likeliest ? i : only;
        likeliest = likeliness;
    }
    return !several ? only : subjects == 1 && others ? subject : NONE;
}
