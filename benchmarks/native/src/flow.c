/* SPDX-License-Identifier: Apache-2.0 */
/* flow.c: the traffic of one connection. */
#include "flow.h"

#include <errno.h>
#include <sys/socket.h>
#include <time.h>

#include "pattern.h"

#define BUFFER_BYTES (256u << 10)

static char buffer[BUFFER_BYTES];

uint64_t flow_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void queue(struct flow_run *run, struct flow *flow, uint64_t now)
{
    uint32_t slot = flow->oldest + flow->under_way;
    flow->queued_at[slot < run->pipeline ? slot : slot - run->pipeline] = now;
    flow->under_way++;
    flow->unsent += run->size;
    run->under_way++;
}

static void finish(struct flow_run *run, struct flow *flow, uint64_t now)
{
    run->latency(now - flow->queued_at[flow->oldest]);
    flow->oldest = flow->oldest + 1 < run->pipeline ? flow->oldest + 1 : 0;
    flow->under_way--;
    run->under_way--;
    run->messages++;
}

enum flow_result flow_send(struct flow *flow)
{
    while (flow->unsent > 0) {
        ssize_t sent =
            send(flow->fd, pattern_at(flow->send_place), flow->unsent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0) {
            return errno == EAGAIN ? FLOW_OK : FLOW_CLOSED;
        }
        flow->send_place = pattern_advance(flow->send_place, (size_t)sent);
        flow->unsent -= (uint32_t)sent;
    }
    return FLOW_OK;
}

enum flow_result flow_start(struct flow_run *run, struct flow *flow)
{
    uint64_t now = flow_now();
    for (uint32_t i = 0; i < run->pipeline; i++) {
        queue(run, flow, now);
    }
    return flow_send(flow);
}

/* Counts length checked bytes; each message they complete makes room for a new one. */
static void account(struct flow_run *run, struct flow *flow, uint32_t length)
{
    uint64_t now = flow_now();
    flow->partial += length;
    while (flow->partial >= run->size) {
        flow->partial -= run->size;
        finish(run, flow, now);
        if (!run->draining) {
            queue(run, flow, now);
        }
    }
}

enum flow_result flow_receive(struct flow_run *run, struct flow *flow)
{
    ssize_t length;
    do {
        length = recv(flow->fd, buffer, sizeof buffer, MSG_DONTWAIT);
        if (length < 0 && errno == EAGAIN) {
            break;
        }
        if (length <= 0) {
            return FLOW_CLOSED;
        }
        uint64_t expected = (uint64_t)flow->under_way * run->size - flow->partial - flow->unsent;
        if ((uint64_t)length > expected ||
            !pattern_matches(flow->receive_place, buffer, (size_t)length)) {
            return FLOW_CORRUPT;
        }
        flow->receive_place = pattern_advance(flow->receive_place, (size_t)length);
        account(run, flow, (uint32_t)length);
    } while (length == BUFFER_BYTES);
    return flow_send(flow);
}
