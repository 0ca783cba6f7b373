/* SPDX-License-Identifier: Apache-2.0 */
/* ring_open.c: the public ring calls: checks parameters and hands over to the backend. */

#include "ring/ring.h"

#include <errno.h>
#include <string.h>

#define SQ_ENTRIES_MIN 2u
#define SQ_ENTRIES_MAX 32768u /* IORING_MAX_ENTRIES in every kernel */
#define CQ_ENTRIES_MAX 65536u
#define CQ_PER_SQ      8u

struct backend {
    int32_t (*open)(const struct rw_ring_params *params, struct rw_ring **out);
    int32_t (*probe)(struct rw_probe *out);
};

/* Index = RW_BACKEND_*. The build defines RINGWAKE_HAVE_* for what is linked in. */
static const struct backend BACKENDS[] = {
    [0] = {0},
#ifdef RINGWAKE_HAVE_URING
    [RW_BACKEND_URING] = {rw_uring_open, rw_uring_probe},
#endif
#ifdef RINGWAKE_HAVE_EPOLL
    [RW_BACKEND_EPOLL] = {rw_epoll_open, rw_epoll_probe},
#endif
#ifdef RINGWAKE_HAVE_KQUEUE
    [RW_BACKEND_KQUEUE] = {rw_kqueue_open, rw_kqueue_probe},
#endif
};

static const struct backend *find_backend(uint32_t number)
{
    size_t count = sizeof(BACKENDS) / sizeof(BACKENDS[0]);

    return number < count && BACKENDS[number].open ? &BACKENDS[number] : NULL;
}

static int is_known(uint32_t number)
{
    return number == RW_BACKEND_URING || number == RW_BACKEND_EPOLL || number == RW_BACKEND_KQUEUE;
}

static int is_power_of_two(uint32_t value)
{
    return value != 0 && (value & (value - 1)) == 0;
}

static int32_t check_params(const struct rw_ring_params *params)
{
    if (!is_known(params->backend) || params->reserved != 0) {
        return -EINVAL;
    }
    if ((params->disabled & ~RW_FEATURES_ALL) != 0) {
        return -EINVAL;
    }
    if (!is_power_of_two(params->sq_entries) || params->sq_entries < SQ_ENTRIES_MIN ||
        params->sq_entries > SQ_ENTRIES_MAX) {
        return -EINVAL;
    }
    if (params->cq_entries == 0) {
        return 0;
    }
    if (!is_power_of_two(params->cq_entries) || params->cq_entries <= params->sq_entries ||
        params->cq_entries > CQ_ENTRIES_MAX) {
        return -EINVAL;
    }
    return 0;
}

static uint32_t default_cq_entries(uint32_t sq_entries)
{
    return sq_entries > CQ_ENTRIES_MAX / CQ_PER_SQ ? CQ_ENTRIES_MAX : sq_entries * CQ_PER_SQ;
}

int32_t rw_ring_open(const struct rw_ring_params *params, struct rw_ring **out)
{
    const struct backend *backend;
    struct rw_ring_params checked;
    int32_t err;

    *out = NULL;
    err = check_params(params);
    if (err) {
        return err;
    }
    backend = find_backend(params->backend);
    if (!backend) {
        return -ENOSYS;
    }
    checked = *params;
    if (checked.cq_entries == 0) {
        checked.cq_entries = default_cq_entries(checked.sq_entries);
    }
    return backend->open(&checked, out);
}

int32_t rw_ring_layout(const struct rw_ring *ring, struct rw_ring_layout *out)
{
    memset(out, 0, sizeof(*out));
    ring->ops->layout(ring, out);
    return 0;
}

int32_t rw_ring_enter(struct rw_ring *ring, uint32_t to_submit, uint32_t min_complete,
                      int64_t timeout_nanos)
{
    return ring->ops->enter(ring, to_submit, min_complete, timeout_nanos);
}

int32_t rw_ring_wake(struct rw_ring *ring)
{
    return ring->ops->wake(ring);
}

int32_t rw_ring_rearm_wake(struct rw_ring *ring)
{
    return ring->ops->rearm_wake(ring);
}

void rw_ring_close(struct rw_ring *ring)
{
    if (ring) {
        ring->ops->close(ring);
    }
}

int32_t rw_probe_backend(uint32_t number, struct rw_probe *out)
{
    const struct backend *backend;

    memset(out, 0, sizeof(*out));
    if (!is_known(number)) {
        return -EINVAL;
    }
    out->backend = number;
    backend = find_backend(number);
    if (!backend) {
        out->status = -ENOSYS;
        return 0;
    }
    return backend->probe(out);
}
