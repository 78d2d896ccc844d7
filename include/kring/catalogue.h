/* GENERATED from protocol/catalogue/ by protocol/generate.mjs. What the wire, the log and the board call
 * things: choices, record types with the positions of their fields, verbs with theirs, refusals, and the
 * tables that say what each may hold. Change the catalogue, not this file. */
#ifndef KRING_CATALOGUE_H
#define KRING_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- choices: each is a number in C and a word on the wire */

enum role {
    ROLE_FACILITATOR,
    ROLE_PARTICIPANT,
    ROLE_OBSERVER,
    ROLE_COUNT
};

enum hat {
    HAT_VOICE,
    HAT_HOST,
    HAT_COUNT
};

enum language {
    LANGUAGE_EN,
    LANGUAGE_NL,
    LANGUAGE_COUNT
};

enum stream_kind {
    STREAM_KIND_ROOM,
    STREAM_KIND_JOURNEY,
    STREAM_KIND_COUNT
};

enum may {
    MAY_ALWAYS,
    MAY_WRITE,
    MAY_COMMENT,
    MAY_ASK,
    MAY_THANK,
    MAY_MOVE_OWN,
    MAY_MOVE_ANY,
    MAY_CLUSTER,
    MAY_MERGE,
    MAY_CONNECT,
    MAY_SCORE,
    MAY_VOTE,
    MAY_CLAIM,
    MAY_DECIDE,
    MAY_HOST,
    MAY_COUNT
};

enum filter {
    FILTER_NONE,
    FILTER_ROLE,
    FILTER_PHASE,
    FILTER_LEVEL,
    FILTER_COUNT
};

enum room_state {
    ROOM_STATE_OPEN,
    ROOM_STATE_PAUSED,
    ROOM_STATE_ENDED,
    ROOM_STATE_COUNT
};

enum journey_state {
    JOURNEY_STATE_DRAFTED,
    JOURNEY_STATE_OPEN,
    JOURNEY_STATE_CLOSING,
    JOURNEY_STATE_CLOSED,
    JOURNEY_STATE_ARCHIVED,
    JOURNEY_STATE_COUNT
};

enum item_kind {
    ITEM_KIND_NOTE,
    ITEM_KIND_DRIVER,
    ITEM_KIND_COUNT
};

enum item_state {
    ITEM_STATE_PUBLISHED,
    ITEM_STATE_WITHDRAWN,
    ITEM_STATE_SEALED,
    ITEM_STATE_COUNT
};

enum colour {
    COLOUR_SUN,
    COLOUR_APRICOT,
    COLOUR_ROSE,
    COLOUR_LILAC,
    COLOUR_SKY,
    COLOUR_MINT,
    COLOUR_LEAF,
    COLOUR_STONE,
    COLOUR_COUNT
};

enum link_kind {
    LINK_KIND_RELATES,
    LINK_KIND_PLUS,
    LINK_KIND_MINUS,
    LINK_KIND_SHARES,
    LINK_KIND_COMPLEMENTS,
    LINK_KIND_TENSION,
    LINK_KIND_EXPLAINS,
    LINK_KIND_NEEDS,
    LINK_KIND_CONTRIBUTES,
    LINK_KIND_EVIDENCE,
    LINK_KIND_BUILDS_ON,
    LINK_KIND_CONTRADICTS,
    LINK_KIND_COUNT
};

enum strength {
    STRENGTH_WEAK,
    STRENGTH_NORMAL,
    STRENGTH_STRONG,
    STRENGTH_COUNT
};

enum sense {
    SENSE_MOTIVE,
    SENSE_FORCE,
    SENSE_FACTOR,
    SENSE_TREND,
    SENSE_LEVER,
    SENSE_COUNT
};

enum level {
    LEVEL_INDIVIDUAL,
    LEVEL_ORGANISATION,
    LEVEL_PARTNERSHIP,
    LEVEL_COUNT
};

enum lens {
    LENS_USEFUL,
    LENS_POWER,
    LENS_MEANING,
    LENS_RELATION,
    LENS_COUNT
};

enum direction {
    DIRECTION_DRIVING,
    DIRECTION_RESTRAINING,
    DIRECTION_COUNT
};

enum movement {
    MOVEMENT_UP,
    MOVEMENT_DOWN,
    MOVEMENT_FLAT,
    MOVEMENT_COUNT
};

enum surrounding {
    SURROUNDING_DEMOGRAPHIC,
    SURROUNDING_ECOLOGICAL,
    SURROUNDING_SOCIAL,
    SURROUNDING_TECHNOLOGICAL,
    SURROUNDING_ECONOMIC,
    SURROUNDING_POLITICAL,
    SURROUNDING_COUNT
};

enum tier {
    TIER_AIM,
    TIER_PRIMARY,
    TIER_SECONDARY,
    TIER_IDEA,
    TIER_COUNT
};

enum driver_state {
    DRIVER_STATE_ACTIVE,
    DRIVER_STATE_MERGED,
    DRIVER_STATE_RETIRED,
    DRIVER_STATE_COUNT
};

enum zone_kind {
    ZONE_KIND_FREE,
    ZONE_KIND_COLUMN,
    ZONE_KIND_LANE,
    ZONE_KIND_QUADRANT,
    ZONE_KIND_AXIS1D,
    ZONE_KIND_AXIS2D,
    ZONE_KIND_RING,
    ZONE_KIND_GRID,
    ZONE_KIND_WALL,
    ZONE_KIND_TIMELINE,
    ZONE_KIND_TREE,
    ZONE_KIND_MAP,
    ZONE_KIND_FORCE_SIDE,
    ZONE_KIND_LINE,
    ZONE_KIND_TABLES,
    ZONE_KIND_GALLERY,
    ZONE_KIND_FORM,
    ZONE_KIND_REGISTER,
    ZONE_KIND_PARKING,
    ZONE_KIND_COUNT
};

enum zone_item {
    ZONE_ITEM_NOTE,
    ZONE_ITEM_QUESTION,
    ZONE_ITEM_STORY,
    ZONE_ITEM_DRIVER,
    ZONE_ITEM_CLUSTER,
    ZONE_ITEM_STAKEHOLDER,
    ZONE_ITEM_SESSION,
    ZONE_ITEM_OPTION,
    ZONE_ITEM_ACTION,
    ZONE_ITEM_AGREEMENT,
    ZONE_ITEM_VALUE,
    ZONE_ITEM_TERM,
    ZONE_ITEM_SCORE,
    ZONE_ITEM_TIMELINE_EVENT,
    ZONE_ITEM_SKETCH,
    ZONE_ITEM_PERSONA,
    ZONE_ITEM_CONNECTOR,
    ZONE_ITEM_COUNT
};

enum pattern {
    PATTERN_OPEN,
    PATTERN_GENERATE,
    PATTERN_CLARIFY,
    PATTERN_REDUCE,
    PATTERN_ORGANISE,
    PATTERN_EVALUATE,
    PATTERN_COMMIT,
    PATTERN_COUNT
};

enum write {
    WRITE_OPEN,
    WRITE_SEALED,
    WRITE_NONE,
    WRITE_COUNT
};

enum attribution {
    ATTRIBUTION_NAMED,
    ATTRIBUTION_GROUP,
    ATTRIBUTION_ANONYMOUS,
    ATTRIBUTION_COUNT
};

enum grouping {
    GROUPING_ALL,
    GROUPING_STAKEHOLDER,
    GROUPING_MIXED,
    GROUPING_PAIRS,
    GROUPING_TABLES,
    GROUPING_TABLES_ROTATE,
    GROUPING_SELF_SELECTED,
    GROUPING_COUNT
};

enum reveal {
    REVEAL_ALL_AT_ONCE,
    REVEAL_SHUFFLED_ONE_BY_ONE,
    REVEAL_COUNT
};

enum phase_state {
    PHASE_STATE_QUEUED,
    PHASE_STATE_RUNNING,
    PHASE_STATE_DONE,
    PHASE_STATE_SKIPPED,
    PHASE_STATE_COUNT
};

enum side {
    SIDE_PROVIDER,
    SIDE_TAKER,
    SIDE_BOTH,
    SIDE_NEITHER,
    SIDE_COUNT
};

enum rule {
    RULE_DOTS,
    RULE_COUNT
};

enum tally {
    TALLY_PERSON,
    TALLY_GROUP_BALANCED,
    TALLY_COUNT
};

enum round_state {
    ROUND_STATE_OPEN,
    ROUND_STATE_CLOSED,
    ROUND_STATE_SUPPRESSED,
    ROUND_STATE_COUNT
};

/* ---- fields */

enum field_kind { FIELD_ID, FIELD_KEY, FIELD_TEXT, FIELD_INTEGER, FIELD_BOOLEAN, FIELD_CHOICE, FIELD_LIST, FIELD_OBJECT };

/* The words of a choice, in the order of its numbers. */
struct choice_type {
    const char *name;
    const char *const *words;
    size_t count;
};

/* What one field may hold. min and max bound a number, the code points of a text, or the length of a list. A text with a
 * min has something to see in it. */
struct field {
    const char *name;
    const struct choice_type *choice;
    const struct shape *shape; /* of an object */
    const struct field *item;  /* of a list */
    int64_t min;
    int64_t max;
    int64_t lines; /* of a text; 1: no line breaks */
    enum field_kind kind;
    bool optional;
    bool in_log; /* false: a command's field that no event repeats */
    uint8_t see; /* audiences that receive a record's field, one bit a role */
};

struct shape {
    const char *name;
    const struct field *fields;
    size_t count;
};

enum { BUCKET_GROUPS, BUCKET_UNGROUPED, BUCKET_VOTERS, BUCKET_FIELDS };
enum { DOTS_OPTION, DOTS_DOTS, DOTS_FIELDS };
enum { METHOD_ID, METHOD_TITLE, METHOD_PURPOSE, METHOD_GROUP_SIZE, METHOD_FAMILY, METHOD_PARTICIPATION_LEVEL, METHOD_GRID, METHOD_ZONES, METHOD_PHASES, METHOD_OUTPUTS, METHOD_CAUTIONS, METHOD_PRACTICE_BASIS, METHOD_MINUTES, METHOD_FIELDS };
enum { METHOD_GEOMETRY_LINK_KINDS, METHOD_GEOMETRY_FIELDS };
enum { METHOD_PHASE_ID, METHOD_PHASE_NAME, METHOD_PHASE_PATTERN, METHOD_PHASE_MINUTES, METHOD_PHASE_WRITE, METHOD_PHASE_ATTRIBUTION, METHOD_PHASE_MAY, METHOD_PHASE_ZONES, METHOD_PHASE_GROUPS, METHOD_PHASE_SAY, METHOD_PHASE_VOTE, METHOD_PHASE_REVEAL, METHOD_PHASE_FIELDS };
enum { METHOD_ZONE_ID, METHOD_ZONE_TITLE, METHOD_ZONE_KIND, METHOD_ZONE_BOARD, METHOD_ZONE_RECT, METHOD_ZONE_ITEMS, METHOD_ZONE_ASK, METHOD_ZONE_GEOMETRY, METHOD_ZONE_FIELDS };
enum { MOVE_ITEM, MOVE_X, MOVE_Y, MOVE_ZONE, MOVE_FIELDS };
enum { NEW_JOURNEY_TITLE, NEW_JOURNEY_LANGUAGE, NEW_JOURNEY_PURPOSE, NEW_JOURNEY_QUESTION, NEW_JOURNEY_METHOD, NEW_JOURNEY_GROUPS, NEW_JOURNEY_POLICY, NEW_JOURNEY_FIELDS };
enum { NEW_ROOM_TITLE, NEW_ROOM_LANGUAGE, NEW_ROOM_QUESTION, NEW_ROOM_METHOD, NEW_ROOM_FIELDS };
enum { OUTCOME_OPTION, OUTCOME_TOTAL, OUTCOME_BALANCED, OUTCOME_BREADTH, OUTCOME_COMMON, OUTCOME_POLARISATION, OUTCOME_SHARES, OUTCOME_FIELDS };
enum { POLICY_MIN_GROUP, POLICY_FIELDS };
enum { RULE_OF_VOTE_TYPE, RULE_OF_VOTE_DOTS, RULE_OF_VOTE_MAX_PER_OPTION, RULE_OF_VOTE_SECRET, RULE_OF_VOTE_TALLY, RULE_OF_VOTE_FIELDS };
enum { SHARE_DOTS, SHARE_VOTERS, SHARE_FIELDS };
enum { WORDS_EN, WORDS_NL, WORDS_FIELDS };

extern const struct shape shape_bucket;
extern const struct shape shape_dots;
extern const struct shape shape_method;
extern const struct shape shape_method_geometry;
extern const struct shape shape_method_phase;
extern const struct shape shape_method_zone;
extern const struct shape shape_move;
extern const struct shape shape_new_journey;
extern const struct shape shape_new_room;
extern const struct shape shape_outcome;
extern const struct shape shape_policy;
extern const struct shape shape_rule_of_vote;
extern const struct shape shape_share;
extern const struct shape shape_words;

/* ---- records */

enum record_type {
    RECORD_TYPE_BALLOT,
    RECORD_TYPE_DRIVER,
    RECORD_TYPE_GROUP,
    RECORD_TYPE_ITEM,
    RECORD_TYPE_JOURNEY,
    RECORD_TYPE_LINK,
    RECORD_TYPE_PERSON,
    RECORD_TYPE_PHASE,
    RECORD_TYPE_ROOM,
    RECORD_TYPE_ROUND,
    RECORD_TYPE_SEAT,
    RECORD_TYPE_ZONE,
    RECORD_TYPE_COUNT
};

enum { BALLOT_ID, BALLOT_ROUND, BALLOT_BY, BALLOT_DOTS, BALLOT_FIELDS };
enum { DRIVER_ID, DRIVER_TEXT, DRIVER_SENSES, DRIVER_HOLDER, DRIVER_LEVEL, DRIVER_LENS, DRIVER_DIRECTION, DRIVER_UNIT, DRIVER_MOVEMENT, DRIVER_SURROUNDING, DRIVER_SOURCE, DRIVER_TIER, DRIVER_ORIGIN, DRIVER_BY, DRIVER_STATE, DRIVER_FIELDS };
enum { GROUP_ID, GROUP_NAME, GROUP_SIDE, GROUP_COLOUR, GROUP_FIELDS };
enum { ITEM_ID, ITEM_KIND, ITEM_TEXT, ITEM_X, ITEM_Y, ITEM_Z, ITEM_COLOUR, ITEM_ZONE, ITEM_BY, ITEM_PHASE, ITEM_DRIVER, ITEM_DERIVED_FROM, ITEM_STATE, ITEM_EDITED_AT, ITEM_FIELDS };
enum { JOURNEY_ID, JOURNEY_TITLE, JOURNEY_PURPOSE, JOURNEY_LANGUAGE, JOURNEY_MIN_GROUP, JOURNEY_STATE, JOURNEY_FIELDS };
enum { LINK_ID, LINK_FROM, LINK_TO, LINK_KIND, LINK_STRENGTH, LINK_DELAY, LINK_CONTESTED, LINK_BY, LINK_FIELDS };
enum { PERSON_ID, PERSON_ROLE, PERSON_GROUP, PERSON_JOINED_AT, PERSON_FIELDS };
enum { PHASE_ID, PHASE_KEY, PHASE_PLACE, PHASE_NAME, PHASE_SAY, PHASE_PATTERN, PHASE_MINUTES, PHASE_WRITE, PHASE_ATTRIBUTION, PHASE_GROUPING, PHASE_MAY, PHASE_ZONES, PHASE_VOTE, PHASE_STATE, PHASE_STARTED_AT, PHASE_ENDED_AT, PHASE_FIELDS };
enum { ROOM_ID, ROOM_JOURNEY, ROOM_TITLE, ROOM_QUESTION, ROOM_METHOD, ROOM_LANGUAGE, ROOM_STATE, ROOM_PHASE, ROOM_OPENED_AT, ROOM_FIELDS };
enum { ROUND_ID, ROUND_QUESTION, ROUND_PHASE, ROUND_RULE, ROUND_DOTS, ROUND_MAX_PER_OPTION, ROUND_SECRET, ROUND_OPTIONS, ROUND_MIN_GROUP, ROUND_STATE, ROUND_OPENED_AT, ROUND_CLOSED_AT, ROUND_ELIGIBLE, ROUND_CAST, ROUND_BUCKETS, ROUND_OUTCOMES, ROUND_FIELDS };
enum { SEAT_ID, SEAT_PERSON, SEAT_PRESENT, SEAT_SINCE, SEAT_FIELDS };
enum { ZONE_ID, ZONE_KEY, ZONE_NAME, ZONE_TITLE, ZONE_ASK, ZONE_KIND, ZONE_X, ZONE_Y, ZONE_W, ZONE_H, ZONE_ACCEPTS, ZONE_LINK_KINDS, ZONE_BY, ZONE_FIELDS };

struct record_info {
    const char *name;
    enum stream_kind stream;
    uint8_t see; /* audiences that receive it, one bit a role */
    struct shape shape;
};

extern const struct record_info record_infos[RECORD_TYPE_COUNT];

/* ---- verbs: commands first, then acts, which nobody sends */

enum verb {
    VERB_DRIVER_ADD,
    VERB_DRIVER_SENSE_SET,
    VERB_GROUP_ADD,
    VERB_GROUP_CHANGE,
    VERB_ITEM_ADD,
    VERB_ITEM_EDIT,
    VERB_ITEM_MOVE,
    VERB_ITEM_RECOLOUR,
    VERB_ITEM_RESTORE,
    VERB_ITEM_WITHDRAW,
    VERB_LINK_ADD,
    VERB_LINK_CHANGE,
    VERB_LINK_REMOVE,
    VERB_PERSON_REGROUP,
    VERB_PERSON_RENAME,
    VERB_PHASE_START,
    VERB_ROOM_RENAME,
    VERB_VOTE_CAST,
    VERB_VOTE_CLOSE,
    VERB_VOTE_OPEN,
    VERB_ZONE_ADD,
    VERB_ZONE_CHANGE,
    VERB_ZONE_REMOVE,
    VERB_COMMANDS,
    VERB_JOURNEY_OPEN = VERB_COMMANDS,
    VERB_PERSON_JOIN,
    VERB_PERSON_LEAVE,
    VERB_PHASE_REVEAL,
    VERB_ROOM_OPEN,
    VERB_COUNT
};

enum { DRIVER_ADD_ID, DRIVER_ADD_ITEM, DRIVER_ADD_TEXT, DRIVER_ADD_FROM, DRIVER_ADD_X, DRIVER_ADD_Y, DRIVER_ADD_ZONE, DRIVER_ADD_SENSES, DRIVER_ADD_LEVEL, DRIVER_ADD_LENS, DRIVER_ADD_DIRECTION, DRIVER_ADD_UNIT, DRIVER_ADD_MOVEMENT, DRIVER_ADD_SURROUNDING, DRIVER_ADD_SOURCE, DRIVER_ADD_TIER, DRIVER_ADD_HOLDER, DRIVER_ADD_FIELDS };
enum { DRIVER_SENSE_SET_DRIVER, DRIVER_SENSE_SET_SENSES, DRIVER_SENSE_SET_LEVEL, DRIVER_SENSE_SET_LENS, DRIVER_SENSE_SET_DIRECTION, DRIVER_SENSE_SET_UNIT, DRIVER_SENSE_SET_MOVEMENT, DRIVER_SENSE_SET_SURROUNDING, DRIVER_SENSE_SET_SOURCE, DRIVER_SENSE_SET_TIER, DRIVER_SENSE_SET_HOLDER, DRIVER_SENSE_SET_FIELDS };
enum { GROUP_ADD_NAME, GROUP_ADD_SIDE, GROUP_ADD_FIELDS };
enum { GROUP_CHANGE_GROUP, GROUP_CHANGE_NAME, GROUP_CHANGE_SIDE, GROUP_CHANGE_FIELDS };
enum { ITEM_ADD_ID, ITEM_ADD_KIND, ITEM_ADD_TEXT, ITEM_ADD_X, ITEM_ADD_Y, ITEM_ADD_ZONE, ITEM_ADD_COLOUR, ITEM_ADD_PHASE, ITEM_ADD_SINCE, ITEM_ADD_FIELDS };
enum { ITEM_EDIT_ITEM, ITEM_EDIT_TEXT, ITEM_EDIT_FIELDS };
enum { ITEM_MOVE_MOVES, ITEM_MOVE_FIELDS };
enum { ITEM_RECOLOUR_ITEMS, ITEM_RECOLOUR_COLOUR, ITEM_RECOLOUR_FIELDS };
enum { ITEM_RESTORE_ITEMS, ITEM_RESTORE_FIELDS };
enum { ITEM_WITHDRAW_ITEMS, ITEM_WITHDRAW_FIELDS };
enum { LINK_ADD_ID, LINK_ADD_FROM, LINK_ADD_TO, LINK_ADD_KIND, LINK_ADD_STRENGTH, LINK_ADD_DELAY, LINK_ADD_FIELDS };
enum { LINK_CHANGE_LINK, LINK_CHANGE_KIND, LINK_CHANGE_STRENGTH, LINK_CHANGE_DELAY, LINK_CHANGE_CONTESTED, LINK_CHANGE_FIELDS };
enum { LINK_REMOVE_LINK, LINK_REMOVE_FIELDS };
enum { PERSON_REGROUP_GROUP, PERSON_REGROUP_FIELDS };
enum { PERSON_RENAME_NAME, PERSON_RENAME_FIELDS };
enum { PHASE_START_PHASE, PHASE_START_FIELDS };
enum { ROOM_RENAME_TITLE, ROOM_RENAME_QUESTION, ROOM_RENAME_FIELDS };
enum { VOTE_CAST_ROUND, VOTE_CAST_OPTION, VOTE_CAST_DOTS, VOTE_CAST_FIELDS };
enum { VOTE_CLOSE_ROUND, VOTE_CLOSE_FIELDS };
enum { VOTE_OPEN_QUESTION, VOTE_OPEN_OPTIONS, VOTE_OPEN_ZONE, VOTE_OPEN_DOTS, VOTE_OPEN_MAX_PER_OPTION, VOTE_OPEN_SECRET, VOTE_OPEN_FIELDS };
enum { ZONE_ADD_NAME, ZONE_ADD_X, ZONE_ADD_Y, ZONE_ADD_W, ZONE_ADD_H, ZONE_ADD_FIELDS };
enum { ZONE_CHANGE_ZONE, ZONE_CHANGE_NAME, ZONE_CHANGE_X, ZONE_CHANGE_Y, ZONE_CHANGE_W, ZONE_CHANGE_H, ZONE_CHANGE_FIELDS };
enum { ZONE_REMOVE_ZONE, ZONE_REMOVE_FIELDS };

struct verb_info {
    const char *name;
    enum stream_kind stream;
    uint8_t roles;        /* who may, one bit a role */
    uint8_t roles_others; /* who may do it to what somebody else made */
    enum may may;         /* the right that the phase must give */
    enum may may_others;  /* the right by which a phase opens what others made; MAY_HOST: none */
    enum hat hat;
    struct shape shape;
};

extern const struct verb_info verb_infos[VERB_COUNT];

/* One row a command, for tables of functions: X(item_add, VERB_ITEM_ADD). */
#define KRING_COMMANDS(X) \
    X(driver_add, VERB_DRIVER_ADD) \
    X(driver_sense_set, VERB_DRIVER_SENSE_SET) \
    X(group_add, VERB_GROUP_ADD) \
    X(group_change, VERB_GROUP_CHANGE) \
    X(item_add, VERB_ITEM_ADD) \
    X(item_edit, VERB_ITEM_EDIT) \
    X(item_move, VERB_ITEM_MOVE) \
    X(item_recolour, VERB_ITEM_RECOLOUR) \
    X(item_restore, VERB_ITEM_RESTORE) \
    X(item_withdraw, VERB_ITEM_WITHDRAW) \
    X(link_add, VERB_LINK_ADD) \
    X(link_change, VERB_LINK_CHANGE) \
    X(link_remove, VERB_LINK_REMOVE) \
    X(person_regroup, VERB_PERSON_REGROUP) \
    X(person_rename, VERB_PERSON_RENAME) \
    X(phase_start, VERB_PHASE_START) \
    X(room_rename, VERB_ROOM_RENAME) \
    X(vote_cast, VERB_VOTE_CAST) \
    X(vote_close, VERB_VOTE_CLOSE) \
    X(vote_open, VERB_VOTE_OPEN) \
    X(zone_add, VERB_ZONE_ADD) \
    X(zone_change, VERB_ZONE_CHANGE) \
    X(zone_remove, VERB_ZONE_REMOVE)

/* ---- refusals and notices */

enum refusal {
    REFUSAL_NONE,
    REFUSAL_JSON_INVALID,
    REFUSAL_TOO_LARGE,
    REFUSAL_TOO_DEEP,
    REFUSAL_TOO_MANY_MARKS,
    REFUSAL_MESSAGE_UNKNOWN,
    REFUSAL_VERB_UNKNOWN,
    REFUSAL_OP_INVALID,
    REFUSAL_FIELD_MISSING,
    REFUSAL_FIELD_UNKNOWN,
    REFUSAL_FIELD_WRONG_TYPE,
    REFUSAL_FIELD_NOT_ALLOWED,
    REFUSAL_NUMBER_OUT_OF_RANGE,
    REFUSAL_TEXT_TOO_LONG,
    REFUSAL_TEXT_TOO_MANY_LINES,
    REFUSAL_TEXT_EMPTY,
    REFUSAL_TEXT_NOT_ALLOWED,
    REFUSAL_LIST_TOO_LONG,
    REFUSAL_LIST_TOO_SHORT,
    REFUSAL_ROOM_UNKNOWN,
    REFUSAL_ROOM_DAMAGED,
    REFUSAL_NOT_JOINED,
    REFUSAL_JOINED_ALREADY,
    REFUSAL_ROOM_CROWDED,
    REFUSAL_JOURNEY_FULL,
    REFUSAL_ROOMS_FULL,
    REFUSAL_NAME_MISSING,
    REFUSAL_RESUME_UNKNOWN,
    REFUSAL_ROLE_NOT_ALLOWED,
    REFUSAL_PHASE_NOT_ALLOWED,
    REFUSAL_LEVEL_NOT_ALLOWED,
    REFUSAL_NOT_YOURS,
    REFUSAL_HOLDER_ONLY,
    REFUSAL_ROOM_PAUSED,
    REFUSAL_ROOM_ENDED,
    REFUSAL_SLOW_DOWN,
    REFUSAL_BUSY,
    REFUSAL_READ_ONLY,
    REFUSAL_RESTARTING,
    REFUSAL_ITEM_UNKNOWN,
    REFUSAL_ITEM_WITHDRAWN,
    REFUSAL_ITEM_NOT_WITHDRAWN,
    REFUSAL_ID_TAKEN,
    REFUSAL_BOARD_FULL,
    REFUSAL_PLACE_MISSING,
    REFUSAL_LINK_UNKNOWN,
    REFUSAL_LINK_TO_ITSELF,
    REFUSAL_LINK_EXISTS,
    REFUSAL_LINKS_FULL,
    REFUSAL_NOTHING_TO_CHANGE,
    REFUSAL_ALREADY_DRIVER,
    REFUSAL_DRIVER_UNKNOWN,
    REFUSAL_DRIVERS_FULL,
    REFUSAL_SENSE_FIELD_MISSING,
    REFUSAL_SENSE_FIELD_STRAY,
    REFUSAL_HOLDER_UNKNOWN,
    REFUSAL_ZONE_UNKNOWN,
    REFUSAL_ZONE_IN_USE,
    REFUSAL_ZONES_FULL,
    REFUSAL_GROUP_UNKNOWN,
    REFUSAL_GROUP_EXISTS,
    REFUSAL_GROUPS_FULL,
    REFUSAL_PHASE_UNKNOWN,
    REFUSAL_PHASE_RUNNING,
    REFUSAL_QUESTION_MISSING,
    REFUSAL_ROUND_OPEN,
    REFUSAL_SEALED_PHASE,
    REFUSAL_SEALED_APART,
    REFUSAL_CARDS_SPENT,
    REFUSAL_NO_VOTE_NOW,
    REFUSAL_ROUND_UNKNOWN,
    REFUSAL_ROUND_CLOSED,
    REFUSAL_ROUNDS_FULL,
    REFUSAL_OPTION_UNKNOWN,
    REFUSAL_OPTIONS_FULL,
    REFUSAL_TOO_FEW_OPTIONS,
    REFUSAL_NO_DOTS_LEFT,
    REFUSAL_OPTION_FULL,
    REFUSAL_NOT_ELIGIBLE,
    REFUSAL_NOT_FOUND,
    REFUSAL_METHOD_NOT_ALLOWED,
    REFUSAL_UNAUTHORIZED,
    REFUSAL_MAKING_NOT_ALLOWED,
    REFUSAL_METHOD_UNKNOWN,
    REFUSAL_ORIGIN_NOT_ALLOWED,
    REFUSAL_FORMAT_UNKNOWN,
    REFUSAL_FAILED,
    REFUSAL_COUNT
};

enum notice {
    NOTICE_RESTARTING,
    NOTICE_READ_ONLY,
    NOTICE_RESYNC,
    NOTICE_COUNT
};

/* A text for people; {n} and {field} stand for what the refusal carries. status is that of HTTP. */
struct message_text {
    const char *code;
    const char *en;
    const char *nl;
    int status;
};

extern const struct message_text refusal_texts[REFUSAL_COUNT];
extern const struct message_text notice_texts[NOTICE_COUNT];

extern const struct choice_type choice_role;
extern const struct choice_type choice_hat;
extern const struct choice_type choice_language;
extern const struct choice_type choice_stream_kind;
extern const struct choice_type choice_may;
extern const struct choice_type choice_filter;
extern const struct choice_type choice_room_state;
extern const struct choice_type choice_journey_state;
extern const struct choice_type choice_item_kind;
extern const struct choice_type choice_item_state;
extern const struct choice_type choice_colour;
extern const struct choice_type choice_link_kind;
extern const struct choice_type choice_strength;
extern const struct choice_type choice_sense;
extern const struct choice_type choice_level;
extern const struct choice_type choice_lens;
extern const struct choice_type choice_direction;
extern const struct choice_type choice_movement;
extern const struct choice_type choice_surrounding;
extern const struct choice_type choice_tier;
extern const struct choice_type choice_driver_state;
extern const struct choice_type choice_zone_kind;
extern const struct choice_type choice_zone_item;
extern const struct choice_type choice_pattern;
extern const struct choice_type choice_write;
extern const struct choice_type choice_attribution;
extern const struct choice_type choice_grouping;
extern const struct choice_type choice_reveal;
extern const struct choice_type choice_phase_state;
extern const struct choice_type choice_side;
extern const struct choice_type choice_rule;
extern const struct choice_type choice_tally;
extern const struct choice_type choice_round_state;

#endif
