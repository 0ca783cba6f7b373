/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_enter.c: submit, wait, time out: the one call of the hot path.
 *
 * The kernel is always asked for events, if only for none: that is what runs deferred completions
 * and moves overflowed ones into the ring.
 */

#include "ring/word.h"
#include "uring/syscall.h"
#include "uring/uring.h"

#include <time.h>

#define NANOS_PER_SECOND 1000000000ll
#define SIGMASK_BYTES    8u
#define TIMEOUT_MAX      (INT64_MAX / 2) /* the kernel adds the time of day, without a check */

uint32_t uring_queued(const struct uring *ring)
{
    /* The tail is the caller's own; the head's acquire pairs with the kernel's release. */
    return rw_word_relaxed(ring->sq_tail) - rw_word_acquire(ring->sq_head);
}

static uint32_t ready(const struct uring *ring)
{
    return rw_word_acquire(ring->cq_tail) - rw_word_relaxed(ring->cq_head);
}

/* One system call; -ETIME and -EINTR are still errors here. timeout_nanos < 0: no limit. */
static int32_t enter_once(struct uring *ring, uint32_t to_submit, uint32_t min_complete,
                          int64_t timeout_nanos)
{
    uint32_t flags = ring->enter_flags | URING_ENTER_GETEVENTS;
    struct uring_timespec limit;
    struct uring_getevents argument;

    if (min_complete == 0 || timeout_nanos < 0) {
        return uring_sys_enter(ring->enter_fd, to_submit, min_complete, flags, NULL);
    }
    limit.seconds = timeout_nanos / NANOS_PER_SECOND;
    limit.nanos = timeout_nanos % NANOS_PER_SECOND;
    argument.sigmask = 0;
    argument.sigmask_size = SIGMASK_BYTES;
    argument.min_wait_micros = 0;
    argument.timespec = (uint64_t)(uintptr_t)&limit;
    flags |= URING_ENTER_EXT_ARG;
    return uring_sys_enter(ring->enter_fd, to_submit, min_complete, flags, &argument);
}

/*
 * The decision on each errno of the enter call:
 *   ETIME, EINTR           the wait is over: nothing was taken, no error
 *   EBADR                  the kernel lost completions: told once, under a portable name
 *   EBUSY, EAGAIN          the caller reaps and calls again
 *   EBADF, EBADFD, EEXIST, EFAULT, EINVAL, EOPNOTSUPP, ENXIO   a broken invariant, as it is
 */
static int32_t decide(int32_t ret)
{
    switch (ret) {
    case -ETIME:
    case -EINTR:
        return 0;
    case -EBADR:
        return -EOVERFLOW;
    default:
        return ret;
    }
}

int64_t uring_now_nanos(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * NANOS_PER_SECOND + now.tv_nsec;
}

/* True if a wake is among the completions of the ring. */
static bool wake_is_ready(const struct uring *ring)
{
    uint32_t head = rw_word_relaxed(ring->cq_head);
    uint32_t tail = rw_word_acquire(ring->cq_tail);

    for (; head != tail; head++) {
        if (ring->cqes[head & (ring->kernel.cq_entries - 1)].user_data == RW_USER_DATA_WAKE) {
            return true;
        }
    }
    return false;
}

/*
 * Waits for several completions. The kernel counts a wake as one completion of many, while here it
 * must end the wait: so the ring is looked at after each completion.
 */
static int32_t enter_many(struct uring *ring, uint32_t to_submit, uint32_t min_complete,
                          int64_t timeout_nanos)
{
    int64_t began = timeout_nanos < 0 ? 0 : uring_now_nanos();
    int64_t left = timeout_nanos;
    int32_t taken = enter_once(ring, to_submit, 0, 0);

    if (taken < 0 || (uint32_t)taken != to_submit) {
        return decide(taken);
    }
    while (ready(ring) < min_complete && !wake_is_ready(ring)) {
        int32_t ret = enter_once(ring, 0, ready(ring) + 1, left);

        if (ret < 0) { /* what was taken is told, even if the wait failed */
            return taken > 0 ? taken : decide(ret);
        }
        if (timeout_nanos >= 0) {
            left = timeout_nanos - (uring_now_nanos() - began);
            if (left <= 0) {
                break;
            }
        }
    }
    return taken;
}

int32_t uring_enter(struct uring *ring, uint32_t to_submit, uint32_t min_complete,
                    int64_t timeout_nanos)
{
    uint32_t queued = uring_queued(ring);

    /* Asked for more than there is, the kernel would return without waiting. */
    if (to_submit > queued) {
        to_submit = queued;
    }
    if (timeout_nanos == 0) {
        min_complete = 0;
    }
    if (timeout_nanos > TIMEOUT_MAX) {
        timeout_nanos = TIMEOUT_MAX;
    }
    if (min_complete > ring->kernel.cq_entries) {
        min_complete = ring->kernel.cq_entries;
    }
    if (min_complete > 1) {
        return enter_many(ring, to_submit, min_complete, timeout_nanos);
    }
    return decide(enter_once(ring, to_submit, min_complete, timeout_nanos));
}

/* Makes room for one entry by submitting the others. */
static int32_t make_room(struct uring *ring)
{
    int32_t ret;

    if (uring_queued(ring) < ring->kernel.sq_entries) {
        return 0;
    }
    ret = uring_enter(ring, ring->kernel.sq_entries, 0, 0);
    if (ret < 0) {
        return ret;
    }
    return uring_queued(ring) < ring->kernel.sq_entries ? 0 : -EAGAIN;
}

int32_t uring_submit(struct uring *ring, const struct rw_sqe *entry)
{
    uint32_t tail;
    uint32_t queued;
    int32_t ret = make_room(ring);

    if (ret < 0) {
        return ret;
    }
    tail = rw_word_relaxed(ring->sq_tail);
    ring->sqes[tail & (ring->kernel.sq_entries - 1)] = *entry;
    rw_word_release(ring->sq_tail, tail + 1);
    queued = uring_queued(ring);
    ret = uring_enter(ring, queued, 0, 0);
    if (ret >= 0 && (uint32_t)ret == queued) {
        return 0;
    }
    /* Entries are taken in order, so this last one is still there: take it back. */
    rw_word_release(ring->sq_tail, tail);
    return ret < 0 ? ret : -EAGAIN;
}

bool uring_reap(struct uring *ring, struct rw_cqe *out)
{
    uint32_t head = rw_word_relaxed(ring->cq_head);

    if (ready(ring) == 0) {
        return false;
    }
    *out = ring->cqes[head & (ring->kernel.cq_entries - 1)];
    rw_word_release(ring->cq_head, head + 1);
    return true;
}
