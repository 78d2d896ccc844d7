#include <criterion/criterion.h>

#include "rig.h"

#include <kring/limits.h>

#include <stdio.h>

static struct rig rig;
static struct talk talk;

static void begin(void)
{
    rig_open(&rig);
    talk_begin(&talk, &rig, "192.0.2.1");
}

static void end(void)
{
    talk_end(&talk);
    rig_close(&rig);
}

TestSuite(session, .init = begin, .fini = end);

static void add_note(struct talk *to, int number)
{
    char text[160];
    (void)snprintf(text, sizeof text,
                   "{'m':'do','op':'op%020d','verb':'item.add','text':'Trust','x':%d,'y':0}", number, number);
    talk_say(to, text);
}

Test(session, says_welcome_first, .description = "N1")
{
    cr_assert(talk_said(&talk, "{'m':'welcome','protocol':1,'server':'kring test','now':"));
    cr_assert(talk_said(&talk, "'command_bytes_max':16384"));
    cr_assert_eq(talk_count(&talk, "'m':"), 1);
}

Test(session, lets_somebody_in_with_a_link, .description = "N1")
{
    talk_join(&talk);
    cr_assert(talk_said(&talk, "'m':'joined','stream':'@room'"));
    cr_assert(talk_said(&talk, "'role':'participant'"));
    add_note(&talk, 1);
    cr_assert_not(talk_said(&talk, "'m':'done'"), "nothing is acknowledged before it is durable");
    rig_settle(&rig);
    cr_assert(talk_said(&talk, "'m':'done','op':'op00000000000000000001'"));
}

Test(session, refuses_commands_before_joining, .description = "N1")
{
    add_note(&talk, 1);
    cr_assert(talk_said(&talk, "'m':'refused','op':'op00000000000000000001','code':'not_joined'"));
    cr_assert_eq(talk.close_code, 0);
}

Test(session, answers_what_it_cannot_understand_and_stays, .description = "N6")
{
    talk_join(&talk);
    talk_say(&talk, "no json");
    cr_assert(talk_said(&talk, "'m':'error','code':'json_invalid'"));
    talk_say(&talk, "{'m':'dance'}");
    cr_assert(talk_said(&talk, "'m':'error','code':'message_unknown'"));
    talk_say(&talk, "{'m':'do','op':'op00000000000000000007','verb':'item.explode'}");
    cr_assert(talk_said(&talk, "'m':'refused','op':'op00000000000000000007','code':'verb_unknown'"));
    cr_assert_eq(talk.close_code, 0);
    cr_assert_eq(rig.figures.refusals[REFUSAL_VERB_UNKNOWN], 1);
}

Test(session, answers_a_wrong_secret_and_a_room_that_is_not_there_alike, .description = "N2")
{
    talk_say(&talk, "{'m':'join','stream':'@room','key':'wrong-wrong-wrong','name':'Eve'}");
    rig_settle(&rig);
    cr_assert(talk_said(&talk, "'m':'refused','join':'@room','code':'room_unknown'"));
    cr_assert_eq(talk.close_code, 4003);
    struct talk other;
    talk_begin(&other, &rig, "192.0.2.1");
    talk_say(&other, "{'m':'join','stream':'abcdefghijklmnopqrstuv','key':'@P','name':'Eve'}");
    rig_settle(&rig);
    cr_assert(talk_said(&other, "'join':'abcdefghijklmnopqrstuv','code':'room_unknown'"));
    cr_assert_eq(other.close_code, 4003);
    talk_end(&other);
}

Test(session, counts_wrong_secrets_by_address, .description = "N2")
{
    struct talk guess;
    for (int i = 0; i < JOIN_FAILURES_PER_MINUTE; i++) {
        talk_begin(&guess, &rig, "192.0.2.66");
        talk_say(&guess, "{'m':'join','stream':'@room','key':'wrong-wrong-wrong','name':'Eve'}");
        rig_settle(&rig);
        cr_assert(talk_said(&guess, "room_unknown"));
        talk_end(&guess);
    }
    talk_begin(&guess, &rig, "192.0.2.66");
    talk_say(&guess, "{'m':'join','stream':'@room','key':'@P','name':'Eve'}");
    cr_assert(talk_said(&guess, "'code':'slow_down'"));
    cr_assert(talk_said(&guess, "'retry_ms':"));
    cr_assert_eq(guess.close_code, 1008);
    talk_end(&guess);
    talk_join(&talk); /* from elsewhere */
}

Test(session, forgets_wrong_secrets_in_time, .description = "N2")
{
    for (int i = 0; i <= JOIN_FAILURES_PER_MINUTE; i++)
        guard_count(rig.strangers, SPAN("192.0.2.1"), rig.steady_ms);
    rig_advance(&rig, 60000);
    struct talk again;
    talk_begin(&again, &rig, "192.0.2.1");
    talk_join(&again);
    talk_end(&again);
}

Test(session, holds_a_room_and_its_journey)
{
    char token[ID_LENGTH + 1];
    char text[200];
    talk_join(&talk);
    talk_token(&talk, token);
    (void)snprintf(text, sizeof text, "{'m':'join','stream':'@journey','resume':'%s'}", token);
    talk_say(&talk, text);
    rig_settle(&rig);
    cr_assert(talk_said(&talk, "'m':'joined','stream':'@journey'"));
    talk_clear(&talk);
    talk_say(&talk, "{'m':'join','stream':'abcdefghijklmnopqrstuv','key':'whatever-it-is'}");
    cr_assert(talk_said(&talk, "'join':'abcdefghijklmnopqrstuv','code':'joined_already'"));
    talk_say(&talk, "{'m':'join','stream':'@room','key':'@P','name':'Ada'}");
    cr_assert(talk_said(&talk, "'join':'@room','code':'joined_already'"));
    cr_assert_eq(talk.close_code, 0);
    add_note(&talk, 3);
    rig_settle(&rig);
    cr_assert(talk_said(&talk, "'m':'done'"), "an act without a stream is for the room");
}

Test(session, survives_a_failed_join_beside_a_good_one)
{
    talk_join(&talk);
    talk_say(&talk, "{'m':'join','stream':'@journey','resume':'not-a-token'}");
    rig_settle(&rig);
    cr_assert(talk_said(&talk, "'join':'@journey','code':'resume_unknown'"));
    cr_assert_eq(talk.close_code, 0);
    char token[ID_LENGTH + 1];
    char text[200];
    talk_token(&talk, token);
    (void)snprintf(text, sizeof text, "{'m':'join','stream':'@journey','resume':'%s'}", token);
    talk_say(&talk, text);
    rig_settle(&rig);
    cr_assert(talk_said(&talk, "'m':'joined','stream':'@journey'"), "its place is free again");
}

Test(session, closes_after_a_join_that_the_room_refuses)
{
    talk_say(&talk, "{'m':'join','stream':'@room','key':'@P','name':'Ada','group':'abcdefghijklmnopqrstuv'}");
    rig_settle(&rig);
    cr_assert(talk_said(&talk, "'code':'group_unknown'"));
    cr_assert_eq(talk.close_code, 4003);
}

Test(session, leaves_a_stream, .description = "N4")
{
    talk_join(&talk);
    talk_clear(&talk);
    talk_say(&talk, "{'m':'leave','stream':'@room'}");
    add_note(&talk, 1);
    cr_assert(talk_said(&talk, "not_joined"));
    talk_say(&talk, "{'m':'leave','stream':'@room'}");
    cr_assert(talk_said(&talk, "'m':'error','code':'not_joined'"));
    rig.steady_ms += HELLO_MS_MAX;
    session_check(talk.session);
    cr_assert_eq(talk.close_code, 1008, "the deadline runs again");
}

Test(session, closes_who_does_not_join, .description = "N4")
{
    rig.steady_ms += HELLO_MS_MAX - 1;
    session_check(talk.session);
    cr_assert_eq(talk.close_code, 0);
    rig.steady_ms += 1;
    session_check(talk.session);
    cr_assert_eq(talk.close_code, 1008);
}

Test(session, keeps_who_has_joined, .description = "N4")
{
    talk_join(&talk);
    rig_advance(&rig, 10LL * HELLO_MS_MAX);
    session_check(talk.session);
    cr_assert_eq(talk.close_code, 0);
}

Test(session, slows_down_a_flood_and_ends_one_that_goes_on, .description = "N3")
{
    talk_join(&talk);
    talk_clear(&talk);
    rig.steady_ms += 60000;
    for (int i = 0; i < COMMANDS_BURST + 1; i++)
        add_note(&talk, i);
    rig_settle(&rig);
    cr_assert_eq(talk_count(&talk, "'m':'done'"), COMMANDS_BURST);
    cr_assert_eq(talk_count(&talk, "'code':'slow_down'"), 1);
    cr_assert(talk_said(&talk, "'retry_ms':"));
    for (int i = 0; i < REFUSALS_BEFORE_CLOSE + 2 * COMMANDS_PER_SECOND && !talk.close_code; i++)
        add_note(&talk, 1000 + i);
    cr_assert_eq(talk.close_code, 1008);
}

Test(session, forgives_a_flood_after_a_minute, .description = "N3")
{
    talk_join(&talk);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < COMMANDS_BURST + REFUSALS_BEFORE_CLOSE - 1; i++)
            add_note(&talk, round * 1000 + i);
        cr_assert_eq(talk.close_code, 0);
        rig_advance(&rig, 61000);
    }
}

Test(session, counts_what_it_does_not_understand, .description = "N3")
{
    for (int i = 0; i < COMMANDS_BURST + REFUSALS_BEFORE_CLOSE + 1 && !talk.close_code; i++)
        talk_say(&talk, "{'m':'dance'}");
    cr_assert_eq(talk.close_code, 1008);
}

Test(session, drops_presence_in_silence, .description = "N3")
{
    struct talk other;
    talk_join(&talk);
    talk_begin(&other, &rig, "192.0.2.2");
    talk_join(&other);
    talk_clear(&talk);
    for (int i = 0; i < 500; i++)
        talk_say(&talk, "{'m':'here','x':1,'y':2}");
    cr_assert_eq(rig.figures.presence, 500);
    cr_assert_eq(rig.figures.presence_dropped, 500 - PRESENCE_PER_SECOND);
    rig_advance(&rig, 100);
    cr_assert_eq(talk.said.size, 0, "nobody is told");
    cr_assert_eq(talk.close_code, 0);
    cr_assert_geq(other.presence, 1);
    talk_end(&other);
}

Test(session, ends_a_flood_of_bytes, .description = "N3")
{
    for (int i = 0; i < 4 * BYTES_PER_SECOND / SESSION_MESSAGE_BYTES_MIN + 1 && !talk.close_code; i++)
        talk_say(&talk, "{'m':'here','x':1,'y':2}");
    cr_assert_eq(talk.close_code, 1008);
}

Test(session, takes_nothing_new_before_a_restart, .description = "N14")
{
    talk_join(&talk);
    rig.house.restarting = true;
    add_note(&talk, 1);
    rig_settle(&rig);
    cr_assert(talk_said(&talk, "'op':'op00000000000000000001','code':'restarting'"));
    struct talk late;
    talk_begin(&late, &rig, "192.0.2.2");
    talk_say(&late, "{'m':'join','stream':'@room','key':'@P','name':'Late'}");
    cr_assert(talk_said(&late, "'code':'restarting'"));
    cr_assert_eq(late.close_code, 1012);
    talk_end(&late);
    lobby_stop(rig.lobby, NOTICE_RESTARTING, CLOSE_RESTARTING);
    cr_assert(talk_said(&talk, "'m':'notice','code':'restarting'"));
    cr_assert_eq(talk.close_code, 1012);
}

Test(session, resumes_after_it_fell_behind, .description = "N5")
{
    char token[ID_LENGTH + 1];
    char text[200];
    struct talk other;
    talk_join(&talk);
    talk_token(&talk, token);
    talk_begin(&other, &rig, "192.0.2.2");
    talk_join(&other);
    session_leave(talk.session); /* the connection dropped frames */
    talk_clear(&talk);
    add_note(&other, 1);
    add_note(&talk, 2);
    rig_settle(&rig);
    cr_assert_eq(talk.said.size, 0, "what it asks before it knows is asked again later");
    rig_advance(&rig, 3LL * HELLO_MS_MAX);
    session_check(talk.session);
    cr_assert_eq(talk.close_code, 0, "no deadline runs before it was told");
    session_resync(talk.session);
    cr_assert(talk_said(&talk, "'m':'notice','code':'resync'"));
    (void)snprintf(text, sizeof text, "{'m':'join','stream':'@room','resume':'%s','have':3}", token);
    talk_say(&talk, text);
    rig_settle(&rig);
    cr_assert(talk_said(&talk, "'m':'joined'"));
    cr_assert_not(talk_said(&talk, "'records'"), "it goes on from what it has");
    cr_assert(talk_said(&talk, "'verb':'item.add'"));
    add_note(&talk, 2);
    rig_settle(&rig);
    cr_assert(talk_said(&talk, "'m':'done','op':'op00000000000000000002'"));
    talk_end(&other);
}

Test(session, hears_nothing_once_it_closes, .description = "N7")
{
    talk_join(&talk);
    session_close(talk.session, CLOSE_BINARY);
    cr_assert_eq(talk.close_code, 1003);
    talk_clear(&talk);
    add_note(&talk, 1);
    session_close(talk.session, CLOSE_TOO_LARGE);
    rig_settle(&rig);
    cr_assert_eq(talk.said.size, 0);
    cr_assert_eq(talk.close_code, 1003);
}
