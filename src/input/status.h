/* status: how reading went, and what is told when it didn't. */
#ifndef QUOTH_INPUT_STATUS_H
#define QUOTH_INPUT_STATUS_H

enum { INPUT_DEFAULT_LIMIT = 64 * 1024 * 1024 }; /* bytes of a record, and of a page that HTTP packs */

enum input_status {
    INPUT_OK,
    INPUT_END,   /* no more records */
    INPUT_BAD,   /* this record can't be used, the next one can; the error is filled */
    INPUT_FAILED /* the file can't be read further; the error is filled */
};

/* What went wrong, without a final stop, file name or line number. It may quote the input as it is: complain() makes it
 * fit for a terminal. */
struct input_error {
    char message[512];
};

/* Writes the reason and returns the status. */
enum input_status input_fail(struct input_error *error, enum input_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
