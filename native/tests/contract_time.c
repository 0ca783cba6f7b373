/* SPDX-License-Identifier: Apache-2.0 */
/* contract_time.c: how long rw_ring_enter() waits. */
#include "contract.h"
#include "loopback.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

static struct ring_user ring;

/* Waits in an idle ring and gives how long it took. */
static int64_t idle_nanos(uint32_t min_complete, int64_t timeout_nanos)
{
    int64_t began = monotonic_nanos();
    expect_equal(user_enter(&ring, min_complete, timeout_nanos), 0);
    return monotonic_nanos() - began;
}

static void never_early(void)
{
    static const int64_t timeouts[] = {1,       1000,    50 * 1000,     999999,
                                       1000000, 1000001, 3 * MILLI + 1, 20 * MILLI};
    for (size_t i = 0; i < sizeof timeouts / sizeof timeouts[0]; i++) {
        expect(idle_nanos(1, timeouts[i]) >= timeouts[i]);
        expect(idle_nanos(3, timeouts[i]) >= timeouts[i]);
    }
}

static void never_early_on_this_ring(void)
{
    contract_open(&ring, 8, 32);
    never_early();
    contract_close(&ring);
}

static void never_early_without_options(void)
{
    uint64_t optional = RW_FEATURE_PWAIT2 | RW_FEATURE_SINGLE_ISSUER | RW_FEATURE_DEFER_TASKRUN |
                        RW_FEATURE_COOP_TASKRUN | RW_FEATURE_REGISTERED_RING;
    contract_open_without(&ring, 8, 32, optional);
    expect_equal(ring.layout.features & optional, 0);
    never_early();
    contract_close(&ring);
}

static void nothing_to_wait_for(void)
{
    contract_open(&ring, 8, 32);
    expect(idle_nanos(0, FOREVER) < 5000 * MILLI);
    expect(idle_nanos(0, 5000 * MILLI) < 5000 * MILLI);
    expect(idle_nanos(1, 0) < 5000 * MILLI);
    contract_close(&ring);
}

static void enough_completions_do_not_wait(void)
{
    contract_open(&ring, 8, 32);
    push(&ring, nop_entry(1));
    push(&ring, nop_entry(2));
    expect_equal(user_enter(&ring, 2, FOREVER), 2);
    expect_equal(user_ready(&ring), 2);
    expect_equal(user_enter(&ring, 2, FOREVER), 0); /* they are there still */
    expect_equal(await_result(&ring, 1), 0);
    expect_equal(await_result(&ring, 2), 0);
    contract_close(&ring);
}

static void too_few_completions_wait_on(void)
{
    contract_open(&ring, 8, 32);
    push(&ring, nop_entry(1));
    int64_t began = monotonic_nanos();
    expect_equal(user_enter(&ring, 2, 5 * MILLI), 1);
    expect(monotonic_nanos() - began >= 5 * MILLI);
    expect_equal(await_result(&ring, 1), 0);
    contract_close(&ring);
}

static void a_completion_in_between_ends_no_wait(void)
{
    char data[8];
    int ends[2];
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    submit(&ring, recv_entry(ends[0], data, 8, 1));
    plain_send(ends[1], "x", 1);
    int64_t began = monotonic_nanos();
    expect_equal(user_enter(&ring, 2, 10 * MILLI), 0);
    expect(monotonic_nanos() - began >= 10 * MILLI);
    expect_equal(await_result(&ring, 1), 1);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void more_than_the_ring_holds_is_all_of_it(void)
{
    contract_open(&ring, 4, 8);
    for (uint64_t i = 0; i < 8; i++) {
        push(&ring, nop_entry(i));
    }
    expect(user_enter(&ring, 1000, FOREVER) >= 0);
    for (uint64_t i = 0; i < 8; i++) {
        expect_equal(await_result(&ring, i), 0);
    }
    contract_close(&ring);
}

static void to_submit_is_a_limit(void)
{
    contract_open(&ring, 8, 32);
    for (uint64_t i = 1; i <= 3; i++) {
        push(&ring, nop_entry(i));
    }
    expect_equal(rw_ring_enter(ring.ring, 2, 2, FOREVER), 2);
    expect_equal(user_queued(&ring), 1);
    expect_equal(user_ready(&ring), 2);
    expect_equal(rw_ring_enter(ring.ring, 100, 3, FOREVER), 1);
    expect_equal(user_queued(&ring), 0);
    for (uint64_t i = 1; i <= 3; i++) {
        expect_equal(await_result(&ring, i), 0);
    }
    contract_close(&ring);
}

static void on_signal(int signal)
{
    (void)signal;
}

static pthread_t owner;
static atomic_bool enough;

/* Again and again: a signal that comes before the wait ends nothing. */
static void *signal_owner(void *argument)
{
    while (!atomic_load(&enough)) {
        expect_equal(pthread_kill(owner, SIGPROF), 0);
        poll(NULL, 0, 2);
    }
    return argument;
}

/* Told as if the time were up, not as an error. */
static void a_signal_ends_the_wait(void)
{
    pthread_t thread;
    struct sigaction action = {.sa_handler = on_signal};
    contract_open(&ring, 8, 32);
    expect_equal(sigaction(SIGPROF, &action, NULL), 0);
    atomic_store(&enough, false);
    owner = pthread_self();
    expect_equal(pthread_create(&thread, NULL, signal_owner, NULL), 0);
    expect_equal(user_enter(&ring, 1, FOREVER), 0);
    expect_equal(user_enter(&ring, 2, FOREVER), 0);
    atomic_store(&enough, true);
    expect_equal(pthread_join(thread, NULL), 0);
    expect_equal(user_ready(&ring), 0);
    contract_close(&ring);
}

/* Operations that complete at once must not keep descriptors waiting. */
static void busy_rings_see_their_descriptors(void)
{
    char data[8];
    int ends[2];
    bool seen = false;
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    submit(&ring, recv_entry(ends[0], data, 8, 1));
    plain_send(ends[1], "x", 1);
    plain_wait(ends[0], POLLIN);
    for (int turn = 0; turn < 16 && !seen; turn++) {
        struct rw_cqe done;
        push(&ring, nop_entry(2));
        expect_equal(user_enter(&ring, 1, FOREVER), 1);
        while (user_pop(&ring, &done)) {
            seen |= done.user_data == 1;
        }
    }
    expect(seen);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 30);
    contract_case(never_early_on_this_ring);
    contract_case(never_early_without_options);
    contract_case(nothing_to_wait_for);
    contract_case(enough_completions_do_not_wait);
    contract_case(too_few_completions_wait_on);
    contract_case(a_completion_in_between_ends_no_wait);
    contract_case(more_than_the_ring_holds_is_all_of_it);
    contract_case(to_submit_is_a_limit);
    contract_case(a_signal_ends_the_wait);
    contract_case(busy_rings_see_their_descriptors);
    return contract_end();
}
