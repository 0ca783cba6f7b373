/* SPDX-License-Identifier: Apache-2.0 */
/* errno.c: the platform's errno numbers in Ringwake's own order, that of Java's ffi.Errno. */

#include "ringwake.h"

#include <errno.h>

/* Names that only some platforms have. */
#ifndef ETIME
#define ETIME 0
#endif
#ifndef EHOSTDOWN
#define EHOSTDOWN 0
#endif
#ifndef EPROTO
#define EPROTO 0
#endif

/* The order is ABI: append only. */
static const int32_t NUMBERS[] = {
    EPERM,     ENOENT,       ESRCH,           EINTR,      EIO,          EBADF,      EAGAIN,
    ENOMEM,    EACCES,       EFAULT,          EBUSY,      EEXIST,       ENOTDIR,    EISDIR,
    EINVAL,    ENFILE,       EMFILE,          ENOSPC,     ESPIPE,       EPIPE,      ENOSYS,
    ETIME,     ETIMEDOUT,    ECANCELED,       EALREADY,   EINPROGRESS,  ENOTSOCK,   EDESTADDRREQ,
    EMSGSIZE,  ENOPROTOOPT,  EPROTONOSUPPORT, EOPNOTSUPP, EAFNOSUPPORT, EADDRINUSE, EADDRNOTAVAIL,
    ENETDOWN,  ENETUNREACH,  ECONNABORTED,    ECONNRESET, ENOBUFS,      EISCONN,    ENOTCONN,
    ESHUTDOWN, ECONNREFUSED, EHOSTUNREACH,    EHOSTDOWN,  EOVERFLOW,    ENOTEMPTY,  ENAMETOOLONG,
    ELOOP,     EPROTO,
};

int32_t rw_errno_number(uint32_t index)
{
    return index < sizeof(NUMBERS) / sizeof(NUMBERS[0]) ? NUMBERS[index] : -EINVAL;
}
