package io.ringwake.task;

import io.ringwake.future.CheckedFunction;
import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Suppressed;
import io.ringwake.future.Traced;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drives the body of a {@link TaskScope}, and ends when its children have ended. */
final class ScopedBody<R> implements Future<R>, Traced {
    private final ScopeChildren children;
    private @Nullable CheckedFunction<? super TaskScope, ? extends Future<R>> start;
    private @Nullable Future<R> body;
    private @Nullable Poll<R> result;
    private boolean ending;
    private boolean finished;

    ScopedBody(
            CheckedFunction<? super TaskScope, ? extends Future<R>> start, ScopeChildren children) {
        this.start = start;
        this.children = children;
    }

    @Override
    public Poll<R> poll(Context cx) throws Exception {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        children.watch(cx.waker());
        driveBody(cx);
        Throwable failure = children.failure();
        if (failure != null) {
            endBody(cx);
        }
        if (body != null || !children.endIfEmpty()) {
            return Poll.pending();
        }
        return finish();
    }

    private Poll<R> finish() throws Exception {
        // Asked again: the last child may have failed since, and no child is left now.
        Throwable failure = children.failure();
        finished = true;
        if (failure != null) {
            throw Suppressed.<Exception>asIs(failure);
        }
        Poll<R> value = result;
        if (value == null) {
            throw new AssertionError("a scope has ended before its body");
        }
        return value;
    }

    private void driveBody(Context cx) {
        if (children.failure() != null) {
            return;
        }
        CheckedFunction<? super TaskScope, ? extends Future<R>> function = start;
        start = null;
        try {
            if (function != null) {
                body = function.apply(new TaskScope(children));
            }
            Future<R> current = body;
            if (current != null) {
                body = null; // stays so if it throws or is ready
                Poll<R> polled = current.poll(cx);
                if (polled.isReady()) {
                    result = polled;
                } else {
                    body = current;
                }
            }
        } catch (Throwable failure) {
            children.fail(failure);
        }
    }

    /** Drives the end of the body, which may still use the children's scope. */
    private void endBody(Context cx) {
        start = null;
        Future<R> current = body;
        body = null; // stays so if it has ended or throws
        if (current != null) {
            try {
                if (!current.pollCancel(cx).isReady()) {
                    body = current;
                }
            } catch (Throwable failure) {
                children.fail(failure);
            }
        }
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        if (finished) {
            return Poll.done();
        }
        children.watch(cx.waker());
        if (!ending) {
            ending = true;
            children.cancel();
        }
        endBody(cx);
        if (body != null || !children.endIfEmpty()) {
            return Poll.pending();
        }
        finished = true;
        Throwable failure = children.failure();
        if (failure != null) {
            throw Suppressed.<Exception>asIs(failure);
        }
        return Poll.done();
    }

    @Override
    public String where() {
        return "TaskScope";
    }

    @Override
    public List<Future<?>> waitsFor() {
        List<Future<?>> found = Traced.present(body);
        found.addAll(children.seen());
        return found;
    }

    @Override
    public void cancel() {
        if (finished) {
            return;
        }
        finished = true;
        start = null;
        Future<R> current = body;
        body = null;
        children.cancel();
        if (current != null) {
            current.cancel();
        }
    }
}
