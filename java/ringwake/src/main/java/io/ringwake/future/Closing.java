package io.ringwake.future;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes a resource when another future has ended, in whichever way. */
final class Closing<T> implements Future<T>, Traced {
    private final AutoCloseable resource;
    private @Nullable Future<T> source;

    Closing(Future<T> source, AutoCloseable resource) {
        this.source = source;
        this.resource = resource;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        Future<T> current = source;
        if (current == null) {
            throw Finished.polledAgain(this);
        }
        Poll<T> poll;
        try {
            poll = current.poll(cx);
        } catch (Throwable failure) {
            source = null;
            closeAfter(failure);
            throw failure;
        }
        if (poll.isReady()) {
            source = null;
            resource.close();
        }
        return poll;
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        Future<T> current = source;
        if (current == null) {
            return Poll.done();
        }
        try {
            if (!current.pollCancel(cx).isReady()) {
                return Poll.pending();
            }
        } catch (Throwable failure) {
            source = null;
            closeAfter(failure);
            throw failure;
        }
        source = null;
        resource.close();
        return Poll.done();
    }

    @Override
    public String where() {
        return "thenClose";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return Traced.present(source);
    }

    @Override
    public void cancel() {
        Future<T> current = source;
        if (current == null) {
            return;
        }
        source = null;
        try {
            current.cancel();
        } catch (Throwable failure) {
            closeAfter(failure);
            throw failure;
        }
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing " + resource + " after a cancel failed", e);
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            resource.close();
        } catch (Throwable ofClosing) {
            Suppressed.add(failure, ofClosing);
        }
    }
}
