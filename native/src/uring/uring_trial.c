/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_trial.c: what the kernel can do, found by doing it on a scratch ring.
 *
 * A kernel may accept a flag and not act on it, or have it patched in or out, so each feature is
 * judged by the completions it gives. The result holds for the life of the process, unless a trial
 * could not be made (no descriptor left): then the next ring tries again.
 */

#include "uring/syscall.h"
#include "uring/uring.h"

#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

#define SCRATCH_SQ_ENTRIES 8u
#define SCRATCH_CQ_ENTRIES 64u
#define TRIAL_NANOS        1000000000ll
#define TRIED              (1ull << 63) /* in results: the trials have been made */

enum verdict { FAILS, WORKS, UNKNOWN };

static uint64_t results; /* 0, or TRIED | RW_FEATURE_*; racing threads store the same */

/*
 * The next completion; false if there is none within the time of a trial. A wait that ended early
 * says nothing of the kernel: a signal came, or memory was short.
 */
static bool next(struct uring *ring, struct rw_cqe *out)
{
    int64_t deadline = uring_now_nanos() + TRIAL_NANOS;

    while (!uring_reap(ring, out)) {
        int64_t left = deadline - uring_now_nanos();
        int32_t ret = left > 0 ? uring_enter(ring, 0, 1, left) : -ETIME;

        if (ret < 0 && ret != -EAGAIN && ret != -EBUSY) {
            return false;
        }
    }
    return true;
}

/* Waits for a completion of this user_data; others are dropped. */
static bool await(struct uring *ring, uint64_t user_data, struct rw_cqe *out)
{
    while (next(ring, out)) {
        if (out->user_data == user_data) {
            return true;
        }
    }
    return false;
}

/* A listener in the abstract namespace, with a name of the kernel's choice: needs no network. */
static int open_listener(struct sockaddr_un *name, socklen_t *length)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0) {
        return -1;
    }
    memset(name, 0, sizeof(*name));
    name->sun_family = AF_UNIX;
    *length = sizeof(*name);
    if (bind(fd, (struct sockaddr *)name, offsetof(struct sockaddr_un, sun_path)) != 0 ||
        listen(fd, 1) != 0 || getsockname(fd, (struct sockaddr *)name, length) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* One connection must give a descriptor and leave the accept armed. */
static enum verdict accept_goes_on(struct uring *ring, int listener, int client,
                                   const struct sockaddr_un *name, socklen_t length)
{
    struct rw_sqe entry = {
        .opcode = RW_OP_ACCEPT, .ioprio = RW_ACCEPT_MULTISHOT, .fd = listener, .user_data = 1};
    struct rw_cqe done;

    if (uring_submit(ring, &entry) != 0 ||
        connect(client, (const struct sockaddr *)name, length) != 0) {
        return UNKNOWN;
    }
    if (!await(ring, 1, &done)) {
        return FAILS;
    }
    if (done.res < 0) {
        return done.res == -EINVAL ? FAILS : UNKNOWN; /* there may be no descriptor left */
    }
    close(done.res);
    return done.flags & RW_CQE_F_MORE ? WORKS : FAILS;
}

static enum verdict try_accept_multishot(struct uring *ring)
{
    struct sockaddr_un name;
    socklen_t length;
    enum verdict verdict = UNKNOWN;
    int listener = open_listener(&name, &length);
    int client;

    if (listener < 0) {
        return UNKNOWN;
    }
    client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (client >= 0) {
        verdict = accept_goes_on(ring, listener, client, &name, length);
        close(client);
    }
    close(listener);
    return verdict;
}

/* A receive that is to wait first must still get what is already there. */
static enum verdict try_poll_first(struct uring *ring)
{
    static char byte; /* static: a trial that times out leaves it to the kernel */
    struct rw_sqe entry = {.opcode = RW_OP_RECV, .ioprio = RW_POLL_FIRST, .len = 1, .user_data = 2};
    struct rw_cqe done;
    enum verdict verdict = UNKNOWN;
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return UNKNOWN;
    }
    entry.fd = pair[0];
    entry.addr = (uint64_t)(uintptr_t)&byte;
    if (write(pair[1], "x", 1) == 1 && uring_submit(ring, &entry) == 0) {
        verdict = await(ring, 2, &done) && done.res == 1 ? WORKS : FAILS;
    }
    close(pair[0]);
    close(pair[1]);
    return verdict;
}

/* Two polls on one descriptor: cancelling by it must find both. */
static enum verdict try_cancel_fd(struct uring *ring)
{
    struct rw_sqe poll = {.opcode = RW_OP_POLL_ADD, .op_flags = POLLIN, .user_data = 3};
    struct rw_sqe cancel = {.opcode = RW_OP_ASYNC_CANCEL, .user_data = 4};
    struct rw_cqe done;
    enum verdict verdict = UNKNOWN;
    int fd = eventfd(0, EFD_CLOEXEC);

    if (fd < 0) {
        return UNKNOWN;
    }
    poll.fd = fd;
    cancel.fd = fd;
    cancel.op_flags = RW_CANCEL_FD | RW_CANCEL_ALL;
    if (uring_submit(ring, &poll) == 0 && uring_submit(ring, &poll) == 0 &&
        uring_submit(ring, &cancel) == 0) {
        verdict = await(ring, 4, &done) && done.res == 2 ? WORKS : FAILS;
    }
    close(fd);
    return verdict;
}

static const struct {
    uint64_t feature;
    enum verdict (*attempt)(struct uring *ring);
} TRIALS[] = {
    {RW_FEATURE_ACCEPT_MULTISHOT, try_accept_multishot},
    {RW_FEATURE_POLL_FIRST, try_poll_first},
    {RW_FEATURE_CANCEL_FD, try_cancel_fd},
};

/* TRIED is in the result if every trial came to a verdict. */
static uint64_t try_all(struct uring *ring)
{
    uint64_t result = TRIED;
    size_t i;

    for (i = 0; i < sizeof(TRIALS) / sizeof(TRIALS[0]); i++) {
        switch (TRIALS[i].attempt(ring)) {
        case WORKS:
            result |= TRIALS[i].feature;
            break;
        case UNKNOWN:
            result &= ~TRIED;
            break;
        case FAILS:
            break;
        }
    }
    return result;
}

uint64_t uring_trial_features(void)
{
    const struct rw_ring_params params = {
        .backend = RW_BACKEND_URING,
        .sq_entries = SCRATCH_SQ_ENTRIES,
        .cq_entries = SCRATCH_CQ_ENTRIES,
        .disabled = RW_FEATURE_REGISTERED_RING,
    };
    uint64_t known = __atomic_load_n(&results, __ATOMIC_RELAXED);
    struct uring scratch;

    if (known & TRIED) {
        return known & ~TRIED;
    }
    known = 0;
    uring_init(&scratch);
    if (uring_setup(&scratch, &params) == 0) {
        known = try_all(&scratch);
    }
    uring_release(&scratch);
    if (known & TRIED) { /* relaxed: the value is all there is to see */
        __atomic_store_n(&results, known, __ATOMIC_RELAXED);
    }
    return known & ~TRIED;
}
