package io.ringwake.jmx;

import io.ringwake.scheduler.LiveSchedulers;
import io.ringwake.scheduler.Scheduler;
import java.util.stream.Collectors;

/**
 * What the tasks of all runtimes wait for, whether or not the runtimes are shown themselves.
 *
 * <p>Nobody registers one here. {@code ringwake dump}, or whoever else is connected to the process,
 * has the MBean server make one by the name of this class, asks it, and takes it off again.
 */
public final class TaskDumps implements TaskDumpsMXBean {
    /** For the MBean server. */
    public TaskDumps() {}

    @Override
    public String dumpTasks() {
        return LiveSchedulers.all().stream()
                .map(TaskDumps::describe)
                .collect(Collectors.joining("\n"));
    }

    private static String describe(Scheduler runtime) {
        String name = runtime.config().name().map(given -> " \"" + given + '"').orElse("");
        return "runtime " + runtime.id() + name + ": " + runtime.dump();
    }
}
