/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_main.c: the fuzzer without libFuzzer: random scripts, as many as asked for.
 *
 *   ringwake_fuzz [iterations [seed]]
 *
 * Iteration i of seed s is the first one of seed s + i, so the seed that is printed before a failure
 * repeats it alone: ringwake_fuzz 1 SEED.
 */
#include <signal.h>
#include <string.h>
#include <time.h>

#include "expect.h"
#include "ringwake.h"
#include "ringwake_fuzz.h"

#define SCRIPT_BYTES_MAX 1200u

static uint64_t current_seed;

/* splitmix64 */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

static void say_seed(void)
{
    if (current_seed != 0) {
        fprintf(stderr, "repeat with: ringwake_fuzz 1 %" PRIu64 "\n", current_seed);
    }
}

static void on_alarm(int signal)
{
    (void)signal;
    static const char text[] = "deadline passed: a completion is missing\n";
    (void)!write(2, text, sizeof text - 1);
    say_seed(); /* not safe in a handler; better than nothing in a program that ends */
    _exit(1);
}

static int run(uint64_t seed)
{
    static uint8_t script[SCRIPT_BYTES_MAX];
    uint64_t state = seed;
    size_t size = next_random(&state) % sizeof script;
    for (size_t i = 0; i < size; i++) {
        script[i] = (uint8_t)next_random(&state);
    }
    return LLVMFuzzerTestOneInput(script, size);
}

int main(int argc, char **argv)
{
    uint64_t iterations = argc > 1 ? strtoull(argv[1], NULL, 10) : 200;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL) << 20 | 1;
    struct rw_probe probe;
    expect_equal(rw_probe_backend(RW_BACKEND_URING, &probe), 0);
    if (probe.status < 0) {
        skip_uring(probe.status);
    }
    atexit(say_seed);
    signal(SIGALRM, on_alarm);
    printf("%" PRIu64 " iterations from seed %" PRIu64 "\n", iterations, seed);
    for (uint64_t i = 0; i < iterations; i++) {
        start(20);
        current_seed = seed + i;
        expect_equal(run(current_seed), 0);
    }
    current_seed = 0;
    return 0;
}
