/* SPDX-License-Identifier: Apache-2.0 */
/*
 * kqueue_changes.h: what a kqueue is to watch from its next wait on.
 *
 * Changes travel with the wait: kevent(2) takes a list of them before it waits, so that a watch
 * costs no system call of its own. What kevent says of a change that failed comes back among the
 * reports.
 */
#ifndef RINGWAKE_KQUEUE_CHANGES_H
#define RINGWAKE_KQUEUE_CHANGES_H

#include <stdint.h>
#include <sys/event.h>

#include "readiness/poller.h"

#ifdef RINGWAKE_URGENT_UNTOLD /* the names that this kqueue lacks; never given to it */
#define EVFILT_EXCEPT INT16_MIN
#define NOTE_OOB      0
#endif

#define RW_CHANGES_MAX 128u

struct rw_changes {
    uint32_t count;
    struct kevent list[RW_CHANGES_MAX];
};

/* The epoch that a report or a change carries. */
static inline uint32_t rw_epoch_in(const struct kevent *event)
{
    return (uint32_t)(uintptr_t)event->udata;
}

/* How many changes watching or forgetting these sides takes. */
uint32_t rw_changes_needed(const struct rw_watch *watch);

/* Adds them; there is room. flags: EV_ADD | EV_CLEAR, or EV_DELETE. */
void rw_changes_add(struct rw_changes *changes, const struct rw_watch *watch, uint16_t flags);

/* Drops the watches of numbers that were closed since: they may belong to another file by now. */
void rw_changes_drop_stale(struct rw_changes *changes);

/* What a failed change means. False: nothing that anybody need know. */
bool rw_change_failed(const struct kevent *failed, struct rw_ready *out);

#endif /* RINGWAKE_KQUEUE_CHANGES_H */
