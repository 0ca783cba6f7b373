package io.ringwake.reactor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The life of a {@link Descriptor} in one word, so that each transition is one atomic step.
 *
 * <pre>
 *      31        30      29 ................ 0
 *   | CLOSING | CLOSED | users: in flight, held |
 *
 *   users + 1   begin()        refused once CLOSING is set
 *   users - 1   end()
 *   CLOSING     beginClose()   once
 *   CLOSED      finish()       once
 * </pre>
 *
 * <p><b>One closer.</b> The word reaches {CLOSING, 0 users} in one step, and only once, since no
 * user joins after CLOSING: either beginClose() finds no user, or the last end() finds CLOSING.
 * Whoever made that step is told, and closes the number.
 */
abstract class DescriptorLife {
    /** What {@link #beginClose} found. */
    enum Closing {
        /** Somebody else has begun: nothing to do. */
        ALREADY,
        /** Nobody uses it: the caller closes it. */
        UNUSED,
        /** It is in use: the last user closes it. */
        IN_USE
    }

    private static final int CLOSING = 1 << 31;
    private static final int CLOSED = 1 << 30;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(DescriptorLife.class, "word", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // accessed through WORD
    private volatile int word;

    DescriptorLife() {}

    /** Whether closing has not begun. Any thread. */
    final boolean isAlive() {
        return (word & CLOSING) == 0;
    }

    /** One user more; false if closing has begun. Any thread. */
    final boolean begin() {
        int before;
        do {
            before = word;
            if ((before & CLOSING) != 0) {
                return false;
            }
            // Full strength, as all steps: what the user wrote before it is counted is visible to
            // whoever sets CLOSING later, and what it did before it leaves to whoever closes.
        } while (!WORD.compareAndSet(this, before, before + 1));
        return true;
    }

    /** One user less. Returns true to the last one of a closing descriptor, which closes it. */
    final boolean end() {
        return (int) WORD.getAndAdd(this, -1) - 1 == CLOSING;
    }

    /** No user joins from now on. Any thread. */
    final Closing beginClose() {
        int before = (int) WORD.getAndBitwiseOr(this, CLOSING);
        if ((before & CLOSING) != 0) {
            return Closing.ALREADY;
        }
        return before == 0 ? Closing.UNUSED : Closing.IN_USE;
    }

    /** The number is closed. Returns false the second time. */
    final boolean finish() {
        return ((int) WORD.getAndBitwiseOr(this, CLOSED) & CLOSED) == 0;
    }

    /** Whether {@link #finish} was called. */
    final boolean isFinished() {
        return (word & CLOSED) != 0;
    }
}
