/* The SQLite engine on the loop's side: what waits, what is under way, who is answered when.
 *
 * When all is well: journal_commit puts a commit at the end of `waiting`. When the writer is free, what waits becomes the next
 * batch: at most BATCH_WRITES_MAX writes, but always whole commits and at least one. The pool writes it; then each is answered in
 * order. Meanwhile more arrives, and is the next batch: the slower the disk, the larger the batches. A read waits until the commits
 * given before it are answered, and then takes a free reader.
 *
 *            commit                batch_start               on_errand_done
 *   (caller) ------> [ waiting ] -----------> [ errand: batch ] ----------> answered, in order
 *            read                 readings_start            on_reading_done
 *   (caller) ------> [ readings ] -----------> [ a reader ]     ----------> answered
 *
 * An errand that erases drafts cuts the write-ahead log, which no reader of ours may then hold: such a batch starts when no read
 * is under way, and no read starts before it is done.
 *
 * When an errand fails, `failure` is set and stays. From then on errands do nothing, and every commit is answered with it. Reads
 * go on: they see what is durable.
 *
 * The queues have no bound of their own: rooms refuse commands with `busy` above WAITING_WRITES_MAX, and what they must
 * write all the same (a person leaves, a round closes) is bounded by the people connected. Reads come
 * with people who arrive and are bounded by what the network lets in. */
#include "sqlite_journal.h"

#include <kring/check.h>
#include <kring/limits.h>
#include <kring/log.h>

#include <stdlib.h>
#include <uv.h>

#define READERS 2

/* Pages of the write-ahead log (4 KiB each) that are put back as soon as the writer has nothing to do for a moment, and those that
 * are put back even when it has. The first is larger than what a workshop writes in a minute, the second bounds the file. */
#define PAGES_WHEN_IDLE 1000
#define PAGES_MAX 16000
#define IDLE_MS 100

enum errand { ERRAND_NONE, ERRAND_BATCH, ERRAND_CHECKPOINT, ERRAND_CLOSE };

struct sqlite_engine {
    struct reads reads;
    uv_loop_t *loop;
    int lock;
    bool is_full;
    struct error failure; /* code 0: none so far */

    struct list waiting; /* struct waiting_commit.link */
    int64_t ticket;      /* of the last commit given */
    int64_t answered;    /* of the last commit answered */
    size_t writes_waiting;

    struct writer writer;
    enum errand errand; /* what the writer does */
    struct list batch;  /* struct waiting_commit.link: what it writes */
    bool erases;        /* the batch erases drafts; also while it waits for the readers */
    struct error errand_error;
    uv_work_t work;
    uv_timer_t idle; /* not counted as a reason for the loop to go on */

    struct list readings; /* struct reading.link */
    struct desk {
        struct reader reader;
        struct reading *reading; /* under way, or NULL */
        uv_work_t work;
    } desks[READERS];
    size_t reading_count; /* under way */

    bool closing;
    void (*on_closed)(void *context);
    void *context;
};

static int64_t sqlite_journal_commit(struct journal *journal, struct commit *commit);
static size_t sqlite_journal_waiting(const struct journal *journal);
static void engine_submit(struct reads *reads, struct reading *reading);
static void engine_go_on(struct sqlite_engine *engine);
static void on_idle(uv_timer_t *timer);

static const struct journal_port sqlite_journal_port = {
    .commit = sqlite_journal_commit,
    .read = reads_events,
    .waiting = sqlite_journal_waiting,
};

/* ---- opening */

static int engine_open(struct sqlite_engine *engine, const char *folder, struct error *error)
{
    engine->lock = folder_lock(folder, error);
    if (engine->lock < 0)
        return error->code;
    engine->is_full = folder_is_full(folder);
    if (writer_open(&engine->writer, folder, error) != 0)
        return error->code;
    /* What an earlier server erased and could not cut away any more goes now. */
    if (!engine->is_full && writer_truncate(&engine->writer, error) != 0)
        return error_wrap(error, "opening the log");
    for (int i = 0; i < READERS; i++)
        if (reader_open(&engine->desks[i].reader, folder, error) != 0)
            return error->code;
    return 0;
}

static void engine_let_go(struct sqlite_engine *engine, bool sound)
{
    for (int i = 0; i < READERS; i++)
        reader_close(&engine->desks[i].reader);
    writer_close(&engine->writer, sound);
    folder_unlock(engine->lock);
}

struct sqlite_engine *sqlite_engine_open(struct uv_loop_s *loop, const char *folder, struct error *error)
{
    struct sqlite_engine *engine = calloc(1, sizeof *engine);
    CHECK(engine);
    *error = (struct error){ 0 };
    if (engine_open(engine, folder, error) != 0) {
        engine_let_go(engine, false);
        free(engine);
        return NULL;
    }
    reads_init(&engine->reads, &sqlite_journal_port, engine_submit);
    list_init(&engine->waiting);
    list_init(&engine->batch);
    list_init(&engine->readings);
    engine->loop = loop;
    engine->work.data = engine;
    engine->idle.data = engine;
    for (int i = 0; i < READERS; i++)
        engine->desks[i].work.data = engine;
    int code = uv_timer_init(loop, &engine->idle);
    CHECK(code == 0);
    uv_unref((uv_handle_t *)&engine->idle);
    return engine;
}

struct journal *sqlite_engine_journal(struct sqlite_engine *engine)
{
    return &engine->reads.journal;
}

struct vault *sqlite_engine_vault(struct sqlite_engine *engine)
{
    return &engine->reads.vault;
}

struct store *sqlite_engine_store(struct sqlite_engine *engine)
{
    return &engine->reads.store;
}

bool sqlite_engine_is_full(const struct sqlite_engine *engine)
{
    return engine->is_full;
}

/* ---- asking */

static int64_t sqlite_journal_commit(struct journal *journal, struct commit *commit)
{
    struct sqlite_engine *engine = LIST_ENTRY(journal, struct sqlite_engine, reads.journal);
    CHECK(!engine->closing);
    struct waiting_commit *waiting = ARENA_NEW(&commit->arena, struct waiting_commit);
    waiting->commit = commit;
    waiting->ticket = ++engine->ticket;
    list_append(&engine->waiting, &waiting->link);
    engine->writes_waiting += commit->count;
    engine_go_on(engine);
    return waiting->ticket;
}

static size_t sqlite_journal_waiting(const struct journal *journal)
{
    const char *engine = (const char *)journal - offsetof(struct sqlite_engine, reads.journal);
    return ((const struct sqlite_engine *)engine)->writes_waiting;
}

static void engine_submit(struct reads *reads, struct reading *reading)
{
    struct sqlite_engine *engine = LIST_ENTRY(reads, struct sqlite_engine, reads);
    CHECK(!engine->closing);
    reading->after_ticket = engine->ticket;
    list_append(&engine->readings, &reading->link);
    engine_go_on(engine);
}

/* ---- the writer's errands; errand_work runs on the pool, everything else on the loop */

static void errand_work(uv_work_t *work)
{
    struct sqlite_engine *engine = work->data;
    struct writer *writer = &engine->writer;
    struct error *error = &engine->errand_error;
    bool sound = engine->failure.code == 0;
    if (engine->errand == ERRAND_BATCH && sound && writer_commit(writer, &engine->batch, error) == 0 &&
        writer_backlog(writer) > PAGES_MAX)
        writer_checkpoint(writer, error);
    if (engine->errand == ERRAND_CHECKPOINT && sound)
        writer_checkpoint(writer, error);
    if (engine->errand == ERRAND_CLOSE) {
        for (int i = 0; i < READERS; i++)
            reader_close(&engine->desks[i].reader);
        if (sound)
            sound = writer_truncate(writer, error) == 0;
        writer_close(writer, sound);
    }
}

static void batch_answer(struct sqlite_engine *engine)
{
    struct error failure = engine->failure;
    struct list done;
    list_init(&done);
    LIST_EACH (link, &engine->batch) {
        list_remove(link);
        list_append(&done, link);
    }
    LIST_EACH (link, &done) {
        struct waiting_commit *waiting = LIST_ENTRY(link, struct waiting_commit, link);
        struct commit *commit = waiting->commit;
        list_remove(link);
        engine->writes_waiting -= commit->count;
        engine->answered = waiting->ticket;
        commit->on_done(commit->context, waiting->ticket, failure.code ? &failure : NULL);
        commit_destroy(commit);
    }
}

static void on_timer_closed(uv_handle_t *timer)
{
    struct sqlite_engine *engine = timer->data;
    void (*on_closed)(void *context) = engine->on_closed;
    void *context = engine->context;
    free(engine);
    on_closed(context);
}

static void on_errand_done(uv_work_t *work, int status)
{
    struct sqlite_engine *engine = work->data;
    enum errand errand = engine->errand;
    CHECK(status == 0);
    if (engine->errand_error.code && !engine->failure.code) {
        engine->failure = engine->errand_error;
        log_line(LOG_ERROR, "journal.failed", "%s; nothing is written any more", engine->failure.text);
    }
    if (errand == ERRAND_CLOSE) {
        folder_unlock(engine->lock);
        uv_close((uv_handle_t *)&engine->idle, on_timer_closed);
        return;
    }
    if (errand == ERRAND_BATCH)
        batch_answer(engine);
    engine->errand = ERRAND_NONE;
    engine->erases = false;
    engine_go_on(engine);
}

static void errand_start(struct sqlite_engine *engine, enum errand errand)
{
    uv_timer_stop(&engine->idle);
    engine->errand = errand;
    int code = uv_queue_work(engine->loop, &engine->work, errand_work, on_errand_done);
    CHECK(code == 0);
}

static bool commit_erases(const struct commit *commit)
{
    for (const struct commit_write *write = commit->first; write; write = write->next)
        if (write->kind == WRITE_DRAFT_ERASE)
            return true;
    return false;
}

/* Moves what waits into the batch, up to its limit. */
static void batch_fill(struct sqlite_engine *engine)
{
    size_t writes = 0;
    LIST_EACH (link, &engine->waiting) {
        const struct commit *commit = LIST_ENTRY(link, struct waiting_commit, link)->commit;
        if (writes > 0 && writes + commit->count > BATCH_WRITES_MAX)
            return;
        list_remove(link);
        list_append(&engine->batch, link);
        writes += commit->count;
        engine->erases = engine->erases || commit_erases(commit);
    }
}

static void batch_start(struct sqlite_engine *engine)
{
    if (engine->errand != ERRAND_NONE)
        return;
    if (list_is_empty(&engine->batch))
        batch_fill(engine);
    if (!list_is_empty(&engine->batch) && !(engine->erases && engine->reading_count > 0))
        errand_start(engine, ERRAND_BATCH);
}

static void on_idle(uv_timer_t *timer)
{
    struct sqlite_engine *engine = timer->data;
    if (engine->errand == ERRAND_NONE && !engine->closing)
        errand_start(engine, ERRAND_CHECKPOINT);
}

/* ---- readings */

static void reading_work(uv_work_t *work)
{
    struct desk *desk = LIST_ENTRY(work, struct desk, work);
    reading_run(desk->reading, &desk->reader);
}

static void on_reading_done(uv_work_t *work, int status)
{
    struct sqlite_engine *engine = work->data;
    struct desk *desk = LIST_ENTRY(work, struct desk, work);
    struct reading *reading = desk->reading;
    CHECK(status == 0);
    desk->reading = NULL;
    engine->reading_count -= 1;
    reading_answer(reading);
    engine_go_on(engine);
}

static struct desk *engine_free_desk(struct sqlite_engine *engine)
{
    for (int i = 0; i < READERS; i++)
        if (!engine->desks[i].reading)
            return &engine->desks[i];
    return NULL;
}

static void readings_start(struct sqlite_engine *engine)
{
    struct desk *desk;
    while (!engine->erases && !list_is_empty(&engine->readings) && (desk = engine_free_desk(engine))) {
        struct reading *reading = LIST_ENTRY(engine->readings.next, struct reading, link);
        if (reading->after_ticket > engine->answered)
            return;
        list_remove(&reading->link);
        desk->reading = reading;
        engine->reading_count += 1;
        int code = uv_queue_work(engine->loop, &desk->work, reading_work, on_reading_done);
        CHECK(code == 0);
    }
}

/* ---- the story goes on: starts whatever may start */

static void engine_go_on(struct sqlite_engine *engine)
{
    batch_start(engine);
    readings_start(engine);
    if (engine->errand != ERRAND_NONE || !list_is_empty(&engine->batch))
        return;
    bool quiet = list_is_empty(&engine->readings) && engine->reading_count == 0;
    if (engine->closing && quiet)
        errand_start(engine, ERRAND_CLOSE);
    else if (!engine->closing && !engine->failure.code && writer_backlog(&engine->writer) > PAGES_WHEN_IDLE)
        uv_timer_start(&engine->idle, on_idle, IDLE_MS, 0);
}

void sqlite_engine_close(struct sqlite_engine *engine, void (*on_closed)(void *context), void *context)
{
    CHECK(!engine->closing);
    engine->closing = true;
    engine->on_closed = on_closed;
    engine->context = context;
    engine_go_on(engine);
}
