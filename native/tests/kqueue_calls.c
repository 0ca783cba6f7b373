/* SPDX-License-Identifier: Apache-2.0 */
/*
 * kqueue_calls.c: what the kqueue backend asks of kevent(2), how often, and what becomes of changes
 * that fail. The linker's --wrap puts this between the backend and the system.
 */
#include "contract.h"
#include "kqueue/kqueue_changes.h"
#include "loopback.h"
#include "readiness/epoch.h"

#include <errno.h>
#include <poll.h>
#include <sys/event.h>

static struct {
    int calls, changes, writes, deletes, stale;
    int receives, impatient; /* of and to our_fd; impatient: with MSG_DONTWAIT */
    int connects;
} seen;
static int our_fd = -1;
static int next_error;       /* of the next EV_ADD; 0: none */
static int next_wake_error;  /* of the next NOTE_TRIGGER; 0: none */
static bool next_interrupts; /* the next answers to EV_RECEIPT are lost to a signal */
static int connect_error;    /* of our_fd, reported as that it can be written to; 0: none */

int __real_kevent(int queue, const struct kevent *changes, int change_count, struct kevent *events,
                  int event_count, const struct timespec *timeout);
int __wrap_kevent(int queue, const struct kevent *changes, int change_count, struct kevent *events,
                  int event_count, const struct timespec *timeout);

static void count_change(const struct kevent *change)
{
    bool is_watch = change->filter != EVFILT_USER;
    seen.changes += is_watch;
    seen.writes += change->filter == EVFILT_WRITE;
    seen.deletes += (change->flags & EV_DELETE) != 0;
    seen.stale += is_watch && (uint32_t)(uintptr_t)change->udata != rw_epoch_of((int)change->ident);
}

int __wrap_kevent(int queue, const struct kevent *changes, int change_count, struct kevent *events,
                  int event_count, const struct timespec *timeout)
{
    seen.calls++;
    for (int i = 0; i < change_count; i++) {
        count_change(&changes[i]);
    }
    if (next_wake_error != 0 && change_count > 0 && changes[0].filter == EVFILT_USER) {
        errno = next_wake_error;
        next_wake_error = 0;
        return -1;
    }
    if (next_interrupts && change_count > 0 && (changes[0].flags & EV_RECEIPT) != 0) {
        next_interrupts = false;
        errno = EINTR;
        return -1;
    }
    if (next_error != 0 && change_count > 0 && event_count > 0) {
        events[0] = changes[0]; /* answered, and the others made, as kevent(2) does */
        events[0].flags |= EV_ERROR;
        events[0].data = next_error;
        next_error = 0;
        expect_equal(__real_kevent(queue, changes + 1, change_count - 1, NULL, 0, NULL), 0);
        return 1;
    }
    int count = __real_kevent(queue, changes, change_count, events, event_count, timeout);
    for (int i = 0; i < count && connect_error != 0; i++) {
        if (events[i].ident == (uintptr_t)our_fd) {
            events[i].flags &= (uint16_t)~EV_EOF;
            events[i].fflags = 0;
        }
    }
    return count;
}

int __real_connect(int fd, const struct sockaddr *address, socklen_t size);
int __wrap_connect(int fd, const struct sockaddr *address, socklen_t size);
int __real_getsockopt(int fd, int level, int name, void *value, socklen_t *size);
int __wrap_getsockopt(int fd, int level, int name, void *value, socklen_t *size);

int __wrap_connect(int fd, const struct sockaddr *address, socklen_t size)
{
    if (connect_error == 0 || fd != our_fd) {
        return __real_connect(fd, address, size);
    }
    errno = seen.connects++ == 0 ? EINPROGRESS : EALREADY;
    return -1;
}

int __wrap_getsockopt(int fd, int level, int name, void *value, socklen_t *size)
{
    if (connect_error == 0 || fd != our_fd || level != SOL_SOCKET || name != SO_ERROR) {
        return __real_getsockopt(fd, level, name, value, size);
    }
    memcpy(value, &connect_error, sizeof connect_error);
    return 0;
}

ssize_t __real_recv(int fd, void *bytes, size_t size, int flags);
ssize_t __wrap_recv(int fd, void *bytes, size_t size, int flags);
ssize_t __real_send(int fd, const void *bytes, size_t size, int flags);
ssize_t __wrap_send(int fd, const void *bytes, size_t size, int flags);

ssize_t __wrap_recv(int fd, void *bytes, size_t size, int flags)
{
    seen.receives += fd == our_fd;
    seen.impatient += fd == our_fd && (flags & MSG_DONTWAIT) != 0;
    return __real_recv(fd, bytes, size, flags);
}

ssize_t __wrap_send(int fd, const void *bytes, size_t size, int flags)
{
    seen.impatient += fd == our_fd && (flags & MSG_DONTWAIT) != 0;
    return __real_send(fd, bytes, size, flags);
}

#ifdef RINGWAKE_URGENT_UNTOLD
#define READ_FILTERS 1
#else
#define READ_FILTERS 2 /* reading and urgent data */
#endif

static struct ring_user ring;
static char data[8];

static void forget(void)
{
    memset(&seen, 0, sizeof seen);
}

static void watches_travel_with_the_wait(void)
{
    int ends[2];
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    forget();
    push(&ring, recv_entry(ends[0], data, sizeof data, 1));
    plain_send(ends[1], "x", 1);
    expect_equal(await_result(&ring, 1), 1);
    int calls = seen.calls;
    expect(calls <= 2); /* one wait that brought the watch, or one more that found it ready */
    for (uint64_t i = 2; i < 12; i++) {
        expect_equal(perform(&ring, send_entry(ends[0], "y", 1, 100 + i)), 1);
        push(&ring, recv_entry(ends[0], data, sizeof data, i));
        plain_send(ends[1], "x", 1);
        expect_equal(await_result(&ring, i), 1);
    }
    expect(seen.changes <= READ_FILTERS); /* once */
    expect_equal(seen.writes, 0);         /* nothing ever had to wait for room */
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void writing_is_watched_once_it_has_to_wait(void)
{
    int ends[2];
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    size_t left = plain_fill(ends[0]);
    forget();
    submit(&ring, send_entry(ends[0], "x", 1, 1));
    expect_quiet(&ring, 1);
    expect_equal(seen.writes, 1);
    expect_equal(seen.changes, 1);
    while (left > 0) {
        size_t step = left < sizeof data ? left : sizeof data;
        plain_receive(ends[1], data, step);
        left -= step;
    }
    expect_equal(await_result(&ring, 1), 1);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

#ifndef RINGWAKE_URGENT_UNTOLD
/* EVFILT_EXCEPT reports it as well: a stream that was read short is drained all the same. */
static void plain_data_is_not_urgent(void)
{
    int ends[2];
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    submit(&ring, recv_entry(ends[0], data, sizeof data, 1));
    plain_send(ends[1], "x", 1);
    expect_equal(await_result(&ring, 1), 1);
    expect(user_enter(&ring, 0, 0) >= 0);
    forget();
    our_fd = ends[0];
    for (uint64_t i = 2; i < 12; i++) {
        submit(&ring, recv_entry(ends[0], data, sizeof data, i));
        expect_quiet(&ring, i);
        plain_send(ends[1], "x", 1);
        expect_equal(await_result(&ring, i), 1);
    }
    expect_equal(seen.receives, 10); /* none to learn that there is nothing */
    our_fd = -1;
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void a_poll_for_urgent_data(void)
{
    int ends[2];
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    submit(&ring, poll_entry(ends[0], POLLPRI, 0, 1));
    plain_send(ends[1], "x", 1);
    plain_wait(ends[0], POLLIN);
    expect_quiet(&ring, 1);
    expect_equal(send(ends[1], "!", 1, MSG_OOB), 1);
    expect_equal(await_result(&ring, 1), POLLPRI);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
    loopback_pair(ends);
    submit(&ring, poll_entry(ends[0], POLLPRI, 0, 2));
    expect_quiet(&ring, 2);
    plain_reset(ends[1]); /* an end, with an errno where urgent data has its note */
    int32_t events = await_result(&ring, 2);
    expect(events > 0 && (events & POLLPRI) == 0);
    contract_close(&ring);
    rw_fd_close(ends[0]);
}
#endif

/* BSDs take MSG_DONTWAIT to mean other threads too: EAGAIN is no fact about the socket then. */
static void calls_wait_for_other_threads(void)
{
    int ends[2];
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    forget();
    our_fd = ends[0];
    expect_equal(perform(&ring, send_entry(ends[0], "x", 1, 1)), 1);
    struct rw_sqe hasty = recv_entry(ends[0], data, sizeof data, 2);
    hasty.op_flags = MSG_DONTWAIT;
    expect_equal(perform(&ring, hasty), -EAGAIN);
    push(&ring, recv_entry(ends[0], data, sizeof data, 3));
    plain_send(ends[1], "y", 1);
    expect_equal(await_result(&ring, 3), 1);
    expect(seen.receives > 0);
    expect_equal(seen.impatient, 0);
    our_fd = -1;
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

#define MANY 100

/* More changes than one call takes: none is lost, and no report either, nor by a signal. */
static void more_watches_than_fit(void)
{
    static int pairs[MANY][2];
    static char bytes[MANY];
    contract_open(&ring, 256, 1024);
    next_interrupts = true;
    for (int i = 0; i < MANY; i++) {
        loopback_pair(pairs[i]);
        push(&ring, recv_entry(pairs[i][0], &bytes[i], 1, (uint64_t)i + 1));
    }
    expect_equal(user_enter(&ring, 0, 0), MANY);
    expect_equal(next_interrupts, READ_FILTERS * MANY <= RW_CHANGES_MAX);
    next_interrupts = false;
    for (int i = 0; i < MANY; i++) {
        plain_send(pairs[i][1], "x", 1);
    }
    for (int i = 0; i < MANY; i++) {
        expect_equal(await_result(&ring, (uint64_t)i + 1), 1);
    }
    contract_close(&ring);
    for (int i = 0; i < MANY; i++) {
        rw_fd_close(pairs[i][0]);
        rw_fd_close(pairs[i][1]);
    }
}

static void a_refused_watch_ends_what_waits(void)
{
    int ends[2], others[2];
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    loopback_pair(others);
    next_error = ENOMEM;
    push(&ring, recv_entry(ends[0], data, sizeof data, 1));
    push(&ring, recv_entry(others[0], data, sizeof data, 2));
    expect_equal(await_result(&ring, 1), -ENOMEM);
    expect_quiet(&ring, 2);
    plain_send(others[1], "x", 1);
    expect_equal(await_result(&ring, 2), 1);
    push(&ring, recv_entry(ends[0], data, sizeof data, 3)); /* and can be tried again */
    plain_send(ends[1], "xy", 2);
    expect_equal(await_result(&ring, 3), 2);
    static const int errors[] = {EBADF, ENOENT};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        next_error = errors[i];
        submit(&ring, poll_entry(others[0], POLLIN, 0, 4 + i));
        expect_equal(await_result(&ring, 4 + i), -errors[i]);
    }
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
    rw_fd_close(others[0]);
    rw_fd_close(others[1]);
}

/* The next wake must not take the one that failed for sent. */
static void a_wake_that_failed_is_told_and_the_next_one_wakes(void)
{
    contract_open(&ring, 8, 32);
    next_wake_error = ENOMEM;
    expect_equal(rw_ring_wake(ring.ring), -ENOMEM);
    expect_equal(rw_ring_wake(ring.ring), 0);
    expect_equal(await(&ring, RW_USER_DATA_WAKE).res, 0);
    contract_close(&ring);
}

/* macOS reports the error of a socket that is not at its end as one that can be written to. */
static void an_error_that_is_not_reported_as_one_ends_a_connect(void)
{
    struct sockaddr_in address = loopback_nobody();
    contract_open(&ring, 8, 32);
    forget();
    our_fd = loopback_socket();
    connect_error = EHOSTUNREACH;
    expect_equal(perform(&ring, connect_entry(our_fd, &address, sizeof address, 1)), -EHOSTUNREACH);
    expect_equal(seen.connects, 1);
    connect_error = 0;
    rw_fd_close(our_fd);
    our_fd = -1;
    contract_close(&ring);
}

/* kqueue refuses to watch the writing side of a pipe that nobody reads: that is its state. */
static void a_pipe_that_nobody_reads_is_not_a_failure(void)
{
    int ends[2];
    contract_open(&ring, 8, 32);
    expect_equal(pipe(ends), 0);
    plain_fill(ends[1]);
    push(&ring, write_entry(ends[1], "x", 1, CURRENT, 1));
    push(&ring, close_entry(ends[0], 2));
    expect_equal(await_result(&ring, 1), -EPIPE);
    expect_equal(await_result(&ring, 2), 0);
    contract_close(&ring);
    rw_fd_close(ends[1]);
}

/* Closed between its operation and the wait, and the number given to another. */
static void a_watch_does_not_outlive_its_number(void)
{
    int first[2], second[2];
    contract_open(&ring, 8, 32);
    loopback_pair(first);
    loopback_pair(second);
    forget();
    push(&ring, recv_entry(first[0], data, sizeof data, 1));
    push(&ring, close_entry(first[0], 2));
    expect(user_enter(&ring, 0, 0) >= 0);
    expect_equal(dup2(second[0], first[0]), first[0]);
    expect_equal(await_result(&ring, 1), -ECANCELED);
    expect_equal(await_result(&ring, 2), 0);
    expect_quiet(&ring, 1);
    expect_equal(seen.stale, 0);
    push(&ring, recv_entry(first[0], data, sizeof data, 3));
    plain_send(second[1], "x", 1);
    expect_equal(await_result(&ring, 3), 1);
    contract_close(&ring);
    rw_fd_close(first[0]);
    rw_fd_close(first[1]);
    rw_fd_close(second[0]);
    rw_fd_close(second[1]);
}

static void a_socket_that_nobody_uses_here_is_forgotten(void)
{
    int ends[2];
    contract_open(&ring, 8, 32);
    loopback_pair(ends);
    submit(&ring, recv_entry(ends[0], data, sizeof data, 1));
    plain_send(ends[1], "x", 1);
    expect_equal(await_result(&ring, 1), 1);
    forget();
    for (int i = 0; i < 20; i++) {
        plain_send(ends[1], "y", 1);
        plain_wait(ends[0], POLLIN);
        expect(user_enter(&ring, 0, 0) >= 0);
        plain_receive(ends[0], data, 1);
    }
    expect_equal(seen.deletes, READ_FILTERS);
    submit(&ring, recv_entry(ends[0], data, sizeof data, 2));
    plain_send(ends[1], "z", 1);
    expect_equal(await_result(&ring, 2), 1);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 20);
    contract_case(watches_travel_with_the_wait);
    contract_case(writing_is_watched_once_it_has_to_wait);
#ifndef RINGWAKE_URGENT_UNTOLD
    contract_case(plain_data_is_not_urgent);
    contract_case(a_poll_for_urgent_data);
#endif
    contract_case(calls_wait_for_other_threads);
    contract_case(more_watches_than_fit);
    contract_case(a_refused_watch_ends_what_waits);
    contract_case(an_error_that_is_not_reported_as_one_ends_a_connect);
    contract_case(a_wake_that_failed_is_told_and_the_next_one_wakes);
    contract_case(a_pipe_that_nobody_reads_is_not_a_failure);
    contract_case(a_watch_does_not_outlive_its_number);
    contract_case(a_socket_that_nobody_uses_here_is_forgotten);
    return contract_end();
}
