/* What strangers say first: the head of a request, the path in it, its Origin, and whether it becomes a WebSocket. Whatever it is,
 * nothing is read outside of it, and the handshake that goes on has no line that the stranger wrote. */
#include "net/api_http.h"
#include "net/api_upgrade.h"

#include <kring/check.h>
#include <kring/limits.h>

#include <stdlib.h>

static void check_inside(struct span part, struct span whole)
{
    CHECK(part.size == 0 || (part.data >= whole.data && part.size <= whole.size &&
                             part.data + part.size <= whole.data + whole.size));
}

static void check_path(struct span path)
{
    char *out = malloc(path.size + 1);
    CHECK(out);
    int64_t size = http_decode_path(path, out);
    CHECK(size <= (int64_t)path.size);
    for (int64_t i = 0; i + 1 < size; i++)
        CHECK(!(out[i] == '/' && (out[i + 1] == '.' || out[i + 1] == '/')));
    for (int64_t i = 0; i < size; i++)
        CHECK((unsigned char)out[i] >= 0x20 && out[i] != '\\');
    free(out);
}

static void check_handshake(const struct http_head *head)
{
    struct buffer out;
    buffer_init(&out);
    if (http_upgrade(head, false, &out) == 101) {
        size_t lines = 0;
        for (size_t i = 0; i < out.size; i++)
            lines += out.data[i] == '\n';
        CHECK(lines == 8 && memcmp(out.data + out.size - 4, "\r\n\r\n", 4) == 0);
    } else {
        CHECK(out.size == 0);
    }
    buffer_finish(&out);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static struct http_head head;
    struct span bytes = { (const char *)data, size };
    int status = http_parse(bytes, &head);
    if (status != HTTP_COMPLETE) {
        CHECK(status == HTTP_INCOMPLETE || (status >= 400 && status < 600));
        CHECK(status != HTTP_INCOMPLETE || size <= REQUEST_HEAD_BYTES_MAX);
        return 0;
    }
    CHECK(head.size <= size && head.body_size <= REQUEST_BYTES_MAX && head.header_count <= HTTP_HEADERS_MAX);
    CHECK(http_parse((struct span){ bytes.data, head.size }, &head) == HTTP_COMPLETE);
    check_inside(head.path, bytes);
    check_inside(head.query, bytes);
    for (size_t i = 0; i < head.header_count; i++) {
        check_inside(head.headers[i].name, bytes);
        check_inside(head.headers[i].value, bytes);
    }
    check_path(head.path);
    static const char *const allowed[] = { "https://a.example" };
    struct span origin = http_header(&head, "Origin");
    if (http_origin_is_ours(origin, http_header(&head, "Host"), allowed, 1))
        CHECK(origin.size > 0);
    check_handshake(&head);
    return 0;
}
