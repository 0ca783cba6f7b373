/* SPDX-License-Identifier: Apache-2.0 */
/* attempt_message.c: RECVMSG and SENDMSG. */
#include <errno.h>
#include <limits.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "attempt.h"
#include "socket/make.h"
#include "vector.h"

/* With MSG_WAITALL, a later try goes on behind the bytes already moved, up to what fits a result. */
static size_t rest_of(const struct msghdr *message, uint32_t transferred, struct iovec *rest)
{
    size_t count = 0;
    size_t left = RW_TRANSFER_BYTES_MAX - transferred;
    size_t slices = (size_t)message->msg_iovlen; /* an int on macOS and musl */
    for (size_t i = 0; i < slices && left > 0; i++) {
        struct iovec slice = message->msg_iov[i];
        if (transferred >= slice.iov_len) {
            transferred -= (uint32_t)slice.iov_len;
            continue;
        }
        size_t length = slice.iov_len - transferred;
        rest[count].iov_base = (char *)slice.iov_base + transferred;
        rest[count].iov_len = length < left ? length : left;
        left -= rest[count].iov_len;
        transferred = 0;
        count++;
    }
    return count;
}

typedef ssize_t transfer(int fd, struct msghdr *message, int flags);

static ssize_t receive(int fd, struct msghdr *message, int flags)
{
    return recvmsg(fd, message, flags);
}

static ssize_t transmit(int fd, struct msghdr *message, int flags)
{
    return sendmsg(fd, message, flags | RW_MSG_NOSIGNAL);
}

static enum rw_outcome move(struct rw_descriptor *descriptor, struct rw_op *op, transfer *call)
{
    struct msghdr *message = rw_pointer(op->addr);
    struct iovec rest[IOV_MAX];
    struct msghdr shifted;
    if (op->transferred > 0) {
        shifted = *message;
        shifted.msg_iovlen =
            (__typeof__(shifted.msg_iovlen))rest_of(message, op->transferred, rest);
        shifted.msg_iov = rest;
        shifted.msg_control = NULL; /* went with the first bytes */
        shifted.msg_controllen = 0;
        message = &shifted;
    }
    uint64_t wanted = rw_vector_bytes(message->msg_iov, (size_t)message->msg_iovlen);
    uint64_t fits = RW_TRANSFER_BYTES_MAX - op->transferred;
    wanted = wanted < fits ? wanted : fits;
    ssize_t count = call(descriptor->fd, message, rw_call_flags(op));
    return rw_settle(descriptor, op, rw_errno_or(count, errno), wanted, op->op_flags);
}

enum rw_outcome rw_attempt_recvmsg(struct rw_descriptor *descriptor, struct rw_op *op)
{
    return move(descriptor, op, receive);
}

enum rw_outcome rw_attempt_sendmsg(struct rw_descriptor *descriptor, struct rw_op *op)
{
    return move(descriptor, op, transmit);
}
