/* SPDX-License-Identifier: Apache-2.0 */
/* world.c: see world.h. */
#include "world.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>

#include "loopback.h"

int32_t world_open(struct world *world, uint32_t backend, uint32_t sq_entries, uint32_t cq_entries)
{
    struct rw_ring_params params = {
        .backend = backend, .sq_entries = sq_entries, .cq_entries = cq_entries};
    memset(world, 0, sizeof *world);
    memset(world->fds, 0xff, sizeof world->fds);
    world->name = backend == RW_BACKEND_URING ? "io_uring" : "readiness";
    int32_t error = user_open(&world->ring, params);
    if (error == 0) {
        world->listener = loopback_listen(&world->address, 64);
    }
    return error;
}

void world_close(struct world *world)
{
    user_close(&world->ring);
    rw_fd_close(world->listener);
    for (uint32_t link = 0; link < LINKS; link++) {
        for (int end = 0; end < 2; end++) {
            if (world->fds[link][end] >= 0) {
                rw_fd_close(world->fds[link][end]);
            }
        }
    }
}

void world_link(struct world *world, uint32_t link, enum link_kind kind)
{
    int *ends = world->fds[link];
    if (kind == LINK_TCP) {
        loopback_pair(ends);
    } else if (kind == LINK_UNIX) {
        expect_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    } else {
        expect_equal(pipe2(ends, O_CLOEXEC), 0);
    }
}

void world_dial(struct world *world, uint32_t link)
{
    world->fds[link][0] = loopback_socket();
    world->fds[link][1] = -1; /* of the accept */
}

static void reap(struct world *world)
{
    struct rw_cqe done;
    while (user_pop(&world->ring, &done)) {
        if (done.user_data == RW_USER_DATA_WAKE) {
            world->wakes++;
            if ((done.flags & RW_CQE_F_MORE) == 0) {
                expect_equal(rw_ring_rearm_wake(world->ring.ring), 0);
            }
            continue;
        }
        expect(done.user_data > 0 && done.user_data < OPS_MAX);
        struct world_op *op = &world->ops[done.user_data];
        expect(op->done_count < COMPLETIONS_MAX);
        op->done[op->done_count++] = done;
    }
}

static void enter(struct world *world, uint32_t min_complete)
{
    int32_t taken = user_enter(&world->ring, min_complete, FOREVER);
    expect(taken >= 0 || taken == -EBUSY);
}

void world_push(struct world *world, struct rw_sqe entry)
{
    while (user_queued(&world->ring) == world->ring.layout.sq_entries) {
        enter(world, 0);
        reap(world);
    }
    user_push(&world->ring, &entry);
}

static bool is_due(const struct world *world, const struct model *model)
{
    for (uint32_t op = 1; op <= model->op_count; op++) {
        if (world->ops[op].done_count < model->due[op]) {
            return true;
        }
    }
    return false;
}

static void adopt_accepted(struct world *world, const struct model *model)
{
    for (uint32_t i = 0; i < model->accepted_count; i++) {
        const struct world_op *accept = &world->ops[model->accepted[i].op];
        int32_t fd = accept->done[model->accepted[i].index].res;
        expect(fd >= 0);
        world->fds[model->accepted[i].link][1] = fd;
    }
}

static bool shows(int fd, short events)
{
    struct pollfd look = {.fd = fd, .events = events};
    return poll(&look, 1, 0) == 1;
}

/* Does the kernel show of this end what the model says? */
static bool agrees(int fd, enum link_kind kind, const struct model_end *end, bool reads)
{
    int waiting = -1;
    if (end->is_reset) {
        return shows(fd, 0); /* hang-up and error need not be asked for */
    }
    if (!reads) {
        return true;
    }
    expect_equal(ioctl(fd, FIONREAD, &waiting), 0);
    if (waiting != (int)end->unread) {
        return false;
    }
    return !end->sees_end || shows(fd, kind == LINK_PIPE ? 0 : POLLRDHUP);
}

static bool is_settled(const struct world *world, const struct model *model)
{
    for (uint32_t link = 0; link < LINKS; link++) {
        const struct model_link *at = &model->links[link];
        for (int end = 0; end < 2; end++) {
            bool used = at->kind != LINK_FREE && !at->is_dialed && at->ends[end].is_open;
            bool reads = at->kind != LINK_PIPE || end == 0;
            if (used && !agrees(world->fds[link][end], at->kind, &at->ends[end], reads)) {
                return false;
            }
        }
    }
    return model->dialed_count == 0 || shows(world->listener, POLLIN);
}

void world_settle(struct world *world, const struct model *model)
{
    while (user_queued(&world->ring) > 0) {
        enter(world, 0);
        reap(world);
    }
    while (is_due(world, model)) {
        enter(world, 1);
        reap(world);
    }
    adopt_accepted(world, model);
    for (uint32_t link = 0; link < LINKS; link++) {
        for (int end = 0; end < 2; end++) {
            if (!model->links[link].ends[end].is_open) {
                world->fds[link][end] = -1; /* closed by an operation */
            }
        }
    }
    do {
        expect(rw_ring_enter(world->ring.ring, 0, 0, 0) >= 0);
        reap(world);
    } while (!is_settled(world, model));
}
