/* The spine. room_submit reads from top to bottom: decide, apply, encode, hold, append. Its other half is in gate.c: when the
 * journal says durable, the gate opens and everybody receives it.
 *
 * The board is ahead of the disk by what is under way. That is never seen from outside: whatever is told about the board is
 * held behind the last ticket of its streams. When the journal fails the board is ahead of the truth for good; nothing is
 * told any more and the process ends. */
#include "internal.h"

#include <kring/check.h>

#include <stdlib.h>

struct room *room_create(struct lobby *lobby, const struct host *host, const struct id *stream,
                         struct room *journey)
{
    struct room *room = calloc(1, sizeof *room);
    CHECK(room != NULL);
    room->lobby = lobby;
    room->host = host;
    room->stream = *stream;
    room->journey = journey ? journey : room;
    room->board = board_create(stream);
    list_init(&room->members);
    gate_init(&room->gate);
    for (size_t role = 0; role < ROLE_COUNT; role++)
        room->snapshots[role].seq = -1;
    room->guests = map_create();
    room->names = map_create();
    room->draft_ops = map_create();
    room->progress_due = map_create();
    room->gate.flushed_ms = host->clock->steady_ms(host->clock) - TICK_MS;
    room->idle_since_ms = host->clock->steady_ms(host->clock);
    room->wake_ms = INT64_MAX;
    if (journey != NULL)
        journey->open_rooms++;
    return room;
}

void room_destroy(struct room *room)
{
    CHECK(list_is_empty(&room->members));
    if (room->journey != room && --room->journey->open_rooms == 0) {
        room->journey->idle_since_ms = room->host->clock->steady_ms(room->host->clock);
        room_wake(room->journey, room->journey->idle_since_ms + ROOM_IDLE_MS_MAX);
    }
    gate_finish(&room->gate);
    recent_finish(&room->recent);
    audience_finish(room);
    roster_finish(room);
    map_destroy(room->progress_due);
    board_destroy(room->board);
    free(room);
}

const struct id *room_stream(const struct room *room)
{
    return &room->stream;
}

const struct board *room_board(const struct room *room)
{
    return room->board;
}

struct room *room_journey(struct room *room)
{
    return room->journey;
}

bool room_person_role(struct room *room, const struct id *person, enum role *role)
{
    const struct record *record = board_get(room->journey->board, RECORD_TYPE_PERSON, person);
    if (record == NULL)
        return false;
    *role = (enum role)value_number(&record->fields[PERSON_ROLE], ROLE_OBSERVER);
    return true;
}

int64_t room_ticket(const struct room *room)
{
    int64_t journey = room->journey->last_ticket;
    return room->last_ticket > journey ? room->last_ticket : journey;
}

struct commit *room_commit(struct room *room)
{
    struct commit *commit = commit_create();
    commit->on_done = lobby_on_durable;
    commit->context = room->lobby;
    return commit;
}

/* ---- carrying out */

void commit_event(struct commit *commit, const struct event *event)
{
    struct buffer payload;
    buffer_init(&payload);
    wire_write_payload(&payload, event);
    struct commit_write *write = commit_add(commit, WRITE_EVENT);
    write->event = (struct entry){
        .stream = event->stream,
        .seq = event->seq,
        .at = event->at,
        .verb = { arena_copy(&commit->arena, event->verb), event->verb.size },
        .by = event->by,
        .phase = event->phase,
        .hat = span_of(choice_hat.words[event->hat]),
        .op = event->op,
        .payload = { arena_copy(&commit->arena, buffer_view(&payload)), payload.size },
    };
    buffer_finish(&payload);
}

/* Gives an event its place, applies it and appends it; returns it as clients will see it. */
static struct broadcast *append_event(struct room *room, const struct event *decided, struct commit *commit)
{
    struct event event = *decided;
    const char *why;
    event.seq = board_seq(room->board) + 1;
    CHECK(board_apply(room->board, &event, &why) == 0);
    commit_event(commit, &event);
    struct broadcast *broadcast = broadcast_create(&event);
    recent_add(&room->recent, broadcast);
    return broadcast;
}

static void write_draft(struct room *room, const struct draft *draft, struct commit *commit)
{
    struct buffer record;
    buffer_init(&record);
    wire_write_record(&record, &draft->record, AUDIENCE_ALL);
    struct commit_write *write = commit_add(commit, WRITE_DRAFT);
    write->draft = (struct draft_row){
        .stream = room->stream,
        .slot = draft->slot,
        .owner = draft->owner,
        .key = draft->key,
        .payload = { arena_copy(&commit->arena, buffer_view(&record)), record.size },
    };
    buffer_finish(&record);
}

static void keep_drafts(struct room *room, const struct outcome *outcome, const struct order *order)
{
    for (size_t i = 0; i < outcome->draft_count; i++) {
        const struct draft *draft = &outcome->drafts[i];
        board_put_draft(room->board, draft);
        write_draft(room, draft, order->commit);
        if (draft->record.type == RECORD_TYPE_BALLOT) {
            map_set(room->progress_due, id_span(&draft->slot), room);
            room_wake(room, room->progress_ms + PROGRESS_TICK_MS);
        }
    }
    if (outcome->draft_count > 0 && !id_is_empty(&order->op)) {
        struct commit_write *write = commit_add(order->commit, WRITE_DRAFT_OP);
        write->draft_op =
            (struct draft_op){ room->stream, outcome->drafts[0].slot, order->person, order->op };
        roster_remember_draft(room, &order->person, &order->op, &outcome->drafts[0].slot);
    }
}

static void erase_drafts(struct room *room, const struct id *slot, struct commit *commit)
{
    if (id_is_empty(slot))
        return;
    board_erase_drafts(room->board, slot);
    roster_forget_drafts(room, slot);
    map_remove(room->progress_due, id_span(slot));
    struct commit_write *write = commit_add(commit, WRITE_DRAFT_ERASE);
    write->draft = (struct draft_row){ .stream = room->stream, .slot = *slot };
}

static void rename_person(struct room *room, const struct outcome *outcome, const struct order *order)
{
    if (!outcome->renames)
        return;
    const struct named *old = map_get(room->journey->names, id_span(&order->person));
    enum language language = old ? old->language : LANGUAGE_EN;
    roster_set_name(room->journey, &order->person, outcome->name, language);
    struct commit_write *write = commit_add(order->commit, WRITE_PERSON);
    write->person = (struct person_row){
        .journey = room->journey->stream,
        .person = order->person,
        .name = { arena_copy(&order->commit->arena, outcome->name), outcome->name.size },
        .language = span_of(choice_language.words[language]),
    };
}

/* Whether what anybody may do can have changed. */
static bool changes_rights(const struct event *event)
{
    for (size_t i = 0; i < event->change_count; i++) {
        enum record_type type = event->changes[i].type;
        if (type == RECORD_TYPE_PHASE || type == RECORD_TYPE_ROOM)
            return true;
    }
    return false;
}

/* People whose role, group or name is another now. */
static void tell_people(struct room *room, const struct outcome *outcome, const struct order *order)
{
    bool changed = outcome->renames;
    for (size_t i = 0; outcome->has_journey && i < outcome->journey.change_count; i++) {
        const struct change *change = &outcome->journey.changes[i];
        changed = changed || (change->type == RECORD_TYPE_PERSON && change->kind == CHANGE_PATCH);
    }
    if (changed)
        lobby_hold_changed(room->journey, &order->person);
}

/* A person's own drafts go to all of that person's connections. */
static void tell_drafts(struct room *room, const struct outcome *outcome, const struct order *order)
{
    if (outcome->draft_count == 0)
        return;
    struct buffer text;
    buffer_init(&text);
    buffer_add_text(&text, "{\"m\":\"records\",\"stream\":");
    buffer_add_json_text(&text, id_span(&room->stream));
    buffer_add_text(&text, ",\"records\":[");
    for (size_t i = 0; i < outcome->draft_count; i++) {
        if (i > 0)
            buffer_add_byte(&text, ',');
        wire_write_record(&text, &outcome->drafts[i].record, AUDIENCE_ALL);
    }
    buffer_add_text(&text, "],\"last\":true}");
    struct frame *frame = frame_create(buffer_view(&text));
    buffer_finish(&text);
    LIST_EACH (link, &room->members) {
        struct member *member = LIST_ENTRY(link, struct member, link);
        if (id_equal(&member->person, &order->person))
            gate_hold_member(room, member, frame_ref(frame));
    }
    frame_unref(frame);
}

void room_carry_out(struct room *room, const struct outcome *outcome, struct order *order)
{
    struct room *journey = room->journey;
    struct broadcast *in_journey = NULL, *in_room = NULL;
    if (outcome->has_journey)
        in_journey = append_event(journey, &outcome->journey, order->commit);
    if (outcome->has_room)
        in_room = append_event(room, &outcome->room, order->commit);
    keep_drafts(room, outcome, order);
    erase_drafts(room, &outcome->erased_slot, order->commit);
    rename_person(room, outcome, order);
    if (order->commit->count > 0) {
        int64_t ticket = journal_commit(room->host->journal, order->commit);
        room->last_ticket = ticket;
        if (outcome->has_journey || outcome->renames)
            journey->last_ticket = ticket;
    } else {
        commit_destroy(order->commit);
    }
    order->commit = NULL;
    tell_drafts(room, outcome, order);
    if (in_journey != NULL)
        gate_hold_event(journey, room_ticket(room), in_journey, journey == room ? order->origin : NULL);
    if (in_room != NULL)
        gate_hold_event(room, room_ticket(room), in_room, order->origin);
    broadcast_unref(in_journey);
    broadcast_unref(in_room);
    if (outcome->has_room && changes_rights(&outcome->room))
        audience_hold_rights(room);
    tell_people(room, outcome, order);
    room_keep_snapshot(room, false);
    if (journey != room)
        room_keep_snapshot(journey, false);
}

/* ---- answering */

static void tell_done(struct room *room, struct member *member, const struct id *op, int64_t seq)
{
    struct buffer text;
    buffer_init(&text);
    wire_write_done(&text, op, seq);
    gate_hold_member(room, member, frame_create(buffer_view(&text)));
    buffer_finish(&text);
}

void room_refuse(struct room *room, struct member *member, const struct id *op, const struct refused *refused)
{
    struct buffer text;
    buffer_init(&text);
    wire_write_refused(&text, op, refused);
    gate_hold_member(room, member, frame_create(buffer_view(&text)));
    buffer_finish(&text);
}

/* ---- submitting */

/* Commands of the whole room; refills at the rate that the server was given. */
static bool room_takes(struct room *room)
{
    int64_t rate = room->host->room_commands_per_second;
    if (rate <= 0)
        rate = ROOM_COMMANDS_PER_SECOND;
    int64_t now = room->host->clock->steady_ms(room->host->clock);
    struct bucket *bucket = &room->bucket;
    if (bucket->filled_ms == 0)
        bucket->tokens = (double)rate;
    bucket->tokens += (double)(now - bucket->filled_ms) * (double)rate / 1000;
    if (bucket->tokens > (double)rate)
        bucket->tokens = (double)rate;
    bucket->filled_ms = now;
    if (bucket->tokens < 1)
        return false;
    bucket->tokens -= 1;
    return true;
}

/* Does an act of a person: decides, carries out. Returns the seq of the answer (0: in the vault). */
static int64_t room_act(struct room *room, const struct id *person, enum role role,
                        const struct do_message *act, struct member *origin, struct refused *refused)
{
    struct arena arena;
    struct outcome outcome;
    struct scene scene = room_scene(room);
    struct command command = act->command;
    command.op = act->op;
    command.by = *person;
    command.role = role;
    command.hat = act->hat_given ? act->command.hat : verb_infos[command.verb].hat;
    command.at = room->host->clock->now_ms(room->host->clock);
    arena_init(&arena);
    decide(&scene, &command, room->host->ids, &arena, &outcome);
    *refused = outcome.refused;
    int64_t seq = 0;
    if (refused->code == REFUSAL_NONE) {
        struct order order = { *person, act->op, origin, room_commit(room) };
        seq = outcome.has_room      ? board_seq(room->board) + 1
              : outcome.has_journey ? board_seq(room->journey->board) + 1
                                    : 0;
        room_carry_out(room, &outcome, &order);
        if (seq > 0)
            roster_remember(room, person, &act->op, seq);
    }
    arena_finish(&arena);
    return seq;
}

/* What is refused before anything is decided. */
static bool is_too_busy(struct room *room, struct refused *refused)
{
    if (journal_waiting(room->host->journal) > WAITING_WRITES_MAX)
        *refused = (struct refused){ .code = REFUSAL_BUSY, .retry_ms = 500 };
    else if (!room_takes(room))
        *refused = (struct refused){ .code = REFUSAL_BUSY, .retry_ms = 200 };
    else
        return false;
    return true;
}

void room_submit(struct room *room, struct member *member, const struct do_message *act)
{
    struct refused refused = { 0 };
    enum role role = member->role;
    int64_t seq;
    if (room->journey == room) {
        /* acts are done in rooms: a journey alone has no phase that could allow them */
        refused.code = REFUSAL_NOT_JOINED;
        room_refuse(room, member, &act->op, &refused);
        return;
    }
    room_person_role(room, &member->person, &role);
    if (roster_answered(room, &member->person, &act->op, &seq)) {
        tell_done(room, member, &act->op, seq);
        return;
    }
    if (is_too_busy(room, &refused)) {
        room_refuse(room, member, &act->op, &refused);
        return;
    }
    seq = room_act(room, &member->person, role, act, member, &refused);
    if (refused.code == REFUSAL_NONE)
        tell_done(room, member, &act->op, seq);
    else
        room_refuse(room, member, &act->op, &refused);
}

/* ---- without a connection */

struct lone_act {
    struct room *room;
    struct id person;
    enum role role;
    struct do_message act; /* its fields live in the caller's arena until on_answer is called */
    void (*on_answer)(void *context, const struct answer *answer);
    void *context;
};

static void do_lone_act(void *context)
{
    struct lone_act *lone = context;
    struct room *room = lone->room;
    struct answer answer = { .op = lone->act.op };
    if (!roster_answered(room, &lone->person, &lone->act.op, &answer.seq) &&
        !is_too_busy(room, &answer.refused))
        answer.seq = room_act(room, &lone->person, lone->role, &lone->act, NULL, &answer.refused);
    gate_hold_call(room, lone->on_answer, lone->context, &answer);
    room->holds--;
    free(lone);
}

void room_submit_alone(struct room *room, const struct id *person, enum role role,
                       const struct do_message *act,
                       void (*on_answer)(void *context, const struct answer *answer), void *context)
{
    struct lone_act *lone = malloc(sizeof *lone);
    CHECK(lone != NULL);
    *lone = (struct lone_act){ room, *person, role, *act, on_answer, context };
    room->holds++;
    room_know_person(room, person, do_lone_act, lone);
}

/* ---- snapshots for the disk */

void room_keep_snapshot(struct room *room, bool now)
{
    int64_t seq = board_seq(room->board);
    int64_t since = seq - room->snapshot_seq;
    if (since == 0 || (!now && since < SNAPSHOT_EVERY_EVENTS))
        return;
    struct commit *commit = room_commit(room);
    struct buffer lines;
    buffer_init(&lines);
    for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++) {
        const struct record *record;
        for (size_t cursor = 0; (record = board_next(room->board, type, &cursor)) != NULL;) {
            wire_write_canonical(&lines, record);
            buffer_add_byte(&lines, '\n');
        }
    }
    struct commit_write *write = commit_add(commit, WRITE_SNAPSHOT);
    write->snapshot = (struct snapshot_row){
        .stream = room->stream,
        .seq = seq,
        .records = { arena_copy(&commit->arena, buffer_view(&lines)), lines.size },
    };
    buffer_finish(&lines);
    room->snapshot_seq = seq;
    /* nothing that is told depends on it, so last_ticket stays */
    journal_commit(room->host->journal, commit);
}
