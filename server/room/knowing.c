/* Which operations of a person were answered before: read from the log when they come in, so that what they send again is
 * done once (docs/decisions/004). */
#include "internal.h"

#include <kring/check.h>

#include <stdlib.h>

struct knowing {
    struct room *room;
    struct id person;
    bool journey_asked;
    void (*on_known)(void *context);
    void *context;
};

static void on_answered(void *context, const struct answered *answered, size_t count,
                        const struct error *failure)
{
    struct knowing *knowing = context;
    struct room *room = knowing->room;
    const struct host *host = room->host;
    struct guest *guest = roster_guest(room, &knowing->person);
    if (failure != NULL) {
        /* nobody is told anything any more; see lobby_on_durable */
        guest->answered_reads--;
        host->on_failure(host->context, failure);
        free(knowing);
        return;
    }
    for (size_t i = 0; i < count; i++)
        roster_remember(room, &knowing->person, &answered[i].op, answered[i].seq);
    if (!knowing->journey_asked) {
        /* the journey's first, then the room's: an act in both is answered with the room's seq */
        knowing->journey_asked = true;
        host->store->port->read_answered(host->store, &room->stream, &knowing->person, on_answered, knowing);
        return;
    }
    guest->answered_reads--;
    guest->answered_loaded = true;
    room->holds--;
    knowing->on_known(knowing->context);
    free(knowing);
}

void room_know_person(struct room *room, const struct id *person, void (*on_known)(void *context),
                      void *context)
{
    struct guest *guest = roster_guest(room, person);
    if (guest->answered_loaded) {
        on_known(context);
        return;
    }
    guest->answered_reads++;
    struct knowing *knowing = malloc(sizeof *knowing);
    CHECK(knowing != NULL);
    *knowing = (struct knowing){ room, *person, false, on_known, context };
    room->holds++;
    room->host->store->port->read_answered(room->host->store, &room->journey->stream, person, on_answered,
                                           knowing);
}
