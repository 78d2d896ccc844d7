/* Reading events: paging, what a read sees, the chain, ops that were answered. */
#include "bed.h"

#include <kring/limits.h>

#include <stdio.h>

BOTH(an_event_comes_back_as_it_was_given, "J7")
{
    struct id room = id_named("room");
    struct outcome outcome;
    bed_make_room(bed, id_named("journey"), room, 0);
    struct commit *commit = commit_watched(&outcome);
    add_event(commit, room, 1, "{\"fields\":{\"text\":\"Vertrouwen \xf0\x9f\x8c\xb1\"},\"changes\":[]}");
    struct entry *event = &commit->last->event;
    event->op = id_named("op");
    event->hat = SPAN("host");
    add_event(commit, room, 2, "{}");
    commit->last->event.by = (struct id){ { 0 } };
    commit->last->event.phase = (struct id){ { 0 } };
    bed_write(bed, commit);

    struct found_page page = bed_read(bed, room, 0, 10, true);
    cr_assert_eq(page.count, 2);
    const struct entry *first = &page.entries[0];
    cr_assert(id_equal(&first->stream, &room));
    cr_assert_eq(first->seq, 1);
    cr_assert_eq(first->at, 1795305600001);
    cr_assert(span_is(first->verb, "item.add"));
    cr_assert_str_eq(first->by.text, id_named("ada").text);
    cr_assert_str_eq(first->phase.text, id_named("phase").text);
    cr_assert_str_eq(first->op.text, id_named("op").text);
    cr_assert(span_is(first->hat, "host"));
    cr_assert(
        span_is(first->payload, "{\"fields\":{\"text\":\"Vertrouwen \xf0\x9f\x8c\xb1\"},\"changes\":[]}"));
    const struct entry *second = &page.entries[1];
    cr_assert(id_is_empty(&second->by) && id_is_empty(&second->phase) && id_is_empty(&second->op));
}

BOTH(pages_follow_each_other, "J4")
{
    struct id room = id_named("room");
    struct error failure;
    bed_make_room(bed, id_named("journey"), room, 25);
    struct found_page page = bed_read(bed, room, 0, 10, false);
    cr_assert(page.count == 10 && !page.last && page.entries[0].seq == 1);
    page = bed_read(bed, room, 10, 10, true);
    cr_assert(page.count == 10 && !page.last && page.entries[0].seq == 11);
    page = bed_read(bed, room, 20, 10, true);
    cr_assert(page.count == 5 && page.last && page.entries[4].seq == 25);
    page = bed_read(bed, room, 15, 10, false);
    cr_assert(page.count == 10 && page.last, "the last page may be a full one");
    page = bed_read(bed, room, 25, 10, true);
    cr_assert(page.count == 0 && page.last && !page.failure.code);
    page = bed_read(bed, room, 99, 10, true);
    cr_assert(page.count == 0 && page.last && !page.failure.code, "beyond the end there is nothing, for now");
    cr_assert_eq(bed_read_all(bed, room, 1, &failure), 25);
    cr_assert_eq(bed_read_all(bed, room, EVENTS_PER_PAGE_MAX, &failure), 25);
}

BOTH(an_empty_stream_has_one_empty_page, "J4")
{
    bed_make_room(bed, id_named("journey"), id_named("room"), 0);
    struct found_page page = bed_read(bed, id_named("room"), 0, 10, true);
    cr_assert(page.count == 0 && page.last && !page.failure.code);
}

BOTH(an_unknown_stream_is_unknown, "")
{
    struct error failure;
    bed_make_room(bed, id_named("journey"), id_named("room"), 1);
    cr_assert_eq(bed_read(bed, id_named("nowhere"), 0, 10, true).failure.code, JOURNAL_UNKNOWN);
    bed_state(bed, id_named("nowhere"), &failure);
    cr_assert_eq(failure.code, JOURNAL_UNKNOWN);
    cr_assert_eq(bed_drafts(bed, id_named("nowhere")).count, 0);
    cr_assert_eq(bed_answered(bed, id_named("nowhere"), id_named("ada")).count, 0);
}

struct sight {
    int64_t seen[40];
    int answers;
};

static void on_sight(void *context, const struct page *page, const struct error *failure)
{
    struct sight *sight = context;
    cr_assert(!failure);
    sight->seen[sight->answers++] = page->count ? page->entries[page->count - 1].seq : 0;
}

BOTH(a_read_sees_what_was_given_before_it, "J5")
{
    static struct outcome outcomes[40];
    struct sight sight = { .answers = 0 };
    struct id room = id_named("room");
    bed_make_room(bed, id_named("journey"), room, 0);
    for (int i = 0; i < 40; i++) {
        struct commit *commit = commit_watched(&outcomes[i]);
        add_event(commit, room, i + 1, "{}");
        journal_commit(bed->journal, commit);
        struct read_events query = { room, 0, 100, i % 3 == 0, on_sight, &sight };
        journal_read(bed->journal, &query);
    }
    bed_settle(bed);
    cr_assert_eq(sight.answers, 40);
    for (int i = 0; i < 40; i++)
        cr_assert_geq(sight.seen[i], 1);
    cr_assert_eq(sight.seen[39], 40);
}

BOTH(a_read_of_any_kind_sees_what_was_given_before_it, "J5")
{
    struct outcome outcome;
    struct error failure;
    struct id journey = id_named("journey");
    struct id room = id_named("room");
    struct commit *commit = commit_watched(&outcome);
    add_stream(commit, journey, journey);
    add_stream(commit, room, journey);
    add_event_by(commit, room, 1, id_named("ada"), id_named("op"));
    add_draft(commit, room, id_named("slot"), id_named("ada"), "", "{}");
    journal_commit(bed->journal, commit);
    cr_assert_eq(bed_drafts(bed, room).count, 1);
    commit = commit_watched(&outcome);
    add_snapshot(commit, room, 1, "{}");
    journal_commit(bed->journal, commit);
    cr_assert(bed_state(bed, room, &failure).has_snapshot);
    commit = commit_watched(&outcome);
    add_event_by(commit, room, 2, id_named("ada"), id_named("op2"));
    journal_commit(bed->journal, commit);
    cr_assert_eq(bed_answered(bed, room, id_named("ada")).count, 2);
}

BOTH(the_ops_of_a_person_are_remembered, "J11")
{
    struct outcome outcome;
    struct id room = id_named("room");
    bed_make_room(bed, id_named("journey"), room, 0);
    struct commit *commit = commit_watched(&outcome);
    add_event_by(commit, room, 1, id_named("ada"), id_named("op1"));
    add_event_by(commit, room, 2, id_named("bob"), id_named("op1"));
    add_event_by(commit, room, 3, id_named("ada"), (struct id){ { 0 } });
    add_event_by(commit, room, 4, (struct id){ { 0 } }, (struct id){ { 0 } });
    add_event_by(commit, room, 5, id_named("ada"), id_named("op0"));
    bed_write(bed, commit);
    bed_restart(bed);
    struct found_answered ada = bed_answered(bed, room, id_named("ada"));
    cr_assert_eq(ada.count, 2);
    cr_assert_str_eq(ada.rows[0].op.text, id_named("op1").text);
    cr_assert_eq(ada.rows[0].seq, 1);
    cr_assert_str_eq(ada.rows[1].op.text, id_named("op0").text);
    cr_assert_eq(ada.rows[1].seq, 5);
    cr_assert_eq(bed_answered(bed, room, id_named("bob")).count, 1);
    cr_assert_eq(bed_answered(bed, id_named("journey"), id_named("ada")).count, 0);
}

BOTH(a_restart_finds_everything, "J10")
{
    struct outcome outcome;
    struct error failure;
    struct id journey = id_named("journey");
    struct id room = id_named("room");
    bed_make_room(bed, journey, room, 3);
    struct commit *commit = commit_watched(&outcome);
    add_event(commit, journey, 1, "{}");
    add_draft(commit, room, id_named("slot"), id_named("ada"), "card", "{\"text\":\"nog geheim\"}");
    add_snapshot(commit, room, 2, "{\"id\":\"1\"}\n");
    bed_write(bed, commit);
    bed_restart(bed);
    cr_assert_eq(bed_read_all(bed, room, 2, &failure), 3);
    cr_assert_eq(bed_read_all(bed, journey, 2, &failure), 1);
    cr_assert(span_is(bed_drafts(bed, room).drafts[0].payload, "{\"text\":\"nog geheim\"}"));
    cr_assert_eq(bed_state(bed, room, &failure).snapshot.seq, 2);

    commit = commit_watched(&outcome);
    add_event(commit, room, 4, "{}");
    add_event(commit, journey, 2, "{}");
    bed_write(bed, commit);
    bed_restart(bed);
    cr_assert_eq(bed_read_all(bed, room, 10, &failure), 4, "the chain goes on where it was");
    cr_assert_eq(failure.code, 0);
}
