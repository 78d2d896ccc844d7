/* The lobby as its own files see it. */
#ifndef LOBBY_INTERNAL_H
#define LOBBY_INTERNAL_H

#include "internal.h"

struct lobby {
    struct host host;         /* what rooms get: its on_failure is the lobby's */
    const struct host *outer; /* what the lobby got */
    struct map *rooms;        /* stream -> struct room */
    struct map *openings;     /* stream -> struct waiting, who waits for it to open */
    struct list visits;       /* struct visit::link, who waits to be let in */
    int64_t durable;          /* ticket */
    bool failed;
    bool stopped;
};

/* A bearer of a secret on the way into a stream: to join, or to ask something by HTTP. */
struct visit {
    struct list link; /* in lobby->visits */
    struct lobby *lobby;
    struct id stream;
    bool is_link;
    struct id link_room, journey, person;
    enum role role;
    struct room *room; /* once it is open */
    /* Called once; owns the visit from then on. */
    void (*on_visit)(struct visit *visit, enum refusal code);
    struct member *member; /* who wants to join; NULL: HTTP, or gone meanwhile */
    struct arena arena;    /* what entrance points to */
    struct entrance entrance;
    void (*on_visitor)(void *context, const struct visitor *visitor);
    void *context;
};

/* Finds out whose secret it is and opens the stream. */
void visit_start(struct lobby *lobby, struct visit *visit, struct span secret);
void visit_destroy(struct visit *visit);

#endif
