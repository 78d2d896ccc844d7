/* The doors for what strangers send: frames of a WebSocket, bodies of HTTP, method files. Each reads nodes within limits
 * and gives them to the walker. */
#include <kring/limits.h>

#include "decode.h"

static void misunderstand(const struct message_reader *reader, const struct refused *why, const struct id *op)
{
    struct misunderstood misunderstood = { .why = *why, .op = *op };
    reader->on_misunderstood(reader->context, &misunderstood);
}

static void refuse(const struct message_reader *reader, const struct refused *why)
{
    misunderstand(reader, why, &(struct id){ { 0 } });
}

static void read_one(const struct node *node, struct arena *arena, bool bare,
                     const struct message_reader *reader)
{
    struct reading reading = { .arena = arena, .origin = ORIGIN_STRANGER };
    struct message message = { .kind = MESSAGE_DO };
    struct id op = { { 0 } };
    bool understood =
        bare ? read_act(&reading, node, &message.act, &op) : read_message(&reading, node, &message, &op);
    if (understood)
        reader->on_message(reader->context, &message);
    else
        misunderstand(reader, &reading.why, &op);
}

/* One message or a list of them. An empty list is nothing that anybody means, and is answered like that. */
static void read_all(const struct node *node, struct arena *arena, bool bare,
                     const struct message_reader *reader)
{
    if (node->kind != NODE_LIST) {
        read_one(node, arena, bare, reader);
        return;
    }
    if (node->count == 0)
        refuse(reader, &(struct refused){ .code = REFUSAL_MESSAGE_UNKNOWN });
    for (const struct node *each = node->first; each; each = each->next)
        read_one(each, arena, bare, reader);
}

void wire_read_frame(struct span bytes, struct arena *arena, const struct message_reader *reader)
{
    struct refused why;
    const struct node *node = node_read_guarded(bytes, COMMAND_BYTES_MAX, arena, &why);
    if (node)
        read_all(node, arena, false, reader);
    else
        refuse(reader, &why);
}

bool wire_read_do(struct span bytes, struct arena *arena, struct do_message *act,
                  struct misunderstood *misunderstood)
{
    *misunderstood = (struct misunderstood){ 0 };
    const struct node *node = node_read_guarded(bytes, COMMAND_BYTES_MAX, arena, &misunderstood->why);
    if (!node)
        return false;
    struct reading reading = { .arena = arena, .origin = ORIGIN_STRANGER };
    bool understood = read_act(&reading, node, act, &misunderstood->op);
    misunderstood->why = reading.why;
    return understood;
}

void wire_read_acts(struct span bytes, struct arena *arena, const struct message_reader *reader)
{
    struct refused why;
    const struct node *node = node_read_guarded(bytes, REQUEST_BYTES_MAX, arena, &why);
    if (node && node->kind == NODE_LIST && node->count > COMMANDS_PER_REQUEST_MAX) {
        why = (struct refused){ .code = REFUSAL_LIST_TOO_LONG, .field = "do", .n = COMMANDS_PER_REQUEST_MAX };
        node = NULL;
    }
    if (node)
        read_all(node, arena, true, reader);
    else
        refuse(reader, &why);
}

const struct value *wire_read_shape(struct span bytes, size_t bytes_max, const struct shape *shape,
                                    struct arena *arena, struct refused *why)
{
    const struct node *node = node_read_guarded(bytes, bytes_max, arena, why);
    if (!node)
        return NULL;
    struct reading reading = { .arena = arena, .origin = ORIGIN_STRANGER };
    const struct value *values = NULL;
    if (node->kind == NODE_OBJECT)
        values = read_object(&reading, shape, node, MEMBERS_ALL, NULL);
    else
        read_fail(&reading, REFUSAL_FIELD_WRONG_TYPE, shape->name, 0);
    *why = reading.why;
    return values;
}
