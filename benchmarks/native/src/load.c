/* SPDX-License-Identifier: Apache-2.0 */
/*
 * load.c: a closed loop of echo messages over many connections, cheap enough that one core of it
 * saturates one core of any server.
 *
 * Warm-up, then the measured window, then the messages under way come home. Only messages that end
 * within the window count. One JSON line says how many, how fast, how late, and with --watch what
 * the server's threads and this process burned meanwhile.
 */
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "flow.h"
#include "histogram.h"
#include "load_options.h"
#include "pattern.h"
#include "watch.h"

#define EVENTS_MAX       1024
#define DRAIN_NANOS      2000000000u
#define POLL_MILLIS      100
#define EXIT_BROKEN      2
#define NANOS_PER_SECOND 1e9

static struct histogram histogram;
static struct flow_run run;
static struct load_options options;
static int epoll;

static _Noreturn void fail(const char *call, int error)
{
    fprintf(stderr, "load: %s: %s\n", call, strerror(error));
    exit(EXIT_BROKEN);
}

static void record(uint64_t nanos)
{
    histogram_add(&histogram, nanos);
}

static int connect_one(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        fail("socket", errno);
    }
    if (connect(fd, (struct sockaddr *)&options.target, sizeof options.target) < 0) {
        fail("connect", errno);
    }
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

static void demand(enum flow_result result)
{
    if (result == FLOW_CORRUPT) {
        fprintf(stderr, "load: a byte came back that was not sent there\n");
        exit(EXIT_BROKEN);
    }
    if (result == FLOW_CLOSED) {
        fprintf(stderr, "load: a connection broke: %s\n",
                errno != 0 ? strerror(errno) : "closed by the server");
        exit(EXIT_BROKEN);
    }
}

static struct flow *open_flows(void)
{
    struct flow *flows = calloc(options.connections, sizeof *flows);
    uint64_t *queued_at = calloc((size_t)options.connections * options.pipeline, sizeof *queued_at);
    if (flows == NULL || queued_at == NULL) {
        fail("calloc", ENOMEM);
    }
    for (uint32_t i = 0; i < options.connections; i++) {
        struct flow *flow = &flows[i];
        flow->fd = connect_one();
        flow->queued_at = queued_at + (size_t)i * options.pipeline;
        flow->send_place = flow->receive_place = pattern_advance(0, (size_t)i * 7919u);
        struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
                                    .data.ptr = flow};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, flow->fd, &event) < 0) {
            fail("epoll_ctl", errno);
        }
    }
    return flows;
}

static void serve(const struct epoll_event *event)
{
    struct flow *flow = event->data.ptr;
    errno = 0;
    if ((event->events & EPOLLOUT) != 0 && flow->unsent > 0) {
        demand(flow_send(flow));
    }
    if ((event->events & ~(uint32_t)EPOLLOUT) != 0) {
        demand(flow_receive(&run, flow));
    }
}

static void run_until(uint64_t deadline, bool until_idle)
{
    static struct epoll_event events[EVENTS_MAX];
    while (flow_now() < deadline && !(until_idle && run.under_way == 0)) {
        int count = epoll_wait(epoll, events, EVENTS_MAX, POLL_MILLIS);
        for (int i = 0; i < count; i++) {
            serve(&events[i]);
        }
    }
}

static uint64_t after(uint64_t start, double seconds)
{
    return start + (uint64_t)(seconds * NANOS_PER_SECOND);
}

static uint64_t own_cpu_micros(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000u +
           (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

/* Both ends of the measured window. */
struct edge {
    uint64_t nanos;
    uint64_t messages;
    uint64_t own_micros;
    struct watch_sample watched;
};

static void mark(struct edge *edge)
{
    if (options.watch_pid != 0 && watch_read(options.watch_pid, &edge->watched) != 0) {
        fail("reading the watched process", ESRCH);
    }
    edge->own_micros = own_cpu_micros();
    edge->messages = run.messages;
    edge->nanos = flow_now();
}

static void report(const struct edge *first, const struct edge *last)
{
    uint64_t messages = last->messages - first->messages;
    double seconds = (double)(last->nanos - first->nanos) / NANOS_PER_SECOND;
    printf("{\"connections\":%u,\"size\":%u,\"pipeline\":%u,\"seconds\":%.4f,"
           "\"messages\":%llu,\"bytes\":%llu,\"messages_per_second\":%.0f,",
           options.connections, options.size, options.pipeline, seconds,
           (unsigned long long)messages, (unsigned long long)(messages * options.size),
           (double)messages / seconds);
    printf("\"p50_us\":%.1f,\"p99_us\":%.1f,\"p999_us\":%.1f,\"max_us\":%.1f,",
           (double)histogram_percentile(&histogram, 50) / 1e3,
           (double)histogram_percentile(&histogram, 99) / 1e3,
           (double)histogram_percentile(&histogram, 99.9) / 1e3, (double)histogram.max / 1e3);
    printf("\"load_cpu_us\":%llu", (unsigned long long)(last->own_micros - first->own_micros));
    if (options.watch_pid != 0) {
        printf(",\"watched\":");
        watch_print(stdout, &first->watched, &last->watched);
    }
    printf("}\n");
    fflush(stdout);
}

static void drain(void)
{
    run.draining = true;
    run_until(flow_now() + DRAIN_NANOS, true);
    if (run.under_way != 0) {
        fprintf(stderr, "load: %llu messages never came back\n", (unsigned long long)run.under_way);
        exit(EXIT_BROKEN);
    }
}

int main(int argc, char **argv)
{
    static struct edge first;
    static struct edge last;
    options = load_options_parse(argc, argv);
    signal(SIGPIPE, SIG_IGN);
    alarm((unsigned)(options.warmup_seconds + options.duration_seconds) + 60);
    pattern_fill();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0) {
        fail("epoll_create1", errno);
    }
    run = (struct flow_run){.size = options.size, .pipeline = options.pipeline, .latency = record};
    struct flow *flows = open_flows();
    for (uint32_t i = 0; i < options.connections; i++) {
        demand(flow_start(&run, &flows[i]));
    }
    run_until(after(flow_now(), options.warmup_seconds), false);
    histogram_clear(&histogram);
    mark(&first);
    run_until(after(first.nanos, options.duration_seconds), false);
    mark(&last);
    report(&first, &last);
    drain();
    return 0;
}
