package io.ringwake.ffi;

/** Numbers of the socket options, alike on every platform; values are plain integers. */
public final class SocketOptionCode {
    public static final int REUSE_ADDRESS = 1;
    public static final int REUSE_PORT = 2;
    public static final int KEEP_ALIVE = 3;

    /** Bytes; what get returns may differ from what was set. */
    public static final int RECEIVE_BUFFER = 4;

    /** Bytes; what get returns may differ from what was set. */
    public static final int SEND_BUFFER = 5;

    /** Seconds; -1 is off. */
    public static final int LINGER = 6;

    public static final int NO_DELAY = 7;
    public static final int IPV6_ONLY = 8;

    /** Seconds. */
    public static final int KEEP_IDLE = 9;

    /** Seconds. */
    public static final int KEEP_INTERVAL = 10;

    public static final int KEEP_COUNT = 11;

    /** Linux only. */
    public static final int QUICK_ACK = 12;

    /** Get only: takes and clears the pending error, as the platform's errno. */
    public static final int ERROR = 13;

    private SocketOptionCode() {}
}
