/* SPDX-License-Identifier: Apache-2.0 */
/* op_pool.c: see op_pool.h. */
#include "op_pool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int32_t add_slab(struct rw_op_pool *pool)
{
    if (pool->slab_count == RW_OP_SLABS_MAX) {
        return -ENOMEM;
    }
    uint32_t size = pool->first_size << pool->slab_count;
    struct rw_op *slab = calloc(size, sizeof *slab); /* zero is RW_PLACE_FREE */
    if (slab == NULL) {
        return -ENOMEM;
    }
    for (uint32_t i = size; i-- > 0;) {
        slab[i].next = pool->free;
        pool->free = &slab[i];
    }
    pool->slabs[pool->slab_count++] = slab;
    pool->capacity += size;
    return 0;
}

int32_t rw_op_pool_open(struct rw_op_pool *pool, uint32_t first_size)
{
    memset(pool, 0, sizeof *pool);
    pool->first_size = first_size;
    return add_slab(pool);
}

void rw_op_pool_close(struct rw_op_pool *pool)
{
    for (uint32_t i = 0; i < pool->slab_count; i++) {
        free(pool->slabs[i]);
    }
    memset(pool, 0, sizeof *pool);
}

struct rw_op *rw_op_pool_take(struct rw_op_pool *pool)
{
    if (pool->free == NULL && add_slab(pool) < 0) {
        return NULL;
    }
    struct rw_op *op = pool->free;
    pool->free = op->next;
    op->place = RW_PLACE_STARTED;
    return op;
}

void rw_op_pool_give(struct rw_op_pool *pool, struct rw_op *op)
{
    op->place = RW_PLACE_FREE;
    op->next = pool->free;
    pool->free = op;
}

struct rw_op *rw_op_pool_next_pending(struct rw_op_pool *pool, uint32_t *cursor)
{
    uint32_t start = 0;
    for (uint32_t s = 0; s < pool->slab_count; s++) {
        uint32_t size = pool->first_size << s;
        while (*cursor - start < size) {
            struct rw_op *op = &pool->slabs[s][*cursor - start];
            (*cursor)++;
            if (op->place == RW_PLACE_PENDING) {
                return op;
            }
        }
        start += size;
    }
    return NULL;
}
