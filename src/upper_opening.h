/* upper_opening: words in capitals that a paragraph opens with. */
#ifndef QUOTH_UPPER_OPENING_H
#define QUOTH_UPPER_OPENING_H

#include "doc.h"

/* "TONY ORR says", "A MAN has died": how papers print the first words of an article. "MAYOR ORR: ..." is a label, "FBI
 * agents", "IT IS LATE" is no such opening.
 * They get the shape that they have elsewhere. */
void upper_opening_soften(struct doc *doc);

#endif
