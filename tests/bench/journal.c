/* Figures of the SQLite engine, never a test: commits a second and how long each takes, by how many are on their way at the same
 * time; reading a log with its chain; erasing a slot among many drafts.
 *
 *     bench_journal FOLDER     a folder on the disk in question, not there yet; it is left behind */
#include <kring/check.h>
#include <kring/limits.h>
#include <kring/random.h>
#include <kring/sqlite_engine.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <uv.h>

#define ROOMS 200
#define SECONDS 3
#define SAMPLES_MAX 4000000
#define LOG_EVENTS 50000
#define SLOTS 1000
#define DRAFTS_PER_SLOT 30

static const char payload[] =
    "{\"fields\":{\"text\":\"Vertrouwen komt te voet\",\"x\":120,\"y\":80},\"changes\":[[\"put\",{\"id\":"
    "\"N100000000000000000000\",\"type\":\"item\",\"kind\":\"note\",\"text\":\"Vertrouwen komt te voet\",\"x\":120,"
    "\"y\":80,\"z\":1,\"colour\":\"sun\",\"by\":\"A000000000000000000000\",\"state\":\"published\"}]]}";

static uv_loop_t loop;
static struct sqlite_engine *engine;
static struct journal *journal;
static struct id rooms[ROOMS];
static int64_t seqs[ROOMS];

static double now_ms(void)
{
    return (double)uv_hrtime() / 1e6;
}

/* What the process has spent so far. */
struct spent {
    double cpu_us;
    double written; /* bytes given to the system */
};

static struct spent spent_now(void)
{
    struct rusage usage;
    struct spent spent = { 0 };
    unsigned long long bytes = 0;
    getrusage(RUSAGE_SELF, &usage);
    spent.cpu_us = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
                   (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    FILE *file = fopen("/proc/self/io", "r");
    if (file && fscanf(file, "rchar: %*u wchar: %llu", &bytes) == 1)
        spent.written = (double)bytes;
    if (file)
        fclose(file);
    return spent;
}

/* ---- commits on their way */

struct flight {
    double given;
    bool more;
};

static double samples[SAMPLES_MAX];
static size_t sample_count;
static double deadline;
static int next_room;

static void take_off(struct flight *flight);

static void on_landed(void *context, int64_t ticket, const struct error *failure)
{
    struct flight *flight = context;
    (void)ticket;
    CHECK(!failure);
    double now = now_ms();
    if (sample_count < SAMPLES_MAX)
        samples[sample_count++] = now - flight->given;
    if (flight->more && now < deadline)
        take_off(flight);
}

static struct entry *add_event(struct commit *commit, int room)
{
    struct entry *entry = &commit_add(commit, WRITE_EVENT)->event;
    entry->stream = rooms[room];
    entry->seq = ++seqs[room];
    entry->at = 1795305600000 + entry->seq;
    entry->verb = SPAN("item.add");
    entry->by = rooms[0];
    entry->phase = rooms[1];
    entry->hat = SPAN("voice");
    entry->op = random_id();
    entry->payload = (struct span){ payload, sizeof payload - 1 };
    return entry;
}

static void take_off(struct flight *flight)
{
    struct commit *commit = commit_create();
    commit->on_done = on_landed;
    commit->context = flight;
    next_room = (next_room + 1) % ROOMS;
    add_event(commit, next_room);
    flight->given = now_ms();
    journal_commit(journal, commit);
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return left < right ? -1 : left > right;
}

static void measure_commits(int at_once)
{
    struct flight *flights = calloc((size_t)at_once, sizeof *flights);
    CHECK(flights);
    sample_count = 0;
    struct spent before = spent_now();
    double start = now_ms();
    deadline = start + SECONDS * 1000;
    for (int i = 0; i < at_once; i++) {
        flights[i].more = true;
        take_off(&flights[i]);
    }
    uv_run(&loop, UV_RUN_DEFAULT);
    double spent = now_ms() - start;
    struct spent after = spent_now();
    double count = (double)sample_count;
    qsort(samples, sample_count, sizeof *samples, compare);
    printf(
        "%5d at once: %8.0f commits/s, p50 %7.3f ms, p99 %7.3f ms, max %7.1f ms; each %.0f us of CPU, %.0f bytes\n",
        at_once, count / spent * 1000, samples[sample_count / 2], samples[sample_count * 99 / 100],
        samples[sample_count - 1], (after.cpu_us - before.cpu_us) / count,
        (after.written - before.written) / count);
    free(flights);
}

/* ---- what happens once */

static void on_done(void *context, int64_t ticket, const struct error *failure)
{
    (void)context;
    (void)ticket;
    CHECK(!failure);
}

static double give(struct commit *commit)
{
    double start = now_ms();
    commit->on_done = on_done;
    journal_commit(journal, commit);
    uv_run(&loop, UV_RUN_DEFAULT);
    return now_ms() - start;
}

static int64_t read_up_to;

static void on_page(void *context, const struct page *page, const struct error *failure)
{
    CHECK(!failure);
    read_up_to += (int64_t)page->count;
    struct read_events query = { rooms[0], read_up_to, EVENTS_PER_PAGE_MAX, true, on_page, context };
    if (!page->last)
        journal_read(journal, &query);
}

static void measure_reading(void)
{
    while (seqs[0] < LOG_EVENTS) {
        struct commit *commit = commit_create();
        for (int i = 0; i < 1000; i++)
            add_event(commit, 0);
        give(commit);
    }
    struct read_events query = { rooms[0], 0, EVENTS_PER_PAGE_MAX, true, on_page, NULL };
    struct spent before = spent_now();
    double start = now_ms();
    journal_read(journal, &query);
    uv_run(&loop, UV_RUN_DEFAULT);
    double spent = now_ms() - start;
    printf("reading %d events and their chain: %.0f ms; each %.1f us of CPU\n", (int)read_up_to, spent,
           (spent_now().cpu_us - before.cpu_us) / (double)read_up_to);
}

static void measure_erasing(void)
{
    static double times[SLOTS];
    static struct id slots[SLOTS];
    for (int slot = 0; slot < SLOTS; slot++) {
        struct commit *commit = commit_create();
        slots[slot] = random_id();
        for (int i = 0; i < DRAFTS_PER_SLOT; i++)
            commit_add(commit, WRITE_DRAFT)->draft = (struct draft_row){
                .stream = rooms[slot % ROOMS],
                .slot = slots[slot],
                .owner = random_id(),
                .payload = { payload, sizeof payload - 1 },
            };
        give(commit);
    }
    for (int slot = 0; slot < SLOTS; slot++) {
        struct commit *commit = commit_create();
        commit_add(commit, WRITE_DRAFT_ERASE)->draft =
            (struct draft_row){ .stream = rooms[slot % ROOMS], .slot = slots[slot] };
        times[slot] = give(commit);
    }
    double first = times[0];
    qsort(times, SLOTS, sizeof *times, compare);
    printf("erasing one of %d slots of %d drafts: first %.1f ms, p50 %.1f ms, p99 %.1f ms\n", SLOTS,
           DRAFTS_PER_SLOT, first, times[SLOTS / 2], times[SLOTS * 99 / 100]);
}

static void on_closed(void *context)
{
    *(bool *)context = true;
}

int main(int count, char **words)
{
    struct error error;
    bool closed = false;
    if (count != 2) {
        fprintf(stderr, "usage: bench_journal FOLDER\n");
        return 2;
    }
    uv_loop_init(&loop);
    engine = sqlite_engine_open(&loop, words[1], &error);
    if (!engine) {
        fprintf(stderr, "%s\n", error.text);
        return 75;
    }
    journal = sqlite_engine_journal(engine);
    struct commit *commit = commit_create();
    for (int i = 0; i < ROOMS; i++) {
        struct stream_row *row = &commit_add(commit, WRITE_STREAM)->stream;
        rooms[i] = random_id();
        *row = (struct stream_row){ .stream = rooms[i], .journey = rooms[i], .title = SPAN("Bench") };
    }
    give(commit);
    for (int at_once = 1; at_once <= 1000; at_once *= 10)
        measure_commits(at_once);
    measure_reading();
    measure_erasing();
    double start = now_ms();
    sqlite_engine_close(engine, on_closed, &closed);
    uv_run(&loop, UV_RUN_DEFAULT);
    CHECK(closed && uv_loop_close(&loop) == 0);
    printf("closing: %.0f ms\n", now_ms() - start);
    return 0;
}
