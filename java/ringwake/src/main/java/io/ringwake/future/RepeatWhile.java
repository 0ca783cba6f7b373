package io.ringwake.future;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs one step after the other while each ends with true. */
final class RepeatWhile implements Future<Void> {
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
    public void cancel() {
        step = null;
        Future<Boolean> current = running;
        running = null;
        if (current != null) {
            current.cancel();
        }
    }
}
