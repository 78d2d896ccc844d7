/* The chain, byte for byte: what docs/journal.md shows to others is what the code does. */
#include "bed.h"

#include <stdio.h>
#include <stdlib.h>

static char page[65536];

static void page_read(void)
{
    FILE *file = fopen(KRING_SOURCE_DIR "/docs/journal.md", "r");
    cr_assert(file);
    size_t size = fread(page, 1, sizeof page - 1, file);
    fclose(file);
    page[size] = '\0';
}

static void expect_in_page(const char *label, const char *text)
{
    char line[256];
    snprintf(line, sizeof line, "    %-7s %s\n", label, text);
    cr_assert(strstr(page, line), "docs/journal.md does not say: %s", line);
}

static void expect_hash_in_page(const char *label, const struct hash *hash)
{
    char hex[HASH_HEX_BYTES];
    hash_to_hex(hash, hex);
    expect_in_page(label, hex);
}

static void check_event(const struct entry *entry, int first_salt, const char *label, struct hash *chain)
{
    unsigned char salt[SALT_BYTES];
    char hex[2 * SALT_BYTES + 1];
    for (int i = 0; i < SALT_BYTES; i++) {
        salt[i] = (unsigned char)(first_salt + i);
        snprintf(hex + 2 * i, 3, "%02x", (unsigned)salt[i]);
    }
    struct buffer header;
    buffer_init(&header);
    journal_header(&header, entry);
    buffer_add_byte(&header, '\0');
    expect_in_page("header", header.data);
    buffer_finish(&header);
    expect_in_page("salt", hex);
    expect_in_page("payload", entry->payload.data);
    struct hash content = chain_content(salt, entry->payload);
    expect_hash_in_page("content", &content);
    *chain = chain_next(chain, entry, &content);
    expect_hash_in_page(label, chain);
}

Test(chain, is_what_the_page_says, .description = "J16")
{
    struct entry first = {
        .stream = id_from(SPAN("k7Qf3xW9uB2mZs0LrTnV4A")),
        .seq = 1,
        .at = 1795305600000,
        .verb = SPAN("item.add"),
        .by = id_named("Ada"),
        .hat = SPAN("voice"),
        .op = id_from(SPAN("op00000000000000000001")),
        .payload = SPAN("{\"fields\":{\"text\":\"Tijd \\\"nu\\\"\"},\"changes\":[]}"),
    };
    struct entry second = {
        .stream = first.stream,
        .seq = 2,
        .at = 1795305600250,
        .verb = SPAN("phase.reveal"),
        .phase = id_named("Phase"),
        .hat = SPAN("host"),
        .payload = SPAN("{\"changes\":[]}"),
    };
    page_read();
    struct hash chain = chain_start(&first.stream);
    expect_hash_in_page("h_0", &chain);
    check_event(&first, 0, "h_1", &chain);
    check_event(&second, 16, "h_2", &chain);
}

/* Each part of the header counts, and no two headers give the same bytes. */
Test(chain, covers_every_part_of_the_header, .description = "J7")
{
    struct entry entry = {
        .stream = id_named("stream"),
        .seq = 7,
        .at = 8,
        .verb = SPAN("item.add"),
        .by = id_named("by"),
        .phase = id_named("phase"),
        .hat = SPAN("voice"),
        .op = id_named("op"),
    };
    struct hash zero = { { 0 } };
    struct hash before = chain_next(&zero, &entry, &zero);
    struct entry others[9];
    for (int i = 0; i < 9; i++)
        others[i] = entry;
    others[0].stream = id_named("stream2");
    others[1].seq = 8;
    others[2].at = 9;
    others[3].verb = SPAN("item.adds");
    others[4].by = id_named("by2");
    others[5].phase = id_named("phase2");
    others[6].hat = SPAN("host");
    others[7].op = id_named("op2");
    others[8].by = entry.phase;
    others[8].phase = entry.by;
    for (int i = 0; i < 9; i++) {
        struct hash after = chain_next(&zero, &others[i], &zero);
        cr_assert(!hash_equal(&before, &after), "part %d", i);
    }
}
