#include "rewrite.h"

#include <kring/check.h>

static void rewrite_members(struct buffer *out, const struct node *node, struct chance *chance)
{
    const struct node *members[64];
    size_t count = 0;
    for (const struct node *member = node->first; member; member = member->next) {
        CHECK(count < 64);
        members[count++] = member;
    }
    for (size_t i = 0; i < count; i++) {
        size_t other = chance ? (size_t)chance_between(chance, (int64_t)i, (int64_t)count - 1) : i;
        const struct node *member = members[other];
        members[other] = members[i];
        if (i > 0)
            buffer_add_byte(out, ',');
        buffer_add_json_text(out, member->name);
        buffer_add_byte(out, ':');
        rewrite_node(out, member, chance);
    }
}

void rewrite_node(struct buffer *out, const struct node *node, struct chance *chance)
{
    switch (node->kind) {
    case NODE_NULL:
        buffer_add_text(out, "null");
        break;
    case NODE_BOOLEAN:
        buffer_add_text(out, node->integer ? "true" : "false");
        break;
    case NODE_INTEGER:
        buffer_add_number(out, node->integer);
        break;
    case NODE_REAL:
        CHECK(node->kind != NODE_REAL);
        break;
    case NODE_TEXT:
        buffer_add_json_text(out, node->text);
        break;
    case NODE_LIST:
        buffer_add_byte(out, '[');
        for (const struct node *item = node->first; item; item = item->next) {
            if (item != node->first)
                buffer_add_byte(out, ',');
            rewrite_node(out, item, chance);
        }
        buffer_add_byte(out, ']');
        break;
    case NODE_OBJECT:
        buffer_add_byte(out, '{');
        rewrite_members(out, node, chance);
        buffer_add_byte(out, '}');
        break;
    }
}

static void rewrite_value(struct buffer *out, const struct field *field, const struct value *value);

/* ,"name":value for each that is given */
static void rewrite_fields(struct buffer *out, const struct shape *shape, const struct value *fields,
                           bool *first)
{
    for (size_t i = 0; i < shape->count; i++) {
        if (!value_is_given(&fields[i]))
            continue;
        if (!*first)
            buffer_add_byte(out, ',');
        *first = false;
        buffer_add_json_text(out, span_of(shape->fields[i].name));
        buffer_add_byte(out, ':');
        rewrite_value(out, &shape->fields[i], &fields[i]);
    }
}

static void rewrite_value(struct buffer *out, const struct field *field, const struct value *value)
{
    bool first = true;
    if (value->kind == VALUE_TEXT) {
        buffer_add_json_text(out, value_text(value));
    } else if (value->kind == VALUE_INTEGER) {
        buffer_add_number(out, value->integer);
    } else if (value->kind == VALUE_BOOLEAN) {
        buffer_add_text(out, value->boolean ? "true" : "false");
    } else if (value->kind == VALUE_CHOICE) {
        buffer_add_json_text(out, span_of(field->choice->words[value->integer]));
    } else if (value->kind == VALUE_OBJECT) {
        buffer_add_byte(out, '{');
        rewrite_fields(out, field->shape, value->items, &first);
        buffer_add_byte(out, '}');
    } else {
        CHECK(value->kind == VALUE_LIST);
        buffer_add_byte(out, '[');
        for (uint32_t i = 0; i < value->count; i++) {
            if (i > 0)
                buffer_add_byte(out, ',');
            rewrite_value(out, field->item, &value->items[i]);
        }
        buffer_add_byte(out, ']');
    }
}

static void rewrite_text(struct buffer *out, const char *name, struct span text)
{
    if (text.size == 0)
        return;
    buffer_add_byte(out, ',');
    buffer_add_json_text(out, span_of(name));
    buffer_add_byte(out, ':');
    buffer_add_json_text(out, text);
}

static void rewrite_number(struct buffer *out, const char *name, int64_t number)
{
    buffer_add_byte(out, ',');
    buffer_add_json_text(out, span_of(name));
    buffer_add_byte(out, ':');
    buffer_add_number(out, number);
}

static void rewrite_join(struct buffer *out, const struct join_message *join, bool with_language)
{
    buffer_add_text(out, "{\"m\":\"join\"");
    rewrite_text(out, "stream", id_span(&join->stream));
    rewrite_text(out, "key", join->key);
    rewrite_text(out, "resume", join->resume);
    rewrite_text(out, "name", join->name);
    rewrite_text(out, "group", id_span(&join->group));
    if (with_language)
        rewrite_text(out, "language", span_of(choice_language.words[join->language]));
    if (join->have >= 0)
        rewrite_number(out, "have", join->have);
    if (join->snapshot_by_http)
        rewrite_text(out, "snapshot", SPAN("http"));
}

static void rewrite_here(struct buffer *out, const struct here_message *here)
{
    buffer_add_text(out, "{\"m\":\"here\"");
    rewrite_text(out, "stream", id_span(&here->stream));
    rewrite_number(out, "x", here->x);
    rewrite_number(out, "y", here->y);
    for (size_t i = 0; here->view[2] > 0 && i < 4; i++) {
        buffer_add_text(out, i == 0 ? ",\"view\":[" : ",");
        buffer_add_number(out, here->view[i]);
    }
    if (here->view[2] > 0)
        buffer_add_byte(out, ']');
    rewrite_text(out, "drag", id_span(&here->drag));
    rewrite_text(out, "typing", id_span(&here->typing));
}

static void rewrite_act(struct buffer *out, const struct do_message *act)
{
    const struct verb_info *info = &verb_infos[act->command.verb];
    bool first = false;
    buffer_add_text(out, "{\"m\":\"do\"");
    rewrite_text(out, "op", id_span(&act->op));
    rewrite_text(out, "verb", span_of(info->name));
    rewrite_text(out, "stream", id_span(&act->stream));
    if (act->hat_given)
        rewrite_text(out, "hat", span_of(choice_hat.words[act->command.hat]));
    rewrite_fields(out, &info->shape, act->command.fields, &first);
}

void rewrite_message(struct buffer *out, const struct message *message)
{
    switch (message->kind) {
    case MESSAGE_JOIN:
        /* English is what a join without a language gets; a join by token says none. */
        rewrite_join(out, &message->join, message->join.resume.size == 0);
        break;
    case MESSAGE_DO:
        rewrite_act(out, &message->act);
        break;
    case MESSAGE_HERE:
        rewrite_here(out, &message->here);
        break;
    case MESSAGE_LEAVE:
        buffer_add_text(out, "{\"m\":\"leave\"");
        rewrite_text(out, "stream", id_span(&message->leave));
        break;
    }
    buffer_add_byte(out, '}');
}
