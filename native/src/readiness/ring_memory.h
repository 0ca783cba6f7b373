/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ring_memory.h: the memory a readiness ring shares with its caller, in io_uring's layout.
 *
 *   first mapping    0        128      256       384      512      640          768
 *                   | sq_head | sq_tail | sq_flags | cq_head | cq_tail | cq_overflow | CQEs ...
 *   second mapping  | SQEs ...
 *
 * Words are 128 bytes apart: two cache lines, as the adjacent-line prefetcher fetches pairs.
 */
#ifndef RINGWAKE_READINESS_RING_MEMORY_H
#define RINGWAKE_READINESS_RING_MEMORY_H

#include "ringwake.h"

struct rw_ring_memory {
    uint32_t *sq_head;
    uint32_t *sq_tail;
    uint32_t *sq_flags;
    uint32_t *cq_head;
    uint32_t *cq_tail;
    struct rw_cqe *cqes;
    struct rw_sqe *sqes;
    uint32_t sq_entries;
    uint32_t cq_entries;
    void *base;
    uint64_t base_size;
    uint64_t sqes_size;
};

/* Both powers of two. -ENOMEM. */
int32_t rw_ring_memory_open(struct rw_ring_memory *memory, uint32_t sq_entries,
                            uint32_t cq_entries);

/* Accepts what is zeroed or half opened. */
void rw_ring_memory_close(struct rw_ring_memory *memory);

/* Fills the addresses, offsets and sizes of a layout. */
void rw_ring_memory_layout(const struct rw_ring_memory *memory, struct rw_ring_layout *out);

#endif /* RINGWAKE_READINESS_RING_MEMORY_H */
