/* SPDX-License-Identifier: Apache-2.0 */
/*
 * descriptor.h: what a ring knows of a descriptor, and the operations that wait for it.
 *
 *   ready     RW_READY_READ, RW_READY_WRITE: an attempt may succeed. Set when unknown, so that the
 *             first attempt is made at once, and by every report; cleared by EAGAIN and by draining
 *             (drained.h). A clear bit is only ever an optimisation: trying anyway is harmless.
 *   sticky    the other RW_READY_* ever reported: once a descriptor hung up, it is never drained.
 *   queue     per side, first in first out: an operation never overtakes one of its own side.
 *   idle      reports in a row while nothing waited and no operation was started. A descriptor that
 *             another ring uses now (its task has moved to another thread) reports to every ring
 *             that watches it, and would wake this one for nothing: after RW_IDLE_REPORTS_MAX it is
 *             no longer watched. The next operation that would block watches it again.
 *   runnable  has work that a turn left behind for fairness or for want of room: see engine.h.
 */
#ifndef RINGWAKE_READINESS_DESCRIPTOR_H
#define RINGWAKE_READINESS_DESCRIPTOR_H

#include <stdbool.h>

#include "op.h"
#include "poller.h"

#define RW_IDLE_REPORTS_MAX 4u

struct rw_descriptor {
    int32_t fd;
    uint32_t epoch; /* of the life that all below is about; 0: nothing known */
    uint8_t ready;
    uint8_t sticky;
    uint8_t idle;
    bool is_socket;
    bool
        is_stream; /* a socket of type SOCK_STREAM or SOCK_SEQPACKET: MSG_WAITALL means something */
    bool is_tcp;   /* a plain TCP stream: a short count says that it is drained */
    uint8_t watched;  /* the sides that the poller reports: RW_READY_READ, RW_READY_WRITE */
    bool no_poll;     /* the poller refuses it: never would block */
    bool no_position; /* pread() and pwrite() gave ESPIPE */
    bool is_runnable;
#ifdef RINGWAKE_ERROR_TAKEN
    int32_t error; /* what the poller took off the socket, owed to the next attempt */
#endif
    struct rw_op_queue queue[RW_SIDES];
    struct rw_descriptor *runnable_next;
};

/* Descriptors by number. Chunks, so that addresses stay. */
struct rw_descriptor_table {
    struct rw_descriptor **chunks;
    uint32_t chunk_count;
};

void rw_descriptor_table_open(struct rw_descriptor_table *table);
void rw_descriptor_table_close(struct rw_descriptor_table *table);

/* The entry of a number >= 0, or NULL if there is none yet. */
struct rw_descriptor *rw_descriptor_find(struct rw_descriptor_table *table, int32_t fd);

/* The same, made if need be; NULL: no memory. */
struct rw_descriptor *rw_descriptor_make(struct rw_descriptor_table *table, int32_t fd);

/* Starts the entry's next life as of epoch: looks at the file, makes it non-blocking. Its queues
 * are empty. -EBADF and what fcntl(2) gives. */
int32_t rw_descriptor_inspect(struct rw_descriptor *descriptor, uint32_t epoch);

/* The same for a descriptor that accept made just now: nothing needs to be asked. */
void rw_descriptor_adopt(struct rw_descriptor *descriptor, uint32_t epoch, bool is_tcp);

#endif /* RINGWAKE_READINESS_DESCRIPTOR_H */
