/* SPDX-License-Identifier: Apache-2.0 */
/* pending.c: operations that wait: in the queue of their descriptor and in the index. */
#include <errno.h>

#include "engine.h"

void rw_pend(struct rw_engine *engine, struct rw_descriptor *descriptor, struct rw_op *op)
{
    op->place = RW_PLACE_PENDING;
    rw_op_queue_append(&descriptor->queue[op->side], op);
    rw_op_index_add(&engine->index, op);
}

void rw_unpend(struct rw_engine *engine, struct rw_descriptor *descriptor, struct rw_op *op)
{
    op->place = RW_PLACE_STARTED;
    rw_op_queue_remove(&descriptor->queue[op->side], op);
    rw_op_index_remove(&engine->index, op);
}

int32_t rw_watch(struct rw_engine *engine, struct rw_descriptor *descriptor)
{
    if (descriptor->is_watched) {
        return 0;
    }
    if (descriptor->no_poll) {
        return -EPERM;
    }
    int32_t error = rw_poller_watch(engine->poller, descriptor->fd, descriptor->epoch);
    descriptor->is_watched = error == 0;
    descriptor->no_poll = error == -EPERM;
    return error;
}

void rw_unwatch(struct rw_engine *engine, struct rw_descriptor *descriptor)
{
    rw_poller_forget(engine->poller, descriptor->fd);
    descriptor->is_watched = false;
    descriptor->idle = 0;
    descriptor->ready |= RW_READY_READ | RW_READY_WRITE; /* unknown from now on */
}
