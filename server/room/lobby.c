/* All rooms of a process: which are in memory, who waits for one to open, and the ticket up to which everything is durable. */
#include "lobby_internal.h"

#include <kring/check.h>

#include <stdlib.h>

/* Somebody who waits for a stream to open. */
struct waiting {
    struct waiting *next;
    void (*on_open)(void *context, struct room *room, enum refusal code);
    void *context;
};

static void lobby_on_failure(void *context, const struct error *failure)
{
    struct lobby *lobby = context;
    if (lobby->failed)
        return;
    lobby->failed = true;
    lobby->outer->on_failure(lobby->outer->context, failure);
}

struct lobby *lobby_create(const struct host *host)
{
    struct lobby *lobby = calloc(1, sizeof *lobby);
    CHECK(lobby != NULL);
    lobby->outer = host;
    lobby->host = *host;
    lobby->host.on_failure = lobby_on_failure;
    lobby->host.context = lobby;
    lobby->rooms = map_create();
    lobby->openings = map_create();
    list_init(&lobby->visits);
    return lobby;
}

static void close_room(struct lobby *lobby, struct room *room)
{
    map_remove(lobby->rooms, id_span(&room->stream));
    room_destroy(room);
}

/* Takes one room out of the map: a room before its journey. NULL when there is none. */
static struct room *any_room(const struct lobby *lobby)
{
    struct room *found = NULL;
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(lobby->rooms, &cursor, &key, &value);) {
        struct room *room = value;
        if (room->open_rooms == 0)
            found = room;
    }
    return found;
}

void lobby_destroy(struct lobby *lobby)
{
    if (lobby == NULL)
        return;
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(lobby->openings, &cursor, &key, &value);) {
        for (struct waiting *waiting = value, *next; waiting != NULL; waiting = next) {
            next = waiting->next;
            free(waiting);
        }
    }
    LIST_EACH (link, &lobby->visits)
        visit_destroy(LIST_ENTRY(link, struct visit, link));
    for (struct room *room; (room = any_room(lobby)) != NULL;)
        close_room(lobby, room);
    map_destroy(lobby->rooms);
    map_destroy(lobby->openings);
    free(lobby);
}

int64_t lobby_durable(const struct lobby *lobby)
{
    return lobby->durable;
}

void lobby_hold_changed(struct room *journey, const struct id *person)
{
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(journey->lobby->rooms, &cursor, &key, &value);) {
        struct room *room = value;
        if (room->journey == journey && room != journey)
            roster_hold_people(room, "changed", person);
    }
}

/* ---- opening */

static void on_opened(struct lobby *lobby, const struct id *stream, struct room *room, enum refusal code)
{
    struct waiting *waiting = map_remove(lobby->openings, id_span(stream));
    if (room != NULL) {
        map_set(lobby->rooms, id_span(stream), room);
        room->holds++;
    }
    while (waiting != NULL) {
        struct waiting *next = waiting->next;
        waiting->on_open(waiting->context, room, code);
        free(waiting);
        waiting = next;
    }
    if (room != NULL) {
        room->holds--;
        room_wake(room, room->idle_since_ms + ROOM_IDLE_MS_MAX);
    }
}

void lobby_open(struct lobby *lobby, const struct id *stream,
                void (*on_open)(void *context, struct room *room, enum refusal code), void *context)
{
    struct room *room = map_get(lobby->rooms, id_span(stream));
    if (room != NULL) {
        on_open(context, room, REFUSAL_NONE);
        return;
    }
    struct waiting *waiting = malloc(sizeof *waiting);
    CHECK(waiting != NULL);
    *waiting = (struct waiting){ .on_open = on_open, .context = context };
    struct waiting *others = map_set(lobby->openings, id_span(stream), waiting);
    waiting->next = others;
    if (others == NULL)
        opening_start(lobby, &lobby->host, stream, on_opened);
}

/* ---- what is durable */

void lobby_on_durable(void *context, int64_t ticket, const struct error *failure)
{
    struct lobby *lobby = context;
    if (failure != NULL) {
        lobby_on_failure(lobby, failure);
        return;
    }
    CHECK(!lobby->failed && ticket > lobby->durable);
    lobby->durable = ticket;
    /* one pass over the rooms serves all commits that were answered together */
    struct clock *clock = lobby->host.clock;
    clock->wake_at(clock, 0);
}

/* ---- ticking */

void room_wake(struct room *room, int64_t steady_ms)
{
    if (steady_ms >= room->wake_ms)
        return;
    room->wake_ms = steady_ms;
    struct clock *clock = room->host->clock;
    clock->wake_at(clock, steady_ms);
}

/* Whether nobody needs the room in memory and all that it said is on disk. */
static bool may_close(const struct lobby *lobby, struct room *room, int64_t now)
{
    if (room->member_count > 0 || room->holds > 0 || room->open_rooms > 0 || !gate_is_empty(room))
        return false;
    if (room->idle_since_ms < 0 || now - room->idle_since_ms < ROOM_IDLE_MS_MAX)
        return false;
    if (room_ticket(room) > lobby->durable)
        return false;
    room_keep_snapshot(room, true);
    return true;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void tick_room(struct lobby *lobby, struct room *room, int64_t now)
{
    room->wake_ms = INT64_MAX;
    int64_t next = presence_tick(room, now);
    next = earlier(next, progress_tick(room, now));
    next = earlier(next, entrance_tick(room, now));
    gate_open(room, lobby->durable);
    next = earlier(next, gate_tick(room, now));
    if (room->idle_since_ms >= 0 && room->idle_since_ms + ROOM_IDLE_MS_MAX > now)
        next = earlier(next, room->idle_since_ms + ROOM_IDLE_MS_MAX);
    if (next != INT64_MAX)
        room_wake(room, next);
}

static bool has_durable(const struct lobby *lobby, const struct room *room)
{
    if (list_is_empty(&room->gate.held))
        return false;
    return LIST_ENTRY(room->gate.held.next, struct held, link)->ticket <= lobby->durable;
}

void lobby_tick(struct lobby *lobby)
{
    struct clock *clock = lobby->host.clock;
    int64_t now = clock->steady_ms(clock), next = INT64_MAX;
    struct room *closing = NULL;
    struct span key;
    void *value;
    if (lobby->failed)
        return;
    for (size_t cursor = 0; map_next(lobby->rooms, &cursor, &key, &value);) {
        struct room *room = value;
        if (room->wake_ms <= now || has_durable(lobby, room))
            tick_room(lobby, room, now);
        if (closing == NULL && may_close(lobby, room, now))
            closing = room;
        next = earlier(next, room->wake_ms);
    }
    if (closing != NULL) {
        close_room(lobby, closing);
        next = earlier(next, now + TICK_MS); /* there may be more */
    }
    if (next != INT64_MAX)
        clock->wake_at(clock, next);
}

/* ---- stopping */

void lobby_stop(struct lobby *lobby, enum notice notice, int close_code)
{
    struct buffer text;
    buffer_init(&text);
    wire_write_notice(&text, notice);
    struct frame *frame = frame_create(buffer_view(&text));
    buffer_finish(&text);
    lobby->stopped = true;
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(lobby->rooms, &cursor, &key, &value);) {
        struct room *room = value;
        if (!lobby->failed)
            gate_flush(room);
        LIST_EACH (link, &room->members) {
            struct member *member = LIST_ENTRY(link, struct member, link);
            member->port->send(member, frame);
            member->port->close(member, close_code);
        }
    }
    frame_unref(frame);
}

size_t lobby_count(const struct lobby *lobby)
{
    return map_count(lobby->rooms);
}

bool lobby_is_quiet(const struct lobby *lobby)
{
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(lobby->rooms, &cursor, &key, &value);) {
        const struct room *room = value;
        if (room_ticket(room) > lobby->durable || !gate_is_empty(room))
            return false;
    }
    return map_count(lobby->openings) == 0 && list_is_empty(&lobby->visits);
}
