package io.ringwake.reactor;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** An operation that tells other threads its result. */
final class SignallingOperation extends Operation {
    private final Consumer<SubmissionEntry> filler;
    private volatile CompletableFuture<Integer> result = new CompletableFuture<>();

    SignallingOperation(Descriptor descriptor, Consumer<SubmissionEntry> filler) {
        super(descriptor);
        this.filler = filler;
    }

    /** Submits it on that thread. */
    CompletableFuture<Integer> submitOn(ReactorThread thread) throws Exception {
        CompletableFuture<Integer> next = new CompletableFuture<>();
        result = next;
        thread.call(() -> {
            thread.reactor().submit(this);
            return 0;
        });
        return next;
    }

    @Override
    protected void prepare(SubmissionEntry entry) {
        filler.accept(entry);
    }

    @Override
    protected void complete(int completed, int flags) {
        result.complete(completed);
    }
}
