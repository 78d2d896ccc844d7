/* The program: reads what it was asked, wires adapters to ports, and stops in order.
 *
 *                 SIGTERM             quiet, or time is up         gone, or time is up           quiet
 *        SERVING ---------> DRAINING ---------------------> TELLING -------------------> CLOSING -------> ENDING -> exit 0
 *           |                   |                              |                            |
 *           +-------------------+------------------------------+----------------------------+-- the disk failed, or
 *                                                                                  hangs in CLOSING ------> exit 75
 *
 * DRAINING takes nothing new and finishes what was accepted. TELLING says goodbye and closes every connection. CLOSING has given up
 * what is still open, and waits until nobody will ask the journal for anything. ENDING closes handles until the loop is empty. A
 * second signal goes on to the next step at once. When the disk failed nothing is finished any more: people are told, and half a
 * second later the process ends, however its threads may hang. */
#include <kring/check.h>
#include <kring/limits.h>
#include <kring/lobby.h>
#include <kring/log.h>
#include <kring/random.h>
#include <kring/sqlite_engine.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

#include "config.h"
#include "net/net.h"
#include "tools/tools.h"

#define FAILED_MS 500 /* from a failed disk to the end */
#define GOODBYE_MS 2000
#define STOP_STEP_MS 10
#define DESCRIPTORS_KEPT 256 /* for the log, the pool's threads and the client's files */

static const char usage[] =
    "kring " KRING_VERSION ": whiteboards for workshops\n"
    "\n"
    "  kring serve --listen ADDRESS:PORT --data DIR [--web DIR] [--config FILE]\n"
    "      serves rooms until SIGTERM; prints `listening on http://...` when it accepts people\n"
    "  kring replay ROOM --data DIR [--at SEQ] [--json]\n"
    "      tells the story of a room\n"
    "  kring verify --data DIR [ROOM]\n"
    "      checks the chain of every log and replays it; exit 1 and the place on damage\n"
    "  kring --help | --version\n"
    "\n"
    "exit codes: 0 done, 1 the answer is no, 2 wrong use, 75 the world failed (disk, network)\n";

/* ---- the system's clock */

struct system_clock {
    struct clock clock;
    uv_loop_t *loop;
    uv_timer_t timer;
    struct lobby *lobby;
    int64_t wake_ms;
};

static int64_t system_now(struct clock *clock)
{
    (void)clock;
    struct timespec now;
    CHECK(clock_gettime(CLOCK_REALTIME, &now) == 0);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t system_steady(struct clock *clock)
{
    return (int64_t)uv_now(((struct system_clock *)clock)->loop);
}

static void system_on_timer(uv_timer_t *timer)
{
    struct system_clock *system = timer->data;
    system->wake_ms = INT64_MAX;
    lobby_tick(system->lobby);
}

static void system_wake_at(struct clock *clock, int64_t steady_ms)
{
    struct system_clock *system = (struct system_clock *)clock;
    if (steady_ms >= system->wake_ms || uv_is_closing((uv_handle_t *)&system->timer))
        return;
    system->wake_ms = steady_ms;
    int64_t wait_ms = steady_ms - system_steady(clock);
    CHECK(uv_timer_start(&system->timer, system_on_timer, wait_ms > 0 ? (uint64_t)wait_ms : 0, 0) == 0);
}

static void system_clock_init(struct system_clock *system, uv_loop_t *loop)
{
    *system = (struct system_clock){ .clock = { system_now, system_steady, system_wake_at }, .loop = loop };
    system->wake_ms = INT64_MAX;
    CHECK(uv_timer_init(loop, &system->timer) == 0);
    system->timer.data = system;
}

/* ---- the server */

enum stage { STAGE_SERVING, STAGE_DRAINING, STAGE_TELLING, STAGE_CLOSING, STAGE_ENDING };

#define SIGNALS 3

struct server {
    uv_loop_t loop;
    struct config config;
    struct system_clock clock;
    struct sqlite_engine *engine;
    struct host host;
    struct lobby *lobby;
    struct net_settings net_settings;
    struct net *net;
    uv_signal_t signals[SIGNALS];
    uv_timer_t stop_timer;
    enum stage stage;
    int64_t stage_until_ms;
    bool failed;
};

static int64_t server_now(const struct server *server)
{
    return (int64_t)uv_now(&server->loop);
}

static bool server_is_ready(void *context)
{
    const struct server *server = context;
    return !server->failed && server->stage == STAGE_SERVING && !sqlite_engine_is_full(server->engine);
}

static void server_on_failed_time(uv_timer_t *timer)
{
    (void)timer;
    _Exit(EXIT_WORLD_FAILED);
}

/* In a turn of its own: the failure is told from deep inside a room. */
static void server_on_failed(uv_timer_t *timer)
{
    struct server *server = timer->data;
    lobby_stop(server->lobby, NOTICE_READ_ONLY, CLOSE_RESTARTING);
    net_refuse(server->net);
    CHECK(uv_timer_start(timer, server_on_failed_time, FAILED_MS, 0) == 0);
}

static void server_on_failure(void *context, const struct error *failure)
{
    struct server *server = context;
    log_line(LOG_ERROR, "disk.failed", "%s", failure->text);
    if (server->failed || server->stage == STAGE_ENDING)
        return;
    server->failed = true;
    CHECK(uv_timer_start(&server->stop_timer, server_on_failed, 0, 0) == 0);
}

static void server_on_engine_closed(void *context)
{
    (void)context;
}

static void server_enter(struct server *server, enum stage stage, int64_t ms)
{
    server->stage = stage;
    server->stage_until_ms = server_now(server) + ms;
}

static void server_tell(struct server *server)
{
    log_line(LOG_INFO, "stop.telling", "%s",
             lobby_is_quiet(server->lobby) ? "everything accepted is kept" : "time is up");
    server_enter(server, STAGE_TELLING, GOODBYE_MS);
    lobby_stop(server->lobby, NOTICE_RESTARTING, CLOSE_RESTARTING);
    net_close(server->net, CLOSE_RESTARTING);
}

static void server_close(struct server *server)
{
    server_enter(server, STAGE_CLOSING, FAILED_MS);
    net_stop(server->net);
}

static void server_end(struct server *server)
{
    server->stage = STAGE_ENDING;
    for (int i = 0; i < SIGNALS; i++)
        uv_close((uv_handle_t *)&server->signals[i], NULL);
    uv_close((uv_handle_t *)&server->stop_timer, NULL);
    uv_close((uv_handle_t *)&server->clock.timer, NULL);
    sqlite_engine_close(server->engine, server_on_engine_closed, server);
}

static void server_on_stop_timer(uv_timer_t *timer)
{
    struct server *server = timer->data;
    bool quiet = lobby_is_quiet(server->lobby);
    bool late = server_now(server) >= server->stage_until_ms;
    if (server->stage == STAGE_DRAINING && (quiet || late)) {
        server_tell(server);
    } else if (server->stage == STAGE_TELLING && (late || net_is_gone(server->net))) {
        server_close(server);
    } else if (server->stage == STAGE_CLOSING && quiet && net_is_idle(server->net)) {
        server_end(server);
    } else if (server->stage == STAGE_CLOSING && late) {
        log_line(LOG_ERROR, "stop.failed", "the disk does not answer");
        _Exit(EXIT_WORLD_FAILED);
    }
}

static void server_on_signal(uv_signal_t *handle, int number)
{
    struct server *server = handle->data;
    if (server->failed)
        return;
    if (server->stage == STAGE_DRAINING || server->stage == STAGE_TELLING)
        server->stage_until_ms = server_now(server);
    if (server->stage != STAGE_SERVING)
        return;
    log_line(LOG_INFO, "stop.begin", "signal %d", number);
    server_enter(server, STAGE_DRAINING, STOP_MS_MAX - GOODBYE_MS - FAILED_MS);
    net_refuse(server->net);
    CHECK(uv_timer_start(&server->stop_timer, server_on_stop_timer, STOP_STEP_MS, STOP_STEP_MS) == 0);
}

static void server_init_handles(struct server *server)
{
    static const int numbers[SIGNALS] = { SIGTERM, SIGINT, SIGHUP };
    CHECK(uv_loop_init(&server->loop) == 0);
    system_clock_init(&server->clock, &server->loop);
    CHECK(uv_timer_init(&server->loop, &server->stop_timer) == 0);
    server->stop_timer.data = server;
    for (int i = 0; i < SIGNALS; i++) {
        CHECK(uv_signal_init(&server->loop, &server->signals[i]) == 0);
        server->signals[i].data = server;
        CHECK(uv_signal_start(&server->signals[i], server_on_signal, numbers[i]) == 0);
    }
}

/* ---- starting */

/* As many descriptors as the system gives, and no more connections than they carry. */
static void fit_connections(struct config *config)
{
    struct rlimit limit;
    CHECK(getrlimit(RLIMIT_NOFILE, &limit) == 0);
    limit.rlim_cur = limit.rlim_max;
    CHECK(setrlimit(RLIMIT_NOFILE, &limit) == 0);
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= (rlim_t)config->connections + DESCRIPTORS_KEPT)
        return;
    config->connections =
        limit.rlim_cur > 2 * DESCRIPTORS_KEPT ? (int64_t)limit.rlim_cur - DESCRIPTORS_KEPT : DESCRIPTORS_KEPT;
    log_line(LOG_WARN, "connections.lowered", "to %lld: this process may have %llu files open",
             (long long)config->connections, (unsigned long long)limit.rlim_cur);
}

/* Room for a token of somebody else's choice. */
#define TOKEN_BYTES_MAX 256

static int read_token(int file, const char *path, char token[TOKEN_BYTES_MAX], struct error *error)
{
    ssize_t size = read(file, token, TOKEN_BYTES_MAX - 1);
    token[size > 0 ? size : 0] = '\0';
    token[strcspn(token, "\r\n")] = '\0';
    return strlen(token) < ID_LENGTH
               ? error_set(error, -EINVAL, "%s holds no token of at least %d characters", path, ID_LENGTH)
               : 0;
}

static int make_token(const char *path, char token[TOKEN_BYTES_MAX], struct error *error)
{
    struct id first = random_id();
    struct id second = random_id();
    size_t size = (size_t)snprintf(token, TOKEN_BYTES_MAX, "%s%s\n", first.text, second.text);
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool written = file >= 0 && write(file, token, size) == (ssize_t)size && fsync(file) == 0;
    int code = errno;
    if (file >= 0 && close(file) != 0)
        written = false;
    if (!written)
        return error_set(error, -code, "writing %s: %s", path, strerror(code));
    (void)fprintf(stderr, "Making journeys needs this token, kept in %s and not shown again: %s", path,
                  token);
    token[size - 1] = '\0';
    return 0;
}

/* The operator's token, made at the first start. */
static int load_token(const char *data, struct hash *hash, struct error *error)
{
    char path[4096];
    char token[TOKEN_BYTES_MAX] = "";
    if (snprintf(path, sizeof path, "%s/admin-token", data) >= (int)sizeof path)
        return error_set(error, -ENAMETOOLONG, "%s: the path is too long", data);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    int result = 0;
    if (file >= 0) {
        result = read_token(file, path, token, error);
        close(file);
    } else if (errno == ENOENT) {
        result = make_token(path, token, error);
    } else {
        result = error_set(error, -errno, "reading %s: %s", path, strerror(errno));
    }
    *hash = hash_of(span_of(token));
    return result;
}

static void fill_net_settings(struct server *server)
{
    const struct config *config = &server->config;
    server->net_settings = (struct net_settings){
        .addresses = config->listen.items,
        .address_count = config->listen.count,
        .web = config->web,
        .origins = config->origins.items,
        .origin_count = config->origins.count,
        .callers = {
            .connections_max = config->connections,
            .connections_per_address_max = config->connections_per_address,
            .proxies = config->proxies.items,
            .proxy_count = config->proxies.count,
        },
        .limits = {
            .commands = { config->commands_per_second * 60, config->commands_burst },
            .presence = { config->presence_per_second * 60, config->presence_per_second },
            .bytes = { config->bytes_per_second * 60, config->bytes_per_second * 4 },
        },
        .server = "kring " KRING_VERSION,
    };
}

static int server_open(struct server *server, struct error *error)
{
    struct config *config = &server->config;
    server->net = net_open(&server->loop, &server->net_settings, error);
    if (!server->net)
        return error->code;
    server->engine = sqlite_engine_open(&server->loop, config->data, error);
    if (!server->engine)
        return error->code;
    if (sqlite_engine_is_full(server->engine))
        log_line(LOG_ERROR, "disk.full",
                 "%s has no space left: what is there can be read, and nothing is taken", config->data);
    /* Behind a proxy this machine is everybody. */
    bool open =
        config->making == MAKING_OPEN || (config->making == MAKING_BY_PLACE && net_is_local(server->net) &&
                                          config->origins.count == 0 && config->proxies.count == 0);
    struct net_world world = {
        .journal = sqlite_engine_journal(server->engine),
        .store = sqlite_engine_store(server->engine),
        .clock = &server->clock.clock,
        .read_only = sqlite_engine_is_full(server->engine),
        .making_open = open,
        .has_admin_token = !open,
        .is_ready = server_is_ready,
        .context = server,
    };
    if (!open && load_token(config->data, &world.admin_token, error) != 0)
        return error->code;
    server->host = (struct host){
        .journal = world.journal,
        .vault = sqlite_engine_vault(server->engine),
        .store = world.store,
        .clock = world.clock,
        .ids = &random_ids,
        .on_failure = server_on_failure,
        .context = server,
        .room_commands_per_second = config->room_commands_per_second,
    };
    world.lobby = server->clock.lobby = server->lobby = lobby_create(&server->host);
    return net_start(server->net, &world, error);
}

static int serve(struct config *config)
{
    static struct server server;
    struct error error = { 0 };
    char url[ADDRESS_BYTES + 16];
    (void)umask(0077);
    /* A peer that is gone and a file that may not grow are errors, told by the call that meets them. */
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN);
    log_set_level(config->log);
    fit_connections(config);
    server.config = *config;
    server_init_handles(&server);
    fill_net_settings(&server);
    if (server_open(&server, &error) != 0) {
        (void)fprintf(stderr, "kring: %s\n", error.text);
        return error.code == -EINVAL ? EXIT_WRONG_USE : EXIT_WORLD_FAILED;
    }
    net_url(server.net, url);
    (void)printf("listening on %s\n", url);
    (void)fflush(stdout);
    log_line(LOG_INFO, "start", "%s", url);
    CHECK(uv_run(&server.loop, UV_RUN_DEFAULT) == 0);
    net_destroy(server.net);
    lobby_destroy(server.lobby);
    CHECK(uv_loop_close(&server.loop) == 0);
    log_line(LOG_INFO, "stop.done", "everything is closed");
    return EXIT_FINE;
}

/* ---- what it was asked */

static int wrong_use(const char *what, const char *word)
{
    (void)fprintf(stderr, "kring: %s%s\nkring --help says how.\n", what, word);
    return EXIT_WRONG_USE;
}

/* Options of all commands, as far as a command has them; words are what is no option. */
struct asked {
    const char *data, *at, *word;
    bool json;
};

static int command_serve(int count, char **words)
{
    struct config config;
    struct error error = { 0 };
    config_init(&config);
    int result = config_read(&config, count, words, &error) == 0 ? serve(&config) : wrong_use(error.text, "");
    config_finish(&config);
    return result;
}

static bool read_asked(int count, char **words, struct asked *asked)
{
    for (int i = 0; i < count; i++) {
        const char *value;
        if ((value = config_option("--data", count, words, &i)))
            asked->data = value;
        else if ((value = config_option("--at", count, words, &i)))
            asked->at = value;
        else if (strcmp(words[i], "--json") == 0)
            asked->json = true;
        else if (words[i][0] == '-' || asked->word)
            return false;
        else
            asked->word = words[i];
    }
    return asked->data != NULL;
}

static int command_replay(int count, char **words)
{
    struct asked asked = { 0 };
    long long at = -1;
    char *end = NULL;
    if (!read_asked(count, words, &asked) || !asked.word)
        return wrong_use("replay needs a room and --data DIR", "");
    if (asked.at && ((at = strtoll(asked.at, &end, 10)) < 0 || end == asked.at || *end))
        return wrong_use("--at is a whole number, not ", asked.at);
    return tool_replay(asked.data, asked.word, at, asked.json);
}

static int command_verify(int count, char **words)
{
    struct asked asked = { 0 };
    if (!read_asked(count, words, &asked) || asked.at || asked.json)
        return wrong_use("verify needs --data DIR", "");
    return tool_verify(asked.data, asked.word);
}

int main(int count, char **words)
{
    for (int i = 1; i < count; i++) {
        if (strcmp(words[i], "--help") == 0 || strcmp(words[i], "--version") == 0) {
            (void)fputs(strcmp(words[i], "--help") == 0 ? usage : "kring " KRING_VERSION "\n", stdout);
            return EXIT_FINE;
        }
    }
    const char *command = count > 1 ? words[1] : "";
    if (strcmp(command, "serve") == 0)
        return command_serve(count - 2, words + 2);
    if (strcmp(command, "replay") == 0)
        return command_replay(count - 2, words + 2);
    if (strcmp(command, "verify") == 0)
        return command_verify(count - 2, words + 2);
    (void)fputs(usage, stderr);
    return EXIT_WRONG_USE;
}
