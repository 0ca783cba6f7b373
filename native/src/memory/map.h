/* SPDX-License-Identifier: Apache-2.0 */
/* map.h: the size check that plain and mirrored maps share. */
#ifndef RINGWAKE_MAP_H
#define RINGWAKE_MAP_H

#include <stdbool.h>
#include <stdint.h>

/* True if size is a positive multiple of the page size, and twice of it is still addressable. */
bool rw_map_size_is_valid(uint64_t size);

#endif /* RINGWAKE_MAP_H */
