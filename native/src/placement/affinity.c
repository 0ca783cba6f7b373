/* SPDX-License-Identifier: Apache-2.0 */
/*
 * affinity.c: which CPUs a thread may run on, and where it runs.
 *
 * The system calls themselves: the wrappers of the C library differ in what they return, and some
 * hide how many bytes the kernel's mask has.
 */

#include "ringwake.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

_Static_assert(sizeof(unsigned long) == sizeof(uint64_t), "the kernel's masks are of longs");

#define THIS_THREAD 0

int32_t rw_thread_set_affinity(const uint64_t *mask, uint32_t words)
{
    if (words == 0 || words > RW_CPU_WORDS_MAX) {
        return -EINVAL;
    }
    return syscall(SYS_sched_setaffinity, THIS_THREAD, words * sizeof(*mask), mask) == 0 ? 0
                                                                                         : -errno;
}

int32_t rw_thread_affinity(uint64_t *mask, uint32_t words)
{
    long bytes;

    if (words == 0 || words > RW_CPU_WORDS_MAX) {
        return -EINVAL;
    }
    memset(mask, 0, words * sizeof(*mask));
    bytes = syscall(SYS_sched_getaffinity, THIS_THREAD, words * sizeof(*mask), mask);
    return bytes < 0 ? -errno : (int32_t)((size_t)bytes / sizeof(*mask));
}

int32_t rw_thread_location(struct rw_location *out)
{
    unsigned cpu = 0;
    unsigned node = 0;

    memset(out, 0, sizeof(*out));
    if (syscall(SYS_getcpu, &cpu, &node, NULL) != 0) {
        return -errno;
    }
    out->cpu = cpu;
    out->node = node;
    return 0;
}
