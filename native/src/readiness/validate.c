/* SPDX-License-Identifier: Apache-2.0 */
/*
 * validate.c: what an entry may ask for. The kernel refuses a field that means nothing to the
 * operation, so that it can mean something later; so does this, with the kernel's errno.
 */
#include <errno.h>

#include "engine.h"

enum field { OFF = 1, ADDR = 2, LEN = 4, FLAGS = 8 };

struct form {
    uint8_t fields;  /* that may be other than 0 */
    uint16_t ioprio; /* bits that may be set */
};

static const struct form FORMS[] = {
    [RW_OP_NOP] = {OFF | ADDR | LEN, 0},
    [RW_OP_READV] = {OFF | ADDR | LEN, 0},
    [RW_OP_WRITEV] = {OFF | ADDR | LEN, 0},
    [RW_OP_POLL_ADD] = {LEN | FLAGS, 0},
    [RW_OP_POLL_REMOVE] = {ADDR | LEN, 0},
    [RW_OP_SENDMSG] = {ADDR | LEN | FLAGS, RW_POLL_FIRST},
    [RW_OP_RECVMSG] = {ADDR | LEN | FLAGS, RW_POLL_FIRST},
    [RW_OP_ACCEPT] = {OFF | ADDR | FLAGS, RW_ACCEPT_MULTISHOT},
    [RW_OP_ASYNC_CANCEL] = {ADDR | LEN | FLAGS, 0},
    [RW_OP_CONNECT] = {OFF | ADDR, 0},
    [RW_OP_CLOSE] = {0, 0},
    [RW_OP_READ] = {OFF | ADDR | LEN, 0},
    [RW_OP_WRITE] = {OFF | ADDR | LEN, 0},
    [RW_OP_SEND] = {ADDR | LEN | FLAGS, RW_POLL_FIRST},
    [RW_OP_RECV] = {ADDR | LEN | FLAGS, RW_POLL_FIRST},
    [RW_OP_SHUTDOWN] = {LEN, 0},
};

static uint8_t fields_in_use(const struct rw_sqe *sqe)
{
    return (uint8_t)((sqe->off != 0 ? OFF : 0) | (sqe->addr != 0 ? ADDR : 0) |
                     (sqe->len != 0 ? LEN : 0) | (sqe->op_flags != 0 ? FLAGS : 0));
}

static bool is_file_op(uint8_t opcode)
{
    return opcode == RW_OP_READ || opcode == RW_OP_WRITE || opcode == RW_OP_READV ||
           opcode == RW_OP_WRITEV;
}

int32_t rw_validate(const struct rw_sqe *sqe)
{
    if (sqe->opcode >= sizeof FORMS / sizeof FORMS[0]) {
        return -EINVAL;
    }
    const struct form *form = &FORMS[sqe->opcode];
    if (sqe->flags != 0 || sqe->buf_index != 0 || sqe->personality != 0 || sqe->file_index != 0 ||
        (sqe->ioprio & ~form->ioprio) != 0) {
        return -EINVAL;
    }
    uint8_t extra = (uint8_t)(fields_in_use(sqe) & ~form->fields);
    if (extra == 0) {
        return 0;
    }
    return extra == FLAGS && is_file_op(sqe->opcode) ? -EOPNOTSUPP : -EINVAL;
}
