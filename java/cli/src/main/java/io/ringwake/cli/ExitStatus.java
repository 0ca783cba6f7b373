package io.ringwake.cli;

/** What the program's exit statuses mean. */
public final class ExitStatus {
    /** The command did what it was asked to. */
    public static final int OK = 0;

    /** The command could not do it; standard error says why. */
    public static final int FAILURE = 1;

    /** A load test saw a byte that differed or a connection that broke. */
    public static final int MISMATCH = 2;

    /**
     * The arguments are wrong (EX_USAGE of sysexits.h); 2, the usual choice, has a meaning here.
     */
    public static final int USAGE = 64;

    private ExitStatus() {}
}
