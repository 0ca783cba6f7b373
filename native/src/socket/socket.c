/* SPDX-License-Identifier: Apache-2.0 */
/* socket.c: opening, binding and asking sockets; none of these calls waits. */

#include "readiness/epoch.h"
#include "ringwake.h"
#include "socket/make.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef int name_call(int fd, struct sockaddr *name, socklen_t *length);

static int platform_family(uint32_t family)
{
    switch (family) {
    case RW_FAMILY_INET:
        return AF_INET;
    case RW_FAMILY_INET6:
        return AF_INET6;
    default:
        return AF_UNSPEC;
    }
}

int32_t rw_socket_open(uint32_t family)
{
    int platform = platform_family(family);
    int32_t fd = platform == AF_UNSPEC ? -EAFNOSUPPORT : rw_make_stream(platform);

    rw_epoch_advance(fd); /* covers a close of that number that this library did not see */
    return fd;
}

int32_t rw_socket_bind(int32_t fd, const struct rw_address *address)
{
    struct sockaddr_storage storage;
    int32_t length = rw_address_encode(address, &storage);

    if (length < 0) {
        return length;
    }
    return bind(fd, (struct sockaddr *)&storage, (socklen_t)length) == 0 ? 0 : -errno;
}

int32_t rw_socket_listen(int32_t fd, int32_t backlog)
{
    return listen(fd, backlog) == 0 ? 0 : -errno;
}

static int32_t ask_name(name_call *call, int32_t fd, struct rw_address *out)
{
    struct sockaddr_storage storage;
    socklen_t length = sizeof(storage);

    memset(out, 0, sizeof(*out));
    memset(&storage, 0, sizeof(storage));
    if (call(fd, (struct sockaddr *)&storage, &length) != 0) {
        return -errno;
    }
    return rw_address_decode(&storage, length, out);
}

int32_t rw_socket_local(int32_t fd, struct rw_address *out)
{
    return ask_name(getsockname, fd, out);
}

int32_t rw_socket_peer(int32_t fd, struct rw_address *out)
{
    return ask_name(getpeername, fd, out);
}

int32_t rw_fd_close(int32_t fd)
{
    rw_epoch_advance(fd); /* before: afterwards the number may be someone else's */
    return close(fd) == 0 || errno == EINTR ? 0 : -errno;
}
