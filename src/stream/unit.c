#include "unit.h"

#include <stdlib.h>
#include <string.h>

enum { KEPT_BYTES = 2 * 1024 * 1024, KEPT_ITEMS = 4096 };

void unit_init(struct unit *unit)
{
    *unit = (struct unit){0};
    arena_init(&unit->arena, KEPT_BYTES);
}

void unit_free(struct unit *unit)
{
    arena_free(&unit->arena);
    free(unit->items);
    buffer_free(&unit->out);
    free(unit->ends.items);
    *unit = (struct unit){0};
}

void unit_clear(struct unit *unit)
{
    arena_reset(&unit->arena);
    buffer_clear(&unit->out);
    if (unit->capacity > KEPT_ITEMS) {
        free(unit->items);
        unit->items = NULL;
        unit->capacity = 0;
    }
    unit->n = unit->n_bytes = unit->ends.n = 0;
    unit->failed = false;
}

static struct item *new_item(struct unit *unit)
{
    if (unit->n == unit->capacity) {
        const size_t capacity = unit->capacity ? 2 * unit->capacity : 16;
        struct item *items = realloc(unit->items, capacity * sizeof *items);
        if (!items)
            return NULL;
        unit->items = items;
        unit->capacity = capacity;
    }
    return &unit->items[unit->n++];
}

static const char *copy(struct unit *unit, const char *bytes, size_t n)
{
    return bytes ? arena_strndup(&unit->arena, bytes, n) : NULL;
}

/* The same string as in the item before is that one: most records of a unit are of one file. */
static const char *copy_again(struct unit *unit, const char *text, const char *before)
{
    if (!text)
        return NULL;
    return before && strcmp(before, text) == 0 ? before : copy(unit, text, strlen(text));
}

static void copy_record(struct unit *unit, struct item *item)
{
    static const struct input_record none = {0};
    const struct input_record *before = unit->n > 1 ? &item[-1].record : &none;
    struct input_record *record = &item->record;
    record->bytes = copy(unit, record->bytes, record->n_bytes);
    record->file = copy_again(unit, record->file, before->file);
    record->doc = copy_again(unit, record->doc, before->doc);
    const bool again = before->header && record->n_header > 0 && record->n_header == before->n_header &&
                       memcmp(record->header, before->header, record->n_header) == 0;
    record->header = again ? before->header : copy(unit, record->header, record->n_header);
}

static void add(struct unit *unit, const struct item *given, bool borrowed)
{
    struct item *item = new_item(unit);
    if (!item) {
        unit->failed = true;
        return;
    }
    *item = *given;
    unit->n_bytes += item->record.n_bytes;
    if (!borrowed)
        copy_record(unit, item);
    if (item->message)
        item->message = copy(unit, item->message, strlen(item->message));
    unit->failed = unit->failed || unit->arena.failed;
}

void unit_add(struct unit *unit, const struct item *item)
{
    add(unit, item, false);
}

void unit_borrow(struct unit *unit, const struct item *item)
{
    add(unit, item, true);
}

void unit_note_fields(struct unit *unit, struct item *item, const struct input_document *document)
{
    item->is_parsed = true;
    item->lacks = document->lacks;
    item->has = document->has ? copy(unit, document->has, strlen(document->has)) : NULL;
}

void unit_name(struct unit *unit, struct item *item, const char *doc)
{
    item->doc = copy(unit, doc, strlen(doc));
    unit->failed = unit->failed || unit->arena.failed;
}

void unit_tell(struct unit *unit, struct item *item, enum outcome outcome, const char *message)
{
    item->outcome = outcome;
    item->message = copy(unit, message, strlen(message));
    unit->failed = unit->failed || unit->arena.failed;
}
