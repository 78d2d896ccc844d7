#include <criterion/criterion.h>

#include "api_http.h"
#include "api_upgrade.h"

#include <kring/limits.h>

#include <stdio.h>
#include <stdlib.h>

static struct http_head head;

static int parse(const char *text)
{
    return http_parse(span_of(text), &head);
}

#define HOST "Host: a.example\r\n"

Test(http, reads_a_request)
{
    static const char text[] =
        "GET /api/rooms/x?after=3&b HTTP/1.1\r\nHost: a.example:8080\r\nACCEPT:  text/html \r\n"
        "Empty:\r\n\r\nrest";
    cr_assert_eq(parse(text), HTTP_COMPLETE);
    cr_assert_eq(head.method, REQUEST_GET);
    cr_assert(span_is(head.path, "/api/rooms/x"));
    cr_assert(span_is(head.query, "after=3&b"));
    cr_assert_eq(head.size, sizeof text - 5);
    cr_assert_eq(head.body_size, 0);
    cr_assert(head.keep_alive);
    cr_assert(span_is(http_header(&head, "accept"), "text/html"));
    cr_assert_eq(http_header(&head, "Empty").size, 0);
    cr_assert_eq(http_header_count(&head, "empty"), 1);
    cr_assert_eq(http_header_count(&head, "none"), 0);
}

Test(http, knows_when_there_is_more_to_come)
{
    static const char text[] = "POST /x HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\n";
    for (size_t size = 0; size < sizeof text - 1; size++)
        cr_assert_eq(http_parse((struct span){ text, size }, &head), HTTP_INCOMPLETE, "%zu", size);
    cr_assert_eq(parse(text), HTTP_COMPLETE);
    cr_assert_eq(head.body_size, 3);
    cr_assert_eq(parse("\r\nGET / HTTP/1.1\r\n" HOST "\r\n"), HTTP_COMPLETE);
}

Test(http, knows_when_a_connection_is_kept)
{
    parse("GET / HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    cr_assert_not(head.keep_alive);
    parse("GET / HTTP/1.0\r\n\r\n");
    cr_assert_not(head.keep_alive);
    parse("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
    cr_assert(head.keep_alive);
    parse("GET / HTTP/1.1\r\n" HOST "Connection: foo, CLOSE\r\n\r\n");
    cr_assert_not(head.keep_alive);
}

Test(http, refuses_what_could_be_read_in_two_ways, .description = "N16")
{
    static const struct {
        const char *text;
        int status;
    } bad[] = {
        { "GET / HTTP/1.1\r\n\r\n", 400 },              /* no host */
        { "GET / HTTP/1.1\r\n" HOST HOST "\r\n", 400 }, /* two */
        { "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400 }, /* none */
        { "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400 },
        { "GET / HTTP/1.1\n" HOST "\n\n", 400 }, /* bare line feeds */
        { "GET / HTTP/1.1\r\n" HOST " folded: x\r\n\r\n", 400 },
        { "GET / HTTP/1.1\r\n" HOST "a : b\r\n\r\n", 400 },
        { "GET / HTTP/1.1\r\n" HOST ": b\r\n\r\n", 400 },
        { "GET / HTTP/1.1\r\n" HOST "a: b\001c\r\n\r\n", 400 },
        { "GET / HTTP/1.1\r\n" HOST "a: b\rc\r\n\r\n", 400 },
        { "GET / HTTP/1.1\r\n" HOST "nocolon\r\n\r\n", 400 },
        { "GET  / HTTP/1.1\r\n" HOST "\r\n", 400 },
        { "GET / HTTP/1.1 \r\n" HOST "\r\n", 400 },
        { "GET /\r\n" HOST "\r\n", 400 },
        { "GET HTTP/1.1\r\n" HOST "\r\n", 400 },
        { "GET / HTTQ/1.1\r\n" HOST "\r\n", 400 },
        { "GET / HTTP/2.0\r\n" HOST "\r\n", 505 },
        { "GET / HTTP/1.2\r\n" HOST "\r\n", 505 },
        { "PRI * HTTP/2.0\r\n\r\n", 400 },
        { "GET http://a.example/ HTTP/1.1\r\n" HOST "\r\n", 400 },
        { "OPTIONS * HTTP/1.1\r\n" HOST "\r\n", 400 },
        { "GET /\x7f HTTP/1.1\r\n" HOST "\r\n", 400 },
        { "GET /\xc3\xa9 HTTP/1.1\r\n" HOST "\r\n", 400 },
        { "G(T / HTTP/1.1\r\n" HOST "\r\n", 400 },
        { "ABCDEFGHIJKLMNOPQ / HTTP/1.1\r\n" HOST "\r\n", 400 },
        { "POST / HTTP/1.1\r\n" HOST "\r\n", 411 },
        { "POST / HTTP/1.1\r\n" HOST "Content-Length: 1\r\nContent-Length: 1\r\n\r\n", 400 },
        { "POST / HTTP/1.1\r\n" HOST "Content-Length: -1\r\n\r\n", 400 },
        { "POST / HTTP/1.1\r\n" HOST "Content-Length: +1\r\n\r\n", 400 },
        { "POST / HTTP/1.1\r\n" HOST "Content-Length: 1,1\r\n\r\n", 400 },
        { "POST / HTTP/1.1\r\n" HOST "Content-Length: 0x1\r\n\r\n", 400 },
        { "POST / HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n", 400 },
        { "POST / HTTP/1.1\r\n" HOST "Content-Length: 99999999999999999999\r\n\r\n", 400 },
        { "POST / HTTP/1.1\r\n" HOST "Content-Length: 65537\r\n\r\n", 413 },
        { "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n", 501 },
        { "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", 400 },
        { "GET / HTTP/1.1\r\n" HOST "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n", 400 },
        { "GET / HTTP/1.1\r\n" HOST "Origin: http://a\r\nOrigin: http://b\r\n\r\n", 400 },
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_assert_eq(parse(bad[i].text), bad[i].status, "%s", bad[i].text);
}

Test(http, bounds_a_head, .description = "N16")
{
    char text[REQUEST_HEAD_BYTES_MAX + 100];
    memset(text, 'a', sizeof text);
    memcpy(text, "GET /", 5);
    cr_assert_eq(http_parse((struct span){ text, REQUEST_HEAD_BYTES_MAX }, &head), HTTP_INCOMPLETE);
    cr_assert_eq(http_parse((struct span){ text, REQUEST_HEAD_BYTES_MAX + 1 }, &head), 431);
    size_t size = (size_t)snprintf(text, sizeof text, "GET / HTTP/1.1\r\n" HOST);
    for (int i = 0; i < HTTP_HEADERS_MAX; i++)
        size += (size_t)snprintf(text + size, sizeof text - size, "a%d: b\r\n", i);
    (void)snprintf(text + size, sizeof text - size, "\r\n");
    cr_assert_eq(parse(text), 431);
}

static const char *decoded(const char *path)
{
    static char out[256];
    int64_t size = http_decode_path(span_of(path), out);
    if (size < 0)
        return "refused";
    out[size] = '\0';
    return out;
}

Test(http, decodes_paths_that_do_not_climb, .description = "N17")
{
    cr_assert_str_eq(decoded("/"), "/");
    cr_assert_str_eq(decoded("/a/app-1.js"), "/a/app-1.js");
    cr_assert_str_eq(decoded("/%61/b%2Djs"), "/a/b-js");
    cr_assert_str_eq(decoded("/caf%C3%A9"), "/caf\xc3\xa9");
    static const char *const bad[] = {
        "/..",          "/../etc/passwd", "/a/../b",     "/a/..%2fb", "/%2e%2e/etc", "/.%2e/x",   "/a//b",
        "/.git/config", "/a/.",           "/%2fetc",     "/a%5cb",    "/a%00b",      "/a%0d%0ab", "/%",
        "/%4",          "/%zz",           "/%252e%252e", "/a%7fb"
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_assert_str_eq(decoded(bad[i]), "refused", "%s", bad[i]);
}

Test(http, knows_its_own_pages, .description = "N8")
{
    static const char *const others[] = { "https://boards.example.org", "capacitor://localhost" };
    static const struct {
        const char *origin, *host;
        bool ours;
    } cases[] = {
        { "http://a.example:8080", "a.example:8080", true },
        { "https://a.example", "a.example", true },
        { "https://a.example", "a.example:443", true },
        { "http://a.example:80", "a.example", true },
        { "HTTP://A.Example:8080", "a.example:8080", true },
        { "http://[::1]:8080", "[::1]:8080", true },
        { "https://boards.example.org", "a.example", true },
        { "capacitor://localhost", "a.example", true },
        { "http://boards.example.org", "a.example", false },
        { "https://boards.example.org:444", "a.example", false },
        { "null", "a.example", false },
        { "", "a.example", false },
        { "http://a.example", "a.example:8080", false },
        { "http://a.example:8081", "a.example:8080", false },
        { "https://a.example", "a.example:80", false },
        { "http://a.example.evil.com:8080", "a.example:8080", false },
        { "http://evil-a.example:8080", "a.example:8080", false },
        { "http://evila.example:8080", "a.example:8080", false },
        { "http://a.example:8080.evil.com", "a.example:8080", false },
        { "http://a.example:8080@evil.com", "a.example:8080", false },
        { "http://evil.com#a.example:8080", "a.example:8080", false },
        { "http://evil.com/a.example:8080", "a.example:8080", false },
        { "http://a.example:8080/", "a.example:8080", false },
        { "http://a.example:8080 ", "a.example:8080", false },
        { "file://", "a.example", false },
        { "file://a.example", "a.example", false },
        { "chrome-extension://a.example", "a.example", false },
        { "ftp://a.example", "a.example", false },
        { "a.example", "a.example", false },
        { "http:a.example", "a.example", false },
        { "http://a.example", "", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        cr_assert_eq(http_origin_is_ours(span_of(cases[i].origin), span_of(cases[i].host), others, 2),
                     cases[i].ours, "%s at %s", cases[i].origin, cases[i].host);
}

#define KEY "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
#define UPGRADE "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
#define VERSION "Sec-WebSocket-Version: 13\r\n"
#define OURS "Sec-WebSocket-Protocol: kring.1\r\n"

static int upgrade(const char *text, bool foreign, struct buffer *out)
{
    buffer_init(out);
    cr_assert_eq(parse(text), HTTP_COMPLETE, "%s", text);
    return http_upgrade(&head, foreign, out);
}

Test(http, hands_on_a_handshake_of_its_own, .description = "N8, N9")
{
    struct buffer out;
    cr_assert_eq(
        upgrade("GET /ws?room=x HTTP/1.1\r\n" HOST UPGRADE KEY VERSION
                "Sec-WebSocket-Protocol: chat, kring.1\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"
                "Cookie: a=b\r\n\r\n",
                false, &out),
        101);
    buffer_add_byte(&out, '\0');
    cr_assert_str_eq(out.data,
                     "GET /ws HTTP/1.1\r\nHost: kring\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: kring.1\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    buffer_finish(&out);
}

Test(http, refuses_other_handshakes, .description = "N8")
{
    static const struct {
        const char *text;
        bool foreign;
        int status;
    } cases[] = {
        { "GET /ws HTTP/1.1\r\n" HOST UPGRADE KEY VERSION OURS "\r\n", true, 403 },
        { "GET /ws HTTP/1.1\r\n" HOST "\r\n", false, 426 },
        { "GET /ws HTTP/1.1\r\n" HOST "Upgrade: h2c\r\nConnection: Upgrade\r\n" KEY VERSION OURS "\r\n",
          false, 426 },
        { "GET /ws HTTP/1.1\r\n" HOST "Upgrade: websocket, h2c\r\nConnection: Upgrade\r\n" KEY VERSION OURS
          "\r\n",
          false, 426 },
        { "GET /ws HTTP/1.1\r\n" HOST "Upgrade: websocket\r\n" KEY VERSION OURS "\r\n", false, 426 },
        { "GET /ws HTTP/1.0\r\n" UPGRADE KEY VERSION OURS "\r\n", false, 426 },
        { "GET /ws HTTP/1.1\r\n" HOST UPGRADE KEY "Sec-WebSocket-Version: 8\r\n" OURS "\r\n", false, 426 },
        { "GET /ws HTTP/1.1\r\n" HOST UPGRADE KEY VERSION "\r\n", false, 400 },
        { "GET /ws HTTP/1.1\r\n" HOST UPGRADE KEY VERSION "Sec-WebSocket-Protocol: kring.2\r\n\r\n", false,
          400 },
        { "GET /ws HTTP/1.1\r\n" HOST UPGRADE KEY VERSION "Sec-WebSocket-Protocol: xkring.1\r\n\r\n", false,
          400 },
        { "GET /ws HTTP/1.1\r\n" HOST UPGRADE VERSION OURS "\r\n", false, 400 },
        { "GET /ws HTTP/1.1\r\n" HOST UPGRADE "Sec-WebSocket-Key: short\r\n" VERSION OURS "\r\n", false,
          400 },
        { "GET /ws HTTP/1.1\r\n" HOST UPGRADE KEY VERSION OURS "Content-Length: 5\r\n\r\n", false, 400 },
        { "POST /ws HTTP/1.1\r\n" HOST UPGRADE KEY VERSION OURS "Content-Length: 0\r\n\r\n", false, 405 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer out;
        cr_assert_eq(upgrade(cases[i].text, cases[i].foreign, &out), cases[i].status, "%s", cases[i].text);
        cr_assert_eq(out.size, 0);
        buffer_finish(&out);
    }
}
