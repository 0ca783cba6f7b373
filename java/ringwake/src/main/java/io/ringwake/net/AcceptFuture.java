package io.ringwake.net;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.reactor.Descriptor;
import io.ringwake.reactor.Reactor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One task's wait for a connection. Guarded by the queue's lock.
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

    private final AcceptQueue queue;
    private State state = State.NEW;
    private @Nullable Waker waker;
    private @Nullable Descriptor connection;
    private @Nullable IOException failure;

    AcceptFuture(AcceptQueue queue) {
        this.queue = queue;
    }

    @Override
    public Poll<TcpStream> poll(Context cx) throws Exception {
        Descriptor taken;
        synchronized (queue) {
            taken = pollLocked(cx);
        }
        // Outside of the lock: two system calls ask for the addresses.
        return taken == null ? Poll.pending() : Poll.ready(queue.stream(taken));
    }

    private @Nullable Descriptor pollLocked(Context cx) throws IOException {
        try {
            return switch (state) {
                case NEW -> start(cx);
                case WAITING -> waitOn(cx);
                case DELIVERED -> take(cx);
                case FAILED -> throw failure == null ? new IOException("accept") : failure;
                case FINISHED -> throw new IllegalStateException("accept was polled after its end");
            };
        } catch (IOException | RuntimeException | Error e) {
            cancel();
            throw e;
        }
    }

    private @Nullable Descriptor start(Context cx) throws IOException {
        Reactor reactor = queue.usableReactor();
        if (queue.hasKept()) {
            if (!cx.proceed()) {
                return null;
            }
            state = State.FINISHED;
            return queue.takeKept();
        }
        state = State.WAITING;
        waker = cx.waker();
        queue.await(this, reactor);
        return waitOn(cx);
    }

    private @Nullable Descriptor waitOn(Context cx) throws IOException {
        waker = cx.waker();
        queue.tend(this, cx);
        return null;
    }

    private @Nullable Descriptor take(Context cx) {
        if (!cx.proceed()) {
            return null;
        }
        Descriptor taken = connection;
        connection = null;
        state = State.FINISHED;
        return taken;
    }

    /** A connection has come for this task. Locked. */
    void deliver(Descriptor newConnection) {
        connection = newConnection;
        state = State.DELIVERED;
        wake();
    }

    /** None will come. Locked. */
    void fail(IOException thrown) {
        failure = thrown;
        state = State.FAILED;
        wake();
    }

    /** Locked. */
    void wake() {
        if (waker != null) {
            waker.wake();
        }
    }

    @Override
    public void cancel() {
        synchronized (queue) {
            State before = state;
            state = State.FINISHED;
            if (before == State.WAITING) {
                queue.giveUp(this);
            } else if (before == State.DELIVERED && connection != null) {
                queue.giveBack(connection);
                connection = null;
            }
        }
    }
}
