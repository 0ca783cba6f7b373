package io.ringwake.net;

/**
 * How a listener is bound. Immutable; {@link #defaults} is the starting point.
 *
 * @param backlog connections that may wait in the kernel; it may cap the number (somaxconn)
 * @param reuseAddress bind although connections of an earlier listener linger (on by default)
 * @param reusePort several listeners share the port, and the kernel spreads connections over them
 * @param ipv6Only an IPv6 wildcard does not take IPv4 connections (off: both)
 */
public record ListenOptions(
        int backlog, boolean reuseAddress, boolean reusePort, boolean ipv6Only) {
    private static final int BACKLOG = 1024;

    /** Checks the ranges. */
    public ListenOptions {
        if (backlog < 1) {
            throw new IllegalArgumentException("backlog=" + backlog + ", allowed: 1 or more");
        }
    }

    /** A backlog of 1024, address reuse, no port reuse, IPv4 and IPv6 on an IPv6 wildcard. */
    public static ListenOptions defaults() {
        return new ListenOptions(BACKLOG, true, false, false);
    }

    /** The same with another backlog. */
    public ListenOptions withBacklog(int value) {
        return new ListenOptions(value, reuseAddress, reusePort, ipv6Only);
    }

    /** The same with address reuse on or off. */
    public ListenOptions withReuseAddress(boolean value) {
        return new ListenOptions(backlog, value, reusePort, ipv6Only);
    }

    /** The same with port reuse on or off. */
    public ListenOptions withReusePort(boolean value) {
        return new ListenOptions(backlog, reuseAddress, value, ipv6Only);
    }

    /** The same with IPv4 connections to an IPv6 wildcard refused or taken. */
    public ListenOptions withIpv6Only(boolean value) {
        return new ListenOptions(backlog, reuseAddress, reusePort, value);
    }
}
