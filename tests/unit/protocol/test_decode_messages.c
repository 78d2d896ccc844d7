/* The four messages, and acts without their envelope. */
#include <kring/limits.h>

#include <criterion/criterion.h>
#include <stdio.h>

#include "heard.h"

#define STREAM "\"stream\":\"" ID("r") "\""

Test(decode_messages, what_is_no_message_is_refused)
{
    static const char *const wrong[] = {
        "{}",           "{\"x\":1}",        "{\"m\":\"\"}",   "{\"m\":\"wave\"}", "{\"m\":1}",
        "{\"m\":null}", "{\"m\":[\"do\"]}", "{\"m\":\"DO\"}", "{\"m\":\"do \"}",  "{\"m\":\"welcome\"}",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        expect_refused(span_of(wrong[i]), REFUSAL_MESSAGE_UNKNOWN, NULL, 0);
}

Test(decode_messages, a_join_by_link)
{
    struct heard heard;
    hear_one(&heard, "{\"m\":\"join\"," STREAM ",\"key\":\"s3cr3t\",\"name\":\"Ada\",\"group\":\"" ID(
                         "g") "\",\"language\":\"nl\",\"have\":41,\"snapshot\":\"http\"}");
    cr_assert_eq(heard.message.kind, MESSAGE_JOIN);
    const struct join_message *join = &heard.message.join;
    cr_assert_str_eq(join->stream.text, ID("r"));
    cr_assert(span_is(join->key, "s3cr3t"));
    cr_assert_eq(join->resume.size, 0);
    cr_assert(span_is(join->name, "Ada"));
    cr_assert_str_eq(join->group.text, ID("g"));
    cr_assert_eq(join->language, LANGUAGE_NL);
    cr_assert_eq(join->have, 41);
    cr_assert(join->snapshot_by_http);
    heard_finish(&heard);
}

Test(decode_messages, a_join_by_token_needs_nothing_else)
{
    struct heard heard;
    hear_one(&heard, "{\"m\":\"join\"," STREAM ",\"resume\":\"t0k3n\"}");
    const struct join_message *join = &heard.message.join;
    cr_assert_eq(join->key.size, 0);
    cr_assert(span_is(join->resume, "t0k3n"));
    cr_assert_eq(join->name.size, 0);
    cr_assert(id_is_empty(&join->group));
    cr_assert_eq(join->language, LANGUAGE_EN);
    cr_assert_eq(join->have, -1);
    cr_assert_not(join->snapshot_by_http);
    heard_finish(&heard);
}

Test(decode_messages, a_join_is_read_strictly, .description = "W1, W4")
{
    static const struct {
        const char *fields;
        enum refusal code;
        const char *field;
        int64_t n;
    } wrong[] = {
        { "\"key\":\"k\"", REFUSAL_FIELD_MISSING, "stream", 0 },
        { "\"stream\":\"r\",\"key\":\"k\"", REFUSAL_FIELD_NOT_ALLOWED, "stream", 0 },
        { STREAM, REFUSAL_FIELD_MISSING, "key", 0 },
        { STREAM ",\"key\":\"k\",\"resume\":\"t\"", REFUSAL_FIELD_NOT_ALLOWED, "resume", 0 },
        { STREAM ",\"key\":\"\"", REFUSAL_TEXT_EMPTY, "key", 0 },
        { STREAM ",\"key\":7", REFUSAL_FIELD_WRONG_TYPE, "key", 0 },
        { STREAM ",\"key\":\"k\",\"name\":\" \"", REFUSAL_TEXT_EMPTY, "name", 0 },
        { STREAM ",\"key\":\"k\",\"name\":\"a\\u202eb\"", REFUSAL_TEXT_NOT_ALLOWED, "name", 0 },
        { STREAM ",\"key\":\"k\",\"group\":\"\"", REFUSAL_FIELD_NOT_ALLOWED, "group", 0 },
        { STREAM ",\"key\":\"k\",\"language\":\"fy\"", REFUSAL_FIELD_NOT_ALLOWED, "language", 0 },
        { STREAM ",\"key\":\"k\",\"have\":-1", REFUSAL_NUMBER_OUT_OF_RANGE, "have", 0 },
        { STREAM ",\"key\":\"k\",\"have\":9007199254740992", REFUSAL_NUMBER_OUT_OF_RANGE, "have", 0 },
        { STREAM ",\"key\":\"k\",\"have\":\"1\"", REFUSAL_FIELD_WRONG_TYPE, "have", 0 },
        { STREAM ",\"key\":\"k\",\"snapshot\":\"ws\"", REFUSAL_FIELD_NOT_ALLOWED, "snapshot", 0 },
        { STREAM ",\"key\":\"k\",\"snapshot\":true", REFUSAL_FIELD_WRONG_TYPE, "snapshot", 0 },
        { STREAM ",\"key\":\"k\",\"role\":\"facilitator\"", REFUSAL_FIELD_UNKNOWN, "role", 0 },
    };
    char frame[500];
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        snprintf(frame, sizeof frame, "{\"m\":\"join\",%s}", wrong[i].fields);
        expect_refused(span_of(frame), wrong[i].code, wrong[i].field, wrong[i].n);
    }
}

Test(decode_messages, a_join_keeps_its_limits, .description = "W2, W4")
{
    char frame[1000];
    char text[200];
    struct heard heard;
    memset(text, 'k', sizeof text);
    snprintf(frame, sizeof frame, "{\"m\":\"join\"," STREAM ",\"key\":\"%.*s\"}", SECRET_BYTES_MAX, text);
    hear_one(&heard, frame);
    heard_finish(&heard);
    snprintf(frame, sizeof frame, "{\"m\":\"join\"," STREAM ",\"key\":\"%.*s\"}", SECRET_BYTES_MAX + 1, text);
    expect_refused(span_of(frame), REFUSAL_TEXT_TOO_LONG, "key", SECRET_BYTES_MAX);
    /* 33 characters, 66 bytes: the limit of a secret is one of bytes */
    for (size_t i = 0; i < 66; i += 2)
        memcpy(text + i, "\xc3\xa9", 2);
    snprintf(frame, sizeof frame, "{\"m\":\"join\"," STREAM ",\"resume\":\"%.66s\"}", text);
    expect_refused(span_of(frame), REFUSAL_TEXT_TOO_LONG, "resume", SECRET_BYTES_MAX);
    memcpy(text + 66, "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", 16);
    snprintf(frame, sizeof frame,
             "{\"m\":\"join\"," STREAM ",\"key\":\"k\",\"name\":\"%.80s\",\"have\":9007199254740991}", text);
    hear_one(&heard, frame);
    cr_assert_eq(heard.message.join.name.size, 2 * NAME_POINTS_MAX);
    cr_assert_eq(heard.message.join.have, TIME_MS_MAX);
    heard_finish(&heard);
    snprintf(frame, sizeof frame, "{\"m\":\"join\"," STREAM ",\"key\":\"k\",\"name\":\"%.82s\"}", text);
    expect_refused(span_of(frame), REFUSAL_TEXT_TOO_LONG, "name", NAME_POINTS_MAX);
}

Test(decode_messages, an_act_with_its_envelope)
{
    struct heard heard;
    hear_one(&heard, "{\"m\":\"do\"," OP ",\"verb\":\"phase.start\"," STREAM
                     ",\"hat\":\"voice\",\"phase\":\"" ID("p") "\"}");
    const struct do_message *act = &heard.message.act;
    cr_assert_eq(heard.message.kind, MESSAGE_DO);
    cr_assert_str_eq(act->op.text, ID("o"));
    cr_assert_str_eq(act->command.op.text, ID("o"));
    cr_assert_str_eq(act->stream.text, ID("r"));
    cr_assert(act->hat_given);
    cr_assert_eq(act->command.hat, HAT_VOICE);
    cr_assert_eq(act->command.verb, VERB_PHASE_START);
    cr_assert(span_is(value_text(&act->command.fields[PHASE_START_PHASE]), ID("p")));
    heard_finish(&heard);
}

Test(decode_messages, an_act_wears_the_hat_of_its_verb)
{
    struct heard heard;
    hear_one(&heard, "{\"m\":\"do\"," OP ",\"verb\":\"phase.start\",\"phase\":\"" ID("p") "\"}");
    cr_assert_not(heard.message.act.hat_given);
    cr_assert_eq(heard.message.act.command.hat, HAT_HOST);
    cr_assert(id_is_empty(&heard.message.act.stream));
    heard_finish(&heard);
    hear_one(&heard, "{\"m\":\"do\"," OP ",\"verb\":\"person.regroup\"}");
    cr_assert_eq(heard.message.act.command.hat, HAT_VOICE);
    heard_finish(&heard);
}

Test(decode_messages, the_envelope_of_an_act_is_read_strictly, .description = "W1")
{
    expect_refused(SPAN("{\"m\":\"do\",\"verb\":\"item.add\"}"), REFUSAL_FIELD_MISSING, "op", 0);
    expect_refused(SPAN("{\"m\":\"do\",\"op\":\"short\",\"verb\":\"item.add\"}"), REFUSAL_OP_INVALID, NULL,
                   0);
    expect_refused(SPAN("{\"m\":\"do\",\"op\":17,\"verb\":\"item.add\"}"), REFUSAL_OP_INVALID, NULL, 0);
    expect_refused(SPAN("{\"m\":\"do\",\"op\":null,\"verb\":\"item.add\"}"), REFUSAL_OP_INVALID, NULL, 0);
    expect_refused(SPAN("{\"m\":\"do\"," OP "}"), REFUSAL_FIELD_MISSING, "verb", 0);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":3}"), REFUSAL_FIELD_WRONG_TYPE, "verb", 0);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"person.regroup\",\"hat\":\"crown\"}"),
                   REFUSAL_FIELD_NOT_ALLOWED, "hat", 0);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"person.regroup\",\"stream\":\"x\"}"),
                   REFUSAL_FIELD_NOT_ALLOWED, "stream", 0);
    expect_refused(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"person.regroup\",\"by\":\"" ID("p") "\"}"),
                   REFUSAL_FIELD_UNKNOWN, "by", 0);
}

Test(decode_messages, an_unknown_verb_is_answered_to_its_op)
{
    static const char *const wrong[] = { "",          "item",        "item.explode", "ITEM.ADD",
                                         "item.add ", "person.join", "person.leave", "phase.reveal",
                                         "room.open", "journey.open" };
    char frame[200];
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct heard heard;
        snprintf(frame, sizeof frame, "{\"m\":\"do\"," OP ",\"verb\":\"%s\"}", wrong[i]);
        expect_refused(span_of(frame), REFUSAL_VERB_UNKNOWN, NULL, 0);
        hear(&heard, span_of(frame));
        cr_assert_str_eq(heard.wrong.op.text, ID("o"));
        heard_finish(&heard);
    }
}

Test(decode_messages, presence)
{
    struct heard heard;
    hear_one(&heard, "{\"m\":\"here\",\"x\":-5,\"y\":1000000}");
    const struct here_message *here = &heard.message.here;
    cr_assert_eq(heard.message.kind, MESSAGE_HERE);
    cr_assert_eq(here->x, -5);
    cr_assert_eq(here->y, 1000000);
    cr_assert_eq(here->view[2], 0);
    cr_assert(id_is_empty(&here->drag) && id_is_empty(&here->typing) && id_is_empty(&here->stream));
    heard_finish(&heard);
    hear_one(&heard,
             "{\"m\":\"here\"," STREAM ",\"x\":0,\"y\":0,\"view\":[-2000000,-10,4000000,1],\"drag\":\"" ID(
                 "d") "\",\"typing\":\"" ID("t") "\"}");
    cr_assert_eq(here->view[0], -2000000);
    cr_assert_eq(here->view[2], 4000000);
    cr_assert_eq(here->view[3], 1);
    cr_assert_str_eq(here->drag.text, ID("d"));
    cr_assert_str_eq(here->typing.text, ID("t"));
    cr_assert_str_eq(here->stream.text, ID("r"));
    heard_finish(&heard);
}

Test(decode_messages, presence_is_read_strictly, .description = "W1, W4")
{
    expect_refused(SPAN("{\"m\":\"here\",\"y\":1}"), REFUSAL_FIELD_MISSING, "x", 0);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1}"), REFUSAL_FIELD_MISSING, "y", 0);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1.5,\"y\":1}"), REFUSAL_FIELD_WRONG_TYPE, "x", 0);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1000001,\"y\":1}"), REFUSAL_NUMBER_OUT_OF_RANGE, "x", 0);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1,\"y\":1,\"z\":1}"), REFUSAL_FIELD_UNKNOWN, "z", 0);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1,\"y\":1,\"view\":[0,0,9]}"), REFUSAL_LIST_TOO_SHORT, "view",
                   4);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1,\"y\":1,\"view\":[0,0,9,9,9]}"), REFUSAL_LIST_TOO_LONG,
                   "view", 4);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1,\"y\":1,\"view\":[0,0,0,9]}"), REFUSAL_NUMBER_OUT_OF_RANGE,
                   "view", 0);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1,\"y\":1,\"view\":[0,0,9,-1]}"), REFUSAL_NUMBER_OUT_OF_RANGE,
                   "view", 0);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1,\"y\":1,\"view\":[0,4000001,9,9]}"),
                   REFUSAL_NUMBER_OUT_OF_RANGE, "view", 0);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1,\"y\":1,\"view\":[0,0,\"9\",9]}"), REFUSAL_FIELD_WRONG_TYPE,
                   "view", 0);
    expect_refused(SPAN("{\"m\":\"here\",\"x\":1,\"y\":1,\"drag\":\"me\"}"), REFUSAL_FIELD_NOT_ALLOWED,
                   "drag", 0);
}

Test(decode_messages, leaving)
{
    struct heard heard;
    hear_one(&heard, "{\"m\":\"leave\"," STREAM "}");
    cr_assert_eq(heard.message.kind, MESSAGE_LEAVE);
    cr_assert_str_eq(heard.message.leave.text, ID("r"));
    heard_finish(&heard);
    expect_refused(SPAN("{\"m\":\"leave\"}"), REFUSAL_FIELD_MISSING, "stream", 0);
    expect_refused(SPAN("{\"m\":\"leave\"," STREAM ",\"why\":\"tired\"}"), REFUSAL_FIELD_UNKNOWN, "why", 0);
}

Test(decode_messages, one_act_without_its_envelope)
{
    struct arena arena;
    struct do_message act;
    struct misunderstood wrong;
    arena_init(&arena);
    cr_assert(wire_read_do(SPAN("{" OP ",\"verb\":\"person.regroup\"}"), &arena, &act, &wrong));
    cr_assert_eq(act.command.verb, VERB_PERSON_REGROUP);
    cr_assert_not(
        wire_read_do(SPAN("{\"m\":\"do\"," OP ",\"verb\":\"person.regroup\"}"), &arena, &act, &wrong));
    cr_assert_eq(wrong.why.code, REFUSAL_FIELD_UNKNOWN);
    cr_assert_str_eq(wrong.op.text, ID("o"));
    cr_assert_not(wire_read_do(SPAN("[]"), &arena, &act, &wrong));
    cr_assert_eq(wrong.why.code, REFUSAL_MESSAGE_UNKNOWN);
    cr_assert_not(wire_read_do(SPAN("{"), &arena, &act, &wrong));
    cr_assert_eq(wrong.why.code, REFUSAL_JSON_INVALID);
    cr_assert(id_is_empty(&wrong.op));
    arena_finish(&arena);
}

static struct span many_acts(struct buffer *body, size_t count)
{
    buffer_init(body);
    for (size_t i = 0; i < count; i++)
        buffer_add_text(body, i == 0 ? "[{" OP ",\"verb\":\"person.regroup\"}"
                                     : ",{" OP ",\"verb\":\"person.regroup\"}");
    buffer_add_byte(body, ']');
    return buffer_view(body);
}

Test(decode_messages, many_acts_without_their_envelopes, .description = "W2, W6")
{
    struct buffer body;
    struct heard heard;
    hear_acts(&heard, many_acts(&body, COMMANDS_PER_REQUEST_MAX));
    cr_assert_eq(heard.messages, COMMANDS_PER_REQUEST_MAX);
    cr_assert_eq(heard.misunderstood, 0);
    heard_finish(&heard);
    buffer_finish(&body);
    hear_acts(&heard, many_acts(&body, COMMANDS_PER_REQUEST_MAX + 1));
    cr_assert_str_eq(heard.order, "x");
    cr_assert_eq(heard.wrong.why.code, REFUSAL_LIST_TOO_LONG);
    cr_assert_eq(heard.wrong.why.n, COMMANDS_PER_REQUEST_MAX);
    heard_finish(&heard);
    buffer_clear(&body);
    for (size_t i = 0; i < REQUEST_BYTES_MAX + 1; i++)
        buffer_add_byte(&body, ' ');
    hear_acts(&heard, buffer_view(&body));
    cr_assert_eq(heard.wrong.why.code, REFUSAL_TOO_LARGE);
    cr_assert_eq(heard.wrong.why.n, REQUEST_BYTES_MAX);
    heard_finish(&heard);
    buffer_finish(&body);
    hear_acts(&heard, SPAN("{" OP ",\"verb\":\"person.regroup\"}"));
    cr_assert_str_eq(heard.order, "m");
    heard_finish(&heard);
    hear_acts(&heard, SPAN("[]"));
    cr_assert_str_eq(heard.order, "x");
    heard_finish(&heard);
}

Test(decode_messages, a_body_by_a_shape, .description = "W1, W2")
{
    struct arena arena;
    struct refused why;
    arena_init(&arena);
    const struct value *words =
        wire_read_shape(SPAN("{\"nl\":\"Ja\",\"en\":\"Yes\"}"), 30, &shape_words, &arena, &why);
    cr_assert_not_null(words);
    cr_assert_eq(why.code, REFUSAL_NONE);
    cr_assert(span_is(value_text(&words[WORDS_EN]), "Yes"));
    cr_assert(span_is(value_text(&words[WORDS_NL]), "Ja"));
    cr_assert_null(wire_read_shape(SPAN("{\"nl\":\"Ja\",\"en\":\"Yes!\"} "), 23, &shape_words, &arena, &why));
    cr_assert_eq(why.code, REFUSAL_TOO_LARGE);
    cr_assert_eq(why.n, 23);
    cr_assert_null(wire_read_shape(SPAN("[]"), 100, &shape_words, &arena, &why));
    cr_assert_eq(why.code, REFUSAL_FIELD_WRONG_TYPE);
    cr_assert_null(wire_read_shape(SPAN("{\"en\":\"Yes\"}"), 100, &shape_words, &arena, &why));
    cr_assert_eq(why.code, REFUSAL_FIELD_MISSING);
    cr_assert_str_eq(why.field, "nl");
    cr_assert_null(wire_read_shape(SPAN("{\"title\":\"a\",\"method\":\"Card Round\"}"), 100, &shape_new_room,
                                   &arena, &why));
    cr_assert_eq(why.code, REFUSAL_FIELD_NOT_ALLOWED);
    cr_assert_str_eq(why.field, "method");
    cr_assert_null(wire_read_shape((struct span){ NULL, 0 }, 100, &shape_words, &arena, &why));
    cr_assert_eq(why.code, REFUSAL_JSON_INVALID);
    arena_finish(&arena);
}
