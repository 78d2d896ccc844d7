#include <criterion/criterion.h>

#include "rig.h"

#include <kring/limits.h>

#include <stdio.h>

static struct rig rig;
static struct asking asking;
static struct talk talk;
static char token[ID_LENGTH + 1];

static void begin(void)
{
    rig_open(&rig);
    talk_begin(&talk, &rig, "192.0.2.1");
    talk_join(&talk);
    talk_token(&talk, token);
}

static void end(void)
{
    asking_forget(&asking);
    talk_end(&talk);
    rig_close(&rig);
}

TestSuite(log, .init = begin, .fini = end);

static void again(void)
{
    asking_forget(&asking);
    asking = (struct asking){ .status = 0 };
}

static void add_notes(int first, int count)
{
    for (int i = first; i < first + count; i++) {
        char text[160];
        (void)snprintf(text, sizeof text,
                       "{'m':'do','op':'op%020d','verb':'item.add','text':'Trust','x':%d,'y':0}", i, i);
        talk_say(&talk, text);
        if (i % 50 == 49)
            rig_advance(&rig, 10000);
    }
    rig_advance(&rig, 10000);
}

static size_t lines(void)
{
    size_t count = 0;
    for (size_t i = 0; i < asking.body.size; i++)
        count += asking.body.data[i] == '\n';
    return count;
}

Test(log, is_told_as_lines, .description = "N12")
{
    add_notes(1, 3);
    ask_settled(&asking, &rig, "GET /api/rooms/@room/events", "@O", NULL);
    cr_assert_eq(asking.status, 200);
    cr_assert(asking_holds(&asking, "application/x-ndjson"));
    cr_assert_eq(lines(), 5);
    cr_assert(asking_holds(&asking, "{'seq':1,"));
    cr_assert(asking_holds(&asking, "{'seq':5,"));
}

Test(log, begins_and_ends_where_it_is_asked_to, .description = "N12")
{
    add_notes(1, 6);
    ask_settled(&asking, &rig, "GET /api/rooms/@room/events?after=3&limit=2", "@O", NULL);
    cr_assert_eq(lines(), 2);
    cr_assert(asking_holds(&asking, "{'seq':4,"));
    cr_assert(asking_holds(&asking, "{'seq':5,"));
    again();
    ask_settled(&asking, &rig, "GET /api/rooms/@room/events?after=900", "@O", NULL);
    cr_assert_eq(asking.status, 200);
    cr_assert_eq(lines(), 0);
    again();
    ask_settled(&asking, &rig, "GET /api/rooms/@room/events?after=-1", "@O", NULL);
    cr_assert_eq(asking.status, 400);
}

Test(log, shows_an_op_to_its_author_only, .description = "N12")
{
    add_notes(1, 1);
    ask_settled(&asking, &rig, "GET /api/rooms/@room/events", token, NULL);
    cr_assert(asking_holds(&asking, "'op':'op00000000000000000001'"));
    again();
    ask_settled(&asking, &rig, "GET /api/rooms/@room/events", "@F", NULL);
    cr_assert(asking_holds(&asking, "'verb':'item.add'"));
    cr_assert_not(asking_holds(&asking, "op0000"));
}

Test(log, waits_for_a_slow_reader, .description = "N5")
{
    add_notes(1, 600);
    ask(&asking, &rig, "GET /api/rooms/@room/events", "@O", NULL);
    rig_settle(&rig);
    size_t first = lines();
    cr_assert_eq(first, 500, "one page");
    rig_settle(&rig);
    cr_assert_eq(lines(), first, "and no more before it has left");
    api_drained(&asking.exchange);
    rig_settle(&rig);
    cr_assert_eq(lines(), 602);
    api_drained(&asking.exchange);
    cr_assert(asking.ended);
}

Test(log, tells_changes_of_what_is_gone_since, .description = "N12")
{
    talk_say(
        &talk,
        "[{'m':'do','op':'op00000000000000000001','verb':'item.add','id':'item000000000000000001','text':'A','x':0,"
        "'y':0},{'m':'do','op':'op00000000000000000002','verb':'item.add','id':'item000000000000000002','text':'B',"
        "'x':9,'y':9},{'m':'do','op':'op00000000000000000003','verb':'link.add','id':'link000000000000000001',"
        "'from':'item000000000000000001','to':'item000000000000000002','kind':'relates'},"
        "{'m':'do','op':'op00000000000000000004','verb':'link.change','link':'link000000000000000001',"
        "'kind':'plus'},{'m':'do','op':'op00000000000000000005','verb':'link.remove',"
        "'link':'link000000000000000001'}]");
    rig_settle(&rig);
    /* Behind the event that made the link: its type is on no board any more. */
    ask_settled(&asking, &rig, "GET /api/rooms/@room/events?after=5", "@O", NULL);
    cr_assert_eq(asking.status, 200);
    cr_assert_eq(lines(), 2, "%.*s", (int)asking.body.size, asking.body.data);
    cr_assert(asking_holds(&asking, "['patch','link000000000000000001',{'kind':'plus'"));
    cr_assert(asking_holds(&asking, "['drop','link000000000000000001']"));
}

Test(log, of_a_journey_is_told_too, .description = "N12")
{
    ask_settled(&asking, &rig, "GET /api/journeys/@journey/events", "@F", NULL);
    cr_assert_eq(asking.status, 200);
    cr_assert(asking_holds(&asking, "'verb':'journey.open'"));
    cr_assert(asking_holds(&asking, "'type':'person'"));
}

Test(log, is_exported_as_a_file)
{
    ask_settled(&asking, &rig, "GET /api/rooms/@room/export/ndjson", "@F", NULL);
    cr_assert_eq(asking.status, 200);
    cr_assert(asking_holds(&asking, "Content-Disposition: attachment"));
    cr_assert_eq(lines(), 2);
    again();
    ask_settled(&asking, &rig, "GET /api/rooms/@room/export/docx", "@F", NULL);
    cr_assert_eq(asking.status, 404);
    cr_assert(asking_holds(&asking, "format_unknown"));
}

Test(log, has_only_a_head_when_that_was_asked)
{
    ask_settled(&asking, &rig, "HEAD /api/rooms/@room/events", "@F", NULL);
    cr_assert_eq(asking.status, 200);
    cr_assert(asking.ended);
    cr_assert_eq(asking.body.size, 0);
}

static void follow(const char *request)
{
    asking.exchange.request.accept = SPAN("text/event-stream");
    ask(&asking, &rig, request, "@O", NULL);
    for (int i = 0; i < 3; i++) {
        rig_settle(&rig);
        api_drained(&asking.exchange);
    }
}

static void pass_time(int64_t ms)
{
    for (int64_t passed = 0; passed < ms; passed += 250) {
        rig.steady_ms += 250;
        api_tick(rig.api);
        rig_settle(&rig);
        api_drained(&asking.exchange);
    }
}

Test(log, is_followed_live, .description = "N12")
{
    follow("GET /api/rooms/@room/events");
    cr_assert_eq(asking.status, 200);
    cr_assert(asking_holds(&asking, "text/event-stream"));
    cr_assert(asking_holds(&asking, "id: 2\ndata: {'seq':2,"));
    cr_assert_not(asking.ended);
    add_notes(1, 1);
    pass_time(1000);
    cr_assert(asking_holds(&asking, "id: 3\ndata: {'seq':3,"));
    pass_time(20000);
    cr_assert(asking_holds(&asking, ": still here\n\n"));
    cr_assert_not(asking.ended);
    api_stop(rig.api);
    cr_assert(asking.ended);
}

Test(log, is_followed_from_the_last_event_that_was_had, .description = "N12")
{
    asking.exchange.request.last_event_id = SPAN("1");
    follow("GET /api/rooms/@room/events");
    cr_assert_not(asking_holds(&asking, "id: 1\n"));
    cr_assert(asking_holds(&asking, "id: 2\n"));
}

Test(log, forgets_a_follower_who_is_gone)
{
    follow("GET /api/rooms/@room/events");
    rig.steady_ms += 1000;
    api_tick(rig.api);
    asking_forget(&asking);
    rig_settle(&rig);
    api_tick(rig.api);
    asking = (struct asking){ .status = 0 };
}
