/* SPDX-License-Identifier: Apache-2.0 */
/* uring_probe.c: what rw_probe_backend() tells about io_uring: a ring is opened and asked. */

#include "ring/ring.h"
#include "uring/syscall.h"
#include "uring/uring.h"

#include <string.h>

#define PROBE_SQ_ENTRIES 8u
#define PROBE_CQ_ENTRIES 64u

static uint64_t supported_opcodes(int32_t ring_fd)
{
    struct uring_probe probe;
    uint64_t opcodes = 0;
    uint32_t i;

    memset(&probe, 0, sizeof(probe));
    if (uring_sys_register(ring_fd, URING_REGISTER_PROBE, &probe, URING_PROBE_OPS) < 0) {
        return 0;
    }
    for (i = 0; i < probe.count && i < URING_PROBE_OPS; i++) {
        if (probe.ops[i].flags & URING_OP_SUPPORTED) {
            opcodes |= 1ull << (probe.ops[i].opcode & 63);
        }
    }
    return opcodes;
}

int32_t rw_uring_probe(struct rw_probe *out)
{
    const struct rw_ring_params params = {
        .backend = RW_BACKEND_URING,
        .sq_entries = PROBE_SQ_ENTRIES,
        .cq_entries = PROBE_CQ_ENTRIES,
    };
    struct rw_ring *ring;

    out->status = rw_uring_open(&params, &ring);
    if (out->status == 0) {
        const struct uring *opened = (const struct uring *)ring;

        out->features = opened->features;
        out->opcodes = supported_opcodes(opened->ring_fd);
        rw_ring_close(ring);
    }
    return 0;
}
