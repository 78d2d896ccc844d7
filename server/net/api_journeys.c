/* Making journeys and rooms, and showing what they are. */
#include "api_call.h"

#include <kring/method.h>
#include <kring/story.h>
#include <kring/wire.h>

/* The largest of the methods that come with the program has its place. */
#define METHOD_BYTES_MAX 262144

bool call_method(struct call *call, const struct value *key, const struct value **method)
{
    *method = NULL;
    if (!value_is_given(key))
        return true;
    for (size_t i = 0; i < method_count(); i++) {
        struct method_text text = method_text_at(i);
        if (!span_is(value_text(key), text.key))
            continue;
        struct refused why;
        *method = wire_read_shape(text.json, METHOD_BYTES_MAX, &shape_method, &call->arena, &why);
        return *method != NULL;
    }
    return false;
}

/* The body by a shape; NULL when it was refused. */
static const struct value *call_read_body(struct call *call, const struct shape *shape)
{
    struct refused why;
    const struct value *body =
        wire_read_shape(call->exchange->request.body, REQUEST_BYTES_MAX, shape, &call->arena, &why);
    if (!body)
        call_refuse(call, &why);
    return body;
}

/* ---- what was made */

static void add_link(struct buffer *out, const struct call *call, const struct made *made, enum role role,
                     const char *secret)
{
    const char *origin = call->api->world.origin;
    struct buffer link;
    buffer_init(&link);
    if (*origin) {
        buffer_add_text(&link, origin);
    } else {
        buffer_add_text(&link, "http://");
        buffer_add(&link, call->exchange->request.host);
    }
    buffer_add_text(&link, "/r/");
    buffer_add(&link, id_span(&made->room));
    buffer_add_byte(&link, '#');
    buffer_add_text(&link, secret);
    buffer_add_byte(out, '"');
    buffer_add_text(out, choice_role.words[role]);
    buffer_add_text(out, "\":");
    buffer_add_json_text(out, buffer_view(&link));
    buffer_finish(&link);
}

static void call_on_made(void *context, const struct made *made)
{
    struct call *call = context;
    if (!call_back(call))
        return;
    if (made->refused.code != REFUSAL_NONE) {
        call_refuse(call, &made->refused);
        return;
    }
    struct buffer *out = &call->text;
    buffer_add_text(out, "{\"journey\":");
    buffer_add_json_text(out, id_span(&made->journey));
    buffer_add_text(out, ",\"room\":");
    buffer_add_json_text(out, id_span(&made->room));
    buffer_add_text(out, ",\"links\":{");
    add_link(out, call, made, ROLE_FACILITATOR, made->facilitator);
    buffer_add_byte(out, ',');
    add_link(out, call, made, ROLE_PARTICIPANT, made->participant);
    buffer_add_byte(out, ',');
    add_link(out, call, made, ROLE_OBSERVER, made->observer);
    buffer_add_text(out, "}}");
    call_reply_json(call, 201, buffer_view(out));
}

/* ---- POST /api/journeys */

static void call_read_groups(struct call *call, const struct value *list, struct new_journey *plan)
{
    if (!value_is_given(list))
        return;
    struct span *groups = ARENA_ARRAY(&call->arena, struct span, list->count);
    for (uint32_t i = 0; i < list->count; i++)
        groups[i] = value_text(&list->items[i]);
    plan->groups = groups;
    plan->group_count = list->count;
}

void api_make_journey(struct call *call)
{
    bool open = call->api->world.making_open && call->exchange->request.local;
    if (!open && !call_is_admin(call)) {
        call_refuse_code(call, REFUSAL_MAKING_NOT_ALLOWED);
        return;
    }
    const struct value *body = call_read_body(call, &shape_new_journey);
    if (!body)
        return;
    const struct value *policy = &body[NEW_JOURNEY_POLICY];
    struct new_journey plan = {
        .title = value_text(&body[NEW_JOURNEY_TITLE]),
        .purpose = value_text(&body[NEW_JOURNEY_PURPOSE]),
        .question = value_text(&body[NEW_JOURNEY_QUESTION]),
        .language = (enum language)value_number(&body[NEW_JOURNEY_LANGUAGE], LANGUAGE_EN),
        .min_group = policy->kind == VALUE_OBJECT ? value_number(&policy->items[POLICY_MIN_GROUP], 0) : 0,
    };
    call_read_groups(call, &body[NEW_JOURNEY_GROUPS], &plan);
    if (!call_method(call, &body[NEW_JOURNEY_METHOD], &plan.method)) {
        call_refuse_code(call, REFUSAL_METHOD_UNKNOWN);
        return;
    }
    call_ask(call);
    lobby_make_journey(call->api->world.house->lobby, &plan, call_on_made, call);
}

/* ---- POST /api/journeys/ID/rooms */

static void call_make_room(struct call *call, const struct visitor *visitor)
{
    if (visitor->role != ROLE_FACILITATOR) {
        call_refuse(call, &(struct refused){ .code = REFUSAL_ROLE_NOT_ALLOWED, .filter = FILTER_ROLE });
        return;
    }
    const struct value *body = call_read_body(call, &shape_new_room);
    if (!body)
        return;
    const struct value *method;
    if (!call_method(call, &body[NEW_ROOM_METHOD], &method)) {
        call_refuse_code(call, REFUSAL_METHOD_UNKNOWN);
        return;
    }
    enum language language =
        (enum language)value_number(&body[NEW_ROOM_LANGUAGE], (int64_t)story_language(visitor->room));
    call_ask(call);
    lobby_make_room(call->api->world.house->lobby, visitor->room, value_text(&body[NEW_ROOM_TITLE]),
                    value_text(&body[NEW_ROOM_QUESTION]), language, method, call_on_made, call);
}

void api_make_room(struct call *call)
{
    call_visit(call, call_make_room);
}

/* ---- GET /api/journeys/ID and GET /api/rooms/ID */

static void call_on_settled(void *context, const struct error *failure)
{
    struct call *call = context;
    if (!call_back(call))
        return;
    if (failure)
        call_fail(call, failure);
    else
        call_reply_json(call, 200, buffer_view(&call->text));
}

static void call_settle_text(struct call *call)
{
    call_ask(call);
    story_settle(call->api->world.journal, &call->stream, call_on_settled, call);
}

static void call_on_rooms(void *context, struct span rooms, const struct error *failure)
{
    struct call *call = context;
    if (!call_back(call))
        return;
    if (failure) {
        call_fail(call, failure);
        return;
    }
    buffer_add_text(&call->text, ",\"rooms\":[");
    buffer_add(&call->text, rooms);
    buffer_add_text(&call->text, "]}");
    call_settle_text(call);
}

static void call_show(struct call *call, const struct visitor *visitor)
{
    buffer_add_byte(&call->text, '{');
    story_write_facts(visitor->room, visitor->role, &call->text);
    if (room_journey(visitor->room) == visitor->room) {
        call_ask(call);
        story_read_rooms(call->api->world.store, &call->stream, call_on_rooms, call);
    } else {
        buffer_add_byte(&call->text, '}');
        call_settle_text(call);
    }
}

void api_show_stream(struct call *call)
{
    call_visit(call, call_show);
}

/* ---- GET /api/rooms/ID/snapshot */

static void call_on_state(void *context, struct span state, const struct error *failure)
{
    struct call *call = context;
    call->api->replays -= 1;
    if (!call_back(call))
        return;
    if (failure)
        call_fail(call, failure);
    else
        call_reply_json(call, 200, state);
}

static void call_show_snapshot(struct call *call, const struct visitor *visitor)
{
    int64_t at;
    if (!call_number(call, "at", TIME_MS_MAX, &at)) {
        call_refuse(call, &(struct refused){ .code = REFUSAL_NUMBER_OUT_OF_RANGE, .field = "at" });
    } else if (at >= story_seq(visitor->room)) {
        room_write_snapshot(visitor->room, visitor->role, &call->text);
        call_settle_text(call);
    } else if (call->api->replays >= REPLAYS_MAX) {
        call_refuse(call, &(struct refused){ .code = REFUSAL_BUSY, .retry_ms = 1000 });
    } else {
        call->api->replays += 1;
        call_ask(call);
        story_read_state(call->api->world.journal, &call->stream, visitor->role, at, call_on_state, call);
    }
}

void api_show_snapshot(struct call *call)
{
    call_visit(call, call_show_snapshot);
}
