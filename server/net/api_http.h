/* Reads the head of an HTTP/1 request, strictly: what two readers could take in two ways is refused. Pure; the spans of the result
 * point into the bytes. */
#ifndef KRING_API_HTTP_H
#define KRING_API_HTTP_H

#include "api.h"

#include <kring/span.h>

#define HTTP_HEADERS_MAX 64

struct http_header {
    struct span name, value;
};

struct http_head {
    enum request_method method;
    struct span path, query; /* as sent */
    int minor;               /* of HTTP/1.x */
    size_t size;             /* bytes of the head, its empty line included */
    size_t body_size;        /* bytes that follow */
    bool keep_alive, expects_continue;
    size_t header_count;
    struct http_header headers[HTTP_HEADERS_MAX];
};

#define HTTP_INCOMPLETE 0
#define HTTP_COMPLETE 1

/* HTTP_COMPLETE, HTTP_INCOMPLETE, or the status with which to refuse. */
int http_parse(struct span bytes, struct http_head *head);

/* The value of a header; empty when it is not there. */
struct span http_header(const struct http_head *head, const char *name);
size_t http_header_count(const struct http_head *head, const char *name);

/* Whether a list such as "keep-alive, Upgrade" has this word, in any case. */
bool http_list_has(struct span list, const char *word);

/* Decodes a path in place of `out`, which has room for it. Returns its size, or -1 for what no address of this server has: dots
 * that climb, empty parts, slashes or control characters in disguise. */
int64_t http_decode_path(struct span path, char *out);

/* Whether a page of `origin` may talk to us: it is the host that was asked, or one of the allowed origins. */
bool http_origin_is_ours(struct span origin, struct span host, const char *const *allowed,
                         size_t allowed_count);

#endif
