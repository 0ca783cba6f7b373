/* SPDX-License-Identifier: Apache-2.0 */
/*
 * poller.h: what the readiness engine asks of an operating system: tell me when a descriptor changes.
 *
 * One poller is linked per platform (src/epoll on Linux, src/kqueue on macOS), so these are plain
 * functions. A poller knows nothing of operations, and the engine nothing of epoll or kqueue.
 *
 * Every watch is edge-triggered and lasts as long as the descriptor: a steady state makes no calls
 * but rw_poller_wait(). A poller may watch both sides at once or each when it is asked for. The
 * contract the engine's reasoning about lost edges rests on, for each side (see drained.h):
 *
 *   1. Watching a side that is ready already reports it: there is no gap between a try that gave
 *      EAGAIN and the watch.
 *   2. A report tells the state at the time of the wait. Any change after that is reported by a
 *      later wait.
 *   3. Spurious reports may happen.
 */
#ifndef RINGWAKE_READINESS_POLLER_H
#define RINGWAKE_READINESS_POLLER_H

#include <stdbool.h>
#include <stdint.h>

struct rw_poller; /* opaque */

/* What a report says of a descriptor. */
#define RW_READY_READ        (1u << 0)
#define RW_READY_WRITE       (1u << 1)
#define RW_READY_PRIORITY    (1u << 2) /* urgent data */
#define RW_READY_READ_HANGUP (1u << 3) /* the peer will send no more */
#define RW_READY_HANGUP      (1u << 4)
#define RW_READY_ERROR       (1u << 5)
/* A poller that tells the ends of the two directions apart says READ_HANGUP and this, not HANGUP. */
#define RW_READY_WRITE_HANGUP (1u << 6)

#define RW_READY_SIDES (RW_READY_READ | RW_READY_WRITE)

/* Not a state: the watch of the sides in the mask could not be begun; there will be no reports. */
#define RW_READY_REFUSED          (1u << 7)
#define RW_READY_REFUSED_BY(bits) ((int32_t)((bits) >> 8)) /* the errno */

/* RINGWAKE_ERROR_TAKEN: a poller that takes the error off the socket to report RW_READY_ERROR says so
 * as RW_READY_REFUSED does. No system's does, but one that the tests run on. */

struct rw_ready {
    int32_t fd;
    uint32_t epoch; /* of the watch */
    uint32_t mask;  /* RW_READY_* */
};

struct rw_watch {
    int32_t fd;
    uint32_t epoch;
    uint32_t sides; /* RW_READY_READ, RW_READY_WRITE */
    bool is_socket;
    bool is_tcp;
};

/* disabled: RW_FEATURE_* not to use. -EMFILE, -ENFILE, -ENOMEM, -ENOSYS. */
int32_t rw_poller_open(uint64_t disabled, struct rw_poller **out);
void rw_poller_close(struct rw_poller *poller);

/* RW_FEATURE_* that are the poller's own and in use. */
uint64_t rw_poller_features(const struct rw_poller *poller);

/*
 * Watches sides of a descriptor until it is closed. Watching it again (its number was reused, or the
 * caller forgot) reports its state anew. Returns the sides that are watched now: those asked for, if
 * not both. -EPERM: it cannot be polled, as regular files; -ENOMEM, -ENOSPC, -EBADF. A poller that
 * gathers watches up to the next wait reports what fails there as RW_READY_REFUSED.
 */
int32_t rw_poller_watch(struct rw_poller *poller, const struct rw_watch *watch);

/* Ends the watch of these sides while the descriptor stays open. */
void rw_poller_forget(struct rw_poller *poller, const struct rw_watch *watch);

/*
 * Waits at most timeout_nanos (0: do not wait; < 0: no limit; never early). Returns how many reports
 * were written, or -EINTR. *woken: rw_poller_wake() was called since the last wait that said so.
 */
int32_t rw_poller_wait(struct rw_poller *poller, struct rw_ready *ready, uint32_t max,
                       int64_t timeout_nanos, bool *woken);

/* Ends the wait in progress or, failing that, the next one. Any thread. */
int32_t rw_poller_wake(struct rw_poller *poller);

#endif /* RINGWAKE_READINESS_POLLER_H */
