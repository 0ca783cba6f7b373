/* SPDX-License-Identifier: Apache-2.0 */
/*
 * histogram.h: counts of durations in buckets whose width grows with the value.
 *
 * 64 buckets to each power of two: a percentile is at most 1.6 % above the true value.
 */
#ifndef RINGWAKE_BENCH_HISTOGRAM_H
#define RINGWAKE_BENCH_HISTOGRAM_H

#include <stdint.h>

#define HISTOGRAM_SUB_BITS 6
#define HISTOGRAM_BUCKETS  ((64 - HISTOGRAM_SUB_BITS + 1) << HISTOGRAM_SUB_BITS)

struct histogram {
    uint64_t count;
    uint64_t max;
    uint64_t buckets[HISTOGRAM_BUCKETS];
};

/* value < 2^SUB_BITS: its own bucket; above, the exponent and the SUB_BITS bits under the top one. */
static inline uint32_t histogram_bucket(uint64_t value)
{
    if (value < (1u << HISTOGRAM_SUB_BITS)) {
        return (uint32_t)value;
    }
    uint32_t shift = 63u - (uint32_t)__builtin_clzll(value) - HISTOGRAM_SUB_BITS;
    return (shift << HISTOGRAM_SUB_BITS) + (uint32_t)(value >> shift);
}

static inline void histogram_add(struct histogram *histogram, uint64_t value)
{
    histogram->buckets[histogram_bucket(value)]++;
    histogram->count++;
    if (value > histogram->max) {
        histogram->max = value;
    }
}

void histogram_clear(struct histogram *histogram);

/* The upper end of the bucket in which the given share of the values is reached; 0 if empty. */
uint64_t histogram_percentile(const struct histogram *histogram, double percent);

#endif
