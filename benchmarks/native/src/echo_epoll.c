/* SPDX-License-Identifier: Apache-2.0 */
/*
 * echo_epoll.c: the epoll bar. One thread, edge-triggered, no system call that can be spared.
 *
 * Each connection is registered once, for both directions. A receive that came back short has
 * drained the socket, so there is no second receive to be told EAGAIN; a full one tries again. Data
 * goes out from the shared receive buffer at once; only what the socket refuses is copied aside, and
 * the connection reads no further until that is gone.
 */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server.h"
#include "stop.h"

#define EVENTS_MAX   1024
#define BUFFER_BYTES 65536

struct connection {
    int fd;
    uint32_t backlog_start;
    uint32_t backlog_end;
    char *backlog; /* BUFFER_BYTES once the peer has been slow, else NULL */
};

struct loop {
    int epoll;
    int listener;
    int stop;
    bool stopping;
    struct server_tally tally;
    char buffer[BUFFER_BYTES];
};

static void watch(struct loop *loop, int fd, uint32_t events, void *owner)
{
    struct epoll_event event = {.events = events, .data.ptr = owner};
    loop->tally.syscalls++;
    if (epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &event) < 0) {
        server_fail("epoll_ctl", errno);
    }
}

static void accept_all(struct loop *loop)
{
    for (;;) {
        loop->tally.syscalls++;
        int fd = accept4(loop->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            return; /* EAGAIN, or a peer that is gone; anything lasting shows in the load */
        }
        struct connection *connection = calloc(1, sizeof *connection);
        if (connection == NULL) {
            server_fail("calloc", ENOMEM);
        }
        connection->fd = fd;
        loop->tally.connections++;
        server_tune(fd);
        watch(loop, fd, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, connection);
    }
}

static void end(struct loop *loop, struct connection *connection)
{
    loop->tally.syscalls++;
    close(connection->fd);
    free(connection->backlog);
    free(connection);
}

/* Sends what it can. -1: the connection is broken; else the bytes that were taken. */
static ssize_t send_some(struct loop *loop, struct connection *connection, const char *data,
                         size_t length)
{
    size_t sent = 0;
    while (sent < length) {
        loop->tally.syscalls++;
        ssize_t count = send(connection->fd, data + sent, length - sent, MSG_NOSIGNAL);
        if (count < 0) {
            return errno == EAGAIN ? (ssize_t)sent : -1;
        }
        sent += (size_t)count;
    }
    return (ssize_t)sent;
}

/* True if nothing is left over and the connection may read on. */
static bool flush(struct loop *loop, struct connection *connection, bool *broken)
{
    uint32_t left = connection->backlog_end - connection->backlog_start;
    if (left == 0) {
        return true;
    }
    ssize_t sent =
        send_some(loop, connection, connection->backlog + connection->backlog_start, left);
    if (sent < 0) {
        *broken = true;
        return false;
    }
    connection->backlog_start += (uint32_t)sent;
    return (uint32_t)sent == left;
}

static void keep(struct connection *connection, const char *data, size_t length)
{
    if (connection->backlog == NULL) {
        connection->backlog = malloc(BUFFER_BYTES);
    }
    if (connection->backlog == NULL) {
        server_fail("malloc", ENOMEM);
    }
    memcpy(connection->backlog, data, length);
    connection->backlog_start = 0;
    connection->backlog_end = (uint32_t)length;
}

/* False when the connection is over. With until_end the peer has closed: read up to the end. */
static bool echo(struct loop *loop, struct connection *connection, bool until_end)
{
    for (;;) {
        loop->tally.syscalls++;
        ssize_t length = recv(connection->fd, loop->buffer, BUFFER_BYTES, 0);
        if (length < 0) {
            return errno == EAGAIN;
        }
        if (length == 0) {
            return false;
        }
        ssize_t sent = send_some(loop, connection, loop->buffer, (size_t)length);
        if (sent < 0) {
            return false;
        }
        loop->tally.messages++;
        loop->tally.bytes += (uint64_t)length;
        if (sent < length) {
            keep(connection, loop->buffer + sent, (size_t)(length - sent));
            return true;
        }
        if (length < BUFFER_BYTES && !until_end) {
            return true;
        }
    }
}

static void serve(struct loop *loop, struct connection *connection, uint32_t events)
{
    bool broken = false;
    bool was_slow = connection->backlog_end > connection->backlog_start;
    if (was_slow && !flush(loop, connection, &broken)) {
        if (broken) {
            end(loop, connection);
        }
        return;
    }
    /* After a backlog the edge of unread data is in the past, so read whatever the event says. */
    bool readable = (events & (EPOLLIN | EPOLLHUP | EPOLLERR | EPOLLRDHUP)) != 0 || was_slow;
    bool until_end = (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0 || was_slow;
    if (readable && !echo(loop, connection, until_end)) {
        end(loop, connection);
    }
}

static void dispatch(struct loop *loop, const struct epoll_event *event)
{
    if (event->data.ptr == &loop->listener) {
        accept_all(loop);
    } else if (event->data.ptr == &loop->stop) {
        loop->stopping = true;
    } else {
        serve(loop, event->data.ptr, event->events);
    }
}

int main(int argc, char **argv)
{
    static struct loop loop;
    static struct epoll_event events[EVENTS_MAX];
    struct server_options options = server_parse(argc, argv);
    loop.stop = stop_open(options.lifetime_seconds);
    loop.listener = server_listen(&options);
    loop.epoll = epoll_create1(EPOLL_CLOEXEC);
    if (loop.epoll < 0) {
        server_fail("epoll_create1", errno);
    }
    watch(&loop, loop.stop, EPOLLIN, &loop.stop);
    watch(&loop, loop.listener, EPOLLIN, &loop.listener);
    while (!loop.stopping) {
        loop.tally.syscalls++;
        int count = epoll_wait(loop.epoll, events, EVENTS_MAX, -1);
        if (count < 0 && errno != EINTR) {
            server_fail("epoll_wait", errno);
        }
        for (int i = 0; i < count; i++) {
            dispatch(&loop, &events[i]);
        }
    }
    server_report("c-epoll", &loop.tally);
    return 0;
}
