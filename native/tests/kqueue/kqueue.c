/* SPDX-License-Identifier: Apache-2.0 */
/*
 * kqueue.c: kqueue(2) over epoll(7), for tests on Linux where no libkqueue is installed.
 *
 * Only EV_CLEAR knotes, which epoll has too as EPOLLET. As kqueue, it evaluates a filter anew when
 * it is added again, reports each filter on its own, answers a failed change in the list of events,
 * refuses EVFILT_WRITE of a pipe that nobody reads with EPIPE, and does not wait if a change was
 * answered. As macOS's, EVFILT_EXCEPT is EVFILT_READ with urgent data besides: it reports plain data
 * and the end as well; and a filter for the wrong end of a pipe reports that end. Unlike kqueue, it
 * reports every filter of a descriptor when one changes.
 *
 * EVFILT_USER is a descriptor that is always readable, whose registration is renewed to trigger it:
 * that reports it once more.
 */
#include "sys/event.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "knotes.h"

#define BATCH     64
#define USER_DATA UINT64_MAX
#define NANOS     1000000000ll

#ifndef SYS_epoll_pwait2
#define SYS_epoll_pwait2 441
#endif

static int always_readable = -1;

/* Before main(), so that no test that counts descriptors sees it come. */
__attribute__((constructor)) static void open_always_readable(void)
{
    always_readable = eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK);
}

int kqueue(void)
{
    int fd = epoll_create1(0);
    if (fd >= 0 && !queue_make(fd)) {
        close(fd);
        errno = ENOMEM;
        return -1;
    }
    return fd;
}

/* ---- Changes: 0 or an errno */

static int change_user(struct queue *queue, int epoll, const struct kevent *change)
{
    struct epoll_event event = {.events = EPOLLET, .data.u64 = USER_DATA};
    if ((change->flags & EV_ADD) != 0) {
        queue->user = change->udata;
        return epoll_ctl(epoll, EPOLL_CTL_ADD, always_readable, &event) < 0 ? errno : 0;
    }
    event.events |= EPOLLIN;
    return epoll_ctl(epoll, EPOLL_CTL_MOD, always_readable, &event) < 0 ? errno : 0;
}

static uint32_t wanted_events(const struct knotes *knotes)
{
    return (knotes->of[FILTER_READ].exists ? EPOLLIN | EPOLLRDHUP : 0) |
           (knotes->of[FILTER_WRITE].exists ? EPOLLOUT : 0) |
           (knotes->of[FILTER_EXCEPT].exists ? EPOLLPRI : 0);
}

static int control(int epoll, int how, int fd, const struct knotes *knotes)
{
    struct epoll_event event = {.events = wanted_events(knotes) | EPOLLET,
                                .data.u64 = (uint64_t)knotes->life << 32 | (uint32_t)fd};
    return epoll_ctl(epoll, how, fd, &event) < 0 ? errno : 0;
}

static bool nobody_reads(int fd)
{
    struct stat status;
    struct pollfd look = {.fd = fd, .events = POLLOUT};
    return fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode) && poll(&look, 1, 0) == 1 &&
           (look.revents & POLLERR) != 0;
}

static int add(int epoll, struct knotes *knotes, enum filter filter, const struct kevent *change)
{
    int fd = (int)change->ident;
    if (filter == FILTER_WRITE && nobody_reads(fd)) {
        return EPIPE;
    }
    struct knotes before = *knotes;
    knotes->of[filter] = (struct knote){true, change->udata};
    int error = wanted_events(&before) != 0 ? control(epoll, EPOLL_CTL_MOD, fd, knotes) : ENOENT;
    if (error == ENOENT) { /* none, or those of a file that is closed */
        *knotes = (struct knotes){.life = before.life + 1};
        knotes->of[filter] = (struct knote){true, change->udata};
        error = control(epoll, EPOLL_CTL_ADD, fd, knotes);
        if (error == EEXIST) {
            error = control(epoll, EPOLL_CTL_MOD, fd, knotes);
        }
    }
    if (error != 0) {
        knotes->of[filter].exists = false;
    }
    return error;
}

static int delete(int epoll, struct knotes *knotes, enum filter filter, int fd)
{
    if (!knotes->of[filter].exists) {
        return fcntl(fd, F_GETFD) < 0 ? EBADF : ENOENT;
    }
    knotes->of[filter].exists = false;
    bool last = wanted_events(knotes) == 0;
    return control(epoll, last ? EPOLL_CTL_DEL : EPOLL_CTL_MOD, fd, knotes);
}

static int change_one(struct queue *queue, int epoll, const struct kevent *change)
{
    enum filter filter = change->filter == EVFILT_READ    ? FILTER_READ
                         : change->filter == EVFILT_WRITE ? FILTER_WRITE
                                                          : FILTER_EXCEPT;
    if (change->filter == EVFILT_USER) {
        return change_user(queue, epoll, change);
    }
    if (change->ident > INT32_MAX || fcntl((int)change->ident, F_GETFD) < 0) {
        return EBADF;
    }
    struct knotes *knotes = queue_knotes(queue, (int)change->ident);
    if (knotes == NULL) {
        return ENOMEM;
    }
    if ((change->flags & EV_DELETE) != 0) {
        return delete (epoll, knotes, filter, (int)change->ident);
    }
    bool known = (change->flags & (EV_ADD | EV_CLEAR)) == (EV_ADD | EV_CLEAR);
    return known ? add(epoll, knotes, filter, change) : EINVAL;
}

/* How many answers, or -1 and errno: one that there was no place for. */
static int make_changes(struct queue *queue, int epoll, const struct kevent *changes, int count,
                        struct kevent *events, int places)
{
    int answers = 0;
    for (int i = 0; i < count; i++) {
        int error = change_one(queue, epoll, &changes[i]);
        if (error == 0 && (changes[i].flags & EV_RECEIPT) == 0) {
            continue;
        }
        if (answers < places) {
            events[answers] = changes[i];
            events[answers].flags |= EV_ERROR;
            events[answers].data = error;
            answers++;
        } else if (error != 0) {
            errno = error;
            return -1;
        }
    }
    return answers;
}

/* ---- Reports */

/* Of the writing end: nobody reads. */
static bool is_end_of_pipe(int fd, uint32_t mask)
{
    struct stat status;
    return (mask & EPOLLERR) != 0 && fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode);
}

/* The error of a socket cannot be read without clearing it: any will do, and one that has the bit of
 * NOTE_OOB, as macOS's ECONNRESET has it, shows whether the reader takes it for that. */
_Static_assert((ENXIO & NOTE_OOB) != 0, "see above");

static int put(struct kevent *event, int fd, int filter, const struct knote *knote, uint32_t mask,
               bool ended)
{
    uint32_t notes = filter == EVFILT_EXCEPT && (mask & EPOLLPRI) != 0 ? NOTE_OOB : 0;
    if (ended && (mask & EPOLLERR) != 0) {
        notes = ENXIO;
    }
    EV_SET(event, (uintptr_t)fd, (int16_t)filter, (uint16_t)(EV_CLEAR | (ended ? EV_EOF : 0)),
           notes, 1, knote->udata);
    return 1;
}

static int report(struct queue *queue, const struct epoll_event *from, struct kevent *events)
{
    uint32_t mask = from->events;
    if (from->data.u64 == USER_DATA) {
        EV_SET(events, 0, EVFILT_USER, EV_CLEAR, 0, 0, queue->user);
        return 1;
    }
    int fd = (int)(uint32_t)from->data.u64;
    const struct knotes *knotes = queue_knotes(queue, fd);
    if (knotes->life != (uint32_t)(from->data.u64 >> 32)) {
        return 0;
    }
    const struct knote *read = &knotes->of[FILTER_READ];
    const struct knote *write = &knotes->of[FILTER_WRITE];
    const struct knote *except = &knotes->of[FILTER_EXCEPT];
    bool no_more = (mask & (EPOLLRDHUP | EPOLLHUP)) != 0 || is_end_of_pipe(fd, mask);
    int count = 0;
    if (write->exists && (mask & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0) {
        bool ended = (mask & EPOLLHUP) != 0 || is_end_of_pipe(fd, mask);
        count += put(&events[count], fd, EVFILT_WRITE, write, mask, ended);
    }
    if (read->exists && (mask & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
        count += put(&events[count], fd, EVFILT_READ, read, mask, no_more);
    }
    if (except->exists && (mask & (EPOLLIN | EPOLLPRI | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
        bool urgent = (mask & EPOLLPRI) != 0; /* looked for before the end */
        count += put(&events[count], fd, EVFILT_EXCEPT, except, mask, no_more && !urgent);
    }
    return count;
}

static int wait_in(int epoll, struct epoll_event *events, int size, const struct timespec *timeout)
{
    long count = syscall(SYS_epoll_pwait2, epoll, events, size, timeout, NULL, (size_t)0);
    if (count >= 0 || errno != ENOSYS) {
        return (int)count;
    }
    int millis = -1;
    if (timeout != NULL) {
        millis = (int)(timeout->tv_sec * 1000 + (timeout->tv_nsec + 999999) / 1000000);
    }
    return epoll_wait(epoll, events, size, millis);
}

int kevent(int queue_fd, const struct kevent *changes, int change_count, struct kevent *events,
           int event_count, const struct timespec *timeout)
{
    struct queue *queue = queue_find(queue_fd);
    if (queue == NULL) {
        errno = EBADF;
        return -1;
    }
    int answers = make_changes(queue, queue_fd, changes, change_count, events, event_count);
    if (answers != 0 || event_count == 0) {
        return answers;
    }
    struct epoll_event from[BATCH];
    int size = event_count / FILTERS < BATCH ? event_count / FILTERS : BATCH;
    int count = wait_in(queue_fd, from, size, timeout);
    int reported = 0;
    for (int i = 0; i < count; i++) {
        reported += report(queue, &from[i], &events[reported]);
    }
    return count < 0 ? -1 : reported; /* 0 may come before the time is up, if all were stale */
}
