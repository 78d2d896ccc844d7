/* The HTTP API without a network: a request comes in, a reply goes out, now or later. docs/protocol.md has the addresses and
 * what they answer. Everything happens on the loop's thread. */
#ifndef KRING_API_H
#define KRING_API_H

#include "session.h"

#include <kring/hash.h>

enum request_method { REQUEST_GET, REQUEST_HEAD, REQUEST_POST, REQUEST_OTHER };

/* Spans are empty where a request does not say. */
struct request {
    enum request_method method;
    struct span path;  /* decoded; begins with a slash */
    struct span query; /* without its question mark */
    struct span host, origin, authorization, accept, accept_language, accept_encoding, if_none_match,
        last_event_id;
    struct span body;
    struct span address; /* whose mistakes count together */
    bool local;          /* from this machine, and by no proxy */
    bool foreign;        /* its Origin is another site */
};

#define REPLY_STREAM (-1)

struct reply {
    int status;
    const char *type;    /* of the content; NULL: there is none */
    int64_t size;        /* bytes of the body, or REPLY_STREAM */
    const char *headers; /* further lines, each with its line end; or NULL */
};

/* One request and its reply. The connection owns it and the memory of its request, and keeps both until `end`, `abort`,
 * or its own api_gone. */
struct exchange {
    const struct exchange_port *port;
    struct request request;
    struct call *call; /* the API's */
};

/* The connection below. None of these calls back into the API before it returns. */
struct exchange_port {
    void (*head)(struct exchange *exchange, const struct reply *reply);
    void (*body)(struct exchange *exchange, struct span bytes); /* copied */
    void (*end)(struct exchange *exchange);                     /* the exchange is the connection's again */
    void (*abort)(struct exchange *exchange); /* the reply cannot be completed: the connection breaks */
};

struct api_world {
    struct session_house *house;
    struct journal *journal;
    struct store *store;
    struct guard *commands; /* of those who come by HTTP, by person */
    bool making_open;       /* anybody on this machine may make journeys */
    bool has_admin_token;
    struct hash admin_token;
    const char *origin; /* of links, as in https://example.org; "": that of the request */
    bool (*is_ready)(void *context);
    void *context;
};

struct api;

/* The world is copied; what it points to is kept alive by its maker. */
struct api *api_create(const struct api_world *world);

/* When it is idle. */
void api_destroy(struct api *api);

/* "Not Found" for 404. */
const char *status_title(int status);

/* Whether a path is the API's rather than a file's. */
bool api_owns(struct span path);

/* Answers a request, now or later. */
void api_take(struct api *api, struct exchange *exchange);

/* Everything that was written of the body has left. */
void api_drained(struct exchange *exchange);

/* The connection is gone; harmless when the reply has ended. */
void api_gone(struct exchange *exchange);

/* Does what is due: tells followers what is new. To be called a few times a second. */
void api_tick(struct api *api);

/* Whether nothing that was asked for a request is still to be answered. */
bool api_is_idle(const struct api *api);

/* Ends replies that would go on for ever. */
void api_stop(struct api *api);

#endif
