/* SPDX-License-Identifier: Apache-2.0 */
/* address.c: between struct rw_address and the platform's sockaddr. */

#include "ringwake.h"

#include <errno.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

#define PORT_MAX 65535u

_Static_assert(sizeof(struct sockaddr_storage) == RW_SOCKADDR_BYTES_MAX, "room for any address");

static int32_t encode_inet(const struct rw_address *address, void *sockaddr)
{
    struct sockaddr_in in;

    memset(&in, 0, sizeof(in));
#ifdef __APPLE__
    in.sin_len = sizeof(in);
#endif
    in.sin_family = AF_INET;
    in.sin_port = htons((uint16_t)address->port);
    memcpy(&in.sin_addr, address->bytes, sizeof(in.sin_addr));
    memcpy(sockaddr, &in, sizeof(in));
    return (int32_t)sizeof(in);
}

static int32_t encode_inet6(const struct rw_address *address, void *sockaddr)
{
    struct sockaddr_in6 in6;

    memset(&in6, 0, sizeof(in6));
#ifdef __APPLE__
    in6.sin6_len = sizeof(in6);
#endif
    in6.sin6_family = AF_INET6;
    in6.sin6_port = htons((uint16_t)address->port);
    in6.sin6_scope_id = address->scope_id;
    memcpy(&in6.sin6_addr, address->bytes, sizeof(in6.sin6_addr));
    memcpy(sockaddr, &in6, sizeof(in6));
    return (int32_t)sizeof(in6);
}

int32_t rw_address_encode(const struct rw_address *address, void *sockaddr)
{
    if (address->port > PORT_MAX || address->reserved != 0) {
        return -EINVAL;
    }
    switch (address->family) {
    case RW_FAMILY_INET:
        return encode_inet(address, sockaddr);
    case RW_FAMILY_INET6:
        return encode_inet6(address, sockaddr);
    default:
        return -EAFNOSUPPORT;
    }
}

static int32_t decode_inet(const void *sockaddr, uint32_t length, struct rw_address *out)
{
    struct sockaddr_in in;

    if (length < sizeof(in)) {
        return -EINVAL;
    }
    memcpy(&in, sockaddr, sizeof(in));
    out->family = RW_FAMILY_INET;
    out->port = ntohs(in.sin_port);
    memcpy(out->bytes, &in.sin_addr, sizeof(in.sin_addr));
    return 0;
}

static int32_t decode_inet6(const void *sockaddr, uint32_t length, struct rw_address *out)
{
    struct sockaddr_in6 in6;

    if (length < sizeof(in6)) {
        return -EINVAL;
    }
    memcpy(&in6, sockaddr, sizeof(in6));
    out->family = RW_FAMILY_INET6;
    out->port = ntohs(in6.sin6_port);
    out->scope_id = in6.sin6_scope_id;
    memcpy(out->bytes, &in6.sin6_addr, sizeof(in6.sin6_addr));
    return 0;
}

int32_t rw_address_decode(const void *sockaddr, uint32_t length, struct rw_address *out)
{
    struct sockaddr head;

    memset(out, 0, sizeof(*out));
    if (length < offsetof(struct sockaddr, sa_data)) {
        return -EINVAL;
    }
    memset(&head, 0, sizeof(head));
    memcpy(&head, sockaddr, offsetof(struct sockaddr, sa_data));
    switch (head.sa_family) {
    case AF_INET:
        return decode_inet(sockaddr, length, out);
    case AF_INET6:
        return decode_inet6(sockaddr, length, out);
    default:
        return -EAFNOSUPPORT;
    }
}
