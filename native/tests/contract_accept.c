/* SPDX-License-Identifier: Apache-2.0 */
/* contract_accept.c: connections in. */
#include "contract.h"
#include "loopback.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>

#define MANY 400 /* several times a multishot accept's share of one turn */

static struct ring_user ring;
static struct sockaddr_in address;
static int listener;

static void with_listener(uint32_t sq_entries, uint32_t cq_entries)
{
    contract_open(&ring, sq_entries, cq_entries);
    listener = loopback_listen(&address, 1024);
}

static void done_with_listener(void)
{
    contract_close(&ring);
    if (listener >= 0) {
        rw_fd_close(listener);
    }
}

static void one_connection_at_a_time(void)
{
    with_listener(8, 32);
    int first = loopback_connect(&address);
    int second = loopback_connect(&address);
    int32_t a = perform(&ring, accept_entry(listener, 1));
    int32_t b = perform(&ring, accept_entry(listener, 2));
    expect(a >= 0 && b >= 0 && a != b);
    submit(&ring, accept_entry(listener, 3));
    expect_quiet(&ring, 3);
    int third = loopback_connect(&address);
    int32_t c = await_result(&ring, 3);
    expect(c >= 0);
    int all[] = {first, second, third, a, b, c};
    for (int i = 0; i < 6; i++) {
        rw_fd_close(all[i]);
    }
    done_with_listener();
}

static void flags_and_address_of_the_peer(void)
{
    struct sockaddr_in peer, expected;
    socklen_t size = sizeof peer, expected_size = sizeof expected;
    with_listener(8, 32);
    struct rw_sqe entry = accept_entry(listener, 1);
    entry.addr = (uint64_t)(uintptr_t)&peer;
    entry.off = (uint64_t)(uintptr_t)&size;
    submit(&ring, entry);
    int client = loopback_connect(&address);
    int32_t fd = await_result(&ring, 1);
    expect(fd >= 0);
    expect_equal(getsockname(client, (struct sockaddr *)&expected, &expected_size), 0);
    expect_equal(size, sizeof peer);
    expect_equal(peer.sin_port, expected.sin_port);
    expect_equal(peer.sin_addr.s_addr, expected.sin_addr.s_addr);
    expect_equal(fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    rw_fd_close(fd);
    rw_fd_close(client);
    done_with_listener();
}

/* Takes count connections of a multishot accept; gives how many had F_MORE. */
static int take_connections(uint64_t user_data, int count)
{
    int more = 0;
    for (int i = 0; i < count; i++) {
        struct rw_cqe done = await(&ring, user_data);
        expect(done.res >= 0);
        more += (done.flags & RW_CQE_F_MORE) != 0;
        rw_fd_close(done.res);
    }
    return more;
}

static void multishot_goes_on(void)
{
    int clients[MANY];
    with_listener(8, 512);
    submit(&ring, accept_many_entry(listener, 1));
    expect_quiet(&ring, 1);
    for (int i = 0; i < MANY; i++) {
        clients[i] = loopback_connect(&address);
    }
    expect_equal(take_connections(1, MANY), MANY);
    int late = loopback_connect(&address);
    expect_equal(take_connections(1, 1), 1);
    expect_equal(perform(&ring, cancel_entry(1, 0, 2)), 0);
    expect_equal(await_result(&ring, 1), -ECANCELED);
    for (int i = 0; i < MANY; i++) {
        rw_fd_close(clients[i]);
    }
    rw_fd_close(late);
    done_with_listener();
}

static void multishot_takes_what_came_before(void)
{
    int clients[MANY];
    with_listener(8, 512);
    for (int i = 0; i < MANY; i++) {
        clients[i] = loopback_connect(&address);
    }
    submit(&ring, accept_many_entry(listener, 1));
    expect_equal(take_connections(1, MANY), MANY);
    expect_equal(perform(&ring, cancel_fd_entry(listener, RW_CANCEL_ALL, 2)), 1);
    expect_equal(await_result(&ring, 1), -ECANCELED);
    for (int i = 0; i < MANY; i++) {
        rw_fd_close(clients[i]);
    }
    done_with_listener();
}

/* One wait for more than a multishot accept's share of one turn. */
static void one_wait_for_all_of_them(void)
{
    int clients[MANY];
    with_listener(8, 512);
    for (int i = 0; i < MANY; i++) {
        clients[i] = loopback_connect(&address);
    }
    push(&ring, accept_many_entry(listener, 1));
    expect_equal(user_enter(&ring, MANY, FOREVER), 1);
    expect(user_ready(&ring) >= MANY);
    expect_equal(take_connections(1, MANY), MANY);
    expect_equal(perform(&ring, cancel_entry(1, 0, 2)), 0);
    expect_equal(await_result(&ring, 1), -ECANCELED);
    for (int i = 0; i < MANY; i++) {
        rw_fd_close(clients[i]);
    }
    done_with_listener();
}

/* A full completion ring may pause a multishot accept or end it; no connection is lost. */
static void multishot_survives_a_small_ring(void)
{
    enum { count = 40 };
    int clients[count];
    with_listener(2, 4);
    for (int i = 0; i < count; i++) {
        clients[i] = loopback_connect(&address);
    }
    submit(&ring, accept_many_entry(listener, 1));
    for (int taken = 0; taken < count;) {
        struct rw_cqe done = await(&ring, 1);
        expect(done.res >= 0);
        rw_fd_close(done.res);
        taken++;
        if ((done.flags & RW_CQE_F_MORE) == 0) {
            submit(&ring, accept_many_entry(listener, 1));
        }
    }
    /* Whether it still runs is known only now. */
    int32_t found = perform(&ring, cancel_entry(1, 0, 2));
    expect(found == 0 || found == -ENOENT);
    if (found == 0) {
        expect_equal(await_result(&ring, 1), -ECANCELED);
    }
    for (int i = 0; i < count; i++) {
        rw_fd_close(clients[i]);
    }
    done_with_listener();
}

static void accepted_sockets_work_in_the_ring(void)
{
    char data[8];
    with_listener(8, 32);
    submit(&ring, accept_many_entry(listener, 1));
    for (uint64_t round = 0; round < 5; round++) { /* the same numbers again and again */
        int client = loopback_connect(&address);
        struct rw_cqe done = await(&ring, 1);
        expect(done.res >= 0 && (done.flags & RW_CQE_F_MORE) != 0);
        submit(&ring, recv_entry(done.res, data, sizeof data, 2));
        expect_quiet(&ring, 2);
        plain_send(client, "hi", 2);
        expect_equal(await_result(&ring, 2), 2);
        expect_equal(perform(&ring, send_entry(done.res, "ho", 2, 3)), 2);
        plain_receive(client, data, 2);
        submit(&ring, recv_entry(done.res, data, sizeof data, 4));
        rw_fd_close(client);
        expect_equal(await_result(&ring, 4), 0);
        expect_equal(perform(&ring, close_entry(done.res, 5)), 0);
    }
    expect_equal(perform(&ring, cancel_entry(1, 0, 6)), 0);
    expect_equal(await_result(&ring, 1), -ECANCELED);
    done_with_listener();
}

static void set_descriptor_limit(rlim_t soft)
{
    struct rlimit limit;
    expect_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = soft;
    expect_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

/* The first number that is free: a limit of that much leaves none. */
static int next_descriptor(void)
{
    int fd = dup(0);
    expect(fd >= 0);
    close(fd);
    return fd;
}

static void no_descriptor_left(bool multishot)
{
    struct rlimit before;
    with_listener(8, 32);
    expect_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    int client = loopback_connect(&address);
    set_descriptor_limit((rlim_t)next_descriptor());
    struct rw_sqe entry = multishot ? accept_many_entry(listener, 1) : accept_entry(listener, 1);
    struct rw_cqe done;
    push(&ring, entry);
    done = await(&ring, 1);
    expect_equal(done.res, -EMFILE);
    expect_equal(done.flags & RW_CQE_F_MORE, 0);
    set_descriptor_limit(before.rlim_cur);
    int32_t fd = perform(&ring, accept_entry(listener, 2)); /* the connection still waits */
    expect(fd >= 0);
    rw_fd_close(fd);
    rw_fd_close(client);
    done_with_listener();
}

static void no_descriptor_left_ends_one(void)
{
    no_descriptor_left(false);
}

static void no_descriptor_left_ends_multishot(void)
{
    no_descriptor_left(true);
}

static void only_listeners_accept(void)
{
    int pipes[2];
    with_listener(8, 32);
    int plain = loopback_socket();
    expect_equal(pipe(pipes), 0);
    expect_equal(perform(&ring, accept_entry(plain, 1)), -EINVAL);
    expect_equal(perform(&ring, accept_many_entry(plain, 2)), -EINVAL);
    expect_equal(perform(&ring, accept_entry(pipes[0], 3)), -ENOTSOCK);
    expect_equal(perform(&ring, accept_entry(-1, 4)), -EBADF);
    struct rw_sqe odd = accept_entry(listener, 5);
    odd.op_flags = 1;
    expect_equal(perform(&ring, odd), -EINVAL);
    rw_fd_close(plain);
    rw_fd_close(pipes[0]);
    rw_fd_close(pipes[1]);
    done_with_listener();
}

static void closing_a_listener_after_its_accept(void)
{
    with_listener(8, 32);
    submit(&ring, accept_many_entry(listener, 1));
    expect_equal(perform(&ring, cancel_entry(1, 0, 2)), 0);
    expect_equal(await_result(&ring, 1), -ECANCELED);
    expect_equal(perform(&ring, close_entry(listener, 3)), 0);
    int client = loopback_socket();
    expect_equal(perform(&ring, connect_entry(client, &address, sizeof address, 4)), -ECONNREFUSED);
    rw_fd_close(client);
    listener = -1;
    done_with_listener();
}

/* shutdown(2) of a listener wakes what waits in it. */
static void shutting_a_listener_down_ends_its_accept(void)
{
    with_listener(8, 32);
    submit(&ring, accept_entry(listener, 1));
    expect_quiet(&ring, 1);
    expect_equal(perform(&ring, shutdown_entry(listener, SHUT_RDWR, 2)), 0);
    expect_equal(await_result(&ring, 1), -EINVAL);
    done_with_listener();
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 30);
    contract_case(one_connection_at_a_time);
    contract_case(flags_and_address_of_the_peer);
    contract_case(multishot_goes_on);
    contract_case(multishot_takes_what_came_before);
    contract_case(one_wait_for_all_of_them);
    contract_case(multishot_survives_a_small_ring);
    contract_case(accepted_sockets_work_in_the_ring);
    contract_case(no_descriptor_left_ends_one);
    contract_case(no_descriptor_left_ends_multishot);
    contract_case(only_listeners_accept);
    contract_case(closing_a_listener_after_its_accept);
    contract_case(shutting_a_listener_down_ends_its_accept);
    return contract_end();
}
