/* The four messages of a client, as tables like those of the catalogue. A `do` is an envelope and the fields of its verb
 * in one object. */
#include <kring/limits.h>
#include <kring/text.h>

#include "decode.h"

/* A client that is zoomed out sees more than the board. */
#define VIEW_MAX (4 * COORDINATE_MAX)

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define SHAPE(name, fields)             \
    {                                   \
        (name), (fields), COUNT(fields) \
    }

/* How the tables below begin: a field that must be there, and one that may be left out. */
#define NEEDED(field_name, field_kind) .name = (field_name), .kind = (field_kind), .lines = 1
#define SPARED(field_name, field_kind) NEEDED(field_name, field_kind), .optional = true

static const char *const snapshot_words[] = { "http" };
static const struct choice_type choice_snapshot = { "snapshot", snapshot_words, COUNT(snapshot_words) };

static const struct field kind_fields[] = { { NEEDED("m", FIELD_TEXT) } };
static const struct shape kind_shape = SHAPE("message", kind_fields);

enum { JOIN_STREAM, JOIN_KEY, JOIN_RESUME, JOIN_NAME, JOIN_GROUP, JOIN_LANGUAGE, JOIN_HAVE, JOIN_SNAPSHOT };
static const struct field join_fields[] = {
    [JOIN_STREAM] = { NEEDED("stream", FIELD_ID) },
    [JOIN_KEY] = { SPARED("key", FIELD_TEXT), .min = 1, .max = SECRET_BYTES_MAX },
    [JOIN_RESUME] = { SPARED("resume", FIELD_TEXT), .min = 1, .max = SECRET_BYTES_MAX },
    [JOIN_NAME] = { SPARED("name", FIELD_TEXT), .min = 1, .max = NAME_POINTS_MAX },
    [JOIN_GROUP] = { SPARED("group", FIELD_ID) },
    [JOIN_LANGUAGE] = { SPARED("language", FIELD_CHOICE), .choice = &choice_language },
    [JOIN_HAVE] = { SPARED("have", FIELD_INTEGER), .min = 0, .max = TIME_MS_MAX },
    [JOIN_SNAPSHOT] = { SPARED("snapshot", FIELD_CHOICE), .choice = &choice_snapshot },
};
static const struct shape join_shape = SHAPE("join", join_fields);

enum { ACT_M, ACT_OP, ACT_VERB, ACT_STREAM, ACT_HAT };
static const struct field act_fields[] = {
    [ACT_M] = { NEEDED("m", FIELD_TEXT) },
    [ACT_OP] = { NEEDED("op", FIELD_ID) },
    [ACT_VERB] = { NEEDED("verb", FIELD_KEY) },
    [ACT_STREAM] = { SPARED("stream", FIELD_ID) },
    [ACT_HAT] = { SPARED("hat", FIELD_CHOICE), .choice = &choice_hat },
};
static const struct shape act_shape = SHAPE("do", act_fields);

enum { HERE_STREAM, HERE_X, HERE_Y, HERE_VIEW, HERE_DRAG, HERE_TYPING };
static const struct field view_item = { NEEDED("", FIELD_INTEGER), .min = -VIEW_MAX, .max = VIEW_MAX };
static const struct field here_fields[] = {
    [HERE_STREAM] = { SPARED("stream", FIELD_ID) },
    [HERE_X] = { NEEDED("x", FIELD_INTEGER), .min = -COORDINATE_MAX, .max = COORDINATE_MAX },
    [HERE_Y] = { NEEDED("y", FIELD_INTEGER), .min = -COORDINATE_MAX, .max = COORDINATE_MAX },
    [HERE_VIEW] = { SPARED("view", FIELD_LIST), .min = 4, .max = 4, .item = &view_item },
    [HERE_DRAG] = { SPARED("drag", FIELD_ID) },
    [HERE_TYPING] = { SPARED("typing", FIELD_ID) },
};
static const struct shape here_shape = SHAPE("here", here_fields);

static const struct field leave_fields[] = { { NEEDED("stream", FIELD_ID) } };
static const struct shape leave_shape = SHAPE("leave", leave_fields);

/* A secret is hashed as bytes, so its limit is one of bytes. */
static bool secret_is_fit(struct reading *reading, const struct value *secret, const char *name)
{
    return secret->count <= SECRET_BYTES_MAX ||
           read_fail(reading, REFUSAL_TEXT_TOO_LONG, name, SECRET_BYTES_MAX);
}

static bool read_join(struct reading *reading, const struct node *node, struct message *message)
{
    const struct value *values = read_object(reading, &join_shape, node, MEMBERS_ALL, &kind_shape);
    if (!values)
        return false;
    bool by_key = value_is_given(&values[JOIN_KEY]);
    bool by_token = value_is_given(&values[JOIN_RESUME]);
    if (!by_key && !by_token)
        return read_fail(reading, REFUSAL_FIELD_MISSING, "key", 0);
    if (by_key && by_token)
        return read_fail(reading, REFUSAL_FIELD_NOT_ALLOWED, "resume", 0);
    if (!secret_is_fit(reading, &values[JOIN_KEY], "key") ||
        !secret_is_fit(reading, &values[JOIN_RESUME], "resume"))
        return false;
    message->join = (struct join_message){
        .stream = value_id(&values[JOIN_STREAM]),
        .key = value_text(&values[JOIN_KEY]),
        .resume = value_text(&values[JOIN_RESUME]),
        .name = value_text(&values[JOIN_NAME]),
        .group = value_id(&values[JOIN_GROUP]),
        .language = (enum language)value_number(&values[JOIN_LANGUAGE], LANGUAGE_EN),
        .have = value_number(&values[JOIN_HAVE], -1),
        .snapshot_by_http = value_is_given(&values[JOIN_SNAPSHOT]),
    };
    return true;
}

/* One member of the envelope; absent when it is not there. */
static bool read_of_envelope(struct reading *reading, const struct node *node, int place, struct value *value)
{
    const struct field *field = &act_fields[place];
    const struct node *member = node_member(node, field->name);
    *value = (struct value){ .kind = VALUE_ABSENT };
    if (!member)
        return field->optional || read_fail(reading, REFUSAL_FIELD_MISSING, field->name, 0);
    return read_value(reading, field, member, value);
}

static bool read_op(struct reading *reading, const struct node *node, struct id *op)
{
    struct value value;
    if (read_of_envelope(reading, node, ACT_OP, &value)) {
        *op = value_id(&value);
        return true;
    }
    if (reading->why.code != REFUSAL_FIELD_MISSING)
        reading->why = (struct refused){ .code = REFUSAL_OP_INVALID };
    return false;
}

static bool read_verb(struct reading *reading, const struct node *node, enum verb *verb)
{
    const struct node *member = node_member(node, act_fields[ACT_VERB].name);
    if (member && member->kind == NODE_TEXT)
        return verb_find(member->text, VERB_COMMANDS, verb) ||
               read_fail(reading, REFUSAL_VERB_UNKNOWN, NULL, 0);
    return read_fail(reading, member ? REFUSAL_FIELD_WRONG_TYPE : REFUSAL_FIELD_MISSING, "verb", 0);
}

/* `beside` says which members are the envelope's. */
static bool read_enveloped(struct reading *reading, const struct node *node, const struct shape *beside,
                           struct do_message *act, struct id *op)
{
    struct value stream;
    struct value hat;
    *act = (struct do_message){ 0 };
    if (!read_op(reading, node, op) || !read_verb(reading, node, &act->command.verb) ||
        !read_of_envelope(reading, node, ACT_STREAM, &stream) ||
        !read_of_envelope(reading, node, ACT_HAT, &hat))
        return false;
    const struct verb_info *info = &verb_infos[act->command.verb];
    act->op = *op;
    act->stream = value_id(&stream);
    act->hat_given = value_is_given(&hat);
    act->command.op = *op;
    act->command.hat = (enum hat)value_number(&hat, info->hat);
    act->command.fields = read_object(reading, &info->shape, node, MEMBERS_ALL, beside);
    return act->command.fields != NULL;
}

bool read_act(struct reading *reading, const struct node *node, struct do_message *act, struct id *op)
{
    static const struct shape bare = { "do", act_fields + ACT_OP, COUNT(act_fields) - ACT_OP };
    if (node->kind != NODE_OBJECT)
        return read_fail(reading, REFUSAL_MESSAGE_UNKNOWN, NULL, 0);
    return read_enveloped(reading, node, &bare, act, op);
}

static bool read_here(struct reading *reading, const struct node *node, struct message *message)
{
    const struct value *values = read_object(reading, &here_shape, node, MEMBERS_ALL, &kind_shape);
    if (!values)
        return false;
    struct here_message *here = &message->here;
    *here = (struct here_message){
        .stream = value_id(&values[HERE_STREAM]),
        .x = values[HERE_X].integer,
        .y = values[HERE_Y].integer,
        .drag = value_id(&values[HERE_DRAG]),
        .typing = value_id(&values[HERE_TYPING]),
    };
    if (!value_is_given(&values[HERE_VIEW]))
        return true;
    for (size_t i = 0; i < COUNT(here->view); i++)
        here->view[i] = values[HERE_VIEW].items[i].integer;
    bool has_sides = here->view[2] > 0 && here->view[3] > 0;
    return has_sides || read_fail(reading, REFUSAL_NUMBER_OUT_OF_RANGE, "view", 0);
}

static bool read_leave(struct reading *reading, const struct node *node, struct message *message)
{
    const struct value *values = read_object(reading, &leave_shape, node, MEMBERS_ALL, &kind_shape);
    if (values)
        message->leave = value_id(&values[0]);
    return values != NULL;
}

bool read_message(struct reading *reading, const struct node *node, struct message *message, struct id *op)
{
    static const struct {
        const char *name;
        enum message_kind kind;
        bool (*read)(struct reading *reading, const struct node *node, struct message *message);
    } kinds[] = {
        { "join", MESSAGE_JOIN, read_join },
        { "do", MESSAGE_DO, NULL },
        { "here", MESSAGE_HERE, read_here },
        { "leave", MESSAGE_LEAVE, read_leave },
    };
    const struct node *name = node_member(node, "m");
    for (size_t i = 0; name && name->kind == NODE_TEXT && i < COUNT(kinds); i++) {
        if (!span_is(name->text, kinds[i].name))
            continue;
        message->kind = kinds[i].kind;
        return kinds[i].read ? kinds[i].read(reading, node, message)
                             : read_enveloped(reading, node, &act_shape, &message->act, op);
    }
    return read_fail(reading, REFUSAL_MESSAGE_UNKNOWN, NULL, 0);
}
