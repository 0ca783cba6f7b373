/* SPDX-License-Identifier: Apache-2.0 */
/* contract_entries.c: submission entries, by operation. */
#include "contract.h"

static struct rw_sqe entry_of(uint8_t opcode, int fd, const void *data, uint64_t user_data)
{
    struct rw_sqe entry = {
        .opcode = opcode, .fd = fd, .addr = (uint64_t)(uintptr_t)data, .user_data = user_data};
    return entry;
}

static struct rw_sqe transfer(uint8_t opcode, int fd, const void *data, uint32_t len,
                              uint64_t user_data)
{
    struct rw_sqe entry = entry_of(opcode, fd, data, user_data);
    entry.len = len;
    return entry;
}

static struct rw_sqe transfer_at(uint8_t opcode, int fd, const void *data, uint32_t len,
                                 uint64_t off, uint64_t user_data)
{
    struct rw_sqe entry = transfer(opcode, fd, data, len, user_data);
    entry.off = off;
    return entry;
}

struct iovec slice(const void *data, size_t size)
{
    struct iovec slice = {.iov_base = (void *)(uintptr_t)data, .iov_len = size};
    return slice;
}

struct rw_sqe recv_entry(int fd, void *data, uint32_t len, uint64_t user_data)
{
    return transfer(RW_OP_RECV, fd, data, len, user_data);
}

struct rw_sqe send_entry(int fd, const void *data, uint32_t len, uint64_t user_data)
{
    return transfer(RW_OP_SEND, fd, data, len, user_data);
}

struct rw_sqe recvmsg_entry(int fd, struct msghdr *message, uint64_t user_data)
{
    return transfer(RW_OP_RECVMSG, fd, message, 1, user_data);
}

struct rw_sqe sendmsg_entry(int fd, struct msghdr *message, uint64_t user_data)
{
    return transfer(RW_OP_SENDMSG, fd, message, 1, user_data);
}

struct rw_sqe read_entry(int fd, void *data, uint32_t len, uint64_t off, uint64_t user_data)
{
    return transfer_at(RW_OP_READ, fd, data, len, off, user_data);
}

struct rw_sqe write_entry(int fd, const void *data, uint32_t len, uint64_t off, uint64_t user_data)
{
    return transfer_at(RW_OP_WRITE, fd, data, len, off, user_data);
}

struct rw_sqe readv_entry(int fd, struct iovec *slices, uint32_t count, uint64_t user_data)
{
    return transfer_at(RW_OP_READV, fd, slices, count, CURRENT, user_data);
}

struct rw_sqe writev_entry(int fd, struct iovec *slices, uint32_t count, uint64_t user_data)
{
    return transfer_at(RW_OP_WRITEV, fd, slices, count, CURRENT, user_data);
}

struct rw_sqe accept_entry(int fd, uint64_t user_data)
{
    struct rw_sqe entry = entry_of(RW_OP_ACCEPT, fd, NULL, user_data);
    entry.op_flags = 02000000 /* SOCK_CLOEXEC, by Linux's number */;
    return entry;
}

struct rw_sqe accept_many_entry(int fd, uint64_t user_data)
{
    struct rw_sqe entry = accept_entry(fd, user_data);
    entry.ioprio = RW_ACCEPT_MULTISHOT;
    return entry;
}

struct rw_sqe connect_entry(int fd, const void *address, uint32_t length, uint64_t user_data)
{
    struct rw_sqe entry = entry_of(RW_OP_CONNECT, fd, address, user_data);
    entry.off = length;
    return entry;
}

struct rw_sqe poll_entry(int fd, uint32_t events, uint32_t flags, uint64_t user_data)
{
    struct rw_sqe entry = entry_of(RW_OP_POLL_ADD, fd, NULL, user_data);
    entry.len = flags;
    entry.op_flags = events;
    return entry;
}

struct rw_sqe poll_remove_entry(uint64_t target, uint64_t user_data)
{
    struct rw_sqe entry = entry_of(RW_OP_POLL_REMOVE, -1, NULL, user_data);
    entry.addr = target;
    return entry;
}

struct rw_sqe cancel_entry(uint64_t target, uint32_t flags, uint64_t user_data)
{
    struct rw_sqe entry = entry_of(RW_OP_ASYNC_CANCEL, -1, NULL, user_data);
    entry.addr = target;
    entry.op_flags = flags;
    return entry;
}

struct rw_sqe cancel_fd_entry(int fd, uint32_t flags, uint64_t user_data)
{
    struct rw_sqe entry = entry_of(RW_OP_ASYNC_CANCEL, fd, NULL, user_data);
    entry.op_flags = flags | RW_CANCEL_FD;
    return entry;
}

struct rw_sqe close_entry(int fd, uint64_t user_data)
{
    return entry_of(RW_OP_CLOSE, fd, NULL, user_data);
}

struct rw_sqe shutdown_entry(int fd, int how, uint64_t user_data)
{
    struct rw_sqe entry = entry_of(RW_OP_SHUTDOWN, fd, NULL, user_data);
    entry.len = (uint32_t)how;
    return entry;
}
