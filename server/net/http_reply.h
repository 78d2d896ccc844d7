/* The head of an HTTP reply, with the headers that every reply of this server has. */
#ifndef KRING_HTTP_REPLY_H
#define KRING_HTTP_REPLY_H

#include "api.h"

#include <kring/buffer.h>

/* Adds the status line and all headers, with the empty line. headers of the reply may name a Cache-Control; without one, nothing is
 * stored. chunked: the body of a stream comes in chunks; else the end of the connection ends it. */
void http_write_head(struct buffer *out, const struct reply *reply, int64_t now_ms, bool keep_alive,
                     bool chunked);

#endif
