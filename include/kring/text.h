/* Texts that people write: counted as people count them, and free of characters that deceive. */
#ifndef KRING_TEXT_H
#define KRING_TEXT_H

#include <kring/id.h>

#include <stdint.h>

/* Code points of a valid UTF-8 text, or -1 if it is none (overlong forms, surrogates, beyond U+10FFFF). */
int64_t text_points(struct span text);

/* Lines: 1 more than the line breaks, which are line feeds and the separators U+2028 and U+2029. */
int64_t text_lines(struct span text);

/* Whether a text may be shown: UTF-8, no control characters, line breaks only where `lines` > 1, no bidirectional overrides
 * or isolates (U+202A-202E, U+2066-2069), no U+FFFE/U+FFFF, at most COMBINING_MARKS_MAX combining marks in a row. */
bool text_is_allowed(struct span text, int64_t lines);

/* Whether there is anything to see in it: not only white space and zero-width characters. */
bool text_is_visible(struct span text);

/* Whether it is ID_LENGTH characters of A-Z a-z 0-9 - _. */
bool text_is_id(struct span text);

/* Whether it is a short key: 1 to KEY_BYTES_MAX of a-z 0-9 - _ . */
bool text_is_key(struct span text);

#endif
