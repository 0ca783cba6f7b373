/* SPDX-License-Identifier: Apache-2.0 */
/*
 * knotes.h: what a queue watches: one knote per descriptor and filter. The queue itself is an epoll
 * instance, so that close(2) ends it; what is remembered of it here goes when its number comes again.
 */
#ifndef RINGWAKE_TESTS_KNOTES_H
#define RINGWAKE_TESTS_KNOTES_H

#include <stdbool.h>
#include <stdint.h>

enum filter { FILTER_READ, FILTER_WRITE, FILTER_EXCEPT, FILTERS };

struct knote {
    bool exists;
    void *udata;
};

/* Of one descriptor. life: counts registrations with epoll, so that reports of an earlier file of the
 * same number, kept alive by a duplicate, are told apart. */
struct knotes {
    uint32_t life;
    struct knote of[FILTERS];
};

struct queue {
    void *user; /* of EVFILT_USER; there is one */
    uint32_t count;
    struct knotes *knotes; /* by descriptor */
};

/* Makes the queue of a number, forgetting an earlier one. False: no memory. Any thread. */
bool queue_make(int fd);

/* NULL: none. Any thread; what it gives belongs to the one thread that waits in the queue. */
struct queue *queue_find(int fd);

/* NULL: no memory. */
struct knotes *queue_knotes(struct queue *queue, int fd);

#endif /* RINGWAKE_TESTS_KNOTES_H */
