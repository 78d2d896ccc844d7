/* The data folder: who may use it, who may look into it, what lies in it. */
#include "bed.h"

#include <kring/archive.h>
#include <kring/limits.h>

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sqlite_engine *open_in_vain(struct bed *bed, struct error *error)
{
    uv_loop_t loop;
    cr_assert_eq(uv_loop_init(&loop), 0);
    struct sqlite_engine *engine = sqlite_engine_open(&loop, bed->folder, error);
    cr_assert_eq(uv_loop_close(&loop), 0);
    return engine;
}

static void run_sql(const struct bed *bed, const char *sql)
{
    char path[128];
    char *message = NULL;
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/kring.db", bed->folder);
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    int code = sqlite3_exec(db, sql, NULL, NULL, &message);
    cr_assert_eq(code, SQLITE_OK, "%s", message);
    sqlite3_close(db);
}

static int mode_of(const struct bed *bed, const char *name)
{
    char path[128];
    struct stat found;
    snprintf(path, sizeof path, "%s/%s", bed->folder, name);
    return stat(path, &found) == 0 ? (int)(found.st_mode & 0777) : -1;
}

Test(folder, a_second_server_is_refused, .description = "J9")
{
    struct bed bed;
    struct error error;
    bed_open_sqlite(&bed);
    bed_make_room(&bed, id_named("journey"), id_named("room"), 3);
    cr_assert_null(open_in_vain(&bed, &error));
    cr_assert(strstr(error.text, "another server uses the data folder"), "%s", error.text);
    char process[32];
    snprintf(process, sizeof process, "process %ld", (long)getpid());
    cr_assert(strstr(error.text, process), "%s", error.text);
    cr_assert_eq(error.code, -EBUSY);
    cr_assert_eq(bed_read_all(&bed, id_named("room"), 10, &error), 3, "the first one does not notice");
    bed_restart(&bed);
    bed_close(&bed);
}

Test(folder, a_killed_server_leaves_no_lock, .description = "J9, J10")
{
    struct bed bed;
    struct error error;
    int ready[2];
    bed_open_sqlite(&bed);
    bed_stop(&bed);
    cr_assert_eq(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        bed_start(&bed);
        bed_make_room(&bed, id_named("journey"), id_named("room"), 7);
        cr_assert_eq(write(ready[1], "!", 1), 1);
        for (;;)
            pause();
    }
    char byte;
    cr_assert_eq(read(ready[0], &byte, 1), 1);
    cr_assert_null(open_in_vain(&bed, &error));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    bed_start(&bed);
    cr_assert_eq(bed_read_all(&bed, id_named("room"), 10, &error), 7);
    bed_close(&bed);
}

Test(folder, only_the_owner_can_look, .description = "J14")
{
    struct bed bed;
    umask(0);
    bed_open_sqlite(&bed);
    bed_make_room(&bed, id_named("journey"), id_named("room"), 3);
    cr_assert_eq(mode_of(&bed, "kring.db"), 0600);
    cr_assert_eq(mode_of(&bed, "kring.db-wal"), 0600);
    cr_assert_eq(mode_of(&bed, "kring.db-shm"), 0600);
    cr_assert_eq(mode_of(&bed, "kring.lock"), 0600);
    bed_stop(&bed);

    char path[128];
    snprintf(path, sizeof path, "%s/kring.db", bed.folder);
    cr_assert_eq(chmod(path, 0644), 0);
    bed_start(&bed);
    cr_assert_eq(mode_of(&bed, "kring.db"), 0600, "what was opened by mistake is closed");
    bed_close(&bed);

    bed_open_sqlite(&bed);
    bed_stop(&bed);
    char inner[sizeof bed.folder];
    snprintf(inner, sizeof inner, "%s", bed.folder);
    snprintf(bed.folder, sizeof bed.folder, "%.40s/new", inner);
    bed_start(&bed);
    cr_assert_eq(mode_of(&bed, ""), 0700);
    bed_close(&bed);
    snprintf(bed.folder, sizeof bed.folder, "%s", inner);
    bed_start(&bed);
    bed_close(&bed);
}

Test(folder, a_closed_log_is_one_file)
{
    struct bed bed;
    bed_open_sqlite(&bed);
    bed_make_room(&bed, id_named("journey"), id_named("room"), 3);
    bed_stop(&bed);
    cr_assert_eq(mode_of(&bed, "kring.db-wal"), -1);
    cr_assert_eq(mode_of(&bed, "kring.db-shm"), -1);
    bed_start(&bed);
    bed_close(&bed);
}

Test(folder, a_newer_log_is_refused, .description = "J15")
{
    struct bed bed;
    struct error error;
    bed_open_sqlite(&bed);
    bed_stop(&bed);
    run_sql(&bed, "PRAGMA user_version = 999");
    cr_assert_null(open_in_vain(&bed, &error));
    cr_assert(strstr(error.text, "newer Kring (schema 999"), "%s", error.text);
    cr_assert_null(archive_open(bed.folder, &error));
    cr_assert(strstr(error.text, "newer Kring (schema 999"), "%s", error.text);
    run_sql(&bed, "PRAGMA user_version = 1");
    bed_start(&bed);
    bed_close(&bed);
}

Test(folder, a_file_of_somebody_else_is_refused, .description = "J15")
{
    struct bed bed;
    struct error error;
    bed_open_sqlite(&bed);
    bed_stop(&bed);
    char path[128];
    snprintf(path, sizeof path, "%s/kring.db", bed.folder);
    cr_assert_eq(remove(path), 0);
    run_sql(&bed, "CREATE TABLE mine(x); INSERT INTO mine VALUES(1)");
    cr_assert_null(open_in_vain(&bed, &error));
    cr_assert(strstr(error.text, "not a log of Kring"), "%s", error.text);
    run_sql(&bed, "SELECT x FROM mine");

    FILE *file = fopen(path, "w");
    for (int i = 0; i < 5000; i++)
        fputs("this is a letter to my aunt\n", file);
    fclose(file);
    cr_assert_null(open_in_vain(&bed, &error));
    cr_assert(strstr(error.text, "not a database"), "%s", error.text);
    cr_assert_eq(remove(path), 0);
    bed_start(&bed);
    bed_close(&bed);
}

Test(folder, a_folder_that_cannot_be_is_refused)
{
    struct bed bed = { .folder = "/tmp/kring-contract-none/deeper" };
    struct error error;
    cr_assert_null(open_in_vain(&bed, &error));
    cr_assert(strstr(error.text, "making the data folder"), "%s", error.text);
    snprintf(bed.folder, sizeof bed.folder, "/dev/null");
    cr_assert_null(open_in_vain(&bed, &error));
    cr_assert(strstr(error.text, "not a folder"), "%s", error.text);
    cr_assert_null(archive_open("/tmp/kring-contract-none", &error));
    cr_assert_lt(error.code, 0);
}

static void put_token(struct bed *bed, const char *secret, int64_t expires_at)
{
    struct outcome outcome;
    struct commit *commit = commit_watched(&outcome);
    commit_add(commit, WRITE_TOKEN)->token = (struct token_row){
        .secret = hash_of(span_of(secret)),
        .journey = id_named("journey"),
        .person = id_named("ada"),
        .expires_at = expires_at,
    };
    bed_write(bed, commit);
}

static int count_rows(const struct bed *bed, const char *sql)
{
    char path[128];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    snprintf(path, sizeof path, "%s/kring.db", bed->folder);
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    cr_assert_eq(sqlite3_step(statement), SQLITE_ROW);
    int count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

Test(folder, tokens_that_have_expired_do_not_stay, .description = "J13")
{
    int64_t day = (int64_t)24 * 60 * 60 * 1000;
    struct bed bed;
    bed_open_sqlite(&bed);
    put_token(&bed, "first", 100 * day);
    put_token(&bed, "second", 150 * day);
    put_token(&bed, "third", (100 + RESUME_DAYS_MAX) * day);
    bed_stop(&bed);
    cr_assert_eq(count_rows(&bed, "SELECT count(*) FROM token"), 3, "the first may be alive still");
    bed_start(&bed);
    put_token(&bed, "fourth", (101 + RESUME_DAYS_MAX) * day);
    cr_assert(bed_bearer(&bed, "second", 101 * day).found);
    bed_stop(&bed);
    cr_assert_eq(count_rows(&bed, "SELECT count(*) FROM token"), 3);
    bed_start(&bed);
    bed_close(&bed);
}

/* ---- the archive */

struct pages {
    int64_t events;
    int answers;
};

static void on_page(void *context, const struct page *page, const struct error *failure)
{
    struct pages *pages = context;
    cr_assert(!failure, "%s", failure->text);
    pages->events += (int64_t)page->count;
    pages->answers += 1;
}

static int64_t archive_count(const char *folder)
{
    struct error error;
    struct pages pages = { 0 };
    struct archive *archive = archive_open(folder, &error);
    cr_assert(archive, "%s", error.text);
    struct read_events query = { id_named("room"), 0, 1000, true, on_page, &pages };
    journal_read(archive_journal(archive), &query);
    cr_assert_eq(pages.answers, 1, "answered before the call returns");
    archive_close(archive);
    return pages.events;
}

Test(folder, tools_read_beside_a_server_and_without)
{
    struct bed bed;
    struct outcome outcome;
    bed_open_sqlite(&bed);
    bed_make_room(&bed, id_named("journey"), id_named("room"), 3);
    cr_assert_eq(archive_count(bed.folder), 3);
    struct commit *commit = commit_watched(&outcome);
    add_event(commit, id_named("room"), 4, "{}");
    bed_write(&bed, commit);
    cr_assert_eq(archive_count(bed.folder), 4);
    bed_stop(&bed);
    cr_assert_eq(archive_count(bed.folder), 4);
    cr_assert_eq(mode_of(&bed, "kring.db"), 0600);
    bed_start(&bed);
    cr_assert_eq(archive_count(bed.folder), 4);
    bed_close(&bed);
}

Test(folder, tools_see_the_list_of_streams)
{
    struct bed bed;
    struct error error;
    const struct stream_row *rows;
    size_t count;
    bed_open_sqlite(&bed);
    bed_make_room(&bed, id_named("journey"), id_named("room"), 3);
    struct archive *archive = archive_open(bed.folder, &error);
    cr_assert_eq(archive_streams(archive, &bed.arena, &rows, &count, &error), 0);
    cr_assert_eq(count, 2);
    cr_assert(!rows[0].is_room && rows[1].is_room && span_is(rows[1].title, "Titel"));
    archive_close(archive);
    bed_close(&bed);
}
