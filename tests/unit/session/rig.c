#include "rig.h"

#include <kring/check.h>
#include <kring/limits.h>

#include <stdlib.h>

/* ---- the world */

static int64_t rig_now(struct clock *clock)
{
    return 1795305600000 + ((struct rig *)clock)->steady_ms;
}

static int64_t rig_steady(struct clock *clock)
{
    return ((struct rig *)clock)->steady_ms;
}

static void rig_wake_at(struct clock *clock, int64_t steady_ms)
{
    struct rig *rig = (struct rig *)clock;
    if (steady_ms < rig->wake_ms)
        rig->wake_ms = steady_ms;
}

static void rig_on_failure(void *context, const struct error *failure)
{
    (void)context;
    (void)failure;
}

static bool rig_is_ready(void *context)
{
    return ((struct rig *)context)->ready;
}

static void rig_on_made(void *context, const struct made *made)
{
    ((struct rig *)context)->made = *made;
}

void rig_settle(struct rig *rig)
{
    for (int i = 0; i < 20; i++) {
        memory_engine_run(rig->engine);
        rig->wake_ms = INT64_MAX;
        lobby_tick(rig->lobby);
        rig->steady_ms += rig->wake_ms <= rig->steady_ms + TICK_MS ? 1 : 0;
    }
    rig->steady_ms += TICK_MS;
    lobby_tick(rig->lobby);
    memory_engine_run(rig->engine);
    lobby_tick(rig->lobby);
}

void rig_advance(struct rig *rig, int64_t ms)
{
    rig->steady_ms += ms;
    rig_settle(rig);
}

void rig_open(struct rig *rig)
{
    *rig = (struct rig){ .clock = { rig_now, rig_steady, rig_wake_at }, .steady_ms = 1000000, .ready = true };
    rig->wake_ms = INT64_MAX;
    rig->engine = memory_engine_create();
    rig->host = (struct host){
        .journal = memory_engine_journal(rig->engine),
        .vault = memory_engine_vault(rig->engine),
        .store = memory_engine_store(rig->engine),
        .clock = &rig->clock,
        .ids = &random_ids,
        .on_failure = rig_on_failure,
        .context = rig,
    };
    rig->lobby = lobby_create(&rig->host);
    rig->strangers = guard_create((struct bucket_rate){ JOIN_FAILURES_PER_MINUTE, JOIN_FAILURES_PER_MINUTE });
    rig->house = (struct session_house){
        .lobby = rig->lobby,
        .clock = &rig->clock,
        .strangers = rig->strangers,
        .figures = &rig->figures,
        .limits = session_limits_default(),
        .server = "kring test",
    };
    rig->commands = guard_create(rig->house.limits.commands);
    struct api_world world = {
        .house = &rig->house,
        .journal = rig->host.journal,
        .store = rig->host.store,
        .commands = rig->commands,
        .making_open = true,
        .has_admin_token = true,
        .admin_token = hash_of(SPAN("operator-token")),
        .origin = "https://kring.example",
        .is_ready = rig_is_ready,
        .context = rig,
    };
    rig->api = api_create(&world);
    struct new_journey plan = { .title = SPAN("A journey") };
    lobby_make_journey(rig->lobby, &plan, rig_on_made, rig);
    rig_settle(rig);
    CHECK(rig->made.room.text[0]);
}

void rig_close(struct rig *rig)
{
    rig_settle(rig);
    api_destroy(rig->api);
    lobby_destroy(rig->lobby);
    memory_engine_destroy(rig->engine);
    guard_destroy(rig->strangers);
    guard_destroy(rig->commands);
}

void rig_fill(const struct rig *rig, const char *text, struct buffer *out)
{
    const struct {
        const char *word, *value;
    } words[] = {
        { "@room", rig->made.room.text }, { "@journey", rig->made.journey.text },
        { "@F", rig->made.facilitator },  { "@P", rig->made.participant },
        { "@O", rig->made.observer },
    };
    buffer_init(out);
    while (*text) {
        size_t i = 0;
        while (i < 5 && strncmp(text, words[i].word, strlen(words[i].word)) != 0)
            i++;
        if (i < 5) {
            buffer_add_text(out, words[i].value);
            text += strlen(words[i].word);
        } else {
            buffer_add_byte(out, *text == '\'' ? '"' : *text);
            text++;
        }
    }
}

static bool holds(const struct rig *rig, const struct buffer *where, const char *text, size_t *count)
{
    struct buffer wanted;
    rig_fill(rig, text, &wanted);
    *count = 0;
    const char *at = where->data;
    size_t left = where->size;
    const char *found;
    while (left > 0 && (found = memmem(at, left, wanted.data, wanted.size))) {
        *count += 1;
        left -= (size_t)(found + 1 - at);
        at = found + 1;
    }
    buffer_finish(&wanted);
    return *count > 0;
}

/* ---- talks */

static void talk_on_send(void *context, struct frame *frame, bool apart)
{
    (void)apart;
    struct talk *talk = context;
    buffer_add(&talk->said, frame_text(frame));
    buffer_add_byte(&talk->said, '\n');
}

static void talk_on_presence(void *context, int lane, struct frame *frame)
{
    (void)lane;
    (void)frame;
    ((struct talk *)context)->presence += 1;
}

static void talk_on_close(void *context, int code)
{
    struct talk *talk = context;
    CHECK(talk->close_code == 0);
    talk->close_code = code;
}

static const struct session_port talk_port = { talk_on_send, talk_on_presence, talk_on_close };

void talk_begin(struct talk *talk, struct rig *rig, const char *address)
{
    *talk = (struct talk){ .rig = rig };
    buffer_init(&talk->said);
    talk->session = session_create(&rig->house, &talk_port, talk, span_of(address));
}

void talk_end(struct talk *talk)
{
    session_destroy(talk->session);
    buffer_finish(&talk->said);
    rig_settle(talk->rig);
}

void talk_say(struct talk *talk, const char *text)
{
    struct buffer filled;
    rig_fill(talk->rig, text, &filled);
    session_receive(talk->session, buffer_view(&filled));
    buffer_finish(&filled);
}

bool talk_said(const struct talk *talk, const char *text)
{
    size_t count;
    return holds(talk->rig, &talk->said, text, &count);
}

size_t talk_count(const struct talk *talk, const char *text)
{
    size_t count;
    holds(talk->rig, &talk->said, text, &count);
    return count;
}

void talk_clear(struct talk *talk)
{
    buffer_clear(&talk->said);
}

void talk_join(struct talk *talk)
{
    talk_say(talk, "{'m':'join','stream':'@room','key':'@P','name':'Ada'}");
    rig_settle(talk->rig);
    CHECK(talk_said(talk, "'m':'joined'"));
}

void talk_token(const struct talk *talk, char token[ID_LENGTH + 1])
{
    static const char name[] = "\"resume\":\"";
    const char *at = memmem(talk->said.data, talk->said.size, name, sizeof name - 1);
    CHECK(at);
    memcpy(token, at + sizeof name - 1, ID_LENGTH);
    token[ID_LENGTH] = '\0';
}

/* ---- requests */

static void on_head(struct exchange *exchange, const struct reply *reply)
{
    struct asking *asking = (struct asking *)exchange;
    CHECK(asking->status == 0);
    asking->status = reply->status;
    buffer_add_text(&asking->headers, reply->type ? reply->type : "");
    buffer_add_byte(&asking->headers, '\n');
    buffer_add_text(&asking->headers, reply->headers ? reply->headers : "");
}

static void on_body(struct exchange *exchange, struct span bytes)
{
    buffer_add(&((struct asking *)exchange)->body, bytes);
}

static void on_end(struct exchange *exchange)
{
    CHECK(!((struct asking *)exchange)->ended);
    ((struct asking *)exchange)->ended = true;
}

static void on_abort(struct exchange *exchange)
{
    ((struct asking *)exchange)->broken = true;
}

static const struct exchange_port asking_port = { on_head, on_body, on_end, on_abort };

static enum request_method method_of(struct span word)
{
    return span_is(word, "GET")    ? REQUEST_GET
           : span_is(word, "HEAD") ? REQUEST_HEAD
           : span_is(word, "POST") ? REQUEST_POST
                                   : REQUEST_OTHER;
}

void ask(struct asking *asking, struct rig *rig, const char *request, const char *bearer, const char *body)
{
    struct exchange before = asking->exchange; /* a test may have set headers */
    *asking = (struct asking){ .exchange = before, .rig = rig };
    struct buffer filled;
    rig_fill(rig, request, &filled);
    CHECK(filled.size < sizeof asking->text);
    memcpy(asking->text, filled.data, filled.size);
    buffer_finish(&filled);
    rig_fill(rig, body ? body : "", &asking->request_body);
    buffer_init(&asking->headers);
    buffer_init(&asking->body);
    rig_fill(rig, bearer, &filled);
    memcpy(asking->bearer, "Bearer ", 7);
    memcpy(asking->bearer + 7, filled.data ? filled.data : "", filled.size);
    struct span text = span_of(asking->text);
    const char *space = strchr(asking->text, ' ');
    const char *query = strchr(asking->text, '?');
    const char *end = asking->text + text.size;
    asking->exchange.port = &asking_port;
    struct request *parts = &asking->exchange.request;
    parts->method = method_of((struct span){ text.data, (size_t)(space - text.data) });
    parts->path = (struct span){ space + 1, (size_t)((query ? query : end) - space - 1) };
    parts->query = query ? (struct span){ query + 1, (size_t)(end - query - 1) } : (struct span){ "", 0 };
    parts->authorization = filled.size > 0 ? span_of(asking->bearer) : (struct span){ "", 0 };
    parts->body = buffer_view(&asking->request_body);
    parts->host = SPAN("localhost:8080");
    if (parts->address.size == 0) {
        parts->address = SPAN("127.0.0.1");
        parts->local = true;
    }
    buffer_finish(&filled);
    api_take(rig->api, &asking->exchange);
}

void ask_settled(struct asking *asking, struct rig *rig, const char *request, const char *bearer,
                 const char *body)
{
    ask(asking, rig, request, bearer, body);
    for (int i = 0; i < 8 && !asking->ended; i++) {
        rig_settle(rig);
        api_drained(&asking->exchange);
    }
}

void asking_forget(struct asking *asking)
{
    if (!asking->ended)
        api_gone(&asking->exchange);
    buffer_finish(&asking->request_body);
    buffer_finish(&asking->headers);
    buffer_finish(&asking->body);
}

bool asking_holds(const struct asking *asking, const char *text)
{
    size_t count;
    return holds(asking->rig, &asking->body, text, &count) ||
           holds(asking->rig, &asking->headers, text, &count);
}
