/* The browser client: its files, read once at the start and kept in memory, so that no request touches the disk and no path can climb
 * out of the folder. Beside a file x stand x.br and x.gz, if they are there; each is sent to whoever can read it. */
#ifndef KRING_SITE_H
#define KRING_SITE_H

#include "api.h"

#include <kring/error.h>

struct site;

/* Reads a folder. Returns NULL and fills error when it cannot be read or holds more than SITE_BYTES_MAX. */
struct site *site_open(const char *folder, struct error *error);
void site_close(struct site *site); /* NULL is fine */

struct site_answer {
    struct reply reply; /* headers points into `headers` */
    struct span body;   /* valid as long as the site */
    char headers[320];
};

/* Answers a request for a file or a page. Returns false when there is none. */
bool site_find(const struct site *site, const struct request *request, struct site_answer *answer);

#endif
