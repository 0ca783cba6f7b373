/* SPDX-License-Identifier: Apache-2.0 */
/* enter.c: one pass of the engine; the wait for completions. */
#include <errno.h>
#include <time.h>

#include "engine.h"

/*
 * A pass that has enough completions at hand leaves the poller alone, which halves the system calls
 * of a busy ring; but not more often than this in a row, so that descriptors are not kept waiting by
 * operations that complete at once.
 */
#define POLLS_SKIPPED_MAX 4u

#define NANOS_PER_SECOND 1000000000ll

static int64_t now_nanos(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * NANOS_PER_SECOND + now.tv_nsec;
}

/* One look at the poller. False: the wait is over, because of a wake or a signal. */
static bool poll_once(struct rw_engine *engine, int64_t timeout_nanos)
{
    bool woken = false;
    engine->polls_skipped = 0;
    int32_t count =
        rw_poller_wait(engine->poller, engine->ready, RW_READY_BATCH, timeout_nanos, &woken);
    for (int32_t i = 0; i < count; i++) {
        rw_dispatch(engine, &engine->ready[i]);
    }
    if (woken) {
        rw_complete_wake(engine);
    }
    return count >= 0 && !woken;
}

static bool may_skip_poll(struct rw_engine *engine, uint32_t to_submit)
{
    return to_submit > 0 && engine->polls_skipped++ < POLLS_SKIPPED_MAX;
}

static void wait_for(struct rw_engine *engine, uint32_t min_complete, int64_t timeout_nanos)
{
    int64_t start = timeout_nanos > 0 ? now_nanos() : 0;
    int64_t left = timeout_nanos;
    for (;;) {
        bool leftovers = engine->runnable != NULL && rw_has_room(engine);
        if (!poll_once(engine, leftovers ? 0 : left)) {
            return;
        }
        rw_run_runnable(engine);
        if (timeout_nanos == 0 || rw_completions_ready(engine) >= min_complete) {
            return;
        }
        if (timeout_nanos > 0) {
            left = timeout_nanos - (now_nanos() - start);
            if (left <= 0) {
                return;
            }
        }
    }
}

int32_t rw_readiness_enter(struct rw_ring *ring, uint32_t to_submit, uint32_t min_complete,
                           int64_t timeout_nanos)
{
    struct rw_engine *engine = (struct rw_engine *)ring;
    uint32_t cq_entries = engine->memory.cq_entries;
    rw_flush_backlog(engine);
    if (to_submit > 0 && engine->backlog_count >= cq_entries) {
        return -EBUSY; /* a ring's worth waits already: the caller must reap first */
    }
    int32_t taken = to_submit > 0 ? rw_drain(engine, to_submit) : 0;
    if (taken < 0) {
        return taken;
    }
    rw_run_runnable(engine);
    min_complete = min_complete < cq_entries ? min_complete : cq_entries;
    if (rw_completions_ready(engine) < min_complete) {
        wait_for(engine, min_complete, timeout_nanos);
    } else if (!may_skip_poll(engine, to_submit)) {
        poll_once(engine, 0);
        rw_run_runnable(engine);
    }
    return taken;
}
