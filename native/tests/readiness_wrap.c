/* SPDX-License-Identifier: Apache-2.0 */
/* readiness_wrap.c: both index pairs run through 2^32 without a seam. */
#include "contract.h"
#include "loopback.h"
#include "readiness/engine.h"

#define BEFORE_WRAP (UINT32_MAX - 5)

static struct ring_user ring;

static void open_near_the_end(uint32_t sq_entries, uint32_t cq_entries)
{
    contract_open(&ring, sq_entries, cq_entries);
    rw_readiness_start_at(ring.ring, BEFORE_WRAP);
}

static void no_operations(void)
{
    open_near_the_end(4, 8);
    for (uint64_t i = 0; i < 40; i++) {
        expect_equal(perform(&ring, nop_entry(i)), 0);
    }
    expect(rw_word_relaxed(user_word(&ring, ring.layout.sq_tail_offset)) < BEFORE_WRAP);
    contract_close(&ring);
}

static void an_overflow_across_the_seam(void)
{
    open_near_the_end(2, 4);
    for (uint64_t i = 0; i < 8; i++) {
        submit(&ring, nop_entry(i));
    }
    for (uint64_t i = 0; i < 8; i++) {
        expect_equal(user_next(&ring).user_data, i);
    }
    contract_close(&ring);
}

static void transfers(void)
{
    char data[8];
    int ends[2];
    open_near_the_end(2, 4);
    loopback_pair(ends);
    for (int i = 0; i < 20; i++) {
        submit(&ring, recv_entry(ends[0], data, sizeof data, 1));
        push(&ring, send_entry(ends[1], "wrap", 4, 2));
        expect_equal(user_enter(&ring, 2, FOREVER), 1);
        expect_equal(await_result(&ring, 1), 4);
        expect_equal(await_result(&ring, 2), 4);
    }
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 20);
    contract_case(no_operations);
    contract_case(an_overflow_across_the_seam);
    contract_case(transfers);
    return contract_end();
}
