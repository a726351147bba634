/* html_byline: who wrote a page, of what an element named as its byline says. */
#ifndef QUOTH_HTML_BYLINE_H
#define QUOTH_HTML_BYLINE_H

#include "stretch.h"

/* Without what introduces it: "By Jane Orr" is Jane Orr. */
struct stretch byline_names(struct stretch text);

/* The same, and without the date, the handle and the like that stand behind the names: "By Jane Orr @orr Nov 18, 2019
 * at 9:24 pm". Empty: it names nobody. */
struct stretch byline_names_alone(struct stretch text);

#endif
