/* SPDX-License-Identifier: Apache-2.0 */
/* load_options.c: parsing and range checks. */
#include "load_options.h"

#include <arpa/inet.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pattern.h"

#define EXIT_USAGE 64

static _Noreturn void refuse(const char *option, const char *value, const char *allowed)
{
    fprintf(stderr, "load: --%s=%s is not allowed: %s\n", option, value, allowed);
    exit(EXIT_USAGE);
}

static _Noreturn void usage(void)
{
    fprintf(stderr,
            "usage: load --connect 127.x.y.z:PORT [--connections N] [--size BYTES]\n"
            "            [--pipeline K] [--warmup SECONDS] [--duration SECONDS] [--watch PID]\n"
            "A closed loop of echo messages over loopback; every byte that comes back is checked.\n"
            "Exit status 2: a byte differed, or a connection broke.\n");
    exit(EXIT_USAGE);
}

static uint32_t integer(const char *option, const char *text, uint32_t max)
{
    char allowed[64];
    char *end = NULL;
    unsigned long value = strtoul(text, &end, 10);
    if (end == text || *end != '\0' || value == 0 || value > max) {
        snprintf(allowed, sizeof allowed, "a whole number from 1 to %u", max);
        refuse(option, text, allowed);
    }
    return (uint32_t)value;
}

static double seconds(const char *option, const char *text)
{
    char *end = NULL;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value >= 0 && value <= 3600)) {
        refuse(option, text, "seconds from 0 to 3600");
    }
    return value;
}

static struct sockaddr_in loopback(const char *text)
{
    const char *allowed = "127.x.y.z:PORT, loopback only";
    struct sockaddr_in address = {.sin_family = AF_INET};
    char host[INET_ADDRSTRLEN];
    const char *colon = strrchr(text, ':');
    if (colon == NULL || (size_t)(colon - text) >= sizeof host) {
        refuse("connect", text, allowed);
    }
    memcpy(host, text, (size_t)(colon - text));
    host[colon - text] = '\0';
    if (inet_pton(AF_INET, host, &address.sin_addr) != 1 ||
        (ntohl(address.sin_addr.s_addr) >> 24) != IN_LOOPBACKNET) {
        refuse("connect", text, allowed);
    }
    address.sin_port = htons((uint16_t)integer("connect", colon + 1, UINT16_MAX));
    return address;
}

static void take(struct load_options *options, const char *name, const char *value)
{
    if (strcmp(name, "connect") == 0) {
        options->target = loopback(value);
    } else if (strcmp(name, "connections") == 0) {
        options->connections = integer(name, value, 100000);
    } else if (strcmp(name, "size") == 0) {
        options->size = integer(name, value, PATTERN_CHUNK_MAX);
    } else if (strcmp(name, "pipeline") == 0) {
        options->pipeline = integer(name, value, 1024);
    } else if (strcmp(name, "warmup") == 0) {
        options->warmup_seconds = seconds(name, value);
    } else if (strcmp(name, "duration") == 0) {
        options->duration_seconds = seconds(name, value);
    } else {
        options->watch_pid = (int)integer(name, value, INT32_MAX);
    }
}

struct load_options load_options_parse(int argc, char **argv)
{
    static const struct option names[] = {
        {"connect", required_argument, NULL, 0}, {"connections", required_argument, NULL, 0},
        {"size", required_argument, NULL, 0},    {"pipeline", required_argument, NULL, 0},
        {"warmup", required_argument, NULL, 0},  {"duration", required_argument, NULL, 0},
        {"watch", required_argument, NULL, 0},   {NULL, 0, NULL, 0},
    };
    struct load_options options = {
        .connections = 64, .size = 64, .pipeline = 1, .duration_seconds = 5};
    int index;
    int option;
    while ((option = getopt_long(argc, argv, "", names, &index)) != -1) {
        if (option != 0) {
            usage();
        }
        take(&options, names[index].name, optarg);
    }
    if (optind != argc || options.target.sin_port == 0) {
        usage();
    }
    if ((uint64_t)options.size * options.pipeline > PATTERN_CHUNK_MAX) {
        refuse("pipeline", "(given)", "size * pipeline at most 1048576 bytes");
    }
    return options;
}
