/* SPDX-License-Identifier: Apache-2.0 */
/* contract_poll.c: POLL_ADD, once and multishot. */
#include "contract.h"
#include "loopback.h"

#include <fcntl.h>
#include <poll.h>

static struct ring_user ring;
static int ends[2];
static char data[64];

static void with_pair(uint32_t sq_entries, uint32_t cq_entries)
{
    contract_open(&ring, sq_entries, cq_entries);
    loopback_pair(ends);
}

static void done_with_pair(void)
{
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void tells_what_is_ready_already(void)
{
    with_pair(8, 32);
    expect_equal(perform(&ring, poll_entry(ends[0], POLLOUT, 0, 1)), POLLOUT);
    plain_send(ends[1], "x", 1);
    plain_wait(ends[0], POLLIN);
    expect_equal(perform(&ring, poll_entry(ends[0], POLLIN, 0, 2)), POLLIN);
    expect_equal(perform(&ring, poll_entry(ends[0], POLLIN | POLLOUT, 0, 3)), POLLIN | POLLOUT);
    expect_equal(perform(&ring, poll_entry(ends[0], POLLIN, 0, 4)),
                 POLLIN); /* a level, not an edge */
    done_with_pair();
}

static void waits_for_what_is_not(void)
{
    with_pair(8, 32);
    submit(&ring, poll_entry(ends[0], POLLIN, 0, 1));
    expect_quiet(&ring, 1);
    plain_send(ends[1], "x", 1);
    expect_equal(await_result(&ring, 1), POLLIN);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 9, 2)), 1);
    submit(&ring, poll_entry(ends[0], POLLIN, 0, 3));
    expect_quiet(&ring, 3);
    plain_send(ends[1], "y", 1);
    expect_equal(await_result(&ring, 3), POLLIN);
    done_with_pair();
}

static void tells_writability(void)
{
    with_pair(8, 32);
    size_t left = plain_fill(ends[0]);
    submit(&ring, poll_entry(ends[0], POLLOUT, 0, 1));
    expect_quiet(&ring, 1);
    while (left > 0) {
        size_t step = left < sizeof data ? left : sizeof data;
        plain_receive(ends[1], data, step);
        left -= step;
    }
    expect_equal(await_result(&ring, 1), POLLOUT);
    done_with_pair();
}

static void tells_the_end_of_the_peer(void)
{
    with_pair(8, 32);
    submit(&ring, poll_entry(ends[0], POLLIN | PEER_ENDED, 0, 1));
    expect_quiet(&ring, 1);
    shutdown(ends[1], SHUT_WR);
    expect_equal(await_result(&ring, 1), POLLIN | PEER_ENDED);
    /* Told without being asked for, as hang-ups and errors are. */
    expect_equal(perform(&ring, poll_entry(ends[0], POLLOUT, 0, 3)), POLLOUT | PEER_ENDED);
    shutdown(ends[0], SHUT_WR);
    expect((perform(&ring, poll_entry(ends[0], 0, 0, 2)) & POLLHUP) != 0);
    done_with_pair();
}

static void tells_a_reset(void)
{
    with_pair(8, 32);
    submit(&ring, poll_entry(ends[0], PEER_ENDED, 0, 1));
    expect_quiet(&ring, 1);
    plain_reset(ends[1]);
    int32_t events = await_result(&ring, 1);
    expect((events & (POLLERR | POLLHUP)) != 0);
    contract_close(&ring);
    rw_fd_close(ends[0]);
}

static void multishot_tells_every_edge(void)
{
    with_pair(8, 32);
    submit(&ring, poll_entry(ends[0], POLLIN, RW_POLL_ADD_MULTI, 1));
    expect_quiet(&ring, 1);
    for (int round = 0; round < 5; round++) {
        plain_send(ends[1], "x", 1);
        struct rw_cqe done = await(&ring, 1);
        expect_equal(done.res, POLLIN);
        expect_equal(done.flags, RW_CQE_F_MORE);
        plain_receive(ends[0], data, 1);
    }
    expect_quiet(&ring, 1);
    expect_equal(perform(&ring, poll_remove_entry(1, 2)), 0);
    expect_equal(await_result(&ring, 1), -ECANCELED);
    done_with_pair();
}

static void multishot_tells_the_level_once(void)
{
    with_pair(8, 32);
    plain_send(ends[1], "x", 1);
    plain_wait(ends[0], POLLIN);
    submit(&ring, poll_entry(ends[0], POLLIN, RW_POLL_ADD_MULTI, 1));
    struct rw_cqe done = await(&ring, 1);
    expect_equal(done.res, POLLIN);
    expect_equal(done.flags, RW_CQE_F_MORE);
    plain_send(ends[1], "y", 1);
    done = await(&ring, 1);
    expect_equal(done.res, POLLIN);
    expect_equal(perform(&ring, cancel_entry(1, 0, 2)), 0);
    for (;;) { /* a repetition may have come before */
        done = await(&ring, 1);
        if ((done.flags & RW_CQE_F_MORE) == 0) {
            break;
        }
    }
    expect_equal(done.res, -ECANCELED);
    done_with_pair();
}

static void multishot_and_a_full_ring(void)
{
    with_pair(2, 4);
    submit(&ring, poll_entry(ends[0], POLLIN, RW_POLL_ADD_MULTI, 1));
    for (uint64_t i = 0; i < 4; i++) {
        submit(&ring, nop_entry(10 + i)); /* the ring is full now */
    }
    plain_send(ends[1], "x", 1);
    plain_wait(ends[0], POLLIN);
    expect(user_enter(&ring, 0, 0) >= 0);
    for (uint64_t i = 0; i < 4; i++) {
        expect_equal(await_result(&ring, 10 + i), 0);
    }
    struct rw_cqe done = await(&ring, 1);
    expect_equal(done.res, POLLIN);
    if ((done.flags & RW_CQE_F_MORE) != 0) {
        expect_equal(perform(&ring, cancel_entry(1, 0, 2)), 0);
        expect_equal(await_result(&ring, 1), -ECANCELED);
    }
    done_with_pair();
}

static void several_polls_see_one_event(void)
{
    with_pair(8, 32);
    submit(&ring, poll_entry(ends[0], POLLIN, 0, 1));
    submit(&ring, poll_entry(ends[0], POLLIN, 0, 2));
    submit(&ring, recv_entry(ends[0], data, 8, 3));
    plain_send(ends[1], "x", 1);
    expect_equal(await_result(&ring, 1), POLLIN);
    expect_equal(await_result(&ring, 2), POLLIN);
    expect_equal(await_result(&ring, 3), 1);
    done_with_pair();
}

static void pipes_can_be_polled(void)
{
    int pipes[2];
    contract_open(&ring, 8, 32);
    expect_equal(pipe(pipes), 0);
    submit(&ring, poll_entry(pipes[0], POLLIN, 0, 1));
    expect_quiet(&ring, 1);
    expect_equal(write(pipes[1], "x", 1), 1);
    expect_equal(await_result(&ring, 1), POLLIN);
    rw_fd_close(pipes[1]);
    expect_equal(perform(&ring, poll_entry(pipes[0], POLLIN, 0, 3)), POLLIN | POLLHUP);
    contract_close(&ring);
    rw_fd_close(pipes[0]);
}

/* Each end of a pipe tells its own end, and not that of the other. */
static void the_ends_of_a_pipe(void)
{
    int pipes[2];
    contract_open(&ring, 8, 32);
    expect_equal(pipe(pipes), 0);
    submit(&ring, poll_entry(pipes[0], POLLIN, 0, 1));
    expect_quiet(&ring, 1);
    rw_fd_close(pipes[1]);
    expect_equal(await_result(&ring, 1) & (POLLHUP | POLLERR), POLLHUP);
    rw_fd_close(pipes[0]);
    expect_equal(pipe(pipes), 0);
    (void)plain_fill(pipes[1]);
    submit(&ring, poll_entry(pipes[1], POLLOUT, 0, 2));
    expect_quiet(&ring, 2);
    rw_fd_close(pipes[0]);
    expect_equal(await_result(&ring, 2) & (POLLHUP | POLLERR), POLLERR);
    rw_fd_close(pipes[1]);
    contract_close(&ring);
}

static void what_cannot_be_polled_is_ready(void)
{
    contract_open(&ring, 8, 32);
    expect_equal(perform(&ring, poll_entry(-1, POLLIN, 0, 1)), -EBADF);
    int file = nameless_file(0);
    expect_equal(perform(&ring, poll_entry(file, POLLIN, 0, 2)), POLLIN);
    struct rw_sqe odd = poll_entry(file, POLLIN, 1u << 20, 3);
    expect_equal(perform(&ring, odd), -EINVAL);
    expect_equal(perform(&ring, poll_entry(file, POLLIN, RW_POLL_ADD_MULTI, 4)), POLLIN);
    contract_close(&ring);
    rw_fd_close(file);
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 30);
    contract_case(tells_what_is_ready_already);
    contract_case(waits_for_what_is_not);
    contract_case(tells_writability);
    contract_case(tells_the_end_of_the_peer);
    contract_case(tells_a_reset);
    contract_case(multishot_tells_every_edge);
    contract_case(multishot_tells_the_level_once);
    contract_case(multishot_and_a_full_ring);
    contract_case(several_polls_see_one_event);
    contract_case(pipes_can_be_polled);
    contract_case(the_ends_of_a_pipe);
    contract_case(what_cannot_be_polled_is_ready);
    return contract_end();
}
