/* Drafts, names, links, tokens, snapshots, the directory. */
#include "bed.h"

BOTH(a_draft_replaces_the_one_with_its_slot_owner_and_key, "J12")
{
    struct outcome outcome;
    struct id room = id_named("room");
    struct id slot = id_named("slot");
    bed_make_room(bed, id_named("journey"), room, 0);
    struct commit *commit = commit_watched(&outcome);
    add_draft(commit, room, slot, id_named("bob"), "", "{\"dots\":1}");
    add_draft(commit, room, slot, id_named("ada"), "card2", "{\"text\":\"b\"}");
    add_draft(commit, room, slot, id_named("ada"), "card1", "{\"text\":\"a\"}");
    add_draft(commit, room, id_named("later"), id_named("ada"), "card1", "{\"text\":\"c\"}");
    add_draft(commit, id_named("journey"), slot, id_named("ada"), "card1", "{\"text\":\"d\"}");
    bed_write(bed, commit);
    commit = commit_watched(&outcome);
    add_draft(commit, room, slot, id_named("bob"), "", "{\"dots\":2, \"longer\":true}");
    bed_write(bed, commit);

    struct found_drafts found = bed_drafts(bed, room);
    cr_assert_eq(found.count, 4);
    cr_assert(span_is(found.drafts[0].payload, "{\"text\":\"c\"}"), "slots in order");
    cr_assert(span_is(found.drafts[1].payload, "{\"text\":\"a\"}"), "then owners, then keys");
    cr_assert(span_is(found.drafts[2].payload, "{\"text\":\"b\"}"));
    cr_assert(span_is(found.drafts[3].payload, "{\"dots\":2, \"longer\":true}"));
    cr_assert(id_is_empty(&found.drafts[3].key));
    cr_assert_str_eq(found.drafts[3].owner.text, id_named("bob").text);
    cr_assert_eq(bed_drafts(bed, id_named("journey")).count, 1);
}

BOTH(erasing_takes_a_slot_with_its_ops_and_nothing_else, "J12")
{
    struct outcome outcome;
    struct id room = id_named("room");
    bed_make_room(bed, id_named("journey"), room, 0);
    struct commit *commit = commit_watched(&outcome);
    for (int i = 0; i < 2; i++) {
        struct id slot = id_named(i ? "one" : "two");
        add_draft(commit, room, slot, id_named("ada"), "card", "{}");
        add_draft_op(commit, room, slot, id_named("ada"), id_named("op1"));
        add_draft_op(commit, room, slot, id_named("ada"), id_named("op2"));
        add_draft_op(commit, room, slot, id_named("ada"), id_named("op2"));
        add_draft(commit, room, slot, id_named("ada"), "op1", "{}"); /* a card may be called like an op */
    }
    bed_write(bed, commit);
    cr_assert_eq(bed_drafts(bed, room).count, 4);
    cr_assert_eq(bed_drafts(bed, room).op_count, 4);

    commit = commit_watched(&outcome);
    add_event(commit, room, 1, "{}");
    add_erase(commit, room, id_named("one"));
    add_erase(commit, room, id_named("never"));
    bed_write(bed, commit);
    struct found_drafts found = bed_drafts(bed, room);
    cr_assert_eq(found.count, 2);
    cr_assert_eq(found.op_count, 2);
    for (size_t i = 0; i < 2; i++) {
        cr_assert_str_eq(found.drafts[i].slot.text, id_named("two").text);
        cr_assert_str_eq(found.ops[i].slot.text, id_named("two").text);
    }
    cr_assert_str_eq(found.ops[0].op.text, id_named("op1").text);
    cr_assert_str_eq(found.ops[0].owner.text, id_named("ada").text);

    commit = commit_watched(&outcome);
    add_erase(commit, room, id_named("two"));
    add_draft(commit, room, id_named("two"), id_named("bob"), "", "{}"); /* the same name may be used again */
    bed_write(bed, commit);
    cr_assert_eq(bed_drafts(bed, room).count, 1);
    cr_assert_eq(bed_drafts(bed, room).op_count, 0);
}

static void put_name(struct bed *bed, struct id journey, struct id person, const char *name)
{
    struct outcome outcome;
    struct commit *commit = commit_watched(&outcome);
    commit_add(commit, WRITE_PERSON)->person = (struct person_row){
        .journey = journey,
        .person = person,
        .name = { arena_copy(&commit->arena, span_of(name)), strlen(name) },
        .language = SPAN("nl"),
    };
    bed_write(bed, commit);
}

BOTH(a_journey_knows_its_people_and_rooms, "J12")
{
    struct outcome outcome;
    struct error failure;
    struct id journey = id_named("journey");
    bed_make_room(bed, journey, id_named("room2"), 0);
    struct commit *commit = commit_watched(&outcome);
    add_stream(commit, id_named("room1"), journey);
    add_stream(commit, id_named("first"), journey);
    commit->last->stream.made_at = 5;
    add_stream(commit, id_named("other"), id_named("other"));
    add_stream(commit, id_named("other-room"), id_named("other"));
    bed_write(bed, commit);
    put_name(bed, journey, id_named("bob"), "Bob");
    put_name(bed, journey, id_named("ada"), "Ada");
    put_name(bed, id_named("other"), id_named("eve"), "Eve");
    put_name(bed, journey, id_named("bob"), "Bobbie \xc3\xa9");

    struct stream_state state = bed_state(bed, journey, &failure);
    cr_assert(!state.row.is_room && span_is(state.row.title, "Titel") && !state.has_snapshot);
    cr_assert_str_eq(state.row.journey.text, journey.text);
    cr_assert_eq(state.person_count, 2);
    cr_assert(span_is(state.people[0].name, "Ada") && span_is(state.people[1].name, "Bobbie \xc3\xa9"));
    cr_assert(span_is(state.people[0].language, "nl"));
    cr_assert_str_eq(state.people[0].journey.text, journey.text);
    cr_assert_eq(state.room_count, 3);
    cr_assert_str_eq(state.rooms[0].stream.text, id_named("first").text);
    cr_assert_eq(state.rooms[0].made_at, 5);
    cr_assert_str_eq(state.rooms[1].stream.text, id_named("room1").text);
    cr_assert_str_eq(state.rooms[2].stream.text, id_named("room2").text);

    state = bed_state(bed, id_named("room1"), &failure);
    cr_assert(state.row.is_room && state.person_count == 0 && state.room_count == 0);
    cr_assert_str_eq(state.row.journey.text, journey.text);
}

BOTH(a_stream_may_get_another_title_and_keeps_its_log, "J4")
{
    struct outcome outcome;
    struct error failure;
    struct id room = id_named("room");
    bed_make_room(bed, id_named("journey"), room, 2);
    struct commit *commit = commit_watched(&outcome);
    add_stream(commit, room, id_named("journey"));
    commit->last->stream.title = SPAN("Nieuwe titel");
    add_event(commit, room, 3, "{}");
    bed_write(bed, commit);
    cr_assert(span_is(bed_state(bed, room, &failure).row.title, "Nieuwe titel"));
    cr_assert_eq(bed_read_all(bed, room, 10, &failure), 3);
    cr_assert_eq(failure.code, 0);
}

BOTH(a_link_opens_its_room, "J12")
{
    struct outcome outcome;
    struct commit *commit = commit_watched(&outcome);
    commit_add(commit, WRITE_LINK)->link = (struct link_row){
        .secret = hash_of(SPAN("secret")),
        .journey = id_named("journey"),
        .room = id_named("room"),
        .role = SPAN("observer"),
    };
    bed_write(bed, commit);
    struct bearer bearer = bed_bearer(bed, "secret", 0);
    cr_assert(bearer.found && bearer.is_link && span_is(bearer.role, "observer"));
    cr_assert_str_eq(bearer.journey.text, id_named("journey").text);
    cr_assert_str_eq(bearer.room.text, id_named("room").text);
    cr_assert(id_is_empty(&bearer.person));
    cr_assert(!bed_bearer(bed, "secreT", 0).found);
    cr_assert(!bed_bearer(bed, "", 0).found);
}

BOTH(a_token_is_found_until_it_expires, "J13")
{
    struct outcome outcome;
    struct commit *commit = commit_watched(&outcome);
    commit_add(commit, WRITE_TOKEN)->token = (struct token_row){
        .secret = hash_of(SPAN("token")),
        .journey = id_named("journey"),
        .person = id_named("ada"),
        .expires_at = 1000,
    };
    bed_write(bed, commit);
    struct bearer bearer = bed_bearer(bed, "token", 999);
    cr_assert(bearer.found && !bearer.is_link);
    cr_assert_str_eq(bearer.person.text, id_named("ada").text);
    cr_assert_str_eq(bearer.journey.text, id_named("journey").text);
    cr_assert(!bed_bearer(bed, "token", 1000).found);

    commit = commit_watched(&outcome);
    commit_add(commit, WRITE_TOKEN)->token = (struct token_row){
        .secret = hash_of(SPAN("token")),
        .journey = id_named("journey"),
        .person = id_named("ada"),
        .expires_at = 2000,
    };
    bed_write(bed, commit);
    cr_assert(bed_bearer(bed, "token", 1000).found, "it may be given longer life");
}

BOTH(the_last_snapshot_counts, "J12")
{
    struct outcome outcome;
    struct error failure;
    struct id room = id_named("room");
    bed_make_room(bed, id_named("journey"), room, 4);
    struct commit *commit = commit_watched(&outcome);
    add_snapshot(commit, room, 2, "{\"id\":\"a\"}\n");
    bed_write(bed, commit);
    commit = commit_watched(&outcome);
    add_event(commit, room, 5, "{}");
    add_snapshot(commit, room, 5, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
    bed_write(bed, commit);
    struct stream_state state = bed_state(bed, room, &failure);
    cr_assert(state.has_snapshot);
    cr_assert_eq(state.snapshot.seq, 5);
    cr_assert_str_eq(state.snapshot.stream.text, room.text);
    cr_assert(span_is(state.snapshot.records, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n"));
    struct found_page page = bed_read(bed, room, state.snapshot.seq, 10, true);
    cr_assert(page.count == 0 && page.last && !page.failure.code);

    commit = commit_watched(&outcome);
    add_snapshot(commit, room, 3, "");
    bed_write(bed, commit);
    state = bed_state(bed, room, &failure);
    cr_assert(state.has_snapshot && state.snapshot.seq == 3 && state.snapshot.records.size == 0);
    page = bed_read(bed, room, 3, 10, true);
    cr_assert(page.count == 2 && page.last && !page.failure.code);
}
