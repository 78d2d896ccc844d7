/* What the writing files of this folder share. */
#ifndef KRING_PROTOCOL_ENCODE_H
#define KRING_PROTOCOL_ENCODE_H

#include <kring/buffer.h>
#include <kring/model.h>

/* "name": with its colon. Names come from our own tables and need no escapes. */
void encode_key(struct buffer *out, const char *name);

/* A record, or a change of one, as an audience may see it; nothing, and false, when there is nothing for it to see. */
bool encode_record(struct buffer *out, const struct record_info *info, const struct value *fields,
                   unsigned audience);
bool encode_change(struct buffer *out, const struct record_info *info, const struct change *change,
                   unsigned audience);

#endif
