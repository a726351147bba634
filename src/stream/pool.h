/* pool: the line with several workers: a thread for each of them and one for the writer; the caller's thread reads.
 *
 * Units stand in a ring and go through it by number, so that the writer gets them in order. A worker that has nothing
 * to do takes the unit that is being filled, however little is in it: on a slow input nothing waits for company, and on
 * a fast one units become large by themselves.
 */
#ifndef QUOTH_POOL_H
#define QUOTH_POOL_H

#include "stream.h"
#include "writer.h"

/* Reads, processes and writes all; false when memory is out or a thread can't be made, and then it has been told. */
bool pool_run(const struct stream_settings *settings, const quoth_rules *rules, struct writer *writer);

#endif
