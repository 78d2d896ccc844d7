/* A session has three states:
 *
 *                  member_send: the first stream has answered
 *        HELLO ------------------------------------------------> LIVE
 *          |  ^                                                   |
 *          |  +---------------------------------------------------+
 *          |       session_left: the last stream is gone          |
 *          |                                                      |
 *          +----------------------> CLOSING <---------------------+
 *                 session_close: a limit, a failed join, the owner
 *
 * In HELLO a deadline runs. In CLOSING nothing is read and nothing is sent: the close code is on its way.
 *
 * A member's functions are called by its room, which may be walking its members: they only hand a frame on or ask for
 * a close. Leaving a room is done later, by the owner (session_leave) or by the next message. */
#include "session.h"

#include <kring/check.h>
#include <kring/limits.h>
#include <kring/wire.h>

#include "session_peek.h"
#include "session_words.h"

#include <stdlib.h>

enum session_state { SESSION_HELLO, SESSION_LIVE, SESSION_CLOSING, SESSION_STATES };

static const bool allowed_moves[SESSION_STATES][SESSION_STATES] = {
    [SESSION_HELLO] = { [SESSION_LIVE] = true, [SESSION_CLOSING] = true },
    [SESSION_LIVE] = { [SESSION_HELLO] = true, [SESSION_CLOSING] = true },
};

/* A stream that the connection is in, or has asked for. */
struct stay {
    struct member member;
    struct session *session;
    struct id stream;
    bool used;
    bool failed; /* the lobby said no; to be forgotten before the memory serves another */
};

struct session {
    struct session_house *house;
    const struct session_port *port;
    void *context;
    enum session_state state;
    int64_t deadline_ms; /* steady; in HELLO */
    bool left_behind;    /* has to join again: what it asks meanwhile is not answered */
    struct stay stays[SESSION_LANES];
    struct bucket commands, presence, bytes;
    int64_t refusals, refusals_since_ms; /* slow_down answers of this minute */
    size_t address_size;
    char address[64];
};

static int64_t session_now(const struct session *session)
{
    struct clock *clock = session->house->clock;
    return clock->steady_ms(clock);
}

static void session_move(struct session *session, enum session_state to)
{
    CHECK(allowed_moves[session->state][to]);
    session->state = to;
    if (to == SESSION_HELLO)
        session->deadline_ms = session_now(session) + HELLO_MS_MAX;
}

/* ---- what goes out */

static void session_send(struct session *session, struct frame *frame, bool apart)
{
    if (session->state != SESSION_CLOSING)
        session->port->send(session->context, frame, apart);
}

/* Takes the frame. */
static void session_say(struct session *session, struct frame *frame)
{
    session_send(session, frame, false);
    frame_unref(frame);
}

static void session_say_error(struct session *session, const struct refused *refused)
{
    session->house->figures->refusals[refused->code] += 1;
    session_say(session, words_error(refused));
}

static void session_say_refused(struct session *session, const struct id *op, const struct refused *refused)
{
    session->house->figures->refusals[refused->code] += 1;
    session_say(session, words_refused(op, refused));
}

static void session_say_join_refused(struct session *session, const struct id *stream,
                                     const struct refused *refused)
{
    session->house->figures->refusals[refused->code] += 1;
    session_say(session, words_join_refused(stream, refused));
}

/* ---- the members' port */

/* With which code a connection ends whose only join was refused: those that may simply come back are told so. */
static int close_code_of(enum refusal code)
{
    switch (code) {
    case REFUSAL_SLOW_DOWN:
        return CLOSE_POLICY;
    case REFUSAL_RESTARTING:
        return CLOSE_RESTARTING;
    case REFUSAL_READ_ONLY:
    case REFUSAL_BUSY:
        return CLOSE_COME_BACK;
    default:
        return CLOSE_ROOM_UNKNOWN;
    }
}

static struct stay *stay_of(struct member *member)
{
    return (struct stay *)((char *)member - offsetof(struct stay, member));
}

/* Whether a stream other than this one is joined or asked for. */
static bool session_has_other(const struct session *session, const struct stay *stay)
{
    for (int i = 0; i < SESSION_LANES; i++) {
        const struct stay *other = &session->stays[i];
        if (other != stay && other->used && !other->failed)
            return true;
    }
    return false;
}

/* A join was refused, by whoever found out. Wrong secrets count against their address, and a connection with nothing else
 * to stay for ends. */
static void stay_refused(struct stay *stay, enum refusal code)
{
    struct session *session = stay->session;
    stay->failed = true;
    if (code == REFUSAL_ROOM_UNKNOWN || code == REFUSAL_RESUME_UNKNOWN)
        guard_count(session->house->strangers, (struct span){ session->address, session->address_size },
                    session_now(session));
    if (!session_has_other(session, stay))
        session_close(session, close_code_of(code));
}

static void member_send(struct member *member, struct frame *frame)
{
    struct stay *stay = stay_of(member);
    struct session *session = stay->session;
    bool of_join;
    enum refusal code = peek_refusal(frame_text(frame), &of_join);
    session->house->figures->refusals[code] += code != REFUSAL_NONE;
    if (session->state == SESSION_HELLO && member->room)
        session_move(session, SESSION_LIVE);
    session_send(session, frame, !member->live);
    if (of_join)
        stay_refused(stay, code);
}

static void member_send_presence(struct member *member, struct frame *frame)
{
    struct stay *stay = stay_of(member);
    struct session *session = stay->session;
    if (session->state != SESSION_CLOSING)
        session->port->send_presence(session->context, (int)(stay - session->stays), frame);
}

static void member_close(struct member *member, int code)
{
    struct stay *stay = stay_of(member);
    struct session *session = stay->session;
    /* After a refused join it was decided already whether there is something else to stay for. */
    if (code != CLOSE_ROOM_UNKNOWN || !session_has_other(session, stay))
        session_close(session, code);
}

static const struct member_port member_port = {
    .send = member_send,
    .send_presence = member_send_presence,
    .close = member_close,
};

/* ---- streams */

static struct stay *session_find(struct session *session, const struct id *stream)
{
    for (int i = 0; i < SESSION_LANES; i++) {
        struct stay *stay = &session->stays[i];
        if (stay->used && !stay->failed && id_equal(&stay->stream, stream))
            return stay;
    }
    return NULL;
}

/* The room that was joined; when it is only a journey, that. */
static struct stay *session_main_stay(struct session *session)
{
    struct stay *found = NULL;
    for (int i = 0; i < SESSION_LANES; i++) {
        struct stay *stay = &session->stays[i];
        if (!stay->used || stay->failed || !stay->member.room)
            continue;
        if (room_journey(stay->member.room) != stay->member.room)
            return stay;
        found = stay;
    }
    return found;
}

/* The stream that a message is for, when the member is in it. */
static struct stay *session_stay_for(struct session *session, const struct id *stream)
{
    struct stay *stay = id_is_empty(stream) ? session_main_stay(session) : session_find(session, stream);
    return stay && stay->member.room ? stay : NULL;
}

static void stay_end(struct stay *stay)
{
    struct session *session = stay->session;
    if (stay->used)
        lobby_forget(session->house->lobby, &stay->member);
    *stay = (struct stay){ .session = session, .member.port = &member_port };
    list_init(&stay->member.link);
}

static struct stay *session_free_stay(struct session *session)
{
    for (int i = 0; i < SESSION_LANES; i++) {
        struct stay *stay = &session->stays[i];
        if (stay->failed)
            stay_end(stay);
        if (!stay->used)
            return stay;
    }
    return NULL;
}

/* After a stream was left. */
static void session_left(struct session *session)
{
    if (session->state == SESSION_LIVE && !session_has_other(session, NULL))
        session_move(session, SESSION_HELLO);
}

/* ---- what comes in */

/* A token for one message; else the refusal that it gets, and the end of the connection when it goes on and on. */
static bool session_may(struct session *session, struct refused *refused)
{
    int64_t now_ms = session_now(session);
    int64_t wait_ms = bucket_take(&session->commands, session->house->limits.commands, now_ms, 1);
    *refused = (struct refused){ .code = REFUSAL_SLOW_DOWN, .retry_ms = wait_ms };
    if (wait_ms == 0)
        return true;
    if (now_ms - session->refusals_since_ms >= 60000) {
        session->refusals_since_ms = now_ms;
        session->refusals = 0;
    }
    session->refusals += 1;
    if (session->refusals > REFUSALS_BEFORE_CLOSE)
        session_close(session, CLOSE_POLICY);
    return false;
}

enum refusal house_bar(const struct session_house *house)
{
    return house->restarting ? REFUSAL_RESTARTING : house->read_only ? REFUSAL_READ_ONLY : REFUSAL_NONE;
}

/* What stands in the way of a join, before the lobby is asked. */
static struct refused session_bar(struct session *session, const struct join_message *join)
{
    struct refused refused = { 0 };
    if (session_find(session, &join->stream) || !session_free_stay(session)) {
        refused.code = REFUSAL_JOINED_ALREADY;
    } else if (house_bar(session->house) != REFUSAL_NONE) {
        refused.code = house_bar(session->house);
    } else {
        refused.retry_ms =
            guard_wait(session->house->strangers, (struct span){ session->address, session->address_size },
                       session_now(session));
        refused.code = refused.retry_ms > 0 ? REFUSAL_SLOW_DOWN : REFUSAL_NONE;
    }
    return refused;
}

static void session_join(struct session *session, const struct join_message *join)
{
    struct refused refused;
    if (session_may(session, &refused))
        refused = session_bar(session, join);
    if (refused.code != REFUSAL_NONE) {
        session_say_join_refused(session, &join->stream, &refused);
        if (!session_has_other(session, NULL))
            session_close(session, close_code_of(refused.code));
        return;
    }
    struct stay *stay = session_free_stay(session);
    CHECK(stay);
    stay->used = true;
    stay->stream = join->stream;
    session->left_behind = false;
    lobby_join(session->house->lobby, &stay->member, join);
}

static void session_do(struct session *session, const struct do_message *act)
{
    struct refused refused;
    bool may = session_may(session, &refused);
    /* Its answer was dropped, or would be: the client asks again, with the same op, once it is back. */
    if (session->left_behind || session->state == SESSION_CLOSING)
        return;
    session->house->figures->commands += 1;
    struct stay *stay = session_stay_for(session, &act->stream);
    if (!stay)
        refused = (struct refused){ .code = REFUSAL_NOT_JOINED };
    else if (may)
        refused = (struct refused){ .code = house_bar(session->house) };
    if (refused.code == REFUSAL_NONE)
        room_submit(stay->member.room, &stay->member, act);
    else if (stay)
        room_refuse(stay->member.room, &stay->member, &act->command.op, &refused);
    else
        session_say_refused(session, &act->command.op, &refused);
}

static void session_here(struct session *session, const struct here_message *here)
{
    struct figures *figures = session->house->figures;
    figures->presence += 1;
    struct stay *stay = session_stay_for(session, &here->stream);
    if (stay &&
        bucket_take(&session->presence, session->house->limits.presence, session_now(session), 1) == 0)
        room_here(stay->member.room, &stay->member, here);
    else
        figures->presence_dropped += 1;
}

static void session_leave_one(struct session *session, const struct id *stream)
{
    struct refused refused;
    if (!session_may(session, &refused)) {
        session_say_error(session, &refused);
        return;
    }
    struct stay *stay = session_find(session, stream);
    if (!stay) {
        session_say_error(session, &(struct refused){ .code = REFUSAL_NOT_JOINED });
        return;
    }
    stay_end(stay);
    session_left(session);
}

static void session_on_message(void *context, const struct message *message)
{
    struct session *session = context;
    if (session->state == SESSION_CLOSING)
        return;
    session->house->figures->messages += 1;
    switch (message->kind) {
    case MESSAGE_JOIN:
        session_join(session, &message->join);
        break;
    case MESSAGE_DO:
        session_do(session, &message->act);
        break;
    case MESSAGE_HERE:
        session_here(session, &message->here);
        break;
    case MESSAGE_LEAVE:
        session_leave_one(session, &message->leave);
        break;
    }
}

static void session_on_misunderstood(void *context, const struct misunderstood *misunderstood)
{
    struct session *session = context;
    if (session->state == SESSION_CLOSING)
        return;
    session->house->figures->messages += 1;
    struct refused refused;
    if (session_may(session, &refused))
        refused = misunderstood->why;
    if (id_is_empty(&misunderstood->op))
        session_say_error(session, &refused);
    else
        session_say_refused(session, &misunderstood->op, &refused);
}

void session_receive(struct session *session, struct span text)
{
    if (session->state == SESSION_CLOSING)
        return;
    session->house->figures->bytes_in += (int64_t)text.size;
    int64_t cost = text.size < SESSION_MESSAGE_BYTES_MIN ? SESSION_MESSAGE_BYTES_MIN : (int64_t)text.size;
    if (bucket_take(&session->bytes, session->house->limits.bytes, session_now(session), cost) > 0) {
        session_close(session, CLOSE_POLICY);
        return;
    }
    struct arena arena;
    arena_init(&arena);
    struct message_reader reader = { session_on_message, session_on_misunderstood, session };
    wire_read_frame(text, &arena, &reader);
    arena_finish(&arena);
}

/* ---- its life */

struct session_limits session_limits_default(void)
{
    return (struct session_limits){
        .commands = { (int64_t)COMMANDS_PER_SECOND * 60, COMMANDS_BURST },
        .presence = { (int64_t)PRESENCE_PER_SECOND * 60, PRESENCE_PER_SECOND },
        .bytes = { (int64_t)BYTES_PER_SECOND * 60, (int64_t)BYTES_PER_SECOND * 4 },
    };
}

struct session *session_create(struct session_house *house, const struct session_port *port, void *context,
                               struct span address)
{
    struct session *session = calloc(1, sizeof *session);
    CHECK(session);
    session->house = house;
    session->port = port;
    session->context = context;
    int64_t now_ms = session_now(session);
    session->deadline_ms = now_ms + HELLO_MS_MAX;
    bucket_init(&session->commands, house->limits.commands, now_ms);
    bucket_init(&session->presence, house->limits.presence, now_ms);
    bucket_init(&session->bytes, house->limits.bytes, now_ms);
    session->refusals_since_ms = now_ms;
    session->address_size = address.size < sizeof session->address ? address.size : sizeof session->address;
    memcpy(session->address, address.data, session->address_size);
    for (int i = 0; i < SESSION_LANES; i++) {
        session->stays[i].session = session;
        stay_end(&session->stays[i]);
    }
    session_say(session, words_welcome(house));
    return session;
}

void session_destroy(struct session *session)
{
    if (!session)
        return;
    session_leave(session);
    free(session);
}

void session_close(struct session *session, int code)
{
    if (session->state == SESSION_CLOSING)
        return;
    session_move(session, SESSION_CLOSING);
    session->port->close(session->context, code);
}

void session_check(struct session *session)
{
    if (session->state == SESSION_HELLO && session_now(session) >= session->deadline_ms)
        session_close(session, CLOSE_POLICY);
}

void session_leave(struct session *session)
{
    for (int i = 0; i < SESSION_LANES; i++)
        stay_end(&session->stays[i]);
    session_left(session);
    session->left_behind = true;
    session->deadline_ms = INT64_MAX; /* until it was told */
}

void session_resync(struct session *session)
{
    session->house->figures->resyncs += 1;
    /* The notice has to get through what is still on its way. */
    session->deadline_ms = session_now(session) + SLOW_MS_MAX + HELLO_MS_MAX;
    session_say(session, words_notice(NOTICE_RESYNC));
}
