package io.ringwake.net;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.reactor.Descriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One task's wait for a connection.
 *
 * <pre>
 *   NEW -> WAITING -> DELIVERED or FAILED -> FINISHED
 *   NEW -> FINISHED, if a connection is kept
 * </pre>
 */
final class AcceptFuture implements Future<TcpStream> {
    private enum State {
        NEW,
        WAITING,
        DELIVERED,
        FAILED,
        FINISHED
    }

    private final AcceptOperation accepting;
    private State state = State.NEW;
    private @Nullable Waker waker;
    private @Nullable Descriptor connection;
    private @Nullable IOException failure;

    AcceptFuture(AcceptOperation accepting) {
        this.accepting = accepting;
    }

    @Override
    public Poll<TcpStream> poll(Context cx) throws Exception {
        try {
            return switch (state) {
                case NEW -> start(cx);
                case WAITING -> waitOn(cx);
                case DELIVERED -> take(cx);
                case FAILED -> throw failure == null ? new IOException("accept") : failure;
                case FINISHED -> throw new IllegalStateException("accept was polled after its end");
            };
        } catch (Exception | Error e) {
            state = State.FINISHED;
            throw e;
        }
    }

    private Poll<TcpStream> start(Context cx) throws IOException {
        accepting.checkUsable();
        if (accepting.hasKept()) {
            if (!cx.proceed()) {
                return Poll.pending();
            }
            connection = accepting.takeKept();
            return finish();
        }
        state = State.WAITING;
        waker = cx.waker();
        accepting.await(this);
        return waitOn(cx);
    }

    private Poll<TcpStream> waitOn(Context cx) {
        waker = cx.waker();
        accepting.tend(this, cx);
        return Poll.pending();
    }

    private Poll<TcpStream> take(Context cx) throws IOException {
        return cx.proceed() ? finish() : Poll.pending();
    }

    private Poll<TcpStream> finish() throws IOException {
        Descriptor taken = connection;
        if (taken == null) {
            throw new IllegalStateException("nothing was delivered");
        }
        connection = null;
        state = State.FINISHED;
        return Poll.ready(accepting.stream(taken));
    }

    /** A connection has come for this task. */
    void deliver(Descriptor newConnection) {
        connection = newConnection;
        state = State.DELIVERED;
        wake();
    }

    /** None will come. */
    void fail(IOException thrown) {
        failure = thrown;
        state = State.FAILED;
        wake();
    }

    void wake() {
        if (waker != null) {
            waker.wake();
        }
    }

    @Override
    public void cancel() {
        State before = state;
        state = State.FINISHED;
        if (before == State.WAITING) {
            accepting.giveUp(this);
        } else if (before == State.DELIVERED && connection != null) {
            accepting.giveBack(connection);
            connection = null;
        }
    }
}
