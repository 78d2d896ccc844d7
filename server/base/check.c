/* The end of a process whose code turned out to be wrong. */
#include <kring/check.h>

#include <stdio.h>
#include <stdlib.h>

noreturn void check_failed(const char *file, int line, const char *condition)
{
    fprintf(stderr, "%s:%d: broken assumption: %s\n", file, line, condition);
    abort();
}
