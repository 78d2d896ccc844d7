/* The fold: from what the journal keeps back to events and boards. One place for everybody who replays: a room that opens, a
 * reader of the past, a tool that verifies. Errors have the code JOURNAL_DAMAGED. */
#ifndef KRING_REPLAY_H
#define KRING_REPLAY_H

#include <kring/board.h>
#include <kring/error.h>
#include <kring/journal.h>
#include <kring/wire.h>

/* The header of an event; its verb is borrowed from the entry. */
struct event replay_header(const struct entry *entry);

/* Reads an entry whose predecessors the board holds: the board says of which type the records are that it patches. A redacted
 * entry gives an event without fields and changes. What the event points to lives in the arena and the entry. Returns 0 or negative. */
int replay_read(const struct board *board, const struct entry *entry, struct arena *arena,
                struct event *event, struct error *error);

/* Applies an event; returns 0, or negative when it does not fit. */
int replay_apply(struct board *board, const struct event *event, struct error *error);

/* Fills a fresh board from a snapshot. Returns 0 or negative. */
int replay_restore(struct board *board, const struct snapshot_row *snapshot, struct error *error);

/* Adds {"seq":..,"records":[...]} as the role may see the board. */
void replay_write_state(const struct board *board, enum role role, struct buffer *out);

#endif
