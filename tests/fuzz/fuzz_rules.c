/* fuzz_rules: any bytes as a .rules file of a language with a small manifest and lexicon.
 *
 * Properties: nothing crashes; a file is taken, or refused with one line of message and the name of the file.
 */
#include <string.h>

#include "fuzz.h"
#include "language.h"

static const char manifest[] = "language English\n"
                               "marks \" \"\n"
                               "clitics 's\n"
                               "phase names names\n"
                               "phase mentions mention\n"
                               "phase block block\n"
                               "phase direct attribute\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    MUST(text);
    if (size)
        memcpy(text, data, size);
    text[size] = '\0'; /* as behind every file of a pack */
    const struct pack_file files[] = {
        {"lexicon/det.txt", "a\nthe\n", 6},
        {"lexicon/say.txt", "say\nsays\nsaid\n", 14},
        {"manifest", manifest, sizeof manifest - 1},
        {"x.rules", text, size},
    };
    struct language *language = NULL;
    quoth_error error = {.code = QUOTH_OK};
    quoth_status status = language_load("xx", "fuzz", files, sizeof files / sizeof *files, &language, &error);
    if (status == QUOTH_OK) {
        MUST(language);
    } else {
        MUST(status == QUOTH_FATAL && !language);
        MUST(*error.message && !strchr(error.message, '\n'));
        MUST(*error.file);
    }
    language_free(language);
    free(text);
    return 0;
}
