/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mirror.c: one region of memory at two addresses in a row.
 *
 *   reserved   |<------- size ------->|<------- size ------->|   PROT_NONE, found by the kernel
 *   mapped     | pages 0..n-1         | pages 0..n-1 again   |   MAP_FIXED over the reservation
 *
 * Any window of up to size bytes is thus contiguous, wherever it begins in the first half. The
 * pages belong to an anonymous file that has no name and no descriptor once both maps exist.
 */

#include "memory/map.h"

#include "ringwake.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>

#define MEMFD_CLOEXEC 1u

/* By number: the libc function is younger than the libraries we run on. */
static int32_t anonymous_file(void)
{
    long fd = syscall(SYS_memfd_create, "ringwake-mirror", MEMFD_CLOEXEC);

    return fd < 0 ? -errno : (int32_t)fd;
}

#else

#include <stdatomic.h>

#define NAME_ATTEMPTS 64
#define NAME_PREFIX   "/ringwake-"

/* "/ringwake-" and two numbers in hexadecimal: 10 + 8 + 8 + 1 bytes, below macOS's limit of 31. */
static void write_name(char *name, uint32_t process, uint32_t serial)
{
    static const char DIGITS[] = "0123456789abcdef";
    const char *prefix = NAME_PREFIX;
    int shift;

    while (*prefix) {
        *name++ = *prefix++;
    }
    for (shift = 28; shift >= 0; shift -= 4) {
        *name++ = DIGITS[(process >> shift) & 15];
    }
    for (shift = 28; shift >= 0; shift -= 4) {
        *name++ = DIGITS[(serial >> shift) & 15];
    }
    *name = '\0';
}

/* A shared-memory object whose name is removed at once. O_EXCL: never somebody else's object. */
static int32_t anonymous_file(void)
{
    static atomic_uint serial;
    char name[sizeof(NAME_PREFIX) + 16];
    int attempt;

    for (attempt = 0; attempt < NAME_ATTEMPTS; attempt++) {
        int fd;

        write_name(name, (uint32_t)getpid(),
                   atomic_fetch_add_explicit(&serial, 1, memory_order_relaxed));
        fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600); /* sets close-on-exec itself */
        if (fd >= 0) {
            shm_unlink(name);
            return fd;
        }
        if (errno != EEXIST) {
            return -errno;
        }
    }
    return -EEXIST;
}

#endif

static int32_t resize(int32_t fd, uint64_t size)
{
    if (ftruncate(fd, (off_t)size) == 0) {
        return 0;
    }
    return errno == EFBIG ? -ENOMEM : -errno;
}

/* Maps the whole file at address, over whatever is reserved there. */
static int32_t map_over(unsigned char *address, uint64_t size, int32_t fd)
{
    void *mapped = mmap(address, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);

    return mapped == MAP_FAILED ? -errno : 0;
}

static int32_t map_twice(uint64_t size, int32_t fd, void **out)
{
    unsigned char *first;
    int32_t err;

    first = mmap(NULL, 2 * size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (first == MAP_FAILED) {
        return -errno;
    }
    err = map_over(first, size, fd);
    if (!err) {
        err = map_over(first + size, size, fd);
    }
    if (err) {
        munmap(first, 2 * size);
        return err;
    }
    *out = first;
    return 0;
}

int32_t rw_mirror_map(uint64_t size, void **out)
{
    int32_t fd;
    int32_t err;

    *out = NULL;
    if (!rw_map_size_is_valid(size)) {
        return -EINVAL;
    }
    fd = anonymous_file();
    if (fd < 0) {
        return fd;
    }
    err = resize(fd, size);
    if (!err) {
        err = map_twice(size, fd, out);
    }
    close(fd); /* the maps keep the pages */
    return err;
}

int32_t rw_mirror_unmap(void *address, uint64_t size)
{
    if (!rw_map_size_is_valid(size)) {
        return -EINVAL;
    }
    return munmap(address, 2 * size) == 0 ? 0 : -errno;
}
