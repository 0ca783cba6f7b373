/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_trial.c: what the kernel can do, found by doing it on a scratch ring.
 *
 * A kernel may accept a flag and not act on it, or have it patched in or out, so each feature is
 * judged by the completions it gives. The result holds for the life of the process.
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

static uint64_t results; /* 0, or TRIED | RW_FEATURE_*; racing threads store the same */

/* The next completion; false if there is none within the time of a trial. */
static bool next(struct uring *ring, struct rw_cqe *out)
{
    return uring_reap(ring, out) ||
           (uring_enter(ring, 0, 1, TRIAL_NANOS) >= 0 && uring_reap(ring, out));
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

static void close_pair(const int pair[2])
{
    close(pair[0]);
    close(pair[1]);
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
static bool accept_goes_on(struct uring *ring, int listener, const struct sockaddr_un *name,
                           socklen_t length)
{
    struct rw_sqe entry = {.opcode = RW_OP_ACCEPT, .fd = listener, .user_data = 1};
    struct rw_cqe done;
    bool works;
    int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (client < 0) {
        return false;
    }
    entry.ioprio = RW_ACCEPT_MULTISHOT;
    works = uring_submit(ring, &entry) == 0 &&
            connect(client, (const struct sockaddr *)name, length) == 0 && await(ring, 1, &done);
    close(client);
    if (!works || done.res < 0) {
        return false;
    }
    close(done.res);
    return done.flags & RW_CQE_F_MORE;
}

static bool try_accept_multishot(struct uring *ring)
{
    struct sockaddr_un name;
    socklen_t length;
    bool works;
    int listener = open_listener(&name, &length);

    if (listener < 0) {
        return false;
    }
    works = accept_goes_on(ring, listener, &name, length);
    close(listener);
    return works;
}

/* A receive that is to wait first must still get what is already there. */
static bool try_poll_first(struct uring *ring)
{
    struct rw_sqe entry = {.opcode = RW_OP_RECV, .ioprio = RW_POLL_FIRST, .len = 1, .user_data = 2};
    static char byte; /* static: a trial that times out leaves it to the kernel */
    struct rw_cqe done;
    bool works;
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return false;
    }
    entry.fd = pair[0];
    entry.addr = (uint64_t)(uintptr_t)&byte;
    works = write(pair[1], "x", 1) == 1 && uring_submit(ring, &entry) == 0 &&
            await(ring, 2, &done) && done.res == 1;
    close_pair(pair);
    return works;
}

/* Two polls on one descriptor: cancelling by it must find both. */
static bool try_cancel_fd(struct uring *ring)
{
    struct rw_sqe poll = {.opcode = RW_OP_POLL_ADD, .op_flags = POLLIN, .user_data = 3};
    struct rw_sqe cancel = {.opcode = RW_OP_ASYNC_CANCEL, .user_data = 4};
    struct rw_cqe done;
    bool works;
    int fd = eventfd(0, EFD_CLOEXEC);

    if (fd < 0) {
        return false;
    }
    poll.fd = fd;
    cancel.fd = fd;
    cancel.op_flags = RW_CANCEL_FD | RW_CANCEL_ALL;
    works = uring_submit(ring, &poll) == 0 && uring_submit(ring, &poll) == 0 &&
            uring_submit(ring, &cancel) == 0 && await(ring, 4, &done) && done.res == 2;
    close(fd);
    return works;
}

static uint64_t try_all(struct uring *ring)
{
    uint64_t features = 0;

    if (try_accept_multishot(ring)) {
        features |= RW_FEATURE_ACCEPT_MULTISHOT;
    }
    if (try_poll_first(ring)) {
        features |= RW_FEATURE_POLL_FIRST;
    }
    if (try_cancel_fd(ring)) {
        features |= RW_FEATURE_CANCEL_FD;
    }
    return features;
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
        /* Relaxed: the value is all there is to see. A failed set-up is tried again next time. */
        __atomic_store_n(&results, known | TRIED, __ATOMIC_RELAXED);
    }
    uring_release(&scratch);
    return known;
}
