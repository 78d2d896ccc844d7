/* One table of keys, whatever they come from. */
#include "config.h"

#include <kring/check.h>
#include <kring/limits.h>
#include <kring/span.h>

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum key_kind { KEY_TEXT, KEY_LIST, KEY_NUMBER, KEY_MAKING, KEY_LOG };

struct key {
    const char *name;
    enum key_kind kind;
    size_t place; /* in struct config */
    int64_t max;
};

#define PLACE(member) offsetof(struct config, member)

static const struct key keys[] = {
    { "listen", KEY_LIST, PLACE(listen), 0 },
    { "data", KEY_TEXT, PLACE(data), 0 },
    { "web", KEY_TEXT, PLACE(web), 0 },
    { "origins", KEY_LIST, PLACE(origins), 0 },
    { "proxies", KEY_LIST, PLACE(proxies), 0 },
    { "making", KEY_MAKING, PLACE(making), 0 },
    { "log", KEY_LOG, PLACE(log), 0 },
    { "connections", KEY_NUMBER, PLACE(connections), 1000000 },
    { "connections_per_address", KEY_NUMBER, PLACE(connections_per_address), 1000000 },
    { "commands_per_second", KEY_NUMBER, PLACE(commands_per_second), 1000000 },
    { "commands_burst", KEY_NUMBER, PLACE(commands_burst), 10000000 },
    { "presence_per_second", KEY_NUMBER, PLACE(presence_per_second), 1000000 },
    { "bytes_per_second", KEY_NUMBER, PLACE(bytes_per_second), 10000000000 },
    { "room_commands_per_second", KEY_NUMBER, PLACE(room_commands_per_second), 10000000 },
};

#define KEYS (sizeof keys / sizeof keys[0])

void config_init(struct config *config)
{
    *config = (struct config){
        .making = MAKING_BY_PLACE,
        .log = LOG_INFO,
        .connections = CONNECTIONS_MAX,
        .connections_per_address = CONNECTIONS_PER_ADDRESS_MAX,
        .commands_per_second = COMMANDS_PER_SECOND,
        .commands_burst = COMMANDS_BURST,
        .presence_per_second = PRESENCE_PER_SECOND,
        .bytes_per_second = BYTES_PER_SECOND,
        .room_commands_per_second = ROOM_COMMANDS_PER_SECOND,
    };
    arena_init(&config->arena);
}

void config_finish(struct config *config)
{
    arena_finish(&config->arena);
}

static struct span trimmed(const char *text, size_t size)
{
    while (size > 0 && isspace((unsigned char)*text)) {
        text += 1;
        size -= 1;
    }
    while (size > 0 && isspace((unsigned char)text[size - 1]))
        size -= 1;
    return (struct span){ text, size };
}

static int set_list(struct config *config, const struct key *key, struct config_list *list, const char *value,
                    struct error *error)
{
    list->count = 0;
    while (*value) {
        size_t size = strcspn(value, ",");
        struct span item = trimmed(value, size);
        value += size + (value[size] == ',');
        if (item.size == 0)
            continue;
        if (list->count == CONFIG_LIST_MAX)
            return error_set(error, -EINVAL, "%s has more than %d entries", key->name, CONFIG_LIST_MAX);
        list->items[list->count++] = arena_copy(&config->arena, item);
    }
    return 0;
}

static int set_number(const struct key *key, int64_t *number, const char *value, struct error *error)
{
    char *end = NULL;
    errno = 0;
    long long read = strtoll(value, &end, 10);
    if (errno != 0 || end == value || *end || read < 1 || read > key->max)
        return error_set(error, -EINVAL, "%s is a whole number from 1 to %lld, not “%s”", key->name,
                         (long long)key->max, value);
    *number = read;
    return 0;
}

/* The place of a word among others, or -1. */
static int word_place(const char *word, const char *const *words)
{
    for (int i = 0; words[i]; i++) {
        if (strcmp(word, words[i]) == 0)
            return i;
    }
    return -1;
}

static int config_set(struct config *config, const char *name, const char *value, struct error *error)
{
    static const char *const makings[] = { "auto", "open", "token", NULL };
    static const char *const levels[] = { "debug", "info", "warn", "error", NULL };
    size_t i = 0;
    while (i < KEYS && strcmp(keys[i].name, name) != 0)
        i++;
    if (i == KEYS)
        return error_set(error, -EINVAL, "there is no setting “%s”", name);
    const struct key *key = &keys[i];
    char *place = (char *)config + key->place;
    int word;
    switch (key->kind) {
    case KEY_TEXT:
        *(const char **)(void *)place = *value ? arena_copy(&config->arena, span_of(value)) : NULL;
        return 0;
    case KEY_LIST:
        return set_list(config, key, (struct config_list *)(void *)place, value, error);
    case KEY_NUMBER:
        return set_number(key, (int64_t *)(void *)place, value, error);
    case KEY_MAKING:
        if ((word = word_place(value, makings)) < 0)
            return error_set(error, -EINVAL, "%s is auto, open or token, not “%s”", key->name, value);
        config->making = (enum making)word;
        return 0;
    case KEY_LOG:
        if ((word = word_place(value, levels)) < 0)
            return error_set(error, -EINVAL, "%s is debug, info, warn or error, not “%s”", key->name, value);
        config->log = (enum log_level)word;
        return 0;
    }
    CHECK(false);
}

/* One line: empty, a remark, or key = value. */
static int read_line(struct config *config, const char *line, struct error *error)
{
    struct span text = trimmed(line, strlen(line));
    if (text.size == 0 || text.data[0] == '#')
        return 0;
    const char *equals = memchr(text.data, '=', text.size);
    if (!equals)
        return error_set(error, -EINVAL, "a line is “key = value”");
    struct span key = trimmed(text.data, (size_t)(equals - text.data));
    struct span value = trimmed(equals + 1, text.size - (size_t)(equals + 1 - text.data));
    return config_set(config, arena_copy(&config->arena, key), arena_copy(&config->arena, value), error);
}

static int config_read_file(struct config *config, const char *path, struct error *error)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return error_set(error, -errno, "%s: %s", path, strerror(errno));
    char *line = NULL;
    size_t capacity = 0;
    int number = 0;
    int result = 0;
    while (result == 0 && getline(&line, &capacity, file) >= 0) {
        number += 1;
        result = read_line(config, line, error);
    }
    if (result != 0)
        result = error_wrap(error, "%s, line %d", path, number);
    free(line);
    (void)fclose(file);
    return result;
}

static int config_read_environment(struct config *config, struct error *error)
{
    for (size_t i = 0; i < KEYS; i++) {
        char name[64] = "KRING_";
        size_t size = strlen(name);
        for (const char *c = keys[i].name; *c; c++)
            name[size++] = (char)toupper((unsigned char)*c);
        name[size] = '\0';
        const char *value = getenv(name);
        if (value && config_set(config, keys[i].name, value, error) != 0)
            return error_wrap(error, "%s", name);
    }
    return 0;
}

const char *config_option(const char *name, int count, char **words, int *place)
{
    const char *word = words[*place];
    size_t size = strlen(name);
    CHECK(word);
    if (strncmp(word, name, size) != 0)
        return NULL;
    if (word[size] == '=')
        return word + size + 1;
    if (word[size] != '\0' || *place + 1 >= count)
        return NULL;
    *place += 1;
    return words[*place];
}

static int config_read_words(struct config *config, int count, char **words, struct error *error)
{
    static const char *const options[] = { "--listen", "--data", "--web" };
    for (int i = 0; i < count; i++) {
        int start = i;
        bool known = config_option("--config", count, words, &i) != NULL;
        for (size_t k = 0; k < sizeof options / sizeof options[0] && !known; k++) {
            const char *value = config_option(options[k], count, words, &i);
            known = value != NULL;
            if (value && config_set(config, options[k] + 2, value, error) != 0)
                return error->code;
        }
        if (!known)
            return error_set(error, -EINVAL, "serve does not know or cannot use %s", words[start]);
    }
    return 0;
}

int config_read(struct config *config, int count, char **words, struct error *error)
{
    /* The file first, wherever it stands among the words: what is nearer to the hand wins. */
    for (int i = 0; i < count; i++) {
        const char *path = config_option("--config", count, words, &i);
        if (path && config_read_file(config, path, error) != 0)
            return error->code;
    }
    if (config_read_environment(config, error) != 0 || config_read_words(config, count, words, error) != 0)
        return error->code;
    if (config->listen.count == 0 || !config->data)
        return error_set(error, -EINVAL, "serve needs --listen ADDRESS:PORT and --data DIR");
    return 0;
}
