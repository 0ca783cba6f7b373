/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uapi.h: the part of the kernel's io_uring interface that this backend uses.
 *
 * Own definitions, so that the library compiles with any system headers and can use flags younger
 * than them. Entries, opcodes and their flags are in ringwake.h, which has the kernel's values.
 */
#ifndef RINGWAKE_URING_UAPI_H
#define RINGWAKE_URING_UAPI_H

#include "ringwake.h"

/* System call numbers: the same on every architecture that Linux gained them on. */
#define URING_SYS_SETUP    425
#define URING_SYS_ENTER    426
#define URING_SYS_REGISTER 427

/* Offsets for mmap() */
#define URING_OFF_RINGS 0ll
#define URING_OFF_SQES  0x10000000ll

/* struct uring_params.flags */
#define URING_SETUP_CQSIZE        (1u << 3)
#define URING_SETUP_SUBMIT_ALL    (1u << 7)
#define URING_SETUP_COOP_TASKRUN  (1u << 8)
#define URING_SETUP_TASKRUN_FLAG  (1u << 9)
#define URING_SETUP_SINGLE_ISSUER (1u << 12)
#define URING_SETUP_DEFER_TASKRUN (1u << 13)
#define URING_SETUP_NO_SQARRAY    (1u << 16)

/* struct uring_params.features */
#define URING_FEAT_SINGLE_MMAP (1u << 0)
#define URING_FEAT_NODROP      (1u << 1)
#define URING_FEAT_EXT_ARG     (1u << 8)

/* Flags of the enter call */
#define URING_ENTER_GETEVENTS       (1u << 0)
#define URING_ENTER_EXT_ARG         (1u << 3)
#define URING_ENTER_REGISTERED_RING (1u << 4)

/* Opcodes of the register call */
#define URING_REGISTER_PROBE       8u
#define URING_REGISTER_RING_FDS    20u
#define URING_UNREGISTER_RING_FDS  21u
#define URING_REGISTER_SYNC_CANCEL 24u

#define URING_OP_SUPPORTED (1u << 0)

struct uring_sq_offsets {
    uint32_t head;
    uint32_t tail;
    uint32_t ring_mask;
    uint32_t ring_entries;
    uint32_t flags;
    uint32_t dropped;
    uint32_t array;
    uint32_t reserved;
    uint64_t user_addr;
};

struct uring_cq_offsets {
    uint32_t head;
    uint32_t tail;
    uint32_t ring_mask;
    uint32_t ring_entries;
    uint32_t overflow;
    uint32_t cqes;
    uint32_t flags;
    uint32_t reserved;
    uint64_t user_addr;
};

struct uring_params {
    uint32_t sq_entries;
    uint32_t cq_entries;
    uint32_t flags;
    uint32_t sq_thread_cpu;
    uint32_t sq_thread_idle;
    uint32_t features;
    uint32_t wq_fd;
    uint32_t reserved[3];
    struct uring_sq_offsets sq_off;
    struct uring_cq_offsets cq_off;
};

struct uring_timespec {
    int64_t seconds;
    int64_t nanos;
};

/* The argument of an enter call with URING_ENTER_EXT_ARG */
struct uring_getevents {
    uint64_t sigmask;
    uint32_t sigmask_size;
    uint32_t min_wait_micros;
    uint64_t timespec;
};

/* The argument of URING_REGISTER_RING_FDS and its opposite */
struct uring_ring_fd {
    uint32_t index; /* UINT32_MAX: any free one */
    uint32_t reserved;
    uint64_t fd;
};

/* The argument of URING_REGISTER_SYNC_CANCEL */
struct uring_sync_cancel {
    uint64_t user_data;
    int32_t fd;
    uint32_t flags; /* RW_CANCEL_* */
    struct uring_timespec timeout;
    uint8_t opcode;
    uint8_t reserved[7];
    uint64_t reserved_more[3];
};

struct uring_probe_op {
    uint8_t opcode;
    uint8_t reserved;
    uint16_t flags;
    uint32_t reserved_more;
};

#define URING_PROBE_OPS 64

/* The argument of URING_REGISTER_PROBE */
struct uring_probe {
    uint8_t last_opcode;
    uint8_t count;
    uint16_t reserved;
    uint32_t reserved_more[3];
    struct uring_probe_op ops[URING_PROBE_OPS];
};

_Static_assert(sizeof(struct uring_params) == 120, "the kernel's struct io_uring_params");
_Static_assert(sizeof(struct uring_getevents) == 24, "struct io_uring_getevents_arg");
_Static_assert(sizeof(struct uring_ring_fd) == 16, "struct io_uring_rsrc_update");
_Static_assert(sizeof(struct uring_sync_cancel) == 64, "struct io_uring_sync_cancel_reg");
_Static_assert(sizeof(struct uring_probe) == 16 + 8 * URING_PROBE_OPS, "struct io_uring_probe");

#endif /* RINGWAKE_URING_UAPI_H */
