/* People, groups, and the room's own words. */
#include "cast.h"

#include <kring/limits.h>

CAST(people);

Test(people, a_person_takes_a_seat_and_leaves_it)
{
    HOLDS("bo", "'role':'participant'");
    cr_assert_eq(board_count(b->room, RECORD_TYPE_SEAT), 5);
    const char *seat = bench_newest(b, RECORD_TYPE_SEAT);
    HOLDS(seat, "'person':'@oz','present':true");
    bench_leave(b, "oz");
    HOLDS(seat, "'person':'@oz','present':false,'since':%lld", (long long)b->at);
    bench_leave(b, "oz");
    cr_assert_not(b->outcome.has_room, "nobody leaves twice");
    cr_assert_str_eq(bench_join(b, "oz", ROLE_OBSERVER, NULL), "done");
    HOLDS(seat, "'present':true");
    cr_assert_eq(board_count(b->room, RECORD_TYPE_SEAT), 5, "the same seat");
    cr_assert_eq(board_count(b->journey, RECORD_TYPE_PERSON), 5);
}

Test(people, who_comes_again_by_another_link_has_its_role)
{
    cr_assert_str_eq(bench_join(b, "bo", ROLE_FACILITATOR, NULL), "done");
    HOLDS("bo", "'role':'facilitator'");
}

Test(people, a_group_must_be_there_to_be_joined)
{
    cr_assert_str_eq(bench_join(b, "ed", ROLE_PARTICIPANT, "school"), "group_unknown");
    cr_assert_str_eq(bench_show(b, "ed"), "none");
    bench_put(b, "{'id':'@school','type':'group','name':'School','colour':'sun'}");
    cr_assert_str_eq(bench_join(b, "ed", ROLE_PARTICIPANT, "school"), "done");
    HOLDS("ed", "'group':'@school'");
}

Test(people, a_journey_takes_so_many_and_no_more, .description = "B3")
{
    bench_fill(b, "person", PEOPLE_PER_JOURNEY_MAX - 6, "'role':'participant','joined_at':1");
    cr_assert_str_eq(bench_join(b, "ed", ROLE_PARTICIPANT, NULL), "done");
    cr_assert_str_eq(bench_join(b, "fay", ROLE_PARTICIPANT, NULL), "journey_full");
    cr_assert_str_eq(bench_join(b, "bo", ROLE_PARTICIPANT, NULL), "done", "who is known may come in");
}

Test(people, everybody_says_to_which_group_they_belong)
{
    bench_put(b, "{'id':'@school','type':'group','name':'School','colour':'sun'}");
    DONE("oz", "person.regroup", "'group':'@school'");
    HOLDS("oz", "'group':'@school'");
    DONE("oz", "person.regroup", "%s", "");
    LACKS("oz", "'group':");
    NO("group_unknown", "oz", "person.regroup", "'group':'@city'");
    NO("group_unknown", "oz", "person.regroup", "'group':'@bo'");
}

Test(people, a_name_is_no_part_of_the_log, .description = "B10")
{
    DONE("bo", "person.rename", "'name':'Bonifatius'");
    cr_assert(b->outcome.renames);
    cr_assert(span_is(b->outcome.name, "Bonifatius"));
    for (size_t i = 0; i < b->log_count; i++)
        cr_assert_null(strstr(b->log[i].payload.data, "Bonifatius"));
    NO("text_empty", "bo", "person.rename", "'name':' '");
}

Test(people, groups_are_made_and_changed_by_facilitators)
{
    DONE("ada", "group.add", "'name':'School','side':'taker'");
    const char *school = bench_newest(b, RECORD_TYPE_GROUP);
    HOLDS(school, "'name':'School','side':'taker'");
    DONE("ada", "group.add", "'name':'City'");
    NO("group_exists", "ada", "group.add", "'name':'School'");
    NO("group_exists", "ada", "group.change", "'group':'%s','name':'City'", school);
    NO("group_unknown", "ada", "group.change", "'group':'@bo','name':'City'");
    NO("nothing_to_change", "ada", "group.change", "'group':'%s'", school);
    DONE("ada", "group.change", "'group':'%s','name':'School','side':'both'", school);
    HOLDS(school, "'name':'School','side':'both'");
    DONE("ada", "group.change", "'group':'%s','name':'Schools'", school);
    HOLDS(school, "'name':'Schools','side':'both'");
}

Test(people, a_journey_takes_so_many_groups_and_no_more, .description = "B3")
{
    for (int i = 0; i < GROUPS_PER_JOURNEY_MAX; i++)
        DONE("ada", "group.add", "'name':'g%d'", i);
    NO("groups_full", "ada", "group.add", "'name':'one more'");
}

Test(people, the_room_has_a_title_and_a_question)
{
    NO("nothing_to_change", "ada", "room.rename", "%s", "");
    DONE("ada", "room.rename", "'title':'Tuesday','question':'What now?'");
    HOLDS("room", "'question':'What now?'");
    HOLDS("room", "'title':'Tuesday'");
    NO("text_empty", "ada", "room.rename", "'title':''");
}

Test(people, a_question_that_is_emptied_is_gone)
{
    DONE("ada", "room.rename", "'question':'What now?'");
    DONE("ada", "room.rename", "'question':''");
    LACKS("room", "'question'");
}
