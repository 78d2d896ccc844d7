/* Zones: parts of the board with a meaning of their own. A note belongs to the innermost zone in which its middle lies. */
#include "cast.h"

#include <kring/limits.h>

CAST(zones);

static void zone(const char *id, int x, int y, int w, int h)
{
    bench_put(b,
              "{'id':'@%s','type':'zone','name':'%s','kind':'free','x':%d,'y':%d,'w':%d,'h':%d,'accepts':[]}",
              id, id, x, y, w, h);
}

Test(zones, a_facilitator_draws_one)
{
    DONE("ada", "zone.add", "'name':'Now','x':-5,'y':6,'w':700,'h':1");
    const char *id = bench_newest(b, RECORD_TYPE_ZONE);
    HOLDS(id, "'h':1");
    HOLDS(id, "'name':'Now'");
    HOLDS(id, "'w':700,'x':-5,'y':6");
    HOLDS(id, "'kind':'free'");
    NO("number_out_of_range", "ada", "zone.add", "'name':'Now','x':0,'y':0,'w':0,'h':1");
    DONE("ada", "zone.add", "'name':'Now','x':0,'y':0,'w':%d,'h':%d", ZONE_SIDE_MAX, ZONE_SIDE_MAX);
    NO("number_out_of_range", "ada", "zone.add", "'name':'Now','x':0,'y':0,'w':%d,'h':1", ZONE_SIDE_MAX + 1);
}

Test(zones, a_room_takes_so_many_and_no_more, .description = "B3")
{
    bench_fill(b, "zone", ZONES_PER_ROOM_MAX - 1,
               "'name':'z','kind':'free','x':0,'y':0,'w':1,'h':1,'accepts':[]");
    DONE("ada", "zone.add", "'name':'last','x':0,'y':0,'w':1,'h':1");
    NO("zones_full", "ada", "zone.add", "'name':'more','x':0,'y':0,'w':1,'h':1");
    cr_assert_eq(b->outcome.refused.n, ZONES_PER_ROOM_MAX);
}

Test(zones, one_changes_what_is_said_and_nothing_else)
{
    zone("z1", 0, 0, 100, 100);
    NO("zone_unknown", "ada", "zone.change", "'zone':'@z2','name':'x'");
    NO("zone_unknown", "ada", "zone.change", "'zone':'@ada','name':'x'");
    NO("nothing_to_change", "ada", "zone.change", "'zone':'@z1'");
    DONE("ada", "zone.change", "'zone':'@z1','name':'Later','w':300");
    HOLDS("z1", "'name':'Later'");
    HOLDS("z1", "'h':100");
    HOLDS("z1", "'w':300,'x':0,'y':0");
    DONE("ada", "zone.change", "'zone':'@z1','x':-1,'y':2,'h':3");
    HOLDS("z1", "'h':3");
    HOLDS("z1", "'name':'Later'");
    HOLDS("z1", "'w':300,'x':-1,'y':2");
}

Test(zones, a_note_lies_in_the_innermost_zone, .description = "B8")
{
    zone("outer", 0, 0, 2000, 2000);
    zone("inner", 0, 0, 400, 400);
    DONE("bo", "item.add", "'id':'@n1','text':'x','x':0,'y':0");
    HOLDS("n1", "'zone':'@inner'");
    DONE("bo", "item.move", "'moves':[{'item':'@n1','x':400,'y':0}]");
    HOLDS("n1", "'zone':'@outer'");
    DONE("bo", "item.move", "'moves':[{'item':'@n1','x':4000,'y':0}]");
    LACKS("n1", "zone");
}

Test(zones, the_middle_of_a_note_decides_at_the_edge, .description = "B8")
{
    zone("z1", 0, 0, 1000, 1000);
    const struct {
        int x, y;
        bool inside;
    } places[] = { { -92, -66, true }, { -93, -66, false }, { -92, -67, false },
                   { 907, 933, true }, { 908, 933, false }, { 907, 934, false } };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        DONE("bo", "item.add", "'text':'x','x':%d,'y':%d", places[i].x, places[i].y);
        const char *id = bench_newest(b, RECORD_TYPE_ITEM);
        cr_assert_eq(bench_holds(b, id, "'zone':'@z1'"), places[i].inside, "%s", bench_show(b, id));
    }
}

Test(zones, a_zone_that_is_named_wins_over_the_place, .description = "B8")
{
    zone("here", 0, 0, 1000, 1000);
    zone("there", 5000, 0, 1000, 1000);
    DONE("bo", "item.add", "'id':'@n1','text':'x','x':0,'y':0,'zone':'@there'");
    HOLDS("n1", "'zone':'@there'");
    DONE("bo", "item.move", "'moves':[{'item':'@n1','x':5000,'y':0,'zone':'@here'}]");
    HOLDS("n1", "'zone':'@here'");
}

Test(zones, what_lay_in_a_removed_zone_stays_on_the_board, .description = "B9")
{
    zone("z1", 0, 0, 1000, 1000);
    zone("z2", 5000, 0, 1000, 1000);
    DONE("bo", "item.add", "'id':'@n1','text':'x','x':0,'y':0");
    DONE("bo", "item.add", "'id':'@n2','text':'x','x':5000,'y':0");
    DONE("bo", "item.withdraw", "'items':['@n1']");
    NO("zone_unknown", "ada", "zone.remove", "'zone':'@n1'");
    DONE("ada", "zone.remove", "'zone':'@z1'");
    cr_assert_str_eq(bench_show(b, "z1"), "none");
    LACKS("n1", "zone");
    HOLDS("n2", "'zone':'@z2'");
    NO("zone_unknown", "ada", "zone.remove", "'zone':'@z1'");
}

Test(zones, a_zone_of_the_agenda_is_not_removed, .description = "B9")
{
    zone("z1", 0, 0, 1000, 1000);
    bench_put(b, "{'id':'@p1','type':'phase','key':'p','place':1,'name':{'en':'x','nl':'x'},'pattern':'open',"
                 "'minutes':5,'write':'open','attribution':'named','grouping':'all','may':[],'zones':['@z1'],"
                 "'state':'queued'}");
    NO("zone_in_use", "ada", "zone.remove", "'zone':'@z1'");
    HOLDS("z1", "'name':'z1'");
}
