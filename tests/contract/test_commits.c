/* Writing: order, wholeness, numbering, failure. */
#include "bed.h"

#include <kring/limits.h>

BOTH(commits_are_answered_in_order, "J3")
{
    enum { COUNT = 50 };
    static struct outcome outcomes[COUNT];
    struct id journey = id_named("journey");
    bed_make_room(bed, journey, id_named("room"), 0);
    for (int i = 0; i < COUNT; i++) {
        struct commit *commit = commit_watched(&outcomes[i]);
        add_event(commit, i % 2 ? journey : id_named("room"), i / 2 + 1, "{}");
        cr_assert_eq(journal_commit(bed->journal, commit), i + 2, "tickets count up from 1");
    }
    cr_assert_eq(journal_waiting(bed->journal), COUNT);
    bed_settle(bed);
    cr_assert_eq(journal_waiting(bed->journal), 0);
    for (int i = 0; i < COUNT; i++) {
        cr_assert(!outcomes[i].failed);
        cr_assert_eq(outcomes[i].ticket, i + 2);
        cr_assert_eq(outcomes[i].order, i + 2, "the first was the room's");
    }
}

BOTH(a_commit_may_be_larger_than_a_batch, "J2")
{
    enum { COUNT = BATCH_WRITES_MAX + 7 };
    struct id journey = id_named("journey");
    struct error failure;
    bed_make_room(bed, journey, id_named("room"), COUNT);
    cr_assert_eq(bed_read_all(bed, id_named("room"), EVENTS_PER_PAGE_MAX, &failure), COUNT);
}

BOTH(an_empty_commit_is_answered, "J3")
{
    struct outcome outcome;
    bed_write(bed, commit_watched(&outcome));
}

BOTH(two_streams_in_one_commit_stand_or_fall_together, "J2")
{
    struct id journey = id_named("journey");
    struct id room = id_named("room");
    struct error failure;
    struct outcome outcome;
    bed_make_room(bed, journey, room, 1);
    struct commit *commit = commit_watched(&outcome);
    add_event(commit, journey, 1, "{}");
    add_event(commit, room, 2, "{}");
    bed_write(bed, commit);

    commit = commit_watched(&outcome);
    add_event(commit, journey, 2, "{}");
    add_draft(commit, room, id_named("slot"), id_named("ada"), "", "{}");
    add_event(commit, room, 4, "{}"); /* 3 is next */
    cr_assert_neq(bed_write_in_vain(bed, commit).code, 0);
    cr_assert_eq(bed_read_all(bed, journey, 10, &failure), 1);
    cr_assert_eq(bed_read_all(bed, room, 10, &failure), 2);
    cr_assert_eq(bed_drafts(bed, room).count, 0);
}

static void expect_broken_rule(struct bed *bed, struct id stream, int64_t seq, const char *word)
{
    struct outcome outcome;
    struct commit *commit = commit_watched(&outcome);
    add_event(commit, stream, seq, "{}");
    struct error failure = bed_write_in_vain(bed, commit);
    cr_assert(strstr(failure.text, word), "%s", failure.text);
    cr_assert(strstr(failure.text, stream.text), "%s", failure.text);
}

BOTH(a_seq_that_was_given_already_fails, "J4")
{
    bed_make_room(bed, id_named("journey"), id_named("room"), 3);
    expect_broken_rule(bed, id_named("room"), 3, "does not follow 3");
}

BOTH(a_seq_that_leaves_a_gap_fails, "J4")
{
    bed_make_room(bed, id_named("journey"), id_named("room"), 3);
    expect_broken_rule(bed, id_named("room"), 5, "does not follow 3");
}

BOTH(an_event_of_a_stream_that_was_never_made_fails, "J4")
{
    expect_broken_rule(bed, id_named("nowhere"), 1, "never made");
}

BOTH(a_snapshot_of_an_event_that_is_not_there_fails, "J4")
{
    struct outcome outcome;
    bed_make_room(bed, id_named("journey"), id_named("room"), 3);
    struct commit *commit = commit_watched(&outcome);
    add_snapshot(commit, id_named("room"), 4, "");
    cr_assert(strstr(bed_write_in_vain(bed, commit).text, "snapshot at seq 4"));
}

BOTH(after_a_failure_nothing_is_written_any_more, "J8")
{
    struct id journey = id_named("journey");
    struct id room = id_named("room");
    struct outcome good;
    struct outcome bad;
    struct outcome later;
    struct error failure;
    bed_make_room(bed, journey, room, 1);
    struct commit *commit = commit_watched(&good);
    add_event(commit, room, 2, "{}");
    bed_write(bed, commit);
    commit = commit_watched(&bad);
    add_event(commit, room, 9, "{}");
    journal_commit(bed->journal, commit);
    commit = commit_watched(&later);
    add_event(commit, journey, 1, "{}");
    journal_commit(bed->journal, commit);
    bed_settle(bed);
    cr_assert(bad.failed && later.failed);
    cr_assert_str_eq(bad.failure.text, later.failure.text);
    cr_assert_lt(bad.order, later.order);

    commit = commit_watched(&later);
    add_event(commit, room, 3, "{}");
    bed_write_in_vain(bed, commit);
    cr_assert_eq(bed_read_all(bed, room, 10, &failure), 2, "what is durable can be read");
    cr_assert_eq(bed_read_all(bed, journey, 10, &failure), 0);
    cr_assert_eq(journal_waiting(bed->journal), 0);
}

/* ---- what is given from an answer */

struct relay {
    struct bed *bed;
    int64_t seq, last;
    int pages;
};

static void on_relay_page(void *context, const struct page *page, const struct error *failure)
{
    struct relay *relay = context;
    cr_assert(!failure);
    cr_assert_geq(page->count, 1);
    relay->pages += 1;
}

static void on_relay_done(void *context, int64_t ticket, const struct error *failure)
{
    struct relay *relay = context;
    (void)ticket;
    cr_assert(!failure);
    struct read_events query = { id_named("room"), relay->seq - 1, 5, false, on_relay_page, relay };
    journal_read(relay->bed->journal, &query);
    if (relay->seq == relay->last)
        return;
    struct commit *commit = commit_create();
    commit->on_done = on_relay_done;
    commit->context = relay;
    add_event(commit, id_named("room"), ++relay->seq, "{}");
    journal_commit(relay->bed->journal, commit);
}

BOTH(an_answer_may_give_commits_and_reads, "J3, J5")
{
    struct relay relay = { .bed = bed, .last = 20 };
    bed_make_room(bed, id_named("journey"), id_named("room"), 0);
    relay.seq = 1;
    struct commit *commit = commit_create();
    commit->on_done = on_relay_done;
    commit->context = &relay;
    add_event(commit, id_named("room"), 1, "{}");
    journal_commit(bed->journal, commit);
    bed_settle(bed);
    cr_assert_eq(relay.seq, 20);
    cr_assert_eq(relay.pages, 20);
}

/* ---- the memory engine's own buttons */

Test(memory, a_crash_keeps_what_the_test_says)
{
    struct bed bed;
    struct outcome outcomes[3];
    struct error failure;
    bed_open_memory(&bed);
    bed_make_room(&bed, id_named("journey"), id_named("room"), 1);
    for (int i = 0; i < 3; i++) {
        struct commit *commit = commit_watched(&outcomes[i]);
        add_event(commit, id_named("room"), i + 2, "{}");
        journal_commit(bed.journal, commit);
    }
    cr_assert_eq(memory_engine_waiting(bed.memory), 3);
    memory_engine_crash(bed.memory, 2);
    cr_assert_eq(memory_engine_waiting(bed.memory), 0);
    cr_assert_eq(outcomes[0].ticket, 0, "nobody is answered");
    cr_assert(!memory_engine_step(bed.memory));
    cr_assert_eq(bed_read_all(&bed, id_named("room"), 10, &failure), 3);
    bed_close(&bed);
}

Test(memory, a_failure_ends_with_the_server, .description = "J8")
{
    struct bed bed;
    struct outcome outcomes[2];
    struct error failure;
    bed_open_memory(&bed);
    bed_make_room(&bed, id_named("journey"), id_named("room"), 0);
    memory_engine_fail_next(bed.memory);
    for (int i = 0; i < 2; i++) {
        struct commit *commit = commit_watched(&outcomes[i]);
        add_event(commit, id_named("room"), i + 1, "{}");
        journal_commit(bed.journal, commit);
    }
    cr_assert(memory_engine_step(bed.memory));
    cr_assert(outcomes[0].failed);
    memory_engine_crash(bed.memory, 1);
    cr_assert_eq(bed_read_all(&bed, id_named("room"), 10, &failure), 0, "a failed disk keeps nothing");
    struct commit *commit = commit_watched(&outcomes[0]);
    add_event(commit, id_named("room"), 1, "{}");
    bed_write(&bed, commit);
    bed_close(&bed);
}

Test(memory, damage_is_found, .description = "J7")
{
    struct bed bed;
    struct error failure;
    struct id room = id_named("room");
    bed_open_memory(&bed);
    bed_make_room(&bed, id_named("journey"), room, 5);
    memory_engine_damage(bed.memory, &room, 4);
    bed_read_all(&bed, room, 10, &failure);
    cr_assert_eq(failure.code, JOURNAL_DAMAGED);
    cr_assert(strstr(failure.text, "seq 4"));
    bed_close(&bed);
}
