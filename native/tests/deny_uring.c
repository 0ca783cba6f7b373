/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deny_uring.c: runs a program that may not open io_uring rings, as container runtimes deny it.
 *
 *   deny_uring PROGRAM [ARGUMENT...]
 *
 * A seccomp filter, inherited by every child, answers the three system calls with EPERM.
 */
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#if defined(__x86_64__)
#define AUDIT_ARCH_HERE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define AUDIT_ARCH_HERE AUDIT_ARCH_AARCH64
#else
#error "name the audit architecture of this machine"
#endif

/* The same numbers on every architecture. */
#define URING_FIRST 425 /* io_uring_setup, then io_uring_enter and io_uring_register */
#define URING_LAST  427

#define LOAD(field)                                                                                \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))

static int deny(void)
{
    struct sock_filter filter[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_HERE, 0, 4), /* another one: allow */
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, URING_FIRST, 0, 2),
        BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, URING_LAST, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof(filter) / sizeof(filter[0]), filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return -errno;
    }
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0 ? -errno : 0;
}

int main(int count, char **arguments)
{
    if (count < 2) {
        fprintf(stderr, "usage: deny_uring PROGRAM [ARGUMENT...]\n");
        return 64;
    }
    int error = deny();
    if (error != 0) {
        fprintf(stderr, "deny_uring: no seccomp filter: %s\n", strerror(-error));
        return 77;
    }
    execvp(arguments[1], arguments + 1);
    fprintf(stderr, "deny_uring: %s: %s\n", arguments[1], strerror(errno));
    return 127;
}
