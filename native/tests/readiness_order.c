/* SPDX-License-Identifier: Apache-2.0 */
/* readiness_order.c: an operation never overtakes a pending one of its own side. io_uring does not
 * promise that, so it is not in the contract. */
#include "contract.h"
#include "loopback.h"
#include "readiness/engine.h"

#include <poll.h>

static struct ring_user ring;
static int ends[2];

static void receives_are_served_in_order(void)
{
    enum { count = 26 };
    char data[count] = {0};
    contract_open(&ring, 32, 64);
    loopback_pair(ends);
    for (uint64_t i = 0; i < count; i++) {
        push(&ring, recv_entry(ends[0], &data[i], 1, i));
    }
    plain_send(ends[1], "abcdefghijklmnopqrstuvwxyz", count);
    for (uint64_t i = 0; i < count; i++) {
        expect_equal(user_next(&ring).user_data, i);
    }
    expect(memcmp(data, "abcdefghijklmnopqrstuvwxyz", count) == 0);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void a_late_receive_waits_behind_a_pending_one(void)
{
    char data[3] = {0};
    contract_open(&ring, 32, 64);
    loopback_pair(ends);
    submit(&ring, recv_entry(ends[0], &data[0], 1, 1));
    plain_send(ends[1], "ab", 2);
    plain_wait(ends[0], POLLIN);
    /* The bytes are there, their report is not yet taken: trying this one now would take "a". */
    push(&ring, recv_entry(ends[0], &data[1], 1, 2));
    expect_equal(await_result(&ring, 2), 1);
    expect_equal(await_result(&ring, 1), 1);
    expect(strcmp(data, "ab") == 0);
    struct rw_sqe entry = recv_entry(ends[0], data, 1, 3);
    submit(&ring, entry);
    entry = recv_entry(ends[0], data, 1, 4);
    entry.op_flags = MSG_DONTWAIT; /* may neither wait nor overtake */
    plain_send(ends[1], "c", 1);
    plain_wait(ends[0], POLLIN);
    expect_equal(perform(&ring, entry), -EAGAIN);
    expect_equal(await_result(&ring, 3), 1);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void sends_wait_for_the_connection(void)
{
    char seen[4] = {0};
    struct sockaddr_in address;
    contract_open(&ring, 32, 64);
    int listener = loopback_listen(&address, 8);
    int client = loopback_socket();
    push(&ring, connect_entry(client, &address, sizeof address, 1));
    push(&ring, send_entry(client, "a", 1, 2));
    push(&ring, send_entry(client, "bc", 2, 3));
    expect_equal(await_result(&ring, 1), 0);
    expect_equal(await_result(&ring, 2), 1);
    expect_equal(await_result(&ring, 3), 2);
    int server = accept(listener, NULL, NULL);
    plain_receive(server, seen, 3);
    expect(strcmp(seen, "abc") == 0);
    contract_close(&ring);
    rw_fd_close(listener);
    rw_fd_close(client);
    rw_fd_close(server);
}

/* A report that means nothing, as the poller's contract allows. */
static void report(int fd, uint32_t mask)
{
    struct rw_engine *engine = (struct rw_engine *)ring.ring;
    struct rw_ready ready = {.fd = fd, .mask = mask};
    ready.epoch = rw_descriptor_find(&engine->table, fd)->epoch;
    rw_dispatch(engine, &ready);
}

static void spurious_reports_change_nothing(void)
{
    enum { count = 8 };
    int fillers[count];
    char data[4];
    struct sockaddr_in address;
    contract_open(&ring, 32, 64);
    loopback_pair(ends);
    int listener = loopback_listen(&address, 1);
    for (int i = 0; i < count; i++) { /* the listener's backlog is full: handshakes wait */
        fillers[i] = loopback_start(&address);
    }
    int client = loopback_socket();
    submit(&ring, connect_entry(client, &address, sizeof address, 1));
    submit(&ring, recv_entry(ends[0], data, 4, 2));
    for (int i = 0; i < 3; i++) {
        report(client, RW_READY_READ | RW_READY_WRITE);
        report(ends[0], RW_READY_READ | RW_READY_WRITE);
        expect_quiet(&ring, 1);
        expect_quiet(&ring, 2);
    }
    plain_send(ends[1], "real", 4);
    expect_equal(await_result(&ring, 2), 4);
    expect_equal(perform(&ring, cancel_entry(1, 0, 3)), 0);
    expect_equal(await_result(&ring, 1), -ECANCELED);
    contract_close(&ring);
    rw_fd_close(listener);
    rw_fd_close(client);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
    for (int i = 0; i < count; i++) {
        rw_fd_close(fillers[i]);
    }
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 20);
    contract_case(receives_are_served_in_order);
    contract_case(a_late_receive_waits_behind_a_pending_one);
    contract_case(sends_wait_for_the_connection);
    contract_case(spurious_reports_change_nothing);
    return contract_end();
}
