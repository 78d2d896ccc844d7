/* Drafts on disk, and how they leave it.
 *
 * secure_delete overwrites what is deleted, but when SQLite moves rows from one page to another to keep its trees even, copies
 * stay behind in the gaps of the pages they left, and nothing overwrites those later. (Erasing a slot among others by DELETE
 * left a card or its writer readable in 1 of 20 erasures, with secure_delete on and the write-ahead log cut.) What SQLite
 * does overwrite for certain is a page that is given up, and all pages of a table that is emptied as a whole. So drafts lie in
 * SHELVES tables, and erasing a slot empties its table and puts back what others still need. A table has the drafts of one
 * stream in SHELVES, so that is little. */
#include "sqlite_journal.h"

#include <stdio.h>

#define DRAFT SPAN("draft")
#define OP SPAN("op")

/* What stands before and after the name of a shelf's table. */
static const struct {
    const char *before, *after;
} texts[SHELF_STATEMENTS] = {
    [SHELF_PUT] = { "REPLACE INTO ",
                    "(stream, slot, what, owner, key, payload) VALUES(?1, ?2, ?3, ?4, ?5, ?6)" },
    [SHELF_HAS] = { "SELECT 1 FROM ", " WHERE stream = ?1 AND slot = ?2 LIMIT 1" },
    [SHELF_OTHERS] = { "SELECT stream, slot, what, owner, key, payload FROM ",
                       " WHERE NOT (stream = ?1 AND slot = ?2)" },
    [SHELF_CLEAR] = { "DELETE FROM ", "" },
};

int shelf_of(const struct id *stream)
{
    return hash_of(id_span(stream)).bytes[0] % SHELVES;
}

static sqlite3_stmt *shelf_statement(struct writer *writer, int shelf, enum shelf_statement which,
                                     struct error *error)
{
    sqlite3_stmt **statement = &writer->shelves[shelf][which];
    char sql[SQL_BYTES];
    snprintf(sql, sizeof sql, "%sdraft_%02d%s", texts[which].before, shelf, texts[which].after);
    if (!*statement && database_prepare(writer->db, sql, statement, error) != 0)
        return NULL;
    return *statement;
}

/* Unlike elsewhere, a key may be empty and is then an empty text: NULL is not equal to itself in a key. */
static int shelf_put(struct writer *writer, const struct draft_row *row, struct span what,
                     struct error *error)
{
    sqlite3_stmt *statement = shelf_statement(writer, shelf_of(&row->stream), SHELF_PUT, error);
    if (!statement)
        return error->code;
    bind_text(statement, 1, id_span(&row->stream));
    bind_text(statement, 2, id_span(&row->slot));
    bind_text(statement, 3, what);
    bind_text(statement, 4, id_span(&row->owner));
    bind_text(statement, 5, id_span(&row->key));
    if (row->payload.data)
        bind_text(statement, 6, row->payload);
    return statement_do(statement, error, "writing a draft");
}

int vault_put_draft(struct writer *writer, const struct draft_row *draft, struct error *error)
{
    return shelf_put(writer, draft, DRAFT, error);
}

int vault_put_op(struct writer *writer, const struct draft_op *op, struct error *error)
{
    struct draft_row row = { .stream = op->stream, .slot = op->slot, .owner = op->owner, .key = op->op };
    return shelf_put(writer, &row, OP, error);
}

/* ---- erasing */

/* A row of a shelf on its way out of its table and back. */
struct survivor {
    struct survivor *next;
    struct draft_row row;
    struct span what;
};

static int shelf_has(sqlite3_stmt *statement, const struct id *stream, const struct id *slot, bool *has,
                     struct error *error)
{
    bind_id(statement, 1, stream);
    bind_id(statement, 2, slot);
    int code = sqlite3_step(statement);
    *has = code == SQLITE_ROW;
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        database_failed(sqlite3_db_handle(statement), error, "looking for drafts");
    sqlite3_reset(statement);
    return error->code;
}

static struct survivor *shelf_survivors(sqlite3_stmt *statement, const struct id *stream,
                                        const struct id *slot, struct arena *arena, struct error *error)
{
    struct survivor *first = NULL;
    int code;
    bind_id(statement, 1, stream);
    bind_id(statement, 2, slot);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct survivor *survivor = ARENA_NEW(arena, struct survivor);
        bool sound = true;
        survivor->row.stream = id_from(column_text(statement, 0, arena, &sound));
        survivor->row.slot = id_from(column_text(statement, 1, arena, &sound));
        survivor->what = column_text(statement, 2, arena, &sound);
        survivor->row.owner = id_from(column_text(statement, 3, arena, &sound));
        survivor->row.key = id_from(column_text(statement, 4, arena, &sound));
        if (sqlite3_column_type(statement, 5) != SQLITE_NULL)
            survivor->row.payload = column_text(statement, 5, arena, &sound);
        if (!sound)
            walk_damaged(error, &survivor->row.stream, 0, "a draft is not as it was written");
        survivor->next = first;
        first = survivor;
    }
    if (code != SQLITE_DONE)
        database_failed(sqlite3_db_handle(statement), error, "reading drafts");
    sqlite3_reset(statement);
    return first;
}

int vault_erase(struct writer *writer, const struct id *stream, const struct id *slot, bool *erased,
                struct error *error)
{
    int shelf = shelf_of(stream);
    sqlite3_stmt *has = shelf_statement(writer, shelf, SHELF_HAS, error);
    sqlite3_stmt *others = shelf_statement(writer, shelf, SHELF_OTHERS, error);
    sqlite3_stmt *clear = shelf_statement(writer, shelf, SHELF_CLEAR, error);
    if (!has || !others || !clear || shelf_has(has, stream, slot, erased, error) != 0 || !*erased)
        return error->code;
    struct arena arena;
    arena_init(&arena);
    const struct survivor *survivor = shelf_survivors(others, stream, slot, &arena, error);
    if (!error->code)
        statement_do(clear, error, "emptying a shelf");
    for (; survivor && !error->code; survivor = survivor->next)
        shelf_put(writer, &survivor->row, survivor->what, error);
    arena_finish(&arena);
    return error->code;
}
