/* The room that a lobby has in memory, which its public face does not tell; NULL: none. */
#ifndef SIM_LOBBY_PEEK_H
#define SIM_LOBBY_PEEK_H

#include <kring/lobby.h>

struct room *lobby_peek(const struct lobby *lobby, const struct id *stream);

#endif
