/* SPDX-License-Identifier: Apache-2.0 */
/* contract_connect.c: connections out. */
#include "contract.h"
#include "loopback.h"

#include <poll.h>

static struct ring_user ring;
static struct sockaddr_in address;
static int listener;

static void with_listener(int backlog)
{
    contract_open(&ring, 8, 32);
    listener = loopback_listen(&address, backlog);
}

static void done_with_listener(void)
{
    contract_close(&ring);
    rw_fd_close(listener);
}

static struct rw_sqe connect_to_listener(int fd, uint64_t user_data)
{
    return connect_entry(fd, &address, sizeof address, user_data);
}

static void connecting_gives_zero(void)
{
    char data[4];
    with_listener(8);
    int client = loopback_socket();
    expect_equal(perform(&ring, connect_to_listener(client, 1)), 0);
    int server = accept(listener, NULL, NULL);
    expect_equal(perform(&ring, send_entry(client, "abc", 3, 2)), 3);
    plain_receive(server, data, 3);
    submit(&ring, recv_entry(client, data, 4, 3));
    expect_quiet(&ring, 3);
    plain_send(server, "de", 2);
    expect_equal(await_result(&ring, 3), 2);
    rw_fd_close(client);
    rw_fd_close(server);
    done_with_listener();
}

static void nobody_listens(void)
{
    struct sockaddr_in nobody = loopback_nobody();
    contract_open(&ring, 8, 32);
    for (uint64_t i = 1; i <= 3; i++) {
        int client = loopback_socket();
        expect_equal(perform(&ring, connect_entry(client, &nobody, sizeof nobody, i)),
                     -ECONNREFUSED);
        rw_fd_close(client);
    }
    contract_close(&ring);
}

/* POSIX leaves open what a refused socket is good for. On macOS it is of no more use. */
static void a_refused_socket_may_try_again(void)
{
    struct sockaddr_in nobody = loopback_nobody();
    with_listener(8);
    int client = loopback_socket();
    expect_equal(perform(&ring, connect_entry(client, &nobody, sizeof nobody, 1)), -ECONNREFUSED);
#ifndef __APPLE__
    expect_equal(perform(&ring, connect_to_listener(client, 2)), 0);
    expect_equal(perform(&ring, connect_to_listener(client, 3)), -EISCONN);
#endif
    rw_fd_close(client);
    done_with_listener();
}

static void bad_descriptors_and_addresses(void)
{
    int pipes[2];
    with_listener(8);
    expect_equal(pipe(pipes), 0);
    expect_equal(perform(&ring, connect_to_listener(-1, 1)), -EBADF);
    expect_equal(perform(&ring, connect_to_listener(pipes[0], 2)), -ENOTSOCK);
    int client = loopback_socket();
    expect_equal(perform(&ring, connect_entry(client, &address, 3, 3)), -EINVAL);
    struct sockaddr_in odd = address;
    odd.sin_family = AF_INET6;
    expect_equal(perform(&ring, connect_entry(client, &odd, sizeof odd, 4)), -EAFNOSUPPORT);
    rw_fd_close(client);
    rw_fd_close(pipes[0]);
    rw_fd_close(pipes[1]);
    done_with_listener();
}

/* Fills the listener's backlog, so that further handshakes wait: gives a socket whose does. */
static int start_stuck_connect(int *fillers, int count, uint64_t user_data)
{
    for (int i = 0; i < count; i++) {
        fillers[i] = loopback_start(&address);
    }
    int client = loopback_socket();
    submit(&ring, connect_to_listener(client, user_data));
    return client;
}

static void a_waiting_connect_can_be_cancelled(void)
{
    enum { count = 8 };
    int fillers[count];
    with_listener(1);
    int client = start_stuck_connect(fillers, count, 1);
    expect_quiet(&ring, 1);
    expect_equal(perform(&ring, cancel_entry(1, 0, 2)), 0);
    expect_equal(await_result(&ring, 1), -ECANCELED);
    rw_fd_close(client);
    for (int i = 0; i < count; i++) {
        rw_fd_close(fillers[i]);
    }
    done_with_listener();
}

static void a_waiting_connect_ends_with_its_socket(void)
{
    enum { count = 8 };
    int fillers[count];
    with_listener(1);
    int client = start_stuck_connect(fillers, count, 1);
    expect_quiet(&ring, 1);
    push(&ring, cancel_fd_entry(client, RW_CANCEL_ALL, 2));
    expect_equal(await_result(&ring, 2), 1);
    expect_equal(await_result(&ring, 1), -ECANCELED);
    expect_equal(perform(&ring, close_entry(client, 3)), 0);
    for (int i = 0; i < count; i++) {
        rw_fd_close(fillers[i]);
    }
    done_with_listener();
}

static void a_watched_socket_connects_too(void)
{
    with_listener(8);
    int client = loopback_socket();
    /* An unconnected socket is hung up and writable: the first poll says so. */
    int32_t events = perform(&ring, poll_entry(client, POLLOUT, 0, 1));
    expect((events & POLLHUP) != 0);
    expect_equal(perform(&ring, connect_to_listener(client, 2)), 0);
    rw_fd_close(client);
    done_with_listener();
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 30);
    contract_case(connecting_gives_zero);
    contract_case(nobody_listens);
    contract_case(a_refused_socket_may_try_again);
    contract_case(bad_descriptors_and_addresses);
    contract_case(a_waiting_connect_can_be_cancelled);
    contract_case(a_waiting_connect_ends_with_its_socket);
    contract_case(a_watched_socket_connects_too);
    return contract_end();
}
