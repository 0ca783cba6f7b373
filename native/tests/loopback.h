/* SPDX-License-Identifier: Apache-2.0 */
/*
 * loopback.h: sockets of the contract suite, made by plain calls. What the plain calls send may take
 * a moment to arrive: cases wait for it, they never assume it.
 */
#ifndef RINGWAKE_LOOPBACK_H
#define RINGWAKE_LOOPBACK_H

#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

/* A listening TCP socket on a free port of 127.0.0.1; its address goes to *address. */
int loopback_listen(struct sockaddr_in *address, int backlog);

/* An unconnected, blocking TCP socket. */
int loopback_socket(void);

/* A blocking TCP connection to the address; it is complete, though perhaps not yet accepted. */
int loopback_connect(const struct sockaddr_in *address);

/* A non-blocking socket whose connection to the address has begun. */
int loopback_start(const struct sockaddr_in *address);

/* Both ends of a TCP connection, blocking; no_delay set on both. */
void loopback_pair(int ends[2]);

/* A loopback address where nobody listens. */
struct sockaddr_in loopback_nobody(void);

/* Sends all of it, by plain calls. */
void plain_send(int fd, const void *data, size_t size);

/* Reads exactly this much, by plain calls, waiting for it. */
void plain_receive(int fd, void *data, size_t size);

/* Waits until poll(2) reports one of the events. */
void plain_wait(int fd, short events);

/* Closes with a reset instead of an end of stream. */
void plain_reset(int fd);

/* Fills the send buffer of a socket or pipe until it would block; restores its blocking mode. Gives
 * the bytes written. */
size_t plain_fill(int fd);

#endif /* RINGWAKE_LOOPBACK_H */
