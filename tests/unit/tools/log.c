#include "log.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static void on_done(void *context, int64_t ticket, const struct error *failure)
{
    (void)context;
    (void)ticket;
    cr_assert(!failure, "%s", failure->text);
}

static struct commit *log_commit(struct log *log)
{
    if (!log->commit) {
        log->commit = commit_create();
        log->commit->on_done = on_done;
    }
    return log->commit;
}

void log_start(struct log *log)
{
    struct error error;
    uv_loop_init(&log->loop);
    log->engine = sqlite_engine_open(&log->loop, log->folder, &error);
    cr_assert(log->engine, "%s", error.text);
}

void log_open(struct log *log)
{
    *log = (struct log){ .folder = "/tmp/kring-tools-XXXXXX" };
    cr_assert(mkdtemp(log->folder));
    log_start(log);
    for (int i = 0; i < 2; i++) {
        struct stream_row *row = &commit_add(log_commit(log), WRITE_STREAM)->stream;
        row->stream = id_from(i ? SPAN(ROOM) : SPAN(JOURNEY));
        row->journey = id_from(SPAN(JOURNEY));
        row->is_room = i == 1;
        row->title = SPAN("Titel");
        row->made_at = 1;
    }
}

static void on_closed(void *context)
{
    ((struct log *)context)->engine = NULL;
}

void log_stop(struct log *log)
{
    sqlite_engine_close(log->engine, on_closed, log);
    uv_run(&log->loop, UV_RUN_DEFAULT);
    cr_assert_null(log->engine);
    uv_loop_close(&log->loop);
}

void log_close(struct log *log)
{
    char command[128];
    static const char *const names[] = { "/kring.db", "/kring.db-wal", "/kring.db-shm", "/kring.lock", "" };
    if (log->engine)
        log_stop(log);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(command, sizeof command, "%s%s", log->folder, names[i]);
        remove(command);
    }
}

static struct span text_in(struct commit *commit, const char *text)
{
    return (struct span){ arena_copy(&commit->arena, span_of(text)), strlen(text) };
}

void log_event(struct log *log, const char *stream, int second, const char *by, const char *verb,
               const char *payload)
{
    struct commit *commit = log_commit(log);
    struct entry *entry = &commit_add(commit, WRITE_EVENT)->event;
    entry->stream = id_from(span_of(stream));
    entry->seq = *stream == 'R' ? ++log->seq_of_room : ++log->seq_of_journey;
    entry->at = 1795338000000 + 1000 * second;
    entry->by = id_from(span_of(by));
    entry->verb = text_in(commit, verb);
    entry->hat = SPAN("voice");
    entry->payload = text_in(commit, payload);
}

void log_name(struct log *log, const char *person, const char *name)
{
    struct commit *commit = log_commit(log);
    commit_add(commit, WRITE_PERSON)->person = (struct person_row){
        .journey = id_from(SPAN(JOURNEY)),
        .person = id_from(span_of(person)),
        .name = text_in(commit, name),
        .language = SPAN("nl"),
    };
}

void log_snapshot(struct log *log, const char *stream, int64_t seq, const char *records)
{
    struct commit *commit = log_commit(log);
    commit_add(commit, WRITE_SNAPSHOT)->snapshot = (struct snapshot_row){
        .stream = id_from(span_of(stream)), .seq = seq, .records = text_in(commit, records)
    };
}

void log_flush(struct log *log)
{
    journal_commit(sqlite_engine_journal(log->engine), log->commit);
    log->commit = NULL;
    uv_run(&log->loop, UV_RUN_DEFAULT);
}

#define NOTE(id, text, x)                                                                         \
    "{\"id\":\"" id "00000000000000000000\",\"type\":\"item\",\"kind\":\"note\",\"text\":\"" text \
    "\",\"x\":" x ",\"y\":0,\"z\":1,\"colour\":\"sun\",\"by\":\"" ADA "\",\"state\":\"published\"}"

#define ROOM_RECORD                                                 \
    "{\"id\":\"" ROOM "\",\"type\":\"room\",\"journey\":\"" JOURNEY \
    "\",\"title\":\"Titel\",\"language\":\"nl\","                   \
    "\"state\":\"open\",\"opened_at\":1}"

const char log_records[] = ROOM_RECORD "\n" NOTE("N1", "Vertrouwen", "10") "\n" NOTE("N2", "Tijd", "20") "\n";

void log_tell(struct log *log)
{
    log_name(log, ADA, "Ada");
    log_name(log, BOB, "Bob");
    log_event(log, JOURNEY, 0, "", "journey.open",
              "{\"changes\":[[\"put\",{\"id\":\"" JOURNEY
              "\",\"type\":\"journey\",\"title\":\"Reis\",\"language\":"
              "\"nl\",\"min_group\":3,\"state\":\"open\"}]]}");
    log_event(log, ROOM, 0, "", "room.open", "{\"changes\":[[\"put\"," ROOM_RECORD "]]}");
    log_event(log, JOURNEY, 5, ADA, "person.join",
              "{\"changes\":[[\"put\",{\"id\":\"" ADA "\",\"type\":\"person\",\"role\":\"facilitator\","
              "\"joined_at\":1}]]}");
    log_event(log, ROOM, 10, ADA, "item.add",
              "{\"fields\":{\"text\":\"Vertrouwen\",\"x\":10,\"y\":0},\"changes\":[[\"put\"," NOTE(
                  "N1", "Vertrouwen", "10") "]]}");
    log_event(log, JOURNEY, 20, BOB, "person.join",
              "{\"changes\":[[\"put\",{\"id\":\"" BOB "\",\"type\":\"person\",\"role\":\"participant\","
              "\"joined_at\":1}]]}");
    log_event(log, ROOM, 25, BOB, "item.add",
              "{\"fields\":{\"text\":\"Time\",\"x\":10,\"y\":0},\"changes\":[[\"put\"," NOTE("N2", "Time",
                                                                                             "20") "]]}");
    log_event(log, ROOM, 30, BOB, "item.edit",
              "{\"fields\":{\"item\":\"N200000000000000000000\",\"text\":\"Tijd\"},\"changes\":[[\"patch\","
              "\"N200000000000000000000\",{\"text\":\"Tijd\"}]]}");
    log_flush(log);
}

static sqlite3 *sql_open(const struct log *log)
{
    char path[128];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/kring.db", log->folder);
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

void log_sql(const struct log *log, const char *sql)
{
    char *message = NULL;
    sqlite3 *db = sql_open(log);
    cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, &message), SQLITE_OK, "%s", message);
    sqlite3_close(db);
}

static sqlite3_stmt *sql_prepare(sqlite3 *db, const char *sql, const char *stream, int64_t seq)
{
    sqlite3_stmt *statement = NULL;
    cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    sqlite3_bind_text(statement, 1, stream, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, seq);
    return statement;
}

void log_redact(const struct log *log, const char *stream, int64_t seq)
{
    sqlite3 *db = sql_open(log);
    sqlite3_stmt *find =
        sql_prepare(db, "SELECT salt, payload FROM event WHERE stream = ?1 AND seq = ?2", stream, seq);
    cr_assert_eq(sqlite3_step(find), SQLITE_ROW);
    struct hash content =
        chain_content(sqlite3_column_blob(find, 0), span_of((const char *)sqlite3_column_text(find, 1)));
    sqlite3_finalize(find);
    sqlite3_stmt *put = sql_prepare(
        db, "UPDATE event SET content = ?3, salt = NULL, payload = NULL WHERE stream = ?1 AND seq = ?2",
        stream, seq);
    sqlite3_bind_blob(put, 3, content.bytes, HASH_BYTES, SQLITE_STATIC);
    cr_assert_eq(sqlite3_step(put), SQLITE_DONE);
    sqlite3_finalize(put);
    sqlite3_close(db);
}
