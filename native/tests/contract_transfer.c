/* SPDX-License-Identifier: Apache-2.0 */
/* contract_transfer.c: bytes in and out of sockets. */
#include "contract.h"
#include "loopback.h"

#include <poll.h>

static struct ring_user ring;
static int ends[2]; /* ends[0] is the ring's, ends[1] is used by plain calls unless said */
static char data[65536];

static void with_pair(void)
{
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
}

static void done_with_pair(void)
{
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void recv_gives_what_is_there(void)
{
    with_pair();
    plain_send(ends[1], "hello", 5);
    plain_wait(ends[0], POLLIN);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 100, 1)), 5);
    expect(memcmp(data, "hello", 5) == 0);
    done_with_pair();
}

static void recv_waits_for_bytes(void)
{
    with_pair();
    submit(&ring, recv_entry(ends[0], data, 100, 1));
    expect_quiet(&ring, 1);
    plain_send(ends[1], "later", 5);
    expect_equal(await_result(&ring, 1), 5);
    expect(memcmp(data, "later", 5) == 0);
    done_with_pair();
}

static void send_gives_its_count(void)
{
    with_pair();
    expect_equal(perform(&ring, send_entry(ends[0], "ping", 4, 1)), 4);
    plain_receive(ends[1], data, 4);
    expect(memcmp(data, "ping", 4) == 0);
    done_with_pair();
}

static void one_pass_may_send_and_receive(void)
{
    with_pair();
    push(&ring, recv_entry(ends[0], data, 100, 1));
    push(&ring, send_entry(ends[1], "both", 4, 2));
    expect_equal(await_result(&ring, 2), 4);
    expect_equal(await_result(&ring, 1), 4);
    done_with_pair();
}

static void partial_reads_leave_the_rest(void)
{
    with_pair();
    plain_send(ends[1], "abcdef", 6);
    plain_wait(ends[0], POLLIN);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 4, 1)), 4);
    expect_equal(perform(&ring, recv_entry(ends[0], data + 4, 100, 2)), 2);
    expect(memcmp(data, "abcdef", 6) == 0);
    done_with_pair();
}

static void short_send_is_returned_as_it_is(void)
{
    enum { size = 8 << 20 };
    char *much = calloc(1, size);
    with_pair();
    int32_t sent = perform(&ring, send_entry(ends[0], much, size, 1));
    expect(sent > 0 && sent < size);
    submit(&ring, send_entry(ends[0], much, size, 2));
    expect_quiet(&ring, 2); /* the buffer is full: it waits */
    for (int32_t left = sent; left > 0;) {
        int32_t step = left < (int32_t)sizeof data ? left : (int32_t)sizeof data;
        plain_receive(ends[1], data, (size_t)step);
        left -= step;
    }
    expect(await_result(&ring, 2) > 0);
    done_with_pair();
    free(much);
}

static void wait_all_sends_everything(void)
{
    enum { size = 4 << 20 };
    char *much = calloc(1, size);
    struct rw_sqe entry;
    with_pair();
    entry = send_entry(ends[0], much, size, 1);
    entry.op_flags = MSG_WAITALL;
    submit(&ring, entry);
    for (int32_t left = size; left > 0; left -= (int32_t)sizeof data) {
        /* Each round may free what the next part needs: the ring must run meanwhile. */
        expect(user_enter(&ring, 0, 0) >= 0);
        while (recv(ends[1], data, 1, MSG_PEEK | MSG_DONTWAIT) != 1) {
            expect(user_enter(&ring, 0, 0) >= 0);
        }
        for (size_t have = 0; have < sizeof data;) {
            ssize_t count = recv(ends[1], data + have, sizeof data - have, MSG_DONTWAIT);
            have += count > 0 ? (size_t)count : 0;
            expect(user_enter(&ring, 0, 0) >= 0);
        }
    }
    expect_equal(await_result(&ring, 1), size);
    done_with_pair();
    free(much);
}

static void wait_all_receives_everything(void)
{
    struct rw_sqe entry;
    with_pair();
    entry = recv_entry(ends[0], data, 10, 1);
    entry.op_flags = MSG_WAITALL;
    plain_send(ends[1], "01234", 5);
    submit(&ring, entry);
    expect_quiet(&ring, 1);
    plain_send(ends[1], "56789abc", 8);
    expect_equal(await_result(&ring, 1), 10);
    expect(memcmp(data, "0123456789", 10) == 0);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 10, 2)), 3);
    done_with_pair();
}

static void wait_all_gives_what_came_before_the_end(void)
{
    struct rw_sqe entry;
    with_pair();
    entry = recv_entry(ends[0], data, 10, 1);
    entry.op_flags = MSG_WAITALL;
    submit(&ring, entry);
    plain_send(ends[1], "012", 3);
    expect_quiet(&ring, 1);
    shutdown(ends[1], SHUT_WR);
    expect_equal(await_result(&ring, 1), 3);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 10, 2)), 0);
    done_with_pair();
}

static void cancelled_wait_all_keeps_its_bytes(void)
{
    struct rw_sqe entry;
    with_pair();
    entry = recv_entry(ends[0], data, 10, 1);
    entry.op_flags = MSG_WAITALL;
    plain_send(ends[1], "012", 3);
    plain_wait(ends[0], POLLIN);
    submit(&ring, entry);
    expect_quiet(&ring, 1);
    expect_equal(perform(&ring, cancel_entry(1, 0, 2)), 0);
    expect_equal(await_result(&ring, 1), 3);
    done_with_pair();
}

/* What one call may move fits a result; what all slices have would not. */
static void wait_all_sends_no_more_than_a_result_can_say(void)
{
    enum { slice_bytes = 64 << 20, slices = 36, bytes_max = 0x7ffff000 };
    char *much = calloc(1, slice_bytes);
    struct iovec out[slices];
    struct msghdr message = {.msg_iov = out, .msg_iovlen = slices};
    struct rw_sqe entry;
    expect(much != NULL);
    for (int i = 0; i < slices; i++) {
        out[i] = slice(much, slice_bytes);
    }
    with_pair();
    entry = sendmsg_entry(ends[0], &message, 1);
    entry.op_flags = MSG_WAITALL;
    submit(&ring, entry);
    for (int64_t received = 0; received < bytes_max;) {
        ssize_t count = recv(ends[1], NULL, slice_bytes, MSG_TRUNC | MSG_DONTWAIT); /* dropped */
        received += count > 0 ? count : 0;
        expect(user_enter(&ring, 0, 0) >= 0);
    }
    expect_equal(await_result(&ring, 1), bytes_max);
    done_with_pair();
    free(much);
}

static void messages_gather_and_scatter(void)
{
    char a[3], b[10];
    struct iovec out[2] = {slice("abc", 3), slice("defg", 4)};
    struct iovec in[2] = {{.iov_base = a, .iov_len = sizeof a},
                          {.iov_base = b, .iov_len = sizeof b}};
    struct msghdr sent = {.msg_iov = out, .msg_iovlen = 2};
    struct msghdr received = {.msg_iov = in, .msg_iovlen = 2};
    with_pair();
    submit(&ring, recvmsg_entry(ends[0], &received, 1));
    expect_equal(perform(&ring, sendmsg_entry(ends[1], &sent, 2)), 7);
    expect_equal(await_result(&ring, 1), 7);
    expect(memcmp(a, "abc", 3) == 0 && memcmp(b, "defg", 4) == 0);
    done_with_pair();
}

static void whole_messages_when_asked_for(void)
{
    char a[3], b[10];
    struct iovec in[2] = {{.iov_base = a, .iov_len = sizeof a},
                          {.iov_base = b, .iov_len = sizeof b}};
    struct msghdr message = {.msg_iov = in, .msg_iovlen = 2};
    struct rw_sqe entry;
    with_pair();
    entry = recvmsg_entry(ends[0], &message, 1);
    entry.op_flags = MSG_WAITALL;
    submit(&ring, entry);
    plain_send(ends[1], "01", 2);
    expect_quiet(&ring, 1);
    plain_send(ends[1], "2345", 4);
    expect_quiet(&ring, 1);
    plain_send(ends[1], "6789abc", 7);
    expect_equal(await_result(&ring, 1), 13);
    expect(memcmp(a, "012", 3) == 0 && memcmp(b, "3456789abc", 10) == 0);
    done_with_pair();
}

static void read_and_write_work_on_sockets(void)
{
    struct iovec out[2] = {slice("ab", 2), slice("cd", 2)};
    char a[1], b[9];
    struct iovec in[2] = {{.iov_base = a, .iov_len = sizeof a},
                          {.iov_base = b, .iov_len = sizeof b}};
    with_pair();
    submit(&ring, read_entry(ends[0], data, 100, 0, 1)); /* the offset means nothing here */
    expect_equal(perform(&ring, write_entry(ends[1], "xyz", 3, CURRENT, 2)), 3);
    expect_equal(await_result(&ring, 1), 3);
    submit(&ring, readv_entry(ends[0], in, 2, 3));
    expect_quiet(&ring, 3);
    expect_equal(perform(&ring, writev_entry(ends[1], out, 2, 4)), 4);
    expect_equal(await_result(&ring, 3), 4);
    expect(a[0] == 'a' && memcmp(b, "bcd", 3) == 0);
    done_with_pair();
}

static void peek_leaves_the_bytes(void)
{
    struct rw_sqe entry;
    with_pair();
    plain_send(ends[1], "peek", 4);
    entry = recv_entry(ends[0], data, 100, 1);
    entry.op_flags = MSG_PEEK;
    expect_equal(perform(&ring, entry), 4);
    expect_equal(perform(&ring, entry), 4);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 100, 2)), 4);
    done_with_pair();
}

static void dont_wait_gives_eagain(void)
{
    struct rw_sqe entry;
    with_pair();
    entry = recv_entry(ends[0], data, 100, 1);
    entry.op_flags = MSG_DONTWAIT;
    expect_equal(perform(&ring, entry), -EAGAIN);
    plain_send(ends[1], "now", 3);
    plain_wait(ends[0], POLLIN);
    expect_equal(perform(&ring, entry), 3);
    expect_equal(perform(&ring, entry), -EAGAIN);
    done_with_pair();
}

static void poll_first_waits_and_loses_nothing(void)
{
    struct rw_sqe entry;
    with_pair();
    entry = recv_entry(ends[0], data, 100, 1);
    entry.ioprio = RW_POLL_FIRST;
    plain_send(ends[1], "before", 6); /* there before the first operation */
    plain_wait(ends[0], POLLIN);
    expect_equal(perform(&ring, entry), 6);
    submit(&ring, entry); /* drained: waits for what comes */
    expect_quiet(&ring, 1);
    plain_send(ends[1], "after", 5);
    expect_equal(await_result(&ring, 1), 5);
    plain_send(ends[1], "0123456789", 10);
    plain_wait(ends[0], POLLIN);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 4, 2)), 4);
    expect_equal(perform(&ring, entry), 6); /* its edge was consumed by the read before */
    done_with_pair();
}

static void zero_bytes_are_sent_at_once(void)
{
    with_pair();
    expect_equal(perform(&ring, send_entry(ends[0], data, 0, 1)), 0);
    plain_send(ends[1], "x", 1);
    plain_wait(ends[0], POLLIN);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 0, 2)), 0);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 9, 3)), 1);
    done_with_pair();
}

static void datagrams_keep_their_bounds(void)
{
    contract_open(&ring, 8, 32);
    expect_equal(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends), 0);
    plain_send(ends[1], "one", 3);
    plain_send(ends[1], "two!", 4);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 100, 1)), 3);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 2, 2)), 2);
    submit(&ring, recv_entry(ends[0], data, 100, 3));
    expect_quiet(&ring, 3);
    plain_send(ends[1], "three", 5);
    expect_equal(await_result(&ring, 3), 5);
    done_with_pair();
}

static void wrong_descriptors_are_told(void)
{
    int pipes[2];
    contract_open(&ring, 8, 32);
    expect_equal(pipe(pipes), 0);
    expect_equal(perform(&ring, recv_entry(-1, data, 1, 1)), -EBADF);
    expect_equal(perform(&ring, send_entry(987654, data, 1, 2)), -EBADF);
    expect_equal(perform(&ring, read_entry(-5, data, 1, 0, 3)), -EBADF);
    expect_equal(perform(&ring, recv_entry(pipes[0], data, 1, 4)), -ENOTSOCK);
    expect_equal(perform(&ring, send_entry(pipes[1], data, 1, 5)), -ENOTSOCK);
    expect_equal(perform(&ring, write_entry(pipes[0], data, 1, 0, 6)), -EBADF);
    contract_close(&ring);
    rw_fd_close(pipes[0]);
    rw_fd_close(pipes[1]);
}

static void unconnected_sockets_are_told(void)
{
    contract_open(&ring, 8, 32);
    int fd = loopback_socket();
    expect_equal(perform(&ring, recv_entry(fd, data, 1, 1)), -ENOTCONN);
    expect_equal(perform(&ring, send_entry(fd, data, 1, 2)), -EPIPE);
    contract_close(&ring);
    rw_fd_close(fd);
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 30);
    contract_case(recv_gives_what_is_there);
    contract_case(recv_waits_for_bytes);
    contract_case(send_gives_its_count);
    contract_case(one_pass_may_send_and_receive);
    contract_case(partial_reads_leave_the_rest);
    contract_case(short_send_is_returned_as_it_is);
    contract_case(wait_all_sends_everything);
    contract_case(wait_all_receives_everything);
    contract_case(wait_all_gives_what_came_before_the_end);
    contract_case(cancelled_wait_all_keeps_its_bytes);
    contract_case(wait_all_sends_no_more_than_a_result_can_say);
    contract_case(messages_gather_and_scatter);
    contract_case(whole_messages_when_asked_for);
    contract_case(read_and_write_work_on_sockets);
    contract_case(peek_leaves_the_bytes);
    contract_case(dont_wait_gives_eagain);
    contract_case(poll_first_waits_and_loses_nothing);
    contract_case(zero_bytes_are_sent_at_once);
    contract_case(datagrams_keep_their_bounds);
    contract_case(wrong_descriptors_are_told);
    contract_case(unconnected_sockets_are_told);
    return contract_end();
}
