/* Coming in and leaving. Who comes in takes a seat; who loses the connection keeps it for LEAVE_GRACE_MS, so that a phone in a tunnel does
 * not write a goodbye and a hello into the log. */
#include "internal.h"

#include <kring/check.h>

#include <stdlib.h>

/* ---- what a joiner receives */

static struct frame *joined_frame(struct room *room, const struct member *member,
                                  const struct entrance *entrance, bool with_records)
{
    struct buffer text;
    buffer_init(&text);
    buffer_add_text(&text, "{\"m\":\"joined\",\"stream\":");
    buffer_add_json_text(&text, id_span(&room->stream));
    buffer_add_text(&text, ",\"seq\":");
    buffer_add_number(&text, board_seq(room->board));
    buffer_add_text(&text, ",\"you\":{\"id\":");
    buffer_add_json_text(&text, id_span(&member->person));
    buffer_add_text(&text, ",\"role\":");
    buffer_add_json_text(&text, span_of(choice_role.words[member->role]));
    if (entrance->resume.size > 0) {
        buffer_add_text(&text, ",\"resume\":");
        buffer_add_json_text(&text, entrance->resume);
    }
    buffer_add_text(&text, ",\"rights\":");
    audience_write_rights(room, member->role, &text);
    buffer_add_byte(&text, '}');
    if (with_records && entrance->snapshot_by_http) {
        buffer_add_text(&text, ",\"snapshot\":{\"seq\":");
        buffer_add_number(&text, board_seq(room->board));
        buffer_add_byte(&text, '}');
    } else if (with_records) {
        buffer_add_text(&text, ",\"records\":[],\"last\":false");
    }
    buffer_add_byte(&text, '}');
    struct frame *frame = frame_create(buffer_view(&text));
    buffer_finish(&text);
    return frame;
}

/* The events that a returning client missed, as one message. */
static struct frame *missed_frame(const struct room *room, enum role role, size_t first)
{
    struct buffer text;
    buffer_init(&text);
    buffer_add_text(&text, "{\"m\":\"events\",\"stream\":");
    buffer_add_json_text(&text, id_span(&room->stream));
    buffer_add_text(&text, ",\"events\":[");
    for (size_t i = first; i < room->recent.count; i++) {
        if (i > first)
            buffer_add_byte(&text, ',');
        broadcast_write(room->recent.items[i], role, false, &text);
    }
    buffer_add_text(&text, "]}");
    struct frame *frame = frame_create(buffer_view(&text));
    buffer_finish(&text);
    return frame;
}

static void hold_welcome(struct room *room, struct member *member, const struct entrance *entrance)
{
    size_t first = 0, count = 0;
    bool goes_on = recent_since(&room->recent, entrance->have, board_seq(room->board), &first);
    const struct snapshot_frames *snapshot = NULL;
    if (!goes_on && !entrance->snapshot_by_http)
        snapshot = audience_snapshot(room, member->role);
    struct frame **frames = calloc(4 + (snapshot ? snapshot->count : 0), sizeof(struct frame *));
    CHECK(frames != NULL);
    frames[count++] = joined_frame(room, member, entrance, !goes_on);
    for (size_t i = 0; snapshot != NULL && i < snapshot->count; i++)
        frames[count++] = frame_ref(snapshot->frames[i]);
    if (goes_on && first < room->recent.count)
        frames[count++] = missed_frame(room, member->role, first);
    if (room->journey != room) {
        struct frame *drafts = audience_drafts(room, &member->person);
        if (drafts != NULL)
            frames[count++] = drafts;
        frames[count++] = roster_people(room);
    }
    gate_hold_join(room, member, frames, count);
}

/* ---- joining */

static void write_person(struct room *room, const struct member *member, const struct entrance *entrance,
                         struct commit *commit)
{
    struct arena *arena = &commit->arena;
    if (entrance->name.size > 0) {
        roster_set_name(room->journey, &member->person, entrance->name, entrance->language);
        struct commit_write *write = commit_add(commit, WRITE_PERSON);
        write->person = (struct person_row){
            .journey = room->journey->stream,
            .person = member->person,
            .name = { arena_copy(arena, entrance->name), entrance->name.size },
            .language = span_of(choice_language.words[entrance->language]),
        };
    }
    if (entrance->is_new) {
        const int64_t day_ms = 24 * 60 * 60 * 1000;
        struct commit_write *write = commit_add(commit, WRITE_TOKEN);
        write->token = (struct token_row){
            .secret = hash_of(entrance->resume),
            .journey = room->journey->stream,
            .person = member->person,
            .expires_at = room->host->clock->now_ms(room->host->clock) + RESUME_DAYS_MAX * day_ms,
        };
    }
}

static void refuse_join(struct room *room, struct member *member, const struct refused *refused)
{
    struct buffer text;
    buffer_init(&text);
    wire_write_join_refused(&text, &room->stream, refused);
    struct frame *frame = frame_create(buffer_view(&text));
    member->port->send(member, frame);
    frame_unref(frame);
    buffer_finish(&text);
}

static void link_member(struct room *room, struct member *member, const struct entrance *entrance)
{
    struct guest *guest = roster_guest(room, &entrance->person);
    guest->connections++;
    guest->left_ms = -1;
    guest->answered_loaded = guest->answered_loaded || entrance->is_new;
    member->room = room;
    member->person = entrance->person;
    member->live = false;
    member->has_own = false;
    member->pointer_fresh = false;
    list_init(&member->link);
    list_append(&room->members, &member->link);
    room->member_count++;
    room->idle_since_ms = -1;
}

void room_join(struct room *room, struct member *member, const struct entrance *entrance)
{
    struct arena arena;
    struct outcome outcome;
    struct scene scene = room_scene(room);
    const struct arrival arrival = {
        .person = entrance->person,
        .role = entrance->role,
        .role_given = entrance->role_given,
        .group = entrance->group,
        .group_given = entrance->group_given,
    };
    struct refused full = { .code = REFUSAL_ROOM_CROWDED, .n = PEOPLE_PER_ROOM_MAX };
    if (room->member_count >= PEOPLE_PER_ROOM_MAX) {
        refuse_join(room, member, &full);
        return;
    }
    arena_init(&arena);
    int64_t now = room->host->clock->now_ms(room->host->clock);
    decide_join(&scene, &arrival, now, room->host->ids, &arena, &outcome);
    if (outcome.refused.code != REFUSAL_NONE) {
        refuse_join(room, member, &outcome.refused);
        arena_finish(&arena);
        return;
    }
    link_member(room, member, entrance);
    struct order order = { .person = entrance->person, .commit = room_commit(room) };
    write_person(room, member, entrance, order.commit);
    bool renamed = order.commit->count > 0 && !entrance->is_new && entrance->name.size > 0;
    room_carry_out(room, &outcome, &order);
    member->role = entrance->role;
    room_person_role(room, &member->person, &member->role);
    if (outcome.has_room)
        roster_hold_people(room, "joined", &member->person);
    if (renamed) {
        room->journey->last_ticket = room->last_ticket; /* the name is durable before another room tells it */
        lobby_hold_changed(room->journey, &member->person);
    }
    hold_welcome(room, member, entrance);
    arena_finish(&arena);
}

/* ---- leaving */

static void leave_seat(struct room *room, const struct id *person)
{
    struct arena arena;
    struct outcome outcome;
    struct scene scene = room_scene(room);
    if (scene.room == NULL)
        return;
    arena_init(&arena);
    decide_leave(&scene, person, room->host->clock->now_ms(room->host->clock), &arena, &outcome);
    if (outcome.has_room) {
        struct order order = { .person = *person, .commit = room_commit(room) };
        room_carry_out(room, &outcome, &order);
        roster_hold_people(room, "left", person);
    }
    arena_finish(&arena);
}

void room_part(struct room *room, struct member *member)
{
    CHECK(member->room == room);
    gate_forget(room, member);
    list_remove(&member->link);
    member->room = NULL;
    member->live = false;
    room->member_count--;
    int64_t now = room->host->clock->steady_ms(room->host->clock);
    struct guest *guest = roster_find(room, &member->person);
    if (--guest->connections == 0) {
        guest->left_ms = now;
        room_wake(room, now + LEAVE_GRACE_MS);
    }
    if (room->member_count == 0) {
        room->idle_since_ms = now;
        room_wake(room, now + ROOM_IDLE_MS_MAX);
    }
}

int64_t entrance_tick(struct room *room, int64_t steady_ms)
{
    int64_t next = INT64_MAX;
    struct span key;
    void *value;
    for (size_t cursor = 0; map_next(room->guests, &cursor, &key, &value);) {
        struct guest *guest = value;
        if (guest->left_ms < 0)
            continue;
        if (steady_ms - guest->left_ms >= LEAVE_GRACE_MS) {
            guest->left_ms = -1;
            leave_seat(room, &guest->person);
            /* what was answered is read again from the log, should they come back, unless they are coming */
            if (guest->answered_reads > 0)
                continue;
            map_destroy(guest->answered);
            guest->answered = map_create();
            guest->answered_loaded = false;
        } else if (guest->left_ms + LEAVE_GRACE_MS < next) {
            next = guest->left_ms + LEAVE_GRACE_MS;
        }
    }
    return next;
}

void entrance_reset(struct room *room)
{
    const struct record *seat;
    int64_t now = room->host->clock->steady_ms(room->host->clock);
    for (size_t cursor = 0; (seat = board_next(room->board, RECORD_TYPE_SEAT, &cursor)) != NULL;) {
        if (!value_true(&seat->fields[SEAT_PRESENT]))
            continue;
        struct id person = value_id(&seat->fields[SEAT_PERSON]);
        roster_guest(room, &person)->left_ms = now;
        room_wake(room, now + LEAVE_GRACE_MS);
    }
}
