/* manifest: what a language pack's file of this name tells: marks, clitics, phases, ... (doc/rules.md). */
#ifndef QUOTH_MANIFEST_H
#define QUOTH_MANIFEST_H

#include "pack_line.h"

/* Fills the reader's language, its parser's phases and its compounds. QUOTH_OK, or QUOTH_FATAL with *reader->error. */
quoth_status manifest_read(struct pack_reader *reader);

#endif
