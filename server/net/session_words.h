/* What a session says by itself, as frames with one reference. */
#ifndef KRING_SESSION_WORDS_H
#define KRING_SESSION_WORDS_H

#include "session.h"

#include <kring/model.h>

struct frame *words_welcome(const struct session_house *house);
struct frame *words_error(const struct refused *refused);
struct frame *words_refused(const struct id *op, const struct refused *refused);
struct frame *words_join_refused(const struct id *stream, const struct refused *refused);
struct frame *words_notice(enum notice notice);

#endif
