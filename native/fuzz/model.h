/* SPDX-License-Identifier: Apache-2.0 */
/*
 * model.h: what must be true of both backends after each batch: which operations have completed, and
 * how many bytes wait in which direction.
 *
 * A model is needed because "nothing more will complete" cannot be observed, only known. It keeps
 * the sequences to what has one outcome: one read per end, no full buffers, one operation per link
 * and batch.
 */
#ifndef RINGWAKE_FUZZ_MODEL_H
#define RINGWAKE_FUZZ_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#define LINKS           6u
#define OPS_MAX         400u
#define UNREAD_MAX      16000u
#define COMPLETIONS_MAX 24u /* of one operation: a multishot accept */

enum link_kind { LINK_FREE, LINK_TCP, LINK_UNIX, LINK_PIPE };

enum result_kind { RESULT_COUNT, RESULT_EVENTS, RESULT_DESCRIPTOR };

struct model_end {
    bool is_open;
    bool has_ended; /* sends no more */
    bool is_reset;
    uint32_t unread;  /* bytes that wait here */
    uint32_t sent;    /* bytes ever sent from here */
    bool sees_end;    /* nothing comes after the unread bytes */
    uint32_t read_op; /* pending, or 0 */
    uint32_t read_len;
    uint32_t read_got; /* MSG_WAITALL: so far */
    bool read_all;
    bool read_peeks;
    uint32_t poll_op; /* pending, for input; or 0 */
};

struct model_link {
    enum link_kind kind;
    bool is_dialed;           /* connected or connecting, not yet accepted: not used */
    bool is_touched;          /* by this batch */
    struct model_end ends[2]; /* of a pipe: reader, writer */
};

struct model {
    struct model_link links[LINKS];
    uint32_t accept_op; /* pending, or 0 */
    bool accept_many;
    bool accept_touched;
    uint32_t dialed[LINKS]; /* links that wait to be accepted, oldest first */
    uint32_t dialed_count;
    uint32_t op_count;     /* ids given out: 1 .. op_count */
    uint32_t batch_start;  /* the last id of the batch before */
    uint32_t due[OPS_MAX]; /* by id: completions that must have come by now */
    enum result_kind kind[OPS_MAX];
    struct {
        uint32_t op;
        uint32_t index; /* of the completion */
        uint32_t link;
    } accepted[LINKS]; /* of this batch */
    uint32_t accepted_count;
};

uint32_t model_new_op(struct model *model);

void model_link_open(struct model *model, uint32_t link, enum link_kind kind);

/* Each of these is one operation of the batch. */
void model_send(struct model *model, uint32_t link, int end, uint32_t op, uint32_t size);
void model_read(struct model *model, uint32_t link, int end, uint32_t op, uint32_t len,
                uint32_t msg_flags);
void model_poll(struct model *model, uint32_t link, int end, uint32_t op, bool output);
void model_shut(struct model *model, uint32_t link, int end, uint32_t op);
void model_close(struct model *model, uint32_t link, int end, uint32_t op);
void model_dial(struct model *model, uint32_t link, uint32_t op);
void model_accept(struct model *model, uint32_t op, bool many);
void model_cancel(struct model *model, uint32_t target);
void model_cancel_end(struct model *model, uint32_t link, int end);
void model_done(struct model *model, uint32_t op); /* what always completes at once */

/* The link of a pending operation; LINKS: the listener; -1: not pending. */
int32_t model_where(const struct model *model, uint32_t op);

void model_next_batch(struct model *model);

#endif /* RINGWAKE_FUZZ_MODEL_H */
