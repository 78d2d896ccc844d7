#include "stage.h"

#include <string.h>

/* ---- what a connection receives */

/* Events of a stream come in order, each once a connection (G). */
static void check_order(struct player *player, const char *stream, json_int_t seq)
{
    const json_t *last = json_object_get(player->last_seq, stream);
    if (last != NULL && seq <= json_integer_value(last))
        story_fails(player->stage, "%d receives event %lld after event %lld", player->number, (long long)seq,
                    (long long)json_integer_value(last));
    json_object_set_new(player->last_seq, stream, json_integer(seq));
}

static void receive_events(struct player *player, const json_t *message)
{
    const char *stream = json_string_value(json_object_get(message, "stream"));
    size_t i;
    const json_t *each, *events = json_object_get(message, "events");
    json_array_foreach(events, i, each)
    {
        json_t *event = json_deep_copy(each);
        check_order(player, stream, json_integer_value(json_object_get(event, "seq")));
        json_object_set_new(event, "m", json_string("event"));
        json_object_set_new(event, "stream", json_string(stream));
        json_array_append_new(player->inbox, event);
    }
}

static void receive(struct player *player, const json_t *message)
{
    const char *kind = json_string_value(json_object_get(message, "m"));
    if (kind == NULL)
        story_fails(player->stage, "%d receives something without a kind", player->number);
    if (strcmp(kind, "joined") == 0) {
        const char *stream = json_string_value(json_object_get(message, "stream"));
        json_object_del(player->last_seq, stream);
    }
    if (strcmp(kind, "events") == 0)
        receive_events(player, message);
    else
        json_array_append(player->inbox, (json_t *)(uintptr_t)message);
}

static void receive_frame(struct player *player, struct frame *frame)
{
    struct span text = frame_text(frame);
    json_error_t error;
    json_t *root = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        story_fails(player->stage, "%d receives what is no JSON: %.*s", player->number, (int)text.size,
                    text.data);
    size_t i;
    const json_t *each;
    if (json_is_array(root)) {
        json_array_foreach(root, i, each) receive(player, each);
    } else {
        receive(player, root);
    }
    json_decref(root);
}

static void port_send(void *context, struct frame *frame, bool apart)
{
    (void)apart;
    receive_frame(context, frame);
}

static void port_send_presence(void *context, int lane, struct frame *frame)
{
    (void)lane;
    receive_frame(context, frame);
}

static void port_close(void *context, int code)
{
    struct player *player = context;
    player->closed = code;
}

static const struct session_port port = {
    .send = port_send,
    .send_presence = port_send_presence,
    .close = port_close,
};

/* ---- coming, going, speaking */

void player_connect(struct player *player)
{
    if (player->session != NULL)
        return;
    player->closed = 0;
    json_object_clear(player->last_seq);
    player->session = session_create(&player->stage->house, &port, player, SPAN("192.0.2.1"));
}

void player_drop(struct player *player)
{
    session_destroy(player->session);
    player->session = NULL;
}

void player_forget(struct player *player)
{
    json_array_clear(player->inbox);
}

void player_send(struct player *player, const json_t *message)
{
    player_connect(player);
    json_t *filled = fill_in(player->stage, message);
    char *text = json_dumps(filled, JSON_COMPACT);
    session_receive(player->session, span_of(text));
    free(text);
    json_decref(filled);
}

void player_act(struct player *player, const char *verb, const json_t *fields)
{
    struct id op = stage_fresh_id(player->stage);
    json_t *message = json_pack("{s:s,s:s,s:s}", "m", "do", "op", op.text, "verb", verb);
    if (fields != NULL)
        json_object_update(message, (json_t *)(uintptr_t)fields);
    memcpy(player->op, op.text, sizeof op.text);
    player_send(player, message);
    json_decref(message);
}

bool player_take(struct player *player, const json_t *pattern)
{
    size_t i;
    const json_t *message;
    json_array_foreach(player->inbox, i, message)
    {
        if (match(player->stage, pattern, message)) {
            json_array_remove(player->inbox, i);
            return true;
        }
    }
    return false;
}
