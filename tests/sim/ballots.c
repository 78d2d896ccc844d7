/* Dots, counted from what people asked and were answered, without the server's help. Where two casts of one person were under way at the
 * same time either may have come last; then the count has a lower and an upper end. Mostly it is exact. */
#include "sim.h"

#include <kring/check.h>

struct range {
    int64_t least, most;
};

/* What one person may have on an option. */
static struct range dots_of(const struct client *client, const char *round, const char *option)
{
    struct range range = { INT64_MAX, 0 };
    bool certain = false;
    for (size_t i = 0; i < client->act_count; i++) {
        const struct act *act = &client->acts[i];
        if (strcmp(act->round.text, round) != 0 || strcmp(act->option.text, option) != 0 || act->served == 0)
            continue;
        if (act->seq < 0 && act->refused && act->served == 1)
            continue;
        bool superseded = false;
        for (size_t j = 0; j < client->act_count && !superseded; j++) {
            const struct act *later = &client->acts[j];
            superseded = act->seq >= 0 && later->seq >= 0 && later->made_at > act->answered_at &&
                         strcmp(later->round.text, round) == 0 && strcmp(later->option.text, option) == 0;
        }
        if (superseded)
            continue;
        certain = certain || act->seq >= 0;
        range.least = act->dots < range.least ? act->dots : range.least;
        range.most = act->dots > range.most ? act->dots : range.most;
    }
    if (!certain)
        range.least = 0;
    return range;
}

/* A secret round that is closed: its totals are what people cast. */
static void check_totals(struct sim *sim, const json_t *round)
{
    const json_t *outcomes = json_object_get(round, "outcomes");
    int64_t all = 0;
    for (size_t i = 0; i < json_array_size(outcomes); i++) {
        const json_t *outcome = json_array_get(outcomes, i);
        struct range sum = { 0, 0 };
        for (size_t c = 0; c < sim->client_count; c++) {
            struct range range = dots_of(&sim->clients[c], word_of(round, "id"), word_of(outcome, "option"));
            sum.least += range.least;
            sum.most += range.most;
        }
        int64_t total = number_of(outcome, "total");
        all += total;
        if (total < sum.least || total > sum.most)
            sim_fail(sim, "an option of a secret round has %lld dots, people cast %lld to %lld",
                     (long long)total, (long long)sum.least, (long long)sum.most);
    }
    if (all > number_of(round, "cast") * number_of(round, "dots"))
        sim_fail(sim, "a secret round holds more dots than its ballots may");
    if (strcmp(word_of(round, "state"), "suppressed") == 0 && outcomes != NULL)
        sim_fail(sim, "a round with too few ballots tells how they were cast");
}

/* Nobody's acknowledged dots go beyond the budget. */
static void check_person(struct sim *sim, const struct client *client, const json_t *round)
{
    const json_t *options = json_object_get(round, "options");
    int64_t sum = 0;
    for (size_t i = 0; i < json_array_size(options); i++) {
        const char *option = json_string_value(json_array_get(options, i));
        int64_t least = dots_of(client, word_of(round, "id"), option).least;
        sum += least;
        if (least > number_of(round, "max_per_option"))
            sim_fail(sim, "client %zu has too many dots on one option", client->number);
    }
    if (sum > number_of(round, "dots"))
        sim_fail(sim, "client %zu has %lld dots of %lld", client->number, (long long)sum,
                 (long long)number_of(round, "dots"));
}

/* A ballot of an open round in the log: its owner's, whole, and within the round's bounds. */
static void check_ballot(struct sim *sim, const struct log_entry *entry, const json_t *ballot)
{
    const json_t *round =
        json_object_get(sim->clients[0].holdings[SIM_ROOM].records, word_of(ballot, "round"));
    const json_t *dots = json_object_get(ballot, "dots");
    int64_t sum = 0;
    if (json_is_true(json_object_get(round, "secret")))
        sim_fail(sim, "event %lld holds a ballot of a secret round", (long long)entry->seq);
    if (strcmp(word_of(ballot, "by"), entry->by.text) != 0)
        sim_fail(sim, "event %lld changes somebody else's ballot", (long long)entry->seq);
    for (size_t i = 0; i < json_array_size(dots); i++) {
        int64_t here = number_of(json_array_get(dots, i), "dots");
        sum += here;
        if (here > number_of(round, "max_per_option"))
            sim_fail(sim, "event %lld puts too many dots on one option", (long long)entry->seq);
    }
    if (sum > number_of(round, "dots"))
        sim_fail(sim, "event %lld spends %lld dots of %lld", (long long)entry->seq, (long long)sum,
                 (long long)number_of(round, "dots"));
}

void check_ballots(struct sim *sim, const struct log *log)
{
    const char *id;
    json_t *record;
    json_object_foreach(sim->clients[0].holdings[SIM_ROOM].records, id, record)
    {
        if (strcmp(word_of(record, "type"), "round") != 0)
            continue;
        for (size_t c = 0; c < sim->client_count; c++)
            check_person(sim, &sim->clients[c], record);
        if (json_is_true(json_object_get(record, "secret")))
            check_totals(sim, record);
    }
    for (size_t i = 0; i < log->count; i++) {
        const json_t *changes = json_object_get(log->entries[i].by_role[ROLE_FACILITATOR], "changes");
        for (size_t c = 0; c < json_array_size(changes); c++) {
            const json_t *put = json_array_get(json_array_get(changes, c), 1);
            if (strcmp(word_of(put, "type"), "ballot") == 0)
                check_ballot(sim, &log->entries[i], put);
        }
    }
}
