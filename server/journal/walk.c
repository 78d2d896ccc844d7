/* What must hold from one event of a log to the next. */
#include "walk.h"

#include <inttypes.h>

int walk_damaged(struct error *error, const struct id *stream, int64_t seq, const char *what)
{
    return error_set(error, JOURNAL_DAMAGED, "stream %s, seq %" PRId64 ": %s", stream->text, seq, what);
}

int walk_next(const struct id *stream, int64_t head, int64_t seq, struct error *error)
{
    if (head < 0)
        return error_set(error, JOURNAL_BROKEN_RULE, "stream %s: an event for a stream that was never made",
                         stream->text);
    if (seq != head + 1)
        return error_set(error, JOURNAL_BROKEN_RULE,
                         "stream %s: seq %" PRId64 " does not follow %" PRId64 "; is there a second writer?",
                         stream->text, seq, head);
    return 0;
}

int walk_no_snapshot(const struct id *stream, int64_t seq, struct error *error)
{
    return error_set(error, JOURNAL_BROKEN_RULE,
                     "stream %s: a snapshot at seq %" PRId64 ", where there is no event", stream->text, seq);
}

int walk_seq(const struct kept_entry *kept, int64_t seq, struct error *error)
{
    if (kept->entry.seq == seq + 1)
        return 0;
    return walk_damaged(error, &kept->entry.stream, seq + 1, "the event is missing");
}

int walk_chain(const struct kept_entry *kept, struct hash *previous, struct error *error)
{
    const struct entry *entry = &kept->entry;
    struct hash content = entry->payload.data ? chain_content(kept->salt, entry->payload) : kept->content;
    struct hash next = chain_next(previous, entry, &content);
    if (!hash_equal(&next, &kept->hash))
        return walk_damaged(error, &entry->stream, entry->seq, "the event does not fit the chain");
    *previous = next;
    return 0;
}
