/* A data folder for tools: the reads of the engine, done at once on the caller's thread. */
#include "sqlite_journal.h"

#include <kring/archive.h>
#include <kring/check.h>

#include <stdlib.h>

struct archive {
    struct reads reads;
    struct reader reader;
    char *folder;
};

static int64_t refuse_commit(struct journal *journal, struct commit *commit)
{
    (void)journal;
    CHECK(!commit); /* an archive is for reading */
    return 0;
}

static size_t none_waiting(const struct journal *journal)
{
    (void)journal;
    return 0;
}

static const struct journal_port archive_port = {
    .commit = refuse_commit,
    .read = reads_events,
    .waiting = none_waiting,
};

static void archive_submit(struct reads *reads, struct reading *reading)
{
    struct archive *archive = LIST_ENTRY(reads, struct archive, reads);
    reading_run(reading, &archive->reader);
    reading_answer(reading);
}

struct archive *archive_open(const char *folder, struct error *error)
{
    struct archive *archive = calloc(1, sizeof *archive);
    CHECK(archive);
    *error = (struct error){ 0 };
    if (reader_open(&archive->reader, folder, error) != 0) {
        archive_close(archive);
        return NULL;
    }
    archive->folder = strdup(folder);
    CHECK(archive->folder);
    reads_init(&archive->reads, &archive_port, archive_submit);
    return archive;
}

void archive_close(struct archive *archive)
{
    if (!archive)
        return;
    reader_close(&archive->reader);
    free(archive->folder);
    free(archive);
}

struct journal *archive_journal(struct archive *archive)
{
    return &archive->reads.journal;
}

struct vault *archive_vault(struct archive *archive)
{
    return &archive->reads.vault;
}

struct store *archive_store(struct archive *archive)
{
    return &archive->reads.store;
}

int archive_streams(struct archive *archive, struct arena *arena, const struct stream_row **rows,
                    size_t *count, struct error *error)
{
    static const char sql[] = "SELECT " STREAM_COLUMNS " FROM stream ORDER BY made_at, is_room, id";
    sqlite3_stmt *statement = NULL;
    struct stream_row *list = NULL;
    bool sound = true;
    int code;
    *error = (struct error){ 0 };
    *count = 0;
    if (database_prepare(archive->reader.db, sql, &statement, error) != 0)
        return error->code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        list = grow_rows(arena, list, *count, sizeof *list);
        struct stream_row *row = &list[(*count)++];
        read_stream_row(statement, arena, row, &sound);
    }
    if (code != SQLITE_DONE)
        database_failed(archive->reader.db, error, "reading the list of streams");
    else if (!sound)
        error_set(error, JOURNAL_DAMAGED, "the list of streams is not as it was written");
    sqlite3_finalize(statement);
    *rows = list;
    return error->code;
}

int archive_check(struct archive *archive, bool *checked, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    *error = (struct error){ 0 };
    *checked = !folder_is_used(archive->folder);
    if (!*checked ||
        database_prepare(archive->reader.db, "PRAGMA integrity_check(1)", &statement, error) != 0)
        return error->code;
    if (sqlite3_step(statement) != SQLITE_ROW)
        database_failed(archive->reader.db, error, "checking the file");
    else if (!span_is(span_of((const char *)sqlite3_column_text(statement, 0)), "ok"))
        error_set(error, JOURNAL_DAMAGED, "%s", sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return error->code;
}
