/* What the two files of an HTTP connection share: http.c moves bytes and states, http_answer.c says what a request gets. */
#ifndef KRING_HTTP_CONNECTION_H
#define KRING_HTTP_CONNECTION_H

#include "http.h"

#include <kring/list.h>

#include "api_http.h"

enum http_state { HTTP_READING, HTTP_ANSWERING, HTTP_LINGERING, HTTP_GONE, HTTP_STATES };

struct http_server {
    struct http_settings settings;
    struct list connections; /* struct http::link */
    bool stopping;
};

struct http {
    struct exchange exchange;
    struct http_server *server;
    struct caller *caller; /* NULL once the socket is handed on */
    struct list link;
    uv_poll_t poll;
    int socket;
    int watched; /* events that libuv watches for us */
    enum http_state state;
    int64_t deadline_ms; /* steady */

    struct buffer in;
    size_t needed; /* bytes of the request that is arriving, once its head has said so */
    bool continued;
    struct http_head head;

    struct buffer out;
    size_t sent;      /* bytes of out that have left */
    struct span file; /* what of a file still has to go, after out */
    bool chunked, follows, ended, broken, peer_left;
};

/* ---- http.c */

/* Asks libuv for what the state needs; after output was added. */
void http_watch(struct http *http);

/* Gives the socket and its caller away; the connection is gone. */
void http_hand_over(struct http *http, struct span handshake);

/* ---- http_answer.c */

extern const struct exchange_port http_exchange_port;

/* Answers the request in http->head, which is whole, now or later. */
void http_answer(struct http *http);

/* Refuses with a code of the catalogue, or REFUSAL_NONE where the request was no HTTP that we read. */
void http_refuse(struct http *http, int status, enum refusal code, const char *headers);

#endif
