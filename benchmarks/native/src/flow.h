/* SPDX-License-Identifier: Apache-2.0 */
/*
 * flow.h: one connection of the load: what it has sent, what it expects, when each message left.
 *
 *   queued -> sent -> (the server) -> received, in bytes of one stream
 *
 * A message is under way from the moment it is queued; its latency is measured from there.
 */
#ifndef RINGWAKE_BENCH_FLOW_H
#define RINGWAKE_BENCH_FLOW_H

#include <stdbool.h>
#include <stdint.h>

struct flow {
    int fd;
    uint32_t send_place;    /* in the pattern */
    uint32_t receive_place; /* in the pattern */
    uint32_t unsent;        /* bytes queued that the socket has not taken */
    uint32_t partial;       /* bytes received of the oldest message under way */
    uint32_t under_way;     /* messages */
    uint32_t oldest;        /* index into queued_at */
    uint64_t *queued_at;    /* nanoseconds; a ring of the pipeline's length */
};

enum flow_result { FLOW_OK, FLOW_CLOSED, FLOW_CORRUPT };

/* What all flows of a run share. */
struct flow_run {
    uint32_t size;
    uint32_t pipeline;
    bool draining; /* send nothing new */
    uint64_t messages;
    uint64_t under_way;
    void (*latency)(uint64_t nanos);
};

/* Queues the first messages and sends them. */
enum flow_result flow_start(struct flow_run *run, struct flow *flow);

/* Takes what has arrived, checks every byte, and answers each whole message with a new one. */
enum flow_result flow_receive(struct flow_run *run, struct flow *flow);

/* Goes on with what the socket refused before. */
enum flow_result flow_send(struct flow *flow);

uint64_t flow_now(void);

#endif
