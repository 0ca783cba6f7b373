package io.ringwake.cli.load;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What a load test does.
 *
 * @param target the echo service
 * @param connections how many, all at once
 * @param messageBytes of each message
 * @param pipeline messages under way on each connection
 * @param duration how long messages are sent, once all connections are there
 */
public record LoadOptions(
        InetSocketAddress target,
        int connections,
        int messageBytes,
        int pipeline,
        Duration duration) {}
