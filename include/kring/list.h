/* A doubly linked list whose links live inside the things listed. The list owns nothing. A comment beside each
 * struct list says which link of which struct it holds. */
#ifndef KRING_LIST_H
#define KRING_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list {
    struct list *next;
    struct list *previous;
};

static inline void list_init(struct list *list)
{
    list->next = list;
    list->previous = list;
}

static inline bool list_is_empty(const struct list *list)
{
    return list->next == list;
}

/* Puts a link at the end. It must be in no list. */
static inline void list_append(struct list *list, struct list *link)
{
    link->previous = list->previous;
    link->next = list;
    list->previous->next = link;
    list->previous = link;
}

/* Takes a link out of its list; harmless when it is in none but was initialised. */
static inline void list_remove(struct list *link)
{
    link->previous->next = link->next;
    link->next->previous = link->previous;
    list_init(link);
}

/* The struct that holds a link. */
#define LIST_ENTRY(link, type, member) ((type *)((char *)(link) - offsetof(type, member)))

/* Walks a list; the current link may be removed on the way. */
#define LIST_EACH(link, all)                                                                                   \
    for (struct list *link = (all)->next, *link##_next = link->next; link != (all);                            \
         link = link##_next, link##_next = link->next)

#endif
