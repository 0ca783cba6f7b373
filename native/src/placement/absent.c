/* SPDX-License-Identifier: Apache-2.0 */
/*
 * absent.c: platforms on which a thread cannot be bound to a CPU, nor memory to a node. macOS has
 * THREAD_AFFINITY_POLICY on x86_64, a hint by tag that cannot name a CPU, and on arm64 not even that.
 */

#include "ringwake.h"

#include <errno.h>
#include <string.h>

int32_t rw_thread_set_affinity(const uint64_t *mask, uint32_t words)
{
    (void)mask;
    return words == 0 || words > RW_CPU_WORDS_MAX ? -EINVAL : -ENOSYS;
}

int32_t rw_thread_affinity(uint64_t *mask, uint32_t words)
{
    if (words == 0 || words > RW_CPU_WORDS_MAX) {
        return -EINVAL;
    }
    memset(mask, 0, words * sizeof(*mask));
    return -ENOSYS;
}

int32_t rw_thread_location(struct rw_location *out)
{
    memset(out, 0, sizeof(*out));
    return -ENOSYS;
}

int32_t rw_memory_bind(void *address, uint64_t size, uint32_t node, uint32_t policy)
{
    (void)address;
    (void)size;
    (void)node;
    (void)policy;
    return -ENOSYS;
}

int32_t rw_memory_nodes(const void *address, uint64_t size, int32_t *out)
{
    (void)address;
    (void)size;
    (void)out;
    return -ENOSYS;
}
