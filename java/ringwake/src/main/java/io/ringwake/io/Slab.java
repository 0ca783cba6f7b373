package io.ringwake.io;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One mapping, cut into chunks of one size. Unmapped when the last chunk that refers to it is
 * garbage, so never under a buffer in use.
 */
final class Slab {
    static final int BYTES = 1 << 18;

    private final Mapping mapping = Mapping.map(BYTES);

    /** Cuts the slab up; the chunks belong to this class of sizes. At least one. */
    Chunk cut(SizeClass sizeClass) {
        int size = sizeClass.chunkBytes();
        int last = BYTES - size;
        Chunk first = new Chunk(this, sizeClass, last);
        for (int at = last - size; at >= 0; at -= size) {
            Chunk chunk = new Chunk(this, sizeClass, at);
            chunk.next = first;
            first = chunk;
        }
        return first;
    }

    /** A part of a slab; in a free list, or behind one {@link Buf}. */
    static final class Chunk implements Region {
        // Held so that the mapping lives as long as any of its chunks.
        private final Slab slab;
        private final SizeClass sizeClass;
        private final ByteBuffer view;
        private final int offset;

        /** The next one of the list that this chunk is in; guarded by the list's rules. */
        @Nullable Chunk next;

        Chunk(Slab slab, SizeClass sizeClass, int offset) {
            this.slab = slab;
            this.sizeClass = sizeClass;
            this.offset = offset;
            this.view = slab.mapping.view().slice(offset, sizeClass.chunkBytes());
        }

        @Override
        public long address() {
            return slab.mapping.address() + offset;
        }

        @Override
        public ByteBuffer view() {
            return view;
        }

        @Override
        public void release() {
            sizeClass.give(this);
        }
    }
}
