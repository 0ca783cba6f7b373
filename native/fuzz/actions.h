/* SPDX-License-Identifier: Apache-2.0 */
/* actions.h: the operations that a script can choose. */
#ifndef RINGWAKE_FUZZ_ACTIONS_H
#define RINGWAKE_FUZZ_ACTIONS_H

#include "model.h"
#include "script.h"
#include "world.h"

struct fuzz {
    struct world worlds[2]; /* io_uring, the readiness engine */
    struct model model;
    uint32_t compared[OPS_MAX]; /* by id: completions compared so far */
    bool many_allowed;          /* multishot accepts */
    bool traces;                /* says on stderr what it does (environment RW_FUZZ_TRACE) */
};

/* Queues the operation that the script chooses next, or none if it has no single outcome now. */
void fuzz_one(struct fuzz *fuzz, struct script *script);

#endif /* RINGWAKE_FUZZ_ACTIONS_H */
