/* SPDX-License-Identifier: Apache-2.0 */
/* knotes.c: see knotes.h. */
#include "knotes.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of the two below */
static struct queue **queues;
static uint32_t queue_count;

static bool grow_queues(uint32_t fd)
{
    if (fd < queue_count) {
        return true;
    }
    uint32_t count = 2 * (fd + 1);
    struct queue **larger = realloc(queues, count * sizeof *larger);
    if (larger == NULL) {
        return false;
    }
    memset(larger + queue_count, 0, (count - queue_count) * sizeof *larger);
    queues = larger;
    queue_count = count;
    return true;
}

bool queue_make(int fd)
{
    pthread_mutex_lock(&lock);
    struct queue *fresh = calloc(1, sizeof *fresh);
    bool made = fresh != NULL && grow_queues((uint32_t)fd);
    if (made) {
        if (queues[fd] != NULL) {
            free(queues[fd]->knotes);
            free(queues[fd]);
        }
        queues[fd] = fresh;
    } else {
        free(fresh);
    }
    pthread_mutex_unlock(&lock);
    return made;
}

struct queue *queue_find(int fd)
{
    pthread_mutex_lock(&lock);
    struct queue *queue = fd >= 0 && (uint32_t)fd < queue_count ? queues[fd] : NULL;
    pthread_mutex_unlock(&lock);
    return queue;
}

struct knotes *queue_knotes(struct queue *queue, int fd)
{
    uint32_t index = (uint32_t)fd;
    if (index >= queue->count) {
        uint32_t count = 2 * (index + 1);
        struct knotes *larger = realloc(queue->knotes, count * sizeof *larger);
        if (larger == NULL) {
            return NULL;
        }
        memset(larger + queue->count, 0, (count - queue->count) * sizeof *larger);
        queue->knotes = larger;
        queue->count = count;
    }
    return &queue->knotes[index];
}
