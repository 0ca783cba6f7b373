/* SPDX-License-Identifier: Apache-2.0 */
/*
 * epoch.h: which life of a descriptor number is meant.
 *
 * A ring remembers what it learned about a descriptor: that it is watched, that it is drained. All
 * of that is void once the number belongs to another file, and the close may have happened in
 * another ring or outside any. So the process keeps one counter per number, moved on by whoever
 * closes or creates a descriptor in this library; a ring that finds another count than it
 * remembers starts afresh.
 *
 *   close    moved on before close(2): no one can have been given the number anew before that.
 *   create   moved on too, which covers a close that this library did not see.
 */
#ifndef RINGWAKE_READINESS_EPOCH_H
#define RINGWAKE_READINESS_EPOCH_H

#include <stdint.h>

/* The count of a number; never 0, so that 0 can mean "nothing remembered". Any thread. */
uint32_t rw_epoch_of(int32_t fd);

/* Moves the count on. Any thread; never fails. */
void rw_epoch_advance(int32_t fd);

#endif /* RINGWAKE_READINESS_EPOCH_H */
