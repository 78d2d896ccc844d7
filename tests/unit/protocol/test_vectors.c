/* The lines of protocol/vectors/, which the browser's tests read too. Each is read, and written again byte for byte where
 * it is in written form. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "heard.h"
#include "rewrite.h"

#define LINE_BYTES 8192

struct vector {
    struct arena arena;
    const char *name;
    bool written; /* in written form */
    int64_t n;    /* of a refusal */
    const char *field;
    struct span text;
    const struct node *message;
};

static void vector_read(struct vector *vector, char *line)
{
    static const char before[] = "\"message\":";
    const char *fault;
    struct span whole = span_of(line);
    while (whole.size > 0 && line[whole.size - 1] == '\n')
        line[--whole.size] = '\0';
    arena_init(&vector->arena);
    const struct node *node = node_read_own(whole, &vector->arena, &fault);
    cr_assert_not_null(node, "%s: %s", line, fault);
    const struct node *written = node_member(node, "written"), *n = node_member(node, "n"),
                      *field = node_member(node, "field");
    vector->name = node_member(node, "name")->text.data;
    vector->written = !written || written->integer;
    vector->n = n ? n->integer : 0;
    vector->field = field ? field->text.data : NULL;
    vector->message = node_member(node, "message");
    char *start = strstr(line, before);
    cr_assert_not_null(start);
    vector->text =
        (struct span){ start + strlen(before), whole.size - (size_t)(start - line) - strlen(before) - 1 };
}

static void for_each_vector(const char *file, void (*check)(struct vector *vector))
{
    static char line[LINE_BYTES];
    char path[500];
    size_t count = 0;
    snprintf(path, sizeof path, "%s/protocol/vectors/%s", KRING_SOURCE_DIR, file);
    FILE *lines = fopen(path, "r");
    cr_assert_not_null(lines, "%s", path);
    while (fgets(line, sizeof line, lines)) {
        struct vector vector;
        vector_read(&vector, line);
        check(&vector);
        arena_finish(&vector.arena);
        count++;
    }
    fclose(lines);
    cr_assert_gt(count, 5);
}

static void expect_written(struct vector *vector, struct buffer *out, struct span expected)
{
    struct span view = buffer_view(out);
    cr_assert(span_equal(view, expected), "%s\n%.*s instead of\n%.*s", vector->name, (int)view.size,
              view.data, (int)expected.size, expected.data);
    buffer_finish(out);
}

static bool verbs_seen[VERB_COMMANDS];

static void check_client_message(struct vector *vector)
{
    struct heard heard;
    struct buffer out;
    hear(&heard, vector->text);
    const struct refused *why = &heard.wrong.why;
    cr_assert_str_eq(heard.order, "m", "%s: %s %s", vector->name, refusal_texts[why->code].code,
                     why->field ? why->field : "");
    if (heard.message.kind == MESSAGE_DO)
        verbs_seen[heard.message.act.command.verb] = true;
    buffer_init(&out);
    rewrite_message(&out, &heard.message);
    if (vector->written)
        expect_written(vector, &out, vector->text);
    buffer_finish(&out);
    heard_finish(&heard);
}

Test(vectors, of_a_client, .description = "W12")
{
    for_each_vector("client.jsonl", check_client_message);
}

Test(vectors, of_every_command, .description = "W12")
{
    for_each_vector("commands.jsonl", check_client_message);
    for (enum verb verb = 0; verb < VERB_COMMANDS; verb++)
        cr_assert(verbs_seen[verb], "protocol/vectors/commands.jsonl has no %s", verb_infos[verb].name);
}

/* ---- what a server says */

static bool types_seen[RECORD_TYPE_COUNT];

/* A node as text of its own. */
static struct span text_of(struct vector *vector, const struct node *node)
{
    struct buffer out;
    buffer_init(&out);
    rewrite_node(&out, node, NULL);
    struct span text = { arena_copy(&vector->arena, buffer_view(&out)), out.size };
    buffer_finish(&out);
    return text;
}

static void check_record(struct vector *vector, const struct node *node)
{
    struct arena arena;
    struct record record;
    struct error error;
    struct buffer out;
    struct span text = text_of(vector, node);
    arena_init(&arena);
    buffer_init(&out);
    cr_assert_eq(wire_read_record(text, &arena, &record, &error), 0, "%s: %s", vector->name, error.text);
    types_seen[record.type] = true;
    cr_assert(wire_write_record(&out, &record, AUDIENCE_ALL));
    expect_written(vector, &out, text);
    arena_finish(&arena);
}

static struct span word_of(const struct node *node, const char *name)
{
    const struct node *member = node_member(node, name);
    return member ? member->text : (struct span){ "", 0 };
}

static struct id id_of(const struct node *node, const char *name)
{
    return id_from(word_of(node, name));
}

static int64_t number_of(const struct node *node, const char *name)
{
    const struct node *member = node_member(node, name);
    return member ? member->integer : 0;
}

/* Vectors patch items and drop links. */
static bool vector_type_of(void *context, const struct id *id, enum record_type *type)
{
    (void)context;
    *type = RECORD_TYPE_ITEM;
    return strncmp(id->text, "item-", 5) == 0;
}

static void check_event(struct vector *vector, const struct node *node)
{
    struct arena arena;
    struct error error;
    struct buffer payload, changes, out;
    struct type_source types = { vector_type_of, NULL };
    arena_init(&arena);
    buffer_init(&payload);
    buffer_init(&changes);
    buffer_init(&out);
    buffer_add_text(&payload, "{\"changes\":");
    buffer_add(&payload, text_of(vector, node_member(node, "changes")));
    buffer_add_byte(&payload, '}');
    struct event event = {
        .seq = number_of(node, "seq"),
        .at = number_of(node, "at"),
        .verb = word_of(node, "verb"),
        .by = id_of(node, "by"),
        .phase = id_of(node, "phase"),
        .hat = node_member(node, "hat") ? HAT_HOST : HAT_VOICE,
    };
    struct id op = id_of(node, "op");
    cr_assert_eq(wire_read_payload(buffer_view(&payload), &types, &arena, &event, &error), 0, "%s: %s",
                 vector->name, error.text);
    wire_write_changes(&changes, event.changes, event.change_count, AUDIENCE_ALL);
    wire_write_event(&out, &event, &op, buffer_view(&changes));
    if (vector->written)
        expect_written(vector, &out, text_of(vector, node));
    buffer_finish(&payload);
    buffer_finish(&changes);
    buffer_finish(&out);
    arena_finish(&arena);
}

static enum refusal refusal_of(const struct node *node)
{
    for (enum refusal code = 0; code < REFUSAL_COUNT; code++)
        if (span_is(word_of(node, "code"), refusal_texts[code].code))
            return code;
    cr_assert(false, "no such refusal");
    return REFUSAL_NONE;
}

static void check_refusal(struct vector *vector, const char *kind)
{
    const struct node *node = vector->message;
    struct refused refused = { .code = refusal_of(node),
                               .n = vector->n,
                               .field = vector->field,
                               .retry_ms = number_of(node, "retry_ms") };
    struct id op = id_of(node, "op"), join = id_of(node, "join");
    struct buffer out;
    for (enum filter filter = 0; filter < FILTER_COUNT; filter++)
        if (span_is(word_of(node, "filter"), choice_filter.words[filter]))
            refused.filter = filter;
    buffer_init(&out);
    if (strcmp(kind, "error") == 0)
        wire_write_error(&out, &refused);
    else if (id_is_empty(&join))
        wire_write_refused(&out, &op, &refused);
    else
        wire_write_join_refused(&out, &join, &refused);
    expect_written(vector, &out, vector->text);
}

static void check_short_message(struct vector *vector, const char *kind)
{
    const struct node *node = vector->message;
    struct id op = id_of(node, "op");
    struct buffer out;
    buffer_init(&out);
    if (strcmp(kind, "done") == 0) {
        wire_write_done(&out, &op, number_of(node, "seq"));
    } else {
        enum notice notice = 0;
        while (!span_is(word_of(node, "code"), notice_texts[notice].code))
            cr_assert_lt(++notice, NOTICE_COUNT);
        wire_write_notice(&out, notice);
    }
    expect_written(vector, &out, vector->text);
}

static void check_server_message(struct vector *vector)
{
    const char *kind = word_of(vector->message, "m").data;
    const struct node *records = node_member(vector->message, "records");
    const struct node *events = node_member(vector->message, "events");
    struct buffer out;
    buffer_init(&out);
    rewrite_node(&out, vector->message, NULL);
    if (vector->written)
        expect_written(vector, &out, vector->text);
    buffer_finish(&out);
    for (const struct node *each = records ? records->first : NULL; each; each = each->next)
        check_record(vector, each);
    for (const struct node *each = events ? events->first : NULL; each; each = each->next)
        check_event(vector, each);
    if (strcmp(kind, "refused") == 0 || strcmp(kind, "error") == 0)
        check_refusal(vector, kind);
    if (strcmp(kind, "done") == 0 || strcmp(kind, "notice") == 0)
        check_short_message(vector, kind);
}

Test(vectors, of_a_server, .description = "W12")
{
    for_each_vector("server.jsonl", check_server_message);
}

Test(vectors, of_every_record, .description = "W12")
{
    for_each_vector("records.jsonl", check_server_message);
    for (enum record_type type = 0; type < RECORD_TYPE_COUNT; type++)
        cr_assert(types_seen[type], "protocol/vectors/records.jsonl has no %s", record_infos[type].name);
}

static void check_either(struct vector *vector)
{
    bool by_server = node_member(vector->message, "records") || node_member(vector->message, "events");
    cr_assert_not(vector->written);
    if (by_server)
        check_server_message(vector);
    else
        check_client_message(vector);
}

Test(vectors, in_other_forms, .description = "W12")
{
    for_each_vector("other_forms.jsonl", check_either);
}
