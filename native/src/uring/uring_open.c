/* SPDX-License-Identifier: Apache-2.0 */
/* uring_open.c: an io_uring ring from its parts, and back. */

#include "ring/ring.h"
#include "uring/syscall.h"
#include "uring/uring.h"

#include <stdlib.h>
#include <sys/mman.h>

#define OPERATION_FEATURES                                                                         \
    (RW_FEATURE_ACCEPT_MULTISHOT | RW_FEATURE_POLL_FIRST | RW_FEATURE_CANCEL_FD)
#define CANCEL_NANOS 100000000ll

/*
 * Ends what is in flight before the descriptor goes: closing it alone would end it later, in a
 * kernel thread, and until then buffers might be written and listening ports be taken. Best effort:
 * where the kernel cannot (before 6.0), closing must do.
 */
static void cancel_all(struct uring *ring)
{
    struct uring_sync_cancel request = {
        .fd = -1,
        .flags = RW_CANCEL_ALL | RW_CANCEL_ANY,
        .timeout = {.nanos = CANCEL_NANOS},
    };

    uring_sys_register(ring->ring_fd, URING_REGISTER_SYNC_CANCEL, &request, 1);
    uring_enter(ring, 0, 0, 0); /* runs the cancelled operations' last step */
}

static void unregister_ring(struct uring *ring)
{
    struct uring_ring_fd update = {.index = (uint32_t)ring->enter_fd};

    if (ring->features & RW_FEATURE_REGISTERED_RING) {
        uring_sys_register(ring->ring_fd, URING_UNREGISTER_RING_FDS, &update, 1);
    }
}

void uring_release(struct uring *ring)
{
    if (ring->ring_fd >= 0 && ring->owner == uring_thread()) {
        if (ring->sqes) {
            cancel_all(ring);
        }
        unregister_ring(ring);
    }
    if (ring->sqes) {
        munmap(ring->sqes, ring->sqes_size);
    }
    if (ring->rings) {
        munmap(ring->rings, ring->rings_size);
    }
    if (ring->wake_fd >= 0) {
        close(ring->wake_fd);
    }
    if (ring->ring_fd >= 0) {
        close(ring->ring_fd);
    }
}

static int32_t enter(struct rw_ring *base, uint32_t to_submit, uint32_t min_complete,
                     int64_t timeout_nanos)
{
    return uring_enter((struct uring *)base, to_submit, min_complete, timeout_nanos);
}

static int32_t wake(struct rw_ring *base)
{
    return uring_wake((struct uring *)base);
}

static int32_t rearm_wake(struct rw_ring *base)
{
    return uring_wake_rearm((struct uring *)base);
}

static void layout(const struct rw_ring *base, struct rw_ring_layout *out)
{
    const struct uring *ring = (const struct uring *)base;
    const struct uring_params *kernel = &ring->kernel;

    out->ring_base = (uint64_t)(uintptr_t)ring->rings;
    out->ring_size = ring->rings_size;
    out->sqes_base = (uint64_t)(uintptr_t)ring->sqes;
    out->sqes_size = ring->sqes_size;
    out->sq_head_offset = kernel->sq_off.head;
    out->sq_tail_offset = kernel->sq_off.tail;
    out->sq_flags_offset = kernel->sq_off.flags;
    out->cq_head_offset = kernel->cq_off.head;
    out->cq_tail_offset = kernel->cq_off.tail;
    out->cq_overflow_offset = kernel->cq_off.overflow;
    out->cqes_offset = kernel->cq_off.cqes;
    out->sq_entries = kernel->sq_entries;
    out->cq_entries = kernel->cq_entries;
    out->backend = RW_BACKEND_URING;
    out->features = ring->features;
}

static void close_ring(struct rw_ring *base)
{
    uring_release((struct uring *)base);
    free(base);
}

static const struct rw_ring_ops OPS = {
    .enter = enter,
    .wake = wake,
    .rearm_wake = rearm_wake,
    .layout = layout,
    .close = close_ring,
};

int32_t rw_uring_open(const struct rw_ring_params *params, struct rw_ring **out)
{
    struct uring *ring = malloc(sizeof(*ring));
    int32_t err;

    if (!ring) {
        return -ENOMEM;
    }
    uring_init(ring);
    ring->base.ops = &OPS;
    err = uring_setup(ring, params);
    if (!err) {
        ring->features |= RW_FEATURE_POLL_MULTISHOT & ~params->disabled;
        err = uring_wake_open(ring);
    }
    if (err) {
        close_ring(&ring->base);
        return err;
    }
    ring->features |= uring_trial_features() & OPERATION_FEATURES & ~params->disabled;
    *out = &ring->base;
    return 0;
}
