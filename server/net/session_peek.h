/* Reads the code of a refusal off the message that carries it, for figures and for the count of wrong secrets. */
#ifndef KRING_SESSION_PEEK_H
#define KRING_SESSION_PEEK_H

#include <kring/catalogue.h>
#include <kring/span.h>

/* REFUSAL_NONE when the message is no refusal. of_join: whether it answers a join. */
enum refusal peek_refusal(struct span message, bool *of_join);

#endif
