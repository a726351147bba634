/* export_layout: how the news databases write articles into one text file: where one ends, and what is called how.
 *
 * Nexis (two layouts: of old with "3 of 200 DOCUMENTS" above each article, now with "End of Document" below it),
 * Factiva (with its codes HD, LP, TD, and without) and ProQuest (a rule above each article).
 */
#ifndef QUOTH_INPUT_EXPORT_LAYOUT_H
#define QUOTH_INPUT_EXPORT_LAYOUT_H

#include <stdbool.h>

#include "input.h"
#include "stretch.h"

/* A line without the blanks around it. */
struct export_line {
    struct stretch text;
    bool indented;    /* far, as what is centred */
    const char *next; /* where the next line begins */
};

/* The line that begins at a place before the end. */
struct export_line export_line_at(const char *at, const char *end);

/* What a label says. */
enum export_part {
    EXPORT_FIELD,  /* one of quoth's fields, or any other that stands above the text */
    EXPORT_TEXT,   /* the article's text begins behind it; a second one goes on with it */
    EXPORT_BEHIND, /* a field that stands below the text, but may be a line of the text as well */
    EXPORT_END     /* nobody writes this in an article: its text has ended */
};

struct export_label {
    const char *name;
    enum export_part part;
    enum input_field field; /* INPUT_FIELDS: none of quoth's */
};

/* The lines above all labels, or, in a layout without labels, above the text. */
enum { EXPORT_HEAD_LINES = 24 };

struct export_head {
    struct export_line lines[EXPORT_HEAD_LINES]; /* those with letters */
    bool first[EXPORT_HEAD_LINES];               /* of its paragraph */
    size_t n;
};

struct export_layout {
    /* The line that parts articles. */
    bool (*is_border)(struct stretch line);
    /* A line that articles of this layout have, and few other texts. */
    bool (*is_sign)(struct stretch line);
    const struct export_label *labels; /* [n_labels] */
    size_t n_labels;
    /* Reads what the head says by the order of its lines. */
    void (*read_head)(const struct export_head *head, struct stretch fields[INPUT_FIELDS]);
    bool border_ends; /* a border belongs to the article before it; else to the one behind it */
    bool parts_all;   /* a border may also stand at what is no article */
    bool coded;       /* a label is followed by blanks; else by ":", or, but for fields above the text, by nothing */
    bool text_unlabelled; /* where no label begins the text, the first paragraph behind labels or the sign does */
};

/* Does the line tell below the text whose it is? */
bool export_is_copyright(const struct export_line *line);

enum { EXPORT_LAYOUTS = 5 };

/* The number of the layout of a file that begins so, from 1; 0: it is none of these. */
int export_layout_of(const char *bytes, size_t n);
const struct export_layout *export_layout_numbered(int number);

/* The label that begins a line, with the rest of it; NULL: there is none. */
const struct export_label *export_label_of(const struct export_layout *layout, struct stretch line,
                                           struct stretch *value);

#endif
