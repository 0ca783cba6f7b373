/* SPDX-License-Identifier: Apache-2.0 */
/* ring_memory.c: see ring_memory.h. */
#include "ring_memory.h"

#include <string.h>

#define WORD_STRIDE 128u

enum word { SQ_HEAD, SQ_TAIL, SQ_FLAGS, CQ_HEAD, CQ_TAIL, CQ_OVERFLOW, WORDS };

_Static_assert(sizeof(struct rw_sqe) == 64, "io_uring's entry");
_Static_assert(sizeof(struct rw_cqe) == 16, "io_uring's completion");

static uint64_t whole_pages(uint64_t size)
{
    uint64_t page = (uint64_t)rw_page_size();
    return (size + page - 1) & ~(page - 1);
}

static uint32_t *word_at(const struct rw_ring_memory *memory, enum word word)
{
    return (uint32_t *)((char *)memory->base + word * WORD_STRIDE);
}

int32_t rw_ring_memory_open(struct rw_ring_memory *memory, uint32_t sq_entries, uint32_t cq_entries)
{
    memset(memory, 0, sizeof *memory);
    uint64_t size = whole_pages(WORDS * WORD_STRIDE + cq_entries * sizeof(struct rw_cqe));
    int32_t error = rw_memory_map(size, &memory->base);
    if (error < 0) {
        return error;
    }
    memory->base_size = size;
    size = whole_pages(sq_entries * sizeof(struct rw_sqe));
    void *sqes = NULL;
    error = rw_memory_map(size, &sqes);
    if (error < 0) {
        rw_ring_memory_close(memory);
        return error;
    }
    memory->sqes = sqes;
    memory->sqes_size = size;
    memory->sq_entries = sq_entries;
    memory->cq_entries = cq_entries;
    memory->sq_head = word_at(memory, SQ_HEAD);
    memory->sq_tail = word_at(memory, SQ_TAIL);
    memory->sq_flags = word_at(memory, SQ_FLAGS);
    memory->cq_head = word_at(memory, CQ_HEAD);
    memory->cq_tail = word_at(memory, CQ_TAIL);
    memory->cqes = (struct rw_cqe *)((char *)memory->base + WORDS * WORD_STRIDE);
    return 0;
}

void rw_ring_memory_close(struct rw_ring_memory *memory)
{
    if (memory->sqes != NULL) {
        rw_memory_unmap(memory->sqes, memory->sqes_size);
    }
    if (memory->base != NULL) {
        rw_memory_unmap(memory->base, memory->base_size);
    }
    memset(memory, 0, sizeof *memory);
}

void rw_ring_memory_layout(const struct rw_ring_memory *memory, struct rw_ring_layout *out)
{
    out->ring_base = (uint64_t)(uintptr_t)memory->base;
    out->ring_size = memory->base_size;
    out->sqes_base = (uint64_t)(uintptr_t)memory->sqes;
    out->sqes_size = memory->sqes_size;
    out->sq_head_offset = SQ_HEAD * WORD_STRIDE;
    out->sq_tail_offset = SQ_TAIL * WORD_STRIDE;
    out->sq_flags_offset = SQ_FLAGS * WORD_STRIDE;
    out->cq_head_offset = CQ_HEAD * WORD_STRIDE;
    out->cq_tail_offset = CQ_TAIL * WORD_STRIDE;
    out->cq_overflow_offset = CQ_OVERFLOW * WORD_STRIDE;
    out->cqes_offset = WORDS * WORD_STRIDE;
    out->sq_entries = memory->sq_entries;
    out->cq_entries = memory->cq_entries;
}
