/* The chain of a log: what an event's hash covers, byte by byte. docs/journal.md tells the same to those who verify a log
 * in another language, with an example that a test checks. */
#include <kring/journal.h>

static void add_item(struct buffer *out, struct span text)
{
    buffer_add_byte(out, ',');
    buffer_add_json_text(out, text);
}

void journal_header(struct buffer *out, const struct entry *entry)
{
    buffer_add_byte(out, '[');
    buffer_add_json_text(out, id_span(&entry->stream));
    buffer_add_byte(out, ',');
    buffer_add_number(out, entry->seq);
    buffer_add_byte(out, ',');
    buffer_add_number(out, entry->at);
    add_item(out, entry->verb);
    add_item(out, id_span(&entry->by));
    add_item(out, id_span(&entry->phase));
    add_item(out, entry->hat);
    add_item(out, id_span(&entry->op));
    buffer_add_byte(out, ']');
}

struct hash chain_start(const struct id *stream)
{
    return hash_of(id_span(stream));
}

static struct span hash_span(const struct hash *hash)
{
    return (struct span){ (const char *)hash->bytes, HASH_BYTES };
}

/* The two hashes at the ends have a fixed size, so no two headers give the same bytes. */
struct hash chain_next(const struct hash *previous, const struct entry *entry, const struct hash *content)
{
    struct buffer bytes;
    buffer_init(&bytes);
    buffer_add(&bytes, hash_span(previous));
    journal_header(&bytes, entry);
    buffer_add(&bytes, hash_span(content));
    struct hash next = hash_of(buffer_view(&bytes));
    buffer_finish(&bytes);
    return next;
}

struct hash chain_content(const unsigned char salt[SALT_BYTES], struct span payload)
{
    struct hasher *hasher = hasher_create();
    hasher_add(hasher, (struct span){ (const char *)salt, SALT_BYTES });
    hasher_add(hasher, payload);
    return hasher_finish(hasher);
}
