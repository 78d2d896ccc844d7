/* Bytes that nobody can foretell, from the kernel. The only source of ids and secrets outside of tests. */
#ifndef KRING_RANDOM_H
#define KRING_RANDOM_H

#include <kring/id.h>

#include <stddef.h>

void random_bytes(void *bytes, size_t size);

/* 128 random bits as 22 characters of base64url. */
struct id random_id(void);

/* The source of fresh ids that a server gives to its rooms. */
extern struct id_source random_ids;

#endif
