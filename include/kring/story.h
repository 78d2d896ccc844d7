/* What can be told of a stream to those who come without a connection (HTTP, export): what it is, its past as a role may
 * see it, and what it was at a moment of that past. Everything is asked of the journal, which answers with what is
 * durable only; it runs on the loop's thread. Nothing here keeps a room open: a room is needed during the call and not
 * after it. */
#ifndef KRING_STORY_H
#define KRING_STORY_H

#include <kring/buffer.h>
#include <kring/error.h>
#include <kring/id.h>
#include <kring/model.h>

struct journal;
struct store;
struct room;

/* ---- what it is */

enum language story_language(struct room *room);
int64_t story_seq(const struct room *room); /* of the last event, which may not be durable yet */

/* The members of an object, without its braces. For a room:
 *     "room","journey","title","question"?,"language","role","min_group","groups":[{"id","name","colour"}],"people"
 * where people counts who is present; for a journey:
 *     "journey","title","purpose"?,"language","role","min_group","groups" */
void story_write_facts(struct room *room, enum role role, struct buffer *out);

/* {"room","title"} for each room of a journey, as the members of an array, in the order in which they were made. */
void story_read_rooms(struct store *store, const struct id *journey,
                      void (*on_rooms)(void *context, struct span rooms, const struct error *failure),
                      void *context);

/* Writes that wait for the disk. */
size_t story_waiting(const struct journal *journal);

/* Calls back once everything that was given to the journal before this call is durable: what a board shows may be
 * ahead of the disk, and is told only then. */
void story_settle(struct journal *journal, const struct id *stream,
                  void (*on_settled)(void *context, const struct error *failure), void *context);

/* Whether a failure is damage of the stream rather than of the world. */
bool story_is_damaged(const struct error *failure);

/* ---- its past: events in the form of the wire, each as this role may see it */

struct story;

struct story_listener {
    /* One event as JSON. */
    void (*on_event)(void *context, int64_t seq, struct span event);

    /* A page is told. last: nothing follows for now. story_next asks for more, also from within this call. */
    void (*on_page)(void *context, bool last, const struct error *failure);
    void *context;
};

/* Starts behind `after`. Ops are shown to `person`, whose they are, and to nobody else. */
struct story *story_open(struct journal *journal, struct room *room, enum role role, const struct id *person,
                         int64_t after, const struct story_listener *listener);

/* Tells the next page. Not while one is under way. */
void story_next(struct story *story);

/* The seq up to which everything is told. */
int64_t story_told(const struct story *story);

/* Nothing is told any more; NULL is fine. */
void story_close(struct story *story);

/* ---- what it was */

/* {"seq":N,"records":[...]} as of event `at`, or of the last one when there are fewer: the log from its start, folded. */
void story_read_state(struct journal *journal, const struct id *stream, enum role role, int64_t at,
                      void (*on_state)(void *context, struct span state, const struct error *failure),
                      void *context);

#endif
