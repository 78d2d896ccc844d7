/* Broken assumptions end the process, in every build. A CHECK states what must be true if our own code is
 * right; it is never a way to handle bad input (that is a refusal) or a failing world (that is an error). */
#ifndef KRING_CHECK_H
#define KRING_CHECK_H

#include <stdnoreturn.h>

/* Prints the place and the condition on standard error and aborts. */
noreturn void check_failed(const char *file, int line, const char *condition);

#define CHECK(condition) ((condition) ? (void)0 : check_failed(__FILE__, __LINE__, #condition))

#endif
