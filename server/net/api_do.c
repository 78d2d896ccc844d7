/* POST /api/rooms/ID/do: commands without a connection, by the same rules. They are done in order and answered together, when all
 * of them are durable. */
#include "api_call.h"

#include <kring/check.h>
#include <kring/wire.h>

#include <stdlib.h>

struct api_do_act {
    struct call *call;
    struct answer answer;
};

struct api_do {
    size_t count, waiting;
    bool reading; /* answers may come while the list is still read */
    struct room *room;
    struct id person;
    enum role role;
    struct api_do_act acts[COMMANDS_PER_REQUEST_MAX];
};

void api_do_end(struct call *call)
{
    free(call->acts);
    call->acts = NULL;
}

/* {"m":"done","op",..} and {"m":"refused","op",..} without their kind. */
static void add_result(struct buffer *out, const struct answer *answer)
{
    struct buffer text;
    buffer_init(&text);
    if (answer->refused.code == REFUSAL_NONE)
        wire_write_done(&text, &answer->op, answer->seq);
    else
        wire_write_refused(&text, &answer->op, &answer->refused);
    struct span whole = buffer_view(&text);
    const char *comma = memchr(whole.data, ',', whole.size);
    CHECK(comma);
    buffer_add_byte(out, '{');
    buffer_add(out, (struct span){ comma + 1, whole.size - (size_t)(comma + 1 - whole.data) });
    buffer_finish(&text);
}

static void call_reply_results(struct call *call)
{
    struct api_do *acts = call->acts;
    /* One thing that could not even be told apart is a bad request; everything else has its place in the list. */
    const struct answer *first = &acts->acts[0].answer;
    if (acts->count == 1 && first->refused.code != REFUSAL_NONE && id_is_empty(&first->op)) {
        call_refuse(call, &first->refused);
        return;
    }
    buffer_add_text(&call->text, "{\"results\":[");
    for (size_t i = 0; i < acts->count; i++) {
        if (i > 0)
            buffer_add_byte(&call->text, ',');
        add_result(&call->text, &acts->acts[i].answer);
    }
    buffer_add_text(&call->text, "]}");
    call_reply_json(call, 200, buffer_view(&call->text));
}

static void act_on_answer(void *context, const struct answer *answer)
{
    struct api_do_act *act = context;
    struct call *call = act->call;
    act->answer = *answer;
    /* A name that the sender chose goes with what was read. */
    act->answer.refused.field =
        answer->refused.field ? arena_copy(&call->arena, span_of(answer->refused.field)) : NULL;
    if (answer->refused.code != REFUSAL_NONE)
        call->api->world.house->figures->refusals[answer->refused.code] += 1;
    CHECK(call->acts->waiting > 0);
    call->acts->waiting -= 1;
    bool done = call->acts->waiting == 0 && !call->acts->reading;
    if (call_back(call) && done)
        call_reply_results(call);
}

static struct api_do_act *acts_add(struct call *call)
{
    struct api_do *acts = call->acts;
    if (acts->count == COMMANDS_PER_REQUEST_MAX)
        return NULL;
    struct api_do_act *act = &acts->acts[acts->count++];
    act->call = call;
    acts->waiting += 1;
    call_ask(call);
    return act;
}

static void acts_on_message(void *context, const struct message *message)
{
    struct call *call = context;
    CHECK(message->kind == MESSAGE_DO);
    struct api_do *acts = call->acts;
    struct api_do_act *act = acts_add(call);
    if (!act)
        return;
    struct session_house *house = call->api->world.house;
    house->figures->commands += 1;
    int64_t wait_ms =
        guard_count(call->api->world.commands, id_span(&acts->person), house->clock->steady_ms(house->clock));
    if (wait_ms > 0) {
        struct answer answer = { .op = message->act.command.op,
                                 .refused = { .code = REFUSAL_SLOW_DOWN, .retry_ms = wait_ms } };
        act_on_answer(act, &answer);
        return;
    }
    room_submit_alone(acts->room, &acts->person, acts->role, &message->act, act_on_answer, act);
}

static void acts_on_misunderstood(void *context, const struct misunderstood *misunderstood)
{
    struct api_do_act *act = acts_add(context);
    if (act)
        act_on_answer(act, &(struct answer){ .op = misunderstood->op, .refused = misunderstood->why });
}

static void call_do(struct call *call, const struct visitor *visitor)
{
    if (id_is_empty(&visitor->person)) {
        call_refuse_code(call, REFUSAL_NOT_JOINED);
        return;
    }
    struct api_do *acts = calloc(1, sizeof *acts);
    CHECK(acts);
    acts->room = visitor->room;
    acts->person = visitor->person;
    acts->role = visitor->role;
    acts->reading = true;
    call->acts = acts;
    struct message_reader reader = { acts_on_message, acts_on_misunderstood, call };
    wire_read_acts(call->exchange->request.body, &call->arena, &reader);
    acts->reading = false;
    CHECK(acts->count > 0);
    if (acts->waiting == 0)
        call_reply_results(call);
}

void api_do(struct call *call)
{
    call_visit(call, call_do);
}
