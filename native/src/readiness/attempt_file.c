/* SPDX-License-Identifier: Apache-2.0 */
/* attempt_file.c: READ, WRITE, READV and WRITEV, on anything that read(2) works on. */
#include <errno.h>
#include <limits.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include "attempt.h"
#include "vector.h"

#define CURRENT_POSITION UINT64_MAX

static ssize_t call_at(int32_t fd, const struct rw_op *op)
{
    void *data = rw_pointer(op->addr);
    off_t at = (off_t)op->off;
    switch (op->opcode) {
    case RW_OP_READ:
        return pread(fd, data, op->len, at);
    case RW_OP_WRITE:
        return pwrite(fd, data, op->len, at);
    case RW_OP_READV:
        return preadv(fd, data, (int)op->len, at);
    default:
        return pwritev(fd, data, (int)op->len, at);
    }
}

static ssize_t call(int32_t fd, const struct rw_op *op)
{
    void *data = rw_pointer(op->addr);
    switch (op->opcode) {
    case RW_OP_READ:
        return read(fd, data, op->len);
    case RW_OP_WRITE:
        return write(fd, data, op->len);
    case RW_OP_READV:
        return readv(fd, data, (int)op->len);
    default:
        return writev(fd, data, (int)op->len);
    }
}

static uint64_t wanted_by(const struct rw_op *op)
{
    if (op->opcode == RW_OP_READ || op->opcode == RW_OP_WRITE) {
        return op->len;
    }
    return rw_vector_bytes(rw_pointer(op->addr), op->len);
}

enum rw_outcome rw_attempt_file(struct rw_descriptor *descriptor, struct rw_op *op)
{
    bool is_vector = op->opcode == RW_OP_READV || op->opcode == RW_OP_WRITEV;
    if (is_vector && op->len > IOV_MAX) {
        op->res = -EINVAL;
        return RW_DONE;
    }
    bool at = op->off != CURRENT_POSITION && !descriptor->is_socket && !descriptor->no_position;
    ssize_t count = at ? call_at(descriptor->fd, op) : call(descriptor->fd, op);
    if (at && count < 0 && errno == ESPIPE) {
        descriptor->no_position = true; /* a stream: io_uring ignores the offset of one */
        return RW_AGAIN;
    }
    int64_t result = rw_errno_or(count, errno);
    return rw_settle(descriptor, op, result, descriptor->is_tcp ? wanted_by(op) : 0, 0);
}
