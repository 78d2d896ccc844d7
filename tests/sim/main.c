/* sim [--seed N] [--count M] [--tell]: seeds one after the other; the first that fails is printed, and ends it.
 * sim --planted [--count M]: each planted bug must be found within M seeds. */
#include "sim.h"

#include <kring/log.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The clients' JSON lives for a seed and goes at once: under the sanitizers every piece of its own costs more than all the rest. */
static struct {
    char *blocks[4096];
    size_t count, used;
} pool;

#define BLOCK_BYTES ((size_t)1 << 20)

static void *pool_take(size_t size)
{
    size = (size + 15) & ~(size_t)15;
    if (size > BLOCK_BYTES)
        return NULL;
    if (pool.count == 0 || pool.used + size > BLOCK_BYTES) {
        if (pool.count == sizeof pool.blocks / sizeof pool.blocks[0])
            return NULL;
        pool.blocks[pool.count++] = malloc(BLOCK_BYTES);
        pool.used = 0;
    }
    char *block = pool.blocks[pool.count - 1];
    pool.used += size;
    return block ? block + pool.used - size : NULL;
}

static void pool_leave(void *memory)
{
    (void)memory;
}

static void pool_empty(void)
{
    for (; pool.count > 1; pool.count--)
        free(pool.blocks[pool.count - 1]);
    pool.used = 0;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int run_seeds(uint64_t seed, uint64_t count, bool tells)
{
    struct sim_figures figures = { 0 };
    char failure[600];
    double begun = seconds();
    for (uint64_t i = 0; i < count; i++) {
        pool_empty();
        if (sim_run(seed + i, PLANT_NONE, tells, failure, &figures))
            continue;
        printf("seed %" PRIu64 ": %s\nagain: sim --seed %" PRIu64 " --count 1\n", seed + i, failure,
               seed + i);
        return 1;
    }
    printf("%" PRIu64 " seeds from %" PRIu64 " in %.1f s: %" PRId64 " acts (%" PRId64 " secret, %" PRId64
           " refused), %" PRId64 " events received, %" PRId64 " frames, %" PRId64 " crashes, %" PRId64
           " broken connections, %" PRId64 " resyncs, %" PRId64 " reopened rooms, %" PRId64
           " acts that met another phase than theirs\n",
           count, seed, seconds() - begun, figures.acts, figures.secret_acts, figures.refused, figures.events,
           figures.frames, figures.crashes, figures.cuts, figures.resyncs, figures.reopened, figures.astray);
    return 0;
}

/* Seeds that once failed, run first every day. They keep their worth as long as the steps of the world stay as they are. */
static const uint64_t known_seeds[] = {
    1003941, /* an op in the journey alone was done twice, by somebody who came back as their grace ran out */
};

static int run_known(void)
{
    for (size_t i = 0; i < sizeof known_seeds / sizeof known_seeds[0]; i++) {
        if (run_seeds(known_seeds[i], 1, false) != 0)
            return 1;
    }
    return 0;
}

static int run_planted(uint64_t count)
{
    int missed = 0;
    for (enum plant plant = PLANT_NONE + 1; plant < PLANT_COUNT; plant++) {
        struct sim_figures figures = { 0 };
        char failure[600] = "";
        uint64_t seed = 1;
        while (seed <= count && sim_run(seed, plant, false, failure, &figures))
            pool_empty(), seed++;
        if (seed > count) {
            printf("a server that %s: NOT FOUND in %" PRIu64 " seeds\n", plant_names[plant], count);
            missed++;
            continue;
        }
        printf("a server that %s: seed %" PRIu64 ": %s\n", plant_names[plant], seed, failure);
    }
    return missed > 0;
}

int main(int count, char **words)
{
    uint64_t seed = 1, seeds = 0;
    bool planted = false, tells = false;
    log_set_level(LOG_ERROR);
    json_set_alloc_funcs(pool_take, pool_leave);
    for (int i = 1; i < count; i++) {
        if (strcmp(words[i], "--planted") == 0)
            planted = true;
        else if (strcmp(words[i], "--tell") == 0)
            tells = true;
        else if (strcmp(words[i], "--seed") == 0 && i + 1 < count)
            seed = strtoull(words[++i], NULL, 10);
        else if (strcmp(words[i], "--count") == 0 && i + 1 < count)
            seeds = strtoull(words[++i], NULL, 10);
        else
            return fprintf(stderr, "usage: sim [--planted] [--seed N] [--count M] [--tell]\n"), 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (planted)
        return run_planted(seeds ? seeds : 100);
    return seed == 1 && run_known() != 0 ? 1 : run_seeds(seed, seeds ? seeds : 600, tells);
}
