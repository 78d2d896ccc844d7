/* HTTP on accepted sockets: one request after another on each, by the API, from the site, or on to a WebSocket. */
#ifndef KRING_HTTP_H
#define KRING_HTTP_H

#include "api.h"
#include "listener.h"
#include "site.h"

#include <uv.h>

struct http_settings {
    uv_loop_t *loop;
    struct clock *clock;
    struct api *api;
    const struct site *site;    /* NULL: no files */
    const char *const *origins; /* other sites whose pages may connect */
    size_t origin_count;

    /* Takes the socket and its caller; handshake is what a WebSocket library is to read first. */
    void (*on_upgrade)(void *context, int socket, struct caller *caller, struct span handshake);
    void *context;
};

struct http_server;

struct http_server *http_server_create(const struct http_settings *settings);

/* Takes an accepted socket and its caller. */
void http_server_take(struct http_server *server, int socket, struct caller *caller);

/* Closes what takes too long. To be called a few times a second. */
void http_server_check(struct http_server *server);

/* Connections end with the reply that is under way; those without one end now. */
void http_server_stop(struct http_server *server);

/* Ends all connections at once. */
void http_server_close(struct http_server *server);

bool http_server_is_empty(const struct http_server *server);

/* When it is empty. */
void http_server_destroy(struct http_server *server);

#endif
