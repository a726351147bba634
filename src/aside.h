/* aside: paragraphs within an article that are none of its prose. A file of the stage `frame`.
 *
 * in:   doc->paragraphs, tokens, language (the sets credit, plug, amended, article_noun)
 * out:  PARAGRAPH_TAIL for who took a picture, what asks readers to subscribe, what is told of the article itself, and
 *       lists of headlines; paragraph.end before the credit behind a caption
 */
#ifndef QUOTH_ASIDE_H
#define QUOTH_ASIDE_H

#include "doc.h"

/* Reads the paragraphs from number `first` on. */
void aside_find(struct doc *doc, size_t first);

#endif
