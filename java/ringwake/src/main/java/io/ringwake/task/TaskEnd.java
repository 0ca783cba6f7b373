package io.ringwake.task;

import io.ringwake.future.Suppressed;
import java.util.concurrent.CancellationException;

/**
 * How a task has ended. Immutable.
 *
 * @param <T> the type of its value
 */
public sealed interface TaskEnd<T> {
    /** The number of the task. */
    long id();

    /**
     * Returns the value.
     *
     * @throws CancellationException if the task was aborted
     * @throws Exception what the task failed with, the very object
     */
    T get() throws Exception;

    /** It ended with a value; null only for a task without one. */
    record Value<T>(long id, T value) implements TaskEnd<T> {
        @Override
        public T get() {
            return value;
        }
    }

    /** It failed or was aborted. */
    record NoValue<T>(JoinError error) implements TaskEnd<T> {
        @Override
        public long id() {
            return error.taskId();
        }

        @Override
        public T get() throws Exception {
            Throwable cause = error.getCause();
            if (cause == null) {
                throw new CancellationException(error.getMessage());
            }
            throw Suppressed.<Exception>asIs(cause);
        }
    }
}
