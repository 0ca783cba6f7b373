/* SPDX-License-Identifier: Apache-2.0 */
/* drain.c: submission entries become operations. */
#include <errno.h>

#include "engine.h"
#include "ring/word.h"

static void fill(struct rw_op *op, const struct rw_sqe *sqe)
{
    op->user_data = sqe->user_data;
    op->addr = sqe->addr;
    op->off = sqe->off;
    op->len = sqe->len;
    op->op_flags = sqe->op_flags;
    op->fd = sqe->fd;
    op->ioprio = sqe->ioprio;
    op->opcode = sqe->opcode;
    op->in_progress = 0;
    op->transferred = 0;
}

/* False: there is neither memory for the operation nor room to say so. */
static bool take(struct rw_engine *engine, const struct rw_sqe *sqe)
{
    struct rw_op *op = rw_op_pool_take(&engine->pool);
    if (op == NULL) {
        if (!rw_has_room(engine)) {
            return false;
        }
        rw_complete_unpooled(engine, sqe->user_data, -ENOMEM);
        return true;
    }
    fill(op, sqe);
    int32_t error = rw_validate(sqe);
    if (error < 0) {
        op->res = error;
        rw_complete(engine, op);
    } else {
        rw_start(engine, op);
    }
    return true;
}

int32_t rw_drain(struct rw_engine *engine, uint32_t to_submit)
{
    struct rw_ring_memory *memory = &engine->memory;
    /* acquire: the entries before the tail are complete. */
    uint32_t queued = rw_word_acquire(memory->sq_tail) - engine->sq_head;
    uint32_t count = to_submit < queued ? to_submit : queued;
    count = count < memory->sq_entries ? count : memory->sq_entries;
    uint32_t taken = 0;
    while (taken < count &&
           take(engine, &memory->sqes[engine->sq_head & (memory->sq_entries - 1)])) {
        engine->sq_head++;
        taken++;
    }
    /* release: the entries are copied, their slots are free. */
    rw_word_release(memory->sq_head, engine->sq_head);
    return count > 0 && taken == 0 ? -EAGAIN : (int32_t)taken;
}
