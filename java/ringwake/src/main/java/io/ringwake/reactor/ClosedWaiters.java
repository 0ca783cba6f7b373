package io.ringwake.reactor;

import io.ringwake.ffi.ErrnoMapping;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who waits for a descriptor to be closed. Any thread; guarded by its own lock, which is cold. */
final class ClosedWaiters {
    private final List<ClosedFuture> waiting = new ArrayList<>(0);
    private boolean closed;
    private int result;

    Future<Void> newFuture(ErrnoTable errnos) {
        return new ClosedFuture(errnos);
    }

    /** Once: the descriptor is closed, with what the system said. */
    void closed(int closeResult) {
        List<Waker> wakers = new ArrayList<>();
        synchronized (waiting) {
            closed = true;
            result = closeResult;
            waiting.forEach(future -> future.takeWaker(wakers));
            waiting.clear();
        }
        wakers.forEach(Waker::wake); // outside the lock: it may poll at once
    }

    private final class ClosedFuture implements Future<Void> {
        private final ErrnoTable errnos;
        private @Nullable Waker waker;
        private boolean finished;

        ClosedFuture(ErrnoTable errnos) {
            this.errnos = errnos;
        }

        void takeWaker(List<Waker> into) {
            if (waker != null) {
                into.add(waker);
                waker = null;
            }
        }

        @Override
        public Poll<Void> poll(Context cx) throws IOException {
            if (finished) {
                throw new IllegalStateException("polled after it was ready");
            }
            if (!isClosed(cx) || !cx.proceed()) {
                return Poll.pending();
            }
            finished = true;
            if (result < 0) {
                throw ErrnoMapping.toException(errnos, result, "close", null);
            }
            return Poll.done();
        }

        private boolean isClosed(Context cx) {
            synchronized (waiting) {
                if (closed) {
                    return true;
                }
                if (waker == null) {
                    waiting.add(this);
                }
                waker = cx.waker();
                return false;
            }
        }

        @Override
        public void cancel() {
            synchronized (waiting) {
                waker = null;
                waiting.remove(this);
            }
        }
    }
}
