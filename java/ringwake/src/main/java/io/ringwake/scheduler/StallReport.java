package io.ringwake.scheduler;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A worker that was inside one poll for longer than the threshold, and still is.
 *
 * @param worker its number
 * @param thread the name of its thread
 * @param taskId the number of the task
 * @param task the task in words
 * @param stuckNanos how long it has been inside, as far as is known: it may be a little longer
 * @param stack where its thread is, the innermost call first
 */
public record StallReport(
        int worker,
        String thread,
        long taskId,
        String task,
        long stuckNanos,
        List<StackTraceElement> stack) {
    public StallReport {
        stack = List.copyOf(stack);
    }

    /** The stack as an exception prints it, one call a line. */
    public String stackText() {
        return stack.stream().map(frame -> "\tat " + frame).collect(Collectors.joining("\n"));
    }
}
