/* What the files of the API share. A call is one request on its way: it lives until its reply has ended (or its connection is
 * gone) and nothing that was asked for it is still to be answered. */
#ifndef KRING_API_CALL_H
#define KRING_API_CALL_H

#include "api.h"

#include <kring/arena.h>
#include <kring/buffer.h>
#include <kring/limits.h>
#include <kring/list.h>

struct api {
    struct api_world world;
    struct list calls; /* struct call::link */
    int replays;       /* snapshots of the past that are being made */
    struct frame *methods, *limits;
    bool stopping;
};

struct api_do;
struct api_log;

struct call {
    struct api *api;
    struct exchange *exchange; /* NULL: the reply has ended, or nobody waits for it */
    struct list link;
    size_t pending; /* answers that are still to come */
    enum language language;
    struct id stream;
    const char *allow; /* the methods of an address that was asked in another way */
    struct span rest;  /* the last part of the path, where it is free */
    struct arena arena;
    void (*on_visitor)(struct call *call, const struct visitor *visitor);
    struct buffer text; /* the reply, until it may go */
    struct api_do *acts;
    struct api_log *log;
};

/* Says that an answer will come; call_back when it is there. */
void call_ask(struct call *call);

/* An answer came. Returns whether somebody still waits for the reply; if not, the call may be gone. */
bool call_back(struct call *call);

/* ---- replying; each ends the call, which must not be touched any more */

void call_reply(struct call *call, int status, const char *type, const char *headers, struct span body);
void call_reply_json(struct call *call, int status, struct span body);

/* application/problem+json */
void call_refuse(struct call *call, const struct refused *refused);
void call_refuse_code(struct call *call, enum refusal code);

/* The world failed. */
void call_fail(struct call *call, const struct error *failure);

/* A reply that went out in pieces is complete, or cannot be completed. */
void call_end(struct call *call);
void call_break(struct call *call);

/* ---- asking who somebody is */

struct span call_bearer(const struct call *call);

/* Finds out who the bearer is in call->stream, then calls on_visitor; or refuses. */
void call_visit(struct call *call, void (*on_visitor)(struct call *call, const struct visitor *visitor));

/* Whether the bearer is the operator's. Wrong ones are counted. */
bool call_is_admin(struct call *call);

/* ---- reading a request */

/* A number of the query; false when it is there and no whole number from 0 on. */
bool call_number(const struct call *call, const char *name, int64_t otherwise, int64_t *number);

/* A method by its key, as a value in the call's arena. Returns false when there is none of that name. */
bool call_method(struct call *call, const struct value *key, const struct value **method);

/* ---- the addresses */

void api_make_journey(struct call *call);
void api_make_room(struct call *call);
void api_show_stream(struct call *call);
void api_show_snapshot(struct call *call);
void api_tell_events(struct call *call);
void api_export(struct call *call);
void api_do(struct call *call);
void api_show_methods(struct call *call);
void api_show_limits(struct call *call);
void api_show_health(struct call *call);
void api_show_readiness(struct call *call);
void api_show_figures(struct call *call);

/* ---- what goes on for longer than one turn */

void api_log_drained(struct call *call);
void api_log_tick(struct call *call);
void api_log_end(struct call *call);
void api_do_end(struct call *call);

#endif
