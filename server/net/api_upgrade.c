/* RFC 6455, section 4.2.1, and no extensions: compression is neither needed nor safe with libwebsockets 4.1.6, which a compressed
 * message can abort. */
#include "api_upgrade.h"

static bool is_key(struct span key)
{
    if (key.size != 24 || key.data[22] != '=' || key.data[23] != '=')
        return false;
    for (size_t i = 0; i < 22; i++) {
        char c = key.data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
              c == '/'))
            return false;
    }
    return true;
}

/* The subprotocols may be in several headers. */
static bool offers_ours(const struct http_head *head)
{
    static const char name[] = "Sec-WebSocket-Protocol";
    for (size_t i = 0; i < head->header_count; i++) {
        struct span header = head->headers[i].name;
        if (header.size != sizeof name - 1 || strncasecmp(header.data, name, header.size) != 0)
            continue;
        if (http_list_has(head->headers[i].value, SUBPROTOCOL))
            return true;
    }
    return false;
}

int http_upgrade(const struct http_head *head, bool foreign, struct buffer *out)
{
    struct span upgrade = http_header(head, "Upgrade");
    if (head->method != REQUEST_GET)
        return 405;
    if (upgrade.size != 9 || strncasecmp(upgrade.data, "websocket", 9) != 0 ||
        !http_list_has(http_header(head, "Connection"), "upgrade") || head->minor != 1)
        return 426;
    if (foreign)
        return 403;
    if (!span_is(http_header(head, "Sec-WebSocket-Version"), "13"))
        return 426;
    struct span key = http_header(head, "Sec-WebSocket-Key");
    if (!is_key(key) || !offers_ours(head) || head->body_size > 0)
        return 400;
    buffer_add_text(
        out, "GET " SOCKET_PATH " HTTP/1.1\r\nHost: kring\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: " SUBPROTOCOL "\r\nSec-WebSocket-Key: ");
    buffer_add(out, key);
    buffer_add_text(out, "\r\n\r\n");
    return 101;
}
