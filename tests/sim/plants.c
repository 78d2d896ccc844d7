/* Bugs on purpose: each stands where a port or a connection can lie, so that the product itself needs no word of it. */
#include "sim.h"

#include <kring/check.h>

#include <stdio.h>
#include <stdlib.h>

const char *const plant_names[PLANT_COUNT] = {
    [PLANT_NONE] = "none",
    [PLANT_ANSWER_EARLY] = "answers before it is durable",
    [PLANT_TELL_EARLY] = "tells before it is durable",
    [PLANT_NO_DEDUPE] = "does a repeated op again",
    [PLANT_FORGET_ANSWERED] = "forgets answered ops at a restart",
    [PLANT_FORGET_DRAFTS] = "forgets drafts at a restart",
    [PLANT_FORGET_DRAFT_OPS] = "forgets the ops of drafts at a restart",
    [PLANT_KEEP_DRAFTS] = "keeps drafts that are over",
    [PLANT_SKIP_ONE] = "catches up from one too late",
    [PLANT_TELL_TWICE] = "sends a frame again",
    [PLANT_TELL_OTHERS] = "sends drafts to somebody else",
    [PLANT_SWAP] = "swaps two acts of one person",
};

static char *copy_of(struct span text)
{
    char *copy = malloc(text.size + 1);
    CHECK(copy != NULL);
    memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    return copy;
}

/* ---- a repeated op is done again: it gets another op on its way in, and its own back on its way out and into the log */

static void mask_op(struct line *line, char *text)
{
    struct sim *sim = line->sim;
    char *op = strstr(text, "\"op\":\"");
    struct act *act = op ? client_act(line->client, op + 6) : NULL;
    if (act == NULL || act->served < 2)
        return;
    struct id other = chance_id(&sim->chance);
    sim->masks = reallocarray(sim->masks, sim->mask_count + 1, sizeof *sim->masks);
    CHECK(sim->masks != NULL);
    struct mask *mask = &sim->masks[sim->mask_count++];
    memcpy(mask->op, act->op.text, sizeof mask->op);
    memcpy(mask->mask, other.text, sizeof mask->mask);
    memcpy(op + 6, other.text, ID_LENGTH);
}

char *plant_unmask(struct sim *sim, struct span text)
{
    char *copy = copy_of(text);
    for (size_t i = 0; i < sim->mask_count; i++) {
        for (char *found = copy; (found = strstr(found, sim->masks[i].mask)) != NULL;)
            memcpy(found, sim->masks[i].op, ID_LENGTH);
    }
    return copy;
}

static void unmask_events(struct sim *sim, struct commit *commit)
{
    for (struct commit_write *write = commit->first; write != NULL; write = write->next) {
        for (size_t i = 0; write->kind == WRITE_EVENT && i < sim->mask_count; i++) {
            if (strcmp(write->event.op.text, sim->masks[i].mask) == 0)
                write->event.op = id_from((struct span){ sim->masks[i].op, ID_LENGTH });
        }
    }
}

/* ---- drafts stay */

static void keep_drafts(struct commit *commit)
{
    static const struct id nothing = { "0000000000000000000000" };
    for (struct commit_write *write = commit->first; write != NULL; write = write->next) {
        if (write->kind == WRITE_DRAFT_ERASE)
            write->draft.slot = nothing;
    }
}

void plant_on_commit(struct sim *sim, struct commit *commit)
{
    if (sim->plant == PLANT_NO_DEDUPE)
        unmask_events(sim, commit);
    if (sim->plant == PLANT_KEEP_DRAFTS)
        keep_drafts(commit);
}

/* ---- what comes in */

static char *skip_one(char *text)
{
    char *have = strstr(text, ",\"have\":");
    if (have == NULL)
        return text;
    long long number = strtoll(have + 8, NULL, 10);
    char *changed = NULL;
    int size = asprintf(&changed, "%.*s,\"have\":%lld}", (int)(have - text), text, number + 1);
    CHECK(size > 0);
    free(text);
    return changed;
}

/* The next one is done first; the world believes that it was the other way round. */
static void swap(struct line *line, const char *text)
{
    struct message_queue *queue = &line->to_server;
    if (queue->count > 0 && strstr(text, "\"m\":\"do\"") != NULL &&
        strstr(queue->texts[0], "\"m\":\"do\"") != NULL)
        session_receive(line->session, span_of(queue->texts[0]));
    else
        return;
    const char *op = strstr(queue->texts[0], "\"op\":\"");
    struct act *act = op ? client_act(line->client, op + 6) : NULL;
    if (act != NULL && act->taken_at == 0)
        act->taken_at = ++line->sim->moment;
}

char *plant_on_serve(struct line *line, char *text)
{
    switch (line->sim->plant) {
    case PLANT_NO_DEDUPE:
        mask_op(line, text);
        return text;
    case PLANT_SKIP_ONE:
        return skip_one(text);
    case PLANT_SWAP:
        swap(line, text);
        return text;
    default:
        return text;
    }
}

/* ---- what goes out */

static void put_last(struct line *line, char *text)
{
    struct message_queue *queue = &line->to_client;
    if (queue->count + 1 >= sizeof queue->texts / sizeof queue->texts[0]) {
        free(text);
        return;
    }
    queue->texts[queue->count++] = text;
}

void plant_after_serve(struct line *line, const struct act *act)
{
    struct sim *sim = line->sim;
    struct room *room = sim_room(sim);
    if (sim->plant != PLANT_ANSWER_EARLY || room == NULL || strncmp(act->verb, "item.", 5) != 0)
        return;
    char answer[100];
    snprintf(answer, sizeof answer, "{\"m\":\"done\",\"op\":\"%s\",\"seq\":%lld}", act->op.text,
             (long long)board_seq(room_board(room)));
    put_last(line, copy_of(span_of(answer)));
}

void plant_on_frame(struct line *line, struct span text)
{
    struct sim *sim = line->sim;
    if (sim->plant == PLANT_TELL_TWICE && memmem(text.data, text.size, "\"events\"", 8) != NULL &&
        sim_chance(sim, 20))
        put_last(line, copy_of(text));
    if (sim->plant != PLANT_TELL_OTHERS || memmem(text.data, text.size, "\"records\"", 9) == NULL)
        return;
    const struct client *other = &sim->clients[(line->client->number + 1) % sim->client_count];
    if (memmem(text.data, text.size, "\"sealed\"", 8) != NULL ||
        memmem(text.data, text.size, "\"ballot\"", 8) != NULL)
        secrets_scan(sim, other, text.data, text.size);
}
