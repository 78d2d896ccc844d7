/* What a round comes to (domain R9), and what is not shown because it would speak for too few (INV3). */
#include "cast.h"

#include <stdio.h>

/* A journey of k 5 with three groups; people are put as they vote. */
static void three_groups(void)
{
    static struct bench bench;
    b = &bench;
    bench_open(b, 7, 5, NULL);
    cr_assert_str_eq(bench_join(b, "ada", ROLE_FACILITATOR, NULL), "done");
    cast_note("a", "ada");
    cast_note("b", "ada");
    cast_note("c", "ada");
    static const char *const groups[] = { "school", "library", "pupils", "city" };
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        bench_put(b, "{'id':'@%s','type':'group','name':'%s','colour':'sun'}", groups[i], groups[i]);
}

TestSuite(tally, .init = three_groups, .fini = cast_close);

static void open_round(bool secret, int min_group)
{
    bench_put(
        b,
        "{'id':'@r','type':'round','rule':'dots','dots':3,'max_per_option':3,'secret':%s,'options':['@a','@b','@c'],"
        "'min_group':%d,'state':'open','opened_at':1}",
        secret ? "true" : "false", min_group);
}

/* One voter: their group (or NULL) and dots on a, b and c. */
struct voter {
    const char *group;
    int dots[3];
};

static void let_vote(const struct voter *voter, int number)
{
    static const char *const options[] = { "a", "b", "c" };
    char person[16];
    (void)snprintf(person, sizeof person, "p%d", number);
    cr_assert_str_eq(bench_join(b, person, ROLE_PARTICIPANT, voter->group), "done");
    for (int i = 0; i < 3; i++) {
        if (voter->dots[i] > 0)
            DONE(person, "vote.cast", "'round':'@r','option':'@%s','dots':%d", options[i], voter->dots[i]);
    }
}

static void let_groups_vote(const char *const *groups, const int *sizes)
{
    int number = 0;
    for (int g = 0; groups[g] != NULL; g++) {
        for (int i = 0; i < sizes[g]; i++)
            let_vote(&(struct voter){ groups[g], { 1 + i % 2, i % 3 == 0, 0 } }, number++);
    }
}

/* Closes the round and returns its record. */
static const struct record *close_round(void)
{
    struct id id = id_word("r");
    DONE("ada", "vote.close", "'round':'@r'");
    return board_find(b->room, &id);
}

static const struct value *outcome_of(const struct record *round, int option)
{
    return round->fields[ROUND_OUTCOMES].items[option].items;
}

static const struct value *bucket_of(const struct record *round, uint32_t bucket)
{
    cr_assert_lt(bucket, round->fields[ROUND_BUCKETS].count);
    return round->fields[ROUND_BUCKETS].items[bucket].items;
}

/* Ten-thousandths, to within one of them. */
static void expect_share(const struct value *value, double share)
{
    cr_assert_eq(value->kind, VALUE_INTEGER);
    cr_assert_float_eq((double)value->integer / 10000, share, 1e-4);
}

static const struct voter example[] = {
    { "school", { 3, 0, 0 } },  { "school", { 2, 1, 0 } },  { "school", { 3, 0, 0 } },
    { "school", { 2, 0, 1 } },  { "school", { 3, 0, 0 } },  { "school", { 3, 0, 0 } },
    { "library", { 0, 2, 1 } }, { "library", { 0, 3, 0 } }, { "pupils", { 1, 2, 0 } },
    { "pupils", { 0, 1, 2 } },  { "pupils", { 0, 0, 3 } },
};
#define EXAMPLE (sizeof example / sizeof example[0])

Test(tally, the_worked_example_comes_out_to_the_fourth_place, .description = "V10")
{
    static const struct {
        int total;
        double balanced, breadth, common, polarisation;
    } expected[3] = {
        { 17, 0.3333, 0.6364, 0.0, 1.0 },
        { 9, 0.4074, 0.4545, 0.1667, 0.8333 },
        { 7, 0.2593, 0.3636, 0.1667, 0.5 },
    };
    open_round(false, 5);
    for (size_t i = 0; i < EXAMPLE; i++)
        let_vote(&example[i], (int)i);
    const struct record *round = close_round();
    HOLDS("r", "'state':'closed'");
    HOLDS("r", "'cast':11");
    for (int i = 0; i < 3; i++) {
        const struct value *outcome = outcome_of(round, i);
        cr_assert_eq(outcome[OUTCOME_TOTAL].integer, expected[i].total);
        expect_share(&outcome[OUTCOME_BALANCED], expected[i].balanced);
        expect_share(&outcome[OUTCOME_BREADTH], expected[i].breadth);
        expect_share(&outcome[OUTCOME_COMMON], expected[i].common);
        expect_share(&outcome[OUTCOME_POLARISATION], expected[i].polarisation);
    }
}

Test(tally, groups_that_are_too_small_are_counted_together, .description = "V11")
{
    static const char *const groups[] = { "school", "library", "pupils", NULL };
    open_round(true, 5);
    let_groups_vote(groups, (int[]){ 6, 2, 3 });
    const struct record *round = close_round();
    cr_assert_eq(round->fields[ROUND_BUCKETS].count, 2);
    const struct value *merged = bucket_of(round, 0), *shown = bucket_of(round, 1);
    cr_assert_eq(merged[BUCKET_VOTERS].integer, 5);
    cr_assert_eq(merged[BUCKET_GROUPS].count, 2);
    cr_assert_eq(shown[BUCKET_VOTERS].integer, 6);
    cr_assert_str_eq(shown[BUCKET_GROUPS].items[0].text, id_word("school").text);
    cr_assert_not(value_true(&shown[BUCKET_UNGROUPED]));
}

Test(tally, the_next_smallest_joins_when_the_rest_is_too_small, .description = "V11")
{
    static const char *const groups[] = { "school", "library", "pupils", "city", NULL };
    open_round(true, 5);
    let_groups_vote(groups, (int[]){ 12, 2, 7, 9 });
    const struct record *round = close_round();
    cr_assert_eq(round->fields[ROUND_BUCKETS].count, 3);
    cr_assert_eq(bucket_of(round, 0)[BUCKET_VOTERS].integer, 9);
    cr_assert_eq(bucket_of(round, 0)[BUCKET_GROUPS].count, 2);
    cr_assert_eq(bucket_of(round, 1)[BUCKET_VOTERS].integer + bucket_of(round, 2)[BUCKET_VOTERS].integer, 21);
}

Test(tally, two_groups_of_which_one_is_too_small_are_only_a_whole, .description = "V11")
{
    static const char *const groups[] = { "school", "library", NULL };
    open_round(true, 5);
    let_groups_vote(groups, (int[]){ 6, 4 });
    const struct record *round = close_round();
    cr_assert_eq(round->fields[ROUND_BUCKETS].count, 1);
    cr_assert_eq(bucket_of(round, 0)[BUCKET_VOTERS].integer, 10);
    const struct value *outcome = outcome_of(round, 0);
    cr_assert_eq(outcome[OUTCOME_BALANCED].kind, VALUE_ABSENT, "nothing to balance");
    cr_assert_eq(outcome[OUTCOME_COMMON].kind, VALUE_ABSENT);
    cr_assert_eq(outcome[OUTCOME_POLARISATION].kind, VALUE_ABSENT);
}

Test(tally, people_without_a_group_are_a_bucket_like_any, .description = "V11")
{
    static const char *const groups[] = { "school", NULL };
    open_round(true, 3);
    let_groups_vote(groups, (int[]){ 3 });
    for (int i = 0; i < 3; i++)
        let_vote(&(struct voter){ NULL, { 0, 0, 1 } }, 50 + i);
    const struct record *round = close_round();
    cr_assert_eq(round->fields[ROUND_BUCKETS].count, 2);
    int alone = value_true(&bucket_of(round, 0)[BUCKET_UNGROUPED]) ? 0 : 1;
    cr_assert(value_true(&bucket_of(round, (uint32_t)alone)[BUCKET_UNGROUPED]));
    cr_assert_eq(bucket_of(round, (uint32_t)alone)[BUCKET_GROUPS].count, 0);
    cr_assert_not(value_true(&bucket_of(round, 1 - (uint32_t)alone)[BUCKET_UNGROUPED]));
}

Test(tally, no_bucket_of_a_secret_round_is_smaller_than_k, .description = "V11")
{
    static const char *const groups[] = { "school", "library", "pupils", "city", NULL };
    struct chance chance = { 11 };
    for (int i = 0; i < 60; i++) {
        int sizes[4], all = 0, k = (int)chance_between(&chance, 3, 10);
        for (int g = 0; g < 4; g++)
            all += sizes[g] = (int)chance_between(&chance, 0, 12);
        cast_close();
        three_groups();
        open_round(true, k);
        let_groups_vote(groups, sizes);
        const struct record *round = close_round();
        if (all < k) {
            HOLDS("r", "'state':'suppressed'");
            continue;
        }
        int64_t voters = 0;
        for (uint32_t bucket = 0; bucket < round->fields[ROUND_BUCKETS].count; bucket++) {
            cr_assert_geq(bucket_of(round, bucket)[BUCKET_VOTERS].integer, k);
            voters += bucket_of(round, bucket)[BUCKET_VOTERS].integer;
        }
        cr_assert_eq(voters, all);
    }
}

Test(tally, fewer_than_k_ballots_show_nothing, .description = "V11")
{
    static const char *const groups[] = { "school", NULL };
    open_round(true, 5);
    let_groups_vote(groups, (int[]){ 4 });
    close_round();
    HOLDS("r", "'state':'suppressed'");
    HOLDS("r", "'cast':4");
    LACKS("r", "outcomes");
    LACKS("r", "buckets");
    LACKS("r", "total");
}

Test(tally, k_ballots_show_their_sum, .description = "V11")
{
    static const char *const groups[] = { "school", NULL };
    open_round(true, 5);
    let_groups_vote(groups, (int[]){ 5 });
    close_round();
    HOLDS("r", "'state':'closed'");
    HOLDS("r", "outcomes");
}

Test(tally, a_ballot_without_dots_counts_for_nothing, .description = "V3")
{
    static const char *const groups[] = { "school", NULL };
    open_round(true, 5);
    let_groups_vote(groups, (int[]){ 5 });
    DONE("p0", "vote.cast", "'round':'@r','option':'@a','dots':0");
    DONE("p0", "vote.cast", "'round':'@r','option':'@b','dots':0");
    close_round();
    HOLDS("r", "'cast':4");
    HOLDS("r", "'state':'suppressed'");
}

/* The example cast in some order, in a secret or an open round; the closed record without its ids and times. */
static const char *cast_in_order(const size_t *order, bool secret)
{
    cast_close();
    three_groups();
    open_round(secret, 3);
    for (size_t i = 0; i < EXAMPLE; i++)
        let_vote(&example[order[i]], (int)order[i]);
    close_round();
    return bench_show(b, "r");
}

Test(tally, the_order_of_the_ballots_changes_nothing, .description = "V10")
{
    struct chance chance = { 5 };
    size_t order[EXAMPLE];
    char first[2][4000];
    for (size_t i = 0; i < EXAMPLE; i++)
        order[i] = i;
    for (int secret = 0; secret < 2; secret++)
        (void)snprintf(first[secret], sizeof first[secret], "%s", cast_in_order(order, secret));
    cr_assert_not_null(strstr(first[0], "polarisation"));
    for (int turn = 0; turn < 12; turn++) {
        for (size_t i = EXAMPLE - 1; i > 0; i--) {
            size_t j = (size_t)chance_between(&chance, 0, (int64_t)i), kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        cr_assert_str_eq(cast_in_order(order, turn % 2), first[turn % 2]);
    }
}

Test(tally, totals_are_the_sum_of_the_ballots, .description = "V2")
{
    open_round(true, 3);
    for (size_t i = 0; i < EXAMPLE; i++)
        let_vote(&example[i], (int)i);
    const struct record *round = close_round();
    for (int option = 0; option < 3; option++) {
        int64_t ballots = 0, buckets = 0;
        for (size_t i = 0; i < EXAMPLE; i++)
            ballots += example[i].dots[option];
        const struct value *outcome = outcome_of(round, option);
        for (uint32_t i = 0; i < outcome[OUTCOME_SHARES].count; i++)
            buckets += outcome[OUTCOME_SHARES].items[i].items[SHARE_DOTS].integer;
        cr_assert_eq(outcome[OUTCOME_TOTAL].integer, ballots);
        cr_assert_eq(buckets, ballots);
    }
}

Test(tally, an_anonymous_phase_is_tallied_as_a_whole, .description = "V11")
{
    static const char *const groups[] = { "school", "city", NULL };
    cast_phase("judge", "evaluate", "none", "anonymous", "'vote'");
    DONE("ada", "vote.open", "'options':['@a','@b','@c']");
    const char *round = bench_newest(b, RECORD_TYPE_ROUND);
    for (int i = 0; i < 12; i++) {
        char person[16];
        (void)snprintf(person, sizeof person, "p%d", i);
        cr_assert_str_eq(bench_join(b, person, ROLE_PARTICIPANT, groups[i % 2]), "done");
        DONE(person, "vote.cast", "'round':'%s','option':'@a','dots':1", round);
    }
    DONE("ada", "vote.close", "'round':'%s'", round);
    struct id id = id_word(round);
    const struct record *record = board_find(b->room, &id);
    cr_assert_eq(record->fields[ROUND_BUCKETS].count, 1, "%s", bench_show(b, round));
    cr_assert_eq(bucket_of(record, 0)[BUCKET_VOTERS].integer, 12);
}
