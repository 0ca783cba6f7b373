/* SPDX-License-Identifier: Apache-2.0 */
/*
 * attempt_accept.c: ACCEPT, once or multishot.
 *
 * A multishot accept takes what the backlog of the listener has, but no more than its share at a
 * time, so that a flood of connections cannot keep other descriptors waiting; and none while the
 * completion ring is full, so that it cannot fill memory either (io_uring ends it there: both ask
 * of the caller to reap).
 */
#include <errno.h>

#include "attempt.h"
#include "drained.h"
#include "epoch.h"
#include "socket/make.h"

#define ACCEPT_SHARE 64u

/* A new life of its number: whatever this ring remembers of it is void, its pending operations
 * too. */
static void adopt(struct rw_engine *engine, int32_t fd, bool is_tcp)
{
    rw_epoch_advance(fd);
    struct rw_descriptor *descriptor = rw_descriptor_make(&engine->table, fd);
    if (descriptor != NULL) { /* else its first operation tries again */
        rw_cancel_descriptor(engine, descriptor);
        rw_descriptor_adopt(descriptor, rw_epoch_of(fd), is_tcp);
    }
}

enum rw_outcome rw_attempt_accept(struct rw_engine *engine, struct rw_descriptor *descriptor,
                                  struct rw_op *op)
{
    bool multishot = (op->ioprio & RW_ACCEPT_MULTISHOT) != 0;
    for (uint32_t share = ACCEPT_SHARE; share > 0;) {
        if (multishot && !rw_has_room(engine)) {
            return RW_PAUSE;
        }
        int32_t fd = rw_make_accepted(descriptor->fd, rw_pointer(op->addr), rw_pointer(op->off),
                                      op->op_flags);
        if (fd == -EINTR) {
            continue;
        }
        if (fd == -EAGAIN || fd == -EWOULDBLOCK) {
            rw_blocked(descriptor, RW_READY_READ);
            return RW_WAIT;
        }
        op->res = fd;
        if (fd >= 0) {
            adopt(engine, fd, descriptor->is_tcp);
        }
        if (fd < 0 || !multishot) {
            return RW_DONE;
        }
        rw_complete_more(engine, op, op->res);
        share--;
    }
    return RW_PAUSE;
}
