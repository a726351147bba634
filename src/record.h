/* record: attributions → the public records.
 *
 * in:   everything earlier stages found
 * out:  a quoth_result in the arena, records in the order of their first offsets
 */
#ifndef QUOTH_RECORD_H
#define QUOTH_RECORD_H

#include "doc.h"

/* QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status record_build(struct doc *doc, quoth_result *result);

#endif
