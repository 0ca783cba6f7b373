package io.ringwake.cli.serve;

import io.ringwake.cli.Failures;
import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.console.Log;
import io.ringwake.future.Waker;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a server: which are active, what became of the others, and whether there is
 * room for more. Any thread; guarded by its monitor, which is taken a few times in the life of a
 * connection.
 */
final class Connections {
    private final int connectionsMax;
    private int descriptorsRoom = Integer.MAX_VALUE;
    private final Log log;
    private final Counts counts = new Counts();
    private final Set<ConnectionTask> active = new HashSet<>();
    private final List<Waker> waiting = new ArrayList<>();
    private boolean draining;

    /**
     * No connection yet.
     *
     * @param connectionsMax more are refused
     */
    Connections(int connectionsMax, Log log) {
        this.connectionsMax = connectionsMax;
        this.log = log;
    }

    /**
     * With this many, new ones are not even accepted. Returns whether that may be reached before
     * the limit on connections.
     */
    synchronized boolean limitTo(int newDescriptorsRoom) {
        descriptorsRoom = newDescriptorsRoom;
        return descriptorsRoom < connectionsMax;
    }

    /**
     * Whether the limit on descriptors allows one more connection. If not, the waker is called when
     * that may have changed, and clients wait in the kernel's backlog: they are not lost, as they
     * would be if the upstream connection found no descriptor.
     */
    synchronized boolean hasRoom(Waker waker) {
        if (active.size() < descriptorsRoom) {
            return true;
        }
        log.trouble(
                "descriptors",
                "limit of open files reached with %d connections; new ones wait (raise ulimit -n)"
                        .formatted(active.size()));
        waiting.add(waker);
        return false;
    }

    /** Counts a new connection in; false if it is one too many. */
    synchronized boolean begin(ConnectionTask task, InetSocketAddress client) {
        counts.total++;
        if (active.size() >= connectionsMax) {
            counts.refused++;
            log.trouble(
                    "refused",
                    "refused %s: --max-connections=%d reached"
                            .formatted(HostPort.format(client), connectionsMax));
            return false;
        }
        active.add(task);
        return true;
    }

    /** A connection has ended. */
    synchronized void ended(ConnectionTask task, @Nullable Exception e) {
        active.remove(task);
        if (e != null) {
            counts.failed++;
            log.trouble(ConnectionFailedException.kindOf(e), Failures.describe(e));
        }
        if (!draining || active.isEmpty()) {
            wakeWaiting();
        }
    }

    /** No connection is accepted from now on. Returns how many there are. */
    synchronized int drain() {
        draining = true;
        wakeWaiting();
        return active.size();
    }

    /** Whether {@link #drain} was called. */
    synchronized boolean isDraining() {
        return draining;
    }

    /** Whether the last one has ended; if not, the waker is called when it has. */
    synchronized boolean isEmpty(Waker waker) {
        if (active.isEmpty()) {
            return true;
        }
        waiting.clear(); // only the end of the last one counts now, and only for this
        waiting.add(waker);
        return false;
    }

    /** Those that are active now. */
    synchronized List<ConnectionTask> active() {
        return List.copyOf(active);
    }

    /** One line about all of them. */
    synchronized String line(String status) {
        return counts.line(active.size(), status);
    }

    private void wakeWaiting() {
        waiting.forEach(Waker::wake);
        waiting.clear();
    }
}
