/* The network side of a server as one thing: its listening sockets, HTTP, the API and the WebSockets. It is made in two steps, because
 * who may make journeys depends on where it listens, and the rooms are opened in between; and it stops in three, because people are to
 * be told before their connections close. */
#ifndef KRING_NET_H
#define KRING_NET_H

#include "api.h"
#include "listener.h"
#include "session.h"

#include <kring/error.h>

#include <uv.h>

struct net_settings {
    const char *const *addresses; /* "127.0.0.1:8080" */
    size_t address_count;
    const char *web;            /* folder of the browser client, or NULL */
    const char *const *origins; /* the first is that of links */
    size_t origin_count;
    struct listener_settings callers;
    struct session_limits limits;
    const char *server; /* "kring 0.1.0" */
};

/* What the rest of the server lends. */
struct net_world {
    struct lobby *lobby;
    struct journal *journal;
    struct store *store;
    struct clock *clock;
    bool read_only; /* the disk is full */
    bool making_open;
    bool has_admin_token;
    struct hash admin_token;
    bool (*is_ready)(void *context);
    void *context;
};

struct net;

/* Reads the client's files and binds the sockets. The settings are kept alive by their maker. Returns NULL and fills error. */
struct net *net_open(uv_loop_t *loop, const struct net_settings *settings, struct error *error);

/* Whether it listens on this machine only. */
bool net_is_local(const struct net *net);

/* "http://127.0.0.1:8080" */
void net_url(const struct net *net, char url[ADDRESS_BYTES + 16]);

/* From here on people are served. Returns 0 or negative. */
int net_start(struct net *net, const struct net_world *world, struct error *error);

/* No new connection, no new command; what was accepted goes on. */
void net_refuse(struct net *net);

/* Ends all connections with a close code, once what waits for them has gone out. */
void net_close(struct net *net, int code);

bool net_is_gone(const struct net *net);

/* Gives up the sockets and timers. */
void net_stop(struct net *net);

/* Whether nothing of it will ask the journal for anything any more; after net_stop. */
bool net_is_idle(const struct net *net);

/* After the loop has run out; also when it was never started. */
void net_destroy(struct net *net);

#endif
