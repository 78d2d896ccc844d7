#include "cast.h"

struct bench *b;

void cast_open(void)
{
    static struct bench bench;
    b = &bench;
    bench_open(b, 7, 3, NULL);
    cr_assert_str_eq(bench_join(b, "ada", ROLE_FACILITATOR, NULL), "done");
    cr_assert_str_eq(bench_join(b, "bo", ROLE_PARTICIPANT, NULL), "done");
    cr_assert_str_eq(bench_join(b, "cy", ROLE_PARTICIPANT, NULL), "done");
    cr_assert_str_eq(bench_join(b, "di", ROLE_PARTICIPANT, NULL), "done");
    cr_assert_str_eq(bench_join(b, "oz", ROLE_OBSERVER, NULL), "done");
}

void cast_close(void)
{
    bench_close(b);
}

void cast_note(const char *id, const char *by)
{
    bench_put(b,
              "{'id':'@%s','type':'item','kind':'note','text':'%s','x':0,'y':0,'z':1,'colour':'sun',"
              "'by':'@%s','state':'published'}",
              id, id, by);
}

void cast_phase(const char *id, const char *pattern, const char *write, const char *attribution,
                const char *may)
{
    bench_put(
        b,
        "{'id':'@%s','type':'phase','key':'%s','place':1,'name':{'en':'x','nl':'x'},'pattern':'%s',"
        "'minutes':5,'write':'%s','attribution':'%s','grouping':'all','may':[%s],'zones':[],'state':'queued'}",
        id, id, pattern, write, attribution, may);
    DONE("ada", "phase.start", "'phase':'@%s'", id);
}
