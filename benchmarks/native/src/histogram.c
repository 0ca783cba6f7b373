/* SPDX-License-Identifier: Apache-2.0 */
/* histogram.c: reading a histogram back. */
#include "histogram.h"

#include <string.h>

void histogram_clear(struct histogram *histogram)
{
    memset(histogram, 0, sizeof *histogram);
}

static uint64_t upper_end(uint32_t bucket)
{
    if (bucket < (2u << HISTOGRAM_SUB_BITS)) {
        return bucket;
    }
    uint32_t shift = (bucket >> HISTOGRAM_SUB_BITS) - 1;
    uint64_t top = (bucket & ((1u << HISTOGRAM_SUB_BITS) - 1)) + (1u << HISTOGRAM_SUB_BITS);
    return ((top + 1) << shift) - 1;
}

uint64_t histogram_percentile(const struct histogram *histogram, double percent)
{
    uint64_t wanted = (uint64_t)((double)histogram->count * percent / 100.0);
    uint64_t seen = 0;
    for (uint32_t bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
        seen += histogram->buckets[bucket];
        if (seen > wanted || (seen == wanted && seen == histogram->count && seen > 0)) {
            uint64_t end = upper_end(bucket);
            return end < histogram->max ? end : histogram->max;
        }
    }
    return 0;
}
