package io.ringwake.net;

/**
 * How a listener is bound. Immutable; {@link #defaults} is the starting point.
 *
 * @param backlog connections that may wait in the kernel; it may cap the number (somaxconn)
 * @param reuseAddress bind although connections of an earlier listener linger (on by default)
 * @param reusePort several listeners share the port, and the kernel spreads connections over them
 * @param ipv6Only an IPv6 wildcard does not take IPv4 connections (off: both)
 * @param keptMax about how many connections may be accepted before a task asks for them; 0: none,
 *     so that those that nobody asks for hold no descriptor but wait in the backlog
 */
public record ListenOptions(
        int backlog, boolean reuseAddress, boolean reusePort, boolean ipv6Only, int keptMax) {
    private static final int BACKLOG = 1024;
    private static final int KEPT_MAX = 256;

    /** Checks the ranges. */
    public ListenOptions {
        if (backlog < 1) {
            throw new IllegalArgumentException("backlog=" + backlog + ", allowed: 1 or more");
        }
        if (keptMax < 0) {
            throw new IllegalArgumentException("keptMax=" + keptMax + ", allowed: 0 or more");
        }
    }

    /**
     * A backlog of 1024, address reuse, no port reuse, IPv4 and IPv6 on an IPv6 wildcard, about 256
     * connections accepted ahead.
     */
    public static ListenOptions defaults() {
        return new ListenOptions(BACKLOG, true, false, false, KEPT_MAX);
    }

    /** The same with another backlog. */
    public ListenOptions withBacklog(int value) {
        return new ListenOptions(value, reuseAddress, reusePort, ipv6Only, keptMax);
    }

    /** The same with address reuse on or off. */
    public ListenOptions withReuseAddress(boolean value) {
        return new ListenOptions(backlog, value, reusePort, ipv6Only, keptMax);
    }

    /** The same with port reuse on or off. */
    public ListenOptions withReusePort(boolean value) {
        return new ListenOptions(backlog, reuseAddress, value, ipv6Only, keptMax);
    }

    /** The same with IPv4 connections to an IPv6 wildcard refused or taken. */
    public ListenOptions withIpv6Only(boolean value) {
        return new ListenOptions(backlog, reuseAddress, reusePort, value, keptMax);
    }

    /** The same with another number of connections accepted ahead. */
    public ListenOptions withKeptMax(int value) {
        return new ListenOptions(backlog, reuseAddress, reusePort, ipv6Only, value);
    }
}
