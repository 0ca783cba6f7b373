package io.ringwake.async.compiler.differential;

import io.ringwake.AsyncBody;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import java.util.concurrent.CancellationException;

/**
 * What an async block means: its body runs, as javac compiled it, on a stack of its own, which is
 * left at an await that is pending. Stands in for {@link io.ringwake.Async} in class files that are
 * not transformed; public because those call it.
 */
public final class Untransformed {
    private Untransformed() {}

    /** As {@link io.ringwake.Async#async}. */
    public static <T> Future<T> async(AsyncBody<T> body) {
        return new Block<>(body);
    }

    /** As {@link io.ringwake.Async#await}. */
    public static <T> T await(Future<T> future) throws Exception {
        return ((Block<?>) Coroutine.current()).await(future);
    }

    private enum State {
        NOT_STARTED,
        SUSPENDED,
        RUNNING,
        FINISHED
    }

    private static final class Block<T> implements Future<T> {
        /** How many awaits a cancel that cannot wait cancels, as the runtime has it. */
        private static final int CANCELS_MAX = 64;

        private final AsyncBody<T> body;
        private Coroutine coroutine;
        private State state = State.NOT_STARTED;
        private boolean cleaning;
        private Context cx;
        private Future<?> child;
        private T value;
        private Throwable failure;

        Block(AsyncBody<T> body) {
            this.body = body;
        }

        private void runBody() {
            try {
                value = body.run();
            } catch (Throwable thrown) {
                failure = thrown;
            }
            state = State.FINISHED;
        }

        @SuppressWarnings("unchecked") // what takes the place of a cancelled child never returns
        <R> R await(Future<R> future) throws Exception {
            Future<R> awaited = future;
            while (true) {
                Poll<R> poll = awaited.poll(cx);
                if (poll instanceof Poll.Ready<R> ready) {
                    return ready.value();
                }
                child = awaited;
                state = State.SUSPENDED;
                Coroutine.leave();
                awaited = (Future<R>) child;
            }
        }

        @Override
        public Poll<T> poll(Context polling) throws Exception {
            if (state == State.RUNNING || state == State.FINISHED) {
                throw new IllegalStateException("state=" + state);
            }
            cx = polling;
            if (state == State.NOT_STARTED) {
                coroutine = Coroutine.of(this::runBody, this);
            }
            state = State.RUNNING;
            coroutine.enter();
            if (state != State.FINISHED) {
                return Poll.pending();
            } else if (failure instanceof Error error) {
                throw error;
            } else if (failure != null) {
                throw (Exception) failure;
            }
            return Poll.ready(value);
        }

        @Override
        public Poll<Void> pollCancel(Context polling) throws Exception {
            if (endUnlessSuspended()) {
                return Poll.done();
            }
            if (!cleaning) {
                try {
                    if (!child.pollCancel(polling).isReady()) {
                        return Poll.pending();
                    }
                    child = failing(new CancellationException());
                } catch (Throwable thrown) {
                    child = failing(thrown);
                }
                cleaning = true;
            }
            return pollCleanUp(polling) ? Poll.done() : Poll.pending();
        }

        private boolean pollCleanUp(Context polling) throws Exception {
            try {
                return poll(polling).isReady();
            } catch (CancellationException cancelled) {
                if (cancelled.getSuppressed().length > 0) {
                    throw cancelled;
                }
                return true;
            }
        }

        @Override
        public void cancel() {
            if (endUnlessSuspended()) {
                return;
            }
            for (int i = 0; state != State.FINISHED && i < CANCELS_MAX; i++) {
                cancelHere();
            }
            state = State.FINISHED;
        }

        private void cancelHere() {
            try {
                child.cancel();
                child = failing(new CancellationException());
            } catch (Throwable thrown) {
                child = failing(thrown);
            }
            cleaning = true;
            try {
                pollCleanUp(cx);
            } catch (Throwable thrown) {
                throw Untransformed.<RuntimeException>asIs(thrown);
            }
        }

        private boolean endUnlessSuspended() {
            if (state == State.RUNNING) {
                throw new IllegalStateException("state=" + state);
            }
            if (state == State.NOT_STARTED) {
                state = State.FINISHED;
            }
            return state == State.FINISHED;
        }
    }

    private static Future<Object> failing(Throwable failure) {
        return cx -> {
            throw Untransformed.<RuntimeException>asIs(failure);
        };
    }

    // Thrown as it is, whatever the compiler thinks of it.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E asIs(Throwable failure) throws E {
        throw (E) failure;
    }
}
