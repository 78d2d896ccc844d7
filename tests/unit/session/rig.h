/* A lobby with the memory engine and a clock that stands still, for sessions and for the HTTP API. Nothing is durable before
 * rig_settle. */
#ifndef KRING_TESTS_RIG_H
#define KRING_TESTS_RIG_H

#include "api.h"
#include "session.h"

#include <kring/lobby.h>
#include <kring/memory_engine.h>
#include <kring/random.h>

struct rig {
    struct clock clock; /* first */
    int64_t steady_ms, wake_ms;
    struct memory_engine *engine;
    struct host host;
    struct lobby *lobby;
    struct figures figures;
    struct guard *strangers, *commands;
    struct session_house house;
    struct made made; /* a journey with a room */
    struct api *api;
    bool ready;
};

void rig_open(struct rig *rig);
void rig_close(struct rig *rig);

/* Until nothing waits: commits, reads, and what a tick holds back. */
void rig_settle(struct rig *rig);
void rig_advance(struct rig *rig, int64_t ms);

/* ---- a session and what it says */

struct talk {
    struct rig *rig;
    struct session *session;
    struct buffer said;
    int close_code;
    int presence; /* messages */
};

void talk_begin(struct talk *talk, struct rig *rig, const char *address);
void talk_end(struct talk *talk);

/* In the text ' stands for a double quote, @room and @journey for the ids, @F, @P and @O for the secrets of the links. */
void talk_say(struct talk *talk, const char *text);

/* Whether it was said, in the same writing; what was said before is forgotten by talk_clear. */
bool talk_said(const struct talk *talk, const char *text);
void talk_clear(struct talk *talk);

/* How often a text is in what was said. */
size_t talk_count(const struct talk *talk, const char *text);

/* Joins the room as a participant, or by another line. */
void talk_join(struct talk *talk);

/* The resume token of the last `joined`. */
void talk_token(const struct talk *talk, char token[ID_LENGTH + 1]);

/* ---- a request and its reply */

struct asking {
    struct exchange exchange; /* first */
    struct rig *rig;
    char text[256], bearer[256]; /* of the request */
    struct buffer request_body, headers, body;
    int status; /* 0: no reply yet */
    bool ended, broken;
};

/* Asks: "GET /api/rooms/@room?at=1". bearer "" for none. body NULL for none. The request comes from this machine. */
void ask(struct asking *asking, struct rig *rig, const char *request, const char *bearer, const char *body);
void asking_forget(struct asking *asking);

/* Asks and settles. */
void ask_settled(struct asking *asking, struct rig *rig, const char *request, const char *bearer,
                 const char *body);

bool asking_holds(const struct asking *asking, const char *text);

/* The text with its words filled in; in a buffer that the caller finishes. */
void rig_fill(const struct rig *rig, const char *text, struct buffer *out);

#endif
