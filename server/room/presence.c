/* Pointers. Presence is not history: what is not sent yet is replaced, never queued, filtered by what a viewer can see, bounded for each viewer,
 * and never stored (INV24). While a phase is sealed there is none: who writes would show (domain 2.7). */
#include "internal.h"

#include <kring/check.h>

#include <stdlib.h>

/* One pointer that moved, as text, ready to be put into any message. */
struct mover {
    const struct member *member;
    size_t from, size; /* in the text of all */
};

static bool is_sealed(const struct room *room)
{
    struct id stream = room->stream;
    const struct record *self = board_get(room->board, RECORD_TYPE_ROOM, &stream);
    struct id phase_id = self ? value_id(&self->fields[ROOM_PHASE]) : (struct id){ { 0 } };
    const struct record *phase = board_get(room->board, RECORD_TYPE_PHASE, &phase_id);
    return phase != NULL && value_number(&phase->fields[PHASE_WRITE], WRITE_OPEN) == WRITE_SEALED;
}

void room_here(struct room *room, struct member *member, const struct here_message *here)
{
    member->x = here->x;
    member->y = here->y;
    memcpy(member->view, here->view, sizeof member->view);
    member->drag = here->drag;
    member->typing = here->typing;
    member->pointer_fresh = true;
    member->moved_ms = room->host->clock->steady_ms(room->host->clock);
    room->presence_due = true;
    room_wake(room, room->presence_ms + PRESENCE_TICK_MS);
}

/* Only what everybody can see: the id of a card of a sealed phase, also of one that has just ended, is its writer's alone. */
static bool is_shown(const struct room *room, const struct id *item)
{
    return !id_is_empty(item) && board_get(room->board, RECORD_TYPE_ITEM, item) != NULL;
}

static void write_mover(const struct room *room, const struct member *member, struct buffer *out)
{
    buffer_add_byte(out, '[');
    buffer_add_json_text(out, id_span(&member->person));
    buffer_add_byte(out, ',');
    buffer_add_number(out, member->x);
    buffer_add_byte(out, ',');
    buffer_add_number(out, member->y);
    bool drags = is_shown(room, &member->drag), types = is_shown(room, &member->typing);
    if (drags || types) {
        buffer_add_text(out, ",{");
        if (drags) {
            buffer_add_text(out, "\"drag\":");
            buffer_add_json_text(out, id_span(&member->drag));
        }
        if (types) {
            buffer_add_text(out, drags ? ",\"typing\":" : "\"typing\":");
            buffer_add_json_text(out, id_span(&member->typing));
        }
        buffer_add_byte(out, '}');
    }
    buffer_add_byte(out, ']');
}

static bool sees(const struct member *viewer, const struct member *mover)
{
    if (viewer->view[2] <= 0)
        return true;
    return mover->x >= viewer->view[0] && mover->x < viewer->view[0] + viewer->view[2] &&
           mover->y >= viewer->view[1] && mover->y < viewer->view[1] + viewer->view[3];
}

/* The message for one viewer; NULL when nothing moved in sight. all says whether it holds every mover, so that it can be shared. */
static struct frame *there_frame(const struct room *room, const struct member *viewer,
                                 const struct mover *movers, size_t count, const struct buffer *texts,
                                 bool *all)
{
    struct buffer text;
    size_t shown = 0;
    buffer_init(&text);
    buffer_add_text(&text, "{\"m\":\"there\",\"stream\":");
    buffer_add_json_text(&text, id_span(&room->stream));
    buffer_add_text(&text, ",\"at\":[");
    *all = true;
    for (size_t i = 0; i < count && shown < THERE_PER_MEMBER_MAX; i++) {
        bool own = id_equal(&movers[i].member->person, &viewer->person);
        if (own || !sees(viewer, movers[i].member)) {
            *all = false;
            continue;
        }
        if (shown++ > 0)
            buffer_add_byte(&text, ',');
        buffer_add(&text, (struct span){ texts->data + movers[i].from, movers[i].size });
    }
    buffer_add_text(&text, "]}");
    struct frame *frame = shown > 0 ? frame_create(buffer_view(&text)) : NULL;
    buffer_finish(&text);
    return frame;
}

static void send_movers(struct room *room, const struct mover *movers, size_t count,
                        const struct buffer *texts)
{
    struct frame *shared = NULL;
    LIST_EACH (link, &room->members) {
        struct member *viewer = LIST_ENTRY(link, struct member, link);
        bool all = false;
        if (!viewer->live)
            continue;
        /* on a second device one's own pointer may be among those that moved */
        bool is_alone = roster_find(room, &viewer->person)->connections == 1;
        bool can_share = viewer->view[2] <= 0 && !viewer->pointer_fresh && is_alone;
        struct frame *frame = can_share && shared != NULL
                                  ? frame_ref(shared)
                                  : there_frame(room, viewer, movers, count, texts, &all);
        if (frame == NULL)
            continue;
        if (all && shared == NULL)
            shared = frame_ref(frame);
        viewer->port->send_presence(viewer, frame);
        frame_unref(frame);
    }
    frame_unref(shared);
}

int64_t presence_tick(struct room *room, int64_t steady_ms)
{
    if (!room->presence_due)
        return INT64_MAX;
    if (steady_ms - room->presence_ms < PRESENCE_TICK_MS)
        return room->presence_ms + PRESENCE_TICK_MS;
    room->presence_due = false;
    room->presence_ms = steady_ms;
    struct buffer texts;
    buffer_init(&texts);
    struct mover *movers = calloc(room->member_count + 1, sizeof *movers);
    CHECK(movers != NULL);
    size_t count = 0;
    bool sealed = is_sealed(room);
    LIST_EACH (link, &room->members) {
        struct member *member = LIST_ENTRY(link, struct member, link);
        if (!member->pointer_fresh || !member->live || sealed)
            continue;
        size_t from = texts.size;
        write_mover(room, member, &texts);
        movers[count++] = (struct mover){ member, from, texts.size - from };
    }
    if (count > 0)
        send_movers(room, movers, count, &texts);
    LIST_EACH (link, &room->members)
        LIST_ENTRY(link, struct member, link)->pointer_fresh = false;
    free(movers);
    buffer_finish(&texts);
    return INT64_MAX;
}
