/* SPDX-License-Identifier: Apache-2.0 */
/* load_options.h: the command line of the load generator. */
#ifndef RINGWAKE_BENCH_LOAD_OPTIONS_H
#define RINGWAKE_BENCH_LOAD_OPTIONS_H

#include <netinet/in.h>
#include <stdint.h>

struct load_options {
    struct sockaddr_in target;
    uint32_t connections;
    uint32_t size;
    uint32_t pipeline; /* messages of one connection under way at once */
    double warmup_seconds;
    double duration_seconds;
    int watch_pid; /* 0: none */
};

/* Ends the process with a message that names the option and what is allowed. */
struct load_options load_options_parse(int argc, char **argv);

#endif
