/* SPDX-License-Identifier: Apache-2.0 */
/* descriptor_table.c: descriptors by number: a directory of chunks that grows with the numbers. */
#include <stdlib.h>
#include <string.h>

#include "descriptor.h"

#define CHUNK_SIZE 64u

void rw_descriptor_table_open(struct rw_descriptor_table *table)
{
    table->chunks = NULL;
    table->chunk_count = 0;
}

void rw_descriptor_table_close(struct rw_descriptor_table *table)
{
    for (uint32_t i = 0; i < table->chunk_count; i++) {
        free(table->chunks[i]);
    }
    free(table->chunks);
    rw_descriptor_table_open(table);
}

struct rw_descriptor *rw_descriptor_find(struct rw_descriptor_table *table, int32_t fd)
{
    uint32_t chunk = (uint32_t)fd / CHUNK_SIZE;
    if (chunk >= table->chunk_count || table->chunks[chunk] == NULL) {
        return NULL;
    }
    return &table->chunks[chunk][(uint32_t)fd % CHUNK_SIZE];
}

static bool grow_directory(struct rw_descriptor_table *table, uint32_t chunk)
{
    uint32_t count = table->chunk_count > 0 ? table->chunk_count : 16;
    while (count <= chunk) {
        count *= 2;
    }
    struct rw_descriptor **chunks = realloc(table->chunks, count * sizeof *chunks);
    if (chunks == NULL) {
        return false;
    }
    memset(chunks + table->chunk_count, 0, (count - table->chunk_count) * sizeof *chunks);
    table->chunks = chunks;
    table->chunk_count = count;
    return true;
}

struct rw_descriptor *rw_descriptor_make(struct rw_descriptor_table *table, int32_t fd)
{
    uint32_t chunk = (uint32_t)fd / CHUNK_SIZE;
    if (chunk >= table->chunk_count && !grow_directory(table, chunk)) {
        return NULL;
    }
    if (table->chunks[chunk] == NULL) {
        struct rw_descriptor *fresh = calloc(CHUNK_SIZE, sizeof *fresh);
        if (fresh == NULL) {
            return NULL;
        }
        for (uint32_t i = 0; i < CHUNK_SIZE; i++) {
            fresh[i].fd = (int32_t)(chunk * CHUNK_SIZE + i);
        }
        table->chunks[chunk] = fresh;
    }
    return &table->chunks[chunk][(uint32_t)fd % CHUNK_SIZE];
}
