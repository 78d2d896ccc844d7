/* Reads our own log. What does not fit the tables is damage or the work of a later version, and an error either way: a
 * board must never be built from half of an event. The one exception is what an event says was asked: it is kept for
 * review, no board is built from it, and verbs change faster than records; if it does not fit it is left out whole. */
#include <kring/wire.h>

#include "decode.h"

#include <errno.h>

/* What is known while one payload is read. */
struct changes_reading {
    struct reading reading;
    const struct type_source *types;
    struct change *changes;
    size_t count; /* of the changes read so far */
    size_t puts;  /* among them */
};

static int damage(struct error *error, const char *what, const char *detail)
{
    error_set(error, -EBADMSG, "%s: %s", what, detail);
    return -EBADMSG;
}

static int damage_of(struct error *error, const char *what, const struct refused *why)
{
    const char *field = why->field ? why->field : "";
    error_set(error, -EBADMSG, "%s: %s: %s", what, refusal_texts[why->code].code, field);
    return -EBADMSG;
}

/* A record says once of which type it is. */
static bool type_find(const struct node *record, enum record_type *type)
{
    const struct node *found = NULL;
    for (const struct node *member = record->first; member; member = member->next) {
        if (!span_is(member->name, "type"))
            continue;
        if (found || member->kind != NODE_TEXT)
            return false;
        found = member;
    }
    for (enum record_type each = 0; found && each < RECORD_TYPE_COUNT; each++) {
        if (!span_is(found->text, record_infos[each].name))
            continue;
        *type = each;
        return true;
    }
    return false;
}

static int read_record(struct reading *reading, const struct node *node, struct record *record,
                       struct error *error)
{
    static const struct field type_field = { .name = "type", .kind = FIELD_TEXT };
    static const struct shape beside = { "record", &type_field, 1 };
    if (node->kind != NODE_OBJECT)
        return damage(error, "a record", "no object");
    if (!type_find(node, &record->type))
        return damage(error, "a record", "of no type that this version knows");
    const struct record_info *info = &record_infos[record->type];
    record->fields = read_object(reading, &info->shape, node, MEMBERS_ALL, &beside);
    return record->fields ? 0 : damage_of(error, info->name, &reading->why);
}

static bool type_of(const struct changes_reading *changes, const struct id *id, enum record_type *type)
{
    for (size_t i = changes->puts > 0 ? changes->count : 0; i-- > 0;) {
        const struct change *earlier = &changes->changes[i];
        if (earlier->kind != CHANGE_PUT || !id_equal(&earlier->id, id))
            continue;
        *type = earlier->type;
        return true;
    }
    return changes->types->type_of(changes->types->context, id, type);
}

static int read_put(struct changes_reading *changes, const struct node *node, struct error *error)
{
    struct record record;
    int code = read_record(&changes->reading, node, &record, error);
    if (code < 0)
        return code;
    changes->changes[changes->count++] = (struct change){
        .kind = CHANGE_PUT, .type = record.type, .id = record_id(&record), .fields = record.fields
    };
    changes->puts += 1;
    return 0;
}

/* A patch or a drop: `fields` is NULL for a drop. */
static int read_of_known(struct changes_reading *changes, const struct node *id_node,
                         const struct node *fields, struct error *error)
{
    static const struct field id_field = { .name = "id", .kind = FIELD_ID };
    struct value value;
    if (!read_value(&changes->reading, &id_field, id_node, &value))
        return damage_of(error, "a change", &changes->reading.why);
    struct change change = { .kind = fields ? CHANGE_PATCH : CHANGE_DROP, .id = value_id(&value) };
    if (!type_of(changes, &change.id, &change.type))
        return damage(error, "a change of a record that is not there", change.id.text);
    const struct record_info *info = &record_infos[change.type];
    if (fields) {
        if (fields->kind != NODE_OBJECT || node_member(fields, "id"))
            return damage(error, info->name, "a patch of another form");
        change.fields = read_object(&changes->reading, &info->shape, fields, MEMBERS_SOME, NULL);
        if (!change.fields)
            return damage_of(error, info->name, &changes->reading.why);
    }
    changes->changes[changes->count++] = change;
    return 0;
}

static int read_change(struct changes_reading *changes, const struct node *node, struct error *error)
{
    const struct node *name = node->kind == NODE_LIST ? node->first : NULL;
    if (name && name->kind == NODE_TEXT) {
        if (node->count == 2 && span_is(name->text, "put"))
            return read_put(changes, name->next, error);
        if (node->count == 3 && span_is(name->text, "patch"))
            return read_of_known(changes, name->next, name->next->next, error);
        if (node->count == 2 && span_is(name->text, "drop"))
            return read_of_known(changes, name->next, NULL, error);
    }
    return damage(error, "a change", "neither put, patch nor drop");
}

static void read_asked(struct arena *arena, const struct node *asked, struct event *event)
{
    struct reading reading = { .arena = arena, .origin = ORIGIN_LOG };
    enum verb verb;
    event->fields_verb = VERB_COUNT;
    event->fields = NULL;
    if (!asked || asked->kind != NODE_OBJECT || !verb_find(event->verb, VERB_COUNT, &verb))
        return;
    event->fields = read_object(&reading, &verb_infos[verb].shape, asked, MEMBERS_IN_LOG, NULL);
    if (event->fields)
        event->fields_verb = verb;
}

/* A payload has changes and may have fields, and nothing else. */
static bool payload_is_whole(const struct node *node, const struct node *list, const struct node *asked)
{
    return list && list->kind == NODE_LIST && node->count == (asked ? 2u : 1u);
}

int wire_read_payload(struct span payload, const struct type_source *types, struct arena *arena,
                      struct event *event, struct error *error)
{
    const char *fault;
    const struct node *node = node_read_own(payload, arena, &fault);
    if (!node)
        return damage(error, "a payload", fault);
    const struct node *list = node_member(node, "changes");
    const struct node *asked = node_member(node, "fields");
    if (!payload_is_whole(node, list, asked))
        return damage(error, "a payload", "of another form");
    struct changes_reading changes = {
        .reading = { .arena = arena, .origin = ORIGIN_LOG },
        .types = types,
        .changes = ARENA_ARRAY(arena, struct change, list->count),
    };
    for (const struct node *each = list->first; each; each = each->next) {
        int code = read_change(&changes, each, error);
        if (code < 0)
            return code;
    }
    read_asked(arena, asked, event);
    event->changes = changes.changes;
    event->change_count = changes.count;
    return 0;
}

int wire_read_record(struct span bytes, struct arena *arena, struct record *record, struct error *error)
{
    struct reading reading = { .arena = arena, .origin = ORIGIN_LOG };
    const char *fault;
    const struct node *node = node_read_own(bytes, arena, &fault);
    return node ? read_record(&reading, node, record, error) : damage(error, "a record", fault);
}
