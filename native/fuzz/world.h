/* SPDX-License-Identifier: Apache-2.0 */
/* world.h: one backend with descriptors of its own, doing what the script says. */
#ifndef RINGWAKE_FUZZ_WORLD_H
#define RINGWAKE_FUZZ_WORLD_H

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "model.h"
#include "ring_user.h"

#define BYTES_MAX 2000u /* of one transfer */

/* The memory of one operation. */
struct world_op {
    char bytes[BYTES_MAX];
    struct iovec slices[2];
    struct msghdr message;
    struct rw_cqe done[COMPLETIONS_MAX];
    uint32_t done_count;
};

struct world {
    const char *name;
    struct ring_user ring;
    int fds[LINKS][2];
    int listener;
    struct sockaddr_in address;
    struct world_op ops[OPS_MAX];
    uint32_t wakes;
};

/* 0, or -errno: the backend is missing. */
int32_t world_open(struct world *world, uint32_t backend, uint32_t sq_entries, uint32_t cq_entries);
void world_close(struct world *world);

/* A link made by plain calls. */
void world_link(struct world *world, uint32_t link, enum link_kind kind);

/* A socket for a link whose connect is an operation. */
void world_dial(struct world *world, uint32_t link);

/* Queues an entry whose user_data is the operation's id. */
void world_push(struct world *world, struct rw_sqe entry);

/* Enters until all that is due has come and the kernel shows the bytes the model expects. */
void world_settle(struct world *world, const struct model *model);

#endif /* RINGWAKE_FUZZ_WORLD_H */
