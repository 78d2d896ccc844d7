/* kring verify and kring replay, on logs that are whole and on others. */
#include "log.h"

#include "tools.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What a tool printed. */
static char output[65536];

static int output_start(void)
{
    fflush(stdout);
    int real = dup(STDOUT_FILENO);
    FILE *file = tmpfile();
    dup2(fileno(file), STDOUT_FILENO);
    fclose(file);
    return real;
}

static void output_end(int real)
{
    fflush(stdout);
    lseek(STDOUT_FILENO, 0, SEEK_SET);
    ssize_t size = read(STDOUT_FILENO, output, sizeof output - 1);
    output[size > 0 ? size : 0] = '\0';
    dup2(real, STDOUT_FILENO);
    close(real);
}

static int verify(const char *folder, const char *room)
{
    int real = output_start();
    int status = tool_verify(folder, room);
    output_end(real);
    return status;
}

static int replay(const char *folder, const char *room, int64_t at, bool json)
{
    int real = output_start();
    int status = tool_replay(folder, room, at, json);
    output_end(real);
    return status;
}

#define expect_output(text) cr_assert(strstr(output, text), "not said: %s\nbut: %s", text, output)

/* ---- verify */

Test(verify, finds_a_whole_log_fine, .description = "J17")
{
    struct log log;
    log_open(&log);
    log_tell(&log);
    cr_assert_eq(verify(log.folder, NULL), EXIT_FINE, "%s", output);
    expect_output("skipped  the tables, because a server is running");
    log_snapshot(&log, ROOM, 4, log_records);
    log_flush(&log);
    log_event(&log, ROOM, 40, ADA, "item.move",
              "{\"changes\":[[\"patch\",\"N100000000000000000000\",{\"x\":77}]]}");
    log_flush(&log);
    log_stop(&log);
    cr_assert_eq(verify(log.folder, NULL), EXIT_FINE, "%s", output);
    expect_output("fine     " JOURNEY "  journey        3 events, state ");
    expect_output("fine     " ROOM "  room           5 events, the snapshot agrees, state ");
    expect_output("fine     the tables\n");
    cr_assert_eq(verify(log.folder, ROOM), EXIT_FINE);
    cr_assert(!strstr(output, JOURNEY) && !strstr(output, "tables"));
    log_close(&log);
}

Test(verify, finds_a_snapshot_that_is_not_what_the_events_come_to, .description = "J17")
{
    struct log log;
    log_open(&log);
    log_tell(&log);
    log_snapshot(&log, ROOM, 3, log_records); /* of the 4th */
    log_flush(&log);
    cr_assert_eq(verify(log.folder, NULL), EXIT_ANSWER_IS_NO);
    expect_output("DAMAGED  " ROOM "  room     stream " ROOM
                  ", seq 3: the snapshot is not what the events come to");
    expect_output("fine     " JOURNEY);
    log_close(&log);
}

static void expect_damage(const char *sql, const char *said)
{
    struct log log;
    log_open(&log);
    log_tell(&log);
    log_snapshot(&log, ROOM, 3, "");
    log_flush(&log);
    log_stop(&log);
    log_sql(&log, sql);
    cr_assert_eq(verify(log.folder, NULL), EXIT_ANSWER_IS_NO, "%s", sql);
    expect_output(said);
    expect_output("fine     " JOURNEY);
    log_close(&log);
}

Test(verify, says_where_the_damage_is, .description = "J7, J17")
{
    expect_damage("UPDATE event SET payload = replace(payload, 'Time', 'Tome')",
                  "seq 3: the event does not fit");
    expect_damage("DELETE FROM event WHERE stream = '" ROOM "' AND seq = 4", "seq 4: the event is missing");
    expect_damage("UPDATE event SET at = at + 1 WHERE stream = '" ROOM "' AND seq = 2",
                  "seq 2: the event does not");
    expect_damage("UPDATE snapshot SET records = 'x'", "seq 3: the snapshot is not as it was written");
    expect_damage(
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = rootpage + 1 WHERE name = 'event_op';"
        " PRAGMA writable_schema = OFF",
        "DAMAGED  the tables: ");
}

static void expect_bad_event(const char *payload, const char *said)
{
    struct log log;
    log_open(&log);
    log_tell(&log);
    log_event(&log, ROOM, 50, ADA, "item.add", payload);
    log_flush(&log);
    cr_assert_eq(verify(log.folder, ROOM), EXIT_ANSWER_IS_NO, "%s", payload);
    expect_output("seq 5: ");
    expect_output(said);
    cr_assert_eq(replay(log.folder, ROOM, -1, false), EXIT_ANSWER_IS_NO);
    expect_output("Bob changed \"Time\" to \"Tijd\"\n");
    log_close(&log);
}

Test(verify, reads_and_applies_every_event, .description = "J17")
{
    expect_bad_event("{\"changes\":", "");
    expect_bad_event("{}", "");
    expect_bad_event("{\"changes\":[[\"put\",{\"id\":\"X000000000000000000000\",\"type\":\"cloud\"}]]}", "");
    expect_bad_event("{\"changes\":[[\"patch\",\"X000000000000000000000\",{\"x\":1}]]}", "not there");
}

Test(verify, goes_on_from_the_snapshot_behind_a_redacted_event, .description = "J17")
{
    struct log log;
    log_open(&log);
    log_tell(&log);
    log_stop(&log);
    log_redact(&log, ROOM, 2);
    cr_assert_eq(verify(log.folder, NULL), EXIT_FINE);
    expect_output("fine     " ROOM
                  "  room           4 events, 1 redacted, state unknown behind what was redacted\n");
    cr_assert_eq(replay(log.folder, ROOM, -1, false), EXIT_FINE);
    expect_output("Ada added (redacted)\n");

    log_start(&log);
    log_snapshot(&log, ROOM, 4, log_records);
    log_event(&log, ROOM, 40, ADA, "item.move",
              "{\"changes\":[[\"patch\",\"N100000000000000000000\",{\"x\":77}]]}");
    log_flush(&log);
    cr_assert_eq(verify(log.folder, ROOM), EXIT_FINE);
    expect_output("5 events, 1 redacted, state ");
    cr_assert(!strstr(output, "unknown"));
    log_stop(&log);
    log_sql(&log, "UPDATE event SET content = zeroblob(32) WHERE content NOT NULL");
    cr_assert_eq(verify(log.folder, ROOM), EXIT_ANSWER_IS_NO, "the chain counts all the same");
    expect_output("seq 2: the event does not fit the chain");
    log_close(&log);
}

Test(verify, tells_wrong_use_from_a_failing_world, .description = "J17")
{
    struct log log;
    cr_assert_eq(verify("/tmp/kring-tools-none", NULL), EXIT_WORLD_FAILED);
    log_open(&log);
    log_tell(&log);
    cr_assert_eq(verify(log.folder, "X000000000000000000000"), EXIT_WRONG_USE);
    cr_assert_eq(verify(log.folder, "no id"), EXIT_WRONG_USE);
    cr_assert_eq(replay(log.folder, "X000000000000000000000", -1, false), EXIT_WRONG_USE);
    cr_assert_eq(replay(log.folder, "no id", -1, false), EXIT_WRONG_USE);
    cr_assert_eq(replay("/tmp/kring-tools-none", ROOM, -1, false), EXIT_WORLD_FAILED);
    log_close(&log);
}

/* ---- replay */

Test(replay, tells_a_room_and_its_journey_in_order, .description = "J18")
{
    struct log log;
    log_open(&log);
    log_tell(&log);
    cr_assert_eq(replay(log.folder, ROOM, -1, false), EXIT_FINE);
    cr_assert_str_eq(output, "2026-11-22T09:00:00Z  - opened the journey\n"
                             "2026-11-22T09:00:00Z  - opened the room\n"
                             "2026-11-22T09:00:05Z  Ada came in\n"
                             "2026-11-22T09:00:10Z  Ada added \"Vertrouwen\"\n"
                             "2026-11-22T09:00:20Z  Bob came in\n"
                             "2026-11-22T09:00:25Z  Bob added \"Time\"\n"
                             "2026-11-22T09:00:30Z  Bob changed \"Time\" to \"Tijd\"\n");
    log_close(&log);
}

Test(replay, stops_where_it_is_told, .description = "J18")
{
    struct log log;
    log_open(&log);
    log_tell(&log);
    cr_assert_eq(replay(log.folder, ROOM, 2, false), EXIT_FINE);
    expect_output("Ada added \"Vertrouwen\"\n2026-11-22T09:00:20Z  Bob came in\n");
    cr_assert(!strstr(output, "Time"));
    cr_assert_eq(replay(log.folder, ROOM, 0, false), EXIT_FINE);
    cr_assert_str_eq(output, "");
    cr_assert_eq(replay(log.folder, JOURNEY, 2, false), EXIT_FINE);
    cr_assert_str_eq(output,
                     "2026-11-22T09:00:00Z  - opened the journey\n2026-11-22T09:00:05Z  Ada came in\n");
    log_close(&log);
}

Test(replay, gives_the_log_as_it_is_with_json, .description = "J18")
{
    struct log log;
    log_open(&log);
    log_tell(&log);
    cr_assert_eq(replay(log.folder, ROOM, -1, true), EXIT_FINE);
    expect_output("{\"stream\":\"" JOURNEY
                  "\",\"seq\":2,\"at\":1795338005000,\"verb\":\"person.join\",\"by\":\"" ADA
                  "\",\"name\":\"Ada\",\"hat\":\"voice\",\"payload\":{\"changes\":[[\"put\",");
    expect_output("{\"stream\":\"" ROOM
                  "\",\"seq\":1,\"at\":1795338000000,\"verb\":\"room.open\",\"hat\":\"voice\","
                  "\"payload\":{");
    log_close(&log);
}

Test(replay, tells_what_is_done_to_many_and_what_it_does_not_know, .description = "J18")
{
    struct log log;
    log_open(&log);
    log_tell(&log);
    log_event(
        &log, ROOM, 40, ADA, "item.withdraw",
        "{\"fields\":{\"items\":[\"N100000000000000000000\",\"N200000000000000000000\"]},\"changes\":[]}");
    log_event(&log, ROOM, 41, ADA, "item.restore",
              "{\"fields\":{\"items\":[\"N100000000000000000000\"]},\"changes\":[]}");
    log_event(&log, ROOM, 42, "C000000000000000000000", "cloud.rain", "{\"changes\":[]}");
    log_event(
        &log, ROOM, 43, ADA, "link.add",
        "{\"fields\":{\"from\":\"N100000000000000000000\",\"to\":\"N200000000000000000000\",\"kind\":\"relates\"},"
        "\"changes\":[]}");
    log_flush(&log);
    cr_assert_eq(replay(log.folder, ROOM, -1, false), EXIT_FINE);
    expect_output("Ada withdrew 2 items\n");
    expect_output("Ada brought back \"Vertrouwen\"\n");
    expect_output("somebody cloud.rain\n");
    expect_output("Ada linked \"Vertrouwen\" with \"Tijd\"\n");
    log_close(&log);
}

Test(replay, gives_no_orders_to_the_terminal, .description = "J18")
{
    struct log log;
    log_open(&log);
    log_tell(&log);
    log_name(&log, ADA, "A\x1b[31mda\xc2\x9b");
    log_event(
        &log, ROOM, 40, ADA, "item.add",
        "{\"fields\":{\"text\":\"een regel\\nnog een \\u001b[2J en een hele lange tekst die niet op \xc3\xa9\xc3\xa9n "
        "regel past, hoe dan ook\",\"x\":1,\"y\":1},\"changes\":[]}");
    log_flush(&log);
    cr_assert_eq(replay(log.folder, ROOM, -1, false), EXIT_FINE);
    expect_output(
        "A [31mda  added \"een regel nog een  [2J en een hele lange tekst die niet op \xc3\xa9…\"\n");
    cr_assert(!strchr(output, '\x1b'));
    log_close(&log);
}
