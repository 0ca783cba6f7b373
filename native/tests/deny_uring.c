/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deny_uring.c: deny_uring CMD [ARG...] runs CMD with the io_uring system calls failing, as the
 * seccomp profiles of container runtimes do it. RINGWAKE_DENY_ERRNO=number replaces EPERM.
 *
 * The filter is inherited by everything CMD starts, and needs no privilege. Where there are none, as
 * under qemu's user-mode emulation, CMD is not run and the status is 77.
 */

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
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

#define SYS_FIRST  425 /* io_uring_setup, enter, register: the same on every architecture */
#define SYS_LAST   427
#define ERRNO_MAX  4095
#define EXIT_USAGE 2
#define EXIT_EXEC  127
#define SKIPPED    77

static long denied_errno(void)
{
    const char *text = getenv("RINGWAKE_DENY_ERRNO");
    char *end;
    long number;

    if (!text) {
        return EPERM;
    }
    number = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || number < 1 || number > ERRNO_MAX) {
        fprintf(stderr, "deny_uring: RINGWAKE_DENY_ERRNO=%s: allowed are 1..%d\n", text, ERRNO_MAX);
        exit(EXIT_USAGE);
    }
    return number;
}

static int install_filter(unsigned number)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_HERE, 0, 4), /* another one: allow */
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, SYS_FIRST, 0, 2),
        BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, SYS_LAST, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | number),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof(filter) / sizeof(filter[0]), filter};

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return -1;
    }
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: deny_uring CMD [ARG...]\n");
        return EXIT_USAGE;
    }
    if (install_filter((unsigned)denied_errno()) != 0) {
        fprintf(stderr, "deny_uring: cannot install the filter: %s\n", strerror(errno));
        return errno == EINVAL ? SKIPPED : EXIT_EXEC; /* EINVAL: not known here */
    }
    execvp(argv[1], argv + 1);
    fprintf(stderr, "deny_uring: cannot run %s: %s\n", argv[1], strerror(errno));
    return EXIT_EXEC;
}
