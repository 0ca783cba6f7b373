/* SPDX-License-Identifier: Apache-2.0 */
/*
 * completion.c: completions into the ring and, when it is full, into the backlog.
 *
 * The backlog is made of the finished operations themselves, so that keeping a completion never
 * needs memory and none can be lost. What would post more than one per operation (multishot) waits
 * for room instead, and any number of wakes merge into one.
 */
#include "engine.h"
#include "ring/word.h"

static bool is_owing(const struct rw_engine *engine)
{
    return engine->backlog.head != NULL || engine->wake_owed;
}

static bool ring_has_room(struct rw_engine *engine)
{
    if (engine->cq_tail - engine->cq_head_seen < engine->memory.cq_entries) {
        return true;
    }
    /* acquire: the caller has read the entries before its head; we may overwrite them. */
    engine->cq_head_seen = rw_word_acquire(engine->memory.cq_head);
    return engine->cq_tail - engine->cq_head_seen < engine->memory.cq_entries;
}

bool rw_has_room(struct rw_engine *engine)
{
    return !is_owing(engine) && ring_has_room(engine);
}

uint32_t rw_completions_ready(struct rw_engine *engine)
{
    engine->cq_head_seen = rw_word_acquire(engine->memory.cq_head);
    return engine->cq_tail - engine->cq_head_seen;
}

static void post(struct rw_engine *engine, uint64_t user_data, int32_t res, uint32_t flags)
{
    struct rw_cqe *cqe = &engine->memory.cqes[engine->cq_tail & (engine->memory.cq_entries - 1)];
    cqe->user_data = user_data;
    cqe->res = res;
    cqe->flags = flags;
    engine->cq_tail++;
    /* release: the entry is complete before the caller can see its index. */
    rw_word_release(engine->memory.cq_tail, engine->cq_tail);
}

static void set_overflow(struct rw_engine *engine, bool on)
{
    /* A hint, written and read by one thread: any order will do. */
    rw_word_release(engine->memory.sq_flags, on ? RW_SQ_CQ_OVERFLOW : 0);
}

void rw_complete(struct rw_engine *engine, struct rw_op *op)
{
    if (engine->backlog.head == NULL && ring_has_room(engine)) {
        post(engine, op->user_data, op->res, 0);
        rw_op_pool_give(&engine->pool, op);
        return;
    }
    op->place = RW_PLACE_BACKLOG;
    rw_op_queue_append(&engine->backlog, op);
    engine->backlog_count++;
    set_overflow(engine, true);
}

void rw_complete_more(struct rw_engine *engine, const struct rw_op *op, int32_t res)
{
    post(engine, op->user_data, res, RW_CQE_F_MORE);
}

void rw_complete_unpooled(struct rw_engine *engine, uint64_t user_data, int32_t res)
{
    post(engine, user_data, res, 0);
}

void rw_complete_wake(struct rw_engine *engine)
{
    if (!rw_has_room(engine)) {
        engine->wake_owed = true;
        set_overflow(engine, true);
        return;
    }
    post(engine, RW_USER_DATA_WAKE, 0, RW_CQE_F_MORE);
}

void rw_flush_backlog(struct rw_engine *engine)
{
    if (!is_owing(engine)) {
        return;
    }
    while (engine->backlog.head != NULL && ring_has_room(engine)) {
        struct rw_op *op = engine->backlog.head;
        rw_op_queue_remove(&engine->backlog, op);
        engine->backlog_count--;
        post(engine, op->user_data, op->res, 0);
        rw_op_pool_give(&engine->pool, op);
    }
    if (engine->wake_owed && engine->backlog.head == NULL && ring_has_room(engine)) {
        engine->wake_owed = false;
        post(engine, RW_USER_DATA_WAKE, 0, RW_CQE_F_MORE);
    }
    if (!is_owing(engine)) {
        set_overflow(engine, false);
    }
}
