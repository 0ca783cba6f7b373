/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring.h: one io_uring instance, and the steps of its life.
 *
 *   uring_setup.c  uring_setup(): the kernel's ring with the best flags it takes, mapped
 *   uring_enter.c  submit, wait, time out
 *   uring_wake.c   an eventfd and the poll on it
 *   uring_trial.c  what the kernel can do, found by doing it on a scratch ring
 *   uring_probe.c  rw_uring_probe()
 *   uring_open.c   rw_uring_open() puts these together; close takes apart whatever exists
 */
#ifndef RINGWAKE_URING_H
#define RINGWAKE_URING_H

#include "ring/ring.h"
#include "uring/uapi.h"

#include <stdbool.h>
#include <stddef.h>

struct uring {
    struct rw_ring base;
    int32_t ring_fd;      /* -1: not open */
    int32_t enter_fd;     /* ring_fd, or its index if enter_flags has REGISTERED_RING */
    uint32_t enter_flags; /* on every enter call */
    int32_t wake_fd;      /* -1: not open */
    int32_t owner;        /* thread id: who may unregister and cancel */
    uint64_t features;    /* RW_FEATURE_* in use */

    unsigned char *rings; /* both rings' words and the CQEs; NULL: not mapped */
    size_t rings_size;
    struct rw_sqe *sqes; /* NULL: not mapped */
    size_t sqes_size;
    struct uring_params kernel; /* entries and offsets, as the kernel filled them in */

    uint32_t *sq_head; /* the rest points into rings */
    uint32_t *sq_tail;
    uint32_t *cq_head;
    uint32_t *cq_tail;
    const struct rw_cqe *cqes;
};

/* The thread's number in the kernel. */
int32_t uring_thread(void);

/* The state that uring_release() accepts: nothing open, nothing mapped. */
void uring_init(struct uring *ring);

/* Sets up and maps the kernel's ring. On failure -errno; uring_release() cleans up. */
int32_t uring_setup(struct uring *ring, const struct rw_ring_params *params);

/* Ends what is in flight (owner thread only), closes and unmaps whatever exists. */
void uring_release(struct uring *ring);

int32_t uring_enter(struct uring *ring, uint32_t to_submit, uint32_t min_complete,
                    int64_t timeout_nanos);

/* The monotonic clock. */
int64_t uring_now_nanos(void);

/* Published entries that the kernel has not taken. */
uint32_t uring_queued(const struct uring *ring);

/* Puts entry behind the queued ones and submits them all. -EAGAIN, -EBUSY: not submitted. */
int32_t uring_submit(struct uring *ring, const struct rw_sqe *entry);

/* Takes one completion out of the ring, if there is one. */
bool uring_reap(struct uring *ring, struct rw_cqe *out);

/* Opens the eventfd and arms the poll; finds out whether POLL_MULTISHOT works. */
int32_t uring_wake_open(struct uring *ring);
int32_t uring_wake(struct uring *ring);
int32_t uring_wake_rearm(struct uring *ring);

/* RW_FEATURE_* of operations: tried once per process. */
uint64_t uring_trial_features(void);

#endif /* RINGWAKE_URING_H */
