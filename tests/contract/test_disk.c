/* The disk fails, or the power goes: what was answered is there, everything is whole, and after a failure nothing is written.
 *
 * All tests tell the same story, in which every commit can be recomputed from its number, so that a folder found later can be
 * compared with what it should hold. */
#include "bed.h"

#include "rough_disk.h"

#include <kring/archive.h>
#include <kring/log.h>

#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#define ROOM id_named("room")
#define JOURNEY id_named("journey")
#define SLOT id_named("slot")
#define DRAFT_EVERY 4
#define SNAPSHOT_EVERY 10
#define ERASE_EVERY 20

struct story {
    struct bed bed;
    int given;
    int failed;           /* how many were answered with a failure */
    int unsynced;         /* how many were answered before the write-ahead log was synced */
    _Atomic int answered; /* the last that was answered well; 0 makes the room */
};

static struct story story;

static void on_done(void *context, int64_t ticket, const struct error *failure)
{
    (void)context;
    if (failure) {
        story.failed += 1;
        return;
    }
    cr_assert_eq(story.failed, 0, "nothing succeeds after a failure");
    story.unsynced += !rough_disk_is_synced("kring.db-wal");
    story.answered = (int)ticket - 1;
}

static void give(int number)
{
    struct commit *commit = commit_create();
    char text[64];
    commit->on_done = on_done;
    snprintf(text, sizeof text, "{\"number\":%d}", number);
    add_event(commit, ROOM, number, text);
    if (number % 3 == 0)
        add_event(commit, JOURNEY, number / 3, text);
    snprintf(text, sizeof text, "<draft %06d>", number);
    if (number % DRAFT_EVERY == 0)
        add_draft(commit, ROOM, SLOT, id_named(text + 7), "", text);
    if (number % SNAPSHOT_EVERY == 0)
        add_snapshot(commit, ROOM, number, "{\"id\":\"snapshot\"}\n");
    if (number % ERASE_EVERY == 0)
        add_erase(commit, ROOM, SLOT);
    snprintf(text, sizeof text, "name %d", number);
    commit_add(commit, WRITE_PERSON)->person = (struct person_row){
        .journey = JOURNEY,
        .person = id_named("ada"),
        .name = { arena_copy(&commit->arena, span_of(text)), strlen(text) },
        .language = SPAN("nl"),
    };
    journal_commit(story.bed.journal, commit);
    story.given = number;
}

/* Makes the room, then gives commits, some of them in pairs, so that batches form. */
static void tell(int commits)
{
    struct commit *commit = commit_create();
    commit->on_done = on_done;
    add_stream(commit, JOURNEY, JOURNEY);
    add_stream(commit, ROOM, JOURNEY);
    journal_commit(story.bed.journal, commit);
    bed_settle(&story.bed);
    for (int number = 1; number <= commits; number++) {
        give(number);
        if (number % 3 > 0)
            bed_settle(&story.bed);
    }
    bed_settle(&story.bed);
}

static void story_start(const char *folder)
{
    story = (struct story){ .answered = -1 };
    snprintf(story.bed.folder, sizeof story.bed.folder, "%s", folder);
}

/* ---- what a folder should hold */

struct finding {
    int64_t count;
    bool last;
    struct error failure;
    int64_t snapshot;
    char name[32];
    size_t drafts;
};

static void on_page(void *context, const struct page *page, const struct error *failure)
{
    struct finding *finding = context;
    if (failure) {
        finding->failure = *failure;
        return;
    }
    finding->count += (int64_t)page->count;
    finding->last = page->last;
}

static int64_t count_events(struct archive *archive, struct id stream, struct error *failure)
{
    struct finding finding = { 0 };
    while (!finding.last && !finding.failure.code) {
        struct read_events query = { stream, finding.count, 50, true, on_page, &finding };
        journal_read(archive_journal(archive), &query);
    }
    *failure = finding.failure;
    return finding.count;
}

static void on_state(void *context, const struct stream_state *state, const struct error *failure)
{
    struct finding *finding = context;
    finding->failure = failure ? *failure : (struct error){ 0 };
    if (failure)
        return;
    if (state->has_snapshot)
        finding->snapshot = state->snapshot.seq;
    if (state->person_count > 0)
        snprintf(finding->name, sizeof finding->name, "%.*s", (int)state->people[0].name.size,
                 state->people[0].name.data);
}

static void on_drafts(void *context, const struct draft_row *drafts, size_t count, const struct draft_op *ops,
                      size_t op_count, const struct error *failure)
{
    struct finding *finding = context;
    (void)drafts;
    (void)ops;
    (void)op_count;
    finding->failure = failure ? *failure : (struct error){ 0 };
    finding->drafts = count;
}

static const char *complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

static const char *complain(const char *format, ...)
{
    static char text[ERROR_TEXT_BYTES + 100];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return text;
}

/* Whether everything fits to `number` commits; NULL or what is wrong. */
static const char *compare(struct archive *archive, int number)
{
    struct finding finding = { 0 };
    struct id journey = JOURNEY;
    struct id room = ROOM;
    struct store *store = archive_store(archive);
    int64_t count = count_events(archive, JOURNEY, &finding.failure);
    if (finding.failure.code || count != number / 3)
        return complain("%d commits, %d events in the journey: %s", number, (int)count, finding.failure.text);
    store->port->read_stream(store, &journey, on_state, &finding);
    char name[32] = "";
    if (number > 0)
        snprintf(name, sizeof name, "name %d", number);
    if (finding.failure.code || strcmp(name, finding.name) != 0)
        return complain("%d commits, but %s; %s", number, finding.name, finding.failure.text);
    store->port->read_stream(store, &room, on_state, &finding);
    if (finding.failure.code || finding.snapshot != number / SNAPSHOT_EVERY * SNAPSHOT_EVERY)
        return complain("%d commits, snapshot %d; %s", number, (int)finding.snapshot, finding.failure.text);
    struct read_drafts query = { ROOM, on_drafts, &finding };
    vault_read(archive_vault(archive), &query);
    size_t drafts = (size_t)(number % ERASE_EVERY / DRAFT_EVERY);
    if (finding.failure.code || finding.drafts != drafts)
        return complain("%d commits, %d drafts; %s", number, (int)finding.drafts, finding.failure.text);
    return NULL;
}

/* A draft that should be gone, in any file of a folder. */
static const char *find_erased(const char *folder, int erased)
{
    static const char *const names[] = { "kring.db", "kring.db-wal" };
    static char bytes[4 << 20];
    for (int i = 0; i < 2; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        FILE *file = fopen(path, "r");
        size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
        if (file)
            fclose(file);
        const char *end = bytes + size;
        for (const char *at = bytes; (at = memmem(at, (size_t)(end - at), "<draft ", 7)) && end - at > 13;
             at++)
            if (strtol((char[]){ at[7], at[8], at[9], at[10], at[11], at[12], 0 }, NULL, 10) <= erased)
                return complain("%s holds %.14s, erased by %d", names[i], at, erased);
    }
    return NULL;
}

/* What is wrong with a folder in which `answered` commits were answered and `given` were given; NULL: nothing. */
static const char *judge(const char *folder, int answered, int given)
{
    struct error error;
    const char *wrong = find_erased(folder, answered / ERASE_EVERY * ERASE_EVERY);
    if (wrong)
        return wrong;
    struct archive *archive = archive_open(folder, &error);
    if (!archive)
        return complain("%s", error.text);
    int64_t count = count_events(archive, ROOM, &error);
    if (error.code == JOURNAL_UNKNOWN && answered < 0)
        wrong = NULL; /* the room was not answered */
    else if (error.code)
        wrong = complain("%s", error.text);
    else if (count < answered || count > given)
        wrong = complain("%d were answered and %d given, %d are there", answered, given, (int)count);
    else
        wrong = compare(archive, (int)count);
    archive_close(archive);
    return wrong;
}

/* ---- answering */

Test(disk, everything_is_synced_before_it_is_answered, .description = "J1")
{
    char folder[] = "/tmp/kring-contract-XXXXXX";
    rough_disk_start();
    cr_assert(mkdtemp(folder));
    rough_disk_watch(folder);
    story_start(folder);
    bed_start(&story.bed);
    tell(100);
    cr_assert_eq(story.answered, 100);
    cr_assert_eq(story.unsynced, 0);
    bed_close(&story.bed);
}

/* ---- the power goes */

struct outage {
    char folder[64];
    struct chance chance;
    int points, lost;
    char complaint[256];
};

/* A sample of what would be there now. Runs on the writer's thread, while nothing is answered. */
static void on_operation(void *context)
{
    struct outage *outage = context;
    enum rough_loss loss = (enum rough_loss)(outage->points % LOSS_COUNT);
    outage->points += 1;
    rough_disk_lose_power(outage->folder, loss, &outage->chance);
    const char *wrong = judge(outage->folder, story.answered, story.given);
    if (!wrong)
        return;
    if (outage->lost == 0)
        snprintf(outage->complaint, sizeof outage->complaint, "point %d, loss %d: %s", outage->points,
                 (int)loss, wrong);
    outage->lost += 1;
}

static void folder_empty(const char *folder)
{
    struct bed bed = { .folder = "" };
    snprintf(bed.folder, sizeof bed.folder, "%s", folder);
    bed_close(&bed);
}

static struct outage suffer(uint64_t seed, bool lies, int commits)
{
    struct outage outage = { .folder = "/tmp/kring-contract-XXXXXX", .chance = { seed } };
    char folder[] = "/tmp/kring-contract-XXXXXX";
    cr_assert(mkdtemp(folder) && mkdtemp(outage.folder));
    rough_disk_watch(folder);
    rough_disk.lies = lies;
    story_start(folder);
    bed_start(&story.bed);
    rough_disk.on_operation = on_operation;
    rough_disk.context = &outage;
    tell(commits);
    rough_disk.on_operation = NULL;
    bed_close(&story.bed);
    folder_empty(outage.folder);
    return outage;
}

Test(disk, a_power_cut_takes_nothing_that_was_answered, .description = "J1, J2, J6, J10", .timeout = 240)
{
    rough_disk_start();
    struct outage outage = suffer(1, false, 100);
    cr_assert_eq(outage.lost, 0, "%d of %d: %s", outage.lost, outage.points, outage.complaint);
    cr_assert_gt(outage.points, 1000, "%d", outage.points);
    if (getenv("KRING_FIGURES"))
        fprintf(stderr, "power cuts: %d points, %d lost\n", outage.points, outage.lost);
}

Test(disk, a_disk_that_lies_would_be_noticed_by_this_test, .description = "J1")
{
    rough_disk_start();
    struct outage outage = suffer(1, true, 10);
    cr_assert_gt(outage.lost, outage.points / 2);
}

/* ---- the disk fails */

/* Tells the story on a disk that fails at some operation; false when the story ends before that. */
static bool fail_at(int operation, int code, bool once)
{
    char folder[] = "/tmp/kring-contract-XXXXXX";
    cr_assert(mkdtemp(folder));
    rough_disk_watch(folder);
    story_start(folder);
    bed_start(&story.bed);
    rough_disk.fail_at = rough_disk.operations + operation;
    rough_disk.fail_code = code;
    rough_disk.fail_once = once;
    tell(24);
    bool failed = story.failed > 0;
    cr_assert_eq(story.answered + 1 + story.failed, 25);
    int operations = rough_disk.operations;
    if (failed) {
        give(25);
        bed_settle(&story.bed);
        cr_assert_eq(story.answered + 1 + story.failed, 26);
        bed_stop(&story.bed);
        cr_assert_eq(rough_disk.operations, operations, "nothing is written any more");
        rough_disk.fail_at = 0;
        const char *wrong = judge(folder, story.answered, story.given);
        cr_assert_null(wrong, "operation %d, code %d: %s", operation, code, wrong);
        bed_start(&story.bed);
    }
    bed_close(&story.bed);
    return failed;
}

Test(disk, the_first_failure_is_the_last, .description = "J8, J10", .timeout = 240)
{
    static const int codes[] = { SQLITE_IOERR_WRITE, SQLITE_FULL, SQLITE_IOERR_FSYNC };
    int failures = 0;
    rough_disk_start();
    log_set_level((enum log_level)(LOG_ERROR + 1)); /* it is said often enough */
    while (fail_at(1 + 3 * failures, codes[failures % 3], failures % 2 == 0))
        failures += 1;
    cr_assert_gt(failures, 60);
    if (getenv("KRING_FIGURES"))
        fprintf(stderr, "failures: %d positions\n", failures);
}

/* ---- erasing is interrupted */

Test(disk, what_could_not_be_erased_is_erased_by_the_next_server, .description = "J6")
{
    char folder[] = "/tmp/kring-contract-XXXXXX";
    rough_disk_start();
    cr_assert(mkdtemp(folder));
    rough_disk_watch(folder);
    story_start(folder);
    bed_start(&story.bed);
    tell(19);
    cr_assert_eq(story.answered, 19);
    rough_disk.fail_at = 1;
    rough_disk.fail_file = "kring.db"; /* the transaction goes well; putting the log back does not */
    rough_disk.fail_code = SQLITE_IOERR_WRITE;
    give(20);
    bed_settle(&story.bed);
    cr_assert_eq(story.failed, 1, "what was not erased is not answered");
    bed_stop(&story.bed);
    cr_assert(find_erased(folder, 20), "the test can see it");
    rough_disk.fail_at = 0;
    bed_start(&story.bed);
    const char *wrong = judge(folder, 20, 20);
    cr_assert_null(wrong, "%s", wrong);
    bed_close(&story.bed);
}
