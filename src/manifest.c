#include "manifest.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "rule_parse.h"

static char *duplicate(const struct pack_word *word)
{
    char *text = malloc(word->n + 1);
    if (text) {
        memcpy(text, word->begin, word->n);
        text[word->n] = '\0';
    }
    return text;
}

static quoth_status read_marks(struct pack_reader *reader, const struct pack_word *words, int n)
{
    struct language *language = reader->language;
    if (n < 3 || words[1].n > 7 || words[2].n > 7 || (n > 3 && !pack_word_is(&words[3], "single")))
        return pack_line_fail(reader, "write: marks OPEN CLOSE, or marks OPEN CLOSE single%s", "");
    struct mark_pair *pairs = realloc(language->pairs, (language->n_pairs + 1) * sizeof *pairs);
    if (!pairs)
        return pack_line_out_of_memory(reader);
    language->pairs = pairs;
    struct mark_pair *pair = &pairs[language->n_pairs++];
    *pair = (struct mark_pair){.single = n > 3};
    memcpy(pair->open, words[1].begin, words[1].n);
    memcpy(pair->close, words[2].begin, words[2].n);
    return QUOTH_OK;
}

static quoth_status read_clitics(struct pack_reader *reader, const struct pack_word *words, int n)
{
    struct language *language = reader->language;
    for (int i = 1; i < n; i++) {
        char **clitics = realloc(language->clitics, (language->n_clitics + 1) * sizeof *clitics);
        if (!clitics)
            return pack_line_out_of_memory(reader);
        language->clitics = clitics;
        clitics[language->n_clitics] = duplicate(&words[i]);
        if (!clitics[language->n_clitics])
            return pack_line_out_of_memory(reader);
        language->n_clitics++;
    }
    return QUOTH_OK;
}

/* Notes the sets whose words also stand at the end of longer ones. */
static quoth_status read_compounds(struct pack_reader *reader, const struct pack_word *words, int n)
{
    for (int i = 1; i < n; i++) {
        if (reader->n_compounds == MAX_COMPOUND_SETS)
            return pack_line_fail(reader, "too many sets for compounds%s", "");
        char **name = &reader->compounds[reader->n_compounds];
        *name = arena_strndup(reader->parser->arena, words[i].begin, words[i].n);
        if (!*name)
            return pack_line_out_of_memory(reader);
        reader->n_compounds++;
    }
    reader->language->compounds = reader->n_compounds > 0;
    return QUOTH_OK;
}

/* spellings ä=ae ö=oe */
static quoth_status read_spellings(struct pack_reader *reader, const struct pack_word *words, int n)
{
    for (int i = 1; i < n; i++) {
        const char *equals = memchr(words[i].begin, '=', words[i].n), *end = words[i].begin + words[i].n;
        if (!equals || !lexicon_spell(reader->language->lexicon, words[i].begin, (size_t)(equals - words[i].begin),
                                      equals + 1, (size_t)(end - equals) - 1))
            return pack_line_fail(reader, "write: spellings and up to eight of LETTER=LETTERS%s", "");
    }
    return QUOTH_OK;
}

/* Writes a line's words behind its first, with a space behind each, to what holds 60 bytes. */
static quoth_status read_words(struct pack_reader *reader, const struct pack_word *words, int n, char *out)
{
    enum { ROOM = sizeof reader->language->names };
    _Static_assert(ROOM == sizeof reader->language->tails, "as long");
    size_t n_out = 0;
    for (int i = 1; i < n; i++) {
        if (n_out + words[i].n + 2 > ROOM)
            return pack_line_fail(reader, "these words are too long: 58 bytes is the most%s", "");
        memcpy(out + n_out, words[i].begin, words[i].n);
        n_out += words[i].n;
        out[n_out++] = ' ';
    }
    out[n_out] = '\0';
    return QUOTH_OK;
}

/* Lines of two words that switch something on. */
static bool read_switch(struct language *language, const struct pack_word *words, int n)
{
    const struct {
        const char *key, *value;
        bool *on;
    } switches[] = {
        {"capitals", "nouns", &language->noun_capitals},
        {"ordinals", ".", &language->ordinal_stops},
        {"fallback", "short", &language->fallback},
    };
    for (size_t i = 0; n == 2 && i < sizeof switches / sizeof *switches; i++)
        if (pack_word_is(&words[0], switches[i].key) && pack_word_is(&words[1], switches[i].value))
            return *switches[i].on = true;
    return false;
}

/* doubtful 35: a whole number of hundredths. */
static quoth_status read_doubtful(struct pack_reader *reader, const struct pack_word *words, int n)
{
    unsigned hundredths = 0;
    bool number = n == 2 && words[1].n <= 2;
    for (size_t i = 0; number && i < words[1].n; i++) {
        number = isdigit((unsigned char)words[1].begin[i]);
        hundredths = 10 * hundredths + (unsigned)(words[1].begin[i] - '0');
    }
    if (!number)
        return pack_line_fail(reader, "write: doubtful and a number from 0 to 99%s", "");
    reader->language->doubtful = (uint8_t)hundredths;
    return QUOTH_OK;
}

static quoth_status read_phase(struct pack_reader *reader, const struct pack_word *words, int n)
{
    static const char *const actions[] = {"names", "mention", "block", "attribute"};
    struct rule_parser *parser = reader->parser;
    int action = 0;
    while (n == 3 && action < 4 && !pack_word_is(&words[2], actions[action]))
        action++;
    if (n != 3 || action == 4)
        return pack_line_fail(reader, "write: phase NAME ACTION; the action is names, mention, block or attribute%s",
                              "");
    for (size_t i = 0; i < parser->n_phases; i++)
        if (pack_word_is(&words[1], parser->phases[i].name))
            return pack_line_fail(reader, "there is a phase of this name already%s; choose another", "");
    struct phase *phases = arena_alloc(parser->arena, (parser->n_phases + 1) * sizeof *phases);
    if (!phases)
        return pack_line_out_of_memory(reader);
    if (parser->n_phases)
        memcpy(phases, parser->phases, parser->n_phases * sizeof *phases);
    phases[parser->n_phases] = (struct phase){.name = arena_strndup(parser->arena, words[1].begin, words[1].n),
                                              .action = (enum phase_action)action};
    parser->phases = phases;
    return phases[parser->n_phases++].name ? QUOTH_OK : pack_line_out_of_memory(reader);
}

quoth_status manifest_read(struct pack_reader *reader)
{
    struct pack_word words[MAX_LINE_WORDS];
    int n;
    quoth_status status = QUOTH_OK;
    while (status == QUOTH_OK && (n = pack_line_next(reader, words, MAX_LINE_WORDS)) >= 0) {
        if (n > MAX_LINE_WORDS)
            status = pack_line_fail(reader, "a line has at most 32 words; begin another line%s", "");
        else if (pack_word_is(&words[0], "marks"))
            status = read_marks(reader, words, n);
        else if (pack_word_is(&words[0], "clitics"))
            status = read_clitics(reader, words, n);
        else if (pack_word_is(&words[0], "phase"))
            status = read_phase(reader, words, n);
        else if (pack_word_is(&words[0], "compounds"))
            status = read_compounds(reader, words, n);
        else if (pack_word_is(&words[0], "spellings"))
            status = read_spellings(reader, words, n);
        else if (pack_word_is(&words[0], "doubtful"))
            status = read_doubtful(reader, words, n);
        else if (pack_word_is(&words[0], "language"))
            status = read_words(reader, words, n, reader->language->names);
        else if (pack_word_is(&words[0], "tails"))
            status = read_words(reader, words, n, reader->language->tails);
        else if (!read_switch(reader->language, words, n))
            status = pack_line_fail(
                reader,
                "a line of the manifest is one of: language, marks, clitics, compounds, spellings, tails, "
                "doubtful, phase, capitals nouns, ordinals ., fallback short%s",
                "");
    }
    return status;
}
