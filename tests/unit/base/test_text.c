#include <kring/limits.h>
#include <kring/text.h>

#include <criterion/criterion.h>

Test(text, is_counted_in_code_points)
{
    cr_assert_eq(text_points(SPAN("")), 0);
    cr_assert_eq(text_points(SPAN("abc")), 3);
    cr_assert_eq(text_points(SPAN("\xc3\xa9\xe2\x82\xac\xf0\x9f\x8c\xb1")), 3);
    cr_assert_eq(text_points(SPAN("e\xcc\x81")), 2);
    cr_assert_eq(text_points(SPAN("a\0b")), 3);
    cr_assert_eq(text_points(SPAN("\xf4\x8f\xbf\xbf")), 1);
}

Test(text, that_is_no_utf8_is_none)
{
    static const struct {
        const char *text;
        size_t size;
    } wrong[] = {
        { "\x80", 1 }, /* goes on from nothing */
        { "\xc3", 1 }, /* ends too early */
        { "\xe2\x82", 2 },
        { "\xf0\x9f\x8c", 3 },
        { "\xc3(", 2 },    /* does not go on */
        { "\xc0\x80", 2 }, /* overlong */
        { "\xc1\xbf", 2 },
        { "\xe0\x80\x80", 3 },
        { "\xe0\x9f\xbf", 3 },
        { "\xf0\x80\x80\x80", 4 },
        { "\xf0\x8f\xbf\xbf", 4 },
        { "\xed\xa0\x80", 3 }, /* surrogates */
        { "\xed\xbf\xbf", 3 },
        { "\xf4\x90\x80\x80", 4 }, /* beyond U+10FFFF */
        { "\xf5\x80\x80\x80", 4 },
        { "\xff", 1 },
        { "\xfe", 1 },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct span text = { wrong[i].text, wrong[i].size };
        cr_assert_eq(text_points(text), -1, "case %zu", i);
        cr_assert_not(text_is_allowed(text, 1), "case %zu", i);
    }
}

Test(text, lines_end_where_browsers_end_them)
{
    cr_assert_eq(text_lines(SPAN("")), 1);
    cr_assert_eq(text_lines(SPAN("a")), 1);
    cr_assert_eq(text_lines(SPAN("a\n")), 2);
    cr_assert_eq(text_lines(SPAN("\n\n\n")), 4);
    cr_assert_eq(text_lines(SPAN("a\xe2\x80\xa8"
                                 "b\xe2\x80\xa9"
                                 "c")),
                 3);
}

Test(text, with_characters_that_deceive_is_not_allowed, .description = "W5")
{
    static const char *const wrong[] = {
        "\x01",         "\t",           "\r",           "\x1b[31m",     "\x7f",
        "\xc2\x80",     "\xc2\x9f",                                                     /* control */
        "\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac", "\xe2\x80\xad", "\xe2\x80\xae", /* U+202A-202E */
        "\xe2\x81\xa6", "\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9",                 /* U+2066-2069 */
        "\xef\xbf\xbe", "\xef\xbf\xbf",                                                 /* U+FFFE, U+FFFF */
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cr_assert_not(text_is_allowed(span_of(wrong[i]), 1), "case %zu", i);
        cr_assert_not(text_is_allowed(span_of(wrong[i]), 40), "case %zu", i);
    }
}

Test(text, of_people_is_allowed_in_every_script)
{
    static const char *const right[] = {
        "",
        "Vertrouwen kost tijd.",
        "caf\xc3\xa9",
        "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7",
        "\xe0\xb8\x99\xe0\xb9\x89\xe0\xb8\xb3",
        "\xe2\x80\x8f\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
        "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac", /* a family of code points: woman, joiner, microscope */
        "\xe2\x80\xa7 \xe2\x80\xaf \xe2\x81\xa5 \xe2\x81\xaa \xef\xbf\xbd \xc2\xa0", /* beside what is refused */
    };
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++)
        cr_assert(text_is_allowed(span_of(right[i]), 1), "case %zu", i);
}

Test(text, breaks_lines_only_where_it_may)
{
    cr_assert(text_is_allowed(SPAN("a\nb"), 2));
    cr_assert_not(text_is_allowed(SPAN("a\nb"), 1));
    cr_assert(text_is_allowed(SPAN("a\xe2\x80\xa8"
                                   "b"),
                              40));
    cr_assert_not(text_is_allowed(SPAN("a\xe2\x80\xa9"
                                       "b"),
                                  1));
}

Test(text, piles_up_only_so_many_marks)
{
    cr_assert_eq(COMBINING_MARKS_MAX, 4);
    cr_assert(text_is_allowed(SPAN("e\xcc\x81\xcc\x82\xcc\x83\xcc\x84"), 1));
    cr_assert_not(text_is_allowed(SPAN("e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85"), 1));
    cr_assert(text_is_allowed(SPAN("e\xcc\x81\xcc\x82\xcc\x83\xcc\x84"
                                   "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84"),
                              1));
    /* the first and the last of the table, U+0300 and U+E01EF */
    cr_assert_not(text_is_allowed(SPAN("\xcc\x80\xcc\x80\xcc\x80\xcc\x80\xcc\x80"), 1));
    cr_assert_not(text_is_allowed(
        SPAN("\xf3\xa0\x87\xaf\xf3\xa0\x87\xaf\xf3\xa0\x87\xaf\xf3\xa0\x87\xaf\xf3\xa0\x87\xaf"), 1));
}

Test(text, is_visible_when_there_is_something_to_see)
{
    static const char *const nothing[] = {
        "",
        " ",
        "\n \n",
        "\xc2\xa0",
        "\xc2\xad",
        "\xe2\x80\x8b\xe2\x80\x8d",
        "\xe3\x80\x80",
        "\xef\xbb\xbf",
        "\xe3\x85\xa4",
        "\xe2\xa0\x80",
        "\xef\xb8\x8f",
        "\xf3\xa0\x80\x81",
    };
    for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++)
        cr_assert_not(text_is_visible(span_of(nothing[i])), "case %zu", i);
    cr_assert(text_is_visible(SPAN("a")));
    cr_assert(text_is_visible(SPAN(" \xe2\x80\x8b.")));
    cr_assert(text_is_visible(SPAN("\xe2\x80\x90")));
    cr_assert(text_is_visible(SPAN("\xf0\x9f\x8c\xb1")));
}

Test(text, ids_are_22_safe_characters)
{
    cr_assert(text_is_id(SPAN("abcXYZ019-_abcXYZ019-_")));
    cr_assert_not(text_is_id(SPAN("abcXYZ019-_abcXYZ019-")));
    cr_assert_not(text_is_id(SPAN("abcXYZ019-_abcXYZ019-_a")));
    cr_assert_not(text_is_id(SPAN("abcXYZ019-_abcXYZ019+_")));
    cr_assert_not(text_is_id(SPAN("abcXYZ019-_abcXYZ019 _")));
    cr_assert_not(text_is_id(SPAN("")));
}

Test(text, keys_are_short_and_small)
{
    cr_assert(text_is_key(SPAN("item.add")));
    cr_assert(text_is_key(SPAN("a-b_c.9")));
    cr_assert_not(text_is_key(SPAN("")));
    cr_assert_not(text_is_key(SPAN("A")));
    cr_assert_not(text_is_key(SPAN("a b")));
    char longest[KEY_BYTES_MAX + 1];
    memset(longest, 'k', sizeof longest);
    cr_assert(text_is_key((struct span){ longest, KEY_BYTES_MAX }));
    cr_assert_not(text_is_key((struct span){ longest, KEY_BYTES_MAX + 1 }));
}
