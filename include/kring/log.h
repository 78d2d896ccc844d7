/* The operator's log: one line on standard error for each event that a person must act on or look up. Never a
 * participant's text, name, secret or full address. Every key is listed in docs/operating.md. */
#ifndef KRING_LOG_H
#define KRING_LOG_H

#define LOG_LINES_PER_SECOND 50

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* Lines below this level are left out; LOG_INFO at the start. */
void log_set_level(enum log_level level);

/* Writes "2026-11-21T09:00:00.123Z level key text" as one line; control characters in the text are escaped, and at most
 * LOG_LINES_PER_SECOND lines pass in a second: then one line says how many were left out. */
void log_line(enum log_level level, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
