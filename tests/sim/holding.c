/* A stream as a client holds it: the records that it was told, changed by the events that it was told, and nothing else. It
 * insists on what the wire promises: every seq once, in order, none left out. */
#include "sim.h"

#include <kring/check.h>

void holding_init(struct holding *holding, enum sim_stream stream)
{
    *holding = (struct holding){ .stream = stream, .have = -1 };
    holding->records = json_object();
    holding->drafts = json_object();
}

void holding_finish(struct holding *holding)
{
    json_decref(holding->records);
    json_decref(holding->drafts);
}

const char *word_of(const json_t *record, const char *field)
{
    const char *word = json_string_value(json_object_get(record, field));
    return word ? word : "";
}

int64_t number_of(const json_t *record, const char *field)
{
    return json_integer_value(json_object_get(record, field));
}

const json_t *holding_find(const struct holding *holding, const char *id)
{
    return json_object_get(holding->records, id);
}

const json_t *holding_pick(const struct holding *holding, const char *type, const char *field,
                           const char *word, struct chance *chance)
{
    const json_t *picked = NULL;
    int64_t met = 0;
    const char *id;
    json_t *record;
    json_object_foreach(holding->records, id, record)
    {
        if (strcmp(word_of(record, "type"), type) != 0)
            continue;
        if (field != NULL && strcmp(word_of(record, field), word) != 0)
            continue;
        if (chance_between(chance, 0, met++) == 0)
            picked = record;
    }
    return picked;
}

const json_t *holding_phase(const struct holding *holding)
{
    const char *id;
    json_t *record;
    json_object_foreach(holding->records, id, record)
    {
        if (strcmp(word_of(record, "type"), "room") == 0)
            return holding_find(holding, word_of(record, "phase"));
    }
    return NULL;
}

/* ---- coming in */

void holding_on_joined(struct client *client, struct holding *holding, const json_t *message)
{
    int64_t seq = json_integer_value(json_object_get(message, "seq"));
    const json_t *records = json_object_get(message, "records");
    const json_t *you = json_object_get(message, "you");
    if (holding->joined)
        sim_fail(client->sim, "client %zu: joined twice", client->number);
    if (holding->have > seq)
        sim_fail(client->sim, "client %zu: holds %lld of stream %d, joined at %lld", client->number,
                 (long long)holding->have, holding->stream, (long long)seq);
    if (client->person.text[0] != '\0' && strcmp(client->person.text, word_of(you, "id")) != 0)
        sim_fail(client->sim, "client %zu: became somebody else", client->number);
    client->person = id_from(span_of(word_of(you, "id")));
    if (client->resume[0] == '\0')
        snprintf(client->resume, sizeof client->resume, "%s", word_of(you, "resume"));
    holding->asked = true;
    holding->joined = true;
    holding->until = seq;
    json_object_clear(holding->drafts);
    if (records != NULL) {
        json_object_clear(holding->records);
        holding->in_snapshot = true;
        holding->have = seq;
    }
}

void holding_on_records(struct client *client, struct holding *holding, const json_t *message)
{
    const json_t *records = json_object_get(message, "records");
    if (!holding->joined)
        sim_fail(client->sim, "client %zu: records before joined", client->number);
    for (size_t i = 0; i < json_array_size(records); i++) {
        json_t *record = json_array_get(records, i);
        if (holding->in_snapshot) {
            json_object_set(holding->records, word_of(record, "id"), record);
            continue;
        }
        if (strcmp(word_of(record, "by"), client->person.text) != 0)
            sim_fail(client->sim, "client %zu: a draft of somebody else", client->number);
        if (strcmp(word_of(record, "type"), "ballot") == 0)
            secrets_add_ballot(client->sim, client->number, word_of(record, "id"));
        json_object_set(holding->drafts, word_of(record, "id"), record);
    }
    if (json_is_true(json_object_get(message, "last")))
        holding->in_snapshot = false;
}

/* ---- events */

static void apply_patch(json_t *record, const json_t *fields)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)fields, name, value)
    {
        if (json_is_null(value))
            json_object_del(record, name);
        else
            json_object_set(record, name, value);
    }
}

static void apply_change(struct client *client, struct holding *holding, const json_t *change)
{
    const char *kind = json_string_value(json_array_get(change, 0));
    json_t *what = json_array_get(change, 1);
    if (strcmp(kind, "put") == 0) {
        /* copied, because the record will change and the event that is kept as seen must not */
        json_object_set_new(holding->records, word_of(what, "id"), json_deep_copy(what));
        return;
    }
    const char *id = json_string_value(what);
    json_t *record = json_object_get(holding->records, id);
    if (record == NULL)
        sim_fail(client->sim, "client %zu: %s of %s, which it does not hold", client->number, kind, id);
    else if (strcmp(kind, "patch") == 0)
        apply_patch(record, json_array_get(change, 2));
    else
        json_object_del(holding->records, id);
}

/* Drafts whose phase or round is over are nobody's any more. */
static void drop_drafts(struct holding *holding)
{
    const char *running = word_of(holding_phase(holding), "id");
    const char *id;
    void *next;
    json_t *record;
    json_object_foreach_safe(holding->drafts, next, id, record)
    {
        bool is_ballot = strcmp(word_of(record, "type"), "ballot") == 0;
        const json_t *round = is_ballot ? holding_find(holding, word_of(record, "round")) : NULL;
        bool lives = is_ballot ? strcmp(word_of(round, "state"), "open") == 0
                               : strcmp(word_of(record, "phase"), running) == 0;
        if (!lives)
            json_object_del(holding->drafts, id);
    }
}

static void on_event(struct client *client, struct holding *holding, json_t *event)
{
    struct sim *sim = client->sim;
    int64_t seq = json_integer_value(json_object_get(event, "seq"));
    const char *op = word_of(event, "op");
    if (seq != holding->have + 1) {
        sim_fail(sim, "client %zu: event %lld of stream %d after %lld", client->number, (long long)seq,
                 holding->stream, (long long)holding->have);
        return;
    }
    if (op[0] != '\0' &&
        (strcmp(word_of(event, "by"), client->person.text) != 0 || client_act(client, op) == NULL))
        sim_fail(sim, "client %zu: was told somebody else's op %s", client->number, op);
    holding->have = seq;
    const json_t *changes = json_object_get(event, "changes");
    for (size_t i = 0; i < json_array_size(changes); i++)
        apply_change(client, holding, json_array_get(changes, i));
    json_object_del(event, "op");
    sim_saw(sim, holding->stream, seq, client->role, event);
    sim->figures_seen.events++;
}

void holding_on_events(struct client *client, struct holding *holding, const json_t *message)
{
    const json_t *events = json_object_get(message, "events");
    if (!holding->joined || holding->in_snapshot)
        sim_fail(client->sim, "client %zu: events before it is in", client->number);
    for (size_t i = 0; i < json_array_size(events) && !client->sim->failed; i++)
        on_event(client, holding, json_array_get(events, i));
    if (holding->stream == SIM_ROOM)
        drop_drafts(holding);
}
