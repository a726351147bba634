/* stop: ends a run early: a signal, or the writer, which has seen enough.
 *
 * The reader may be waiting for input then; so it waits for a descriptor of this module too, which
 * becomes readable when the run is to end. A signal knows no handle: this is the program's one global.
 */
#ifndef QUOTH_STOP_H
#define QUOTH_STOP_H

#include <stdbool.h>

/* Catches SIGINT, SIGTERM and SIGHUP (the first one; a second one ends the program at once), and has a closed pipe seen
 * as a write error. False when the system has no descriptors left. */
bool stop_catch_signals(void);

/* Asks for the end. */
void stop_request(void);

/* Was there a request, and by which signal? 0: none. */
bool stop_requested(void);
int stop_signal(void);

/* Readable from the request on. */
int stop_descriptor(void);

#endif
