/* SPDX-License-Identifier: Apache-2.0 */
/* kqueue_open.c: the kqueue backend: the readiness engine, linked with the kqueue poller. */
#include "readiness/engine.h"

int32_t rw_kqueue_open(const struct rw_ring_params *params, struct rw_ring **out)
{
    return rw_readiness_open(params, out);
}

int32_t rw_kqueue_probe(struct rw_probe *out)
{
    return rw_readiness_probe(out);
}
