/* SPDX-License-Identifier: Apache-2.0 */
/* cancel.c: ASYNC_CANCEL, and the end of operations whose descriptor goes. */
#include <errno.h>
#include <fcntl.h>

#include "engine.h"
#include "epoch.h"

#define KNOWN_FLAGS (RW_CANCEL_ALL | RW_CANCEL_FD | RW_CANCEL_ANY)

void rw_end_one(struct rw_engine *engine, struct rw_op *op, int32_t error)
{
    struct rw_descriptor *descriptor = rw_descriptor_find(&engine->table, op->fd);
    rw_unpend(engine, descriptor, op);
    /* Bytes that moved already (MSG_WAITALL) are reported rather than forgotten, as io_uring does. */
    bool moved = op->opcode != RW_OP_CONNECT && op->transferred > 0;
    op->res = moved ? (int32_t)op->transferred : error;
    rw_complete(engine, op);
}

void rw_cancel_one(struct rw_engine *engine, struct rw_op *op)
{
    rw_end_one(engine, op, -ECANCELED);
}

/* At most limit operations of one descriptor. */
static uint32_t cancel_some(struct rw_engine *engine, struct rw_descriptor *descriptor,
                            uint32_t limit)
{
    uint32_t count = 0;
    for (int side = 0; side < RW_SIDES; side++) {
        while (count < limit && descriptor->queue[side].head != NULL) {
            rw_cancel_one(engine, descriptor->queue[side].head);
            count++;
        }
    }
    return count;
}

uint32_t rw_cancel_descriptor(struct rw_engine *engine, struct rw_descriptor *descriptor)
{
    return cancel_some(engine, descriptor, UINT32_MAX);
}

static uint32_t cancel_everything(struct rw_engine *engine)
{
    uint32_t count = 0;
    uint32_t cursor = 0;
    struct rw_op *op;
    while ((op = rw_op_pool_next_pending(&engine->pool, &cursor)) != NULL) {
        rw_cancel_one(engine, op);
        count++;
    }
    return count;
}

static uint32_t cancel_by_user_data(struct rw_engine *engine, uint64_t user_data, uint32_t limit)
{
    uint32_t count = 0;
    struct rw_op *op;
    while (count < limit && (op = rw_op_index_find(&engine->index, user_data, -1)) != NULL) {
        rw_cancel_one(engine, op);
        count++;
    }
    return count;
}

/* -EBADF, or how many. */
static int32_t cancel_by_descriptor(struct rw_engine *engine, int32_t fd, uint32_t limit)
{
    if (fd < 0 || fcntl(fd, F_GETFD) < 0) {
        return -EBADF;
    }
    struct rw_descriptor *descriptor = rw_descriptor_find(&engine->table, fd);
    bool known = descriptor != NULL && descriptor->epoch == rw_epoch_of(fd);
    return known ? (int32_t)cancel_some(engine, descriptor, limit) : 0;
}

int32_t rw_cancel(struct rw_engine *engine, const struct rw_op *op)
{
    uint32_t flags = op->op_flags;
    if ((flags & ~KNOWN_FLAGS) != 0 ||
        (flags & (RW_CANCEL_FD | RW_CANCEL_ANY)) == (RW_CANCEL_FD | RW_CANCEL_ANY)) {
        return -EINVAL;
    }
    if ((flags & RW_CANCEL_ANY) != 0) {
        return (int32_t)cancel_everything(engine);
    }
    bool all = (flags & RW_CANCEL_ALL) != 0;
    uint32_t limit = all ? UINT32_MAX : 1;
    int32_t count = (flags & RW_CANCEL_FD) != 0
                        ? cancel_by_descriptor(engine, op->fd, limit)
                        : (int32_t)cancel_by_user_data(engine, op->addr, limit);
    if (count < 0 || all) {
        return count;
    }
    return count > 0 ? 0 : -ENOENT;
}
