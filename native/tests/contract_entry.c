/* SPDX-License-Identifier: Apache-2.0 */
/* contract_entry.c: entries, their order, their mistakes; rings and their parameters. */
#include "contract.h"
#include "loopback.h"

static struct ring_user ring;
static int ends[2];
static char data[64];

static void no_operations_complete(void)
{
    contract_open(&ring, 8, 32);
    for (uint64_t i = 0; i < 100; i++) {
        expect_equal(perform(&ring, nop_entry(i << 32 | i)), 0);
    }
    contract_close(&ring);
}

static void unknown_operations_are_refused(void)
{
    contract_open(&ring, 8, 32);
    struct rw_sqe entry = {.opcode = 250, .fd = -1, .user_data = 1};
    expect_equal(perform(&ring, entry), -EINVAL);
    expect_equal(perform(&ring, nop_entry(2)), 0);
    contract_close(&ring);
}

static void unknown_flags_are_refused(void)
{
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    struct rw_sqe entry = nop_entry(1);
    entry.flags = 0x80;
    expect_equal(perform(&ring, entry), -EINVAL);
    entry = recv_entry(ends[0], data, 8, 2);
    entry.ioprio = 1u << 15;
    expect_equal(perform(&ring, entry), -EINVAL);
    entry = send_entry(ends[0], data, 8, 3);
    entry.ioprio = 1u << 15;
    expect_equal(perform(&ring, entry), -EINVAL);
    entry = accept_entry(ends[0], 4);
    entry.ioprio = 1u << 15;
    expect_equal(perform(&ring, entry), -EINVAL);
    entry = shutdown_entry(ends[0], SHUT_RDWR, 5);
    entry.addr = 1;
    expect_equal(perform(&ring, entry), -EINVAL);
    entry = close_entry(ends[0], 6);
    entry.len = 1;
    expect_equal(perform(&ring, entry), -EINVAL);
    entry = connect_entry(ends[0], data, 16, 7);
    entry.len = 1;
    expect_equal(perform(&ring, entry), -EINVAL);
    entry = accept_entry(ends[0], 8);
    entry.len = 1;
    expect_equal(perform(&ring, entry), -EINVAL);
    entry = cancel_entry(1, 0, 9);
    entry.off = 1;
    expect_equal(perform(&ring, entry), -EINVAL);
    entry = poll_remove_entry(1, 10);
    entry.op_flags = 1;
    expect_equal(perform(&ring, entry), -EINVAL);
    entry = recv_entry(ends[0], data, 8, 11);
    entry.off = 1;
    expect_equal(perform(&ring, entry), -EINVAL);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

/* A mistake ends its own operation, not the batch. */
static void a_bad_entry_spoils_no_other(void)
{
    contract_open(&ring, 8, 32);
    push(&ring, nop_entry(1));
    push(&ring, recv_entry(-1, data, 8, 2));
    struct rw_sqe entry = {.opcode = 250, .fd = -1, .user_data = 3};
    push(&ring, entry);
    push(&ring, nop_entry(4));
    expect_equal(await_result(&ring, 1), 0);
    expect_equal(await_result(&ring, 2), -EBADF);
    expect_equal(await_result(&ring, 3), -EINVAL);
    expect_equal(await_result(&ring, 4), 0);
    contract_close(&ring);
}

/* The library copies an entry before its slot is free again. */
static void slots_are_reused(void)
{
    contract_open(&ring, 2, 32);
    loopback_pair(ends);
    submit(&ring, recv_entry(ends[0], data, 8, 1));
    for (uint64_t i = 0; i < 8; i++) {
        submit(&ring, nop_entry(100 + i));
    }
    plain_send(ends[1], "kept", 4);
    expect_equal(await_result(&ring, 1), 4);
    expect(memcmp(data, "kept", 4) == 0);
    for (uint64_t i = 0; i < 8; i++) {
        expect_equal(await_result(&ring, 100 + i), 0);
    }
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

/* One side does not hold up the other. */
static void reads_and_writes_are_independent(void)
{
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    submit(&ring, recv_entry(ends[0], data, 8, 1));
    expect_equal(perform(&ring, send_entry(ends[0], "out", 3, 2)), 3);
    expect_quiet(&ring, 1);
    plain_send(ends[1], "in", 2);
    expect_equal(await_result(&ring, 1), 2);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void sends_of_one_batch_keep_their_order(void)
{
    static const char text[] = "the quick brown fox";
    char seen[sizeof text] = {0};
    contract_open(&ring, 32, 64);
    loopback_pair(ends);
    for (uint64_t i = 0; i < sizeof text - 1; i++) {
        push(&ring, send_entry(ends[0], &text[i], 1, i));
    }
    for (uint64_t i = 0; i < sizeof text - 1; i++) {
        expect_equal(await_result(&ring, i), 1);
    }
    plain_receive(ends[1], seen, sizeof text - 1);
    expect(strcmp(seen, text) == 0);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

/* Both rings keep working past the end of their slots many times over. */
static void indices_run_round(void)
{
    contract_open(&ring, 2, 4);
    for (uint64_t i = 0; i < 5000; i++) {
        expect_equal(perform(&ring, nop_entry(i)), 0);
    }
    contract_close(&ring);
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 30);
    contract_case(no_operations_complete);
    contract_case(unknown_operations_are_refused);
    contract_case(unknown_flags_are_refused);
    contract_case(a_bad_entry_spoils_no_other);
    contract_case(slots_are_reused);
    contract_case(reads_and_writes_are_independent);
    contract_case(sends_of_one_batch_keep_their_order);
    contract_case(indices_run_round);
    return contract_end();
}
