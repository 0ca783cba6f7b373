package io.ringwake.reactor;

import org.jspecify.annotations.Nullable;

/**
 * What completions and actions threw in the course of a turn: kept until all of the others have
 * run, so that none of them is lost, then thrown.
 */
final class Failures {
    private @Nullable Throwable first;

    void add(Throwable failure) {
        if (first == null) {
            first = failure;
        } else if (first != failure) {
            first.addSuppressed(failure);
        }
    }

    /** Throws the first, with the others suppressed in it, if there was any. */
    void throwIfAny() {
        Throwable failure = first;
        first = null;
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure != null) { // thrown past the compiler's checks
            throw new IllegalStateException("a checked exception from a completion", failure);
        }
    }
}
