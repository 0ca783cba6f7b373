/* SPDX-License-Identifier: Apache-2.0 */
/*
 * readiness_calls.c: how many system calls a message costs, and what happens when memory runs out.
 * The linker's --wrap puts these functions between the engine and the C library.
 */
#include "contract.h"
#include "loopback.h"

#include <poll.h>
#include <sys/epoll.h>

static struct {
    int recv, send, epoll_ctl, waits;
} calls;
static bool no_memory;

ssize_t __real_recv(int fd, void *data, size_t size, int flags);
ssize_t __wrap_recv(int fd, void *data, size_t size, int flags);
ssize_t __real_send(int fd, const void *data, size_t size, int flags);
ssize_t __wrap_send(int fd, const void *data, size_t size, int flags);
int __real_epoll_ctl(int epoll, int operation, int fd, struct epoll_event *event);
int __wrap_epoll_ctl(int epoll, int operation, int fd, struct epoll_event *event);
int __real_rw_epoll_pwait2(int epoll, struct epoll_event *events, int max, int64_t timeout);
int __wrap_rw_epoll_pwait2(int epoll, struct epoll_event *events, int max, int64_t timeout);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);

ssize_t __wrap_recv(int fd, void *data, size_t size, int flags)
{
    calls.recv++;
    return __real_recv(fd, data, size, flags);
}

ssize_t __wrap_send(int fd, const void *data, size_t size, int flags)
{
    calls.send++;
    return __real_send(fd, data, size, flags);
}

int __wrap_epoll_ctl(int epoll, int operation, int fd, struct epoll_event *event)
{
    calls.epoll_ctl++;
    return __real_epoll_ctl(epoll, operation, fd, event);
}

int __wrap_rw_epoll_pwait2(int epoll, struct epoll_event *events, int max, int64_t timeout)
{
    calls.waits++;
    return __real_rw_epoll_pwait2(epoll, events, max, timeout);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return no_memory ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return no_memory ? NULL : __real_realloc(memory, size);
}

static struct ring_user ring;

#define PAIRS  16
#define ROUNDS 50

static int clients[PAIRS], servers[PAIRS];
static char buffers[PAIRS][64];

/* Every client says something; the ring answers all of them. */
static void echo_round(void)
{
    for (int i = 0; i < PAIRS; i++) {
        expect_equal(__real_send(clients[i], "ping", 4, 0), 4);
        plain_wait(servers[i], POLLIN);
    }
    for (int answered = 0; answered < PAIRS;) {
        struct rw_cqe done;
        expect(user_enter(&ring, 1, FOREVER) >= 0);
        while (user_pop(&ring, &done)) {
            uint32_t i = (uint32_t)(done.user_data >> 1);
            expect_equal(done.res, 4);
            if ((done.user_data & 1) == 0) {
                push(&ring, send_entry(servers[i], buffers[i], 4, i << 1 | 1));
            } else {
                push(&ring, recv_entry(servers[i], buffers[i], 64, i << 1));
                answered++;
            }
        }
    }
    for (int i = 0; i < PAIRS; i++) {
        char data[4];
        plain_wait(clients[i], POLLIN);
        expect_equal(__real_recv(clients[i], data, 4, 0), 4);
    }
}

static void an_echo_costs_one_recv_and_one_send(void)
{
    contract_open(&ring, 64, 256);
    for (int i = 0; i < PAIRS; i++) {
        int ends[2];
        loopback_pair(ends);
        clients[i] = ends[0];
        servers[i] = ends[1];
        push(&ring, recv_entry(servers[i], buffers[i], 64, (uint64_t)i << 1));
    }
    echo_round(); /* answered at once: the bytes were there first */
    echo_round(); /* drained, so watched from now on */
    memset(&calls, 0, sizeof calls);
    for (int round = 0; round < ROUNDS; round++) {
        echo_round();
    }
    expect_equal(calls.recv, PAIRS * ROUNDS);
    expect_equal(calls.send, PAIRS * ROUNDS);
    expect_equal(calls.epoll_ctl, 0);
    expect(calls.waits <= 2 * ROUNDS); /* shared by all that were ready together */
    user_close(&ring);
    for (int i = 0; i < PAIRS; i++) {
        rw_fd_close(clients[i]);
        rw_fd_close(servers[i]);
    }
}

/* The socket is used through another ring, here by plain calls, after it was used through this one. */
static void a_ring_that_is_not_used_stops_listening(void)
{
    int ends[2];
    char data[8];
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    submit(&ring, recv_entry(ends[0], data, sizeof data, 1));
    plain_send(ends[1], "x", 1);
    expect_equal(await_result(&ring, 1), 1);
    memset(&calls, 0, sizeof calls);
    for (int i = 0; i < 20; i++) {
        plain_send(ends[1], "y", 1);
        plain_wait(ends[0], POLLIN);
        expect(user_enter(&ring, 0, 0) >= 0);
        plain_receive(ends[0], data, 1);
    }
    expect_equal(calls.epoll_ctl, 1);
    for (uint64_t i = 0; i < 20; i++) { /* and listens again as soon as it is */
        submit(&ring, recv_entry(ends[0], data, sizeof data, i));
        plain_send(ends[1], "z", 1);
        expect_equal(await_result(&ring, i), 1);
    }
    expect_equal(calls.epoll_ctl, 2);
    user_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

/* The operation that finds no memory says so; the others live. */
static void no_memory_ends_one_operation(void)
{
    enum { count = 64 };
    char data[8];
    int ends[2];
    contract_open(&ring, 128, 256);
    loopback_pair(ends);
    for (uint64_t i = 0; i < count; i++) { /* all of the first slab */
        push(&ring, recv_entry(ends[0], data, 1, i));
    }
    expect_equal(user_enter(&ring, 0, 0), count);
    no_memory = true;
    expect_equal(perform(&ring, recv_entry(ends[0], data, 1, 1000)), -ENOMEM);
    no_memory = false;
    submit(&ring, recv_entry(ends[0], data, 1, 1001));
    expect_quiet(&ring, 1001);
    expect_equal(perform(&ring, cancel_fd_entry(ends[0], RW_CANCEL_ALL, 1002)), count + 1);
    for (uint64_t i = 0; i < count; i++) {
        expect_equal(await_result(&ring, i), -ECANCELED);
    }
    expect_equal(await_result(&ring, 1001), -ECANCELED);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

/* No memory, and no room to say so: the entry stays queued. */
static void no_memory_and_a_full_ring(void)
{
    enum { count = 64 };
    char data[8];
    int ends[2];
    contract_open(&ring, 2, 4);
    loopback_pair(ends);
    for (uint64_t i = 0; i < count - 4; i++) {
        push(&ring, recv_entry(ends[0], data, 1, 100 + i));
    }
    for (uint64_t i = 0; i < 8; i++) { /* 4 in the ring, 4 in the backlog: no operation is free */
        submit(&ring, nop_entry(i));
    }
    no_memory = true;
    struct rw_sqe entry = nop_entry(9);
    user_push(&ring, &entry);
    int32_t taken = user_enter(&ring, 0, 0);
    expect(taken == -EAGAIN || taken == -EBUSY);
    expect_equal(user_queued(&ring), 1);
    for (uint64_t i = 0; i < 8; i++) {
        expect_equal(await_result(&ring, i), 0);
    }
    expect_equal(await_result(&ring, 9), 0);
    no_memory = false;
    expect_equal(perform(&ring, cancel_fd_entry(ends[0], RW_CANCEL_ALL, 10)), count - 4);
    for (uint64_t i = 0; i < count - 4; i++) {
        expect_equal(await_result(&ring, 100 + i), -ECANCELED);
    }
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void no_memory_for_a_ring(void)
{
    struct rw_ring_params params = {.backend = RW_BACKEND_EPOLL, .sq_entries = 8};
    int before = count_descriptors();
    no_memory = true;
    expect_equal(rw_ring_open(&params, &ring.ring), -ENOMEM);
    no_memory = false;
    expect(ring.ring == NULL);
    expect_equal(count_descriptors(), before);
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 20);
    contract_case(an_echo_costs_one_recv_and_one_send);
    contract_case(a_ring_that_is_not_used_stops_listening);
    contract_case(no_memory_ends_one_operation);
    contract_case(no_memory_and_a_full_ring);
    contract_case(no_memory_for_a_ring);
    return contract_end();
}
