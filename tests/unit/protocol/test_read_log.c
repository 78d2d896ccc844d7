/* Our own log: read whole or not at all. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "chance.h"
#include "heard.h"
#include "node.h"

#define GROUP(more) "{\"id\":\"" ID("g") "\",\"type\":\"group\",\"name\":\"Us\",\"colour\":\"sun\"" more "}"

static bool type_of(void *context, const struct id *id, enum record_type *type)
{
    (void)context;
    *type = RECORD_TYPE_ITEM;
    return id->text[0] == 'i';
}

static int read_payload(struct arena *arena, const char *verb, const char *payload, struct event *event,
                        struct error *error)
{
    struct type_source types = { type_of, NULL };
    *event = (struct event){ .verb = span_of(verb) };
    *error = (struct error){ 0 };
    return wire_read_payload(span_of(payload), &types, arena, event, error);
}

static void expect_damage(const char *payload)
{
    struct arena arena;
    struct event event;
    struct error error;
    arena_init(&arena);
    cr_assert_lt(read_payload(&arena, "item.add", payload, &event, &error), 0, "%s",
                 payload ? payload : "none");
    cr_assert_lt(error.code, 0);
    cr_assert_gt(strlen(error.text), 5);
    arena_finish(&arena);
}

static void expect_changes(const char *payload, size_t count)
{
    struct arena arena;
    struct event event;
    struct error error;
    arena_init(&arena);
    cr_assert_eq(read_payload(&arena, "item.add", payload, &event, &error), 0, "%s: %s", payload, error.text);
    cr_assert_eq(event.change_count, count);
    arena_finish(&arena);
}

Test(read_log, what_is_no_payload_is_damage, .description = "W9")
{
    static const char *const wrong[] = {
        "",
        " ",
        "{",
        "[]",
        "1",
        "null",
        "{}",
        "{\"changes\":{}}",
        "{\"changes\":[]} x",
        "{\"changes\":[]}{}",
        "{\"changes\":[],}",
        "{\"changes\":[]",
        "{\"changes\":[],\"changes\":[]}",
        "{\"fields\":{},\"fields\":{},\"changes\":[]}",
        "{\"fields\":{},\"changes\":[],\"more\":1}",
        "{\"changes\":[1]}",
        "{\"changes\":[[]]}",
        "{\"changes\":[[\"put\"]]}",
        "{\"changes\":[[\"put\",1]]}",
        "{\"changes\":[[\"put\"," GROUP("") ",1]]}",
        "{\"changes\":[[\"push\"," GROUP("") "]]}",
        "{\"changes\":[[\"drop\"]]}",
        "{\"changes\":[[\"drop\",\"short\"]]}",
        "{\"changes\":[[\"drop\",7]]}",
        "{\"changes\":[[\"patch\",\"" ID("i") "\"]]}",
        "{\"changes\":[[\"patch\",\"" ID("i") "\",[]]]}",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        expect_damage(wrong[i]);
    expect_damage(NULL); /* what was redacted has no payload, and nobody should ask for it */
}

Test(read_log, a_record_that_this_version_does_not_know_is_damage, .description = "W9")
{
    static const char *const wrong[] = {
        "{\"id\":\"" ID("g") "\",\"name\":\"Us\",\"colour\":\"sun\"}",
        "{\"id\":\"" ID("g") "\",\"type\":\"tribe\",\"name\":\"Us\",\"colour\":\"sun\"}",
        "{\"id\":\"" ID("g") "\",\"type\":3,\"name\":\"Us\",\"colour\":\"sun\"}",
        GROUP(",\"type\":\"group\""),
        GROUP(",\"name\":\"We\""),
        GROUP(",\"motto\":\"Us\""),
        GROUP(",\"side\":null"),
        GROUP(",\"side\":\"outside\""),
        GROUP(",\"side\":1"),
        "{\"id\":\"short\",\"type\":\"group\",\"name\":\"Us\",\"colour\":\"sun\"}",
        "{\"id\":\"" ID("g") "\",\"type\":\"group\",\"colour\":\"sun\"}",
        "{\"id\":\"" ID("g") "\",\"type\":\"group\",\"name\":7,\"colour\":\"sun\"}",
        "{\"id\":\"" ID("s") "\",\"type\":\"seat\",\"person\":\"" ID("p") "\",\"present\":1,\"since\":2}",
        "{\"id\":\"" ID("s") "\",\"type\":\"seat\",\"person\":\"" ID(
            "p") "\",\"present\":true,\"since\":2.0}",
        "{\"id\":\"" ID("s") "\",\"type\":\"seat\",\"person\":\"" ID(
            "p") "\",\"present\":true,\"since\":9007199254740992}",
        "{\"id\":\"" ID("b") "\",\"type\":\"ballot\",\"round\":\"" ID("r") "\",\"by\":\"" ID(
            "p") "\",\"dots\":[{\"option\":\"" ID("i") "\"}]}",
    };
    char payload[1000];
    struct arena arena;
    struct record record;
    struct error error;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        arena_init(&arena);
        cr_assert_lt(wire_read_record(span_of(wrong[i]), &arena, &record, &error), 0, "%s", wrong[i]);
        arena_finish(&arena);
        snprintf(payload, sizeof payload, "{\"changes\":[[\"put\",%s]]}", wrong[i]);
        expect_damage(payload);
    }
    expect_changes("{\"changes\":[[\"put\"," GROUP("") "]]}", 1);
}

Test(read_log, a_change_of_a_record_that_is_not_there_is_damage, .description = "W9")
{
    expect_damage("{\"changes\":[[\"drop\",\"" ID("x") "\"]]}");
    expect_damage("{\"changes\":[[\"patch\",\"" ID("x") "\",{}]]}");
    expect_damage("{\"changes\":[[\"patch\",\"" ID("g") "\",{\"name\":\"We\"}],[\"put\"," GROUP("") "]]}");
    expect_changes("{\"changes\":[[\"drop\",\"" ID("i") "\"]]}", 1);
    expect_changes("{\"changes\":[[\"put\"," GROUP("") "],[\"patch\",\"" ID(
                       "g") "\",{\"name\":\"We\"}],[\"drop\",\"" ID("g") "\"]]}",
                   3);
}

Test(read_log, a_patch_says_what_it_may, .description = "W9")
{
    expect_changes("{\"changes\":[[\"patch\",\"" ID("i") "\",{\"x\":5,\"zone\":null}]]}", 1);
    expect_damage("{\"changes\":[[\"patch\",\"" ID("i") "\",{\"x\":null}]]}");
    expect_damage("{\"changes\":[[\"patch\",\"" ID("i") "\",{\"id\":\"" ID("j") "\"}]]}");
    expect_damage("{\"changes\":[[\"patch\",\"" ID("i") "\",{\"type\":\"group\"}]]}");
    expect_damage("{\"changes\":[[\"patch\",\"" ID("i") "\",{\"name\":\"We\"}]]}");
    expect_damage("{\"changes\":[[\"patch\",\"" ID("i") "\",{\"x\":5,\"x\":6}]]}");
    expect_damage("{\"changes\":[[\"patch\",\"" ID("i") "\",{\"zone\":null,\"zone\":null}]]}");
}

Test(read_log, is_not_held_to_the_limits_of_another_day)
{
    expect_changes("{\"changes\":[[\"patch\",\"" ID(
                       "i") "\",{\"x\":5000000,\"text\":\"\\u202e\",\"derived_from\":[]}]]}",
                   1);
}

Test(read_log, what_was_asked_is_read_where_it_fits)
{
    static const struct {
        const char *verb;
        const char *fields;
        enum verb read; /* VERB_COUNT: skipped */
    } cases[] = {
        { "vote.cast", "{\"round\":\"" ID("r") "\",\"option\":\"" ID("i") "\",\"dots\":3}", VERB_VOTE_CAST },
        { "vote.cast", "{\"round\":\"" ID("r") "\",\"option\":\"" ID("i") "\"}", VERB_COUNT },
        { "vote.cast", "{\"round\":\"" ID("r") "\",\"option\":\"" ID("i") "\",\"dots\":3,\"why\":1}",
          VERB_COUNT },
        { "vote.cast", "[]", VERB_COUNT },
        { "vote.shred", "{\"round\":\"" ID("r") "\"}", VERB_COUNT },
        { "person.rename", "{}", VERB_PERSON_RENAME }, /* its name is not in the log */
        { "room.open", "{}", VERB_ROOM_OPEN },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        struct event event;
        struct error error;
        char payload[500];
        arena_init(&arena);
        snprintf(payload, sizeof payload, "{\"fields\":%s,\"changes\":[]}", cases[i].fields);
        cr_assert_eq(read_payload(&arena, cases[i].verb, payload, &event, &error), 0, "%s", error.text);
        cr_assert_eq(event.fields_verb, cases[i].read, "case %zu", i);
        cr_assert_eq(event.fields != NULL, cases[i].read != VERB_COUNT, "case %zu", i);
        arena_finish(&arena);
    }
}

/* The scanner and jansson, on texts that are and that nearly are JSON. */
static bool nodes_equal(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind || !span_equal(a->name, b->name))
        return false;
    if (a->kind == NODE_TEXT)
        return span_equal(a->text, b->text) && a->text.data[a->text.size] == '\0';
    if (a->kind == NODE_INTEGER || a->kind == NODE_BOOLEAN)
        return a->integer == b->integer;
    if (a->kind == NODE_NULL)
        return true;
    const struct node *one = a->first, *two = b->first;
    for (; one && two; one = one->next, two = two->next)
        if (!nodes_equal(one, two))
            return false;
    return !one && !two && a->count == b->count;
}

Test(read_log, its_scanner_agrees_with_jansson)
{
    static const char *const texts[] = {
        "{}",
        "[]",
        "[ ]",
        "{ }",
        "[1,2]",
        "[1 2]",
        "[1,]",
        "[,1]",
        "[0]",
        "[-0]",
        "[-]",
        "[00]",
        "[01]",
        "[-01]",
        "[--1]",
        "[+1]",
        "[true,false,null]",
        "[True]",
        "[truefalse]",
        "[nul]",
        "[\"\"]",
        "[\"a\\\"b\\\\c\\/\\b\\f\\n\\r\\t\"]",
        "[\"\\a\"]",
        "[\"\\u0041\\u00e9\\u20ac\\uD83C\\uDF31\"]",
        "[\"\\u00E9\\u00Af\"]",
        "[\"\\u0000\"]",
        "[\"\\ud83c\"]",
        "[\"\\udf31\"]",
        "[\"\\ud83cx\"]",
        "[\"\\ud83c\\n\"]",
        "[\"\\ud83c\\ud83c\"]",
        "[\"\\u12\"]",
        "[\"\\u12g4\"]",
        "[\"\\u\"]",
        "[\"\\",
        "[\"\\\"]",
        "[\"open]",
        "[\"tab\there\"]",
        "[\"nl\nhere\"]",
        "[\"del\x7f\"]",
        "[\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x8c\xb1\"]",
        "[\"\xc3\"]",
        "[\"\xc0\x80\"]",
        "[\"\xed\xa0\x80\"]",
        "[\"\xf4\x90\x80\x80\"]",
        "[\"\xff\"]",
        "[\xc3\xa9]",
        "{\"a\":1,\"b\":[{\"c\":{}}]}",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{1:1}",
        "{\"a\" : 1 , \"b\" : 2 }",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,}",
        "{,}",
        "[}",
        "{]",
        "[[]",
        "[]]",
        " \t\r\n[] \n",
        "\v[]",
        "[]\f",
        "\xef\xbb\xbf[]",
        "[9223372036854775807]",
        "[9223372036854775808]",
        "[-9223372036854775807]",
        "[99999999999999999999]",
        "[\"\\u005\"]",
        "{\"\\u0000\":1}",
        "{\"\\u0041\":1}",
        "{\"a\\\"b\":1}",
        "[/**/]",
        "['a']",
        "[1]x",
        "[.1]",
        "[1a]",
        "[NaN]",
        "[Infinity]",
        "[0x1]",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct arena arena;
        struct refused why;
        const char *fault;
        arena_init(&arena);
        const struct node *own = node_read_own(span_of(texts[i]), &arena, &fault);
        const struct node *guarded = node_read_guarded(span_of(texts[i]), 16384, &arena, &why);
        cr_assert_eq(own != NULL, guarded != NULL, "%s: %s", texts[i],
                     own ? "only the scanner reads it" : fault);
        cr_assert(!own || nodes_equal(own, guarded), "%s", texts[i]);
        cr_assert_eq(own == NULL, fault != NULL);
        arena_finish(&arena);
    }
}

Test(read_log, its_scanner_bounds_depth)
{
    char text[100000];
    struct arena arena;
    const char *fault;
    memset(text, '[', sizeof text);
    arena_init(&arena);
    cr_assert_null(node_read_own((struct span){ text, sizeof text }, &arena, &fault));
    cr_assert_str_eq(fault, "it is nested too deep");
    arena_finish(&arena);
}
