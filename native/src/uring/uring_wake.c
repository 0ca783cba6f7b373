/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_wake.c: ending the owner's wait from another thread: an eventfd and a poll on it.
 *
 * The poll is a multishot one, armed when the ring opens: every write to the eventfd posts one
 * completion, whatever the counter says, so the counter is never read on the way. Where the kernel
 * lacks multishot polls, or has it switched off, the poll is single-shot: each wake ends it.
 */

#include "uring/syscall.h"
#include "uring/uring.h"

#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>

static int32_t arm(struct uring *ring)
{
    struct rw_sqe entry;

    memset(&entry, 0, sizeof(entry));
    entry.opcode = RW_OP_POLL_ADD;
    entry.fd = ring->wake_fd;
    entry.len = ring->features & RW_FEATURE_POLL_MULTISHOT ? RW_POLL_ADD_MULTI : 0;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    entry.op_flags = (uint32_t)POLLIN << 16;
#else
    entry.op_flags = POLLIN;
#endif
    entry.user_data = RW_USER_DATA_WAKE;
    return uring_submit(ring, &entry);
}

/* Returns the counter and sets it to zero; 0 if it is zero. */
static uint64_t drain(int32_t wake_fd)
{
    uint64_t count;
    ssize_t got;

    do {
        got = read(wake_fd, &count, sizeof(count));
    } while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof(count) ? count : 0;
}

int32_t uring_wake_open(struct uring *ring)
{
    struct rw_cqe refusal;
    int32_t err;

    ring->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (ring->wake_fd < 0) {
        return -errno;
    }
    err = arm(ring);
    if (err || !uring_reap(ring, &refusal)) {
        return err;
    }
    if (!(ring->features & RW_FEATURE_POLL_MULTISHOT)) {
        return refusal.res;
    }
    ring->features &= ~RW_FEATURE_POLL_MULTISHOT;
    return arm(ring);
}

/* Adds to the counter, which wakes the poll. */
static int32_t add(int32_t wake_fd, uint64_t count)
{
    for (;;) {
        if (write(wake_fd, &count, sizeof(count)) == (ssize_t)sizeof(count)) {
            return 0;
        }
        if (errno == EAGAIN) {
            drain(wake_fd); /* the counter is full: start it afresh */
        } else if (errno != EINTR) {
            return -errno;
        }
    }
}

int32_t uring_wake(struct uring *ring)
{
    return add(ring->wake_fd, 1);
}

/*
 * The counter tells what the ended poll may not have: a multishot poll, any write since the ring
 * opened; a single-shot poll, any write beyond the one that ended it. Such a write is repeated, so
 * the new poll completes at once: one wake too many rather than one too few.
 */
int32_t uring_wake_rearm(struct uring *ring)
{
    uint64_t reported = ring->features & RW_FEATURE_POLL_MULTISHOT ? 0 : 1;
    uint64_t written = drain(ring->wake_fd);
    int32_t err = 0;

    if (written > reported) {
        err = add(ring->wake_fd, 1);
    }
    if (!err) {
        err = arm(ring);
    }
    if (err && written > 0) {
        add(ring->wake_fd, written); /* for the next attempt to see */
    }
    return err;
}
