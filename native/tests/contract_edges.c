/* SPDX-License-Identifier: Apache-2.0 */
/*
 * contract_edges.c: what an edge-triggered engine can lose: data, ends, errors and urgent marks that
 * come together, or between a report and the read that answers it. See readiness/drained.h.
 */
#include "contract.h"
#include "loopback.h"

#include <poll.h>

#define ROUNDS 100

static struct ring_user ring;
static int ends[2];
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

/* One exchange, after which the ring watches ends[0] and knows that it is drained. */
static void warm_up(void)
{
    submit(&ring, recv_entry(ends[0], data, 100, 90));
    plain_send(ends[1], "warm", 4);
    expect_equal(await_result(&ring, 90), 4);
}

static void the_end_comes_with_the_data(void)
{
    for (int round = 0; round < ROUNDS; round++) {
        with_pair();
        warm_up();
        submit(&ring, recv_entry(ends[0], data, 100, 1));
        plain_send(ends[1], "last", 4);
        shutdown(ends[1], SHUT_WR);
        plain_wait(ends[0], PEER_ENDED); /* one report tells both */
        expect_equal(await_result(&ring, 1), 4);
        expect_equal(perform(&ring, recv_entry(ends[0], data, 100, 2)), 0);
        expect_equal(perform(&ring, recv_entry(ends[0], data, 100, 3)), 0);
        done_with_pair();
    }
}

static void the_end_comes_after_the_report(void)
{
    for (int round = 0; round < ROUNDS; round++) {
        with_pair();
        warm_up();
        submit(&ring, poll_entry(ends[0], POLLIN, 0, 1));
        plain_send(ends[1], "last", 4);
        expect_equal(await_result(&ring, 1), POLLIN); /* the report is taken */
        shutdown(ends[1], SHUT_WR);
        plain_wait(ends[0], PEER_ENDED);
        expect_equal(perform(&ring, recv_entry(ends[0], data, 100, 2)), 4);
        expect_equal(perform(&ring, recv_entry(ends[0], data, 100, 3)), 0);
        done_with_pair();
    }
}

static void data_comes_after_the_report(void)
{
    with_pair();
    warm_up();
    for (int round = 0; round < ROUNDS; round++) {
        submit(&ring, poll_entry(ends[0], POLLIN, 0, 1));
        plain_send(ends[1], "ab", 2);
        (void)await_result(&ring, 1);
        plain_send(ends[1], "cd", 2);
        int32_t got = 0;
        for (uint64_t i = 0; got < 4; i++) {
            got += perform(&ring, recv_entry(ends[0], data, 100, 2 + i));
        }
        expect_equal(got, 4);
        submit(&ring, recv_entry(ends[0], data, 100, 50)); /* waits: all is read */
        expect_quiet(&ring, 50);
        plain_send(ends[1], "e", 1);
        expect_equal(await_result(&ring, 50), 1);
    }
    done_with_pair();
}

static void data_comes_before_the_first_operation(void)
{
    for (int round = 0; round < ROUNDS; round++) {
        with_pair();
        plain_send(ends[1], "early", 5);
        if (round % 2 == 0) {
            shutdown(ends[1], SHUT_WR);
        }
        expect_equal(perform(&ring, recv_entry(ends[0], data, 100, 1)), 5);
        submit(&ring, recv_entry(ends[0], data, 100, 2));
        if (round % 2 == 0) {
            expect_equal(await_result(&ring, 2), 0);
        } else {
            plain_send(ends[1], "late", 4);
            expect_equal(await_result(&ring, 2), 4);
        }
        done_with_pair();
    }
}

/* A datagram ends a read short while the next one waits: short is not drained. */
static void datagrams_that_come_together(void)
{
    contract_open(&ring, 8, 32);
    expect_equal(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends), 0);
    for (int round = 0; round < ROUNDS; round++) {
        submit(&ring, recv_entry(ends[0], data, 100, 1));
        expect_quiet(&ring, 1);
        plain_send(ends[1], "one", 3);
        plain_send(ends[1], "two!", 4); /* one report tells both */
        expect_equal(await_result(&ring, 1), 3);
        expect_equal(perform(&ring, recv_entry(ends[0], data, 100, 2)), 4);
    }
    done_with_pair();
}

/* A read that fills its buffer says nothing about what is left. */
static void full_reads_try_again(void)
{
    with_pair();
    warm_up();
    plain_send(ends[1], "0123456789", 10);
    plain_wait(ends[0], POLLIN);
    for (uint64_t i = 0; i < 5; i++) {
        expect_equal(perform(&ring, recv_entry(ends[0], data, 2, i + 1)), 2);
    }
    submit(&ring, recv_entry(ends[0], data, 2, 9));
    expect_quiet(&ring, 9);
    plain_send(ends[1], "z", 1);
    expect_equal(await_result(&ring, 9), 1);
    done_with_pair();
}

static void a_reset_in_mid_stream(void)
{
    with_pair();
    warm_up();
    submit(&ring, recv_entry(ends[0], data, 100, 1));
    expect_quiet(&ring, 1);
    plain_reset(ends[1]);
    expect_equal(await_result(&ring, 1), -ECONNRESET);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 100, 2)), 0); /* told once */
    expect_equal(perform(&ring, send_entry(ends[0], "x", 1, 3)), -EPIPE);
    contract_close(&ring);
    rw_fd_close(ends[0]);
}

static void a_reset_meets_a_waiting_send(void)
{
    with_pair();
    (void)plain_fill(ends[0]);
    submit(&ring, send_entry(ends[0], data, 100, 1));
    submit(&ring, recv_entry(ends[0], data, 100, 2));
    expect_quiet(&ring, 1);
    plain_reset(ends[1]);
    int32_t sent = await_result(&ring, 1);
    int32_t received = await_result(&ring, 2);
    /* The error is told once; who asks second learns that the connection is over. */
    expect(sent == -ECONNRESET || sent == -EPIPE);
    expect(received == -ECONNRESET || received == 0);
    expect(sent == -ECONNRESET || received == -ECONNRESET);
    contract_close(&ring);
    rw_fd_close(ends[0]);
}

static void half_closed_streams_flow_on(void)
{
    with_pair();
    warm_up();
    shutdown(ends[1], SHUT_WR);
    expect_equal(perform(&ring, recv_entry(ends[0], data, 100, 1)), 0);
    for (uint64_t i = 0; i < 5; i++) {
        expect_equal(perform(&ring, send_entry(ends[0], "more", 4, 2 + i)), 4);
        plain_receive(ends[1], data, 4);
    }
    done_with_pair();
}

/* Reads until count bytes have come, in as many reads as it takes. */
static void receive_bytes(int32_t count, uint64_t user_data)
{
    while (count > 0) {
        int32_t got = perform(&ring, recv_entry(ends[0], data, 100, user_data));
        expect(got > 0);
        count -= got;
    }
    expect_equal(count, 0);
}

/* A read stops at the urgent mark, short, with data behind it. */
static void urgent_data_splits_reads(void)
{
    for (int round = 0; round < ROUNDS; round++) {
        with_pair();
        warm_up();
        submit(&ring, recv_entry(ends[0], data, 1, 1));
        plain_send(ends[1], "abc", 3);
        if (round % 2 == 0) {
            expect_equal(await_result(&ring, 1), 1); /* the report is taken before the mark comes */
        }
        expect_equal(send(ends[1], "!", 1, MSG_OOB), 1);
        plain_send(ends[1], "def", 3);
        plain_wait(ends[0], POLLPRI);
        if (round % 2 != 0) {
            expect_equal(await_result(&ring, 1), 1);
        }
        receive_bytes(2, 2);
        struct rw_sqe urgent = recv_entry(ends[0], data, 1, 3);
        urgent.op_flags = MSG_OOB;
        expect_equal(perform(&ring, urgent), 1);
        expect_equal(data[0], '!');
        receive_bytes(3, 4);
        submit(&ring, recv_entry(ends[0], data, 100, 5));
        expect_quiet(&ring, 5);
        plain_send(ends[1], "g", 1);
        expect_equal(await_result(&ring, 5), 1);
        done_with_pair();
    }
}

/* A sender and a receiver in one ring, sizes that fill and drain at odd places. */
static void a_long_stream_arrives_whole(void)
{
    enum { total = 4 << 20 };
    static char out[50021], in[30011];
    uint32_t sent = 0, received = 0;
    for (size_t i = 0; i < sizeof out; i++) {
        out[i] = (char)(i % 251);
    }
    with_pair();
    push(&ring, send_entry(ends[0], out, sizeof out, 1));
    push(&ring, recv_entry(ends[1], in, sizeof in, 2));
    while (received < total) {
        struct rw_cqe done = user_next(&ring);
        expect(done.res > 0);
        if (done.user_data == 1) {
            sent += (uint32_t)done.res;
            uint32_t at = sent % sizeof out;
            uint32_t size = (uint32_t)sizeof out - at;
            if (sent < total) {
                size = size < total - sent ? size : total - sent;
                push(&ring, send_entry(ends[0], out + at, size, 1));
            }
        } else {
            for (uint32_t i = 0; i < (uint32_t)done.res; i++) {
                expect_equal(in[i], (char)((received + i) % sizeof out % 251));
            }
            received += (uint32_t)done.res;
            if (received < total) {
                struct rw_sqe entry = recv_entry(ends[1], in, sizeof in, 2);
                entry.ioprio = done.res < (int32_t)sizeof in ? RW_POLL_FIRST : 0;
                push(&ring, entry);
            }
        }
    }
    expect_equal(sent, received);
    done_with_pair();
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 50);
    contract_case(the_end_comes_with_the_data);
    contract_case(the_end_comes_after_the_report);
    contract_case(data_comes_after_the_report);
    contract_case(data_comes_before_the_first_operation);
    contract_case(datagrams_that_come_together);
    contract_case(full_reads_try_again);
    contract_case(a_reset_in_mid_stream);
    contract_case(a_reset_meets_a_waiting_send);
    contract_case(half_closed_streams_flow_on);
    contract_case(urgent_data_splits_reads);
    contract_case(a_long_stream_arrives_whole);
    return contract_end();
}
