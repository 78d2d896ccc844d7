/* The vocabulary: command, record, change, event. Values only; nothing here does anything.
 *
 * A command is what somebody wants. A board answers with a refusal or with an event. An event carries meaning (who,
 * when, in which phase, with which hat, which verb, which fields) and effect (changes of records). Replay and
 * browsers apply the effect and never need to know a verb.
 *
 * Values live in somebody's arena or record and are borrowed by whoever reads them. */
#ifndef KRING_MODEL_H
#define KRING_MODEL_H

#include <kring/catalogue.h>
#include <kring/id.h>
#include <kring/span.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- values, as the tables of the catalogue describe them */

enum value_kind {
    VALUE_ABSENT, /* not given; in a patch: left as it is */
    VALUE_NULL,   /* only in a patch: removed */
    VALUE_BOOLEAN,
    VALUE_INTEGER,
    VALUE_TEXT, /* also ids and keys; followed by a zero byte */
    VALUE_CHOICE,
    VALUE_LIST,
    VALUE_OBJECT, /* items: one value a field of its shape, in the shape's order */
};

struct value {
    enum value_kind kind;
    uint32_t count; /* bytes of a text, items of a list, fields of an object */
    union {
        bool boolean;
        int64_t integer; /* also the number of a choice */
        const char *text;
        const struct value *items;
    };
};

static inline bool value_is_given(const struct value *value)
{
    return value->kind != VALUE_ABSENT && value->kind != VALUE_NULL;
}

static inline struct span value_text(const struct value *value)
{
    return value->kind == VALUE_TEXT ? (struct span){ value->text, value->count } : (struct span){ "", 0 };
}

static inline struct id value_id(const struct value *value)
{
    return id_from(value_text(value));
}

/* The number of an integer or a choice, or `otherwise` when it is not given. */
static inline int64_t value_number(const struct value *value, int64_t otherwise)
{
    return value->kind == VALUE_INTEGER || value->kind == VALUE_CHOICE ? value->integer : otherwise;
}

static inline bool value_true(const struct value *value)
{
    return value->kind == VALUE_BOOLEAN && value->boolean;
}

/* ---- records: what a board is made of. fields are in the order of record_infos[type].shape; field 0 is the id. */

struct record {
    enum record_type type;
    const struct value *fields;
};

static inline struct id record_id(const struct record *record)
{
    return value_id(&record->fields[0]);
}

/* ---- commands */

/* Something that somebody wants done. The server fills in everything but verb, op, hat and fields. */
struct command {
    enum verb verb;
    enum hat hat;
    enum role role;             /* of `by`, now */
    struct id by;               /* a person of the journey */
    struct id op;               /* the sender's id for this act; empty for acts of the server itself */
    int64_t at;                 /* ms since 1970, by the server's clock */
    const struct value *fields; /* in the order of verb_infos[verb].shape */
};

/* ---- changes and events */

enum change_kind { CHANGE_PUT, CHANGE_PATCH, CHANGE_DROP };

struct change {
    enum change_kind kind;
    enum record_type type;
    struct id id;
    const struct value *fields; /* put: all; patch: those given, VALUE_NULL removes; drop: NULL */
};

struct event {
    struct id stream;
    int64_t seq;      /* from 1, without gaps */
    int64_t at;       /* ms since 1970 */
    struct span verb; /* its word, so that old logs outlive their verbs */
    struct id by;     /* empty: the server, or nobody knows */
    struct id phase;  /* the phase that ran, or empty */
    enum hat hat;
    struct id op; /* empty where none is kept */
    enum verb fields_verb;      /* whose shape `fields` has; VERB_COUNT: no fields */
    const struct value *fields; /* what was asked, as far as the log may know it */
    const struct change *changes;
    size_t change_count;
};

/* What a refusal says. n and field fill the places of its text. */
struct refused {
    enum refusal code; /* REFUSAL_NONE: not refused */
    enum filter filter;
    int64_t n;
    const char *field; /* a name of the catalogue, or NULL */
    int64_t retry_ms;  /* 0: not to be tried again by itself */
};

#endif
