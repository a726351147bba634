#include "checkpoint.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "message.h"

/* The file's first line; then a line for each value, its name and a number; the last one is END. */
#define FIRST_LINE "quoth checkpoint 1"
#define END "end"

/* -- values -------------------------------------------------------------------------- */

enum { N_VALUES = 6 };

struct value {
    const char *name;
    uint64_t *number;
};

/* Those that aren't counts of the run. */
static void list_values(struct checkpoint *checkpoint, uint64_t *trouble, struct value values[N_VALUES])
{
    const struct value list[N_VALUES] = {
        {"settings", &checkpoint->settings},
        {"items", &checkpoint->position.n_items},
        {"signature", &checkpoint->position.signature},
        {"input_bytes", &checkpoint->position.n_packed},
        {"output_bytes", &checkpoint->n_output},
        {"trouble", trouble},
    };
    memcpy(values, list, sizeof list);
}

/* -- reading ------------------------------------------------------------------------- */

static bool set_value(struct checkpoint *checkpoint, uint64_t *trouble, const char *name, uint64_t number)
{
    struct value values[N_VALUES];
    list_values(checkpoint, trouble, values);
    for (size_t i = 0; i < N_VALUES; i++)
        if (strcmp(values[i].name, name) == 0) {
            *values[i].number = number;
            return true;
        }
    return stats_set(&checkpoint->stats, name, number);
}

/* What is wrong; NULL: nothing. */
static const char *read_lines(FILE *stream, const char *rules_hash, struct checkpoint *checkpoint)
{
    static const char damaged[] = "is no checkpoint, or damaged";
    char line[256], name[64], hash[64];
    uint64_t number, trouble = 0;
    if (!fgets(line, sizeof line, stream) || strcmp(line, FIRST_LINE "\n") != 0 || !fgets(line, sizeof line, stream) ||
        sscanf(line, "rules %63s", hash) != 1)
        return damaged;
    if (strcmp(hash, rules_hash) != 0)
        return "was written with other rules";
    while (fgets(line, sizeof line, stream)) {
        if (strcmp(line, END "\n") == 0) {
            checkpoint->trouble = trouble != 0;
            return NULL;
        }
        if (sscanf(line, "%63s %" SCNu64, name, &number) != 2 || !set_value(checkpoint, &trouble, name, number))
            return damaged;
    }
    return damaged;
}

enum checkpoint_status checkpoint_read(const char *file, const char *rules_hash, struct checkpoint *checkpoint)
{
    *checkpoint = (struct checkpoint){{0}, 0, 0, {0}, false};
    FILE *stream = fopen(file, "re");
    if (!stream && errno == ENOENT)
        return CHECKPOINT_NONE;
    const char *problem = stream ? read_lines(stream, rules_hash, checkpoint) : strerror(errno);
    if (stream)
        fclose(stream);
    if (!problem)
        return CHECKPOINT_OK;
    complain("%s: %s", file, problem);
    return CHECKPOINT_BAD;
}

/* -- writing ------------------------------------------------------------------------- */

static bool write_lines(FILE *stream, const char *rules_hash, const struct checkpoint *checkpoint)
{
    struct checkpoint copy = *checkpoint;
    uint64_t trouble = checkpoint->trouble;
    struct value values[N_VALUES];
    list_values(&copy, &trouble, values);
    fprintf(stream, FIRST_LINE "\nrules %s\n", rules_hash);
    for (size_t i = 0; i < N_VALUES; i++)
        fprintf(stream, "%s %" PRIu64 "\n", values[i].name, *values[i].number);
    stats_write(&checkpoint->stats, stream);
    fputs(END "\n", stream);
    return fflush(stream) == 0 && !ferror(stream) && fsync(fileno(stream)) == 0;
}

/* To a new file, which then takes the old one's name. */
static bool replace(const char *file, const char *new_file, const char *rules_hash, const struct checkpoint *checkpoint)
{
    FILE *stream = fopen(new_file, "we");
    if (!stream)
        return false;
    const bool written = write_lines(stream, rules_hash, checkpoint);
    const int error = errno;
    const bool closed = fclose(stream) == 0;
    if (!written)
        errno = error;
    return written && closed && rename(new_file, file) == 0;
}

char *checkpoint_new_file(const char *file)
{
    const size_t size = strlen(file) + sizeof ".new";
    char *new_file = malloc(size);
    if (new_file)
        snprintf(new_file, size, "%s.new", file);
    else
        complain("%s: out of memory", file);
    return new_file;
}

bool checkpoint_write(const char *file, const char *rules_hash, const struct checkpoint *checkpoint)
{
    char *new_file = checkpoint_new_file(file);
    const bool done = new_file && replace(file, new_file, rules_hash, checkpoint);
    if (new_file && !done)
        complain("%s: can't be written: %s", file, strerror(errno));
    free(new_file);
    return done;
}
