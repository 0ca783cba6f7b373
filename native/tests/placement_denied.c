/* SPDX-License-Identifier: Apache-2.0 */
/* placement_denied.c: what a seccomp filter forbids, as that of a container, comes back as -EPERM. */

#include "placement.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#define DENY(number)                                                                               \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##number, 0, 1),                                       \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

static int deny(void)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        DENY(sched_setaffinity),
        DENY(sched_getaffinity),
        DENY(getcpu),
        DENY(mbind),
        DENY(move_pages),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof(filter) / sizeof(filter[0]), filter};

    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

int main(void)
{
    struct mask mask = mask_of(0);
    uint64_t page = (uint64_t)rw_page_size();
    struct rw_location location;
    int32_t node;
    void *memory;

    start(10);
    if (!deny()) {
        fprintf(stderr, "no seccomp filter can be set here: errno %d\n", errno);
        return SKIPPED;
    }
    expect_equal(rw_thread_set_affinity(mask.words, RW_CPU_WORDS_MAX), -EPERM);
    expect_equal(rw_thread_affinity(mask.words, RW_CPU_WORDS_MAX), -EPERM);
    expect_equal(rw_thread_location(&location), -EPERM);
    expect_equal(rw_memory_map(page, &memory), 0);
    expect_equal(rw_memory_bind(memory, page, 0, RW_BIND_PREFERRED), -EPERM);
    expect_equal(rw_memory_nodes(memory, page, &node), -EPERM);
    expect_equal(rw_memory_unmap(memory, page), 0);
    return 0;
}
