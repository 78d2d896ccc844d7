/* Events as bytes. What a role may see is written once, when the event happens, and shared by everybody of that role. */
#include "internal.h"

#include <kring/check.h>

#include <stdlib.h>

/* Whether every role sees all of it, as is nearly always so. */
static bool is_public(const struct event *event)
{
    const unsigned everybody = (1u << ROLE_COUNT) - 1;
    for (size_t i = 0; i < event->change_count; i++) {
        const struct record_info *info = &record_infos[event->changes[i].type];
        if ((info->see & everybody) != everybody)
            return false;
        for (size_t f = 0; f < info->shape.count; f++) {
            if ((info->shape.fields[f].see & everybody) != everybody)
                return false;
        }
    }
    return true;
}

struct broadcast *broadcast_create(const struct event *event)
{
    struct broadcast *broadcast = calloc(1, sizeof *broadcast);
    CHECK(broadcast != NULL);
    size_t ends[ROLE_COUNT + 1];
    struct buffer text;
    buffer_init(&text);
    buffer_add(&text, event->verb);
    ends[0] = text.size;
    bool everybody = is_public(event);
    for (size_t role = 0; role < ROLE_COUNT; role++) {
        if (role == 0 || !everybody)
            wire_write_changes(&text, event->changes, event->change_count, 1u << role);
        ends[role + 1] = text.size;
    }
    broadcast->refs = 1;
    broadcast->bytes = text.size;
    broadcast->memory = malloc(text.size + 1);
    CHECK(broadcast->memory != NULL);
    memcpy(broadcast->memory, text.data, text.size);
    buffer_finish(&text);
    for (size_t role = 0; role < ROLE_COUNT; role++) {
        size_t from = everybody ? 0 : role;
        broadcast->changes[role] =
            (struct span){ broadcast->memory + ends[from], ends[from + 1] - ends[from] };
    }
    broadcast->header = *event;
    broadcast->header.verb = (struct span){ broadcast->memory, ends[0] };
    broadcast->header.fields = NULL;
    broadcast->header.changes = NULL;
    broadcast->header.change_count = 0;
    return broadcast;
}

struct broadcast *broadcast_ref(struct broadcast *broadcast)
{
    broadcast->refs++;
    return broadcast;
}

void broadcast_unref(struct broadcast *broadcast)
{
    if (broadcast == NULL || --broadcast->refs > 0)
        return;
    free(broadcast->memory);
    free(broadcast);
}

void broadcast_write(const struct broadcast *broadcast, enum role role, bool with_op, struct buffer *out)
{
    static const struct id none = { { 0 } };
    wire_write_event(out, &broadcast->header, with_op ? &broadcast->header.op : &none,
                     broadcast->changes[role]);
}

/* ---- the recent ones */

void recent_add(struct recent *recent, struct broadcast *broadcast)
{
    size_t dropped = 0;
    recent->bytes += broadcast->bytes;
    while (recent->bytes > RECENT_BYTES_MAX && dropped < recent->count) {
        recent->bytes -= recent->items[dropped]->bytes;
        broadcast_unref(recent->items[dropped++]);
    }
    if (dropped > 0) {
        recent->count -= dropped;
        memmove(recent->items, recent->items + dropped, recent->count * sizeof *recent->items);
    }
    if (recent->count == recent->capacity) {
        recent->capacity = recent->capacity ? recent->capacity * 2 : 64;
        recent->items = realloc(recent->items, recent->capacity * sizeof *recent->items);
        CHECK(recent->items != NULL);
    }
    recent->items[recent->count++] = broadcast_ref(broadcast);
}

void recent_finish(struct recent *recent)
{
    for (size_t i = 0; i < recent->count; i++)
        broadcast_unref(recent->items[i]);
    free(recent->items);
    *recent = (struct recent){ 0 };
}

bool recent_since(const struct recent *recent, int64_t have, int64_t seq, size_t *first)
{
    if (have < 0 || have > seq || seq - have > CATCH_UP_EVENTS_MAX)
        return false;
    size_t missed = (size_t)(seq - have);
    if (missed > recent->count)
        return false;
    *first = recent->count - missed;
    return true;
}
