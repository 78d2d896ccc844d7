/* The settings of `kring serve`: from a file of `key = value` lines, from the environment (KRING_LISTEN for listen), and from the command
 * line; what comes later in this list wins. docs/operating.md has them all. */
#ifndef KRING_CONFIG_H
#define KRING_CONFIG_H

#include <kring/arena.h>
#include <kring/error.h>
#include <kring/log.h>

#include <stdint.h>

#define CONFIG_LIST_MAX 8

struct config_list {
    const char *items[CONFIG_LIST_MAX];
    size_t count;
};

enum making { MAKING_BY_PLACE, MAKING_OPEN, MAKING_TOKEN };

struct config {
    struct arena arena; /* the texts */
    struct config_list listen, origins, proxies;
    const char *data;
    const char *web; /* NULL: no browser client */
    enum making making;
    enum log_level log;
    int64_t connections, connections_per_address;
    int64_t commands_per_second, commands_burst, presence_per_second, bytes_per_second,
        room_commands_per_second;
};

void config_init(struct config *config);
void config_finish(struct config *config);

/* Reads the words of the command line and what they and the environment name. Returns 0, or negative with a sentence that names the
 * key, and the line of a file. */
int config_read(struct config *config, int count, char **words, struct error *error);

/* The value of an option, as in "--data DIR" or "--data=DIR", with *place moved on to the last word that it took; NULL: the word
 * there is not this option. */
const char *config_option(const char *name, int count, char **words, int *place);

#endif
