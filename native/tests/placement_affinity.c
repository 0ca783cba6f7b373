/* SPDX-License-Identifier: Apache-2.0 */
/* placement_affinity.c: a thread runs where its mask says, and no other thread is moved by it. */

#include "placement.h"

#include <pthread.h>

static struct mask current(void)
{
    struct mask mask;

    expect(rw_thread_affinity(mask.words, RW_CPU_WORDS_MAX) > 0);
    return mask;
}

/* On each CPU in turn: the mask is read back, and the thread is there. */
static void runs_on_each_allowed_cpu(const struct mask *allowed)
{
    struct rw_location location;
    struct mask one;
    struct mask read;
    uint32_t cpu;

    for (cpu = 0; cpu < 64 * RW_CPU_WORDS_MAX; cpu++) {
        if (!mask_has(allowed, cpu)) {
            continue;
        }
        one = mask_of(cpu);
        expect_equal(rw_thread_set_affinity(one.words, RW_CPU_WORDS_MAX), 0);
        read = current();
        expect(mask_is(&read, &one));
        expect_equal(rw_thread_location(&location), 0);
        expect_equal(location.cpu, cpu);
    }
    expect_equal(rw_thread_set_affinity(allowed->words, RW_CPU_WORDS_MAX), 0);
    read = current();
    expect(mask_is(&read, allowed));
}

static void *pin_to_first_cpu(void *argument)
{
    const struct mask *allowed = argument;
    struct mask one;
    uint32_t cpu = 0;

    while (!mask_has(allowed, cpu)) {
        cpu++;
    }
    one = mask_of(cpu);
    expect_equal(rw_thread_set_affinity(one.words, cpu / 64 + 1), 0); /* a short mask will do */
    return NULL;
}

static void leaves_other_threads_alone(struct mask *allowed)
{
    struct mask read;
    pthread_t thread;

    expect_equal(pthread_create(&thread, NULL, pin_to_first_cpu, allowed), 0);
    expect_equal(pthread_join(thread, NULL), 0);
    read = current();
    expect(mask_is(&read, allowed));
}

static void refuses_what_is_no_mask(const struct mask *allowed)
{
    struct mask none;
    struct mask beyond = mask_of(64 * RW_CPU_WORDS_MAX - 1);
    struct mask read;

    memset(&none, 0, sizeof(none));
    expect_equal(rw_thread_set_affinity(none.words, RW_CPU_WORDS_MAX), -EINVAL);
    if (!mask_has(allowed, 64 * RW_CPU_WORDS_MAX - 1)) {
        expect_equal(rw_thread_set_affinity(beyond.words, RW_CPU_WORDS_MAX), -EINVAL);
    }
    expect_equal(rw_thread_set_affinity(allowed->words, 0), -EINVAL);
    expect_equal(rw_thread_set_affinity(allowed->words, RW_CPU_WORDS_MAX + 1), -EINVAL);
    expect_equal(rw_thread_affinity(read.words, 0), -EINVAL);
    expect_equal(rw_thread_affinity(read.words, RW_CPU_WORDS_MAX + 1), -EINVAL);
    read = current();
    expect(mask_is(&read, allowed));
}

int main(void)
{
    struct mask allowed;
    int32_t words;

    start(30);
    memset(&allowed, 0xff, sizeof(allowed));
    words = rw_thread_affinity(allowed.words, RW_CPU_WORDS_MAX);
    skip_unless_possible("rw_thread_affinity", words);
    expect(words > 0 && words <= RW_CPU_WORDS_MAX);
    expect_equal(rw_thread_affinity(allowed.words, (uint32_t)words), words);
    runs_on_each_allowed_cpu(&allowed);
    leaves_other_threads_alone(&allowed);
    refuses_what_is_no_mask(&allowed);
    return 0;
}
