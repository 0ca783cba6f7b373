package io.ringwake.io;

import java.util.List;

/**
 * What a {@link BufferPool} holds and did. Approximate when asked for by another thread than the
 * pool's own.
 *
 * @param lines one for each size, smallest first
 */
public record PoolStatistics(List<Line> lines) {
    /** Keeps its own copy of the list. */
    public PoolStatistics {
        lines = List.copyOf(lines);
    }

    /**
     * One size.
     *
     * @param chunkBytes the size
     * @param mappedBytes memory mapped for this size so far
     * @param taken how many buffers were taken
     * @param returned how many the pool's own thread gave back
     * @param returnedByOthers how many other threads gave back, as far as they were taken in again
     */
    public record Line(
            int chunkBytes, long mappedBytes, long taken, long returned, long returnedByOthers) {
        /** Buffers in use, or given back by another thread and not yet taken in. */
        public long inUse() {
            return taken - returned - returnedByOthers;
        }
    }

    /** Memory mapped for all sizes. */
    public long mappedBytes() {
        return lines.stream().mapToLong(Line::mappedBytes).sum();
    }

    /** Buffers in use, of all sizes. */
    public long inUse() {
        return lines.stream().mapToLong(Line::inUse).sum();
    }
}
