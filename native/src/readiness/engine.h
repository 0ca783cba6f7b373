/* SPDX-License-Identifier: Apache-2.0 */
/*
 * engine.h: the readiness engine: io_uring's protocol over an operating system that can only say
 * "this descriptor is ready now".
 *
 * One rw_ring_enter() is one pass:
 *
 *   flush      completion.c   the backlog moves into the completion ring, as far as there is room
 *   drain      drain.c        entries become operations (start.c): each is tried at once (attempt*.c)
 *                             unless one of its side waits already or the descriptor is known to be
 *                             drained; what would block joins its descriptor's queue
 *   wait       enter.c        the poller reports; dispatch.c tries the queues of those descriptors
 *   complete   completion.c   results go to the completion ring or, when that is full, the backlog
 *
 * field               who writes it
 * everything          the thread that owns the ring, in rw_ring_enter()
 * memory's words      shared with the caller on that same thread: see ringwake.h for the order
 * poller's wake       any thread: the poller's own business
 */
#ifndef RINGWAKE_READINESS_ENGINE_H
#define RINGWAKE_READINESS_ENGINE_H

#include "descriptor.h"
#include "op_index.h"
#include "op_pool.h"
#include "poller.h"
#include "ring/ring.h"
#include "ring_memory.h"

#define RW_READY_BATCH 128u /* reports taken by one wait */

struct rw_engine {
    struct rw_ring ring; /* first: what the caller holds */
    uint64_t features;
    uint32_t backend;

    struct rw_ring_memory memory;
    uint32_t sq_head; /* own copies: the shared words are only ever published */
    uint32_t cq_tail;
    uint32_t cq_head_seen; /* the last cq_head read: room since then is only ever underestimated */

    struct rw_op_queue backlog; /* finished operations, in order, that found the ring full */
    uint32_t backlog_count;
    bool wake_owed; /* a wake found the ring full */

    struct rw_op_pool pool;
    struct rw_op_index index; /* of the pending operations */
    struct rw_descriptor_table table;
    struct rw_descriptor *runnable; /* descriptors whose queues are to be tried without a report */

    struct rw_poller *poller;
    uint32_t polls_skipped; /* in a row, because completions were at hand */
    struct rw_ready ready[RW_READY_BATCH];
};

/* open.c */
int32_t rw_readiness_open(const struct rw_ring_params *params, struct rw_ring **out);
int32_t rw_readiness_probe(struct rw_probe *out);

/* For tests, on a ring not yet used: starts all four indices here, so that they soon wrap. */
void rw_readiness_start_at(struct rw_ring *ring, uint32_t index);

/* enter.c */
int32_t rw_readiness_enter(struct rw_ring *ring, uint32_t to_submit, uint32_t min_complete,
                           int64_t timeout_nanos);

/* drain.c: takes up to to_submit entries. How many, or -EAGAIN: no memory for even one. */
int32_t rw_drain(struct rw_engine *engine, uint32_t to_submit);

/* validate.c: 0, or the -errno of an entry that asks for what is not there. */
int32_t rw_validate(const struct rw_sqe *sqe);

/* start.c: runs an operation taken from the pool until it completes or waits. */
void rw_start(struct rw_engine *engine, struct rw_op *op);

/* dispatch.c */
void rw_dispatch(struct rw_engine *engine, const struct rw_ready *ready);
void rw_run_queue(struct rw_engine *engine, struct rw_descriptor *descriptor, enum rw_side side);
void rw_mark_runnable(struct rw_engine *engine, struct rw_descriptor *descriptor);
void rw_run_runnable(struct rw_engine *engine);

/* pending.c: operations that wait, in the queue of their descriptor and in the index. */
void rw_pend(struct rw_engine *engine, struct rw_descriptor *descriptor, struct rw_op *op);
void rw_unpend(struct rw_engine *engine, struct rw_descriptor *descriptor, struct rw_op *op);

/* Makes the poller report these sides (RW_READY_READ, RW_READY_WRITE) of the descriptor, now if they
 * are ready. 0, or -errno as rw_poller_watch(). */
int32_t rw_watch(struct rw_engine *engine, struct rw_descriptor *descriptor, uint32_t sides);

/* Makes the poller report it no more: nothing waits for it. */
void rw_unwatch(struct rw_engine *engine, struct rw_descriptor *descriptor);

/* The poller could not watch these sides after all: ends what waits for them with the error. */
void rw_watch_refused(struct rw_engine *engine, struct rw_descriptor *descriptor, uint32_t sides,
                      int32_t error);

/* poll.c: POLL_ADD, and POLL_REMOVE's result */
void rw_poll_start(struct rw_engine *engine, struct rw_descriptor *descriptor, struct rw_op *op);
void rw_poll_report(struct rw_engine *engine, struct rw_descriptor *descriptor, uint32_t mask);
void rw_poll_pay(struct rw_engine *engine, struct rw_descriptor *descriptor);
int32_t rw_poll_remove(struct rw_engine *engine, const struct rw_op *op);

/* cancel.c */
int32_t rw_cancel(struct rw_engine *engine, const struct rw_op *op);
void rw_end_one(struct rw_engine *engine, struct rw_op *op, int32_t error); /* a pending one */
void rw_cancel_one(struct rw_engine *engine, struct rw_op *op);
uint32_t rw_cancel_descriptor(struct rw_engine *engine, struct rw_descriptor *descriptor);

/* close.c: CLOSE's result */
int32_t rw_close(struct rw_engine *engine, const struct rw_op *op);

/* completion.c */
bool rw_has_room(struct rw_engine *engine);
uint32_t rw_completions_ready(struct rw_engine *engine);
void rw_complete(struct rw_engine *engine, struct rw_op *op); /* terminal, with op->res */
void rw_complete_more(struct rw_engine *engine, const struct rw_op *op,
                      int32_t res); /* needs room */
void rw_complete_wake(struct rw_engine *engine);
void rw_complete_unpooled(struct rw_engine *engine, uint64_t user_data,
                          int32_t res); /* needs room */
void rw_flush_backlog(struct rw_engine *engine);

#endif /* RINGWAKE_READINESS_ENGINE_H */
