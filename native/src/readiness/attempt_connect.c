/* SPDX-License-Identifier: Apache-2.0 */
/*
 * attempt_connect.c: CONNECT: call, wait until the handshake is over, call again to learn the end.
 *
 * The second call is what io_uring makes too. Writable alone proves nothing: a socket that was
 * watched before it connected has an old report to deliver. EALREADY says so, and the wait goes on.
 */
#include <errno.h>
#include <sys/socket.h>

#include "attempt.h"
#include "drained.h"

static int32_t take_error(int32_t fd)
{
    int error = 0;
    socklen_t size = sizeof error;
    return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0 ? -errno : -error;
}

static enum rw_outcome done(struct rw_op *op, int32_t result)
{
    op->res = result;
    return RW_DONE;
}

/* What a failed call means for an operation whose handshake runs already. */
static enum rw_outcome judge_running(struct rw_descriptor *descriptor, struct rw_op *op, int error)
{
    if (error == EALREADY || error == EINPROGRESS) {
        rw_blocked(descriptor, RW_READY_WRITE);
        return RW_WAIT;
    }
    if (error == EISCONN) {
        return done(op, take_error(descriptor->fd));
    }
    return done(op, -error);
}

enum rw_outcome rw_attempt_connect(struct rw_descriptor *descriptor, struct rw_op *op)
{
    if (op->in_progress) {
        /* BSDs let a socket that was refused connect anew, so its error is asked for first; also
         * where none was reported, as kqueue tells an error as such at the end alone. */
        int32_t error = take_error(descriptor->fd);
        if (error < 0) {
            return done(op, error);
        }
    }
    if (connect(descriptor->fd, rw_pointer(op->addr), (socklen_t)op->off) == 0) {
        return done(op, 0);
    }
    int error = errno;
    if (op->in_progress) {
        return judge_running(descriptor, op, error);
    }
    if (error == EINPROGRESS || error == EINTR) { /* EINTR: it goes on in the background */
        op->in_progress = 1;
        rw_blocked(descriptor, RW_READY_WRITE);
        return RW_WAIT;
    }
    if (error == ECONNABORTED && op->transferred == 0) {
        op->transferred = 1; /* of an earlier attempt on this socket: told once, then cleared */
        return RW_AGAIN;
    }
    return done(op, -error);
}
