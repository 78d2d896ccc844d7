/* JSON of our own log. One pass, no table of keys, no allocation but from the arena: a fifth of what jansson takes, which
 * is most of the time in which a room of a hundred thousand events opens. */
#include <kring/text.h>

#include "node.h"

#define DEPTH_MAX 16 /* the catalogue nests seven levels */

struct scanner {
    const char *at;
    const char *end;
    struct arena *arena;
    const char *fault; /* the first one */
    int depth;
};

static struct node *scan_value(struct scanner *scanner);

static void *scan_fail(struct scanner *scanner, const char *fault)
{
    if (!scanner->fault)
        scanner->fault = fault;
    return NULL;
}

static void skip_space(struct scanner *scanner)
{
    while (scanner->at < scanner->end &&
           (*scanner->at == ' ' || *scanner->at == '\n' || *scanner->at == '\t' || *scanner->at == '\r'))
        scanner->at++;
}

/* Takes a byte if it is the next one, behind white space. */
static bool scan_byte(struct scanner *scanner, char byte)
{
    skip_space(scanner);
    if (scanner->at == scanner->end || *scanner->at != byte)
        return false;
    scanner->at++;
    return true;
}

static bool scan_hex(struct scanner *scanner, unsigned *unit)
{
    *unit = 0;
    if (scanner->end - scanner->at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        char byte = *scanner->at++;
        char small = (char)(byte | 0x20);
        if (byte >= '0' && byte <= '9')
            *unit = *unit << 4 | (unsigned)(byte - '0');
        else if (small >= 'a' && small <= 'f')
            *unit = *unit << 4 | (unsigned)(small - 'a' + 10);
        else
            return false;
    }
    return true;
}

static char *put_point(char *to, unsigned point)
{
    if (point < 0x80) {
        *to++ = (char)point;
        return to;
    }
    int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const unsigned char openings[] = { 0, 0xc0, 0xe0, 0xf0 };
    *to++ = (char)(openings[more] | point >> (6 * more));
    while (more-- > 0)
        *to++ = (char)(0x80 | (point >> (6 * more) & 0x3f));
    return to;
}

/* Behind "\u": one code point, which takes two units beyond U+FFFF. Returns NULL at what is none. */
static char *scan_unicode(struct scanner *scanner, char *to)
{
    unsigned point;
    unsigned low;
    if (!scan_hex(scanner, &point) || point == 0 || (point & 0xfc00) == 0xdc00)
        return NULL;
    if ((point & 0xfc00) == 0xd800) {
        bool pair = scanner->end - scanner->at >= 2 && scanner->at[0] == '\\' && scanner->at[1] == 'u';
        scanner->at += pair ? 2 : 0;
        if (!pair || !scan_hex(scanner, &low) || (low & 0xfc00) != 0xdc00)
            return NULL;
        point = 0x10000 + ((point & 0x3ff) << 10 | (low & 0x3ff));
    }
    return put_point(to, point);
}

static char *scan_escape(struct scanner *scanner, char *to)
{
    static const char names[] = "\"\\/bfnrt";
    static const char bytes[] = "\"\\/\b\f\n\r\t";
    if (scanner->at == scanner->end)
        return NULL;
    char name = *scanner->at++;
    if (name == 'u')
        return scan_unicode(scanner, to);
    const char *known = memchr(names, name, sizeof names - 1);
    if (!known)
        return NULL;
    *to++ = bytes[known - names];
    return to;
}

/* Where the closing quote is, or NULL. */
static const char *find_quote(const struct scanner *scanner, bool *plain)
{
    *plain = true;
    for (const char *at = scanner->at; at < scanner->end; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte == '"')
            return at;
        if (byte < 0x20)
            return NULL;
        if (byte == '\\')
            at++;
        *plain = *plain && byte != '\\' && byte < 0x80;
    }
    return NULL;
}

/* Behind the opening quote. */
static bool scan_text(struct scanner *scanner, struct span *text)
{
    bool plain;
    const char *quote = find_quote(scanner, &plain);
    if (!quote)
        return scan_fail(scanner, "a text does not end");
    struct span written = { scanner->at, (size_t)(quote - scanner->at) };
    char *copy = arena_copy(scanner->arena, written);
    *text = (struct span){ copy, written.size };
    if (!plain) {
        /* Escapes are longer than what they stand for, so the copy is large enough. */
        char *to = copy;
        while (to && scanner->at < quote) {
            char byte = *scanner->at++;
            if (byte == '\\')
                to = scan_escape(scanner, to);
            else
                *to++ = byte;
        }
        if (!to)
            return scan_fail(scanner, "a text has a wrong escape");
        *to = '\0';
        text->size = (size_t)(to - copy);
        if (text_points(*text) < 0)
            return scan_fail(scanner, "a text is no UTF-8");
    }
    scanner->at = quote + 1;
    return true;
}

static struct node *scan_number(struct scanner *scanner, struct node *node)
{
    bool negative = *scanner->at == '-';
    scanner->at += negative;
    const char *start = scanner->at;
    int64_t number = 0;
    for (; scanner->at < scanner->end && *scanner->at >= '0' && *scanner->at <= '9'; scanner->at++) {
        int digit = *scanner->at - '0';
        if (number > (INT64_MAX - digit) / 10)
            return scan_fail(scanner, "a number is too large");
        number = number * 10 + digit;
    }
    if (scanner->at == start || (*start == '0' && scanner->at - start > 1))
        return scan_fail(scanner, "a value is none of JSON");
    if (scanner->at < scanner->end && (*scanner->at == '.' || (*scanner->at | 0x20) == 'e'))
        return scan_fail(scanner, "a number is no integer");
    node->kind = NODE_INTEGER;
    node->integer = negative ? -number : number;
    return node;
}

static struct node *scan_word(struct scanner *scanner, struct node *node)
{
    static const struct {
        struct span word;
        enum node_kind kind;
        int64_t integer;
    } words[] = {
        { { "true", 4 }, NODE_BOOLEAN, 1 },
        { { "false", 5 }, NODE_BOOLEAN, 0 },
        { { "null", 4 }, NODE_NULL, 0 },
    };
    size_t left = (size_t)(scanner->end - scanner->at);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (left < words[i].word.size || memcmp(scanner->at, words[i].word.data, words[i].word.size) != 0)
            continue;
        scanner->at += words[i].word.size;
        node->kind = words[i].kind;
        node->integer = words[i].integer;
        return node;
    }
    return scan_number(scanner, node);
}

/* Behind the opening bracket of a list or an object. */
static struct node *scan_inside(struct scanner *scanner, struct node *node, char closing)
{
    struct node **end = &node->first;
    if (scan_byte(scanner, closing))
        return node;
    do {
        struct span name = { 0 };
        if (node->kind == NODE_OBJECT &&
            !(scan_byte(scanner, '"') && scan_text(scanner, &name) && scan_byte(scanner, ':')))
            return scan_fail(scanner, "a member has no name");
        struct node *child = scan_value(scanner);
        if (!child)
            return NULL;
        child->name = name;
        *end = child;
        end = &child->next;
        node->count += 1;
    } while (scan_byte(scanner, ','));
    return scan_byte(scanner, closing) ? node : scan_fail(scanner, "a bracket is not closed");
}

static struct node *scan_value(struct scanner *scanner)
{
    skip_space(scanner);
    if (scanner->at == scanner->end)
        return scan_fail(scanner, "the text ends too early");
    struct node *node = ARENA_NEW(scanner->arena, struct node);
    char byte = *scanner->at;
    if (byte == '"') {
        struct span text;
        scanner->at++;
        if (!scan_text(scanner, &text))
            return NULL;
        node->kind = NODE_TEXT;
        node->text = text;
        return node;
    }
    if (byte != '{' && byte != '[')
        return scan_word(scanner, node);
    scanner->at++;
    if (scanner->depth == DEPTH_MAX)
        return scan_fail(scanner, "it is nested too deep");
    scanner->depth++;
    node->kind = byte == '{' ? NODE_OBJECT : NODE_LIST;
    struct node *whole = scan_inside(scanner, node, byte == '{' ? '}' : ']');
    scanner->depth--;
    return whole;
}

struct node *node_read_own(struct span bytes, struct arena *arena, const char **fault)
{
    *fault = "there is nothing";
    if (bytes.size == 0)
        return NULL;
    struct scanner scanner = { .at = bytes.data, .end = bytes.data + bytes.size, .arena = arena };
    struct node *node = scan_value(&scanner);
    skip_space(&scanner);
    if (node && scanner.at != scanner.end)
        node = scan_fail(&scanner, "something stands behind the end");
    *fault = scanner.fault;
    return node;
}
