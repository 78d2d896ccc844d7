/* A journey and one room on a bench, without disk or wire: commands are written as people read them, decided, and applied when
 * they are accepted. Time moves on by a second with each. In texts ' stands for a double quote and @word for the id that
 * id_word makes of it. */
#ifndef KRING_TESTS_BENCH_H
#define KRING_TESTS_BENCH_H

#include "chance.h"

#include <kring/board.h>
#include <kring/buffer.h>

/* An event that was applied, as a log would hold it. */
struct bench_event {
    struct event header; /* without fields and changes */
    bool in_room;
    struct span payload;
};

struct bench {
    struct id_source ids; /* first, so that it can be found from the source */
    struct chance chance;
    struct arena arena; /* everything lives until the end */
    struct board *journey, *room;
    int64_t at;
    struct outcome outcome; /* of the last command */
    struct bench_event *log;
    size_t log_count, log_capacity;
};

/* A journey of that k with a room by the method, or a blank one. */
void bench_open(struct bench *bench, uint64_t seed, int64_t min_group, const struct value *method);
void bench_close(struct bench *bench);

/* The id that begins with that word; a whole id stands for itself. */
struct id id_word(const char *word);

/* The text with quotes and ids filled in. */
struct span bench_text(struct bench *bench, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Somebody takes a seat; group NULL: none. Returns "done" or the refusal's code. */
const char *bench_join(struct bench *bench, const char *person, enum role role, const char *group);
void bench_leave(struct bench *bench, const char *person);

/* Does an act, in the role that the person has in the journey. Returns "done", or the code of the refusal, be it the reader's or the
 * board's. */
const char *bench_do(struct bench *bench, const char *person, const char *verb, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same with fields as a reader would have made them. */
const char *bench_command(struct bench *bench, const struct id *person, enum verb verb,
                          const struct value *fields);

/* Puts a record by an event of its own: {'id':'@n1','type':'item',...}. */
void bench_put(struct bench *bench, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Fills the board with so many records of a type under fresh ids, by one event; fields is the rest of the record. */
void bench_fill(struct bench *bench, const char *type, size_t count, const char *fields);

/* A record, or somebody's draft, as canonical JSON; "none". */
const char *bench_show(struct bench *bench, const char *id);
const char *bench_draft(struct bench *bench, const char *slot, const char *owner, const char *key);
bool bench_holds(struct bench *bench, const char *id, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The id of the newest record of a type. */
const char *bench_newest(struct bench *bench, enum record_type type);

/* All records of both boards, sorted, one a line. */
struct span bench_dump(struct bench *bench, const struct board *journey, const struct board *room);

/* The same for two fresh boards that read the log from the start. */
struct span bench_replayed(struct bench *bench);

#endif
