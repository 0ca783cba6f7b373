/* SPDX-License-Identifier: Apache-2.0 */
/* map.c: zeroed pages outside the Java heap. */

#include "memory/map.h"

#include "ringwake.h"

#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

int64_t rw_page_size(void)
{
    return sysconf(_SC_PAGESIZE);
}

bool rw_map_size_is_valid(uint64_t size)
{
    return size != 0 && size <= PTRDIFF_MAX / 2 && size % (uint64_t)rw_page_size() == 0;
}

int32_t rw_memory_map(uint64_t size, void **out)
{
    void *address;

    *out = NULL;
    if (!rw_map_size_is_valid(size)) {
        return -EINVAL;
    }
    address = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (address == MAP_FAILED) {
        return -errno;
    }
    *out = address;
    return 0;
}

int32_t rw_memory_unmap(void *address, uint64_t size)
{
    if (!rw_map_size_is_valid(size)) {
        return -EINVAL;
    }
    return munmap(address, size) == 0 ? 0 : -errno;
}
