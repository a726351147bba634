#include "freeze.h"

#include <inttypes.h>
#include <string.h>

#include "rule_compile.h"

struct freezer {
    FILE *out;
    const struct language *language;
    const char *code; /* part of each name: "near_rows_en_2" */
};

/* Three octal digits can't run into a digit behind them, as \x could. */
void freeze_text(FILE *out, const char *text, size_t n)
{
    fputs("\"", out);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\n')
            fputs(i + 1 < n ? "\\n\"\n     \"" : "\\n", out);
        else if (c < 0x20 || c >= 0x7f || strchr("\"\\?", c))
            fprintf(out, "\\%03o", c);
        else
            putc(c, out);
    }
    fputs("\"", out);
}

static void put_string(FILE *out, const char *text)
{
    if (text)
        freeze_text(out, text, strlen(text));
    else
        putc('0', out);
}

/* -- arrays ------------------------------------------------------------------------------ */

/* C has no arrays of nothing: one that is empty gets an element that nobody looks at. */
static void begin_array(const struct freezer *f, const char *type, const char *name, size_t number)
{
    fprintf(f->out, "static const %s %s_%s_%zu[] = {", type, name, f->code, number);
}

static void end_array(const struct freezer *f, size_t n)
{
    fputs(n ? "};\n" : "0};\n", f->out);
}

static void put_u64(const struct freezer *f, const char *name, size_t number, const uint64_t *items, size_t n)
{
    begin_array(f, "uint64_t", name, number);
    for (size_t i = 0; i < n; i++)
        fprintf(f->out, items[i] < 10 ? "%" PRIu64 "," : "0x%" PRIx64 "u,", items[i]);
    end_array(f, n);
}

static void put_u16(const struct freezer *f, const char *name, size_t number, const uint16_t *items, size_t n)
{
    begin_array(f, "uint16_t", name, number);
    for (size_t i = 0; i < n; i++)
        fprintf(f->out, "%u,", items[i]);
    end_array(f, n);
}

/* -- the language ------------------------------------------------------------------------ */

static void put_lexicon(const struct freezer *f)
{
    const struct lexicon_image image = lexicon_image(f->language->lexicon);
    put_u64(f, "words", 0, image.words, image.n_words);
    put_u64(f, "signatures", 0, image.signatures, image.n_signatures * LEXICON_SET_WORDS);
    put_u64(f, "known_sets", 0, f->language->known, image.n_signatures * KNOWN_WORDS);
    begin_array(f, "char *const", "set_names", 0);
    for (size_t i = 0; i < image.n_sets; i++) {
        put_string(f->out, image.set_names[i]);
        putc(',', f->out);
    }
    end_array(f, image.n_sets);
}

static void put_marks(const struct freezer *f)
{
    const struct language *language = f->language;
    begin_array(f, "struct mark_pair", "pairs", 0);
    for (size_t i = 0; i < language->n_pairs; i++) {
        putc('{', f->out);
        put_string(f->out, language->pairs[i].open);
        putc(',', f->out);
        put_string(f->out, language->pairs[i].close);
        fprintf(f->out, ",%d},", language->pairs[i].single);
    }
    fputs("{\"\",\"\",0}};\n", f->out);
    begin_array(f, "char *const", "clitics", 0);
    for (size_t i = 0; i < language->n_clitics; i++) {
        put_string(f->out, language->clitics[i]);
        putc(',', f->out);
    }
    end_array(f, language->n_clitics);
}

/* -- rules ------------------------------------------------------------------------------- */

static void put_rule_texts(const struct freezer *f, const struct rule *rule)
{
    const struct {
        const char *field, *text;
    } texts[] = {{".name=", rule->name}, {".id=", rule->id}, {".file=", rule->file}, {".reason=", rule->reason}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fputs(texts[i].field, f->out);
        put_string(f->out, texts[i].text);
        putc(',', f->out);
    }
}

static void put_rules(const struct freezer *f)
{
    const struct rules *rules = f->language->rules;
    begin_array(f, "struct rule", "rule", 0);
    for (size_t i = 0; i < rules->list.n; i++) {
        const struct rule *rule = &rules->list.items[i];
        fputs("{", f->out);
        put_rule_texts(f, rule);
        fprintf(f->out, ".line=%u,.phase=%u,.anchor=%d,.mode=%u,.attached=%u,.belief=%d,.makes=%u,.flags=%u},\n",
                rule->line, rule->phase, rule->anchor, rule->mode, rule->attached, rule->belief, rule->makes,
                rule->flags);
    }
    fputs("{.name=0}};\n", f->out);
    begin_array(f, "struct phase", "phase", 0);
    for (size_t i = 0; i < rules->n_phases; i++) {
        const struct phase *phase = &rules->phases[i];
        fputs("{", f->out);
        put_string(f->out, phase->name);
        fprintf(f->out, ",(enum phase_action)%d,%zu,%zu},\n", phase->action, phase->first_rule, phase->end_rule);
    }
    fputs("{.name=0}};\n", f->out);
}

/* Patterns for PCRE2 would be more than half of all, and few sides need theirs. */
static bool keeps_pattern(const struct side *side)
{
    return side->n_pattern && side->program == TRACE_WITHOUT;
}

static void put_patterns(const struct freezer *f)
{
    const struct rules *rules = f->language->rules;
    for (size_t i = 0; i < rules->list.n * SIDES; i++) {
        const struct side *side = &rules->compiled[i / SIDES].sides[i % SIDES];
        if (keeps_pattern(side))
            put_u16(f, "pattern", i, side->pattern, side->n_pattern);
    }
    begin_array(f, "struct compiled_rule", "compiled", 0);
    for (size_t i = 0; i < rules->list.n * SIDES; i++) {
        const struct side *side = &rules->compiled[i / SIDES].sides[i % SIDES];
        fputs(i % SIDES ? ",{" : "{{{", f->out);
        if (keeps_pattern(side))
            fprintf(f->out, "pattern_%s_%zu,", f->code, i);
        else
            fputs("0,", f->out);
        fprintf(f->out, "%zu,%u,%u,%u,{", side->n_pattern, side->dialect, side->program, side->n_groups);
        for (unsigned group = 0; group < MAX_GROUPS; group++)
            fprintf(f->out, "%u,", side->label[group]);
        fputs("}}", f->out);
        if (i % SIDES == SIDES - 1)
            fprintf(f->out, "},%d},\n", rules->compiled[i / SIDES].begins_with_cue);
    }
    fputs("{{{0,0,0,0,0,{0}}},0}};\n", f->out);
}

/* -- phases ------------------------------------------------------------------------------ */

static void put_mask(const struct freezer *f, const struct rule_mask *mask)
{
    fputs("{{", f->out);
    for (int w = 0; w < MASK_WORDS; w++)
        fprintf(f->out, mask->words[w] < 10 ? "%" PRIu64 "," : "0x%" PRIx64 "u,", mask->words[w]);
    fputs("}},", f->out);
}

static void put_masks(const struct freezer *f, const struct rule_mask *masks)
{
    fputs("{", f->out);
    for (int i = 0; i < NEAR_REACH; i++)
        put_mask(f, &masks[i]);
    fputs("},", f->out);
}

static void put_need_row(const struct freezer *f, const struct need_row *row)
{
    fputs("{", f->out);
    put_mask(f, &row->left);
    put_mask(f, &row->right);
    fputs("},", f->out);
}

/* Where the rules of a phase may match. */
static void put_near(const struct freezer *f, const struct near *near, size_t n_codes, size_t phase)
{
    put_u16(f, "near_row_of", phase, near->row_of, n_codes + 1);
    begin_array(f, "struct near_row", "near_rows", phase);
    for (size_t i = 0; i < near->n_rows; i++) {
        fputs("{", f->out);
        put_masks(f, near->rows[i].left);
        put_masks(f, near->rows[i].right);
        fputs("},\n", f->out);
    }
    fputs("};\n", f->out);
}

static void put_need(const struct freezer *f, const struct need *need, size_t n_codes, size_t phase)
{
    put_u16(f, "need_row_of", phase, need->row_of, n_codes);
    begin_array(f, "struct need_row", "need_rows", phase);
    for (size_t i = 0; i < need->n_rows; i++)
        put_need_row(f, &need->rows[i]);
    fputs("};\n", f->out);
}

/* The arrays of a program for trace. */
static void put_trace(const struct freezer *f, const struct trace_program *program, size_t number)
{
    begin_array(f, "struct trace_op", "trace_ops", number);
    for (size_t i = 0; i < program->n_ops; i++) {
        const struct trace_op *op = &program->ops[i];
        fprintf(f->out, "{%u,%d,%d,%u,%u,%u},", op->kind, op->negated, op->meets_last, op->value, op->next, op->other);
    }
    fputs("};\n", f->out);
    put_u64(f, "trace_sets", number, program->sets, (size_t)program->n_sets * program->kind_words);
}

/* The programs of a phase; `first` is the number of its first one among those of all phases. */
static void put_traces(const struct freezer *f, const struct phase_codes *codes, size_t phase, size_t first)
{
    for (size_t i = 0; i < codes->programs.n; i++)
        put_trace(f, &codes->programs.items[i], first + i);
    begin_array(f, "struct trace_program", "traces", phase);
    for (size_t i = 0; i < codes->programs.n; i++) {
        const struct trace_program *program = &codes->programs.items[i];
        fprintf(f->out, "{trace_ops_%s_%zu,trace_sets_%s_%zu,%u,%u,%u,%u,%u,%u,%d},\n", f->code, first + i, f->code,
                first + i, program->n_ops, program->start, program->n_sets, program->answer, program->n_kinds,
                program->kind_words, program->left);
    }
    fputs("{.ops=0}};\n", f->out);
    put_u16(f, "trace_kinds", phase, codes->programs.kinds, (codes->n_codes + 1) * codes->programs.n);
}

/* Whether a pattern that is kept is written in a dialect. */
static bool is_spoken(const struct rules *rules, size_t phase, size_t dialect)
{
    for (size_t i = rules->phases[phase].first_rule; i < rules->phases[phase].end_rule; i++)
        for (int number = 0; number < SIDES; number++) {
            const struct side *side = &rules->compiled[i].sides[number];
            if (keeps_pattern(side) && side->dialect == dialect)
                return true;
        }
    return false;
}

/* The dialects of a phase; `first` is the number of its first one among those of all phases. */
static void put_dialects(const struct freezer *f, const struct phase_codes *codes, size_t phase, size_t first)
{
    const struct rules *rules = f->language->rules;
    for (size_t i = 0; i < codes->n_dialects; i++)
        if (is_spoken(rules, phase, i))
            put_u16(f, "dialect_codes", first + i, codes->dialects[i].code_of, codes->n_codes);
    begin_array(f, "struct dialect", "dialects", phase);
    for (size_t i = 0; i < codes->n_dialects; i++) {
        fputs("{", f->out);
        if (is_spoken(rules, phase, i))
            fprintf(f->out, "(uint16_t *)dialect_codes_%s_%zu", f->code, first + i);
        else
            fputs("0", f->out);
        fprintf(f->out, ",%u,%d},", codes->dialects[i].n_codes, codes->dialects[i].left);
    }
    fputs("{0,0,0}};\n", f->out);
}

static void put_phases(const struct freezer *f)
{
    size_t n_dialects = 0, n_programs = 0;
    const struct rules *rules = f->language->rules;
    for (size_t i = 0; i < rules->n_phases; i++) {
        const struct phase_codes *codes = &rules->codes[i];
        put_near(f, &codes->near, codes->n_codes, i);
        put_need(f, &codes->need, codes->n_codes, i);
        put_dialects(f, codes, i, n_dialects);
        n_dialects += codes->n_dialects;
        put_traces(f, codes, i, n_programs);
        n_programs += codes->programs.n;
    }
    put_u16(f, "code_of", 0, rules->code_of, rules->n_universe * rules->n_phases);
    put_u16(f, "begin_bits", 0, rules->begins, rules->n_universe);
    begin_array(f, "struct phase_codes", "codes", 0);
    for (size_t i = 0; i < rules->n_phases; i++) {
        const struct phase_codes *codes = &rules->codes[i];
        fprintf(f->out, "{%zu,(struct dialect *)dialects_%s_%zu,%zu,0,\n", codes->n_codes, f->code, i,
                codes->n_dialects);
        fprintf(f->out, " {(uint16_t *)near_row_of_%s_%zu,(struct near_row *)near_rows_%s_%zu,%zu},\n", f->code, i,
                f->code, i, codes->near.n_rows);
        fprintf(f->out, " {(uint16_t *)need_row_of_%s_%zu,(struct need_row *)need_rows_%s_%zu,%zu,", f->code, i,
                f->code, i, codes->need.n_rows);
        put_need_row(f, &codes->need.none);
        put_need_row(f, &codes->need.close);
        fputs("},\n", f->out);
        fprintf(f->out, " {(struct trace_program *)traces_%s_%zu,%zu,0,%zu,trace_kinds_%s_%zu}},\n", f->code, i,
                codes->programs.n, codes->programs.n_answers, f->code, i);
    }
    fputs("{.n_codes=0}};\n", f->out);
}

/* -- all of it --------------------------------------------------------------------------- */

static void put_frozen(const struct freezer *f, const struct pack_file *confidence)
{
    const struct rules *rules = f->language->rules;
    const struct lexicon_image image = lexicon_image(f->language->lexicon);
    const char *code = f->code;
    fprintf(f->out,
            "static const struct rules rules_%s = {.list={(struct rule *)rule_%s_0,%zu,%zu},\n"
            " .phases=(struct phase *)phase_%s_0,.codes=(struct phase_codes *)codes_%s_0,.n_phases=%zu,\n"
            " .n_signatures=%zu,.n_universe=%zu,.compiled=(struct compiled_rule *)compiled_%s_0,\n"
            " .code_of=(uint16_t *)code_of_%s_0,.begins=(uint16_t *)begin_bits_%s_0};\n",
            code, code, rules->list.n, rules->list.n, code, code, rules->n_phases, rules->n_signatures,
            rules->n_universe, code, code, code);
    fprintf(f->out, "static const struct frozen_language frozen_%s = {.language={.code=\"%s\",.names=", code, code);
    put_string(f->out, f->language->names);
    fputs(",.tails=", f->out);
    put_string(f->out, f->language->tails);
    fputs(",.sets={", f->out);
    for (int i = 0; i < N_WELL_KNOWN_SETS; i++)
        fprintf(f->out, "%d,", f->language->sets[i]);
    fprintf(f->out,
            "},\n .known=(uint64_t *)known_sets_%s_0,.pairs=(struct mark_pair *)pairs_%s_0,.n_pairs=%zu,\n"
            " .clitics=(char **)clitics_%s_0,.n_clitics=%zu,\n"
            " .compounds=%d,.noun_capitals=%d,.ordinal_stops=%d,.fallback=%d,.doubtful=%u},\n"
            " .lexicon={words_%s_0,%zu,signatures_%s_0,%zu,set_names_%s_0,%zu},.rules=&rules_%s",
            code, code, f->language->n_pairs, code, f->language->n_clitics, f->language->compounds,
            f->language->noun_capitals, f->language->ordinal_stops, f->language->fallback, f->language->doubtful, code,
            image.n_words, code, image.n_signatures, code, image.n_sets, code);
    if (confidence) {
        fputs(",\n .confidence={", f->out);
        put_string(f->out, confidence->name);
        putc(',', f->out);
        freeze_text(f->out, confidence->text, confidence->n_bytes);
        fprintf(f->out, ",%zu}", confidence->n_bytes);
    }
    fputs("};\n", f->out);
}

void freeze_language(FILE *out, const struct language *language, const struct pack_file *confidence)
{
    const struct freezer f = {.out = out, .language = language, .code = language->code};
    put_lexicon(&f);
    put_marks(&f);
    put_rules(&f);
    put_patterns(&f);
    put_phases(&f);
    put_frozen(&f, confidence);
}
