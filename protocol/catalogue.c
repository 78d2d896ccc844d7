/* GENERATED from protocol/catalogue/ by protocol/generate.mjs. Change the catalogue, not this file. */
/* clang-format off */
#include <kring/catalogue.h>
#include <kring/limits.h>

const struct limit limits[] = {
    { "command_bytes_max", "bytes", 16384 },
    { "command_depth_max", "levels", 8 },
    { "command_marks_max", "characters", 4096 },
    { "answer_bytes_max", "bytes", 65536 },
    { "note_text_points_max", "code points", 1000 },
    { "note_text_lines_max", "lines", 40 },
    { "combining_marks_max", "code points", 4 },
    { "name_points_max", "code points", 40 },
    { "title_points_max", "code points", 120 },
    { "line_points_max", "code points", 300 },
    { "key_bytes_max", "bytes", 64 },
    { "secret_bytes_max", "bytes", 64 },
    { "coordinate_max", "board units", 1000000 },
    { "zone_side_max", "board units", 100000 },
    { "time_ms_max", "milliseconds", 9007199254740991 },
    { "items_per_command_max", "items", 200 },
    { "items_per_room_max", "items", 20000 },
    { "links_per_room_max", "links", 20000 },
    { "zones_per_room_max", "zones", 200 },
    { "drivers_per_journey_max", "drivers", 20000 },
    { "groups_per_journey_max", "groups", 50 },
    { "people_per_journey_max", "people", 20000 },
    { "people_per_room_max", "people", 2000 },
    { "rooms_per_journey_max", "rooms", 100 },
    { "phases_per_room_max", "phases", 60 },
    { "rounds_per_room_max", "rounds", 500 },
    { "rounds_open_max", "rounds", 8 },
    { "options_per_round_max", "options", 500 },
    { "dots_per_person_max", "dots", 99 },
    { "cards_per_person_max", "cards", 200 },
    { "min_group_min", "people", 3 },
    { "min_group_max", "people", 10 },
    { "commands_per_second", "commands/s", 30 },
    { "commands_burst", "commands", 120 },
    { "presence_per_second", "messages/s", 20 },
    { "bytes_per_second", "bytes/s", 262144 },
    { "room_commands_per_second", "commands/s", 2000 },
    { "refusals_before_close", "refusals", 200 },
    { "there_per_member_max", "people", 100 },
    { "tick_ms", "ms", 25 },
    { "presence_tick_ms", "ms", 50 },
    { "outbox_bytes_max", "bytes", 262144 },
    { "outbox_frames_max", "frames", 256 },
    { "slow_ms_max", "ms", 10000 },
    { "hello_ms_max", "ms", 5000 },
    { "handshake_ms_max", "ms", 10000 },
    { "ping_ms", "ms", 25000 },
    { "hangup_ms", "ms", 60000 },
    { "connections_max", "connections", 10000 },
    { "connections_per_address_max", "connections", 1000 },
    { "join_failures_per_minute", "failures", 30 },
    { "request_head_bytes_max", "bytes", 8192 },
    { "request_bytes_max", "bytes", 65536 },
    { "commands_per_request_max", "commands", 200 },
    { "replays_max", "replays", 4 },
    { "site_bytes_max", "bytes", 67108864 },
    { "events_per_page_max", "events", 1000 },
    { "catch_up_events_max", "events", 5000 },
    { "snapshot_every_events", "events", 1000 },
    { "recent_bytes_max", "bytes", 1048576 },
    { "leave_grace_ms", "ms", 15000 },
    { "progress_tick_ms", "ms", 250 },
    { "room_idle_ms_max", "ms", 60000 },
    { "batch_writes_max", "writes", 1000 },
    { "waiting_writes_max", "writes", 20000 },
    { "resume_days_max", "days", 90 },
    { "stop_ms_max", "ms", 10000 },
};
const size_t limits_count = sizeof limits / sizeof limits[0];

static const char *const words_of_role[] = { "facilitator", "participant", "observer" };
const struct choice_type choice_role = { "role", words_of_role, 3 };
static const char *const words_of_hat[] = { "voice", "host" };
const struct choice_type choice_hat = { "hat", words_of_hat, 2 };
static const char *const words_of_language[] = { "en", "nl" };
const struct choice_type choice_language = { "language", words_of_language, 2 };
static const char *const words_of_stream_kind[] = { "room", "journey" };
const struct choice_type choice_stream_kind = { "stream_kind", words_of_stream_kind, 2 };
static const char *const words_of_may[] = { "always", "write", "comment", "ask", "thank", "move_own", "move_any", "cluster", "merge", "connect", "score", "vote", "claim", "decide", "host" };
const struct choice_type choice_may = { "may", words_of_may, 15 };
static const char *const words_of_filter[] = { "none", "role", "phase", "level" };
const struct choice_type choice_filter = { "filter", words_of_filter, 4 };
static const char *const words_of_room_state[] = { "open", "paused", "ended" };
const struct choice_type choice_room_state = { "room_state", words_of_room_state, 3 };
static const char *const words_of_journey_state[] = { "drafted", "open", "closing", "closed", "archived" };
const struct choice_type choice_journey_state = { "journey_state", words_of_journey_state, 5 };
static const char *const words_of_item_kind[] = { "note", "driver" };
const struct choice_type choice_item_kind = { "item_kind", words_of_item_kind, 2 };
static const char *const words_of_item_state[] = { "published", "withdrawn", "sealed" };
const struct choice_type choice_item_state = { "item_state", words_of_item_state, 3 };
static const char *const words_of_colour[] = { "sun", "apricot", "rose", "lilac", "sky", "mint", "leaf", "stone" };
const struct choice_type choice_colour = { "colour", words_of_colour, 8 };
static const char *const words_of_link_kind[] = { "relates", "plus", "minus", "shares", "complements", "tension", "explains", "needs", "contributes", "evidence", "builds_on", "contradicts" };
const struct choice_type choice_link_kind = { "link_kind", words_of_link_kind, 12 };
static const char *const words_of_strength[] = { "weak", "normal", "strong" };
const struct choice_type choice_strength = { "strength", words_of_strength, 3 };
static const char *const words_of_sense[] = { "motive", "force", "factor", "trend", "lever" };
const struct choice_type choice_sense = { "sense", words_of_sense, 5 };
static const char *const words_of_level[] = { "individual", "organisation", "partnership" };
const struct choice_type choice_level = { "level", words_of_level, 3 };
static const char *const words_of_lens[] = { "useful", "power", "meaning", "relation" };
const struct choice_type choice_lens = { "lens", words_of_lens, 4 };
static const char *const words_of_direction[] = { "driving", "restraining" };
const struct choice_type choice_direction = { "direction", words_of_direction, 2 };
static const char *const words_of_movement[] = { "up", "down", "flat" };
const struct choice_type choice_movement = { "movement", words_of_movement, 3 };
static const char *const words_of_surrounding[] = { "demographic", "ecological", "social", "technological", "economic", "political" };
const struct choice_type choice_surrounding = { "surrounding", words_of_surrounding, 6 };
static const char *const words_of_tier[] = { "aim", "primary", "secondary", "idea" };
const struct choice_type choice_tier = { "tier", words_of_tier, 4 };
static const char *const words_of_driver_state[] = { "active", "merged", "retired" };
const struct choice_type choice_driver_state = { "driver_state", words_of_driver_state, 3 };
static const char *const words_of_zone_kind[] = { "free", "column", "lane", "quadrant", "axis1d", "axis2d", "ring", "grid", "wall", "timeline", "tree", "map", "force_side", "line", "tables", "gallery", "form", "register", "parking" };
const struct choice_type choice_zone_kind = { "zone_kind", words_of_zone_kind, 19 };
static const char *const words_of_zone_item[] = { "note", "question", "story", "driver", "cluster", "stakeholder", "session", "option", "action", "agreement", "value", "term", "score", "timeline_event", "sketch", "persona", "connector" };
const struct choice_type choice_zone_item = { "zone_item", words_of_zone_item, 17 };
static const char *const words_of_pattern[] = { "open", "generate", "clarify", "reduce", "organise", "evaluate", "commit" };
const struct choice_type choice_pattern = { "pattern", words_of_pattern, 7 };
static const char *const words_of_write[] = { "open", "sealed", "none" };
const struct choice_type choice_write = { "write", words_of_write, 3 };
static const char *const words_of_attribution[] = { "named", "group", "anonymous" };
const struct choice_type choice_attribution = { "attribution", words_of_attribution, 3 };
static const char *const words_of_grouping[] = { "all", "stakeholder", "mixed", "pairs", "tables", "tables_rotate", "self_selected" };
const struct choice_type choice_grouping = { "grouping", words_of_grouping, 7 };
static const char *const words_of_reveal[] = { "all_at_once", "shuffled_one_by_one" };
const struct choice_type choice_reveal = { "reveal", words_of_reveal, 2 };
static const char *const words_of_phase_state[] = { "queued", "running", "done", "skipped" };
const struct choice_type choice_phase_state = { "phase_state", words_of_phase_state, 4 };
static const char *const words_of_side[] = { "provider", "taker", "both", "neither" };
const struct choice_type choice_side = { "side", words_of_side, 4 };
static const char *const words_of_rule[] = { "dots" };
const struct choice_type choice_rule = { "rule", words_of_rule, 1 };
static const char *const words_of_tally[] = { "person", "group_balanced" };
const struct choice_type choice_tally = { "tally", words_of_tally, 2 };
static const char *const words_of_round_state[] = { "open", "closed", "suppressed" };
const struct choice_type choice_round_state = { "round_state", words_of_round_state, 3 };

static const struct field item_0 = { .name = "", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_1 = { .name = "", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 1, .max = 100000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_2 = { .name = "", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 1, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_3 = { .name = "", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_method_zone, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_4 = { .name = "", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_method_phase, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_5 = { .name = "", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_6 = { .name = "", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_7 = { .name = "", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_link_kind, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_8 = { .name = "", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_may, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_9 = { .name = "", .kind = FIELD_KEY, .optional = false, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_10 = { .name = "", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_11 = { .name = "", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_zone_item, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_12 = { .name = "", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 40, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_13 = { .name = "", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_share, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_14 = { .name = "", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_tally, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_15 = { .name = "", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_dots, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_16 = { .name = "", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_sense, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_17 = { .name = "", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_18 = { .name = "", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_may, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_19 = { .name = "", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_20 = { .name = "", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_21 = { .name = "", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_bucket, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_22 = { .name = "", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_outcome, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_23 = { .name = "", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_zone_item, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_24 = { .name = "", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_link_kind, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_25 = { .name = "", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_sense, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_26 = { .name = "", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_sense, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_27 = { .name = "", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_move, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_28 = { .name = "", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_29 = { .name = "", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_30 = { .name = "", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };
static const struct field item_31 = { .name = "", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER };

static const struct field fields_bucket[] = {
    { .name = "groups", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 0, .max = 50, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_0, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "ungrouped", .kind = FIELD_BOOLEAN, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "voters", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 20000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_dots[] = {
    { .name = "option", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "dots", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 1, .max = 99, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_method[] = {
    { .name = "id", .kind = FIELD_KEY, .optional = false, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "title", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "purpose", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "group_size", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 2, .max = 2, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_1, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "family", .kind = FIELD_KEY, .optional = false, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "participation_level", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 4, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "grid", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 2, .max = 2, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_2, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "zones", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 1, .max = 200, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_3, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "phases", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 1, .max = 60, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_4, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "outputs", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 0, .max = 20, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_5, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "cautions", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 0, .max = 20, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_6, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "practice_basis", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "minutes", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 1, .max = 100000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_method_geometry[] = {
    { .name = "link_kinds", .kind = FIELD_LIST, .optional = true, .in_log = true, .min = 0, .max = 12, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_7, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_method_phase[] = {
    { .name = "id", .kind = FIELD_KEY, .optional = false, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "name", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "pattern", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_pattern, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "minutes", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 100000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "write", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_write, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "attribution", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_attribution, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "may", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 0, .max = 20, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_8, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "zones", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 0, .max = 20, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_9, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "groups", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_grouping, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "say", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "vote", .kind = FIELD_OBJECT, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_rule_of_vote, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "reveal", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_reveal, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_method_zone[] = {
    { .name = "id", .kind = FIELD_KEY, .optional = false, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "title", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "kind", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_zone_kind, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "board", .kind = FIELD_KEY, .optional = false, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "rect", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 4, .max = 4, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_10, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "items", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 0, .max = 20, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_11, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "ask", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "geometry", .kind = FIELD_OBJECT, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_method_geometry, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_move[] = {
    { .name = "item", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "x", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "y", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "zone", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_new_journey[] = {
    { .name = "title", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 120, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "language", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_language, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "purpose", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "question", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "method", .kind = FIELD_KEY, .optional = true, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "groups", .kind = FIELD_LIST, .optional = true, .in_log = true, .min = 0, .max = 50, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_12, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "policy", .kind = FIELD_OBJECT, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_policy, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_new_room[] = {
    { .name = "title", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 120, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "language", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_language, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "question", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "method", .kind = FIELD_KEY, .optional = true, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_outcome[] = {
    { .name = "option", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "total", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "balanced", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 0, .max = 10000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "breadth", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 10000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "common", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 0, .max = 10000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "polarisation", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 0, .max = 10000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "shares", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 0, .max = 50, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_13, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_policy[] = {
    { .name = "min_group", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 3, .max = 10, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_rule_of_vote[] = {
    { .name = "type", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_rule, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "dots", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 1, .max = 99, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "max_per_option", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 1, .max = 99, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "secret", .kind = FIELD_BOOLEAN, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "tally", .kind = FIELD_LIST, .optional = true, .in_log = true, .min = 0, .max = 2, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_14, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_share[] = {
    { .name = "dots", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "voters", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 20000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_words[] = {
    { .name = "en", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "nl", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_ballot[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "round", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "by", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "dots", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 0, .max = 500, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_15, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_driver[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "text", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 1000, .lines = 40, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "senses", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 1, .max = 5, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_16, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "holder", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "level", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_level, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "lens", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_lens, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "direction", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_direction, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "unit", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 40, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "movement", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_movement, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "surrounding", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_surrounding, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "source", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "tier", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_tier, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "origin", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "by", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "state", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_driver_state, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_group[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "name", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 40, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "side", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_side, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "colour", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_colour, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_item[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "kind", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_item_kind, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "text", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 1000, .lines = 40, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "x", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "y", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "z", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "colour", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_colour, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "zone", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "by", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "phase", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "driver", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "derived_from", .kind = FIELD_LIST, .optional = true, .in_log = true, .min = 0, .max = 200, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_17, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "state", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_item_state, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "edited_at", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_journey[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "title", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 120, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "purpose", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "language", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_language, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "min_group", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 3, .max = 10, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "state", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_journey_state, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_link[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "from", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "to", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "kind", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_link_kind, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "strength", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_strength, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "delay", .kind = FIELD_BOOLEAN, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "contested", .kind = FIELD_BOOLEAN, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "by", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_person[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "role", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_role, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "group", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "joined_at", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_phase[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "key", .kind = FIELD_KEY, .optional = false, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "place", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 60, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "name", .kind = FIELD_OBJECT, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "say", .kind = FIELD_OBJECT, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "pattern", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_pattern, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "minutes", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 100000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "write", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_write, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "attribution", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_attribution, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "grouping", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_grouping, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "may", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 0, .max = 20, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_18, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "zones", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 0, .max = 200, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_19, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "vote", .kind = FIELD_OBJECT, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_rule_of_vote, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "state", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_phase_state, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "started_at", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "ended_at", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_room[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "journey", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "title", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 120, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "question", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "method", .kind = FIELD_KEY, .optional = true, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "language", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_language, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "state", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_room_state, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "phase", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "opened_at", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_round[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "question", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "phase", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "rule", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_rule, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "dots", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 1, .max = 99, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "max_per_option", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 1, .max = 99, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "secret", .kind = FIELD_BOOLEAN, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "options", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 1, .max = 500, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_20, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "min_group", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 3, .max = 10, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "state", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_round_state, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "opened_at", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "closed_at", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "eligible", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 0, .max = 20000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "cast", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 0, .max = 20000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "buckets", .kind = FIELD_LIST, .optional = true, .in_log = true, .min = 0, .max = 50, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_21, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "outcomes", .kind = FIELD_LIST, .optional = true, .in_log = true, .min = 0, .max = 500, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_22, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_seat[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "person", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "present", .kind = FIELD_BOOLEAN, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "since", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_record_zone[] = {
    { .name = "id", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "key", .kind = FIELD_KEY, .optional = true, .in_log = true, .min = 0, .max = 64, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "name", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 40, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "title", .kind = FIELD_OBJECT, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "ask", .kind = FIELD_OBJECT, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = &shape_words, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "kind", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_zone_kind, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "x", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "y", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "w", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 1, .max = 100000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "h", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 1, .max = 100000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "accepts", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 0, .max = 20, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_23, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "link_kinds", .kind = FIELD_LIST, .optional = true, .in_log = true, .min = 0, .max = 12, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_24, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "by", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_driver_add[] = {
    { .name = "id", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "item", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "text", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 1000, .lines = 40, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "from", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "x", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "y", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "zone", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "senses", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 1, .max = 5, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_25, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "level", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_level, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "lens", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_lens, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "direction", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_direction, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "unit", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 40, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "movement", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_movement, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "surrounding", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_surrounding, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "source", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "tier", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_tier, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "holder", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_driver_sense_set[] = {
    { .name = "driver", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "senses", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 1, .max = 5, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_26, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "level", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_level, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "lens", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_lens, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "direction", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_direction, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "unit", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 40, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "movement", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_movement, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "surrounding", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_surrounding, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "source", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "tier", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_tier, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "holder", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_group_add[] = {
    { .name = "name", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 40, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "side", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_side, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_group_change[] = {
    { .name = "group", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "name", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 40, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "side", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_side, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_item_add[] = {
    { .name = "id", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "kind", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_item_kind, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "text", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 1000, .lines = 40, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "x", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "y", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "zone", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "colour", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_colour, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "phase", .kind = FIELD_ID, .optional = true, .in_log = false, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "since", .kind = FIELD_INTEGER, .optional = true, .in_log = false, .min = 0, .max = 9007199254740991, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_item_edit[] = {
    { .name = "item", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "text", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 1000, .lines = 40, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_item_move[] = {
    { .name = "moves", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 1, .max = 200, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_27, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_item_recolour[] = {
    { .name = "items", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 1, .max = 200, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_28, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "colour", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_colour, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_item_restore[] = {
    { .name = "items", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 1, .max = 200, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_29, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_item_withdraw[] = {
    { .name = "items", .kind = FIELD_LIST, .optional = false, .in_log = true, .min = 1, .max = 200, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_30, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_link_add[] = {
    { .name = "id", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "from", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "to", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "kind", .kind = FIELD_CHOICE, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_link_kind, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "strength", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_strength, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "delay", .kind = FIELD_BOOLEAN, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_link_change[] = {
    { .name = "link", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "kind", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_link_kind, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "strength", .kind = FIELD_CHOICE, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = &choice_strength, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "delay", .kind = FIELD_BOOLEAN, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "contested", .kind = FIELD_BOOLEAN, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_link_remove[] = {
    { .name = "link", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_person_regroup[] = {
    { .name = "group", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_person_rename[] = {
    { .name = "name", .kind = FIELD_TEXT, .optional = false, .in_log = false, .min = 1, .max = 40, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_phase_start[] = {
    { .name = "phase", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_room_rename[] = {
    { .name = "title", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 120, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "question", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 0, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_vote_cast[] = {
    { .name = "round", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "option", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "dots", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 0, .max = 99, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_vote_close[] = {
    { .name = "round", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_vote_open[] = {
    { .name = "question", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 300, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "options", .kind = FIELD_LIST, .optional = true, .in_log = true, .min = 1, .max = 500, .lines = 1, .choice = NULL, .shape = NULL, .item = &item_31, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "zone", .kind = FIELD_ID, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "dots", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 1, .max = 99, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "max_per_option", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 1, .max = 99, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "secret", .kind = FIELD_BOOLEAN, .optional = true, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_zone_add[] = {
    { .name = "name", .kind = FIELD_TEXT, .optional = false, .in_log = true, .min = 1, .max = 40, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "x", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "y", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "w", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 1, .max = 100000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "h", .kind = FIELD_INTEGER, .optional = false, .in_log = true, .min = 1, .max = 100000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_zone_change[] = {
    { .name = "zone", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "name", .kind = FIELD_TEXT, .optional = true, .in_log = true, .min = 1, .max = 40, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "x", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "y", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = -1000000, .max = 1000000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "w", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 1, .max = 100000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
    { .name = "h", .kind = FIELD_INTEGER, .optional = true, .in_log = true, .min = 1, .max = 100000, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

static const struct field fields_verb_zone_remove[] = {
    { .name = "zone", .kind = FIELD_ID, .optional = false, .in_log = true, .min = 0, .max = 0, .lines = 1, .choice = NULL, .shape = NULL, .item = NULL, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER },
};

const struct shape shape_bucket = { .name = "bucket", .fields = fields_bucket, .count = 3 };
const struct shape shape_dots = { .name = "dots", .fields = fields_dots, .count = 2 };
const struct shape shape_method = { .name = "method", .fields = fields_method, .count = 13 };
const struct shape shape_method_geometry = { .name = "method_geometry", .fields = fields_method_geometry, .count = 1 };
const struct shape shape_method_phase = { .name = "method_phase", .fields = fields_method_phase, .count = 12 };
const struct shape shape_method_zone = { .name = "method_zone", .fields = fields_method_zone, .count = 8 };
const struct shape shape_move = { .name = "move", .fields = fields_move, .count = 4 };
const struct shape shape_new_journey = { .name = "new_journey", .fields = fields_new_journey, .count = 7 };
const struct shape shape_new_room = { .name = "new_room", .fields = fields_new_room, .count = 4 };
const struct shape shape_outcome = { .name = "outcome", .fields = fields_outcome, .count = 7 };
const struct shape shape_policy = { .name = "policy", .fields = fields_policy, .count = 1 };
const struct shape shape_rule_of_vote = { .name = "rule_of_vote", .fields = fields_rule_of_vote, .count = 5 };
const struct shape shape_share = { .name = "share", .fields = fields_share, .count = 2 };
const struct shape shape_words = { .name = "words", .fields = fields_words, .count = 2 };

const struct record_info record_infos[RECORD_TYPE_COUNT] = {
    [RECORD_TYPE_BALLOT] = { .name = "ballot", .stream = STREAM_KIND_ROOM, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "ballot", .fields = fields_record_ballot, .count = 4 } },
    [RECORD_TYPE_DRIVER] = { .name = "driver", .stream = STREAM_KIND_JOURNEY, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "driver", .fields = fields_record_driver, .count = 15 } },
    [RECORD_TYPE_GROUP] = { .name = "group", .stream = STREAM_KIND_JOURNEY, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "group", .fields = fields_record_group, .count = 4 } },
    [RECORD_TYPE_ITEM] = { .name = "item", .stream = STREAM_KIND_ROOM, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "item", .fields = fields_record_item, .count = 14 } },
    [RECORD_TYPE_JOURNEY] = { .name = "journey", .stream = STREAM_KIND_JOURNEY, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "journey", .fields = fields_record_journey, .count = 6 } },
    [RECORD_TYPE_LINK] = { .name = "link", .stream = STREAM_KIND_ROOM, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "link", .fields = fields_record_link, .count = 8 } },
    [RECORD_TYPE_PERSON] = { .name = "person", .stream = STREAM_KIND_JOURNEY, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "person", .fields = fields_record_person, .count = 4 } },
    [RECORD_TYPE_PHASE] = { .name = "phase", .stream = STREAM_KIND_ROOM, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "phase", .fields = fields_record_phase, .count = 16 } },
    [RECORD_TYPE_ROOM] = { .name = "room", .stream = STREAM_KIND_ROOM, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "room", .fields = fields_record_room, .count = 9 } },
    [RECORD_TYPE_ROUND] = { .name = "round", .stream = STREAM_KIND_ROOM, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "round", .fields = fields_record_round, .count = 16 } },
    [RECORD_TYPE_SEAT] = { .name = "seat", .stream = STREAM_KIND_ROOM, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "seat", .fields = fields_record_seat, .count = 4 } },
    [RECORD_TYPE_ZONE] = { .name = "zone", .stream = STREAM_KIND_ROOM, .see = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .shape = { .name = "zone", .fields = fields_record_zone, .count = 13 } },
};

const struct verb_info verb_infos[VERB_COUNT] = {
    [VERB_DRIVER_ADD] = { .name = "driver.add", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 1u << ROLE_FACILITATOR, .may = MAY_WRITE, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "driver.add", .fields = fields_verb_driver_add, .count = 17 } },
    [VERB_DRIVER_SENSE_SET] = { .name = "driver.sense_set", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 1u << ROLE_FACILITATOR, .may = MAY_WRITE, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "driver.sense_set", .fields = fields_verb_driver_sense_set, .count = 11 } },
    [VERB_GROUP_ADD] = { .name = "group.add", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR, .roles_others = 0, .may = MAY_HOST, .may_others = MAY_HOST, .hat = HAT_HOST, .shape = { .name = "group.add", .fields = fields_verb_group_add, .count = 2 } },
    [VERB_GROUP_CHANGE] = { .name = "group.change", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR, .roles_others = 0, .may = MAY_HOST, .may_others = MAY_HOST, .hat = HAT_HOST, .shape = { .name = "group.change", .fields = fields_verb_group_change, .count = 3 } },
    [VERB_ITEM_ADD] = { .name = "item.add", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 0, .may = MAY_WRITE, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "item.add", .fields = fields_verb_item_add, .count = 9 } },
    [VERB_ITEM_EDIT] = { .name = "item.edit", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 1u << ROLE_FACILITATOR, .may = MAY_WRITE, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "item.edit", .fields = fields_verb_item_edit, .count = 2 } },
    [VERB_ITEM_MOVE] = { .name = "item.move", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 1u << ROLE_FACILITATOR, .may = MAY_MOVE_OWN, .may_others = MAY_MOVE_ANY, .hat = HAT_VOICE, .shape = { .name = "item.move", .fields = fields_verb_item_move, .count = 1 } },
    [VERB_ITEM_RECOLOUR] = { .name = "item.recolour", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 1u << ROLE_FACILITATOR, .may = MAY_WRITE, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "item.recolour", .fields = fields_verb_item_recolour, .count = 2 } },
    [VERB_ITEM_RESTORE] = { .name = "item.restore", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 1u << ROLE_FACILITATOR, .may = MAY_ALWAYS, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "item.restore", .fields = fields_verb_item_restore, .count = 1 } },
    [VERB_ITEM_WITHDRAW] = { .name = "item.withdraw", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 1u << ROLE_FACILITATOR, .may = MAY_ALWAYS, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "item.withdraw", .fields = fields_verb_item_withdraw, .count = 1 } },
    [VERB_LINK_ADD] = { .name = "link.add", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 0, .may = MAY_CONNECT, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "link.add", .fields = fields_verb_link_add, .count = 6 } },
    [VERB_LINK_CHANGE] = { .name = "link.change", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 1u << ROLE_FACILITATOR, .may = MAY_CONNECT, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "link.change", .fields = fields_verb_link_change, .count = 5 } },
    [VERB_LINK_REMOVE] = { .name = "link.remove", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 1u << ROLE_FACILITATOR, .may = MAY_CONNECT, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "link.remove", .fields = fields_verb_link_remove, .count = 1 } },
    [VERB_PERSON_REGROUP] = { .name = "person.regroup", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .roles_others = 0, .may = MAY_ALWAYS, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "person.regroup", .fields = fields_verb_person_regroup, .count = 1 } },
    [VERB_PERSON_RENAME] = { .name = "person.rename", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT | 1u << ROLE_OBSERVER, .roles_others = 0, .may = MAY_ALWAYS, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "person.rename", .fields = fields_verb_person_rename, .count = 1 } },
    [VERB_PHASE_START] = { .name = "phase.start", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR, .roles_others = 0, .may = MAY_HOST, .may_others = MAY_HOST, .hat = HAT_HOST, .shape = { .name = "phase.start", .fields = fields_verb_phase_start, .count = 1 } },
    [VERB_ROOM_RENAME] = { .name = "room.rename", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR, .roles_others = 0, .may = MAY_HOST, .may_others = MAY_HOST, .hat = HAT_HOST, .shape = { .name = "room.rename", .fields = fields_verb_room_rename, .count = 2 } },
    [VERB_VOTE_CAST] = { .name = "vote.cast", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR | 1u << ROLE_PARTICIPANT, .roles_others = 0, .may = MAY_VOTE, .may_others = MAY_HOST, .hat = HAT_VOICE, .shape = { .name = "vote.cast", .fields = fields_verb_vote_cast, .count = 3 } },
    [VERB_VOTE_CLOSE] = { .name = "vote.close", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR, .roles_others = 0, .may = MAY_HOST, .may_others = MAY_HOST, .hat = HAT_HOST, .shape = { .name = "vote.close", .fields = fields_verb_vote_close, .count = 1 } },
    [VERB_VOTE_OPEN] = { .name = "vote.open", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR, .roles_others = 0, .may = MAY_HOST, .may_others = MAY_HOST, .hat = HAT_HOST, .shape = { .name = "vote.open", .fields = fields_verb_vote_open, .count = 6 } },
    [VERB_ZONE_ADD] = { .name = "zone.add", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR, .roles_others = 0, .may = MAY_HOST, .may_others = MAY_HOST, .hat = HAT_HOST, .shape = { .name = "zone.add", .fields = fields_verb_zone_add, .count = 5 } },
    [VERB_ZONE_CHANGE] = { .name = "zone.change", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR, .roles_others = 0, .may = MAY_HOST, .may_others = MAY_HOST, .hat = HAT_HOST, .shape = { .name = "zone.change", .fields = fields_verb_zone_change, .count = 6 } },
    [VERB_ZONE_REMOVE] = { .name = "zone.remove", .stream = STREAM_KIND_ROOM, .roles = 1u << ROLE_FACILITATOR, .roles_others = 0, .may = MAY_HOST, .may_others = MAY_HOST, .hat = HAT_HOST, .shape = { .name = "zone.remove", .fields = fields_verb_zone_remove, .count = 1 } },
    [VERB_JOURNEY_OPEN] = { .name = "journey.open", .stream = STREAM_KIND_JOURNEY, .hat = HAT_HOST, .shape = { .name = "journey.open" } },
    [VERB_PERSON_JOIN] = { .name = "person.join", .stream = STREAM_KIND_ROOM, .hat = HAT_HOST, .shape = { .name = "person.join" } },
    [VERB_PERSON_LEAVE] = { .name = "person.leave", .stream = STREAM_KIND_ROOM, .hat = HAT_HOST, .shape = { .name = "person.leave" } },
    [VERB_PHASE_REVEAL] = { .name = "phase.reveal", .stream = STREAM_KIND_ROOM, .hat = HAT_HOST, .shape = { .name = "phase.reveal" } },
    [VERB_ROOM_OPEN] = { .name = "room.open", .stream = STREAM_KIND_ROOM, .hat = HAT_HOST, .shape = { .name = "room.open" } },
};

const struct message_text refusal_texts[REFUSAL_COUNT] = {
    [REFUSAL_NONE] = { "none", "", "", 200 },
    [REFUSAL_JSON_INVALID] = { "json_invalid", "That message is not valid JSON.", "Dat bericht is geen geldige JSON.", 400 },
    [REFUSAL_TOO_LARGE] = { "too_large", "That message is larger than {n} bytes.", "Dat bericht is groter dan {n} bytes.", 413 },
    [REFUSAL_TOO_DEEP] = { "too_deep", "That message is nested deeper than {n} levels.", "Dat bericht is dieper genest dan {n} niveaus.", 400 },
    [REFUSAL_TOO_MANY_MARKS] = { "too_many_marks", "That message has more parts than {n}.", "Dat bericht heeft meer dan {n} onderdelen.", 400 },
    [REFUSAL_MESSAGE_UNKNOWN] = { "message_unknown", "The server does not know a message of that kind.", "De server kent geen bericht van die soort.", 400 },
    [REFUSAL_VERB_UNKNOWN] = { "verb_unknown", "The server does not know that command.", "De server kent die opdracht niet.", 400 },
    [REFUSAL_OP_INVALID] = { "op_invalid", "The id of an act is 22 URL-safe characters.", "Het kenmerk van een handeling is 22 URL-veilige tekens.", 400 },
    [REFUSAL_FIELD_MISSING] = { "field_missing", "The field \342\200\234{field}\342\200\235 is missing.", "Het veld \342\200\234{field}\342\200\235 ontbreekt.", 400 },
    [REFUSAL_FIELD_UNKNOWN] = { "field_unknown", "There is no field \342\200\234{field}\342\200\235 here.", "Hier bestaat geen veld \342\200\234{field}\342\200\235.", 400 },
    [REFUSAL_FIELD_WRONG_TYPE] = { "field_wrong_type", "The field \342\200\234{field}\342\200\235 has the wrong type.", "Het veld \342\200\234{field}\342\200\235 heeft het verkeerde type.", 400 },
    [REFUSAL_FIELD_NOT_ALLOWED] = { "field_not_allowed", "The field \342\200\234{field}\342\200\235 has a value that is not allowed here.", "Het veld \342\200\234{field}\342\200\235 heeft een waarde die hier niet mag.", 400 },
    [REFUSAL_NUMBER_OUT_OF_RANGE] = { "number_out_of_range", "The number in \342\200\234{field}\342\200\235 is out of range.", "Het getal in \342\200\234{field}\342\200\235 valt buiten het bereik.", 400 },
    [REFUSAL_TEXT_TOO_LONG] = { "text_too_long", "The text in \342\200\234{field}\342\200\235 is longer than {n} characters.", "De tekst in \342\200\234{field}\342\200\235 is langer dan {n} tekens.", 400 },
    [REFUSAL_TEXT_TOO_MANY_LINES] = { "text_too_many_lines", "The text in \342\200\234{field}\342\200\235 has more than {n} lines.", "De tekst in \342\200\234{field}\342\200\235 heeft meer dan {n} regels.", 400 },
    [REFUSAL_TEXT_EMPTY] = { "text_empty", "Please write something first.", "Schrijf eerst iets.", 400 },
    [REFUSAL_TEXT_NOT_ALLOWED] = { "text_not_allowed", "The text in \342\200\234{field}\342\200\235 has characters that cannot be shown safely.", "De tekst in \342\200\234{field}\342\200\235 bevat tekens die niet veilig getoond kunnen worden.", 400 },
    [REFUSAL_LIST_TOO_LONG] = { "list_too_long", "The list \342\200\234{field}\342\200\235 has more than {n} entries.", "De lijst \342\200\234{field}\342\200\235 heeft meer dan {n} onderdelen.", 400 },
    [REFUSAL_LIST_TOO_SHORT] = { "list_too_short", "The list \342\200\234{field}\342\200\235 has fewer than {n} entries.", "De lijst \342\200\234{field}\342\200\235 heeft minder dan {n} onderdelen.", 400 },
    [REFUSAL_ROOM_UNKNOWN] = { "room_unknown", "This link does not open a room. Ask the facilitator for a new one.", "Deze link opent geen ruimte. Vraag de begeleider om een nieuwe.", 404 },
    [REFUSAL_ROOM_DAMAGED] = { "room_damaged", "This room was found damaged and stays closed until the operator has looked at it.", "Deze ruimte bleek beschadigd en blijft dicht tot de beheerder ernaar gekeken heeft.", 503 },
    [REFUSAL_NOT_JOINED] = { "not_joined", "Join the room first.", "Kom eerst de ruimte binnen.", 409 },
    [REFUSAL_JOINED_ALREADY] = { "joined_already", "This connection is in that room already.", "Deze verbinding is al in die ruimte.", 409 },
    [REFUSAL_ROOM_CROWDED] = { "room_crowded", "This room holds {n} people and is full.", "Deze ruimte biedt plaats aan {n} mensen en is vol.", 503 },
    [REFUSAL_JOURNEY_FULL] = { "journey_full", "This journey holds {n} people and is full.", "Dit traject biedt plaats aan {n} mensen en is vol.", 503 },
    [REFUSAL_ROOMS_FULL] = { "rooms_full", "This journey has {n} rooms; that is the most it can have.", "Dit traject heeft {n} ruimtes; meer kunnen er niet bij.", 409 },
    [REFUSAL_NAME_MISSING] = { "name_missing", "Please tell the others your name.", "Vertel de anderen je naam.", 400 },
    [REFUSAL_RESUME_UNKNOWN] = { "resume_unknown", "You were away too long. Please come in again with the link.", "Je was te lang weg. Kom opnieuw binnen met de link.", 404 },
    [REFUSAL_ROLE_NOT_ALLOWED] = { "role_not_allowed", "Your role in this room does not include that.", "Dat hoort niet bij je rol in deze ruimte.", 403 },
    [REFUSAL_PHASE_NOT_ALLOWED] = { "phase_not_allowed", "That is not possible in this phase.", "Dat kan niet in deze fase.", 403 },
    [REFUSAL_LEVEL_NOT_ALLOWED] = { "level_not_allowed", "That goes beyond the level of participation agreed for your group.", "Dat gaat verder dan het afgesproken participatieniveau van je groep.", 403 },
    [REFUSAL_NOT_YOURS] = { "not_yours", "Only whoever made this, or a facilitator, can change it.", "Alleen wie dit maakte, of een begeleider, kan dit wijzigen.", 403 },
    [REFUSAL_HOLDER_ONLY] = { "holder_only", "A motive is changed only by the person it belongs to.", "Een drijfveer wordt alleen gewijzigd door wie hem heeft.", 403 },
    [REFUSAL_ROOM_PAUSED] = { "room_paused", "The room is paused.", "De ruimte is gepauzeerd.", 409 },
    [REFUSAL_ROOM_ENDED] = { "room_ended", "This session has ended.", "Deze sessie is afgelopen.", 409 },
    [REFUSAL_SLOW_DOWN] = { "slow_down", "That went too fast. Please try again in a moment.", "Dat ging te snel. Probeer het zo weer.", 429 },
    [REFUSAL_BUSY] = { "busy", "The room is very busy. Please try again in a moment.", "Het is erg druk. Probeer het zo weer.", 503 },
    [REFUSAL_READ_ONLY] = { "read_only", "The server cannot write to its disk just now. Nothing that was saved is lost.", "De server kan even niet naar schijf schrijven. Wat bewaard was, is niet verloren.", 503 },
    [REFUSAL_RESTARTING] = { "restarting", "The server restarts. You come back by yourself.", "De server start opnieuw. Je komt vanzelf terug.", 503 },
    [REFUSAL_ITEM_UNKNOWN] = { "item_unknown", "That item is not on this board.", "Dat staat niet op dit bord.", 404 },
    [REFUSAL_ITEM_WITHDRAWN] = { "item_withdrawn", "That item was withdrawn.", "Dat is teruggetrokken.", 409 },
    [REFUSAL_ITEM_NOT_WITHDRAWN] = { "item_not_withdrawn", "That item is still on the board.", "Dat staat nog op het bord.", 409 },
    [REFUSAL_ID_TAKEN] = { "id_taken", "That id is in use. Please try again.", "Dat kenmerk is al in gebruik. Probeer het opnieuw.", 409 },
    [REFUSAL_BOARD_FULL] = { "board_full", "The board holds {n} items and is full.", "Het bord heeft plaats voor {n} items en is vol.", 409 },
    [REFUSAL_PLACE_MISSING] = { "place_missing", "Say where it goes, with x and y.", "Zeg waar het komt, met x en y.", 400 },
    [REFUSAL_LINK_UNKNOWN] = { "link_unknown", "That link is not on this board.", "Die verbinding staat niet op dit bord.", 404 },
    [REFUSAL_LINK_TO_ITSELF] = { "link_to_itself", "An item cannot be linked to itself.", "Iets kan niet met zichzelf verbonden worden.", 409 },
    [REFUSAL_LINK_EXISTS] = { "link_exists", "These two are linked in that way already.", "Deze twee zijn al zo verbonden.", 409 },
    [REFUSAL_LINKS_FULL] = { "links_full", "The board holds {n} links and is full.", "Het bord heeft plaats voor {n} verbindingen en is vol.", 409 },
    [REFUSAL_NOTHING_TO_CHANGE] = { "nothing_to_change", "That changes nothing.", "Dat verandert niets.", 409 },
    [REFUSAL_ALREADY_DRIVER] = { "already_driver", "That is a driver already.", "Dat is al een driver.", 409 },
    [REFUSAL_DRIVER_UNKNOWN] = { "driver_unknown", "That driver is not in this journey.", "Die driver hoort niet bij dit traject.", 404 },
    [REFUSAL_DRIVERS_FULL] = { "drivers_full", "The journey holds {n} drivers and is full.", "Het traject heeft plaats voor {n} drivers en is vol.", 409 },
    [REFUSAL_SENSE_FIELD_MISSING] = { "sense_field_missing", "This sense of a driver needs the field \342\200\234{field}\342\200\235.", "Bij deze betekenis van een driver hoort het veld \342\200\234{field}\342\200\235.", 400 },
    [REFUSAL_SENSE_FIELD_STRAY] = { "sense_field_stray", "The field \342\200\234{field}\342\200\235 belongs to another sense of a driver.", "Het veld \342\200\234{field}\342\200\235 hoort bij een andere betekenis van een driver.", 400 },
    [REFUSAL_HOLDER_UNKNOWN] = { "holder_unknown", "The holder of a motive is a person or group of this journey.", "De houder van een drijfveer is een persoon of groep in dit traject.", 404 },
    [REFUSAL_ZONE_UNKNOWN] = { "zone_unknown", "That zone is not on this board.", "Dat vak staat niet op dit bord.", 404 },
    [REFUSAL_ZONE_IN_USE] = { "zone_in_use", "A phase of the agenda needs that zone.", "Een fase van de agenda heeft dat vak nodig.", 409 },
    [REFUSAL_ZONES_FULL] = { "zones_full", "The board holds {n} zones and is full.", "Het bord heeft plaats voor {n} vakken en is vol.", 409 },
    [REFUSAL_GROUP_UNKNOWN] = { "group_unknown", "That group is not in this journey.", "Die groep hoort niet bij dit traject.", 404 },
    [REFUSAL_GROUP_EXISTS] = { "group_exists", "A group with that name is there already.", "Er is al een groep met die naam.", 409 },
    [REFUSAL_GROUPS_FULL] = { "groups_full", "The journey holds {n} groups and is full.", "Het traject heeft plaats voor {n} groepen en is vol.", 409 },
    [REFUSAL_PHASE_UNKNOWN] = { "phase_unknown", "That phase is not on the agenda.", "Die fase staat niet op de agenda.", 404 },
    [REFUSAL_PHASE_RUNNING] = { "phase_running", "That phase is running already.", "Die fase loopt al.", 409 },
    [REFUSAL_QUESTION_MISSING] = { "question_missing", "Fill in the question of this room first; this phase asks it.", "Vul eerst de vraag van deze ruimte in; deze fase stelt die.", 409 },
    [REFUSAL_ROUND_OPEN] = { "round_open", "Close the vote first.", "Sluit eerst de stemming.", 409 },
    [REFUSAL_SEALED_PHASE] = { "sealed_phase", "While everybody writes in private, only notes can be made.", "Zolang iedereen voor zichzelf schrijft, kun je alleen notities maken.", 409 },
    [REFUSAL_SEALED_APART] = { "sealed_apart", "Your cards and what everybody sees cannot be changed in one go.", "Je kaarten en wat iedereen ziet, kun je niet in \303\251\303\251n keer wijzigen.", 409 },
    [REFUSAL_CARDS_SPENT] = { "cards_spent", "One person can write {n} cards in this phase.", "E\303\251n persoon kan {n} kaarten schrijven in deze fase.", 409 },
    [REFUSAL_NO_VOTE_NOW] = { "no_vote_now", "While ideas are being gathered, nothing is voted on.", "Zolang er idee\303\253n verzameld worden, wordt er niet gestemd.", 409 },
    [REFUSAL_ROUND_UNKNOWN] = { "round_unknown", "That vote is not in this room.", "Die stemming hoort niet bij deze ruimte.", 404 },
    [REFUSAL_ROUND_CLOSED] = { "round_closed", "That vote is closed.", "Die stemming is gesloten.", 409 },
    [REFUSAL_ROUNDS_FULL] = { "rounds_full", "This room holds {n} votes; that is the most it can have.", "Deze ruimte heeft {n} stemmingen; meer kunnen er niet bij.", 409 },
    [REFUSAL_OPTION_UNKNOWN] = { "option_unknown", "That is not an option of this vote.", "Dat is geen optie in deze stemming.", 404 },
    [REFUSAL_OPTIONS_FULL] = { "options_full", "A vote can have {n} options.", "Een stemming kan {n} opties hebben.", 409 },
    [REFUSAL_TOO_FEW_OPTIONS] = { "too_few_options", "A vote needs at least two options.", "Een stemming heeft minstens twee opties nodig.", 409 },
    [REFUSAL_NO_DOTS_LEFT] = { "no_dots_left", "You have {n} dots left.", "Je hebt nog {n} stippen.", 409 },
    [REFUSAL_OPTION_FULL] = { "option_full", "At most {n} dots on one option.", "Hoogstens {n} stippen op \303\251\303\251n optie.", 409 },
    [REFUSAL_NOT_ELIGIBLE] = { "not_eligible", "Your group does not vote in this round.", "Je groep stemt niet in deze ronde.", 403 },
    [REFUSAL_NOT_FOUND] = { "not_found", "There is nothing at this address.", "Op dit adres is niets.", 404 },
    [REFUSAL_METHOD_NOT_ALLOWED] = { "method_not_allowed", "This address does not take that kind of request.", "Dit adres neemt dat soort verzoek niet aan.", 405 },
    [REFUSAL_UNAUTHORIZED] = { "unauthorized", "This needs the secret of a link, or a token.", "Hiervoor is het geheim van een link nodig, of een token.", 401 },
    [REFUSAL_MAKING_NOT_ALLOWED] = { "making_not_allowed", "Making journeys on this server needs its admin token.", "Op deze server is het beheertoken nodig om trajecten te maken.", 403 },
    [REFUSAL_METHOD_UNKNOWN] = { "method_unknown", "There is no method of that name.", "Er is geen methode met die naam.", 404 },
    [REFUSAL_ORIGIN_NOT_ALLOWED] = { "origin_not_allowed", "Pages of another site cannot connect here.", "Pagina\342\200\231s van een andere site kunnen hier niet verbinden.", 403 },
    [REFUSAL_FORMAT_UNKNOWN] = { "format_unknown", "The server does not export in that format.", "De server exporteert niet in dat formaat.", 404 },
    [REFUSAL_FAILED] = { "failed", "Something went wrong on the server.", "Er ging iets mis op de server.", 500 },
};

const struct message_text notice_texts[NOTICE_COUNT] = {
    [NOTICE_RESTARTING] = { "restarting", "The server restarts. You come back by yourself.", "De server start opnieuw. Je komt vanzelf terug.", 409 },
    [NOTICE_READ_ONLY] = { "read_only", "The server cannot write to its disk. What was saved is safe; it restarts now.", "De server kan niet naar schijf schrijven. Wat bewaard was, is veilig; hij start nu opnieuw.", 409 },
    [NOTICE_RESYNC] = { "resync", "Your connection fell behind. You catch up now.", "Je verbinding liep achter. Je haalt nu in.", 409 },
};
