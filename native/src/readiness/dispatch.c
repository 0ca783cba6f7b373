/* SPDX-License-Identifier: Apache-2.0 */
/* dispatch.c: from a report of the poller to the operations that waited for it. */
#include <errno.h>

#include "attempt.h"
#include "epoch.h"

/* Tries a side's operations in order until one would block. */
void rw_run_queue(struct rw_engine *engine, struct rw_descriptor *descriptor, enum rw_side side)
{
    uint32_t bit = side == RW_SIDE_READ ? RW_READY_READ : RW_READY_WRITE;
    struct rw_op *op;
    while ((descriptor->ready & bit) != 0 && (op = descriptor->queue[side].head) != NULL) {
        enum rw_outcome outcome = rw_attempt(engine, descriptor, op);
        if (outcome == RW_PAUSE) {
            rw_mark_runnable(engine, descriptor);
            return;
        }
        if (outcome == RW_DONE) {
            rw_unpend(engine, descriptor, op);
            rw_complete(engine, op);
        }
    }
}

static bool is_awaited(const struct rw_descriptor *descriptor)
{
    for (int side = 0; side < RW_SIDES; side++) {
        if (descriptor->queue[side].head != NULL) {
            return true;
        }
    }
    return false;
}

static uint32_t ready_bits(uint32_t mask)
{
    uint32_t bits = mask & (RW_READY_READ | RW_READY_WRITE);
    if ((mask & (RW_READY_PRIORITY | RW_READY_READ_HANGUP)) != 0) {
        bits |= RW_READY_READ;
    }
    if ((mask & (RW_READY_HANGUP | RW_READY_ERROR)) != 0) {
        bits |= RW_READY_READ | RW_READY_WRITE; /* the attempt fetches the error */
    }
    return bits;
}

/* What a poller that tells the directions apart means, in the words of one that does not: a socket
 * hangs up once both directions are over, which two reports may say; a pipe has but one. */
static uint32_t joined(const struct rw_descriptor *descriptor, uint32_t mask)
{
    uint32_t ended = (mask | descriptor->sticky) & (RW_READY_READ_HANGUP | RW_READY_WRITE_HANGUP);
    if (descriptor->is_socket) {
        bool both = ended == (RW_READY_READ_HANGUP | RW_READY_WRITE_HANGUP);
        return both ? mask | RW_READY_HANGUP : mask;
    }
    return mask | ((mask & RW_READY_READ_HANGUP) != 0 ? RW_READY_HANGUP : 0) |
           ((mask & RW_READY_WRITE_HANGUP) != 0 ? RW_READY_ERROR : 0);
}

void rw_dispatch(struct rw_engine *engine, const struct rw_ready *ready)
{
    struct rw_descriptor *descriptor = rw_descriptor_find(&engine->table, ready->fd);
    if (descriptor == NULL || descriptor->epoch != ready->epoch) {
        return; /* a watch of an earlier life, kept alive by a duplicate */
    }
    if (rw_epoch_of(ready->fd) != descriptor->epoch) {
        rw_cancel_descriptor(engine, descriptor); /* closed elsewhere, against the contract */
        descriptor->epoch = 0;
        return;
    }
    if ((ready->mask & RW_READY_REFUSED) != 0) {
        rw_watch_refused(engine, descriptor, ready->mask & RW_READY_SIDES,
                         -RW_READY_REFUSED_BY(ready->mask));
        return;
    }
#ifdef RINGWAKE_ERROR_TAKEN
    int32_t error = (int32_t)(ready->mask >> 8);
    if (descriptor->is_socket && error != 0 &&
        error != EPIPE) { /* that one is told by every send */
        descriptor->error = error;
    }
#endif
    uint32_t mask = joined(descriptor, ready->mask);
    descriptor->ready |= (uint8_t)ready_bits(mask);
    descriptor->sticky |= (uint8_t)(mask & ~RW_READY_SIDES);
    if (!is_awaited(descriptor)) {
        if (descriptor->watched != 0 && ++descriptor->idle >= RW_IDLE_REPORTS_MAX) {
            rw_unwatch(engine, descriptor);
        }
        return;
    }
    rw_poll_report(engine, descriptor, mask);
    rw_run_queue(engine, descriptor, RW_SIDE_READ);
    rw_run_queue(engine, descriptor, RW_SIDE_WRITE);
}

void rw_mark_runnable(struct rw_engine *engine, struct rw_descriptor *descriptor)
{
    if (!descriptor->is_runnable) {
        descriptor->is_runnable = true;
        descriptor->runnable_next = engine->runnable;
        engine->runnable = descriptor;
    }
}

void rw_run_runnable(struct rw_engine *engine)
{
    if (engine->runnable == NULL || !rw_has_room(engine)) {
        return;
    }
    struct rw_descriptor *list = engine->runnable; /* whoever is marked again goes on a new list */
    engine->runnable = NULL;
    while (list != NULL) {
        struct rw_descriptor *descriptor = list;
        list = descriptor->runnable_next;
        descriptor->is_runnable = false;
        rw_poll_pay(engine, descriptor);
        rw_run_queue(engine, descriptor, RW_SIDE_READ);
        rw_run_queue(engine, descriptor, RW_SIDE_WRITE);
    }
}
