/* The cast of these tests: ada, who facilitates; bo, cy and di, who take part; oz, who observes. They sit in a blank room of a
 * journey without groups, with k 3. */
#ifndef KRING_TESTS_CAST_H
#define KRING_TESTS_CAST_H

#include "bench.h"

#include <criterion/criterion.h>

extern struct bench *b;

void cast_open(void);
void cast_close(void);

/* A suite whose tests each begin with the cast in a blank room. */
#define CAST(suite) TestSuite(suite, .init = cast_open, .fini = cast_close)

#define DONE(...) cr_assert_str_eq(bench_do(b, __VA_ARGS__), "done")
#define NO(code, ...) cr_assert_str_eq(bench_do(b, __VA_ARGS__), code)
#define HOLDS(id, ...) cr_assert(bench_holds(b, id, __VA_ARGS__), "%s", bench_show(b, id))
#define LACKS(id, ...) cr_assert_not(bench_holds(b, id, __VA_ARGS__), "%s", bench_show(b, id))

/* A published note of somebody's, put without a command. */
void cast_note(const char *id, const char *by);

/* A phase that runs from now on. may: 'write','vote' */
void cast_phase(const char *id, const char *pattern, const char *write, const char *attribution,
                const char *may);

#endif
