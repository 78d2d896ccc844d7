/* Whether a request may become a WebSocket. All of it is decided here, before libwebsockets sees a byte: it receives a handshake of
 * our own making, so that its reader of HTTP never meets what a stranger wrote. Pure. */
#ifndef KRING_API_UPGRADE_H
#define KRING_API_UPGRADE_H

#include "api_http.h"

#include <kring/buffer.h>

#define SOCKET_PATH "/ws"
#define SUBPROTOCOL "kring.1"

/* 101 when it may, and the handshake is added to `out`; else the status with which to refuse. foreign: its Origin is another
 * site. */
int http_upgrade(const struct http_head *head, bool foreign, struct buffer *out);

#endif
