/* The kernel's generator. Without it no id and no secret can be made, so its failure ends the process. */
#include <kring/check.h>
#include <kring/random.h>

#include <errno.h>
#include <sys/random.h>
#include <sys/types.h>

void random_bytes(void *bytes, size_t size)
{
    char *next = bytes;
    while (size > 0) {
        ssize_t got = getrandom(next, size, 0);
        if (got < 0 && errno == EINTR)
            continue;
        CHECK(got > 0);
        next += got;
        size -= (size_t)got;
    }
}

struct id random_id(void)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned char bits[17] = { 0 };
    random_bytes(bits, 16);
    struct id id = { { 0 } };
    for (size_t i = 0; i < ID_LENGTH; i++) {
        size_t bit = i * 6;
        unsigned pair = (unsigned)bits[bit / 8] << 8 | bits[bit / 8 + 1];
        id.text[i] = letters[pair >> (10 - bit % 8) & 0x3f];
    }
    return id;
}

static struct id random_fresh(struct id_source *source)
{
    (void)source;
    return random_id();
}

struct id_source random_ids = { random_fresh };
