/* SPDX-License-Identifier: Apache-2.0 */
/*
 * multishot.c: one receive per connection goes on for its whole life; each completion brings a
 * buffer of the kernel's choice, which goes out as it is and is given back when it has been sent.
 *
 * Sends of a connection go one at a time, in order: a second could overtake a first that had to
 * wait for room. A receive that ends for want of buffers is armed again when one comes back.
 */
#include <errno.h>
#include <sys/socket.h>

#include "echo_uring.h"

/* Buffer id -> what the connection's send queue knows of it. */
static struct {
    uint16_t next;
    uint32_t length;
} sends[PROVIDED_COUNT];

static void arm(struct loop *loop, struct connection *connection)
{
    struct uring_sqe *sqe = loop_next(loop, OPERATION_RECEIVE, connection);
    sqe->opcode = URING_OP_RECV;
    sqe->flags = URING_SQE_BUFFER_SELECT;
    sqe->ioprio = URING_RECV_MULTISHOT;
    sqe->buf_group = PROVIDED_GROUP;
    connection->receiving = true;
}

static void transmit(struct loop *loop, struct connection *connection)
{
    uint16_t id = connection->sends_head;
    struct uring_sqe *sqe = loop_next(loop, OPERATION_SEND, connection);
    sqe->opcode = URING_OP_SEND;
    sqe->addr = (uint64_t)(uintptr_t)provided_at(&loop->buffers, id);
    sqe->len = sends[id].length;
    sqe->op_flags = MSG_NOSIGNAL | MSG_WAITALL;
}

void multishot_start(struct loop *loop, struct connection *connection)
{
    arm(loop, connection);
}

static void queue_send(struct loop *loop, struct connection *connection, uint16_t id,
                       uint32_t length)
{
    sends[id].length = length;
    loop->sends_count++;
    if (connection->sends_count++ == 0) {
        connection->sends_head = connection->sends_tail = id;
        transmit(loop, connection);
    } else {
        sends[connection->sends_tail].next = id;
        connection->sends_tail = id;
    }
}

static void rearm_starved(struct loop *loop)
{
    struct connection *connection = loop->starved;
    if (connection != NULL) {
        loop->starved = connection->starved_next;
        connection->starved = false;
        arm(loop, connection);
    }
}

static void end_if_idle(struct loop *loop, struct connection *connection)
{
    if (!connection->receiving && !connection->starved && connection->sends_count == 0) {
        loop_end(loop, connection);
    }
}

static void received(struct loop *loop, struct connection *connection, const struct uring_cqe *cqe)
{
    connection->receiving = (cqe->flags & URING_CQE_F_MORE) != 0;
    if (cqe->res > 0 && !connection->broken) {
        loop_count(loop, (uint32_t)cqe->res);
        queue_send(loop, connection, (uint16_t)(cqe->flags >> URING_CQE_BUFFER_SHIFT),
                   (uint32_t)cqe->res);
    } else if ((cqe->flags & URING_CQE_F_BUFFER) != 0) {
        provided_return(&loop->buffers, (uint16_t)(cqe->flags >> URING_CQE_BUFFER_SHIFT));
    }
    if (connection->receiving) {
        return;
    }
    if (cqe->res > 0) {
        arm(loop, connection);
    } else if (cqe->res == -ENOBUFS && loop->sends_count == 0) {
        arm(loop, connection); /* every buffer has come back since */
    } else if (cqe->res == -ENOBUFS) {
        connection->starved = true;
        connection->starved_next = loop->starved;
        loop->starved = connection;
    } else {
        end_if_idle(loop, connection);
    }
}

static void sent(struct loop *loop, struct connection *connection, int32_t result)
{
    uint16_t id = connection->sends_head;
    if (result != (int32_t)sends[id].length && !connection->broken) {
        connection->broken = true;
        loop->tally.syscalls++;
        shutdown(connection->fd, SHUT_RDWR); /* ends the receive */
    }
    connection->sends_head = sends[id].next;
    connection->sends_count--;
    loop->sends_count--;
    provided_return(&loop->buffers, id);
    if (connection->sends_count > 0) {
        transmit(loop, connection);
    }
    rearm_starved(loop);
    end_if_idle(loop, connection);
}

void multishot_complete(struct loop *loop, struct connection *connection, enum operation operation,
                        const struct uring_cqe *cqe)
{
    if (operation == OPERATION_RECEIVE) {
        received(loop, connection, cqe);
    } else {
        sent(loop, connection, cqe->res);
    }
}
