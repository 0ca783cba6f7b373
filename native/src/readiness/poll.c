/* SPDX-License-Identifier: Apache-2.0 */
/*
 * poll.c: POLL_ADD and POLL_REMOVE.
 *
 * As the kernel does: a look at the present state when armed, reports afterwards. The watch comes
 * before the look, so that nothing falls between them. A multishot poll may repeat an event that
 * still holds when another one is reported.
 */
#include <errno.h>
#include <poll.h>

#include "engine.h"

/* Told without being asked for: an error, a hang-up and, as io_uring does, the end of the peer. */
#ifdef POLLRDHUP
#define ALWAYS_TOLD (POLLERR | POLLHUP | POLLRDHUP)
#else
#define ALWAYS_TOLD (POLLERR | POLLHUP)
#endif

static uint32_t poll_events_of(uint32_t mask)
{
    uint32_t events = 0;
    events |= (mask & RW_READY_READ) != 0 ? POLLIN | POLLRDNORM : 0;
    events |= (mask & RW_READY_WRITE) != 0 ? POLLOUT | POLLWRNORM : 0;
    events |= (mask & RW_READY_PRIORITY) != 0 ? POLLPRI : 0;
    events |= (mask & RW_READY_HANGUP) != 0 ? POLLHUP : 0;
    events |= (mask & RW_READY_ERROR) != 0 ? POLLERR : 0;
#ifdef POLLRDHUP
    events |= (mask & RW_READY_READ_HANGUP) != 0 ? POLLRDHUP : 0;
#else
    events |= (mask & RW_READY_READ_HANGUP) != 0 ? POLLHUP : 0; /* macOS has one word for both */
#endif
    return events;
}

static bool is_multishot(const struct rw_op *op)
{
    return (op->len & RW_POLL_ADD_MULTI) != 0;
}

static int32_t present_state(const struct rw_op *op)
{
    struct pollfd look = {.fd = op->fd, .events = (short)(op->op_flags | ALWAYS_TOLD)};
    int count;
    do {
        count = poll(&look, 1, 0);
    } while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : (int32_t)(unsigned short)look.revents;
}

static void finish(struct rw_engine *engine, struct rw_op *op, int32_t result)
{
    op->res = result;
    rw_complete(engine, op);
}

static void tell_more(struct rw_engine *engine, struct rw_descriptor *descriptor, struct rw_op *op,
                      uint32_t events)
{
    op->owed |= events;
    if (rw_has_room(engine)) {
        rw_complete_more(engine, op, (int32_t)op->owed);
        op->owed = 0;
    } else {
        rw_mark_runnable(engine, descriptor);
    }
}

void rw_poll_start(struct rw_engine *engine, struct rw_descriptor *descriptor, struct rw_op *op)
{
    if ((op->len & ~RW_POLL_ADD_MULTI) != 0) {
        finish(engine, op, -EINVAL);
        return;
    }
    int32_t error = rw_watch(engine, descriptor, RW_READY_SIDES);
    int32_t events = error < 0 && error != -EPERM ? error : present_state(op);
    if (events < 0 || error == -EPERM || (events != 0 && !is_multishot(op))) {
        finish(engine, op, events); /* what cannot be polled is always ready */
        return;
    }
    op->owed = 0;
    rw_pend(engine, descriptor, op);
    if (events != 0) {
        tell_more(engine, descriptor, op, (uint32_t)events);
    }
}

void rw_poll_report(struct rw_engine *engine, struct rw_descriptor *descriptor, uint32_t mask)
{
    uint32_t events = poll_events_of(mask);
    for (struct rw_op *op = descriptor->queue[RW_SIDE_POLL].head, *next; op != NULL; op = next) {
        next = op->next;
        uint32_t wanted = events & (op->op_flags | ALWAYS_TOLD);
        if (wanted == 0) {
            continue;
        }
        if (is_multishot(op)) {
            tell_more(engine, descriptor, op, wanted);
        } else {
            rw_unpend(engine, descriptor, op);
            finish(engine, op, (int32_t)wanted);
        }
    }
}

void rw_poll_pay(struct rw_engine *engine, struct rw_descriptor *descriptor)
{
    for (struct rw_op *op = descriptor->queue[RW_SIDE_POLL].head; op != NULL; op = op->next) {
        if (op->owed != 0) {
            tell_more(engine, descriptor, op, 0);
        }
    }
}

int32_t rw_poll_remove(struct rw_engine *engine, const struct rw_op *op)
{
    if (op->len != 0) {
        return -EINVAL; /* updates */
    }
    struct rw_op *victim = rw_op_index_find(&engine->index, op->addr, RW_OP_POLL_ADD);
    if (victim == NULL) {
        return -ENOENT;
    }
    rw_cancel_one(engine, victim);
    return 0;
}
