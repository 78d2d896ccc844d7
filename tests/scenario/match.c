#include "stage.h"

#include <string.h>

void name_set(struct stage *stage, const char *name, const char *text)
{
    json_object_set_new(stage->names, name, json_string(text));
}

const char *name_get(struct stage *stage, const char *name)
{
    return json_string_value(json_object_get(stage->names, name));
}

static bool is_rest(const json_t *pattern)
{
    return json_is_string(pattern) && strcmp(json_string_value(pattern), "...") == 0;
}

static bool match_text(struct stage *stage, const json_t *pattern, const json_t *value)
{
    const char *text = json_string_value(pattern);
    if (is_rest(pattern))
        return true;
    if (text[0] != '$')
        return json_equal(pattern, value);
    if (!json_is_string(value))
        return false;
    const char *known = name_get(stage, text + 1);
    if (known == NULL)
        name_set(stage, text + 1, json_string_value(value));
    return known == NULL || strcmp(known, json_string_value(value)) == 0;
}

static bool match_list(struct stage *stage, const json_t *pattern, size_t p, const json_t *value, size_t v)
{
    if (p == json_array_size(pattern))
        return v == json_array_size(value);
    const json_t *first = json_array_get(pattern, p);
    if (is_rest(first)) {
        for (size_t skip = v; skip <= json_array_size(value); skip++) {
            if (match_list(stage, pattern, p + 1, value, skip))
                return true;
        }
        return false;
    }
    return v < json_array_size(value) && match(stage, first, json_array_get(value, v)) &&
           match_list(stage, pattern, p + 1, value, v + 1);
}

static bool match_here(struct stage *stage, const json_t *pattern, const json_t *value)
{
    if (json_is_string(pattern))
        return match_text(stage, pattern, value);
    if (json_is_array(pattern))
        return json_is_array(value) && match_list(stage, pattern, 0, value, 0);
    if (!json_is_object(pattern))
        return json_equal(pattern, value);
    const char *key;
    const json_t *part;
    json_t *fields = json_deep_copy(pattern);
    bool fits = json_is_object(value);
    json_object_foreach(fields, key, part)
    {
        const json_t *found = json_object_get(value, key);
        if (fits && json_is_null(part))
            fits = found == NULL || json_is_null(found);
        else if (fits)
            fits = found != NULL && match(stage, part, found);
    }
    json_decref(fields);
    return fits;
}

bool match(struct stage *stage, const json_t *pattern, const json_t *value)
{
    /* what did not fit gives no names */
    json_t *before = json_copy(stage->names);
    bool fits = match_here(stage, pattern, value);
    if (!fits) {
        json_decref(stage->names);
        stage->names = before;
    } else {
        json_decref(before);
    }
    return fits;
}

static json_t *fill_in_text(struct stage *stage, const char *text)
{
    if (text[0] != '$')
        return json_string(text);
    if (name_get(stage, text + 1) == NULL)
        name_set(stage, text + 1, stage_fresh_id(stage).text);
    return json_string(name_get(stage, text + 1));
}

json_t *fill_in(struct stage *stage, const json_t *value)
{
    json_t *copy = json_deep_copy(value), *part;
    const char *key;
    size_t i;
    if (json_is_string(value)) {
        json_decref(copy);
        return fill_in_text(stage, json_string_value(value));
    }
    if (json_is_array(value)) {
        json_array_foreach(copy, i, part)
            json_array_set_new(copy, i, fill_in(stage, json_array_get(value, i)));
    } else if (json_is_object(value)) {
        json_object_foreach(copy, key, part)
            json_object_set_new(copy, key, fill_in(stage, json_object_get(value, key)));
    }
    return copy;
}
