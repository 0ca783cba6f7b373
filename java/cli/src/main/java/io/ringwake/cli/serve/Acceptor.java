package io.ringwake.cli.serve;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.cli.Failures;
import io.ringwake.cli.console.Log;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.time.Time;
import java.io.IOException;
import java.time.Duration;

/** Accepts from one listener until that is closed. */
final class Acceptor {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final TcpListener listener;
    private final Connections connections;
    private final Log log;
    private long shortages;

    Acceptor(TcpListener listener, Connections connections, Log log) {
        this.listener = listener;
        this.connections = connections;
        this.log = log;
    }

    Future<Void> run() {
        return async(() -> {
            await(connections.room());
            while (listener.isOpen()) {
                try {
                    connections.add(await(nextClient()));
                } catch (IOException e) {
                    if (listener.isOpen()) {
                        log.trouble("accept", "cannot accept: " + Failures.describe(e));
                        await(Time.sleep(PAUSE));
                    }
                }
                await(connections.room());
            }
            return null;
        });
    }

    /** The listener goes on by itself after a shortage, which takes a poll: time to tell of it. */
    private Future<TcpStream> nextClient() {
        Future<TcpStream> accepting = listener.accept();
        return new Future<>() {
            @Override
            public Poll<TcpStream> poll(Context cx) throws Exception {
                tellShortages();
                return accepting.poll(cx);
            }

            @Override
            public void cancel() {
                accepting.cancel();
            }
        };
    }

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
}
