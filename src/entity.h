/* entity: named mentions → entities, by agreement of their names.
 *
 * in:   doc->mentions, doc->tokens, doc->sentences, doc->language
 * out:  doc->entities (named ones), mention.entity and mention.resolved of named mentions
 * Names agree when the shorter one's parts stand in the longer one in order, ending alike: full ⊃ surname ⊃
 * initials. Clashing first names, sexes or kinds never agree. A short form that several entities could have goes to
 * the one mentioned last before it. Later stages add entities for what has a description only.
 */
#ifndef QUOTH_ENTITY_H
#define QUOTH_ENTITY_H

#include "doc.h"
#include "language.h"

/* QUOTH_OK, or QUOTH_FATAL when memory is out. */
quoth_status entity_group(struct doc *doc);

/* The number of a new entity that this mention names or describes, or NONE when memory is out. */
uint32_t entity_add(struct doc *doc, uint32_t mention);

/* Whether a mention stands in the article's prose, not in its title, byline or tail. */
bool entity_in_prose(const struct doc *doc, const struct mention *mention);

/* Whether what stands beside the entity's name in its mention, or its role, has a word of one of the sets. */
bool entity_is_called(const struct doc *doc, const struct entity *entity, const enum well_known_set *sets,
                      size_t n_sets);

/* The person, among the mentions before number `number`, whose role a token gives by its initials; or NONE. */
uint32_t entity_by_initials(const struct doc *doc, uint32_t number, uint32_t initials);

#endif
