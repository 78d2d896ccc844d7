/* Co-creation methods as data: the templates that come with the program. A method is a value by shape_method of the catalogue; nothing about a
 * single method is in code. */
#ifndef KRING_METHOD_H
#define KRING_METHOD_H

#include <kring/model.h>

/* The JSON text of a built-in method, by its place; data NULL beyond the last. Its key is the file's name. */
struct method_text {
    const char *key;
    struct span json;
};

size_t method_count(void);
struct method_text method_text_at(size_t place);

/* What the tables of the catalogue cannot say: zones inside the grid and not overlapping, phases naming zones that exist,
 * anonymous only where writing is sealed, a rule for every phase that votes (domain section 3). NULL when it holds, else
 * a sentence that says what is wrong. */
const char *method_fault(const struct value *method);

#endif
