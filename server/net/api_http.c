/* RFC 9112, and less: only CRLF ends a line, no line is folded, no body comes in chunks, lengths and hosts are said once. */
#include "api_http.h"

#include <kring/limits.h>

/* ---- characters */

static bool is_token(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static bool is_value(char c)
{
    return c == '\t' || ((unsigned char)c >= 0x20 && c != 0x7f);
}

static bool is_target(char c)
{
    return c > 0x20 && c < 0x7f && c != '#' && c != '"' && c != '<' && c != '>' && c != '\\';
}

static bool is_host(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._:[]", c) != NULL);
}

static bool all_are(struct span text, bool (*is)(char c))
{
    for (size_t i = 0; i < text.size; i++) {
        if (!is(text.data[i]))
            return false;
    }
    return true;
}

static bool same_word(struct span a, struct span b)
{
    return a.size == b.size && (a.size == 0 || strncasecmp(a.data, b.data, a.size) == 0);
}

static struct span trim(struct span text)
{
    while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '\t'))
        text = (struct span){ text.data + 1, text.size - 1 };
    while (text.size > 0 && (text.data[text.size - 1] == ' ' || text.data[text.size - 1] == '\t'))
        text.size -= 1;
    return text;
}

/* Takes the text up to a separator off; all of it when there is none. */
static struct span cut(struct span *text, const char *separator, bool *found)
{
    size_t size = strlen(separator);
    const char *at = text->size > 0 ? memmem(text->data, text->size, separator, size) : NULL;
    struct span part = { text->data, at ? (size_t)(at - text->data) : text->size };
    *found = at != NULL;
    text->data += part.size + (at ? size : 0);
    text->size -= part.size + (at ? size : 0);
    return part;
}

/* ---- the head */

static int parse_request_line(struct span line, struct http_head *head)
{
    bool first, second, asked;
    struct span method = cut(&line, " ", &first);
    struct span target = cut(&line, " ", &second);
    if (!first || !second || method.size == 0 || method.size > 16 || !all_are(method, is_token) ||
        target.size == 0 || target.data[0] != '/' || !all_are(target, is_target))
        return 400;
    if (line.size != 8 || memcmp(line.data, "HTTP/", 5) != 0 || line.data[6] != '.')
        return 400;
    if (line.data[5] != '1' || (line.data[7] != '0' && line.data[7] != '1'))
        return 505;
    head->minor = line.data[7] - '0';
    head->path = cut(&target, "?", &asked);
    head->query = target;
    head->method = span_is(method, "GET")    ? REQUEST_GET
                   : span_is(method, "HEAD") ? REQUEST_HEAD
                   : span_is(method, "POST") ? REQUEST_POST
                                             : REQUEST_OTHER;
    return HTTP_COMPLETE;
}

static int parse_header(struct span line, struct http_head *head)
{
    bool found;
    struct span name = cut(&line, ":", &found);
    if (!found || name.size == 0 || !all_are(name, is_token) || !all_are(line, is_value))
        return 400;
    if (head->header_count == HTTP_HEADERS_MAX)
        return 431;
    head->headers[head->header_count++] = (struct http_header){ name, trim(line) };
    return HTTP_COMPLETE;
}

size_t http_header_count(const struct http_head *head, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < head->header_count; i++)
        count += same_word(head->headers[i].name, span_of(name));
    return count;
}

struct span http_header(const struct http_head *head, const char *name)
{
    for (size_t i = 0; i < head->header_count; i++) {
        if (same_word(head->headers[i].name, span_of(name)))
            return head->headers[i].value;
    }
    return (struct span){ "", 0 };
}

bool http_list_has(struct span list, const char *word)
{
    bool more = true;
    while (more) {
        struct span part = trim(cut(&list, ",", &more));
        if (same_word(part, span_of(word)))
            return true;
    }
    return false;
}

static int parse_length(struct http_head *head)
{
    struct span text = http_header(head, "Content-Length");
    size_t count = http_header_count(head, "Content-Length");
    if (http_header_count(head, "Transfer-Encoding") > 0)
        return count > 0 ? 400 : 501;
    if (count == 0)
        return head->method == REQUEST_POST ? 411 : HTTP_COMPLETE;
    if (count > 1 || text.size == 0 || text.size > 18)
        return 400;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return 400;
        head->body_size = head->body_size * 10 + (size_t)(text.data[i] - '0');
    }
    return head->body_size > REQUEST_BYTES_MAX ? 413 : HTTP_COMPLETE;
}

/* What must not be said twice, or not be left out. */
static int check_headers(struct http_head *head)
{
    static const char *const once[] = {
        "Host", "Origin", "Authorization", "Upgrade", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Expect"
    };
    for (size_t i = 0; i < sizeof once / sizeof once[0]; i++) {
        if (http_header_count(head, once[i]) > 1)
            return 400;
    }
    struct span host = http_header(head, "Host");
    if ((host.size == 0 && head->minor == 1) || host.size > 255 || !all_are(host, is_host))
        return 400;
    struct span connection = http_header(head, "Connection");
    head->keep_alive =
        head->minor == 1 ? !http_list_has(connection, "close") : http_list_has(connection, "keep-alive");
    head->expects_continue = same_word(http_header(head, "Expect"), SPAN("100-continue"));
    return parse_length(head);
}

int http_parse(struct span bytes, struct http_head *head)
{
    *head = (struct http_head){ 0 };
    struct span rest = bytes;
    /* An empty line before a request is forgiven: some clients end a body with one. */
    while (rest.size >= 2 && memcmp(rest.data, "\r\n", 2) == 0)
        rest = (struct span){ rest.data + 2, rest.size - 2 };
    const char *end = rest.size > 0 ? memmem(rest.data, rest.size, "\r\n\r\n", 4) : NULL;
    size_t seen = end ? (size_t)(end + 4 - bytes.data) : bytes.size;
    if (seen > REQUEST_HEAD_BYTES_MAX)
        return 431;
    if (!end)
        return rest.size > 0 && memmem(rest.data, rest.size, "\n\n", 2) ? 400 : HTTP_INCOMPLETE;
    head->size = seen;
    rest.size = (size_t)(end - rest.data);
    bool more;
    int status = parse_request_line(cut(&rest, "\r\n", &more), head);
    while (status == HTTP_COMPLETE && more)
        status = parse_header(cut(&rest, "\r\n", &more), head);
    return status == HTTP_COMPLETE ? check_headers(head) : status;
}

/* ---- paths */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int64_t http_decode_path(struct span path, char *out)
{
    int64_t size = 0;
    for (size_t i = 0; i < path.size; i++) {
        char c = path.data[i];
        if (c == '%') {
            int high = i + 2 < path.size ? hex_digit(path.data[i + 1]) : -1;
            int low = i + 2 < path.size ? hex_digit(path.data[i + 2]) : -1;
            if (high < 0 || low < 0)
                return -1;
            c = (char)(high * 16 + low);
            i += 2;
            if (c == '/' || c == '\\' || c == '%')
                return -1;
        }
        if ((unsigned char)c < 0x20 || c == 0x7f)
            return -1;
        /* After a slash: no other slash, and no dot, be it "." or ".." or a hidden file. */
        if (size > 0 && out[size - 1] == '/' && (c == '/' || c == '.'))
            return -1;
        out[size++] = c;
    }
    return size;
}

/* ---- origins */

static bool parse_origin(struct span origin, struct span *authority, const char **default_port)
{
    bool found;
    struct span scheme = cut(&origin, "://", &found);
    if (!found || origin.size == 0 || !all_are(origin, is_host))
        return false;
    *authority = origin;
    *default_port = same_word(scheme, SPAN("http")) ? ":80" : ":443";
    return same_word(scheme, SPAN("http")) || same_word(scheme, SPAN("https"));
}

static struct span without_port(struct span authority, const char *port)
{
    size_t size = strlen(port);
    if (authority.size > size && memcmp(authority.data + authority.size - size, port, size) == 0)
        authority.size -= size;
    return authority;
}

bool http_origin_is_ours(struct span origin, struct span host, const char *const *allowed,
                         size_t allowed_count)
{
    for (size_t i = 0; i < allowed_count; i++) {
        if (same_word(origin, span_of(allowed[i])))
            return true;
    }
    struct span authority;
    const char *port;
    return host.size > 0 && parse_origin(origin, &authority, &port) &&
           same_word(without_port(authority, port), without_port(host, port));
}
