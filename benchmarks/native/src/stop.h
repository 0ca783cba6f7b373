/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stop.h: the end of a server as a readable descriptor, so that no loop pays for it.
 *
 * The descriptor becomes readable on SIGTERM, SIGINT, when the lifetime is over, and when the
 * parent dies.
 */
#ifndef RINGWAKE_BENCH_STOP_H
#define RINGWAKE_BENCH_STOP_H

#include <stdint.h>

int stop_open(uint32_t lifetime_seconds);

#endif
