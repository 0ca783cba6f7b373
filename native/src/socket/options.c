/* SPDX-License-Identifier: Apache-2.0 */
/* options.c: socket options as plain integers, one number space for all platforms. */

#include "ringwake.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#ifdef __APPLE__
#define TCP_KEEPIDLE TCP_KEEPALIVE /* the same thing by another name */
#endif

#ifdef SO_LINGER_SEC /* macOS: its SO_LINGER counts ticks, unless strict POSIX is asked for */
#define LINGER_IN_SECONDS SO_LINGER_SEC
#else
#define LINGER_IN_SECONDS SO_LINGER
#endif

enum kind {
    ABSENT = 0, /* not on this platform */
    SWITCH,     /* 0 or 1 */
    NUMBER,     /* positive */
    LINGER,     /* struct linger; -1: off */
    READ_ONLY,
};

struct option {
    int level;
    int name;
    enum kind kind;
};

/* Index = RW_OPTION_*. */
static const struct option OPTIONS[] = {
    [RW_OPTION_REUSE_ADDRESS] = {SOL_SOCKET, SO_REUSEADDR, SWITCH},
    [RW_OPTION_REUSE_PORT] = {SOL_SOCKET, SO_REUSEPORT, SWITCH},
    [RW_OPTION_KEEP_ALIVE] = {SOL_SOCKET, SO_KEEPALIVE, SWITCH},
    [RW_OPTION_RECEIVE_BUFFER] = {SOL_SOCKET, SO_RCVBUF, NUMBER},
    [RW_OPTION_SEND_BUFFER] = {SOL_SOCKET, SO_SNDBUF, NUMBER},
    [RW_OPTION_LINGER] = {SOL_SOCKET, LINGER_IN_SECONDS, LINGER},
    [RW_OPTION_NO_DELAY] = {IPPROTO_TCP, TCP_NODELAY, SWITCH},
    [RW_OPTION_IPV6_ONLY] = {IPPROTO_IPV6, IPV6_V6ONLY, SWITCH},
    [RW_OPTION_KEEP_IDLE] = {IPPROTO_TCP, TCP_KEEPIDLE, NUMBER},
    [RW_OPTION_KEEP_INTERVAL] = {IPPROTO_TCP, TCP_KEEPINTVL, NUMBER},
    [RW_OPTION_KEEP_COUNT] = {IPPROTO_TCP, TCP_KEEPCNT, NUMBER},
#ifdef TCP_QUICKACK
    [RW_OPTION_QUICK_ACK] = {IPPROTO_TCP, TCP_QUICKACK, SWITCH},
#endif
    [RW_OPTION_ERROR] = {SOL_SOCKET, SO_ERROR, READ_ONLY},
};

/* NULL and *err set, if there is no such option or not here. */
static const struct option *find_option(uint32_t number, int32_t *err)
{
    if (number == 0 || number >= sizeof(OPTIONS) / sizeof(OPTIONS[0])) {
        *err = -EINVAL;
        return NULL;
    }
    *err = -ENOPROTOOPT;
    return OPTIONS[number].kind == ABSENT ? NULL : &OPTIONS[number];
}

static bool accepts(enum kind kind, int32_t value)
{
    switch (kind) {
    case SWITCH:
        return value == 0 || value == 1;
    case NUMBER:
        return value > 0;
    case LINGER:
        return value >= -1;
    default:
        return false;
    }
}

static int32_t set_linger(int32_t fd, int32_t seconds)
{
    struct linger linger = {.l_onoff = seconds >= 0, .l_linger = seconds >= 0 ? seconds : 0};

    return setsockopt(fd, SOL_SOCKET, LINGER_IN_SECONDS, &linger, sizeof(linger)) == 0 ? 0 : -errno;
}

static int32_t get_linger(int32_t fd, int32_t *out)
{
    struct linger linger = {0};
    socklen_t length = sizeof(linger);

    if (getsockopt(fd, SOL_SOCKET, LINGER_IN_SECONDS, &linger, &length) != 0) {
        return -errno;
    }
    *out = linger.l_onoff ? linger.l_linger : -1;
    return 0;
}

int32_t rw_socket_set_option(int32_t fd, uint32_t number, int32_t value)
{
    int32_t err;
    const struct option *option = find_option(number, &err);

    if (!option) {
        return err;
    }
    if (!accepts(option->kind, value)) {
        return -EINVAL;
    }
    if (option->kind == LINGER) {
        return set_linger(fd, value);
    }
    return setsockopt(fd, option->level, option->name, &value, sizeof(value)) == 0 ? 0 : -errno;
}

int32_t rw_socket_get_option(int32_t fd, uint32_t number, int32_t *out)
{
    int32_t err;
    int32_t value = 0;
    socklen_t length = sizeof(value);
    const struct option *option;

    *out = 0;
    option = find_option(number, &err);
    if (!option) {
        return err;
    }
    if (option->kind == LINGER) {
        return get_linger(fd, out);
    }
    if (getsockopt(fd, option->level, option->name, &value, &length) != 0) {
        return -errno;
    }
    *out = option->kind == SWITCH ? value != 0 : value;
    return 0;
}
