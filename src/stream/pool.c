#include "pool.h"

#include <pthread.h>
#include <stdlib.h>

#include "feed.h"
#include "message.h"
#include "stop.h"
#include "worker.h"

enum { FULL_UNIT = 256 * 1024 };

/* Units are numbered from 0; unit i stands at units[i % n_units]:
 *
 *     … printed | n_written: at work, or done | n_taken: waiting for a worker | n_closed: being filled
 */
struct pool {
    const struct stream_settings *settings;
    const quoth_rules *rules;
    struct writer *writer;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t room, work, finished;
    struct unit *units; /* [n_units] */
    bool *done;         /* [n_units] */
    size_t n_units;
    size_t n_closed, n_taken, n_written;
    size_t n_bytes;     /* of records under way */
    bool at_end;        /* nothing more will be read */
    bool enough;        /* the writer wants no more */
    bool failed;        /* memory or threads are out */
    pthread_t *threads; /* [n_workers] */
    size_t n_threads;   /* of them running */
    size_t n_idle;      /* of them waiting */
};

static struct unit *unit_of(const struct pool *pool, size_t number)
{
    return &pool->units[number % pool->n_units];
}

/* Is there a place in the ring for the unit that is being filled? */
static bool has_place(const struct pool *pool)
{
    return pool->n_closed - pool->n_written < pool->n_units;
}

/* -- workers ------------------------------------------------------------------------- */

static bool is_work_waiting(const struct pool *pool)
{
    return pool->n_taken < pool->n_closed || (has_place(pool) && unit_of(pool, pool->n_closed)->n > 0);
}

/* The next unit that wants a worker; NULL at the end. */
static struct unit *take_unit(struct pool *pool, size_t *number)
{
    pool->n_idle++;
    while (!is_work_waiting(pool) && !pool->at_end)
        pthread_cond_wait(&pool->work, &pool->lock);
    pool->n_idle--;
    if (!is_work_waiting(pool))
        return NULL;
    if (pool->n_taken == pool->n_closed)
        pool->n_closed++;
    *number = pool->n_taken++;
    return unit_of(pool, *number);
}

static void *work(void *context)
{
    struct pool *pool = context;
    struct worker *worker = worker_new(pool->settings, pool->rules);
    struct unit *unit;
    size_t number;
    pthread_mutex_lock(&pool->lock);
    while ((unit = take_unit(pool, &number))) {
        const bool wanted = !pool->enough;
        pthread_mutex_unlock(&pool->lock);
        if (worker && wanted)
            worker_process(worker, unit);
        else
            unit->failed = true;
        pthread_mutex_lock(&pool->lock);
        pool->done[number % pool->n_units] = true;
        pthread_cond_signal(&pool->finished);
    }
    pthread_mutex_unlock(&pool->lock);
    worker_free(worker);
    return NULL;
}

/* One thread more when there is work for it. */
static void call_worker(struct pool *pool)
{
    if (pool->n_idle > 0) {
        pthread_cond_signal(&pool->work);
        return;
    }
    if (pool->n_threads == pool->settings->n_workers)
        return;
    if (pthread_create(&pool->threads[pool->n_threads], NULL, work, pool) == 0)
        pool->n_threads++;
    else if (pool->n_threads == 0)
        pool->failed = true;
}

/* -- the writer ---------------------------------------------------------------------- */

static bool is_all_written(const struct pool *pool)
{
    return pool->failed || (pool->at_end && pool->n_written == pool->n_closed && unit_of(pool, pool->n_closed)->n == 0);
}

/* The next unit to be printed; NULL at the end. */
static struct unit *next_done(struct pool *pool)
{
    while (!is_all_written(pool)) {
        if (pool->n_written < pool->n_taken && pool->done[pool->n_written % pool->n_units])
            return unit_of(pool, pool->n_written);
        pthread_cond_wait(&pool->finished, &pool->lock);
    }
    return NULL;
}

static void *print(void *context)
{
    struct pool *pool = context;
    struct unit *unit;
    bool enough = false;
    pthread_mutex_lock(&pool->lock);
    while ((unit = next_done(pool))) {
        pthread_mutex_unlock(&pool->lock);
        enough = enough || !writer_take(pool->writer, unit);
        if (enough)
            stop_request();
        pthread_mutex_lock(&pool->lock);
        pool->enough = enough;
        pool->n_bytes -= unit->n_bytes;
        unit_clear(unit);
        pool->done[pool->n_written++ % pool->n_units] = false;
        pthread_cond_signal(&pool->room);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* -- the reader ---------------------------------------------------------------------- */

/* Large records: each worker has its own then, and there is no further one under way. */
static bool is_full(const struct pool *pool)
{
    const size_t n_under_way = pool->n_closed - pool->n_written;
    return !has_place(pool) || (n_under_way >= pool->settings->n_workers &&
                                pool->n_bytes > 2 * (size_t)FULL_UNIT * pool->settings->n_workers);
}

static bool add_item(void *context, const struct item *item)
{
    struct pool *pool = context;
    pthread_mutex_lock(&pool->lock);
    while (is_full(pool) && !pool->enough)
        pthread_cond_wait(&pool->room, &pool->lock);
    const bool wanted = !pool->enough && !pool->failed;
    if (wanted) {
        struct unit *unit = unit_of(pool, pool->n_closed);
        unit_add(unit, item);
        pool->n_bytes += item->record.n_bytes;
        pool->n_closed += unit->n_bytes >= FULL_UNIT;
        call_worker(pool);
    }
    pthread_mutex_unlock(&pool->lock);
    return wanted;
}

/* -- the whole ----------------------------------------------------------------------- */

static bool set_up(struct pool *pool)
{
    const size_t n_workers = pool->settings->n_workers;
    pool->n_units = 2 * n_workers + 2;
    pool->units = calloc(pool->n_units, sizeof *pool->units);
    pool->done = calloc(pool->n_units, sizeof *pool->done);
    pool->threads = calloc(n_workers, sizeof *pool->threads);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->room, NULL);
    pthread_cond_init(&pool->work, NULL);
    pthread_cond_init(&pool->finished, NULL);
    if (!pool->units || !pool->done || !pool->threads)
        return false;
    for (size_t i = 0; i < pool->n_units; i++)
        unit_init(&pool->units[i]);
    return true;
}

static void tear_down(struct pool *pool)
{
    for (size_t i = 0; pool->units && i < pool->n_units; i++)
        unit_free(&pool->units[i]);
    free(pool->units);
    free(pool->done);
    free(pool->threads);
    pthread_mutex_destroy(&pool->lock);
    pthread_cond_destroy(&pool->room);
    pthread_cond_destroy(&pool->work);
    pthread_cond_destroy(&pool->finished);
}

static void end_reading(struct pool *pool, bool all_read)
{
    pthread_mutex_lock(&pool->lock);
    pool->at_end = true;
    pool->failed = pool->failed || !all_read;
    pthread_cond_broadcast(&pool->work);
    pthread_cond_broadcast(&pool->finished);
    pthread_mutex_unlock(&pool->lock);
}

bool pool_run(const struct stream_settings *settings, const quoth_rules *rules, struct writer *writer)
{
    struct pool pool = {.settings = settings, .rules = rules, .writer = writer};
    pthread_t printer;
    const bool begun = set_up(&pool) && pthread_create(&printer, NULL, print, &pool) == 0;
    if (begun) {
        end_reading(&pool, feed_run(settings, &writer->from.position, add_item, &pool));
        for (size_t i = 0; i < pool.n_threads; i++)
            pthread_join(pool.threads[i], NULL);
        pthread_join(printer, NULL);
    }
    const bool done = begun && !pool.failed;
    tear_down(&pool);
    if (!done)
        complain("out of memory or threads");
    return done;
}
