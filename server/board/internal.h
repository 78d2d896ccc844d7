/* What the files of this folder share: records as single blocks of memory, the making of an outcome, and the decisions, one
 * a command. */
#ifndef BOARD_INTERNAL_H
#define BOARD_INTERNAL_H

#include <kring/board.h>
#include <kring/limits.h>

/* A record's usual size on the board, for finding the zone in which its middle lies. */
#define NOTE_WIDTH 184
#define NOTE_HEIGHT 132

/* ---- records as blocks: values and all that they point to in one piece of memory */

/* Copies the fields of a shape deeply into one block, to be freed with free(). */
struct value *block_copy(const struct value *fields, size_t count);
struct value *block_in(struct arena *arena, const struct value *fields, size_t count);

/* The same after a patch: given values replace, VALUE_NULL removes. */
struct value *block_patched(const struct value *fields, const struct value *patch, size_t count);

/* ---- making an outcome */

/* A decision under way: what is known, and the outcome that is being made of it. */
struct decision {
    const struct scene *scene;
    const struct command *command;
    const struct value *fields;  /* of the command */
    const struct record *phase;  /* that runs in the room, or NULL */
    struct id_source *ids;
    struct arena *arena;
    struct outcome *outcome;
    size_t room_capacity, journey_capacity, draft_capacity;
};

/* Refuses; always returns false, so that a check can end with `return refuse(...)`. */
bool refuse(struct decision *decision, enum refusal code);
bool refuse_number(struct decision *decision, enum refusal code, int64_t n);
bool refuse_field(struct decision *decision, enum refusal code, const char *field);

/* Fresh fields of a record or patch, all absent, and their setters. Texts and lists are borrowed from the command or the arena. */
struct value *fields_make(struct arena *arena, enum record_type type);
struct value value_of_text(struct span text);
struct value value_of_id(struct arena *arena, const struct id *id);
struct value value_of_number(int64_t number);
struct value value_of_choice(int64_t number);
struct value value_of_bool(bool boolean);
struct value value_of_list(const struct value *items, size_t count);
struct value value_of_object(const struct value *fields, size_t count);
struct value value_of_null(void);

/* The first value that is given. */
struct value value_or(struct value value, struct value otherwise);

/* Changes of the room's or the journey's event, by the stream of the record's type. */
void put(struct decision *decision, enum record_type type, const struct value *fields);
void patch(struct decision *decision, enum record_type type, const struct id *id, const struct value *fields);
void drop(struct decision *decision, enum record_type type, const struct id *id);

/* A draft to be kept instead of a change. */
void put_draft(struct decision *decision, const struct id *slot, const struct id *key, enum record_type type,
               const struct value *fields);

struct id fresh_id(struct decision *decision);

/* The id that the command proposes in a field, or a fresh one. Refuses with id_taken. */
bool choose_id(struct decision *decision, size_t field, struct id *id);

/* ---- looking around */

/* The phase that runs in a room, or NULL. */
const struct record *running_phase(const struct board *room);

bool phase_is_sealed(const struct record *phase);

/* Whether a list of ids or choices holds one. */
bool list_has_id(const struct value *list, const struct id *id);
bool list_has_choice(const struct value *list, int64_t choice);

/* The innermost zone in which the middle of a note at x, y lies, or NULL. */
const struct record *zone_at(const struct board *room, int64_t x, int64_t y);

/* An item for writing to, published or the actor's own sealed card; refuses unknown, withdrawn and (unless the role may) foreign
 * ones. card says which of the two it is. */
bool find_item(struct decision *decision, const struct id *id, bool withdrawn, const struct record **item, bool *card);

/* Patches an item, or keeps the actor's own card with those fields changed. */
void change_item(struct decision *decision, const struct record *item, bool card, const struct value *changes);

/* The same for a list of ids: each must be found (withdrawn or not, as said) and the actor's to change; fill says what changes. */
bool change_each(struct decision *decision, const struct value *ids, bool withdrawn,
                 void (*fill)(struct decision *decision, bool card, struct value *changes));

/* Whether the actor made it, or may do this verb to what others made. Refuses with not_yours. */
bool may_change(struct decision *decision, const struct value *by);

/* Refuses with holder_only when the driver is a motive of somebody else (INV7). */
bool may_change_driver(struct decision *decision, const struct record *driver);

/* Zone of a place: the one that the command names (refused when unknown), else the one that lies there. */
bool choose_zone(struct decision *decision, const struct value *named, int64_t x, int64_t y, struct value *zone);

/* Whether a patch holds anything beside absent fields. */
bool changes_anything(const struct value *changes, size_t count);

/* The link of that kind between two items, in that direction, or NULL. */
const struct record *link_between(const struct board *room, const struct id *from, const struct id *to, int64_t kind);

/* The group with that name, or NULL. */
const struct record *group_named(const struct board *journey, struct span name);

/* The group of a person, or the empty id. */
struct id group_of(const struct scene *scene, const struct id *person);

/* Whether somebody may vote in a round: participants, and facilitators who belong to a group or whose journey has none (domain 2.3). */
bool may_vote(const struct scene *scene, const struct id *person, enum role role);

/* ---- drivers: which fields belong to which sense (domain 2.6) */

/* Fills the driver's sense fields from the command, which has them from field `first` on in the order of
 * driver.sense_set. Refuses stray and missing ones. holder_default is the holder of a motive that names none. */
bool set_senses(struct decision *decision, const struct value *given, const struct id *holder_default, struct value *driver);

/* ---- votes */

/* Adds the closing figures of a round to the patch (domain R9, INV3). */
void tally_round(struct decision *decision, const struct record *round, struct value *patch_fields);

/* ---- sealed phases */

/* Puts the cards of a sealed phase on the board: shuffled, under fresh ids, with the closing time (domain 2.7, INV2). */
void reveal_cards(struct decision *decision, const struct record *phase);

/* ---- the decisions, one file each in commands/ */

#define DECLARE_DECISION(name, verb) void decide_##name(struct decision *decision);
KRING_COMMANDS(DECLARE_DECISION)
#undef DECLARE_DECISION

#endif
