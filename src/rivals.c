#include "rivals.h"

#include "doc.h"

static bool is_in_own_words(const struct rivals *rivals, uint32_t entity)
{
    for (unsigned i = 0; i < rivals->n_own_words; i++)
        if (rivals->own_words[i] == entity)
            return true;
    return false;
}

void rivals_add(struct rivals *rivals, uint32_t mention, uint32_t entity, int score)
{
    enum { SELDOM = 4 }; /* halvings */
    unsigned i = 0;
    if (entity == rivals->addressee)
        return;
    if (is_in_own_words(rivals, entity))
        score >>= SELDOM;
    while (i < rivals->n && rivals->entities[i] != entity)
        i++;
    if (i == MAX_RIVALS)
        return;
    if (i == rivals->n) {
        rivals->entities[i] = entity;
        rivals->nearest[i] = mention;
        rivals->rest[i] = 0;
        rivals->scores[rivals->n++] = score;
    } else {
        rivals->rest[i] += score < rivals->scores[i] ? score : rivals->scores[i];
        if (score > rivals->scores[i])
            rivals->scores[i] = score;
    }
}

/* One weighty mention says more than many slight ones. */
static int total(const struct rivals *rivals, unsigned i)
{
    return rivals->scores[i] + rivals->rest[i] / 4;
}

int rivals_score(const struct rivals *rivals, uint32_t entity)
{
    for (unsigned i = 0; i < rivals->n; i++)
        if (rivals->entities[i] == entity)
            return total(rivals, i);
    return 0;
}

/* No more than what several can be added of. */
static int times(int score, int percent)
{
    enum { MOST = 1 << 28 };
    const int64_t product = (int64_t)score * percent / 100;
    return product < MOST ? (int)product : MOST;
}

void rivals_multiply(struct rivals *rivals, unsigned i, int percent)
{
    rivals->scores[i] = times(rivals->scores[i], percent);
    rivals->rest[i] = times(rivals->rest[i], percent);
}

void rivals_drop(struct rivals *rivals, uint32_t entity)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < rivals->n; i++) {
        if (rivals->entities[i] == entity)
            continue;
        rivals->entities[kept] = rivals->entities[i];
        rivals->scores[kept] = rivals->scores[i];
        rivals->rest[kept] = rivals->rest[i];
        rivals->nearest[kept++] = rivals->nearest[i];
    }
    rivals->n = kept;
}

uint32_t rivals_best(const struct rivals *rivals)
{
    unsigned winner = 0;
    for (unsigned i = 1; i < rivals->n; i++)
        if (total(rivals, i) > total(rivals, winner))
            winner = i;
    return rivals->n ? rivals->entities[winner] : NONE;
}

void rivals_bring_near(struct rivals *rivals, uint32_t entity, uint32_t mention)
{
    for (unsigned i = 0; i < rivals->n; i++)
        if (rivals->entities[i] == entity && mention > rivals->nearest[i])
            rivals->nearest[i] = mention;
}
