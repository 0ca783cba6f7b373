/* SPDX-License-Identifier: Apache-2.0 */
/* start.c: the first step of an operation: what it is about, and whether to try it at once. */
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>

#include "attempt.h"
#include "epoch.h"

/* Finds what is known of a descriptor, or looks at it afresh if that was another life of it. */
static int32_t look_up(struct rw_engine *engine, int32_t fd, struct rw_descriptor **out)
{
    if (fd < 0) {
        return -EBADF;
    }
    uint32_t epoch = rw_epoch_of(fd);
    struct rw_descriptor *descriptor = rw_descriptor_find(&engine->table, fd);
    if (descriptor != NULL && descriptor->epoch == epoch) {
        *out = descriptor;
        return 0;
    }
    if (descriptor == NULL) {
        if (fcntl(fd, F_GETFD) < 0) { /* no memory for numbers that do not exist */
            return -errno;
        }
        descriptor = rw_descriptor_make(&engine->table, fd);
        if (descriptor == NULL) {
            return -ENOMEM;
        }
    }
    rw_cancel_descriptor(engine, descriptor);
    descriptor->epoch = 0;
    *out = descriptor;
    return rw_descriptor_inspect(descriptor, epoch);
}

static bool is_message_op(uint8_t opcode)
{
    return opcode == RW_OP_RECV || opcode == RW_OP_SEND || opcode == RW_OP_RECVMSG ||
           opcode == RW_OP_SENDMSG;
}

static bool is_socket_op(uint8_t opcode)
{
    return is_message_op(opcode) || opcode == RW_OP_ACCEPT || opcode == RW_OP_CONNECT;
}

/*
 * Should the first attempt be made now? Trying is always right; waiting is, by drained.h, if the
 * bit is clear. These are tried nevertheless: urgent data and error queues, which have their own
 * readiness, and what must not wait.
 */
static bool may_try(const struct rw_descriptor *descriptor, const struct rw_op *op)
{
    uint32_t bit = op->side == RW_SIDE_READ ? RW_READY_READ : RW_READY_WRITE;
    if ((descriptor->ready & bit) != 0 || descriptor->no_poll || op->opcode == RW_OP_CONNECT) {
        return true;
    }
#ifdef MSG_ERRQUEUE
    const uint32_t always = MSG_OOB | MSG_DONTWAIT | MSG_ERRQUEUE;
#else
    const uint32_t always = MSG_OOB | MSG_DONTWAIT;
#endif
    return is_message_op(op->opcode) && (op->op_flags & always) != 0;
}

static bool must_not_wait(const struct rw_op *op)
{
    return is_message_op(op->opcode) && (op->op_flags & MSG_DONTWAIT) != 0;
}

static void finish(struct rw_engine *engine, struct rw_op *op, int32_t result)
{
    op->res = result;
    rw_complete(engine, op);
}

/* Transfers, ACCEPT and CONNECT: at once or in turn. */
static void start_in_turn(struct rw_engine *engine, struct rw_descriptor *descriptor,
                          struct rw_op *op)
{
    uint32_t bit = op->side == RW_SIDE_READ ? RW_READY_READ : RW_READY_WRITE;
    bool first = descriptor->queue[op->side].head == NULL;
    enum rw_outcome outcome = RW_WAIT;
    bool poll_first = is_message_op(op->opcode) && (op->ioprio & RW_POLL_FIRST) != 0;
    if (poll_first && (descriptor->watched & bit) == 0) {
        /* The watch below reports what is there: nothing can be missed by not trying. */
        descriptor->ready &= (uint8_t)~bit;
    }
    if (first && may_try(descriptor, op)) {
        outcome = rw_attempt(engine, descriptor, op);
    } else if (must_not_wait(op)) {
        finish(engine, op, -EAGAIN);
        return;
    }
    if (outcome == RW_DONE) {
        rw_complete(engine, op);
        return;
    }
    int32_t error = rw_watch(engine, descriptor, bit);
    if (error < 0) {
        finish(engine, op, error == -EPERM ? -EAGAIN : error);
        return;
    }
    rw_pend(engine, descriptor, op);
    if (outcome == RW_PAUSE) {
        rw_mark_runnable(engine, descriptor);
    }
}

static void start_on_descriptor(struct rw_engine *engine, struct rw_op *op, enum rw_side side)
{
    struct rw_descriptor *descriptor = NULL;
    op->side = (uint8_t)side;
    int32_t error = look_up(engine, op->fd, &descriptor);
    if (descriptor != NULL) {
        descriptor->idle = 0;
    }
    if (error == 0 && is_socket_op(op->opcode) && !descriptor->is_socket) {
        error = -ENOTSOCK;
    }
    if (error < 0) {
        finish(engine, op, error);
    } else if (side == RW_SIDE_POLL) {
        rw_poll_start(engine, descriptor, op);
    } else {
        start_in_turn(engine, descriptor, op);
    }
}

static int32_t shut_down(const struct rw_op *op)
{
    return shutdown(op->fd, (int)op->len) < 0 ? -errno : 0;
}

void rw_start(struct rw_engine *engine, struct rw_op *op)
{
    switch (op->opcode) {
    case RW_OP_NOP:
        finish(engine, op, 0);
        break;
    case RW_OP_ASYNC_CANCEL:
        finish(engine, op, rw_cancel(engine, op));
        break;
    case RW_OP_POLL_REMOVE:
        finish(engine, op, rw_poll_remove(engine, op));
        break;
    case RW_OP_CLOSE:
        finish(engine, op, rw_close(engine, op));
        break;
    case RW_OP_SHUTDOWN:
        finish(engine, op, shut_down(op));
        break;
    case RW_OP_READ:
    case RW_OP_READV:
    case RW_OP_RECV:
    case RW_OP_RECVMSG:
    case RW_OP_ACCEPT:
        start_on_descriptor(engine, op, RW_SIDE_READ);
        break;
    case RW_OP_WRITE:
    case RW_OP_WRITEV:
    case RW_OP_SEND:
    case RW_OP_SENDMSG:
    case RW_OP_CONNECT:
        start_on_descriptor(engine, op, RW_SIDE_WRITE);
        break;
    case RW_OP_POLL_ADD:
        start_on_descriptor(engine, op, RW_SIDE_POLL);
        break;
    default:
        finish(engine, op, -EINVAL);
        break;
    }
}
