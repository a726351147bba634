/* title: whom the headline names.
 *
 * in:   the title as the input gives it, or as the frame found it; doc->mentions and entities (grouped), doc->language
 * out:  entity.title_name, where the title has a fuller name than the prose; doc->title_person, when the title names
 * just one person: an entity of the prose, or a further one, with a mention behind all others No record is made of a
 * title. Its capitals tell little ("Orr Says Tax Must Rise"): what is taken for a name ends in a name of the prose, or
 * is a known given name and a word more in a title that is written like a sentence.
 */
#ifndef QUOTH_TITLE_H
#define QUOTH_TITLE_H

#include "doc.h"

/* After entity_group(). QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status title_name_persons(struct doc *doc);

#endif
