package io.ringwake.scheduler;

import io.ringwake.blocking.BlockingCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a blocking call is. */
final class BlockedThread {
    private static final int FRAMES_MAX = 16;

    private BlockedThread() {}

    /** What the call is doing; empty if it has ended. */
    static Optional<TaskSnapshot> snapshot(BlockingCall call) {
        if (!(call.work() instanceof Job job)) {
            return Optional.empty();
        }
        Thread thread = call.thread();
        if (thread == null) {
            return job.snapshot();
        }
        List<String> stack = stack(thread, call.work().getClass().getName());
        // Afterwards: a call that has not ended now is what the thread was in.
        return job.snapshot()
                .map(seen -> new TaskSnapshot(seen.id(), seen.name(), seen.state(), stack));
    }

    /** The thread, and its frames down to what the work itself calls. */
    private static List<String> stack(Thread thread, String work) {
        List<String> lines = new ArrayList<>();
        lines.add("on thread " + thread.getName());
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (lines.size() > FRAMES_MAX || frame.getClassName().equals(work)) {
                break;
            }
            lines.add("at " + frame);
        }
        return lines;
    }
}
