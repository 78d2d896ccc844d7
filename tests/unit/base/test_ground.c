/* Checks, errors, spans, lists, arenas, random bytes. */
#include <kring/arena.h>
#include <kring/check.h>
#include <kring/error.h>
#include <kring/list.h>
#include <kring/random.h>
#include <kring/text.h>

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdalign.h>

Test(check, ends_the_process_when_an_assumption_is_broken, .signal = SIGABRT)
{
    CHECK(1 + 1 == 3);
}

Test(check, lets_a_true_assumption_pass)
{
    CHECK(1 + 1 == 2);
}

Test(error, holds_code_and_text)
{
    struct error error = { 0 };
    cr_assert_eq(error_set(&error, -ENOSPC, "disk %d full", 3), -ENOSPC);
    cr_assert_eq(error.code, -ENOSPC);
    cr_assert_str_eq(error.text, "disk 3 full");
}

Test(error, takes_context_in_front)
{
    struct error error = { 0 };
    error_set(&error, -EIO, "disk full");
    cr_assert_eq(error_wrap(&error, "%s", "data/kring.db"), -EIO);
    cr_assert_eq(error_wrap(&error, "opening the journal"), -EIO);
    cr_assert_str_eq(error.text, "opening the journal: data/kring.db: disk full");
}

Test(error, is_cut_and_never_overrun)
{
    struct error error = { 0 };
    char long_text[2 * ERROR_TEXT_BYTES];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    error_set(&error, -EIO, "%s", long_text);
    cr_assert_eq(strlen(error.text), ERROR_TEXT_BYTES - 1);
    error_wrap(&error, "context");
    cr_assert_eq(strlen(error.text), ERROR_TEXT_BYTES - 1);
    cr_assert_eq(strncmp(error.text, "context: xxx", 12), 0);
    error_wrap(&error, "%s", long_text);
    cr_assert_eq(strlen(error.text), ERROR_TEXT_BYTES - 1);
    cr_assert_eq(error.text[0], 'x');
}

Test(error, without_a_code_that_says_no_is_a_broken_assumption, .signal = SIGABRT)
{
    struct error error = { 0 };
    error_set(&error, 0, "fine");
}

Test(span, equals_by_content)
{
    cr_assert(span_equal(SPAN("abc"), span_of("abc")));
    cr_assert_not(span_equal(SPAN("abc"), SPAN("abd")));
    cr_assert_not(span_equal(SPAN("abc"), SPAN("abcd")));
    cr_assert(span_equal(SPAN(""), (struct span){ NULL, 0 }));
    cr_assert(span_is(SPAN("a"), "a"));
    cr_assert_eq(span_of(NULL).size, 0);
}

struct guest {
    int number;
    struct list link;
};

Test(list, keeps_its_order_and_lets_go_while_it_is_walked)
{
    struct list guests;
    struct guest all[5];
    list_init(&guests);
    cr_assert(list_is_empty(&guests));
    for (int i = 0; i < 5; i++) {
        all[i].number = i;
        list_append(&guests, &all[i].link);
    }
    int expected = 0;
    LIST_EACH (link, &guests) {
        struct guest *guest = LIST_ENTRY(link, struct guest, link);
        cr_assert_eq(guest->number, expected++);
        if (guest->number % 2 == 0)
            list_remove(link);
    }
    cr_assert_eq(expected, 5);
    cr_assert_eq(LIST_ENTRY(guests.next, struct guest, link)->number, 1);
    cr_assert_eq(LIST_ENTRY(guests.previous, struct guest, link)->number, 3);
    list_remove(&all[0].link); /* a second time: harmless */
}

Test(arena, gives_zeroed_and_aligned_memory_of_every_size)
{
    struct arena arena;
    arena_init(&arena);
    for (size_t size = 0; size < 20000; size += size < 200 ? 1 : 977) {
        unsigned char *piece = arena_take(&arena, size);
        cr_assert_not_null(piece);
        cr_assert_eq((uintptr_t)piece % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            cr_assert_eq(piece[i], 0);
        memset(piece, 0xff, size);
    }
    cr_assert_gt(arena.used, 200000);
    arena_finish(&arena);
    cr_assert_eq(arena.used, 0);
    arena_finish(&arena);
}

Test(arena, copies_bytes_with_a_zero_byte_behind)
{
    struct arena arena;
    arena_init(&arena);
    cr_assert_str_eq(arena_copy(&arena, SPAN("abc")), "abc");
    cr_assert_str_eq(arena_copy(&arena, (struct span){ NULL, 0 }), "");
    int *numbers = ARENA_ARRAY(&arena, int, 3);
    cr_assert_eq(numbers[2], 0);
    arena_finish(&arena);
}

Test(random, ids_are_ids_and_differ)
{
    struct id before = { { 0 } };
    for (int i = 0; i < 1000; i++) {
        struct id id = random_id();
        cr_assert(text_is_id(id_span(&id)));
        cr_assert_not(id_equal(&id, &before));
        before = random_ids.fresh(&random_ids);
        cr_assert(text_is_id(id_span(&before)));
    }
}

Test(random, every_letter_comes_up_at_every_place)
{
    bool seen[ID_LENGTH][128] = { 0 };
    for (int i = 0; i < 4000; i++) {
        struct id id = random_id();
        for (int place = 0; place < ID_LENGTH; place++)
            seen[place][(int)id.text[place]] = true;
    }
    for (int place = 0; place < ID_LENGTH; place++) {
        int count = 0;
        for (int letter = 0; letter < 128; letter++)
            count += seen[place][letter];
        cr_assert_eq(count, place < ID_LENGTH - 1 ? 64 : 4, "place %d: %d letters", place, count);
    }
}

Test(random, fills_any_size)
{
    unsigned char bytes[1000] = { 0 };
    random_bytes(bytes, 0);
    cr_assert_eq(bytes[0], 0);
    random_bytes(bytes, sizeof bytes);
    int zeros = 0;
    for (size_t i = 0; i < sizeof bytes; i++)
        zeros += bytes[i] == 0;
    cr_assert_lt(zeros, 50);
}
