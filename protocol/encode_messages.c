/* Writes what a server says of events and refusals. The envelopes are few and small, and stand here as they are read in
 * docs/protocol.md. */
#include <kring/check.h>
#include <kring/wire.h>

#include "encode.h"

static void add_text(struct buffer *out, const char *name, struct span text)
{
    encode_key(out, name);
    buffer_add_json_text(out, text);
}

static void add_number(struct buffer *out, const char *name, int64_t number)
{
    encode_key(out, name);
    buffer_add_number(out, number);
}

/* ,"name":"id", and nothing when it is empty */
static void add_id(struct buffer *out, const char *name, const struct id *id)
{
    if (id_is_empty(id))
        return;
    buffer_add_byte(out, ',');
    add_text(out, name, id_span(id));
}

void wire_write_event(struct buffer *out, const struct event *event, const struct id *op, struct span changes)
{
    buffer_add_byte(out, '{');
    add_number(out, "seq", event->seq);
    buffer_add_byte(out, ',');
    add_number(out, "at", event->at);
    add_id(out, "by", &event->by);
    buffer_add_byte(out, ',');
    add_text(out, "verb", event->verb);
    add_id(out, "phase", &event->phase);
    if (event->hat == HAT_HOST)
        buffer_add(out, SPAN(",\"hat\":\"host\""));
    add_id(out, "op", op);
    buffer_add_byte(out, ',');
    encode_key(out, "changes");
    buffer_add(out, changes);
    buffer_add_byte(out, '}');
}

void wire_write_done(struct buffer *out, const struct id *op, int64_t seq)
{
    buffer_add(out, SPAN("{\"m\":\"done\""));
    add_id(out, "op", op);
    buffer_add(out, SPAN(",\"seq\":"));
    if (seq > 0)
        buffer_add_number(out, seq);
    else
        buffer_add(out, SPAN("null"));
    buffer_add_byte(out, '}');
}

static void add_field_name(struct buffer *out, struct span place, const struct refused *refused)
{
    CHECK(span_is(place, "field"));
    buffer_add_text(out, refused->field ? refused->field : "");
}

/* Fills {n} and {field} of a text. */
static void add_filled(struct buffer *out, const char *text, const struct refused *refused)
{
    for (const char *open = strchr(text, '{'); open; open = strchr(text, '{')) {
        buffer_add(out, (struct span){ text, (size_t)(open - text) });
        const char *close = strchr(open, '}');
        CHECK(close);
        struct span place = { open + 1, (size_t)(close - open - 1) };
        if (span_is(place, "n"))
            buffer_add_number(out, refused->n);
        else
            add_field_name(out, place, refused);
        text = close + 1;
    }
    buffer_add_text(out, text);
}

void wire_write_refusal_text(struct buffer *out, const struct refused *refused, enum language language)
{
    CHECK(refused->code < REFUSAL_COUNT);
    const struct message_text *text = &refusal_texts[refused->code];
    add_filled(out, language == LANGUAGE_NL ? text->nl : text->en, refused);
}

/* ,"code":"...","text":{"en":"...","nl":"..."} */
static void add_code_and_text(struct buffer *out, const struct refused *refused)
{
    buffer_add_byte(out, ',');
    CHECK(refused->code < REFUSAL_COUNT);
    add_text(out, "code", span_of(refusal_texts[refused->code].code));
    buffer_add(out, SPAN(",\"text\":{"));
    for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
        struct buffer text;
        buffer_init(&text);
        wire_write_refusal_text(&text, refused, language);
        if (language > 0)
            buffer_add_byte(out, ',');
        add_text(out, choice_language.words[language], buffer_view(&text));
        buffer_finish(&text);
    }
    buffer_add_byte(out, '}');
}

static void add_refusal(struct buffer *out, const struct refused *refused)
{
    add_code_and_text(out, refused);
    if (refused->filter != FILTER_NONE) {
        buffer_add_byte(out, ',');
        add_text(out, "filter", span_of(choice_filter.words[refused->filter]));
    }
    if (refused->retry_ms > 0) {
        buffer_add_byte(out, ',');
        add_number(out, "retry_ms", refused->retry_ms);
    }
    buffer_add_byte(out, '}');
}

void wire_write_refused(struct buffer *out, const struct id *op, const struct refused *refused)
{
    buffer_add(out, SPAN("{\"m\":\"refused\""));
    add_id(out, "op", op);
    add_refusal(out, refused);
}

void wire_write_join_refused(struct buffer *out, const struct id *stream, const struct refused *refused)
{
    buffer_add(out, SPAN("{\"m\":\"refused\""));
    add_id(out, "join", stream);
    add_refusal(out, refused);
}

void wire_write_error(struct buffer *out, const struct refused *refused)
{
    buffer_add(out, SPAN("{\"m\":\"error\""));
    add_code_and_text(out, refused);
    buffer_add_byte(out, '}');
}

void wire_write_notice(struct buffer *out, enum notice notice)
{
    const struct message_text *text = &notice_texts[notice];
    buffer_add(out, SPAN("{\"m\":\"notice\","));
    add_text(out, "code", span_of(text->code));
    buffer_add(out, SPAN(",\"text\":{"));
    add_text(out, "en", span_of(text->en));
    buffer_add_byte(out, ',');
    add_text(out, "nl", span_of(text->nl));
    buffer_add(out, SPAN("}}"));
}
