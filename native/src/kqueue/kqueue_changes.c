/* SPDX-License-Identifier: Apache-2.0 */
/* kqueue_changes.c: see kqueue_changes.h. */
#include "kqueue_changes.h"

#include <errno.h>

#include "readiness/epoch.h"

/* Urgent data has a filter of its own. Without it the mark would stop a read of more, and the rest
 * be taken for drained: see readiness/drained.h. */
static bool watches_urgent(const struct rw_watch *watch)
{
#ifdef RINGWAKE_URGENT_UNTOLD
    (void)watch;
    return false;
#else
    return watch->is_tcp && (watch->sides & RW_READY_READ) != 0;
#endif
}

uint32_t rw_changes_needed(const struct rw_watch *watch)
{
    return ((watch->sides & RW_READY_READ) != 0 ? 1u : 0u) +
           ((watch->sides & RW_READY_WRITE) != 0 ? 1u : 0u) + (watches_urgent(watch) ? 1u : 0u);
}

static void add(struct rw_changes *changes, const struct rw_watch *watch, int filter,
                uint16_t flags, uint32_t notes)
{
    struct kevent *change = &changes->list[changes->count++];
    EV_SET(change, (uintptr_t)watch->fd, (int16_t)filter, flags, notes, 0,
           (void *)(uintptr_t)watch->epoch);
}

void rw_changes_add(struct rw_changes *changes, const struct rw_watch *watch, uint16_t flags)
{
    if ((watch->sides & RW_READY_READ) != 0) {
        add(changes, watch, EVFILT_READ, flags, 0);
    }
    if (watches_urgent(watch)) {
        add(changes, watch, EVFILT_EXCEPT, flags, NOTE_OOB);
    }
    if ((watch->sides & RW_READY_WRITE) != 0) {
        add(changes, watch, EVFILT_WRITE, flags, 0);
    }
}

void rw_changes_drop_stale(struct rw_changes *changes)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < changes->count; i++) {
        if (rw_epoch_of((int32_t)changes->list[i].ident) == rw_epoch_in(&changes->list[i])) {
            changes->list[kept++] = changes->list[i];
        }
    }
    changes->count = kept;
}

/*
 *   EPIPE            EVFILT_WRITE of a pipe that nobody reads any more: its state, not a failure
 *   any, EV_DELETE   gone already (ENOENT), or its number is (EBADF). Some kernels leave no flag but
 *                    EV_ERROR in the answer: then ENOENT says that it was one.
 *   any, EXCEPT      there is no urgent data to be told
 *   EBADF            closed against the contract; ENOMEM; EINVAL, EPERM, EACCES, ENXIO, EOPNOTSUPP,
 *                    ENOENT of an EV_ADD: it cannot be watched. Whoever waits for it is told.
 */
bool rw_change_failed(const struct kevent *failed, struct rw_ready *out)
{
    bool adds = (failed->flags & EV_ADD) != 0;
    if ((failed->flags & EV_DELETE) != 0 || (failed->data == ENOENT && !adds) ||
        failed->filter == EVFILT_EXCEPT) {
        return false;
    }
    out->fd = (int32_t)failed->ident;
    out->epoch = rw_epoch_in(failed);
    if (failed->data == EPIPE && failed->filter == EVFILT_WRITE) {
        out->mask = RW_READY_WRITE | RW_READY_WRITE_HANGUP;
        return true;
    }
    uint32_t side = failed->filter == EVFILT_READ ? RW_READY_READ : RW_READY_WRITE;
    out->mask = side | RW_READY_REFUSED | (uint32_t)failed->data << 8;
    return true;
}
