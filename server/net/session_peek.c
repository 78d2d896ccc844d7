/* Rooms and the lobby hand a refusal on as a finished message. Only our own writer made it, so that its beginning and
 * the order of its fields are known: {"m":"refused","op":"..","code":"..", or "join" for "op". */
#include "session_peek.h"

static bool skip(struct span *text, struct span word)
{
    if (text->size < word.size || memcmp(text->data, word.data, word.size) != 0)
        return false;
    text->data += word.size;
    text->size -= word.size;
    return true;
}

static struct span until_quote(struct span text)
{
    const char *quote = memchr(text.data, '"', text.size);
    return (struct span){ text.data, quote ? (size_t)(quote - text.data) : 0 };
}

enum refusal peek_refusal(struct span message, bool *of_join)
{
    *of_join = false;
    if (!skip(&message, SPAN("{\"m\":\"refused\",")))
        return REFUSAL_NONE;
    *of_join = skip(&message, SPAN("\"join\":\""));
    if (!*of_join && !skip(&message, SPAN("\"op\":\"")))
        return REFUSAL_NONE;
    struct span id = until_quote(message);
    skip(&message, id);
    if (!skip(&message, SPAN("\",\"code\":\"")))
        return REFUSAL_NONE;
    struct span code = until_quote(message);
    for (int i = 1; i < REFUSAL_COUNT; i++) {
        if (span_is(code, refusal_texts[i].code))
            return (enum refusal)i;
    }
    return REFUSAL_NONE;
}
