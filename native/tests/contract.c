/* SPDX-License-Identifier: Apache-2.0 */
/* contract.c: see contract.h. */
#include "contract.h"

#include <dirent.h>
#include <signal.h>

#define STASH_MAX 8192u

uint32_t contract_backend;

static struct rw_cqe stash[STASH_MAX]; /* completions nobody asked for yet, in order */
static uint32_t stash_count;
static uint64_t switched_off;    /* RW_FEATURE_*, in every ring of this run */
static const char *current_case; /* NULL: none, nothing to say at exit */

static void say_where(void)
{
    if (current_case != NULL) {
        fprintf(stderr, "in case %s\n", current_case);
    }
}

static void on_alarm(int signal)
{
    (void)signal;
    static const char text[] = "deadline passed in case ";
    (void)!write(2, text, sizeof text - 1);
    if (current_case != NULL) {
        (void)!write(2, current_case, strlen(current_case));
    }
    (void)!write(2, "\n", 1);
    _exit(1);
}

void contract_begin(int argc, char **argv, unsigned seconds)
{
    const char *name = argc > 1 ? argv[1] : getenv("RW_TEST_BACKEND");
    signal(SIGPIPE, SIG_IGN); /* as the JVM does */
    signal(SIGALRM, on_alarm);
    atexit(say_where);
    start(seconds);
    if (name != NULL && strcmp(name, "uring") == 0) {
        contract_backend = RW_BACKEND_URING;
    } else if (name != NULL && strcmp(name, "epoll") == 0) {
        contract_backend = RW_BACKEND_EPOLL;
    } else if (name != NULL && strcmp(name, "kqueue") == 0) {
        contract_backend = RW_BACKEND_KQUEUE;
    } else {
        fprintf(stderr, "backend=%s: allowed are uring, epoll, kqueue\n", name != NULL ? name : "");
        exit(2);
    }
    switched_off = argc > 2 ? strtoull(argv[2], NULL, 0) : 0;
}

void contract_now(const char *name)
{
    current_case = name;
}

int contract_end(void)
{
    current_case = NULL;
    return 0;
}

void contract_open_without(struct ring_user *user, uint32_t sq_entries, uint32_t cq_entries,
                           uint64_t disabled)
{
    struct rw_ring_params params = {.backend = contract_backend,
                                    .sq_entries = sq_entries,
                                    .cq_entries = cq_entries,
                                    .disabled = disabled | switched_off};
    int32_t error = user_open(user, params);
    if (contract_backend == RW_BACKEND_URING &&
        (error == -ENOSYS || error == -EPERM || error == -EACCES)) {
        current_case = NULL;
        skip_uring(error);
    }
    expect_equal(error, 0);
    expect_equal(user->layout.backend, contract_backend);
    stash_count = 0;
}

void contract_open(struct ring_user *user, uint32_t sq_entries, uint32_t cq_entries)
{
    contract_open_without(user, sq_entries, cq_entries, 0);
}

void contract_close(struct ring_user *user)
{
    struct rw_cqe left;
    while (user_pop(user, &left)) {
        expect_equal(left.user_data, 0);
    }
    expect_equal(stash_count, 0);
    user_close(user);
}

void push(struct ring_user *user, struct rw_sqe entry)
{
    if (user_queued(user) == user->layout.sq_entries) {
        expect(user_enter(user, 0, 0) > 0);
    }
    user_push(user, &entry);
}

void submit(struct ring_user *user, struct rw_sqe entry)
{
    push(user, entry);
    expect(user_enter(user, 0, 0) >= 0);
    expect_equal(user_queued(user), 0);
}

static bool unstash(uint64_t user_data, struct rw_cqe *out)
{
    for (uint32_t i = 0; i < stash_count; i++) {
        if (stash[i].user_data == user_data) {
            *out = stash[i];
            memmove(&stash[i], &stash[i + 1], (stash_count - i - 1) * sizeof stash[0]);
            stash_count--;
            return true;
        }
    }
    return false;
}

static void keep(struct rw_cqe done)
{
    expect(stash_count < STASH_MAX);
    stash[stash_count++] = done;
}

struct rw_cqe await(struct ring_user *user, uint64_t user_data)
{
    struct rw_cqe done;
    if (unstash(user_data, &done)) {
        return done;
    }
    for (;;) {
        done = user_next(user);
        if (done.user_data == user_data) {
            return done;
        }
        keep(done);
    }
}

int32_t await_result(struct ring_user *user, uint64_t user_data)
{
    struct rw_cqe done = await(user, user_data);
    expect_equal(done.flags & RW_CQE_F_MORE, 0);
    return done.res;
}

int32_t perform(struct ring_user *user, struct rw_sqe entry)
{
    push(user, entry);
    return await_result(user, entry.user_data);
}

void expect_quiet(struct ring_user *user, uint64_t user_data)
{
    struct rw_cqe done;
    for (int round = 0; round < 3; round++) {
        expect(user_enter(user, 0, 0) >= 0);
        while (user_pop(user, &done)) {
            keep(done);
        }
    }
    for (uint32_t i = 0; i < stash_count; i++) {
        expect(stash[i].user_data != user_data);
    }
}

int nameless_file(off_t size)
{
    char name[] = "/tmp/ringwake-XXXXXX";
    int fd = mkstemp(name);
    expect(fd >= 0);
    expect_equal(unlink(name), 0);
    expect_equal(ftruncate(fd, size), 0);
    return fd;
}

int count_descriptors(void)
{
    DIR *directory = opendir("/dev/fd");
    int count = -3; /* ".", ".." and the directory itself */
    expect(directory != NULL);
    while (readdir(directory) != NULL) {
        count++;
    }
    closedir(directory);
    return count;
}
