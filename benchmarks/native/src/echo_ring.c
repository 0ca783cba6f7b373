/* SPDX-License-Identifier: Apache-2.0 */
/*
 * echo_ring.c: the same echo through Ringwake's C library, without a JVM.
 *
 * What it costs above the loop of its backend is the library's; what the Java server costs above it
 * is Java's. The library is loaded at run time: echo_ring --library PATH --backend epoll
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ringwake.h"
#include "server.h"
#include "stop.h"

#define ENTRIES      4096u
#define BUFFER_BYTES 65536u
#define SKIPPED      77
#define KIND_MASK    7ull

enum kind { KIND_ACCEPT, KIND_STOP, KIND_RECEIVE, KIND_SEND };

struct connection {
    int fd;
    uint32_t length;
    char buffer[BUFFER_BYTES];
};

struct library {
    int32_t (*open)(const struct rw_ring_params *params, struct rw_ring **out);
    int32_t (*layout)(const struct rw_ring *ring, struct rw_ring_layout *out);
    int32_t (*enter)(struct rw_ring *ring, uint32_t to_submit, uint32_t min_complete,
                     int64_t timeout_nanos);
};

static struct library library;
static struct rw_ring *ring;
static struct rw_sqe *sqes;
static const struct rw_cqe *cqes;
static uint32_t *sq_tail_shared, *cq_head_shared;
static const uint32_t *cq_tail_shared;
static uint32_t sq_mask, cq_mask, sq_tail, sq_taken, cq_head;
static int listener;
static bool stopping;
static struct server_tally tally;

static void *symbol(void *handle, const char *name)
{
    void *found = dlsym(handle, name);
    if (found == NULL) {
        server_fail(name, ENOSYS);
    }
    return found;
}

static void load_library(const char *path)
{
    void *handle = dlopen(path, RTLD_NOW);
    if (handle == NULL) {
        fprintf(stderr, "dlopen: %s\n", dlerror());
        exit(1);
    }
    *(void **)&library.open = symbol(handle, "rw_ring_open");
    *(void **)&library.layout = symbol(handle, "rw_ring_layout");
    *(void **)&library.enter = symbol(handle, "rw_ring_enter");
}

static void open_ring(const char *backend)
{
    struct rw_ring_params params = {.sq_entries = ENTRIES};
    params.backend = strcmp(backend, "epoll") == 0 ? RW_BACKEND_EPOLL : RW_BACKEND_URING;
    int32_t result = library.open(&params, &ring);
    if (result < 0) {
        fprintf(stderr, "rw_ring_open: %s\n", strerror(-result));
        exit(SKIPPED);
    }
    struct rw_ring_layout layout;
    library.layout(ring, &layout);
    char *base = (char *)(uintptr_t)layout.ring_base;
    sq_tail_shared = (uint32_t *)(void *)(base + layout.sq_tail_offset);
    cq_head_shared = (uint32_t *)(void *)(base + layout.cq_head_offset);
    cq_tail_shared = (const uint32_t *)(void *)(base + layout.cq_tail_offset);
    cqes = (const struct rw_cqe *)(void *)(base + layout.cqes_offset);
    sqes = (struct rw_sqe *)(uintptr_t)layout.sqes_base;
    sq_mask = layout.sq_entries - 1;
    cq_mask = layout.cq_entries - 1;
    sq_tail = sq_taken = *sq_tail_shared;
    cq_head = *cq_head_shared;
}

static void turn(uint32_t min_complete)
{
    __atomic_store_n(sq_tail_shared, sq_tail, __ATOMIC_RELEASE);
    tally.syscalls++; /* crossings into the library */
    int32_t taken = library.enter(ring, sq_tail - sq_taken, min_complete, -1);
    if (taken < 0 && taken != -EBUSY && taken != -EAGAIN) {
        server_fail("rw_ring_enter", -taken);
    }
    sq_taken += taken < 0 ? 0 : (uint32_t)taken;
}

static struct rw_sqe *next(uint8_t opcode, int fd, uint64_t user_data)
{
    while (sq_tail - sq_taken > sq_mask) {
        turn(0);
    }
    struct rw_sqe *sqe = &sqes[sq_tail++ & sq_mask];
    memset(sqe, 0, sizeof *sqe);
    sqe->opcode = opcode;
    sqe->fd = fd;
    sqe->user_data = user_data;
    return sqe;
}

static void receive(struct connection *connection, bool drained)
{
    struct rw_sqe *sqe =
        next(RW_OP_RECV, connection->fd, (uint64_t)(uintptr_t)connection | KIND_RECEIVE);
    sqe->ioprio = drained ? RW_POLL_FIRST : 0;
    sqe->addr = (uint64_t)(uintptr_t)connection->buffer;
    sqe->len = BUFFER_BYTES;
}

static void transmit(struct connection *connection)
{
    struct rw_sqe *sqe =
        next(RW_OP_SEND, connection->fd, (uint64_t)(uintptr_t)connection | KIND_SEND);
    sqe->addr = (uint64_t)(uintptr_t)connection->buffer;
    sqe->len = connection->length;
    sqe->op_flags = MSG_NOSIGNAL | MSG_WAITALL;
}

static void accept_on(void)
{
    struct rw_sqe *sqe = next(RW_OP_ACCEPT, listener, KIND_ACCEPT);
    sqe->ioprio = RW_ACCEPT_MULTISHOT;
    sqe->op_flags = SOCK_CLOEXEC;
}

static void accepted(const struct rw_cqe *cqe)
{
    if ((cqe->flags & RW_CQE_F_MORE) == 0) {
        accept_on();
    }
    if (cqe->res < 0) {
        return;
    }
    struct connection *connection = malloc(sizeof *connection);
    if (connection == NULL) {
        server_fail("malloc", ENOMEM);
    }
    connection->fd = cqe->res;
    tally.connections++;
    server_tune(connection->fd);
    receive(connection, false);
}

static void end(struct connection *connection)
{
    next(RW_OP_CLOSE, connection->fd, RW_USER_DATA_WAKE);
    free(connection);
}

static void received(struct connection *connection, int32_t result)
{
    if (result <= 0) {
        end(connection);
        return;
    }
    connection->length = (uint32_t)result;
    tally.messages++;
    tally.bytes += connection->length;
    transmit(connection);
}

static void dispatch(const struct rw_cqe *cqe)
{
    struct connection *connection = (struct connection *)(uintptr_t)(cqe->user_data & ~KIND_MASK);
    if (cqe->user_data == RW_USER_DATA_WAKE) {
        return; /* a close; there is no other thread that wakes */
    }
    switch ((enum kind)(cqe->user_data & KIND_MASK)) {
    case KIND_ACCEPT:
        accepted(cqe);
        break;
    case KIND_STOP:
        stopping = true;
        break;
    case KIND_RECEIVE:
        received(connection, cqe->res);
        break;
    case KIND_SEND:
        if (cqe->res == (int32_t)connection->length) {
            receive(connection, connection->length < BUFFER_BYTES);
        } else {
            end(connection);
        }
        break;
    }
}

int main(int argc, char **argv)
{
    struct server_options options = server_parse(argc, argv);
    load_library(options.library);
    open_ring(options.backend);
    int stop = stop_open(options.lifetime_seconds);
    listener = server_listen(&options);
    fcntl(listener, F_SETFL, 0);
    accept_on();
    next(RW_OP_POLL_ADD, stop, KIND_STOP)->op_flags = POLLIN;
    while (!stopping) {
        turn(1);
        uint32_t ready = __atomic_load_n(cq_tail_shared, __ATOMIC_ACQUIRE);
        for (; cq_head != ready; cq_head++) {
            dispatch(&cqes[cq_head & cq_mask]);
        }
        __atomic_store_n(cq_head_shared, cq_head, __ATOMIC_RELEASE);
    }
    server_report("c-ring", &tally);
    return 0;
}
