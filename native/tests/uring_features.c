/* SPDX-License-Identifier: Apache-2.0 */
/*
 * uring_features.c: each optional feature has an off-switch, the ring works without it, and with
 * all of them off; the probe tells what a ring has; parameters out of range are refused.
 */

#include "ring_user.h"

#define REQUIRED    (RW_FEATURE_EXT_ARG | RW_FEATURE_NODROP)
#define OF_URING    (RW_FEATURES_ALL & ~RW_FEATURE_PWAIT2)
#define OF_OPTIONAL (OF_URING & ~REQUIRED)

static struct rw_probe probe;

static void runs_nops(struct ring_user *user)
{
    uint64_t round;

    for (round = 0; round < 20; round++) {
        struct rw_sqe entry = nop_entry(round);
        struct rw_cqe done;

        user_push(user, &entry);
        expect_equal(user_enter(user, 1, FOREVER), 1);
        expect(user_pop(user, &done));
        expect_equal(done.user_data, round);
        expect_equal(done.res, 0);
        expect(!user_pop(user, &done));
    }
}

static void wakes(struct ring_user *user)
{
    int round;

    for (round = 0; round < 3; round++) {
        struct rw_cqe done;

        expect_equal(rw_ring_wake(user->ring), 0);
        done = user_next(user);
        expect_equal(done.user_data, RW_USER_DATA_WAKE);
        if (!(done.flags & RW_CQE_F_MORE)) {
            expect(!(user->layout.features & RW_FEATURE_POLL_MULTISHOT));
            expect_equal(rw_ring_rearm_wake(user->ring), 0);
        }
    }
}

static void works_without(uint64_t disabled)
{
    struct ring_user user;

    uring_user_open(&user, 8, 0, disabled);
    expect_equal(user.layout.features & disabled, 0);
    expect_equal(user.layout.features & REQUIRED, REQUIRED);
    expect_equal(user.layout.features & ~probe.features & ~RW_FEATURE_COOP_TASKRUN, 0);
    expect_equal(user.layout.sq_entries, 8);
    expect_equal(user.layout.cq_entries, 64);
    expect_equal(user.layout.backend, RW_BACKEND_URING);
    runs_nops(&user);
    wakes(&user);
    user_close(&user);
}

static void refuses(uint32_t backend, uint32_t sq_entries, uint32_t cq_entries, uint64_t disabled)
{
    struct rw_ring_params params = {backend, sq_entries, cq_entries, 0, disabled};
    struct ring_user user;

    expect_equal(user_open(&user, params), -EINVAL);
}

static void refuses_parameters(void)
{
    struct ring_user user;
    struct rw_ring_params reserved = {RW_BACKEND_URING, 8, 64, 1, 0};

    expect_equal(user_open(&user, reserved), -EINVAL);
    refuses(0, 8, 64, 0);
    refuses(4, 8, 64, 0);
    refuses(RW_BACKEND_URING, 0, 64, 0);
    refuses(RW_BACKEND_URING, 1, 64, 0);
    refuses(RW_BACKEND_URING, 9, 64, 0);
    refuses(RW_BACKEND_URING, 65536, 0, 0);
    refuses(RW_BACKEND_URING, 8, 8, 0);
    refuses(RW_BACKEND_URING, 8, 24, 0);
    refuses(RW_BACKEND_URING, 8, 131072, 0);
    refuses(RW_BACKEND_URING, 8, 64, RW_FEATURES_ALL + 1);
    refuses(RW_BACKEND_URING, 8, 64, RW_FEATURE_EXT_ARG);
    refuses(RW_BACKEND_URING, 8, 64, RW_FEATURE_NODROP);
}

static void probe_tells(void)
{
    static const uint8_t OPCODES[] = {
        RW_OP_NOP,         RW_OP_READV,        RW_OP_WRITEV,  RW_OP_POLL_ADD,
        RW_OP_POLL_REMOVE, RW_OP_SENDMSG,      RW_OP_RECVMSG, RW_OP_ACCEPT,
        RW_OP_CONNECT,     RW_OP_ASYNC_CANCEL, RW_OP_CLOSE,   RW_OP_READ,
        RW_OP_WRITE,       RW_OP_SEND,         RW_OP_RECV,    RW_OP_SHUTDOWN,
    };
    size_t i;

    expect_equal(rw_probe_backend(RW_BACKEND_URING, &probe), 0);
    if (probe.status == -ENOSYS || probe.status == -EPERM || probe.status == -EACCES) {
        skip_uring(probe.status);
    }
    expect_equal(probe.status, 0);
    expect_equal(probe.backend, RW_BACKEND_URING);
    expect_equal(probe.features & REQUIRED, REQUIRED);
    for (i = 0; i < sizeof(OPCODES); i++) {
        expect(probe.opcodes >> OPCODES[i] & 1);
    }
    expect_equal(rw_probe_backend(0, &probe), -EINVAL);
    expect_equal(rw_probe_backend(4, &probe), -EINVAL);
    expect_equal(rw_probe_backend(RW_BACKEND_KQUEUE, &probe), 0);
    expect_equal(probe.status, -ENOSYS);
    expect_equal(rw_probe_backend(RW_BACKEND_URING, &probe), 0);
    printf("features %#" PRIx64 ", opcodes %#" PRIx64 "\n", probe.features, probe.opcodes);
}

int main(void)
{
    uint64_t bit;

    start(30);
    refuses_parameters();
    probe_tells(); /* skips if io_uring is not to be had */
    works_without(0);
    works_without(OF_OPTIONAL);
    for (bit = 1; bit < OF_OPTIONAL; bit <<= 1) {
        if (bit & OF_OPTIONAL) {
            works_without(bit);
        }
    }
    return 0;
}
