#include "stage.h"

#include <kring/check.h>
#include <kring/limits.h>
#include <kring/method.h>

#include <stdio.h>
#include <string.h>

/* ---- clock and ids */

static struct stage *stage_of_clock(struct clock *clock)
{
    return (struct stage *)((char *)clock - offsetof(struct stage, clock));
}

static int64_t clock_now(struct clock *clock)
{
    return 1795305600000 + stage_of_clock(clock)->steady_ms;
}

static int64_t clock_steady(struct clock *clock)
{
    return stage_of_clock(clock)->steady_ms;
}

static void clock_wake_at(struct clock *clock, int64_t steady_ms)
{
    struct stage *stage = stage_of_clock(clock);
    if (steady_ms < stage->wake_ms)
        stage->wake_ms = steady_ms;
}

struct id stage_fresh_id(struct stage *stage)
{
    return chance_id(&stage->chance);
}

static struct id fresh(struct id_source *source)
{
    return stage_fresh_id((struct stage *)((char *)source - offsetof(struct stage, ids)));
}

/* ---- the server */

static void on_failure(void *context, const struct error *failure)
{
    struct stage *stage = context;
    if (!stage->disk_fails || stage->disk_failed)
        story_fails(stage, "the disk failed: %s", failure->text);
    stage->disk_failed = true;
}

static void open_server(struct stage *stage)
{
    stage->host = (struct host){
        .journal = memory_engine_journal(stage->engine),
        .vault = memory_engine_vault(stage->engine),
        .store = memory_engine_store(stage->engine),
        .clock = &stage->clock,
        .ids = &stage->ids,
        .on_failure = on_failure,
        .context = stage,
    };
    stage->lobby = lobby_create(&stage->host);
    stage->strangers =
        guard_create((struct bucket_rate){ JOIN_FAILURES_PER_MINUTE, JOIN_FAILURES_PER_MINUTE });
    stage->house = (struct session_house){
        .lobby = stage->lobby,
        .clock = &stage->clock,
        .strangers = stage->strangers,
        .figures = &stage->figures,
        .limits = session_limits_default(),
        .server = "kring test",
    };
}

static void close_server(struct stage *stage)
{
    memory_engine_crash(stage->engine, 0);
    for (int i = 1; i <= PLAYERS_MAX; i++)
        player_drop(&stage->players[i]);
    memory_engine_crash(stage->engine, 0);
    lobby_destroy(stage->lobby);
    guard_destroy(stage->strangers);
}

void stage_open(struct stage *stage)
{
    stage->clock = (struct clock){ clock_now, clock_steady, clock_wake_at };
    stage->ids.fresh = fresh;
    stage->chance.state = 1;
    stage->wake_ms = INT64_MAX;
    stage->engine = memory_engine_create();
    stage->names = json_object();
    for (int i = 0; i <= PLAYERS_MAX; i++)
        stage->players[i] =
            (struct player){ .stage = stage, .number = i, .inbox = json_array(), .last_seq = json_object() };
    open_server(stage);
}

void stage_close(struct stage *stage)
{
    close_server(stage);
    memory_engine_destroy(stage->engine);
    json_decref(stage->names);
    for (int i = 0; i <= PLAYERS_MAX; i++) {
        json_decref(stage->players[i].inbox);
        json_decref(stage->players[i].last_seq);
    }
}

/* ---- time */

static void work(struct stage *stage)
{
    do {
        memory_engine_run(stage->engine);
        if (stage->wake_ms <= stage->steady_ms) {
            stage->wake_ms = INT64_MAX;
            lobby_tick(stage->lobby);
        }
    } while (memory_engine_waiting(stage->engine) > 0 || stage->wake_ms <= stage->steady_ms);
    for (int i = 1; i <= PLAYERS_MAX; i++) {
        struct player *player = &stage->players[i];
        if (player->session != NULL)
            session_check(player->session);
        if (player->closed != 0)
            player_drop(player);
    }
}

void stage_wait(struct stage *stage, int64_t ms)
{
    int64_t until = stage->steady_ms + ms;
    work(stage);
    while (stage->steady_ms < until) {
        int64_t next = stage->wake_ms > stage->steady_ms ? stage->wake_ms : stage->steady_ms + 1;
        stage->steady_ms = next < until ? next : until;
        work(stage);
    }
}

/* ---- restarting */

struct state {
    struct stage *stage;
    bool seen;
    struct hash room, journey;
};

static void on_visitor(void *context, const struct visitor *visitor)
{
    struct state *state = context;
    if (visitor->room == NULL)
        story_fails(state->stage, "the room does not open: %s", refusal_texts[visitor->refused.code].code);
    state->room = board_state_hash(room_board(visitor->room));
    state->journey = board_state_hash(room_board(room_journey(visitor->room)));
    state->seen = true;
}

static struct state stage_state(struct stage *stage)
{
    struct state state = { .stage = stage };
    struct id room = id_from(span_of(name_get(stage, "room")));
    lobby_visit(stage->lobby, &room, span_of(name_get(stage, "facilitator")), on_visitor, &state);
    stage_wait(stage, 0);
    CHECK(state.seen);
    return state;
}

void stage_fail_disk(struct stage *stage)
{
    memory_engine_fail_next(stage->engine);
    stage->disk_fails = true;
}

void stage_crash(struct stage *stage)
{
    if (stage->disk_fails && !stage->disk_failed)
        story_fails(stage, "nobody was told that the disk failed");
    stage->disk_fails = stage->disk_failed = false;
    close_server(stage);
    stage->wake_ms = INT64_MAX;
    open_server(stage);
}

void stage_restart(struct stage *stage)
{
    stage_wait(stage, 0);
    struct state before = stage_state(stage);
    stage_crash(stage);
    struct state after = stage_state(stage);
    if (!hash_equal(&before.room, &after.room) || !hash_equal(&before.journey, &after.journey))
        story_fails(stage, "the boards come back otherwise than they were");
}

/* ---- making a room */

/* The names of the first room are plain, those of others end in their number. */
static void name_of_room(struct stage *stage, const char *word, const char *text)
{
    char name[32];
    if (stage->rooms == 1)
        (void)snprintf(name, sizeof name, "%s", word);
    else
        (void)snprintf(name, sizeof name, "%s.%d", word, stage->rooms);
    name_set(stage, name, text);
}

static void on_made(void *context, const struct made *made)
{
    struct stage *stage = context;
    if (made->refused.code != REFUSAL_NONE)
        story_fails(stage, "no room was made: %s", refusal_texts[made->refused.code].code);
    stage->rooms++;
    name_set(stage, "journey", made->journey.text);
    name_of_room(stage, "room", made->room.text);
    name_of_room(stage, "facilitator", made->facilitator);
    name_of_room(stage, "participant", made->participant);
    name_of_room(stage, "observer", made->observer);
}

static void on_journey_visitor(void *context, const struct visitor *visitor)
{
    struct stage *stage = context;
    struct room *journey = room_journey(visitor->room);
    lobby_make_room(stage->lobby, journey, SPAN("Another"), SPAN(""), LANGUAGE_EN, NULL, on_made, stage);
}

void stage_make_further_room(struct stage *stage)
{
    struct id room = id_from(span_of(name_get(stage, "room")));
    lobby_visit(stage->lobby, &room, span_of(name_get(stage, "facilitator")), on_journey_visitor, stage);
    stage_wait(stage, 0);
}

static const struct value *read_method(struct stage *stage, const char *key, struct arena *arena)
{
    struct refused why;
    for (size_t i = 0; i < method_count(); i++) {
        struct method_text text = method_text_at(i);
        if (strcmp(text.key, key) == 0)
            return wire_read_shape(text.json, text.json.size, &shape_method, arena, &why);
    }
    story_fails(stage, "there is no method %s", key);
}

/* $group.NAME of every group, so that stories can name them. */
static void on_group_visitor(void *context, const struct visitor *visitor)
{
    struct stage *stage = context;
    const struct board *journey = room_board(room_journey(visitor->room));
    const struct record *group;
    for (size_t cursor = 0; (group = board_next(journey, RECORD_TYPE_GROUP, &cursor)) != NULL;) {
        char name[64] = "group.";
        strncat(name, group->fields[GROUP_NAME].text, sizeof name - 10);
        name_set(stage, name, record_id(group).text);
    }
}

void stage_make_room(struct stage *stage, const json_t *plan)
{
    struct arena arena;
    struct span groups[9];
    struct new_journey made = { .title = SPAN("A story"), .groups = groups };
    const char *question = json_string_value(json_object_get(plan, "question"));
    const char *method = json_string_value(json_object_get(plan, "method"));
    size_t i;
    const json_t *group;
    arena_init(&arena);
    json_array_foreach(json_object_get(plan, "groups"), i, group) groups[made.group_count++] =
        span_of(json_string_value(group));
    made.min_group = json_integer_value(json_object_get(plan, "min_group"));
    made.question = span_of(question ? question : "");
    made.method = method ? read_method(stage, method, &arena) : NULL;
    lobby_make_journey(stage->lobby, &made, on_made, stage);
    stage_wait(stage, 0);
    struct id room = id_from(span_of(name_get(stage, "room")));
    lobby_visit(stage->lobby, &room, span_of(name_get(stage, "facilitator")), on_group_visitor, stage);
    stage_wait(stage, 0);
    arena_finish(&arena);
}
