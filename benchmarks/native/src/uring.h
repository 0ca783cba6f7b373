/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring.h: one io_uring instance, owned by one thread, through raw system calls.
 *
 * Entries are queued with uring_next() and all go to the kernel in the one call of uring_turn(),
 * which also waits. Completions are read in place between uring_ready() and uring_reaped().
 */
#ifndef RINGWAKE_BENCH_URING_H
#define RINGWAKE_BENCH_URING_H

#include <string.h>

#include "uring_abi.h"

struct uring {
    int fd; /* the index of the registered ring */
    uint32_t sq_tail;
    uint32_t sq_submitted;
    uint32_t sq_mask;
    uint32_t cq_head;
    uint32_t cq_mask;
    uint32_t *sq_tail_shared;
    uint32_t *cq_head_shared;
    const uint32_t *cq_tail_shared;
    struct uring_sqe *sqes;
    const struct uring_cqe *cqes;
    uint64_t *syscalls;
};

/* Ends the process on failure: exit status 77 where io_uring is missing or forbidden. */
void uring_open(struct uring *ring, uint32_t entries, uint64_t *syscalls);

/* Submits what is queued and waits for at least min_complete completions. */
void uring_turn(struct uring *ring, uint32_t min_complete);

long uring_register(const struct uring *ring, uint32_t opcode, const void *argument,
                    uint32_t count);

/* The next free entry, zeroed. */
static inline struct uring_sqe *uring_next(struct uring *ring)
{
    while (ring->sq_tail - ring->sq_submitted > ring->sq_mask) {
        uring_turn(ring, 0);
    }
    struct uring_sqe *sqe = &ring->sqes[ring->sq_tail++ & ring->sq_mask];
    memset(sqe, 0, sizeof *sqe);
    return sqe;
}

/* How many completions can be read now. */
static inline uint32_t uring_ready(const struct uring *ring)
{
    return __atomic_load_n(ring->cq_tail_shared, __ATOMIC_ACQUIRE) - ring->cq_head;
}

static inline const struct uring_cqe *uring_at(const struct uring *ring, uint32_t index)
{
    return &ring->cqes[(ring->cq_head + index) & ring->cq_mask];
}

/* Gives count read completions back to the kernel. */
static inline void uring_reaped(struct uring *ring, uint32_t count)
{
    ring->cq_head += count;
    __atomic_store_n(ring->cq_head_shared, ring->cq_head, __ATOMIC_RELEASE);
}

#endif
