/* Statements, what is bound to them, and what comes out. Reading is strict: a bit that turns in the head of a row can make
 * SQLite read another type there without a word, so every column says what it must be. */
#include "sqlite_journal.h"

int database_failed(sqlite3 *db, struct error *error, const char *what)
{
    int code = sqlite3_extended_errcode(db);
    bool damaged = (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
    return error_set(error, damaged ? JOURNAL_DAMAGED : -code, "%s: %s (%d)", what, sqlite3_errmsg(db), code);
}

int database_run(sqlite3 *db, const char *sql, struct error *error)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return database_failed(db, error, sql);
    return 0;
}

int database_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **statement, struct error *error)
{
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) != SQLITE_OK)
        return database_failed(db, error, "preparing a statement");
    return 0;
}

/* What is bound is borrowed until the statement is done. */
void bind_text(sqlite3_stmt *statement, int index, struct span text)
{
    sqlite3_bind_text64(statement, index, text.size ? text.data : "", text.size, SQLITE_STATIC, SQLITE_UTF8);
}

void bind_bytes(sqlite3_stmt *statement, int index, const void *bytes, size_t size)
{
    sqlite3_bind_blob64(statement, index, bytes, size, SQLITE_STATIC);
}

void bind_id(sqlite3_stmt *statement, int index, const struct id *id)
{
    if (id_is_empty(id))
        sqlite3_bind_null(statement, index);
    else
        bind_text(statement, index, id_span(id));
}

int statement_do(sqlite3_stmt *statement, struct error *error, const char *what)
{
    int code = sqlite3_step(statement);
    if (code != SQLITE_DONE)
        database_failed(sqlite3_db_handle(statement), error, what);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return code == SQLITE_DONE ? 0 : error->code;
}

/* The text of a column; data NULL when it is none. */
static struct span column_as_text(sqlite3_stmt *statement, int index)
{
    struct span text = { 0 };
    if (sqlite3_column_type(statement, index) == SQLITE_TEXT)
        text.data = (const char *)sqlite3_column_text(statement, index);
    if (text.data)
        text.size = (size_t)sqlite3_column_bytes(statement, index);
    return text;
}

struct id column_id(sqlite3_stmt *statement, int index, bool *sound)
{
    if (sqlite3_column_type(statement, index) == SQLITE_NULL)
        return (struct id){ { 0 } };
    struct span text = column_as_text(statement, index);
    if (text.data && text.size == ID_LENGTH)
        return id_from(text);
    *sound = false;
    return (struct id){ { 0 } };
}

struct span column_text(sqlite3_stmt *statement, int index, struct arena *arena, bool *sound)
{
    struct span text = column_as_text(statement, index);
    if (!text.data)
        *sound = false;
    return (struct span){ arena_copy(arena, text), text.size };
}

void column_bytes(sqlite3_stmt *statement, int index, void *bytes, size_t size, bool *sound)
{
    if (sqlite3_column_type(statement, index) == SQLITE_BLOB &&
        (size_t)sqlite3_column_bytes(statement, index) == size)
        memcpy(bytes, sqlite3_column_blob(statement, index), size);
    else
        *sound = false;
}

int64_t column_number(sqlite3_stmt *statement, int index, bool *sound)
{
    if (sqlite3_column_type(statement, index) != SQLITE_INTEGER)
        *sound = false;
    return sqlite3_column_int64(statement, index);
}
