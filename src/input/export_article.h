/* export_article: an article as a news database writes it into a text file → its fields and its text. */
#ifndef QUOTH_INPUT_EXPORT_ARTICLE_H
#define QUOTH_INPUT_EXPORT_ARTICLE_H

#include "export_layout.h"

struct arena;

/* Everything points into the article's bytes. A stretch without bytes: it isn't there. */
struct export_article {
    struct stretch fields[INPUT_FIELDS]; /* but the text */
    struct stretch *values;              /* [layout->n_labels] what stands behind each label */
    struct stretch text, more;           /* more goes on with the text */
};

/* False when memory is out. */
bool export_read(struct arena *arena, const struct export_layout *layout, const char *bytes, size_t n,
                 struct export_article *article);

#endif
