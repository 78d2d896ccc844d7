/* A small client. It remembers each act until it is answered, and asks again with the same op: after coming back, and when an answer does
 * not come. An act in a sealed phase is not sent again when that run of the phase is over: its op is forgotten with the run, and it would be
 * done again, perhaps in the open. */
#include "sim.h"

#include <kring/check.h>

#include <stdlib.h>

#define ANSWER_MS_MAX 3000

void client_init(struct client *client, struct sim *sim, size_t number, enum role role)
{
    *client = (struct client){ .sim = sim, .number = number, .role = role };
    holding_init(&client->holdings[SIM_ROOM], SIM_ROOM);
    holding_init(&client->holdings[SIM_JOURNEY], SIM_JOURNEY);
    client->wants_journey = !sim_chance(sim, 3);
    client->is_laggard = sim_chance(sim, 5);
}

void client_finish(struct client *client)
{
    line_cut(client->line);
    line_cut(client->ghost);
    client->line = client->ghost = NULL;
    holding_finish(&client->holdings[SIM_ROOM]);
    holding_finish(&client->holdings[SIM_JOURNEY]);
    for (size_t i = 0; i < client->act_count; i++)
        free(client->acts[i].text);
    free(client->acts);
}

struct act *client_act(struct client *client, const char *op)
{
    for (size_t i = client->act_count; i > 0; i--) {
        if (strncmp(client->acts[i - 1].op.text, op, ID_LENGTH) == 0)
            return &client->acts[i - 1];
    }
    return NULL;
}

bool client_is_in(const struct client *client)
{
    const struct holding *room = &client->holdings[SIM_ROOM];
    return client->line != NULL && room->joined && !room->in_snapshot && room->have >= room->until;
}

/* ---- coming in */

static void send_join(struct client *client, enum sim_stream stream)
{
    struct sim *sim = client->sim;
    struct holding *holding = &client->holdings[stream];
    const char *keys[ROLE_COUNT] = { sim->made.facilitator, sim->made.participant, sim->made.observer };
    char text[400];
    size_t size = (size_t)snprintf(text, sizeof text, "{\"m\":\"join\",\"stream\":\"%s\"",
                                   sim_stream_id(sim, stream)->text);
    if (client->resume[0] != '\0')
        size += (size_t)snprintf(text + size, sizeof text - size, ",\"resume\":\"%s\"", client->resume);
    else
        size += (size_t)snprintf(text + size, sizeof text - size, ",\"key\":\"%s\",\"name\":\"Person %zu\"",
                                 keys[client->role], client->number);
    if (holding->have >= 0 && !holding->in_snapshot)
        size += (size_t)snprintf(text + size, sizeof text - size, ",\"have\":%lld", (long long)holding->have);
    CHECK(size + 2 < sizeof text);
    snprintf(text + size, sizeof text - size, "}");
    holding->asked = true;
    holding->joined = false;
    if (holding->in_snapshot) {
        holding->in_snapshot = false;
        holding->have = -1;
    }
    line_send(client->line, text);
}

static void forget_joins(struct client *client)
{
    for (size_t i = 0; i < SIM_STREAMS; i++) {
        client->holdings[i].asked = false;
        client->holdings[i].joined = false;
    }
    client->asked_again = false;
}

void client_connect(struct client *client)
{
    CHECK(client->line == NULL);
    forget_joins(client);
    client->line = line_open(client);
    send_join(client, SIM_ROOM);
}

void client_lost(struct client *client, int64_t after_ms)
{
    line_cut(client->line);
    client->line = NULL;
    forget_joins(client);
    client->back_ms = client->sim->now_ms + after_ms;
}

/* ---- asking */

static void send_act(struct client *client, struct act *act)
{
    const json_t *phase = holding_phase(&client->holdings[SIM_ROOM]);
    bool runs = strcmp(act->sealed_in.text, word_of(phase, "id")) == 0 &&
                act->sealed_since == number_of(phase, "started_at");
    if (!id_is_empty(&act->sealed_in) && !runs) {
        act->gone = true;
        return;
    }
    act->sent_ms = client->sim->now_ms;
    line_send(client->line, act->text);
}

static void send_unanswered(struct client *client)
{
    for (size_t i = 0; i < client->act_count; i++) {
        struct act *act = &client->acts[i];
        if (!act->answered && !act->gone)
            send_act(client, act);
    }
}

void client_do(struct client *client, const struct act *act)
{
    if (client->act_count == client->act_capacity) {
        client->act_capacity = client->act_capacity ? client->act_capacity * 2 : 16;
        client->acts = reallocarray(client->acts, client->act_capacity, sizeof *client->acts);
        CHECK(client->acts != NULL);
    }
    struct act *kept = &client->acts[client->act_count++];
    *kept = *act;
    kept->seq = -1;
    if (!id_is_empty(&kept->sealed_in))
        kept->sealed_since = number_of(holding_phase(&client->holdings[SIM_ROOM]), "started_at");
    kept->made_at = ++client->sim->moment;
    client->sim->figures_seen.acts++;
    client->sim->figures_seen.secret_acts += strncmp(act->op.text, SECRET_MARK, strlen(SECRET_MARK)) == 0;
    send_act(client, kept);
}

bool client_is_settled(const struct client *client)
{
    const struct holding *journey = &client->holdings[SIM_JOURNEY];
    if (!client_is_in(client) || client->line->to_server.count > 0 || client->line->to_client.count > 0)
        return false;
    if (client->wants_journey && (!journey->joined || journey->in_snapshot))
        return false;
    for (size_t i = 0; i < client->act_count; i++) {
        if (!client->acts[i].answered && !client->acts[i].gone)
            return false;
    }
    return true;
}

void client_tick(struct client *client)
{
    struct sim *sim = client->sim;
    if (client->line == NULL) {
        if (sim->now_ms >= client->back_ms)
            client_connect(client);
        return;
    }
    if (client->line->session == NULL && client->line->to_client.count == 0) {
        client_lost(client, chance_between(&sim->chance, 10, 500));
        return;
    }
    if (!client_is_in(client))
        return;
    if (client->wants_journey && !client->holdings[SIM_JOURNEY].asked)
        send_join(client, SIM_JOURNEY);
    for (size_t i = 0; i < client->act_count; i++) {
        const struct act *act = &client->acts[i];
        if (!act->answered && !act->gone && sim->now_ms - act->sent_ms > ANSWER_MS_MAX) {
            send_unanswered(client);
            return;
        }
    }
}

/* ---- being answered */

static bool is_passing(const char *code)
{
    static const char *const passing[] = { "slow_down", "busy", "restarting", "read_only", "not_joined" };
    for (size_t i = 0; i < sizeof passing / sizeof passing[0]; i++) {
        if (strcmp(code, passing[i]) == 0)
            return true;
    }
    return false;
}

static void on_done(struct client *client, const json_t *message)
{
    struct act *act = client_act(client, word_of(message, "op"));
    const json_t *number = json_object_get(message, "seq");
    int64_t seq = json_is_null(number) ? 0 : json_integer_value(number);
    if (act == NULL)
        sim_fail(client->sim, "client %zu: done for an op that is not its own", client->number);
    else if (act->seq >= 0 && act->seq != seq)
        sim_fail(client->sim, "client %zu: op %s (%s) was answered with %lld, then with %lld", client->number,
                 act->op.text, act->verb, (long long)act->seq, (long long)seq);
    else {
        act->seq = seq;
        act->answered_at = act->answered_at ? act->answered_at : ++client->sim->moment;
        act->answered = true;
    }
}

static void on_refused(struct client *client, const json_t *message)
{
    const char *code = word_of(message, "code"), *op = word_of(message, "op");
    /* a join that was on its way when the server asked for a new one: the stream is in */
    if (strcmp(code, "joined_already") == 0)
        return;
    if (op[0] == '\0') {
        if (!is_passing(code))
            sim_fail(client->sim, "client %zu: may not come in: %s", client->number, code);
        forget_joins(client);
        return;
    }
    struct act *act = client_act(client, op);
    if (act == NULL) {
        sim_fail(client->sim, "client %zu: refused an op that is not its own", client->number);
        return;
    }
    if (is_passing(code))
        return;
    act->refused = true;
    act->answered = true;
    client->sim->figures_seen.refused++;
}

static void on_resync(struct client *client)
{
    forget_joins(client);
    send_join(client, SIM_ROOM);
}

static struct holding *holding_of(struct client *client, const json_t *message)
{
    const char *stream = word_of(message, "stream");
    for (size_t i = 0; i < SIM_STREAMS; i++) {
        if (strcmp(stream, sim_stream_id(client->sim, (enum sim_stream)i)->text) == 0)
            return &client->holdings[i];
    }
    sim_fail(client->sim, "client %zu: a message for an unknown stream", client->number);
    return &client->holdings[SIM_ROOM];
}

static void on_message(struct client *client, const json_t *message)
{
    const char *kind = word_of(message, "m");
    if (strcmp(kind, "joined") == 0) {
        holding_on_joined(client, holding_of(client, message), message);
    } else if (strcmp(kind, "records") == 0) {
        holding_on_records(client, holding_of(client, message), message);
    } else if (strcmp(kind, "events") == 0) {
        holding_on_events(client, holding_of(client, message), message);
    } else if (strcmp(kind, "done") == 0) {
        on_done(client, message);
    } else if (strcmp(kind, "refused") == 0) {
        on_refused(client, message);
    } else if (strcmp(kind, "notice") == 0 && strcmp(word_of(message, "code"), "resync") == 0) {
        on_resync(client);
    } else if (strcmp(kind, "error") == 0) {
        sim_fail(client->sim, "client %zu: was not understood: %s", client->number, word_of(message, "code"));
    }
}

void client_receive(struct client *client, const char *text)
{
    json_t *frame = json_loads(text, 0, NULL);
    if (frame == NULL)
        sim_fail(client->sim, "client %zu: a frame that is no JSON: %.200s", client->number, text);
    else if (json_is_object(frame))
        on_message(client, frame);
    else
        for (size_t i = 0; i < json_array_size(frame) && !client->sim->failed; i++)
            on_message(client, json_array_get(frame, i));
    json_decref(frame);
    if (client_is_in(client) && !client->asked_again) {
        client->asked_again = true;
        send_unanswered(client);
    }
}
