/* SPDX-License-Identifier: Apache-2.0 */
/*
 * attempt.h: one try of an operation: the system calls of the engine that do the work.
 *
 * Files by kind: attempt_stream.c (RECV, SEND), attempt_message.c (RECVMSG, SENDMSG), attempt_file.c
 * (READ, WRITE and their vectors), attempt_accept.c, attempt_connect.c.
 */
#ifndef RINGWAKE_READINESS_ATTEMPT_H
#define RINGWAKE_READINESS_ATTEMPT_H

#include <errno.h>
#include <sys/socket.h>

#include "engine.h"

enum rw_outcome {
    RW_DONE,  /* op->res is the result */
    RW_WAIT,  /* it would block: try again after a report */
    RW_PAUSE, /* a multishot operation has had its share, or the ring is full: try again soon */
    RW_AGAIN, /* within this file and its siblings: call once more */
};

enum rw_outcome rw_attempt(struct rw_engine *engine, struct rw_descriptor *descriptor,
                           struct rw_op *op);

enum rw_outcome rw_attempt_recv(struct rw_descriptor *descriptor, struct rw_op *op);
enum rw_outcome rw_attempt_send(struct rw_descriptor *descriptor, struct rw_op *op);
enum rw_outcome rw_attempt_recvmsg(struct rw_descriptor *descriptor, struct rw_op *op);
enum rw_outcome rw_attempt_sendmsg(struct rw_descriptor *descriptor, struct rw_op *op);
enum rw_outcome rw_attempt_file(struct rw_descriptor *descriptor, struct rw_op *op);
enum rw_outcome rw_attempt_accept(struct rw_engine *engine, struct rw_descriptor *descriptor,
                                  struct rw_op *op);
enum rw_outcome rw_attempt_connect(struct rw_descriptor *descriptor, struct rw_op *op);

/* What a transfer's system call gave: result bytes of wanted, or -errno. */
enum rw_outcome rw_settle(struct rw_descriptor *descriptor, struct rw_op *op, int64_t result,
                          uint64_t wanted, uint32_t msg_flags);

/* The kernel moves no more than this in one call. */
#define RW_TRANSFER_BYTES_MAX 0x7ffff000u

/*
 * Flags of a call that must not block, and does not: the descriptor is non-blocking
 * (descriptor_inspect.c). Linux is told once more. To BSDs MSG_DONTWAIT says besides not to wait for
 * another thread that is just transferring on the same side of the socket: that EAGAIN would be taken
 * for a full or empty buffer, and no report need ever follow. MSG_WAITALL is done by trying again
 * (rw_settle).
 */
static inline int rw_call_flags(const struct rw_op *op)
{
    uint32_t flags = op->op_flags & ~(uint32_t)MSG_WAITALL;
#ifdef RINGWAKE_HAVE_KQUEUE
    return (int)(flags & ~(uint32_t)MSG_DONTWAIT);
#else
    return (int)(flags | MSG_DONTWAIT);
#endif
}

static inline void *rw_pointer(uint64_t address)
{
    return (void *)(uintptr_t)address;
}

/* macOS says EPROTOTYPE to a send into a connection that is just being torn down, for EPIPE. */
static inline int64_t rw_errno_or(int64_t result, int error)
{
#ifdef __APPLE__
    error = error == EPROTOTYPE ? EPIPE : error;
#endif
    return result < 0 ? -error : result;
}

#endif /* RINGWAKE_READINESS_ATTEMPT_H */
