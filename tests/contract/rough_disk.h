/* A disk that can go wrong, between SQLite and the real one, for the files of one folder. It counts what is written, cut and synced; it
 * can fail from any point on; and at any point it can show what would be left if the power went now: what was synced, and of the
 * rest whatever chance lets survive. */
#ifndef KRING_CONTRACT_ROUGH_DISK_H
#define KRING_CONTRACT_ROUGH_DISK_H

#include "chance.h"

#include <stdbool.h>

/* What survives of bytes that were written and not synced. */
enum rough_loss {
    LOSS_ALL,     /* nothing */
    LOSS_TAIL,    /* the first of them */
    LOSS_WRITES,  /* some whole writes */
    LOSS_SECTORS, /* some sectors of 512 bytes */
    LOSS_COUNT,
};

struct rough_disk {
    char folder[128];      /* whose files are watched */
    int operations;        /* writes, cuts and syncs so far */
    int fail_at;           /* this operation and all later ones fail; 0: none */
    int fail_code;         /* with this code of SQLite's */
    const char *fail_file; /* only in this file; NULL: in any */
    bool fail_once;        /* this operation only: a disk that says later that all is well */
    bool lies;             /* says that it synced, and did not */
    /* Called before each operation, on the thread that asks for it. */
    void (*on_operation)(void *context);
    void *context;
};

extern struct rough_disk rough_disk;

/* Becomes SQLite's disk, for the rest of the process. */
void rough_disk_start(void);

/* Watches another folder, which is empty or not there; everything else is as in a good disk again. NULL: none. */
void rough_disk_watch(const char *folder);

/* Whether everything written to a file of the folder is synced. */
bool rough_disk_is_synced(const char *file);

/* Writes into another folder what the power would leave now. */
void rough_disk_lose_power(const char *folder, enum rough_loss loss, struct chance *chance);

#endif
