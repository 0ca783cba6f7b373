/* SPDX-License-Identifier: Apache-2.0 */
/* model.c: see model.h. */
#include "model.h"

#include <stddef.h>
#include <sys/socket.h>

#include "expect.h"

uint32_t model_new_op(struct model *model)
{
    model->op_count++;
    expect(model->op_count < OPS_MAX);
    return model->op_count;
}

void model_done(struct model *model, uint32_t op)
{
    expect(op > 0 && op <= model->op_count);
    model->due[op]++;
}

void model_link_open(struct model *model, uint32_t link, enum link_kind kind)
{
    struct model_link fresh = {.kind = kind, .is_touched = true};
    fresh.ends[0].is_open = true;
    fresh.ends[1].is_open = true;
    model->links[link] = fresh;
}

static bool is_readable(const struct model_end *end)
{
    return end->unread > 0 || end->sees_end || end->is_reset;
}

static void try_read(struct model *model, struct model_end *end)
{
    if (end->read_op == 0 || !is_readable(end)) {
        return;
    }
    uint32_t wanted = end->read_len - end->read_got;
    uint32_t taken = wanted < end->unread ? wanted : end->unread;
    if (!end->read_peeks) {
        end->unread -= taken;
        end->read_got += taken;
    }
    if (end->read_all && end->read_got < end->read_len && !end->sees_end && !end->is_reset) {
        return;
    }
    model_done(model, end->read_op);
    end->read_op = 0;
}

/* Something came to this end. */
static void arrive(struct model *model, struct model_end *end)
{
    if (end->poll_op != 0 && is_readable(end)) {
        model_done(model, end->poll_op);
        end->poll_op = 0;
    }
    try_read(model, end);
}

static void reset(struct model *model, struct model_end *end)
{
    end->is_reset = true;
    end->has_ended = true;
    arrive(model, end);
}

void model_send(struct model *model, uint32_t link, int end, uint32_t op, uint32_t size)
{
    struct model_link *at = &model->links[link];
    struct model_end *from = &at->ends[end];
    struct model_end *to = &at->ends[1 - end];
    at->is_touched = true;
    model_done(model, op);
    if (from->has_ended || from->is_reset) {
        return;
    }
    if (!to->is_open) {
        if (at->kind == LINK_TCP) {
            reset(model, from); /* the answer to it */
        }
        return;
    }
    from->sent += size;
    to->unread += size;
    arrive(model, to);
}

void model_read(struct model *model, uint32_t link, int end, uint32_t op, uint32_t len,
                uint32_t msg_flags)
{
    struct model_link *at = &model->links[link];
    struct model_end *to = &at->ends[end];
    at->is_touched = true;
    if ((msg_flags & MSG_DONTWAIT) != 0 && !is_readable(to)) {
        model_done(model, op);
        return;
    }
    to->read_op = op;
    to->read_len = len;
    to->read_got = 0;
    to->read_all = (msg_flags & MSG_WAITALL) != 0;
    to->read_peeks = (msg_flags & MSG_PEEK) != 0;
    try_read(model, to);
}

void model_poll(struct model *model, uint32_t link, int end, uint32_t op, bool output)
{
    struct model_link *at = &model->links[link];
    at->is_touched = true;
    model->kind[op] = RESULT_EVENTS;
    if (output || is_readable(&at->ends[end])) {
        model_done(model, op);
    } else {
        at->ends[end].poll_op = op;
    }
}

static void end_stream(struct model *model, struct model_link *at, int end)
{
    struct model_end *to = &at->ends[1 - end];
    at->ends[end].has_ended = true;
    if (to->is_open && !to->is_reset && !to->sees_end) {
        to->sees_end = true;
        arrive(model, to);
    }
}

void model_shut(struct model *model, uint32_t link, int end, uint32_t op)
{
    struct model_link *at = &model->links[link];
    at->is_touched = true;
    model_done(model, op);
    if (!at->ends[end].is_reset) {
        end_stream(model, at, end);
    }
}

void model_close(struct model *model, uint32_t link, int end, uint32_t op)
{
    struct model_link *at = &model->links[link];
    struct model_end *closed = &at->ends[end];
    at->is_touched = true;
    model_done(model, op);
    closed->is_open = false;
    struct model_end *to = &at->ends[1 - end];
    if (to->is_open && !closed->is_reset) {
        if (closed->unread > 0 && at->kind != LINK_PIPE) {
            reset(model, to);
        } else {
            end_stream(model, at, end);
        }
    }
    if (!at->ends[0].is_open && !at->ends[1].is_open) {
        at->kind = LINK_FREE;
    }
}

static void accept_waiting(struct model *model)
{
    while (model->accept_op != 0 && model->dialed_count > 0) {
        uint32_t link = model->dialed[0];
        model->dialed_count--;
        for (uint32_t i = 0; i < model->dialed_count; i++) {
            model->dialed[i] = model->dialed[i + 1];
        }
        model->links[link].is_dialed = false;
        model->links[link].is_touched = true; /* its descriptor is not known yet */
        model->accepted[model->accepted_count].op = model->accept_op;
        model->accepted[model->accepted_count].index = model->due[model->accept_op];
        model->accepted[model->accepted_count].link = link;
        model->accepted_count++;
        model_done(model, model->accept_op);
        if (!model->accept_many) {
            model->accept_op = 0;
        }
    }
}

void model_dial(struct model *model, uint32_t link, uint32_t op)
{
    model_link_open(model, link, LINK_TCP);
    model->links[link].is_dialed = true;
    model->dialed[model->dialed_count++] = link;
    model_done(model, op);
    accept_waiting(model);
}

void model_accept(struct model *model, uint32_t op, bool many)
{
    model->accept_touched = true;
    model->kind[op] = RESULT_DESCRIPTOR;
    model->accept_op = op;
    model->accept_many = many;
    accept_waiting(model);
}

static void cancel_pending(struct model *model, uint32_t *op)
{
    if (op != NULL && *op != 0) {
        model_done(model, *op);
        *op = 0;
    }
}

void model_cancel_end(struct model *model, uint32_t link, int end)
{
    model->links[link].is_touched = true;
    cancel_pending(model, &model->links[link].ends[end].read_op);
    cancel_pending(model, &model->links[link].ends[end].poll_op);
}

/* The place where an operation is noted as pending, or NULL. */
static uint32_t *pending_place(struct model *model, uint32_t op)
{
    for (uint32_t link = 0; link < LINKS; link++) {
        for (int end = 0; end < 2; end++) {
            struct model_end *at = &model->links[link].ends[end];
            if (at->read_op == op) {
                return &at->read_op;
            }
            if (at->poll_op == op) {
                return &at->poll_op;
            }
        }
    }
    return model->accept_op == op ? &model->accept_op : NULL;
}

void model_cancel(struct model *model, uint32_t target)
{
    int32_t where = model_where(model, target);
    if (where < 0) {
        return;
    }
    if (where == (int32_t)LINKS) {
        model->accept_touched = true;
    } else {
        model->links[where].is_touched = true;
    }
    cancel_pending(model, pending_place(model, target));
}

int32_t model_where(const struct model *model, uint32_t op)
{
    for (uint32_t link = 0; link < LINKS && op != 0; link++) {
        for (int end = 0; end < 2; end++) {
            const struct model_end *at = &model->links[link].ends[end];
            if (at->read_op == op || at->poll_op == op) {
                return (int32_t)link;
            }
        }
    }
    return op != 0 && model->accept_op == op ? (int32_t)LINKS : -1;
}

void model_next_batch(struct model *model)
{
    for (uint32_t link = 0; link < LINKS; link++) {
        model->links[link].is_touched = false;
    }
    model->accept_touched = false;
    model->accepted_count = 0;
}
