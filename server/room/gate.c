/* The gate: nothing leaves a room before what it depends on is durable. What happens is held with the ticket of the commit that it
 * depends on; when the journal answers, it becomes ready, and the next flush sends it: at once when the room was quiet for
 * a tick, else at the tick, so that a busy room sends few large messages instead of many small ones.
 *
 * The happy path: hold -> (durable) -> ready -> flush. When the disk fails nothing more is ever answered: what is held stays
 * held until the process ends. */
#include "internal.h"

#include <kring/check.h>

#include <stdlib.h>

void gate_init(struct gate *gate)
{
    list_init(&gate->held);
    list_init(&gate->ready);
}

static void held_destroy(struct held *held)
{
    list_remove(&held->link);
    broadcast_unref(held->broadcast);
    for (size_t role = 0; role < ROLE_COUNT; role++)
        frame_unref(held->by_role[role]);
    for (size_t i = 0; i < held->frame_count; i++)
        frame_unref(held->frames[i]);
    free(held->frames);
    free(held);
}

void gate_finish(struct gate *gate)
{
    LIST_EACH (link, &gate->held)
        held_destroy(LIST_ENTRY(link, struct held, link));
    LIST_EACH (link, &gate->ready)
        held_destroy(LIST_ENTRY(link, struct held, link));
}

/* ---- holding */

static struct held *hold(struct room *room, enum held_kind kind, int64_t ticket)
{
    struct held *held = calloc(1, sizeof *held);
    CHECK(held != NULL);
    held->kind = kind;
    held->ticket = ticket;
    list_append(&room->gate.held, &held->link);
    if (ticket <= lobby_durable(room->lobby))
        room_wake(room, 0);
    return held;
}

void gate_hold_event(struct room *room, int64_t ticket, struct broadcast *broadcast, struct member *origin)
{
    struct held *held = hold(room, HELD_EVENT, ticket);
    held->broadcast = broadcast_ref(broadcast);
    held->member = origin;
}

void gate_hold_all(struct room *room, struct frame *frames[ROLE_COUNT])
{
    struct held *held = hold(room, HELD_ALL, room_ticket(room));
    memcpy(held->by_role, frames, sizeof held->by_role);
}

void gate_hold_everybody(struct room *room, struct frame *frame)
{
    struct frame *frames[ROLE_COUNT];
    for (size_t role = 0; role < ROLE_COUNT; role++)
        frames[role] = role == 0 ? frame : frame_ref(frame);
    gate_hold_all(room, frames);
}

void gate_hold_member(struct room *room, struct member *member, struct frame *frame)
{
    struct held *held = hold(room, HELD_MEMBER, room_ticket(room));
    held->member = member;
    held->by_role[0] = frame;
}

void gate_hold_join(struct room *room, struct member *member, struct frame **frames, size_t count)
{
    struct held *held = hold(room, HELD_JOIN, room_ticket(room));
    held->member = member;
    held->frames = frames;
    held->frame_count = count;
}

void gate_hold_call(struct room *room, void (*call)(void *context, const struct answer *answer),
                    void *context, const struct answer *answer)
{
    struct held *held = hold(room, HELD_CALL, room_ticket(room));
    held->call = call;
    held->context = context;
    held->answer = *answer;
}

static void forget_in(struct list *list, const struct member *member)
{
    LIST_EACH (link, list) {
        struct held *held = LIST_ENTRY(link, struct held, link);
        if (held->member != member)
            continue;
        if (held->kind == HELD_EVENT)
            held->member = NULL;
        else
            held_destroy(held);
    }
}

void gate_forget(struct room *room, const struct member *member)
{
    forget_in(&room->gate.held, member);
    forget_in(&room->gate.ready, member);
}

bool gate_is_empty(const struct room *room)
{
    return list_is_empty(&room->gate.held) && list_is_empty(&room->gate.ready);
}

/* ---- sending */

/* Messages on their way into one frame: an object alone, or an array of several. */
struct batch {
    struct buffer text;
    size_t count;
};

static void batch_begin(struct batch *batch)
{
    if (batch->count++ == 0)
        buffer_add_byte(&batch->text, '[');
    else
        buffer_add_byte(&batch->text, ',');
}

static struct frame *batch_frame(struct batch *batch)
{
    if (batch->count > 1)
        buffer_add_byte(&batch->text, ']');
    struct span text = buffer_view(&batch->text);
    if (batch->count == 1) {
        text.data += 1;
        text.size -= 1;
    }
    return batch->count == 0 ? NULL : frame_create(text);
}

/* The events of a run of ready things as one `events` message. */
static void batch_events(struct batch *batch, const struct room *room, struct held *first, size_t count,
                         enum role role, const struct member *member)
{
    bool begun = false;
    struct list *link = &first->link;
    for (size_t i = 0; i < count; i++, link = link->next) {
        struct held *held = LIST_ENTRY(link, struct held, link);
        if (held->kind != HELD_EVENT)
            continue;
        if (!begun) {
            batch_begin(batch);
            buffer_add_text(&batch->text, "{\"m\":\"events\",\"stream\":");
            buffer_add_json_text(&batch->text, id_span(&room->stream));
            buffer_add_text(&batch->text, ",\"events\":[");
        } else {
            buffer_add_byte(&batch->text, ',');
        }
        begun = true;
        broadcast_write(held->broadcast, role, member != NULL && held->member == member, &batch->text);
    }
    if (begun)
        buffer_add_text(&batch->text, "]}");
}

/* A run of ready things as one frame, for a role, or for one member with what is for it alone. NULL: nothing. */
static struct frame *run_frame(const struct room *room, struct held *first, size_t count, enum role role,
                               const struct member *member)
{
    struct batch batch = { .count = 0 };
    buffer_init(&batch.text);
    struct list *link = &first->link;
    for (size_t i = 0; member != NULL && i < count; i++, link = link->next) {
        struct held *held = LIST_ENTRY(link, struct held, link);
        if (held->kind != HELD_MEMBER || held->member != member)
            continue;
        batch_begin(&batch);
        buffer_add(&batch.text, frame_text(held->by_role[0]));
    }
    if (member == NULL || member->live) {
        batch_events(&batch, room, first, count, role, member);
        link = &first->link;
        for (size_t i = 0; i < count; i++, link = link->next) {
            struct held *held = LIST_ENTRY(link, struct held, link);
            if (held->kind != HELD_ALL || held->by_role[role] == NULL)
                continue;
            batch_begin(&batch);
            buffer_add(&batch.text, frame_text(held->by_role[role]));
        }
    }
    struct frame *frame = batch_frame(&batch);
    buffer_finish(&batch.text);
    return frame;
}

/* Sends a run of ready things, between two joins, to everybody whom they concern. */
static void send_run(struct room *room, struct held *first, size_t count)
{
    struct frame *shared[ROLE_COUNT] = { NULL };
    bool built[ROLE_COUNT] = { false };
    struct list *link = &first->link;
    for (size_t i = 0; i < count; i++, link = link->next) {
        struct held *held = LIST_ENTRY(link, struct held, link);
        if (held->member != NULL)
            held->member->has_own = true;
    }
    LIST_EACH (member_link, &room->members) {
        struct member *member = LIST_ENTRY(member_link, struct member, link);
        struct frame *frame = NULL;
        if (member->has_own) {
            frame = run_frame(room, first, count, member->role, member);
        } else if (member->live) {
            if (!built[member->role])
                shared[member->role] = run_frame(room, first, count, member->role, NULL);
            built[member->role] = true;
            frame = shared[member->role] ? frame_ref(shared[member->role]) : NULL;
        }
        member->has_own = false;
        if (frame != NULL)
            member->port->send(member, frame);
        frame_unref(frame);
    }
    for (size_t role = 0; role < ROLE_COUNT; role++)
        frame_unref(shared[role]);
}

static void welcome(struct held *held)
{
    for (size_t i = 0; i < held->frame_count; i++)
        held->member->port->send(held->member, held->frames[i]);
    held->member->live = true;
}

void gate_flush(struct room *room)
{
    struct gate *gate = &room->gate;
    gate->flushed_ms = room->host->clock->steady_ms(room->host->clock);
    while (!list_is_empty(&gate->ready)) {
        size_t count = 0;
        struct held *join = NULL;
        LIST_EACH (link, &gate->ready) {
            struct held *held = LIST_ENTRY(link, struct held, link);
            if (held->kind == HELD_JOIN) {
                join = held;
                break;
            }
            count++;
        }
        if (count > 0)
            send_run(room, LIST_ENTRY(gate->ready.next, struct held, link), count);
        if (join != NULL)
            welcome(join);
        for (size_t i = 0; i < count + (join != NULL); i++)
            held_destroy(LIST_ENTRY(gate->ready.next, struct held, link));
    }
}

void gate_open(struct room *room, int64_t ticket)
{
    struct gate *gate = &room->gate;
    while (!list_is_empty(&gate->held)) {
        struct held *held = LIST_ENTRY(gate->held.next, struct held, link);
        if (held->ticket > ticket)
            break;
        list_remove(&held->link);
        if (held->kind == HELD_CALL) {
            list_init(&held->link);
            held->call(held->context, &held->answer);
            held_destroy(held);
        } else {
            list_append(&gate->ready, &held->link);
        }
    }
}

int64_t gate_tick(struct room *room, int64_t steady_ms)
{
    struct gate *gate = &room->gate;
    if (list_is_empty(&gate->ready))
        return INT64_MAX;
    if (steady_ms - gate->flushed_ms < TICK_MS)
        return gate->flushed_ms + TICK_MS;
    gate_flush(room);
    return INT64_MAX;
}
