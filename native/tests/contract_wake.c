/* SPDX-License-Identifier: Apache-2.0 */
/* contract_wake.c: rw_ring_wake() from other threads. Also run under ThreadSanitizer. */
#include "contract.h"

#include <pthread.h>
#include <stdatomic.h>

static struct ring_user ring;

/* Reaps the wakes at hand, which must be there, and makes sure that there can be more. */
static void expect_wake(void)
{
    struct rw_cqe done;
    int wakes = 0;
    while (user_pop(&ring, &done)) {
        expect_equal(done.user_data, RW_USER_DATA_WAKE);
        wakes++;
        if ((done.flags & RW_CQE_F_MORE) == 0) {
            expect_equal(rw_ring_rearm_wake(ring.ring), 0);
        }
    }
    expect(wakes > 0);
}

static void before_the_wait(void)
{
    contract_open(&ring, 8, 32);
    expect_equal(rw_ring_wake(ring.ring), 0);
    expect_equal(user_enter(&ring, 1, FOREVER), 0);
    expect_wake();
    contract_close(&ring);
}

static void ends_a_wait_for_several(void)
{
    contract_open(&ring, 8, 32);
    expect_equal(rw_ring_wake(ring.ring), 0);
    expect_equal(user_enter(&ring, 5, FOREVER), 0);
    expect_wake();
    contract_close(&ring);
}

static void many_merge(void)
{
    contract_open(&ring, 8, 32);
    for (int i = 0; i < 1000; i++) {
        expect_equal(rw_ring_wake(ring.ring), 0);
    }
    expect_equal(user_enter(&ring, 1, FOREVER), 0);
    expect(user_ready(&ring) < 32); /* far fewer than there were */
    expect_wake();
    expect_equal(user_enter(&ring, 0, 0), 0);
    contract_close(&ring);
}

static void again_and_again(void)
{
    contract_open(&ring, 8, 32);
    for (int i = 0; i < 1000; i++) {
        expect_equal(rw_ring_wake(ring.ring), 0);
        expect_equal(user_enter(&ring, 1, FOREVER), 0);
        expect_wake();
    }
    contract_close(&ring);
}

static void *wake_once(void *argument)
{
    (void)argument;
    expect_equal(rw_ring_wake(ring.ring), 0);
    return NULL;
}

static void during_the_wait(void)
{
    pthread_t thread;
    contract_open(&ring, 8, 32);
    for (int i = 0; i < 50; i++) {
        expect_equal(pthread_create(&thread, NULL, wake_once, NULL), 0);
        expect_equal(user_enter(&ring, 1, FOREVER), 0);
        expect_wake();
        expect_equal(pthread_join(thread, NULL), 0);
    }
    contract_close(&ring);
}

#define THREADS  4
#define MESSAGES 2000

static atomic_int published;

/* Publishes, then wakes: the owner must see each message without any other cause to run. */
static void *publish(void *argument)
{
    (void)argument;
    for (int i = 0; i < MESSAGES; i++) {
        atomic_fetch_add_explicit(&published, 1, memory_order_release);
        expect_equal(rw_ring_wake(ring.ring), 0);
    }
    return NULL;
}

static void no_wake_is_lost(void)
{
    pthread_t threads[THREADS];
    contract_open(&ring, 8, 32);
    atomic_store(&published, 0);
    for (int i = 0; i < THREADS; i++) {
        expect_equal(pthread_create(&threads[i], NULL, publish, NULL), 0);
    }
    while (atomic_load_explicit(&published, memory_order_acquire) < THREADS * MESSAGES) {
        expect_equal(user_enter(&ring, 1, FOREVER), 0);
        expect_wake();
    }
    for (int i = 0; i < THREADS; i++) {
        expect_equal(pthread_join(threads[i], NULL), 0);
    }
    struct rw_cqe done;
    (void)user_enter(&ring, 0, 0);
    while (user_pop(&ring, &done)) {
        expect_equal(done.user_data, RW_USER_DATA_WAKE);
    }
    contract_close(&ring);
}

/* Owner and wakers take turns, so that each wake meets an owner about to sleep. */
static atomic_int turn;

static void *answer(void *argument)
{
    (void)argument;
    for (int i = 0; i < MESSAGES; i++) {
        while (atomic_load_explicit(&turn, memory_order_acquire) != 2 * i + 1) {
        }
        atomic_store_explicit(&turn, 2 * i + 2, memory_order_release);
        expect_equal(rw_ring_wake(ring.ring), 0);
    }
    return NULL;
}

static void a_wake_that_races_the_wait(void)
{
    pthread_t thread;
    struct rw_cqe done;
    contract_open(&ring, 8, 32);
    atomic_store(&turn, 0);
    expect_equal(pthread_create(&thread, NULL, answer, NULL), 0);
    for (int i = 0; i < MESSAGES; i++) {
        atomic_store_explicit(&turn, 2 * i + 1, memory_order_release);
        while (atomic_load_explicit(&turn, memory_order_acquire) != 2 * i + 2) {
            expect_equal(user_enter(&ring, 1, FOREVER), 0);
            expect_wake();
        }
    }
    expect_equal(pthread_join(thread, NULL), 0);
    (void)user_enter(&ring, 0, 0);
    while (user_pop(&ring, &done)) {
        expect_equal(done.user_data, RW_USER_DATA_WAKE);
    }
    contract_close(&ring);
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 50);
    contract_case(before_the_wait);
    contract_case(ends_a_wait_for_several);
    contract_case(many_merge);
    contract_case(again_and_again);
    contract_case(during_the_wait);
    contract_case(no_wake_is_lost);
    contract_case(a_wake_that_races_the_wait);
    return contract_end();
}
