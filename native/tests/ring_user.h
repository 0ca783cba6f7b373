/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ring_user.h: a ring as Java uses it: entries written in place through the layout, one enter call,
 * completions read in place. Works on every backend.
 */
#ifndef RINGWAKE_RING_USER_H
#define RINGWAKE_RING_USER_H

#include "expect.h"
#include "ring/word.h"
#include "ringwake.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#define FOREVER (-1ll)
#define MILLI   1000000ll

struct ring_user {
    struct rw_ring *ring;
    struct rw_ring_layout layout;
};

static inline uint32_t *user_word(const struct ring_user *user, uint32_t offset)
{
    return (uint32_t *)(uintptr_t)(user->layout.ring_base + offset);
}

static inline int32_t user_open(struct ring_user *user, struct rw_ring_params params)
{
    int32_t err = rw_ring_open(&params, &user->ring);

    expect((err == 0) == (user->ring != NULL));
    if (!err) {
        expect_equal(rw_ring_layout(user->ring, &user->layout), 0);
    }
    return err;
}

static inline void user_close(struct ring_user *user)
{
    rw_ring_close(user->ring);
    user->ring = NULL;
}

/* Published entries that the library has not taken. */
static inline uint32_t user_queued(const struct ring_user *user)
{
    return rw_word_relaxed(user_word(user, user->layout.sq_tail_offset)) -
           rw_word_acquire(user_word(user, user->layout.sq_head_offset));
}

/* Completions in the ring. */
static inline uint32_t user_ready(const struct ring_user *user)
{
    return rw_word_acquire(user_word(user, user->layout.cq_tail_offset)) -
           rw_word_relaxed(user_word(user, user->layout.cq_head_offset));
}

static inline void user_push(struct ring_user *user, const struct rw_sqe *entry)
{
    uint32_t *tail = user_word(user, user->layout.sq_tail_offset);
    uint32_t index = rw_word_relaxed(tail);
    struct rw_sqe *entries = (struct rw_sqe *)(uintptr_t)user->layout.sqes_base;

    expect(user_queued(user) < user->layout.sq_entries);
    entries[index & (user->layout.sq_entries - 1)] = *entry;
    rw_word_release(tail, index + 1);
}

static inline int32_t user_enter(struct ring_user *user, uint32_t min_complete, int64_t nanos)
{
    return rw_ring_enter(user->ring, user_queued(user), min_complete, nanos);
}

static inline bool user_pop(struct ring_user *user, struct rw_cqe *out)
{
    uint32_t *head = user_word(user, user->layout.cq_head_offset);
    uint32_t index = rw_word_relaxed(head);
    const struct rw_cqe *entries =
        (const struct rw_cqe *)(uintptr_t)(user->layout.ring_base + user->layout.cqes_offset);

    if (user_ready(user) == 0) {
        return false;
    }
    *out = entries[index & (user->layout.cq_entries - 1)];
    rw_word_release(head, index + 1);
    return true;
}

/* Waits for the next completion, however long it takes. */
static inline struct rw_cqe user_next(struct ring_user *user)
{
    struct rw_cqe done;

    while (!user_pop(user, &done)) {
        expect(user_enter(user, 1, FOREVER) >= 0);
    }
    return done;
}

static inline struct rw_sqe nop_entry(uint64_t user_data)
{
    struct rw_sqe entry = {.opcode = RW_OP_NOP, .user_data = user_data};

    return entry;
}

static inline int64_t monotonic_nanos(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 * MILLI + now.tv_nsec;
}

/* An io_uring ring, or the test is skipped. */
static inline void uring_user_open(struct ring_user *user, uint32_t sq_entries, uint32_t cq_entries,
                                   uint64_t disabled)
{
    struct rw_ring_params params = {.backend = RW_BACKEND_URING,
                                    .sq_entries = sq_entries,
                                    .cq_entries = cq_entries,
                                    .disabled = disabled};
    int32_t err = user_open(user, params);

    if (err == -ENOSYS || err == -EPERM || err == -EACCES) {
        skip_uring(err);
    }
    expect_equal(err, 0);
}

#endif /* RINGWAKE_RING_USER_H */
