/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_denied.c: a refusal of io_uring reaches the caller as the errno it was, from open and from
 * the probe, and leaves nothing behind. uring_denied ERRNO, run by deny_uring; without an argument
 * it only checks that both tell the same.
 */

#include "expect.h"
#include "ringwake.h"

int main(int argc, char **argv)
{
    struct rw_ring_params params = {.backend = RW_BACKEND_URING, .sq_entries = 8};
    struct rw_ring *ring;
    struct rw_probe probe;
    int before = dup(0);
    int32_t err;

    start(10);
    close(before);
    err = rw_ring_open(&params, &ring);
    expect_equal(rw_probe_backend(RW_BACKEND_URING, &probe), 0);
    expect_equal(probe.status, err);
    expect_equal(ring == NULL, err != 0);
    rw_ring_close(ring);
    if (argc > 1) {
        expect_equal(err, -atoi(argv[1]));
        expect_equal(probe.features, 0);
        expect_equal(probe.opcodes, 0);
    }
    expect_equal(dup(0), before);
    return 0;
}
