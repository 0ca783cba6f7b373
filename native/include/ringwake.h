/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ringwake.h: the whole C ABI that Java binds to.
 *
 * One protocol, whatever the backend: the caller writes 64-byte submission entries (SQEs) into a
 * ring, calls rw_ring_enter() once, and reads 16-byte completion entries (CQEs) from another ring.
 * Both entries and the opcode and flag numbers are io_uring's own (include/uapi/linux/io_uring.h).
 * On io_uring the two rings are the kernel's shared memory; on epoll and kqueue this library
 * allocates rings of the same layout and drains them itself.
 *
 * Contract
 *   Threads  A ring belongs to the thread that opened it. Only rw_ring_wake() may be called from
 *            another thread, and only before rw_ring_close() begins. All functions without a ring
 *            argument are thread-safe.
 *   Errors   Functions return >= 0 on success and -errno on failure. Nothing here sets errno for
 *            the caller to read, prints, or aborts. Completions carry the same: res >= 0 or
 *            res == -errno.
 *   Out      Results leave through an out pointer, which is set to NULL (or zeroed) before anything
 *            can fail.
 *   Memory   io_uring: no allocation after rw_ring_open(). epoll, kqueue: the in-flight table grows
 *            with the number of operations in flight and never shrinks; if it cannot grow, that one
 *            operation completes with -ENOMEM.
 *   Files    io_uring: leave descriptors blocking; kernels before 6.1 may complete an operation on
 *            one with O_NONBLOCK with -EAGAIN instead of waiting. epoll, kqueue: a descriptor is
 *            made non-blocking by the first operation on it. Regular files cannot be waited for:
 *            there their operations run within rw_ring_enter().
 *   Close    Close a descriptor with RW_OP_CLOSE or rw_fd_close() alone, after the last completion
 *            of its operations; epoll and kqueue rings cancel (-ECANCELED) what a RW_OP_CLOSE in
 *            the same ring finds in flight.
 *   Pinned   What an entry points to (buffers, vectors, addresses, msghdr) stays valid and in place
 *            until the terminal completion.
 *   Alike    Every backend gives the same results, but for what the caller must not count on:
 *            - the order of completions of different operations; epoll and kqueue serve several
 *              pending operations of one descriptor and direction in order, io_uring in any order;
 *            - a multishot accept or poll that meets a full completion ring ends on io_uring (no
 *              RW_CQE_F_MORE) and pauses on the others; no connection is lost either way;
 *            - a poll tells the end of the peer as POLLRDHUP, on macOS as POLLHUP;
 *            - a multishot poll may repeat an event that still holds when another one comes;
 *            - a cancel may find an operation that is just ending: -EALREADY, or 0, on io_uring;
 *            - RW_CANCEL_ANY ends the wake of an io_uring ring too: see rw_ring_rearm_wake();
 *            - -EBUSY is given by epoll and kqueue alone, when a ring's worth of completions waits
 *              outside; io_uring keeps taking entries.
 *   Signals  EINTR never reaches the caller: an interrupted wait returns early, as if its time were
 *            up.
 *   Types    Arguments are int32_t, uint32_t, int64_t, uint64_t and pointers alone, so that every
 *            foreign-function interface can bind them.
 */
#ifndef RINGWAKE_H
#define RINGWAKE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RW_API __attribute__((visibility("default")))

/* Bump on any change to a struct, constant or function below. Java refuses any other value. */
#define RW_ABI_VERSION 2

RW_API int32_t rw_abi_version(void);

/* ---- Entries --------------------------------------------------------------------------------- */

/*
 * Submission entry: io_uring's struct io_uring_sqe, the fields used here.
 *
 *    0        1        2          4          8                         16
 *   | opcode | flags  | ioprio   | fd       | off (addr2)             |
 *   16                           24         28
 *   | addr                       | len      | op_flags                |
 *   32                           40     42     44         48           64
 *   | user_data                  | buf  | pers | file_index | reserved |
 */
struct rw_sqe {
    uint8_t opcode;
    uint8_t flags;
    uint16_t ioprio;
    int32_t fd;
    uint64_t off;      /* file offset or -1 (current); CONNECT: its length; ACCEPT: socklen_t * */
    uint64_t addr;     /* buffer, iovec array, msghdr, sockaddr, or the user_data to cancel */
    uint32_t len;      /* bytes, iovec count, poll flags (RW_POLL_ADD_MULTI) */
    uint32_t op_flags; /* msg_flags, accept_flags, poll events (little-endian), cancel_flags */
    uint64_t user_data;
    uint16_t buf_index;
    uint16_t personality;
    int32_t file_index;
    uint64_t reserved[2];
};

/* Completion entry: io_uring's struct io_uring_cqe. */
struct rw_cqe {
    uint64_t user_data;
    int32_t res;    /* >= 0: the operation's result; < 0: -errno */
    uint32_t flags; /* RW_CQE_F_* */
};

/* Opcodes: io_uring's numbers. Any other completes with -EINVAL on the readiness backends. */
#define RW_OP_NOP          0
#define RW_OP_READV        1
#define RW_OP_WRITEV       2
#define RW_OP_POLL_ADD     6
#define RW_OP_POLL_REMOVE  7
#define RW_OP_SENDMSG      9
#define RW_OP_RECVMSG      10
#define RW_OP_ACCEPT       13
#define RW_OP_ASYNC_CANCEL 14
#define RW_OP_CONNECT      16
#define RW_OP_CLOSE        19
#define RW_OP_READ         22
#define RW_OP_WRITE        23
#define RW_OP_SEND         26
#define RW_OP_RECV         27
#define RW_OP_SHUTDOWN     34

/* op_flags of ASYNC_CANCEL. On io_uring ANY matches the poll behind rw_ring_wake() as well. */
#define RW_CANCEL_ALL (1u << 0) /* every match, res = how many; without it the first, res = 0 */
#define RW_CANCEL_FD  (1u << 1) /* match sqe.fd, not user_data */
#define RW_CANCEL_ANY (1u << 2) /* match everything but this entry */

/* len of POLL_ADD */
#define RW_POLL_ADD_MULTI (1u << 0) /* stay armed; all completions but the last have CQE_F_MORE */

/* ioprio of ACCEPT; and of RECV, RECVMSG, SEND, SENDMSG */
#define RW_ACCEPT_MULTISHOT (1u << 0)
#define RW_POLL_FIRST       (1u << 0) /* the socket is known to be drained: wait, then try */

/* flags of a CQE */
#define RW_CQE_F_MORE (1u << 1) /* the operation goes on; the terminal CQE has this bit clear */

/* bits of the word at sq_flags_offset */
#define RW_SQ_CQ_OVERFLOW (1u << 1) /* completions wait outside the ring: enter moves them in */
#define RW_SQ_TASKRUN     (1u << 2) /* completions wait for the next rw_ring_enter() */

/* user_data of the completion that rw_ring_wake() causes. Several wakes may merge into one. */
#define RW_USER_DATA_WAKE UINT64_MAX

/* ---- Rings ----------------------------------------------------------------------------------- */

struct rw_ring; /* opaque: Java holds it as one 64-bit address */

#define RW_BACKEND_URING  1
#define RW_BACKEND_EPOLL  2
#define RW_BACKEND_KQUEUE 3

/*
 * Optional features. In rw_ring_params.disabled a set bit is an off-switch; in
 * rw_ring_layout.features and rw_probe.features a set bit says that a trial succeeded.
 */
#define RW_FEATURE_SINGLE_ISSUER    (1ull << 0)  /* one submitting thread: fewer locks (6.0) */
#define RW_FEATURE_DEFER_TASKRUN    (1ull << 1)  /* completions run when the owner waits (6.1) */
#define RW_FEATURE_COOP_TASKRUN     (1ull << 2)  /* no interrupt of a running owner (5.19) */
#define RW_FEATURE_EXT_ARG          (1ull << 3)  /* a timeout in the wait (5.11); required */
#define RW_FEATURE_REGISTERED_RING  (1ull << 4)  /* enter by index, no look-up of the fd (5.18) */
#define RW_FEATURE_NO_SQARRAY       (1ull << 5)  /* no index array beside the entries (6.6) */
#define RW_FEATURE_SUBMIT_ALL       (1ull << 6)  /* a bad entry does not stop its batch (5.18) */
#define RW_FEATURE_NODROP           (1ull << 7)  /* overflow is kept (5.5); required */
#define RW_FEATURE_ACCEPT_MULTISHOT (1ull << 8)  /* 5.19 */
#define RW_FEATURE_POLL_MULTISHOT   (1ull << 9)  /* 5.13 */
#define RW_FEATURE_POLL_FIRST       (1ull << 10) /* 5.19 */
#define RW_FEATURE_CANCEL_FD        (1ull << 11) /* cancel by descriptor, all, any (5.19) */
#define RW_FEATURE_PWAIT2           (1ull << 12) /* epoll: nanosecond timeouts (5.11) */
#define RW_FEATURES_ALL             ((1ull << 13) - 1)

struct rw_ring_params {
    uint32_t backend;    /* RW_BACKEND_*: exactly this one; there is no automatic choice in C */
    uint32_t sq_entries; /* power of two, 2..32768 */
    uint32_t cq_entries; /* power of two, > sq_entries, ..65536; 0: 8 * sq_entries, at most 65536 */
    uint32_t reserved;   /* 0 */
    uint64_t disabled;   /* RW_FEATURE_*: switched off for this ring; those required: -EINVAL */
};

/*
 * Where the shared words are. Offsets are bytes from ring_base; words are 32-bit, in native byte
 * order.
 *
 *   word         written by  read by   order
 *   sq_tail      caller      library   release / acquire: entries before the tail are complete
 *   sq_head      library     caller    release / acquire: slots before the head are free
 *   cq_tail      library     caller    release / acquire: entries before the tail are complete
 *   cq_head      caller      library   release / acquire: slots before the head are free
 *   sq_flags     library     caller    relaxed, see RW_SQ_*
 *   cq_overflow  library     caller    relaxed: completions lost (0 wherever NODROP holds)
 *
 * Indices run freely through 2^32 and need not be 0 when the ring opens: read all four first.
 * Slot = index & (entries - 1). The SQE of slot i is at sqes_base + 64 * i.
 */
struct rw_ring_layout {
    uint64_t ring_base;
    uint64_t ring_size;
    uint64_t sqes_base;
    uint64_t sqes_size;
    uint32_t sq_head_offset;
    uint32_t sq_tail_offset;
    uint32_t sq_flags_offset;
    uint32_t cq_head_offset;
    uint32_t cq_tail_offset;
    uint32_t cq_overflow_offset;
    uint32_t cqes_offset;
    uint32_t sq_entries;
    uint32_t cq_entries;
    uint32_t backend;
    uint64_t features; /* RW_FEATURE_* in use */
};

/*
 * Opens a ring for the calling thread.
 *   -EINVAL           a parameter out of range, or this kernel refuses the setup even with nothing
 *                     optional
 *   -ENOSYS           the backend does not exist here, or lacks   caller: use another backend
 *                     what is required
 *   -EPERM, -EACCES   io_uring is forbidden (seccomp, sysctl,     caller: use another backend
 *                     LSM)
 *   -ENOMEM           locked-memory or memory limit               caller: fewer entries, then
 *                                                                 another backend
 *   -EMFILE, -ENFILE  no descriptor left                          caller: report
 */
RW_API int32_t rw_ring_open(const struct rw_ring_params *params, struct rw_ring **out);

/* Fills out; the addresses are valid until rw_ring_close(). */
RW_API int32_t rw_ring_layout(const struct rw_ring *ring, struct rw_ring_layout *out);

/*
 * The one call of the hot path: takes up to to_submit entries, then waits until at least
 * min_complete completions are in the ring, a wake arrives, or timeout_nanos have passed (0: do not
 * wait; < 0: no limit). Also moves overflowed completions into the ring. Returns how many entries
 * it took, which may be fewer than asked (there is then no wait); the rest stay queued.
 *   -EBUSY     completions overflow and the ring is full: reap, then call again; nothing was taken
 *   -EAGAIN    the kernel is short of memory for requests: reap, then call again; nothing was taken
 *   -EOVERFLOW the kernel had no memory to keep overflowing completions: some are lost
 *   -EBADF, -EEXIST, -EINVAL  a broken invariant (closed ring, wrong thread): do not go on
 */
RW_API int32_t rw_ring_enter(struct rw_ring *ring, uint32_t to_submit, uint32_t min_complete,
                             int64_t timeout_nanos);

/*
 * Ends a wait in progress or, failing that, the next one, with a RW_USER_DATA_WAKE completion. Safe
 * from any thread.
 */
RW_API int32_t rw_ring_wake(struct rw_ring *ring);

/*
 * The wake of an io_uring ring is a poll, which the kernel may end: a wake completion without
 * RW_CQE_F_MORE (after an overflow; or each time, without POLL_MULTISHOT). The owner then calls
 * this, with no unpublished entry in the submission ring, and reads the tail afresh. Published
 * entries that were not yet taken are submitted along. A wake that came in between is not lost.
 * A no-op on other backends, whose wake completions always carry RW_CQE_F_MORE.
 *   -EAGAIN, -EBUSY  as for rw_ring_enter(): reap, then call again
 */
RW_API int32_t rw_ring_rearm_wake(struct rw_ring *ring);

/*
 * Accepts NULL. Ends what is in flight without completions, closes the ring's own descriptors and
 * unmaps; addresses are dead when this returns. Descriptors given in entries stay open. May be
 * called by another thread once the owner has stopped using the ring; on io_uring the kernel then
 * ends what is still in flight only when the owner thread exits, so let nothing be in flight.
 */
RW_API void rw_ring_close(struct rw_ring *ring);

/* ---- Probing --------------------------------------------------------------------------------- */

struct rw_probe {
    int32_t status;    /* 0: a ring can be opened; else the -errno that refused it */
    uint32_t backend;  /* RW_BACKEND_* */
    uint64_t features; /* RW_FEATURE_* that a trial found */
    uint64_t opcodes;  /* bit n: opcode n was tried or is reported as supported, n < 64 */
};

/*
 * Finds by trial what a backend can do here. 0 even if the backend is missing (see status);
 * -EINVAL: no such backend.
 */
RW_API int32_t rw_probe_backend(uint32_t backend, struct rw_probe *out);

/* ---- Memory ---------------------------------------------------------------------------------- */

/* The system's page size in bytes; sizes below are rounded up to it by the caller. */
RW_API int64_t rw_page_size(void);

/* Maps size bytes (a multiple of the page size) of zeroed memory. -EINVAL, -ENOMEM. */
RW_API int32_t rw_memory_map(uint64_t size, void **out);

/* Unmaps what rw_memory_map() gave, with the same size. */
RW_API int32_t rw_memory_unmap(void *address, uint64_t size);

/*
 * Maps size bytes of zeroed memory twice in a row, so that byte i and byte size + i are the same.
 * Size is a multiple of the page size. -EINVAL, -ENOMEM, -EMFILE.
 */
RW_API int32_t rw_mirror_map(uint64_t size, void **out);

/* Unmaps both halves; size is the one given to rw_mirror_map(). */
RW_API int32_t rw_mirror_unmap(void *address, uint64_t size);

/* ---- Sockets: the cold calls that need no ring ----------------------------------------------- */

#define RW_FAMILY_INET        4
#define RW_FAMILY_INET6       6
#define RW_SOCKADDR_BYTES_MAX 128 /* sizeof(struct sockaddr_storage) everywhere */

/* An IP address and port, alike on every platform. */
struct rw_address {
    uint32_t family;   /* RW_FAMILY_* */
    uint32_t port;     /* host byte order */
    uint32_t scope_id; /* INET6 only */
    uint32_t reserved; /* 0 */
    uint8_t bytes[16]; /* network byte order; INET: the first four */
};

/*
 * Writes the platform's sockaddr (RW_SOCKADDR_BYTES_MAX bytes of room). Returns its length, or
 * -EINVAL, -EAFNOSUPPORT.
 */
RW_API int32_t rw_address_encode(const struct rw_address *address, void *sockaddr);

/* Reads a sockaddr. IPv4-mapped IPv6 addresses stay IPv6. -EINVAL, -EAFNOSUPPORT. */
RW_API int32_t rw_address_decode(const void *sockaddr, uint32_t length, struct rw_address *out);

/*
 * Opens a close-on-exec, blocking TCP socket. Returns the descriptor. -EMFILE, -ENFILE,
 * -EAFNOSUPPORT, -ENOBUFS, -ENOMEM.
 */
RW_API int32_t rw_socket_open(uint32_t family);

/* -EADDRINUSE, -EADDRNOTAVAIL, -EACCES, -EINVAL (already bound). */
RW_API int32_t rw_socket_bind(int32_t fd, const struct rw_address *address);
RW_API int32_t rw_socket_listen(int32_t fd, int32_t backlog);

/* The socket's own or its peer's address. -ENOTCONN (no peer), -EINVAL (reset, on macOS). */
RW_API int32_t rw_socket_local(int32_t fd, struct rw_address *out);
RW_API int32_t rw_socket_peer(int32_t fd, struct rw_address *out);

/* Socket options, one number space for all platforms; values are plain integers. */
#define RW_OPTION_REUSE_ADDRESS  1
#define RW_OPTION_REUSE_PORT     2
#define RW_OPTION_KEEP_ALIVE     3
#define RW_OPTION_RECEIVE_BUFFER 4 /* bytes; what get returns may differ from what was set */
#define RW_OPTION_SEND_BUFFER    5 /* bytes */
#define RW_OPTION_LINGER         6 /* seconds; -1: off */
#define RW_OPTION_NO_DELAY       7
#define RW_OPTION_IPV6_ONLY      8
#define RW_OPTION_KEEP_IDLE      9 /* seconds */
#define RW_OPTION_KEEP_INTERVAL  10
#define RW_OPTION_KEEP_COUNT     11
#define RW_OPTION_QUICK_ACK      12 /* Linux */
#define RW_OPTION_ERROR          13 /* get only: takes and clears the pending error, as an errno */

/* -ENOPROTOOPT: not on this platform; -EINVAL: no such option or value. */
RW_API int32_t rw_socket_set_option(int32_t fd, uint32_t option, int32_t value);
RW_API int32_t rw_socket_get_option(int32_t fd, uint32_t option, int32_t *out);

/*
 * Closes a descriptor outside any ring (shutdown, failed set-up). Never retried: after EINTR it is
 * closed.
 */
RW_API int32_t rw_fd_close(int32_t fd);

/* ---- Placement: CPUs and NUMA nodes ---------------------------------------------------------- */

/*
 * A CPU mask is an array of 64-bit words: CPU n is bit n % 64 of word n / 64. RW_CPU_WORDS_MAX words
 * hold every CPU that Linux can be built for.
 */
#define RW_CPU_WORDS_MAX 128

/*
 * Restricts the calling thread, and threads it creates later, to the CPUs of the mask. CPUs that are
 * offline or outside the cpuset of the control group are left out without an error.
 *   -EINVAL  no CPU of the mask is left; or words is 0 or above RW_CPU_WORDS_MAX
 *   -EPERM   forbidden (seccomp)                              caller: go on unpinned
 *   -ENOSYS  macOS: no thread can be bound to a CPU. There are caller: go on unpinned
 *            affinity tags there, on x86_64 only, which group
 *            threads by cache and cannot name a CPU.
 */
RW_API int32_t rw_thread_set_affinity(const uint64_t *mask, uint32_t words);

/*
 * Reads the CPUs the calling thread may run on; words past those the kernel has are zeroed. Returns
 * how many words the kernel has.
 *   -EINVAL  fewer words than the kernel needs, 0, or above RW_CPU_WORDS_MAX
 *   -EPERM, -ENOSYS  as above
 */
RW_API int32_t rw_thread_affinity(uint64_t *mask, uint32_t words);

struct rw_location {
    uint32_t cpu;
    uint32_t node; /* NUMA node of that CPU; 0 where the kernel knows no nodes */
};

/*
 * Where the calling thread runs right now; true for as long as it is bound there.
 *   -ENOSYS  macOS; -EPERM  forbidden (seccomp)
 */
RW_API int32_t rw_thread_location(struct rw_location *out);

/* Where the pages of a range are to come from. */
#define RW_BIND_PREFERRED 1 /* from the node while it has free memory, then from those near it */
#define RW_BIND_STRICT    2 /* from the node alone: without free memory there, a page fault kills */

/*
 * Says which node the pages of a range come from, and moves those that are there already. A page
 * that is mapped more than once, as both halves of a mirror are, is not moved: bind such memory
 * before it is first written; one half is enough. Address and size are multiples of the page size.
 *   -EINVAL  no such node or policy; the node has no memory, or the cpuset does not allow it
 *   -EFAULT  part of the range is not mapped                   caller: a broken invariant
 *   -EIO     STRICT: pages are elsewhere and cannot be moved
 *   -ENOMEM  no memory for the bookkeeping
 *   -EPERM   forbidden: a container without CAP_SYS_NICE       caller: go on; the first write by a
 *            under the usual seccomp filter                    pinned thread has the same effect
 *   -ENOSYS  macOS, or a kernel built without NUMA             caller: go on
 */
RW_API int32_t rw_memory_bind(void *address, uint64_t size, uint32_t node, uint32_t policy);

/*
 * Writes one int32_t for each page of a range: the node that holds it, or -ENOENT or -EFAULT if none
 * does. Which of the two a page gets that is not mapped, not yet written, or read but never written
 * depends on the kernel. Address and size as above.
 *   -EINVAL          address or size
 *   -EPERM, -ENOSYS  as above
 */
RW_API int32_t rw_memory_nodes(const void *address, uint64_t size, int32_t *out);

/* ---- Platform -------------------------------------------------------------------------------- */

/*
 * errno numbers differ between Linux and macOS. The index is Ringwake's own, in the order of Java's
 * Errno: see src/platform/errno.c. Returns the platform's number, or -EINVAL past the end of the
 * table.
 */
RW_API int32_t rw_errno_number(uint32_t index);

struct rw_limits {
    uint64_t descriptors_soft; /* RLIMIT_NOFILE; UINT64_MAX: unlimited */
    uint64_t descriptors_hard;
    uint64_t locked_bytes_soft; /* RLIMIT_MEMLOCK */
    uint64_t locked_bytes_hard;
};

RW_API int32_t rw_limits(struct rw_limits *out);

/*
 * An integer of macOS's sysctl by its name, e.g. "hw.physicalcpu".
 *   -ENOENT  no such name; -EINVAL  not an integer; -ENOSYS  not on this platform
 */
RW_API int32_t rw_sysctl(const char *name, int64_t *out);

/*
 * sizeof and offsetof of every struct above, so that a test can compare them with Java's
 * descriptors. Index order is that of src/platform/abi.c. Returns the value, or -EINVAL past the
 * end.
 */
RW_API int32_t rw_abi_layout(uint32_t index);

#ifdef __cplusplus
}
#endif

#endif /* RINGWAKE_H */
