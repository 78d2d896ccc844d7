/* One stream's state: records by id, and by type in the order in which they were first put. */
#include "internal.h"

#include <kring/check.h>
#include <kring/map.h>

#include <stdlib.h>

/* A record that the board holds. The record's address never changes while it lives; its fields do. */
struct held {
    struct record record;
    struct value *block; /* record.fields, as the memory to be freed */
    size_t place;        /* in the row of its type */
};

/* Records of one type; NULL where one was dropped. */
struct row {
    struct held **held;
    size_t used, capacity, live;
};

struct held_draft {
    struct draft draft;
    struct value *block;
};

struct board {
    struct id stream;
    int64_t seq;
    struct map *by_id; /* of struct held */
    struct row rows[RECORD_TYPE_COUNT];
    struct map *drafts_by_key; /* slot, owner, key -> struct held_draft */
    struct held_draft **drafts;
    size_t draft_count, draft_capacity;
};

static size_t type_fields(enum record_type type)
{
    return record_infos[type].shape.count;
}

struct board *board_create(const struct id *stream)
{
    struct board *board = calloc(1, sizeof *board);
    CHECK(board != NULL);
    board->stream = *stream;
    board->by_id = map_create();
    board->drafts_by_key = map_create();
    return board;
}

void board_destroy(struct board *board)
{
    if (board == NULL)
        return;
    for (size_t type = 0; type < RECORD_TYPE_COUNT; type++) {
        struct row *row = &board->rows[type];
        for (size_t i = 0; i < row->used; i++) {
            if (row->held[i] != NULL) {
                free(row->held[i]->block);
                free(row->held[i]);
            }
        }
        free(row->held);
    }
    for (size_t i = 0; i < board->draft_count; i++) {
        free(board->drafts[i]->block);
        free(board->drafts[i]);
    }
    free(board->drafts);
    map_destroy(board->drafts_by_key);
    map_destroy(board->by_id);
    free(board);
}

const struct id *board_stream(const struct board *board)
{
    return &board->stream;
}

int64_t board_seq(const struct board *board)
{
    return board->seq;
}

/* ---- reading */

static struct held *board_held(const struct board *board, const struct id *id)
{
    return map_get(board->by_id, id_span(id));
}

const struct record *board_find(const struct board *board, const struct id *id)
{
    const struct held *held = board_held(board, id);
    return held ? &held->record : NULL;
}

const struct record *board_get(const struct board *board, enum record_type type, const struct id *id)
{
    const struct held *held = board_held(board, id);
    return held && held->record.type == type ? &held->record : NULL;
}

size_t board_count(const struct board *board, enum record_type type)
{
    return board->rows[type].live;
}

const struct record *board_next(const struct board *board, enum record_type type, size_t *cursor)
{
    const struct row *row = &board->rows[type];
    while (*cursor < row->used) {
        const struct held *held = row->held[(*cursor)++];
        if (held != NULL)
            return &held->record;
    }
    return NULL;
}

/* ---- applying */

static void board_add(struct board *board, enum record_type type, const struct value *fields)
{
    struct row *row = &board->rows[type];
    if (row->used == row->capacity) {
        row->capacity = row->capacity ? row->capacity * 2 : 16;
        row->held = realloc(row->held, row->capacity * sizeof(struct held *));
        CHECK(row->held != NULL);
    }
    struct held *held = malloc(sizeof *held);
    CHECK(held != NULL);
    held->block = block_copy(fields, type_fields(type));
    held->record = (struct record){ type, held->block };
    held->place = row->used;
    row->held[row->used++] = held;
    row->live++;
    struct id id = record_id(&held->record);
    map_set(board->by_id, id_span(&id), held);
}

static void board_replace(struct held *held, struct value *block)
{
    free(held->block);
    held->block = block;
    held->record.fields = block;
}

static void board_drop(struct board *board, struct held *held)
{
    struct row *row = &board->rows[held->record.type];
    struct id id = record_id(&held->record);
    map_remove(board->by_id, id_span(&id));
    row->held[held->place] = NULL;
    row->live--;
    free(held->block);
    free(held);
}

/* NULL when the change fits, else what is wrong with it. */
static const char *board_change(struct board *board, const struct change *change)
{
    struct held *held = board_held(board, &change->id);
    if (held != NULL && held->record.type != change->type)
        return "a change of a record of another type";
    switch (change->kind) {
    case CHANGE_PUT:
        if (held == NULL)
            board_add(board, change->type, change->fields);
        else
            board_replace(held, block_copy(change->fields, type_fields(change->type)));
        return NULL;
    case CHANGE_PATCH:
        if (held == NULL)
            return "a patch of a record that is not there";
        board_replace(held, block_patched(held->record.fields, change->fields, type_fields(change->type)));
        return NULL;
    case CHANGE_DROP:
        if (held == NULL)
            return "a drop of a record that is not there";
        board_drop(board, held);
        return NULL;
    }
    return "a change of no known kind";
}

int board_apply(struct board *board, const struct event *event, const char **why)
{
    *why = NULL;
    if (event->seq != board->seq + 1) {
        *why = "a gap in the order of events";
        return -1;
    }
    for (size_t i = 0; i < event->change_count && *why == NULL; i++)
        *why = board_change(board, &event->changes[i]);
    board->seq = event->seq;
    return *why == NULL ? 0 : -1;
}

void board_restore(struct board *board, const struct record *record)
{
    CHECK(board->seq == 0);
    board_add(board, record->type, record->fields);
}

void board_restored(struct board *board, int64_t seq)
{
    CHECK(board->seq == 0);
    board->seq = seq;
}

/* ---- drafts */

struct draft_key {
    struct id slot, owner, key;
};

static struct span draft_key(struct draft_key *bytes, const struct id *slot, const struct id *owner, const struct id *key)
{
    *bytes = (struct draft_key){ *slot, *owner, *key };
    return (struct span){ bytes->slot.text, sizeof *bytes };
}

static struct held_draft *find_draft(const struct board *board, const struct id *slot, const struct id *owner,
                                     const struct id *key)
{
    struct draft_key bytes;
    return map_get(board->drafts_by_key, draft_key(&bytes, slot, owner, key));
}

static struct held_draft *add_draft(struct board *board, const struct draft *draft)
{
    struct draft_key bytes;
    if (board->draft_count == board->draft_capacity) {
        board->draft_capacity = board->draft_capacity ? board->draft_capacity * 2 : 16;
        board->drafts = realloc(board->drafts, board->draft_capacity * sizeof(struct held_draft *));
        CHECK(board->drafts != NULL);
    }
    struct held_draft *held = calloc(1, sizeof *held);
    CHECK(held != NULL);
    board->drafts[board->draft_count++] = held;
    map_set(board->drafts_by_key, draft_key(&bytes, &draft->slot, &draft->owner, &draft->key), held);
    return held;
}

void board_put_draft(struct board *board, const struct draft *draft)
{
    struct held_draft *held = find_draft(board, &draft->slot, &draft->owner, &draft->key);
    if (held == NULL)
        held = add_draft(board, draft);
    struct value *block = block_copy(draft->record.fields, type_fields(draft->record.type));
    free(held->block);
    held->block = block;
    held->draft = *draft;
    held->draft.record.fields = block;
}

void board_erase_drafts(struct board *board, const struct id *slot)
{
    size_t kept = 0;
    for (size_t i = 0; i < board->draft_count; i++) {
        struct held_draft *held = board->drafts[i];
        struct draft_key bytes;
        if (!id_equal(&held->draft.slot, slot)) {
            board->drafts[kept++] = held;
            continue;
        }
        map_remove(board->drafts_by_key,
                   draft_key(&bytes, &held->draft.slot, &held->draft.owner, &held->draft.key));
        free(held->block);
        free(held);
    }
    board->draft_count = kept;
}

const struct draft *board_draft(const struct board *board, const struct id *slot, const struct id *owner,
                                const struct id *key)
{
    const struct held_draft *held = find_draft(board, slot, owner, key);
    return held ? &held->draft : NULL;
}

const struct draft *board_next_draft(const struct board *board, const struct id *slot, const struct id *owner,
                                     size_t *cursor)
{
    while (*cursor < board->draft_count) {
        const struct draft *draft = &board->drafts[(*cursor)++]->draft;
        if (id_equal(&draft->slot, slot) && (owner == NULL || id_equal(&draft->owner, owner)))
            return draft;
    }
    return NULL;
}
