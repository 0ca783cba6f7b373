/* SPDX-License-Identifier: Apache-2.0 */
/*
 * close.c: CLOSE. The caller must have seen the end of all operations on the descriptor. If it has
 * not, they are cancelled here: io_uring's keep the file alive, ours would hang on a number that
 * soon means another file.
 *
 * The poller is not told: closing the last duplicate ends the watch, and reports of a watch kept
 * alive by another duplicate carry an old epoch and are dropped. One system call fewer.
 */
#include <errno.h>
#include <unistd.h>

#include "engine.h"
#include "epoch.h"

int32_t rw_close(struct rw_engine *engine, const struct rw_op *op)
{
    if (op->fd < 0) {
        return -EBADF;
    }
    struct rw_descriptor *descriptor = rw_descriptor_find(&engine->table, op->fd);
    if (descriptor != NULL) {
        rw_cancel_descriptor(engine, descriptor);
        descriptor->epoch = 0;
    }
    rw_epoch_advance(op->fd);
    /* EINTR: the number is free all the same, so there is nothing to try again. */
    return close(op->fd) < 0 && errno != EINTR ? -errno : 0;
}
