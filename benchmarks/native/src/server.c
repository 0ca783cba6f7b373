/* SPDX-License-Identifier: Apache-2.0 */
/* server.c: options, listening socket and report of the echo servers. */
#include "server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#define BACKLOG 4096

_Noreturn void server_fail(const char *call, int error)
{
    fprintf(stderr, "%s: %s\n", call, strerror(error));
    exit(1);
}

static _Noreturn void usage(const char *program)
{
    fprintf(stderr,
            "usage: %s [--port N] [--lifetime SECONDS] [--multishot]\n"
            "       [--library PATH] [--backend epoll|io_uring]\n",
            program);
    exit(64);
}

static uint32_t number(const char *program, const char *text, uint32_t max)
{
    char *end = NULL;
    unsigned long value = strtoul(text, &end, 10);
    if (end == text || *end != '\0' || value > max) {
        usage(program);
    }
    return (uint32_t)value;
}

struct server_options server_parse(int argc, char **argv)
{
    static const struct option names[] = {
        {"port", required_argument, NULL, 'p'},    {"lifetime", required_argument, NULL, 't'},
        {"multishot", no_argument, NULL, 'm'},     {"library", required_argument, NULL, 'l'},
        {"backend", required_argument, NULL, 'b'}, {NULL, 0, NULL, 0},
    };
    struct server_options options = {
        .lifetime_seconds = 600, .library = "libringwake.so", .backend = "io_uring"};
    int option;
    while ((option = getopt_long(argc, argv, "", names, NULL)) != -1) {
        switch (option) {
        case 'p':
            options.port = (uint16_t)number(argv[0], optarg, UINT16_MAX);
            break;
        case 't':
            options.lifetime_seconds = number(argv[0], optarg, 86400);
            break;
        case 'm':
            options.multishot = true;
            break;
        case 'l':
            options.library = optarg;
            break;
        case 'b':
            options.backend = optarg;
            break;
        default:
            usage(argv[0]);
        }
    }
    if (optind != argc) {
        usage(argv[0]);
    }
    return options;
}

int server_listen(const struct server_options *options)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        server_fail("socket", errno);
    }
    int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(options->port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        server_fail("bind", errno);
    }
    if (listen(fd, BACKLOG) < 0) {
        server_fail("listen", errno);
    }
    socklen_t length = sizeof address;
    getsockname(fd, (struct sockaddr *)&address, &length);
    printf("{\"port\":%u}\n", ntohs(address.sin_port));
    fflush(stdout);
    return fd;
}

void server_tune(int fd)
{
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static unsigned long long micros(struct timeval time)
{
    return (unsigned long long)time.tv_sec * 1000000u + (unsigned long long)time.tv_usec;
}

void server_report(const char *name, const struct server_tally *tally)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"server\":\"%s\",\"connections\":%llu,\"messages\":%llu,\"bytes\":%llu,"
           "\"user_us\":%llu,\"system_us\":%llu,\"syscalls\":%llu}\n",
           name, (unsigned long long)tally->connections, (unsigned long long)tally->messages,
           (unsigned long long)tally->bytes, micros(usage.ru_utime), micros(usage.ru_stime),
           (unsigned long long)tally->syscalls);
    fflush(stdout);
}
