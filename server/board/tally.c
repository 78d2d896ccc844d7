/* Counting a round (domain R9): a total per person and a tally in which each stakeholder group weighs the same, breadth, common
 * ground and polarisation. No figure speaks for fewer than k people (INV3): groups that are too small are counted together, and if all of
 * them together are still too few, the next smallest joins them. Shares are in ten-thousandths, rounded to the nearest. */
#include "internal.h"

#include <stdlib.h>

#include <kring/map.h>

/* One ballot that has at least one dot, and where its voter belongs. */
struct cast {
    const struct value *dots;
    size_t bucket;
};

/* One group of voters, before and after merging. */
struct camp {
    struct id group; /* empty: voters without a group */
    size_t voters;
    bool merged;
    size_t bucket;
};

struct count {
    struct cast *casts;
    size_t cast_count;
    struct camp *camps;
    size_t camp_count;
    size_t *bucket_voters;
    int64_t *bucket_dots;
    size_t bucket_count;
    bool has_merged; /* bucket 0 holds the merged camps */
};

static int64_t share(int64_t part, int64_t whole)
{
    return whole == 0 ? 0 : (part * 10000 + whole / 2) / whole;
}

/* ---- gathering */

static size_t camp_of(struct count *count, const struct id *group)
{
    for (size_t i = 0; i < count->camp_count; i++) {
        if (id_equal(&count->camps[i].group, group))
            return i;
    }
    count->camps[count->camp_count] = (struct camp){ .group = *group };
    return count->camp_count++;
}

/* By group id: the order in which groups come says nothing about who voted first (INV2). */
static int compare_camps(const void *a, const void *b)
{
    const struct camp *first = a, *second = b;
    return strcmp(first->group.text, second->group.text);
}

static void add_camp(const struct scene *scene, const struct record *ballot, struct count *count)
{
    struct id by = value_id(&ballot->fields[BALLOT_BY]);
    struct id group = group_of(scene, &by);
    if (ballot->fields[BALLOT_DOTS].count > 0)
        camp_of(count, &group);
}

static void add_ballot(const struct scene *scene, const struct record *ballot, struct count *count)
{
    if (ballot->fields[BALLOT_DOTS].count == 0)
        return;
    struct id by = value_id(&ballot->fields[BALLOT_BY]);
    struct id group = group_of(scene, &by);
    size_t camp = camp_of(count, &group);
    count->camps[camp].voters++;
    count->casts[count->cast_count++] = (struct cast){ &ballot->fields[BALLOT_DOTS], camp };
}

/* Walks the ballots of a round, secret or open. */
static const struct record *next_ballot(const struct board *room, const struct id *round, bool secret,
                                        size_t *cursor)
{
    if (secret) {
        const struct draft *draft = board_next_draft(room, round, NULL, cursor);
        return draft ? &draft->record : NULL;
    }
    const struct record *ballot;
    while ((ballot = board_next(room, RECORD_TYPE_BALLOT, cursor)) != NULL) {
        struct id of = value_id(&ballot->fields[BALLOT_ROUND]);
        if (id_equal(&of, round))
            return ballot;
    }
    return NULL;
}

static void gather(struct decision *decision, const struct id *round, bool secret, struct count *count)
{
    const struct board *room = decision->scene->room;
    size_t most = 0;
    for (size_t cursor = 0; next_ballot(room, round, secret, &cursor) != NULL;)
        most++;
    count->casts = ARENA_ARRAY(decision->arena, struct cast, most);
    count->camps = ARENA_ARRAY(decision->arena, struct camp, most);
    const struct record *ballot;
    for (size_t cursor = 0; (ballot = next_ballot(room, round, secret, &cursor)) != NULL;)
        add_camp(decision->scene, ballot, count);
    qsort(count->camps, count->camp_count, sizeof *count->camps, compare_camps);
    for (size_t cursor = 0; (ballot = next_ballot(room, round, secret, &cursor)) != NULL;)
        add_ballot(decision->scene, ballot, count);
}

/* ---- merging, by INV3 */

/* The camp to be merged next: the smallest that is shown. Equal sizes go by group id, so that the result does not depend on who voted
 * first. */
static struct camp *smallest_shown(struct count *count)
{
    struct camp *smallest = NULL;
    for (size_t i = 0; i < count->camp_count; i++) {
        struct camp *camp = &count->camps[i];
        if (camp->merged)
            continue;
        if (smallest == NULL || camp->voters < smallest->voters ||
            (camp->voters == smallest->voters && strcmp(camp->group.text, smallest->group.text) < 0))
            smallest = camp;
    }
    return smallest;
}

static void merge_camps(struct count *count, size_t min_group)
{
    size_t merged = 0;
    for (struct camp *camp; (camp = smallest_shown(count)) != NULL;) {
        bool too_small = camp->voters < min_group;
        bool rest_too_small = count->has_merged && merged < min_group;
        if (!too_small && !rest_too_small)
            break;
        camp->merged = true;
        count->has_merged = true;
        merged += camp->voters;
    }
    count->bucket_count = count->has_merged ? 1 : 0;
    for (size_t i = 0; i < count->camp_count; i++)
        count->camps[i].bucket = count->camps[i].merged ? 0 : count->bucket_count++;
}

static void fill_buckets(struct decision *decision, struct count *count)
{
    count->bucket_voters = ARENA_ARRAY(decision->arena, size_t, count->bucket_count);
    count->bucket_dots = ARENA_ARRAY(decision->arena, int64_t, count->bucket_count);
    for (size_t i = 0; i < count->cast_count; i++) {
        struct cast *cast = &count->casts[i];
        cast->bucket = count->camps[cast->bucket].bucket;
        count->bucket_voters[cast->bucket]++;
        for (size_t d = 0; d < cast->dots->count; d++)
            count->bucket_dots[cast->bucket] += cast->dots->items[d].items[DOTS_DOTS].integer;
    }
}

/* ---- what is written */

static struct value buckets_value(struct decision *decision, const struct count *count)
{
    struct value *buckets = ARENA_ARRAY(decision->arena, struct value, count->bucket_count);
    for (size_t b = 0; b < count->bucket_count; b++) {
        struct value *groups = ARENA_ARRAY(decision->arena, struct value, count->camp_count);
        size_t group_count = 0;
        bool ungrouped = false;
        for (size_t i = 0; i < count->camp_count; i++) {
            const struct camp *camp = &count->camps[i];
            if (camp->bucket != b)
                continue;
            if (id_is_empty(&camp->group))
                ungrouped = true;
            else
                groups[group_count++] = value_of_id(decision->arena, &camp->group);
        }
        struct value *bucket = ARENA_ARRAY(decision->arena, struct value, BUCKET_FIELDS);
        bucket[BUCKET_GROUPS] = value_of_list(groups, group_count);
        bucket[BUCKET_UNGROUPED] = value_of_bool(ungrouped);
        bucket[BUCKET_VOTERS] = value_of_number((int64_t)count->bucket_voters[b]);
        buckets[b] = value_of_object(bucket, BUCKET_FIELDS);
    }
    return value_of_list(buckets, count->bucket_count);
}

/* Dots and voters of each bucket on one option. */
static void count_option(const struct count *count, const struct id *option, int64_t *dots, int64_t *voters)
{
    for (size_t i = 0; i < count->cast_count; i++) {
        const struct cast *cast = &count->casts[i];
        for (size_t d = 0; d < cast->dots->count; d++) {
            struct id on = value_id(&cast->dots->items[d].items[DOTS_OPTION]);
            if (!id_equal(&on, option))
                continue;
            dots[cast->bucket] += cast->dots->items[d].items[DOTS_DOTS].integer;
            voters[cast->bucket]++;
        }
    }
}

static struct value outcome_value(struct decision *decision, const struct count *count,
                                  const struct id *option)
{
    int64_t *dots = ARENA_ARRAY(decision->arena, int64_t, count->bucket_count);
    int64_t *voters = ARENA_ARRAY(decision->arena, int64_t, count->bucket_count);
    struct value *shares = ARENA_ARRAY(decision->arena, struct value, count->bucket_count);
    int64_t total = 0, all_voters = 0, least = 10000, most = 0;
    double balanced = 0;
    count_option(count, option, dots, voters);
    for (size_t b = 0; b < count->bucket_count; b++) {
        int64_t reach = share(voters[b], (int64_t)count->bucket_voters[b]);
        total += dots[b];
        all_voters += voters[b];
        least = reach < least ? reach : least;
        most = reach > most ? reach : most;
        balanced += (double)dots[b] / (double)count->bucket_dots[b];
        struct value *cell = ARENA_ARRAY(decision->arena, struct value, SHARE_FIELDS);
        cell[SHARE_DOTS] = value_of_number(dots[b]);
        cell[SHARE_VOTERS] = value_of_number(voters[b]);
        shares[b] = value_of_object(cell, SHARE_FIELDS);
    }
    struct value *outcome = ARENA_ARRAY(decision->arena, struct value, OUTCOME_FIELDS);
    outcome[OUTCOME_OPTION] = value_of_id(decision->arena, option);
    outcome[OUTCOME_TOTAL] = value_of_number(total);
    outcome[OUTCOME_BREADTH] = value_of_number(share(all_voters, (int64_t)count->cast_count));
    outcome[OUTCOME_SHARES] = value_of_list(shares, count->bucket_count);
    if (count->bucket_count > 1) {
        double mean = balanced / (double)count->bucket_count;
        outcome[OUTCOME_BALANCED] = value_of_number((int64_t)(mean * 10000 + 0.5));
        outcome[OUTCOME_COMMON] = value_of_number(least);
        outcome[OUTCOME_POLARISATION] = value_of_number(most - least);
    }
    return value_of_object(outcome, OUTCOME_FIELDS);
}

/* ---- who might have voted */

/* Those who have a ballot with a dot. */
static struct map *voters_of(const struct board *room, const struct id *round, bool secret)
{
    struct map *voters = map_create();
    const struct record *ballot;
    for (size_t cursor = 0; (ballot = next_ballot(room, round, secret, &cursor)) != NULL;) {
        if (ballot->fields[BALLOT_DOTS].count > 0)
            map_set(voters, value_text(&ballot->fields[BALLOT_BY]), voters);
    }
    return voters;
}

void round_progress(const struct scene *scene, const struct record *round, int64_t *done, int64_t *of)
{
    struct id id = record_id(round);
    struct map *voters = voters_of(scene->room, &id, value_true(&round->fields[ROUND_SECRET]));
    const struct record *seat;
    *done = (int64_t)map_count(voters);
    *of = *done;
    for (size_t cursor = 0; (seat = board_next(scene->room, RECORD_TYPE_SEAT, &cursor)) != NULL;) {
        struct id person = value_id(&seat->fields[SEAT_PERSON]);
        const struct record *known = board_get(scene->journey, RECORD_TYPE_PERSON, &person);
        *of += known != NULL && value_true(&seat->fields[SEAT_PRESENT]) &&
               map_get(voters, id_span(&person)) == NULL &&
               may_vote(scene, &person, (enum role)value_number(&known->fields[PERSON_ROLE], ROLE_OBSERVER));
    }
    map_destroy(voters);
}

/* Whether the round belongs to a phase that promised anonymity: then only the whole room is counted (domain 2.8). */
static bool is_anonymous(const struct board *room, const struct record *round)
{
    struct id id = value_id(&round->fields[ROUND_PHASE]);
    const struct record *phase = board_get(room, RECORD_TYPE_PHASE, &id);
    return phase != NULL && value_number(&phase->fields[PHASE_ATTRIBUTION], 0) == ATTRIBUTION_ANONYMOUS;
}

void tally_round(struct decision *decision, const struct record *round, struct value *patch_fields)
{
    struct id id = record_id(round);
    bool secret = value_true(&round->fields[ROUND_SECRET]);
    size_t min_group = (size_t)value_number(&round->fields[ROUND_MIN_GROUP], MIN_GROUP_MIN);
    struct count count = { 0 };
    int64_t done, of;
    gather(decision, &id, secret, &count);
    round_progress(decision->scene, round, &done, &of);
    patch_fields[ROUND_CAST] = value_of_number((int64_t)count.cast_count);
    patch_fields[ROUND_ELIGIBLE] = value_of_number(of);
    if (secret && count.cast_count < min_group) {
        patch_fields[ROUND_STATE] = value_of_choice(ROUND_STATE_SUPPRESSED);
        return;
    }
    patch_fields[ROUND_STATE] = value_of_choice(ROUND_STATE_CLOSED);
    merge_camps(&count, !secret ? 1 : is_anonymous(decision->scene->room, round) ? SIZE_MAX : min_group);
    fill_buckets(decision, &count);
    patch_fields[ROUND_BUCKETS] = buckets_value(decision, &count);
    const struct value *options = &round->fields[ROUND_OPTIONS];
    struct value *outcomes = ARENA_ARRAY(decision->arena, struct value, options->count);
    for (size_t i = 0; i < options->count; i++) {
        struct id option = value_id(&options->items[i]);
        outcomes[i] = outcome_value(decision, &count, &option);
    }
    patch_fields[ROUND_OUTCOMES] = value_of_list(outcomes, options->count);
}
