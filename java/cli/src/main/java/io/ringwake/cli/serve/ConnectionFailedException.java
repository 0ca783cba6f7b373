package io.ringwake.cli.serve;

import io.ringwake.cli.Failures;
import java.io.IOException;
import java.io.Serial;

/** A connection ended before its time, of a kind that is told at most once a second. */
public class ConnectionFailedException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final String kind;

    /**
     * Describes the failure.
     *
     * @param kind failures of the same kind are told together
     * @param what the part that failed, with its address
     */
    public ConnectionFailedException(String kind, String what, Exception cause) {
        super(what + ": " + Failures.describe(cause), cause);
        this.kind = kind;
    }

    /** The kind of any failure. */
    static String kindOf(Exception failure) {
        return failure instanceof ConnectionFailedException known
                ? known.kind
                : failure.getClass().getName();
    }
}
