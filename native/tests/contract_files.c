/* SPDX-License-Identifier: Apache-2.0 */
/* contract_files.c: READ and WRITE on pipes, event counters and regular files. Linux's, in number. */
#include "contract.h"
#include "loopback.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>

static struct ring_user ring;
static char data[65536];

static void pipes_carry_bytes(void)
{
    int ends[2];
    contract_open(&ring, 8, 32);
    expect_equal(pipe2(ends, O_CLOEXEC), 0);
    submit(&ring, read_entry(ends[0], data, 100, CURRENT, 1));
    expect_quiet(&ring, 1);
    expect_equal(perform(&ring, write_entry(ends[1], "pipe", 4, CURRENT, 2)), 4);
    expect_equal(await_result(&ring, 1), 4);
    expect_equal(perform(&ring, write_entry(ends[1], "abc", 3, 0, 3)), 3); /* offset: ignored */
    expect_equal(perform(&ring, read_entry(ends[0], data, 2, 7, 4)), 2);
    expect_equal(perform(&ring, read_entry(ends[0], data, 2, 0, 5)), 1);
    submit(&ring, read_entry(ends[0], data, 2, CURRENT, 6));
    expect_quiet(&ring, 6);
    rw_fd_close(ends[1]);
    expect_equal(await_result(&ring, 6), 0);
    contract_close(&ring);
    rw_fd_close(ends[0]);
}

static void full_pipes_wait(void)
{
    int ends[2];
    contract_open(&ring, 8, 32);
    expect_equal(pipe2(ends, O_CLOEXEC), 0);
    size_t capacity = plain_fill(ends[1]);
    expect_equal(capacity, sizeof data);
    submit(&ring, write_entry(ends[1], "x", 1, CURRENT, 1));
    expect_quiet(&ring, 1);
    expect_equal(read(ends[0], data, sizeof data), sizeof data);
    expect_equal(await_result(&ring, 1), 1);
    expect_equal(perform(&ring, write_entry(ends[1], data, sizeof data, CURRENT, 2)),
                 sizeof data - 4096); /* what fits: the one byte has a page of its own */
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void broken_pipes_are_told(void)
{
    int ends[2];
    contract_open(&ring, 8, 32);
    expect_equal(pipe2(ends, O_CLOEXEC), 0);
    (void)plain_fill(ends[1]);
    submit(&ring, write_entry(ends[1], "x", 1, CURRENT, 1));
    expect_quiet(&ring, 1);
    rw_fd_close(ends[0]);
    expect_equal(await_result(&ring, 1), -EPIPE);
    expect_equal(perform(&ring, write_entry(ends[1], "x", 1, CURRENT, 2)), -EPIPE);
    contract_close(&ring);
    rw_fd_close(ends[1]);
}

/* A packet pipe returns less than asked while more is waiting: short is not drained. */
static void packet_pipes_keep_their_bounds(void)
{
    int ends[2];
    contract_open(&ring, 8, 32);
    expect_equal(pipe2(ends, O_CLOEXEC | O_DIRECT), 0);
    expect_equal(write(ends[1], "one", 3), 3);
    expect_equal(write(ends[1], "two!", 4), 4);
    expect_equal(perform(&ring, read_entry(ends[0], data, 100, CURRENT, 1)), 3);
    expect_equal(perform(&ring, read_entry(ends[0], data, 100, CURRENT, 2)), 4);
    contract_close(&ring);
    rw_fd_close(ends[0]);
    rw_fd_close(ends[1]);
}

static void counters_count(void)
{
    uint64_t value = 3, seen = 0;
    contract_open(&ring, 8, 32);
    int counter = eventfd(0, EFD_CLOEXEC);
    submit(&ring, read_entry(counter, &seen, sizeof seen, 0, 1));
    expect_quiet(&ring, 1);
    expect_equal(perform(&ring, write_entry(counter, &value, sizeof value, 0, 2)), sizeof value);
    expect_equal(await_result(&ring, 1), sizeof seen);
    expect_equal(seen, 3);
    expect_equal(perform(&ring, read_entry(counter, &seen, 3, CURRENT, 3)), -EINVAL);
    contract_close(&ring);
    rw_fd_close(counter);
}

static void counters_can_be_polled(void)
{
    uint64_t one = 1;
    contract_open(&ring, 8, 32);
    int counter = eventfd(0, EFD_CLOEXEC);
    submit(&ring, poll_entry(counter, POLLIN, 0, 1));
    expect_quiet(&ring, 1);
    expect_equal(write(counter, &one, sizeof one), sizeof one);
    expect_equal(await_result(&ring, 1), POLLIN);
    contract_close(&ring);
    rw_fd_close(counter);
}

static void files_have_positions(void)
{
    contract_open(&ring, 8, 32);
    int file = nameless_file(0);
    expect_equal(perform(&ring, write_entry(file, "0123456789", 10, 0, 1)), 10);
    expect_equal(perform(&ring, write_entry(file, "ABC", 3, 3, 2)), 3);
    expect_equal(perform(&ring, read_entry(file, data, 100, 2, 3)), 8);
    expect(memcmp(data, "2ABC6789", 8) == 0);
    expect_equal(perform(&ring, read_entry(file, data, 100, 10, 4)), 0);
    expect_equal(perform(&ring, read_entry(file, data, 4, CURRENT, 5)), 4);
    expect(memcmp(data, "012A", 4) == 0);
    expect_equal(perform(&ring, read_entry(file, data, 4, CURRENT, 6)), 4);
    expect(memcmp(data, "BC67", 4) == 0);
    expect_equal(perform(&ring, write_entry(file, "xy", 2, CURRENT, 7)), 2);
    expect_equal(perform(&ring, read_entry(file, data, 9, 8, 8)), 2);
    expect(memcmp(data, "xy", 2) == 0);
    contract_close(&ring);
    rw_fd_close(file);
}

static void files_take_vectors(void)
{
    char a[2], b[8];
    struct iovec out[2] = {slice("ab", 2), slice("cdef", 4)};
    struct iovec in[2] = {{.iov_base = a, .iov_len = sizeof a},
                          {.iov_base = b, .iov_len = sizeof b}};
    contract_open(&ring, 8, 32);
    int file = nameless_file(0);
    expect_equal(perform(&ring, writev_entry(file, out, 2, 1)), 6);
    struct rw_sqe entry = readv_entry(file, in, 2, 2);
    entry.off = 1;
    expect_equal(perform(&ring, entry), 5);
    expect(memcmp(a, "bc", 2) == 0 && memcmp(b, "def", 3) == 0);
    expect_equal(perform(&ring, readv_entry(file, in, 2000, 3)), -EINVAL);
    entry.op_flags = 0x40000000; /* an unknown flag */
    expect_equal(perform(&ring, entry), -EOPNOTSUPP);
    contract_close(&ring);
    rw_fd_close(file);
}

static void access_is_checked(void)
{
    contract_open(&ring, 8, 32);
    int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    int directory = open("/tmp", O_RDONLY | O_CLOEXEC);
    expect_equal(perform(&ring, write_entry(file, "x", 1, 0, 1)), -EBADF);
    expect_equal(perform(&ring, read_entry(directory, data, 1, 0, 2)), -EISDIR);
    expect(perform(&ring, read_entry(file, data, 100, 0, 3)) > 0);
    contract_close(&ring);
    rw_fd_close(file);
    rw_fd_close(directory);
}

int main(int argc, char **argv)
{
    contract_begin(argc, argv, 30);
    contract_case(pipes_carry_bytes);
    contract_case(full_pipes_wait);
    contract_case(broken_pipes_are_told);
    contract_case(packet_pipes_keep_their_bounds);
    contract_case(counters_count);
    contract_case(counters_can_be_polled);
    contract_case(files_have_positions);
    contract_case(files_take_vectors);
    contract_case(access_is_checked);
    return contract_end();
}
