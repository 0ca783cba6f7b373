package io.ringwake.future;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs one step after the other while each ends with true. */
final class RepeatWhile implements Future<Void>, Traced {
    private @Nullable Callable<? extends Future<Boolean>> step;
    private @Nullable Future<Boolean> running;

    RepeatWhile(Callable<? extends Future<Boolean>> step) {
        this.step = step;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
        Callable<? extends Future<Boolean>> next = step;
        if (next == null) {
            throw Finished.polledAgain(this);
        }
        step = null; // stays so if a step throws
        while (true) {
            Future<Boolean> current = running;
            if (current == null) {
                if (!cx.proceed()) {
                    break;
                }
                current = next.call();
            }
            running = null;
            if (!(current.poll(cx) instanceof Poll.Ready<Boolean> ready)) {
                running = current;
                break;
            }
            if (!ready.value()) {
                return Poll.done();
            }
        }
        step = next;
        return Poll.pending();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        step = null;
        Future<Boolean> current = running;
        if (current == null) {
            return Poll.done();
        }
        running = null; // stays so if it has ended or throws
        Poll<Void> ended = current.pollCancel(cx);
        if (!ended.isReady()) {
            running = current;
        }
        return ended;
    }

    @Override
    public String where() {
        return "repeatWhile";
    }

    @Override
    public List<Future<?>> waitsFor() {
        return Traced.present(running);
    }

    @Override
    public void cancel() {
        step = null;
        Future<Boolean> current = running;
        running = null;
        if (current != null) {
            current.cancel();
        }
    }
}
