/* Phases, and those in which everybody writes for themselves (domain 2.7). */
#include "cast.h"

#include <kring/limits.h>

CAST(sealed);

static void seal(const char *attribution)
{
    cast_phase("quiet", "generate", "sealed", attribution, "'write'");
    bench_put(
        b,
        "{'id':'@after','type':'phase','key':'after','place':2,'name':{'en':'x','nl':'x'},'pattern':'organise',"
        "'minutes':5,'write':'open','attribution':'named','grouping':'all','may':['write','connect'],'zones':[],"
        "'state':'queued'}");
}

static void card(const char *person, const char *id, const char *text)
{
    DONE(person, "item.add", "'id':'@%s','text':'%s','x':0,'y':0", id, text);
}

/* The published item with that text, as JSON, or "none". */
static const char *revealed(const char *text)
{
    const struct record *item;
    for (size_t cursor = 0; (item = board_next(b->room, RECORD_TYPE_ITEM, &cursor)) != NULL;) {
        if (span_is(value_text(&item->fields[ITEM_TEXT]), text)) {
            struct id id = record_id(item);
            return bench_show(b, id.text);
        }
    }
    return "none";
}

Test(sealed, a_phase_starts_and_the_one_before_ends)
{
    cast_phase("one", "clarify", "open", "named", "'write'");
    HOLDS("one", "'state':'running'");
    HOLDS("room", "'phase':'@one'");
    cast_phase("two", "clarify", "open", "named", "'write'");
    HOLDS("one", "'state':'done'");
    HOLDS("one", "'ended_at':%lld", (long long)b->at);
    HOLDS("two", "'started_at':%lld,'state':'running'", (long long)b->at);
    NO("phase_running", "ada", "phase.start", "'phase':'@two'");
    NO("phase_unknown", "ada", "phase.start", "'phase':'@bo'");
    DONE("ada", "phase.start", "'phase':'@one'");
    HOLDS("one", "'state':'running'");
    LACKS("one", "ended_at");
}

Test(sealed, a_phase_that_asks_the_rooms_question_waits_for_one)
{
    bench_put(
        b,
        "{'id':'@z1','type':'zone','kind':'free','ask':{'en':'[the question]','nl':'[de vraag]'},'x':0,'y':0,'w':9,"
        "'h':9,'accepts':[]}");
    bench_put(
        b, "{'id':'@asks','type':'phase','key':'asks','place':1,'name':{'en':'x','nl':'x'},'pattern':'open',"
           "'minutes':5,'write':'open','attribution':'named','grouping':'all','may':[],'zones':['@z1'],"
           "'state':'queued'}");
    NO("question_missing", "ada", "phase.start", "'phase':'@asks'");
    DONE("ada", "room.rename", "'question':'What now?'");
    DONE("ada", "phase.start", "'phase':'@asks'");
}

Test(sealed, no_phase_starts_while_a_vote_is_open, .description = "V12")
{
    cast_note("n1", "bo");
    cast_note("n2", "bo");
    cast_phase("one", "clarify", "open", "named", "'vote'");
    bench_put(
        b,
        "{'id':'@two','type':'phase','key':'two','place':2,'name':{'en':'x','nl':'x'},'pattern':'open','minutes':5,"
        "'write':'open','attribution':'named','grouping':'all','may':[],'zones':[],'state':'queued'}");
    DONE("ada", "vote.open", "'options':['@n1','@n2']");
    NO("round_open", "ada", "phase.start", "'phase':'@two'");
    DONE("ada", "vote.close", "'round':'%s'", bench_newest(b, RECORD_TYPE_ROUND));
    DONE("ada", "phase.start", "'phase':'@two'");
}

Test(sealed, a_card_is_a_draft_and_in_no_log, .description = "S1")
{
    seal("anonymous");
    size_t before = b->log_count;
    card("bo", "c1", "nobody shall know");
    cr_assert_not(b->outcome.has_room);
    cr_assert_eq(b->log_count, before);
    cr_assert_eq(board_count(b->room, RECORD_TYPE_ITEM), 0);
    cr_assert(strstr(bench_draft(b, "quiet", "bo", "c1"), "\"state\":\"sealed\""));
    NO("id_taken", "bo", "item.add", "'id':'@c1','text':'x','x':0,'y':0");
}

Test(sealed, only_its_writer_can_change_a_card, .description = "S2")
{
    seal("anonymous");
    card("bo", "c1", "mine");
    NO("item_unknown", "cy", "item.edit", "'item':'@c1','text':'x'");
    NO("item_unknown", "ada", "item.edit", "'item':'@c1','text':'x'");
    NO("item_unknown", "ada", "item.move", "'moves':[{'item':'@c1','x':1,'y':1}]");
    NO("item_unknown", "ada", "item.recolour", "'items':['@c1'],'colour':'sky'");
    NO("item_unknown", "ada", "item.withdraw", "'items':['@c1']");
    NO("item_unknown", "ada", "link.add", "'from':'@c1','to':'@c1','kind':'plus'");
    DONE("bo", "item.edit", "'item':'@c1','text':'mine, better'");
    cr_assert_not(b->outcome.has_room);
    NO("phase_not_allowed", "bo", "item.move", "'moves':[{'item':'@c1','x':1,'y':1}]");
    DONE("bo", "item.recolour", "'items':['@c1'],'colour':'sky'");
    const char *draft = bench_draft(b, "quiet", "bo", "c1");
    cr_assert(strstr(draft, "\"text\":\"mine, better\"") && strstr(draft, "\"colour\":\"sky\""), "%s", draft);
    DONE("bo", "item.withdraw", "'items':['@c1']");
    NO("item_withdrawn", "bo", "item.edit", "'item':'@c1','text':'x'");
    DONE("bo", "item.restore", "'items':['@c1']");
    cr_assert(strstr(bench_draft(b, "quiet", "bo", "c1"), "\"state\":\"sealed\""));
}

Test(sealed, two_people_with_the_same_id_do_not_meet, .description = "S2")
{
    seal("anonymous");
    card("bo", "c1", "from bo");
    card("cy", "c1", "from cy");
    DONE("ada", "phase.start", "'phase':'@after'");
    cr_assert_str_neq(revealed("from bo"), "none");
    cr_assert_str_neq(revealed("from cy"), "none");
}

Test(sealed, cards_come_to_light_without_their_writers, .description = "S3, S4")
{
    seal("anonymous");
    card("bo", "c1", "first");
    card("cy", "c2", "second");
    DONE("bo", "item.edit", "'item':'@c1','text':'first, later'");
    DONE("ada", "phase.start", "'phase':'@after'");
    cr_assert_eq(b->outcome.room.at, b->at);
    cr_assert_eq(board_count(b->room, RECORD_TYPE_ITEM), 2);
    const char *first = revealed("first, later");
    cr_assert_null(strstr(first, "\"by\""), "%s", first);
    cr_assert_null(strstr(first, "edited_at"), "%s", first);
    cr_assert_null(strstr(first, id_word("c1").text), "a fresh id: %s", first);
    cr_assert(strstr(first, "\"state\":\"published\""));
    cr_assert(strstr(first, id_word("quiet").text));
    for (size_t i = 0; i < b->log_count; i++) {
        cr_assert_null(strstr(b->log[i].payload.data, id_word("c1").text));
        cr_assert_null(strstr(b->log[i].payload.data, "\"first\""));
    }
}

Test(sealed, a_named_phase_keeps_the_names_and_a_grouped_one_does_not, .description = "S4")
{
    seal("named");
    card("bo", "c1", "with my name");
    DONE("ada", "phase.start", "'phase':'@after'");
    cr_assert(strstr(revealed("with my name"), id_word("bo").text));
    cast_phase("grouped", "generate", "sealed", "group", "'write'");
    card("bo", "c2", "for my group");
    DONE("ada", "phase.start", "'phase':'@after'");
    cr_assert_null(strstr(revealed("for my group"), "\"by\""));
}

Test(sealed, the_order_of_the_cards_tells_nothing, .description = "S3")
{
    /* six cards come out as they were written once in 720 times; three rounds of them never, with this seed or nearly any */
    int as_written = 0;
    for (int round = 0; round < 3; round++) {
        char phase[] = { 'q', (char)('a' + round), '\0' };
        char written[] = "abcdef", shown[] = "......";
        size_t cursor = board_count(b->room, RECORD_TYPE_ITEM);
        cast_phase(phase, "generate", "sealed", "anonymous", "'write'");
        for (int i = 0; i < 6; i++)
            DONE(i % 2 ? "bo" : "cy", "item.add", "'text':'%c','x':0,'y':0", written[i]);
        phase[0] = 'r';
        cast_phase(phase, "organise", "open", "named", "'write'");
        for (int i = 0; i < 6; i++)
            shown[i] = board_next(b->room, RECORD_TYPE_ITEM, &cursor)->fields[ITEM_TEXT].text[0];
        as_written += strcmp(shown, written) == 0;
    }
    cr_assert_eq(as_written, 0);
}

Test(sealed, nothing_of_a_card_outlives_its_phase, .description = "S5")
{
    seal("anonymous");
    card("bo", "c1", "kept");
    card("bo", "c2", "taken back");
    DONE("bo", "item.withdraw", "'items':['@c2']");
    DONE("ada", "phase.start", "'phase':'@after'");
    cr_assert(id_equal(&b->outcome.erased_slot, &(struct id){ 0 }) == false);
    struct id slot = id_word("quiet");
    size_t cursor = 0;
    cr_assert_null(board_next_draft(b->room, &slot, NULL, &cursor));
    cr_assert_str_eq(revealed("taken back"), "none");
    cr_assert_str_neq(revealed("kept"), "none");
    NO("item_unknown", "bo", "item.edit", "'item':'@c1','text':'x'");
}

Test(sealed, nobody_knows_whose_a_revealed_card_is, .description = "S4")
{
    seal("anonymous");
    card("bo", "c1", "whose?");
    DONE("ada", "phase.start", "'phase':'@after'");
    const char *id = bench_newest(b, RECORD_TYPE_ITEM);
    NO("not_yours", "bo", "item.edit", "'item':'%s','text':'mine'", id);
    NO("not_yours", "bo", "item.withdraw", "'items':['%s']", id);
    DONE("ada", "item.withdraw", "'items':['%s']", id);
}

Test(sealed, what_is_on_the_board_is_not_tied_to_cards, .description = "S2")
{
    cast_note("n1", "bo");
    seal("anonymous");
    card("bo", "c1", "mine");
    NO("phase_not_allowed", "bo", "link.add", "'from':'@c1','to':'@n1','kind':'plus'");
    card("ada", "c2", "the host writes, too");
    NO("sealed_phase", "ada", "link.add", "'from':'@c2','to':'@n1','kind':'plus'");
    NO("sealed_phase", "ada", "link.add", "'from':'@n1','to':'@c2','kind':'plus'");
    NO("sealed_phase", "ada", "driver.add", "'from':'@c2','senses':['factor']");
    NO("sealed_phase", "bo", "driver.add", "'text':'x','x':0,'y':0,'senses':['factor']");
}

Test(sealed, cards_and_what_everybody_sees_are_not_changed_in_one_go, .description = "S2")
{
    cast_note("n1", "bo");
    cast_note("n2", "bo");
    DONE("bo", "item.withdraw", "'items':['@n2']");
    cast_phase("quiet", "generate", "sealed", "anonymous", "'write','move_own'");
    card("bo", "c1", "mine");
    card("bo", "c2", "mine, too");
    DONE("bo", "item.withdraw", "'items':['@c2']");
    NO("sealed_apart", "bo", "item.move", "'moves':[{'item':'@n1','x':1,'y':1},{'item':'@c1','x':1,'y':1}]");
    NO("sealed_apart", "bo", "item.recolour", "'items':['@c1','@n1'],'colour':'sky'");
    NO("sealed_apart", "bo", "item.withdraw", "'items':['@n1','@c1']");
    NO("sealed_apart", "bo", "item.restore", "'items':['@n2','@c2']");
    DONE("bo", "item.move", "'moves':[{'item':'@c1','x':7,'y':8}]");
    cr_assert_not(b->outcome.has_room);
    cr_assert(strstr(bench_draft(b, "quiet", "bo", "c1"), "\"x\":7,\"y\":8"));
}

Test(sealed, a_person_writes_so_many_cards_and_no_more, .description = "B3")
{
    seal("anonymous");
    for (int i = 0; i < CARDS_PER_PERSON_MAX; i++)
        DONE("bo", "item.add", "'text':'%d','x':0,'y':0", i);
    NO("cards_spent", "bo", "item.add", "'text':'one more','x':0,'y':0");
    cr_assert_eq(b->outcome.refused.n, CARDS_PER_PERSON_MAX);
    card("cy", "c1", "others still may");
}

Test(sealed, the_cards_of_a_phase_are_items_of_the_room, .description = "B3")
{
    bench_fill(b, "item", ITEMS_PER_ROOM_MAX - 1,
               "'kind':'note','text':'x','x':0,'y':0,'z':1,'colour':'sun','state':'published'");
    seal("anonymous");
    card("bo", "c1", "the last");
    NO("board_full", "cy", "item.add", "'text':'one more','x':0,'y':0");
}

Test(sealed, a_card_leaves_a_zone_that_is_removed, .description = "B9")
{
    bench_put(b,
              "{'id':'@z1','type':'zone','name':'z','kind':'free','x':0,'y':0,'w':900,'h':900,'accepts':[]}");
    seal("anonymous");
    card("bo", "c1", "here");
    DONE("ada", "zone.remove", "'zone':'@z1'");
    DONE("ada", "phase.start", "'phase':'@after'");
    cr_assert_null(strstr(revealed("here"), "zone"), "%s", revealed("here"));
}
