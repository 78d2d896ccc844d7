/* Who knows whom: the listener hands sockets to HTTP; HTTP hands requests to the API, and sockets whose handshake it liked to the
 * WebSockets; sessions and the API speak to the lobby. */
#include "net.h"

#include <kring/check.h>
#include <kring/limits.h>

#include <stdlib.h>

#include "http.h"
#include "site.h"
#include "ws.h"

/* How often deadlines are looked at, and followers of a log are told what is new. */
#define CHECK_MS 250

struct net {
    uv_loop_t *loop;
    struct net_settings settings;
    struct figures figures;
    struct session_house house;
    struct guard *commands;
    struct site *site;
    struct listener *listener;
    struct http_server *http;
    struct api *api;
    struct ws *ws;
    uv_timer_t timer;
    bool refusing, stopped;
};

static void net_on_accept(void *context, int socket, struct caller *caller)
{
    struct net *net = context;
    http_server_take(net->http, socket, caller);
}

static void net_on_upgrade(void *context, int socket, struct caller *caller, struct span handshake)
{
    struct net *net = context;
    ws_take(net->ws, socket, caller, handshake);
}

static void net_on_timer(uv_timer_t *timer)
{
    struct net *net = timer->data;
    http_server_check(net->http);
    channels_check(ws_channels(net->ws));
    api_tick(net->api);
}

struct net *net_open(uv_loop_t *loop, const struct net_settings *settings, struct error *error)
{
    struct net *net = calloc(1, sizeof *net);
    CHECK(net);
    net->loop = loop;
    net->settings = *settings;
    net->listener = listener_create(loop, &settings->callers, &net->figures, net_on_accept, net);
    if (settings->web && !(net->site = site_open(settings->web, error)))
        goto failed;
    for (size_t i = 0; i < settings->address_count; i++) {
        if (listener_bind(net->listener, settings->addresses[i], error) != 0)
            goto failed;
    }
    return net;
failed:
    net_destroy(net);
    return NULL;
}

bool net_is_local(const struct net *net)
{
    return listener_is_local(net->listener);
}

void net_url(const struct net *net, char url[ADDRESS_BYTES + 16])
{
    listener_url(net->listener, url);
}

static void net_make_api(struct net *net, const struct net_world *world)
{
    net->commands = guard_create(net->settings.limits.commands);
    struct api_world api_world = {
        .house = &net->house,
        .journal = world->journal,
        .store = world->store,
        .commands = net->commands,
        .making_open = world->making_open,
        .has_admin_token = world->has_admin_token,
        .admin_token = world->admin_token,
        .origin = net->settings.origin_count > 0 ? net->settings.origins[0] : "",
        .is_ready = world->is_ready,
        .context = world->context,
    };
    net->api = api_create(&api_world);
}

int net_start(struct net *net, const struct net_world *world, struct error *error)
{
    net->house = (struct session_house){
        .lobby = world->lobby,
        .clock = world->clock,
        .strangers = guard_create((struct bucket_rate){ JOIN_FAILURES_PER_MINUTE, JOIN_FAILURES_PER_MINUTE }),
        .figures = &net->figures,
        .limits = net->settings.limits,
        .server = net->settings.server,
        .read_only = world->read_only,
    };
    net_make_api(net, world);
    net->ws = ws_create(net->loop, &net->house, net->settings.callers.connections_max, error);
    if (!net->ws)
        return error->code;
    struct http_settings http_settings = {
        .loop = net->loop,
        .clock = world->clock,
        .api = net->api,
        .site = net->site,
        .origins = net->settings.origins,
        .origin_count = net->settings.origin_count,
        .on_upgrade = net_on_upgrade,
        .context = net,
    };
    net->http = http_server_create(&http_settings);
    CHECK(uv_timer_init(net->loop, &net->timer) == 0);
    net->timer.data = net;
    CHECK(uv_timer_start(&net->timer, net_on_timer, CHECK_MS, CHECK_MS) == 0);
    return listener_start(net->listener, error);
}

void net_refuse(struct net *net)
{
    if (net->refusing)
        return;
    net->refusing = true;
    net->house.restarting = true;
    listener_stop(net->listener);
    api_stop(net->api);
    http_server_stop(net->http);
}

void net_close(struct net *net, int code)
{
    channels_close(ws_channels(net->ws), code);
}

bool net_is_gone(const struct net *net)
{
    return channels_are_gone(ws_channels(net->ws)) && http_server_is_empty(net->http);
}

void net_stop(struct net *net)
{
    if (net->stopped)
        return;
    net->stopped = true;
    net_refuse(net);
    http_server_close(net->http);
    uv_close((uv_handle_t *)&net->timer, NULL);
    ws_stop(net->ws);
}

bool net_is_idle(const struct net *net)
{
    return api_is_idle(net->api);
}

void net_destroy(struct net *net)
{
    if (!net)
        return;
    if (!net->refusing)
        listener_stop(net->listener);
    ws_destroy(net->ws);
    http_server_destroy(net->http);
    listener_destroy(net->listener);
    api_destroy(net->api);
    guard_destroy(net->commands);
    guard_destroy(net->house.strangers);
    site_close(net->site);
    free(net);
}
