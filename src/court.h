/* court: who the defendant is, and whose lawyer is meant.
 *
 * in:   doc->mentions with their entities so far, what each does (note)
 * out:  the entity that "the defendant", "his lawyer", "the witness" stand for
 * Court reports call the accused by what is told of him: Orr, 39, is charged with theft; Orr pleaded not guilty.
 */
#ifndef QUOTH_COURT_H
#define QUOTH_COURT_H

#include "salience.h"

/* "the defendant": the only one named so far of whom a charge is told; NONE when there is none, or several. */
uint32_t court_defendant(const struct salience *salience, uint32_t number);

/* "his lawyer": the only lawyer named so far who doesn't prosecute; NONE likewise. */
uint32_t court_lawyer(const struct salience *salience, uint32_t number);

/* "the witness": who spoke last, in the three paragraphs before, and is no lawyer, judge or defendant, where a lawyer
 * was named; NONE likewise. */
uint32_t court_witness(const struct salience *salience, uint32_t number);

#endif
