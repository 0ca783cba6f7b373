/* SPDX-License-Identifier: Apache-2.0 */
/*
 * node_memory.c: which NUMA node pages come from, and where they are.
 *
 * mbind(2) and move_pages(2) have no wrapper in the C library. Their constants are ABI of the
 * kernel, include/uapi/linux/mempolicy.h.
 */

#include "ringwake.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MPOL_PREFERRED 1
#define MPOL_BIND      2
#define MPOL_MF_STRICT (1u << 0) /* fail if a page is elsewhere and stays there */
#define MPOL_MF_MOVE   (1u << 1) /* move the pages that this process alone maps */

#define NODES_MAX      1024 /* what the kernel can be built for, CONFIG_NODES_SHIFT <= 10 */
#define BITS_PER_LONG  (8 * (uint32_t)sizeof(unsigned long))
#define PAGES_PER_CALL 64

static int is_page_range(const void *address, uint64_t size)
{
    uint64_t page = (uint64_t)rw_page_size();
    uint64_t begin = (uint64_t)(uintptr_t)address;

    return begin % page == 0 && size != 0 && size % page == 0 && begin <= UINT64_MAX - size;
}

int32_t rw_memory_bind(void *address, uint64_t size, uint32_t node, uint32_t policy)
{
    unsigned long nodes[NODES_MAX / BITS_PER_LONG];
    uint32_t mode = policy == RW_BIND_STRICT ? MPOL_BIND : MPOL_PREFERRED;
    uint32_t flags = policy == RW_BIND_STRICT ? MPOL_MF_MOVE | MPOL_MF_STRICT : MPOL_MF_MOVE;

    if (!is_page_range(address, size) || node >= NODES_MAX ||
        (policy != RW_BIND_STRICT && policy != RW_BIND_PREFERRED)) {
        return -EINVAL;
    }
    memset(nodes, 0, sizeof(nodes));
    nodes[node / BITS_PER_LONG] = 1ul << (node % BITS_PER_LONG);
    /* The kernel reads one bit fewer than it is told. */
    return syscall(SYS_mbind, address, size, mode, nodes, NODES_MAX + 1ul, flags) == 0 ? 0 : -errno;
}

int32_t rw_memory_nodes(const void *address, uint64_t size, int32_t *out)
{
    const unsigned char *pages[PAGES_PER_CALL];
    uint64_t page = (uint64_t)rw_page_size();
    const unsigned char *begin = address;
    uint64_t count;
    uint64_t done;
    uint64_t i;

    if (!is_page_range(address, size)) {
        return -EINVAL;
    }
    count = size / page;
    for (done = 0; done < count; done += PAGES_PER_CALL) {
        uint64_t batch = count - done < PAGES_PER_CALL ? count - done : PAGES_PER_CALL;

        for (i = 0; i < batch; i++) {
            pages[i] = begin + (done + i) * page;
        }
        /* No target nodes: nothing moves, the status says where each page is. */
        if (syscall(SYS_move_pages, 0, batch, pages, NULL, out + done, 0) != 0) {
            return -errno;
        }
    }
    return 0;
}
