/* SPDX-License-Identifier: Apache-2.0 */
/* pattern.c: the table of random bytes, continued past its period. */
#include "pattern.h"

#include <string.h>

static char table[PATTERN_PERIOD + PATTERN_CHUNK_MAX];

void pattern_fill(void)
{
    uint64_t state = 0x9e3779b97f4a7c15u; /* any odd seed: xorshift64 */
    for (size_t i = 0; i < PATTERN_PERIOD; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        table[i] = (char)(state >> 56);
    }
    for (size_t i = PATTERN_PERIOD; i < sizeof table; i++) {
        table[i] = table[i - PATTERN_PERIOD];
    }
}

const char *pattern_at(uint32_t place)
{
    return table + place;
}

bool pattern_matches(uint32_t place, const char *data, size_t length)
{
    return memcmp(table + place, data, length) == 0;
}
