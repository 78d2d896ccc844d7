/* The policy allows what the client needs and nothing else: its own scripts and styles, pictures that it draws itself, and a
 * connection back. No text can become script (Trusted Types), no page can frame ours, no address is passed on to others. */
#include "http_reply.h"

#include <stdio.h>
#include <time.h>

static const char on_every_reply[] =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'\r\n"
    "Strict-Transport-Security: max-age=63072000\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Embedder-Policy: require-corp\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()\r\n"
    "X-Robots-Tag: noindex\r\n";

/* "Sat, 21 Nov 2026 09:00:00 GMT", whatever the locale. */
static void add_date(struct buffer *out, int64_t now_ms)
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    time_t seconds = (time_t)(now_ms / 1000);
    struct tm tm;
    char text[64];
    if (!gmtime_r(&seconds, &tm))
        return;
    (void)snprintf(text, sizeof text, "Date: %.3s, %02d %.3s %04d %02d:%02d:%02d GMT\r\n",
                   &days[3 * tm.tm_wday], tm.tm_mday, &months[3 * tm.tm_mon], tm.tm_year + 1900, tm.tm_hour,
                   tm.tm_min, tm.tm_sec);
    buffer_add_text(out, text);
}

void http_write_head(struct buffer *out, const struct reply *reply, int64_t now_ms, bool keep_alive,
                     bool chunked)
{
    buffer_add_text(out, "HTTP/1.1 ");
    buffer_add_number(out, reply->status);
    buffer_add_byte(out, ' ');
    buffer_add_text(out, status_title(reply->status));
    buffer_add_text(out, "\r\n");
    add_date(out, now_ms);
    if (reply->type) {
        buffer_add_text(out, "Content-Type: ");
        buffer_add_text(out, reply->type);
        buffer_add_text(out, "\r\n");
    }
    if (reply->size >= 0 && reply->status != 304) {
        buffer_add_text(out, "Content-Length: ");
        buffer_add_number(out, reply->size);
        buffer_add_text(out, "\r\n");
    } else if (chunked) {
        buffer_add_text(out, "Transfer-Encoding: chunked\r\n");
    }
    if (reply->headers)
        buffer_add_text(out, reply->headers);
    if (!reply->headers || !strstr(reply->headers, "Cache-Control:"))
        buffer_add_text(out, "Cache-Control: no-store\r\n");
    buffer_add_text(out, on_every_reply);
    buffer_add_text(out, keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
}
