/* What strangers send. Whatever gets through is held against three things: the answer to it is JSON; what a command asks
 * can be written to the log and reads back the same; and the scanner of the log, which the fuzzer can see into, agrees
 * with jansson, which it cannot, on what is JSON at all. */
#include <kring/check.h>
#include <kring/limits.h>
#include <kring/wire.h>

#include "../../protocol/node.h"
#include "chance.h"

static bool no_type_of(void *context, const struct id *id, enum record_type *type)
{
    (void)context;
    (void)id;
    (void)type;
    return false;
}

static void check_json(const struct buffer *text)
{
    struct arena arena;
    const char *fault;
    arena_init(&arena);
    CHECK(node_read_own(buffer_view(text), &arena, &fault));
    arena_finish(&arena);
}

static void check_act(const struct do_message *act)
{
    const struct command *command = &act->command;
    const struct shape *shape = &verb_infos[command->verb].shape;
    struct event event = { .verb = span_of(shape->name),
                           .fields_verb = command->verb,
                           .fields = command->fields };
    struct event read = { .verb = event.verb };
    struct type_source types = { no_type_of, NULL };
    struct buffer payload;
    struct arena arena;
    struct error error;
    arena_init(&arena);
    buffer_init(&payload);
    wire_write_payload(&payload, &event);
    CHECK(wire_read_payload(buffer_view(&payload), &types, &arena, &read, &error) == 0);
    CHECK(read.fields_verb == command->verb);
    CHECK(command->verb == VERB_PERSON_RENAME || fields_equal(shape, command->fields, read.fields));
    buffer_finish(&payload);
    arena_finish(&arena);
}

static void on_message(void *context, const struct message *message)
{
    (void)context;
    if (message->kind == MESSAGE_DO)
        check_act(&message->act);
}

static void on_misunderstood(void *context, const struct misunderstood *misunderstood)
{
    (void)context;
    struct buffer text;
    CHECK(misunderstood->why.code > REFUSAL_NONE && misunderstood->why.code <= REFUSAL_LIST_TOO_SHORT);
    buffer_init(&text);
    if (id_is_empty(&misunderstood->op))
        wire_write_error(&text, &misunderstood->why);
    else
        wire_write_refused(&text, &misunderstood->op, &misunderstood->why);
    check_json(&text);
    buffer_finish(&text);
}

static bool has_double(const struct node *node)
{
    if (node->kind != NODE_LIST && node->kind != NODE_OBJECT)
        return false;
    for (const struct node *member = node->first; member; member = member->next) {
        for (const struct node *other = member->next; node->kind == NODE_OBJECT && other; other = other->next)
            if (span_equal(member->name, other->name))
                return true;
        if (has_double(member))
            return true;
    }
    return false;
}

/* A fraction, an exponent, or the one integer whose negation is none: jansson reads them, our log has none. */
static bool is_beside_integers(struct span bytes)
{
    static const char smallest[] = "-9223372036854775808";
    for (size_t i = 0; i < bytes.size; i++) {
        if (memchr(".eE", bytes.data[i], 3))
            return true;
        if (bytes.size - i >= sizeof smallest - 1 &&
            memcmp(bytes.data + i, smallest, sizeof smallest - 1) == 0)
            return true;
    }
    return false;
}

static void check_agreement(struct span bytes)
{
    struct arena arena;
    struct refused why;
    const char *fault;
    arena_init(&arena);
    const struct node *own = node_read_own(bytes, &arena, &fault);
    const struct node *guarded = node_read_guarded(bytes, COMMAND_BYTES_MAX, &arena, &why);
    if (own && !guarded && why.code == REFUSAL_JSON_INVALID)
        CHECK(has_double(own) || (own->kind != NODE_LIST && own->kind != NODE_OBJECT));
    if (guarded)
        CHECK(own || is_beside_integers(bytes));
    arena_finish(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct message_reader reader = { on_message, on_misunderstood, NULL };
    struct span bytes = { (const char *)data, size };
    struct arena arena;
    arena_init(&arena);
    wire_read_frame(bytes, &arena, &reader);
    wire_read_acts(bytes, &arena, &reader);
    struct refused why;
    CHECK(!wire_read_shape(bytes, REQUEST_BYTES_MAX, &shape_method, &arena, &why) ==
          (why.code != REFUSAL_NONE));
    arena_finish(&arena);
    check_agreement(bytes);
    return 0;
}
