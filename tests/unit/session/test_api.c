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
}

static void end(void)
{
    asking_forget(&asking);
    rig_close(&rig);
}

TestSuite(api, .init = begin, .fini = end);

/* A participant with a token and no connection. */
static void have_person(void)
{
    talk_begin(&talk, &rig, "192.0.2.1");
    talk_join(&talk);
    talk_token(&talk, token);
    talk_end(&talk);
}

static void again(void)
{
    asking_forget(&asking);
    asking = (struct asking){ .status = 0 };
}

/* ---- addresses */

Test(api, knows_its_addresses)
{
    cr_assert(api_owns(SPAN("/api/rooms")));
    cr_assert(api_owns(SPAN("/api")));
    cr_assert(api_owns(SPAN("/healthz")));
    cr_assert_not(api_owns(SPAN("/apiary")));
    cr_assert_not(api_owns(SPAN("/")));
    ask(&asking, &rig, "GET /api/nothing", "", NULL);
    cr_assert_eq(asking.status, 404);
    cr_assert(asking_holds(&asking, "application/problem+json"));
    cr_assert(asking_holds(&asking, "'code':'not_found'"));
}

Test(api, says_which_way_an_address_is_asked)
{
    ask(&asking, &rig, "GET /api/journeys", "", NULL);
    cr_assert_eq(asking.status, 405);
    cr_assert(asking_holds(&asking, "Allow: POST"));
    again();
    ask(&asking, &rig, "DELETE /api/rooms/@room", "@F", NULL);
    cr_assert_eq(asking.status, 405);
    cr_assert(asking_holds(&asking, "Allow: GET, HEAD"));
}

Test(api, tells_problems_in_the_language_that_was_asked_for)
{
    asking.exchange.request.accept_language = SPAN("nl-BE, en;q=0.5");
    ask(&asking, &rig, "GET /api/nothing", "", NULL);
    cr_assert(asking_holds(&asking, "Op dit adres is niets."));
    cr_assert(asking_holds(&asking, "Content-Language: nl"));
    again();
    asking.exchange.request.accept_language = SPAN("de, nl;q=0.2, en;q=0.8");
    ask(&asking, &rig, "GET /api/nothing", "", NULL);
    cr_assert(asking_holds(&asking, "There is nothing at this address."));
}

Test(api, takes_nothing_from_pages_of_other_sites, .description = "N8")
{
    asking.exchange.request.foreign = true;
    ask(&asking, &rig, "POST /api/journeys", "", "{'title':'Mine'}");
    cr_assert_eq(asking.status, 403);
    cr_assert(asking_holds(&asking, "origin_not_allowed"));
}

/* ---- making */

Test(api, makes_a_journey)
{
    ask_settled(&asking, &rig, "POST /api/journeys", "",
                "{'title':'Ports','language':'nl','purpose':'To agree','question':'What binds us?',"
                "'groups':['Crews','Owners'],'policy':{'min_group':4}}");
    cr_assert_eq(asking.status, 201);
    cr_assert(asking_holds(&asking, "'links':{'facilitator':'https://kring.example/r/"));
    char room[64] = "GET /api/rooms/";
    char secret[ID_LENGTH + 1] = "";
    const char *link = memmem(asking.body.data, asking.body.size, "/r/", 3);
    memcpy(room + 15, link + 3, ID_LENGTH);
    memcpy(secret, link + 3 + ID_LENGTH + 1, ID_LENGTH);
    again();
    ask_settled(&asking, &rig, room, secret, NULL);
    cr_assert_eq(asking.status, 200);
    cr_assert(asking_holds(&asking,
                           "'question':'What binds us?','language':'nl','role':'facilitator','min_group':4"));
    cr_assert(asking_holds(&asking, "'name':'Crews'"));
    cr_assert(asking_holds(&asking, "'people':0}"));
}

Test(api, reads_a_plan_strictly)
{
    static const struct {
        const char *body, *code;
    } plans[] = {
        { "{'title':'A','titel':'B'}", "field_unknown" },
        { "{}", "field_missing" },
        { "{'title':5}", "field_wrong_type" },
        { "{'title':' '}", "text_empty" },
        { "{'title':'A','title':'B'}", "json_invalid" },
        { "{'title':'A','language':'fr'}", "field_not_allowed" },
        { "{'title':'A','policy':{'min_group':2}}", "number_out_of_range" },
        { "{'title':'A','method':'no-such-method'}", "method_unknown" },
        { "[]", "field_wrong_type" },
        { "", "json_invalid" },
    };
    for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
        ask_settled(&asking, &rig, "POST /api/journeys", "", plans[i].body);
        cr_assert(asking.status == 400 || asking.status == 404, "%s: %d", plans[i].body, asking.status);
        cr_assert(asking_holds(&asking, plans[i].code), "%s: %.*s", plans[i].body, (int)asking.body.size,
                  asking.body.data);
        again();
    }
}

Test(api, lets_strangers_make_nothing, .description = "N11")
{
    asking.exchange.request.address = SPAN("192.0.2.7");
    ask_settled(&asking, &rig, "POST /api/journeys", "", "{'title':'Mine'}");
    cr_assert_eq(asking.status, 403);
    cr_assert(asking_holds(&asking, "making_not_allowed"));
    again();
    asking.exchange.request.address = SPAN("192.0.2.7");
    ask_settled(&asking, &rig, "POST /api/journeys", "not the token", "{'title':'Mine'}");
    cr_assert_eq(asking.status, 403);
    again();
    asking.exchange.request.address = SPAN("192.0.2.7");
    ask_settled(&asking, &rig, "POST /api/journeys", "operator-token", "{'title':'Mine'}");
    cr_assert_eq(asking.status, 201);
}

Test(api, makes_a_further_room_for_facilitators_only)
{
    ask_settled(&asking, &rig, "POST /api/journeys/@journey/rooms", "@P", "{'title':'Second'}");
    cr_assert_eq(asking.status, 403);
    cr_assert(asking_holds(&asking, "role_not_allowed"));
    again();
    ask_settled(&asking, &rig, "POST /api/journeys/@journey/rooms", "@F", "{'title':'Second'}");
    cr_assert_eq(asking.status, 201);
    again();
    ask_settled(&asking, &rig, "GET /api/journeys/@journey", "@O", NULL);
    cr_assert_eq(asking.status, 200);
    cr_assert(asking_holds(&asking, "'role':'observer'"));
    cr_assert(asking_holds(&asking, "'title':'Second'"));
}

/* ---- who asks */

Test(api, needs_a_secret_in_the_header, .description = "N11")
{
    ask_settled(&asking, &rig, "GET /api/rooms/@room", "", NULL);
    cr_assert_eq(asking.status, 401);
    cr_assert(asking_holds(&asking, "WWW-Authenticate: Bearer"));
    again();
    ask_settled(&asking, &rig, "GET /api/rooms/@room?key=@F", "", NULL);
    cr_assert_eq(asking.status, 401);
}

Test(api, answers_a_wrong_secret_and_a_room_that_is_not_there_alike, .description = "N2")
{
    static const struct {
        const char *request, *bearer;
    } wrong[] = {
        { "GET /api/rooms/@room", "wrong" },
        { "GET /api/rooms/abcdefghijklmnopqrstuv", "wrong" },
        { "GET /api/rooms/abcdefghijklmnopqrstuv", "@F" },
        { "GET /api/rooms/@room/events", "wrong" },
        { "GET /api/rooms/@room/snapshot", "wrong" },
        { "GET /api/rooms/@room",
          "a secret that is far longer than any secret of this server could ever be, so it is none" },
    };
    struct buffer first;
    buffer_init(&first);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ask_settled(&asking, &rig, wrong[i].request, wrong[i].bearer, NULL);
        cr_assert_eq(asking.status, 404);
        if (i == 0)
            buffer_add(&first, buffer_view(&asking.body));
        cr_assert(span_equal(buffer_view(&first), buffer_view(&asking.body)));
        again();
    }
    buffer_finish(&first);
}

Test(api, counts_wrong_secrets_by_address, .description = "N2")
{
    for (int i = 0; i < JOIN_FAILURES_PER_MINUTE; i++) {
        ask_settled(&asking, &rig, "GET /api/rooms/@room", "wrong", NULL);
        cr_assert_eq(asking.status, 404);
        again();
    }
    ask_settled(&asking, &rig, "GET /api/rooms/@room", "@F", NULL);
    cr_assert_eq(asking.status, 429);
    cr_assert(asking_holds(&asking, "Retry-After: "));
    again();
    asking.exchange.request.address = SPAN("192.0.2.7");
    ask_settled(&asking, &rig, "GET /api/rooms/@room", "@F", NULL);
    cr_assert_eq(asking.status, 200);
}

/* ---- what a room is */

Test(api, tells_only_what_is_durable, .description = "N12")
{
    ask(&asking, &rig, "GET /api/rooms/@room", "@F", NULL);
    cr_assert_not(asking.ended);
    rig_settle(&rig);
    cr_assert(asking.ended);
    cr_assert(asking_holds(&asking, "'title':'A journey'"));
}

Test(api, shows_a_snapshot_of_now_and_of_then, .description = "N12")
{
    have_person();
    ask_settled(&asking, &rig, "GET /api/rooms/@room/snapshot", "@O", NULL);
    cr_assert_eq(asking.status, 200);
    cr_assert(asking_holds(&asking, "{'seq':2,'records':["));
    cr_assert(asking_holds(&asking, "'type':'seat'"));
    again();
    ask_settled(&asking, &rig, "GET /api/rooms/@room/snapshot?at=1", "@O", NULL);
    cr_assert(asking_holds(&asking, "{'seq':1,'records':["));
    cr_assert_not(asking_holds(&asking, "'type':'seat'"));
    again();
    ask_settled(&asking, &rig, "GET /api/rooms/@room/snapshot?at=0", "@O", NULL);
    cr_assert(asking_holds(&asking, "{'seq':0,'records':[]}"));
    again();
    ask_settled(&asking, &rig, "GET /api/rooms/@room/snapshot?at=two", "@O", NULL);
    cr_assert_eq(asking.status, 400);
    cr_assert(asking_holds(&asking, "number_out_of_range"));
}

Test(api, bounds_the_snapshots_of_the_past, .description = "N12")
{
    have_person();
    struct asking many[REPLAYS_MAX + 1] = { 0 };
    for (int i = 0; i < REPLAYS_MAX + 1; i++)
        ask(&many[i], &rig, "GET /api/rooms/@room/snapshot?at=1", "@O", NULL);
    rig_settle(&rig);
    int busy = 0;
    for (int i = 0; i < REPLAYS_MAX + 1; i++) {
        cr_assert(many[i].ended);
        busy += many[i].status == 503;
        asking_forget(&many[i]);
    }
    cr_assert_eq(busy, 1);
    ask_settled(&asking, &rig, "GET /api/rooms/@room/snapshot?at=1", "@O", NULL);
    cr_assert_eq(asking.status, 200);
}

/* ---- commands */

#define NOTE(op) "{'op':'op" op "','verb':'item.add','text':'Trust','x':1,'y':2}"

Test(api, does_commands_and_answers_when_they_are_durable, .description = "N13")
{
    have_person();
    ask(&asking, &rig, "POST /api/rooms/@room/do", token,
        "[" NOTE("00000000000000000001") ",{'op':'op00000000000000000002','verb':'item.explode'}," NOTE(
            "00000000000000000001") "]");
    cr_assert_not(asking.ended);
    rig_settle(&rig);
    cr_assert_eq(asking.status, 200);
    cr_assert(asking_holds(&asking, "{'results':[{'op':'op00000000000000000001','seq':3},"
                                    "{'op':'op00000000000000000002','code':'verb_unknown','text':{'en':"));
    cr_assert(asking_holds(&asking, ",{'op':'op00000000000000000001','seq':3}]}"),
              "the same op, the same answer");
}

Test(api, needs_a_person_for_a_command, .description = "N13")
{
    ask_settled(&asking, &rig, "POST /api/rooms/@room/do", "@F", NOTE("00000000000000000001"));
    cr_assert_eq(asking.status, 409);
    cr_assert(asking_holds(&asking, "not_joined"));
}

Test(api, refuses_a_body_that_is_no_command, .description = "N13")
{
    have_person();
    ask_settled(&asking, &rig, "POST /api/rooms/@room/do", token, "nothing");
    cr_assert_eq(asking.status, 400);
    cr_assert(asking_holds(&asking, "json_invalid"));
}

Test(api, slows_down_a_person_who_floods, .description = "N3, N13")
{
    have_person();
    struct buffer body;
    buffer_init(&body);
    for (int i = 0; i < COMMANDS_BURST + 5; i++) {
        char text[128];
        (void)snprintf(text, sizeof text, "%s{'op':'op%020d','verb':'item.add','text':'T','x':1,'y':2}",
                       i == 0 ? "[" : ",", i);
        buffer_add_text(&body, text);
    }
    buffer_add_text(&body, "]");
    buffer_add_byte(&body, '\0');
    ask_settled(&asking, &rig, "POST /api/rooms/@room/do", token, body.data);
    cr_assert_eq(asking.status, 200);
    cr_assert(asking_holds(&asking, "'code':'slow_down'"));
    cr_assert_eq(rig.figures.refusals[REFUSAL_SLOW_DOWN], 5);
    buffer_finish(&body);
}

Test(api, survives_that_nobody_waits_any_more, .description = "N13")
{
    have_person();
    ask(&asking, &rig, "POST /api/rooms/@room/do", token, "[" NOTE("00000000000000000001") "]");
    memory_engine_step(rig.engine); /* it is known who asks, and the command is on its way */
    asking_forget(&asking);
    rig_settle(&rig);
    asking = (struct asking){ .status = 0 };
    ask_settled(&asking, &rig, "GET /api/rooms/@room/events?after=2", "@O", NULL);
    cr_assert(asking_holds(&asking, "'verb':'item.add'"), "it is done all the same");
}

/* ---- the server itself */

Test(api, tells_methods_and_limits)
{
    ask(&asking, &rig, "GET /api/methods", "", NULL);
    cr_assert_eq(asking.status, 200);
    cr_assert(asking_holds(&asking, "'phases':") || asking_holds(&asking, "'phases'"));
    again();
    ask(&asking, &rig, "GET /api/limits", "", NULL);
    cr_assert(asking_holds(&asking, "'command_bytes_max':{'value':16384,'unit':'bytes'}"));
}

Test(api, is_ready_or_says_why_not)
{
    ask(&asking, &rig, "GET /readyz", "", NULL);
    cr_assert_eq(asking.status, 200);
    again();
    rig.ready = false;
    ask(&asking, &rig, "GET /readyz", "", NULL);
    cr_assert_eq(asking.status, 503);
    cr_assert(asking_holds(&asking, "read_only"));
    again();
    ask(&asking, &rig, "GET /healthz", "", NULL);
    cr_assert_eq(asking.status, 200);
}

Test(api, tells_figures_to_the_operator_only)
{
    ask(&asking, &rig, "GET /metrics", "", NULL);
    cr_assert_eq(asking.status, 200);
    cr_assert(asking_holds(&asking, "application/openmetrics-text"));
    cr_assert(asking_holds(&asking, "kring_requests_total 1\n"));
    cr_assert(asking_holds(&asking, "# EOF\n"));
    again();
    asking.exchange.request.address = SPAN("192.0.2.7");
    ask(&asking, &rig, "GET /metrics", "", NULL);
    cr_assert_eq(asking.status, 401);
}
