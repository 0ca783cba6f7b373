/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_trial_signal.c: a signal in the middle of a feature trial is no verdict on the feature. The
 * first wait of each trial is made to end as by a signal, in a process of its own: the results are
 * kept for the life of one.
 */

#include "ring_user.h"
#include "uring/syscall.h"
#include "uring/uring.h"

#include <stdarg.h>
#include <sys/wait.h>
#include <unistd.h>

long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);

static bool interrupting;
static bool last_was_interrupted;
static int interrupted;

long __wrap_syscall(long number, ...)
{
    long argument[6];
    va_list list;
    size_t i;

    va_start(list, number);
    for (i = 0; i < 6; i++) {
        argument[i] = va_arg(list, long);
    }
    va_end(list);
    if (interrupting && number == URING_SYS_ENTER && (uint32_t)argument[2] > 0) {
        last_was_interrupted = !last_was_interrupted;
        if (last_was_interrupted) {
            interrupted++;
            errno = EINTR;
            return -1;
        }
    }
    return __real_syscall(number, argument[0], argument[1], argument[2], argument[3], argument[4],
                          argument[5]);
}

static uint64_t undisturbed(void)
{
    uint64_t features = 0;
    int status;
    int ends[2];
    pid_t child;

    expect_equal(pipe(ends), 0);
    child = fork();
    expect(child >= 0);
    if (child == 0) {
        features = uring_trial_features();
        _exit(write(ends[1], &features, sizeof(features)) != (ssize_t)sizeof(features));
    }
    expect_equal(waitpid(child, &status, 0), child);
    expect_equal(status, 0);
    expect_equal(read(ends[0], &features, sizeof(features)), sizeof(features));
    close(ends[0]);
    close(ends[1]);
    return features;
}

int main(void)
{
    struct ring_user user;
    uint64_t features;

    start(30);
    features = undisturbed();
    interrupting = true;
    expect_equal(uring_trial_features(), features);
    interrupting = false;
    uring_user_open(&user, 8, 0, 0); /* skips if io_uring is not to be had */
    user_close(&user);
    expect(interrupted > 0);
    return 0;
}
