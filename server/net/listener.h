/* Our own listening sockets: bound exactly where they were asked to be, accepted by us, and counted. libwebsockets 4.1.6
 * would listen on all addresses when told one (docs/operating.md, "Where it listens"), and would spin when file
 * descriptors run out. */
#ifndef KRING_LISTENER_H
#define KRING_LISTENER_H

#include "session_figures.h"

#include <kring/error.h>
#include <kring/map.h>
#include <kring/span.h>

#include <uv.h>

#define ADDRESS_BYTES 64

/* Somebody who was accepted: counted until caller_gone. */
struct caller {
    struct listener *listener;
    char peer[ADDRESS_BYTES]; /* whose connections are counted: an address, or the /64 of an IPv6 address */
    char address[ADDRESS_BYTES]; /* whose mistakes count together; differs from peer behind a proxy */
    bool loopback;               /* the peer is this machine */
    bool proxy;                  /* the peer is a proxy that the settings trust */
};

struct listener_settings {
    int64_t connections_max, connections_per_address_max;
    const char *const *proxies; /* addresses as text */
    size_t proxy_count;
};

struct listener;

/* on_accept owns the socket (non-blocking) and calls caller_gone when it is closed. */
struct listener *listener_create(uv_loop_t *loop, const struct listener_settings *settings,
                                 struct figures *figures,
                                 void (*on_accept)(void *context, int socket, struct caller *caller),
                                 void *context);

/* Binds "127.0.0.1:8080", "[::1]:8080" or port 0 for any, and checks that the kernel bound just that. Nobody is accepted before
 * listener_start. Returns 0 or negative. */
int listener_bind(struct listener *listener, const char *address, struct error *error);

/* Whether every socket is bound to a loopback address. */
bool listener_is_local(const struct listener *listener);

/* "http://127.0.0.1:8080" of the first socket. */
void listener_url(const struct listener *listener, char url[ADDRESS_BYTES + 16]);

int listener_start(struct listener *listener, struct error *error);

/* Closes the sockets; what was accepted goes on. */
void listener_stop(struct listener *listener);

/* After listener_stop, once the loop has run and every caller is gone. */
void listener_destroy(struct listener *listener);

/* A trusted proxy says for whom it speaks. Returns false when there are too many from that address. */
bool caller_speaks_for(struct caller *caller, struct span address);

void caller_gone(struct caller *caller);

#endif
