/* The story of a seed, for whoever looks for what went wrong: sim --seed N --tell. */
#include "sim.h"

#include <stdio.h>

void tell_story(struct sim *sim)
{
    struct log log;
    for (size_t i = 0; i < SIM_STREAMS; i++) {
        log_read(sim, sim_stream_id(sim, (enum sim_stream)i), false, &log);
        printf("%s %s\n", i == SIM_ROOM ? "room" : "journey", sim_stream_id(sim, (enum sim_stream)i)->text);
        for (size_t e = 0; e < log.count; e++)
            printf("%lld %s by %s op %s %s\n", (long long)log.entries[e].seq, log.entries[e].verb,
                   log.entries[e].by.text, log.entries[e].op.text, log.entries[e].payload);
        log_finish(&log);
    }
    for (size_t c = 0; c < sim->client_count; c++) {
        const struct client *client = &sim->clients[c];
        printf("client %zu %s\n", c, client->person.text);
        for (size_t i = 0; i < client->act_count; i++) {
            const struct act *act = &client->acts[i];
            printf("  seq %lld%s%s, served %lld times, taken at %lld, answered at %lld%s: %s\n",
                   (long long)act->seq, act->refused ? " refused" : "", act->gone ? " given up" : "",
                   (long long)act->served, (long long)act->taken_at, (long long)act->answered_at,
                   act->doubtful ? ", doubtful" : "", act->text);
        }
    }
}
