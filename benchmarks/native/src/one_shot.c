/* SPDX-License-Identifier: Apache-2.0 */
/*
 * one_shot.c: each message is one receive and one send from the connection's own buffer.
 *
 * After a short receive the socket is drained, so the next one waits before its first attempt. Sends
 * carry MSG_WAITALL: the kernel finishes a short one itself. A chain of send and next receive, with
 * no completion for the send, was tried and costs more than the completion it saves.
 */
#include <sys/socket.h>

#include "echo_uring.h"

static void receive(struct loop *loop, struct connection *connection, bool drained)
{
    struct uring_sqe *sqe = loop_next(loop, OPERATION_RECEIVE, connection);
    sqe->opcode = URING_OP_RECV;
    sqe->ioprio = drained ? URING_POLL_FIRST : 0;
    sqe->addr = (uint64_t)(uintptr_t)connection->buffer;
    sqe->len = BUFFER_BYTES;
}

static void transmit(struct loop *loop, struct connection *connection)
{
    struct uring_sqe *sqe = loop_next(loop, OPERATION_SEND, connection);
    sqe->opcode = URING_OP_SEND;
    sqe->addr = (uint64_t)(uintptr_t)connection->buffer;
    sqe->len = connection->length;
    sqe->op_flags = MSG_NOSIGNAL | MSG_WAITALL;
}

void one_shot_start(struct loop *loop, struct connection *connection)
{
    receive(loop, connection, false);
}

static void received(struct loop *loop, struct connection *connection, int32_t result)
{
    if (result <= 0) {
        loop_end(loop, connection);
        return;
    }
    connection->length = (uint32_t)result;
    loop_count(loop, connection->length);
    transmit(loop, connection);
}

void one_shot_complete(struct loop *loop, struct connection *connection, enum operation operation,
                       int32_t result)
{
    if (operation == OPERATION_RECEIVE) {
        received(loop, connection, result);
    } else if (result != (int32_t)connection->length) {
        loop_end(loop, connection);
    } else {
        receive(loop, connection, connection->length < BUFFER_BYTES);
    }
}
