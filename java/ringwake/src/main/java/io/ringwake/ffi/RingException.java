package io.ringwake.ffi;

/**
 * The C library refused a call that the runtime itself needs: opening a ring, mapping memory,
 * entering the ring. Failures of users' operations are {@link java.io.IOException}s instead.
 */
public final class RingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int result;

    /**
     * Describes a failed call.
     *
     * @param call the C function
     * @param result what it returned, {@code -errno}
     * @param errnoName the error's name
     * @param advice what the user can do
     */
    public RingException(String call, int result, String errnoName, String advice) {
        super(call + " failed with " + errnoName + ": " + advice);
        this.call = call;
        this.result = result;
    }

    /** Describes a failed call by the error's usual advice. */
    public static RingException of(ErrnoTable table, String call, int result) {
        String advice = table.find(result).map(Errno::advice).orElse("an error without a name");
        return new RingException(call, result, table.describe(result), advice);
    }

    /** The C function that failed. */
    public String call() {
        return call;
    }

    /** What it returned: {@code -errno}. */
    public int result() {
        return result;
    }
}
