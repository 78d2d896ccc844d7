/* A data folder opened for reading only, beside a running server or without one: for tools. The same ports as an engine's, but
 * every read is answered before the call returns, and a commit is a broken assumption. Each read is a transaction of its own and
 * short, because a server that erases drafts waits for those who read. */
#ifndef KRING_ARCHIVE_H
#define KRING_ARCHIVE_H

#include <kring/journal.h>
#include <kring/store.h>
#include <kring/vault.h>

struct archive;

/* Returns NULL and fills error when there is no log, or it is not Kring's or of a newer Kring. */
struct archive *archive_open(const char *folder, struct error *error);
void archive_close(struct archive *archive); /* NULL is fine */

struct journal *archive_journal(struct archive *archive);
struct vault *archive_vault(struct archive *archive);
struct store *archive_store(struct archive *archive);

/* All streams in the order in which they were made, a journey before its rooms. Returns 0 or negative. The rows are valid until
 * the arena is finished. */
int archive_streams(struct archive *archive, struct arena *arena, const struct stream_row **rows,
                    size_t *count, struct error *error);

/* Checks the trees of the file, also those of tables that no chain covers. That takes one long read, so it is done only when no
 * server has the folder. Returns 0 or negative. */
int archive_check(struct archive *archive, bool *checked, struct error *error);

#endif
