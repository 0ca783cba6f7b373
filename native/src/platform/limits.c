/* SPDX-License-Identifier: Apache-2.0 */
/* limits.c: the resource limits that decide how many sockets and how much ring memory fit. */

#include "ringwake.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>

static uint64_t widen(rlim_t value)
{
    return value == RLIM_INFINITY ? UINT64_MAX : (uint64_t)value;
}

int32_t rw_limits(struct rw_limits *out)
{
    struct rlimit descriptors;
    struct rlimit locked;

    memset(out, 0, sizeof(*out));
    if (getrlimit(RLIMIT_NOFILE, &descriptors) != 0 || getrlimit(RLIMIT_MEMLOCK, &locked) != 0) {
        return -errno;
    }
    out->descriptors_soft = widen(descriptors.rlim_cur);
    out->descriptors_hard = widen(descriptors.rlim_max);
    out->locked_bytes_soft = widen(locked.rlim_cur);
    out->locked_bytes_hard = widen(locked.rlim_max);
    return 0;
}
