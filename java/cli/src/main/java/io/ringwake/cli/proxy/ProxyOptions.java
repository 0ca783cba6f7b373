package io.ringwake.cli.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How connections are carried.
 *
 * @param upstream where to
 * @param bufferBytes for each direction of each connection
 * @param connectTimeout how long connecting to the upstream may take
 * @param idleTimeout how long no byte may move before a connection is closed; zero: for ever
 */
public record ProxyOptions(
        InetSocketAddress upstream,
        int bufferBytes,
        Duration connectTimeout,
        Duration idleTimeout) {}
