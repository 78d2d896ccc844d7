/* Between the server and the memory engine. Each question is remembered until it is answered, so that a crash can leave it
 * unanswered for the world and yet give back the memory that waits for it. */
#include "sim.h"

#include <kring/check.h>

#include <stdlib.h>

enum call_kind { CALL_COMMIT, CALL_EVENTS, CALL_DRAFTS, CALL_BEARER, CALL_STREAM, CALL_ANSWERED };

struct call {
    struct list link;
    struct disk *disk;
    enum call_kind kind;
    bool answered; /* before its time: PLANT_TELL_EARLY */
    int64_t ticket;
    void (*on_done)(void *context, int64_t ticket, const struct error *failure);
    void (*on_page)(void *context, const struct page *page, const struct error *failure);
    void (*on_drafts)(void *context, const struct draft_row *drafts, size_t count, const struct draft_op *ops,
                      size_t op_count, const struct error *failure);
    void (*on_found)(void *context, const struct bearer *bearer, const struct error *failure);
    void (*on_state)(void *context, const struct stream_state *state, const struct error *failure);
    void (*on_answered)(void *context, const struct answered *answered, size_t count,
                        const struct error *failure);
    void *context;
};

static struct call *call_create(struct disk *disk, enum call_kind kind, void *context)
{
    struct call *call = calloc(1, sizeof *call);
    CHECK(call != NULL);
    call->disk = disk;
    call->kind = kind;
    call->context = context;
    list_append(&disk->calls, &call->link);
    return call;
}

static void call_end(struct call *call)
{
    list_remove(&call->link);
    free(call);
}

/* ---- commits */

static void on_done(void *context, int64_t ticket, const struct error *failure)
{
    struct call *call = context;
    if (!call->answered)
        call->on_done(call->context, ticket, failure);
    call_end(call);
}

static int64_t disk_commit(struct journal *journal, struct commit *commit)
{
    struct disk *disk = LIST_ENTRY(journal, struct disk, journal);
    struct call *call = call_create(disk, CALL_COMMIT, commit->context);
    call->on_done = commit->on_done;
    commit->on_done = on_done;
    commit->context = call;
    if (disk->dead) {
        commit_destroy(commit);
        return 0;
    }
    plant_on_commit(disk->sim, commit);
    call->ticket = journal_commit(memory_engine_journal(disk->sim->engine), commit);
    return call->ticket;
}

static size_t disk_waiting(const struct journal *journal)
{
    const struct disk *disk = (const struct disk *)((const char *)journal - offsetof(struct disk, journal));
    return journal_waiting(memory_engine_journal(disk->sim->engine));
}

/* ---- reads */

static void on_page(void *context, const struct page *page, const struct error *failure)
{
    struct call *call = context;
    call->on_page(call->context, page, failure);
    call_end(call);
}

static void disk_read(struct journal *journal, const struct read_events *query)
{
    struct disk *disk = LIST_ENTRY(journal, struct disk, journal);
    struct call *call = call_create(disk, CALL_EVENTS, query->context);
    struct read_events own = *query;
    call->on_page = query->on_page;
    own.on_page = on_page;
    own.context = call;
    if (!disk->dead)
        journal_read(memory_engine_journal(disk->sim->engine), &own);
}

static void on_drafts(void *context, const struct draft_row *drafts, size_t count, const struct draft_op *ops,
                      size_t op_count, const struct error *failure)
{
    struct call *call = context;
    enum plant plant = call->disk->sim->plant;
    if (plant == PLANT_FORGET_DRAFTS)
        count = 0;
    if (plant == PLANT_FORGET_DRAFT_OPS)
        op_count = 0;
    call->on_drafts(call->context, drafts, count, ops, op_count, failure);
    call_end(call);
}

static void disk_read_drafts(struct vault *vault, const struct read_drafts *query)
{
    struct disk *disk = LIST_ENTRY(vault, struct disk, vault);
    struct call *call = call_create(disk, CALL_DRAFTS, query->context);
    call->on_drafts = query->on_drafts;
    const struct read_drafts own = { query->stream, on_drafts, call };
    if (!disk->dead)
        vault_read(memory_engine_vault(disk->sim->engine), &own);
}

static void on_found(void *context, const struct bearer *bearer, const struct error *failure)
{
    struct call *call = context;
    call->on_found(call->context, bearer, failure);
    call_end(call);
}

static void disk_find_bearer(struct store *store, const struct hash *secret, int64_t now_ms,
                             void (*on_bearer)(void *context, const struct bearer *bearer,
                                               const struct error *failure),
                             void *context)
{
    struct disk *disk = LIST_ENTRY(store, struct disk, store);
    struct call *call = call_create(disk, CALL_BEARER, context);
    struct store *engine = memory_engine_store(disk->sim->engine);
    call->on_found = on_bearer;
    if (!disk->dead)
        engine->port->find_bearer(engine, secret, now_ms, on_found, call);
}

static void on_state(void *context, const struct stream_state *state, const struct error *failure)
{
    struct call *call = context;
    call->on_state(call->context, state, failure);
    call_end(call);
}

static void disk_read_stream(struct store *store, const struct id *stream,
                             void (*on_stream)(void *context, const struct stream_state *state,
                                               const struct error *failure),
                             void *context)
{
    struct disk *disk = LIST_ENTRY(store, struct disk, store);
    struct call *call = call_create(disk, CALL_STREAM, context);
    struct store *engine = memory_engine_store(disk->sim->engine);
    call->on_state = on_stream;
    if (!disk->dead)
        engine->port->read_stream(engine, stream, on_state, call);
}

static void on_answered(void *context, const struct answered *answered, size_t count,
                        const struct error *failure)
{
    struct call *call = context;
    if (call->disk->sim->plant == PLANT_FORGET_ANSWERED)
        count = 0;
    call->on_answered(call->context, answered, count, failure);
    call_end(call);
}

static void disk_read_answered(struct store *store, const struct id *stream, const struct id *person,
                               void (*on_ops)(void *context, const struct answered *answered, size_t count,
                                              const struct error *failure),
                               void *context)
{
    struct disk *disk = LIST_ENTRY(store, struct disk, store);
    struct call *call = call_create(disk, CALL_ANSWERED, context);
    struct store *engine = memory_engine_store(disk->sim->engine);
    call->on_answered = on_ops;
    if (!disk->dead)
        engine->port->read_answered(engine, stream, person, on_answered, call);
}

/* ---- life */

static const struct journal_port journal_port = { disk_commit, disk_read, disk_waiting };
static const struct vault_port vault_port = { disk_read_drafts };
static const struct store_port store_port = { disk_find_bearer, disk_read_stream, disk_read_answered };

void disk_init(struct disk *disk, struct sim *sim)
{
    *disk = (struct disk){
        .journal = { &journal_port }, .vault = { &vault_port }, .store = { &store_port }, .sim = sim
    };
    list_init(&disk->calls);
}

/* A server that believes its disk before the disk has spoken. */
static void tell_early(struct disk *disk)
{
    LIST_EACH (link, &disk->calls) {
        struct call *call = LIST_ENTRY(link, struct call, link);
        if (call->kind != CALL_COMMIT || call->answered)
            continue;
        call->answered = true;
        call->on_done(call->context, call->ticket, NULL);
    }
}

bool disk_step(struct disk *disk)
{
    if (disk->sim->plant == PLANT_TELL_EARLY)
        tell_early(disk);
    return memory_engine_step(disk->sim->engine);
}

static void call_fail(struct call *call, const struct error *failure)
{
    switch (call->kind) {
    case CALL_COMMIT:
        if (!call->answered)
            call->on_done(call->context, call->ticket, failure);
        break;
    case CALL_EVENTS:
        call->on_page(call->context, NULL, failure);
        break;
    case CALL_DRAFTS:
        call->on_drafts(call->context, NULL, 0, NULL, 0, failure);
        break;
    case CALL_BEARER:
        call->on_found(call->context, NULL, failure);
        break;
    case CALL_STREAM:
        call->on_state(call->context, NULL, failure);
        break;
    case CALL_ANSWERED:
        call->on_answered(call->context, NULL, 0, failure);
        break;
    }
    call_end(call);
}

void disk_kill(struct disk *disk, size_t kept)
{
    struct error failure = { 0 };
    error_set(&failure, -5, "the server is killed");
    memory_engine_crash(disk->sim->engine, kept);
    disk->dead = true;
    for (size_t i = 0; i < 100000 && !list_is_empty(&disk->calls); i++)
        call_fail(LIST_ENTRY(disk->calls.next, struct call, link), &failure);
    CHECK(list_is_empty(&disk->calls));
    disk->dead = false;
    disk->stalled = 0;
}
