/* Lines for the operator. Each is one write, so that lines of several threads do not mix; the budget of lines a second
 * keeps a fault that repeats from filling a disk. */
#include <kring/log.h>

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#define LINE_BYTES 1024

static struct {
    enum log_level level;
    int64_t second; /* that is being counted */
    int lines;
    int left_out;
} state = { .level = LOG_INFO };
static mtx_t state_mutex;
static once_flag state_once = ONCE_FLAG_INIT;

static void state_prepare(void)
{
    mtx_init(&state_mutex, mtx_plain);
}

static void state_lock(void)
{
    call_once(&state_once, state_prepare);
    mtx_lock(&state_mutex);
}

void log_set_level(enum log_level level)
{
    state_lock();
    state.level = level;
    mtx_unlock(&state_mutex);
}

/* Whether a line may pass now; left_out is how many may not have before it. */
static bool line_is_due(enum log_level level, int64_t second, int *left_out)
{
    state_lock();
    bool wanted = level >= state.level;
    if (wanted && second != state.second) {
        *left_out = state.left_out;
        state.second = second;
        state.lines = 0;
        state.left_out = 0;
    }
    bool due = wanted && state.lines < LOG_LINES_PER_SECOND;
    if (due)
        state.lines += 1;
    else if (wanted)
        state.left_out += 1;
    mtx_unlock(&state_mutex);
    return due;
}

/* Appends a text with its control characters escaped, and leaves room for the line's end. */
static size_t line_add(char line[LINE_BYTES], size_t size, const char *text)
{
    for (; *text && size + 5 < LINE_BYTES; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte >= 0x20 && byte != 0x7f)
            line[size++] = (char)byte;
        else
            size += (size_t)snprintf(line + size, LINE_BYTES - size, "\\x%02x", (unsigned)byte);
    }
    return size;
}

static void line_write(const struct timespec *now, enum log_level level, const char *key, const char *text)
{
    static const char *const words[] = { "debug", "info", "warn", "error" };
    struct tm parts;
    gmtime_r(&now->tv_sec, &parts);
    char line[LINE_BYTES];
    size_t size = strftime(line, sizeof line, "%Y-%m-%dT%H:%M:%S", &parts);
    size += (size_t)snprintf(line + size, sizeof line - size, ".%03dZ %s ", (int)(now->tv_nsec / 1000000),
                             words[level]);
    size = line_add(line, size, key);
    line[size++] = ' ';
    size = line_add(line, size, text);
    line[size++] = '\n';
    /* Nobody could be told that the log itself fails. */
    if (write(STDERR_FILENO, line, size) < 0)
        return;
}

void log_line(enum log_level level, const char *key, const char *format, ...)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int left_out = 0;
    bool due = line_is_due(level, now.tv_sec, &left_out);
    char text[LINE_BYTES];
    if (left_out > 0) {
        snprintf(text, sizeof text, "%d lines were left out", left_out);
        line_write(&now, LOG_WARN, "log.left_out", text);
    }
    if (!due)
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    line_write(&now, level, key, text);
}
