/* SPDX-License-Identifier: Apache-2.0 */
/* epoll_sleep.h: the two ways to wait in epoll. Timeouts in nanoseconds, < 0: none; never early. */
#ifndef RINGWAKE_EPOLL_SLEEP_H
#define RINGWAKE_EPOLL_SLEEP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/epoll.h>

/* Does this kernel have epoll_pwait2(2) (5.11), and does nothing forbid it? Found by calling it. */
bool rw_epoll_try_pwait2(int epoll_fd);

/* How many events, or -errno. */
int rw_epoll_pwait2(int epoll_fd, struct epoll_event *events, int max, int64_t timeout_nanos);

/* The same with epoll_wait(2): rounded up to milliseconds. */
int rw_epoll_wait(int epoll_fd, struct epoll_event *events, int max, int64_t timeout_nanos);

#endif /* RINGWAKE_EPOLL_SLEEP_H */
