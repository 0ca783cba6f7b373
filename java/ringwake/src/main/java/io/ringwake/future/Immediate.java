package io.ringwake.future;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls a function at its first poll: a value, a failure or any computation that never waits. */
final class Immediate<T> implements Future<T> {
    private @Nullable Callable<? extends T> function;

    Immediate(Callable<? extends T> function) {
        this.function = function;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        Callable<? extends T> call = function;
        if (call == null) {
            throw Finished.polledAgain(this);
        }
        function = null;
        return Poll.<T>ready(call.call());
    }

    @Override
    public void cancel() {
        function = null;
    }
}
