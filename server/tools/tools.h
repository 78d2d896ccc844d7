/* What the program does besides serving. Each tool opens the log of a data folder for reading, also beside a running server, prints on
 * standard output, complains on standard error, and returns the process's exit status. */
#ifndef KRING_TOOLS_TOOLS_H
#define KRING_TOOLS_TOOLS_H

#include <stdbool.h>
#include <stdint.h>

enum exit_status {
    EXIT_FINE = 0,
    EXIT_ANSWER_IS_NO = 1, /* damage was found */
    EXIT_WRONG_USE = 2,    /* no such room */
    EXIT_WORLD_FAILED = 75,
};

/* Tells the story of a room, with what happened in its journey meanwhile, in the order of time. at: up to this event of the
 * room; negative: all. json: one event a line as the log has it, else a sentence a line. */
int tool_replay(const char *data, const char *room, int64_t at, bool json);

/* Checks a room, or with NULL every stream and the tables around them: the chain, that every event can be read and
 * applied, and that the snapshot is what the events before it come to. Prints one line a stream. */
int tool_verify(const char *data, const char *room);

#endif
