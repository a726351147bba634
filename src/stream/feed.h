/* feed: reads all inputs, in their order, and hands on what they hold.
 *
 * in:   the settings' files
 * out:  items: the records, and in their place what couldn't be read
 */
#ifndef QUOTH_FEED_H
#define QUOTH_FEED_H

#include "stream.h"
#include "unit.h"

/* Takes an item, which is borrowed until it returns; false: no more are wanted. */
typedef bool feed_sink(void *context, const struct item *item);

/* Returns when all has been read, the sink wants no more, or stop_requested(). False when memory is out. */
/* from: the items up to there are read, but not handed on; when they aren't the same, there is a fatal item. */
bool feed_run(const struct stream_settings *settings, const struct position *from, feed_sink *sink, void *context);

#endif
