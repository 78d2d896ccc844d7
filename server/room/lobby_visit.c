/* Who may come in. A secret belongs to a link, which makes a new person of whoever uses it, or to a person who was here before.
 * Both are known by their hash alone. An unknown room and a wrong secret are answered alike. */
#include "lobby_internal.h"

#include <kring/check.h>
#include <kring/text.h>

#include <stdlib.h>

static struct visit *visit_create(struct lobby *lobby, const struct id *stream)
{
    struct visit *visit = calloc(1, sizeof *visit);
    CHECK(visit != NULL);
    visit->lobby = lobby;
    visit->stream = *stream;
    arena_init(&visit->arena);
    list_append(&lobby->visits, &visit->link);
    return visit;
}

void visit_destroy(struct visit *visit)
{
    list_remove(&visit->link);
    arena_finish(&visit->arena);
    free(visit);
}

/* ---- finding */

static void on_room(void *context, struct room *room, enum refusal code)
{
    struct visit *visit = context;
    visit->room = room;
    if (room == NULL) {
        visit->on_visit(visit, code);
        return;
    }
    bool is_journey = id_equal(&visit->stream, &visit->journey);
    bool fits = id_equal(room_stream(room->journey), &visit->journey) &&
                (!visit->is_link || is_journey || id_equal(&visit->stream, &visit->link_room));
    if (!fits)
        visit->on_visit(visit, REFUSAL_ROOM_UNKNOWN);
    else if (!visit->is_link && !room_person_role(room, &visit->person, &visit->role))
        visit->on_visit(visit, REFUSAL_RESUME_UNKNOWN);
    else
        visit->on_visit(visit, REFUSAL_NONE);
}

static enum role role_from(struct span word)
{
    for (size_t role = 0; role < choice_role.count; role++) {
        if (span_is(word, choice_role.words[role]))
            return (enum role)role;
    }
    return ROLE_OBSERVER;
}

static void on_bearer(void *context, const struct bearer *bearer, const struct error *failure)
{
    struct visit *visit = context;
    struct lobby *lobby = visit->lobby;
    if (failure != NULL) {
        lobby->host.on_failure(lobby->host.context, failure);
        visit->on_visit(visit, REFUSAL_READ_ONLY);
        return;
    }
    bool near = bearer->found && memcmp(bearer->journey.text, visit->stream.text, ID_JOURNEY_PREFIX) == 0;
    if (!near) {
        visit->on_visit(visit, visit->is_link ? REFUSAL_ROOM_UNKNOWN : REFUSAL_RESUME_UNKNOWN);
        return;
    }
    visit->is_link = bearer->is_link;
    visit->journey = bearer->journey;
    visit->link_room = bearer->room;
    visit->person = bearer->person;
    visit->role = role_from(bearer->role);
    lobby_open(lobby, &visit->stream, on_room, visit);
}

void visit_start(struct lobby *lobby, struct visit *visit, struct span secret)
{
    if (lobby->failed || lobby->stopped) {
        visit->on_visit(visit, lobby->failed ? REFUSAL_READ_ONLY : REFUSAL_RESTARTING);
        return;
    }
    struct hash hash = hash_of(secret);
    int64_t now = lobby->host.clock->now_ms(lobby->host.clock);
    lobby->host.store->port->find_bearer(lobby->host.store, &hash, now, on_bearer, visit);
}

/* ---- joining */

static void turn_away(struct visit *visit, enum refusal code)
{
    const int close_room_unknown = 4003;
    struct member *member = visit->member;
    struct refused refused = { .code = code };
    if (member != NULL) {
        struct buffer text;
        buffer_init(&text);
        wire_write_join_refused(&text, &visit->stream, &refused);
        struct frame *frame = frame_create(buffer_view(&text));
        buffer_finish(&text);
        member->port->send(member, frame);
        frame_unref(frame);
        member->port->close(member, close_room_unknown);
    }
    visit_destroy(visit);
}

static void on_known(void *context)
{
    struct visit *visit = context;
    visit->room->holds--;
    if (visit->member != NULL)
        room_join(visit->room, visit->member, &visit->entrance);
    visit_destroy(visit);
}

static void on_join_visit(struct visit *visit, enum refusal code)
{
    struct entrance *entrance = &visit->entrance;
    if (visit->member == NULL || code != REFUSAL_NONE) {
        turn_away(visit, code);
        return;
    }
    entrance->is_new = visit->is_link;
    entrance->role = visit->role;
    entrance->role_given = visit->is_link;
    entrance->person = visit->person;
    if (visit->is_link) {
        if (!text_is_visible(entrance->name)) {
            turn_away(visit, REFUSAL_NAME_MISSING);
            return;
        }
        struct id_source *ids = visit->lobby->host.ids;
        struct id token = ids->fresh(ids);
        entrance->person = ids->fresh(ids);
        entrance->resume = (struct span){ arena_copy(&visit->arena, id_span(&token)), ID_LENGTH };
    }
    visit->room->holds++;
    if (visit->is_link)
        on_known(visit);
    else
        room_know_person(visit->room, &entrance->person, on_known, visit);
}

static struct span keep_text(struct visit *visit, struct span text)
{
    return (struct span){ arena_copy(&visit->arena, text), text.size };
}

void lobby_join(struct lobby *lobby, struct member *member, const struct join_message *join)
{
    struct visit *visit = visit_create(lobby, &join->stream);
    visit->member = member;
    visit->on_visit = on_join_visit;
    visit->is_link = join->key.size > 0;
    visit->entrance = (struct entrance){
        .name = keep_text(visit, join->name),
        .group = join->group,
        .group_given = !id_is_empty(&join->group),
        .language = join->language,
        .resume = keep_text(visit, join->resume),
        .have = join->have,
        .snapshot_by_http = join->snapshot_by_http,
    };
    visit_start(lobby, visit, visit->is_link ? join->key : join->resume);
}

void lobby_forget(struct lobby *lobby, struct member *member)
{
    LIST_EACH (link, &lobby->visits) {
        struct visit *visit = LIST_ENTRY(link, struct visit, link);
        if (visit->member == member)
            visit->member = NULL;
    }
    if (member->room != NULL)
        room_part(member->room, member);
}

/* ---- asking by HTTP */

static void on_http_visit(struct visit *visit, enum refusal code)
{
    const struct visitor visitor = {
        .refused = { .code = code },
        .room = code == REFUSAL_NONE ? visit->room : NULL,
        .person = visit->person,
        .role = visit->role,
    };
    visit->on_visitor(visit->context, &visitor);
    visit_destroy(visit);
}

void lobby_visit(struct lobby *lobby, const struct id *stream, struct span secret,
                 void (*on_visitor)(void *context, const struct visitor *visitor), void *context)
{
    struct visit *visit = visit_create(lobby, stream);
    visit->on_visit = on_http_visit;
    visit->is_link = true;
    visit->on_visitor = on_visitor;
    visit->context = context;
    visit_start(lobby, visit, secret);
}
