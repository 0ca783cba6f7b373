/* SPDX-License-Identifier: Apache-2.0 */
/*
 * echo_uring.h: what the io_uring loop and its ways of echoing share.
 *
 * user_data is the address of the connection with the kind of operation in its low bits.
 */
#ifndef RINGWAKE_BENCH_ECHO_URING_H
#define RINGWAKE_BENCH_ECHO_URING_H

#include <stdbool.h>

#include "provided.h"
#include "server.h"
#include "uring.h"

enum operation {
    OPERATION_ACCEPT,
    OPERATION_STOP,
    OPERATION_RECEIVE,
    OPERATION_SEND,
};

#define OPERATION_MASK 7ull

struct connection {
    int fd;
    bool receiving; /* multishot: the receive is armed */
    bool starved;   /* multishot: the receive ended for want of buffers */
    bool broken;    /* multishot: a send failed; what else arrives is dropped */
    uint32_t length;
    uint16_t sends_head; /* multishot: queue of buffers to be sent, linked through sends.next */
    uint16_t sends_tail;
    uint32_t sends_count;
    struct connection *starved_next;
    char *buffer; /* one-shot: BUFFER_BYTES */
};

struct loop {
    struct uring ring;
    struct provided buffers;
    struct server_tally tally;
    struct server_options options;
    int listener;
    bool stopping;
    struct connection *starved;
    uint32_t sends_count; /* multishot: buffers queued for sending, all connections */
};

#define BUFFER_BYTES 65536u

static inline struct uring_sqe *loop_next(struct loop *loop, enum operation operation,
                                          struct connection *connection)
{
    struct uring_sqe *sqe = uring_next(&loop->ring);
    sqe->fd = connection->fd;
    sqe->user_data = (uint64_t)(uintptr_t)connection | operation;
    return sqe;
}

static inline void loop_count(struct loop *loop, uint32_t length)
{
    loop->tally.messages++;
    loop->tally.bytes += length;
}

/* Closes and frees; no operation of the connection may be in flight. */
void loop_end(struct loop *loop, struct connection *connection);

/* one_shot.c: a receive, then a send, from the connection's own buffer. */
void one_shot_start(struct loop *loop, struct connection *connection);
void one_shot_complete(struct loop *loop, struct connection *connection, enum operation operation,
                       int32_t result);

/* multishot.c: one receive that goes on, buffers picked by the kernel. */
void multishot_start(struct loop *loop, struct connection *connection);
void multishot_complete(struct loop *loop, struct connection *connection, enum operation operation,
                        const struct uring_cqe *cqe);

#endif
