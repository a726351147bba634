/* head_line: the lines around an article's title: bylines, dates, mastheads; a part of the frame stage. */
#ifndef QUOTH_HEAD_LINE_H
#define QUOTH_HEAD_LINE_H

#include "doc.h"

/* Behind a title more is taken for a line of authors. */
enum head_place { ABOVE_TITLE, BEHIND_TITLE };

/* Whether a paragraph is a line of date or authors. */
bool head_line_is(const struct doc *doc, const struct paragraph *paragraph, enum head_place place);

/* Makes it one: the frame keeps the authors, date and outlet that it names, unless it has them. */
void head_line_read(struct doc *doc, struct paragraph *paragraph, enum head_place place);

/* A masthead: a short line of capitalised words above the title, which names the outlet. */
void head_line_read_masthead(struct doc *doc, struct paragraph *paragraph);

/* A line above the title that tells the kind of article, not the outlet: OPINION, For immediate release. */
bool head_line_is_kicker(const struct doc *doc, const struct paragraph *paragraph);

/* A line that is just a name, with something behind a comma perhaps. */
bool head_line_is_name(const struct doc *doc, const struct paragraph *paragraph);

/* Keeps what tokens first..end of a byline say of the outlet, behind the names: ", Meridian Courier", "for the Star".
 */
void head_line_keep_outlet(struct doc *doc, uint32_t first, uint32_t end);

/* The token behind the name that begins at token i, which is capitalised words with particles; i when none does. */
uint32_t head_line_read_name(const struct doc *doc, uint32_t i, uint32_t end);

/* Whether a paragraph begins with words in capitals and a colon, as a transcript's turn does: ADA ORR, HOST: */
bool head_line_has_label(const struct doc *doc, const struct paragraph *paragraph);

/* How many paragraphs other than the one with this first token do; two at most. */
unsigned head_line_count_other_labels(const struct doc *doc, uint32_t first_token);

#endif
