/* Bytes that grow by doubling. JSON texts are written in the shortest form that every reader agrees on, the one of
 * JSON.stringify, and with the two separators escaped that older scripts take for the end of a line. */
#include <kring/buffer.h>
#include <kring/check.h>

#include <stdlib.h>

#define CAPACITY_MIN 256

void buffer_init(struct buffer *buffer)
{
    *buffer = (struct buffer){ 0 };
}

void buffer_finish(struct buffer *buffer)
{
    free(buffer->data);
    buffer_init(buffer);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->size = 0;
}

static void buffer_reserve(struct buffer *buffer, size_t more)
{
    CHECK(more < SIZE_MAX / 4 && buffer->size < SIZE_MAX / 4);
    size_t wanted = buffer->size + more;
    if (wanted <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity ? buffer->capacity * 2 : CAPACITY_MIN;
    buffer->capacity = capacity < wanted ? wanted : capacity;
    buffer->data = realloc(buffer->data, buffer->capacity);
    CHECK(buffer->data);
}

void buffer_add(struct buffer *buffer, struct span bytes)
{
    if (bytes.size == 0)
        return;
    buffer_reserve(buffer, bytes.size);
    memcpy(buffer->data + buffer->size, bytes.data, bytes.size);
    buffer->size += bytes.size;
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, span_of(text));
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
    buffer_reserve(buffer, 1);
    buffer->data[buffer->size++] = byte;
}

void buffer_add_number(struct buffer *buffer, int64_t number)
{
    char digits[20];
    size_t start = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--start] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        digits[--start] = '-';
    buffer_add(buffer, (struct span){ digits + start, sizeof digits - start });
}

/* How many bytes at `at` cannot stand in a JSON text as they are. */
static size_t unsafe_bytes(struct span text, size_t at)
{
    unsigned char byte = (unsigned char)text.data[at];
    if (byte < 0x20 || byte == '"' || byte == '\\')
        return 1;
    bool separator = byte == 0xe2 && text.size - at >= 3 && (unsigned char)text.data[at + 1] == 0x80 &&
                     ((unsigned char)text.data[at + 2] & 0xfe) == 0xa8;
    return separator ? 3 : 0;
}

static void buffer_add_escape(struct buffer *buffer, unsigned point)
{
    static const char hex[] = "0123456789abcdef";
    static const char *const shorts[] = {
        ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n",  ['\f'] = "\\f",
        ['\r'] = "\\r", ['"'] = "\\\"", ['\\'] = "\\\\",
    };
    if (point < sizeof shorts / sizeof shorts[0] && shorts[point]) {
        buffer_add_text(buffer, shorts[point]);
        return;
    }
    buffer_add_text(buffer, "\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        buffer_add_byte(buffer, hex[point >> shift & 0xf]);
}

void buffer_add_json_text(struct buffer *buffer, struct span text)
{
    buffer_add_byte(buffer, '"');
    size_t from = 0;
    for (size_t at = 0; at < text.size;) {
        size_t unsafe = unsafe_bytes(text, at);
        if (unsafe == 0) {
            at += 1;
            continue;
        }
        buffer_add(buffer, (struct span){ text.data + from, at - from });
        unsigned char last = (unsigned char)text.data[at + unsafe - 1];
        buffer_add_escape(buffer, unsafe == 1 ? last : 0x2000u | (last & 0x3fu));
        at += unsafe;
        from = at;
    }
    if (text.size > from)
        buffer_add(buffer, (struct span){ text.data + from, text.size - from });
    buffer_add_byte(buffer, '"');
}

struct span buffer_view(const struct buffer *buffer)
{
    return (struct span){ buffer->data ? buffer->data : "", buffer->size };
}
