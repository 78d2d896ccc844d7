/* Items: what people put on the board, and who may change it. */
#include "cast.h"

#include <kring/limits.h>

#include <stdio.h>

CAST(items);

#define ITEM "'kind':'note','text':'x','x':0,'y':0,'z':1,'colour':'sun','state':'published'"

Test(items, a_note_lies_where_its_writer_put_it, .description = "B1")
{
    DONE("bo", "item.add", "'id':'@n1','text':'Trust','x':10,'y':-20,'colour':'sky'");
    HOLDS("n1", "'kind':'note'");
    HOLDS("n1", "'text':'Trust'");
    HOLDS("n1", "'x':10,'y':-20");
    HOLDS("n1", "'colour':'sky'");
    HOLDS("n1", "'by':'@bo'");
    HOLDS("n1", "'state':'published'");
    HOLDS("n1", "'phase':'");
    LACKS("n1", "zone");
}

Test(items, a_note_without_an_id_gets_a_fresh_one_and_the_usual_colour)
{
    DONE("bo", "item.add", "'text':'a','x':0,'y':0");
    DONE("cy", "item.add", "'text':'b','x':0,'y':0");
    cr_assert_eq(board_count(b->room, RECORD_TYPE_ITEM), 2);
    HOLDS(bench_newest(b, RECORD_TYPE_ITEM), "'colour':'sun'");
}

Test(items, an_id_serves_once_whatever_it_named, .description = "B2")
{
    DONE("bo", "item.add", "'id':'@n1','text':'a','x':0,'y':0");
    NO("id_taken", "bo", "item.add", "'id':'@n1','text':'b','x':0,'y':0");
    NO("id_taken", "cy", "item.add", "'id':'@n1','text':'b','x':0,'y':0");
    NO("id_taken", "cy", "item.add", "'id':'@bo','text':'b','x':0,'y':0");
    NO("id_taken", "cy", "item.add", "'id':'@room','text':'b','x':0,'y':0");
    HOLDS("n1", "'text':'a'");
}

Test(items, a_note_in_a_zone_that_is_not_there_is_refused)
{
    NO("zone_unknown", "bo", "item.add", "'text':'a','x':0,'y':0,'zone':'@nowhere'");
    NO("zone_unknown", "bo", "item.add", "'text':'a','x':0,'y':0,'zone':'@bo'");
}

Test(items, a_driver_is_not_added_as_a_plain_item)
{
    NO("field_not_allowed", "bo", "item.add", "'kind':'driver','text':'a','x':0,'y':0");
}

Test(items, the_board_takes_so_many_and_no_more, .description = "B3")
{
    bench_fill(b, "item", ITEMS_PER_ROOM_MAX - 1, ITEM);
    DONE("bo", "item.add", "'text':'the last','x':0,'y':0");
    NO("board_full", "bo", "item.add", "'text':'one more','x':0,'y':0");
    cr_assert_eq(b->outcome.refused.n, ITEMS_PER_ROOM_MAX);
    NO("board_full", "bo", "driver.add", "'text':'one more','x':0,'y':0,'senses':['factor']");
}

Test(items, coordinates_and_texts_have_their_limits, .description = "B3")
{
    DONE("bo", "item.add", "'text':'a','x':%d,'y':-%d", COORDINATE_MAX, COORDINATE_MAX);
    NO("number_out_of_range", "bo", "item.add", "'text':'a','x':%d,'y':0", COORDINATE_MAX + 1);
    NO("number_out_of_range", "bo", "item.add", "'text':'a','x':0,'y':-%d", COORDINATE_MAX + 1);
    char text[NOTE_TEXT_POINTS_MAX + 2];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    NO("text_too_long", "bo", "item.add", "'text':'%s','x':0,'y':0", text);
    DONE("bo", "item.add", "'text':'%s','x':0,'y':0", text + 1);
    NO("text_empty", "bo", "item.add", "'text':' ','x':0,'y':0");
}

Test(items, whoever_made_a_note_edits_it, .description = "B4")
{
    cast_note("n1", "bo");
    DONE("bo", "item.edit", "'item':'@n1','text':'Trust, mostly'");
    HOLDS("n1", "'text':'Trust, mostly'");
    HOLDS("n1", "'edited_at':%lld", (long long)b->at);
    HOLDS("n1", "'by':'@bo'");
}

Test(items, what_others_made_is_changed_by_facilitators_only, .description = "B4")
{
    cast_note("n1", "bo");
    NO("not_yours", "cy", "item.edit", "'item':'@n1','text':'mine'");
    NO("not_yours", "cy", "item.move", "'moves':[{'item':'@n1','x':1,'y':1}]");
    NO("not_yours", "cy", "item.recolour", "'items':['@n1'],'colour':'sky'");
    NO("not_yours", "cy", "item.withdraw", "'items':['@n1']");
    HOLDS("n1", "'text':'n1'");
    DONE("ada", "item.edit", "'item':'@n1','text':'with help'");
    DONE("ada", "item.move", "'moves':[{'item':'@n1','x':1,'y':1}]");
    DONE("ada", "item.recolour", "'items':['@n1'],'colour':'sky'");
    DONE("ada", "item.withdraw", "'items':['@n1']");
    NO("not_yours", "cy", "item.restore", "'items':['@n1']");
    DONE("ada", "item.restore", "'items':['@n1']");
    HOLDS("n1", "'by':'@bo'");
}

Test(items, what_is_not_there_cannot_be_changed)
{
    NO("item_unknown", "bo", "item.edit", "'item':'@n1','text':'x'");
    NO("item_unknown", "bo", "item.move", "'moves':[{'item':'@n1','x':1,'y':1}]");
    NO("item_unknown", "bo", "item.recolour", "'items':['@n1'],'colour':'sky'");
    NO("item_unknown", "bo", "item.withdraw", "'items':['@n1']");
    NO("item_unknown", "bo", "item.restore", "'items':['@n1']");
    NO("item_unknown", "bo", "item.edit", "'item':'@bo','text':'a person is no item'");
}

Test(items, what_is_withdrawn_stays_as_it_is_until_it_is_restored, .description = "B5")
{
    cast_note("n1", "bo");
    NO("item_not_withdrawn", "bo", "item.restore", "'items':['@n1']");
    DONE("bo", "item.withdraw", "'items':['@n1']");
    HOLDS("n1", "'state':'withdrawn'");
    HOLDS("n1", "'text':'n1'");
    NO("item_withdrawn", "bo", "item.edit", "'item':'@n1','text':'x'");
    NO("item_withdrawn", "bo", "item.move", "'moves':[{'item':'@n1','x':1,'y':1}]");
    NO("item_withdrawn", "bo", "item.recolour", "'items':['@n1'],'colour':'sky'");
    NO("item_withdrawn", "bo", "item.withdraw", "'items':['@n1']");
    DONE("bo", "item.restore", "'items':['@n1']");
    HOLDS("n1", "'state':'published'");
    DONE("bo", "item.edit", "'item':'@n1','text':'again'");
}

Test(items, one_gesture_moves_several_and_brings_them_to_the_front, .description = "B6")
{
    cast_note("n1", "bo");
    cast_note("n2", "bo");
    size_t before = b->log_count;
    DONE("bo", "item.move", "'moves':[{'item':'@n1','x':5,'y':6},{'item':'@n2','x':-7,'y':8}]");
    cr_assert_eq(b->log_count, before + 1, "one event");
    HOLDS("n1", "'x':5,'y':6,'z':%lld", (long long)board_seq(b->room));
    HOLDS("n2", "'x':-7,'y':8,'z':%lld", (long long)board_seq(b->room));
}

Test(items, a_gesture_that_fails_for_one_happens_for_none, .description = "B6")
{
    cast_note("n1", "bo");
    cast_note("n2", "cy");
    NO("not_yours", "bo", "item.move", "'moves':[{'item':'@n1','x':5,'y':6},{'item':'@n2','x':7,'y':8}]");
    NO("zone_unknown", "bo", "item.move", "'moves':[{'item':'@n1','x':5,'y':6,'zone':'@nowhere'}]");
    NO("not_yours", "bo", "item.recolour", "'items':['@n1','@n2'],'colour':'sky'");
    NO("not_yours", "bo", "item.withdraw", "'items':['@n1','@n2']");
    HOLDS("n1", "'x':0,'y':0,'z':1");
    HOLDS("n1", "'colour':'sun'");
    HOLDS("n1", "'state':'published'");
}

Test(items, a_gesture_takes_so_many_and_no_more, .description = "B3")
{
    struct buffer moves;
    buffer_init(&moves);
    for (int i = 0; i <= ITEMS_PER_COMMAND_MAX; i++) {
        if (i == ITEMS_PER_COMMAND_MAX)
            DONE("bo", "item.move", "'moves':[%.*s]", (int)moves.size, moves.data);
        char word[12];
        (void)snprintf(word, sizeof word, "n%d", i);
        cast_note(word, "bo");
        struct span move = bench_text(b, "%s{'item':'@%s','x':1,'y':1}", i == 0 ? "" : ",", word);
        buffer_add(&moves, move);
    }
    NO("list_too_long", "bo", "item.move", "'moves':[%.*s]", (int)moves.size, moves.data);
    NO("list_too_short", "bo", "item.move", "'moves':[]");
    buffer_finish(&moves);
}

Test(items, an_item_named_twice_in_a_gesture_goes_where_it_was_put_last)
{
    cast_note("n1", "bo");
    DONE("bo", "item.move", "'moves':[{'item':'@n1','x':1,'y':1},{'item':'@n1','x':2,'y':2}]");
    HOLDS("n1", "'x':2,'y':2");
    DONE("bo", "item.withdraw", "'items':['@n1','@n1']");
    HOLDS("n1", "'state':'withdrawn'");
}

Test(items, colours_change)
{
    cast_note("n1", "bo");
    DONE("bo", "item.recolour", "'items':['@n1'],'colour':'leaf'");
    HOLDS("n1", "'colour':'leaf'");
    NO("field_not_allowed", "bo", "item.recolour", "'items':['@n1'],'colour':'mauve'");
}
