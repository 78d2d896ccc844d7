/* What people do: each act is drawn from the seed and from what its author sees at that moment. Many are refused, as in a room full of
 * people who act at the same time. */
#include "sim.h"

#include <kring/check.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const char sim_method[] =
    "{\"id\":\"sim\",\"title\":{\"en\":\"Sim\",\"nl\":\"Sim\"},\"purpose\":{\"en\":\"p\",\"nl\":\"p\"},\"group_size\":[2,9],"
    "\"family\":\"test\",\"participation_level\":3,\"grid\":[16,9],\"zones\":[{\"id\":\"wall\",\"title\":{\"en\":\"W\",\"nl\":\"W\"},"
    "\"kind\":\"free\",\"board\":\"main\",\"rect\":[0,0,16,9],\"items\":[\"note\"],\"ask\":{\"en\":\"a\",\"nl\":\"a\"}}],\"phases\":["
    "{\"id\":\"talk\",\"name\":{\"en\":\"T\",\"nl\":\"T\"},\"pattern\":\"open\",\"minutes\":6,\"write\":\"open\",\"attribution\":"
    "\"named\",\"may\":[\"write\",\"move_own\",\"move_any\",\"connect\",\"vote\"],\"zones\":[\"wall\"],\"groups\":\"all\",\"say\":{\"en\":"
    "\"s\",\"nl\":\"s\"}},"
    "{\"id\":\"cards\",\"name\":{\"en\":\"C\",\"nl\":\"C\"},\"pattern\":\"generate\",\"minutes\":6,\"write\":\"sealed\","
    "\"attribution\":\"anonymous\",\"may\":[\"write\",\"move_own\",\"move_any\"],\"zones\":[\"wall\"],\"groups\":\"all\",\"say\":{\"en\":"
    "\"s\",\"nl\":\"s\"}},"
    "{\"id\":\"signed\",\"name\":{\"en\":\"N\",\"nl\":\"N\"},\"pattern\":\"generate\",\"minutes\":6,\"write\":\"sealed\","
    "\"attribution\":\"named\",\"may\":[\"write\",\"move_own\"],\"zones\":[\"wall\"],\"groups\":\"all\",\"say\":{\"en\":\"s\","
    "\"nl\":\"s\"}},"
    "{\"id\":\"dots\",\"name\":{\"en\":\"D\",\"nl\":\"D\"},\"pattern\":\"evaluate\",\"minutes\":6,\"write\":\"none\",\"attribution\":"
    "\"named\",\"may\":[\"vote\"],\"zones\":[\"wall\"],\"groups\":\"all\",\"say\":{\"en\":\"s\",\"nl\":\"s\"},\"vote\":{\"type\":"
    "\"dots\",\"dots\":5,\"max_per_option\":3,\"secret\":true}}],"
    "\"outputs\":[],\"cautions\":[],\"practice_basis\":{\"en\":\"b\",\"nl\":\"b\"},\"minutes\":30}";

/* ---- writing an act */

/* The running phase when it is sealed, or the empty id. */
static struct id sealed_phase(struct client *client)
{
    const json_t *phase = holding_phase(&client->holdings[SIM_ROOM]);
    if (phase == NULL || strcmp(word_of(phase, "write"), "sealed") != 0)
        return (struct id){ { 0 } };
    return id_from(span_of(word_of(phase, "id")));
}

/* An act of that verb; secret ones have an op that is looked for in what others receive. */
static struct act act_begin(struct client *client, const char *verb, bool is_secret)
{
    struct act act = { 0 };
    struct id none = { { 0 } };
    snprintf(act.verb, sizeof act.verb, "%s", verb);
    act.op = is_secret ? secrets_id(client->sim, client->number, &none) : chance_id(&client->sim->chance);
    return act;
}

static void act_send(struct client *client, struct act *act, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void act_send(struct client *client, struct act *act, const char *format, ...)
{
    char fields[900];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(fields, sizeof fields, format, arguments);
    va_end(arguments);
    CHECK(size >= 0 && (size_t)size < sizeof fields);
    int all = asprintf(&act->text, "{\"m\":\"do\",\"op\":\"%s\",\"verb\":\"%s\"%s}", act->op.text, act->verb,
                       fields);
    CHECK(all > 0);
    client_do(client, act);
}

/* ---- cards and notes */

static int64_t place(struct client *client)
{
    return chance_between(&client->sim->chance, -50, 3000);
}

static void add_note(struct client *client)
{
    struct sim *sim = client->sim;
    struct id phase = sealed_phase(client);
    bool is_card = !id_is_empty(&phase), has_id = !sim_chance(sim, 4);
    struct act act = act_begin(client, "item.add", is_card);
    struct id id = is_card ? secrets_id(sim, client->number, &phase) : chance_id(&sim->chance);
    act.sealed_in = phase;
    if (is_card)
        secrets_word(sim, client->number, &phase, act.word);
    else
        snprintf(act.word, sizeof act.word, "note %d", ++sim->texts);
    const json_t *running = holding_phase(&client->holdings[SIM_ROOM]);
    char id_field[ID_LENGTH + 16] = "";
    if (has_id)
        snprintf(id_field, sizeof id_field, ",\"id\":\"%s\"", id.text);
    act_send(client, &act, "%s,\"text\":\"%s\",\"x\":%lld,\"y\":%lld,\"phase\":\"%s\",\"since\":%lld",
             id_field, act.word, (long long)place(client), (long long)place(client), word_of(running, "id"),
             (long long)number_of(running, "started_at"));
}

/* A card of one's own when the phase is sealed and there is one, else an item of the board. */
static const json_t *pick_item(struct client *client, const char *state, struct id *sealed_in)
{
    struct chance *chance = &client->sim->chance;
    struct id phase = sealed_phase(client);
    size_t drafts = json_object_size(client->holdings[SIM_ROOM].drafts);
    *sealed_in = (struct id){ { 0 } };
    if (!id_is_empty(&phase) && drafts > 0 && !sim_chance(client->sim, 4)) {
        int64_t place = chance_between(chance, 0, (int64_t)drafts - 1);
        const char *id;
        json_t *record;
        json_object_foreach(client->holdings[SIM_ROOM].drafts, id, record)
        {
            if (place-- > 0 || strcmp(word_of(record, "type"), "item") != 0)
                continue;
            *sealed_in = phase;
            return record;
        }
    }
    return holding_pick(&client->holdings[SIM_ROOM], "item", "state", state, chance);
}

static void edit_item(struct client *client)
{
    struct sim *sim = client->sim;
    struct id phase;
    const json_t *item = pick_item(client, "published", &phase);
    if (item == NULL)
        return;
    struct act act = act_begin(client, "item.edit", !id_is_empty(&phase));
    act.sealed_in = phase;
    if (!id_is_empty(&phase))
        secrets_word(sim, client->number, &phase, act.word);
    else
        snprintf(act.word, sizeof act.word, "edit %d", ++sim->texts);
    act_send(client, &act, ",\"item\":\"%s\",\"text\":\"%s\"", word_of(item, "id"), act.word);
}

/* Sometimes a card together with an item of the board, in one gesture. */
static void move_items(struct client *client)
{
    struct id phase, other;
    const json_t *item = pick_item(client, "published", &phase), *second = NULL;
    if (item == NULL)
        return;
    if (sim_chance(client->sim, 3))
        second = pick_item(client, "published", &other);
    if (second == item)
        second = NULL;
    if (second != NULL && id_is_empty(&phase))
        phase = other;
    struct act act = act_begin(client, "item.move", !id_is_empty(&phase));
    act.sealed_in = phase;
    char more[80] = "";
    if (second != NULL)
        snprintf(more, sizeof more, ",{\"item\":\"%s\",\"x\":%lld,\"y\":7}", word_of(second, "id"),
                 (long long)place(client));
    act_send(client, &act, ",\"moves\":[{\"item\":\"%s\",\"x\":%lld,\"y\":%lld}%s]", word_of(item, "id"),
             (long long)place(client), (long long)place(client), more);
}

static void change_state(struct client *client, const char *verb, const char *state)
{
    struct id phase;
    const json_t *item = pick_item(client, state, &phase);
    if (item == NULL)
        return;
    struct act act = act_begin(client, verb, !id_is_empty(&phase));
    act.sealed_in = phase;
    act_send(client, &act, ",\"items\":[\"%s\"]", word_of(item, "id"));
}

static void withdraw_item(struct client *client)
{
    change_state(client, "item.withdraw", "published");
}

static void restore_item(struct client *client)
{
    change_state(client, "item.restore", "withdrawn");
}

/* ---- links, drivers, zones, people */

static void add_link(struct client *client)
{
    struct holding *room = &client->holdings[SIM_ROOM];
    struct chance *chance = &client->sim->chance;
    const json_t *from = holding_pick(room, "item", NULL, NULL, chance);
    const json_t *to = holding_pick(room, "item", NULL, NULL, chance);
    if (from == NULL || to == NULL)
        return;
    struct act act = act_begin(client, "link.add", false);
    act_send(client, &act, ",\"from\":\"%s\",\"to\":\"%s\",\"kind\":\"%s\"", word_of(from, "id"),
             word_of(to, "id"), sim_chance(client->sim, 2) ? "plus" : "relates");
}

static void change_link(struct client *client)
{
    const json_t *link = holding_pick(&client->holdings[SIM_ROOM], "link", NULL, NULL, &client->sim->chance);
    if (link == NULL)
        return;
    bool removes = sim_chance(client->sim, 2);
    struct act act = act_begin(client, removes ? "link.remove" : "link.change", false);
    act_send(client, &act, ",\"link\":\"%s\"%s", word_of(link, "id"),
             removes ? "" : ",\"strength\":\"strong\",\"delay\":true");
}

static void add_driver(struct client *client)
{
    struct chance *chance = &client->sim->chance;
    const json_t *note = holding_pick(&client->holdings[SIM_ROOM], "item", "kind", "note", chance);
    struct act act = act_begin(client, "driver.add", false);
    if (note != NULL && sim_chance(client->sim, 2))
        act_send(client, &act, ",\"from\":\"%s\",\"senses\":[\"force\"],\"direction\":\"driving\"",
                 word_of(note, "id"));
    else
        act_send(client, &act, ",\"text\":\"driver %d\",\"x\":%lld,\"y\":9,\"senses\":[\"factor\"]",
                 ++client->sim->texts, (long long)place(client));
}

static void set_senses(struct client *client)
{
    const json_t *item =
        holding_pick(&client->holdings[SIM_ROOM], "item", "kind", "driver", &client->sim->chance);
    if (item == NULL)
        return;
    struct act act = act_begin(client, "driver.sense_set", false);
    act_send(client, &act, ",\"driver\":\"%s\",\"senses\":[\"factor\"],\"unit\":\"u%lld\"",
             word_of(item, "driver"), (long long)++client->sim->texts);
}

static void rename_somebody(struct client *client)
{
    bool self = client->role != ROLE_FACILITATOR || sim_chance(client->sim, 2);
    struct act act = act_begin(client, self ? "person.rename" : "room.rename", false);
    act_send(client, &act, ",\"%s\":\"Name %lld\"", self ? "name" : "title", (long long)++client->sim->texts);
}

static void regroup(struct client *client)
{
    const json_t *group =
        holding_pick(&client->holdings[SIM_JOURNEY], "group", NULL, NULL, &client->sim->chance);
    if (client->role == ROLE_FACILITATOR && sim_chance(client->sim, 2)) {
        struct act act = act_begin(client, "group.add", false);
        act_send(client, &act, ",\"name\":\"Group %d\"", ++client->sim->texts);
        return;
    }
    struct act act = act_begin(client, "person.regroup", false);
    if (group != NULL && !sim_chance(client->sim, 5))
        act_send(client, &act, ",\"group\":\"%s\"", word_of(group, "id"));
    else
        act_send(client, &act, "%s", "");
}

static void point(struct client *client)
{
    struct id phase;
    const json_t *item = pick_item(client, "published", &phase);
    char text[160];
    snprintf(text, sizeof text, "{\"m\":\"here\",\"x\":%lld,\"y\":3%s%s%s}", (long long)place(client),
             item ? ",\"typing\":\"" : "", item ? word_of(item, "id") : "", item ? "\"" : "");
    line_send(client->line, text);
}

/* ---- dots and phases */

static void cast(struct client *client)
{
    struct sim *sim = client->sim;
    const json_t *round = holding_pick(&client->holdings[SIM_ROOM], "round", "state", "open", &sim->chance);
    if (round == NULL)
        return;
    const json_t *options = json_object_get(round, "options");
    int64_t place = chance_between(&sim->chance, 0, (int64_t)json_array_size(options) - 1);
    const char *option = json_string_value(json_array_get(options, (size_t)place));
    struct act act = act_begin(client, "vote.cast", json_is_true(json_object_get(round, "secret")));
    act.round = id_from(span_of(word_of(round, "id")));
    act.option = id_from(span_of(option));
    act.dots = chance_between(&sim->chance, 0, 4);
    act_send(client, &act, ",\"round\":\"%s\",\"option\":\"%s\",\"dots\":%lld", act.round.text, option,
             (long long)act.dots);
}

static void open_round(struct client *client)
{
    if (client->role != ROLE_FACILITATOR ||
        holding_pick(&client->holdings[SIM_ROOM], "round", "state", "open", &client->sim->chance) != NULL)
        return;
    struct act act = act_begin(client, "vote.open", false);
    act_send(client, &act, ",\"dots\":%lld,\"max_per_option\":3%s",
             (long long)chance_between(&client->sim->chance, 2, 6),
             sim_chance(client->sim, 3) ? ",\"secret\":false" : "");
}

void act_vote_close(struct client *client, const char *round)
{
    struct act act = act_begin(client, "vote.close", false);
    act_send(client, &act, ",\"round\":\"%s\"", round);
}

static void close_round(struct client *client)
{
    const json_t *round =
        holding_pick(&client->holdings[SIM_ROOM], "round", "state", "open", &client->sim->chance);
    if (client->role == ROLE_FACILITATOR && round != NULL && sim_chance(client->sim, 2))
        act_vote_close(client, word_of(round, "id"));
}

void act_phase_start(struct client *client, const char *phase)
{
    struct act act = act_begin(client, "phase.start", false);
    act_send(client, &act, ",\"phase\":\"%s\"", phase);
}

static void start_phase(struct client *client)
{
    const json_t *phase =
        holding_pick(&client->holdings[SIM_ROOM], "phase", NULL, NULL, &client->sim->chance);
    if (client->role == ROLE_FACILITATOR && phase != NULL)
        act_phase_start(client, word_of(phase, "id"));
}

/* ---- which */

static const struct habit {
    int64_t weight;
    void (*act)(struct client *client);
} habits[] = {
    { 28, add_note },    { 12, edit_item },      { 12, move_items }, { 4, withdraw_item },
    { 3, restore_item }, { 7, add_link },        { 4, change_link }, { 4, add_driver },
    { 2, set_senses },   { 3, rename_somebody }, { 4, regroup },     { 6, point },
    { 24, cast },        { 10, open_round },     { 9, close_round }, { 6, start_phase },
};

void act_at_random(struct client *client)
{
    int64_t sum = 0;
    if (holding_phase(&client->holdings[SIM_ROOM]) == NULL) {
        start_phase(client);
        return;
    }
    for (size_t i = 0; i < sizeof habits / sizeof habits[0]; i++)
        sum += habits[i].weight;
    int64_t drawn = chance_between(&client->sim->chance, 1, sum);
    for (size_t i = 0; i < sizeof habits / sizeof habits[0]; i++) {
        drawn -= habits[i].weight;
        if (drawn <= 0) {
            habits[i].act(client);
            return;
        }
    }
}
