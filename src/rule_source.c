#include "rule_source.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool source_fail(struct source *source, uint32_t line, uint32_t column, const char *format, ...)
{
    if (source->failed)
        return false;
    source->failed = true;
    quoth_error *error = source->error;
    if (!error)
        return false;
    *error = (quoth_error){.code = QUOTH_FATAL, .line = line, .column = column};
    snprintf(error->file, sizeof error->file, "%s", source->path);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return false;
}

uint32_t source_column(const struct source *source, const char *at)
{
    return (uint32_t)(at - source->line_start) + 1;
}

bool source_fail_here(struct source *source, const char *message)
{
    return source_fail(source, source->line, source_column(source, source->text), "%s", message);
}

void *source_make(struct source *source, size_t size)
{
    void *memory = arena_zalloc(source->parser->arena, 1, size);
    if (!memory)
        source_fail(source, source->line, 0, "out of memory");
    return memory;
}

char *source_copy(struct source *source, const char *from, const char *to)
{
    char *text = arena_strndup(source->parser->arena, from, (size_t)(to - from));
    if (!text)
        source_fail(source, source->line, 0, "out of memory");
    return text;
}

bool source_is_name_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '-';
}

bool source_word_is(const char *begin, const char *end, const char *word)
{
    const size_t n = (size_t)(end - begin);
    return strlen(word) == n && memcmp(begin, word, n) == 0;
}

struct definition *source_definition(const struct source *source, const char *begin, const char *end)
{
    struct rule_parser *parser = source->parser;
    for (size_t i = 0; i < parser->definitions.n; i++)
        if (source_word_is(begin, end, parser->definitions.items[i].name))
            return &parser->definitions.items[i];
    return NULL;
}

struct node *source_use_definition(struct source *source, const char *begin, const char *end)
{
    struct definition *definition = source_definition(source, begin, end);
    if (!definition)
        return NULL;
    definition->used = true;
    return definition->pattern;
}

void source_skip_space(struct source *source)
{
    while (source->text < source->end) {
        char c = *source->text;
        if (c == '\n') {
            source->line++;
            source->line_start = source->text + 1;
        } else if (c == '#') {
            const char *line_end = memchr(source->text, '\n', (size_t)(source->end - source->text));
            source->text = line_end ? line_end - 1 : source->end - 1;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            return;
        }
        source->text++;
    }
}

bool source_at_end(struct source *source)
{
    source_skip_space(source);
    return source->text == source->end;
}

bool source_accept(struct source *source, const char *signs)
{
    source_skip_space(source);
    size_t n = strlen(signs);
    if ((size_t)(source->end - source->text) < n || memcmp(source->text, signs, n) != 0)
        return false;
    source->text += n;
    return true;
}

const char *source_read_name(struct source *source, const char **end)
{
    const char *begin = source->text;
    while (source->text < source->end && source_is_name_byte(*source->text))
        source->text++;
    *end = source->text;
    return begin == source->text ? NULL : begin;
}
