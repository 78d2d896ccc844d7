/* Binding is exact: a socket that does not end up where the settings said is an error at the start, not a hole. Accepting goes on
 * until the kernel has no more, at most ACCEPTS_MAX in one turn. Beyond a cap a caller gets a finished 503 and is
 * closed: a socket left in the queue would wait without an answer. */
#include "listener.h"

#include <kring/check.h>
#include <kring/log.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define SOCKETS_MAX 8
#define ACCEPTS_MAX 64
#define BACKLOG 1024

/* A stalled reader could otherwise fill 4 MB of kernel memory before anybody notices. */
#define SEND_BUFFER_BYTES 65536

struct spot {
    struct listener *listener;
    uv_poll_t poll;
    int socket;
    struct sockaddr_storage bound;
};

struct crowd {
    int64_t count;
};

struct listener {
    uv_loop_t *loop;
    struct listener_settings settings;
    struct figures *figures;
    void (*on_accept)(void *context, int socket, struct caller *caller);
    void *context;
    struct map *crowds; /* address -> struct crowd */
    size_t spot_count;
    struct spot spots[SOCKETS_MAX];
};

struct listener *listener_create(uv_loop_t *loop, const struct listener_settings *settings,
                                 struct figures *figures,
                                 void (*on_accept)(void *context, int socket, struct caller *caller),
                                 void *context)
{
    struct listener *listener = calloc(1, sizeof *listener);
    CHECK(listener);
    listener->loop = loop;
    listener->settings = *settings;
    listener->figures = figures;
    listener->on_accept = on_accept;
    listener->context = context;
    listener->crowds = map_create();
    return listener;
}

void listener_destroy(struct listener *listener)
{
    if (!listener)
        return;
    CHECK(map_count(listener->crowds) == 0);
    map_destroy(listener->crowds);
    free(listener);
}

/* ---- addresses */

static bool is_loopback(const struct sockaddr_storage *address)
{
    if (address->ss_family == AF_INET) {
        const struct sockaddr_in *four = (const struct sockaddr_in *)address;
        return ntohl(four->sin_addr.s_addr) >> 24 == 127;
    }
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)address;
    return IN6_IS_ADDR_LOOPBACK(&six->sin6_addr) != 0;
}

static bool same_place(const struct sockaddr_storage *wanted, const struct sockaddr_storage *bound)
{
    if (wanted->ss_family != bound->ss_family)
        return false;
    if (wanted->ss_family == AF_INET) {
        const struct sockaddr_in *a = (const struct sockaddr_in *)wanted;
        const struct sockaddr_in *b = (const struct sockaddr_in *)bound;
        return a->sin_addr.s_addr == b->sin_addr.s_addr && (a->sin_port == 0 || a->sin_port == b->sin_port);
    }
    const struct sockaddr_in6 *a = (const struct sockaddr_in6 *)wanted;
    const struct sockaddr_in6 *b = (const struct sockaddr_in6 *)bound;
    return IN6_ARE_ADDR_EQUAL(&a->sin6_addr, &b->sin6_addr) &&
           (a->sin6_port == 0 || a->sin6_port == b->sin6_port);
}

/* The network of an address: itself, or the first half of an IPv6 address, which is what one household has. */
static void write_network(const struct sockaddr_storage *address, char text[ADDRESS_BYTES])
{
    if (address->ss_family == AF_INET) {
        const struct sockaddr_in *four = (const struct sockaddr_in *)address;
        CHECK(inet_ntop(AF_INET, &four->sin_addr, text, ADDRESS_BYTES));
        return;
    }
    struct in6_addr network = ((const struct sockaddr_in6 *)address)->sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&network)) {
        CHECK(inet_ntop(AF_INET, &network.s6_addr[12], text, ADDRESS_BYTES));
        return;
    }
    memset(&network.s6_addr[8], 0, 8);
    CHECK(inet_ntop(AF_INET6, &network, text, ADDRESS_BYTES - 4));
    size_t size = strlen(text);
    memcpy(text + size, "/64", 4);
}

static bool read_address(struct span text, struct sockaddr_storage *address)
{
    char word[ADDRESS_BYTES];
    memset(address, 0, sizeof *address);
    if (text.size == 0 || text.size >= sizeof word)
        return false;
    memcpy(word, text.data, text.size);
    word[text.size] = '\0';
    struct sockaddr_in *four = (struct sockaddr_in *)address;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)address;
    if (inet_pton(AF_INET, word, &four->sin_addr) == 1)
        address->ss_family = AF_INET;
    else if (inet_pton(AF_INET6, word, &six->sin6_addr) == 1)
        address->ss_family = AF_INET6;
    return address->ss_family != AF_UNSPEC;
}

/* "HOST:PORT" with an address in figures, an IPv6 one in brackets; never a name, which could be anywhere. */
static int read_place(const char *text, struct sockaddr_storage *place, struct error *error)
{
    const char *colon = strrchr(text, ':');
    struct span host = { text, colon ? (size_t)(colon - text) : 0 };
    bool bracketed = host.size > 2 && host.data[0] == '[' && host.data[host.size - 1] == ']';
    if (bracketed)
        host = (struct span){ host.data + 1, host.size - 2 };
    char *end = NULL;
    unsigned long port = colon && colon[1] >= '0' && colon[1] <= '9' ? strtoul(colon + 1, &end, 10) : 65536;
    if (!end || *end || port > 65535 || !read_address(host, place) ||
        bracketed != (place->ss_family == AF_INET6))
        return error_set(error, -EINVAL, "%s is no address and port, as in 127.0.0.1:8080 or [::1]:8080",
                         text);
    if (place->ss_family == AF_INET)
        ((struct sockaddr_in *)place)->sin_port = htons((uint16_t)port);
    else
        ((struct sockaddr_in6 *)place)->sin6_port = htons((uint16_t)port);
    return 0;
}

/* ---- binding */

static int fail(struct error *error, const char *what, const char *address)
{
    int code = errno ? errno : EIO;
    return error_set(error, -code, "%s %s: %s", what, address, strerror(code));
}

static int spot_bind(struct spot *spot, const struct sockaddr_storage *place, const char *address,
                     struct error *error)
{
    int yes = 1;
    socklen_t size = place->ss_family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
    if (setsockopt(spot->socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        (place->ss_family == AF_INET6 &&
         setsockopt(spot->socket, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes) != 0) ||
        bind(spot->socket, (const struct sockaddr *)place, size) != 0)
        return fail(error, "binding", address);
    size = sizeof spot->bound;
    if (getsockname(spot->socket, (struct sockaddr *)&spot->bound, &size) != 0)
        return fail(error, "asking for the address of", address);
    if (!same_place(place, &spot->bound))
        return error_set(error, -EADDRNOTAVAIL, "%s was asked for, and the socket is bound elsewhere",
                         address);
    return 0;
}

int listener_bind(struct listener *listener, const char *address, struct error *error)
{
    struct sockaddr_storage place = { 0 };
    if (listener->spot_count == SOCKETS_MAX)
        return error_set(error, -EINVAL, "more than %d addresses to listen on", SOCKETS_MAX);
    int result = read_place(address, &place, error);
    if (result != 0)
        return result;
    struct spot *spot = &listener->spots[listener->spot_count];
    spot->listener = listener;
    spot->socket = socket(place.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (spot->socket < 0)
        return fail(error, "opening a socket for", address);
    result = spot_bind(spot, &place, address, error);
    if (result == 0)
        listener->spot_count += 1;
    else
        close(spot->socket);
    return result;
}

bool listener_is_local(const struct listener *listener)
{
    bool local = true;
    for (size_t i = 0; i < listener->spot_count; i++)
        local = local && is_loopback(&listener->spots[i].bound);
    return local;
}

void listener_url(const struct listener *listener, char url[ADDRESS_BYTES + 16])
{
    char host[48];
    char port[8];
    const struct sockaddr_storage *bound = &listener->spots[0].bound;
    CHECK(listener->spot_count > 0);
    CHECK(getnameinfo((const struct sockaddr *)bound, sizeof *bound, host, sizeof host, port, sizeof port,
                      NI_NUMERICHOST | NI_NUMERICSERV) == 0);
    bool six = bound->ss_family == AF_INET6;
    (void)snprintf(url, ADDRESS_BYTES + 16, "http://%s%s%s:%s", six ? "[" : "", host, six ? "]" : "", port);
}

/* ---- accepting */

static bool listener_trusts(const struct listener *listener, const char *peer)
{
    for (size_t i = 0; i < listener->settings.proxy_count; i++) {
        struct sockaddr_storage address;
        char network[ADDRESS_BYTES];
        if (!read_address(span_of(listener->settings.proxies[i]), &address))
            continue;
        write_network(&address, network);
        if (strcmp(network, peer) == 0)
            return true;
    }
    return false;
}

/* Counts one more from an address; false when there are too many. */
static bool listener_admit(struct listener *listener, const char *address)
{
    struct crowd *crowd = map_get(listener->crowds, span_of(address));
    if (crowd && crowd->count >= listener->settings.connections_per_address_max)
        return false;
    if (!crowd) {
        crowd = calloc(1, sizeof *crowd);
        CHECK(crowd);
        map_set(listener->crowds, span_of(address), crowd);
    }
    crowd->count += 1;
    return true;
}

static void listener_dismiss(struct listener *listener, const char *address)
{
    struct crowd *crowd = map_get(listener->crowds, span_of(address));
    CHECK(crowd && crowd->count > 0);
    crowd->count -= 1;
    if (crowd->count == 0)
        free(map_remove(listener->crowds, span_of(address)));
}

static void turn_away(struct listener *listener, int socket)
{
    static const char answer[] = "HTTP/1.1 503 Service Unavailable\r\n"
                                 "Content-Length: 0\r\nRetry-After: 5\r\nConnection: close\r\n\r\n";
    listener->figures->turned_away += 1;
    /* What was not read would turn the close into a reset, which takes the answer along. */
    char unread[4096];
    (void)!recv(socket, unread, sizeof unread, MSG_DONTWAIT);
    (void)!send(socket, answer, sizeof answer - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
    shutdown(socket, SHUT_WR);
    close(socket);
    log_line(LOG_WARN, "connections.full", "a caller was turned away; %lld connections are open",
             (long long)listener->figures->connections_now);
}

static void listener_take(struct listener *listener, int socket, const struct sockaddr_storage *from)
{
    struct caller *caller = calloc(1, sizeof *caller);
    CHECK(caller);
    caller->listener = listener;
    write_network(from, caller->peer);
    memcpy(caller->address, caller->peer, sizeof caller->address);
    caller->loopback = is_loopback(from);
    caller->proxy = listener_trusts(listener, caller->peer);
    if (listener->figures->connections_now >= listener->settings.connections_max ||
        (!caller->proxy && !listener_admit(listener, caller->peer))) {
        turn_away(listener, socket);
        free(caller);
        return;
    }
    int yes = 1;
    int bytes = SEND_BUFFER_BYTES;
    /* Without these a connection works all the same, only less well. */
    (void)setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    (void)setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
    (void)setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    listener->figures->connections_now += 1;
    listener->figures->connections += 1;
    listener->on_accept(listener->context, socket, caller);
}

static void spot_on_readable(uv_poll_t *poll, int status, int events)
{
    (void)events;
    struct spot *spot = poll->data;
    for (int i = 0; status == 0 && i < ACCEPTS_MAX; i++) {
        struct sockaddr_storage from;
        socklen_t size = sizeof from;
        memset(&from, 0, sizeof from);
        int socket = accept4(spot->socket, (struct sockaddr *)&from, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket >= 0) {
            listener_take(spot->listener, socket, &from);
            continue;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return;
        if (errno == ECONNABORTED || errno == EINTR)
            continue;
        /* Out of descriptors, say; the caps are there to keep a margin. */
        log_line(LOG_ERROR, "connections.failed", "accepting: %s", strerror(errno));
        return;
    }
}

int listener_start(struct listener *listener, struct error *error)
{
    for (size_t i = 0; i < listener->spot_count; i++) {
        struct spot *spot = &listener->spots[i];
        if (listen(spot->socket, BACKLOG) != 0)
            return fail(error, "listening on", "the socket");
        CHECK(uv_poll_init_socket(listener->loop, &spot->poll, spot->socket) == 0);
        spot->poll.data = spot;
        CHECK(uv_poll_start(&spot->poll, UV_READABLE, spot_on_readable) == 0);
    }
    return 0;
}

static void spot_on_closed(uv_handle_t *handle)
{
    struct spot *spot = handle->data;
    close(spot->socket);
}

void listener_stop(struct listener *listener)
{
    for (size_t i = 0; i < listener->spot_count; i++) {
        struct spot *spot = &listener->spots[i];
        if (spot->poll.data && !uv_is_closing((uv_handle_t *)&spot->poll))
            uv_close((uv_handle_t *)&spot->poll, spot_on_closed);
        else if (!spot->poll.data)
            close(spot->socket);
    }
}

/* ---- callers */

bool caller_speaks_for(struct caller *caller, struct span text)
{
    struct sockaddr_storage address;
    CHECK(caller->proxy);
    char network[ADDRESS_BYTES];
    if (!read_address(text, &address))
        return true;
    write_network(&address, network);
    if (strcmp(caller->address, network) == 0)
        return true;
    /* A proxy may use one connection for many: the count follows the last one it spoke for. */
    if (!listener_admit(caller->listener, network))
        return false;
    if (strcmp(caller->address, caller->peer) != 0)
        listener_dismiss(caller->listener, caller->address);
    memcpy(caller->address, network, sizeof caller->address);
    return true;
}

void caller_gone(struct caller *caller)
{
    struct listener *listener = caller->listener;
    if (!caller->proxy)
        listener_dismiss(listener, caller->peer);
    else if (strcmp(caller->address, caller->peer) != 0)
        listener_dismiss(listener, caller->address);
    CHECK(listener->figures->connections_now > 0);
    listener->figures->connections_now -= 1;
    free(caller);
}
