/* SPDX-License-Identifier: Apache-2.0 */
/* epoll_open.c: the epoll backend: the readiness engine, linked with the epoll poller. */
#include "readiness/engine.h"

int32_t rw_epoll_open(const struct rw_ring_params *params, struct rw_ring **out)
{
    return rw_readiness_open(params, out);
}

int32_t rw_epoll_probe(struct rw_probe *out)
{
    return rw_readiness_probe(out);
}
