#include <kring/hash.h>

#include <criterion/criterion.h>

static void expect_hex(struct hash hash, const char *expected)
{
    char hex[HASH_HEX_BYTES];
    hash_to_hex(&hash, hex);
    cr_assert_str_eq(hex, expected);
}

/* FIPS 180-2, appendix B, and the empty text. */
Test(hash, is_that_of_the_standard)
{
    expect_hex(hash_of(SPAN("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect_hex(hash_of(SPAN("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect_hex(hash_of(SPAN("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

Test(hash, takes_its_bytes_in_pieces)
{
    struct hasher *hasher = hasher_create();
    hasher_add(hasher, SPAN("a"));
    hasher_add(hasher, (struct span){ NULL, 0 });
    hasher_add(hasher, SPAN("bc"));
    struct hash hash = hasher_finish(hasher);
    struct hash whole = hash_of(SPAN("abc"));
    cr_assert(hash_equal(&hash, &whole));
    whole.bytes[31] ^= 1;
    cr_assert_not(hash_equal(&hash, &whole));
}
