/* What nobody else may see. Everything secret that a client makes up begins with a mark, so that one search of each frame is enough; the ids of
 * ballots, which the server makes, are looked for one by one. */
#include "sim.h"

#include <kring/check.h>

#include <stdio.h>
#include <stdlib.h>

void secrets_finish(struct secrets *secrets)
{
    free(secrets->items);
    free(secrets->ballots);
    free(secrets->ballot_owners);
}

static struct secret *secrets_add(struct sim *sim, size_t owner, const struct id *phase)
{
    struct secrets *secrets = &sim->secrets;
    if (secrets->count == secrets->capacity) {
        secrets->capacity = secrets->capacity ? secrets->capacity * 2 : 32;
        secrets->items = reallocarray(secrets->items, secrets->capacity, sizeof *secrets->items);
        CHECK(secrets->items != NULL);
    }
    struct secret *secret = &secrets->items[secrets->count++];
    *secret = (struct secret){ .owner = owner, .phase = *phase };
    return secret;
}

struct id secrets_id(struct sim *sim, size_t owner, const struct id *phase)
{
    struct id id = chance_id(&sim->chance);
    memcpy(id.text, SECRET_MARK, strlen(SECRET_MARK));
    memcpy(secrets_add(sim, owner, phase)->text, id.text, sizeof id.text);
    return id;
}

void secrets_word(struct sim *sim, size_t owner, const struct id *phase, char word[ID_LENGTH + 1])
{
    struct secret *secret = secrets_add(sim, owner, phase);
    snprintf(secret->text, sizeof secret->text, SECRET_MARK "%015d", ++sim->texts);
    secret->is_word = true;
    memcpy(word, secret->text, sizeof secret->text);
}

struct secret *secrets_find(struct sim *sim, const char *text)
{
    for (size_t i = 0; i < sim->secrets.count; i++) {
        if (strncmp(sim->secrets.items[i].text, text, ID_LENGTH) == 0)
            return &sim->secrets.items[i];
    }
    return NULL;
}

void secrets_add_ballot(struct sim *sim, size_t owner, const char *id)
{
    struct secrets *secrets = &sim->secrets;
    for (size_t i = 0; i < secrets->ballot_count; i++) {
        if (strcmp(secrets->ballots[i].text, id) == 0)
            return;
    }
    if (secrets->ballot_count == secrets->ballot_capacity) {
        secrets->ballot_capacity = secrets->ballot_capacity ? secrets->ballot_capacity * 2 : 16;
        secrets->ballots = reallocarray(secrets->ballots, secrets->ballot_capacity, sizeof *secrets->ballots);
        secrets->ballot_owners =
            reallocarray(secrets->ballot_owners, secrets->ballot_capacity, sizeof *secrets->ballot_owners);
        CHECK(secrets->ballots != NULL && secrets->ballot_owners != NULL);
    }
    secrets->ballots[secrets->ballot_count] = id_from(span_of(id));
    secrets->ballot_owners[secrets->ballot_count++] = owner;
}

/* ---- following the board */

static struct id sealed_on_board(struct sim *sim, int64_t *seq, int64_t *since)
{
    struct room *room = sim_room(sim);
    struct id none = { { 0 } };
    *since = sim->secrets.since;
    if (room == NULL)
        return sim->secrets.running;
    const struct board *board = room_board(room);
    struct id stream = *room_stream(room);
    const struct record *self = board_get(board, RECORD_TYPE_ROOM, &stream);
    struct id id = value_id(&self->fields[ROOM_PHASE]);
    const struct record *phase = board_get(board, RECORD_TYPE_PHASE, &id);
    *seq = board_seq(board);
    *since = phase ? value_number(&phase->fields[PHASE_STARTED_AT], 0) : 0;
    return phase != NULL && value_number(&phase->fields[PHASE_WRITE], WRITE_OPEN) == WRITE_SEALED ? id : none;
}

void secrets_follow(struct sim *sim)
{
    struct secrets *secrets = &sim->secrets;
    int64_t seq = 0, since;
    struct id now = sealed_on_board(sim, &seq, &since);
    if (id_equal(&now, &secrets->running) && since == secrets->since)
        return;
    for (size_t i = 0; i < secrets->count; i++) {
        struct secret *secret = &secrets->items[i];
        if (secret->told_seq == 0 && !id_is_empty(&secret->phase) &&
            id_equal(&secret->phase, &secrets->running))
            secret->told_seq = seq;
    }
    secrets->running = now;
    secrets->since = since;
}

void secrets_forget_after(struct sim *sim, int64_t seq)
{
    for (size_t i = 0; i < sim->secrets.count; i++) {
        if (sim->secrets.items[i].told_seq > seq)
            sim->secrets.items[i].told_seq = 0;
    }
}

void secrets_on_serve(struct sim *sim, struct act *act)
{
    int64_t seq = 0, since;
    struct id running = sealed_on_board(sim, &seq, &since);
    bool was_sealed = !id_is_empty(&act->sealed_in);
    if (strncmp(act->verb, "item.", 5) != 0)
        return;
    if (id_equal(&running, &act->sealed_in) && (!was_sealed || since == act->sealed_since))
        return;
    /* A sealed phase began or ended while the act was on its way: it is refused, or about what is not there any more. */
    if (!act->astray)
        sim->figures_seen.astray++;
    act->astray = true;
}

/* ---- searching */

static void scan_mark(struct sim *sim, const struct client *to, const char *found, const char *frame,
                      size_t size)
{
    const struct secret *secret = secrets_find(sim, found);
    if (secret == NULL) {
        sim_fail(sim, "a secret that nobody made: %.22s", found);
        return;
    }
    if (secret->owner == to->number || (secret->is_word && secret->told_seq > 0))
        return;
    sim_fail(sim, "client %zu receives %.22s, which is client %zu's, in: %.*s", to->number, found,
             secret->owner, (int)(size < 300 ? size : 300), frame);
}

void secrets_scan(struct sim *sim, const struct client *to, const char *text, size_t size)
{
    const char *end = text + size, *found = text;
    if (sim->plant == PLANT_NO_DEDUPE)
        return; /* its frames carry ops that only the plant knows */
    while ((found = memmem(found, (size_t)(end - found), SECRET_MARK, strlen(SECRET_MARK))) != NULL) {
        scan_mark(sim, to, found, text, size);
        found += strlen(SECRET_MARK);
    }
    for (size_t i = 0; i < sim->secrets.ballot_count; i++) {
        if (sim->secrets.ballot_owners[i] == to->number)
            continue;
        if (memmem(text, size, sim->secrets.ballots[i].text, ID_LENGTH) != NULL)
            sim_fail(sim, "client %zu receives a ballot of client %zu", to->number,
                     sim->secrets.ballot_owners[i]);
    }
}
