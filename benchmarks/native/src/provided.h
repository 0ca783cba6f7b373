/* SPDX-License-Identifier: Apache-2.0 */
/*
 * provided.h: a ring of buffers from which the kernel takes one per receive.
 *
 * A buffer taken by a completion belongs to the loop until provided_return(). The stride is not a
 * power of two, so that the first lines of all buffers do not fall into the same cache sets.
 */
#ifndef RINGWAKE_BENCH_PROVIDED_H
#define RINGWAKE_BENCH_PROVIDED_H

#include "uring.h"

#define PROVIDED_COUNT  2048u
#define PROVIDED_BYTES  4096u
#define PROVIDED_STRIDE (PROVIDED_BYTES + 64u)
#define PROVIDED_GROUP  1u

struct provided {
    struct uring_buffer *ring;
    char *memory;
    uint16_t tail;
};

/* Ends the process on failure: exit status 77 where the kernel has no buffer rings. */
void provided_open(struct provided *buffers, const struct uring *ring);

static inline char *provided_at(const struct provided *buffers, uint16_t id)
{
    return buffers->memory + (size_t)id * PROVIDED_STRIDE;
}

static inline void provided_return(struct provided *buffers, uint16_t id)
{
    struct uring_buffer *slot = &buffers->ring[buffers->tail & (PROVIDED_COUNT - 1)];
    slot->addr = (uint64_t)(uintptr_t)provided_at(buffers, id);
    slot->len = PROVIDED_BYTES;
    slot->id = id;
    buffers->tail++;
    __atomic_store_n(&buffers->ring[0].tail, buffers->tail, __ATOMIC_RELEASE);
}

#endif
