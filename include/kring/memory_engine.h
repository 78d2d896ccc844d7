/* An engine for tests: journal, vault and store in memory, with the same chain and the same rules as the one on disk. Nothing
 * happens by itself: commits and reads wait in the order in which they were given until somebody steps, so a test decides
 * what is durable when. A failed commit fails all later ones, as a failed disk does. */
#ifndef KRING_MEMORY_ENGINE_H
#define KRING_MEMORY_ENGINE_H

#include <kring/journal.h>
#include <kring/store.h>
#include <kring/vault.h>

struct memory_engine;

struct memory_engine *memory_engine_create(void);
void memory_engine_destroy(struct memory_engine *engine); /* NULL is fine; what waits is never answered */

struct journal *memory_engine_journal(struct memory_engine *engine);
struct vault *memory_engine_vault(struct memory_engine *engine);
struct store *memory_engine_store(struct memory_engine *engine);

/* Does and answers the next thing, a commit or a read; false when nothing waits. Not to be called from an answer. */
bool memory_engine_step(struct memory_engine *engine);

/* Steps until nothing waits, also what is given meanwhile. */
void memory_engine_run(struct memory_engine *engine);

/* Commits that wait. */
size_t memory_engine_waiting(const struct memory_engine *engine);

/* The next commit that is answered fails. */
void memory_engine_fail_next(struct memory_engine *engine);

/* The server is killed: nothing that waits is answered any more. The first `kept` of the commits that wait are durable all the
 * same (none after a failure). What is left is an engine that a new server opens. */
void memory_engine_crash(struct memory_engine *engine, size_t kept);

/* Turns one bit in the payload of an event, which must be there. */
void memory_engine_damage(struct memory_engine *engine, const struct id *stream, int64_t seq);

#endif
