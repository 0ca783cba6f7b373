/* SPDX-License-Identifier: Apache-2.0 */
/* uring.c: set-up of the ring and its one call. */
#include "uring.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "server.h"

#define SKIPPED 77

static int setup(uint32_t entries, struct uring_params *params)
{
    uint32_t wanted = URING_SETUP_CQSIZE | URING_SETUP_SUBMIT_ALL | URING_SETUP_SINGLE_ISSUER |
                      URING_SETUP_DEFER_TASKRUN | URING_SETUP_NO_SQARRAY;
    memset(params, 0, sizeof *params);
    params->flags = wanted;
    params->cq_entries = entries * 4;
    int fd = (int)syscall(URING_SYS_SETUP, entries, params);
    if (fd < 0) {
        fprintf(stderr, "io_uring_setup: %s\n", strerror(errno));
        exit(SKIPPED);
    }
    return fd;
}

static void *map(int fd, size_t size, uint64_t offset)
{
    void *address =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, (off_t)offset);
    if (address == MAP_FAILED) {
        server_fail("mmap", errno);
    }
    return address;
}

/* The kernel then finds the ring by index, without a descriptor look-up in each call. */
static int register_self(int fd)
{
    struct uring_ring_update update = {.offset = UINT32_MAX, .data = (uint64_t)fd};
    if (syscall(URING_SYS_REGISTER, fd, URING_REGISTER_RING_FDS, &update, 1) != 1) {
        server_fail("io_uring_register(ring)", errno);
    }
    return (int)update.offset;
}

void uring_open(struct uring *ring, uint32_t entries, uint64_t *syscalls)
{
    struct uring_params params;
    int fd = setup(entries, &params);
    size_t size = params.cq.cqes + params.cq_entries * sizeof(struct uring_cqe);
    char *base = map(fd, size, URING_MMAP_RINGS);
    ring->sqes = map(fd, params.sq_entries * sizeof(struct uring_sqe), URING_MMAP_SQES);
    ring->sq_tail_shared = (uint32_t *)(base + params.sq.tail);
    ring->cq_head_shared = (uint32_t *)(base + params.cq.head);
    ring->cq_tail_shared = (const uint32_t *)(base + params.cq.tail);
    ring->cqes = (const struct uring_cqe *)(base + params.cq.cqes);
    ring->sq_mask = params.sq_entries - 1;
    ring->cq_mask = params.cq_entries - 1;
    ring->sq_tail = ring->sq_submitted = ring->cq_head = 0;
    ring->fd = register_self(fd);
    ring->syscalls = syscalls;
}

void uring_turn(struct uring *ring, uint32_t min_complete)
{
    __atomic_store_n(ring->sq_tail_shared, ring->sq_tail, __ATOMIC_RELEASE);
    uint32_t count = ring->sq_tail - ring->sq_submitted;
    ++*ring->syscalls;
    long taken = syscall(URING_SYS_ENTER, ring->fd, count, min_complete,
                         URING_ENTER_GETEVENTS | URING_ENTER_REGISTERED_RING, NULL, 0);
    if (taken < 0 && errno != EINTR && errno != EBUSY && errno != EAGAIN) {
        server_fail("io_uring_enter", errno);
    }
    ring->sq_submitted += taken < 0 ? 0 : (uint32_t)taken;
}

long uring_register(const struct uring *ring, uint32_t opcode, const void *argument, uint32_t count)
{
    /* Bit 31 says that the descriptor is the index of a registered ring. */
    ++*ring->syscalls;
    return syscall(URING_SYS_REGISTER, ring->fd, opcode | (1u << 31), argument, count);
}
