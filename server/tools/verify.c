/* `kring verify`: is the log whole, and does it come to what the snapshots say?
 *
 * For each stream, when all is well: every event is read, with its place in the chain, and folded into a board. When the fold
 * comes to the snapshot's seq, the records of the snapshot must give the same state hash. A redacted event takes its effect with
 * it, so the fold ends there and goes on from a later snapshot, if there is one; the chain is checked all the same.
 *
 * The first damage of a stream ends its check, because everything after it hangs on it. Other streams are checked all the same. */
#include "past.h"
#include "tools.h"

#include <kring/replay.h>
#include <kring/room.h>

#include <inttypes.h>
#include <stdio.h>

struct check {
    struct archive *archive;
    const struct stream_row *row;
    struct past past;
    struct board *folded; /* the board of the past, or NULL behind a redacted event */
    bool has_snapshot, snapshot_agrees;
    int64_t events, redacted;
};

/* ---- the snapshot; it lives in the archive only while it is answered, so the board is made there */

struct kept_snapshot {
    bool found;
    int64_t seq;
    struct board *board;
    struct error failure;
};

static void on_state(void *context, const struct stream_state *state, const struct error *failure)
{
    struct kept_snapshot *kept = context;
    if (failure) {
        kept->failure = *failure;
        return;
    }
    kept->found = state->has_snapshot;
    if (!kept->found)
        return;
    kept->seq = state->snapshot.seq;
    kept->board = board_create(&state->row.stream);
    replay_restore(kept->board, &state->snapshot, &kept->failure);
}

static struct kept_snapshot snapshot_read(struct check *check)
{
    struct kept_snapshot kept = { .found = false };
    struct store *store = archive_store(check->archive);
    store->port->read_stream(store, &check->row->stream, on_state, &kept);
    return kept;
}

/* The fold has come to the snapshot: they must agree; where there is no fold, it goes on from the snapshot. */
static void snapshot_compare(struct check *check, struct kept_snapshot *kept)
{
    struct past *past = &check->past;
    if (!check->folded) {
        board_destroy(past->board);
        past->board = kept->board;
        kept->board = NULL;
        check->folded = past->board;
        return;
    }
    struct hash live = board_state_hash(past->board);
    struct hash stored = board_state_hash(kept->board);
    check->snapshot_agrees = hash_equal(&live, &stored);
    if (!check->snapshot_agrees)
        error_set(&past->failure, JOURNAL_DAMAGED,
                  "stream %s, seq %" PRId64 ": the snapshot is not what the events come to",
                  past->stream.text, kept->seq);
}

/* ---- events */

static void event_check(struct check *check, const struct entry *entry)
{
    struct event event;
    if (!entry->payload.data) {
        check->redacted += 1;
        check->folded = NULL;
    }
    if (!check->folded)
        past_skip(&check->past);
    else if (past_event(&check->past, &event) == 0)
        past_apply(&check->past, &event);
}

static void stream_walk(struct check *check, struct kept_snapshot *kept)
{
    const struct entry *entry;
    while ((entry = past_entry(&check->past))) {
        check->events = entry->seq;
        event_check(check, entry);
        if (kept->found && check->events == kept->seq && !check->past.failure.code)
            snapshot_compare(check, kept);
    }
}

static void print_fine(const struct check *check)
{
    char state[HASH_HEX_BYTES] = "unknown behind what was redacted";
    if (check->folded) {
        struct hash hash = board_state_hash(check->past.board);
        hash_to_hex(&hash, state);
    }
    printf("fine     %s  %-7s  %7" PRId64 " events", check->row->stream.text,
           check->row->is_room ? "room" : "journey", check->events);
    if (check->redacted > 0)
        printf(", %" PRId64 " redacted", check->redacted);
    if (check->snapshot_agrees)
        printf(", the snapshot agrees");
    printf(", state %s\n", state);
}

/* Returns the exit status for this stream. A snapshot that cannot be used is damage only if the log itself is whole: the
 * log's own damage tells more. */
static int stream_check(struct archive *archive, const struct stream_row *row)
{
    struct check check = { .archive = archive, .row = row };
    struct kept_snapshot kept = snapshot_read(&check);
    if (kept.failure.code)
        kept.found = false;
    past_open(&check.past, archive, &row->stream);
    check.folded = check.past.board;
    stream_walk(&check, &kept);
    struct error failure = check.past.failure.code ? check.past.failure : kept.failure;
    if (!failure.code)
        print_fine(&check);
    else if (failure.code == JOURNAL_DAMAGED)
        printf("DAMAGED  %s  %-7s  %s\n", row->stream.text, row->is_room ? "room" : "journey", failure.text);
    past_close(&check.past);
    board_destroy(kept.board);
    if (failure.code == JOURNAL_DAMAGED)
        return EXIT_ANSWER_IS_NO;
    return failure.code ? failure_status(&failure) : EXIT_FINE;
}

/* ---- everything */

static int tables_check(struct archive *archive)
{
    struct error error;
    bool checked = false;
    archive_check(archive, &checked, &error);
    if (error.code == JOURNAL_DAMAGED)
        printf("DAMAGED  the tables: %s\n", error.text);
    else if (!error.code)
        printf(checked ? "fine     the tables\n" : "skipped  the tables, because a server is running\n");
    if (error.code == JOURNAL_DAMAGED)
        return EXIT_ANSWER_IS_NO;
    return error.code ? failure_status(&error) : EXIT_FINE;
}

/* Damage weighs less than a world that failed, because then nobody knows. */
static int worse(int one, int other)
{
    return one > other ? one : other;
}

static int streams_check(struct archive *archive, const struct id *only)
{
    const struct stream_row *rows = NULL;
    struct arena arena;
    struct error error;
    size_t count = 0;
    int status = EXIT_FINE;
    bool found = false;
    arena_init(&arena);
    if (archive_streams(archive, &arena, &rows, &count, &error) != 0)
        status = failure_status(&error);
    for (size_t i = 0; i < count && status != EXIT_WORLD_FAILED && !error.code; i++) {
        if (only && !id_equal(only, &rows[i].stream))
            continue;
        found = true;
        status = worse(status, stream_check(archive, &rows[i]));
    }
    arena_finish(&arena);
    if (only && !found && !error.code) {
        fprintf(stderr, "kring: there is no room %s\n", only->text);
        return EXIT_WRONG_USE;
    }
    return status;
}

int tool_verify(const char *data, const char *room)
{
    struct error error;
    struct id only = id_from(span_of(room));
    if (room && id_is_empty(&only)) {
        fprintf(stderr, "kring: %s is not the id of a room\n", room);
        return EXIT_WRONG_USE;
    }
    struct archive *archive = archive_open(data, &error);
    if (!archive)
        return failure_status(&error);
    int status = streams_check(archive, room ? &only : NULL);
    if (!room && status != EXIT_WORLD_FAILED)
        status = worse(status, tables_check(archive));
    archive_close(archive);
    return fflush(stdout) == 0 ? status : EXIT_WORLD_FAILED;
}
