/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pattern.h: the bytes every connection sends and expects back.
 *
 * Byte i of a connection's stream is byte (start + i) mod PATTERN_PERIOD of one random table, so
 * sending needs no filling, verifying every byte is one memcmp, and a byte that is lost, repeated,
 * or another connection's shows at once. The period is prime, so no message size divides it.
 */
#ifndef RINGWAKE_BENCH_PATTERN_H
#define RINGWAKE_BENCH_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PATTERN_PERIOD    65521u
#define PATTERN_CHUNK_MAX (1u << 20) /* the longest run that is contiguous from any place */

void pattern_fill(void);

const char *pattern_at(uint32_t place);

static inline uint32_t pattern_advance(uint32_t place, size_t length)
{
    return (uint32_t)((place + length) % PATTERN_PERIOD);
}

/* True if data is what the stream has at place. length <= PATTERN_CHUNK_MAX */
bool pattern_matches(uint32_t place, const char *data, size_t length);

#endif
