/* What the log holds, damaged. The first byte says of which verb the event is. What can be read is written and read once
 * more: the second text is the same; and what an audience may see of it is JSON. */
#include <kring/check.h>
#include <kring/wire.h>

#include "../../protocol/node.h"

/* Some records are there, of a type that their id tells. */
static bool type_of(void *context, const struct id *id, enum record_type *type)
{
    (void)context;
    *type = (enum record_type)((unsigned char)id->text[0] % RECORD_TYPE_COUNT);
    return id->text[1] != 'x';
}

static void check_json(const struct buffer *text)
{
    struct arena arena;
    const char *fault;
    arena_init(&arena);
    CHECK(node_read_own(buffer_view(text), &arena, &fault));
    arena_finish(&arena);
}

static void check_changes(const struct event *event)
{
    struct buffer text;
    buffer_init(&text);
    for (unsigned audience = 0; audience <= 1u << ROLE_COUNT; audience++) {
        buffer_clear(&text);
        size_t count = wire_write_changes(&text, event->changes, event->change_count, audience);
        CHECK(count <= event->change_count);
        check_json(&text);
    }
    for (size_t i = 0; i < event->change_count; i++) {
        struct record record = { event->changes[i].type, event->changes[i].fields };
        if (event->changes[i].kind != CHANGE_PUT)
            continue;
        buffer_clear(&text);
        wire_write_canonical(&text, &record);
        check_json(&text);
    }
    buffer_finish(&text);
}

static void check_payload(struct span verb, struct span payload, struct arena *arena)
{
    struct type_source types = { type_of, NULL };
    struct event event = { .verb = verb };
    struct event again = { .verb = verb };
    struct error error;
    struct buffer first, second;
    if (wire_read_payload(payload, &types, arena, &event, &error) < 0) {
        CHECK(error.code < 0 && error.text[0] != '\0');
        return;
    }
    buffer_init(&first);
    buffer_init(&second);
    wire_write_payload(&first, &event);
    CHECK(wire_read_payload(buffer_view(&first), &types, arena, &again, &error) == 0);
    wire_write_payload(&second, &again);
    CHECK(span_equal(buffer_view(&first), buffer_view(&second)));
    check_changes(&again);
    buffer_finish(&first);
    buffer_finish(&second);
}

static void check_record(struct span bytes, struct arena *arena)
{
    struct record record;
    struct error error;
    struct buffer text;
    if (wire_read_record(bytes, arena, &record, &error) < 0)
        return;
    buffer_init(&text);
    CHECK(wire_write_record(&text, &record, AUDIENCE_ALL));
    CHECK(wire_read_record(buffer_view(&text), arena, &record, &error) == 0);
    buffer_finish(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct span verb = data[0] % (VERB_COUNT + 1) < VERB_COUNT
                           ? span_of(verb_infos[data[0] % (VERB_COUNT + 1)].name)
                           : SPAN("bear.park");
    struct span bytes = { (const char *)data + 1, size - 1 };
    struct arena arena;
    arena_init(&arena);
    check_payload(verb, bytes, &arena);
    check_record(bytes, &arena);
    arena_finish(&arena);
    return 0;
}
