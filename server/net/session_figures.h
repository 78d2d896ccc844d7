/* What a server counts for its operator (/metrics). One struct a process; everything counts up but what is said to be now. */
#ifndef KRING_SESSION_FIGURES_H
#define KRING_SESSION_FIGURES_H

#include <kring/catalogue.h>

#include <stdint.h>

struct figures {
    int64_t connections_now, connections;
    int64_t sockets_now, sockets; /* connections that became WebSockets */
    int64_t joined_now;           /* streams that connections are in */
    int64_t turned_away;          /* connections refused because of a cap */
    int64_t requests;
    int64_t messages, commands, presence, presence_dropped;
    int64_t refusals[REFUSAL_COUNT];
    int64_t bytes_in, bytes_out;
    int64_t resyncs, too_slow;
};

#endif
