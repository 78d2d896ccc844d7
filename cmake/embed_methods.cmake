# Writes a C file that holds the bytes of the method files: cmake -DOUT=file.c -DFILES="a.json;b.json" -P this.
# What include/kring/method.h calls the built-in methods; they travel inside the program.
set(texts "")
set(rows "")
list(SORT FILES)
foreach(file IN LISTS FILES)
    cmake_path(GET file STEM key)
    string(MAKE_C_IDENTIFIER "method_${key}" name)
    file(READ ${file} hex HEX)
    string(LENGTH "${hex}" digits)
    math(EXPR size "${digits} / 2")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(APPEND texts "static const unsigned char ${name}[] = {${bytes}};\n")
    string(APPEND rows "    { \"${key}\", { (const char *)${name}, ${size} } },\n")
endforeach()
file(WRITE ${OUT} "/* Made by cmake/embed_methods.cmake from server/method/methods/. */
#include <kring/method.h>

${texts}
static const struct method_text method_texts[] = {
${rows}};

size_t method_count(void)
{
    return sizeof method_texts / sizeof method_texts[0];
}

struct method_text method_text_at(size_t place)
{
    static const struct method_text none = { 0 };
    return place < method_count() ? method_texts[place] : none;
}
")
