/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_enter.c: what the one call of the hot path takes, waits for and returns; and that a
 * signal, a full ring, a greedy caller and the wrong thread do it no harm.
 */

#include "ring_user.h"

#include <pthread.h>
#include <signal.h>
#include <sys/time.h>

static void takes_what_is_queued(void)
{
    struct ring_user user;
    struct rw_cqe done;
    uint64_t i;

    uring_user_open(&user, 8, 64, 0);
    for (i = 0; i < 7; i++) {
        struct rw_sqe entry = nop_entry(i);

        user_push(&user, &entry);
    }
    expect_equal(rw_ring_enter(user.ring, 3, 0, 0), 3);
    expect_equal(user_queued(&user), 4);
    expect_equal(rw_ring_enter(user.ring, 1000, 7, FOREVER), 4); /* more than there is: waits */
    expect_equal(user_ready(&user), 7);
    for (i = 0; i < 7; i++) {
        expect(user_pop(&user, &done));
        expect_equal(done.user_data, i);
    }
    expect_equal(rw_ring_enter(user.ring, 0, 0, 0), 0);
    user_close(&user);
}

static void fills_the_ring(void)
{
    struct ring_user user;
    struct rw_cqe done;
    uint64_t round;
    uint32_t i;

    uring_user_open(&user, 2, 4, 0);
    for (round = 0; round < 1000; round++) {
        for (i = 0; i < 2; i++) {
            struct rw_sqe entry = nop_entry(2 * round + i);

            user_push(&user, &entry);
        }
        expect_equal(user_enter(&user, 2, FOREVER), 2);
        for (i = 0; i < 2; i++) {
            expect(user_pop(&user, &done));
            expect_equal(done.user_data, 2 * round + i);
        }
    }
    user_close(&user);
}

static void times_out(void)
{
    static const uint32_t MIN_COMPLETE[] = {1, 5};
    struct ring_user user;
    size_t i;

    uring_user_open(&user, 8, 64, 0);
    for (i = 0; i < 2; i++) {
        struct rw_sqe entry = nop_entry(1);
        int64_t began = monotonic_nanos();

        expect_equal(rw_ring_enter(user.ring, 0, MIN_COMPLETE[i], 20 * MILLI), 0);
        expect(monotonic_nanos() - began >= 20 * MILLI);
        if (i == 1) { /* the completion that is there already does not suffice */
            user_push(&user, &entry);
            began = monotonic_nanos();
            expect_equal(user_enter(&user, 5, 20 * MILLI), 1);
            expect(monotonic_nanos() - began >= 20 * MILLI);
        }
    }
    expect_equal(rw_ring_enter(user.ring, 0, 1, INT64_MAX), 0); /* one is ready: no wait */
    user_close(&user);
}

/* A timeout near the end of time must not have passed already. */
static void longest_timeout_waits(void)
{
    struct ring_user user;
    struct itimerval soon = {.it_value = {.tv_usec = 30000}};
    int64_t began;

    uring_user_open(&user, 8, 64, 0);
    began = monotonic_nanos();
    expect_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
    expect_equal(rw_ring_enter(user.ring, 0, 1, INT64_MAX), 0); /* ended by the signal */
    expect(monotonic_nanos() - began >= 20 * MILLI);
    user_close(&user);
}

static void ignore_signal(int number)
{
    (void)number;
}

static void signal_ends_the_wait(uint32_t min_complete)
{
    struct ring_user user;
    struct itimerval soon = {.it_value = {.tv_usec = 10000}};

    uring_user_open(&user, 8, 64, 0);
    expect_equal(setitimer(ITIMER_REAL, &soon, NULL), 0);
    expect_equal(rw_ring_enter(user.ring, 0, min_complete, FOREVER), 0);
    expect_equal(user_ready(&user), 0);
    user_close(&user);
}

static void *enter_elsewhere(void *argument)
{
    struct ring_user *user = argument;

    expect_equal(user_enter(user, 0, 0), -EEXIST);
    return NULL;
}

/* Without registered index, the kernel knows the wrong thread by SINGLE_ISSUER. */
static void wrong_thread_is_told(void)
{
    struct ring_user user;
    struct rw_sqe entry = nop_entry(1);
    pthread_t thread;

    uring_user_open(&user, 8, 64, RW_FEATURE_REGISTERED_RING);
    if (user.layout.features & RW_FEATURE_SINGLE_ISSUER) {
        user_push(&user, &entry);
        expect_equal(pthread_create(&thread, NULL, enter_elsewhere, &user), 0);
        expect_equal(pthread_join(thread, NULL), 0);
    }
    user_close(&user);
}

/* Both an error of an entry and the entries behind it are told. */
static void bad_entry_completes(void)
{
    struct ring_user user;
    struct rw_sqe bad = {.opcode = 255, .user_data = 1};
    struct rw_sqe good = nop_entry(2);
    struct rw_cqe done;

    uring_user_open(&user, 8, 64, 0);
    user_push(&user, &bad);
    user_push(&user, &good);
    while (user_queued(&user) > 0) { /* without SUBMIT_ALL the batch ends at the bad entry */
        expect(user_enter(&user, 0, 0) >= 1);
    }
    done = user_next(&user);
    expect_equal(done.user_data, 1);
    expect_equal(done.res, -EINVAL);
    done = user_next(&user);
    expect_equal(done.user_data, 2);
    user_close(&user);
}

int main(void)
{
    struct sigaction action = {.sa_handler = ignore_signal};

    start(30);
    takes_what_is_queued();
    fills_the_ring();
    times_out();
    wrong_thread_is_told();
    bad_entry_completes();
    expect_equal(sigaction(SIGALRM, &action, NULL), 0);
    signal_ends_the_wait(1);
    signal_ends_the_wait(3);
    longest_timeout_waits();
    return 0;
}
