package io.ringwake.io;

import java.util.List;

/**
 * Buffers of 4, 16 and 64 KiB, cut from slabs of 256 KiB that are mapped when first needed and
 * kept.
 *
 * <p>A pool belongs to the thread that made it, which alone takes from it, without any atomic
 * instruction on the way. Buffers may be given back ({@link Buf#close}) by any thread.
 *
 * <p>A slab is unmapped when its pool is closed or garbage, and none of its buffers is in use.
 */
public final class BufferPool implements AutoCloseable {
    /** The largest capacity that comes from a pool. */
    public static final int CAPACITY_MAX = 1 << 16;

    private static final ThreadLocal<BufferPool> LOCAL = ThreadLocal.withInitial(BufferPool::new);

    private final Thread owner = Thread.currentThread();
    private final SizeClass small = new SizeClass(owner, 1 << 12);
    private final SizeClass medium = new SizeClass(owner, 1 << 14);
    private final SizeClass large = new SizeClass(owner, CAPACITY_MAX);
    private boolean closed;

    /** A pool of the calling thread. */
    public BufferPool() {}

    /** The calling thread's own pool, which lives as long as the thread. */
    public static BufferPool local() {
        return LOCAL.get();
    }

    /**
     * Takes a buffer of exactly this capacity, with what its previous user left in it.
     *
     * @param capacity at most {@link #CAPACITY_MAX}
     * @throws IllegalStateException on another thread than the pool's own, or after close()
     */
    public Buf take(int capacity) {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "this pool belongs to "
                            + owner.getName()
                            + "; take from BufferPool.local() on "
                            + Thread.currentThread().getName());
        }
        if (closed) {
            throw new IllegalStateException("BufferPool is closed");
        }
        return new Buf(classOf(capacity).take(), capacity);
    }

    private SizeClass classOf(int capacity) {
        if (capacity < 0 || capacity > CAPACITY_MAX) {
            throw new IllegalArgumentException(
                    "capacity=" + capacity + ", allowed: 0.." + CAPACITY_MAX);
        }
        if (capacity <= small.chunkBytes()) {
            return small;
        }
        return capacity <= medium.chunkBytes() ? medium : large;
    }

    /** What the pool holds and did so far. */
    public PoolStatistics statistics() {
        return new PoolStatistics(
                List.of(small.statistics(), medium.statistics(), large.statistics()));
    }

    /** Lets the free memory go; buffers in use stay valid until they are closed. Owner only. */
    @Override
    public void close() {
        closed = true;
        small.close();
        medium.close();
        large.close();
    }
}
