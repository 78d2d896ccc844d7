/* Tells a story to a room. A line is one of:
 *
 *   # remark
 *   room {"groups":[..],"min_group":k,"method":key,"question":text}    a journey with a room; the braces may be missing
 *   another room                          in that journey: $room.2, $participant.2 and so on
 *   2 enters participant {"group":..}     joins by that link; then $2 is the person and $2.token their resume token
 *   2 > {"m":"do",..}                     sends
 *   2 < {"m":"done",..}                   has received a message that holds at least this; it is taken
 *   2 !< {..}                             has received no such message
 *   2 hears nothing                       has received nothing that was not taken
 *   2 ! item.add {..}                     sends an act with a fresh op
 *   2 does item.add {..}                  the same, lets it happen, and takes its `done`
 *   2 is refused not_yours item.edit {..} the same, and takes its `refused` of that code
 *   2 drops                               the connection is gone
 *   2 closed 4003                         the server closed the connection with that code
 *   forget                                everybody forgets what was received
 *   sync                                  the disk works and everything due happens, for a third of a second
 *   wait 15000                            the same, for so long
 *   disk fails                            the next write fails, which the server must notice before the next crash
 *   crash                                 the server is killed with what is not durable, and another opens the log
 *   restart                               the same once all is durable; the boards must be as they were
 *
 * An `events` message is received as one {"m":"event",..} for each of its events. "$name" is an id: new ones are made when they
 * are sent, and found when they are received. */
#include "stage.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SYNC_MS 330

_Noreturn void story_fails(const struct stage *stage, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    (void)fprintf(stderr, "%s:%d: ", stage->file, stage->line);
    (void)vfprintf(stderr, format, list);
    (void)fputc('\n', stderr);
    va_end(list);
    for (int i = 1; i <= PLAYERS_MAX; i++) {
        size_t at;
        const json_t *message;
        json_array_foreach(stage->players[i].inbox, at, message)
        {
            char *text = json_dumps(message, JSON_COMPACT);
            (void)fprintf(stderr, "    %d has %s\n", i, text);
            free(text);
        }
    }
    exit(1);
}

/* The words of a line, up to its JSON. */
struct words {
    char *at;
};

static const char *next_word(struct words *words)
{
    while (*words->at == ' ')
        words->at++;
    char *start = words->at;
    if (*start == '{' || *start == '\0')
        return "";
    while (*words->at != ' ' && *words->at != '\0')
        words->at++;
    if (*words->at != '\0')
        *words->at++ = '\0';
    return start;
}

/* The JSON that ends the line, or NULL. */
static json_t *rest_json(const struct stage *stage, struct words *words)
{
    json_error_t error;
    while (*words->at == ' ')
        words->at++;
    if (*words->at == '\0')
        return NULL;
    json_t *value = json_loads(words->at, JSON_REJECT_DUPLICATES, &error);
    if (value == NULL)
        story_fails(stage, "no JSON: %s", error.text);
    return value;
}

static void take(struct player *player, const json_t *pattern)
{
    if (!player_take(player, pattern))
        story_fails(player->stage, "%d has received no such message", player->number);
}

static void enter(struct player *player, const char *role, const json_t *more)
{
    static const char *const names[] = { "", "Ada", "Bo", "Cy", "Di", "Ed", "Fay", "Gus", "Hen", "Ike" };
    struct stage *stage = player->stage;
    char link[32], person[8], token[16];
    (void)snprintf(link, sizeof link, "$%s", role);
    (void)snprintf(person, sizeof person, "$%d", player->number);
    (void)snprintf(token, sizeof token, "$%d.token", player->number);
    json_t *join = json_pack("{s:s,s:s,s:s,s:s}", "m", "join", "stream", "$room", "key", link, "name",
                             names[player->number]);
    if (more != NULL)
        json_object_update(join, (json_t *)(uintptr_t)more);
    player_send(player, join);
    json_decref(join);
    stage_wait(stage, SYNC_MS);
    json_t *joined =
        json_pack("{s:s,s:{s:s,s:s,s:s}}", "m", "joined", "you", "id", person, "resume", token, "role", role);
    take(player, joined);
    json_decref(joined);
    player_forget(player);
}

static void take_answer(struct player *player, const char *kind, const char *code)
{
    json_t *answer = json_pack("{s:s,s:s,s:s*}", "m", kind, "op", player->op, "code", code);
    stage_wait(player->stage, SYNC_MS);
    take(player, answer);
    json_decref(answer);
}

static void play_act(struct player *player, const char *word, struct words *words)
{
    struct stage *stage = player->stage;
    const char *code = NULL;
    if (strcmp(word, "is") == 0) {
        (void)next_word(words); /* refused */
        code = next_word(words);
    }
    const char *verb = next_word(words);
    json_t *fields = rest_json(stage, words);
    player_act(player, verb, fields);
    json_decref(fields);
    if (strcmp(word, "!") != 0)
        take_answer(player, code ? "refused" : "done", code);
}

static void play_player(struct player *player, struct words *words)
{
    struct stage *stage = player->stage;
    const char *word = next_word(words);
    if (strcmp(word, "!") == 0 || strcmp(word, "does") == 0 || strcmp(word, "is") == 0) {
        play_act(player, word, words);
        return;
    }
    const char *argument = next_word(words);
    json_t *json = rest_json(stage, words);
    if (strcmp(word, "enters") == 0) {
        enter(player, argument, json);
    } else if (strcmp(word, ">") == 0) {
        player_send(player, json);
    } else if (strcmp(word, "<") == 0) {
        take(player, json);
    } else if (strcmp(word, "!<") == 0) {
        if (player_take(player, json))
            story_fails(stage, "%d has received such a message", player->number);
    } else if (strcmp(word, "hears") == 0 && strcmp(argument, "nothing") == 0) {
        if (json_array_size(player->inbox) > 0)
            story_fails(stage, "%d has received something", player->number);
    } else if (strcmp(word, "drops") == 0) {
        player_drop(player);
    } else if (strcmp(word, "closed") == 0) {
        if (player->closed != strtol(argument, NULL, 10))
            story_fails(stage, "%d was closed with %d", player->number, player->closed);
    } else {
        story_fails(stage, "%d cannot do that: %s", player->number, word);
    }
    json_decref(json);
}

static void play_line(struct stage *stage, char *line)
{
    struct words words = { line };
    const char *word = next_word(&words);
    if (word[0] == '#' || word[0] == '\0')
        return;
    if (word[0] >= '1' && word[0] <= '9' && word[1] == '\0') {
        play_player(&stage->players[word[0] - '0'], &words);
    } else if (strcmp(word, "room") == 0) {
        json_t *plan = rest_json(stage, &words);
        stage_make_room(stage, plan);
        json_decref(plan);
    } else if (strcmp(word, "another") == 0) {
        stage_make_further_room(stage);
    } else if (strcmp(word, "sync") == 0) {
        stage_wait(stage, SYNC_MS);
    } else if (strcmp(word, "wait") == 0) {
        stage_wait(stage, strtol(next_word(&words), NULL, 10));
    } else if (strcmp(word, "forget") == 0) {
        for (int i = 1; i <= PLAYERS_MAX; i++)
            player_forget(&stage->players[i]);
    } else if (strcmp(word, "disk") == 0) {
        stage_fail_disk(stage);
    } else if (strcmp(word, "crash") == 0) {
        stage_crash(stage);
    } else if (strcmp(word, "restart") == 0) {
        stage_restart(stage);
    } else {
        story_fails(stage, "what is \"%s\"?", word);
    }
}

int main(int count, char **arguments)
{
    static struct stage stage;
    char *line = NULL;
    size_t capacity = 0;
    FILE *story = count == 2 ? fopen(arguments[1], "r") : NULL;
    if (story == NULL) {
        (void)fprintf(stderr, "usage: scenario STORY.txt\n");
        return 2;
    }
    stage.file = arguments[1];
    stage_open(&stage);
    while (getline(&line, &capacity, story) > 0) {
        line[strcspn(line, "\n")] = '\0';
        stage.line++;
        play_line(&stage, line);
    }
    stage_restart(&stage);
    stage_close(&stage);
    free(line);
    (void)fclose(story);
    return 0;
}
