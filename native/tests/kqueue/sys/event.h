/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sys/event.h: as much of kqueue(2) as the kqueue backend needs, for tests on Linux. The names and
 * their meaning are those of macOS's manual page; the numbers are our own.
 */
#ifndef RINGWAKE_TESTS_KQUEUE_EVENT_H
#define RINGWAKE_TESTS_KQUEUE_EVENT_H

#include <stdint.h>
#include <time.h>

struct kevent {
    uintptr_t ident;
    int16_t filter;
    uint16_t flags;
    uint32_t fflags;
    intptr_t data;
    void *udata;
};

#define EV_SET(event, a, b, c, d, e, f)                                                            \
    (*(event) = (struct kevent){                                                                   \
         .ident = (a), .filter = (b), .flags = (c), .fflags = (d), .data = (e), .udata = (f)})

/* filter */
#define EVFILT_READ   (-1)
#define EVFILT_WRITE  (-2)
#define EVFILT_USER   (-10)
#define EVFILT_EXCEPT (-15)

/* flags */
#define EV_ADD     0x0001
#define EV_DELETE  0x0002
#define EV_CLEAR   0x0020
#define EV_RECEIPT 0x0040
#define EV_ERROR   0x4000
#define EV_EOF     0x8000

/* fflags */
#define NOTE_OOB     0x00000002u
#define NOTE_TRIGGER 0x01000000u

int kqueue(void);
int kevent(int queue, const struct kevent *changes, int change_count, struct kevent *events,
           int event_count, const struct timespec *timeout);

#endif /* RINGWAKE_TESTS_KQUEUE_EVENT_H */
