/* fuzz_jsonl: any bytes through the readers, once with the format told by content (packed files too), and as each form
 * of JSON and of tables. */
#include "fuzz.h"
#include "read_all.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = file_of(data, size);
    static const char *const formats[] = {NULL, "jsonl", "json", "csv", "tsv"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        read_all(formats[i], path);
    return 0;
}
