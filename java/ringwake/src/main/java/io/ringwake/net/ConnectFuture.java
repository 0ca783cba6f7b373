package io.ringwake.net;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.reactor.Reactor;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Becomes a connected stream. */
final class ConnectFuture implements Future<TcpStream> {
    private final InetSocketAddress remote;
    private @Nullable ConnectOperation operation;
    private boolean finished;

    ConnectFuture(InetSocketAddress remote) {
        this.remote = remote;
    }

    @Override
    public Poll<TcpStream> poll(Context cx) throws Exception {
        if (finished) {
            throw new IllegalStateException(this + " was polled after its end");
        }
        try {
            ConnectOperation current = operation;
            if (current == null) {
                current = start();
                operation = current;
            }
            Poll<TcpStream> poll = current.poll(cx);
            finished = poll.isReady();
            return poll;
        } catch (Exception | Error e) {
            cancel();
            throw e;
        }
    }

    private ConnectOperation start() throws Exception {
        Reactor reactor = Runtimes.reactor();
        int fd = SocketCalls.local().open(remote, "connect");
        return ConnectOperation.start(reactor, reactor.adopt(fd), remote);
    }

    @Override
    public void cancel() {
        if (!finished && operation != null) {
            operation.cancel();
        }
        finished = true;
    }

    @Override
    public String toString() {
        return "connect to " + remote;
    }
}
