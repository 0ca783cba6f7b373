package io.ringwake.cli.serve;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a server runs.
 *
 * @param listen where; port 0 lets the system choose
 * @param connectionsMax connections above this are closed as soon as they are accepted
 * @param grace how long connections may go on after the request to stop
 * @param statsInterval how often the counts are told; zero: never
 * @param perWorkerListeners whether each worker of the runtime has a listener of its own
 */
public record ServerOptions(
        InetSocketAddress listen,
        int connectionsMax,
        Duration grace,
        Duration statsInterval,
        boolean perWorkerListeners) {
    /** With one listener for all workers. */
    public ServerOptions(
            InetSocketAddress listen, int connectionsMax, Duration grace, Duration statsInterval) {
        this(listen, connectionsMax, grace, statsInterval, false);
    }
}
