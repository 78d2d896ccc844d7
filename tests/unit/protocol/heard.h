/* What a frame came to: every message and every misunderstanding, in order, for as long as the arena lives. */
#ifndef KRING_TESTS_HEARD_H
#define KRING_TESTS_HEARD_H

#include <kring/wire.h>

#define HEARD_MAX 5000

/* Twenty-two times one letter. */
#define ID(letter)                                                                                           \
    letter letter letter letter letter letter letter letter letter letter letter letter letter letter letter \
        letter letter letter letter letter letter letter
#define OP "\"op\":\"" ID("o") "\""

struct heard {
    struct arena arena;
    size_t messages, misunderstood; /* how many */
    struct message message;         /* the last */
    struct misunderstood wrong;     /* the last */
    char order[HEARD_MAX + 1];      /* m, x: understood, not */
};

void hear(struct heard *heard, struct span frame);
void hear_acts(struct heard *heard, struct span body);
void heard_finish(struct heard *heard);

/* Reads a frame that holds one message, and fails the test unless it is understood. */
void hear_one(struct heard *heard, const char *frame);

/* Fails the test unless a frame is misunderstood once, with this code, field (NULL: none) and n. */
void expect_refused(struct span frame, enum refusal code, const char *field, int64_t n);

#endif
