/* SPDX-License-Identifier: Apache-2.0 */
/* sysctl.c: what macOS tells about its processors; Linux has files for that. */

#include "ringwake.h"

#include <errno.h>
#include <string.h>

#ifdef __APPLE__
#include <sys/types.h>

#include <sys/sysctl.h>

/* Values are 4 or 8 bytes long; both hang on the name, and the kernel says which. */
int32_t rw_sysctl(const char *name, int64_t *out)
{
    unsigned char bytes[8] = {0};
    size_t size = sizeof(bytes);
    int32_t narrow;

    *out = 0;
    if (sysctlbyname(name, bytes, &size, NULL, 0) != 0) {
        return errno == ENOMEM ? -EINVAL : -errno;
    }
    if (size == sizeof(narrow)) {
        memcpy(&narrow, bytes, sizeof(narrow));
        *out = narrow;
        return 0;
    }
    if (size != sizeof(*out)) {
        return -EINVAL;
    }
    memcpy(out, bytes, sizeof(*out));
    return 0;
}
#else
int32_t rw_sysctl(const char *name, int64_t *out)
{
    (void)name;
    memset(out, 0, sizeof(*out));
    return -ENOSYS;
}
#endif
