/* Who asks: bearers of a link's secret, of a resume token, or of the operator's token. A wrong secret and a room that is not there get
 * the same answer, and both count against the address that they come from. */
#include "api_call.h"

#include <kring/check.h>
#include <kring/text.h>

struct span call_bearer(const struct call *call)
{
    static const struct span word = { "Bearer ", 7 };
    struct span text = call->exchange->request.authorization;
    if (text.size <= word.size || strncasecmp(text.data, word.data, word.size) != 0)
        return (struct span){ "", 0 };
    return (struct span){ text.data + word.size, text.size - word.size };
}

static int64_t call_now(const struct call *call)
{
    struct clock *clock = call->api->world.house->clock;
    return clock->steady_ms(clock);
}

static void call_count_stranger(struct call *call)
{
    guard_count(call->api->world.house->strangers, call->exchange->request.address, call_now(call));
}

/* Refuses, and returns true, when too many wrong secrets came from there. */
static bool call_is_barred(struct call *call)
{
    int64_t wait_ms =
        guard_wait(call->api->world.house->strangers, call->exchange->request.address, call_now(call));
    if (wait_ms > 0)
        call_refuse(call, &(struct refused){ .code = REFUSAL_SLOW_DOWN, .retry_ms = wait_ms });
    return wait_ms > 0;
}

static void call_on_visitor(void *context, const struct visitor *visitor)
{
    struct call *call = context;
    if (!call_back(call))
        return;
    enum refusal code = visitor->refused.code;
    if (code == REFUSAL_ROOM_UNKNOWN || code == REFUSAL_RESUME_UNKNOWN) {
        call_count_stranger(call);
        call_refuse_code(call, REFUSAL_ROOM_UNKNOWN);
    } else if (code != REFUSAL_NONE) {
        call_refuse(call, &visitor->refused);
    } else {
        call->on_visitor(call, visitor);
    }
}

void call_visit(struct call *call, void (*on_visitor)(struct call *call, const struct visitor *visitor))
{
    struct span secret = call_bearer(call);
    if (secret.size == 0) {
        call_refuse_code(call, REFUSAL_UNAUTHORIZED);
        return;
    }
    if (call_is_barred(call))
        return;
    if (secret.size > SECRET_BYTES_MAX) {
        call_count_stranger(call);
        call_refuse_code(call, REFUSAL_ROOM_UNKNOWN);
        return;
    }
    call->on_visitor = on_visitor;
    call_ask(call);
    lobby_visit(call->api->world.house->lobby, &call->stream, secret, call_on_visitor, call);
}

bool call_is_admin(struct call *call)
{
    struct span secret = call_bearer(call);
    const struct api_world *world = &call->api->world;
    if (secret.size == 0 || !world->has_admin_token)
        return false;
    /* Hashes of a fixed size are compared, in the same time wherever they differ. */
    struct hash hash = hash_of(secret);
    bool right = hash_equal(&hash, &world->admin_token);
    if (!right)
        call_count_stranger(call);
    return right;
}

bool call_number(const struct call *call, const char *name, int64_t otherwise, int64_t *number)
{
    struct span query = call->exchange->request.query;
    size_t name_size = strlen(name);
    *number = otherwise;
    while (query.size > 0) {
        const char *end = memchr(query.data, '&', query.size);
        struct span part = { query.data, end ? (size_t)(end - query.data) : query.size };
        query.data += part.size + (end ? 1 : 0);
        query.size -= part.size + (end ? 1 : 0);
        if (part.size <= name_size || memcmp(part.data, name, name_size) != 0 || part.data[name_size] != '=')
            continue;
        int64_t value = 0;
        for (size_t i = name_size + 1; i < part.size; i++) {
            if (part.data[i] < '0' || part.data[i] > '9' || value > TIME_MS_MAX / 10)
                return false;
            value = value * 10 + (part.data[i] - '0');
        }
        *number = value;
        return part.size > name_size + 1;
    }
    return true;
}
