/* What went wrong in the world: disk, network, settings. A function that can fail this way returns 0 or a
 * negative errno-like number and fills a struct error, to which each caller may add its context in front:
 * "opening the journal: data/kring.db: disk full". A full text is cut, never overrun. */
#ifndef KRING_ERROR_H
#define KRING_ERROR_H

#define ERROR_TEXT_BYTES 512

struct error {
    int code; /* 0: none; else negative */
    char text[ERROR_TEXT_BYTES];
};

/* Sets code (negative) and text; returns code. */
int error_set(struct error *error, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Puts "context: " in front of the text; returns the code that was there. */
int error_wrap(struct error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
