/* SPDX-License-Identifier: Apache-2.0 */
/* descriptor_inspect.c: the first look at a descriptor. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "descriptor.h"

static void start_life(struct rw_descriptor *descriptor, uint32_t epoch)
{
    descriptor->epoch = epoch;
    descriptor->ready = RW_READY_READ | RW_READY_WRITE;
    descriptor->sticky = 0;
    descriptor->idle = 0;
    descriptor->is_socket = false;
    descriptor->is_stream = false;
    descriptor->is_tcp = false;
    descriptor->watched = 0;
    descriptor->no_poll = false;
    descriptor->no_position = false;
#ifdef RINGWAKE_ERROR_TAKEN
    descriptor->error = 0;
#endif
}

static int socket_option(int32_t fd, int option)
{
    int value = -1;
    socklen_t size = sizeof value;
    return getsockopt(fd, SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

/* A stream socket without SO_PROTOCOL (not Linux) counts as TCP if it is of an internet family. */
static bool is_tcp_stream(int32_t fd)
{
#ifdef SO_PROTOCOL
    return socket_option(fd, SO_PROTOCOL) == IPPROTO_TCP;
#else
    struct sockaddr_storage name;
    socklen_t size = sizeof name;
    return getsockname(fd, (struct sockaddr *)&name, &size) == 0 &&
           (name.ss_family == AF_INET || name.ss_family == AF_INET6);
#endif
}

int32_t rw_descriptor_inspect(struct rw_descriptor *descriptor, uint32_t epoch)
{
    int flags = fcntl(descriptor->fd, F_GETFL);
    if (flags < 0) {
        return -errno;
    }
    /* Every attempt must return at once: accept, connect, read and write have no flag that says so
     * for one call alone. */
    if ((flags & O_NONBLOCK) == 0 && fcntl(descriptor->fd, F_SETFL, flags | O_NONBLOCK) < 0) {
        return -errno;
    }
    start_life(descriptor, epoch);
    int type = socket_option(descriptor->fd, SO_TYPE);
    descriptor->is_socket = type >= 0;
    descriptor->is_stream = type == SOCK_STREAM || type == SOCK_SEQPACKET;
    descriptor->is_tcp = type == SOCK_STREAM && is_tcp_stream(descriptor->fd);
    return 0;
}

void rw_descriptor_adopt(struct rw_descriptor *descriptor, uint32_t epoch, bool is_tcp)
{
    start_life(descriptor, epoch);
    descriptor->is_socket = true;
    descriptor->is_stream = true;
    descriptor->is_tcp = is_tcp;
}
