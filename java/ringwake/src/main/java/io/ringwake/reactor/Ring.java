package io.ringwake.reactor;

import io.ringwake.ffi.CompletionLayout;
import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.Feature;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.RingLayout;
import io.ringwake.ffi.Scratch;
import io.ringwake.ffi.SubmissionLayout;
import io.ringwake.placement.HomeNode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * The two rings of the native library, mapped: submission entries are written and completions read
 * in place. Belongs to one thread, and knows nothing of operations.
 *
 * <pre>
 *                  free             written, not published    published      free
 *   SQ  ... | sqHead (library) ...             sqTail word ...      tail (here) | ...
 *   CQ  ... | head (here) ... completions to reap ... cqTail (library)          | ...
 * </pre>
 *
 * <p>Indices run freely through 2^32; differences are taken modulo that.
 */
final class Ring {
    private static final VarHandle WORD =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final NativeCalls calls;
    private final long handle;
    private final ByteBuffer words;
    private final SubmissionEntry entry;
    private final int sqHeadAt;
    private final int sqTailAt;
    private final int sqFlagsAt;
    private final int cqHeadAt;
    private final int cqTailAt;
    private final int cqOverflowAt;
    private final int completionsAt;
    private final int sqEntries;
    private final int cqEntries;
    private final int completionMask;
    private final Backend backend;
    private final Set<Feature> features;

    private int tail;
    private int publishedTail;
    private int sqHeadSeen;
    private int head;

    private Ring(NativeCalls calls, long handle, Scratch layout) {
        this.calls = calls;
        this.handle = handle;
        words = view(layout, RingLayout.RING_BASE, RingLayout.RING_SIZE);
        ByteBuffer entries = view(layout, RingLayout.SQES_BASE, RingLayout.SQES_SIZE);
        sqHeadAt = layout.getInt(RingLayout.SQ_HEAD_OFFSET);
        sqTailAt = layout.getInt(RingLayout.SQ_TAIL_OFFSET);
        sqFlagsAt = layout.getInt(RingLayout.SQ_FLAGS_OFFSET);
        cqHeadAt = layout.getInt(RingLayout.CQ_HEAD_OFFSET);
        cqTailAt = layout.getInt(RingLayout.CQ_TAIL_OFFSET);
        cqOverflowAt = layout.getInt(RingLayout.CQ_OVERFLOW_OFFSET);
        completionsAt = layout.getInt(RingLayout.CQES_OFFSET);
        sqEntries = layout.getInt(RingLayout.SQ_ENTRIES);
        cqEntries = layout.getInt(RingLayout.CQ_ENTRIES);
        completionMask = cqEntries - 1;
        backend = Backend.ofCode(layout.getInt(RingLayout.BACKEND));
        features = Feature.ofMask(layout.getLong(RingLayout.FEATURES));
        entry = new SubmissionEntry(entries, sqEntries - 1);
        resync();
        head = (int) WORD.getAcquire(words, cqHeadAt);
    }

    /**
     * Maps an open ring.
     *
     * @param handle what {@code rw_ring_open} gave
     */
    static Ring map(NativeCalls calls, long handle) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new UnsupportedOperationException("entries are written in little-endian order");
        }
        Scratch layout = new Scratch(calls, RingLayout.SIZE);
        int result = calls.ringLayout(handle, layout.address());
        if (result < 0) {
            throw new AssertionError("rw_ring_layout of an open ring gave " + result);
        }
        Ring ring = new Ring(calls, handle, layout);
        if (ring.backend != Backend.IO_URING) {
            // The kernel takes the pages of io_uring's rings itself, near the thread that opens it.
            HomeNode.bind(
                    layout.getLong(RingLayout.RING_BASE), layout.getLong(RingLayout.RING_SIZE));
            HomeNode.bind(
                    layout.getLong(RingLayout.SQES_BASE), layout.getLong(RingLayout.SQES_SIZE));
        }
        return ring;
    }

    private ByteBuffer view(Scratch layout, int base, int size) {
        return calls.view(layout.getLong(base), layout.getLong(size))
                .order(ByteOrder.nativeOrder());
    }

    Backend backend() {
        return backend;
    }

    Set<Feature> features() {
        return features;
    }

    int sqEntries() {
        return sqEntries;
    }

    int cqEntries() {
        return cqEntries;
    }

    // ---- submission

    /** Whether another entry fits. Asks the library only if the last answer says no. */
    boolean hasRoom() {
        return tail - sqHeadSeen < sqEntries || tail - sqHeadAcquire() < sqEntries;
    }

    /** The next free entry, to be filled and then {@link #push pushed}. Needs room. */
    SubmissionEntry nextEntry(long token) {
        entry.begin(tail, token);
        return entry;
    }

    /** Keeps the entry that {@link #nextEntry} gave; invisible to the library until published. */
    void push() {
        tail++;
    }

    /** Whether the library has taken the entry of this index. */
    boolean isTaken(int index) {
        return sqHeadAcquire() - index > 0;
    }

    /** How many entries the library has not taken yet. */
    int unsubmitted() {
        return tail - sqHeadAcquire();
    }

    /** Makes pushed entries visible. */
    void publish() {
        if (publishedTail != tail) {
            // Release: the entries' bytes before their tail. Pairs with the library's acquire.
            WORD.setRelease(words, sqTailAt, tail);
            publishedTail = tail;
        }
    }

    /** Takes the tail from the shared word after the library has put an entry in itself. */
    void resync() {
        tail = (int) WORD.get(words, sqTailAt); // plain: the library wrote it in this thread
        publishedTail = tail;
        sqHeadAcquire();
    }

    private int sqHeadAcquire() {
        // Acquire: the library has read the entries before its head, so they may be overwritten.
        sqHeadSeen = (int) WORD.getAcquire(words, sqHeadAt);
        return sqHeadSeen;
    }

    /** Whether completions wait outside the completion ring. */
    boolean hasOverflow() {
        return ((int) WORD.getOpaque(words, sqFlagsAt) & EntryFlags.CQ_OVERFLOW) != 0;
    }

    /** How many completions were lost; stays 0 wherever the library keeps overflowing ones. */
    int lost() {
        return (int) WORD.getOpaque(words, cqOverflowAt);
    }

    // ---- completion

    /** Where reaping may go up to: everything before it is complete. */
    int completionTailAcquire() {
        // Acquire: the completions' bytes before their tail. Pairs with the library's release.
        return (int) WORD.getAcquire(words, cqTailAt);
    }

    int completionHead() {
        return head;
    }

    boolean hasCompletions() {
        return head != completionTailAcquire();
    }

    long token() {
        return words.getLong(completionAt() + CompletionLayout.USER_DATA);
    }

    int result() {
        return words.getInt(completionAt() + CompletionLayout.RES);
    }

    int flags() {
        return words.getInt(completionAt() + CompletionLayout.FLAGS);
    }

    private int completionAt() {
        return completionsAt + (head & completionMask) * CompletionLayout.SIZE;
    }

    /** Goes on to the next completion; its predecessor's slot is free once published. */
    void pop() {
        head++;
    }

    /** Gives the slots of popped completions back. */
    void publishHead() {
        // Release: they were read before the library may overwrite them.
        WORD.setRelease(words, cqHeadAt, head);
    }

    // ---- calls

    /** Publishes both rings and enters: see {@code rw_ring_enter}. */
    int enter(int minComplete, long timeoutNanos) {
        publish();
        publishHead();
        return calls.ringEnter(handle, unsubmitted(), minComplete, timeoutNanos);
    }

    /** Waits for a completion, leaving what is queued where it is. */
    int enterWithoutSubmitting(long timeoutNanos) {
        publishHead();
        return calls.ringEnter(handle, 0, 1, timeoutNanos);
    }

    /** Ends a wait. Any thread, as long as the ring is kept open for it. */
    int wake() {
        return calls.ringWake(handle);
    }

    /** See {@code rw_ring_rearm_wake}; only with everything submitted. */
    int rearmWake() {
        int result = calls.ringRearmWake(handle);
        resync();
        return result;
    }

    /** Unmaps; no method may be called after it. */
    void close() {
        calls.ringClose(handle);
    }

    static {
        assert SubmissionLayout.SIZE == 1 << SubmissionEntry.SHIFT;
    }
}
