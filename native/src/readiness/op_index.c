/* SPDX-License-Identifier: Apache-2.0 */
/* op_index.c: see op_index.h. */
#include "op_index.h"

#include <errno.h>
#include <stdlib.h>

int32_t rw_op_index_open(struct rw_op_index *index, uint32_t bits)
{
    index->count = 0;
    index->bits = bits;
    index->buckets = calloc((size_t)1 << bits, sizeof(struct rw_op *));
    return index->buckets != NULL ? 0 : -ENOMEM;
}

void rw_op_index_close(struct rw_op_index *index)
{
    free(index->buckets);
    index->buckets = NULL;
}

/* Multiplication by 2^64 / golden ratio, top bits: user_data differ mostly in their low bits. */
static uint32_t bucket_of(const struct rw_op_index *index, uint64_t user_data)
{
    return (uint32_t)((user_data * 0x9E3779B97F4A7C15ull) >> (64 - index->bits));
}

static void link_in(struct rw_op_index *index, struct rw_op *op)
{
    struct rw_op **link = &index->buckets[bucket_of(index, op->user_data)];
    op->chain_next = *link;
    op->chain_link = link;
    if (*link != NULL) {
        (*link)->chain_link = &op->chain_next;
    }
    *link = op;
}

/* Doubles the table. Failing to is harmless: chains get longer, and it is tried again later. */
static void grow(struct rw_op_index *index)
{
    struct rw_op_index larger;
    if (rw_op_index_open(&larger, index->bits + 1) < 0) {
        return;
    }
    for (size_t b = 0; b < (size_t)1 << index->bits; b++) {
        /* Oldest first, so that the newest of a user_data stays in front. */
        struct rw_op *reversed = NULL;
        for (struct rw_op *op = index->buckets[b], *next; op != NULL; op = next) {
            next = op->chain_next;
            op->chain_next = reversed;
            reversed = op;
        }
        for (struct rw_op *op = reversed, *next; op != NULL; op = next) {
            next = op->chain_next;
            link_in(&larger, op);
        }
    }
    larger.count = index->count;
    free(index->buckets);
    *index = larger;
}

void rw_op_index_add(struct rw_op_index *index, struct rw_op *op)
{
    if (index->count >> index->bits >= 2 && index->bits < 30) {
        grow(index);
    }
    link_in(index, op);
    index->count++;
}

void rw_op_index_remove(struct rw_op_index *index, struct rw_op *op)
{
    *op->chain_link = op->chain_next;
    if (op->chain_next != NULL) {
        op->chain_next->chain_link = op->chain_link;
    }
    index->count--;
}

struct rw_op *rw_op_index_find(const struct rw_op_index *index, uint64_t user_data, int32_t opcode)
{
    struct rw_op *op = index->buckets[bucket_of(index, user_data)];
    while (op != NULL && (op->user_data != user_data || (opcode >= 0 && op->opcode != opcode))) {
        op = op->chain_next;
    }
    return op;
}
