/* SPDX-License-Identifier: Apache-2.0 */
/* syscall.h: the door to the kernel: the three io_uring calls, each giving -errno on failure. */
#ifndef RINGWAKE_URING_SYSCALL_H
#define RINGWAKE_URING_SYSCALL_H

#include "uring/uapi.h"

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

static inline int32_t uring_sys_setup(uint32_t entries, struct uring_params *params)
{
    long ret = syscall(URING_SYS_SETUP, entries, params);

    return ret < 0 ? -errno : (int32_t)ret;
}

static inline int32_t uring_sys_enter(int32_t fd, uint32_t to_submit, uint32_t min_complete,
                                      uint32_t flags, const struct uring_getevents *argument)
{
    long ret = syscall(URING_SYS_ENTER, fd, to_submit, min_complete, flags, argument,
                       argument ? sizeof(*argument) : 0);

    return ret < 0 ? -errno : (int32_t)ret;
}

static inline int32_t uring_sys_register(int32_t fd, uint32_t opcode, void *argument,
                                         uint32_t count)
{
    long ret = syscall(URING_SYS_REGISTER, fd, opcode, argument, count);

    return ret < 0 ? -errno : (int32_t)ret;
}

#endif /* RINGWAKE_URING_SYSCALL_H */
