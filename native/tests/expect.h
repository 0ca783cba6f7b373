/* SPDX-License-Identifier: Apache-2.0 */
/*
 * expect.h: what every test program needs. Exit status: 0 passed, 1 failed, 77 skipped.
 *
 * A failed expectation names its line and both values and ends the program; a test that hangs is
 * ended by the alarm of start().
 */
#ifndef RINGWAKE_EXPECT_H
#define RINGWAKE_EXPECT_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define SKIPPED 77

#define expect(condition)                                                                          \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: expected %s\n", __FILE__, __LINE__, #condition);               \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

/* Compares two integers; says what both were. */
#define expect_equal(actual, expected)                                                             \
    do {                                                                                           \
        int64_t actual_value = (int64_t)(actual);                                                  \
        int64_t expected_value = (int64_t)(expected);                                              \
        if (actual_value != expected_value) {                                                      \
            fprintf(stderr, "%s:%d: %s is %" PRId64 ", expected %s, %" PRId64 "\n", __FILE__,      \
                    __LINE__, #actual, actual_value, #expected, expected_value);                   \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

/* The deadline of the whole program. */
static inline void start(unsigned seconds)
{
    alarm(seconds);
}

/* Ends the test as skipped; as failed if the environment demands io_uring. */
static inline void skip_uring(int32_t reason)
{
    fprintf(stderr, "io_uring is not available: errno %" PRId32 "\n", -reason);
    exit(getenv("RINGWAKE_REQUIRE_URING") ? 1 : SKIPPED);
}

#endif /* RINGWAKE_EXPECT_H */
