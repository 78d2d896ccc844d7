/* The rough disk: a VFS around the system's. For each file it keeps what is synced (an image) and what is not (a list of
 * writes in order). */
#include "rough_disk.h"

#include <kring/check.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES_MAX 4
#define SECTOR 512

struct rough_write {
    struct rough_write *next;
    bool cuts; /* the file's size becomes offset */
    size_t offset, size;
    unsigned char bytes[];
};

/* A file of the folder, by its name; the same one however often it is opened. */
struct rough_image {
    char name[32];
    unsigned char *bytes; /* synced */
    size_t size;
    struct rough_write *first, **end;
};

struct rough_file {
    sqlite3_file base;
    struct rough_image *image; /* NULL: not watched */
    sqlite3_file *real;        /* behind this struct */
};

struct rough_disk rough_disk;
static struct rough_image images[FILES_MAX];
static sqlite3_vfs *system_disk;
static sqlite3_vfs rough_vfs;
static sqlite3_io_methods rough_methods;

/* ---- images */

static struct rough_image *image_named(const char *path)
{
    size_t length = strlen(rough_disk.folder);
    if (length == 0 || !path || strncmp(path, rough_disk.folder, length) != 0 || path[length] != '/')
        return NULL;
    struct rough_image *free_one = NULL;
    for (int i = 0; i < FILES_MAX; i++) {
        if (strcmp(images[i].name, path + length + 1) == 0)
            return &images[i];
        if (!images[i].name[0])
            free_one = &images[i];
    }
    CHECK(free_one);
    snprintf(free_one->name, sizeof free_one->name, "%s", path + length + 1);
    free_one->end = &free_one->first;
    return free_one;
}

static void image_resize(unsigned char **bytes, size_t *size, size_t wanted)
{
    *bytes = realloc(*bytes, wanted + 1);
    CHECK(*bytes);
    if (wanted > *size)
        memset(*bytes + *size, 0, wanted - *size);
    *size = wanted;
}

/* A piece of a write; sectors are numbered by their place in the file. */
static void image_apply(unsigned char **bytes, size_t *size, const struct rough_write *write, size_t from,
                        size_t to)
{
    if (write->cuts) {
        image_resize(bytes, size, write->offset);
        return;
    }
    if (write->offset + to > *size)
        image_resize(bytes, size, write->offset + to);
    memcpy(*bytes + write->offset + from, write->bytes + from, to - from);
}

static void image_remember(struct rough_image *image, const void *bytes, size_t size, size_t offset,
                           bool cuts)
{
    struct rough_write *write = malloc(sizeof *write + size);
    CHECK(write);
    *write = (struct rough_write){ .offset = offset, .size = size, .cuts = cuts };
    if (size > 0)
        memcpy(write->bytes, bytes, size);
    *image->end = write;
    image->end = &write->next;
}

static void image_sync(struct rough_image *image)
{
    while (image->first) {
        struct rough_write *write = image->first;
        image_apply(&image->bytes, &image->size, write, 0, write->size);
        image->first = write->next;
        free(write);
    }
    image->end = &image->first;
}

/* Names are taken to be durable at once: SQLite and the engine sync their folder. */
static void image_forget(struct rough_image *image)
{
    image_sync(image);
    free(image->bytes);
    *image = (struct rough_image){ .name = "" };
}

void rough_disk_watch(const char *folder)
{
    for (int i = 0; i < FILES_MAX; i++) {
        image_forget(&images[i]);
    }
    rough_disk = (struct rough_disk){ .folder = "" };
    if (folder)
        snprintf(rough_disk.folder, sizeof rough_disk.folder, "%s", folder);
}

bool rough_disk_is_synced(const char *file)
{
    for (int i = 0; i < FILES_MAX; i++)
        if (strcmp(images[i].name, file) == 0)
            return images[i].first == NULL;
    return true;
}

static void lose_part(unsigned char **bytes, size_t *size, const struct rough_write *write,
                      enum rough_loss loss, struct chance *chance)
{
    if (write->cuts || loss != LOSS_SECTORS) {
        image_apply(bytes, size, write, 0, write->size);
        return;
    }
    for (size_t from = 0; from < write->size;) {
        size_t to = (write->offset + from) / SECTOR * SECTOR + SECTOR - write->offset;
        if (to > write->size)
            to = write->size;
        if (chance_between(chance, 0, 1))
            image_apply(bytes, size, write, from, to);
        from = to;
    }
}

static void image_lose(const struct rough_image *image, const char *folder, enum rough_loss loss,
                       struct chance *chance)
{
    unsigned char *bytes = NULL;
    size_t size = 0;
    image_resize(&bytes, &size, image->size);
    if (size > 0)
        memcpy(bytes, image->bytes, size);
    bool broken = loss == LOSS_ALL;
    for (const struct rough_write *write = image->first; write && !broken; write = write->next) {
        bool survives = chance_between(chance, 0, 3) > 0;
        if (survives)
            lose_part(&bytes, &size, write, loss, chance);
        broken = loss == LOSS_TAIL && !survives;
    }
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, image->name);
    FILE *file = fopen(path, "w");
    CHECK(file && fwrite(bytes, 1, size, file) == size);
    CHECK(fclose(file) == 0);
    free(bytes);
}

void rough_disk_lose_power(const char *folder, enum rough_loss loss, struct chance *chance)
{
    static const char *const names[] = { "kring.db", "kring.db-journal", "kring.db-wal", "kring.db-shm" };
    char path[512];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
    for (int i = 0; i < FILES_MAX; i++)
        if (images[i].name[0])
            image_lose(&images[i], folder, loss, chance);
}

/* ---- operations */

/* Whether this one fails. */
static bool operation_fails(const struct rough_image *image)
{
    if (rough_disk.on_operation)
        rough_disk.on_operation(rough_disk.context);
    int number = ++rough_disk.operations;
    if (rough_disk.fail_at == 0 || number < rough_disk.fail_at)
        return false;
    if (rough_disk.fail_file && strcmp(image->name, rough_disk.fail_file) != 0)
        return false;
    return number == rough_disk.fail_at || !rough_disk.fail_once;
}

static struct rough_file *rough_of(sqlite3_file *file)
{
    return (struct rough_file *)file;
}

static int rough_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    struct rough_file *rough = rough_of(file);
    if (rough->image) {
        if (operation_fails(rough->image))
            return rough_disk.fail_code;
        image_remember(rough->image, bytes, (size_t)size, (size_t)offset, false);
    }
    return rough->real->pMethods->xWrite(rough->real, bytes, size, offset);
}

static int rough_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct rough_file *rough = rough_of(file);
    if (rough->image) {
        if (operation_fails(rough->image))
            return rough_disk.fail_code;
        image_remember(rough->image, NULL, 0, (size_t)size, true);
    }
    return rough->real->pMethods->xTruncate(rough->real, size);
}

static int rough_sync(sqlite3_file *file, int flags)
{
    struct rough_file *rough = rough_of(file);
    (void)flags;
    if (!rough->image)
        return SQLITE_OK;
    if (operation_fails(rough->image))
        return rough_disk.fail_code == SQLITE_FULL ? SQLITE_IOERR_FSYNC : rough_disk.fail_code;
    if (!rough_disk.lies)
        image_sync(rough->image);
    return SQLITE_OK; /* the real disk is spared: what counts is in the image */
}

/* ---- what is only passed on */

static int rough_close(sqlite3_file *file)
{
    return rough_of(file)->real->pMethods->xClose(rough_of(file)->real);
}

static int rough_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
{
    return rough_of(file)->real->pMethods->xRead(rough_of(file)->real, bytes, size, offset);
}

static int rough_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return rough_of(file)->real->pMethods->xFileSize(rough_of(file)->real, size);
}

static int rough_lock(sqlite3_file *file, int level)
{
    return rough_of(file)->real->pMethods->xLock(rough_of(file)->real, level);
}

static int rough_unlock(sqlite3_file *file, int level)
{
    return rough_of(file)->real->pMethods->xUnlock(rough_of(file)->real, level);
}

static int rough_check_lock(sqlite3_file *file, int *is_locked)
{
    return rough_of(file)->real->pMethods->xCheckReservedLock(rough_of(file)->real, is_locked);
}

static int rough_control(sqlite3_file *file, int which, void *argument)
{
    return rough_of(file)->real->pMethods->xFileControl(rough_of(file)->real, which, argument);
}

static int rough_sector_size(sqlite3_file *file)
{
    (void)file;
    return SECTOR;
}

/* As the system's disk: bytes beside those written stay as they are. Not that writes are whole or in order. */
static int rough_traits(sqlite3_file *file)
{
    (void)file;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int rough_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    return rough_of(file)->real->pMethods->xShmMap(rough_of(file)->real, page, size, extend, memory);
}

static int rough_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return rough_of(file)->real->pMethods->xShmLock(rough_of(file)->real, offset, count, flags);
}

static void rough_shm_barrier(sqlite3_file *file)
{
    rough_of(file)->real->pMethods->xShmBarrier(rough_of(file)->real);
}

static int rough_shm_unmap(sqlite3_file *file, int drop)
{
    return rough_of(file)->real->pMethods->xShmUnmap(rough_of(file)->real, drop);
}

static sqlite3_io_methods rough_methods = {
    .iVersion = 2,
    .xClose = rough_close,
    .xRead = rough_read,
    .xWrite = rough_write,
    .xTruncate = rough_truncate,
    .xSync = rough_sync,
    .xFileSize = rough_size,
    .xLock = rough_lock,
    .xUnlock = rough_unlock,
    .xCheckReservedLock = rough_check_lock,
    .xFileControl = rough_control,
    .xSectorSize = rough_sector_size,
    .xDeviceCharacteristics = rough_traits,
    .xShmMap = rough_shm_map,
    .xShmLock = rough_shm_lock,
    .xShmBarrier = rough_shm_barrier,
    .xShmUnmap = rough_shm_unmap,
};

static int rough_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out)
{
    struct rough_file *rough = rough_of(file);
    (void)vfs;
    rough->real = (sqlite3_file *)(rough + 1);
    rough->image = image_named(path);
    int code = system_disk->xOpen(system_disk, path, rough->real, flags, out);
    rough->base.pMethods = rough->real->pMethods ? &rough_methods : NULL;
    return code;
}

static int rough_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
    struct rough_image *image = image_named(path);
    (void)vfs;
    if (image)
        image_forget(image);
    return system_disk->xDelete(system_disk, path, sync);
}

void rough_disk_start(void)
{
    system_disk = sqlite3_vfs_find(NULL);
    rough_vfs = *system_disk;
    rough_vfs.zName = "rough";
    rough_vfs.xOpen = rough_open;
    rough_vfs.xDelete = rough_delete;
    rough_vfs.szOsFile = (int)sizeof(struct rough_file) + system_disk->szOsFile;
    CHECK(sqlite3_vfs_register(&rough_vfs, 1) == SQLITE_OK);
}
