/* SPDX-License-Identifier: Apache-2.0 */
/*
 * abi.c: the version, and sizeof and offsetof of every struct of ringwake.h.
 *
 * The order of the table is ABI: struct after struct as they stand in the header, each as its size
 * followed by the offsets of its fields. Java's descriptors are compared with it by a test.
 */

#include "ringwake.h"

#include <errno.h>
#include <stddef.h>

_Static_assert(sizeof(struct rw_sqe) == 64, "io_uring's entry");
_Static_assert(sizeof(struct rw_cqe) == 16, "io_uring's entry");
_Static_assert(sizeof(struct rw_ring_params) == 24, "written by Java by offset");
_Static_assert(sizeof(struct rw_ring_layout) == 80, "read by Java by offset");
_Static_assert(sizeof(struct rw_probe) == 24, "read by Java by offset");
_Static_assert(sizeof(struct rw_address) == 32, "written and read by Java by offset");
_Static_assert(sizeof(struct rw_location) == 8, "read by Java by offset");
_Static_assert(sizeof(struct rw_limits) == 32, "read by Java by offset");

#define SIZE(type)          (int32_t)sizeof(struct type)
#define OFFSET(type, field) (int32_t)offsetof(struct type, field)

static const int32_t LAYOUT[] = {
    SIZE(rw_sqe),
    OFFSET(rw_sqe, opcode),
    OFFSET(rw_sqe, flags),
    OFFSET(rw_sqe, ioprio),
    OFFSET(rw_sqe, fd),
    OFFSET(rw_sqe, off),
    OFFSET(rw_sqe, addr),
    OFFSET(rw_sqe, len),
    OFFSET(rw_sqe, op_flags),
    OFFSET(rw_sqe, user_data),
    OFFSET(rw_sqe, buf_index),
    OFFSET(rw_sqe, personality),
    OFFSET(rw_sqe, file_index),
    OFFSET(rw_sqe, reserved),

    SIZE(rw_cqe),
    OFFSET(rw_cqe, user_data),
    OFFSET(rw_cqe, res),
    OFFSET(rw_cqe, flags),

    SIZE(rw_ring_params),
    OFFSET(rw_ring_params, backend),
    OFFSET(rw_ring_params, sq_entries),
    OFFSET(rw_ring_params, cq_entries),
    OFFSET(rw_ring_params, reserved),
    OFFSET(rw_ring_params, disabled),

    SIZE(rw_ring_layout),
    OFFSET(rw_ring_layout, ring_base),
    OFFSET(rw_ring_layout, ring_size),
    OFFSET(rw_ring_layout, sqes_base),
    OFFSET(rw_ring_layout, sqes_size),
    OFFSET(rw_ring_layout, sq_head_offset),
    OFFSET(rw_ring_layout, sq_tail_offset),
    OFFSET(rw_ring_layout, sq_flags_offset),
    OFFSET(rw_ring_layout, cq_head_offset),
    OFFSET(rw_ring_layout, cq_tail_offset),
    OFFSET(rw_ring_layout, cq_overflow_offset),
    OFFSET(rw_ring_layout, cqes_offset),
    OFFSET(rw_ring_layout, sq_entries),
    OFFSET(rw_ring_layout, cq_entries),
    OFFSET(rw_ring_layout, backend),
    OFFSET(rw_ring_layout, features),

    SIZE(rw_probe),
    OFFSET(rw_probe, status),
    OFFSET(rw_probe, backend),
    OFFSET(rw_probe, features),
    OFFSET(rw_probe, opcodes),

    SIZE(rw_address),
    OFFSET(rw_address, family),
    OFFSET(rw_address, port),
    OFFSET(rw_address, scope_id),
    OFFSET(rw_address, reserved),
    OFFSET(rw_address, bytes),

    SIZE(rw_location),
    OFFSET(rw_location, cpu),
    OFFSET(rw_location, node),

    SIZE(rw_limits),
    OFFSET(rw_limits, descriptors_soft),
    OFFSET(rw_limits, descriptors_hard),
    OFFSET(rw_limits, locked_bytes_soft),
    OFFSET(rw_limits, locked_bytes_hard),
};

int32_t rw_abi_version(void)
{
    return RW_ABI_VERSION;
}

int32_t rw_abi_layout(uint32_t index)
{
    return index < sizeof(LAYOUT) / sizeof(LAYOUT[0]) ? LAYOUT[index] : -EINVAL;
}
