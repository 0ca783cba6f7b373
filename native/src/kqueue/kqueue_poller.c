/* SPDX-License-Identifier: Apache-2.0 */
/*
 * kqueue_poller.c: readiness/poller.h over kqueue.
 *
 * A side of a descriptor is watched once an operation has to wait for it: EV_CLEAR, so that each
 * change is reported once. Not both from the start, as every acknowledged byte changes the room to
 * write, and would be reported to a ring that waits for something to read. The wake is EVFILT_USER.
 *
 * One system call per wait: it brings the changes (kqueue_changes.h) and fetches the reports.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include "kqueue_changes.h"
#include "readiness/engine.h"

#define WAKE_IDENT       0
#define NANOS_PER_SECOND 1000000000ll
/* Some kernels refuse longer ones; the engine waits again for the rest. */
#define WAIT_SECONDS_MAX 86400ll

_Static_assert(RW_CHANGES_MAX <= RW_READY_BATCH, "each change may fail and be reported");

struct rw_poller {
    int kqueue_fd;
    atomic_bool is_waking; /* a wake is sent and not yet reported: others need not send one */
    struct rw_changes changes;
    struct kevent events[RW_READY_BATCH];
};

/* Submits what is given and nothing else. 0 or -errno. */
static int32_t submit(int kqueue_fd, const struct kevent *changes, uint32_t count)
{
    int status = kevent(kqueue_fd, changes, (int)count, NULL, 0, NULL);
    return status < 0 && errno != EINTR ? -errno : 0; /* EINTR: the changes are made */
}

int32_t rw_poller_open(uint64_t disabled, struct rw_poller **out)
{
    (void)disabled; /* there is nothing optional */
    *out = NULL;
    struct rw_poller *poller = calloc(1, sizeof *poller);
    if (poller == NULL) {
        return -ENOMEM;
    }
    struct kevent wake;
    EV_SET(&wake, WAKE_IDENT, EVFILT_USER, EV_ADD | EV_CLEAR, 0, 0, NULL);
    poller->kqueue_fd = kqueue();
    int32_t error = poller->kqueue_fd < 0 ? -errno : 0;
    if (error == 0 && fcntl(poller->kqueue_fd, F_SETFD, FD_CLOEXEC) < 0) {
        error = -errno;
    }
    if (error == 0) {
        error = submit(poller->kqueue_fd, &wake, 1);
    }
    if (error < 0) {
        rw_poller_close(poller);
        return error;
    }
    *out = poller;
    return 0;
}

void rw_poller_close(struct rw_poller *poller)
{
    if (poller->kqueue_fd >= 0) {
        close(poller->kqueue_fd);
    }
    free(poller);
}

uint64_t rw_poller_features(const struct rw_poller *poller)
{
    (void)poller;
    return 0;
}

/* Brings the changes at once. With EV_RECEIPT each is answered, in its own place, and as there is no
 * place beyond those, no report is fetched here. What failed is brought again by the next wait, which
 * has somebody to tell. EINTR: the answers are lost, and asked for again, which changes nothing. */
static int32_t bring(struct rw_poller *poller)
{
    static const struct timespec now = {0, 0};
    struct rw_changes *changes = &poller->changes;
    rw_changes_drop_stale(changes);
    for (uint32_t i = 0; i < changes->count; i++) {
        changes->list[i].flags |= EV_RECEIPT;
    }
    int count;
    do {
        count = kevent(poller->kqueue_fd, changes->list, (int)changes->count, poller->events,
                       (int)changes->count, &now);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        return -errno;
    }
    uint32_t kept = 0;
    for (int i = 0; i < count; i++) {
        struct kevent change = changes->list[i];
        struct rw_ready unused;
        change.flags &= (uint16_t)~EV_RECEIPT;
        change.data = poller->events[i].data;
        if (change.data != 0 && rw_change_failed(&change, &unused)) {
            change.data = 0;
            changes->list[kept++] = change;
        }
    }
    changes->count = kept;
    return 0;
}

static int32_t gather(struct rw_poller *poller, const struct rw_watch *watch, uint16_t flags)
{
    uint32_t room = RW_CHANGES_MAX - rw_changes_needed(watch);
    int32_t error = poller->changes.count > room ? bring(poller) : 0;
    if (error == 0 && poller->changes.count > room) {
        error = -ENOMEM; /* that many failures at once leave no room: no doubt of what they are */
    }
    if (error == 0) {
        rw_changes_add(&poller->changes, watch, flags);
    }
    return error;
}

/* Files are always ready, and kqueue watches more of them than is meant here. */
static bool is_always_ready(int32_t fd)
{
    struct stat status;
    return fstat(fd, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode) ||
                                       S_ISBLK(status.st_mode) || S_ISLNK(status.st_mode));
}

/* An end of a pipe has one side. A filter for the other tells its end too, in words that would be
 * taken for the end of that side. */
static uint32_t sides_of_file(int32_t fd)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0) {
        return RW_READY_SIDES; /* and kevent will say what is wrong with it */
    }
    uint32_t reads = (flags & O_ACCMODE) != O_WRONLY ? RW_READY_READ : 0;
    uint32_t writes = (flags & O_ACCMODE) != O_RDONLY ? RW_READY_WRITE : 0;
    return reads | writes;
}

int32_t rw_poller_watch(struct rw_poller *poller, const struct rw_watch *watch)
{
    struct rw_watch there_is = *watch;
    if (!watch->is_socket) {
        if (is_always_ready(watch->fd)) {
            return -EPERM;
        }
        there_is.sides &= sides_of_file(watch->fd);
    }
    int32_t error = gather(poller, &there_is, EV_ADD | EV_CLEAR);
    return error < 0 ? error : (int32_t)watch->sides;
}

void rw_poller_forget(struct rw_poller *poller, const struct rw_watch *watch)
{
    (void)gather(poller, watch, EV_DELETE); /* no room: it reports for nothing once more */
}

static uint32_t error_of(const struct kevent *event)
{
    if ((event->flags & EV_EOF) == 0 || event->fflags == 0) {
        return 0;
    }
#ifdef RINGWAKE_ERROR_TAKEN
    return RW_READY_ERROR | event->fflags << 8;
#else
    return RW_READY_ERROR; /* an attempt meets it at the socket, where it still is */
#endif
}

static uint32_t mask_of(const struct kevent *event)
{
    bool ended = (event->flags & EV_EOF) != 0;
    uint32_t error = error_of(event);
    switch (event->filter) {
    case EVFILT_READ:
        return RW_READY_READ | error | (ended ? RW_READY_READ_HANGUP : 0);
    case EVFILT_WRITE:
        return RW_READY_WRITE | error | (ended ? RW_READY_WRITE_HANGUP : 0);
    default:
        return RW_READY_PRIORITY;
    }
}

/* macOS's EVFILT_EXCEPT is its EVFILT_READ, which looks for urgent data besides: it reports plain data
 * and the end too. The notes of an end are an errno. */
static bool is_told_by_reading(const struct kevent *event)
{
    bool urgent = (event->flags & EV_EOF) == 0 && (event->fflags & NOTE_OOB) != 0;
    return event->filter == EVFILT_EXCEPT && !urgent;
}

/* Reports of one descriptor become one where that is an end, so that a poll is told all of it. */
static int32_t append(struct rw_ready *ready, int32_t count, const struct rw_ready *report)
{
    bool is_plain = (report->mask & ~RW_READY_SIDES) == 0;
    for (int32_t i = 0; i < count && !is_plain; i++) {
        if (ready[i].fd == report->fd && ready[i].epoch == report->epoch &&
            ((ready[i].mask | report->mask) & RW_READY_REFUSED) == 0) {
            ready[i].mask |= report->mask;
            return count;
        }
    }
    ready[count] = *report;
    return count + 1;
}

static bool read_report(const struct kevent *event, struct rw_ready *out)
{
    if ((event->flags & EV_ERROR) != 0) {
        return event->data != 0 && rw_change_failed(event, out);
    }
    *out = (struct rw_ready){(int32_t)event->ident, rw_epoch_in(event), mask_of(event)};
    return !is_told_by_reading(event);
}

static int fetch(struct rw_poller *poller, uint32_t max, int64_t timeout_nanos)
{
    struct rw_changes *changes = &poller->changes;
    int64_t seconds = timeout_nanos / NANOS_PER_SECOND;
    struct timespec timeout = {.tv_sec = seconds < WAIT_SECONDS_MAX ? seconds : WAIT_SECONDS_MAX,
                               .tv_nsec = timeout_nanos % NANOS_PER_SECOND};
    rw_changes_drop_stale(changes);
    uint32_t size = max < RW_READY_BATCH ? max : RW_READY_BATCH;
    int count = kevent(poller->kqueue_fd, changes->list, (int)changes->count, poller->events,
                       (int)size, timeout_nanos < 0 ? NULL : &timeout);
    if (count >= 0 || errno == EINTR) {
        changes->count = 0; /* a signal ends the wait, not the changes, which were made before it */
    }
    return count < 0 ? -errno : count;
}

int32_t rw_poller_wait(struct rw_poller *poller, struct rw_ready *ready, uint32_t max,
                       int64_t timeout_nanos, bool *woken)
{
    int reported = fetch(poller, max, timeout_nanos);
    int32_t count = 0;
    for (int i = 0; i < reported; i++) {
        struct rw_ready report;
        if (poller->events[i].filter == EVFILT_USER) {
            /* Before the caller looks at what the waker left for it: a wake from now on sends
             * again. acq_rel pairs with rw_poller_wake(): whoever found the flag set published its
             * work before. */
            atomic_exchange_explicit(&poller->is_waking, false, memory_order_acq_rel);
            *woken = true;
        } else if (read_report(&poller->events[i], &report)) {
            count = append(ready, count, &report);
        }
    }
    return reported < 0 ? reported : count;
}

int32_t rw_poller_wake(struct rw_poller *poller)
{
    if (atomic_exchange_explicit(&poller->is_waking, true, memory_order_acq_rel)) {
        return 0; /* the wake on its way is seen after what our caller published */
    }
    struct kevent wake;
    EV_SET(&wake, WAKE_IDENT, EVFILT_USER, 0, NOTE_TRIGGER, 0, NULL);
    int32_t error = submit(poller->kqueue_fd, &wake, 1);
    if (error < 0) {
        /* None is on its way: the next one must not take it for sent. */
        atomic_store_explicit(&poller->is_waking, false, memory_order_release);
    }
    return error;
}
