/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_exhausted.c: opening a ring with ever more descriptors to be had: it fails with -EMFILE and
 * leaves none behind, or succeeds; and what could not be tried for want of them is tried later.
 */

#include "ring_user.h"

#include <sys/resource.h>

#define DESCRIPTORS_MAX 8

static void allow(rlim_t descriptors)
{
    struct rlimit limit;

    expect_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = descriptors;
    expect_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

static int next_descriptor(void)
{
    int fd = dup(0);

    close(fd);
    return fd;
}

int main(void)
{
    const struct rw_ring_params params = {.backend = RW_BACKEND_URING, .sq_entries = 8};
    struct ring_user user;
    struct rlimit original;
    uint64_t features = 0;
    int first = next_descriptor();
    int extra;
    int opened = 0;

    start(10);
    expect_equal(getrlimit(RLIMIT_NOFILE, &original), 0);
    for (extra = 0; extra <= DESCRIPTORS_MAX; extra++) {
        int32_t err;

        allow((rlim_t)(first + extra));
        err = user_open(&user, params);
        if (err == -ENOSYS || err == -EPERM || err == -EACCES) {
            skip_uring(err);
        }
        if (err == 0) {
            opened++;
            features = user.layout.features;
            user_close(&user);
        } else {
            expect_equal(err, -EMFILE);
            expect_equal(opened, 0);
        }
        allow(original.rlim_cur);
        expect_equal(next_descriptor(), first);
    }
    expect(opened >= 2 && opened < DESCRIPTORS_MAX);
    uring_user_open(&user, 8, 0, 0);
    expect_equal(user.layout.features, features);
    expect(rw_probe_backend(RW_BACKEND_URING, &(struct rw_probe){0}) == 0);
    user_close(&user);
    return 0;
}
