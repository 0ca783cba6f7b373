/* SPDX-License-Identifier: Apache-2.0 */
/* epoll_sleep.c: see epoll_sleep.h. */
#include "epoll_sleep.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NANOS_PER_SECOND 1000000000ll
#define NANOS_PER_MILLI  1000000ll

/* C libraries older than the call lack its number; it is the same on all 64-bit machines. */
#ifndef SYS_epoll_pwait2
#define SYS_epoll_pwait2 441
#endif

struct kernel_timespec {
    int64_t seconds;
    int64_t nanos;
};

int rw_epoll_pwait2(int epoll_fd, struct epoll_event *events, int max, int64_t timeout_nanos)
{
    struct kernel_timespec timeout = {timeout_nanos / NANOS_PER_SECOND,
                                      timeout_nanos % NANOS_PER_SECOND};
    long count = syscall(SYS_epoll_pwait2, epoll_fd, events, max,
                         timeout_nanos < 0 ? NULL : &timeout, NULL, (size_t)0);
    return count < 0 ? -errno : (int)count;
}

bool rw_epoll_try_pwait2(int epoll_fd)
{
    struct epoll_event event;
    return rw_epoll_pwait2(epoll_fd, &event, 1, 0) >= 0;
}

static int whole_millis(int64_t timeout_nanos)
{
    if (timeout_nanos < 0) {
        return -1;
    }
    int64_t millis = timeout_nanos / NANOS_PER_MILLI + (timeout_nanos % NANOS_PER_MILLI != 0);
    return millis < INT_MAX ? (int)millis : INT_MAX; /* the engine waits again for the rest */
}

int rw_epoll_wait(int epoll_fd, struct epoll_event *events, int max, int64_t timeout_nanos)
{
    int count = epoll_wait(epoll_fd, events, max, whole_millis(timeout_nanos));
    return count < 0 ? -errno : count;
}
