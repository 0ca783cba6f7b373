package io.ringwake.reactor;

import io.ringwake.ffi.CompletionLayout;
import io.ringwake.ffi.DelegatingCalls;
import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.RingLayout;
import io.ringwake.ffi.SubmissionLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A library whose ring is an array in the test's hands: it takes what it is told to take and posts
 * whatever completions the test wants, in any order, also ones no kernel should post.
 */
final class ScriptedRing extends DelegatingCalls {
    private static final int SQ_ENTRIES = 4;
    private static final int CQ_ENTRIES = 8;
    private static final int SQ_HEAD = 0;
    private static final int SQ_TAIL = 4;
    private static final int SQ_FLAGS = 8;
    private static final int CQ_HEAD = 12;
    private static final int CQ_TAIL = 16;
    private static final int CQ_OVERFLOW = 20;
    private static final int CQES = 64;
    private static final long HANDLE = 77;

    /** User data of the entries taken so far, oldest first. */
    final List<Long> taken = new ArrayList<>();

    /** Their opcodes. */
    final List<Byte> opcodes = new ArrayList<>();

    /** The addr fields of the entries: what a cancellation is aimed at. */
    final List<Long> targets = new ArrayList<>();

    final List<Integer> minCompletes = new ArrayList<>();
    final List<Long> timeouts = new ArrayList<>();
    int takeLimit = Integer.MAX_VALUE;
    int rearms;
    int rearmResult;

    /** Runs in each enter after the entries were taken. */
    Runnable kernel = () -> {};

    private final ByteBuffer ring =
            ByteBuffer.allocateDirect(CQES + CQ_ENTRIES * CompletionLayout.SIZE)
                    .order(ByteOrder.nativeOrder());
    private final ByteBuffer entries =
            ByteBuffer.allocateDirect(SQ_ENTRIES * SubmissionLayout.SIZE)
                    .order(ByteOrder.nativeOrder());

    /** All indices begin at this value. */
    ScriptedRing(int firstIndex) {
        super(NativeLibrary.calls());
        for (int word : new int[] {SQ_HEAD, SQ_TAIL, CQ_HEAD, CQ_TAIL}) {
            ring.putInt(word, firstIndex);
        }
    }

    void post(long userData, int result, int flags) {
        int tail = ring.getInt(CQ_TAIL);
        if (tail - ring.getInt(CQ_HEAD) >= CQ_ENTRIES) {
            throw new AssertionError("the test posts more than fits");
        }
        int at = CQES + (tail & (CQ_ENTRIES - 1)) * CompletionLayout.SIZE;
        ring.putLong(at + CompletionLayout.USER_DATA, userData);
        ring.putInt(at + CompletionLayout.RES, result);
        ring.putInt(at + CompletionLayout.FLAGS, flags);
        ring.putInt(CQ_TAIL, tail + 1);
    }

    void setOverflow(boolean overflow) {
        ring.putInt(SQ_FLAGS, overflow ? EntryFlags.CQ_OVERFLOW : 0);
    }

    void setLost(int count) {
        ring.putInt(CQ_OVERFLOW, count);
    }

    /** Completes everything taken that was not completed yet with 0. */
    void completeAll() {
        for (long userData : taken) {
            post(userData, 0, 0);
        }
        taken.clear();
    }

    @Override
    public int ringOpen(long paramsAddress, long outAddress) {
        real.view(outAddress, Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, HANDLE);
        return 0;
    }

    @Override
    public int ringLayout(long handle, long outAddress) {
        ByteBuffer out = real.view(outAddress, RingLayout.SIZE).order(ByteOrder.nativeOrder());
        out.putLong(RingLayout.RING_BASE, real.address(ring));
        out.putLong(RingLayout.RING_SIZE, ring.capacity());
        out.putLong(RingLayout.SQES_BASE, real.address(entries));
        out.putLong(RingLayout.SQES_SIZE, entries.capacity());
        out.putInt(RingLayout.SQ_HEAD_OFFSET, SQ_HEAD);
        out.putInt(RingLayout.SQ_TAIL_OFFSET, SQ_TAIL);
        out.putInt(RingLayout.SQ_FLAGS_OFFSET, SQ_FLAGS);
        out.putInt(RingLayout.CQ_HEAD_OFFSET, CQ_HEAD);
        out.putInt(RingLayout.CQ_TAIL_OFFSET, CQ_TAIL);
        out.putInt(RingLayout.CQ_OVERFLOW_OFFSET, CQ_OVERFLOW);
        out.putInt(RingLayout.CQES_OFFSET, CQES);
        out.putInt(RingLayout.SQ_ENTRIES, SQ_ENTRIES);
        out.putInt(RingLayout.CQ_ENTRIES, CQ_ENTRIES);
        out.putInt(RingLayout.BACKEND, Backend.EPOLL.code());
        out.putLong(RingLayout.FEATURES, 0);
        return 0;
    }

    @Override
    public int ringEnter(long handle, int toSubmit, int minComplete, long timeoutNanos) {
        minCompletes.add(minComplete);
        timeouts.add(timeoutNanos);
        int head = ring.getInt(SQ_HEAD);
        int count = Math.min(Math.min(toSubmit, takeLimit), ring.getInt(SQ_TAIL) - head);
        for (int i = 0; i < count; i++) {
            int at = ((head + i) & (SQ_ENTRIES - 1)) * SubmissionLayout.SIZE;
            taken.add(entries.getLong(at + SubmissionLayout.USER_DATA));
            opcodes.add(entries.get(at + SubmissionLayout.OPCODE));
            targets.add(entries.getLong(at + SubmissionLayout.ADDR));
        }
        ring.putInt(SQ_HEAD, head + count);
        kernel.run();
        return count;
    }

    @Override
    public int ringWake(long handle) {
        return 0;
    }

    /** As the real one: puts an entry of its own into the ring and has it taken. */
    @Override
    public int ringRearmWake(long handle) {
        if (ring.getInt(SQ_HEAD) != ring.getInt(SQ_TAIL)) {
            throw new AssertionError("rearmed with entries that were not taken");
        }
        rearms++;
        if (rearmResult == 0) {
            ring.putInt(SQ_HEAD, ring.getInt(SQ_HEAD) + 1);
            ring.putInt(SQ_TAIL, ring.getInt(SQ_TAIL) + 1);
        }
        return rearmResult;
    }

    @Override
    public void ringClose(long handle) {}
}
