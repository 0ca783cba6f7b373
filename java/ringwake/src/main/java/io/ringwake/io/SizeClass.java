package io.ringwake.io;

import io.ringwake.io.Slab.Chunk;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The free chunks of one size: a stack of the owner's own, and one that other threads push to.
 *
 * <p>The owner takes the whole second stack at once when its own is empty. Nobody ever pops a
 * single chunk from it, so a chunk cannot go and come back between a reader's look and its swap.
 */
final class SizeClass {
    private static final VarHandle RETURNED;

    static {
        try {
            RETURNED =
                    MethodHandles.lookup().findVarHandle(SizeClass.class, "returned", Chunk.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread owner;
    private final int chunkBytes;
    private @Nullable Chunk free; // the owner's

    @SuppressWarnings("UnusedVariable") // any thread's, through RETURNED
    private @Nullable Chunk returned;

    private volatile boolean closed;

    // Written by the owner alone; others read approximate values.
    private long taken;
    private long givenByOwner;
    private long reclaimed;
    private long slabs;

    SizeClass(Thread owner, int chunkBytes) {
        this.owner = owner;
        this.chunkBytes = chunkBytes;
    }

    int chunkBytes() {
        return chunkBytes;
    }

    /** Takes a chunk; owner only. */
    Chunk take() {
        Chunk chunk = free;
        if (chunk == null) {
            chunk = refill();
        }
        free = chunk.next;
        chunk.next = null;
        taken++;
        return chunk;
    }

    /** Any thread. */
    void give(Chunk chunk) {
        if (closed) {
            return; // garbage; with the last chunk of a slab goes its mapping
        }
        if (Thread.currentThread() == owner) {
            chunk.next = free;
            free = chunk;
            givenByOwner++;
            return;
        }
        Chunk before;
        do {
            before = (Chunk) RETURNED.getAcquire(this);
            chunk.next = before;
            // Release: what this thread did to the memory is done before the owner's next user sees
            // the chunk. Pairs with the acquire in refill().
        } while (!RETURNED.weakCompareAndSetRelease(this, before, chunk));
    }

    /** Owner only. */
    void close() {
        closed = true;
        free = null;
        RETURNED.setRelease(this, null);
    }

    private Chunk refill() {
        Chunk chunks = (Chunk) RETURNED.getAndSetAcquire(this, null);
        if (chunks != null) {
            for (Chunk each = chunks; each != null; each = each.next) {
                reclaimed++;
            }
            return chunks;
        }
        slabs++;
        return new Slab().cut(this);
    }

    /** Approximate when called by another thread than the owner. */
    PoolStatistics.Line statistics() {
        return new PoolStatistics.Line(
                chunkBytes, slabs * Slab.BYTES, taken, givenByOwner, reclaimed);
    }
}
