/* What a room or a journey is, for somebody at its door. */
#include <kring/board.h>
#include <kring/check.h>
#include <kring/journal.h>
#include <kring/room.h>
#include <kring/store.h>
#include <kring/story.h>

#include <stdlib.h>

static void add_name(struct buffer *out, const char *name)
{
    if (out->size > 0 && out->data[out->size - 1] != '{')
        buffer_add_byte(out, ',');
    buffer_add_byte(out, '"');
    buffer_add_text(out, name);
    buffer_add_text(out, "\":");
}

static void add_text(struct buffer *out, const char *name, struct span text)
{
    add_name(out, name);
    buffer_add_json_text(out, text);
}

/* A board has one record of its own kind, whose id is the stream's; a stream that is open has it always. */
static const struct record *own_record(struct room *room, enum record_type type)
{
    const struct record *record = board_get(room_board(room), type, room_stream(room));
    CHECK(record);
    return record;
}

static void add_groups(struct buffer *out, const struct board *journey)
{
    add_name(out, "groups");
    buffer_add_byte(out, '[');
    size_t cursor = 0;
    bool first = true;
    const struct record *group;
    while ((group = board_next(journey, RECORD_TYPE_GROUP, &cursor))) {
        buffer_add_text(out, first ? "{" : ",{");
        first = false;
        add_text(out, "id", value_text(&group->fields[GROUP_ID]));
        add_text(out, "name", value_text(&group->fields[GROUP_NAME]));
        int64_t colour = value_number(&group->fields[GROUP_COLOUR], 0);
        add_text(out, "colour", span_of(choice_colour.words[colour]));
        buffer_add_byte(out, '}');
    }
    buffer_add_byte(out, ']');
}

static int64_t count_present(const struct board *board)
{
    int64_t present = 0;
    size_t cursor = 0;
    const struct record *seat;
    while ((seat = board_next(board, RECORD_TYPE_SEAT, &cursor)))
        present += value_true(&seat->fields[SEAT_PRESENT]);
    return present;
}

enum language story_language(struct room *room)
{
    const struct record *journey = own_record(room_journey(room), RECORD_TYPE_JOURNEY);
    const struct value *language = &journey->fields[JOURNEY_LANGUAGE];
    if (room_journey(room) != room)
        language = &own_record(room, RECORD_TYPE_ROOM)->fields[ROOM_LANGUAGE];
    return (enum language)value_number(language, LANGUAGE_EN);
}

/* What a journey and a room both have; about is a room's question or a journey's purpose. */
static void add_common(struct buffer *out, struct room *room, const struct value *title,
                       const char *about_name, const struct value *about)
{
    add_text(out, "journey", id_span(room_stream(room_journey(room))));
    add_text(out, "title", value_text(title));
    if (value_is_given(about))
        add_text(out, about_name, value_text(about));
    add_text(out, "language", span_of(choice_language.words[story_language(room)]));
}

void story_write_facts(struct room *room, enum role role, struct buffer *out)
{
    struct room *journey = room_journey(room);
    const struct record *about = own_record(journey, RECORD_TYPE_JOURNEY);
    if (room == journey) {
        add_common(out, room, &about->fields[JOURNEY_TITLE], "purpose", &about->fields[JOURNEY_PURPOSE]);
    } else {
        const struct record *own = own_record(room, RECORD_TYPE_ROOM);
        add_text(out, "room", id_span(room_stream(room)));
        add_common(out, room, &own->fields[ROOM_TITLE], "question", &own->fields[ROOM_QUESTION]);
    }
    add_text(out, "role", span_of(choice_role.words[role]));
    add_name(out, "min_group");
    buffer_add_number(out, value_number(&about->fields[JOURNEY_MIN_GROUP], 0));
    add_groups(out, room_board(journey));
    if (room != journey) {
        add_name(out, "people");
        buffer_add_number(out, count_present(room_board(room)));
    }
}

/* ---- the rooms of a journey */

struct rooms_query {
    void (*on_rooms)(void *context, struct span rooms, const struct error *failure);
    void *context;
};

static void rooms_on_state(void *context, const struct stream_state *state, const struct error *failure)
{
    struct rooms_query *query = context;
    struct buffer out;
    buffer_init(&out);
    for (size_t i = 0; !failure && i < state->room_count; i++) {
        buffer_add_text(&out, i == 0 ? "{" : ",{");
        add_text(&out, "room", id_span(&state->rooms[i].stream));
        add_text(&out, "title", state->rooms[i].title);
        buffer_add_byte(&out, '}');
    }
    query->on_rooms(query->context, buffer_view(&out), failure);
    buffer_finish(&out);
    free(query);
}

void story_read_rooms(struct store *store, const struct id *journey,
                      void (*on_rooms)(void *context, struct span rooms, const struct error *failure),
                      void *context)
{
    struct rooms_query *query = calloc(1, sizeof *query);
    CHECK(query);
    *query = (struct rooms_query){ on_rooms, context };
    store->port->read_stream(store, journey, rooms_on_state, query);
}

/* ---- waiting for the disk */

int64_t story_seq(const struct room *room)
{
    return board_seq(room_board(room));
}

bool story_is_damaged(const struct error *failure)
{
    return failure->code == JOURNAL_DAMAGED;
}

size_t story_waiting(const struct journal *journal)
{
    return journal_waiting(journal);
}

struct settling {
    void (*on_settled)(void *context, const struct error *failure);
    void *context;
};

static void settling_on_page(void *context, const struct page *page, const struct error *failure)
{
    (void)page;
    struct settling settling = *(struct settling *)context;
    free(context);
    settling.on_settled(settling.context, failure);
}

void story_settle(struct journal *journal, const struct id *stream,
                  void (*on_settled)(void *context, const struct error *failure), void *context)
{
    struct settling *settling = calloc(1, sizeof *settling);
    CHECK(settling);
    *settling = (struct settling){ on_settled, context };
    /* A read sees all commits given before it: what it reads does not matter. */
    struct read_events query = {
        .stream = *stream, .after = 0, .limit = 1, .on_page = settling_on_page, .context = settling
    };
    journal_read(journal, &query);
}
