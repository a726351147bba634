#include "evidence.h"

#include <stdbool.h>
#include <string.h>

#include "word_count.h"

/* A short name or value. Its 16 bytes are copied whatever its length: that is one instruction. */
struct term {
    char text[15];
    uint8_t n;
};

#define TERM(literal)                                                                                                  \
    {                                                                                                                  \
        literal, sizeof(literal) - 1                                                                                   \
    }

struct feature {
    char text[EVIDENCE_LONGEST + 2 * sizeof(struct term)]; /* what is written behind its end doesn't count */
    size_t n;
};

/* What is looked at for one record. */
struct witness {
    const quoth_result *result;
    const quoth_record *record;
    struct term type;
    struct feature *feature;
    evidence_visitor *visit;
    void *context;
};

static struct term term_of(const char *name)
{
    struct term term = {.n = (uint8_t)strlen(name)};
    memcpy(term.text, name, term.n);
    return term;
}

static void add(struct feature *feature, const struct term *term)
{
    memcpy(feature->text + feature->n, term, sizeof *term);
    feature->n += term->n;
}

static void finish(const struct witness *w, const struct term *more)
{
    struct feature *feature = w->feature;
    if (feature->n > EVIDENCE_LONGEST)
        feature->n = EVIDENCE_LONGEST;
    if (more) {
        feature->text[feature->n++] = '+';
        add(feature, more);
    }
    const size_t n = feature->n < EVIDENCE_LONGEST ? feature->n : EVIDENCE_LONGEST;
    memset(feature->text + n, 0, EVIDENCE_PADDING);
    w->visit(w->context, feature->text, n);
}

static inline void begin(const struct witness *w, const char *name, size_t n)
{
    memcpy(w->feature->text, name, n);
    w->feature->n = n;
}

static inline void say_term(const struct witness *w, const char *name, size_t n, const struct term *value,
                            const struct term *more)
{
    begin(w, name, n);
    if (value)
        add(w->feature, value);
    finish(w, more);
}

/* The same with a value of any length. */
static void say_bytes(const struct witness *w, const char *name, size_t n, const char *value, size_t n_value,
                      const struct term *more)
{
    begin(w, name, n);
    if (n_value > EVIDENCE_LONGEST - n)
        n_value = EVIDENCE_LONGEST - n;
    memcpy(w->feature->text + n, value, n_value);
    w->feature->n += n_value;
    finish(w, more);
}

/* `name` is a literal. */
#define SAY(w, name, value, more) say_term((w), (name), sizeof(name) - 1, (value), (more))
#define SAY_BYTES(w, name, value, n_value, more) say_bytes((w), (name), sizeof(name) - 1, (value), (n_value), (more))

/* The first limit that isn't below n, by name; the last name is for what is above all of them. */
static const struct term *bucket(uint32_t n, const uint16_t *limits, const struct term *names, size_t n_limits)
{
    size_t i = 0;
    while (i < n_limits && n > limits[i])
        i++;
    return &names[i];
}

#define BUCKET(n, limits, names) bucket((n), (limits), (names), sizeof(limits) / sizeof *(limits))

/* A text without any is taken for a word. */
static uint32_t count_words(const char *text, size_t n, uint32_t most)
{
    const uint32_t n_words = word_count(text, n, most);
    return n_words ? n_words : 1;
}

static const struct term *words_bucket(const char *text)
{
    static const uint16_t limits[] = {2, 4, 7, 12, 20, 35};
    static const struct term names[] = {TERM("2"),  TERM("4"),  TERM("7"),   TERM("12"),
                                        TERM("20"), TERM("35"), TERM("more")};
    return BUCKET(count_words(text, strlen(text), 35), limits, names);
}

static const struct term *name_bucket(const char *text)
{
    static const uint16_t limits[] = {0, 1, 2, 3, 5, 8};
    static const struct term names[] = {TERM("0"), TERM("1"), TERM("2"), TERM("3"), TERM("5"), TERM("8"), TERM("more")};
    return BUCKET(text ? count_words(text, strlen(text), 8) : 0, limits, names);
}

static const struct term *gap_bucket(uint32_t gap)
{
    static const uint16_t limits[] = {2, 7, 25, 80};
    static const struct term names[] = {TERM("2"), TERM("7"), TERM("25"), TERM("80"), TERM("more")};
    return BUCKET(gap, limits, names);
}

static const struct term *case_of(const char *text)
{
    static const struct term upper = TERM("upper"), lower = TERM("lower"), other = TERM("other");
    return *text >= 'A' && *text <= 'Z' ? &upper : *text >= 'a' && *text <= 'z' ? &lower : &other;
}

/* A byte that tells much, by name. */
static struct term sign(char c)
{
    static const struct term space = TERM("space"), end = TERM("end"), other = TERM("x");
    switch (c) {
    case '.':
    case ',':
    case ';':
    case ':':
    case '?':
    case '!':
    case ')':
    case '(':
    case '"':
    case '\'':
    case '-':
        return (struct term){{c}, 1};
    case ' ':
    case '\n':
        return space;
    case '\0':
        return end;
    default:
        return other;
    }
}

/* Code points between two spans; 0 when they touch or overlap. */
static uint32_t gap_between(const quoth_span *a, const quoth_span *b)
{
    return b->begin > a->end ? b->begin - a->end : a->begin > b->end ? a->begin - b->end : 0;
}

static void show_rule(const struct witness *w)
{
    const quoth_record *record = w->record;
    const struct term resolved =
        term_of(quoth_resolved_name(record->n_speakers ? record->speakers[0].resolved : QUOTH_RESOLVED_NONE));
    const struct term attached = term_of(quoth_attached_name(record->attached));
    const size_t n_rule = strlen(record->rule);
    SAY(w, "all", NULL, NULL);
    SAY(w, "type=", &w->type, NULL);
    SAY(w, "attached=", &attached, &w->type);
    SAY_BYTES(w, "rule=", record->rule, n_rule, NULL);
    SAY_BYTES(w, "rule=", record->rule, n_rule, &w->type);
    SAY_BYTES(w, "rule=", record->rule, n_rule, &resolved);
    SAY(w, "resolved=", &resolved, NULL);
    SAY(w, "resolved=", &resolved, &w->type);
    if (record->mode != QUOTH_SPEECH) {
        const struct term mode = term_of(quoth_mode_name(record->mode));
        SAY(w, "mode=", &mode, &w->type);
    }
    if (record->within)
        SAY(w, "within", NULL, NULL);
    if (record->addressee)
        SAY(w, "addressee", NULL, NULL);
    if (record->via)
        SAY(w, "via", NULL, NULL);
    if (record->paragraph == 1)
        SAY(w, "first-paragraph", NULL, NULL);
}

/* -- words of the text as values --------------------------------------------------------- */

enum { LONGEST = 12, LONGEST_CUE = 24 }; /* bytes */

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

struct plain {
    const char *bytes;
    size_t n;
};

/* The text between two bytes, in small letters (of ASCII), with single spaces and none at its ends; "-" when there is
 * none, "long" when it is longer than `longest`. `room` is for that many bytes. */
static struct plain plain_text(const char *text, size_t begin_byte, size_t end_byte, size_t longest, char *room)
{
    size_t n = 0;
    for (size_t i = begin_byte; i < end_byte; i++) {
        if (is_space(text[i]))
            continue;
        const bool parted = n && is_space(text[i - 1]);
        if (n + parted >= longest)
            return (struct plain){"long", 4};
        if (parted)
            room[n++] = ' ';
        room[n++] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 'a' - 'A') : text[i];
    }
    return n ? (struct plain){room, n} : (struct plain){"-", 1};
}

static void say_between(const struct witness *w, const char *name, uint32_t begin_byte, uint32_t end_byte,
                        const struct term *more)
{
    char room[LONGEST];
    const struct plain plain = plain_text(w->result->text, begin_byte, end_byte, LONGEST, room);
    say_bytes(w, name, strlen(name), plain.bytes, plain.n, more);
}

/* The speaker's first word: German "dem" and "des" are no subject's. */
static void say_first_word(const struct witness *w, const quoth_span *speaker)
{
    uint32_t end_byte = speaker->begin_byte;
    while (end_byte < speaker->end_byte && !is_space(w->result->text[end_byte]))
        end_byte++;
    say_between(w, "mention-first=", speaker->begin_byte, end_byte, &w->type);
}

/* The word before the speaker, in its sentence. */
static void say_before(const struct witness *w, const quoth_span *speaker)
{
    const char *text = w->result->text;
    const size_t least = w->record->sentence.begin_byte;
    size_t end_byte = speaker->begin_byte;
    while (end_byte > least && is_space(text[end_byte - 1]))
        end_byte--;
    size_t begin_byte = end_byte;
    while (begin_byte > least && !is_space(text[begin_byte - 1]) && end_byte - begin_byte <= LONGEST)
        begin_byte--;
    say_between(w, "before-speaker=", (uint32_t)begin_byte, (uint32_t)end_byte, NULL);
}

static void show_cue(const struct witness *w)
{
    static const struct term before = TERM("before"), inside = TERM("inside"), behind = TERM("behind");
    const quoth_record *record = w->record;
    if (!record->n_cue_spans)
        return;
    char room[LONGEST_CUE];
    const struct plain cue = plain_text(record->cue, 0, strlen(record->cue), LONGEST_CUE, room);
    SAY_BYTES(w, "cue=", cue.bytes, cue.n, NULL);
    SAY_BYTES(w, "cue=", cue.bytes, cue.n, &w->type);
    const quoth_span *at = &record->cue_spans[0], *last = &record->quote_spans[record->n_quote_spans - 1];
    uint32_t gap = UINT32_MAX;
    for (size_t i = 0; i < record->n_quote_spans; i++) {
        uint32_t to_part = gap_between(at, &record->quote_spans[i]);
        gap = to_part < gap ? to_part : gap;
    }
    SAY(w, "cue-gap=", gap_bucket(gap), &w->type);
    if (record->n_cue_spans > 1)
        SAY(w, "cue-parts", NULL, &w->type);
    SAY(w, "cue-place=",
        at->begin < record->quote_spans[0].begin ? &before
        : at->begin >= last->end                 ? &behind
                                                 : &inside,
        &w->type);
    if (at->end <= record->quote_spans[0].begin)
        say_between(w, "to-quote=", at->end_byte, record->quote_spans[0].begin_byte, &w->type);
    else if (at->begin >= last->end)
        say_between(w, "from-quote=", last->end_byte, at->begin_byte, &w->type);
    if (!record->n_speakers)
        return;
    const quoth_span *speaker = &record->speakers[0].span;
    const bool is_before = speaker->begin < at->begin;
    SAY(w, "speaker-gap=", gap_bucket(gap_between(at, speaker)), is_before ? &before : &behind);
    if (is_before)
        say_between(w, "to-cue=", speaker->end_byte, at->begin_byte, NULL);
    else
        say_between(w, "from-cue=", at->end_byte, speaker->begin_byte, NULL);
}

static void show_speaker(const struct witness *w)
{
    static const uint16_t limits[] = {30, 300, 1000, 3000};
    static const struct term far[] = {TERM("30"), TERM("300"), TERM("1000"), TERM("3000"), TERM("more")};
    static const struct term before = TERM("before"), inside = TERM("inside"), behind = TERM("behind");
    if (!w->record->n_speakers)
        return;
    const quoth_speaker *speaker = &w->record->speakers[0];
    const quoth_span *sentence = &w->record->sentence;
    const struct term kind = term_of(quoth_kind_name(speaker->kind));
    const struct term resolved = term_of(quoth_resolved_name(speaker->resolved));
    SAY(w, "kind=", &kind, NULL);
    SAY(w, "sentence-of-speaker=",
        speaker->span.begin < sentence->begin ? &before
        : speaker->span.begin < sentence->end ? &inside
                                              : &behind,
        &w->type);
    SAY(w, "mention-words=", name_bucket(speaker->mention), NULL);
    SAY(w, "name-words=", name_bucket(speaker->name), NULL);
    SAY(w, "mention=", case_of(speaker->mention ? speaker->mention : ""), NULL);
    say_between(w, "mention-is=", speaker->span.begin_byte, speaker->span.end_byte, NULL);
    say_first_word(w, &speaker->span);
    say_before(w, &speaker->span);
    if (w->record->n_speakers > 1)
        SAY(w, "speakers", NULL, NULL);
    if (!speaker->name || speaker->name_span.begin == speaker->name_span.end) /* nobody's, or only in the title */
        return;
    if (speaker->span.begin < speaker->name_span.begin)
        SAY(w, "name=behind", NULL, &resolved);
    else
        SAY(w, "name-back=", BUCKET(speaker->span.begin - speaker->name_span.begin, limits, far), &resolved);
}

static void show_words(const struct witness *w)
{
    const quoth_record *record = w->record;
    const quoth_span *first = &record->quote_spans[0], *last = &record->quote_spans[record->n_quote_spans - 1];
    const char *text = w->result->text;
    SAY(w, "words=", words_bucket(record->quote), &w->type);
    SAY(w, "first=", case_of(text + first->begin_byte), &w->type);
    if (record->n_quote_spans > 1)
        SAY(w, "parts", NULL, &w->type);
    if (record->type == QUOTH_DIRECT) {
        const struct term mark = sign(text[last->end_byte - 1]);
        SAY(w, "last=", &mark, NULL);
        return;
    }
    const struct term after = sign(last->end_byte < w->result->n_bytes ? text[last->end_byte] : '\0');
    SAY(w, "after=", &after, &w->type);
    if (last->end + 2 >= record->sentence.end)
        SAY(w, "at-end", NULL, &w->type);
    else
        SAY(w, "before-end", NULL, &w->type);
    if (strstr(record->quote, ", "))
        SAY(w, "comma", NULL, &w->type);
}

static void show_sentence(const struct witness *w)
{
    static const struct term quote = TERM("quote"), speaker = TERM("speaker"), other = TERM("other");
    static const uint16_t limits[] = {8, 15, 22, 30, 40};
    static const struct term names[] = {TERM("8"), TERM("15"), TERM("22"), TERM("30"), TERM("40"), TERM("more")};
    const quoth_record *record = w->record;
    const quoth_span *sentence = &record->sentence;
    const uint32_t n = word_count(w->result->text + sentence->begin_byte, sentence->end_byte - sentence->begin_byte,
                                  40); /* not all of a very long one */
    SAY(w, "sentence-words=", BUCKET(n, limits, names), &w->type);
    SAY(w, "sentence-begins=",
        record->quote_spans[0].begin <= sentence->begin + 1                           ? &quote
        : record->n_speakers && record->speakers[0].span.begin <= sentence->begin + 1 ? &speaker
                                                                                      : &other,
        &w->type);
}

static bool same_speaker(const quoth_record *a, const quoth_record *b)
{
    if (!a->speaker || !b->speaker)
        return a->speaker == b->speaker;
    return *a->speaker == *b->speaker && strcmp(a->speaker, b->speaker) == 0;
}

/* How many of the records near by share the sentence, or the speaker; they stand in the order of the text. */
static void show_neighbours(const struct witness *w, size_t number)
{
    enum { FARTHEST = 6 };
    static const struct term counts[] = {TERM("0"), TERM("1"), TERM("2"), TERM("more")};
    static const struct term none = TERM("none"), same = TERM("same"), another = TERM("other");
    const quoth_span *here = &w->record->sentence;
    size_t first = number > FARTHEST ? number - FARTHEST : 0, n = 0, n_same = 0;
    for (size_t i = first; i < w->result->n_records && i <= number + FARTHEST; i++) {
        const quoth_record *other = &w->result->records[i];
        if (i == number)
            continue;
        n += !other->within && other->sentence.begin < here->end && here->begin < other->sentence.end;
        n_same += same_speaker(other, w->record);
    }
    SAY(w, "near=", &counts[n < 3 ? n : 3], &w->type);
    SAY(w, "near-same-speaker=", &counts[n_same < 3 ? n_same : 3], NULL);
    SAY(w, "speaker-before=", !number ? &none : same_speaker(w->record - 1, w->record) ? &same : &another, NULL);
}

void evidence_visit(const quoth_result *result, size_t record, evidence_visitor *visit, void *context)
{
    struct feature feature;
    const struct witness w = {.result = result,
                              .record = &result->records[record],
                              .type = term_of(quoth_type_name(result->records[record].type)),
                              .feature = &feature,
                              .visit = visit,
                              .context = context};
    show_rule(&w);
    show_cue(&w);
    show_speaker(&w);
    show_words(&w);
    show_sentence(&w);
    show_neighbours(&w, record);
}
