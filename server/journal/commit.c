/* A list of writes and the memory that they need. */
#include <kring/check.h>
#include <kring/journal.h>

#include <stdlib.h>

struct commit *commit_create(void)
{
    struct commit *commit = calloc(1, sizeof *commit);
    CHECK(commit);
    arena_init(&commit->arena);
    return commit;
}

void commit_destroy(struct commit *commit)
{
    if (!commit)
        return;
    arena_finish(&commit->arena);
    free(commit);
}

struct commit_write *commit_add(struct commit *commit, enum write_kind kind)
{
    struct commit_write *write = ARENA_NEW(&commit->arena, struct commit_write);
    write->kind = kind;
    if (commit->last)
        commit->last->next = write;
    else
        commit->first = write;
    commit->last = write;
    commit->count += 1;
    return write;
}
