/* SPDX-License-Identifier: Apache-2.0 */
/* memory_mirror.c: both halves of a mirror are one memory; maps come and go without a trace. */

#include "expect.h"
#include "ringwake.h"

#include <errno.h>
#include <sys/resource.h>

/* volatile: to the compiler these are two objects, so a write to one leaves the other as it was. */
static void halves_are_one(uint64_t size)
{
    volatile unsigned char *bytes;
    void *out = &out;
    uint64_t i;

    expect_equal(rw_mirror_map(size, &out), 0);
    bytes = out;
    for (i = 0; i < size; i += 512) {
        expect_equal(bytes[i], 0);
        bytes[i] = (unsigned char)(i >> 9);
        expect_equal(bytes[size + i], (unsigned char)(i >> 9));
        bytes[size + i] = 99;
        expect_equal(bytes[i], 99);
    }
    for (i = 0; i < 6; i++) { /* across the seam */
        bytes[size - 3 + i] = (unsigned char)"window"[i];
    }
    expect(bytes[0] == 'd' && bytes[1] == 'o' && bytes[2] == 'w');
    expect_equal(rw_mirror_unmap(out, size), 0);
}

static void refuses_sizes(void)
{
    static const uint64_t BAD[] = {0, 1, 4095, UINT64_MAX, UINT64_MAX - 4095, 1ull << 63};
    void *out;
    size_t i;

    for (i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        out = &out;
        expect_equal(rw_mirror_map(BAD[i], &out), -EINVAL);
        expect(out == NULL);
        out = &out;
        expect_equal(rw_memory_map(BAD[i], &out), -EINVAL);
        expect(out == NULL);
        expect_equal(rw_mirror_unmap(&out, BAD[i]), -EINVAL);
        expect_equal(rw_memory_unmap(&out, BAD[i]), -EINVAL);
    }
    expect_equal(rw_memory_map(1ull << 61, &out), -ENOMEM);
    expect(rw_mirror_map(1ull << 60, &out) < 0);
    expect(out == NULL);
}

static void plain_map_is_zeroed(uint64_t size)
{
    unsigned char *bytes;
    void *out;

    expect_equal(rw_memory_map(size, &out), 0);
    bytes = out;
    expect_equal(bytes[0] | bytes[size - 1], 0);
    bytes[size - 1] = 1;
    expect_equal(rw_memory_unmap(out, size), 0);
}

/* With no descriptor to be had the map fails, and leaves none behind when it can be had again. */
static void no_descriptor_left(uint64_t size)
{
    struct rlimit limit;
    struct rlimit none;
    int next = dup(0);
    void *out;

    close(next);
    expect_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    none = limit;
    none.rlim_cur = (rlim_t)next;
    expect_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    expect_equal(rw_mirror_map(size, &out), -EMFILE);
    expect(out == NULL);
    expect_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    expect_equal(rw_mirror_map(size, &out), 0);
    expect_equal(rw_mirror_unmap(out, size), 0);
    expect_equal(dup(0), next);
}

static void limits_are_told(void)
{
    struct rw_limits limits;
    struct rlimit expected;

    expect_equal(rw_limits(&limits), 0);
    expect_equal(getrlimit(RLIMIT_NOFILE, &expected), 0);
    expect(limits.descriptors_soft == (uint64_t)expected.rlim_cur);
    expect(limits.descriptors_soft <= limits.descriptors_hard);
    expect(limits.locked_bytes_soft <= limits.locked_bytes_hard);
}

int main(void)
{
    uint64_t page = (uint64_t)rw_page_size();
    int round;

    start(30);
    expect(page >= 4096 && (page & (page - 1)) == 0);
    halves_are_one(page);
    halves_are_one(16 * page);
    halves_are_one(1024 * page);
    refuses_sizes();
    plain_map_is_zeroed(page);
    plain_map_is_zeroed(64 * page);
    for (round = 0; round < 2000; round++) { /* more maps than there are descriptors */
        void *out;

        expect_equal(rw_mirror_map(page, &out), 0);
        expect_equal(rw_mirror_unmap(out, page), 0);
    }
    no_descriptor_left(page);
    limits_are_told();
    return 0;
}
