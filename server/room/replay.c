/* The fold: entries and snapshots back to events and boards. */
#include <kring/replay.h>

static bool type_of(void *context, const struct id *id, enum record_type *type)
{
    const struct record *record = board_find(context, id);
    if (record != NULL)
        *type = record->type;
    return record != NULL;
}

struct event replay_header(const struct entry *entry)
{
    return (struct event){
        .stream = entry->stream,
        .seq = entry->seq,
        .at = entry->at,
        .verb = entry->verb,
        .by = entry->by,
        .phase = entry->phase,
        .hat = span_is(entry->hat, "host") ? HAT_HOST : HAT_VOICE,
        .op = entry->op,
        .fields_verb = VERB_COUNT,
    };
}

int replay_read(const struct board *board, const struct entry *entry, struct arena *arena,
                struct event *event, struct error *error)
{
    const struct type_source types = { type_of, (void *)(uintptr_t)board };
    *event = replay_header(entry);
    if (entry->payload.data == NULL || wire_read_payload(entry->payload, &types, arena, event, error) == 0)
        return 0;
    error->code = JOURNAL_DAMAGED;
    return error_wrap(error, "stream %s, seq %lld", entry->stream.text, (long long)entry->seq);
}

int replay_apply(struct board *board, const struct event *event, struct error *error)
{
    const char *why;
    if (board_apply(board, event, &why) == 0)
        return 0;
    return error_set(error, JOURNAL_DAMAGED, "stream %s, seq %lld: %s", event->stream.text,
                     (long long)event->seq, why);
}

static int restore_line(struct board *board, struct span line, struct error *error)
{
    struct arena arena;
    struct record record;
    arena_init(&arena);
    int code = wire_read_record(line, &arena, &record, error);
    if (code == 0)
        board_restore(board, &record);
    arena_finish(&arena);
    return code;
}

int replay_restore(struct board *board, const struct snapshot_row *snapshot, struct error *error)
{
    struct span rest = snapshot->records;
    while (rest.size > 0) {
        const char *end = memchr(rest.data, '\n', rest.size);
        struct span line = { rest.data, end != NULL ? (size_t)(end - rest.data) : 0 };
        if (end == NULL)
            error_set(error, JOURNAL_DAMAGED, "it ends within a line");
        if (end == NULL || restore_line(board, line, error) != 0) {
            error->code = JOURNAL_DAMAGED;
            return error_wrap(error, "stream %s, the snapshot at seq %lld", snapshot->stream.text,
                              (long long)snapshot->seq);
        }
        rest.data += line.size + 1;
        rest.size -= line.size + 1;
    }
    board_restored(board, snapshot->seq);
    return 0;
}

void replay_write_state(const struct board *board, enum role role, struct buffer *out)
{
    bool any = false;
    buffer_add_text(out, "{\"seq\":");
    buffer_add_number(out, board_seq(board));
    buffer_add_text(out, ",\"records\":[");
    for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++) {
        const struct record *record;
        for (size_t cursor = 0; (record = board_next(board, type, &cursor)) != NULL;) {
            size_t before = out->size;
            if (any)
                buffer_add_byte(out, ',');
            if (wire_write_record(out, record, 1u << role))
                any = true;
            else
                out->size = before;
        }
    }
    buffer_add_text(out, "]}");
}
