/* Tells the format of a file by how it begins. */
#include <string.h>

#include "format.h"
#include "unpack.h"

/* Asked in this order; the last one takes everything. */
static const struct input_format *const formats[] = {&input_warc, &input_json, &input_jsonl,  &input_news, &input_csv,
                                                     &input_tsv,  &input_html, &input_export, &input_plain};
enum { N_FORMATS = sizeof formats / sizeof formats[0] };

#define PAGES "is a page that a browser has saved in a form of its own; save it as HTML"
#define OFFICE "is a document of an office program or an e-book; save it as text first"

/* What would be read as nonsense if it were taken for text. */
static const struct {
    const char *magic;
    size_t n_magic;
    const char *what;
} unreadable[] = {
#define MAGIC(bytes) bytes, sizeof(bytes) - 1
    {MAGIC("%PDF-"), "is a PDF; turn it into text first (pdftotext)"},
    {MAGIC("filedesc://"), "is an ARC file; turn it into WARC first (warcio recompress)"},
    {MAGIC("From: <Saved by "), PAGES},
    {MAGIC("bplist00"), PAGES},
    {MAGIC("SQLite format 3"), "is a data base; turn a table into CSV first (sqlite3 -csv -header)"},
    {MAGIC("PAR1"), "is a Parquet file; turn it into JSON Lines or CSV first"},
    {MAGIC("\xd0\xcf\x11\xe0"), OFFICE},
    {MAGIC("{\\rtf"), OFFICE},
    {MAGIC("\x89PNG"), "is a picture"},
    {MAGIC("\xff\xd8\xff"), "is a picture"},
    {MAGIC("GIF8"), "is a picture"},
    {MAGIC("\x7f"
           "ELF"),
     "is a program"},
};

const struct input_format *input_detect(const char *bytes, size_t n_bytes, const char *text_names,
                                        struct input_error *error)
{
    for (size_t i = 0; i < sizeof unreadable / sizeof *unreadable; i++)
        if (n_bytes >= unreadable[i].n_magic && memcmp(bytes, unreadable[i].magic, unreadable[i].n_magic) == 0) {
            input_fail(error, INPUT_FAILED, "%s", unreadable[i].what);
            return NULL;
        }
    if (unpack_is_office(bytes, n_bytes)) {
        input_fail(error, INPUT_FAILED, OFFICE);
        return NULL;
    }
    const size_t bom = encoding_bom(bytes, n_bytes);
    size_t i = 0;
    while (i + 1 < N_FORMATS && !formats[i]->detect(bytes + bom, n_bytes - bom, text_names))
        i++;
    return formats[i];
}

const struct input_format *input_format_named(const char *name)
{
    for (size_t i = 0; i < N_FORMATS; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}
