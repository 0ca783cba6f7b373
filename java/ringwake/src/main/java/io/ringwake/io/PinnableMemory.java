package io.ringwake.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Memory that an operation can own for a while, and its life in one word.
 *
 * <pre>
 *    31 .......... 4      3        2        1      0
 *   |      0        | CLOSED | CLOSING | TAIL | HEAD |
 *
 *   OPEN            -> pinned           pin()    before the kernel learns the address
 *   pinned          -> OPEN             unpin()  the operation's terminal completion
 *   pinned          -> pinned|CLOSING   close()  the kernel may still use it: released later
 *   pinned|CLOSING  -> CLOSED           unpin()  of the last side; releases the memory
 *   OPEN            -> CLOSED           close()  releases the memory
 * </pre>
 *
 * A {@link Buf} has one side, HEAD. A {@link RingBuffer} has two: what is written out leaves from
 * the head while what is read in arrives at the tail.
 *
 * <p>Every transition is one atomic step, since close() may come from another thread than the
 * completion. The memory is released by whoever sets CLOSED, so exactly once.
 */
abstract sealed class PinnableMemory implements AutoCloseable permits Buf, RingBuffer {
    static final int HEAD = 1;
    static final int TAIL = 1 << 1;
    private static final int PINS = HEAD | TAIL;
    private static final int CLOSING = 1 << 2;
    private static final int CLOSED = 1 << 3;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(PinnableMemory.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through STATE
    private int state;

    private @Nullable Object headOwner;
    private @Nullable Object tailOwner;

    PinnableMemory() {}

    /** Gives the memory back; called once. */
    abstract void release();

    /** Fails if one of the sides is owned by an operation, or the memory is closed. */
    final void checkFree(int sides) {
        // Acquire: after a cancelled operation the pin is taken away by the thread that saw its
        // completion; whoever finds it gone also sees how far that has moved the position.
        if (((int) STATE.getAcquire(this) & (sides | CLOSING | CLOSED)) != 0) {
            throw unusable(sides);
        }
    }

    final void pinSide(int side, Object owner) {
        // Acquire and release: the kernel's owner sees what the user wrote, and close() on another
        // thread sees the pin or fails to set CLOSED.
        int before;
        do {
            before = (int) STATE.getVolatile(this);
            if ((before & (side | CLOSING | CLOSED)) != 0) {
                throw unusable(side);
            }
        } while (!STATE.compareAndSet(this, before, before | side));
        if (side == HEAD) {
            headOwner = owner;
        } else {
            tailOwner = owner;
        }
    }

    final void unpinSide(int side) {
        if (side == HEAD) {
            headOwner = null;
        } else {
            tailOwner = null;
        }
        int before;
        int after;
        do {
            before = (int) STATE.getVolatile(this);
            if ((before & side) == 0) {
                throw new IllegalStateException(this + " is not pinned by an operation");
            }
            after = before & ~side;
            if ((after & CLOSING) != 0 && (after & PINS) == 0) {
                after = CLOSED;
            }
        } while (!STATE.compareAndSet(this, before, after));
        if (after == CLOSED) {
            release();
        }
    }

    /**
     * Gives the memory back. While an operation owns it, that happens at the operation's end; any
     * use after this call throws {@link IllegalStateException} either way. Closing twice has no
     * effect. Safe from any thread, but never concurrently with another use.
     */
    @Override
    public final void close() {
        int before;
        int after;
        do {
            before = (int) STATE.getVolatile(this);
            if ((before & (CLOSING | CLOSED)) != 0) {
                return;
            }
            after = (before & PINS) == 0 ? CLOSED : before | CLOSING;
        } while (!STATE.compareAndSet(this, before, after));
        if (after == CLOSED) {
            release();
        }
    }

    /** Whether an operation owns it, in whole or in part. */
    public final boolean isPinned() {
        return ((int) STATE.getVolatile(this) & PINS) != 0;
    }

    /** Whether {@link #close} was called; the memory itself may still be an operation's. */
    public final boolean isClosed() {
        return ((int) STATE.getVolatile(this) & (CLOSING | CLOSED)) != 0;
    }

    private IllegalStateException unusable(int sides) {
        if (isClosed()) {
            return new IllegalStateException(getClass().getSimpleName() + " is closed");
        }
        Object owner = (sides & HEAD) != 0 && headOwner != null ? headOwner : tailOwner;
        return new IllegalStateException(
                getClass().getSimpleName()
                        + " is owned by "
                        + (owner == null ? "an operation" : owner)
                        + " until that ends");
    }
}
