package io.ringwake.cli.serve;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.cli.Failures;
import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.console.Log;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.net.TcpStream;
import io.ringwake.task.AbortHandle;
import io.ringwake.task.Tasks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * The connections of a server, each with a task of its own: which are active, what became of the
 * others, and whether there is room for more. Any thread; guarded by its monitor, which is taken a
 * few times in the life of a connection.
 */
final class Connections {
    private final Service service;
    private final int connectionsMax;
    private final int descriptorsRoom;
    private final Log log;
    private final Counts counts = new Counts();
    private final Map<TcpStream, AbortHandle> active = new HashMap<>();
    private final List<Waker> waiting = new ArrayList<>();
    private boolean draining;

    /**
     * No connection yet.
     *
     * @param connectionsMax more are refused
     */
    Connections(Service service, int connectionsMax, Log log) {
        this.service = service;
        this.connectionsMax = connectionsMax;
        this.descriptorsRoom = DescriptorRoom.connections(service.descriptorsPerConnection());
        this.log = log;
    }

    /** Whether descriptors may run out before the limit on connections is reached. */
    boolean mayLackDescriptors() {
        return descriptorsRoom < connectionsMax;
    }

    // ---- one connection

    /** Serves a new connection, or closes it if it is one too many. */
    synchronized void add(TcpStream client) {
        counts.total++;
        if (active.size() < connectionsMax) {
            // Locked, so that the task's end, on whichever worker, finds it in the map.
            active.put(client, Tasks.spawn(serve(client).thenClose(() -> ended(client))));
            return;
        }
        counts.refused++;
        log.trouble(
                "refused",
                "refused %s: --max-connections=%d reached"
                        .formatted(HostPort.format(client.remoteAddress()), connectionsMax));
        client.close();
    }

    private Future<Void> serve(TcpStream client) {
        return async(() -> {
            try {
                await(service.connection(client));
            } catch (CancellationException e) {
                throw e; // it was given time enough
            } catch (Exception e) {
                failed(e);
            } finally {
                client.close();
                await(client.closed()); // the limit on descriptors counts on it
            }
            return null;
        });
    }

    private synchronized void failed(Exception e) {
        counts.failed++;
        log.trouble(ConnectionFailedException.kindOf(e), Failures.describe(e));
    }

    private synchronized void ended(TcpStream client) {
        client.close();
        active.remove(client);
        if (!draining || active.isEmpty()) {
            wakeWaiting();
        }
    }

    // ---- all of them

    /**
     * Waits until the limit on descriptors allows one more connection, or the server is stopping.
     * Meanwhile clients wait in the kernel's backlog: they are not lost, as they would be if the
     * upstream connection found no descriptor.
     */
    Future<Void> room() {
        return cx -> hasRoom(cx.waker()) ? Poll.done() : Poll.pending();
    }

    private synchronized boolean hasRoom(Waker waker) {
        if (draining || active.size() < descriptorsRoom) {
            return true;
        }
        log.trouble(
                "descriptors",
                "limit of open files reached with %d connections; new ones wait (raise ulimit -n)"
                        .formatted(active.size()));
        waiting.add(waker);
        return false;
    }

    /** No more are waited for from now on. Returns how many there are. */
    synchronized int drain() {
        draining = true;
        wakeWaiting();
        return active.size();
    }

    /** Waits for the end of the last one. */
    Future<Void> end() {
        return cx -> isEmpty(cx.waker()) ? Poll.done() : Poll.pending();
    }

    private synchronized boolean isEmpty(Waker waker) {
        if (active.isEmpty()) {
            return true;
        }
        waiting.clear(); // only the end of the last one counts now, and only for this
        waiting.add(waker);
        return false;
    }

    /** Asks all to end that are active; returns how many. */
    synchronized int abort() {
        drain();
        active.values().forEach(AbortHandle::abort);
        return active.size();
    }

    /** One line about all of them. */
    synchronized String line() {
        return counts.line(active.size(), service.status());
    }

    private void wakeWaiting() {
        waiting.forEach(Waker::wake);
        waiting.clear();
    }
}
