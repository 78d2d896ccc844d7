/* SHA-256, by the library that the system trusts. */
#ifndef KRING_HASH_H
#define KRING_HASH_H

#include <kring/span.h>

#define HASH_BYTES 32
#define HASH_HEX_BYTES 65 /* with the zero byte */

struct hash {
    unsigned char bytes[HASH_BYTES];
};

struct hasher;

struct hasher *hasher_create(void);
void hasher_add(struct hasher *hasher, struct span bytes);
struct hash hasher_finish(struct hasher *hasher); /* and destroys it */

struct hash hash_of(struct span bytes);

/* Takes the same time wherever they differ. */
bool hash_equal(const struct hash *a, const struct hash *b);

void hash_to_hex(const struct hash *hash, char hex[HASH_HEX_BYTES]);

#endif
