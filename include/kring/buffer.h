/* Bytes that grow at the end: where text and frames are built. The buffer owns its memory. */
#ifndef KRING_BUFFER_H
#define KRING_BUFFER_H

#include <kring/span.h>

#include <stdint.h>

struct buffer {
    char *data;
    size_t size;
    size_t capacity;
};

void buffer_init(struct buffer *buffer);
void buffer_finish(struct buffer *buffer);

/* Forgets the bytes and keeps the memory. */
void buffer_clear(struct buffer *buffer);

void buffer_add(struct buffer *buffer, struct span bytes);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_add_number(struct buffer *buffer, int64_t number);

/* Adds a JSON string with its quotes: only quote, backslash and control characters are escaped, and U+2028
 * and U+2029; the bytes must be UTF-8. */
void buffer_add_json_text(struct buffer *buffer, struct span text);

/* What is in it; valid until the next change. */
struct span buffer_view(const struct buffer *buffer);

#endif
