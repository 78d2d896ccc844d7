/* What the tables of the catalogue cannot say of a method (domain section 3). */
#include <kring/method.h>

#include <stdint.h>

static bool rects_overlap(const struct value *a, const struct value *b)
{
    int64_t ax = a->items[0].integer, ay = a->items[1].integer, aw = a->items[2].integer, ah = a->items[3].integer;
    int64_t bx = b->items[0].integer, by = b->items[1].integer, bw = b->items[2].integer, bh = b->items[3].integer;
    return ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah;
}

static const char *zones_fault(const struct value *method)
{
    const struct value *zones = &method[METHOD_ZONES], *grid = &method[METHOD_GRID];
    for (size_t i = 0; i < zones->count; i++) {
        const struct value *zone = zones->items[i].items, *rect = &zone[METHOD_ZONE_RECT];
        if (rect->items[2].integer < 1 || rect->items[3].integer < 1 ||
            rect->items[0].integer + rect->items[2].integer > grid->items[0].integer ||
            rect->items[1].integer + rect->items[3].integer > grid->items[1].integer)
            return "a zone lies outside the grid";
        for (size_t j = 0; j < i; j++) {
            const struct value *other = zones->items[j].items;
            if (span_equal(value_text(&zone[METHOD_ZONE_ID]), value_text(&other[METHOD_ZONE_ID])))
                return "two zones have the same key";
            if (span_equal(value_text(&zone[METHOD_ZONE_BOARD]), value_text(&other[METHOD_ZONE_BOARD])) &&
                rects_overlap(rect, &other[METHOD_ZONE_RECT]))
                return "two zones overlap";
        }
    }
    return NULL;
}

static bool zone_is_there(const struct value *zones, struct span key)
{
    for (size_t i = 0; i < zones->count; i++) {
        if (span_equal(value_text(&zones->items[i].items[METHOD_ZONE_ID]), key))
            return true;
    }
    return false;
}

static bool phase_votes(const struct value *phase)
{
    const struct value *may = &phase[METHOD_PHASE_MAY];
    for (size_t i = 0; i < may->count; i++) {
        if (may->items[i].integer == MAY_VOTE)
            return true;
    }
    return false;
}

static const char *phase_fault(const struct value *phase, const struct value *zones)
{
    for (size_t i = 0; i < phase[METHOD_PHASE_ZONES].count; i++) {
        if (!zone_is_there(zones, value_text(&phase[METHOD_PHASE_ZONES].items[i])))
            return "a phase names a zone that is not there";
    }
    bool anonymous = phase[METHOD_PHASE_ATTRIBUTION].integer == ATTRIBUTION_ANONYMOUS;
    bool writes = phase[METHOD_PHASE_WRITE].integer == WRITE_OPEN;
    if (anonymous && writes)
        return "a phase promises anonymity without sealed writing";
    if (phase_votes(phase) && !value_is_given(&phase[METHOD_PHASE_VOTE]))
        return "a phase votes without a rule";
    if (phase_votes(phase) && phase[METHOD_PHASE_PATTERN].integer == PATTERN_GENERATE)
        return "a phase votes while ideas are being gathered";
    return NULL;
}

const char *method_fault(const struct value *method)
{
    const struct value *phases = &method[METHOD_PHASES];
    const char *fault = zones_fault(method);
    for (size_t i = 0; i < phases->count && fault == NULL; i++) {
        fault = phase_fault(phases->items[i].items, &method[METHOD_ZONES]);
        for (size_t j = 0; j < i && fault == NULL; j++) {
            if (span_equal(value_text(&phases->items[i].items[METHOD_PHASE_ID]),
                           value_text(&phases->items[j].items[METHOD_PHASE_ID])))
                fault = "two phases have the same key";
        }
    }
    return fault;
}
