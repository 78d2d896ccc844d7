/* Names under /a/ carry the hash of what they hold, so a browser may keep those for ever; everything else it asks for again, and gets
 * 304 when nothing changed. A page's address is not its file's: /r/ROOM is room.html. */
#include "site.h"

#include <kring/check.h>
#include <kring/limits.h>
#include <kring/map.h>
#include <kring/text.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define PATH_BYTES_MAX 1024
#define DEPTH_MAX 8

struct file {
    size_t size;
    char tag[17]; /* of its content */
    char bytes[];
};

struct site {
    struct map *files; /* "/a/app.js" -> struct file */
    size_t bytes;
};

/* ---- reading the folder */

static int fail(struct error *error, const char *path)
{
    int code = errno ? errno : EIO;
    return error_set(error, -code, "reading %s: %s", path, strerror(code));
}

static int site_read_bytes(struct site *site, const char *name, const char *path, FILE *stream,
                           struct error *error)
{
    struct stat about;
    if (fstat(fileno(stream), &about) != 0)
        return fail(error, path);
    size_t size = (size_t)about.st_size;
    site->bytes += size;
    if (site->bytes > SITE_BYTES_MAX)
        return error_set(error, -EFBIG, "%s: the files of the client are larger than %d bytes", path,
                         SITE_BYTES_MAX);
    struct file *file = malloc(sizeof *file + size);
    CHECK(file);
    file->size = size;
    if (size > 0 && fread(file->bytes, 1, size, stream) != size) {
        free(file);
        return fail(error, path);
    }
    struct hash hash = hash_of((struct span){ file->bytes, size });
    char hex[HASH_HEX_BYTES];
    hash_to_hex(&hash, hex);
    memcpy(file->tag, hex, sizeof file->tag - 1);
    file->tag[sizeof file->tag - 1] = '\0';
    free(map_set(site->files, span_of(name), file));
    return 0;
}

static int site_read_file(struct site *site, const char *name, const char *path, struct error *error)
{
    FILE *stream = fopen(path, "rbe");
    if (!stream)
        return fail(error, path);
    int result = site_read_bytes(site, name, path, stream, error);
    (void)fclose(stream);
    return result;
}

/* name: the path under which the folder's files are asked for, without a slash at its end. */
static int site_read_folder(struct site *site, const char *name, const char *path, int depth,
                            struct error *error)
{
    DIR *folder = opendir(path);
    if (!folder)
        return fail(error, path);
    int result = 0;
    struct dirent *entry;
    while (result == 0 && (entry = readdir(folder))) {
        char inner_name[PATH_BYTES_MAX];
        char inner_path[PATH_BYTES_MAX];
        struct stat about;
        if (entry->d_name[0] == '.')
            continue;
        if (snprintf(inner_name, sizeof inner_name, "%s/%s", name, entry->d_name) >= PATH_BYTES_MAX ||
            snprintf(inner_path, sizeof inner_path, "%s/%s", path, entry->d_name) >= PATH_BYTES_MAX ||
            depth == DEPTH_MAX)
            result = error_set(error, -ENAMETOOLONG, "%s: a path is too long", path);
        else if (stat(inner_path, &about) != 0)
            result = fail(error, inner_path);
        else if (S_ISDIR(about.st_mode))
            result = site_read_folder(site, inner_name, inner_path, depth + 1, error);
        else if (S_ISREG(about.st_mode))
            result = site_read_file(site, inner_name, inner_path, error);
    }
    closedir(folder);
    return result;
}

struct site *site_open(const char *folder, struct error *error)
{
    struct site *site = calloc(1, sizeof *site);
    CHECK(site);
    site->files = map_create();
    if (site_read_folder(site, "", folder, 0, error) != 0) {
        site_close(site);
        return NULL;
    }
    return site;
}

void site_close(struct site *site)
{
    if (!site)
        return;
    size_t cursor = 0;
    struct span key;
    void *value;
    while (map_next(site->files, &cursor, &key, &value))
        free(value);
    map_destroy(site->files);
    free(site);
}

/* ---- answering */

static const struct {
    const char *ending, *type;
} types[] = {
    { ".html", "text/html; charset=utf-8" },
    { ".js", "text/javascript; charset=utf-8" },
    { ".css", "text/css; charset=utf-8" },
    { ".svg", "image/svg+xml" },
    { ".png", "image/png" },
    { ".ico", "image/x-icon" },
    { ".webp", "image/webp" },
    { ".woff2", "font/woff2" },
    { ".json", "application/json" },
    { ".webmanifest", "application/manifest+json" },
    { ".txt", "text/plain; charset=utf-8" },
};

static bool ends_with(struct span text, const char *ending)
{
    size_t size = strlen(ending);
    return text.size >= size && memcmp(text.data + text.size - size, ending, size) == 0;
}

static const char *type_of(struct span path)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (ends_with(path, types[i].ending))
            return types[i].type;
    }
    return "application/octet-stream";
}

/* The file behind an address. */
static struct span file_path(struct span path)
{
    static const struct span rooms = { "/r/", 3 };
    if (span_is(path, "/"))
        return SPAN("/index.html");
    if (path.size < rooms.size + ID_LENGTH || memcmp(path.data, rooms.data, rooms.size) != 0 ||
        !text_is_id((struct span){ path.data + rooms.size, ID_LENGTH }))
        return path;
    struct span rest = { path.data + rooms.size + ID_LENGTH, path.size - rooms.size - ID_LENGTH };
    if (rest.size == 0)
        return SPAN("/room.html");
    return span_is(rest, "/replay") ? SPAN("/replay.html") : path;
}

/* Whether Accept-Encoding names a coding with any weight but nought. */
static bool accepts(struct span header, const char *coding)
{
    size_t size = strlen(coding);
    while (header.size > 0) {
        const char *comma = memchr(header.data, ',', header.size);
        struct span part = { header.data, comma ? (size_t)(comma - header.data) : header.size };
        header.data += part.size + (comma ? 1 : 0);
        header.size -= part.size + (comma ? 1 : 0);
        while (part.size > 0 && part.data[0] == ' ')
            part = (struct span){ part.data + 1, part.size - 1 };
        if (part.size < size || strncasecmp(part.data, coding, size) != 0)
            continue;
        struct span weight = { part.data + size, part.size - size };
        bool refused = ends_with(weight, "q=0") || ends_with(weight, "q=0.0") ||
                       ends_with(weight, "q=0.00") || ends_with(weight, "q=0.000");
        return (weight.size == 0 || weight.data[0] == ';' || weight.data[0] == ' ') && !refused;
    }
    return false;
}

static const struct file *site_coded(const struct site *site, struct span path, const char *ending)
{
    char name[PATH_BYTES_MAX + 4];
    if (path.size + strlen(ending) >= sizeof name)
        return NULL;
    memcpy(name, path.data, path.size);
    memcpy(name + path.size, ending, strlen(ending) + 1);
    return map_get(site->files, span_of(name));
}

/* Whether the browser has it already: If-None-Match holds the tag, or a star. */
static bool has_tag(struct span header, const char *tag)
{
    return span_is(header, "*") || (header.size > 0 && memmem(header.data, header.size, tag, strlen(tag)));
}

bool site_find(const struct site *site, const struct request *request, struct site_answer *answer)
{
    struct span path = file_path(request->path);
    if (ends_with(path, ".br") || ends_with(path, ".gz"))
        return false;
    const struct file *plain = map_get(site->files, path);
    if (!plain)
        return false;
    const char *coding = NULL;
    const struct file *file = NULL;
    if (accepts(request->accept_encoding, "br") && (file = site_coded(site, path, ".br")))
        coding = "br";
    else if (accepts(request->accept_encoding, "gzip") && (file = site_coded(site, path, ".gz")))
        coding = "gzip";
    if (!file)
        file = plain;
    bool for_ever = path.size > 3 && memcmp(path.data, "/a/", 3) == 0;
    (void)snprintf(answer->headers, sizeof answer->headers,
                   "ETag: \"%s\"\r\nVary: Accept-Encoding\r\n%s%s%sCache-Control: %s\r\n", file->tag,
                   coding ? "Content-Encoding: " : "", coding ? coding : "", coding ? "\r\n" : "",
                   for_ever ? "public, max-age=31536000, immutable" : "no-cache");
    char tag[24];
    (void)snprintf(tag, sizeof tag, "\"%s\"", file->tag);
    bool same = has_tag(request->if_none_match, tag);
    answer->body = same ? (struct span){ "", 0 } : (struct span){ file->bytes, file->size };
    answer->reply = (struct reply){
        .status = same ? 304 : 200,
        .type = same ? NULL : type_of(path),
        .size = (int64_t)answer->body.size,
        .headers = answer->headers,
    };
    return true;
}
