#include "truecase.h"

#include "capital.h"
#include "language.h"
#include "noun_capital.h"
#include "other_meaning.h"
#include "upper_opening.h"

/* "Q    Well, did he?", "A. Never." */
static bool is_behind_letter(const struct doc *doc, uint32_t token)
{
    return token &&
           (token_is_in(doc, token - 1, SET_QUESTION_LABEL) ||
            (token_is_in(doc, token - 1, SET_ANSWER_LABEL) && doc->text.bytes[doc->tokens.end[token - 1] - 1] == '.'));
}

static void note_within(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning)
{
    struct slot *slot = beginning || is_behind_letter(doc, token) ? NULL : capital_slot(doc, table, token);
    if (slot) {
        slot->token = token + 1;
        slot->within = true;
    }
}

/* "Orr: (laughs) Ten.": what heads several paragraphs is a name that the document has within a sentence too. */
static void note_heads(struct doc *doc, const struct capitals *capitals, const struct word_table *table)
{
    for (size_t i = 0; i < capitals->n; i++)
        if (capitals->items[i].heads) {
            struct slot *slot = capital_slot(doc, table, capitals->items[i].token);
            slot->token = capitals->items[i].token + 1;
            slot->heads++;
        }
    for (size_t i = 0; i < capitals->n; i++)
        if (capitals->items[i].prose && !capitals->items[i].common && !capitals->items[i].beginning) {
            struct slot *slot = capital_slot(doc, table, capitals->items[i].token);
            slot->within |= slot->token && slot->heads > 2;
        }
}

/* "In", "The": no name at a beginning, though titles have them with capitals within a sentence too. */
static bool is_never_name(const struct doc *doc, uint32_t token)
{
    return doc->tokens.shape[token] == SHAPE_CAP && token_is_in(doc, token, SET_FUNCTION_WORD) &&
           !token_is_in_any(doc, token, SET_AUXILIARY, SET_MONTH, SET_FIRST_MALE, SET_FIRST_FEMALE);
}

static void lower(struct doc *doc, const struct word_table *table, uint32_t token, bool beginning)
{
    bool listed = doc->language->noun_capitals && token_is_in(doc, token, SET_COMMON);
    if (beginning && (listed || !capital_slot(doc, table, token)->within || is_never_name(doc, token)))
        doc->tokens.shape[token] = SHAPE_LOWER;
}

quoth_status truecase_find(struct doc *doc)
{
    struct capitals capitals = {.n = 0};
    struct word_table table;
    upper_opening_soften(doc);
    if (!capital_find(doc, &capitals) || !capital_make_table(doc, &capitals, &table))
        return QUOTH_FATAL;
    capital_each(doc, &capitals, &table, CAPITAL_COMMON, note_within);
    if (capitals.n_heads)
        note_heads(doc, &capitals, &table);
    capital_each(doc, &capitals, &table, CAPITAL_COMMON, lower);
    if (doc->language->noun_capitals)
        noun_capital_tell(doc, &capitals, &table);
    other_meaning_drop(doc, &capitals);
    return QUOTH_OK;
}
