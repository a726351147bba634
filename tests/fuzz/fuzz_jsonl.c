/* fuzz_jsonl: any bytes through the readers, once with the format told by content and once as JSON Lines. */
#include "fuzz.h"
#include "read_all.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = file_of(data, size);
    read_all(NULL, path);
    read_all("jsonl", path);
    return 0;
}
