package io.ringwake.reactor;

/**
 * The user data of an entry: which operation a completion belongs to.
 *
 * <pre>
 *    63  62 ............ 32  31 ............ 0
 *   | 0 | generation        | slot            |   an operation
 *   | 1 | all bits set ................... x  |   the reactor's own: WAKE, CANCEL
 * </pre>
 *
 * <p>The generation of a slot changes with each use, so that the completion of an earlier use is
 * known for what it is; it comes round after 2^31 uses of one slot.
 */
final class Token {
    /** {@code RW_USER_DATA_WAKE}. */
    static final long WAKE = -1;

    /** Of ASYNC_CANCEL entries: how a cancellation fared shows in the cancelled operation. */
    static final long CANCEL = -2;

    /** Of an operation that is not in the ring. */
    static final long NONE = -3;

    static final int GENERATION_MASK = Integer.MAX_VALUE;

    private Token() {}

    static long of(int generation, int slot) {
        return (long) (generation & GENERATION_MASK) << Integer.SIZE | slot;
    }

    static int slot(long token) {
        return (int) token;
    }

    static int generation(long token) {
        return (int) (token >>> Integer.SIZE);
    }

    static boolean isOperation(long token) {
        return token >= 0;
    }
}
