/* standalone: stands in for libFuzzer where the compiler has none: runs the target on the files it is given. */
#include "fuzz.h"

static void run(const char *path)
{
    FILE *stream = fopen(path, "rb");
    if (!stream) {
        perror(path);
        exit(2);
    }
    uint8_t *data = NULL;
    size_t n = 0, capacity = 0, got;
    do {
        if (n == capacity) {
            capacity = capacity ? 2 * capacity : 4096;
            uint8_t *larger = realloc(data, capacity);
            MUST(larger);
            data = larger;
        }
        got = fread(data + n, 1, capacity - n, stream);
        n += got;
    } while (got > 0);
    fclose(stream);

    uint8_t *exact = malloc(n ? n : 1); /* so that a read behind the end is seen by the sanitizer */
    MUST(exact);
    for (size_t i = 0; i < n; i++)
        exact[i] = data[i];
    LLVMFuzzerTestOneInput(exact, n);
    free(exact);
    free(data);
}

int main(int argc, char **argv)
{
    if (LLVMFuzzerInitialize)
        LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++)
        run(argv[i]);
    fprintf(stderr, "%s: %d files\n", argv[0], argc - 1);
    return 0;
}
