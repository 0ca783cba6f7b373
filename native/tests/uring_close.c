/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_close.c: closing a ring ends what is in flight at once, gives everything back, and may be
 * done by another thread. Run under TSan as well.
 */

#include "ring_user.h"

#include <dirent.h>
#include <pthread.h>
#include <sys/socket.h>

static int open_descriptors(void)
{
    DIR *directory = opendir("/proc/self/fd");
    int count = 0;

    expect(directory != NULL);
    while (readdir(directory)) {
        count++;
    }
    closedir(directory);
    return count;
}

static int32_t listen_on(struct rw_address *address)
{
    int32_t fd = rw_socket_open(RW_FAMILY_INET);

    expect(fd >= 0);
    expect_equal(rw_socket_bind(fd, address), 0);
    expect_equal(rw_socket_listen(fd, 8), 0);
    expect_equal(rw_socket_local(fd, address), 0);
    return fd;
}

/* The port can be taken again at once, without REUSE_ADDRESS: the ring holds the socket no more. */
static void listening_port_is_free(uint64_t disabled)
{
    struct rw_address address = {.family = RW_FAMILY_INET, .bytes = {127, 0, 0, 1}};
    int round;

    for (round = 0; round < 20; round++) {
        struct ring_user user;
        struct rw_sqe entry = {.opcode = RW_OP_ACCEPT, .user_data = 1};
        int32_t fd = listen_on(&address);

        uring_user_open(&user, 8, 64, disabled);
        entry.fd = fd;
        user_push(&user, &entry);
        expect_equal(user_enter(&user, 0, 0), 1);
        user_close(&user);
        expect_equal(rw_fd_close(fd), 0);
    }
}

/* After close no late byte is written into the buffer of a receive. */
static void buffer_is_left_alone(void)
{
    struct ring_user user;
    struct rw_sqe entry = {.opcode = RW_OP_RECV, .len = 1, .user_data = 1};
    char byte = 'a';
    int pair[2];

    expect_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    uring_user_open(&user, 8, 64, 0);
    entry.fd = pair[0];
    entry.addr = (uint64_t)(uintptr_t)&byte;
    user_push(&user, &entry);
    expect_equal(user_enter(&user, 0, 0), 1);
    user_close(&user);
    expect_equal(write(pair[1], "z", 1), 1);
    expect_equal(recv(pair[0], &byte, 1, MSG_PEEK), 1); /* still in the socket */
    expect_equal(byte, 'z');
    close(pair[0]);
    close(pair[1]);
}

static void *close_elsewhere(void *argument)
{
    user_close(argument);
    return NULL;
}

static void another_thread_closes(void)
{
    struct ring_user user;
    pthread_t thread;

    uring_user_open(&user, 8, 64, 0);
    expect_equal(pthread_create(&thread, NULL, close_elsewhere, &user), 0);
    expect_equal(pthread_join(thread, NULL), 0);
}

/* A thread that opens many rings in a row gets its registered index every time. */
static void opens_and_closes(int rounds, uint64_t features)
{
    int round;

    for (round = 0; round < rounds; round++) {
        struct ring_user user;

        uring_user_open(&user, 8, 64, 0);
        expect_equal(user.layout.features, features);
        user_close(&user);
    }
}

int main(void)
{
    struct ring_user first;
    int before;

    start(30);
    uring_user_open(&first, 8, 64, 0); /* whatever the process opens once is open now */
    user_close(&first);
    rw_ring_close(NULL);
    before = open_descriptors();
    listening_port_is_free(0);
    listening_port_is_free(RW_FEATURE_DEFER_TASKRUN);
    buffer_is_left_alone();
    opens_and_closes(40, first.layout.features);
    another_thread_closes();
    expect_equal(open_descriptors(), before);
    return 0;
}
