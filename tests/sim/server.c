/* The server of the simulation: the ports that it gets, its start and its end. */
#include "sim.h"

static struct sim *sim_of_clock(struct clock *clock)
{
    return (struct sim *)((char *)clock - offsetof(struct sim, clock));
}

static int64_t clock_now(struct clock *clock)
{
    const int64_t morning_ms = 1795305600000;
    return morning_ms + sim_of_clock(clock)->now_ms;
}

static int64_t clock_steady(struct clock *clock)
{
    return sim_of_clock(clock)->now_ms;
}

static void clock_wake_at(struct clock *clock, int64_t steady_ms)
{
    struct sim *sim = sim_of_clock(clock);
    if (steady_ms < sim->wake_ms)
        sim->wake_ms = steady_ms;
}

static struct id ids_fresh(struct id_source *source)
{
    struct sim *sim = (struct sim *)((char *)source - offsetof(struct sim, ids));
    return chance_id(&sim->id_chance);
}

static void on_failure(void *context, const struct error *failure)
{
    struct sim *sim = context;
    if (!sim->disk.dead)
        sim_fail(sim, "the server says that its disk failed: %s", failure->text);
}

void sim_lend(struct sim *sim)
{
    sim->ids.fresh = ids_fresh;
    sim->clock = (struct clock){ clock_now, clock_steady, clock_wake_at };
    sim->host = (struct host){
        .journal = &sim->disk.journal,
        .vault = &sim->disk.vault,
        .store = &sim->disk.store,
        .clock = &sim->clock,
        .ids = &sim->ids,
        .on_failure = on_failure,
        .context = sim,
    };
}

void sim_start_server(struct sim *sim)
{
    sim->wake_ms = INT64_MAX;
    sim->lobby = lobby_create(&sim->host);
    sim->guard = guard_create((struct bucket_rate){ JOIN_FAILURES_PER_MINUTE, JOIN_FAILURES_PER_MINUTE });
    sim->house = (struct session_house){
        .lobby = sim->lobby,
        .clock = &sim->clock,
        .strangers = sim->guard,
        .figures = &sim->figures,
        .limits = session_limits_default(),
        .server = "kring sim",
    };
}

void sim_stop_server(struct sim *sim, size_t kept)
{
    disk_kill(&sim->disk, kept);
    lobby_destroy(sim->lobby);
    guard_destroy(sim->guard);
    sim->lobby = NULL;
}

void sim_run_disk(struct sim *sim)
{
    for (int i = 0; i < 100000 && disk_step(&sim->disk); i++) {
    }
}
