#include <kring/buffer.h>

#include <criterion/criterion.h>

static void expect_text(struct buffer *buffer, const char *expected)
{
    struct span view = buffer_view(buffer);
    cr_assert(span_is(view, expected), "%.*s instead of %s", (int)view.size, view.data, expected);
    buffer_clear(buffer);
}

Test(buffer, grows_at_the_end)
{
    struct buffer buffer;
    buffer_init(&buffer);
    expect_text(&buffer, "");
    buffer_add(&buffer, SPAN("ab"));
    buffer_add_text(&buffer, "cd");
    buffer_add_byte(&buffer, 'e');
    buffer_add(&buffer, (struct span){ NULL, 0 });
    expect_text(&buffer, "abcde");
    for (int i = 0; i < 100000; i++)
        buffer_add_byte(&buffer, (char)('a' + i % 26));
    cr_assert_eq(buffer.size, 100000);
    cr_assert_eq(buffer.data[99999], 'a' + 99999 % 26);
    buffer_finish(&buffer);
    cr_assert_eq(buffer_view(&buffer).size, 0);
}

Test(buffer, writes_numbers)
{
    struct buffer buffer;
    buffer_init(&buffer);
    buffer_add_number(&buffer, 0);
    expect_text(&buffer, "0");
    buffer_add_number(&buffer, -1);
    expect_text(&buffer, "-1");
    buffer_add_number(&buffer, 9007199254740991);
    expect_text(&buffer, "9007199254740991");
    buffer_add_number(&buffer, INT64_MAX);
    expect_text(&buffer, "9223372036854775807");
    buffer_add_number(&buffer, INT64_MIN);
    expect_text(&buffer, "-9223372036854775808");
    buffer_finish(&buffer);
}

Test(buffer, escapes_what_json_asks_and_the_two_separators)
{
    struct buffer buffer;
    buffer_init(&buffer);
    buffer_add_json_text(&buffer, SPAN(""));
    expect_text(&buffer, "\"\"");
    buffer_add_json_text(&buffer, SPAN("\"\\/"));
    expect_text(&buffer, "\"\\\"\\\\/\"");
    buffer_add_json_text(&buffer, SPAN("\b\t\n\v\f\r\x01\x1f\x7f"));
    expect_text(&buffer, "\"\\b\\t\\n\\u000b\\f\\r\\u0001\\u001f\x7f\"");
    buffer_add_json_text(&buffer, SPAN("a\xe2\x80\xa8z\xe2\x80\xa9"));
    expect_text(&buffer, "\"a\\u2028z\\u2029\"");
    buffer_add_json_text(&buffer, SPAN("\xe2\x80\xaa \xe2\x80\xa7 \xe2\x81\xa8 \xc3\xa9 \xf0\x9f\x8c\xb1"));
    expect_text(&buffer, "\"\xe2\x80\xaa \xe2\x80\xa7 \xe2\x81\xa8 \xc3\xa9 \xf0\x9f\x8c\xb1\"");
    /* Bytes that end in the middle of a character are not looked at beyond their end. */
    buffer_add_json_text(&buffer, (struct span){ "\xe2\x80\xa8", 2 });
    expect_text(&buffer, "\"\xe2\x80\"");
    buffer_finish(&buffer);
}
