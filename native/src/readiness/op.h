/* SPDX-License-Identifier: Apache-2.0 */
/*
 * op.h: one operation, from the entry that started it to its terminal completion.
 *
 * Where an operation is (exactly one of):
 *
 *   FREE     in the pool's free list
 *   STARTED  being tried for the first time; in no list
 *   PENDING  in a queue of its descriptor, and in the index by user_data
 *   BACKLOG  finished, its completion waits for room in the completion ring
 */
#ifndef RINGWAKE_READINESS_OP_H
#define RINGWAKE_READINESS_OP_H

#include <stddef.h>
#include <stdint.h>

enum rw_op_place { RW_PLACE_FREE, RW_PLACE_STARTED, RW_PLACE_PENDING, RW_PLACE_BACKLOG };

/* The queue of its descriptor that an operation waits in. */
enum rw_side { RW_SIDE_READ, RW_SIDE_WRITE, RW_SIDE_POLL, RW_SIDES };

struct rw_op {
    /* of the entry */
    uint64_t user_data;
    uint64_t addr;
    uint64_t off;
    uint32_t len;
    uint32_t op_flags;
    int32_t fd;
    uint16_t ioprio;
    uint8_t opcode;

    uint8_t place;        /* enum rw_op_place */
    uint8_t side;         /* enum rw_side */
    uint8_t in_progress;  /* CONNECT: the handshake runs */
    uint32_t transferred; /* bytes so far, with MSG_WAITALL */
    uint32_t owed;        /* POLL_ADD: events seen while the completion ring was full */
    int32_t res;          /* of the terminal completion */

    struct rw_op *next; /* free list, queue or backlog */
    struct rw_op *previous;
    struct rw_op *chain_next; /* index by user_data */
    struct rw_op **chain_link;
};

/* A first-in-first-out list of operations. */
struct rw_op_queue {
    struct rw_op *head;
    struct rw_op *tail;
};

static inline void rw_op_queue_append(struct rw_op_queue *queue, struct rw_op *op)
{
    op->next = NULL;
    op->previous = queue->tail;
    if (queue->tail != NULL) {
        queue->tail->next = op;
    } else {
        queue->head = op;
    }
    queue->tail = op;
}

static inline void rw_op_queue_remove(struct rw_op_queue *queue, struct rw_op *op)
{
    if (op->previous != NULL) {
        op->previous->next = op->next;
    } else {
        queue->head = op->next;
    }
    if (op->next != NULL) {
        op->next->previous = op->previous;
    } else {
        queue->tail = op->previous;
    }
    op->next = NULL;
    op->previous = NULL;
}

#endif /* RINGWAKE_READINESS_OP_H */
