/* Making journeys and rooms: everything of one in a single commit. Secrets are shown once, here; only their hashes are kept. */
#include "lobby_internal.h"

#include <kring/check.h>

#include <stdlib.h>

struct making {
    struct lobby *lobby;
    struct room *journey; /* in which a further room is made; NULL for a new journey */
    struct made made;
    void (*on_made)(void *context, const struct made *made);
    void *context;
};

static void on_made_durable(void *context, int64_t ticket, const struct error *failure)
{
    struct making *making = context;
    lobby_on_durable(making->lobby, ticket, failure);
    if (making->journey != NULL)
        making->journey->holds--;
    if (failure != NULL)
        making->made.refused.code = REFUSAL_READ_ONLY;
    making->on_made(making->context, &making->made);
    free(making);
}

static struct making *making_create(struct lobby *lobby,
                                    void (*on_made)(void *context, const struct made *made), void *context)
{
    struct making *making = calloc(1, sizeof *making);
    CHECK(making != NULL);
    making->lobby = lobby;
    making->on_made = on_made;
    making->context = context;
    return making;
}

static struct commit *making_commit(struct making *making)
{
    struct commit *commit = commit_create();
    commit->on_done = on_made_durable;
    commit->context = making;
    return commit;
}

/* Answers without having made anything. */
static void making_refuse(struct making *making, const struct refused *refused)
{
    making->made.refused = *refused;
    making->on_made(making->context, &making->made);
    free(making);
}

static void add_stream(struct commit *commit, const struct id *stream, const struct id *journey, bool is_room,
                       struct span title, int64_t at)
{
    struct commit_write *write = commit_add(commit, WRITE_STREAM);
    write->stream = (struct stream_row){
        .stream = *stream,
        .journey = *journey,
        .is_room = is_room,
        .title = { arena_copy(&commit->arena, title), title.size },
        .made_at = at,
    };
}

static void add_link(struct making *making, struct commit *commit, enum role role, char secret[ID_LENGTH + 1])
{
    struct id_source *ids = making->lobby->host.ids;
    struct id id = ids->fresh(ids);
    memcpy(secret, id.text, sizeof id.text);
    struct commit_write *write = commit_add(commit, WRITE_LINK);
    write->link = (struct link_row){
        .secret = hash_of(id_span(&id)),
        .journey = making->made.journey,
        .room = making->made.room,
        .role = span_of(choice_role.words[role]),
    };
}

/* The room of a plan, with its first event and its links. */
static void add_room(struct making *making, struct commit *commit, const struct room_plan *plan, int64_t at)
{
    struct id_source *ids = making->lobby->host.ids;
    struct made *made = &making->made;
    struct outcome outcome;
    made->room = ids->fresh(ids);
    memcpy(made->room.text, made->journey.text, ID_JOURNEY_PREFIX);
    decide_room_open(plan, &made->room, at, ids, &commit->arena, &outcome);
    outcome.room.seq = 1;
    add_stream(commit, &made->room, &made->journey, true, plan->title, at);
    commit_event(commit, &outcome.room);
    add_link(making, commit, ROLE_FACILITATOR, made->facilitator);
    add_link(making, commit, ROLE_PARTICIPANT, made->participant);
    add_link(making, commit, ROLE_OBSERVER, made->observer);
}

void lobby_make_journey(struct lobby *lobby, const struct new_journey *plan,
                        void (*on_made)(void *context, const struct made *made), void *context)
{
    struct making *making = making_create(lobby, on_made, context);
    if (lobby->failed || lobby->stopped) {
        making_refuse(making,
                      &(struct refused){ .code = lobby->failed ? REFUSAL_READ_ONLY : REFUSAL_RESTARTING });
        return;
    }
    struct id_source *ids = lobby->host.ids;
    struct commit *commit = making_commit(making);
    int64_t at = lobby->host.clock->now_ms(lobby->host.clock);
    const int64_t min_group_with_groups = 5;
    const struct journey_plan journey_plan = {
        .title = plan->title,
        .purpose = plan->purpose,
        .language = plan->language,
        .min_group = plan->min_group > 0     ? plan->min_group
                     : plan->group_count > 0 ? min_group_with_groups
                                             : MIN_GROUP_MIN,
        .groups = plan->groups,
        .group_count = plan->group_count,
    };
    struct outcome outcome;
    making->made.journey = ids->fresh(ids);
    decide_journey_open(&journey_plan, &making->made.journey, at, ids, &commit->arena, &outcome);
    outcome.journey.seq = 1;
    add_stream(commit, &making->made.journey, &making->made.journey, false, plan->title, at);
    commit_event(commit, &outcome.journey);
    const struct room_plan room_plan = {
        .journey = making->made.journey,
        .title = plan->title,
        .question = plan->question,
        .language = plan->language,
        .method = plan->method,
    };
    add_room(making, commit, &room_plan, at);
    journal_commit(lobby->host.journal, commit);
}

void lobby_make_room(struct lobby *lobby, struct room *journey, struct span title, struct span question,
                     enum language language, const struct value *method,
                     void (*on_made)(void *context, const struct made *made), void *context)
{
    struct making *making = making_create(lobby, on_made, context);
    if (journey->room_count >= ROOMS_PER_JOURNEY_MAX) {
        making_refuse(making, &(struct refused){ .code = REFUSAL_ROOMS_FULL, .n = ROOMS_PER_JOURNEY_MAX });
        return;
    }
    struct commit *commit = making_commit(making);
    const struct room_plan plan = { *room_stream(journey), title, question, language, method };
    journey->room_count++;
    journey->holds++;
    making->journey = journey;
    making->made.journey = *room_stream(journey);
    add_room(making, commit, &plan, lobby->host.clock->now_ms(lobby->host.clock));
    journal_commit(lobby->host.journal, commit);
}
