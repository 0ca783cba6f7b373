/* SPDX-License-Identifier: Apache-2.0 */
/*
 * op_pool.h: the memory of operations: slabs that double, so that addresses stay and growth is rare.
 * Taking and giving back are a pop and a push; the last one given back, still in cache, goes first.
 */
#ifndef RINGWAKE_READINESS_OP_POOL_H
#define RINGWAKE_READINESS_OP_POOL_H

#include "op.h"

#define RW_OP_SLABS_MAX 24u

struct rw_op_pool {
    struct rw_op *free;
    struct rw_op *slabs[RW_OP_SLABS_MAX];
    uint32_t slab_count;
    uint32_t first_size; /* slab i holds first_size << i operations */
    uint32_t capacity;   /* of all slabs */
};

/* -ENOMEM. */
int32_t rw_op_pool_open(struct rw_op_pool *pool, uint32_t first_size);
void rw_op_pool_close(struct rw_op_pool *pool);

/* NULL: no memory. The caller fills every field it reads. */
struct rw_op *rw_op_pool_take(struct rw_op_pool *pool);
void rw_op_pool_give(struct rw_op_pool *pool, struct rw_op *op);

/* The first operation at place PENDING at or after *cursor (start with 0), which moves past it. */
struct rw_op *rw_op_pool_next_pending(struct rw_op_pool *pool, uint32_t *cursor);

#endif /* RINGWAKE_READINESS_OP_POOL_H */
