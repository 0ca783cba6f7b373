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

static struct rw_watch watch_of(const struct rw_descriptor *descriptor, uint32_t sides)
{
    return (struct rw_watch){.fd = descriptor->fd,
                             .epoch = descriptor->epoch,
                             .sides = sides,
                             .is_socket = descriptor->is_socket,
                             .is_tcp = descriptor->is_tcp};
}

int32_t rw_watch(struct rw_engine *engine, struct rw_descriptor *descriptor, uint32_t sides)
{
    if ((sides & ~(uint32_t)descriptor->watched) == 0) {
        return 0;
    }
    if (descriptor->no_poll) {
        return -EPERM;
    }
    struct rw_watch watch = watch_of(descriptor, sides & ~(uint32_t)descriptor->watched);
    int32_t watched = rw_poller_watch(engine->poller, &watch);
    descriptor->no_poll = watched == -EPERM;
    if (watched < 0) {
        return watched;
    }
    descriptor->watched |= (uint8_t)watched;
    return 0;
}

void rw_unwatch(struct rw_engine *engine, struct rw_descriptor *descriptor)
{
    struct rw_watch watch = watch_of(descriptor, descriptor->watched);
    rw_poller_forget(engine->poller, &watch);
    descriptor->watched = 0;
    descriptor->idle = 0;
    descriptor->ready |= RW_READY_SIDES; /* unknown from now on */
}

static void end_queue(struct rw_engine *engine, struct rw_descriptor *descriptor, enum rw_side side,
                      int32_t error)
{
    while (descriptor->queue[side].head != NULL) {
        rw_end_one(engine, descriptor->queue[side].head, error);
    }
}

void rw_watch_refused(struct rw_engine *engine, struct rw_descriptor *descriptor, uint32_t sides,
                      int32_t error)
{
    descriptor->watched &= (uint8_t)~sides;
    descriptor->ready |= (uint8_t)sides; /* the next operation asks the descriptor itself */
    if ((sides & RW_READY_READ) != 0) {
        end_queue(engine, descriptor, RW_SIDE_READ, error);
    }
    if ((sides & RW_READY_WRITE) != 0) {
        end_queue(engine, descriptor, RW_SIDE_WRITE, error);
    }
    end_queue(engine, descriptor, RW_SIDE_POLL, error);
}
