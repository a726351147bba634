#include "sentence.h"

#include <string.h>

#include "language.h"
#include "unicode.h"
#include "utf8.h"

/* What a token does to the sentence that it stands in. */
enum ending {
    GOES_ON,
    ENDS,           /* a final stop */
    ENDS_UTTERANCE, /* ? and !: within marks the sentence may go on: "Why?" Orr asked. */
    TRAILS_OFF,     /* an ellipsis */
    ABBREVIATES     /* the stop of an abbreviation */
};

static const uint8_t ending_of_kind[TOKEN_KINDS] = {
    [TOKEN_STOP] = ENDS,
    [TOKEN_QUESTION] = ENDS_UTTERANCE,
    [TOKEN_EXCLAMATION] = ENDS_UTTERANCE,
    [TOKEN_ELLIPSIS] = TRAILS_OFF,
};

static char first_byte(const struct doc *doc, uint32_t i)
{
    return doc->text.bytes[doc->tokens.begin[i]];
}

static enum ending ending_of(const struct doc *doc, uint32_t i)
{
    const struct tokens *tokens = &doc->tokens;
    if (tokens->kind[i] != TOKEN_WORD)
        return (enum ending)ending_of_kind[tokens->kind[i]];
    return doc->text.bytes[tokens->end[i] - 1] == '.' ? ABBREVIATES : GOES_ON;
}

static bool begins_lower(const struct doc *doc, uint32_t i)
{
    const struct tokens *tokens = &doc->tokens;
    if (tokens->kind[i] != TOKEN_WORD || tokens->shape[i] != SHAPE_LOWER)
        return false;
    if ((unsigned char)first_byte(doc, i) < 0x80)
        return true;
    uint32_t used; /* a script without case has no lower-case letters */
    return unicode_is_lower(utf8_decode(doc->text.bytes + tokens->begin[i], tokens->end[i] - tokens->begin[i], &used));
}

static bool begins_capital(const struct doc *doc, uint32_t i)
{
    return doc->tokens.kind[i] == TOKEN_WORD && doc->tokens.shape[i] != SHAPE_LOWER;
}

/* Straight double marks open and close by turns: what the ones of a paragraph before `token` leave. */
struct turns {
    uint32_t token;
    bool open;
};

static bool is_open(const struct doc *doc, struct turns *turns, uint32_t token)
{
    for (; turns->token < token; turns->token++)
        turns->open ^= doc->tokens.kind[turns->token] == TOKEN_MARK && first_byte(doc, turns->token) == '"';
    return turns->open;
}

static bool is_text(const struct doc *doc, uint32_t i, const char *text)
{
    const size_t n = strlen(text);
    return n == doc->tokens.end[i] - doc->tokens.begin[i] &&
           memcmp(doc->text.bytes + doc->tokens.begin[i], text, n) == 0;
}

/* Whether the language has the mark for opening only. */
static bool opens_by_shape(const struct doc *doc, uint32_t mark)
{
    bool opens = false;
    for (size_t i = 0; i < doc->language->n_pairs; i++) {
        if (is_text(doc, mark, doc->language->pairs[i].close))
            return false;
        opens |= is_text(doc, mark, doc->language->pairs[i].open);
    }
    return opens;
}

/* Whether the mark at i, behind a final stop, closes. One with white space on both sides does unless it is a straight
 * one and none is open: he said. " Then. One with white space on neither side does where a capital follows, by its
 * shape or by turns: it rained."Then */
static bool closes(const struct doc *doc, struct turns *turns, uint32_t i, uint32_t end)
{
    const struct tokens *tokens = &doc->tokens;
    const bool behind = i + 1 < end && token_is_glued(tokens, i + 1), double_mark = first_byte(doc, i) == '"';
    if (token_is_glued(tokens, i) && behind && tokens->kind[i + 1] == TOKEN_WORD)
        return begins_capital(doc, i + 1) && (double_mark ? is_open(doc, turns, i) : !opens_by_shape(doc, i));
    if (token_is_glued(tokens, i))
        return true;
    return !behind && (!double_mark || i + 1 == end || is_open(doc, turns, i));
}

/* The token behind an address, alone or in brackets, that follows a sentence: it rained. pic.twitter.com/Ab12 She left;
 * i itself when there is none. Without a path it may be a name. */
static uint32_t skip_address(const struct doc *doc, uint32_t i, uint32_t end)
{
    const struct tokens *tokens = &doc->tokens;
    const bool bracket = tokens->kind[i] == TOKEN_OPEN;
    const uint32_t url = i + bracket, behind = url + 1 + bracket;
    if (behind > end || tokens->kind[url] != TOKEN_URL || (bracket && tokens->kind[behind - 1] != TOKEN_CLOSE) ||
        !memchr(doc->text.bytes + tokens->begin[url], '/', tokens->end[url] - tokens->begin[url]))
        return i;
    return behind == end || begins_capital(doc, behind) || tokens->kind[behind] == TOKEN_MARK ? behind : i;
}

/* Where a sentence may end. */
struct end_at {
    uint32_t token; /* that ends it */
    uint32_t next;  /* the first one behind the marks and brackets that close with it */
    enum ending ending;
    bool marked; /* a quotation mark is among them */
};

/* Skips the marks, brackets and stops that close what ends at a token, and addresses behind it. A stop among them ends
 * the sentence: (D-Calif.). */
static void skip_closing(const struct doc *doc, struct turns *turns, uint32_t end, struct end_at *at)
{
    const struct tokens *tokens = &doc->tokens;
    uint32_t i = at->token + 1;
    for (; i < end; i++) {
        bool before = token_is_glued(tokens, i);
        enum token_kind kind = (enum token_kind)tokens->kind[i];
        if (before && (ending_of_kind[kind] == ENDS || ending_of_kind[kind] == ENDS_UTTERANCE))
            at->ending = (enum ending)ending_of_kind[kind];
        else if (kind == TOKEN_MARK && closes(doc, turns, i, end))
            at->marked = true;
        else if (!before || (kind != TOKEN_CLOSE && kind != TOKEN_ELLIPSIS))
            break;
    }
    at->next = i < end ? skip_address(doc, i, end) : i;
}

/* Words that are capitalised because a sentence begins with them, no parts of names. */
static bool is_function_word(const struct language *language, uint16_t word)
{
    return language_has_any(language, word, SET_DETERMINER, SET_CONJUNCTION, SET_PREPOSITION, SET_SUBJECT_PRONOUN,
                            SET_SUBORDINATOR, SET_POSSESSIVE_PRONOUN);
}

/* Whether the sentence ends with the abbreviation i, before the token `next`. */
static bool abbreviation_ends(const struct doc *doc, uint32_t i, uint32_t next)
{
    const struct tokens *tokens = &doc->tokens;
    uint16_t word = tokens->word[next];
    if (!begins_capital(doc, next))
        return false;
    if (i > 0 && token_is_glued(tokens, i) && doc->text.bytes[tokens->end[i - 1] - 1] == '/') /* 130 km/h. */
        return true;
    if (language_has(doc->language, tokens->word[i], SET_ABBREVIATION) &&
        !language_has(doc->language, tokens->word[i], SET_ABBREVIATION_FINAL))
        return false;
    if (tokens->shape[i] == SHAPE_LOWER) /* 5 p.m. Monday, 5 p.m. EST */
        return tokens->shape[next] == SHAPE_CAP &&
               !language_has_any(doc->language, word, SET_WEEKDAY, SET_MONTH, SET_TIME);
    return is_function_word(doc->language, word);
}

/* 5. Mai, im 19. Jahrhundert: the stop of an ordinal number, in languages that write them so. */
static bool is_ordinal(const struct doc *doc, uint32_t stop)
{
    const struct tokens *tokens = &doc->tokens;
    if (!doc->language->ordinal_stops || stop == 0 || tokens->kind[stop] != TOKEN_STOP ||
        tokens->kind[stop - 1] != TOKEN_NUMBER || !token_is_glued(tokens, stop))
        return false;
    uint32_t figures = tokens->end[stop - 1] - tokens->begin[stop - 1];
    bool determined = stop > 1 && token_is_in_any(doc, stop - 2, SET_DETERMINER,
                                                  SET_POSSESSIVE_PRONOUN); /* seines 100. Geburtstags */
    return figures <= (determined ? 3 : 2);
}

/* Whether a colon stands before the marks around the token: Orr asked: "Why?" Hill laughed. */
static bool is_announced(const struct doc *doc, uint32_t token)
{
    enum { FARTHEST = 256 }; /* tokens */
    const struct tokens *tokens = &doc->tokens;
    const uint32_t last = token > FARTHEST ? token - FARTHEST : 1;
    for (uint32_t i = token; i-- > last;)
        if (tokens->kind[i] == TOKEN_MARK && !token_is_glued(tokens, i))
            return tokens->kind[i - 1] == TOKEN_COLON;
    return false;
}

/* Whether a sentence begins behind what may be the end of one. */
static bool begins_behind(const struct doc *doc, const struct end_at *at, uint32_t end)
{
    const struct tokens *tokens = &doc->tokens;
    const uint32_t next = at->next;
    bool spaced = !token_is_glued(tokens, next);
    uint32_t word = next; /* the first one behind an opening mark or bracket */
    while (word + 1 < end && (tokens->kind[word] == TOKEN_MARK || tokens->kind[word] == TOKEN_OPEN))
        word++;
    switch (tokens->kind[next]) {
    case TOKEN_COMMA:
    case TOKEN_SEMICOLON:
    case TOKEN_COLON:
    case TOKEN_CLOSE:
        return false;
    case TOKEN_DASH:
        return at->ending == ENDS && spaced;
    default:
        break;
    }
    switch (at->ending) {
    case ENDS:
        return !begins_lower(doc, word) && (spaced || begins_capital(doc, word));
    case ENDS_UTTERANCE:
        /* "Why?" Orr asked. But: "Why?" The hall was silent. */
        if (at->marked && begins_capital(doc, next) && !language_has(doc->language, tokens->word[next], SET_COMMON))
            return is_announced(doc, at->token);
        return spaced && !begins_lower(doc, word);
    case TRAILS_OFF:
        return spaced && begins_capital(doc, word);
    case ABBREVIATES:
        return spaced && abbreviation_ends(doc, at->token, word);
    default:
        return false;
    }
}

/* Whether a token with this last byte may end a sentence: one look for most tokens. */
static bool may_end(char last)
{
    return last == '.' || last == '?' || last == '!' || (unsigned char)last >= 0x80;
}

/* The token behind the sentence that begins at `first`. A longer one than SENTENCE_MOST_TOKENS, which nobody writes, is
 * cut: what looks back through a sentence shall take a time that grows with the text, not with its square. */
static uint32_t sentence_end(const struct doc *doc, struct turns *turns, uint32_t first, uint32_t end)
{
    if (end - first > SENTENCE_MOST_TOKENS)
        end = first + SENTENCE_MOST_TOKENS;
    for (uint32_t i = first; i < end; i++) {
        if (!may_end(doc->text.bytes[doc->tokens.end[i] - 1]))
            continue;
        struct end_at at = {.token = i, .ending = ending_of(doc, i)};
        if (at.ending == GOES_ON || is_ordinal(doc, i))
            continue;
        skip_closing(doc, turns, end, &at);
        if (at.next == end)
            return end;
        if ((at.ending != TRAILS_OFF || i > first) && begins_behind(doc, &at, end))
            return at.next;
        i = at.next - 1;
    }
    return end;
}

static bool add_sentence(struct doc *doc, size_t *capacity, uint32_t first, uint32_t end, size_t paragraph)
{
    if (!arena_grow(doc->arena, &doc->sentences, capacity, doc->n_sentences + 1, sizeof *doc->sentences))
        return false;
    doc->sentences[doc->n_sentences++] =
        (struct sentence){.first_token = first, .end_token = end, .paragraph = (uint32_t)paragraph};
    return true;
}

/* The token behind a dateline, which is a sentence of its own. */
static uint32_t first_of_body(const struct doc *doc, const struct paragraph *paragraph)
{
    uint32_t i = paragraph->first_token;
    while (i < paragraph->end_token && doc->tokens.begin[i] < paragraph->body)
        i++;
    return i;
}

/* The letter of a question or answer at the paragraph's beginning: "Q.", "A", in that set; NONE when there is none. */
static uint32_t letter_of(const struct doc *doc, const struct paragraph *paragraph, enum well_known_set set)
{
    const struct tokens *tokens = &doc->tokens;
    const uint32_t first = first_of_body(doc, paragraph);
    if (first + 1 >= paragraph->end_token || !token_is_in(doc, first, set) || tokens->shape[first] == SHAPE_LOWER)
        return NONE;
    const uint32_t n = tokens->end[first] - tokens->begin[first];
    return n == 1 || (n == 2 && doc->text.bytes[tokens->end[first] - 1] == '.') ? first : NONE;
}

/* Whether letters stand before questions and answers: "Q. Why?", "A. Jo Orr knows." "A. Jo Orr" is no name there, nor
 * does "A" begin a noun phrase right behind a question. */
static bool has_letters(const struct doc *doc)
{
    enum { FEWEST = 2 };
    size_t n = 0;
    for (size_t p = 0; p + 1 < doc->n_paragraphs && n < FEWEST; p++)
        n += letter_of(doc, &doc->paragraphs[p], SET_QUESTION_LABEL) != NONE &&
             letter_of(doc, &doc->paragraphs[p + 1], SET_ANSWER_LABEL) != NONE;
    return n >= FEWEST;
}

/* The token behind a letter that is a sentence of its own, in a document that has such. */
static uint32_t skip_letter(const struct doc *doc, size_t p)
{
    const struct paragraph *paragraph = &doc->paragraphs[p];
    uint32_t letter = letter_of(doc, paragraph, SET_QUESTION_LABEL);
    if (letter == NONE)
        letter = letter_of(doc, paragraph, SET_ANSWER_LABEL);
    if (letter == NONE || doc->tokens.kind[letter + 1] == TOKEN_COLON)
        return first_of_body(doc, paragraph);
    const bool stop = doc->text.bytes[doc->tokens.end[letter] - 1] == '.';
    const bool asked = p > 0 && letter_of(doc, paragraph - 1, SET_QUESTION_LABEL) != NONE;
    return stop || asked || letter_of(doc, paragraph, SET_QUESTION_LABEL) != NONE ? letter + 1
                                                                                  : first_of_body(doc, paragraph);
}

quoth_status sentence_split(struct doc *doc)
{
    const bool letters = has_letters(doc);
    size_t capacity = 0;
    doc->sentences = NULL;
    doc->n_sentences = 0;
    if (!arena_grow(doc->arena, &doc->sentences, &capacity, doc->tokens.n / 16 + doc->n_paragraphs + 1,
                    sizeof *doc->sentences))
        return QUOTH_FATAL;
    for (size_t p = 0; p < doc->n_paragraphs; p++) {
        struct paragraph *paragraph = &doc->paragraphs[p];
        paragraph->first_sentence = (uint32_t)doc->n_sentences;
        uint32_t first = paragraph->first_token, body = first_of_body(doc, paragraph);
        struct turns turns = {.token = first};
        if (body > first && !add_sentence(doc, &capacity, first, body, p))
            return QUOTH_FATAL;
        const uint32_t behind = letters ? skip_letter(doc, p) : body;
        if (behind > body && !add_sentence(doc, &capacity, body, behind, p))
            return QUOTH_FATAL;
        for (first = behind; first < paragraph->end_token;) {
            uint32_t end = sentence_end(doc, &turns, first, paragraph->end_token);
            if (!add_sentence(doc, &capacity, first, end, p))
                return QUOTH_FATAL;
            first = end;
        }
        paragraph->end_sentence = (uint32_t)doc->n_sentences;
    }
    return QUOTH_OK;
}

uint32_t sentence_of(const struct doc *doc, uint32_t token)
{
    size_t first = 0, half;
    for (size_t n = doc->n_sentences; n > 1; n -= half) { /* as token_from() */
        half = n / 2;
        first += (doc->sentences[first + half].first_token <= token) * half;
    }
    return (uint32_t)first;
}

uint32_t sentence_at(const struct doc *doc, uint32_t byte)
{
    return sentence_of(doc, token_at(doc, byte));
}
