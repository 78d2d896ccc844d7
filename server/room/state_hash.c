/* One number for a whole state: SHA-256 over all records sorted by id, each canonical and unprojected, one a line. */
#include "internal.h"

#include <kring/check.h>

#include <stdlib.h>

static int compare_records(const void *a, const void *b)
{
    const struct record *const *first = a, *const *second = b;
    struct id first_id = record_id(*first), second_id = record_id(*second);
    return strcmp(first_id.text, second_id.text);
}

struct hash board_state_hash(const struct board *board)
{
    size_t count = 0, capacity = 0;
    for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++)
        capacity += board_count(board, type);
    const struct record **records = malloc((capacity + 1) * sizeof(const struct record *));
    CHECK(records != NULL);
    for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++) {
        const struct record *record;
        for (size_t cursor = 0; (record = board_next(board, type, &cursor)) != NULL;)
            records[count++] = record;
    }
    qsort(records, count, sizeof(const struct record *), compare_records);
    struct hasher *hasher = hasher_create();
    struct buffer line;
    buffer_init(&line);
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&line);
        wire_write_canonical(&line, records[i]);
        buffer_add_byte(&line, '\n');
        hasher_add(hasher, buffer_view(&line));
    }
    buffer_finish(&line);
    free(records);
    return hasher_finish(hasher);
}
