package io.ringwake.future;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waits for a stage, which any thread completes. */
final class StageFuture<T> extends WakerSlot implements Future<T> {
    private record End<T>(T value, @Nullable Throwable failure) {}

    private final CompletionStage<T> stage;
    private volatile @Nullable End<T> end;

    // Plain: the one who polls.
    private boolean begun;
    private boolean finished;

    StageFuture(CompletionStage<T> stage) {
        this.stage = stage;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        if (!begun) {
            begun = true;
            var unused = stage.whenComplete(this::completed);
        }
        register(cx.waker());
        End<T> found = end;
        if (found == null || !cx.proceed()) {
            return Poll.pending();
        }
        finished = true;
        if (found.failure() != null) {
            throw Suppressed.<Exception>asIs(unwrapped(found.failure()));
        }
        return Poll.ready(found.value());
    }

    private void completed(T value, @Nullable Throwable failure) {
        end = new End<>(value, failure);
        wakeRegistered();
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable found = failure;
        while (found instanceof CompletionException || found instanceof ExecutionException) {
            Throwable cause = found.getCause();
            if (cause == null) {
                break;
            }
            found = cause;
        }
        return found;
    }

    @Override
    public void cancel() {
        if (finished) {
            return;
        }
        finished = true;
        clearRegistered();
        CompletableFuture<T> own;
        try {
            own = stage.toCompletableFuture();
        } catch (UnsupportedOperationException e) {
            return; // a stage that nobody else may end, see CompletionStage
        }
        own.cancel(false);
    }
}
