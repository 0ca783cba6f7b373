/* SPDX-License-Identifier: Apache-2.0 */
/* script.h: a byte string as a sequence of choices. After its end every choice is 0. */
#ifndef RINGWAKE_FUZZ_SCRIPT_H
#define RINGWAKE_FUZZ_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct script {
    const uint8_t *bytes;
    size_t size;
    size_t at;
};

static inline bool script_goes_on(const struct script *script)
{
    return script->at < script->size;
}

/* 0 .. count - 1; count <= 65536. */
static inline uint32_t choose(struct script *script, uint32_t count)
{
    uint32_t value = 0;
    for (uint32_t range = 1; range < count; range *= 256) {
        value = value * 256 + (script_goes_on(script) ? script->bytes[script->at++] : 0);
    }
    return value % count;
}

static inline bool one_in(struct script *script, uint32_t count)
{
    return choose(script, count) == count - 1;
}

#endif /* RINGWAKE_FUZZ_SCRIPT_H */
