/* SPDX-License-Identifier: Apache-2.0 */
/* socket_calls.c: addresses go out and come back alike; options read back; errors have names. */

#include "expect.h"
#include "ringwake.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

static const struct rw_address LOOPBACK = {.family = RW_FAMILY_INET, .bytes = {127, 0, 0, 1}};

static void round_trip(const struct rw_address *address)
{
    unsigned char storage[RW_SOCKADDR_BYTES_MAX];
    struct rw_address back;
    int32_t length;

    memset(storage, 0xff, sizeof(storage));
    length = rw_address_encode(address, storage);
    expect(length > 0 && length <= RW_SOCKADDR_BYTES_MAX);
    expect_equal(rw_address_decode(storage, (uint32_t)length, &back), 0);
    expect_equal(memcmp(address, &back, sizeof(back)), 0);
    expect_equal(rw_address_decode(storage, (uint32_t)length - 1, &back), -EINVAL);
    expect_equal(back.family, 0);
    expect_equal(rw_address_decode(storage, 0, &back), -EINVAL);
}

static void addresses(void)
{
    struct rw_address inet = {.family = RW_FAMILY_INET, .port = 65535, .bytes = {192, 0, 2, 7}};
    struct rw_address inet6 = {
        .family = RW_FAMILY_INET6, .port = 1, .scope_id = 3, .bytes = {0xfe, 0x80, [15] = 9}};
    struct rw_address mapped = {
        .family = RW_FAMILY_INET6, .port = 80, .bytes = {[10] = 0xff, 0xff, 127, 0, 0, 1}};
    struct sockaddr other = {.sa_family = AF_UNIX};
    struct sockaddr_in expected = {.sin_port = htons(65535)};
    struct rw_address wrong = inet;
    unsigned char storage[RW_SOCKADDR_BYTES_MAX];

    round_trip(&inet);
    round_trip(&inet6);
    round_trip(&mapped);
    expect_equal(rw_address_encode(&inet, storage), sizeof(struct sockaddr_in));
    expect_equal(memcmp(storage + offsetof(struct sockaddr_in, sin_port), &expected.sin_port, 2),
                 0);
    expect_equal(rw_address_decode(&other, sizeof(other), &wrong), -EAFNOSUPPORT);

    wrong = inet;
    wrong.port = 65536;
    expect_equal(rw_address_encode(&wrong, storage), -EINVAL);
    wrong = inet;
    wrong.reserved = 1;
    expect_equal(rw_address_encode(&wrong, storage), -EINVAL);
    wrong = inet;
    wrong.family = 5;
    expect_equal(rw_address_encode(&wrong, storage), -EAFNOSUPPORT);
}

static void bind_and_names(void)
{
    struct rw_address local = LOOPBACK;
    struct rw_address name;
    int32_t first = rw_socket_open(RW_FAMILY_INET);
    int32_t second = rw_socket_open(RW_FAMILY_INET);

    expect(first >= 0 && second >= 0);
    expect(fcntl(first, F_GETFD) & FD_CLOEXEC);
    expect(!(fcntl(first, F_GETFL) & O_NONBLOCK));
    expect_equal(rw_socket_bind(first, &local), 0);
    expect_equal(rw_socket_bind(first, &local), -EINVAL);
    expect_equal(rw_socket_listen(first, 16), 0);
    expect_equal(rw_socket_local(first, &local), 0);
    expect(local.port != 0);
    expect_equal(memcmp(local.bytes, LOOPBACK.bytes, 16), 0);
    expect_equal(rw_socket_bind(second, &local), -EADDRINUSE);
    expect_equal(rw_socket_peer(second, &name), -ENOTCONN);
    expect_equal(name.family, 0);
    local.bytes[0] = 192;
    local.bytes[2] = 2;
    expect_equal(rw_socket_bind(second, &local), -EADDRNOTAVAIL);
    expect_equal(rw_fd_close(first), 0);
    expect_equal(rw_fd_close(first), -EBADF);
    expect_equal(rw_fd_close(second), 0);
    expect_equal(rw_socket_open(0), -EAFNOSUPPORT);
    expect_equal(rw_socket_bind(-1, &LOOPBACK), -EBADF);
    expect_equal(rw_socket_listen(-1, 1), -EBADF);
    expect_equal(rw_socket_local(-1, &name), -EBADF);
}

static void switches(int32_t fd, uint32_t option)
{
    int32_t value = -1;

    expect_equal(rw_socket_set_option(fd, option, 1), 0);
    expect_equal(rw_socket_get_option(fd, option, &value), 0);
    expect_equal(value, 1);
    expect_equal(rw_socket_set_option(fd, option, 0), 0);
    expect_equal(rw_socket_get_option(fd, option, &value), 0);
    expect_equal(value, 0);
    expect_equal(rw_socket_set_option(fd, option, 2), -EINVAL);
}

static void numbers(int32_t fd, uint32_t option, int32_t set, int32_t at_least)
{
    int32_t value = -1;

    expect_equal(rw_socket_set_option(fd, option, set), 0);
    expect_equal(rw_socket_get_option(fd, option, &value), 0);
    expect(value >= at_least);
    expect_equal(rw_socket_set_option(fd, option, 0), -EINVAL);
    expect_equal(rw_socket_set_option(fd, option, -5), -EINVAL);
}

static void linger(int32_t fd)
{
    static const int32_t SECONDS[] = {7, 0, -1};
    int32_t value;
    size_t i;

    for (i = 0; i < 3; i++) {
        expect_equal(rw_socket_set_option(fd, RW_OPTION_LINGER, SECONDS[i]), 0);
        expect_equal(rw_socket_get_option(fd, RW_OPTION_LINGER, &value), 0);
        expect_equal(value, SECONDS[i]);
    }
    expect_equal(rw_socket_set_option(fd, RW_OPTION_LINGER, -2), -EINVAL);
}

static void options(void)
{
    int32_t fd = rw_socket_open(RW_FAMILY_INET6);
    int32_t value;

    if (fd < 0) { /* no IPv6 here */
        fd = rw_socket_open(RW_FAMILY_INET);
    } else {
        switches(fd, RW_OPTION_IPV6_ONLY);
    }
    expect(fd >= 0);
    switches(fd, RW_OPTION_REUSE_ADDRESS);
    switches(fd, RW_OPTION_REUSE_PORT);
    switches(fd, RW_OPTION_KEEP_ALIVE);
    switches(fd, RW_OPTION_NO_DELAY);
    numbers(fd, RW_OPTION_RECEIVE_BUFFER, 65536, 65536);
    numbers(fd, RW_OPTION_SEND_BUFFER, 65536, 65536);
    numbers(fd, RW_OPTION_KEEP_IDLE, 33, 33);
    numbers(fd, RW_OPTION_KEEP_INTERVAL, 5, 5);
    numbers(fd, RW_OPTION_KEEP_COUNT, 4, 4);
    linger(fd);
    expect_equal(rw_socket_get_option(fd, RW_OPTION_ERROR, &value), 0);
    expect_equal(value, 0);
    expect_equal(rw_socket_set_option(fd, RW_OPTION_ERROR, 0), -EINVAL);
    expect_equal(rw_socket_set_option(fd, 0, 0), -EINVAL);
    expect_equal(rw_socket_set_option(fd, 14, 0), -EINVAL);
    expect_equal(rw_socket_get_option(fd, 14, &value), -EINVAL);
    expect_equal(rw_socket_get_option(-1, RW_OPTION_NO_DELAY, &value), -EBADF);
#ifdef __linux__
    expect_equal(rw_socket_set_option(fd, RW_OPTION_QUICK_ACK, 1), 0);
#else
    expect_equal(rw_socket_set_option(fd, RW_OPTION_QUICK_ACK, 1), -ENOPROTOOPT);
#endif
    expect_equal(rw_fd_close(fd), 0);
}

int main(void)
{
    start(10);
    addresses();
    bind_and_names();
    options();
    return 0;
}
