/* SPDX-License-Identifier: Apache-2.0 */
/* placement.h: masks, and what a test of placement does where placement does not exist. */
#ifndef RINGWAKE_TEST_PLACEMENT_H
#define RINGWAKE_TEST_PLACEMENT_H

#include "expect.h"
#include "ringwake.h"

#include <errno.h>
#include <string.h>

struct mask {
    uint64_t words[RW_CPU_WORDS_MAX];
};

static inline int mask_has(const struct mask *mask, uint32_t cpu)
{
    return (int)(mask->words[cpu / 64] >> (cpu % 64) & 1);
}

static inline struct mask mask_of(uint32_t cpu)
{
    struct mask mask;

    memset(&mask, 0, sizeof(mask));
    mask.words[cpu / 64] = 1ull << (cpu % 64);
    return mask;
}

static inline int mask_is(const struct mask *one, const struct mask *other)
{
    return memcmp(one, other, sizeof(*one)) == 0;
}

/* Ends the test as skipped if this system has no such call, or forbids it. */
static inline void skip_unless_possible(const char *call, int32_t result)
{
    if (result == -ENOSYS || result == -EPERM) {
        fprintf(stderr, "%s is not available: errno %" PRId32 "\n", call, -result);
        exit(SKIPPED);
    }
}

#endif /* RINGWAKE_TEST_PLACEMENT_H */
