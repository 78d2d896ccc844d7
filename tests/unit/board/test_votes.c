/* Rounds of dots: opening, casting, closing (domain 2.8). What they come to is in test_tally.c. */
#include "cast.h"

#include <kring/limits.h>

#include <stdio.h>

static void three_notes(void)
{
    cast_open();
    cast_note("n1", "bo");
    cast_note("n2", "bo");
    cast_note("n3", "cy");
}

TestSuite(votes, .init = three_notes, .fini = cast_close);

/* A round of 3 dots, at most 2 on one, that began before. */
static void open_round(const char *id, bool secret)
{
    bench_put(b,
              "{'id':'@%s','type':'round','rule':'dots','dots':3,'max_per_option':2,'secret':%s,"
              "'options':['@n1','@n2','@n3'],'min_group':3,'state':'open','opened_at':1}",
              id, secret ? "true" : "false");
}

static const char *vote(const char *person, const char *option, int dots)
{
    return bench_do(b, person, "vote.cast", "'round':'@r','option':'@%s','dots':%d", option, dots);
}

static const char *ballot(const char *person)
{
    return bench_draft(b, "r", person, NULL);
}

Test(votes, a_round_is_secret_unless_it_is_announced_as_open, .description = "V1")
{
    DONE("ada", "vote.open", "'question':'Which first?'");
    const char *round = bench_newest(b, RECORD_TYPE_ROUND);
    HOLDS(round, "'secret':true");
    HOLDS(round, "'question':'Which first?'");
    HOLDS(round, "'state':'open'");
    HOLDS(round, "'options':['@n1','@n2','@n3']");
    HOLDS(round, "'dots':3");
    HOLDS(round, "'max_per_option':2");
    HOLDS(round, "'min_group':3");
    DONE("ada", "vote.open", "'secret':false,'dots':1,'max_per_option':5");
    HOLDS(bench_newest(b, RECORD_TYPE_ROUND), "'secret':false");
    HOLDS(bench_newest(b, RECORD_TYPE_ROUND), "'max_per_option':1");
}

Test(votes, options_are_what_lies_on_the_board_when_it_opens, .description = "V4")
{
    DONE("bo", "item.withdraw", "'items':['@n2']");
    DONE("ada", "vote.open", "%s", "");
    const char *round = bench_newest(b, RECORD_TYPE_ROUND);
    HOLDS(round, "'options':['@n1','@n3']");
    DONE("bo", "item.add", "'id':'@late','text':'late','x':0,'y':0");
    NO("option_unknown", "bo", "vote.cast", "'round':'%s','option':'@late','dots':1", round);
    NO("option_unknown", "bo", "vote.cast", "'round':'%s','option':'@n2','dots':1", round);
    HOLDS(round, "'options':['@n1','@n3']");
}

Test(votes, options_may_be_named_or_be_those_of_a_zone)
{
    bench_put(
        b, "{'id':'@z1','type':'zone','name':'z','kind':'free','x':5000,'y':0,'w':900,'h':900,'accepts':[]}");
    DONE("ada", "vote.open", "'options':['@n3','@n1','@n3']");
    HOLDS(bench_newest(b, RECORD_TYPE_ROUND), "'options':['@n3','@n1']");
    NO("too_few_options", "ada", "vote.open", "'options':['@n1','@n1']");
    NO("item_unknown", "ada", "vote.open", "'options':['@n1','@gone']");
    NO("too_few_options", "ada", "vote.open", "'zone':'@z1'");
    NO("zone_unknown", "ada", "vote.open", "'zone':'@n1'");
    DONE("ada", "item.move", "'moves':[{'item':'@n1','x':5000,'y':0},{'item':'@n2','x':5000,'y':0}]");
    DONE("ada", "vote.open", "'zone':'@z1'");
    HOLDS(bench_newest(b, RECORD_TYPE_ROUND), "'options':['@n1','@n2']");
    DONE("bo", "item.withdraw", "'items':['@n1']");
    NO("item_withdrawn", "ada", "vote.open", "'options':['@n1','@n2']");
    NO("too_few_options", "ada", "vote.open", "'zone':'@z1'");
}

Test(votes, dots_suit_the_options, .description = "V2")
{
    static const struct {
        int options, dots;
    } rows[] = { { 2, 3 }, { 13, 3 }, { 14, 4 }, { 17, 4 }, { 18, 5 }, { 26, 7 }, { 60, 7 } };
    char id[16];
    int made = 3;
    for (size_t i = 1; i < sizeof rows / sizeof rows[0]; i++) {
        for (; made < rows[i].options; made++) {
            (void)snprintf(id, sizeof id, "m%d", made);
            cast_note(id, "bo");
        }
        DONE("ada", "vote.open", "%s", "");
        HOLDS(bench_newest(b, RECORD_TYPE_ROUND), "'dots':%d", rows[i].dots);
    }
    DONE("ada", "vote.open", "'options':['@n1','@n2']");
    HOLDS(bench_newest(b, RECORD_TYPE_ROUND), "'dots':%d", rows[0].dots);
}

Test(votes, a_phase_brings_its_rule)
{
    bench_put(
        b,
        "{'id':'@p1','type':'phase','key':'p','place':1,'name':{'en':'x','nl':'x'},'pattern':'evaluate','minutes':5,"
        "'write':'none','attribution':'group','grouping':'all','may':['vote'],'zones':[],'state':'queued',"
        "'vote':{'type':'dots','dots':5,'max_per_option':4,'secret':false}}");
    DONE("ada", "phase.start", "'phase':'@p1'");
    DONE("ada", "vote.open", "%s", "");
    const char *round = bench_newest(b, RECORD_TYPE_ROUND);
    HOLDS(round, "'dots':5");
    HOLDS(round, "'max_per_option':4");
    HOLDS(round, "'secret':false");
    HOLDS(round, "'phase':'@p1'");
    DONE("ada", "vote.open", "'dots':2,'max_per_option':1,'secret':true");
    HOLDS(bench_newest(b, RECORD_TYPE_ROUND), "'dots':2");
    HOLDS(bench_newest(b, RECORD_TYPE_ROUND), "'max_per_option':1");
    HOLDS(bench_newest(b, RECORD_TYPE_ROUND), "'secret':true");
}

Test(votes, nothing_is_voted_on_while_ideas_are_gathered, .description = "V12")
{
    cast_phase("ideas", "generate", "open", "named", "'write','vote'");
    NO("no_vote_now", "ada", "vote.open", "%s", "");
    cast_phase("later", "evaluate", "open", "named", "'vote'");
    DONE("ada", "vote.open", "%s", "");
}

Test(votes, no_round_opens_where_nobody_may_vote, .description = "V12")
{
    cast_phase("quiet", "clarify", "open", "named", "'write'");
    NO("phase_not_allowed", "ada", "vote.open", "%s", "");
    cr_assert_eq(b->outcome.refused.filter, FILTER_PHASE);
}

Test(votes, a_room_has_so_many_rounds_open_and_so_many_in_all, .description = "B3")
{
    for (int i = 0; i < ROUNDS_OPEN_MAX; i++)
        DONE("ada", "vote.open", "%s", "");
    NO("round_open", "ada", "vote.open", "%s", "");
    DONE("ada", "vote.close", "'round':'%s'", bench_newest(b, RECORD_TYPE_ROUND));
    bench_fill(b, "round", ROUNDS_PER_ROOM_MAX - ROUNDS_OPEN_MAX - 1,
               "'rule':'dots','dots':3,'max_per_option':2,'secret':true,'options':['@n1'],'min_group':3,"
               "'state':'closed','opened_at':1");
    DONE("ada", "vote.open", "%s", "");
    NO("rounds_full", "ada", "vote.open", "%s", "");
}

Test(votes, a_round_takes_so_many_options_and_no_more, .description = "B3")
{
    bench_fill(b, "item", OPTIONS_PER_ROUND_MAX - 3,
               "'kind':'note','text':'x','x':0,'y':0,'z':1,'colour':'sun','state':'published'");
    DONE("ada", "vote.open", "%s", "");
    cast_note("n4", "bo");
    NO("options_full", "ada", "vote.open", "%s", "");
    cr_assert_eq(b->outcome.refused.n, OPTIONS_PER_ROUND_MAX);
}

Test(votes, nobody_spends_more_dots_than_there_are, .description = "V2")
{
    open_round("r", true);
    cr_assert_str_eq(vote("bo", "n1", 2), "done");
    cr_assert_str_eq(vote("bo", "n2", 2), "no_dots_left");
    cr_assert_eq(b->outcome.refused.n, 1);
    cr_assert_str_eq(vote("bo", "n2", 1), "done");
    cr_assert_str_eq(vote("bo", "n3", 1), "no_dots_left");
    cr_assert_eq(b->outcome.refused.n, 0);
    cr_assert_str_eq(vote("bo", "n1", 1), "done");
    cr_assert_str_eq(vote("bo", "n3", 1), "done");
}

Test(votes, an_option_takes_so_many_dots_of_one_person, .description = "V2")
{
    open_round("r", true);
    cr_assert_str_eq(vote("bo", "n1", 3), "option_full");
    cr_assert_eq(b->outcome.refused.n, 2);
    cr_assert_str_eq(ballot("bo"), "none");
    NO("number_out_of_range", "bo", "vote.cast", "'round':'@r','option':'@n1','dots':-1");
    NO("number_out_of_range", "bo", "vote.cast", "'round':'@r','option':'@n1','dots':%d",
       DOTS_PER_PERSON_MAX + 1);
}

Test(votes, a_person_has_one_ballot_and_may_take_dots_back, .description = "V3")
{
    open_round("r", true);
    cr_assert_str_eq(vote("bo", "n1", 2), "done");
    cr_assert_str_eq(vote("bo", "n1", 1), "done", "a later cast replaces the earlier one");
    cr_assert_str_eq(vote("bo", "n2", 1), "done");
    cr_assert(strstr(ballot("bo"), "\"dots\":[{\"dots\":1,\"option\":\"n1----"), "%s", ballot("bo"));
    cr_assert_str_eq(vote("bo", "n1", 0), "done");
    cr_assert_null(strstr(ballot("bo"), "n1---"), "%s", ballot("bo"));
    cr_assert_str_eq(vote("bo", "n2", 0), "done");
    cr_assert(strstr(ballot("bo"), "\"dots\":[]"), "%s", ballot("bo"));
    cr_assert_str_eq(vote("bo", "n3", 0), "done", "nothing to take back is no harm");
    struct id slot = id_word("r");
    size_t cursor = 0, count = 0;
    while (board_next_draft(b->room, &slot, NULL, &cursor) != NULL)
        count++;
    cr_assert_eq(count, 1);
}

Test(votes, a_secret_ballot_is_a_draft_and_in_no_log, .description = "V5")
{
    open_round("r", true);
    size_t before = b->log_count;
    cr_assert_str_eq(vote("bo", "n1", 2), "done");
    cr_assert_not(b->outcome.has_room || b->outcome.has_journey);
    cr_assert_eq(b->log_count, before);
    cr_assert_eq(board_count(b->room, RECORD_TYPE_BALLOT), 0);
    cr_assert_str_eq(vote("cy", "n1", 1), "done");
    cr_assert_null(strstr(ballot("cy"), id_word("bo").text), "each has its own");
}

Test(votes, closing_erases_the_ballots, .description = "V6")
{
    open_round("r", true);
    cr_assert_str_eq(vote("bo", "n1", 2), "done");
    DONE("ada", "vote.close", "'round':'@r'");
    cr_assert(id_equal(&b->outcome.erased_slot, &(struct id){ "r---------------------" }));
    cr_assert_str_eq(ballot("bo"), "none");
    for (size_t i = 0; i < b->log_count; i++)
        cr_assert_null(strstr(b->log[i].payload.data, "ballot"));
}

Test(votes, an_open_ballot_is_a_record_with_its_voter, .description = "V7")
{
    open_round("r", false);
    cr_assert_str_eq(vote("bo", "n1", 2), "done");
    const char *id = bench_newest(b, RECORD_TYPE_BALLOT);
    HOLDS(id, "'by':'@bo'");
    HOLDS(id, "'dots':[{'dots':2,'option':'@n1'}]");
    cr_assert_str_eq(vote("bo", "n2", 2), "no_dots_left");
    cr_assert_str_eq(vote("bo", "n2", 1), "done");
    cr_assert_str_eq(vote("cy", "n2", 1), "done");
    cr_assert_eq(board_count(b->room, RECORD_TYPE_BALLOT), 2, "one a person");
    cr_assert_str_eq(vote("bo", "n1", 0), "done");
    HOLDS(id, "'dots':[{'dots':1,'option':'@n2'}]");
    DONE("ada", "vote.close", "'round':'@r'");
    cr_assert(id_is_empty(&b->outcome.erased_slot));
    HOLDS(id, "'by':'@bo'");
}

Test(votes, an_option_that_was_withdrawn_gets_no_more_dots, .description = "V4")
{
    open_round("r", true);
    cr_assert_str_eq(vote("bo", "n1", 2), "done");
    DONE("bo", "item.withdraw", "'items':['@n1']");
    cr_assert_str_eq(vote("cy", "n1", 1), "item_withdrawn");
    cr_assert_str_eq(vote("bo", "n1", 0), "done", "but they may be taken back");
    DONE("bo", "item.restore", "'items':['@n1']");
    cr_assert_str_eq(vote("cy", "n1", 1), "done");
}

Test(votes, what_is_no_round_or_is_closed_takes_no_dots, .description = "V6")
{
    NO("round_unknown", "bo", "vote.cast", "'round':'@n1','option':'@n1','dots':1");
    NO("round_unknown", "ada", "vote.close", "'round':'@n1'");
    open_round("r", true);
    DONE("ada", "vote.close", "'round':'@r'");
    cr_assert_str_eq(vote("bo", "n1", 1), "round_closed");
    NO("round_closed", "ada", "vote.close", "'round':'@r'");
}

Test(votes, facilitators_vote_only_as_members_of_a_group, .description = "V8")
{
    open_round("r", true);
    cr_assert_str_eq(vote("ada", "n1", 1), "done", "where there are no groups they are people like others");
    bench_put(b, "{'id':'@school','type':'group','name':'School','colour':'sun'}");
    cr_assert_str_eq(vote("ada", "n1", 1), "not_eligible");
    cr_assert_str_eq(vote("bo", "n1", 1), "done");
    DONE("ada", "person.regroup", "'group':'@school'");
    cr_assert_str_eq(vote("ada", "n1", 1), "done");
    cr_assert_str_eq(vote("oz", "n1", 1), "role_not_allowed");
}

Test(votes, progress_counts_and_does_not_name, .description = "V9")
{
    struct scene scene = { .journey = b->journey, .room = b->room };
    struct id id = id_word("r");
    int64_t done, of;
    open_round("r", true);
    round_progress(&scene, board_find(b->room, &id), &done, &of);
    cr_assert(done == 0 && of == 4, "ada, bo, cy and di; oz observes");
    cr_assert_str_eq(vote("bo", "n1", 1), "done");
    cr_assert_str_eq(vote("cy", "n1", 1), "done");
    cr_assert_str_eq(vote("cy", "n1", 0), "done");
    round_progress(&scene, board_find(b->room, &id), &done, &of);
    cr_assert(done == 1 && of == 4, "an empty ballot is none");
    bench_leave(b, "bo");
    bench_leave(b, "di");
    round_progress(&scene, board_find(b->room, &id), &done, &of);
    cr_assert(done == 1 && of == 3, "who has voted counts, who left without a vote does not");
}
