/* What the writing files of this folder share. */
#ifndef KRING_PROTOCOL_ENCODE_H
#define KRING_PROTOCOL_ENCODE_H

#include <kring/buffer.h>

/* "name": with its colon. Names come from our own tables and need no escapes. */
void encode_key(struct buffer *out, const char *name);

#endif
