#include "bench.h"

#include <kring/check.h>
#include <kring/wire.h>

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static struct id bench_fresh(struct id_source *source)
{
    struct bench *bench = (struct bench *)source;
    return chance_id(&bench->chance);
}

struct id id_word(const char *word)
{
    struct id id = { { 0 } };
    memset(id.text, '-', ID_LENGTH);
    CHECK(strlen(word) <= ID_LENGTH && word[0] != '\0');
    memcpy(id.text, word, strlen(word));
    return id;
}

/* ---- texts */

static struct span fill_in(struct bench *bench, const char *text)
{
    struct buffer out;
    buffer_init(&out);
    for (const char *at = text; *at != '\0';) {
        char word[ID_LENGTH + 1] = { 0 };
        size_t length = 0;
        if (*at == '@') {
            while (isalnum((unsigned char)at[1 + length]) && length < ID_LENGTH)
                length++;
        }
        if (length > 0) {
            memcpy(word, at + 1, length);
            struct id id = id_word(word);
            buffer_add(&out, id_span(&id));
            at += 1 + length;
        } else {
            buffer_add_byte(&out, *at == '\'' ? '"' : *at);
            at++;
        }
    }
    struct span kept = { arena_copy(&bench->arena, buffer_view(&out)), out.size };
    buffer_finish(&out);
    return kept;
}

static struct span fill_list(struct bench *bench, const char *format, va_list list)
{
    char *text = NULL;
    CHECK(vasprintf(&text, format, list) >= 0);
    struct span filled = fill_in(bench, text);
    free(text);
    return filled;
}

struct span bench_text(struct bench *bench, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    struct span filled = fill_list(bench, format, list);
    va_end(list);
    return filled;
}

/* ---- applying */

static void keep_event(struct bench *bench, const struct event *event, bool in_room)
{
    if (bench->log_count == bench->log_capacity) {
        bench->log_capacity = bench->log_capacity ? bench->log_capacity * 2 : 64;
        bench->log = realloc(bench->log, bench->log_capacity * sizeof *bench->log);
        CHECK(bench->log != NULL);
    }
    struct buffer payload;
    buffer_init(&payload);
    wire_write_payload(&payload, event);
    struct bench_event *kept = &bench->log[bench->log_count++];
    kept->header = *event;
    kept->in_room = in_room;
    kept->payload = (struct span){ arena_copy(&bench->arena, buffer_view(&payload)), payload.size };
    buffer_finish(&payload);
}

static void apply_event(struct bench *bench, const struct event *decided, bool in_room)
{
    struct board *board = in_room ? bench->room : bench->journey;
    struct event event = *decided;
    const char *why;
    event.seq = board_seq(board) + 1;
    if (board_apply(board, &event, &why) < 0) {
        (void)fprintf(stderr, "%.*s does not fit: %s\n", (int)event.verb.size, event.verb.data, why);
        CHECK(false);
    }
    keep_event(bench, &event, in_room);
}

static const char *carry_out(struct bench *bench)
{
    const struct outcome *outcome = &bench->outcome;
    if (outcome->refused.code != REFUSAL_NONE)
        return refusal_texts[outcome->refused.code].code;
    if (outcome->has_journey)
        apply_event(bench, &outcome->journey, false);
    if (outcome->has_room)
        apply_event(bench, &outcome->room, true);
    for (size_t i = 0; i < outcome->draft_count; i++)
        board_put_draft(bench->room, &outcome->drafts[i]);
    if (!id_is_empty(&outcome->erased_slot))
        board_erase_drafts(bench->room, &outcome->erased_slot);
    return "done";
}

/* ---- life */

void bench_open(struct bench *bench, uint64_t seed, int64_t min_group, const struct value *method)
{
    *bench = (struct bench){ .ids.fresh = bench_fresh, .chance.state = seed, .at = 1795305600000 };
    arena_init(&bench->arena);
    struct id journey = id_word("journey"), room = id_word("room");
    bench->journey = board_create(&journey);
    bench->room = board_create(&room);
    const struct journey_plan journey_plan = { .title = SPAN("A journey"), .min_group = min_group };
    decide_journey_open(&journey_plan, &journey, bench->at, &bench->ids, &bench->arena, &bench->outcome);
    carry_out(bench);
    const struct room_plan room_plan = { .journey = journey, .title = SPAN("A room"), .method = method };
    decide_room_open(&room_plan, &room, bench->at, &bench->ids, &bench->arena, &bench->outcome);
    carry_out(bench);
}

void bench_close(struct bench *bench)
{
    board_destroy(bench->journey);
    board_destroy(bench->room);
    free(bench->log);
    arena_finish(&bench->arena);
}

/* ---- acts */

static struct scene bench_scene(const struct bench *bench)
{
    return (struct scene){ .journey = bench->journey, .room = bench->room };
}

const char *bench_join(struct bench *bench, const char *person, enum role role, const char *group)
{
    struct scene scene = bench_scene(bench);
    struct arrival arrival = { .person = id_word(person), .role = role, .role_given = true };
    if (group != NULL) {
        arrival.group = id_word(group);
        arrival.group_given = true;
    }
    bench->at += 1000;
    decide_join(&scene, &arrival, bench->at, &bench->ids, &bench->arena, &bench->outcome);
    return carry_out(bench);
}

void bench_leave(struct bench *bench, const char *person)
{
    struct scene scene = bench_scene(bench);
    struct id id = id_word(person);
    bench->at += 1000;
    decide_leave(&scene, &id, bench->at, &bench->arena, &bench->outcome);
    carry_out(bench);
}

static const char *carry_command(struct bench *bench, const struct id *person, struct command command)
{
    struct scene scene = bench_scene(bench);
    const struct record *known = board_get(bench->journey, RECORD_TYPE_PERSON, person);
    CHECK(known != NULL);
    command.by = *person;
    command.role = (enum role)known->fields[PERSON_ROLE].integer;
    command.at = bench->at += 1000;
    decide(&scene, &command, &bench->ids, &bench->arena, &bench->outcome);
    return carry_out(bench);
}

const char *bench_command(struct bench *bench, const struct id *person, enum verb verb,
                          const struct value *fields)
{
    struct command command = { .verb = verb, .hat = verb_infos[verb].hat, .fields = fields };
    command.op = chance_id(&bench->chance);
    return carry_command(bench, person, command);
}

static const char *decide_text(struct bench *bench, const struct id *person, struct span text)
{
    struct do_message act;
    struct misunderstood misunderstood;
    bench->outcome = (struct outcome){ 0 };
    if (!wire_read_do(text, &bench->arena, &act, &misunderstood)) {
        bench->outcome.refused = misunderstood.why;
        return refusal_texts[misunderstood.why.code].code;
    }
    if (!act.hat_given)
        act.command.hat = verb_infos[act.command.verb].hat;
    return carry_command(bench, person, act.command);
}

const char *bench_do(struct bench *bench, const char *person, const char *verb, const char *format, ...)
{
    struct id op = chance_id(&bench->chance), by = id_word(person);
    va_list list;
    va_start(list, format);
    struct span fields = fill_list(bench, format, list);
    va_end(list);
    const char *comma = fields.size > 0 ? "," : "";
    char *text = NULL;
    int size = asprintf(&text, "{\"op\":\"%s\",\"verb\":\"%s\"%s%s}", op.text, verb, comma, fields.data);
    CHECK(size >= 0);
    const char *answer = decide_text(bench, &by, (struct span){ text, (size_t)size });
    free(text);
    return answer;
}

/* ---- putting records without a command */

static void put_records(struct bench *bench, const struct record *records, size_t count)
{
    struct change *changes = ARENA_ARRAY(&bench->arena, struct change, count);
    bool in_room = record_infos[records[0].type].stream == STREAM_KIND_ROOM;
    for (size_t i = 0; i < count; i++)
        changes[i] =
            (struct change){ CHANGE_PUT, records[i].type, record_id(&records[i]), records[i].fields };
    const struct event event = {
        .stream = *board_stream(in_room ? bench->room : bench->journey),
        .at = bench->at,
        .verb = SPAN("test.put"),
        .fields_verb = VERB_COUNT,
        .changes = changes,
        .change_count = count,
    };
    apply_event(bench, &event, in_room);
}

static struct record read_record(struct bench *bench, struct span text)
{
    struct record record;
    struct error error;
    if (wire_read_record(text, &bench->arena, &record, &error) < 0) {
        (void)fprintf(stderr, "%s: %s\n", text.data, error.text);
        CHECK(false);
    }
    return record;
}

void bench_put(struct bench *bench, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    struct record record = read_record(bench, fill_list(bench, format, list));
    va_end(list);
    put_records(bench, &record, 1);
}

void bench_fill(struct bench *bench, const char *type, size_t count, const char *fields)
{
    struct record *records = ARENA_ARRAY(&bench->arena, struct record, count);
    struct value *values = NULL;
    for (size_t i = 0; i < count; i++) {
        struct id id = chance_id(&bench->chance);
        if (i == 0) {
            struct span text = bench_text(bench, "{'id':'%s','type':'%s',%s}", id.text, type, fields);
            records[0] = read_record(bench, text);
            continue;
        }
        size_t field_count = record_infos[records[0].type].shape.count;
        values = ARENA_ARRAY(&bench->arena, struct value, field_count);
        memcpy(values, records[0].fields, field_count * sizeof *values);
        values[0].text = arena_copy(&bench->arena, id_span(&id));
        records[i] = (struct record){ records[0].type, values };
    }
    if (count > 0)
        put_records(bench, records, count);
}

/* ---- looking */

static const char *show(struct bench *bench, const struct record *record)
{
    struct buffer out;
    buffer_init(&out);
    if (record == NULL)
        buffer_add_text(&out, "none");
    else
        wire_write_canonical(&out, record);
    const char *kept = arena_copy(&bench->arena, buffer_view(&out));
    buffer_finish(&out);
    return kept;
}

const char *bench_show(struct bench *bench, const char *id)
{
    struct id key = id_word(id);
    const struct record *record = board_find(bench->room, &key);
    return show(bench, record ? record : board_find(bench->journey, &key));
}

const char *bench_draft(struct bench *bench, const char *slot, const char *owner, const char *key)
{
    struct id slot_id = id_word(slot), owner_id = id_word(owner);
    struct id key_id = key ? id_word(key) : (struct id){ { 0 } };
    const struct draft *draft = board_draft(bench->room, &slot_id, &owner_id, &key_id);
    return show(bench, draft ? &draft->record : NULL);
}

bool bench_holds(struct bench *bench, const char *id, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    struct span fragment = fill_list(bench, format, list);
    va_end(list);
    return strstr(bench_show(bench, id), fragment.data) != NULL;
}

const char *bench_newest(struct bench *bench, enum record_type type)
{
    bool in_room = record_infos[type].stream == STREAM_KIND_ROOM;
    const struct board *board = in_room ? bench->room : bench->journey;
    const struct record *record, *newest = NULL;
    for (size_t cursor = 0; (record = board_next(board, type, &cursor)) != NULL;)
        newest = record;
    CHECK(newest != NULL);
    struct id id = record_id(newest);
    return arena_copy(&bench->arena, id_span(&id));
}

/* ---- dumps */

static int compare_lines(const void *a, const void *b)
{
    const char *const *first = a, *const *second = b;
    return strcmp(*first, *second);
}

static void dump_board(struct bench *bench, const struct board *board, const char **lines, size_t *count)
{
    for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++) {
        const struct record *record;
        for (size_t cursor = 0; (record = board_next(board, type, &cursor)) != NULL;)
            lines[(*count)++] = show(bench, record);
    }
}

struct span bench_dump(struct bench *bench, const struct board *journey, const struct board *room)
{
    size_t count = 0, capacity = 0;
    for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++)
        capacity += board_count(journey, type) + board_count(room, type);
    const char **lines = ARENA_ARRAY(&bench->arena, const char *, capacity);
    dump_board(bench, journey, lines, &count);
    dump_board(bench, room, lines, &count);
    qsort(lines, count, sizeof *lines, compare_lines);
    struct buffer out;
    buffer_init(&out);
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(&out, lines[i]);
        buffer_add_byte(&out, '\n');
    }
    struct span kept = { arena_copy(&bench->arena, buffer_view(&out)), out.size };
    buffer_finish(&out);
    return kept;
}

static bool type_of(void *context, const struct id *id, enum record_type *type)
{
    const struct record *record = board_find(context, id);
    if (record != NULL)
        *type = record->type;
    return record != NULL;
}

struct span bench_replayed(struct bench *bench)
{
    struct board *journey = board_create(board_stream(bench->journey));
    struct board *room = board_create(board_stream(bench->room));
    for (size_t i = 0; i < bench->log_count; i++) {
        struct board *board = bench->log[i].in_room ? room : journey;
        struct type_source types = { type_of, board };
        struct event event = bench->log[i].header;
        struct error error;
        const char *why;
        CHECK(wire_read_payload(bench->log[i].payload, &types, &bench->arena, &event, &error) == 0);
        CHECK(board_apply(board, &event, &why) == 0);
    }
    struct span dump = bench_dump(bench, journey, room);
    board_destroy(journey);
    board_destroy(room);
    return dump;
}
