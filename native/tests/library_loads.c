/* SPDX-License-Identifier: Apache-2.0 */
/*
 * library_loads.c: opens the shared library as a JVM does and runs it: every function it needs is
 * found in this process, and errno, memory, sockets and a ring of each backend work. Knows nothing
 * of the library but its header, so that it can be built for another libc than the library was.
 *
 * Usage: library_loads LIBRARY
 */

#include "expect.h"
#include "ringwake.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#define WAKE_NANOS 10000000000ll

static void *library;

static void *symbol(const char *name)
{
    void *address = dlsym(library, name);

    if (!address) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    return address;
}

/* A function of the header under its own name, found in the library. */
#define FIND(name)                                                                                 \
    __typeof__(&(name)) found_##name;                                                              \
    do {                                                                                           \
        void *address = symbol(#name);                                                             \
        memcpy(&found_##name, &address, sizeof(address));                                          \
    } while (0)

/* False: this system or this library does not have the backend. */
static bool ring_wakes(uint32_t backend)
{
    struct rw_ring_params params = {.backend = backend, .sq_entries = 8};
    struct rw_ring_layout layout;
    struct rw_ring *ring = NULL;

    FIND(rw_ring_open);
    FIND(rw_ring_layout);
    FIND(rw_ring_wake);
    FIND(rw_ring_enter);
    FIND(rw_ring_close);
    int32_t err = found_rw_ring_open(&params, &ring);
    printf("backend %" PRIu32 ": %s\n", backend, err ? strerror(-err) : "opened");
    if (err) {
        return false;
    }
    expect_equal(found_rw_ring_layout(ring, &layout), 0);
    volatile const uint32_t *tail =
        (volatile const uint32_t *)(uintptr_t)(layout.ring_base + layout.cq_tail_offset);
    uint32_t before = *tail;
    expect_equal(found_rw_ring_wake(ring), 0);
    expect_equal(found_rw_ring_enter(ring, 0, 1, WAKE_NANOS), 0);
    expect_equal(*tail - before, 1);
    found_rw_ring_close(ring);
    return true;
}

int main(int argc, char **argv)
{
    start(30);
    expect_equal(argc, 2);
    library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }

    FIND(rw_abi_version);
    FIND(rw_page_size);
    FIND(rw_fd_close);
    FIND(rw_mirror_map);
    FIND(rw_mirror_unmap);
    expect_equal(found_rw_abi_version(), RW_ABI_VERSION);
    expect_equal(found_rw_fd_close(-1), -EBADF);
    uint64_t page = (uint64_t)found_rw_page_size();
    volatile unsigned char *bytes = NULL; /* two addresses of one byte */
    void *mirror = NULL;
    expect_equal(found_rw_mirror_map(page, &mirror), 0);
    bytes = mirror;
    bytes[0] = 42;
    expect_equal(bytes[page], 42);
    expect_equal(found_rw_mirror_unmap(mirror, page), 0);
    int woken = ring_wakes(RW_BACKEND_URING);
    woken += ring_wakes(RW_BACKEND_EPOLL);
    woken += ring_wakes(RW_BACKEND_KQUEUE);
    expect(woken > 0);
    return 0;
}
