/* SPDX-License-Identifier: Apache-2.0 */
/*
 * server.h: what every echo server here shares: options, the listening socket, the closing report.
 *
 * A server listens on loopback alone, prints one line {"port":N} when it is ready, and ends on
 * SIGTERM, SIGINT or after its lifetime with one JSON line that says what it did and what it cost.
 */
#ifndef RINGWAKE_BENCH_SERVER_H
#define RINGWAKE_BENCH_SERVER_H

#include <stdbool.h>
#include <stdint.h>

struct server_options {
    uint16_t port;
    uint32_t lifetime_seconds;
    const char *library; /* echo_ring: path of libringwake.so */
    const char *backend; /* echo_ring: "epoll" or "io_uring" */
    bool multishot;      /* echo_uring: one receive per connection, buffers picked by the kernel */
};

/* What the loop counted. A message is a receive that was echoed. */
struct server_tally {
    uint64_t messages;
    uint64_t bytes;
    uint64_t syscalls;
    uint64_t connections;
};

/* Ends the process with a usage line on a bad argument. */
struct server_options server_parse(int argc, char **argv);

/* A non-blocking listening socket on 127.0.0.1; prints the ready line. Ends the process on failure. */
int server_listen(const struct server_options *options);

/* Settings of an accepted connection. */
void server_tune(int fd);

void server_report(const char *name, const struct server_tally *tally);

/* Ends the process with the call and the errno's text; for failures a benchmark cannot go on from. */
_Noreturn void server_fail(const char *call, int error);

#endif
