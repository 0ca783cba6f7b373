package io.ringwake.cli.serve;

import io.ringwake.cli.Failures;
import io.ringwake.cli.console.Log;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.time.Sleep;
import io.ringwake.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Accepts from one listener and starts a task for each connection, until the drain begins. */
final class Acceptor implements Future<Void> {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final TcpListener listener;
    private final Service service;
    private final Connections connections;
    private final Log log;
    private @Nullable Future<TcpStream> accepting;
    private @Nullable Sleep pause;
    private long shortages;

    Acceptor(TcpListener listener, Service service, Connections connections, Log log) {
        this.listener = listener;
        this.service = service;
        this.connections = connections;
        this.log = log;
    }

    @Override
    public Poll<Void> poll(Context cx) {
        tellShortages();
        while (!connections.isDraining()) {
            if (!connections.hasRoom(cx.waker()) || isPaused(cx)) {
                return Poll.pending();
            }
            TcpStream client = pollAccept(cx);
            if (client == null) {
                return Poll.pending();
            }
            accepted(client);
        }
        cancel();
        return Poll.done();
    }

    /** The listener goes on by itself after a shortage; it only counts them. */
    private void tellShortages() {
        long now = listener.acceptBackoffs();
        if (now > shortages) {
            shortages = now;
            log.trouble(
                    "shortage",
                    "cannot accept for want of descriptors or memory (raise ulimit -n); new"
                            + " connections wait");
        }
    }

    private boolean isPaused(Context cx) {
        if (pause == null) {
            return false;
        }
        if (!pause.poll(cx).isReady()) {
            return true;
        }
        pause = null;
        return false;
    }

    /** The next client, or null if there is none now; a failure only pauses the accepting. */
    private @Nullable TcpStream pollAccept(Context cx) {
        if (accepting == null) {
            accepting = listener.accept();
        }
        try {
            if (accepting.poll(cx) instanceof Poll.Ready<TcpStream> ready) {
                accepting = null;
                return ready.value();
            }
        } catch (Exception e) {
            accepting = null;
            failed(cx, e);
        }
        return null;
    }

    private void failed(Context cx, Exception failure) {
        if (listener.isOpen()) {
            pause = Time.sleep(PAUSE);
            pause.poll(cx);
            log.trouble("accept", "cannot accept: " + Failures.describe(failure));
        } else {
            cx.waker().wake(); // closed by the drain, which the next poll finds
        }
    }

    private void accepted(TcpStream client) {
        ConnectionTask task = new ConnectionTask(connections, service.connection(client));
        if (connections.begin(task, client.remoteAddress())) {
            task.start();
        } else {
            task.refuse();
        }
    }

    @Override
    public void cancel() {
        if (accepting != null) {
            accepting.cancel();
            accepting = null;
        }
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
    }
}
