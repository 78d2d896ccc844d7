/* The data folder, its lock, the file in it, the tables and the settings of a connection.
 *
 * Opening, when all is well: the folder is there or is made (0700); its lock is taken, and held as long as the engine lives; the
 * file is there or is made (0600) before SQLite sees it, and SQLite gives its other files the same mode; the tables are there or
 * are made in one transaction. What can go wrong is said in one sentence that an operator can act on: a second server on the
 * folder, a file that is not Kring's, a file of a newer Kring, a world that fails. Nothing is repaired here.
 *
 * Settings that matter: the write-ahead log with synchronous=FULL, so that a commit survives a power cut; no automatic
 * checkpoints, because SQLite hides their failures from whoever commits; secure_delete, for what is erased. */
#include "sqlite_journal.h"

#include <kring/log.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <threads.h>
#include <unistd.h>

#define FILE_NAME "kring.db"
#define LOCK_NAME "kring.lock"
#define PATH_BYTES 4096

/* "Kring" on a telephone's keys; tells this file from other SQLite files. */
#define APPLICATION_ID 57464
#define SCHEMA_VERSION 1

/* How long to wait for another process, as a backup or a person with the sqlite3 shell. */
#define PATIENCE_MS 10000

/* Under this much space the server starts read-only: room for some full write-ahead logs. */
#define SPACE_BYTES_MIN (64 * 1024 * 1024ULL)

static const char tables[] =
    "CREATE TABLE stream(id TEXT PRIMARY KEY, journey TEXT NOT NULL, is_room INTEGER NOT NULL, title TEXT NOT NULL,"
    " made_at INTEGER NOT NULL, head INTEGER NOT NULL, head_hash BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX stream_journey ON stream(journey);"
    "CREATE TABLE event(stream TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, verb TEXT NOT NULL, by TEXT,"
    " phase TEXT, hat TEXT NOT NULL, op TEXT, salt BLOB, payload TEXT, content BLOB, hash BLOB NOT NULL,"
    " PRIMARY KEY(stream, seq)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX event_op ON event(stream, by, op) WHERE op IS NOT NULL;"
    "CREATE TABLE snapshot(stream TEXT PRIMARY KEY, seq INTEGER NOT NULL, records TEXT NOT NULL, state BLOB NOT NULL,"
    " chain BLOB NOT NULL) STRICT;"
    "CREATE TABLE person(journey TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL,"
    " PRIMARY KEY(journey, person)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE link(secret BLOB PRIMARY KEY, journey TEXT NOT NULL, room TEXT, role TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE token(secret BLOB PRIMARY KEY, journey TEXT NOT NULL, person TEXT NOT NULL,"
    " expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX token_expires_at ON token(expires_at);";

#define SHELF_TABLE                                                                                              \
    "CREATE TABLE draft_%02d(stream TEXT NOT NULL, slot TEXT NOT NULL, what TEXT NOT NULL, owner TEXT NOT NULL," \
    " key TEXT NOT NULL, payload TEXT, PRIMARY KEY(stream, slot, what, owner, key)) STRICT, WITHOUT ROWID;"

static int world_failed(struct error *error, const char *what, const char *path)
{
    int code = errno;
    return error_set(error, -code, "%s %s: %s", what, path, strerror(code));
}

static int path_in(const char *folder, const char *name, char path[PATH_BYTES], struct error *error)
{
    if (snprintf(path, PATH_BYTES, "%s/%s", folder, name) >= PATH_BYTES)
        return error_set(error, -ENAMETOOLONG, "the name of the data folder is too long");
    return 0;
}

/* ---- the folder */

static int folder_make(const char *folder, struct error *error)
{
    struct stat found;
    if (mkdir(folder, 0700) == 0)
        return 0;
    if (errno != EEXIST || stat(folder, &found) != 0)
        return world_failed(error, "making the data folder", folder);
    if (!S_ISDIR(found.st_mode))
        return error_set(error, -ENOTDIR, "%s is not a folder", folder);
    if (found.st_mode & 077)
        log_line(LOG_WARN, "journal.folder_open",
                 "others may look into the data folder; chmod 700 closes it");
    return 0;
}

/* Who holds the lock, as it wrote itself; 0 when it cannot be read. */
static long lock_holder(int lock)
{
    char text[32] = "";
    if (pread(lock, text, sizeof text - 1, 0) <= 0)
        return 0;
    return strtol(text, NULL, 10);
}

int folder_lock(const char *folder, struct error *error)
{
    char path[PATH_BYTES];
    if (folder_make(folder, error) != 0 || path_in(folder, LOCK_NAME, path, error) != 0)
        return error->code;
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0)
        return world_failed(error, "opening", path);
    if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            error_set(error, -EBUSY, "another server uses the data folder %s (process %ld)", folder,
                      lock_holder(lock));
        else
            world_failed(error, "locking", path);
        close(lock);
        return error->code;
    }
    char text[32];
    int size = snprintf(text, sizeof text, "%ld\n", (long)getpid());
    if (ftruncate(lock, 0) != 0 || pwrite(lock, text, (size_t)size, 0) != size)
        log_line(LOG_WARN, "journal.lock", "the lock does not say who holds it: %s", strerror(errno));
    return lock;
}

void folder_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}

bool folder_is_used(const char *folder)
{
    char path[PATH_BYTES];
    struct error error;
    if (path_in(folder, LOCK_NAME, path, &error) != 0)
        return false;
    int lock = open(path, O_RDONLY | O_CLOEXEC);
    if (lock < 0)
        return false;
    bool used = flock(lock, LOCK_SH | LOCK_NB) != 0;
    close(lock);
    return used;
}

bool folder_is_full(const char *folder)
{
    struct statvfs space;
    return statvfs(folder, &space) == 0 && (uint64_t)space.f_bavail * space.f_frsize < SPACE_BYTES_MIN;
}

static int name_sync(const char *folder, struct error *error)
{
    int handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return world_failed(error, "opening", folder);
    if (fsync(handle) != 0)
        world_failed(error, "syncing", folder);
    close(handle);
    return error->code;
}

/* So that a power cut takes neither the name of the new file nor that of its folder. */
static int folder_sync(const char *folder, struct error *error)
{
    char above[PATH_BYTES];
    if (path_in(folder, "..", above, error) != 0 || name_sync(folder, error) != 0)
        return error->code;
    return name_sync(above, error);
}

/* ---- the file */

/* SQLite's own remarks: what it recovered, and each failure with its place. They never hold what people wrote. */
static void on_sqlite_remark(void *context, int code, const char *text)
{
    (void)context;
    enum log_level level = LOG_ERROR;
    if ((code & 0xff) == SQLITE_NOTICE || code == SQLITE_SCHEMA)
        level = LOG_INFO;
    else if ((code & 0xff) == SQLITE_WARNING)
        level = LOG_WARN;
    log_line(level, "journal.sqlite", "%s (%d)", text, code);
}

/* Refused by SQLite when somebody in this process has used it before; then its remarks are not ours. */
static void library_prepare(void)
{
    sqlite3_config(SQLITE_CONFIG_LOG, on_sqlite_remark, NULL);
}

static int database_open(const char *path, int flags, sqlite3 **db, struct error *error)
{
    static once_flag once = ONCE_FLAG_INIT;
    call_once(&once, library_prepare);
    if (sqlite3_open_v2(path, db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return database_failed(*db, error, path);
    sqlite3_extended_result_codes(*db, 1);
    sqlite3_busy_timeout(*db, PATIENCE_MS);
    sqlite3_db_config(*db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    /* The last to close must not write when something failed before; writer_close checkpoints when it may. */
    sqlite3_db_config(*db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return database_run(
        *db,
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
        " PRAGMA foreign_keys = OFF; PRAGMA mmap_size = 0",
        error);
}

static int database_number(sqlite3 *db, const char *sql, int64_t *number, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        return database_failed(db, error, sql);
    if (sqlite3_step(statement) == SQLITE_ROW)
        *number = sqlite3_column_int64(statement, 0);
    else
        database_failed(db, error, sql);
    sqlite3_finalize(statement);
    return error->code;
}

/* Whose the file is, and of which Kring. A file without tables is new. */
static int database_recognise(sqlite3 *db, bool *is_new, struct error *error)
{
    int64_t application = 0;
    int64_t version = 0;
    int64_t count = 0;
    if (database_number(db, "PRAGMA application_id", &application, error) != 0 ||
        database_number(db, "PRAGMA user_version", &version, error) != 0 ||
        database_number(db, "SELECT count(*) FROM sqlite_schema", &count, error) != 0)
        return error->code;
    *is_new = count == 0 && application == 0;
    if (!*is_new && application != APPLICATION_ID)
        return error_set(error, -EINVAL, FILE_NAME " is not a log of Kring");
    if (version > SCHEMA_VERSION)
        return error_set(error, -EINVAL,
                         FILE_NAME " was written by a newer Kring (schema %d, this one knows %d)",
                         (int)version, SCHEMA_VERSION);
    return 0;
}

static int database_make_tables(sqlite3 *db, struct error *error)
{
    if (database_run(db, "BEGIN IMMEDIATE", error) != 0 || database_run(db, tables, error) != 0)
        return error->code;
    char sql[SQL_BYTES];
    for (int shelf = 0; shelf < SHELVES; shelf++) {
        snprintf(sql, sizeof sql, SHELF_TABLE, shelf);
        if (database_run(db, sql, error) != 0)
            return error->code;
    }
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", APPLICATION_ID,
             SCHEMA_VERSION);
    return database_run(db, sql, error);
}

/* A file that is there is not opened here: closing it again would take away the locks that SQLite may hold on it. */
static int file_make(const char *path, struct error *error)
{
    int handle = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (handle >= 0)
        close(handle);
    else if (errno != EEXIST)
        return world_failed(error, "making", path);
    else if (chmod(path, 0600) != 0)
        log_line(LOG_WARN, "journal.file_open", "the mode of the log cannot be made 0600: %s",
                 strerror(errno));
    return 0;
}

static int database_set_writing(sqlite3 *db, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    bool is_wal = false;
    if (sqlite3_prepare_v2(db, "PRAGMA journal_mode = WAL", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        is_wal = span_is(span_of((const char *)sqlite3_column_text(statement, 0)), "wal");
    sqlite3_finalize(statement);
    if (!is_wal)
        return database_failed(db, error, "asking for the write-ahead log");
    return database_run(db,
                        "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON;"
                        " PRAGMA cache_size = -16000",
                        error);
}

int database_open_writing(const char *folder, sqlite3 **db, struct error *error)
{
    char path[PATH_BYTES];
    bool is_new = false;
    *db = NULL;
    if (path_in(folder, FILE_NAME, path, error) != 0 || file_make(path, error) != 0 ||
        database_open(path, SQLITE_OPEN_READWRITE, db, error) != 0 ||
        database_recognise(*db, &is_new, error) != 0 || database_set_writing(*db, error) != 0)
        return error_wrap(error, "opening the log");
    if (is_new && (database_make_tables(*db, error) != 0 || folder_sync(folder, error) != 0))
        return error_wrap(error, "making the log");
    return 0;
}

int database_open_reading(const char *folder, sqlite3 **db, struct error *error)
{
    char path[PATH_BYTES];
    bool is_new = false;
    *db = NULL;
    if (path_in(folder, FILE_NAME, path, error) == 0 && access(path, F_OK) != 0)
        return world_failed(error, "looking for", path);
    if (error->code || database_open(path, SQLITE_OPEN_READONLY, db, error) != 0 ||
        database_recognise(*db, &is_new, error) != 0)
        return error_wrap(error, "opening the log");
    if (is_new)
        return error_set(error, -ENOENT, "%s has no log yet", folder);
    return 0;
}
