package io.ringwake.cli.load;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.net.TcpStream;
import io.ringwake.task.Tasks;
import io.ringwake.time.Time;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes many connections, some at a time, so that they fit the backlog of the service. */
final class Connector implements Future<List<TcpStream>> {
    private static final int AT_ONCE = 128;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final InetSocketAddress target;
    private final int wanted;
    private final List<TcpStream> streams = new ArrayList<>();
    private @Nullable Waker waker;
    private @Nullable Exception firstFailure;
    private int begun;
    private int underWay;

    Connector(InetSocketAddress target, int wanted) {
        this.target = target;
        this.wanted = wanted;
    }

    @Override
    public Poll<List<TcpStream>> poll(Context cx) {
        waker = cx.waker();
        while (begun < wanted && underWay < AT_ONCE) {
            begun++;
            underWay++;
            Tasks.spawn(attempt()).detach();
        }
        return underWay == 0 ? Poll.ready(streams) : Poll.pending();
    }

    private Future<Void> attempt() {
        Future<TcpStream> connecting = Time.timeout(TIMEOUT, TcpStream.connect(target));
        return cx -> {
            try {
                if (!(connecting.poll(cx) instanceof Poll.Ready<TcpStream> connected)) {
                    return Poll.pending();
                }
                streams.add(connected.value());
            } catch (Exception e) {
                firstFailure = firstFailure == null ? e : firstFailure;
            }
            ended();
            return Poll.done();
        };
    }

    private void ended() {
        underWay--;
        if (waker != null) {
            waker.wake();
        }
    }

    /** Why the first connection that could not be made was not made. */
    Optional<Exception> firstFailure() {
        return Optional.ofNullable(firstFailure);
    }
}
