/* SPDX-License-Identifier: Apache-2.0 */
/* make_at_once.c: see make.h. */
#include "socket/make.h"

#include <errno.h>
#include <netinet/in.h>

int32_t rw_make_stream(int family)
{
    int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);

    return fd < 0 ? -errno : fd;
}

int32_t rw_make_accepted(int listener, struct sockaddr *address, socklen_t *length, uint32_t flags)
{
    int fd = accept4(listener, address, length, (int)flags | SOCK_NONBLOCK);

    return fd < 0 ? -errno : fd;
}
