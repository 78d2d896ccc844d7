/* Who may: role, phase and level must all allow (INV13). The tables of the catalogue say what; these tests go over all of them. */
#include "cast.h"

#include <stdio.h>

CAST(rights);

static struct scene scene(void)
{
    return (struct scene){ .journey = b->journey, .room = b->room };
}

Test(rights, a_role_that_may_not_is_told_so, .description = "B11")
{
    static const struct value nothing[32];
    static const char *const people[] = { "ada", "bo", "oz" };
    int told = 0;
    for (enum verb verb = 0; verb < VERB_COMMANDS; verb++) {
        for (enum role role = 0; role < ROLE_COUNT; role++) {
            if (verb_infos[verb].roles & (1u << role))
                continue;
            const struct command command = {
                .verb = verb, .role = role, .by = id_word(people[role]), .fields = nothing
            };
            struct scene here = scene();
            decide(&here, &command, &b->ids, &b->arena, &b->outcome);
            cr_assert_eq(b->outcome.refused.code, REFUSAL_ROLE_NOT_ALLOWED, "%s", verb_infos[verb].name);
            cr_assert_eq(b->outcome.refused.filter, FILTER_ROLE);
            cr_assert_not(may_use(&here, verb, role));
            told++;
        }
        struct scene here = scene();
        cr_assert(may_use(&here, verb, ROLE_FACILITATOR), "%s", verb_infos[verb].name);
    }
    cr_assert_geq(told, VERB_COMMANDS);
}

Test(rights, observers_only_speak_for_themselves, .description = "B11")
{
    struct scene here = scene();
    for (enum verb verb = 0; verb < VERB_COMMANDS; verb++) {
        bool own = verb == VERB_PERSON_REGROUP || verb == VERB_PERSON_RENAME;
        cr_assert_eq(may_use(&here, verb, ROLE_OBSERVER), own, "%s", verb_infos[verb].name);
    }
    NO("role_not_allowed", "oz", "item.add", "'text':'x','x':0,'y':0");
    cr_assert_eq(b->outcome.refused.filter, FILTER_ROLE);
}

Test(rights, a_phase_gives_each_right_by_itself, .description = "B11")
{
    static const struct {
        const char *right;
        enum verb verb;
    } rows[] = {
        { "write", VERB_ITEM_ADD },   { "write", VERB_ITEM_EDIT },        { "write", VERB_ITEM_RECOLOUR },
        { "write", VERB_DRIVER_ADD }, { "move_own", VERB_ITEM_MOVE },     { "move_any", VERB_ITEM_MOVE },
        { "connect", VERB_LINK_ADD }, { "connect", VERB_LINK_CHANGE },    { "connect", VERB_LINK_REMOVE },
        { "vote", VERB_VOTE_CAST },   { "write", VERB_DRIVER_SENSE_SET },
    };
    char id[] = "pa", may[40];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct scene here = scene();
        id[1] = (char)('a' + 2 * i);
        cast_phase(id, "clarify", "open", "named", "'ask'");
        cr_assert_not(may_use(&here, rows[i].verb, ROLE_PARTICIPANT), "%s", rows[i].right);
        id[1] = (char)('b' + 2 * i);
        (void)snprintf(may, sizeof may, "'%s'", rows[i].right);
        cast_phase(id, "clarify", "open", "named", may);
        cr_assert(may_use(&here, rows[i].verb, ROLE_PARTICIPANT), "%s", rows[i].right);
    }
}

Test(rights, a_phase_that_says_no_is_told, .description = "B11")
{
    cast_note("n1", "bo");
    cast_phase("quiet", "clarify", "open", "named", "'ask'");
    NO("phase_not_allowed", "bo", "item.add", "'text':'x','x':0,'y':0");
    cr_assert_eq(b->outcome.refused.filter, FILTER_PHASE);
    NO("phase_not_allowed", "bo", "item.edit", "'item':'@n1','text':'x'");
    NO("phase_not_allowed", "bo", "link.add", "'from':'@n1','to':'@n1','kind':'plus'");
    NO("phase_not_allowed", "bo", "vote.cast", "'round':'@r','option':'@n1','dots':1");
    DONE("bo", "item.withdraw", "'items':['@n1']");
    DONE("bo", "item.restore", "'items':['@n1']");
    DONE("ada", "item.edit", "'item':'@n1','text':'facilitators keep their hands'");
    NO("phase_not_allowed", "ada", "vote.cast", "'round':'@r','option':'@n1','dots':1");
}

Test(rights, without_a_phase_nothing_is_written_but_by_facilitators, .description = "B11")
{
    bench_put(
        b,
        "{'id':'@room','type':'room','journey':'@journey','title':'x','language':'en','state':'open','opened_at':1}");
    NO("phase_not_allowed", "bo", "item.add", "'text':'x','x':0,'y':0");
    DONE("ada", "item.add", "'text':'x','x':0,'y':0");
    DONE("bo", "person.rename", "'name':'Bob'");
}

Test(rights, a_phase_may_open_what_others_made_to_everybody, .description = "B4")
{
    cast_note("n1", "bo");
    cast_phase("own", "organise", "open", "named", "'move_own'");
    NO("not_yours", "cy", "item.move", "'moves':[{'item':'@n1','x':1,'y':1}]");
    DONE("bo", "item.move", "'moves':[{'item':'@n1','x':1,'y':1}]");
    cast_phase("any", "organise", "open", "named", "'move_any'");
    DONE("cy", "item.move", "'moves':[{'item':'@n1','x':2,'y':2}]");
    HOLDS("n1", "'x':2");
}

Test(rights, a_paused_or_ended_room_is_only_steered, .description = "B12")
{
    static const char *const states[] = { "paused", "ended" };
    static const char *const codes[] = { "room_paused", "room_ended" };
    cast_note("n1", "bo");
    for (int i = 0; i < 2; i++) {
        bench_put(
            b,
            "{'id':'@room','type':'room','journey':'@journey','title':'x','language':'en','state':'%s','phase':'%s',"
            "'opened_at':1}",
            states[i], bench_newest(b, RECORD_TYPE_PHASE));
        NO(codes[i], "bo", "item.add", "'text':'x','x':0,'y':0");
        NO(codes[i], "ada", "item.add", "'text':'x','x':0,'y':0");
        NO(codes[i], "bo", "item.withdraw", "'items':['@n1']");
        DONE("ada", "room.rename", "'title':'%s'", states[i]);
    }
}
