/* SPDX-License-Identifier: Apache-2.0 */
/*
 * make.h: sockets as the library wants them from the start: closed on exec, and without SIGPIPE.
 *
 * One of two files is built: make_at_once.c where the calls can say so themselves (Linux),
 * make_in_steps.c where it takes further calls (macOS). The tests build the second on Linux too.
 */
#ifndef RINGWAKE_SOCKET_MAKE_H
#define RINGWAKE_SOCKET_MAKE_H

#include <stdint.h>
#include <sys/socket.h>

/* macOS learned the flag late, and older kernels ignore it: SO_NOSIGPIPE is what counts there. */
#ifdef MSG_NOSIGNAL
#define RW_MSG_NOSIGNAL MSG_NOSIGNAL
#else
#define RW_MSG_NOSIGNAL 0
#endif

/* A blocking TCP socket of the family, or -errno. */
int32_t rw_make_stream(int family);

/*
 * A non-blocking socket of the listener's next connection, or the -errno of accept(2). flags:
 * SOCK_CLOEXEC, where that exists; elsewhere it is always so.
 */
int32_t rw_make_accepted(int listener, struct sockaddr *address, socklen_t *length, uint32_t flags);

#endif /* RINGWAKE_SOCKET_MAKE_H */
