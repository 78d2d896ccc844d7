/* A connection between a client and its session. What is on its way waits in two queues until the world moves it. A client that does not
 * read fills its queue: then everything in it is dropped, and it must join again, as with a real socket. */
#include "sim.h"

#include <kring/check.h>

#include <stdlib.h>

static char *text_copy(struct span text)
{
    char *copy = malloc(text.size + 1);
    CHECK(copy != NULL);
    memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    return copy;
}

/* ---- queues */

static bool queue_is_full(const struct message_queue *queue)
{
    return queue->count == sizeof queue->texts / sizeof queue->texts[0];
}

static void queue_push(struct message_queue *queue, char *text)
{
    CHECK(!queue_is_full(queue));
    queue->texts[queue->count++] = text;
}

static char *queue_take(struct message_queue *queue)
{
    if (queue->count == 0)
        return NULL;
    char *text = queue->texts[0];
    queue->count--;
    memmove(queue->texts, queue->texts + 1, queue->count * sizeof queue->texts[0]);
    return text;
}

static void queue_clear(struct message_queue *queue)
{
    for (size_t i = 0; i < queue->count; i++)
        free(queue->texts[i]);
    queue->count = 0;
}

/* ---- the session's port */

static void port_send(void *context, struct frame *frame, bool apart)
{
    struct line *line = context;
    struct span text = frame_text(frame);
    secrets_scan(line->sim, line->client, text.data, text.size);
    line->sim->figures_seen.frames++;
    if (line->overflown)
        return;
    if (queue_is_full(&line->to_client) || (!apart && line->to_client.count >= line->frames_max)) {
        queue_clear(&line->to_client);
        line->overflown = true;
        return;
    }
    queue_push(&line->to_client, plant_unmask(line->sim, text));
    plant_on_frame(line, text);
}

static void port_send_presence(void *context, int lane, struct frame *frame)
{
    struct line *line = context;
    struct span text = frame_text(frame);
    (void)lane;
    secrets_scan(line->sim, line->client, text.data, text.size);
}

static void port_close(void *context, int code)
{
    struct line *line = context;
    line->closing = true;
    line->code = code;
}

static const struct session_port session_port = { port_send, port_send_presence, port_close };

/* ---- its life */

struct line *line_open(struct client *client)
{
    struct sim *sim = client->sim;
    struct line *line = calloc(1, sizeof *line);
    CHECK(line != NULL);
    line->sim = sim;
    line->client = client;
    line->frames_max = client->is_laggard && !sim->calm ? 5 : 256;
    line->session = session_create(&sim->house, &session_port, line, SPAN("127.0.0.1"));
    return line;
}

void line_cut(struct line *line)
{
    if (line == NULL)
        return;
    session_destroy(line->session);
    queue_clear(&line->to_server);
    queue_clear(&line->to_client);
    free(line);
}

void line_send(struct line *line, const char *text)
{
    struct sim *sim = line->sim;
    int copies = 1;
    if (!sim->calm && strstr(text, "\"m\":\"do\"") != NULL)
        copies = sim_chance(sim, 25) ? 0 : sim_chance(sim, 15) ? 2 : 1;
    for (int i = 0; i < copies && !queue_is_full(&line->to_server); i++)
        queue_push(&line->to_server, text_copy(span_of(text)));
}

static struct act *act_in(struct line *line, const char *text)
{
    const char *op = strstr(text, "\"op\":\"");
    return op ? client_act(line->client, op + strlen("\"op\":\"")) : NULL;
}

/* How far both streams are on the server's boards. */
static int64_t seqs_of(struct sim *sim)
{
    struct room *room = sim_room(sim);
    return room ? board_seq(room_board(room)) + board_seq(room_board(room_journey(room))) : 0;
}

bool line_serve(struct line *line)
{
    char *text = queue_take(&line->to_server);
    if (text == NULL || line->session == NULL) {
        free(text);
        return false;
    }
    struct act *act = act_in(line, text);
    int64_t before = seqs_of(line->sim), moment = ++line->sim->moment;
    if (act != NULL) {
        act->served++;
        secrets_on_serve(line->sim, act);
    }
    text = plant_on_serve(line, text);
    session_receive(line->session, span_of(text));
    if (act != NULL && act->taken_at == 0 && seqs_of(line->sim) > before) {
        act->taken_at = moment;
        plant_after_serve(line, act);
    }
    free(text);
    secrets_follow(line->sim);
    return true;
}

char *line_take(struct line *line)
{
    return queue_take(&line->to_client);
}

void line_settle(struct line *line)
{
    if (line->session == NULL)
        return;
    if (line->closing) {
        session_destroy(line->session);
        line->session = NULL;
        return;
    }
    session_check(line->session);
    if (line->overflown && !line->left) {
        line->left = true;
        session_leave(line->session);
    }
    if (line->overflown && line->to_client.count == 0 && !line->client->is_laggard) {
        line->overflown = false;
        line->left = false;
        line->sim->figures_seen.resyncs++;
        session_resync(line->session);
    }
}
