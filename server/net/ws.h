/* libwebsockets, and nothing else: one context on our loop, which receives sockets whose handshake was checked. */
#ifndef KRING_WS_H
#define KRING_WS_H

#include "channel.h"

#include <kring/error.h>

struct ws;

/* Returns NULL and fills error when the library cannot start, as when its plugin for libuv is not installed. */
struct ws *ws_create(uv_loop_t *loop, struct session_house *house, int64_t connections_max,
                     struct error *error);

struct channels *ws_channels(struct ws *ws);

/* Takes a socket and its caller; handshake is read as if it had come from the socket. */
void ws_take(struct ws *ws, int socket, struct caller *caller, struct span handshake);

/* Closes what is open, without a word; the loop must run until channels_are_gone. */
void ws_stop(struct ws *ws);

/* After the loop has run out. */
void ws_destroy(struct ws *ws);

#endif
