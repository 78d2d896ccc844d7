/* A log on disk with a journey, a room and what happened there, written as an integrator would: payload by payload. */
#ifndef KRING_UNIT_TOOLS_LOG_H
#define KRING_UNIT_TOOLS_LOG_H

#include <kring/sqlite_engine.h>

#include <uv.h>

#define JOURNEY "J000000000000000000000"
#define ROOM "R000000000000000000000"
#define ADA "A000000000000000000000"
#define BOB "B000000000000000000000"

struct log {
    char folder[64];
    uv_loop_t loop;
    struct sqlite_engine *engine;
    struct commit *commit;
    int64_t seq_of_journey, seq_of_room;
};

void log_open(struct log *log);

/* Ends the server; the folder stays. And starts another. */
void log_stop(struct log *log);
void log_start(struct log *log);

/* Removes the folder; stops the server if it runs. */
void log_close(struct log *log);

/* Adds an event, at so many seconds after nine o'clock on 22 November 2026. */
void log_event(struct log *log, const char *stream, int second, const char *by, const char *verb,
               const char *payload);
void log_name(struct log *log, const char *person, const char *name);
void log_snapshot(struct log *log, const char *stream, int64_t seq, const char *records);

/* Makes what was added durable. */
void log_flush(struct log *log);

/* Journey and room are opened, Ada and Bob come in, and two notes are made; the room then has 4 events. */
void log_tell(struct log *log);

/* The records of the room after log_tell. */
extern const char log_records[];

/* Changes the log behind everybody's back. The server must not run. */
void log_sql(const struct log *log, const char *sql);

/* Redacts an event, as docs/journal.md says. */
void log_redact(const struct log *log, const char *stream, int64_t seq);

#endif
