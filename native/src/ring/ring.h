/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ring.h: what a backend provides so that rw_ring_*() can drive it.
 *
 * Each backend embeds struct rw_ring as the first member of its own ring and exports two functions:
 *
 *   rw_<backend>_open    params are valid and params->backend is this backend. cq_entries is never 0
 *                        here: the default has been filled in. On success *out is the new ring with
 *                        ops set; on failure -errno, *out stays NULL and nothing is left behind.
 *   rw_<backend>_probe   out->backend is set, the rest is zero. Fills status, features, opcodes.
 *
 * The arguments of the ops are checked by the caller of the ABI, not here: ring is never NULL.
 */
#ifndef RINGWAKE_RING_H
#define RINGWAKE_RING_H

#include "ringwake.h"

struct rw_ring_ops {
    int32_t (*enter)(struct rw_ring *ring, uint32_t to_submit, uint32_t min_complete,
                     int64_t timeout_nanos);
    int32_t (*wake)(struct rw_ring *ring); /* any thread */
    int32_t (*rearm_wake)(struct rw_ring *ring);
    void (*layout)(const struct rw_ring *ring, struct rw_ring_layout *out); /* out is zeroed */
    void (*close)(struct rw_ring *ring); /* frees the ring itself; never called with NULL */
};

struct rw_ring {
    const struct rw_ring_ops *ops;
};

int32_t rw_uring_open(const struct rw_ring_params *params, struct rw_ring **out);
int32_t rw_uring_probe(struct rw_probe *out);

int32_t rw_epoll_open(const struct rw_ring_params *params, struct rw_ring **out);
int32_t rw_epoll_probe(struct rw_probe *out);

int32_t rw_kqueue_open(const struct rw_ring_params *params, struct rw_ring **out);
int32_t rw_kqueue_probe(struct rw_probe *out);

#endif /* RINGWAKE_RING_H */
