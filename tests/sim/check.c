/* What must be true: in the end, and of what was promised at every crash. */
#include "sim.h"

#include <kring/check.h>

#include <stdlib.h>

/* ---- answers and the log */

static const struct log_entry *entry_of(const struct log *log, const struct id *op, size_t *times)
{
    const struct log_entry *found = NULL;
    *times = 0;
    for (size_t i = 0; i < log->count; i++) {
        if (!id_equal(&log->entries[i].op, op))
            continue;
        *times += 1;
        found = &log->entries[i];
    }
    return found;
}

/* G20, G21: an answer holds, and an act is in the log once. An act in the journey alone is answered with the journey's seq. */
static void check_act(struct sim *sim, const struct client *client, const struct act *act,
                      const struct log logs[SIM_STREAMS])
{
    size_t in_room, in_journey;
    const struct log_entry *entry = entry_of(&logs[SIM_ROOM], &act->op, &in_room);
    const struct log_entry *other = entry_of(&logs[SIM_JOURNEY], &act->op, &in_journey);
    entry = entry ? entry : other;
    if (in_room > 1 || in_journey > 1)
        sim_fail(sim, "op %s (%s) of client %zu is in the log %zu and %zu times", act->op.text, act->verb,
                 client->number, in_room, in_journey);
    if (act->seq > 0 && (entry == NULL || entry->seq != act->seq))
        sim_fail(sim, "op %s (%s) of client %zu was answered with %lld, and is in the log at %lld",
                 act->op.text, act->verb, client->number, (long long)act->seq,
                 entry ? (long long)entry->seq : 0LL);
    if (act->seq == 0 && entry != NULL)
        sim_fail(sim, "op %s (%s) of client %zu was kept in the vault, and is in the log", act->op.text,
                 act->verb, client->number);
    if (entry != NULL && !id_equal(&entry->by, &client->person))
        sim_fail(sim, "op %s of client %zu is in the log as somebody else's", act->op.text, client->number);
}

static void read_logs(struct sim *sim, bool fold, struct log logs[SIM_STREAMS])
{
    for (size_t i = 0; i < SIM_STREAMS; i++) {
        log_read(sim, sim_stream_id(sim, (enum sim_stream)i), fold, &logs[i]);
        if (logs[i].fault != NULL)
            sim_fail(sim, "stream %zu: %s", i, logs[i].fault);
        for (size_t e = 0; e < logs[i].count; e++) {
            if (logs[i].entries[e].seq != (int64_t)e + 1)
                sim_fail(sim, "stream %zu: entry %zu has seq %lld", i, e + 1,
                         (long long)logs[i].entries[e].seq);
        }
    }
}

void check_crash(struct sim *sim)
{
    struct log logs[SIM_STREAMS];
    read_logs(sim, false, logs);
    for (size_t c = 0; c < sim->client_count; c++) {
        struct client *client = &sim->clients[c];
        for (size_t i = 0; i < SIM_STREAMS; i++) {
            if (client->holdings[i].have > (int64_t)logs[i].count)
                sim_fail(sim, "client %zu holds %lld of stream %zu, of which a crash leaves %zu", c,
                         (long long)client->holdings[i].have, i, logs[i].count);
        }
        for (size_t i = 0; i < client->act_count; i++) {
            if (client->acts[i].answered)
                check_act(sim, client, &client->acts[i], logs);
            else
                client->acts[i].doubtful = true;
        }
    }
    secrets_forget_after(sim, (int64_t)logs[SIM_ROOM].count);
    for (size_t i = 0; i < SIM_STREAMS; i++)
        log_finish(&logs[i]);
}

/* G22: whose place is certain comes in the order in which the server took it off the line. */
static void check_order(struct sim *sim, const struct client *client, const struct log *log)
{
    int64_t before = 0;
    for (size_t i = 0; i < log->count; i++) {
        if (!id_equal(&log->entries[i].by, &client->person) || id_is_empty(&log->entries[i].op))
            continue;
        const struct act *act = client_act((struct client *)(uintptr_t)client, log->entries[i].op.text);
        if (act == NULL) {
            sim_fail(sim, "event %lld has an op that client %zu never sent", (long long)log->entries[i].seq,
                     client->number);
            return;
        }
        if (act->doubtful || act->taken_at == 0)
            continue;
        if (act->taken_at < before)
            sim_fail(sim, "event %lld of client %zu comes out of its order", (long long)log->entries[i].seq,
                     client->number);
        before = act->taken_at;
    }
}

/* ---- what people saw: G23 */

static void check_seen(struct sim *sim, enum sim_stream stream, const struct log *log)
{
    const struct seen *seen = &sim->seen[stream];
    for (size_t place = 0; place < seen->capacity; place++) {
        size_t seq = place / ROLE_COUNT, role = place % ROLE_COUNT;
        if (seen->events[place] == NULL)
            continue;
        if (seq > log->count)
            sim_fail(sim, "event %zu of stream %d was seen, and is not in the log", seq, stream);
        else if (!json_equal(seen->events[place], log->entries[seq - 1].by_role[role]))
            sim_fail(sim, "event %zu of stream %d was seen otherwise than the log has it", seq, stream);
    }
}

/* ---- what people hold: G24, G25 */

static json_t *records_as_seen(const struct board *board, enum role role)
{
    json_t *records = json_object();
    struct buffer text;
    buffer_init(&text);
    for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++) {
        const struct record *record;
        for (size_t cursor = 0; (record = board_next(board, type, &cursor)) != NULL;) {
            buffer_clear(&text);
            if (wire_write_record(&text, record, 1u << role))
                json_object_set_new(records, record_id(record).text,
                                    json_loadb(text.data, text.size, 0, NULL));
        }
    }
    buffer_finish(&text);
    return records;
}

static void check_holdings(struct sim *sim, enum sim_stream stream, const struct log *log)
{
    json_t *records[ROLE_COUNT];
    for (size_t role = 0; role < ROLE_COUNT; role++)
        records[role] = records_as_seen(log->board, (enum role)role);
    for (size_t c = 0; c < sim->client_count; c++) {
        const struct client *client = &sim->clients[c];
        const struct holding *holding = &client->holdings[stream];
        if (stream == SIM_JOURNEY && !client->wants_journey)
            continue;
        if (holding->have != (int64_t)log->count)
            sim_fail(sim, "client %zu holds stream %d up to %lld of %zu", c, stream, (long long)holding->have,
                     log->count);
        else if (!json_equal(holding->records, records[client->role]))
            sim_fail(sim, "client %zu holds other records of stream %d than the log gives", c, stream);
    }
    for (size_t role = 0; role < ROLE_COUNT; role++)
        json_decref(records[role]);
}

/* ---- what was secret */

/* How often a word stands in what phases brought to light, and whether it stands anywhere else. */
static int64_t times_revealed(const struct log *log, const struct secret *secret, bool *elsewhere)
{
    int64_t times = 0;
    bool revealed = false;
    *elsewhere = false;
    for (size_t i = 0; i < log->count; i++) {
        bool reveals = strcmp(log->entries[i].verb, "phase.start") == 0;
        const char *found = log->entries[i].payload;
        for (; (found = strstr(found, secret->text)) != NULL; found += ID_LENGTH) {
            *elsewhere = *elsewhere || (!reveals && !revealed);
            times += reveals;
            revealed = revealed || reveals;
        }
        *elsewhere = *elsewhere || strcmp(log->entries[i].op.text, secret->text) == 0;
    }
    return times;
}

static void check_secrets(struct sim *sim, const struct log *log)
{
    for (size_t i = 0; i < sim->secrets.count; i++) {
        const struct secret *secret = &sim->secrets.items[i];
        bool elsewhere;
        int64_t times = times_revealed(log, secret, &elsewhere);
        if (elsewhere || (!secret->is_word && times > 0))
            sim_fail(sim, "the log holds %s, which is client %zu's", secret->text, secret->owner);
        if (times > 1)
            sim_fail(sim, "the card %s was revealed %lld times", secret->text, (long long)times);
    }
    for (size_t i = 0; i < sim->secrets.ballot_count; i++) {
        for (size_t e = 0; e < log->count; e++) {
            if (strstr(log->entries[e].payload, sim->secrets.ballots[i].text) != NULL)
                sim_fail(sim, "event %zu holds a secret ballot", e + 1);
        }
    }
}

/* A card that was acknowledged and that nobody touched afterwards comes to light. */
static void check_cards(struct sim *sim, const struct client *client, const struct log *log)
{
    for (size_t i = 0; i < client->act_count; i++) {
        const struct act *act = &client->acts[i];
        if (act->seq != 0 || strcmp(act->verb, "item.add") != 0)
            continue;
        const struct secret *secret = secrets_find(sim, act->word);
        const char *id = strstr(act->text, "\"id\":\"");
        bool touched = id == NULL;
        for (size_t j = 0; id != NULL && j < client->act_count; j++) {
            const char *verb = client->acts[j].verb;
            touched = touched ||
                      ((strcmp(verb, "item.edit") == 0 || strcmp(verb, "item.withdraw") == 0) &&
                       memmem(client->acts[j].text, strlen(client->acts[j].text), id + 6, ID_LENGTH) != NULL);
        }
        bool elsewhere;
        if (!touched && secret != NULL && times_revealed(log, secret, &elsewhere) != 1)
            sim_fail(sim, "the card %s of client %zu was acknowledged and never revealed", act->word,
                     client->number);
    }
}

/* ---- what is left of drafts */

struct left {
    size_t drafts, ops;
};

static void on_left(void *context, const struct draft_row *drafts, size_t count, const struct draft_op *ops,
                    size_t op_count, const struct error *failure)
{
    struct left *left = context;
    (void)drafts;
    (void)ops;
    CHECK(failure == NULL);
    *left = (struct left){ count, op_count };
}

static void check_drafts(struct sim *sim)
{
    struct left left = { 0 };
    const struct read_drafts query = { sim->made.room, on_left, &left };
    vault_read(memory_engine_vault(sim->engine), &query);
    memory_engine_run(sim->engine);
    if (left.drafts + left.ops > 0)
        sim_fail(sim, "%zu drafts and %zu of their ops are left when all is closed", left.drafts, left.ops);
    for (size_t c = 0; c < sim->client_count; c++) {
        if (json_object_size(sim->clients[c].holdings[SIM_ROOM].drafts) > 0)
            sim_fail(sim, "client %zu still holds drafts when all is closed", c);
    }
}

/* ---- the end */

void check_end(struct sim *sim)
{
    struct log logs[SIM_STREAMS];
    read_logs(sim, true, logs);
    struct room *room = sim_room(sim);
    for (size_t i = 0; i < SIM_STREAMS && !sim->failed; i++) {
        check_seen(sim, (enum sim_stream)i, &logs[i]);
        check_holdings(sim, (enum sim_stream)i, &logs[i]);
        struct hash live = board_state_hash(room_board(i == SIM_ROOM ? room : room_journey(room)));
        if (!hash_equal(&live, &logs[i].state))
            sim_fail(sim, "stream %zu: the replay gives another state than the server has", i);
    }
    for (size_t c = 0; c < sim->client_count && !sim->failed; c++) {
        for (size_t i = 0; i < sim->clients[c].act_count; i++)
            check_act(sim, &sim->clients[c], &sim->clients[c].acts[i], logs);
        for (size_t i = 0; i < SIM_STREAMS; i++)
            check_order(sim, &sim->clients[c], &logs[i]);
        check_cards(sim, &sim->clients[c], &logs[SIM_ROOM]);
    }
    if (!sim->failed) {
        check_secrets(sim, &logs[SIM_ROOM]);
        check_ballots(sim, &logs[SIM_ROOM]);
        check_drafts(sim);
    }
    for (size_t i = 0; i < SIM_STREAMS; i++)
        log_finish(&logs[i]);
}

void check_reopened(struct sim *sim)
{
    struct log log;
    struct room *room = sim_room(sim);
    log_read(sim, &sim->made.room, true, &log);
    struct hash live = board_state_hash(room_board(room));
    if (log.fault != NULL)
        sim_fail(sim, "after closing: %s", log.fault);
    else if (!hash_equal(&live, &log.state))
        sim_fail(sim, "a room that was reopened is not what its log says");
    log_finish(&log);
}
