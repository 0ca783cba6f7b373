/* SPDX-License-Identifier: Apache-2.0 */
/* readiness_epoch.c: descriptor numbers that change hands. Also run under ThreadSanitizer. */
#include "contract.h"
#include "loopback.h"
#include "readiness/epoch.h"

#include <poll.h>
#include <pthread.h>

static struct ring_user ring;
static char data[8];

static void numbers_move_on_alone(void)
{
    uint32_t five = rw_epoch_of(5), far = rw_epoch_of(1 << 29);
    expect(five != 0 && far != 0);
    rw_epoch_advance(5);
    expect(rw_epoch_of(5) != five);
    expect_equal(rw_epoch_of(6), far);
    rw_epoch_advance(1 << 29);
    expect(rw_epoch_of(1 << 29) != far);
    rw_epoch_advance(-1); /* no such descriptor: nothing happens */
}

#define THREADS 4
#define STEPS   10000

static void *advance(void *argument)
{
    (void)argument;
    for (int i = 0; i < STEPS; i++) {
        rw_epoch_advance(100000);
        (void)rw_epoch_of(100000);
    }
    return NULL;
}

static void threads_lose_no_step(void)
{
    pthread_t threads[THREADS];
    uint32_t before = rw_epoch_of(100000);
    for (int i = 0; i < THREADS; i++) {
        expect_equal(pthread_create(&threads[i], NULL, advance, NULL), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        expect_equal(pthread_join(threads[i], NULL), 0);
    }
    expect_equal(rw_epoch_of(100000) - before, THREADS * STEPS);
}

#ifndef RINGWAKE_DUPLICATE_OUTLIVES
/* A duplicate keeps the old watch alive: its reports must not reach the number's new owner. */
static void a_duplicate_outlives_the_number(void)
{
    int first[2], second[2];
    contract_open(&ring, 8, 32);
    loopback_pair(first);
    submit(&ring, recv_entry(first[0], data, sizeof data, 1));
    plain_send(first[1], "x", 1);
    expect_equal(await_result(&ring, 1), 1);
    int copy = dup(first[0]);
    expect_equal(perform(&ring, close_entry(first[0], 2)), 0);
    loopback_pair(second);
    expect_equal(dup2(second[0], first[0]), first[0]); /* the number, as another connection */
    rw_epoch_advance(first[0]);
    submit(&ring, recv_entry(first[0], data, sizeof data, 3));
    submit(&ring, poll_entry(first[0], POLLIN, 0, 4));
    plain_send(first[1], "old", 3);
    plain_wait(copy, POLLIN);
    expect_quiet(&ring, 3);
    expect_quiet(&ring, 4);
    plain_send(second[1], "new!", 4);
    expect_equal(await_result(&ring, 3), 4);
    expect_equal(await_result(&ring, 4), POLLIN);
    contract_close(&ring);
    close(copy);
    rw_fd_close(first[0]);
    rw_fd_close(first[1]);
    rw_fd_close(second[0]);
    rw_fd_close(second[1]);
}

#endif

/* Has the ring accept until it is given the number, which is free: others may be too, and are lower.
 * The peer of that connection. */
static int accept_as(int number, struct ring_user *accepting, int listener,
                     const struct sockaddr_in *address)
{
    for (;;) {
        int client = loopback_connect(address);
        if (perform(accepting, accept_entry(listener, 2)) == number) {
            return client;
        }
    }
}

/* A close that the library did not see: the number's next life is known by its birth. */
static void a_foreign_close(void)
{
    struct sockaddr_in address;
    int ends[2];
    contract_open(&ring, 8, 32);
    int listener = loopback_listen(&address, 8);
    loopback_pair(ends);
    submit(&ring, recv_entry(ends[0], data, sizeof data, 1));
    plain_send(ends[1], "x", 1);
    expect_equal(await_result(&ring, 1), 1); /* watched, drained */
    expect_equal(close(ends[0]), 0);
    int client = accept_as(ends[0], &ring, listener, &address);
    submit(&ring, recv_entry(ends[0], data, sizeof data, 3));
    expect_quiet(&ring, 3);
    plain_send(client, "yes", 3);
    expect_equal(await_result(&ring, 3), 3);
    contract_close(&ring);
    rw_fd_close(client);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
    rw_fd_close(listener);
}

/* The same, and it is another ring that accepts the number anew. */
static void a_birth_in_another_ring(void)
{
    struct ring_user other;
    struct sockaddr_in address;
    int ends[2];
    contract_open(&ring, 8, 32);
    contract_open(&other, 8, 32);
    int listener = loopback_listen(&address, 8);
    loopback_pair(ends);
    submit(&ring, recv_entry(ends[0], data, sizeof data, 1));
    plain_send(ends[1], "x", 1);
    expect_equal(await_result(&ring, 1), 1);
    expect_equal(close(ends[0]), 0);
    int client = accept_as(ends[0], &other, listener, &address);
    submit(&ring, recv_entry(ends[0], data, sizeof data, 3));
    plain_send(client, "yes", 3);
    expect_equal(await_result(&ring, 3), 3);
    contract_close(&ring);
    contract_close(&other);
    rw_fd_close(client);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
    rw_fd_close(listener);
}

/* Against the contract: another ring closes what this one waits for. */
static void a_close_under_another_ring(void)
{
    struct ring_user other;
    int ends[2], fresh[2];
    contract_open(&ring, 8, 32);
    contract_open(&other, 8, 32);
    loopback_pair(ends);
    submit(&ring, recv_entry(ends[0], data, sizeof data, 1));
    expect_equal(perform(&other, close_entry(ends[0], 9)), 0);
    expect_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fresh), 0);
    if (fresh[0] != ends[0] && fresh[1] != ends[0]) {
        expect_equal(dup2(fresh[0], ends[0]), ends[0]); /* takes the number again */
    }
    submit(&ring, recv_entry(ends[0], data, sizeof data, 2));
    expect_equal(await_result(&ring, 1), -ECANCELED);
    plain_send(fresh[1] != ends[0] ? fresh[1] : fresh[0], "mine", 4);
    expect_equal(await_result(&ring, 2), 4);
    contract_close(&ring);
    contract_close(&other);
    rw_fd_close(ends[1]);
    rw_fd_close(fresh[0]);
    rw_fd_close(fresh[1]);
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 20);
    contract_case(numbers_move_on_alone);
    contract_case(threads_lose_no_step);
#ifndef RINGWAKE_DUPLICATE_OUTLIVES
    contract_case(a_duplicate_outlives_the_number);
#endif
    contract_case(a_foreign_close);
    contract_case(a_birth_in_another_ring);
    contract_case(a_close_under_another_ring);
    return contract_end();
}
