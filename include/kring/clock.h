/* PORT: the time. A server has the system's, a simulation its own. */
#ifndef KRING_CLOCK_H
#define KRING_CLOCK_H

#include <stdint.h>

struct clock {
    /* Milliseconds since 1970: for people to read. May jump; order never depends on it. */
    int64_t (*now_ms)(struct clock *clock);

    /* Milliseconds that never go back: for waiting. */
    int64_t (*steady_ms)(struct clock *clock);

    /* Asks that lobby_tick be called at that steady time or soon after; the earliest wish counts. */
    void (*wake_at)(struct clock *clock, int64_t steady_ms);
};

#endif
