/* Links between items. */
#include "cast.h"

#include <kring/limits.h>

static void two_notes(void)
{
    cast_open();
    cast_note("n1", "bo");
    cast_note("n2", "cy");
}

TestSuite(links, .init = two_notes, .fini = cast_close);

Test(links, anybody_connects_what_lies_on_the_board)
{
    DONE("di", "link.add",
         "'id':'@l1','from':'@n1','to':'@n2','kind':'plus','strength':'strong','delay':true");
    HOLDS("l1", "'from':'@n1'");
    HOLDS("l1", "'to':'@n2'");
    HOLDS("l1", "'kind':'plus'");
    HOLDS("l1", "'strength':'strong'");
    HOLDS("l1", "'delay':true");
    HOLDS("l1", "'by':'@di'");
    DONE("di", "link.add", "'from':'@n2','to':'@n1','kind':'plus'");
    HOLDS(bench_newest(b, RECORD_TYPE_LINK), "'strength':'normal'");
}

Test(links, two_items_have_one_link_of_a_kind_in_each_direction, .description = "B7")
{
    DONE("di", "link.add", "'id':'@l1','from':'@n1','to':'@n2','kind':'plus'");
    NO("link_exists", "bo", "link.add", "'from':'@n1','to':'@n2','kind':'plus'");
    DONE("bo", "link.add", "'id':'@l2','from':'@n2','to':'@n1','kind':'plus'");
    DONE("bo", "link.add", "'id':'@l3','from':'@n1','to':'@n2','kind':'minus'");
    NO("link_exists", "bo", "link.change", "'link':'@l3','kind':'plus'");
    DONE("bo", "link.change", "'link':'@l3','kind':'minus','contested':true");
    HOLDS("l3", "'contested':true");
    HOLDS("l3", "'kind':'minus'");
}

Test(links, a_link_has_two_ends_on_the_board, .description = "B7")
{
    NO("item_unknown", "di", "link.add", "'from':'@n1','to':'@gone','kind':'relates'");
    NO("item_unknown", "di", "link.add", "'from':'@bo','to':'@n1','kind':'relates'");
    NO("link_to_itself", "di", "link.add", "'from':'@n1','to':'@n1','kind':'relates'");
    DONE("bo", "item.withdraw", "'items':['@n1']");
    NO("item_withdrawn", "di", "link.add", "'from':'@n1','to':'@n2','kind':'relates'");
    NO("item_withdrawn", "di", "link.add", "'from':'@n2','to':'@n1','kind':'relates'");
    cr_assert_eq(board_count(b->room, RECORD_TYPE_LINK), 0);
}

Test(links, an_id_serves_once, .description = "B2")
{
    NO("id_taken", "di", "link.add", "'id':'@n1','from':'@n1','to':'@n2','kind':'relates'");
    NO("id_taken", "di", "link.add", "'id':'@ada','from':'@n1','to':'@n2','kind':'relates'");
}

Test(links, whoever_made_a_link_and_facilitators_change_and_remove_it, .description = "B4")
{
    DONE("di", "link.add", "'id':'@l1','from':'@n1','to':'@n2','kind':'plus'");
    NO("not_yours", "bo", "link.change", "'link':'@l1','kind':'minus'");
    NO("not_yours", "bo", "link.remove", "'link':'@l1'");
    NO("nothing_to_change", "di", "link.change", "'link':'@l1'");
    DONE("di", "link.change", "'link':'@l1','kind':'minus','strength':'weak','delay':false");
    HOLDS("l1", "'kind':'minus'");
    HOLDS("l1", "'strength':'weak'");
    DONE("ada", "link.remove", "'link':'@l1'");
    cr_assert_str_eq(bench_show(b, "l1"), "none");
    NO("link_unknown", "di", "link.change", "'link':'@l1','kind':'minus'");
    NO("link_unknown", "di", "link.remove", "'link':'@l1'");
    NO("link_unknown", "di", "link.remove", "'link':'@n1'");
    DONE("di", "link.add", "'id':'@l1','from':'@n1','to':'@n2','kind':'plus'");
}

Test(links, a_room_takes_so_many_and_no_more, .description = "B3")
{
    bench_fill(b, "link", LINKS_PER_ROOM_MAX - 1,
               "'from':'@far','to':'@away','kind':'plus','strength':'weak'");
    DONE("bo", "link.add", "'from':'@n1','to':'@n2','kind':'plus'");
    NO("links_full", "bo", "link.add", "'from':'@n2','to':'@n1','kind':'plus'");
    cr_assert_eq(b->outcome.refused.n, LINKS_PER_ROOM_MAX);
}
