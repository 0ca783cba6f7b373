/* SPDX-License-Identifier: Apache-2.0 */
/*
 * epoch.c: the process-wide table of epochs, two levels, allocated as numbers appear, never freed.
 *
 * Release in advance, acquire in of: whoever was handed the new descriptor also sees its epoch. The
 * close and the open that reuses the number are ordered by the kernel's descriptor table.
 */
#include "epoch.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

#define CHUNK_BITS 12u
#define CHUNK_SIZE (1u << CHUNK_BITS)
#define CHUNKS     (1u << 18) /* 2^30 numbers: more than the kernel's nr_open can be */

struct chunk {
    _Atomic uint32_t counts[CHUNK_SIZE];
};

static _Atomic(struct chunk *) chunks[CHUNKS];

/* Added to every count: moved on when a chunk could not be allocated, which makes every ring start
 * afresh with every descriptor. Slow and right. */
static _Atomic uint32_t everyone = 1;

static struct chunk *chunk_of(int32_t fd)
{
    uint32_t index = (uint32_t)fd >> CHUNK_BITS;
    return index < CHUNKS ? atomic_load_explicit(&chunks[index], memory_order_acquire) : NULL;
}

static struct chunk *grow(int32_t fd)
{
    uint32_t index = (uint32_t)fd >> CHUNK_BITS;
    struct chunk *fresh = index < CHUNKS ? calloc(1, sizeof *fresh) : NULL;
    if (fresh == NULL) {
        return NULL;
    }
    struct chunk *there = NULL;
    if (atomic_compare_exchange_strong_explicit(&chunks[index], &there, fresh, memory_order_acq_rel,
                                                memory_order_acquire)) {
        return fresh;
    }
    free(fresh);
    return there;
}

uint32_t rw_epoch_of(int32_t fd)
{
    uint32_t count = atomic_load_explicit(&everyone, memory_order_acquire);
    struct chunk *chunk = chunk_of(fd);
    if (chunk != NULL) {
        count +=
            atomic_load_explicit(&chunk->counts[(uint32_t)fd % CHUNK_SIZE], memory_order_acquire);
    }
    return count != 0 ? count : 1;
}

void rw_epoch_advance(int32_t fd)
{
    if (fd < 0) {
        return;
    }
    struct chunk *chunk = chunk_of(fd);
    if (chunk == NULL) {
        chunk = grow(fd);
    }
    if (chunk == NULL) {
        atomic_fetch_add_explicit(&everyone, 1, memory_order_release);
    } else {
        atomic_fetch_add_explicit(&chunk->counts[(uint32_t)fd % CHUNK_SIZE], 1,
                                  memory_order_release);
    }
}
