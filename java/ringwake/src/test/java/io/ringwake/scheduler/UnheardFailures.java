package io.ringwake.scheduler;

/** Where tasks of tests report failures that nobody is told of. */
public final class UnheardFailures {
    private UnheardFailures() {}

    /** Makes an empty collection of them, which belongs to no scheduler. */
    public static UnseenFailures create() {
        return new UnseenFailures((taskId, failure) -> {});
    }
}
