#include "evidence.h"

#include <stdbool.h>
#include <string.h>

/* What is looked at for one record. */
struct witness {
    const quoth_result *result;
    const quoth_record *record;
    const char *type;
    evidence_visitor *visit;
    void *context;
};

static void say(const struct witness *w, const char *name, const char *value, const char *more)
{
    const char *pieces[5] = {name};
    size_t n = 1;
    if (value)
        pieces[n++] = value;
    if (more) {
        pieces[n++] = "+";
        pieces[n++] = more;
    }
    pieces[n] = NULL;
    w->visit(w->context, pieces);
}

/* The first limit that isn't below n, as text. */
static const char *bucket(uint32_t n, const uint8_t *limits, const char *const *names, size_t n_limits)
{
    for (size_t i = 0; i < n_limits; i++)
        if (n <= limits[i])
            return names[i];
    return "more";
}

static uint32_t count_words(const char *text)
{
    uint32_t n = 1;
    for (; *text; text++)
        n += *text == ' ';
    return n;
}

static const char *words_bucket(const char *text)
{
    static const uint8_t limits[] = {2, 4, 7, 12, 20, 35};
    static const char *const names[] = {"2", "4", "7", "12", "20", "35"};
    return bucket(count_words(text), limits, names, sizeof limits);
}

static const char *name_bucket(const char *text)
{
    static const uint8_t limits[] = {0, 1, 2, 3, 5, 8};
    static const char *const names[] = {"0", "1", "2", "3", "5", "8"};
    return bucket(text ? count_words(text) : 0, limits, names, sizeof limits);
}

static const char *gap_bucket(uint32_t gap)
{
    static const uint8_t limits[] = {2, 7, 25, 80};
    static const char *const names[] = {"2", "7", "25", "80"};
    return bucket(gap, limits, names, sizeof limits);
}

static const char *case_of(const char *text)
{
    return *text >= 'A' && *text <= 'Z' ? "upper" : *text >= 'a' && *text <= 'z' ? "lower" : "other";
}

/* A byte that tells much, as text. */
static const char *sign(char c)
{
    static const char signs[] = ".,;:?!)(\"'-";
    static const char *const names[] = {".", ",", ";", ":", "?", "!", ")", "(", "\"", "'", "-"};
    const char *found = c ? strchr(signs, c) : NULL;
    return found ? names[found - signs] : c == ' ' || c == '\n' ? "space" : c ? "x" : "end";
}

/* Code points between two spans; 0 when they touch or overlap. */
static uint32_t gap_between(const quoth_span *a, const quoth_span *b)
{
    return b->begin > a->end ? b->begin - a->end : a->begin > b->end ? a->begin - b->end : 0;
}

static void show_rule(const struct witness *w)
{
    const quoth_record *record = w->record;
    const char *resolved = quoth_resolved_name(record->n_speakers ? record->speakers[0].resolved : QUOTH_RESOLVED_NONE);
    say(w, "all", NULL, NULL);
    say(w, "type=", w->type, NULL);
    say(w, "attached=", quoth_attached_name(record->attached), w->type);
    say(w, "rule=", record->rule, NULL);
    say(w, "rule=", record->rule, w->type);
    say(w, "rule=", record->rule, resolved);
    say(w, "resolved=", resolved, NULL);
    say(w, "resolved=", resolved, w->type);
    if (record->mode != QUOTH_SPEECH)
        say(w, "mode=", quoth_mode_name(record->mode), w->type);
    if (record->within)
        say(w, "within", NULL, NULL);
    if (record->addressee)
        say(w, "addressee", NULL, NULL);
    if (record->via)
        say(w, "via", NULL, NULL);
    if (record->paragraph == 1)
        say(w, "first-paragraph", NULL, NULL);
}

/* -- words of the text as values --------------------------------------------------------- */

enum { LONGEST = 12, LONGEST_CUE = 24 }; /* bytes */

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The text between two bytes, in small letters (of ASCII), with single spaces and none at its ends; "-" when there is none,
 * "long" when it is longer than `longest`. `plain` has room for longest + 1 bytes. */
static const char *plain_text(const char *text, size_t begin, size_t end, size_t longest, char *plain)
{
    size_t n = 0;
    for (size_t i = begin; i < end; i++) {
        if (is_space(text[i]))
            continue;
        const bool parted = n && is_space(text[i - 1]);
        if (n + parted >= longest)
            return "long";
        if (parted)
            plain[n++] = ' ';
        plain[n++] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 'a' - 'A') : text[i];
    }
    plain[n] = '\0';
    return n ? plain : "-";
}

static void say_between(const struct witness *w, const char *name, uint32_t begin_byte, uint32_t end_byte,
                        const char *more)
{
    char plain[LONGEST + 1];
    say(w, name, plain_text(w->result->text, begin_byte, end_byte, LONGEST, plain), more);
}

/* The word before the speaker, in its sentence. */
static void say_before(const struct witness *w, const quoth_span *speaker)
{
    const char *text = w->result->text;
    const size_t least = w->record->sentence.begin_byte;
    size_t end = speaker->begin_byte;
    while (end > least && is_space(text[end - 1]))
        end--;
    size_t begin = end;
    while (begin > least && !is_space(text[begin - 1]) && end - begin <= LONGEST)
        begin--;
    say_between(w, "before-speaker=", (uint32_t)begin, (uint32_t)end, NULL);
}

static void show_cue(const struct witness *w)
{
    const quoth_record *record = w->record;
    if (!record->n_cue_spans)
        return;
    char plain[LONGEST_CUE + 1];
    const char *cue = plain_text(record->cue, 0, strlen(record->cue), LONGEST_CUE, plain);
    say(w, "cue=", cue, NULL);
    say(w, "cue=", cue, w->type);
    const quoth_span *at = &record->cue_spans[0], *last = &record->quote_spans[record->n_quote_spans - 1];
    uint32_t gap = UINT32_MAX;
    for (size_t i = 0; i < record->n_quote_spans; i++) {
        uint32_t to_part = gap_between(at, &record->quote_spans[i]);
        gap = to_part < gap ? to_part : gap;
    }
    say(w, "cue-gap=", gap_bucket(gap), w->type);
    say(w, "cue-place=",
        at->begin < record->quote_spans[0].begin ? "before"
        : at->begin >= last->end                 ? "behind"
                                                 : "inside",
        w->type);
    if (at->end <= record->quote_spans[0].begin)
        say_between(w, "to-quote=", at->end_byte, record->quote_spans[0].begin_byte, w->type);
    else if (at->begin >= last->end)
        say_between(w, "from-quote=", last->end_byte, at->begin_byte, w->type);
    if (!record->n_speakers)
        return;
    const quoth_span *speaker = &record->speakers[0].span;
    const bool before = speaker->begin < at->begin;
    say(w, "speaker-gap=", gap_bucket(gap_between(at, speaker)), before ? "before" : "behind");
    if (before)
        say_between(w, "to-cue=", speaker->end_byte, at->begin_byte, NULL);
    else
        say_between(w, "from-cue=", at->end_byte, speaker->begin_byte, NULL);
}

static void show_speaker(const struct witness *w)
{
    static const char *const far[] = {"30", "300", "1000", "3000"};
    static const uint32_t limits[] = {30, 300, 1000, 3000};
    if (!w->record->n_speakers)
        return;
    const quoth_speaker *speaker = &w->record->speakers[0];
    const char *resolved = quoth_resolved_name(speaker->resolved), *distance = "more";
    say(w, "kind=", quoth_kind_name(speaker->kind), NULL);
    say(w, "mention-words=", name_bucket(speaker->mention), NULL);
    say(w, "name-words=", name_bucket(speaker->name), NULL);
    say(w, "mention=", case_of(speaker->mention ? speaker->mention : ""), NULL);
    say_between(w, "mention-is=", speaker->span.begin_byte, speaker->span.end_byte, NULL);
    say_before(w, &speaker->span);
    if (w->record->n_speakers > 1)
        say(w, "speakers", NULL, NULL);
    if (!speaker->name)
        return;
    if (speaker->span.begin < speaker->name_span.begin) {
        say(w, "name=behind", NULL, resolved);
        return;
    }
    for (size_t i = sizeof limits / sizeof *limits; i-- > 0;)
        if (speaker->span.begin - speaker->name_span.begin <= limits[i])
            distance = far[i];
    say(w, "name-back=", distance, resolved);
}

static void show_words(const struct witness *w)
{
    const quoth_record *record = w->record;
    const quoth_span *first = &record->quote_spans[0], *last = &record->quote_spans[record->n_quote_spans - 1];
    const char *text = w->result->text;
    say(w, "words=", words_bucket(record->quote), w->type);
    say(w, "first=", case_of(text + first->begin_byte), w->type);
    if (record->n_quote_spans > 1)
        say(w, "parts", NULL, w->type);
    if (record->type == QUOTH_DIRECT) {
        say(w, "last=", sign(text[last->end_byte - 1]), NULL);
        return;
    }
    say(w, "after=", last->end_byte < w->result->n_bytes ? sign(text[last->end_byte]) : "end", w->type);
    say(w, last->end + 2 >= record->sentence.end ? "at-end" : "before-end", NULL, w->type);
    if (strstr(record->quote, ", "))
        say(w, "comma", NULL, w->type);
}

static void show_sentence(const struct witness *w)
{
    enum { MOST = 40 }; /* a very long sentence isn't read for each of its records */
    static const uint8_t limits[] = {8, 15, 22, 30, 40};
    static const char *const names[] = {"8", "15", "22", "30", "40"};
    const quoth_record *record = w->record;
    const quoth_span *sentence = &record->sentence;
    uint32_t n = 0;
    for (uint32_t i = sentence->begin_byte; i < sentence->end_byte && n <= MOST; i++)
        n += !is_space(w->result->text[i]) && (i == sentence->begin_byte || is_space(w->result->text[i - 1]));
    say(w, "sentence-words=", bucket(n, limits, names, sizeof limits), w->type);
    say(w, "sentence-begins=",
        record->quote_spans[0].begin <= sentence->begin + 1                           ? "quote"
        : record->n_speakers && record->speakers[0].span.begin <= sentence->begin + 1 ? "speaker"
                                                                                      : "other",
        w->type);
}

static bool same_speaker(const quoth_record *a, const quoth_record *b)
{
    return a->speaker && b->speaker ? strcmp(a->speaker, b->speaker) == 0 : a->speaker == b->speaker;
}

/* How many of the records near by share the sentence, or the speaker; they stand in the order of the text. */
static void show_neighbours(const struct witness *w, size_t number)
{
    enum { FARTHEST = 6 };
    static const char *const names[] = {"0", "1", "2"};
    const quoth_span *here = &w->record->sentence;
    size_t begin = number > FARTHEST ? number - FARTHEST : 0, n = 0, n_same = 0;
    for (size_t i = begin; i < w->result->n_records && i <= number + FARTHEST; i++) {
        const quoth_record *other = &w->result->records[i];
        if (i == number)
            continue;
        n += !other->within && other->sentence.begin < here->end && here->begin < other->sentence.end;
        n_same += same_speaker(other, w->record);
    }
    say(w, "near=", n < 3 ? names[n] : "more", w->type);
    say(w, "near-same-speaker=", n_same < 3 ? names[n_same] : "more", NULL);
    say(w, "speaker-before=", !number ? "none" : same_speaker(w->record - 1, w->record) ? "same" : "other", NULL);
}

void evidence_visit(const quoth_result *result, size_t record, evidence_visitor *visit, void *context)
{
    const struct witness w = {.result = result,
                              .record = &result->records[record],
                              .type = quoth_type_name(result->records[record].type),
                              .visit = visit,
                              .context = context};
    show_rule(&w);
    show_cue(&w);
    show_speaker(&w);
    show_words(&w);
    show_sentence(&w);
    show_neighbours(&w, record);
}
