/* SPDX-License-Identifier: Apache-2.0 */
/*
 * placement_memory.c: memory is on the node it was bound to, before it is written or after.
 * placement_memory [NODES] fails unless at least NODES nodes have memory; by default one.
 */

#include "placement.h"

#define PAGES     100 /* more than one batch of the look-up */
#define NODES_MAX 1024

static uint64_t page;

static unsigned char *map(uint64_t pages)
{
    void *out;

    expect_equal(rw_memory_map(pages * page, &out), 0);
    return out;
}

static void write_each(unsigned char *bytes, uint64_t pages)
{
    uint64_t i;

    for (i = 0; i < pages; i++) {
        bytes[i * page] = 1;
    }
}

static void expect_all_on(const unsigned char *bytes, uint64_t pages, int64_t node)
{
    int32_t nodes[PAGES];
    uint64_t i;

    memset(nodes, 0x7f, sizeof(nodes));
    expect_equal(rw_memory_nodes(bytes, pages * page, nodes), 0);
    for (i = 0; i < pages; i++) {
        expect_equal(nodes[i], node);
    }
}

/* What is said of a page nobody wrote depends on the kernel: -EFAULT (6.1) or -ENOENT (6.18). */
static void expect_none_written(const unsigned char *bytes, uint64_t pages)
{
    int32_t nodes[PAGES];
    uint64_t i;

    memset(nodes, 0x7f, sizeof(nodes));
    expect_equal(rw_memory_nodes(bytes, pages * page, nodes), 0);
    for (i = 0; i < pages; i++) {
        expect(nodes[i] == -ENOENT || nodes[i] == -EFAULT);
    }
}

static void bound_before_the_first_write(uint32_t node, uint32_t policy)
{
    unsigned char *bytes = map(PAGES);

    expect_none_written(bytes, PAGES);
    expect_equal(rw_memory_bind(bytes, PAGES * page, node, policy), 0);
    write_each(bytes, PAGES);
    expect_all_on(bytes, PAGES, node);
    expect_equal(rw_memory_unmap(bytes, PAGES * page), 0);
}

static void moved_after_the_first_write(uint32_t from, uint32_t to, uint32_t policy)
{
    unsigned char *bytes = map(PAGES);

    expect_equal(rw_memory_bind(bytes, PAGES * page, from, RW_BIND_STRICT), 0);
    write_each(bytes, PAGES);
    expect_all_on(bytes, PAGES, from);
    expect_equal(rw_memory_bind(bytes, PAGES * page, to, policy), 0);
    expect_all_on(bytes, PAGES, to);
    expect_equal(bytes[0] & bytes[(PAGES - 1) * page], 1); /* with what was in it */
    expect_equal(rw_memory_unmap(bytes, PAGES * page), 0);
}

/* A mirror is one memory mapped twice: binding one half binds both. */
static void mirror_is_bound_as_a_whole(uint32_t node)
{
    unsigned char *bytes;
    void *out;

    expect_equal(rw_mirror_map(PAGES / 2 * page, &out), 0);
    bytes = out;
    expect_equal(rw_memory_bind(bytes, PAGES / 2 * page, node, RW_BIND_STRICT), 0);
    write_each(bytes + PAGES / 2 * page, PAGES / 2);
    write_each(bytes, PAGES / 2);
    expect_all_on(bytes, PAGES, node);
    expect_equal(rw_mirror_unmap(bytes, PAGES / 2 * page), 0);
}

static void refuses(uint32_t node)
{
    unsigned char *bytes = map(2);
    int32_t nodes[2];

    expect_equal(rw_memory_bind(bytes + 1, page, node, RW_BIND_STRICT), -EINVAL);
    expect_equal(rw_memory_bind(bytes, page - 1, node, RW_BIND_STRICT), -EINVAL);
    expect_equal(rw_memory_bind(bytes, 0, node, RW_BIND_STRICT), -EINVAL);
    expect_equal(rw_memory_bind(bytes, UINT64_MAX - page + 1, node, RW_BIND_STRICT), -EINVAL);
    expect_equal(rw_memory_bind(bytes, page, node, 0), -EINVAL);
    expect_equal(rw_memory_bind(bytes, page, node, 3), -EINVAL);
    expect_equal(rw_memory_bind(bytes, page, NODES_MAX - 1, RW_BIND_PREFERRED), -EINVAL);
    expect_equal(rw_memory_bind(bytes, page, NODES_MAX, RW_BIND_PREFERRED), -EINVAL);
    expect_equal(rw_memory_bind(bytes, page, UINT32_MAX, RW_BIND_PREFERRED), -EINVAL);
    expect_equal(rw_memory_nodes(bytes + 1, page, nodes), -EINVAL);
    expect_equal(rw_memory_nodes(bytes, 0, nodes), -EINVAL);
    expect_equal(rw_memory_nodes(bytes, page + 1, nodes), -EINVAL);
    expect_equal(rw_memory_unmap(bytes, 2 * page), 0);
    expect_equal(rw_memory_bind(bytes, 2 * page, node, RW_BIND_PREFERRED), -EFAULT);
}

/* Which nodes memory can be bound to, found by trying. */
static uint32_t usable_nodes(uint32_t *nodes)
{
    unsigned char *bytes = map(1);
    uint32_t count = 0;
    uint32_t node;

    for (node = 0; node < NODES_MAX; node++) {
        int32_t result = rw_memory_bind(bytes, page, node, RW_BIND_PREFERRED);

        skip_unless_possible("rw_memory_bind", result);
        if (result == 0) {
            nodes[count++] = node;
        }
    }
    expect_equal(rw_memory_unmap(bytes, page), 0);
    return count;
}

int main(int argc, char **argv)
{
    static uint32_t nodes[NODES_MAX];
    uint32_t count;
    uint32_t i;
    int32_t where;
    void *probe;

    start(30);
    page = (uint64_t)rw_page_size();
    probe = map(1);
    skip_unless_possible("rw_memory_nodes", rw_memory_nodes(probe, page, &where));
    expect_equal(rw_memory_unmap(probe, page), 0);
    count = usable_nodes(nodes);
    expect(count >= (argc > 1 ? (uint32_t)atoi(argv[1]) : 1));
    for (i = 0; i < count; i++) {
        uint32_t next = nodes[(i + 1) % count];

        bound_before_the_first_write(nodes[i], RW_BIND_PREFERRED);
        bound_before_the_first_write(nodes[i], RW_BIND_STRICT);
        moved_after_the_first_write(nodes[i], next, RW_BIND_PREFERRED);
        moved_after_the_first_write(nodes[i], next, RW_BIND_STRICT);
        mirror_is_bound_as_a_whole(nodes[i]);
    }
    refuses(nodes[0]);
    printf("%" PRIu32 " nodes\n", count);
    return 0;
}
