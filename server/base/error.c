/* The text of what went wrong in the world, with the context of each caller in front. */
#include <kring/check.h>
#include <kring/error.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int error_set(struct error *error, int code, const char *format, ...)
{
    CHECK(code < 0);
    error->code = code;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return code;
}

int error_wrap(struct error *error, const char *format, ...)
{
    char context[ERROR_TEXT_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(context, sizeof context - 2, format, arguments);
    va_end(arguments);
    size_t size = strlen(context);
    memcpy(context + size, ": ", 3);
    size += 2;
    /* The context comes in full; what no longer fits is the end of the cause. */
    size_t room = sizeof error->text - 1 - size;
    size_t kept = strnlen(error->text, room);
    memmove(error->text + size, error->text, kept);
    memcpy(error->text, context, size);
    error->text[size + kept] = '\0';
    return error->code;
}
