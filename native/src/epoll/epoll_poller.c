/* SPDX-License-Identifier: Apache-2.0 */
/*
 * epoll_poller.c: readiness/poller.h over epoll.
 *
 * Each descriptor is registered once, edge-triggered, for reading and writing: no epoll_ctl() in a
 * steady state. The wake is an eventfd, edge-triggered too: each write is reported, so it is never
 * read (its counter overflows after 2^64 wakes).
 */
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "epoll_sleep.h"
#include "readiness/engine.h"

#define WATCHED_EVENTS ((uint32_t)(EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLPRI) | EPOLLET)
#define WAKE_DATA      UINT64_MAX /* no descriptor is -1 */

struct rw_poller {
    int epoll_fd;
    int wake_fd;
    bool has_pwait2;
    atomic_bool is_waking; /* a wake is written and not yet reported: others need not write */
    struct epoll_event events[RW_READY_BATCH];
};

static int32_t open_parts(struct rw_poller *poller, uint64_t disabled)
{
    poller->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (poller->epoll_fd < 0) {
        return -errno;
    }
    poller->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (poller->wake_fd < 0) {
        return -errno;
    }
    struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.u64 = WAKE_DATA};
    if (epoll_ctl(poller->epoll_fd, EPOLL_CTL_ADD, poller->wake_fd, &event) < 0) {
        return -errno;
    }
    poller->has_pwait2 =
        (disabled & RW_FEATURE_PWAIT2) == 0 && rw_epoll_try_pwait2(poller->epoll_fd);
    return 0;
}

int32_t rw_poller_open(uint64_t disabled, struct rw_poller **out)
{
    *out = NULL;
    struct rw_poller *poller = calloc(1, sizeof *poller);
    if (poller == NULL) {
        return -ENOMEM;
    }
    poller->epoll_fd = -1;
    poller->wake_fd = -1;
    int32_t error = open_parts(poller, disabled);
    if (error < 0) {
        rw_poller_close(poller);
        return error;
    }
    *out = poller;
    return 0;
}

void rw_poller_close(struct rw_poller *poller)
{
    if (poller->wake_fd >= 0) {
        close(poller->wake_fd);
    }
    if (poller->epoll_fd >= 0) {
        close(poller->epoll_fd);
    }
    free(poller);
}

uint64_t rw_poller_features(const struct rw_poller *poller)
{
    return poller->has_pwait2 ? RW_FEATURE_PWAIT2 : 0;
}

/* Both sides at once: the second would cost a call of its own, and an edge nobody waits for is only
 * reported after a send that found no room. */
int32_t rw_poller_watch(struct rw_poller *poller, const struct rw_watch *watch)
{
    struct epoll_event event = {.events = WATCHED_EVENTS,
                                .data.u64 = (uint64_t)watch->epoch << 32 | (uint32_t)watch->fd};
    if (epoll_ctl(poller->epoll_fd, EPOLL_CTL_ADD, watch->fd, &event) == 0) {
        return (int32_t)RW_READY_SIDES;
    }
    if (errno != EEXIST) {
        return -errno;
    }
    /* Watched in an earlier life of the number that ended without a close: by dup2(2), say. MOD
     * reports the present state, as ADD does. */
    bool watched = epoll_ctl(poller->epoll_fd, EPOLL_CTL_MOD, watch->fd, &event) == 0;
    return watched ? (int32_t)RW_READY_SIDES : -errno;
}

void rw_poller_forget(struct rw_poller *poller, const struct rw_watch *watch)
{
    (void)epoll_ctl(poller->epoll_fd, EPOLL_CTL_DEL, watch->fd,
                    NULL); /* ENOENT, EBADF: gone already */
}

static uint32_t mask_of(uint32_t events)
{
    return ((events & EPOLLIN) != 0 ? RW_READY_READ : 0) |
           ((events & EPOLLOUT) != 0 ? RW_READY_WRITE : 0) |
           ((events & EPOLLPRI) != 0 ? RW_READY_PRIORITY : 0) |
           ((events & EPOLLRDHUP) != 0 ? RW_READY_READ_HANGUP : 0) |
           ((events & EPOLLHUP) != 0 ? RW_READY_HANGUP : 0) |
           ((events & EPOLLERR) != 0 ? RW_READY_ERROR : 0);
}

int32_t rw_poller_wait(struct rw_poller *poller, struct rw_ready *ready, uint32_t max,
                       int64_t timeout_nanos, bool *woken)
{
    int size = max < RW_READY_BATCH ? (int)max : (int)RW_READY_BATCH;
    int reported = poller->has_pwait2
                       ? rw_epoll_pwait2(poller->epoll_fd, poller->events, size, timeout_nanos)
                       : rw_epoll_wait(poller->epoll_fd, poller->events, size, timeout_nanos);
    int32_t count = 0;
    for (int i = 0; i < reported; i++) {
        uint64_t data = poller->events[i].data.u64;
        if (data == WAKE_DATA) {
            /* Before the caller looks at what the waker left for it: a wake from now on writes
             * again. acq_rel pairs with rw_poller_wake(): whoever found the flag set published its
             * work before. */
            atomic_exchange_explicit(&poller->is_waking, false, memory_order_acq_rel);
            *woken = true;
            continue;
        }
        ready[count].fd = (int32_t)(uint32_t)data;
        ready[count].epoch = (uint32_t)(data >> 32);
        ready[count].mask = mask_of(poller->events[i].events);
        count++;
    }
    return reported < 0 ? reported : count;
}

int32_t rw_poller_wake(struct rw_poller *poller)
{
    if (atomic_exchange_explicit(&poller->is_waking, true, memory_order_acq_rel)) {
        return 0; /* the wake on its way is seen after what our caller published */
    }
    uint64_t one = 1;
    ssize_t written;
    do {
        written = write(poller->wake_fd, &one, sizeof one);
    } while (written < 0 && errno == EINTR);
    return written < 0 ? -errno : 0;
}
