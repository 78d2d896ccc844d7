/* Records, changes and payloads as they are written, and what each audience sees of them. */
#include <kring/wire.h>

#include <criterion/criterion.h>

#include "encode.h"
#include "heard.h"

#define FACILITATOR (1u << ROLE_FACILITATOR)
#define PARTICIPANT (1u << ROLE_PARTICIPANT)
#define OBSERVER (1u << ROLE_OBSERVER)

static void expect_written(struct buffer *out, const char *expected)
{
    struct span view = buffer_view(out);
    cr_assert(span_is(view, expected), "\n%.*s instead of\n%s", (int)view.size, view.data, expected);
    buffer_clear(out);
}

static struct value text(const char *text)
{
    return (struct value){ .kind = VALUE_TEXT, .count = (uint32_t)strlen(text), .text = text };
}

static struct value number(int64_t number)
{
    return (struct value){ .kind = VALUE_INTEGER, .integer = number };
}

static struct value choice(int64_t place)
{
    return (struct value){ .kind = VALUE_CHOICE, .integer = place };
}

static void fill_group(struct value fields[GROUP_FIELDS])
{
    fields[GROUP_ID] = text(ID("g"));
    fields[GROUP_NAME] = text("Partners & \"friends\"");
    fields[GROUP_SIDE] = (struct value){ .kind = VALUE_ABSENT };
    fields[GROUP_COLOUR] = choice(COLOUR_LEAF);
}

Test(encode, a_record_in_its_written_form)
{
    struct value fields[GROUP_FIELDS];
    struct record record = { RECORD_TYPE_GROUP, fields };
    struct buffer out;
    buffer_init(&out);
    fill_group(fields);
    cr_assert(wire_write_record(&out, &record, AUDIENCE_ALL));
    expect_written(
        &out, "{\"id\":\"" ID(
                  "g") "\",\"type\":\"group\",\"name\":\"Partners & \\\"friends\\\"\",\"colour\":\"leaf\"}");
    buffer_finish(&out);
}

Test(encode, a_record_in_its_canonical_form, .description = "W10")
{
    struct value fields[GROUP_FIELDS];
    struct record record = { RECORD_TYPE_GROUP, fields };
    struct buffer out;
    buffer_init(&out);
    fill_group(fields);
    fields[GROUP_SIDE] = choice(SIDE_BOTH);
    wire_write_canonical(&out, &record);
    expect_written(
        &out, "{\"colour\":\"leaf\",\"id\":\"" ID(
                  "g") "\",\"name\":\"Partners & \\\"friends\\\"\",\"side\":\"both\",\"type\":\"group\"}");
    buffer_finish(&out);
}

Test(encode, the_canonical_form_sorts_at_every_level, .description = "W10")
{
    struct value words[WORDS_FIELDS] = { text("a"), text("b") };
    struct value vote[RULE_OF_VOTE_FIELDS] = { choice(RULE_DOTS) };
    struct value fields[PHASE_FIELDS] = { { 0 } };
    struct record record = { RECORD_TYPE_PHASE, fields };
    struct buffer out;
    buffer_init(&out);
    vote[RULE_OF_VOTE_DOTS] = number(5);
    vote[RULE_OF_VOTE_SECRET] = (struct value){ .kind = VALUE_BOOLEAN, .boolean = true };
    fields[PHASE_ID] = text(ID("p"));
    fields[PHASE_NAME] = (struct value){ .kind = VALUE_OBJECT, .count = WORDS_FIELDS, .items = words };
    fields[PHASE_VOTE] = (struct value){ .kind = VALUE_OBJECT, .count = RULE_OF_VOTE_FIELDS, .items = vote };
    fields[PHASE_MAY] = (struct value){ .kind = VALUE_LIST, .count = 0, .items = NULL };
    wire_write_canonical(&out, &record);
    expect_written(
        &out, "{\"id\":\"" ID("p") "\",\"may\":[],\"name\":{\"en\":\"a\",\"nl\":\"b\"},\"type\":\"phase\","
                                   "\"vote\":{\"dots\":5,\"secret\":true,\"type\":\"dots\"}}");
    buffer_finish(&out);
}

Test(encode, changes_in_their_written_form)
{
    struct value group[GROUP_FIELDS];
    struct value patch[GROUP_FIELDS] = { { 0 } };
    struct change changes[] = {
        { .kind = CHANGE_PUT, .type = RECORD_TYPE_GROUP, .id = { ID("g") }, .fields = group },
        { .kind = CHANGE_PATCH, .type = RECORD_TYPE_GROUP, .id = { ID("g") }, .fields = patch },
        { .kind = CHANGE_DROP, .type = RECORD_TYPE_LINK, .id = { ID("l") } },
    };
    struct buffer out;
    buffer_init(&out);
    fill_group(group);
    patch[GROUP_NAME] = text("We");
    patch[GROUP_SIDE].kind = VALUE_NULL;
    cr_assert_eq(wire_write_changes(&out, changes, 3, AUDIENCE_ALL), 3);
    expect_written(
        &out,
        "[[\"put\",{\"id\":\"" ID(
            "g") "\",\"type\":\"group\",\"name\":\"Partners & \\\"friends\\\"\",\"colour\":\"leaf\"}],"
                 "[\"patch\",\"" ID("g") "\",{\"name\":\"We\",\"side\":null}],[\"drop\",\"" ID("l") "\"]]");
    cr_assert_eq(wire_write_changes(&out, NULL, 0, AUDIENCE_ALL), 0);
    expect_written(&out, "[]");
    buffer_finish(&out);
}

Test(encode, a_payload_leaves_out_what_the_log_must_not_hold, .description = "W11")
{
    struct value fields[PERSON_RENAME_FIELDS] = { text("Ada") };
    struct event event = { .fields_verb = VERB_PERSON_RENAME, .fields = fields };
    struct buffer out;
    buffer_init(&out);
    wire_write_payload(&out, &event);
    expect_written(&out, "{\"fields\":{},\"changes\":[]}");
    event.fields_verb = VERB_COUNT;
    event.fields = NULL;
    wire_write_payload(&out, &event);
    expect_written(&out, "{\"changes\":[]}");
    buffer_finish(&out);
}

/* The catalogue of today shows every field to everybody who sees its record, so the rule is held with a table of ours. */
static const struct field sight_fields[] = {
    { .name = "id", .kind = FIELD_ID, .in_log = true, .see = FACILITATOR | PARTICIPANT | OBSERVER },
    { .name = "name", .kind = FIELD_TEXT, .in_log = true, .see = FACILITATOR | PARTICIPANT },
    { .name = "doubt", .kind = FIELD_TEXT, .in_log = true, .see = FACILITATOR },
    { .name = "kept", .kind = FIELD_TEXT, .in_log = true, .see = 0 },
};
static const struct record_info sight = {
    .name = "sight",
    .see = FACILITATOR | PARTICIPANT,
    .shape = { "sight", sight_fields, 4 },
};

Test(encode, an_audience_sees_its_fields_only, .description = "W8")
{
    struct value fields[] = { text(ID("s")), text("a"), text("b"), text("c") };
    struct buffer out;
    buffer_init(&out);
    cr_assert(encode_record(&out, &sight, fields, AUDIENCE_ALL));
    expect_written(
        &out, "{\"id\":\"" ID("s") "\",\"type\":\"sight\",\"name\":\"a\",\"doubt\":\"b\",\"kept\":\"c\"}");
    cr_assert(encode_record(&out, &sight, fields, FACILITATOR));
    expect_written(&out, "{\"id\":\"" ID("s") "\",\"type\":\"sight\",\"name\":\"a\",\"doubt\":\"b\"}");
    cr_assert(encode_record(&out, &sight, fields, PARTICIPANT));
    expect_written(&out, "{\"id\":\"" ID("s") "\",\"type\":\"sight\",\"name\":\"a\"}");
    cr_assert_not(encode_record(&out, &sight, fields, OBSERVER));
    expect_written(&out, "");
    buffer_finish(&out);
}

Test(encode, an_audience_learns_of_changes_that_it_sees, .description = "W8")
{
    struct value fields[] = { { 0 }, { 0 }, text("b"), { .kind = VALUE_NULL } };
    struct change patch = { .kind = CHANGE_PATCH, .id = { ID("s") }, .fields = fields };
    struct change drop = { .kind = CHANGE_DROP, .id = { ID("s") } };
    struct buffer out;
    buffer_init(&out);
    cr_assert(encode_change(&out, &sight, &patch, AUDIENCE_ALL));
    expect_written(&out, "[\"patch\",\"" ID("s") "\",{\"doubt\":\"b\",\"kept\":null}]");
    cr_assert(encode_change(&out, &sight, &patch, FACILITATOR));
    expect_written(&out, "[\"patch\",\"" ID("s") "\",{\"doubt\":\"b\"}]");
    cr_assert_not(encode_change(&out, &sight, &patch, PARTICIPANT));
    cr_assert_not(encode_change(&out, &sight, &patch, OBSERVER));
    cr_assert(encode_change(&out, &sight, &drop, PARTICIPANT));
    expect_written(&out, "[\"drop\",\"" ID("s") "\"]");
    cr_assert_not(encode_change(&out, &sight, &drop, OBSERVER));
    expect_written(&out, "");
    buffer_finish(&out);
}

/* An audience of which no record and no field knows: everything is hidden from it. */
Test(encode, nothing_is_written_for_whom_nothing_is_for, .description = "W8")
{
    struct value group[GROUP_FIELDS];
    struct value patch[GROUP_FIELDS] = { { 0 } };
    struct record record = { RECORD_TYPE_GROUP, group };
    struct change changes[] = {
        { .kind = CHANGE_PUT, .type = RECORD_TYPE_GROUP, .id = { ID("g") }, .fields = group },
        { .kind = CHANGE_PATCH, .type = RECORD_TYPE_GROUP, .id = { ID("g") }, .fields = patch },
        { .kind = CHANGE_DROP, .type = RECORD_TYPE_GROUP, .id = { ID("g") } },
    };
    struct buffer out;
    buffer_init(&out);
    fill_group(group);
    patch[GROUP_NAME] = text("We");
    unsigned nobody = 1u << ROLE_COUNT;
    cr_assert_not(wire_write_record(&out, &record, nobody));
    cr_assert_eq(out.size, 0);
    cr_assert_eq(wire_write_changes(&out, changes, 3, nobody), 0);
    expect_written(&out, "[]");
    cr_assert_eq(wire_write_changes(&out, changes, 3, OBSERVER | nobody), 3);
    buffer_finish(&out);
}
