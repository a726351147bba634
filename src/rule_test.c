#include "rule_test.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline.h"
#include "rule_compile.h"
#include "rule_example.h"
#include "tape.h"
#include "unicode.h"
#include "utf8.h"

/* -- what a rule made ---------------------------------------------------------------------------- */

/* The parts of one match, or of what became of it. */
struct match {
    uint32_t rule;
    struct {
        struct labelled_part *items;
        size_t n, capacity;
    } parts;
};

struct rule_tester {
    const struct language *language;
    struct matcher *matcher;
    struct arena arena; /* for one example */
    uint32_t rule;      /* the one that is tested */
    struct {
        struct match *items;
        size_t n, capacity;
    } matches;
    bool failed; /* memory is out */
};

struct rule_tester *rule_tester_new(const struct language *language)
{
    struct rule_tester *tester = calloc(1, sizeof *tester);
    if (!tester)
        return NULL;
    tester->language = language;
    tester->matcher = matcher_new();
    arena_init(&tester->arena, 1024 * 1024);
    if (!tester->matcher) {
        rule_tester_free(tester);
        return NULL;
    }
    return tester;
}

void rule_tester_free(struct rule_tester *tester)
{
    if (!tester)
        return;
    matcher_free(tester->matcher);
    arena_free(&tester->arena);
    free(tester);
}

static struct match *add_match(struct rule_tester *tester, uint32_t rule)
{
    if (!arena_room(&tester->arena, &tester->matches)) {
        tester->failed = true;
        return NULL;
    }
    struct match *match = &tester->matches.items[tester->matches.n++];
    *match = (struct match){.rule = rule};
    return match;
}

static void add_part(struct rule_tester *tester, struct match *match, enum label label, struct span span)
{
    if (!match || span.begin == span.end)
        return;
    if (!arena_room(&tester->arena, &match->parts))
        tester->failed = true;
    else
        match->parts.items[match->parts.n++] = (struct labelled_part){label, span};
}

static const struct rule *rule_of(const struct rule_tester *tester, uint32_t rule)
{
    return &tester->language->rules->list.items[rule];
}

static enum phase_action action_of(const struct rule_tester *tester, uint32_t rule)
{
    return tester->language->rules->phases[rule_of(tester, rule)->phase].action;
}

static bool makes_mentions(enum phase_action action)
{
    return action == PHASE_NAMES || action == PHASE_MENTION;
}

static struct span mention_span(const struct doc *doc, uint32_t mention)
{
    return (struct span){doc->mentions.items[mention].begin, doc->mentions.items[mention].end};
}

/* Of who speaks and listens the mentions count, as in records: without the apposition behind a name. */
static void add_mentions(struct rule_tester *tester, struct match *match, const struct doc *doc, enum label label,
                         uint32_t begin, uint32_t end)
{
    bool any = false;
    for (uint32_t e = begin; e < end && !(any && label != LABEL_SPEAKER); e++)
        if (doc->tape.elements[e].kind == ELEMENT_MENTION) {
            add_part(tester, match, label, mention_span(doc, doc->tape.elements[e].index));
            any = true;
        }
    if (!any)
        add_part(tester, match, label, tape_bytes(doc, begin, end));
}

/* A name that is a mention already is that mention's name. */
static struct span name_span(const struct doc *doc, uint32_t begin, uint32_t end)
{
    const struct element *element = &doc->tape.elements[begin];
    const struct mention *mention =
        end == begin + 1 && element->kind == ELEMENT_MENTION ? &doc->mentions.items[element->index] : NULL;
    return mention && mention->name.end > mention->name.begin ? mention->name : tape_bytes(doc, begin, end);
}

static void add_capture(struct rule_tester *tester, struct match *match, const struct doc *doc, enum label label,
                        uint32_t begin, uint32_t end)
{
    if (label == LABEL_SPEAKER || label == LABEL_ADDRESSEE || label == LABEL_VIA)
        add_mentions(tester, match, doc, label, begin, end);
    else
        add_part(tester, match, label, label == LABEL_NAME ? name_span(doc, begin, end) : tape_bytes(doc, begin, end));
}

/* The capture with a label, or -1. */
static int find_label(const struct candidate *candidate, enum label label)
{
    for (int i = 0; i < candidate->n_captures; i++)
        if (candidate->captures[i].label == label)
            return i;
    return -1;
}

/* A mention without a label of its own is the match up to its name's end, or all of it. */
static void add_unlabelled_mention(struct rule_tester *tester, struct match *match, const struct doc *doc,
                                   const struct candidate *candidate)
{
    int name = find_label(candidate, LABEL_NAME);
    uint32_t end = name >= 0 ? candidate->captures[name].end : candidate->end;
    add_part(tester, match, LABEL_MENTION, tape_bytes(doc, candidate->begin, end));
}

/* Notes a match of the tested rule. */
static void observe(void *context, const struct doc *doc, const struct candidate *candidate)
{
    struct rule_tester *tester = context;
    if (candidate->rule != tester->rule)
        return;
    struct match *match = add_match(tester, candidate->rule);
    if (makes_mentions(action_of(tester, tester->rule)) && find_label(candidate, LABEL_MENTION) < 0)
        add_unlabelled_mention(tester, match, doc, candidate);
    for (unsigned i = 0; i < candidate->n_captures; i++)
        add_capture(tester, match, doc, (enum label)candidate->captures[i].label, candidate->captures[i].begin,
                    candidate->captures[i].end);
}

static void add_attributions(struct rule_tester *tester, const struct doc *doc)
{
    for (size_t i = 0; i < doc->attributions.n; i++) {
        const struct attribution *from = &doc->attributions.items[i];
        if (from->rule == NONE)
            continue;
        struct match *match = add_match(tester, from->rule);
        for (size_t j = 0; j < from->quote.n; j++)
            add_part(tester, match, LABEL_QUOTE, from->quote.items[j]);
        for (size_t j = 0; j < from->cue.n; j++)
            add_part(tester, match, LABEL_CUE, from->cue.items[j]);
        for (unsigned j = 0; j < from->n_speakers; j++)
            add_part(tester, match, LABEL_SPEAKER, mention_span(doc, from->speakers[j]));
        add_part(tester, match, LABEL_ADDRESSEE, from->addressee_span);
        add_part(tester, match, LABEL_VIA, from->via_span);
        add_part(tester, match, LABEL_REST, from->rest);
    }
}

static void add_all_mentions(struct rule_tester *tester, const struct doc *doc)
{
    for (size_t i = 0; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.items[i];
        struct match *match = add_match(tester, mention->rule);
        struct span head = {doc->tokens.begin[mention->head_token], doc->tokens.end[mention->head_token]};
        add_part(tester, match, LABEL_MENTION, (struct span){mention->begin, mention->end});
        add_part(tester, match, LABEL_NAME, mention->name);
        add_part(tester, match, LABEL_ROLE, mention->role);
        add_part(tester, match, LABEL_HEAD, head);
    }
}

static void add_blocked(struct rule_tester *tester, const struct doc *doc)
{
    const struct rule *rule = rule_of(tester, tester->rule);
    const char *reason = rule->reason ? rule->reason : rule->name;
    for (size_t i = 0; i < doc->quotations.n; i++) {
        const struct quotation *quotation = &doc->quotations.items[i];
        if (quotation->blocked && strcmp(quotation->blocked, reason) == 0)
            add_part(tester, add_match(tester, tester->rule), LABEL_QUOTE,
                     (struct span){quotation->begin, quotation->end});
    }
}

static void add_results(struct rule_tester *tester, const struct doc *doc)
{
    enum phase_action action = action_of(tester, tester->rule);
    if (makes_mentions(action))
        add_all_mentions(tester, doc);
    else if (action == PHASE_BLOCK)
        add_blocked(tester, doc);
    else
        add_attributions(tester, doc);
}

/* -- comparing ------------------------------------------------------------------------------------- */

static bool counts(const char *text, uint32_t at, uint32_t end)
{
    uint32_t n;
    int32_t codepoint = utf8_decode(text + at, end - at, &n);
    return unicode_is_letter(codepoint) || unicode_is_digit(codepoint);
}

static uint32_t step_back(const char *text, uint32_t at)
{
    do
        at--;
    while (at > 0 && utf8_goes_on(text[at]));
    return at;
}

/* From the first letter or digit to the last; a part without any stays as it is. */
static struct span trim(const char *text, struct span span)
{
    struct span trimmed = span;
    while (trimmed.begin < span.end && !counts(text, trimmed.begin, span.end)) {
        uint32_t n;
        utf8_decode(text + trimmed.begin, span.end - trimmed.begin, &n);
        trimmed.begin += n;
    }
    if (trimmed.begin == span.end)
        return span;
    for (uint32_t last = step_back(text, trimmed.end); !counts(text, last, span.end); last = step_back(text, last))
        trimmed.end = last;
    return trimmed;
}

static bool same_part(const char *text, const struct labelled_part *a, const struct labelled_part *b)
{
    struct span x = trim(text, a->span), y = trim(text, b->span);
    return a->label == b->label && x.begin == y.begin && x.end == y.end;
}

static bool holds(const char *text, const struct labelled_part *parts, size_t n, const struct labelled_part *part)
{
    for (size_t i = 0; i < n; i++)
        if (same_part(text, &parts[i], part))
            return true;
    return false;
}

static bool uses(const struct labelled_text *wanted, enum label label)
{
    for (size_t i = 0; i < wanted->parts.n; i++)
        if (wanted->parts.items[i].label == label)
            return true;
    return false;
}

static bool fits(const struct labelled_text *wanted, const struct match *match)
{
    for (size_t i = 0; i < wanted->parts.n; i++)
        if (!holds(wanted->text, match->parts.items, match->parts.n, &wanted->parts.items[i]))
            return false;
    for (size_t i = 0; i < match->parts.n; i++)
        if (uses(wanted, match->parts.items[i].label) &&
            !holds(wanted->text, wanted->parts.items, wanted->parts.n, &match->parts.items[i]))
            return false;
    return true;
}

static bool any_fits(const struct rule_tester *tester, const struct labelled_text *wanted)
{
    for (size_t i = 0; i < tester->matches.n; i++)
        if (tester->matches.items[i].rule == tester->rule && fits(wanted, &tester->matches.items[i]))
            return true;
    return false;
}

/* -- telling ----------------------------------------------------------------------------------------- */

struct words {
    struct rule_tester *tester;
    char *items;
    size_t n, capacity;
};

static void say(struct words *words, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (n < 0 || !arena_grow(&words->tester->arena, &words->items, &words->capacity, words->n + (size_t)n + 1, 1)) {
        words->tester->failed = true;
    } else {
        vsnprintf(words->items + words->n, (size_t)n + 1, format, again);
        words->n += (size_t)n;
    }
    va_end(again);
}

static uint32_t length_of(const struct labelled_part *part)
{
    return part->span.end - part->span.begin;
}

/* The outermost part that begins at a byte and lies in an outer one; of equal ones the first. */
static const struct labelled_part *part_at(const struct match *match, uint32_t byte, const struct labelled_part *outer)
{
    const struct labelled_part *best = NULL;
    for (const struct labelled_part *part = match->parts.items; part < match->parts.items + match->parts.n; part++) {
        if (part->span.begin != byte || (outer && (part == outer || length_of(part) > length_of(outer))))
            continue;
        bool twin = outer && outer->span.begin == byte && length_of(part) == length_of(outer);
        if ((twin && part < outer) || (best && length_of(part) <= length_of(best)))
            continue;
        best = part;
    }
    return best;
}

static void say_character(struct words *words, char c)
{
    if (c == '\n')
        say(words, "\\n");
    else
        say(words, c == '[' || c == ']' || c == '\\' ? "\\%c" : "%c", c);
}

/* The text from a byte on to an end, with the labels in it; parts that cross are shown up to where the outer one ends.
 */
static void say_labelled(struct words *words, const char *text, const struct match *match, struct span span,
                         const struct labelled_part *outer)
{
    for (uint32_t byte = span.begin; byte < span.end;) {
        bool inside = outer && byte == span.begin;
        const struct labelled_part *part = part_at(match, byte, inside ? outer : NULL);
        if (!part) {
            bool second = text[byte] == '\n' && byte > span.begin && text[byte - 1] == '\n';
            if (!second)
                say_character(words, text[byte]);
            byte++;
            continue;
        }
        struct span inner = {byte, part->span.end < span.end ? part->span.end : span.end};
        say(words, "[%s ", label_names[part->label]);
        say_labelled(words, text, match, inner, part);
        say(words, "]");
        byte = inner.end;
    }
}

static void say_match(struct words *words, const struct doc *doc, const struct match *match)
{
    struct span whole = {0, doc->text.n_bytes};
    say(words, "%s%s: ", words->n ? "\n" : "", rule_of(words->tester, match->rule)->id);
    say_labelled(words, doc->text.bytes, match, whole, NULL);
}

static bool touches(const struct labelled_text *wanted, const struct match *match)
{
    for (size_t i = 0; i < wanted->parts.n; i++)
        for (size_t j = 0; j < match->parts.n; j++)
            if (match->parts.items[j].span.begin < wanted->parts.items[i].span.end &&
                wanted->parts.items[i].span.begin < match->parts.items[j].span.end)
                return true;
    return !wanted->parts.n;
}

static void say_tape(struct words *words, const struct doc *doc)
{
    for (size_t s = 0; s < doc->tape.n_segments && doc->tape.segments[s].quotation == NONE; s++)
        say(words, "\ntape: %s", tape_describe(doc, &doc->tape.segments[s]));
}

static const char *tell(struct rule_tester *tester, const struct doc *doc, enum example_kind kind,
                        const struct labelled_text *wanted)
{
    struct words words = {.tester = tester};
    for (size_t i = 0; i < tester->matches.n; i++)
        if (kind != EXAMPLE_WINS || touches(wanted, &tester->matches.items[i]))
            say_match(&words, doc, &tester->matches.items[i]);
    if (!words.n)
        say(&words, kind == EXAMPLE_WINS ? "nothing was made there" : "the rule doesn't match");
    if (kind != EXAMPLE_NO)
        say_tape(&words, doc);
    return words.items;
}

/* -- all of it ----------------------------------------------------------------------------------------- */

static quoth_status run(struct rule_tester *tester, enum example_kind kind, const struct labelled_text *wanted,
                        struct rule_verdict *verdict)
{
    quoth_input input = {.text = wanted->text, .n_bytes = wanted->n_bytes, .doc = "example"};
    struct doc doc = {
        .arena = &tester->arena, .input = &input, .language = tester->language, .flags = PIPELINE_ONLY_PROSE};
    quoth_error error = {.code = QUOTH_OK};
    matcher_observe(tester->matcher, kind == EXAMPLE_WINS ? NULL : observe, tester);
    quoth_status status = pipeline_run(&doc, tester->matcher, &error);
    matcher_observe(tester->matcher, NULL, NULL);
    if (status == QUOTH_FATAL)
        return QUOTH_FATAL;
    if (status == QUOTH_SKIPPED || doc.damage.invalid_utf8) {
        verdict->got = "the example can't be read: it is no sound UTF-8";
        return QUOTH_OK;
    }
    if (kind == EXAMPLE_WINS)
        add_results(tester, &doc);
    verdict->passed = any_fits(tester, wanted) == (kind != EXAMPLE_NO);
    if (kind == EXAMPLE_NO)
        verdict->passed = tester->matches.n == 0;
    if (!verdict->passed)
        verdict->got = tell(tester, &doc, kind, wanted);
    return tester->failed ? QUOTH_FATAL : QUOTH_OK;
}

quoth_status rule_tester_run(struct rule_tester *tester, size_t rule, size_t example, struct rule_verdict *verdict)
{
    *verdict = (struct rule_verdict){.passed = false};
    arena_reset(&tester->arena);
    tester->rule = (uint32_t)rule;
    tester->matches.items = NULL;
    tester->matches.n = tester->matches.capacity = 0;
    tester->failed = false;
    const struct example *source = &rule_of(tester, tester->rule)->examples.items[example];
    struct labelled_text wanted;
    const char *problem = rule_example_read(&tester->arena, source->text, &wanted);
    if (problem) {
        verdict->got = problem;
        return problem == rule_example_no_memory ? QUOTH_FATAL : QUOTH_OK;
    }
    return run(tester, source->kind, &wanted, verdict);
}
