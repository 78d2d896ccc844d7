/* Bytes and vocabulary: reads what clients send and what the log holds, writes what clients and the log receive.
 * One walker over the tables of the catalogue each way; there is no code for a single message or record.
 * Everything that is read lives in the given arena; everything that is written is added to a buffer. */
#ifndef KRING_WIRE_H
#define KRING_WIRE_H

#include <kring/arena.h>
#include <kring/buffer.h>
#include <kring/error.h>
#include <kring/model.h>

/* ---- what clients send */

enum message_kind { MESSAGE_JOIN, MESSAGE_DO, MESSAGE_HERE, MESSAGE_LEAVE };

struct join_message {
    struct id stream;
    struct span key;    /* the secret of a link, or empty */
    struct span resume; /* a resume token, or empty; one of the two is there */
    struct span name;   /* empty: not given */
    struct id group;    /* empty: not given */
    enum language language;
    int64_t have;       /* last seq that the client holds, or -1 */
    bool snapshot_by_http;
};

struct do_message {
    struct id op;
    struct id stream;     /* empty: the room that was joined */
    bool hat_given;
    struct command command; /* verb, op, hat and fields are set; the rest is the server's */
};

/* Presence: where somebody's pointer is. view is what they see, x y w h, with w 0 when not given. */
struct here_message {
    struct id stream; /* empty: the room that was joined */
    int64_t x, y;
    int64_t view[4];
    struct id drag;   /* item under way, or empty */
    struct id typing; /* item being written, or empty */
};

struct message {
    enum message_kind kind;
    union {
        struct join_message join;
        struct do_message act;
        struct here_message here;
        struct id leave; /* stream */
    };
};

/* What could not be understood. When op is not empty the answer is `refused` to that op, else `error`. why.field may be a
 * name that the sender chose, of letters and digits; it lives in the arena. */
struct misunderstood {
    struct refused why;
    struct id op;
};

/* Reads one frame: an object, or an array of objects, at most COMMAND_BYTES_MAX bytes, bounded in depth and in
 * structural characters before it is parsed; duplicate keys, unknown and missing fields, wrong types and texts that
 * text.h does not allow are misunderstood. Calls on_message for each message in order and on_misunderstood for each
 * that could not be read; a frame that is no JSON gives one on_misunderstood, and so does an empty array. */
struct message_reader {
    void (*on_message)(void *context, const struct message *message);
    void (*on_misunderstood)(void *context, const struct misunderstood *misunderstood);
    void *context;
};

void wire_read_frame(struct span bytes, struct arena *arena, const struct message_reader *reader);

/* Reads one `do` without its envelope (HTTP): {"op","verb",...}. Returns false and fills misunderstood. */
bool wire_read_do(struct span bytes, struct arena *arena, struct do_message *act, struct misunderstood *misunderstood);

/* Reads one such act, or a list of at most COMMANDS_PER_REQUEST_MAX, in REQUEST_BYTES_MAX bytes; calls back as
 * wire_read_frame does. */
void wire_read_acts(struct span bytes, struct arena *arena, const struct message_reader *reader);

/* Reads an object by a shape of the catalogue, with the same strictness (methods, HTTP bodies). bytes_max bounds it.
 * The result has one value a field. Returns NULL and fills why. */
const struct value *wire_read_shape(struct span bytes, size_t bytes_max, const struct shape *shape, struct arena *arena,
                                    struct refused *why);

/* ---- what the log holds */

/* Says of which type a record is, so that a patch or a drop can be read; false: no such record. */
struct type_source {
    bool (*type_of)(void *context, const struct id *id, enum record_type *type);
    void *context;
};

/* Reads a payload {"fields":{...},"changes":[...]} into the event's fields and changes; the header is the caller's.
 * A put in the same payload makes its type known to later patches. Record fields that this version does not know are an error.
 * Limits are not checked: the log was written under those of its day. What was asked is skipped whole (fields_verb becomes
 * VERB_COUNT) where this version does not know the verb or its fields. Returns 0 or negative. */
int wire_read_payload(struct span payload, const struct type_source *types, struct arena *arena, struct event *event,
                      struct error *error);

/* Reads one record {"id","type",...}. Returns 0 or negative. */
int wire_read_record(struct span bytes, struct arena *arena, struct record *record, struct error *error);

/* ---- what is written. An audience is a mask of roles (1u << ROLE_X); AUDIENCE_ALL is unprojected: the log itself. */

#define AUDIENCE_ALL 0xffu

/* {"fields":{...},"changes":[...]}: the payload of the log. Fields with in_log false are left out, and "fields" where there
 * are none. */
void wire_write_payload(struct buffer *out, const struct event *event);

/* [["put",{...}],["patch","id",{...}],["drop","id"]] as this audience may see it. Returns how many changes it holds. */
size_t wire_write_changes(struct buffer *out, const struct change *changes, size_t count, unsigned audience);

/* {"id":..,"type":..,...} as this audience may see it; nothing, and false, when it may not see it at all. */
bool wire_write_record(struct buffer *out, const struct record *record, unsigned audience);

/* The record of the state hash: keys sorted (type among them), integers, no white space, unprojected. */
void wire_write_canonical(struct buffer *out, const struct record *record);

/* {"seq","at","by"?,"verb","phase"?,"hat"?,"op"?,"changes"}: one event of an `events` message. changes is what wire_write_changes
 * made; op is left out when empty. The hat is written only when it is HAT_HOST. */
void wire_write_event(struct buffer *out, const struct event *event, const struct id *op, struct span changes);

/* {"m":"done","op","seq"}; seq 0 is written as null: what is kept in the vault. */
void wire_write_done(struct buffer *out, const struct id *op, int64_t seq);

/* {"m":"refused","op","code","text":{"en","nl"},"filter"?,"retry_ms"?} */
void wire_write_refused(struct buffer *out, const struct id *op, const struct refused *refused);

/* {"m":"refused","join":stream,"code","text",...} */
void wire_write_join_refused(struct buffer *out, const struct id *stream, const struct refused *refused);

/* {"m":"error","code","text"} */
void wire_write_error(struct buffer *out, const struct refused *refused);

/* {"m":"notice","code","text"} */
void wire_write_notice(struct buffer *out, enum notice notice);

/* The text of a refusal in one language, with n and field filled in. */
void wire_write_refusal_text(struct buffer *out, const struct refused *refused, enum language language);

#endif
