/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_setup.c: the kernel's ring with the best flags it takes, mapped into this process.
 *
 * A kernel refuses a flag it does not know with -EINVAL. The flags are therefore given up one after
 * the other, the youngest first, until the set-up succeeds; versions are never looked at.
 */

#include "uring/syscall.h"
#include "uring/uring.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#define REQUIRED_FEATURES (URING_FEAT_SINGLE_MMAP | URING_FEAT_NODROP | URING_FEAT_EXT_ARG)
#define REQUIRED          (RW_FEATURE_NODROP | RW_FEATURE_EXT_ARG)

/* The youngest first: the order of giving up. */
static const struct {
    uint64_t feature;
    uint32_t flag;
} OPTIONAL[] = {
    {RW_FEATURE_NO_SQARRAY, URING_SETUP_NO_SQARRAY},
    {RW_FEATURE_DEFER_TASKRUN, URING_SETUP_DEFER_TASKRUN},
    {RW_FEATURE_SINGLE_ISSUER, URING_SETUP_SINGLE_ISSUER},
    {RW_FEATURE_COOP_TASKRUN, URING_SETUP_COOP_TASKRUN},
    {RW_FEATURE_SUBMIT_ALL, URING_SETUP_SUBMIT_ALL},
};

#define OPTIONAL_COUNT (sizeof(OPTIONAL) / sizeof(OPTIONAL[0]))

int32_t uring_thread(void)
{
    return (int32_t)syscall(SYS_gettid);
}

void uring_init(struct uring *ring)
{
    memset(ring, 0, sizeof(*ring));
    ring->ring_fd = -1;
    ring->enter_fd = -1;
    ring->wake_fd = -1;
}

/* What the kernel wants together: deferring needs a single issuer and replaces COOP_TASKRUN. */
static uint64_t consistent(uint64_t features)
{
    if (!(features & RW_FEATURE_SINGLE_ISSUER)) {
        features &= ~RW_FEATURE_DEFER_TASKRUN;
    }
    if (features & RW_FEATURE_DEFER_TASKRUN) {
        features &= ~RW_FEATURE_COOP_TASKRUN;
    }
    return features;
}

static uint32_t setup_flags(uint64_t features)
{
    uint32_t flags = URING_SETUP_CQSIZE;
    size_t i;

    for (i = 0; i < OPTIONAL_COUNT; i++) {
        if (features & OPTIONAL[i].feature) {
            flags |= OPTIONAL[i].flag;
        }
    }
    if (features & (RW_FEATURE_DEFER_TASKRUN | RW_FEATURE_COOP_TASKRUN)) {
        flags |= URING_SETUP_TASKRUN_FLAG;
    }
    return flags;
}

static int32_t try_setup(struct uring *ring, const struct rw_ring_params *params, uint64_t features)
{
    struct uring_params *kernel = &ring->kernel;

    memset(kernel, 0, sizeof(*kernel));
    kernel->flags = setup_flags(features);
    kernel->cq_entries = params->cq_entries;
    return uring_sys_setup(params->sq_entries, kernel);
}

/* Returns the descriptor and sets ring->features, or returns -errno. */
static int32_t setup_best(struct uring *ring, const struct rw_ring_params *params)
{
    uint64_t wanted = ~params->disabled;
    size_t i;

    for (i = 0; i <= OPTIONAL_COUNT; i++) {
        uint64_t features = consistent(wanted);
        int32_t fd = try_setup(ring, params, features);

        if (fd != -EINVAL || i == OPTIONAL_COUNT) {
            for (size_t k = 0; k < OPTIONAL_COUNT; k++) {
                ring->features |= features & OPTIONAL[k].feature;
            }
            return fd;
        }
        wanted &= ~OPTIONAL[i].feature;
    }
    return -EINVAL;
}

static int32_t map(int32_t fd, size_t size, int64_t offset, void *out)
{
    void *address = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, offset);

    if (address == MAP_FAILED) {
        return -errno;
    }
    memcpy(out, &address, sizeof(address));
    return 0;
}

static size_t rings_size(const struct uring_params *kernel)
{
    size_t cq_end = kernel->cq_off.cqes + kernel->cq_entries * sizeof(struct rw_cqe);
    size_t sq_end = kernel->sq_off.array + kernel->sq_entries * sizeof(uint32_t);

    return (kernel->flags & URING_SETUP_NO_SQARRAY) || cq_end > sq_end ? cq_end : sq_end;
}

static uint32_t *word(struct uring *ring, uint32_t offset)
{
    return (uint32_t *)(void *)(ring->rings + offset);
}

/* Slot i of the ring means entry i, for ever. */
static void fill_identity(struct uring *ring)
{
    uint32_t *array = word(ring, ring->kernel.sq_off.array);
    uint32_t i;

    for (i = 0; i < ring->kernel.sq_entries; i++) {
        array[i] = i;
    }
}

static int32_t map_rings(struct uring *ring)
{
    const struct uring_params *kernel = &ring->kernel;
    int32_t err;

    ring->rings_size = rings_size(kernel);
    err = map(ring->ring_fd, ring->rings_size, URING_OFF_RINGS, &ring->rings);
    if (err) {
        return err;
    }
    ring->sqes_size = kernel->sq_entries * sizeof(struct rw_sqe);
    err = map(ring->ring_fd, ring->sqes_size, URING_OFF_SQES, &ring->sqes);
    if (err) {
        return err;
    }
    ring->sq_head = word(ring, kernel->sq_off.head);
    ring->sq_tail = word(ring, kernel->sq_off.tail);
    ring->cq_head = word(ring, kernel->cq_off.head);
    ring->cq_tail = word(ring, kernel->cq_off.tail);
    ring->cqes = (const struct rw_cqe *)(const void *)(ring->rings + kernel->cq_off.cqes);
    if (!(kernel->flags & URING_SETUP_NO_SQARRAY)) {
        fill_identity(ring);
    }
    return 0;
}

/* The index belongs to this thread; without one, the plain descriptor does the same. */
static void register_ring(struct uring *ring)
{
    struct uring_ring_fd update = {.index = UINT32_MAX, .fd = (uint64_t)ring->ring_fd};

    if (uring_sys_register(ring->ring_fd, URING_REGISTER_RING_FDS, &update, 1) == 1) {
        ring->enter_fd = (int32_t)update.index;
        ring->enter_flags = URING_ENTER_REGISTERED_RING;
        ring->features |= RW_FEATURE_REGISTERED_RING;
    }
}

int32_t uring_setup(struct uring *ring, const struct rw_ring_params *params)
{
    int32_t fd;

    if (params->disabled & REQUIRED) {
        return -EINVAL;
    }
    fd = setup_best(ring, params);
    if (fd < 0) {
        return fd;
    }
    ring->owner = uring_thread();
    ring->ring_fd = fd;
    ring->enter_fd = fd;
    if ((ring->kernel.features & REQUIRED_FEATURES) != REQUIRED_FEATURES) {
        return -ENOSYS;
    }
    ring->features |= REQUIRED;
    if (!(params->disabled & RW_FEATURE_REGISTERED_RING)) {
        register_ring(ring);
    }
    return map_rings(ring);
}
