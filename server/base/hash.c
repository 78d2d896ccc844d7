/* SHA-256 through libcrypto. The algorithm is looked up once: OpenSSL 3 would otherwise search its providers for
 * every event. A failure here is one of memory or of an installation without SHA-256, and ends the process. */
#include <kring/check.h>
#include <kring/hash.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <threads.h>

static EVP_MD *algorithm;

static void find_algorithm(void)
{
    algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
    CHECK(algorithm);
}

/* A struct hasher is libcrypto's context under our name. */
static EVP_MD_CTX *context_of(struct hasher *hasher)
{
    return (EVP_MD_CTX *)hasher;
}

struct hasher *hasher_create(void)
{
    static once_flag once = ONCE_FLAG_INIT;
    call_once(&once, find_algorithm);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    CHECK(context && EVP_DigestInit_ex2(context, algorithm, NULL) == 1);
    return (struct hasher *)context;
}

void hasher_add(struct hasher *hasher, struct span bytes)
{
    CHECK(EVP_DigestUpdate(context_of(hasher), bytes.data, bytes.size) == 1);
}

struct hash hasher_finish(struct hasher *hasher)
{
    struct hash hash;
    unsigned size = 0;
    CHECK(EVP_DigestFinal_ex(context_of(hasher), hash.bytes, &size) == 1 && size == HASH_BYTES);
    EVP_MD_CTX_free(context_of(hasher));
    return hash;
}

struct hash hash_of(struct span bytes)
{
    struct hasher *hasher = hasher_create();
    hasher_add(hasher, bytes);
    return hasher_finish(hasher);
}

bool hash_equal(const struct hash *a, const struct hash *b)
{
    return CRYPTO_memcmp(a->bytes, b->bytes, HASH_BYTES) == 0;
}

void hash_to_hex(const struct hash *hash, char hex[HASH_HEX_BYTES])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < HASH_BYTES; i++) {
        hex[2 * i] = digits[hash->bytes[i] >> 4];
        hex[2 * i + 1] = digits[hash->bytes[i] & 0xf];
    }
    hex[2 * HASH_BYTES] = '\0';
}
