/* SPDX-License-Identifier: Apache-2.0 */
/*
 * drained.h: when may the next operation wait for a report instead of trying first?
 *
 * The bit RW_READY_READ (or WRITE) of a descriptor is cleared in two cases, and an operation that
 * finds it cleared waits. A lost report would be a hang, so here is why none is lost. Three facts of
 * the poller (poller.h): a watch reports what is ready already; a report tells the state at the time
 * of the wait; every change after that is reported by a later wait.
 *
 *   EAGAIN. The kernel says that nothing was there during the call. If the descriptor is watched,
 *   whatever comes after the call is a change, so it is reported. If it is not, the watch that
 *   follows reports it (fact 1). What stuck before (hang-up, error) changes nothing in that.
 *
 *   A short count on a plain TCP stream. tcp_recvmsg() returns less than asked only if the receive
 *   queue ran empty, or at the urgent mark, the end of the stream, or an error. If it ran empty, what
 *   comes later is a change. For the other three, data or an end is left behind and no further
 *   change need come. They are told apart by what was reported:
 *     - it was there when the last report was taken: then that report carried READ_HANGUP, PRIORITY,
 *       HANGUP or ERROR; those stick, and a descriptor with one of them is never taken for drained.
 *       This is the end that arrives in one report with the last data.
 *     - it came between that report and the read: then it is a change after the report, and a later
 *       wait reports it. That report also sets the bit again, so that data which came between report
 *       and read, and was read already, costs one EAGAIN at most.
 *     - there was no report yet: then the descriptor is not watched, or is and its first report is
 *       still to come. Either way fact 1 holds.
 *   A short count of a send means that the send buffer is full; the kernel then notes that a report
 *   is owed (SOCK_NOSPACE) before it returns.
 *
 * RINGWAKE_URGENT_UNTOLD: the poller cannot report the urgent mark; a short read then proves nothing.
 *
 * Other types of descriptor give no such promise: a datagram, a pipe in packet mode, a terminal or an
 * event counter return less than asked while more is waiting. Nor does TCP with MSG_PEEK (nothing
 * was taken), MSG_OOB, MSG_TRUNC or MSG_ERRQUEUE, so only known flags count. A socket with kernel TLS
 * stops at record boundaries: it must not be given to a ring as long as this file says nothing of it.
 *
 * SO_RCVLOWAT: the kernel reports when that many bytes are there, for io_uring as for us.
 *
 * The number reused by another file: the epoch (epoch.h) starts it afresh, with both bits set.
 * RW_POLL_FIRST: the caller says that the descriptor is drained. It may not know of a report taken
 * since, so a set bit wins if the descriptor is watched; if not, the watch tells (fact 1).
 */
#ifndef RINGWAKE_READINESS_DRAINED_H
#define RINGWAKE_READINESS_DRAINED_H

#include <sys/socket.h>

#include "descriptor.h"
#include "socket/make.h"

#define RW_DRAINING_FLAGS (MSG_DONTWAIT | RW_MSG_NOSIGNAL | MSG_WAITALL)
#ifdef __linux__
#define RW_DRAINING_RECV_FLAGS (RW_DRAINING_FLAGS | MSG_CMSG_CLOEXEC)
#define RW_DRAINING_SEND_FLAGS (RW_DRAINING_FLAGS | MSG_MORE)
#else
#define RW_DRAINING_RECV_FLAGS RW_DRAINING_FLAGS
#define RW_DRAINING_SEND_FLAGS RW_DRAINING_FLAGS
#endif

/* The descriptor gave EAGAIN. bit: RW_READY_READ or RW_READY_WRITE. */
static inline void rw_blocked(struct rw_descriptor *descriptor, uint32_t bit)
{
    descriptor->ready &= (uint8_t)~bit;
}

/* The descriptor moved count bytes of the wanted ones, count > 0. */
static inline void rw_moved(struct rw_descriptor *descriptor, uint32_t bit, uint64_t count,
                            uint64_t wanted, uint32_t msg_flags)
{
#ifdef RINGWAKE_URGENT_UNTOLD
    if (bit == RW_READY_READ) {
        return;
    }
#endif
    uint32_t harmless = bit == RW_READY_READ ? RW_DRAINING_RECV_FLAGS : RW_DRAINING_SEND_FLAGS;
    if (count < wanted && descriptor->is_tcp && descriptor->sticky == 0 &&
        (msg_flags & ~harmless) == 0) {
        descriptor->ready &= (uint8_t)~bit;
    }
}

#endif /* RINGWAKE_READINESS_DRAINED_H */
