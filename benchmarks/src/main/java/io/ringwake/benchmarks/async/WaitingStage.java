package io.ringwake.benchmarks.async;

import java.util.concurrent.CompletableFuture;

/** A stage of the JDK. */
final class WaitingStage implements Waiting {
    private final CompletableFuture<Integer> never = new CompletableFuture<>();

    @Override
    public CompletableFuture<Long> start(long a, int b, String c) {
        return never.thenApply(value -> a + b + c.length() + value);
    }

    @Override
    public boolean isWaiting(Object kept) {
        return !((CompletableFuture<?>) kept).isDone();
    }
}
