/* fuzz_dump: any bytes as WARC or WET, with HTTP responses in it, as the XML of news agencies, and as an export of a
 * news database. */
#include "fuzz.h"
#include "read_all.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = file_of(data, size);
    read_all("warc", path);
    read_all("news", path);
    read_all("export", path);
    return 0;
}
