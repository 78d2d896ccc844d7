/* PORT: the directory: which journeys and rooms there are, who may come in by which secret, what people are called, and the
 * snapshots. Everything is written by commits (journal.h). Answers come on the loop's thread, never before the call returns; rows are
 * valid during the callback. */
#ifndef KRING_STORE_H
#define KRING_STORE_H

#include <kring/journal.h>

struct store {
    const struct store_port *port;
};

/* Who stands behind a secret. */
struct bearer {
    bool found;
    bool is_link;              /* else a resume token */
    struct id journey;
    struct id room;            /* of a link */
    struct span role;          /* of a link */
    struct id person;          /* of a token */
};

/* What opening a stream needs, read in one go. */
struct stream_state {
    struct stream_row row;
    bool has_snapshot;
    struct snapshot_row snapshot;
    const struct person_row *people; /* of a journey's stream only */
    size_t person_count;
    const struct stream_row *rooms; /* of a journey's stream only */
    size_t room_count;
};

/* An op that a person had answered: its seq. */
struct answered {
    struct id op;
    int64_t seq;
};

struct store_port {
    /* Looks up a secret by its hash; an expired token is not found. */
    void (*find_bearer)(struct store *store, const struct hash *secret, int64_t now_ms,
                        void (*on_found)(void *context, const struct bearer *bearer, const struct error *failure),
                        void *context);

    /* failure code JOURNAL_UNKNOWN: no such stream. */
    void (*read_stream)(struct store *store, const struct id *stream,
                        void (*on_state)(void *context, const struct stream_state *state, const struct error *failure),
                        void *context);

    /* All ops of one person in one stream's log. */
    void (*read_answered)(struct store *store, const struct id *stream, const struct id *person,
                          void (*on_answered)(void *context, const struct answered *answered, size_t count,
                                              const struct error *failure),
                          void *context);
};

#endif
