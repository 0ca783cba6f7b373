/* SPDX-License-Identifier: Apache-2.0 */
/* contract_overflow.c: more completions than the ring holds: none is lost, their order is kept. */
#include "contract.h"
#include "loopback.h"

static struct ring_user ring;

/* Queues count no-ops without reaping; gives how many were taken before the ring pushed back. */
static uint64_t flood(uint64_t first, uint64_t count)
{
    uint64_t pushed = 0;
    while (pushed < count) {
        struct rw_sqe entry = nop_entry(first + pushed);
        user_push(&ring, &entry);
        int32_t taken = user_enter(&ring, 0, 0);
        if (taken == -EBUSY) {
            break; /* nothing was taken: the entry stays queued */
        }
        expect_equal(taken, 1);
        pushed++;
    }
    return pushed;
}

static bool overflows(void)
{
    return (rw_word_relaxed(user_word(&ring, ring.layout.sq_flags_offset)) & RW_SQ_CQ_OVERFLOW) !=
           0;
}

static void completions_wait_outside(void)
{
    contract_open(&ring, 2, 4);
    expect_equal(flood(1, 7), 7);
    expect(overflows());
    expect_equal(user_ready(&ring), 4);
    for (uint64_t i = 1; i <= 7; i++) {
        struct rw_cqe done = user_next(&ring); /* enters when the ring is empty */
        expect_equal(done.user_data, i);
    }
    expect(user_enter(&ring, 0, 0) >= 0);
    expect(!overflows());
    expect_equal(rw_word_relaxed(user_word(&ring, ring.layout.cq_overflow_offset)), 0);
    contract_close(&ring);
}

/* However long the caller does not reap. A ring may push back with EBUSY: then it took nothing. */
static void a_flood_is_kept_or_refused(void)
{
    enum { count = 1000 };
    contract_open(&ring, 2, 4);
    uint64_t sent = flood(1, count);
    expect(sent >= 8);
    uint64_t total = sent + user_queued(&ring);
    for (uint64_t i = 1; i <= total; i++) {
        expect_equal(user_next(&ring).user_data, i);
    }
    contract_close(&ring);
}

static void reaping_a_little_moves_a_little(void)
{
    struct rw_cqe done;
    contract_open(&ring, 2, 4);
    expect_equal(flood(1, 8), 8);
    for (uint64_t i = 1; i <= 8; i++) {
        expect(user_pop(&ring, &done));
        expect_equal(done.user_data, i);
        expect(user_enter(&ring, 0, 0) >= 0);
    }
    expect(!user_pop(&ring, &done));
    contract_close(&ring);
}

static void transfers_that_end_in_a_full_ring(void)
{
    enum { count = 8 };
    char data[count];
    int ends[2];
    contract_open(&ring, 2, 4);
    loopback_pair(ends);
    for (uint64_t i = 0; i < count; i++) {
        submit(&ring, recv_entry(ends[0], &data[i], 1, 10 + i));
    }
    expect_equal(flood(1, 4), 4);
    plain_send(ends[1], "01234567", count);
    for (uint64_t i = 1; i <= 4; i++) {
        expect_equal(await_result(&ring, i), 0);
    }
    for (uint64_t i = 0; i < count; i++) {
        expect_equal(await_result(&ring, 10 + i), 1);
    }
    int sum = 0; /* io_uring serves several receives of one descriptor in any order */
    for (int i = 0; i < count; i++) {
        sum += data[i] - '0';
    }
    expect_equal(sum, 28);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void cancels_in_a_full_ring(void)
{
    enum { count = 8 };
    char data[count];
    int ends[2];
    contract_open(&ring, 2, 4);
    loopback_pair(ends);
    for (uint64_t i = 0; i < count; i++) {
        submit(&ring, recv_entry(ends[0], &data[i], 1, 10 + i));
    }
    expect_equal(flood(1, 4), 4);
    push(&ring, cancel_fd_entry(ends[0], RW_CANCEL_ALL, 99));
    expect_equal(await_result(&ring, 99), count);
    for (uint64_t i = 0; i < count; i++) {
        expect_equal(await_result(&ring, 10 + i), -ECANCELED);
    }
    for (uint64_t i = 1; i <= 4; i++) {
        expect_equal(await_result(&ring, i), 0);
    }
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void a_wake_in_a_full_ring(void)
{
    contract_open(&ring, 2, 4);
    expect_equal(flood(1, 4), 4);
    expect_equal(rw_ring_wake(ring.ring), 0);
    expect(user_enter(&ring, 0, 0) >= 0);
    expect_equal(rw_ring_wake(ring.ring), 0);
    expect(user_enter(&ring, 0, 0) >= 0);
    for (uint64_t i = 1; i <= 4; i++) {
        expect_equal(await_result(&ring, i), 0);
    }
    struct rw_cqe done = await(&ring, RW_USER_DATA_WAKE);
    if ((done.flags & RW_CQE_F_MORE) == 0) {
        expect_equal(rw_ring_rearm_wake(ring.ring), 0);
    }
    struct rw_cqe again; /* two wakes may be told once or twice */
    expect(user_enter(&ring, 0, 0) >= 0);
    while (user_pop(&ring, &again)) {
        expect_equal(again.user_data, RW_USER_DATA_WAKE);
        if ((again.flags & RW_CQE_F_MORE) == 0) {
            expect_equal(rw_ring_rearm_wake(ring.ring), 0);
        }
    }
    expect_equal(rw_ring_wake(ring.ring), 0);
    expect_equal(await(&ring, RW_USER_DATA_WAKE).user_data, RW_USER_DATA_WAKE);
    contract_close(&ring);
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 30);
    contract_case(completions_wait_outside);
    contract_case(a_flood_is_kept_or_refused);
    contract_case(reaping_a_little_moves_a_little);
    contract_case(transfers_that_end_in_a_full_ring);
    contract_case(cancels_in_a_full_ring);
    contract_case(a_wake_in_a_full_ring);
    return contract_end();
}
