/* What may stand in a text that others will see. A text is walked once, code point by code point. */
#include <kring/limits.h>
#include <kring/text.h>

#include "text_marks.h"

#define POINT_INVALID (-1)
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Nothing is seen of these: white space, fillers, joiners, direction marks, variation selectors, tags. */
static const struct point_range invisible[] = {
    { 0x00, 0x20 },     { 0x7f, 0xa0 },     { 0xad, 0xad },     { 0x34f, 0x34f },   { 0x61c, 0x61c },
    { 0x115f, 0x1160 }, { 0x1680, 0x1680 }, { 0x17b4, 0x17b5 }, { 0x180b, 0x180f }, { 0x2000, 0x200f },
    { 0x2028, 0x202f }, { 0x205f, 0x206f }, { 0x2800, 0x2800 }, { 0x3000, 0x3000 }, { 0x3164, 0x3164 },
    { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb }, { 0xe0000, 0xe0fff },
};

/* Whether a point lies in one of the ranges, which are in order. */
static bool is_in(int32_t point, const struct point_range *ranges, size_t count)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (point < ranges[middle].first)
            count = middle;
        else if (point > ranges[middle].last)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

/* Takes the code point at *at, and moves *at behind it; POINT_INVALID when the bytes there are no UTF-8. */
static int32_t point_next(struct span text, size_t *at)
{
    static const int32_t smallest[] = { 0, 0x80, 0x800, 0x10000 };
    int32_t first = (unsigned char)text.data[*at];
    *at += 1;
    if (first < 0x80)
        return first;
    size_t more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    if (first < 0xc2 || first > 0xf4 || text.size - *at < more)
        return POINT_INVALID;
    int32_t point = first & (0x3f >> more);
    for (size_t i = 0; i < more; i++) {
        int32_t byte = (unsigned char)text.data[*at + i];
        if ((byte & 0xc0) != 0x80)
            return POINT_INVALID;
        point = point << 6 | (byte & 0x3f);
    }
    *at += more;
    bool surrogate = point >= 0xd800 && point <= 0xdfff;
    return point < smallest[more] || surrogate || point > 0x10ffff ? POINT_INVALID : point;
}

static bool is_line_break(int32_t point)
{
    return point == '\n' || point == 0x2028 || point == 0x2029;
}

static bool is_control(int32_t point)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0);
}

static bool is_deceptive(int32_t point)
{
    bool turns_direction = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    return turns_direction || point == 0xfffe || point == 0xffff;
}

int64_t text_points(struct span text)
{
    int64_t count = 0;
    for (size_t at = 0; at < text.size; count++)
        if (point_next(text, &at) == POINT_INVALID)
            return -1;
    return count;
}

int64_t text_lines(struct span text)
{
    int64_t count = 1;
    for (size_t at = 0; at < text.size;)
        if (is_line_break(point_next(text, &at)))
            count++;
    return count;
}

bool text_is_allowed(struct span text, int64_t lines)
{
    int marks = 0;
    for (size_t at = 0; at < text.size;) {
        int32_t point = point_next(text, &at);
        if (is_line_break(point)) {
            if (lines <= 1)
                return false;
        } else if (point == POINT_INVALID || is_control(point) || is_deceptive(point)) {
            return false;
        }
        bool is_mark =
            point >= combining_marks[0].first && is_in(point, combining_marks, COUNT(combining_marks));
        marks = is_mark ? marks + 1 : 0;
        if (marks > COMBINING_MARKS_MAX)
            return false;
    }
    return true;
}

bool text_is_visible(struct span text)
{
    for (size_t at = 0; at < text.size;) {
        int32_t point = point_next(text, &at);
        if (point != POINT_INVALID && !is_in(point, invisible, COUNT(invisible)))
            return true;
    }
    return false;
}

static bool is_small_or_digit(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

bool text_is_id(struct span text)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        if (!is_small_or_digit(byte) && !(byte >= 'A' && byte <= 'Z') && byte != '-' && byte != '_')
            return false;
    }
    return text.size == ID_LENGTH;
}

bool text_is_key(struct span text)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        if (!is_small_or_digit(byte) && byte != '-' && byte != '_' && byte != '.')
            return false;
    }
    return text.size > 0 && text.size <= KEY_BYTES_MAX;
}
