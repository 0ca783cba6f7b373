/* SPDX-License-Identifier: Apache-2.0 */
/* actions.c: from choices to operations, told to the model and queued in both worlds. */
#include "actions.h"

#include <poll.h>

#include "contract.h"

/* Byte number n of whatever an end sends. */
static char byte_at(uint32_t link, int end, uint32_t n)
{
    return (char)(n * 7 + n / 251 + link * 2 + (uint32_t)end);
}

static void push_both(struct fuzz *fuzz, uint32_t op, const struct rw_sqe entries[2])
{
    if (fuzz->traces) {
        fprintf(stderr,
                "op %" PRIu32 ": opcode %d fd %" PRId32 "/%" PRId32 " addr %" PRIu64 " len %" PRIu32
                " flags %" PRIu32 " ioprio %d\n",
                op, entries[0].opcode, entries[0].fd, entries[1].fd, entries[0].addr,
                entries[0].len, entries[0].op_flags, entries[0].ioprio);
    }
    for (int i = 0; i < 2; i++) {
        struct rw_sqe entry = entries[i];
        entry.user_data = op;
        world_push(&fuzz->worlds[i], entry);
    }
}

/* The four ways to move len bytes between an operation's memory and a descriptor. */
static struct rw_sqe transfer(struct world_op *op, int fd, uint32_t len, bool out, uint32_t way)
{
    uint32_t half = len / 2;
    op->slices[0] = (struct iovec){.iov_base = op->bytes, .iov_len = half};
    op->slices[1] = (struct iovec){.iov_base = op->bytes + half, .iov_len = len - half};
    op->message = (struct msghdr){.msg_iov = op->slices, .msg_iovlen = 2};
    switch (way) {
    case 0:
        return out ? send_entry(fd, op->bytes, len, 0) : recv_entry(fd, op->bytes, len, 0);
    case 1:
        return out ? sendmsg_entry(fd, &op->message, 0) : recvmsg_entry(fd, &op->message, 0);
    case 2:
        return out ? write_entry(fd, op->bytes, len, CURRENT, 0)
                   : read_entry(fd, op->bytes, len, CURRENT, 0);
    default:
        return out ? writev_entry(fd, op->slices, 2, 0) : readv_entry(fd, op->slices, 2, 0);
    }
}

static uint32_t choose_way(struct script *script, enum link_kind kind)
{
    return kind == LINK_PIPE ? 2 + choose(script, 2) : choose(script, 4);
}

static void do_send(struct fuzz *fuzz, struct script *script, uint32_t link, int end)
{
    struct model_link *at = &fuzz->model.links[link];
    uint32_t len = 1 + choose(script, one_in(script, 3) ? BYTES_MAX : 8);
    uint32_t way = choose_way(script, at->kind);
    if ((at->kind == LINK_PIPE && end == 0) || at->ends[1 - end].unread + len > UNREAD_MAX) {
        return;
    }
    uint32_t id = model_new_op(&fuzz->model);
    struct rw_sqe entries[2];
    for (int i = 0; i < 2; i++) {
        struct world_op *op = &fuzz->worlds[i].ops[id];
        for (uint32_t n = 0; n < len; n++) {
            op->bytes[n] = byte_at(link, end, at->ends[end].sent + n);
        }
        entries[i] = transfer(op, fuzz->worlds[i].fds[link][end], len, true, way);
    }
    model_send(&fuzz->model, link, end, id, len);
    push_both(fuzz, id, entries);
}

static uint32_t choose_read_flags(struct script *script)
{
    static const uint32_t flags[] = {0, 0, MSG_WAITALL, MSG_PEEK, MSG_DONTWAIT};
    return flags[choose(script, sizeof flags / sizeof flags[0])];
}

/* One at a time: in io_uring, a read may take what a poll was woken for before it looks. */
static bool waits_for_input(const struct model_end *end)
{
    return end->read_op != 0 || end->poll_op != 0;
}

static void do_read(struct fuzz *fuzz, struct script *script, uint32_t link, int end)
{
    struct model_link *at = &fuzz->model.links[link];
    uint32_t len = 1 + choose(script, one_in(script, 3) ? BYTES_MAX : 12);
    uint32_t way = choose_way(script, at->kind);
    uint32_t msg_flags = way < 2 ? choose_read_flags(script) : 0;
    bool poll_first = way < 2 && one_in(script, 3);
    if ((at->kind == LINK_PIPE && end == 1) || waits_for_input(&at->ends[end])) {
        return;
    }
    if (poll_first && (msg_flags & MSG_DONTWAIT) != 0) {
        return; /* wait, and do not */
    }
    uint32_t id = model_new_op(&fuzz->model);
    struct rw_sqe entries[2];
    for (int i = 0; i < 2; i++) {
        entries[i] =
            transfer(&fuzz->worlds[i].ops[id], fuzz->worlds[i].fds[link][end], len, false, way);
        entries[i].op_flags = msg_flags;
        entries[i].ioprio = poll_first ? RW_POLL_FIRST : 0;
    }
    model_read(&fuzz->model, link, end, id, len, msg_flags);
    push_both(fuzz, id, entries);
}

static void do_poll(struct fuzz *fuzz, struct script *script, uint32_t link, int end)
{
    static const uint32_t choices[] = {POLLIN, POLLIN | POLLRDHUP, POLLOUT};
    struct model_link *at = &fuzz->model.links[link];
    uint32_t events = choices[choose(script, 3)];
    bool output = events == POLLOUT;
    if ((at->kind == LINK_PIPE && output != (end == 1)) ||
        (!output && waits_for_input(&at->ends[end]))) {
        return;
    }
    uint32_t id = model_new_op(&fuzz->model);
    struct rw_sqe entries[2];
    for (int i = 0; i < 2; i++) {
        entries[i] = poll_entry(fuzz->worlds[i].fds[link][end], events, 0, 0);
    }
    model_poll(&fuzz->model, link, end, id, output);
    push_both(fuzz, id, entries);
}

static void do_shut(struct fuzz *fuzz, uint32_t link, int end)
{
    if (fuzz->model.links[link].kind == LINK_PIPE) {
        return;
    }
    uint32_t id = model_new_op(&fuzz->model);
    struct rw_sqe entries[2];
    for (int i = 0; i < 2; i++) {
        entries[i] = shutdown_entry(fuzz->worlds[i].fds[link][end], SHUT_WR, 0);
    }
    model_shut(&fuzz->model, link, end, id);
    push_both(fuzz, id, entries);
}

static void do_close(struct fuzz *fuzz, uint32_t link, int end)
{
    const struct model_end *at = &fuzz->model.links[link].ends[end];
    if (at->read_op != 0 || at->poll_op != 0) {
        return; /* the contract */
    }
    uint32_t id = model_new_op(&fuzz->model);
    struct rw_sqe entries[2];
    for (int i = 0; i < 2; i++) {
        entries[i] = close_entry(fuzz->worlds[i].fds[link][end], 0);
    }
    model_close(&fuzz->model, link, end, id);
    push_both(fuzz, id, entries);
}

static void do_cancel_end(struct fuzz *fuzz, struct script *script, uint32_t link, int end)
{
    uint32_t flags = one_in(script, 2) ? RW_CANCEL_ALL : 0;
    uint32_t id = model_new_op(&fuzz->model);
    struct rw_sqe entries[2];
    for (int i = 0; i < 2; i++) {
        entries[i] = cancel_fd_entry(fuzz->worlds[i].fds[link][end], flags, 0);
    }
    model_cancel_end(&fuzz->model, link, end);
    model_done(&fuzz->model, id);
    push_both(fuzz, id, entries);
}

/* An operation on one end of a link that this batch has not touched. */
static void do_on_link(struct fuzz *fuzz, struct script *script)
{
    uint32_t link = choose(script, LINKS);
    int end = (int)choose(script, 2);
    uint32_t what = choose(script, 16);
    const struct model_link *at = &fuzz->model.links[link];
    if (at->kind == LINK_FREE || at->is_dialed || at->is_touched || !at->ends[end].is_open) {
        return;
    }
    if (what < 5) {
        do_send(fuzz, script, link, end);
    } else if (what < 10) {
        do_read(fuzz, script, link, end);
    } else if (what < 12) {
        do_poll(fuzz, script, link, end);
    } else if (what == 12) {
        do_cancel_end(fuzz, script, link, end);
    } else if (what == 13) {
        do_shut(fuzz, link, end);
    } else if (what == 14) {
        do_close(fuzz, link, end);
    }
}

static void do_cancel(struct fuzz *fuzz, struct script *script)
{
    uint32_t target = choose(script, OPS_MAX);
    target = fuzz->model.op_count > 0 ? target % (fuzz->model.op_count + 1) : 0;
    int32_t where = model_where(&fuzz->model, target);
    bool touched = where == (int32_t)LINKS ? fuzz->model.accept_touched
                                           : where >= 0 && fuzz->model.links[where].is_touched;
    /* What ends in this batch may still be found in io_uring, until its completion is posted. */
    if (touched || (where < 0 && fuzz->compared[target] != fuzz->model.due[target])) {
        return;
    }
    uint32_t id = model_new_op(&fuzz->model);
    struct rw_sqe entry = cancel_entry(target, one_in(script, 2) ? RW_CANCEL_ALL : 0, 0);
    struct rw_sqe entries[2] = {entry, entry};
    model_cancel(&fuzz->model, target);
    model_done(&fuzz->model, id);
    push_both(fuzz, id, entries);
}

static void do_accept(struct fuzz *fuzz, struct script *script)
{
    bool many = fuzz->many_allowed && one_in(script, 2);
    if (fuzz->model.accept_op != 0 || fuzz->model.accept_touched) {
        return;
    }
    uint32_t id = model_new_op(&fuzz->model);
    struct rw_sqe entries[2];
    for (int i = 0; i < 2; i++) {
        entries[i] = many ? accept_many_entry(fuzz->worlds[i].listener, 0)
                          : accept_entry(fuzz->worlds[i].listener, 0);
    }
    model_accept(&fuzz->model, id, many);
    push_both(fuzz, id, entries);
}

static void do_dial(struct fuzz *fuzz, struct script *script)
{
    uint32_t link = choose(script, LINKS);
    if (fuzz->model.links[link].kind != LINK_FREE || fuzz->model.links[link].is_touched ||
        fuzz->model.accept_touched) {
        return;
    }
    uint32_t id = model_new_op(&fuzz->model);
    struct rw_sqe entries[2];
    for (int i = 0; i < 2; i++) {
        world_dial(&fuzz->worlds[i], link);
        entries[i] = connect_entry(fuzz->worlds[i].fds[link][0], &fuzz->worlds[i].address,
                                   sizeof fuzz->worlds[i].address, 0);
    }
    model_dial(&fuzz->model, link, id);
    fuzz->model.accept_touched = true; /* one connection per batch: their order is known */
    push_both(fuzz, id, entries);
}

static void do_trivial(struct fuzz *fuzz, struct script *script)
{
    uint32_t id = model_new_op(&fuzz->model);
    struct rw_sqe entry = nop_entry(0);
    uint32_t what = choose(script, 4);
    if (what == 1) {
        entry.opcode = 251;
    } else if (what == 2) {
        entry = recv_entry(-1, fuzz->worlds[0].ops[id].bytes, 1, 0);
    } else if (what == 3) {
        entry = poll_remove_entry(OPS_MAX + 1, 0);
    }
    struct rw_sqe entries[2] = {entry, entry};
    model_done(&fuzz->model, id);
    push_both(fuzz, id, entries);
}

void fuzz_one(struct fuzz *fuzz, struct script *script)
{
    uint32_t what = choose(script, 32);
    if (what < 22) {
        do_on_link(fuzz, script);
    } else if (what < 25) {
        do_cancel(fuzz, script);
    } else if (what < 27) {
        do_accept(fuzz, script);
    } else if (what < 30) {
        do_dial(fuzz, script);
    } else if (what == 30) {
        do_trivial(fuzz, script);
    } else {
        for (int i = 0; i < 2; i++) {
            expect_equal(rw_ring_wake(fuzz->worlds[i].ring.ring), 0);
        }
    }
}
