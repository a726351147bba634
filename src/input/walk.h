/* walk: the files in a folder and in the folders inside of it, in the order of their names.
 *
 * Names that begin with a dot are passed over; a link to a folder isn't followed, as it may lead in circles.
 */
#ifndef QUOTH_WALK_H
#define QUOTH_WALK_H

#include <stdbool.h>
#include <stddef.h>

/* Takes a file, with its path below the folder, or, with the reason, a folder that can't be read; false ends the walk.
 */
typedef bool walk_visitor(void *context, const char *file, const char *below, const char *problem);

bool walk_is_folder(const char *path);

/* Do both paths lead to the same file or folder? */
bool walk_is_same(const char *one, const char *other);

/* globs: file names or paths below the folder must match one of them, unless there are none. False when the visitor has
 * ended it. */
bool walk_folder(const char *folder, const char *const *globs, size_t n_globs, walk_visitor *visit, void *context);

#endif
