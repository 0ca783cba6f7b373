/* SPDX-License-Identifier: Apache-2.0 */
/*
 * echo_uring.c: the io_uring bar. One thread, one ring, one system call per batch.
 *
 * Completions run when the loop waits (DEFER_TASKRUN), all entries that a batch of completions gave
 * rise to are submitted by the call that waits for the next batch.
 */
#include "echo_uring.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "stop.h"

#define ENTRIES 4096u

static struct loop loop;

static void accept_on(struct loop *self)
{
    struct uring_sqe *sqe = uring_next(&self->ring);
    sqe->opcode = URING_OP_ACCEPT;
    sqe->fd = self->listener;
    sqe->ioprio = URING_ACCEPT_MULTISHOT;
    sqe->op_flags = SOCK_CLOEXEC;
    sqe->user_data = OPERATION_ACCEPT;
}

static void stop_on(struct loop *self, int fd)
{
    struct uring_sqe *sqe = uring_next(&self->ring);
    sqe->opcode = URING_OP_POLL_ADD;
    sqe->fd = fd;
    sqe->op_flags = POLLIN;
    sqe->user_data = OPERATION_STOP;
}

static void accepted(struct loop *self, const struct uring_cqe *cqe)
{
    if ((cqe->flags & URING_CQE_F_MORE) == 0) {
        accept_on(self);
    }
    if (cqe->res < 0) {
        return;
    }
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL) {
        server_fail("calloc", ENOMEM);
    }
    connection->fd = cqe->res;
    self->tally.connections++;
    server_tune(connection->fd);
    if (self->options.multishot) {
        multishot_start(self, connection);
        return;
    }
    connection->buffer = malloc(BUFFER_BYTES);
    if (connection->buffer == NULL) {
        server_fail("malloc", ENOMEM);
    }
    one_shot_start(self, connection);
}

void loop_end(struct loop *self, struct connection *connection)
{
    self->tally.syscalls++;
    close(connection->fd);
    free(connection->buffer);
    free(connection);
}

static void dispatch(struct loop *self, const struct uring_cqe *cqe)
{
    enum operation operation = (enum operation)(cqe->user_data & OPERATION_MASK);
    struct connection *connection =
        (struct connection *)(uintptr_t)(cqe->user_data & ~OPERATION_MASK);
    if (operation == OPERATION_ACCEPT) {
        accepted(self, cqe);
    } else if (operation == OPERATION_STOP) {
        self->stopping = true;
    } else if (self->options.multishot) {
        multishot_complete(self, connection, operation, cqe);
    } else {
        one_shot_complete(self, connection, operation, cqe->res);
    }
}

static const char *name_of(const struct server_options *options)
{
    return options->multishot ? "c-uring-multishot" : "c-uring";
}

int main(int argc, char **argv)
{
    loop.options = server_parse(argc, argv);
    uring_open(&loop.ring, ENTRIES, &loop.tally.syscalls);
    if (loop.options.multishot) {
        provided_open(&loop.buffers, &loop.ring);
    }
    int stop = stop_open(loop.options.lifetime_seconds);
    loop.listener = server_listen(&loop.options);
    fcntl(loop.listener, F_SETFL, 0); /* a non-blocking listener would answer EAGAIN, not wait */
    accept_on(&loop);
    stop_on(&loop, stop);
    while (!loop.stopping) {
        uring_turn(&loop.ring, 1);
        uint32_t count = uring_ready(&loop.ring);
        for (uint32_t i = 0; i < count; i++) {
            dispatch(&loop, uring_at(&loop.ring, i));
        }
        uring_reaped(&loop.ring, count);
    }
    server_report(name_of(&loop.options), &loop.tally);
    return 0;
}
