/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_overflow.c: more completions than the ring holds: none is lost, the flag shows them, the
 * next enter moves them in, and the wake survives it.
 */

#include "ring_user.h"

#include <pthread.h>

#define SQ_ENTRIES 8u
#define CQ_ENTRIES 16u
#define OPERATIONS 400u

static bool overflowed(const struct ring_user *user)
{
    return rw_word_relaxed(user_word(user, user->layout.sq_flags_offset)) & RW_SQ_CQ_OVERFLOW;
}

static void nothing_is_lost(uint64_t disabled)
{
    struct ring_user user;
    struct rw_cqe done;
    uint64_t pushed = 0;
    uint64_t popped = 0;
    bool seen = false;

    uring_user_open(&user, SQ_ENTRIES, CQ_ENTRIES, disabled);
    while (pushed < OPERATIONS) {
        while (pushed < OPERATIONS && user_queued(&user) < SQ_ENTRIES) {
            struct rw_sqe entry = nop_entry(pushed++);

            user_push(&user, &entry);
        }
        int32_t taken = user_enter(&user, 0, 0);

        seen |= overflowed(&user);
        if (taken == -EBUSY || taken == -EAGAIN) { /* older kernels: reap first */
            while (user_pop(&user, &done)) {
                expect_equal(done.user_data, popped++);
            }
        } else {
            expect(taken >= 0);
        }
    }
    expect(seen);
    while (popped < OPERATIONS) {
        if (user_pop(&user, &done)) {
            expect_equal(done.user_data, popped++);
        } else {
            expect(user_enter(&user, 1, FOREVER) >= 0);
        }
    }
    expect(!overflowed(&user));
    expect_equal(rw_word_relaxed(user_word(&user, user.layout.cq_overflow_offset)), 0);
    user_close(&user);
}

/* Wakes while the ring is full may end the poll. Then it is armed again, and works. */
static void wake_survives(uint64_t disabled)
{
    struct ring_user user;
    struct rw_cqe done;
    uint32_t wakes = 0;
    uint32_t i;

    uring_user_open(&user, SQ_ENTRIES, CQ_ENTRIES, disabled);
    for (i = 0; i < 2 * CQ_ENTRIES; i++) {
        struct rw_sqe entry = nop_entry(i);

        if (user_queued(&user) == SQ_ENTRIES) {
            expect(user_enter(&user, 0, 0) >= 0 || overflowed(&user));
        }
        user_push(&user, &entry);
        expect_equal(rw_ring_wake(user.ring), 0);
    }
    for (i = 0; i < 2 * CQ_ENTRIES;) {
        if (!user_pop(&user, &done)) {
            expect(user_enter(&user, 1, FOREVER) >= 0);
        } else if (done.user_data != RW_USER_DATA_WAKE) {
            i++;
        } else if (!(done.flags & RW_CQE_F_MORE)) {
            expect_equal(rw_ring_rearm_wake(user.ring), 0);
        }
    }
    while (rw_ring_enter(user.ring, 0, 0, 0) == 0 && user_pop(&user, &done)) {
        if (!(done.flags & RW_CQE_F_MORE)) {
            expect_equal(rw_ring_rearm_wake(user.ring), 0);
        }
    }
    expect_equal(rw_ring_wake(user.ring), 0);
    for (wakes = 0; wakes == 0;) {
        done = user_next(&user);
        wakes += done.user_data == RW_USER_DATA_WAKE;
    }
    user_close(&user);
}

int main(void)
{
    start(30);
    nothing_is_lost(0);
    nothing_is_lost(RW_FEATURE_DEFER_TASKRUN);
    nothing_is_lost(RW_FEATURE_DEFER_TASKRUN | RW_FEATURE_COOP_TASKRUN);
    wake_survives(0);
    wake_survives(RW_FEATURE_DEFER_TASKRUN);
    wake_survives(RW_FEATURE_POLL_MULTISHOT);
    return 0;
}
