/* The embedded engine: journal, vault and store in one SQLite file, DATA/kring.db, for all rooms. What arrives while one
 * transaction is under way is the next, so the disk is asked once for many. The work is done on the loop's thread pool; calls and
 * answers are on the loop's thread.
 *
 * The first failure of a write, a sync or a checkpoint is the last: that commit and all later ones are answered with it, nothing
 * is written any more, and the process must end. docs/journal.md has the tables and the reasons. */
#ifndef KRING_SQLITE_ENGINE_H
#define KRING_SQLITE_ENGINE_H

#include <kring/journal.h>
#include <kring/store.h>
#include <kring/vault.h>

struct sqlite_engine;
struct uv_loop_s;

/* Opens the engine of a data folder, and makes both when they are not there. Blocks: to be called before people are
 * served. Returns NULL and fills error when another server has the folder, when the file is not Kring's or is of a newer
 * Kring, or when the world fails. */
struct sqlite_engine *sqlite_engine_open(struct uv_loop_s *loop, const char *folder, struct error *error);

struct journal *sqlite_engine_journal(struct sqlite_engine *engine);
struct vault *sqlite_engine_vault(struct sqlite_engine *engine);
struct store *sqlite_engine_store(struct sqlite_engine *engine);

/* Whether the disk had so little space left at the start that changes should be refused as `read_only`; reading works. */
bool sqlite_engine_is_full(const struct sqlite_engine *engine);

/* Closes and frees the engine once everything given is answered, then calls on_closed on the loop's thread. Nothing may be given
 * after this. Without a failure before, the file is then complete in itself and can be copied. */
void sqlite_engine_close(struct sqlite_engine *engine, void (*on_closed)(void *context), void *context);

#endif
