/* SPDX-License-Identifier: Apache-2.0 */
/* loopback.c: see loopback.h. */
#include "loopback.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <unistd.h>

#include "expect.h"
#include "ringwake.h"
#include "socket/make.h"

int loopback_socket(void)
{
    int fd = rw_socket_open(RW_FAMILY_INET);
    expect(fd >= 0);
    return fd;
}

int loopback_listen(struct sockaddr_in *address, int backlog)
{
    int fd = loopback_socket();
    socklen_t size = sizeof *address;
    *address =
        (struct sockaddr_in){.sin_family = AF_INET, .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
    expect_equal(bind(fd, (struct sockaddr *)address, size), 0);
    expect_equal(listen(fd, backlog), 0);
    expect_equal(getsockname(fd, (struct sockaddr *)address, &size), 0);
    return fd;
}

static void set_no_delay(int fd)
{
    int on = 1;
    expect_equal(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), 0);
}

int loopback_connect(const struct sockaddr_in *address)
{
    int fd = loopback_socket();
    expect_equal(connect(fd, (const struct sockaddr *)address, sizeof *address), 0);
    set_no_delay(fd);
    return fd;
}

int loopback_start(const struct sockaddr_in *address)
{
    int fd = loopback_socket();
    expect_equal(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
    (void)connect(fd, (const struct sockaddr *)address, sizeof *address);
    return fd;
}

void loopback_pair(int ends[2])
{
    struct sockaddr_in address;
    int listener = loopback_listen(&address, 1);
    ends[0] = loopback_connect(&address);
    ends[1] = accept(listener, NULL, NULL);
    expect(ends[1] >= 0);
    set_no_delay(ends[1]);
    expect_equal(rw_fd_close(listener), 0);
}

struct sockaddr_in loopback_nobody(void)
{
    /* Bound, never listening: connections to it are refused for as long as it is open. */
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
    static int holder = -1;
    socklen_t size = sizeof address;
    if (holder < 0) {
        holder = loopback_socket();
        expect_equal(bind(holder, (struct sockaddr *)&address, size), 0);
    }
    expect_equal(getsockname(holder, (struct sockaddr *)&address, &size), 0);
    return address;
}

void plain_wait(int fd, short events)
{
    struct pollfd look = {.fd = fd, .events = events};
    int count;
    do {
        count = poll(&look, 1, -1);
    } while (count < 0 && errno == EINTR);
    expect_equal(count, 1);
}

void plain_send(int fd, const void *data, size_t size)
{
    const char *next = data;
    while (size > 0) {
        plain_wait(fd, POLLOUT);
        ssize_t count = send(fd, next, size, RW_MSG_NOSIGNAL | MSG_DONTWAIT);
        expect(count > 0 || (count < 0 && errno == EAGAIN));
        if (count > 0) {
            next += count;
            size -= (size_t)count;
        }
    }
}

void plain_receive(int fd, void *data, size_t size)
{
    char *next = data;
    while (size > 0) {
        plain_wait(fd, POLLIN);
        ssize_t count = recv(fd, next, size, MSG_DONTWAIT);
        expect(count > 0);
        next += count;
        size -= (size_t)count;
    }
}

void plain_reset(int fd)
{
    struct linger now = {.l_onoff = 1, .l_linger = 0};
    expect_equal(setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now), 0);
    expect_equal(rw_fd_close(fd), 0);
}

size_t plain_fill(int fd)
{
    static const char zeros[65536];
    int flags = fcntl(fd, F_GETFL);
    size_t total = 0;
    ssize_t count;
    expect_equal(fcntl(fd, F_SETFL, flags | O_NONBLOCK), 0);
    while ((count = write(fd, zeros, sizeof zeros)) > 0) {
        total += (size_t)count;
    }
    while ((count = write(fd, zeros, 1)) > 0) {
        total += (size_t)count;
    }
    expect_equal(errno, EAGAIN);
    expect_equal(fcntl(fd, F_SETFL, flags), 0);
    return total;
}
