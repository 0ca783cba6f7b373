/* SPDX-License-Identifier: Apache-2.0 */
/* ringwake_fuzz.h: the entry point, as libFuzzer names it. */
#ifndef RINGWAKE_FUZZ_H
#define RINGWAKE_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif /* RINGWAKE_FUZZ_H */
