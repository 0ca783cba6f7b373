/* SPDX-License-Identifier: Apache-2.0 */
/* provided.c: registration of the buffer ring. */
#include "provided.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "server.h"

#define SKIPPED 77

static void *map_zeroed(size_t size)
{
    void *address =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (address == MAP_FAILED) {
        server_fail("mmap", errno);
    }
    return address;
}

void provided_open(struct provided *buffers, const struct uring *ring)
{
    buffers->ring = map_zeroed(PROVIDED_COUNT * sizeof(struct uring_buffer));
    buffers->memory = map_zeroed((size_t)PROVIDED_COUNT * PROVIDED_STRIDE);
    buffers->tail = 0;
    struct uring_buffer_ring_setup setup = {
        .ring_addr = (uint64_t)(uintptr_t)buffers->ring,
        .ring_entries = PROVIDED_COUNT,
        .group = PROVIDED_GROUP,
    };
    if (uring_register(ring, URING_REGISTER_PBUF, &setup, 1) < 0) {
        fprintf(stderr, "io_uring_register(buffers): %s\n", strerror(errno));
        exit(SKIPPED);
    }
    for (uint16_t id = 0; id < PROVIDED_COUNT; id++) {
        provided_return(buffers, id);
    }
}
