#include "lobby_peek.h"

#include "room/lobby_internal.h"

struct room *lobby_peek(const struct lobby *lobby, const struct id *stream)
{
    return map_get(lobby->rooms, id_span(stream));
}
