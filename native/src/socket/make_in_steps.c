/* SPDX-License-Identifier: Apache-2.0 */
/*
 * make_in_steps.c: see make.h. A process that another thread starts between two of the steps
 * inherits the socket: there is no way around that without the flags of make_at_once.c.
 */
#include "socket/make.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <unistd.h>

/* Linux's SOCK_CLOEXEC and SOCK_NONBLOCK, which are the protocol's; both are set here anyway. */
#define FLAGS_KNOWN (02000000u | 04000u)

static int32_t refuse(int fd)
{
    int32_t error = -errno;

    close(fd);
    return error;
}

static int forbid_signal(int fd)
{
#ifdef SO_NOSIGPIPE
    int on = 1;

    return setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof(on));
#else
    (void)fd;
    return 0;
#endif
}

int32_t rw_make_stream(int family)
{
    int fd = socket(family, SOCK_STREAM, IPPROTO_TCP);

    if (fd < 0) {
        return -errno;
    }
    return fcntl(fd, F_SETFD, FD_CLOEXEC) < 0 || forbid_signal(fd) < 0 ? refuse(fd) : fd;
}

int32_t rw_make_accepted(int listener, struct sockaddr *address, socklen_t *length, uint32_t flags)
{
    int status;
    int fd;

    if ((flags & ~FLAGS_KNOWN) != 0) {
        return -EINVAL;
    }
    fd = accept(listener, address, length);
    if (fd < 0) {
        return -errno;
    }
    /* EINVAL: the peer has reset the connection already. The first transfer tells that. */
    (void)forbid_signal(fd);
    status = fcntl(fd, F_GETFL);
    if (status < 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) < 0 ||
        ((status & O_NONBLOCK) == 0 && fcntl(fd, F_SETFL, status | O_NONBLOCK) < 0)) {
        return refuse(fd);
    }
    return fd;
}
