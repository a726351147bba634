#include "record.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "confidence.h"
#include "language.h"
#include "quotation.h"
#include "rule_compile.h"
#include "sentence.h"
#include "speaker.h"
#include "collapse.h"
#include "text.h"
#include "unicode.h"
#include "utf8.h"

static quoth_span public_span(const struct doc *doc, struct span span)
{
    const struct span source = text_source_span(&doc->text, span);
    return (quoth_span){.begin_byte = source.begin,
                        .end_byte = source.end,
                        .begin = text_codepoint(&doc->text, source.begin),
                        .end = text_codepoint(&doc->text, source.end)};
}

static quoth_span *public_spans(const struct doc *doc, const struct span_list *list)
{
    quoth_span *spans = arena_alloc(doc->arena, (list->n + 1) * sizeof *spans);
    for (size_t i = 0; spans && i < list->n; i++)
        spans[i] = public_span(doc, list->items[i]);
    return spans;
}

static const char *words_of(const struct doc *doc, struct span span)
{
    return span.begin == span.end ? NULL : collapse_spans(doc->arena, &doc->text, &span, 1);
}

static const char *name_of(const struct doc *doc, struct span span)
{
    return span.begin == span.end ? NULL : collapse_name(doc->arena, &doc->text, span);
}

/* -- type and verbatim parts ------------------------------------------------------------- */

/* The first quotation whose end lies behind a byte. */
static size_t first_quotation(const struct doc *doc, uint32_t byte)
{
    size_t first = quotation_from(doc, byte);
    while (first > 0 && doc->quotations.items[first - 1].end > byte)
        first--;
    return first;
}

/* The parts of a span inside quotation marks; nested marks stand inside others. */
static bool add_verbatim(const struct doc *doc, struct span span, struct span_list *list)
{
    for (size_t q = first_quotation(doc, span.begin);
         q < doc->quotations.n && doc->quotations.items[q].begin < span.end; q++) {
        const struct quotation *quotation = &doc->quotations.items[q];
        struct span part = {quotation->inner_begin > span.begin ? quotation->inner_begin : span.begin,
                            quotation->inner_end < span.end ? quotation->inner_end : span.end};
        const bool is_nested = quotation->parent != NONE && list->n && part.end <= list->items[list->n - 1].end;
        if (part.begin >= part.end || is_nested)
            continue;
        if (!arena_room(doc->arena, list))
            return false;
        list->items[list->n++] = part;
    }
    return true;
}

/* Whether a word stands in [begin, end). */
static bool holds_word(const struct doc *doc, uint32_t begin, uint32_t end)
{
    const char *bytes = doc->text.bytes;
    while (begin < end) {
        uint32_t n;
        int32_t codepoint = utf8_decode(bytes + begin, end - begin, &n);
        if (unicode_is_letter(codepoint) || unicode_is_digit(codepoint))
            return true;
        begin += n ? n : 1;
    }
    return false;
}

/* direct: no word outside of marks; indirect: none inside. */
static quoth_type type_of(const struct doc *doc, const struct span_list *quote, const struct span_list *verbatim)
{
    if (!verbatim->n)
        return QUOTH_INDIRECT;
    size_t v = 0;
    for (size_t i = 0; i < quote->n; i++) {
        uint32_t at = quote->items[i].begin;
        for (; v < verbatim->n && verbatim->items[v].begin < quote->items[i].end; v++) {
            if (holds_word(doc, at, verbatim->items[v].begin))
                return QUOTH_MIXED;
            at = verbatim->items[v].end;
        }
        if (holds_word(doc, at, quote->items[i].end))
            return QUOTH_MIXED;
    }
    return QUOTH_DIRECT;
}

/* -- speakers ------------------------------------------------------------------------------ */

static void fill_speaker(const struct doc *doc, uint32_t number, struct span rest, quoth_speaker *speaker)
{
    const struct mention *mention = &doc->mentions.items[number];
    struct speaker_answer answer = speaker_describe(doc, number);
    struct span span = {mention->begin, mention->end};
    if (rest.begin == mention->end + 1) /* what belongs to another speaker stands elsewhere */
        span.end = rest.end;
    if (answer.title_name)
        answer.name = (struct span){0, 0};
    *speaker = (quoth_speaker){.name = answer.title_name ? answer.title_name : name_of(doc, answer.name),
                               .kind = (quoth_kind)answer.kind,
                               .role = name_of(doc, answer.role),
                               .mention = words_of(doc, span),
                               .span = public_span(doc, span),
                               .name_span = public_span(doc, answer.name),
                               .role_span = public_span(doc, answer.role),
                               .resolved = (quoth_resolved)answer.resolved};
}

/* The names joined by " and "; NULL when none can be told. */
static const char *join_names(const struct doc *doc, const quoth_speaker *speakers, size_t n)
{
    static const char between[] = " and ";
    size_t length = 1;
    for (size_t i = 0; i < n; i++)
        length += speakers[i].name ? strlen(speakers[i].name) + strlen(between) : 0;
    char *joined = length > 1 ? arena_alloc(doc->arena, length) : NULL;
    if (!joined)
        return NULL;
    char *at = joined;
    for (size_t i = 0; i < n; i++) {
        if (!speakers[i].name)
            continue;
        if (at > joined)
            at = stpcpy(at, between);
        at = stpcpy(at, speakers[i].name);
    }
    return joined;
}

static bool fill_speakers(const struct doc *doc, const struct attribution *attribution, quoth_record *record)
{
    quoth_speaker *speakers = arena_alloc(doc->arena, (attribution->n_speakers + 1u) * sizeof *speakers);
    if (!speakers)
        return false;
    for (uint8_t i = 0; i < attribution->n_speakers; i++)
        fill_speaker(doc, attribution->speakers[i], attribution->rest, &speakers[i]);
    record->speakers = speakers;
    record->n_speakers = attribution->n_speakers;
    record->speaker = join_names(doc, speakers, attribution->n_speakers);
    return true;
}

/* -- one record ------------------------------------------------------------------------------- */

/* From the sentence where the quotation begins to the one that holds the cue. */
static struct span sentence_span(const struct doc *doc, const struct attribution *attribution)
{
    uint32_t first = attribution->quote.items[0].begin, last = first;
    for (size_t i = 0; i < attribution->cue.n; i++) {
        if (attribution->cue.items[i].begin < first)
            first = attribution->cue.items[i].begin;
        if (attribution->cue.items[i].begin > last)
            last = attribution->cue.items[i].begin;
    }
    const struct sentence *begin = &doc->sentences[sentence_of(doc, token_at(doc, first))];
    const struct sentence *end = &doc->sentences[sentence_of(doc, token_at(doc, last))];
    return (struct span){doc->tokens.begin[begin->first_token], doc->tokens.end[end->end_token - 1]};
}

/* Writes a number before `end`; where it begins. */
static char *put_number(char *end, uint32_t number)
{
    do
        *--end = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    return end;
}

/* "doc#begin-end" */
static const char *make_id(const struct doc *doc, const struct attribution *attribution)
{
    enum { ROOM = 24 }; /* for "#4294967295-4294967295" and its end */
    const char *name = doc->input->doc ? doc->input->doc : "-";
    const size_t n = strlen(name);
    char numbers[ROOM] = "", *at = numbers + ROOM - 1;
    at = put_number(at, public_span(doc, attribution->quote.items[attribution->quote.n - 1]).end);
    *--at = '-';
    at = put_number(at, public_span(doc, attribution->quote.items[0]).begin);
    *--at = '#';
    char *id = arena_alloc(doc->arena, n + ROOM);
    if (!id)
        return NULL;
    memcpy(id, name, n); /* NOLINT(bugprone-not-null-terminated-result): the end comes with the numbers */
    memcpy(id + n, at, (size_t)(numbers + ROOM - at));
    return id;
}

static const char *rule_id(const struct doc *doc, const struct attribution *attribution)
{
    if (attribution->rule != NONE)
        return doc->language->rules->list.items[attribution->rule].id;
    size_t n = strlen(doc->language->code) + 16;
    char *id = arena_alloc(doc->arena, n);
    if (id)
        snprintf(id, n, "%s/%s", doc->language->code, quoth_attached_name((quoth_attached)attribution->attached));
    return id;
}

static bool fill_record(const struct doc *doc, const struct attribution *attribution, quoth_record *record)
{
    struct span_list verbatim = {0};
    for (size_t i = 0; i < attribution->quote.n; i++)
        if (!add_verbatim(doc, attribution->quote.items[i], &verbatim))
            return false;
    const struct paragraph *paragraph = &doc->paragraphs[attribution->paragraph];
    *record = (quoth_record){
        .quote = collapse_spans(doc->arena, &doc->text, attribution->quote.items, attribution->quote.n),
        .id = make_id(doc, attribution),
        .type = type_of(doc, &attribution->quote, &verbatim),
        .mode = (quoth_mode)attribution->mode,
        .attached = (quoth_attached)attribution->attached,
        .quote_spans = public_spans(doc, &attribution->quote),
        .n_quote_spans = attribution->quote.n,
        .verbatim_spans = public_spans(doc, &verbatim),
        .n_verbatim_spans = verbatim.n,
        .cue = attribution->cue.n ? collapse_spans(doc->arena, &doc->text, attribution->cue.items, attribution->cue.n)
                                  : NULL,
        .cue_spans = public_spans(doc, &attribution->cue),
        .n_cue_spans = attribution->cue.n,
        .addressee = name_of(doc, attribution->addressee_span),
        .addressee_span = public_span(doc, attribution->addressee_span),
        .via = name_of(doc, attribution->via_span),
        .via_span = public_span(doc, attribution->via_span),
        .paragraph = attribution->paragraph + 1,
        .sentence = public_span(doc, sentence_span(doc, attribution)),
        .paragraph_span = public_span(doc, (struct span){paragraph->begin, paragraph->end}),
        .rule = rule_id(doc, attribution),
    };
    if (!fill_speakers(doc, attribution, record))
        return false;
    return record->quote && record->id && record->rule && record->quote_spans && record->verbatim_spans &&
           record->cue_spans;
}

/* -- what is no speech ---------------------------------------------------------------------------- */

static bool fill_others(const struct doc *doc, quoth_result *result)
{
    quoth_other *others = arena_alloc(doc->arena, (doc->quotations.n + 1) * sizeof *others);
    bool *covered = arena_zalloc(doc->arena, doc->quotations.n + 1, 1);
    if (!others || !covered)
        return false;
    for (size_t a = 0; a < doc->attributions.n; a++)
        for (size_t s = 0; s < doc->attributions.items[a].quote.n; s++) {
            struct span span = doc->attributions.items[a].quote.items[s];
            for (size_t q = first_quotation(doc, span.begin);
                 q < doc->quotations.n && doc->quotations.items[q].begin < span.end; q++)
                covered[q] = true;
        }
    size_t n = 0;
    for (size_t q = 0; q < doc->quotations.n; q++) {
        const struct quotation *quotation = &doc->quotations.items[q];
        struct span span = {quotation->inner_begin, quotation->inner_end};
        if (covered[q] || quotation->parent != NONE || span.begin == span.end ||
            doc->paragraphs[quotation->paragraph].kind != PARAGRAPH_BODY)
            continue;
        others[n++] = (quoth_other){.span = public_span(doc, span),
                                    .text = words_of(doc, span),
                                    .reason = quotation->blocked ? quotation->blocked : "unattributed"};
    }
    result->others = others;
    result->n_others = n;
    return true;
}

/* -- the document ------------------------------------------------------------------------------------ */

static const char *host_of(const struct doc *doc, const char *url)
{
    const char *begin = url ? strstr(url, "://") : NULL;
    if (!begin)
        return NULL;
    begin += 3;
    size_t n = strcspn(begin, "/?#:");
    return n ? arena_strndup(doc->arena, begin, n) : NULL;
}

static const char *known(const struct doc *doc, const char *given, struct span found)
{
    return given ? given : name_of(doc, found);
}

/* The document itself lives on the caller's stack: what the result holds is copied. */
static const char *known_date(const struct doc *doc)
{
    if (doc->input->date)
        return doc->input->date;
    const char *found = doc->frame.date_iso;
    return found[0] ? arena_strndup(doc->arena, found, strlen(found)) : NULL;
}

/* The language's code where the input calls it by a name: "German" is de; "de-AT" stays. */
static const char *tag_of(const struct language *language, const char *given)
{
    const size_t n = strlen(language->code);
    const bool is_name = given && language_is_called(language, given) &&
                         (strncasecmp(given, language->code, n) != 0 || !strchr("-_", given[n]));
    return given && !is_name ? given : language->code;
}

static uint32_t count_words(const struct doc *doc)
{
    uint32_t n = 0;
    for (size_t i = 0; i < doc->tokens.n; i++)
        n += doc->tokens.kind[i] <= TOKEN_HASHTAG;
    return n;
}

quoth_status record_build(struct doc *doc, quoth_result *result)
{
    const quoth_input *input = doc->input;
    *result = (quoth_result){
        .text = doc->text.source,
        .n_bytes = doc->text.n_source,
        .doc = input->doc ? input->doc : "-",
        .title = known(doc, input->title, doc->frame.title),
        .byline = known(doc, input->byline, doc->frame.byline),
        .date = known_date(doc),
        .url = input->url,
        .publisher = known(doc, input->publisher, doc->frame.outlet),
        .lang = tag_of(doc->language, input->lang),
        .n_words = count_words(doc),
        .n_sentences = (uint32_t)doc->n_sentences,
        .n_paragraphs = (uint32_t)doc->n_paragraphs,
        .damage = doc->damage,
    };
    result->source = result->publisher ? result->publisher : host_of(doc, input->url);
    quoth_record *records = arena_alloc(doc->arena, (doc->attributions.n + 1) * sizeof *records);
    if (!records)
        return QUOTH_FATAL;
    for (size_t i = 0; i < doc->attributions.n; i++)
        if (!fill_record(doc, &doc->attributions.items[i], &records[i]))
            return QUOTH_FATAL;
    for (size_t i = 0; i < doc->attributions.n; i++)
        if (doc->attributions.items[i].within != NONE)
            records[i].within = records[doc->attributions.items[i].within].id;
    result->records = records;
    result->n_records = doc->attributions.n;
    confidence_fill(doc->language, result, records);
    return fill_others(doc, result) ? QUOTH_OK : QUOTH_FATAL;
}
