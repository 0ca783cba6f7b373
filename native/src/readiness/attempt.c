/* SPDX-License-Identifier: Apache-2.0 */
/* attempt.c: which system call an operation is, and what its result means. */
#include "attempt.h"

#include <errno.h>

#include "drained.h"

static bool wants_all(const struct rw_descriptor *descriptor, uint32_t msg_flags)
{
    return descriptor->is_stream && (msg_flags & MSG_WAITALL) != 0 && (msg_flags & MSG_PEEK) == 0;
}

static enum rw_outcome finish(struct rw_op *op, int64_t result)
{
    /* As io_uring: bytes that moved are reported, the error behind them comes with the next call. */
    if (op->transferred > 0) {
        result = (int64_t)op->transferred + (result > 0 ? result : 0);
    }
    op->res = (int32_t)result;
    return RW_DONE;
}

enum rw_outcome rw_settle(struct rw_descriptor *descriptor, struct rw_op *op, int64_t result,
                          uint64_t wanted, uint32_t msg_flags)
{
    uint32_t bit = op->side == RW_SIDE_READ ? RW_READY_READ : RW_READY_WRITE;
    if (result == -EINTR) {
        return RW_AGAIN;
    }
    if (result == -EAGAIN || result == -EWOULDBLOCK) {
        rw_blocked(descriptor, bit);
        return (msg_flags & MSG_DONTWAIT) != 0 ? finish(op, -EAGAIN) : RW_WAIT;
    }
    if (result <= 0) {
        return finish(op, result);
    }
    rw_moved(descriptor, bit, (uint64_t)result, wanted, msg_flags);
    if ((uint64_t)result < wanted && wants_all(descriptor, msg_flags)) {
        op->transferred += (uint32_t)result;
        bool drained = (descriptor->ready & bit) == 0 && (msg_flags & MSG_DONTWAIT) == 0;
        return drained ? RW_WAIT : RW_AGAIN;
    }
    return finish(op, result);
}

static enum rw_outcome attempt_once(struct rw_engine *engine, struct rw_descriptor *descriptor,
                                    struct rw_op *op)
{
    switch (op->opcode) {
    case RW_OP_RECV:
        return rw_attempt_recv(descriptor, op);
    case RW_OP_SEND:
        return rw_attempt_send(descriptor, op);
    case RW_OP_RECVMSG:
        return rw_attempt_recvmsg(descriptor, op);
    case RW_OP_SENDMSG:
        return rw_attempt_sendmsg(descriptor, op);
    case RW_OP_ACCEPT:
        return rw_attempt_accept(engine, descriptor, op);
    case RW_OP_CONNECT:
        return rw_attempt_connect(descriptor, op);
    default:
        return rw_attempt_file(descriptor, op);
    }
}

#ifdef RINGWAKE_ERROR_TAKEN
/* Tells the error to the attempt that would have met it: one that moved nothing. A send meets EPIPE
 * before it, but on TCP. */
static enum rw_outcome with_taken_error(struct rw_descriptor *descriptor, struct rw_op *op,
                                        enum rw_outcome outcome)
{
    bool moved = op->opcode != RW_OP_CONNECT && op->transferred > 0;
    bool meets = outcome == RW_WAIT ||
                 (outcome == RW_DONE && op->res <= 0 && (op->res != -EPIPE || descriptor->is_tcp));
    if (descriptor->error == 0 || moved || !meets) {
        return outcome;
    }
    op->res = -descriptor->error;
    descriptor->error = 0;
    return RW_DONE;
}
#endif

enum rw_outcome rw_attempt(struct rw_engine *engine, struct rw_descriptor *descriptor,
                           struct rw_op *op)
{
    enum rw_outcome outcome = RW_AGAIN;
    while (outcome == RW_AGAIN) {
        outcome = attempt_once(engine, descriptor, op);
    }
#ifdef RINGWAKE_ERROR_TAKEN
    outcome = with_taken_error(descriptor, op, outcome);
#endif
    return outcome;
}
