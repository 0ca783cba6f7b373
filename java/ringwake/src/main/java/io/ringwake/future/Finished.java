package io.ringwake.future;

/** The error of polling a future that has returned ready, thrown, or been cancelled. */
public final class Finished {
    private Finished() {}

    /** Returns the exception to throw, naming the kind of future. */
    public static IllegalStateException polledAgain(Future<?> future) {
        return new IllegalStateException(
                future.getClass().getSimpleName()
                        + " polled after it had finished: a future is not polled again once it was"
                        + " ready, has thrown or was cancelled");
    }
}
