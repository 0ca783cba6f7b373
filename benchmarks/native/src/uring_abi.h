/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_abi.h: the part of the kernel's io_uring interface used here, in our own words.
 *
 * The system's header may be older than the kernel, and no library is wanted between the loop and
 * the system calls. Numbers and layouts are the kernel's ABI and never change.
 */
#ifndef RINGWAKE_BENCH_URING_ABI_H
#define RINGWAKE_BENCH_URING_ABI_H

#include <stddef.h>
#include <stdint.h>

#define URING_SYS_SETUP    425
#define URING_SYS_ENTER    426
#define URING_SYS_REGISTER 427

#define URING_SETUP_CQSIZE        (1u << 3)
#define URING_SETUP_SUBMIT_ALL    (1u << 7)
#define URING_SETUP_SINGLE_ISSUER (1u << 12)
#define URING_SETUP_DEFER_TASKRUN (1u << 13)
#define URING_SETUP_NO_SQARRAY    (1u << 16)

#define URING_MMAP_RINGS 0ull
#define URING_MMAP_SQES  0x10000000ull

#define URING_ENTER_GETEVENTS       (1u << 0)
#define URING_ENTER_REGISTERED_RING (1u << 4)

#define URING_REGISTER_RING_FDS 20u
#define URING_REGISTER_PBUF     22u

#define URING_OP_POLL_ADD 6
#define URING_OP_ACCEPT   13
#define URING_OP_SEND     26
#define URING_OP_RECV     27

#define URING_SQE_BUFFER_SELECT (1u << 5)

#define URING_ACCEPT_MULTISHOT 1u /* ioprio of ACCEPT */
#define URING_POLL_FIRST       1u /* ioprio of RECV and SEND */
#define URING_RECV_MULTISHOT   2u /* ioprio of RECV */

#define URING_CQE_F_BUFFER     (1u << 0)
#define URING_CQE_F_MORE       (1u << 1)
#define URING_CQE_BUFFER_SHIFT 16

struct uring_sqe {
    uint8_t opcode;
    uint8_t flags;
    uint16_t ioprio;
    int32_t fd;
    uint64_t off;
    uint64_t addr;
    uint32_t len;
    uint32_t op_flags;
    uint64_t user_data;
    uint16_t buf_group;
    uint16_t personality;
    int32_t file_index;
    uint64_t reserved[2];
};

struct uring_cqe {
    uint64_t user_data;
    int32_t res;
    uint32_t flags;
};

struct uring_sq_offsets {
    uint32_t head, tail, ring_mask, ring_entries, flags, dropped, array, reserved;
    uint64_t user_addr;
};

struct uring_cq_offsets {
    uint32_t head, tail, ring_mask, ring_entries, overflow, cqes, flags, reserved;
    uint64_t user_addr;
};

struct uring_params {
    uint32_t sq_entries, cq_entries, flags, sq_thread_cpu, sq_thread_idle, features, wq_fd;
    uint32_t reserved[3];
    struct uring_sq_offsets sq;
    struct uring_cq_offsets cq;
};

struct uring_ring_update {
    uint32_t offset;
    uint32_t reserved;
    uint64_t data;
};

/* One provided buffer; the ring's tail lies in the reserved field of the first. */
struct uring_buffer {
    uint64_t addr;
    uint32_t len;
    uint16_t id;
    uint16_t tail;
};

struct uring_buffer_ring_setup {
    uint64_t ring_addr;
    uint32_t ring_entries;
    uint16_t group;
    uint16_t flags;
    uint64_t reserved[3];
};

_Static_assert(sizeof(struct uring_sqe) == 64, "the kernel's ABI");
_Static_assert(sizeof(struct uring_cqe) == 16, "the kernel's ABI");
_Static_assert(sizeof(struct uring_params) == 120, "the kernel's ABI");
_Static_assert(sizeof(struct uring_buffer) == 16, "the kernel's ABI");
_Static_assert(sizeof(struct uring_buffer_ring_setup) == 40, "the kernel's ABI");

#endif
