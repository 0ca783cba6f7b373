/* SPDX-License-Identifier: Apache-2.0 */
/* placement_sysctl.c: macOS tells its processors by name; elsewhere the names do not exist. */

#include "placement.h"

int main(void)
{
    int64_t value = 99;

    start(10);
#ifdef __APPLE__
    expect_equal(rw_sysctl("hw.logicalcpu", &value), 0);
    expect(value >= 1);
    expect_equal(rw_sysctl("hw.memsize", &value), 0);
    expect(value > 1 << 20);
    expect_equal(rw_sysctl("kern.ostype", &value), -EINVAL); /* text */
    expect_equal(rw_sysctl("hw.nosuchname", &value), -ENOENT);
#else
    expect_equal(rw_sysctl("hw.logicalcpu", &value), -ENOSYS);
#endif
    expect_equal(value, 0);
    return 0;
}
