#include <criterion/criterion.h>

#include "site.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/kring-site-XXXXXX";
static struct site *site;

static void write_file(const char *name, const char *text)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    cr_assert(file);
    (void)fputs(text, file);
    (void)fclose(file);
}

static void begin(void)
{
    char inner[64];
    struct error error = { 0 };
    cr_assert(mkdtemp(folder));
    (void)snprintf(inner, sizeof inner, "%s/a", folder);
    cr_assert_eq(mkdir(inner, 0700), 0);
    write_file("index.html", "<title>start</title>");
    write_file("room.html", "<title>room</title>");
    write_file("replay.html", "<title>replay</title>");
    write_file("a/app-1.js", "let plain");
    write_file("a/app-1.js.br", "brotli");
    write_file("a/app-1.js.gz", "gzip");
    write_file(".secret", "hidden");
    site = site_open(folder, &error);
    cr_assert(site, "%s", error.text);
}

static void end(void)
{
    char command[128];
    site_close(site);
    static const char *const names[] = {
        "index.html", "room.html", "replay.html", "a/app-1.js", "a/app-1.js.br", "a/app-1.js.gz", ".secret",
        "a",          ""
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)snprintf(command, sizeof command, "%s/%s", folder, names[i]);
        (void)remove(command);
    }
}

TestSuite(site, .init = begin, .fini = end);

static struct site_answer answer;

static bool find(const char *path, const char *encoding, const char *tag)
{
    struct request request = {
        .method = REQUEST_GET,
        .path = span_of(path),
        .accept_encoding = span_of(encoding),
        .if_none_match = span_of(tag),
    };
    return site_find(site, &request, &answer);
}

Test(site, has_pages_behind_addresses)
{
    cr_assert(find("/", "", ""));
    cr_assert(span_is(answer.body, "<title>start</title>"));
    cr_assert_str_eq(answer.reply.type, "text/html; charset=utf-8");
    cr_assert(strstr(answer.headers, "Cache-Control: no-cache"));
    cr_assert(find("/r/abcdefghijklmnopqrstuv", "", ""));
    cr_assert(span_is(answer.body, "<title>room</title>"));
    cr_assert(find("/r/abcdefghijklmnopqrstuv/replay", "", ""));
    cr_assert(span_is(answer.body, "<title>replay</title>"));
}

Test(site, has_nothing_else, .description = "N17")
{
    static const char *const none[] = { "/r/short",
                                        "/r/abcdefghijklmnopqrstuv/",
                                        "/r/abcdefghijklmnopqrstuv/x",
                                        "/.secret",
                                        "/a",
                                        "/a/",
                                        "/a/app-1.js.br",
                                        "/a/app-1.js.gz",
                                        "/nothing",
                                        "index.html",
                                        "/../index.html",
                                        "/r/abcdefghijklmnopqrst.v" };
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        cr_assert_not(find(none[i], "br", ""), "%s", none[i]);
}

Test(site, sends_what_a_browser_can_read)
{
    static const struct {
        const char *encoding, *body;
    } cases[] = {
        { "", "let plain" },
        { "br", "brotli" },
        { "gzip, deflate, br", "brotli" },
        { "gzip;q=1.0, br;q=0", "gzip" },
        { "gzip", "gzip" },
        { "GZIP", "gzip" },
        { "brotli", "let plain" },
        { "gzip;q=0", "let plain" },
        { "identity", "let plain" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_assert(find("/a/app-1.js", cases[i].encoding, ""));
        cr_assert(span_is(answer.body, cases[i].body), "%s", cases[i].encoding);
        cr_assert(strstr(answer.headers, "Vary: Accept-Encoding"));
        cr_assert(strstr(answer.headers, "immutable"));
        cr_assert_str_eq(answer.reply.type, "text/javascript; charset=utf-8");
    }
}

Test(site, says_when_nothing_changed)
{
    char tag[64];
    cr_assert(find("/a/app-1.js", "br", ""));
    cr_assert_eq(sscanf(answer.headers, "ETag: %63[^\r]", tag), 1);
    cr_assert_eq(tag[0], '"');
    cr_assert(find("/a/app-1.js", "br", tag));
    cr_assert_eq(answer.reply.status, 304);
    cr_assert_eq(answer.body.size, 0);
    char weak[80];
    (void)snprintf(weak, sizeof weak, "\"other\", W/%s", tag);
    cr_assert(find("/a/app-1.js", "br", weak));
    cr_assert_eq(answer.reply.status, 304);
    cr_assert(find("/a/app-1.js", "gzip", tag));
    cr_assert_eq(answer.reply.status, 200, "another coding is another answer");
}

Test(site, says_what_it_cannot_read)
{
    struct error error = { 0 };
    cr_assert_null(site_open("/nowhere/at/all", &error));
    cr_assert(strstr(error.text, "/nowhere/at/all"));
}
