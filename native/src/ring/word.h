/* SPDX-License-Identifier: Apache-2.0 */
/* word.h: the ordered accesses to the 32-bit words that a ring shares with its caller. */
#ifndef RINGWAKE_WORD_H
#define RINGWAKE_WORD_H

#include <stdint.h>

static inline uint32_t rw_word_acquire(const uint32_t *word)
{
    return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

static inline uint32_t rw_word_relaxed(const uint32_t *word)
{
    return __atomic_load_n(word, __ATOMIC_RELAXED);
}

static inline void rw_word_release(uint32_t *word, uint32_t value)
{
    __atomic_store_n(word, value, __ATOMIC_RELEASE);
}

#endif /* RINGWAKE_WORD_H */
