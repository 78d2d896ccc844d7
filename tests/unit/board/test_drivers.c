/* Drivers: one thing in up to five senses, each with its fields (domain 2.6). A motive is its holder's (INV7). */
#include "cast.h"

#include <kring/limits.h>

#include <stdio.h>

CAST(drivers);

#define AT "'text':'Rain','x':0,'y':0,"

static void driver(const char *id, const char *by, const char *rest)
{
    bench_put(b, "{'id':'@%s','type':'driver','text':'%s','by':'@%s','state':'active',%s}", id, id, by, rest);
}

Test(drivers, a_new_one_lies_on_the_board_and_lives_in_the_journey, .description = "B13")
{
    DONE("bo", "driver.add",
         "'id':'@d1','item':'@n1','x':3,'y':4,'text':'Rain','senses':['factor'],'unit':'mm'");
    HOLDS("d1", "'text':'Rain'");
    HOLDS("d1", "'senses':['factor']");
    HOLDS("d1", "'unit':'mm'");
    HOLDS("d1", "'by':'@bo'");
    HOLDS("d1", "'state':'active'");
    LACKS("d1", "holder");
    HOLDS("n1", "'driver':'@d1'");
    HOLDS("n1", "'kind':'driver'");
    HOLDS("n1", "'x':3,'y':4");
    LACKS("n1", "'text'");
    cr_assert_eq(board_count(b->journey, RECORD_TYPE_DRIVER), 1);
    cr_assert_eq(board_count(b->room, RECORD_TYPE_ITEM), 1);
}

Test(drivers, one_made_from_a_note_takes_its_text_and_its_place, .description = "B13")
{
    cast_note("n1", "bo");
    DONE("bo", "driver.add", "'id':'@d1','from':'@n1','senses':['motive'],'level':'individual'");
    HOLDS("d1", "'text':'n1'");
    HOLDS("d1", "'origin':'@n1'");
    HOLDS("d1", "'holder':'@bo'");
    HOLDS("n1", "'driver':'@d1'");
    HOLDS("n1", "'kind':'driver'");
    LACKS("n1", "'text'");
    NO("already_driver", "bo", "driver.add", "'from':'@n1','senses':['factor']");
}

Test(drivers, a_motive_made_from_a_note_is_held_by_its_writer, .description = "B14")
{
    cast_note("n1", "bo");
    DONE("ada", "driver.add",
         "'id':'@d1','from':'@n1','text':'Rest','senses':['motive'],'level':'individual'");
    HOLDS("d1", "'text':'Rest'");
    HOLDS("d1", "'holder':'@bo'");
    HOLDS("d1", "'by':'@ada'");
}

Test(drivers, what_cannot_become_one_is_refused)
{
    cast_note("n1", "bo");
    cast_note("n2", "bo");
    DONE("bo", "item.withdraw", "'items':['@n2']");
    NO("item_unknown", "bo", "driver.add", "'from':'@gone','senses':['factor']");
    NO("item_withdrawn", "bo", "driver.add", "'from':'@n2','senses':['factor']");
    NO("not_yours", "cy", "driver.add", "'from':'@n1','senses':['factor']");
    NO("id_taken", "bo", "driver.add", "'id':'@n1','from':'@n1','senses':['factor']");
    NO("id_taken", "bo", "driver.add", "'item':'@n1'," AT "'senses':['factor']");
    NO("id_taken", "bo", "driver.add", "'id':'@d1','item':'@d1'," AT "'senses':['factor']");
    NO("place_missing", "bo", "driver.add", "'text':'Rain','senses':['factor']");
    NO("place_missing", "bo", "driver.add", "'text':'Rain','x':1,'senses':['factor']");
    NO("zone_unknown", "bo", "driver.add", AT "'zone':'@nowhere','senses':['factor']");
    NO("text_empty", "bo", "driver.add", "'x':0,'y':0,'senses':['factor']");
    NO("list_too_short", "bo", "driver.add", AT "'senses':[]");
    HOLDS("n1", "'text':'n1'");
    cr_assert_eq(board_count(b->journey, RECORD_TYPE_DRIVER), 0);
}

Test(drivers, a_journey_takes_so_many_and_no_more, .description = "B3")
{
    bench_fill(b, "driver", DRIVERS_PER_JOURNEY_MAX - 1, "'text':'x','senses':['factor'],'state':'active'");
    DONE("bo", "driver.add", AT "'senses':['factor']");
    NO("drivers_full", "bo", "driver.add", AT "'senses':['factor']");
    cr_assert_eq(b->outcome.refused.n, DRIVERS_PER_JOURNEY_MAX);
}

/* Fields of a driver: the sense they belong to, and whether it needs them. */
static const struct {
    const char *sense, *name, *field;
    bool needed;
} sense_rows[] = {
    { "motive", "level", "'level':'organisation'", true },
    { "motive", "lens", "'lens':'power'", false },
    { "motive", "holder", "'holder':'@bo'", false },
    { "force", "direction", "'direction':'restraining'", true },
    { "factor", "unit", "'unit':'euro'", false },
    { "factor", "movement", "'movement':'down'", false },
    { "trend", "surrounding", "'surrounding':'ecological'", true },
    { "trend", "source", "'source':'a report'", false },
    { "lever", "tier", "'tier':'idea'", true },
};
#define SENSE_ROWS (sizeof sense_rows / sizeof sense_rows[0])

/* The fields that a sense needs, beside one that is left out. */
static const char *needed_by(const char *sense, const char *beside)
{
    for (size_t i = 0; i < SENSE_ROWS; i++) {
        bool needs = sense_rows[i].needed && strcmp(sense_rows[i].sense, sense) == 0;
        if (needs && strcmp(sense_rows[i].name, beside) != 0)
            return arena_copy(&b->arena, bench_text(b, ",%s", sense_rows[i].field));
    }
    return "";
}

Test(drivers, each_sense_has_its_fields, .description = "B15")
{
    for (size_t i = 0; i < SENSE_ROWS; i++) {
        const char *sense = sense_rows[i].sense, *name = sense_rows[i].name;
        DONE("bo", "driver.add", AT "'senses':['%s'],%s%s", sense, sense_rows[i].field,
             needed_by(sense, name));
        HOLDS(bench_newest(b, RECORD_TYPE_DRIVER), "%s", sense_rows[i].field);
        const char *others = needed_by(sense, name);
        if (sense_rows[i].needed) {
            NO("sense_field_missing", "bo", "driver.add", AT "'senses':['%s']%s", sense, others);
            cr_assert_str_eq(b->outcome.refused.field, name);
        } else {
            DONE("bo", "driver.add", AT "'senses':['%s']%s", sense, others);
        }
    }
}

Test(drivers, a_field_without_its_sense_is_stray, .description = "B15")
{
    static const char *const senses[] = { "motive", "force", "factor", "trend", "lever" };
    driver("d1", "bo", "'senses':['factor']");
    for (size_t i = 0; i < SENSE_ROWS; i++) {
        for (size_t s = 0; s < sizeof senses / sizeof senses[0]; s++) {
            if (strcmp(senses[s], sense_rows[i].sense) == 0)
                continue;
            const char *needed = needed_by(senses[s], "");
            NO("sense_field_stray", "bo", "driver.add", AT "'senses':['%s'],%s%s", senses[s],
               sense_rows[i].field, needed);
            cr_assert_str_eq(b->outcome.refused.field, sense_rows[i].name);
            NO("sense_field_stray", "bo", "driver.sense_set", "'driver':'@d1','senses':['%s'],%s%s",
               senses[s], sense_rows[i].field, needed);
        }
    }
    HOLDS("d1", "'senses':['factor']");
}

Test(drivers, one_may_have_all_senses_at_once, .description = "B15")
{
    DONE("bo", "driver.add",
         "'id':'@d1'," AT
         "'senses':['motive','force','factor','trend','lever'],'level':'partnership','direction':'driving',"
         "'surrounding':'social','tier':'aim'");
    HOLDS("d1", "'senses':['motive','force','factor','trend','lever']");
    HOLDS("d1", "'holder':'@bo'");
    NO("list_too_long", "bo", "driver.add",
       AT "'senses':['factor','factor','factor','factor','factor','factor']");
}

Test(drivers, a_sense_that_goes_takes_its_fields_along, .description = "B15")
{
    driver(
        "d1", "bo",
        "'senses':['factor','trend'],'unit':'mm','movement':'up','surrounding':'social','source':'a book'");
    DONE("bo", "driver.sense_set", "'driver':'@d1','senses':['factor'],'movement':'down'");
    HOLDS("d1", "'senses':['factor']");
    HOLDS("d1", "'movement':'down'");
    LACKS("d1", "unit");
    LACKS("d1", "surrounding");
    LACKS("d1", "source");
    HOLDS("d1", "'text':'d1'");
}

Test(drivers, senses_are_set_by_whoever_made_it_and_facilitators, .description = "B4")
{
    driver("d1", "bo", "'senses':['factor']");
    NO("driver_unknown", "bo", "driver.sense_set", "'driver':'@gone','senses':['factor']");
    NO("driver_unknown", "bo", "driver.sense_set", "'driver':'@bo','senses':['factor']");
    NO("not_yours", "cy", "driver.sense_set", "'driver':'@d1','senses':['factor']");
    NO("sense_field_missing", "bo", "driver.sense_set", "'driver':'@d1','senses':['lever']");
    DONE("ada", "driver.sense_set", "'driver':'@d1','senses':['lever'],'tier':'aim'");
    HOLDS("d1", "'tier':'aim'");
}

Test(drivers, a_motive_is_changed_by_its_holder_only, .description = "B14")
{
    driver("d1", "cy", "'senses':['motive'],'level':'individual','holder':'@bo'");
    bench_put(
        b,
        "{'id':'@n1','type':'item','kind':'driver','driver':'@d1','x':0,'y':0,'z':1,'colour':'sun','by':'@cy',"
        "'state':'published'}");
    NO("holder_only", "ada", "item.edit", "'item':'@n1','text':'x'");
    NO("holder_only", "cy", "item.edit", "'item':'@n1','text':'x'");
    NO("holder_only", "ada", "driver.sense_set", "'driver':'@d1','senses':['factor']");
    HOLDS("d1", "'text':'d1'");
    DONE("bo", "item.edit", "'item':'@n1','text':'To be heard'");
    HOLDS("d1", "'text':'To be heard'");
    HOLDS("n1", "'edited_at':%lld", (long long)b->at);
    LACKS("n1", "'text'");
    DONE("bo", "driver.sense_set", "'driver':'@d1','senses':['motive'],'level':'partnership'");
    HOLDS("d1", "'holder':'@bo'");
}

Test(drivers, the_motive_of_a_group_is_changed_by_its_members, .description = "B14")
{
    bench_put(b, "{'id':'@school','type':'group','name':'School','colour':'sun'}");
    driver("d1", "cy", "'senses':['motive'],'level':'organisation','holder':'@school'");
    NO("holder_only", "bo", "driver.sense_set", "'driver':'@d1','senses':['factor']");
    DONE("bo", "person.regroup", "'group':'@school'");
    DONE("bo", "driver.sense_set", "'driver':'@d1','senses':['factor']");
    LACKS("d1", "holder");
}

Test(drivers, a_holder_is_a_person_or_a_group_of_the_journey)
{
    cast_note("n1", "bo");
    NO("holder_unknown", "bo", "driver.add",
       AT "'senses':['motive'],'level':'individual','holder':'@nobody'");
    NO("holder_unknown", "bo", "driver.add", AT "'senses':['motive'],'level':'individual','holder':'@n1'");
    driver("d1", "bo", "'senses':['factor']");
    NO("holder_unknown", "bo", "driver.sense_set",
       "'driver':'@d1','senses':['motive'],'level':'individual','holder':'@n1'");
    bench_put(b, "{'id':'@school','type':'group','name':'School','colour':'sun'}");
    DONE("bo", "driver.add", AT "'senses':['motive'],'level':'organisation','holder':'@school'");
}

Test(drivers, a_driver_that_is_made_a_motive_is_held_by_whoever_made_it, .description = "B14")
{
    driver("d1", "bo", "'senses':['factor']");
    DONE("ada", "driver.sense_set", "'driver':'@d1','senses':['motive'],'level':'individual'");
    HOLDS("d1", "'holder':'@bo'");
}

Test(drivers, a_sense_that_is_named_twice_counts_once, .description = "B15")
{
    DONE("bo", "driver.add", "'id':'@d1'," AT "'senses':['factor','factor']");
    HOLDS("d1", "'senses':['factor']");
}

Test(drivers, its_placement_moves_like_any_item)
{
    DONE("bo", "driver.add", "'item':'@n1'," AT "'senses':['motive'],'level':'individual'");
    NO("not_yours", "cy", "item.move", "'moves':[{'item':'@n1','x':9,'y':9}]");
    DONE("ada", "item.move", "'moves':[{'item':'@n1','x':9,'y':9}]");
    DONE("ada", "item.withdraw", "'items':['@n1']");
    cr_assert_eq(board_count(b->journey, RECORD_TYPE_DRIVER), 1, "the driver stays");
}
