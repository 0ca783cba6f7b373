/* SPDX-License-Identifier: Apache-2.0 */
/* contract_cancel.c: ASYNC_CANCEL in all its forms, and POLL_REMOVE. */
#include "contract.h"
#include "loopback.h"

#include <poll.h>

static struct ring_user ring;
static int ends[2];
static char data[64];

static void with_pair(void)
{
    contract_open(&ring, 16, 64);
    loopback_pair(ends);
}

static void done_with_pair(void)
{
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

/* Receives that nothing will answer: user_data first, first + 1, ... */
static void start_receives(int fd, uint64_t first, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        submit(&ring, recv_entry(fd, data, 8, first + i));
    }
}

static void expect_cancelled(uint64_t first, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        expect_equal(await_result(&ring, first + i), -ECANCELED);
    }
}

static void by_user_data(void)
{
    with_pair();
    start_receives(ends[0], 1, 3);
    expect_equal(perform(&ring, cancel_entry(2, 0, 9)), 0);
    expect_cancelled(2, 1);
    expect_equal(perform(&ring, cancel_entry(2, 0, 9)), -ENOENT);
    plain_send(ends[1], "12345678ABCDEFGH", 16);
    expect_equal(await_result(&ring, 1), 8);
    expect_equal(await_result(&ring, 3), 8);
    done_with_pair();
}

static void nothing_to_cancel(void)
{
    with_pair();
    expect_equal(perform(&ring, cancel_entry(77, 0, 1)), -ENOENT);
    expect_equal(perform(&ring, cancel_entry(77, RW_CANCEL_ALL, 2)), 0);
    expect_equal(perform(&ring, cancel_fd_entry(ends[0], 0, 3)), -ENOENT);
    expect_equal(perform(&ring, cancel_fd_entry(ends[0], RW_CANCEL_ALL, 4)), 0);
    done_with_pair();
}

static void all_of_one_user_data(void)
{
    with_pair();
    for (int i = 0; i < 3; i++) {
        submit(&ring, recv_entry(ends[0], data, 8, 5));
    }
    start_receives(ends[0], 6, 1);
    expect_equal(perform(&ring, cancel_entry(5, RW_CANCEL_ALL, 9)), 3);
    for (int i = 0; i < 3; i++) {
        expect_equal(await_result(&ring, 5), -ECANCELED);
    }
    expect_quiet(&ring, 6);
    expect_equal(perform(&ring, cancel_entry(6, 0, 9)), 0);
    expect_cancelled(6, 1);
    done_with_pair();
}

static void one_of_equal_user_data(void)
{
    with_pair();
    submit(&ring, recv_entry(ends[0], data, 8, 5));
    submit(&ring, recv_entry(ends[0], data, 8, 5));
    expect_equal(perform(&ring, cancel_entry(5, 0, 9)), 0);
    expect_equal(await_result(&ring, 5), -ECANCELED);
    expect_quiet(&ring, 5);
    expect_equal(perform(&ring, cancel_entry(5, 0, 9)), 0);
    expect_equal(await_result(&ring, 5), -ECANCELED);
    done_with_pair();
}

static void by_descriptor(void)
{
    with_pair();
    start_receives(ends[0], 1, 2);
    start_receives(ends[1], 10, 1);
    expect_equal(perform(&ring, cancel_fd_entry(ends[0], RW_CANCEL_ALL, 9)), 2);
    expect_cancelled(1, 2);
    expect_quiet(&ring, 10);
    expect_equal(perform(&ring, cancel_fd_entry(ends[1], 0, 9)), 0);
    expect_cancelled(10, 1);
    done_with_pair();
}

static void every_operation_of_a_descriptor(void)
{
    with_pair();
    plain_fill(ends[0]);
    start_receives(ends[0], 1, 1);
    submit(&ring, send_entry(ends[0], data, 8, 2));
    submit(&ring, poll_entry(ends[0], POLLIN, 0, 3));
    submit(&ring, poll_entry(ends[0], POLLIN, RW_POLL_ADD_MULTI, 4));
    expect_equal(perform(&ring, cancel_fd_entry(ends[0], RW_CANCEL_ALL, 9)), 4);
    expect_cancelled(1, 4);
    done_with_pair();
}

static void flags_that_contradict(void)
{
    with_pair();
    expect_equal(perform(&ring, cancel_fd_entry(ends[0], RW_CANCEL_ANY, 1)), -EINVAL);
    expect_equal(perform(&ring, cancel_entry(1, 1u << 30, 2)), -EINVAL);
    expect_equal(perform(&ring, cancel_fd_entry(987654, 0, 3)), -EBADF);
    expect_equal(perform(&ring, cancel_fd_entry(-1, 0, 4)), -EBADF);
    done_with_pair();
}

static void everything(void)
{
    with_pair();
    start_receives(ends[0], 1, 2);
    start_receives(ends[1], 3, 1);
    submit(&ring, poll_entry(ends[0], POLLIN, 0, 4));
    /* io_uring's own wake may be among what is found. */
    int32_t found = perform(&ring, cancel_entry(0, RW_CANCEL_ANY | RW_CANCEL_ALL, 9));
    expect(found == 4 || found == 5);
    expect_cancelled(1, 4);
    if (found == 5) {
        expect_equal(await_result(&ring, RW_USER_DATA_WAKE), -ECANCELED);
        expect_equal(rw_ring_rearm_wake(ring.ring), 0);
    }
    done_with_pair();
}

static void polls_are_removed(void)
{
    with_pair();
    submit(&ring, poll_entry(ends[0], POLLIN, 0, 1));
    submit(&ring, poll_entry(ends[0], POLLIN, RW_POLL_ADD_MULTI, 2));
    start_receives(ends[0], 3, 1);
    expect_equal(perform(&ring, poll_remove_entry(1, 9)), 0);
    expect_cancelled(1, 1);
    expect_equal(perform(&ring, poll_remove_entry(2, 9)), 0);
    expect_cancelled(2, 1);
    expect_equal(perform(&ring, poll_remove_entry(3, 9)), -ENOENT); /* a receive is no poll */
    expect_equal(perform(&ring, poll_remove_entry(1, 9)), -ENOENT);
    expect_equal(perform(&ring, cancel_entry(3, 0, 9)), 0);
    expect_cancelled(3, 1);
    done_with_pair();
}

/* Data and cancel in one batch: either outcome, but the bytes are in one place. */
static void a_cancel_never_loses_bytes(void)
{
    with_pair();
    for (int round = 0; round < 200; round++) {
        submit(&ring, recv_entry(ends[0], data, 8, 1));
        push(&ring, send_entry(ends[1], "12345678", 8, 2));
        push(&ring, cancel_entry(1, 0, 3));
        expect_equal(await_result(&ring, 2), 8);
        int32_t found = await_result(&ring, 3);
        int32_t got = await_result(&ring, 1);
        expect(got == 8 || got == -ECANCELED);
        expect(found == 0 ? got == -ECANCELED : found == -ENOENT || found == -EALREADY);
        if (got != 8) {
            expect_equal(perform(&ring, recv_entry(ends[0], data, 8, 4)), 8);
        }
    }
    done_with_pair();
}

static void thousands_in_flight(void)
{
    enum { count = 3000 };
    with_pair();
    for (uint64_t i = 1; i <= count; i++) {
        push(&ring, recv_entry(ends[0], data, 8, i << 32 | 7));
    }
    for (uint64_t i = count; i >= 1; i--) {
        expect_equal(perform(&ring, cancel_entry(i << 32 | 7, 0, 9)), 0);
        expect_equal(await_result(&ring, i << 32 | 7), -ECANCELED);
    }
    done_with_pair();
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 30);
    contract_case(by_user_data);
    contract_case(nothing_to_cancel);
    contract_case(all_of_one_user_data);
    contract_case(one_of_equal_user_data);
    contract_case(by_descriptor);
    contract_case(every_operation_of_a_descriptor);
    contract_case(flags_that_contradict);
    contract_case(everything);
    contract_case(polls_are_removed);
    contract_case(a_cancel_never_loses_bytes);
    contract_case(thousands_in_flight);
    return contract_end();
}
