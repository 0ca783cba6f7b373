/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libkqueue.c: kevent(2) over libkqueue's, which forgets what was closed, as kqueue(2) promises.
 *
 * libkqueue cannot see close(2) (its BUGS.md): the watches of a closed number stay, and a later EV_ADD
 * of that number changes them and tells epoll nothing (evfilt_read_knote_modify in linux/read.c). So
 * when a number is added with another udata than before, which is how the backend marks the life of a
 * number, what was added of the earlier life is deleted first.
 *
 * What cannot be put right here is in CMakeLists.txt, by the names of the definitions.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <sys/event.h>
#include <sys/types.h>
#include <unistd.h>

#include "knotes.h"

typedef int kevent_call(int queue, const struct kevent *changes, int change_count,
                        struct kevent *events, int event_count, const struct timespec *timeout);
typedef int kqueue_call(void);

static kevent_call *their_kevent;
static kqueue_call *their_kqueue;

__attribute__((constructor)) static void find_theirs(void)
{
    their_kevent = (kevent_call *)dlsym(RTLD_NEXT, "kevent");
    their_kqueue = (kqueue_call *)dlsym(RTLD_NEXT, "kqueue");
}

int kqueue(void)
{
    int fd = their_kqueue();
    if (fd >= 0 && !queue_make(fd)) {
        close(fd);
        errno = ENOMEM;
        return -1;
    }
    return fd;
}

static const int16_t filters[] = {[FILTER_READ] = EVFILT_READ, [FILTER_WRITE] = EVFILT_WRITE};
#define WATCHABLE (sizeof filters / sizeof filters[0])

static void forget(int queue_fd, int fd, struct knotes *knotes)
{
    for (size_t i = 0; i < WATCHABLE; i++) {
        if (knotes->of[i].exists) {
            struct kevent change;
            EV_SET(&change, (uintptr_t)fd, filters[i], EV_DELETE, 0, 0, NULL);
            (void)their_kevent(queue_fd, &change, 1, NULL, 0, NULL);
            knotes->of[i].exists = false;
        }
    }
}

static bool is_of_another_life(const struct knotes *knotes, const void *udata)
{
    for (size_t i = 0; i < WATCHABLE; i++) {
        if (knotes->of[i].exists && knotes->of[i].udata != udata) {
            return true;
        }
    }
    return false;
}

static int note(struct queue *queue, int queue_fd, const struct kevent *change)
{
    struct knotes *knotes = queue_knotes(queue, (int)change->ident);
    if (knotes == NULL) {
        return ENOMEM;
    }
    if ((change->flags & EV_ADD) != 0 && is_of_another_life(knotes, change->udata)) {
        forget(queue_fd, (int)change->ident, knotes);
    }
    size_t i = change->filter == EVFILT_READ ? FILTER_READ : FILTER_WRITE;
    knotes->of[i] = (struct knote){(change->flags & EV_ADD) != 0, change->udata};
    return 0;
}

int kevent(int queue_fd, const struct kevent *changes, int change_count, struct kevent *events,
           int event_count, const struct timespec *timeout)
{
    struct queue *queue = queue_find(queue_fd);
    if (queue == NULL) {
        errno = EBADF;
        return -1;
    }
    for (int i = 0; i < change_count; i++) {
        int error = changes[i].filter == EVFILT_USER ? 0 : note(queue, queue_fd, &changes[i]);
        if (error != 0) {
            errno = error;
            return -1;
        }
    }
    return their_kevent(queue_fd, changes, change_count, events, event_count, timeout);
}
