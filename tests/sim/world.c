/* The world: one server, some clients, a disk and a clock. While it is wild each step is drawn from the seed; then it calms down, and everything
 * that is promised must hold. */
#include "sim.h"

#include "lobby_peek.h"

#include <kring/check.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define SETTLE_STEPS_MAX 6000

void sim_fail(struct sim *sim, const char *format, ...)
{
    if (sim->failed)
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sim->failure, sizeof sim->failure, format, arguments);
    va_end(arguments);
    sim->failed = true;
}

const struct id *sim_stream_id(const struct sim *sim, enum sim_stream stream)
{
    return stream == SIM_ROOM ? &sim->made.room : &sim->made.journey;
}

bool sim_chance(struct sim *sim, int64_t n)
{
    return chance_between(&sim->chance, 1, n) == 1;
}

struct room *sim_room(struct sim *sim)
{
    return sim->lobby ? lobby_peek(sim->lobby, &sim->made.room) : NULL;
}

void sim_saw(struct sim *sim, enum sim_stream stream, int64_t seq, enum role role, const json_t *event)
{
    struct seen *seen = &sim->seen[stream];
    size_t place = (size_t)seq * ROLE_COUNT + role;
    if (place >= seen->capacity) {
        size_t larger = (place + 1) * 2;
        seen->events = reallocarray(seen->events, larger, sizeof(json_t *));
        CHECK(seen->events != NULL);
        memset(seen->events + seen->capacity, 0, (larger - seen->capacity) * sizeof(json_t *));
        seen->capacity = larger;
    }
    if (seen->events[place] == NULL)
        seen->events[place] = json_incref((json_t *)(uintptr_t)event);
    else if (!json_equal(seen->events[place], (json_t *)(uintptr_t)event))
        sim_fail(sim, "event %lld of stream %d is not the same for everybody", (long long)seq, stream);
}

/* ---- time */

static void tick_due(struct sim *sim)
{
    for (int i = 0; i < 100 && sim->wake_ms <= sim->now_ms; i++) {
        sim->wake_ms = INT64_MAX;
        lobby_tick(sim->lobby);
        secrets_follow(sim);
    }
}

static void pass(struct sim *sim, int64_t ms)
{
    sim->now_ms += ms;
    tick_due(sim);
}

/* ---- the beginning */

static void on_made(void *context, const struct made *made)
{
    struct sim *sim = context;
    sim->made = *made;
}

static void make_room(struct sim *sim)
{
    static const struct span groups[] = { { "North", 5 }, { "South", 5 } };
    struct arena arena;
    struct refused why = { 0 };
    arena_init(&arena);
    const struct value *method = wire_read_shape(span_of(sim_method), 65536, &shape_method, &arena, &why);
    CHECK(method != NULL);
    const struct new_journey plan = {
        .title = SPAN("Simulated"), .min_group = 3, .groups = groups, .group_count = 2, .method = method
    };
    lobby_make_journey(sim->lobby, &plan, on_made, sim);
    sim_run_disk(sim);
    arena_finish(&arena);
    CHECK(!id_is_empty(&sim->made.room));
}

static void sim_init(struct sim *sim, uint64_t seed, enum plant plant)
{
    *sim = (struct sim){ .seed = seed, .plant = plant };
    sim->chance.state = seed;
    sim->id_chance.state = ~seed;
    sim->now_ms = 1000;
    sim->engine = memory_engine_create();
    disk_init(&sim->disk, sim);
    sim_lend(sim);
    sim_start_server(sim);
    make_room(sim);
    sim->client_count = (size_t)chance_between(&sim->chance, 4, SIM_CLIENTS_MAX);
    for (size_t i = 0; i < sim->client_count; i++) {
        enum role role = i < 2 ? ROLE_FACILITATOR : ROLE_PARTICIPANT;
        if (i == 1 && sim_chance(sim, 2))
            role = ROLE_OBSERVER;
        client_init(&sim->clients[i], sim, i, role);
    }
    sim->clients[0].wants_journey = true;
}

static void sim_finish(struct sim *sim)
{
    for (size_t i = 0; i < sim->client_count; i++)
        client_finish(&sim->clients[i]);
    if (sim->lobby != NULL)
        sim_stop_server(sim, 0);
    memory_engine_destroy(sim->engine);
    for (size_t i = 0; i < SIM_STREAMS; i++) {
        for (size_t place = 0; place < sim->seen[i].capacity; place++)
            json_decref(sim->seen[i].events[place]);
        free(sim->seen[i].events);
    }
    secrets_finish(&sim->secrets);
    free(sim->masks);
}

/* ---- steps */

static void serve_some(struct sim *sim, struct client *client)
{
    for (int64_t i = chance_between(&sim->chance, 1, 4); i > 0 && client->line != NULL; i--)
        line_serve(client->line);
    if (client->ghost != NULL && sim_chance(sim, 3))
        line_serve(client->ghost);
}

static void take_some(struct sim *sim, struct client *client)
{
    if (client->is_laggard && !sim_chance(sim, 30))
        return;
    for (int64_t i = chance_between(&sim->chance, 1, 8); i > 0 && client->line != NULL && !sim->failed; i--) {
        char *text = line_take(client->line);
        if (text == NULL)
            return;
        client_receive(client, text);
        free(text);
    }
}

/* The connection breaks: for both at once, or for the server only later. */
static void cut(struct sim *sim, struct client *client)
{
    if (client->line == NULL)
        return;
    sim->figures_seen.cuts++;
    if (sim_chance(sim, 2)) {
        line_cut(client->ghost);
        client->ghost = client->line;
        client->line = NULL;
    }
    client_lost(client, chance_between(&sim->chance, 10, sim_chance(sim, 4) ? 20000 : 800));
}

static void crash(struct sim *sim)
{
    sim->figures_seen.crashes++;
    for (size_t i = 0; i < sim->client_count; i++) {
        struct client *client = &sim->clients[i];
        line_cut(client->ghost);
        client->ghost = NULL;
        client_lost(client, chance_between(&sim->chance, 10, 200));
    }
    sim_stop_server(sim,
                    (size_t)chance_between(&sim->chance, 0, (int64_t)memory_engine_waiting(sim->engine)));
    check_crash(sim);
    sim_start_server(sim);
    pass(sim, chance_between(&sim->chance, 0, 50));
}

/* Everybody is away until the room leaves the memory, and then its journey. */
static void everybody_leaves(struct sim *sim)
{
    for (size_t i = 0; i < sim->client_count; i++) {
        line_cut(sim->clients[i].ghost);
        sim->clients[i].ghost = NULL;
        client_lost(&sim->clients[i], 600000);
    }
    for (int i = 0; i < 100 && lobby_count(sim->lobby) > 0; i++) {
        pass(sim, 4000);
        sim_run_disk(sim);
        tick_due(sim);
    }
    if (lobby_count(sim->lobby) > 0)
        sim_fail(sim, "an empty room stays in memory");
    for (size_t i = 0; i < sim->client_count; i++)
        sim->clients[i].back_ms = sim->now_ms + chance_between(&sim->chance, 0, 5000);
    sim->figures_seen.reopened++;
}

static void misfortune(struct sim *sim)
{
    struct client *client = &sim->clients[chance_between(&sim->chance, 0, (int64_t)sim->client_count - 1)];
    int64_t which = chance_between(&sim->chance, 1, 40);
    if (which <= 13) {
        cut(sim, client);
    } else if (which <= 18) {
        line_cut(client->ghost);
        client->ghost = NULL;
    } else if (which <= 25) {
        sim->disk.stalled = (int)chance_between(&sim->chance, 5, 40);
    } else if (which <= 29) {
        client->is_laggard = !client->is_laggard;
    } else if (which <= 37) {
        crash(sim);
    } else if (which == 38) {
        everybody_leaves(sim);
    } else {
        pass(sim, chance_between(&sim->chance, 1, 20000));
    }
}

static void settle_lines(struct sim *sim)
{
    for (size_t i = 0; i < sim->client_count; i++) {
        struct client *client = &sim->clients[i];
        if (client->line != NULL)
            line_settle(client->line);
        if (client->ghost != NULL) {
            line_settle(client->ghost);
            for (char *text; (text = line_take(client->ghost)) != NULL;)
                free(text);
        }
        client_tick(client);
    }
}

static void act(struct sim *sim, struct client *client)
{
    (void)sim;
    if (client_is_in(client))
        act_at_random(client);
}

/* Some of the clients, each with one chance in two. */
static void some_clients(struct sim *sim, void (*what)(struct sim *sim, struct client *client))
{
    for (size_t i = 0; i < sim->client_count && !sim->failed; i++) {
        if (sim_chance(sim, 2))
            what(sim, &sim->clients[i]);
    }
}

static void step(struct sim *sim)
{
    int64_t which = chance_between(&sim->chance, 1, 100);
    if (sim->disk.stalled > 0)
        sim->disk.stalled--;
    if (which <= 24) {
        some_clients(sim, act);
    } else if (which <= 42) {
        some_clients(sim, serve_some);
    } else if (which <= 60) {
        some_clients(sim, take_some);
    } else if (which <= 78) {
        for (int64_t i = chance_between(&sim->chance, 1, 6); i > 0 && sim->disk.stalled == 0; i--)
            disk_step(&sim->disk);
        tick_due(sim);
    } else if (which <= 94) {
        pass(sim, chance_between(&sim->chance, 1, sim_chance(sim, 6) ? 900 : 90));
    } else {
        misfortune(sim);
    }
    settle_lines(sim);
}

/* ---- calming down */

static bool is_settled(struct sim *sim)
{
    for (size_t i = 0; i < sim->client_count; i++) {
        if (!client_is_settled(&sim->clients[i]))
            return false;
    }
    return lobby_is_quiet(sim->lobby) && memory_engine_waiting(sim->engine) == 0;
}

static const char *unsettled(struct sim *sim)
{
    static char text[200];
    for (size_t i = 0; i < sim->client_count; i++) {
        const struct client *client = &sim->clients[i];
        for (size_t a = 0; a < client->act_count; a++) {
            const struct act *act = &client->acts[a];
            if (act->answered || act->gone)
                continue;
            snprintf(text, sizeof text, "client %zu waits for %s", i, act->verb);
            return text;
        }
        if (!client_is_settled(client))
            snprintf(text, sizeof text, "client %zu is not in", i);
    }
    return text;
}

/* Nothing goes wrong, and everything gets on a little. */
static void quiet_step(struct sim *sim)
{
    sim_run_disk(sim);
    pass(sim, 30);
    for (size_t c = 0; c < sim->client_count; c++) {
        serve_some(sim, &sim->clients[c]);
        take_some(sim, &sim->clients[c]);
    }
    settle_lines(sim);
}

static void settle(struct sim *sim)
{
    for (int i = 0; i < SETTLE_STEPS_MAX && !sim->failed; i++) {
        quiet_step(sim);
        if (is_settled(sim))
            return;
    }
    sim_fail(sim, "it does not settle: %s", unsettled(sim));
}

static void calm_down(struct sim *sim)
{
    sim->calm = true;
    sim->disk.stalled = 0;
    for (size_t i = 0; i < sim->client_count; i++) {
        line_cut(sim->clients[i].ghost);
        sim->clients[i].ghost = NULL;
        sim->clients[i].is_laggard = false;
    }
    settle(sim);
}

/* A facilitator closes what is open: the rounds, then a sealed phase. */
static void close_all(struct sim *sim)
{
    struct client *host = &sim->clients[0];
    const struct holding *room = &host->holdings[SIM_ROOM];
    for (int i = 0; i < 20 && !sim->failed; i++) {
        const json_t *round = holding_pick(room, "round", "state", "open", &sim->chance);
        const json_t *talk = holding_pick(room, "phase", "key", "talk", &sim->chance);
        if (round == NULL && holding_phase(room) == talk)
            return;
        if (round != NULL)
            act_vote_close(host, word_of(round, "id"));
        else
            act_phase_start(host, word_of(talk, "id"));
        settle(sim);
    }
    sim_fail(sim, "a facilitator cannot close what is open");
}

/* The room leaves the memory and comes back. */
static void come_back(struct sim *sim)
{
    everybody_leaves(sim);
    settle(sim);
    if (!sim->failed)
        check_reopened(sim);
}

/* Mostly everybody is in, and a phase runs, before it gets wild. */
static void begin(struct sim *sim)
{
    if (sim_chance(sim, 5))
        return;
    struct client *host = &sim->clients[0];
    for (int i = 0; i < 25 && !sim->failed; i++) {
        quiet_step(sim);
        if (i == 15 && client_is_in(host)) {
            const char *key = sim_chance(sim, 2) ? "talk" : "cards";
            act_phase_start(
                host,
                word_of(holding_pick(&host->holdings[SIM_ROOM], "phase", "key", key, &sim->chance), "id"));
        }
    }
}

static void add_figures(struct sim_figures *all, const struct sim_figures *one)
{
    int64_t *sums = (int64_t *)all;
    const int64_t *numbers = (const int64_t *)one;
    for (size_t i = 0; i < sizeof *all / sizeof *sums; i++)
        sums[i] += numbers[i];
}

bool sim_run(uint64_t seed, enum plant plant, bool tells, char failure[600], struct sim_figures *figures)
{
    struct sim *sim = malloc(sizeof *sim);
    CHECK(sim != NULL);
    sim_init(sim, seed, plant);
    begin(sim);
    int64_t steps =
        sim_chance(sim, 8) ? chance_between(&sim->chance, 200, 800) : chance_between(&sim->chance, 40, 160);
    for (int64_t i = 0; i < steps && !sim->failed; i++)
        step(sim);
    if (!sim->failed)
        calm_down(sim);
    if (!sim->failed)
        close_all(sim);
    if (!sim->failed)
        check_end(sim);
    if (!sim->failed && sim_chance(sim, 4))
        come_back(sim);
    bool well = !sim->failed;
    if (!well && tells)
        tell_story(sim);
    memcpy(failure, sim->failure, sizeof sim->failure);
    add_figures(figures, &sim->figures_seen);
    sim_finish(sim);
    free(sim);
    return well;
}
