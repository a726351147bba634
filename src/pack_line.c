#include "pack_line.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

quoth_status pack_line_fail(const struct pack_reader *reader, const char *message, const char *detail)
{
    if (reader->error) {
        *reader->error = (quoth_error){.code = QUOTH_FATAL, .line = reader->line};
        snprintf(reader->error->file, sizeof reader->error->file, "%s", reader->path);
        snprintf(reader->error->message, sizeof reader->error->message, message, detail);
    }
    return QUOTH_FATAL;
}

quoth_status pack_line_out_of_memory(const struct pack_reader *reader)
{
    return pack_line_fail(reader, "out of memory%s", "");
}

int pack_line_next(struct pack_reader *reader, struct pack_word *words, int max_words)
{
    while (reader->text < reader->end) {
        const char *stop = memchr(reader->text, '\n', (size_t)(reader->end - reader->text));
        if (!stop)
            stop = reader->end;
        const char *at = reader->text;
        reader->text = stop + (stop < reader->end);
        reader->line++;
        int n = 0;
        while (at < stop) {
            while (at < stop && isspace((unsigned char)*at))
                at++;
            const char *begin = at;
            while (at < stop && !isspace((unsigned char)*at))
                at++;
            if (at == begin || (*begin == '#' && n == 0))
                break;
            if (n < max_words)
                words[n] = (struct pack_word){begin, (size_t)(at - begin)};
            n++;
        }
        if (n)
            return n;
    }
    return -1;
}

bool pack_word_is(const struct pack_word *word, const char *text)
{
    return strlen(text) == word->n && memcmp(word->begin, text, word->n) == 0;
}

void pack_line_open(struct pack_reader *reader, const char *folder, const struct pack_file *file)
{
    snprintf(reader->path, sizeof reader->path, "%s%s%s", folder, *folder ? "/" : "", file->name);
    reader->text = file->text;
    reader->end = file->text + file->n_bytes;
    reader->line = 0;
}
