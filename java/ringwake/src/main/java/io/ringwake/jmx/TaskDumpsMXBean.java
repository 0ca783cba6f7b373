package io.ringwake.jmx;

/** What the tasks of all runtimes of a process wait for. */
public interface TaskDumpsMXBean {
    /** Each runtime, and each of its tasks, as text; see {@code Ringwake.dump}. */
    String dumpTasks();
}
