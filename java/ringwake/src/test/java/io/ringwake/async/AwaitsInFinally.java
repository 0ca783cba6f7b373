package io.ringwake.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Suppressed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What is made of this block, written by hand:
 *
 * <pre>{@code
 * async(() -> {
 *     log.add("begin");
 *     int value;
 *     try {
 *         value = await(first);
 *     } finally {
 *         await(closing);
 *         log.add("closed");
 *     }
 *     return value;
 * })
 * }</pre>
 */
final class AwaitsInFinally extends StateMachine<Integer> {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Future<Integer> first;
    private final Future<?> closing;
    private @Nullable Throwable thrown;
    private int value;

    AwaitsInFinally(Future<Integer> first, Future<?> closing) {
        this.first = first;
        this.closing = closing;
    }

    List<String> log() {
        return log;
    }

    @Override
    protected String points() {
        return "Example.java\nserve\n12,14";
    }

    @Override
    public Poll<Integer> poll(Context cx) throws Exception {
        int point = state;
        if (point < 0) {
            throw notPollable();
        }
        state = RUNNING;
        try {
            if (point == NOT_STARTED) {
                log.add("begin");
                child = first;
            }
            if (point < 2) {
                if (!pollFirst(cx)) {
                    state = 1;
                    return Poll.pending();
                }
                child = closing;
            }
            if (!polled(cx).isReady()) {
                state = 2;
                return Poll.pending();
            }
            log.add("closed");
            state = FINISHED;
        } catch (Throwable failure) {
            state = FINISHED;
            child = null;
            throw failure;
        }
        if (thrown != null) {
            throw Suppressed.<Exception>asIs(thrown);
        }
        return Poll.ready((Integer) value);
    }

    private boolean pollFirst(Context cx) {
        try {
            if (polled(cx) instanceof Poll.Ready<?> ready) {
                value = (Integer) ready.value();
                return true;
            }
            return false;
        } catch (Throwable failure) {
            thrown = failure;
            return true;
        }
    }

    private Poll<?> polled(Context cx) throws Exception {
        Future<?> waited = child;
        if (waited == null) {
            throw new AssertionError("no child at a point");
        }
        return waited.poll(cx);
    }
}
