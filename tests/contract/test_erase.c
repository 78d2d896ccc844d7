/* Erasing drafts, looked at from outside: which bytes the files of the data folder hold afterwards. Seeded stories of many slots on
 * one shelf, with cards that are written again and again in all sizes, so that SQLite moves rows between pages and leaves copies
 * where it can. */
#include "bed.h"

#include "chance.h"

#include <kring/buffer.h>

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define SLOTS 6
#define OWNERS 12
#define TAGS_MAX 2000

/* What was ever written to a slot: words that stand nowhere else. */
struct secret_slot {
    struct id slot;
    struct id owners[OWNERS];
    char tags[TAGS_MAX][24];
    int tag_count;
    bool erased;
};

static struct secret_slot slots[SLOTS];

static void file_add(struct buffer *all, const char *folder, const char *name)
{
    char path[128];
    char piece[65536];
    size_t size;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    while (file && (size = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_add(all, (struct span){ piece, size });
    if (file)
        fclose(file);
}

static void folder_read(struct buffer *all, const char *folder)
{
    static const char *const names[] = { "kring.db", "kring.db-wal", "kring.db-shm", "kring.lock" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        file_add(all, folder, names[i]);
}

static bool holds(const struct buffer *all, const char *word)
{
    return memmem(all->data, all->size, word, strlen(word)) != NULL;
}

/* The first word of a slot that the folder still holds, or NULL. */
static const char *found_of(const struct buffer *all, const struct secret_slot *slot)
{
    for (int i = 0; i < slot->tag_count; i++)
        if (holds(all, slot->tags[i]))
            return slot->tags[i];
    for (int i = 0; i < OWNERS; i++)
        if (holds(all, slot->owners[i].text))
            return slot->owners[i].text;
    return holds(all, slot->slot.text) ? slot->slot.text : NULL;
}

/* Looks in a process of its own: a process that closes a file of SQLite's loses the locks that it has on it. */
static bool is_gone(struct bed *bed, const struct secret_slot *slot)
{
    pid_t child = fork();
    if (child == 0) {
        struct buffer all;
        buffer_init(&all);
        folder_read(&all, bed->folder);
        const char *found = holds(&all, "SQLite format") ? found_of(&all, slot) : "not a log";
        if (found)
            fprintf(stderr, "the folder holds %s\n", found);
        _exit(found ? 1 : 0);
    }
    int status = 0;
    cr_assert_eq(waitpid(child, &status, 0), child);
    return status == 0;
}

static void write_card(struct bed *bed, struct chance *chance, struct id room, struct secret_slot *slot,
                       int number)
{
    static const int sizes[] = { 1, 1, 1, 2, 3, 10, 30, 100, 600 };
    struct outcome outcome;
    struct commit *commit = commit_watched(&outcome);
    char *tag = slot->tags[slot->tag_count++];
    struct id owner = slot->owners[chance_between(chance, 0, OWNERS - 1)];
    char key[16];
    snprintf(tag, sizeof slot->tags[0], "<secret%06d>", number);
    snprintf(key, sizeof key, "%d", (int)chance_between(chance, 0, 4));
    struct buffer text;
    buffer_init(&text);
    for (int64_t i = sizes[chance_between(chance, 0, 8)]; i > 0; i--)
        buffer_add_text(&text, tag);
    buffer_add_byte(&text, '\0');
    add_draft(commit, room, slot->slot, owner, *key == '0' ? "" : key, text.data);
    buffer_finish(&text);
    add_draft_op(commit, room, slot->slot, owner, chance_id(chance));
    bed_write(bed, commit);
}

/* What was written last to a slot that lives must still be there. */
static void expect_kept(struct bed *bed, struct id room, const struct secret_slot *slot)
{
    bool found = slot->tag_count == 0;
    struct found_drafts drafts = bed_drafts(bed, room);
    for (size_t i = 0; i < drafts.count; i++)
        if (id_equal(&drafts.drafts[i].slot, &slot->slot))
            found = found || strncmp(drafts.drafts[i].payload.data, slot->tags[slot->tag_count - 1], 14) == 0;
    cr_assert(found);
}

/* Three rooms on one shelf: ids are tried until their shelves agree. */
static void make_rooms(struct bed *bed, struct chance *chance, struct id rooms[3])
{
    rooms[0] = id_named("room");
    for (int i = 0; i < 3; i++) {
        while (i > 0 && (id_is_empty(&rooms[i]) || hash_of(id_span(&rooms[i])).bytes[0] % 64 !=
                                                       hash_of(id_span(&rooms[0])).bytes[0] % 64))
            rooms[i] = chance_id(chance);
        bed_make_room(bed, rooms[i], rooms[i], 0);
    }
}

static void make_slots(struct chance *chance)
{
    memset(slots, 0, sizeof slots);
    for (int i = 0; i < SLOTS; i++) {
        slots[i].slot = chance_id(chance);
        for (int k = 0; k < OWNERS; k++)
            slots[i].owners[k] = chance_id(chance);
    }
}

static void tell_story(uint64_t seed)
{
    struct bed bed;
    struct chance chance = { seed };
    struct id rooms[3] = { 0 };
    struct outcome outcome;
    bed_open_sqlite(&bed);
    make_rooms(&bed, &chance, rooms);
    make_slots(&chance);
    int erased = 0;
    for (int number = 0; erased < SLOTS - 1; number++) {
        int which = (int)chance_between(&chance, 0, SLOTS - 1);
        struct secret_slot *slot = &slots[which];
        if (slot->erased)
            continue;
        write_card(&bed, &chance, rooms[which % 3], slot, number);
        if (chance_between(&chance, 0, 40) > 0)
            continue;
        struct commit *commit = commit_watched(&outcome);
        add_erase(commit, rooms[which % 3], slot->slot);
        bed_write(&bed, commit);
        cr_assert(is_gone(&bed, slot), "seed %d", (int)seed);
        slot->erased = true;
        erased += 1;
        for (int i = 0; i < SLOTS; i++)
            if (!slots[i].erased)
                expect_kept(&bed, rooms[i % 3], &slots[i]);
    }
    bed_close(&bed);
}

Test(erase, leaves_nothing_of_a_slot_on_the_disk, .description = "J6")
{
    for (uint64_t seed = 1; seed <= 12; seed++)
        tell_story(seed);
}

struct crowd {
    struct bed *bed;
    int answers;
    bool looked;
};

static void on_crowd(void *context, const struct answered *answered, size_t count,
                     const struct error *failure)
{
    (void)answered;
    (void)count;
    cr_assert(!failure);
    ((struct crowd *)context)->answers += 1;
}

static void on_erased(void *context, int64_t ticket, const struct error *failure)
{
    struct crowd *crowd = context;
    (void)ticket;
    cr_assert(!failure);
    cr_assert(is_gone(crowd->bed, &slots[0]), "gone when the commit is answered, not some time later");
    crowd->looked = true;
}

Test(erase, leaves_nothing_when_others_read_and_write, .description = "J6")
{
    struct bed bed;
    struct crowd crowd = { .bed = &bed };
    struct outcome outcomes[20];
    struct id room = id_named("room");
    bed_open_sqlite(&bed);
    bed_make_room(&bed, room, room, 500);
    slots[0] = (struct secret_slot){ .slot = id_named("slot"), .tags = { "<topsecret>" }, .tag_count = 1 };
    for (int i = 0; i < OWNERS; i++)
        slots[0].owners[i] = id_named("somebody-of-note");
    struct commit *commit = commit_watched(&outcomes[0]);
    add_draft(commit, room, slots[0].slot, slots[0].owners[0], "", "<topsecret>");
    bed_write(&bed, commit);
    cr_assert(!is_gone(&bed, &slots[0]), "the test can see it");
    for (int i = 0; i < 20; i++) {
        commit = commit_watched(&outcomes[i]);
        add_event(commit, room, 501 + i, "{}");
        if (i == 10) {
            add_erase(commit, room, slots[0].slot);
            commit->on_done = on_erased;
            commit->context = &crowd;
        }
        struct id ada = id_named("ada");
        bed.store->port->read_answered(bed.store, &room, &ada, on_crowd, &crowd);
        journal_commit(bed.journal, commit);
        bed.store->port->read_answered(bed.store, &room, &ada, on_crowd, &crowd);
        if (i % 3 == 0)
            uv_run(&bed.loop, UV_RUN_NOWAIT);
    }
    bed_settle(&bed);
    cr_assert(crowd.looked);
    cr_assert_eq(crowd.answers, 40);
    bed_close(&bed);
}
