/* SPDX-License-Identifier: Apache-2.0 */
/*
 * watch.h: the CPU time of another process and of each of its threads, between two moments.
 *
 * Read by the load itself at both ends of its measured window, so that the messages and the CPU
 * time are those of the same interval. /proc/PID/stat counts the process in clock ticks;
 * /proc/PID/task/TID/schedstat gives each thread in nanoseconds, with the time it waited for a CPU.
 */
#ifndef RINGWAKE_BENCH_WATCH_H
#define RINGWAKE_BENCH_WATCH_H

#include <stdint.h>
#include <stdio.h>

#define WATCH_THREADS_MAX 256
#define WATCH_NAME_BYTES  32

struct watch_thread {
    int tid;
    uint64_t run_nanos;
    uint64_t wait_nanos;
    char name[WATCH_NAME_BYTES];
};

struct watch_sample {
    uint64_t user_ticks;
    uint64_t system_ticks;
    uint32_t threads_count;
    struct watch_thread threads[WATCH_THREADS_MAX];
};

/* Returns 0, or -1 if there is no such process. */
int watch_read(int pid, struct watch_sample *out);

/* Prints {"user_us":..,"system_us":..,"threads":[..]}: what passed from first to last. */
void watch_print(FILE *out, const struct watch_sample *first, const struct watch_sample *last);

#endif
