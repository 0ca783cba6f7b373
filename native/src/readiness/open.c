/* SPDX-License-Identifier: Apache-2.0 */
/* open.c: making, describing and ending a readiness ring. */
#include <errno.h>
#include <stdlib.h>

#include "engine.h"
#include "ring/word.h"

#define FIRST_OPS        64u
#define FIRST_INDEX_BITS 6u

/* What the engine does on any poller. The rest of the features are about io_uring's kernel side. */
#define ENGINE_FEATURES                                                                            \
    (RW_FEATURE_EXT_ARG | RW_FEATURE_SUBMIT_ALL | RW_FEATURE_NODROP |                              \
     RW_FEATURE_ACCEPT_MULTISHOT | RW_FEATURE_POLL_MULTISHOT | RW_FEATURE_POLL_FIRST |             \
     RW_FEATURE_CANCEL_FD)

#define BIT(opcode) (1ull << (opcode))
#define ENGINE_OPCODES                                                                             \
    (BIT(RW_OP_NOP) | BIT(RW_OP_READV) | BIT(RW_OP_WRITEV) | BIT(RW_OP_POLL_ADD) |                 \
     BIT(RW_OP_POLL_REMOVE) | BIT(RW_OP_SENDMSG) | BIT(RW_OP_RECVMSG) | BIT(RW_OP_ACCEPT) |        \
     BIT(RW_OP_ASYNC_CANCEL) | BIT(RW_OP_CONNECT) | BIT(RW_OP_CLOSE) | BIT(RW_OP_READ) |           \
     BIT(RW_OP_WRITE) | BIT(RW_OP_SEND) | BIT(RW_OP_RECV) | BIT(RW_OP_SHUTDOWN))

static int32_t wake(struct rw_ring *ring)
{
    return rw_poller_wake(((struct rw_engine *)ring)->poller);
}

/* The poller's wake stays armed. */
static int32_t rearm_wake(struct rw_ring *ring)
{
    (void)ring;
    return 0;
}

static void layout(const struct rw_ring *ring, struct rw_ring_layout *out)
{
    const struct rw_engine *engine = (const struct rw_engine *)ring;
    rw_ring_memory_layout(&engine->memory, out);
    out->backend = engine->backend;
    out->features = engine->features;
}

/* Also of a half-opened engine: every part accepts being zero. */
static void close_engine(struct rw_ring *ring)
{
    struct rw_engine *engine = (struct rw_engine *)ring;
    if (engine->poller != NULL) {
        rw_poller_close(engine->poller);
    }
    rw_descriptor_table_close(&engine->table);
    rw_op_index_close(&engine->index);
    rw_op_pool_close(&engine->pool);
    rw_ring_memory_close(&engine->memory);
    free(engine);
}

static const struct rw_ring_ops readiness_ops = {
    .enter = rw_readiness_enter,
    .wake = wake,
    .rearm_wake = rearm_wake,
    .layout = layout,
    .close = close_engine,
};

static int32_t open_parts(struct rw_engine *engine, const struct rw_ring_params *params)
{
    int32_t error = rw_ring_memory_open(&engine->memory, params->sq_entries, params->cq_entries);
    if (error == 0) {
        error = rw_op_pool_open(&engine->pool, FIRST_OPS);
    }
    if (error == 0) {
        error = rw_op_index_open(&engine->index, FIRST_INDEX_BITS);
    }
    if (error == 0) {
        error = rw_poller_open(params->disabled, &engine->poller);
    }
    return error;
}

int32_t rw_readiness_open(const struct rw_ring_params *params, struct rw_ring **out)
{
    *out = NULL;
    struct rw_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL) {
        return -ENOMEM;
    }
    engine->ring.ops = &readiness_ops;
    engine->backend = params->backend;
    int32_t error = open_parts(engine, params);
    if (error < 0) {
        close_engine(&engine->ring);
        return error;
    }
    engine->features = (ENGINE_FEATURES & ~params->disabled) | rw_poller_features(engine->poller);
    *out = &engine->ring;
    return 0;
}

int32_t rw_readiness_probe(struct rw_probe *out)
{
    struct rw_poller *poller = NULL;
    out->status = rw_poller_open(0, &poller);
    if (out->status == 0) {
        out->features = ENGINE_FEATURES | rw_poller_features(poller);
        out->opcodes = ENGINE_OPCODES;
        rw_poller_close(poller);
    }
    return 0;
}

void rw_readiness_start_at(struct rw_ring *ring, uint32_t index)
{
    struct rw_engine *engine = (struct rw_engine *)ring;
    engine->sq_head = index;
    engine->cq_tail = index;
    engine->cq_head_seen = index;
    rw_word_release(engine->memory.sq_head, index);
    rw_word_release(engine->memory.sq_tail, index);
    rw_word_release(engine->memory.cq_head, index);
    rw_word_release(engine->memory.cq_tail, index);
}
