/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ringwake_fuzz.c: random sequences of valid operations, done by io_uring and by the readiness engine
 * (on epoll, or on kqueue in a build with that), must come out alike: results, bytes, and which
 * completions are terminal.
 */
#include "ringwake_fuzz.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>

#include "actions.h"

#ifdef RINGWAKE_HAVE_KQUEUE
#define RW_READINESS_BACKEND RW_BACKEND_KQUEUE
#else
#define RW_READINESS_BACKEND RW_BACKEND_EPOLL
#endif

#define BATCHES_MAX 40u
#define BATCH_MAX   6u

static struct fuzz fuzz;

/* A descriptor's number differs; which of hang-up's events come together is a matter of moments. */
static int32_t normalised(enum result_kind kind, int32_t res)
{
    if (kind == RESULT_DESCRIPTOR && res > 0) {
        return 1;
    }
    if (kind == RESULT_EVENTS && res > 0 && (res & (POLLHUP | POLLERR)) != 0) {
        return POLLHUP;
    }
#ifdef RINGWAKE_ERROR_TAKEN
    /* Whether an operation meets the error or the end behind it, where it no longer is at the socket. */
    if (res == -ECONNRESET || res == -EPIPE) {
        return 0;
    }
#endif
    return res;
}

static void compare_op(uint32_t id, uint32_t from)
{
    const struct world_op *a = &fuzz.worlds[0].ops[id];
    const struct world_op *b = &fuzz.worlds[1].ops[id];
    enum result_kind kind = fuzz.model.kind[id];
    expect_equal(a->done_count, fuzz.model.due[id]);
    expect_equal(b->done_count, fuzz.model.due[id]);
    for (uint32_t i = from; i < a->done_count; i++) {
        if (fuzz.traces) {
            fprintf(stderr, "op %" PRIu32 ": result %" PRId32 " and %" PRId32 "\n", id,
                    a->done[i].res, b->done[i].res);
        }
        expect_equal(normalised(kind, a->done[i].res), normalised(kind, b->done[i].res));
        expect_equal(a->done[i].flags & RW_CQE_F_MORE, b->done[i].flags & RW_CQE_F_MORE);
    }
    if (a->done_count > from) {
        expect(memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0);
    }
}

static void compare_worlds(void)
{
    for (uint32_t id = 1; id <= fuzz.model.op_count; id++) {
        compare_op(id, fuzz.compared[id]);
        fuzz.compared[id] = fuzz.model.due[id];
    }
}

static void open_links(struct script *script)
{
    for (uint32_t link = 0; link < LINKS; link++) {
        enum link_kind kind = (enum link_kind)choose(script, 4);
        if (kind != LINK_FREE) {
            model_link_open(&fuzz.model, link, kind);
            world_link(&fuzz.worlds[0], link, kind);
            world_link(&fuzz.worlds[1], link, kind);
        }
    }
}

static bool open_worlds(struct script *script)
{
    static const uint32_t entries[][2] = {{64, 512}, {2, 4}, {4, 16}, {8, 64}};
    const uint32_t *size = entries[choose(script, 4)];
    memset(&fuzz.model, 0, sizeof fuzz.model);
    memset(fuzz.compared, 0, sizeof fuzz.compared);
    fuzz.traces = getenv("RW_FUZZ_TRACE") != NULL;
    /* io_uring ends a multishot accept that meets a full ring; the engine's waits. */
    fuzz.many_allowed = size[1] > 64;
    if (world_open(&fuzz.worlds[0], RW_BACKEND_URING, size[0], size[1]) < 0) {
        return false;
    }
    expect_equal(world_open(&fuzz.worlds[1], RW_READINESS_BACKEND, size[0], size[1]), 0);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct script script = {.bytes = bytes, .size = size};
    signal(SIGPIPE, SIG_IGN);
    if (!open_worlds(&script)) {
        return -1;
    }
    open_links(&script);
    for (uint32_t batch = 0; batch < BATCHES_MAX && script_goes_on(&script); batch++) {
        model_next_batch(&fuzz.model);
        uint32_t count = 1 + choose(&script, BATCH_MAX);
        for (uint32_t i = 0; i < count; i++) {
            fuzz_one(&fuzz, &script);
        }
        if (fuzz.traces) {
            fprintf(stderr, "batch %" PRIu32 " ends\n", batch);
        }
        world_settle(&fuzz.worlds[0], &fuzz.model);
        world_settle(&fuzz.worlds[1], &fuzz.model);
        compare_worlds();
    }
    world_close(&fuzz.worlds[0]);
    world_close(&fuzz.worlds[1]);
    return 0;
}
