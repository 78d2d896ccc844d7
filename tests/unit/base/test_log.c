#include <kring/log.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char path[] = "/tmp/kring-log-XXXXXX";
static int kept_stderr;

/* From here on the log's lines go to a file. */
static void catch_lines(void)
{
    int file = mkstemp(path);
    cr_assert_geq(file, 0);
    kept_stderr = dup(STDERR_FILENO);
    dup2(file, STDERR_FILENO);
    close(file);
}

static size_t caught_lines(char *text, size_t size)
{
    dup2(kept_stderr, STDERR_FILENO);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file);
    size_t read = fread(text, 1, size - 1, file);
    text[read] = '\0';
    fclose(file);
    unlink(path);
    size_t lines = 0;
    for (const char *at = strchr(text, '\n'); at; at = strchr(at + 1, '\n'))
        lines++;
    return lines;
}

Test(log, writes_one_line_with_time_level_and_key)
{
    char text[4096];
    catch_lines();
    log_line(LOG_DEBUG, "not.this", "below the level");
    log_line(LOG_WARN, "journal.slow", "took %d ms", 1234);
    log_set_level(LOG_ERROR);
    log_line(LOG_WARN, "not.this", "below the new level");
    cr_assert_eq(caught_lines(text, sizeof text), 1);
    cr_assert_eq(strlen(text), strlen("2026-11-21T09:00:00.123Z warn journal.slow took 1234 ms\n"));
    cr_assert_eq(text[10], 'T');
    cr_assert_str_eq(text + 23, "Z warn journal.slow took 1234 ms\n");
}

Test(log, does_not_let_a_text_forge_lines_and_cuts_long_ones)
{
    static char long_text[5000];
    char text[8192];
    memset(long_text, 'x', sizeof long_text - 1);
    catch_lines();
    log_line(LOG_INFO, "a.key", "%s", "one\ntwo\x1b[0m\x7f");
    log_line(LOG_INFO, "a.key", "%s", long_text);
    cr_assert_eq(caught_lines(text, sizeof text), 2);
    cr_assert_not_null(strstr(text, "a.key one\\x0atwo\\x1b[0m\\x7f\n"));
    cr_assert_lt(strlen(text), 1200);
}

Test(log, lets_only_so_many_lines_pass_in_a_second, .timeout = 10)
{
    static char text[1 << 20];
    struct timespec now;
    do /* a second from its start, so that the budget is that of one second */
        clock_gettime(CLOCK_REALTIME, &now);
    while (now.tv_nsec > 100000000);
    catch_lines();
    for (int i = 0; i < 3 * LOG_LINES_PER_SECOND; i++)
        log_line(LOG_INFO, "a.key", "line %d", i);
    time_t second = now.tv_sec;
    while (now.tv_sec == second)
        clock_gettime(CLOCK_REALTIME, &now);
    log_line(LOG_INFO, "a.key", "the next second");
    cr_assert_eq(caught_lines(text, sizeof text), LOG_LINES_PER_SECOND + 2);
    cr_assert_not_null(strstr(text, "warn log.left_out 100 lines were left out\n"));
    cr_assert_not_null(strstr(text, "a.key the next second\n"));
}
