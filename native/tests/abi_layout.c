/* SPDX-License-Identifier: Apache-2.0 */
/* abi_layout.c: the tables that Java reads end where they say, and begin with what the kernel has. */

#include "expect.h"
#include "ringwake.h"

#include <errno.h>

static uint32_t table_length(int32_t (*table)(uint32_t index))
{
    uint32_t index = 0;

    while (table(index) != -EINVAL) {
        index++;
    }
    return index;
}

int main(void)
{
    start(10);
    expect_equal(rw_abi_version(), RW_ABI_VERSION);

    expect_equal(rw_abi_layout(0), sizeof(struct rw_sqe));
    expect_equal(rw_abi_layout(9), 32); /* user_data */
    expect_equal(rw_abi_layout(UINT32_MAX), -EINVAL);
    expect(table_length(rw_abi_layout) > 40);

    expect_equal(rw_errno_number(0), EPERM);
    expect_equal(rw_errno_number(6), EAGAIN);
    expect_equal(rw_errno_number(23), ECANCELED);
    expect_equal(rw_errno_number(50), EPROTO);
    expect_equal(table_length(rw_errno_number), 51);
    return 0;
}
