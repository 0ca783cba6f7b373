/* SPDX-License-Identifier: Apache-2.0 */
/* vector.h: how much an iovec array asks for. */
#ifndef RINGWAKE_READINESS_VECTOR_H
#define RINGWAKE_READINESS_VECTOR_H

#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

/* Saturates: a sum past the kernel's limit is refused by the call itself. */
static inline uint64_t rw_vector_bytes(const struct iovec *slices, size_t count)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t sum = bytes + slices[i].iov_len;
        bytes = sum >= bytes ? sum : UINT64_MAX;
    }
    return bytes;
}

#endif /* RINGWAKE_READINESS_VECTOR_H */
