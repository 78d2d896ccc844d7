/* PORT: drafts. Cards of a sealed phase and ballots of a secret round lie here while their phase or round is open, durable
 * before they are acknowledged, readable by their writer only, outside of every log, export and backup (domain 2.7). They are
 * written and erased by commits (journal.h), because revealing or counting them and erasing them is one transaction. */
#ifndef KRING_VAULT_H
#define KRING_VAULT_H

#include <kring/journal.h>

struct vault {
    const struct vault_port *port;
};

struct read_drafts {
    struct id stream;
    /* All drafts and all remembered ops of the stream's open slots, in the order of their keys. */
    void (*on_drafts)(void *context, const struct draft_row *drafts, size_t count, const struct draft_op *ops,
                      size_t op_count, const struct error *failure);
    void *context;
};

struct vault_port {
    void (*read)(struct vault *vault, const struct read_drafts *query);
};

static inline void vault_read(struct vault *vault, const struct read_drafts *query)
{
    vault->port->read(vault, query);
}

#endif
