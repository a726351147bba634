/* folder: output as files of a folder, two for each document: its text, and what was found in it.
 *
 * The folder is new or empty, so that what is in it afterwards is of one run. Files are called by the document's name:
 * a slash or a control character in it is "_", and so is a dot at its beginning; a name that comes again gets "-2",
 * "-3" ...
 */
#ifndef QUOTH_FOLDER_H
#define QUOTH_FOLDER_H

#include "../emit/emit.h"

struct folder {
    const char *path;
    int descriptor;
    const struct emitter *emitter;
    bool failed; /* told once, then nothing is written any more */
};

/* Makes the folder if it isn't there. False when it can't be used: then it has been told. */
bool folder_open(struct folder *folder, const char *path, const struct emitter *emitter,
                 const struct emit_options *options);

/* Writes a document: its text, and its records. */
void folder_add(struct folder *folder, const char *doc, const char *text, size_t n_text, const char *records,
                size_t n_records);

/* False when not everything could be written. */
bool folder_close(struct folder *folder);

#endif
