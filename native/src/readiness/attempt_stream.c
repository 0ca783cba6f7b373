/* SPDX-License-Identifier: Apache-2.0 */
/* attempt_stream.c: RECV and SEND. */
#include <errno.h>
#include <sys/socket.h>

#include "attempt.h"
#include "socket/make.h"

static uint32_t bytes_left(const struct rw_op *op)
{
    uint32_t len = op->len < RW_TRANSFER_BYTES_MAX ? op->len : RW_TRANSFER_BYTES_MAX;
    return len - op->transferred;
}

enum rw_outcome rw_attempt_recv(struct rw_descriptor *descriptor, struct rw_op *op)
{
    uint32_t wanted = bytes_left(op);
    ssize_t count =
        recv(descriptor->fd, rw_pointer(op->addr + op->transferred), wanted, rw_call_flags(op));
    return rw_settle(descriptor, op, rw_errno_or(count, errno), wanted, op->op_flags);
}

enum rw_outcome rw_attempt_send(struct rw_descriptor *descriptor, struct rw_op *op)
{
    uint32_t wanted = bytes_left(op);
    ssize_t count = send(descriptor->fd, rw_pointer(op->addr + op->transferred), wanted,
                         rw_call_flags(op) | RW_MSG_NOSIGNAL);
    return rw_settle(descriptor, op, rw_errno_or(count, errno), wanted, op->op_flags);
}
