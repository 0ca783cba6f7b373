/* SPDX-License-Identifier: Apache-2.0 */
/*
 * op_index.h: pending operations by user_data, so that a cancel is O(1).
 * A hash table of intrusive chains: adding and removing touch no memory but the operation, its
 * chain neighbours and one bucket.
 */
#ifndef RINGWAKE_READINESS_OP_INDEX_H
#define RINGWAKE_READINESS_OP_INDEX_H

#include "op.h"

struct rw_op_index {
    struct rw_op **buckets;
    uint32_t bits; /* 2^bits buckets */
    uint32_t count;
};

/* -ENOMEM. */
int32_t rw_op_index_open(struct rw_op_index *index, uint32_t bits);
void rw_op_index_close(struct rw_op_index *index);

void rw_op_index_add(struct rw_op_index *index, struct rw_op *op);
void rw_op_index_remove(struct rw_op_index *index, struct rw_op *op);

/* The newest operation with this user_data; opcode < 0: whatever its opcode. */
struct rw_op *rw_op_index_find(const struct rw_op_index *index, uint64_t user_data, int32_t opcode);

#endif /* RINGWAKE_READINESS_OP_INDEX_H */
