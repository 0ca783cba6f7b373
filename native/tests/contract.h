/* SPDX-License-Identifier: Apache-2.0 */
/*
 * contract.h: the frame of the contract suite: what ringwake.h promises, asked of each backend.
 *
 * Each contract_*.c is a program of cases. It runs once per backend, named by its argument or by
 * RW_TEST_BACKEND (uring, epoll, kqueue), and exits with 77 where that backend is missing.
 *
 * Completions of different operations may come in any order, so cases ask for the completion of one
 * user_data (await) and the others wait here until they are asked for.
 */
#ifndef RINGWAKE_CONTRACT_H
#define RINGWAKE_CONTRACT_H

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "ring_user.h"

/* The end of the peer, as a poll tells it: macOS has no word for it but the hang-up's. */
#ifdef POLLRDHUP
#define PEER_ENDED POLLRDHUP
#else
#define PEER_ENDED POLLHUP
#endif

extern uint32_t contract_backend; /* RW_BACKEND_* under test */

/* Reads the backend's name and sets the deadline of the program. */
void contract_begin(int argc, char **argv, unsigned seconds);

/* Runs one case: its name is printed if it fails. */
#define contract_case(function)                                                                    \
    do {                                                                                           \
        contract_now(#function);                                                                   \
        function();                                                                                \
    } while (0)
void contract_now(const char *name);

/* The exit status of a program whose cases have all passed. */
int contract_end(void);

/* A ring of the backend under test, or the end of the program with 77. */
void contract_open(struct ring_user *user, uint32_t sq_entries, uint32_t cq_entries);
void contract_open_without(struct ring_user *user, uint32_t sq_entries, uint32_t cq_entries,
                           uint64_t disabled);
void contract_close(struct ring_user *user); /* and expects that no completion is left over */

/* Queues an entry; enters first if the ring is full. */
void push(struct ring_user *user, struct rw_sqe entry);

/* Queues and enters without waiting. */
void submit(struct ring_user *user, struct rw_sqe entry);

/* The next completion of this user_data, however long it takes. */
struct rw_cqe await(struct ring_user *user, uint64_t user_data);

/* The same, which must be terminal; gives its result. */
int32_t await_result(struct ring_user *user, uint64_t user_data);

/* Queues, and waits for its terminal completion. */
int32_t perform(struct ring_user *user, struct rw_sqe entry);

/* Goes through the kernel and back a few times; no completion of this user_data may appear. */
void expect_quiet(struct ring_user *user, uint64_t user_data);

/* An open file of this size in bytes, without a name. */
int nameless_file(off_t size);

/* Open descriptors of this process. */
int count_descriptors(void);

/* A slice of a vector to write from: what is const stays so, whatever the system's header says. */
struct iovec slice(const void *data, size_t size);

/* Entries */
struct rw_sqe recv_entry(int fd, void *data, uint32_t len, uint64_t user_data);
struct rw_sqe send_entry(int fd, const void *data, uint32_t len, uint64_t user_data);
struct rw_sqe recvmsg_entry(int fd, struct msghdr *message, uint64_t user_data);
struct rw_sqe sendmsg_entry(int fd, struct msghdr *message, uint64_t user_data);
struct rw_sqe read_entry(int fd, void *data, uint32_t len, uint64_t off, uint64_t user_data);
struct rw_sqe write_entry(int fd, const void *data, uint32_t len, uint64_t off, uint64_t user_data);
struct rw_sqe readv_entry(int fd, struct iovec *slices, uint32_t count, uint64_t user_data);
struct rw_sqe writev_entry(int fd, struct iovec *slices, uint32_t count, uint64_t user_data);
struct rw_sqe accept_entry(int fd, uint64_t user_data);
struct rw_sqe accept_many_entry(int fd, uint64_t user_data);
struct rw_sqe connect_entry(int fd, const void *address, uint32_t length, uint64_t user_data);
struct rw_sqe poll_entry(int fd, uint32_t events, uint32_t flags, uint64_t user_data);
struct rw_sqe poll_remove_entry(uint64_t target, uint64_t user_data);
struct rw_sqe cancel_entry(uint64_t target, uint32_t flags, uint64_t user_data);
struct rw_sqe cancel_fd_entry(int fd, uint32_t flags, uint64_t user_data);
struct rw_sqe close_entry(int fd, uint64_t user_data);
struct rw_sqe shutdown_entry(int fd, int how, uint64_t user_data);

#define CURRENT UINT64_MAX /* the file's own position */

#endif /* RINGWAKE_CONTRACT_H */
