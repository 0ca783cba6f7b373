/* SPDX-License-Identifier: Apache-2.0 */
/* contract_close.c: CLOSE, SHUTDOWN, and that no descriptor leaks. */
#include "contract.h"
#include "loopback.h"

#include <fcntl.h>
#include <poll.h>

#define ROUNDS 1000

static struct ring_user ring;
static int ends[2];
static char data[64];

static void with_pair(void)
{
    contract_open(&ring, 16, 64);
    loopback_pair(ends);
}

static void closing_gives_zero_once(void)
{
    with_pair();
    expect_equal(perform(&ring, close_entry(ends[0], 1)), 0);
    expect_equal(fcntl(ends[0], F_GETFD), -1);
    expect_equal(perform(&ring, close_entry(ends[0], 2)), -EBADF);
    expect_equal(perform(&ring, close_entry(-1, 3)), -EBADF);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 8, 4)), -EBADF);
    expect_equal(recv(ends[1], data, 8, 0), 0);
    contract_close(&ring);
    rw_fd_close(ends[1]);
}

/* The contract forbids it. Both ends it: epoll with ECANCELED; io_uring keeps the file alive until
 * the operation ends, so it is ended here. */
static void closing_under_an_operation(void)
{
    with_pair();
    submit(&ring, recv_entry(ends[0], data, 8, 1));
    submit(&ring, poll_entry(ends[0], POLLIN, 0, 2));
    expect_equal(perform(&ring, close_entry(ends[0], 3)), 0);
    if (contract_backend == RW_BACKEND_URING) {
        expect_equal(perform(&ring, cancel_entry(1, 0, 4)), 0);
        expect_equal(perform(&ring, cancel_entry(2, 0, 5)), 0);
    }
    expect_equal(await_result(&ring, 1), -ECANCELED);
    expect_equal(await_result(&ring, 2), -ECANCELED);
    contract_close(&ring);
    rw_fd_close(ends[1]);
}

static void a_reused_number_starts_afresh(void)
{
    contract_open(&ring, 16, 64);
    for (int round = 0; round < 20; round++) {
        loopback_pair(ends);
        submit(&ring, recv_entry(ends[0], data, 8, 1));
        expect_quiet(&ring, 1);
        plain_send(ends[1], "x", 1);
        expect_equal(await_result(&ring, 1), 1);
        if (round % 2 == 0) {
            expect_equal(perform(&ring, close_entry(ends[0], 2)), 0);
        } else {
            expect_equal(rw_fd_close(ends[0]), 0);
        }
        rw_fd_close(ends[1]);
    }
    contract_close(&ring);
}

static void a_number_closed_in_another_ring(void)
{
    struct ring_user other;
    contract_open(&ring, 16, 64);
    contract_open(&other, 16, 64);
    for (int round = 0; round < 20; round++) {
        expect_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
        submit(&ring, recv_entry(ends[0], data, 8, 2)); /* watched in this ring */
        expect_quiet(&ring, 2);
        plain_send(ends[1], "y", 1);
        expect_equal(await_result(&ring, 2), 1);
        expect_equal(perform(&other, close_entry(ends[0], 3)), 0);
        rw_fd_close(ends[1]);
    }
    contract_close(&ring);
    contract_close(&other);
}

static void one_descriptor_in_two_rings(void)
{
    struct ring_user other;
    with_pair();
    contract_open(&other, 16, 64);
    for (int round = 0; round < 20; round++) {
        submit(&ring, recv_entry(ends[0], data, 1, 1));
        plain_send(ends[1], "ab", 2);
        expect_equal(await_result(&ring, 1), 1);
        expect_equal(perform(&other, recv_entry(ends[0], data, 1, 2)), 1);
    }
    contract_close(&other);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void shutting_down_tells_the_peer(void)
{
    with_pair();
    expect_equal(perform(&ring, shutdown_entry(ends[0], SHUT_WR, 1)), 0);
    expect_equal(recv(ends[1], data, 8, 0), 0);
    expect_equal(perform(&ring, send_entry(ends[0], "x", 1, 2)), -EPIPE);
    submit(&ring, recv_entry(ends[0], data, 8, 3));
    plain_send(ends[1], "back", 4); /* half closed: the other half works */
    expect_equal(await_result(&ring, 3), 4);
    rw_fd_close(ends[1]);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 8, 4)), 0);
    contract_close(&ring);
    rw_fd_close(ends[0]);
}

static void shutting_down_the_wrong_thing(void)
{
    int pipes[2];
    contract_open(&ring, 16, 64);
    int fresh = loopback_socket();
    expect_equal(pipe(pipes), 0);
    expect_equal(perform(&ring, shutdown_entry(fresh, SHUT_WR, 1)), -ENOTCONN);
    expect_equal(perform(&ring, shutdown_entry(fresh, 9, 2)), -EINVAL);
    expect_equal(perform(&ring, shutdown_entry(pipes[0], SHUT_WR, 3)), -ENOTSOCK);
    expect_equal(perform(&ring, shutdown_entry(-1, SHUT_WR, 4)), -EBADF);
    contract_close(&ring);
    rw_fd_close(fresh);
    rw_fd_close(pipes[0]);
    rw_fd_close(pipes[1]);
}

static void shutting_down_reading_ends_a_read(void)
{
    with_pair();
    submit(&ring, recv_entry(ends[0], data, 8, 1));
    expect_quiet(&ring, 1);
    expect_equal(perform(&ring, shutdown_entry(ends[0], SHUT_RD, 2)), 0);
    expect_equal(await_result(&ring, 1), 0);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

/* Each of the cases below starts and ends with the same number of descriptors. */
static int before;

static void expect_no_leak(void)
{
#ifdef RINGWAKE_QUEUE_CLOSES_LATE
    while (count_descriptors() >
           before) { /* those of an earlier case count; the deadline ends it */
    }
#else
    expect_equal(count_descriptors(), before);
#endif
}

static void cancelled_accepts_leak_nothing(void)
{
    struct sockaddr_in address;
    before = count_descriptors();
    contract_open(&ring, 16, 64);
    int listener = loopback_listen(&address, 16);
    for (int round = 0; round < ROUNDS; round++) {
        submit(&ring, round % 2 == 0 ? accept_entry(listener, 1) : accept_many_entry(listener, 1));
        push(&ring, cancel_entry(1, 0, 2));
        expect_equal(await_result(&ring, 2), 0);
        expect_equal(await_result(&ring, 1), -ECANCELED);
    }
    contract_close(&ring);
    rw_fd_close(listener);
    expect_no_leak();
}

static void cancelled_reads_leak_nothing(void)
{
    before = count_descriptors();
    with_pair();
    for (int round = 0; round < ROUNDS; round++) {
        submit(&ring, recv_entry(ends[0], data, 8, 1));
        push(&ring, cancel_entry(1, 0, 2));
        expect_equal(await_result(&ring, 2), 0);
        expect_equal(await_result(&ring, 1), -ECANCELED);
    }
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
    expect_no_leak();
}

static void cancelled_connects_leak_nothing(void)
{
    struct sockaddr_in address;
    before = count_descriptors();
    contract_open(&ring, 16, 64);
    int listener = loopback_listen(&address, 1);
    for (int round = 0; round < ROUNDS; round++) {
        int client = loopback_socket();
        push(&ring, connect_entry(client, &address, sizeof address, 1));
        push(&ring, cancel_entry(1, 0, 2));
        int32_t found = await_result(&ring, 2);
        int32_t result = await_result(&ring, 1);
        expect(result == 0 || result == -ECANCELED);
        expect(found == 0 || found == -ENOENT || found == -EALREADY);
        expect_equal(perform(&ring, close_entry(client, 3)), 0);
    }
    contract_close(&ring);
    rw_fd_close(listener);
    expect_no_leak();
}

static void rings_leak_nothing(void)
{
    before = count_descriptors();
    for (int round = 0; round < 50; round++) {
        with_pair();
        submit(&ring, recv_entry(ends[0], data, 8, 1)); /* ended without a completion */
        user_close(&ring);
        expect_equal(send(ends[1], "x", 1, 0), 1); /* descriptors stay open */
        rw_fd_close(ends[0]);
        rw_fd_close(ends[1]);
    }
    rw_ring_close(NULL);
    expect_no_leak();
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 30);
    contract_case(closing_gives_zero_once);
    contract_case(closing_under_an_operation);
    contract_case(a_reused_number_starts_afresh);
    contract_case(a_number_closed_in_another_ring);
    contract_case(one_descriptor_in_two_rings);
    contract_case(shutting_down_tells_the_peer);
    contract_case(shutting_down_the_wrong_thing);
    contract_case(shutting_down_reading_ends_a_read);
    contract_case(cancelled_accepts_leak_nothing);
    contract_case(cancelled_reads_leak_nothing);
    contract_case(cancelled_connects_leak_nothing);
    contract_case(rings_leak_nothing);
    return contract_end();
}
