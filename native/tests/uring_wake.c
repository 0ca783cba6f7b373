/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_wake.c: a wake ends the wait in progress or the next one, from any thread, however full
 * the counter is and whichever way the poll works. Run under TSan as well.
 */

#include "ring_user.h"
#include "uring/uring.h"

#include <pthread.h>

#define PING_PONGS 2000

static uint32_t wakes_seen;

/* Reaps what is there; re-arms as a caller must. Returns the number of wakes. */
static uint32_t reap_wakes(struct ring_user *user)
{
    struct rw_cqe done;
    uint32_t count = 0;

    while (user_pop(user, &done)) {
        if (done.user_data == RW_USER_DATA_WAKE) {
            count++;
            if (!(done.flags & RW_CQE_F_MORE)) {
                expect_equal(rw_ring_rearm_wake(user->ring), 0);
            }
        }
    }
    return count;
}

static void wait_for_wake(struct ring_user *user)
{
    uint32_t count;

    while ((count = reap_wakes(user)) == 0) {
        expect(user_enter(user, 1, FOREVER) >= 0);
    }
    wakes_seen += count;
}

static void wake_before_wait(uint64_t disabled)
{
    struct ring_user user;

    uring_user_open(&user, 8, 64, disabled);
    expect_equal(rw_ring_wake(user.ring), 0);
    expect_equal(rw_ring_wake(user.ring), 0);
    wait_for_wake(&user);
    expect_equal(rw_ring_wake(user.ring), 0);
    wait_for_wake(&user);
    user_close(&user);
}

/* A wake between the end of the poll and its re-arming ends the next wait all the same. */
static void wake_before_rearm(uint64_t disabled)
{
    struct ring_user user;
    struct rw_cqe done;

    uring_user_open(&user, 8, 64, disabled);
    expect_equal(rw_ring_wake(user.ring), 0);
    done = user_next(&user);
    expect_equal(done.user_data, RW_USER_DATA_WAKE);
    expect_equal(rw_ring_wake(user.ring), 0);
    expect_equal(rw_ring_rearm_wake(user.ring), 0);
    wait_for_wake(&user);
    user_close(&user);
}

struct ping_pong {
    struct ring_user user;
    uint32_t pings; /* release by the waker before it wakes; acquire by the owner after it woke */
    uint32_t pongs;
};

static void *ping(void *argument)
{
    struct ping_pong *game = argument;
    uint32_t i;

    for (i = 1; i <= PING_PONGS; i++) {
        rw_word_release(&game->pings, i);
        expect_equal(rw_ring_wake(game->user.ring), 0);
        while (i % 2 == 0 && rw_word_acquire(&game->pongs) < i) {
        }
    }
    return NULL;
}

/* Every second wake is awaited by the waker, so a lost one hangs the test. */
static void wakes_from_another_thread(uint64_t disabled)
{
    struct ping_pong game = {.pings = 0};
    pthread_t thread;

    uring_user_open(&game.user, 8, 64, disabled);
    expect_equal(pthread_create(&thread, NULL, ping, &game), 0);
    while (rw_word_acquire(&game.pongs) < PING_PONGS) {
        wait_for_wake(&game.user);
        rw_word_release(&game.pongs, rw_word_acquire(&game.pings));
    }
    expect_equal(pthread_join(thread, NULL), 0);
    user_close(&game.user);
}

/* A wait for many completions is ended by one wake. */
static void wake_ends_wait_for_many(void)
{
    struct ring_user user;

    uring_user_open(&user, 8, 64, 0);
    expect_equal(rw_ring_wake(user.ring), 0);
    expect_equal(rw_ring_enter(user.ring, 0, 16, FOREVER), 0);
    expect_equal(reap_wakes(&user), 1);
    user_close(&user);
}

static void full_counter_still_wakes(uint64_t disabled)
{
    static const uint64_t ALMOST = UINT64_MAX - 1;
    struct ring_user user;
    int round;

    uring_user_open(&user, 8, 64, disabled);
    for (round = 0; round < 3; round++) {
        int32_t fd = ((struct uring *)user.ring)->wake_fd;
        uint64_t count;

        expect(read(fd, &count, sizeof(count)) > 0 || errno == EAGAIN);
        expect_equal(write(fd, &ALMOST, sizeof(ALMOST)), sizeof(ALMOST));
        wait_for_wake(&user);
        expect_equal(rw_ring_wake(user.ring), 0);
        wait_for_wake(&user);
    }
    user_close(&user);
}

/* Cancelling everything ends the poll too: its completion says so, and it can be armed again. */
static void cancel_any_ends_the_poll(void)
{
    struct ring_user user;
    struct rw_sqe cancel = {.opcode = RW_OP_ASYNC_CANCEL, .user_data = 1};
    struct rw_cqe done;
    bool ended = false;

    uring_user_open(&user, 8, 64, 0);
    if (user.layout.features & RW_FEATURE_CANCEL_FD) {
        cancel.op_flags = RW_CANCEL_ANY | RW_CANCEL_ALL;
        user_push(&user, &cancel);
        expect_equal(user_enter(&user, 2, FOREVER), 1);
        while (user_pop(&user, &done)) {
            ended |= done.user_data == RW_USER_DATA_WAKE && !(done.flags & RW_CQE_F_MORE);
        }
        expect(ended);
        expect_equal(rw_ring_rearm_wake(user.ring), 0);
        expect_equal(rw_ring_wake(user.ring), 0);
        wait_for_wake(&user);
    }
    user_close(&user);
}

int main(void)
{
    static const uint64_t WAYS[] = {0, RW_FEATURE_POLL_MULTISHOT, RW_FEATURE_DEFER_TASKRUN,
                                    RW_FEATURE_DEFER_TASKRUN | RW_FEATURE_COOP_TASKRUN |
                                        RW_FEATURE_POLL_MULTISHOT};
    size_t i;

    start(50);
    for (i = 0; i < sizeof(WAYS) / sizeof(WAYS[0]); i++) {
        wake_before_wait(WAYS[i]);
        wake_before_rearm(WAYS[i]);
        wakes_from_another_thread(WAYS[i]);
        full_counter_still_wakes(WAYS[i]);
    }
    wake_ends_wait_for_many();
    cancel_any_ends_the_poll();
    expect(wakes_seen > 0);
    return 0;
}
